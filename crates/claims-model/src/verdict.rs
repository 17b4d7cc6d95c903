//! What people decide about a claim, and the scales they decide on.

use std::cmp::Ordering;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Key, words};

/// A human decision with reasons. Verdicts are only ever added; the newest of a claim counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Verdict {
    /// The permanent key.
    pub key: Key,
    /// The claim that was decided.
    pub claim: Key,
    /// The scale, by name.
    pub scale: String,
    /// The label on it, as typed: `mostly-false`.
    pub label: String,
    /// The label as readers see it: "Mostly false" (ClaimReview `alternateName`).
    pub name: String,
    /// The number, for a label that lies on the scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<Rating>,
    /// The reasons.
    pub because: String,
    /// Who decided.
    pub by: String,
    /// When.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub at: Timestamp,
    /// What would change the verdict.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub would_change: Option<String>,
    /// Present when it corrects what was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction: Option<Correction>,
    /// Where the review stands, for a verdict of another desk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The feed that it came in with, by name, for a verdict of another desk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feed: Option<String>,
}

/// A place on a numbered scale (ClaimReview Rating): `worst ≤ value ≤ best`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rating {
    /// The number of the least true label.
    pub worst: i32,
    /// The number of this label.
    pub value: i32,
    /// The number of the truest label.
    pub best: i32,
}

impl Rating {
    /// To which side of its scale this verdict leans: to the true, to the false, or to neither in the middle.
    pub fn side(&self) -> Ordering {
        // Twice the value against twice the middle, which may lie between two numbers; any numbers may come from elsewhere.
        let [worst, value, best] = [self.worst, self.value, self.best].map(i64::from);
        (2 * value).cmp(&(worst + best))
    }

    /// Whether this verdict and a score, from 0 to 1, lean to different sides: one to the true, the other to the false.
    ///
    /// A score above 0.4 and below 0.6 leans to neither.
    pub fn disagrees(&self, score: f64) -> bool {
        match self.side() {
            Ordering::Greater => score <= 0.4,
            Ordering::Less => score >= 0.6,
            Ordering::Equal => false,
        }
    }
}

/// What a correction does to what was published (after the IFCN code of principles).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Correction {
    /// The verdict is another one now.
    Changes,
    /// The reasons change, the verdict does not.
    Keeps,
    /// The check should not have been published.
    Void,
    /// A slip of the pen.
    Spelling,
    /// The world has moved on since.
    Update,
}

words!(Correction, "a class of correction", {
    Changes = "changes", Keeps = "keeps", Void = "void", Spelling = "spelling", Update = "update",
});

/// A set of labels to decide with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// Its name in settings and on the command line.
    pub name: String,
    /// Its labels; those with a number first, from the least true.
    pub labels: Vec<Label>,
}

/// One label of a scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// What people type: `mostly-false`.
    pub label: String,
    /// What readers see: "Mostly false".
    pub name: String,
    /// Its number; `None` for a label that is off the scale, such as "unproven".
    pub value: Option<i32>,
}

impl Label {
    /// What people type for a label that readers see so.
    pub fn typed(name: &str) -> String {
        slug(name)
    }
}

impl Scale {
    /// The scales that every casebook knows; the first is the default.
    pub fn bundled() -> Vec<Self> {
        vec![
            Self::from_names(
                "five-step",
                &["False", "Mostly false", "Mixed", "Mostly true", "True"],
                &["Misleading", "Unproven", "Outdated", "Satire"],
            ),
            Self::from_names(
                "six-step",
                &["Pants on fire", "False", "Mostly false", "Half true", "Mostly true", "True"],
                &[],
            ),
            Self::from_names(
                "wide",
                &["False", "Mostly false", "Mixture", "Mostly true", "True"],
                &[
                    "Unproven",
                    "Unfounded",
                    "Outdated",
                    "Miscaptioned",
                    "Correct attribution",
                    "Misattributed",
                    "Fake",
                    "Scam",
                    "Legend",
                    "Labeled satire",
                    "Originated as satire",
                    "Recall",
                    "Lost legend",
                    "Research in progress",
                ],
            ),
            Self::from_names("true-false", &["False", "True"], &["Unproven"]),
        ]
    }

    /// A scale numbered from 1, the least true, with labels typed as their names in lower case and hyphens.
    pub fn from_names<S: AsRef<str>>(name: &str, on_scale: &[S], off_scale: &[S]) -> Self {
        let numbered = on_scale.iter().zip(1..).map(|(name, value)| (name, Some(value)));
        let unnumbered = off_scale.iter().map(|name| (name, None));
        let labels = numbered
            .chain(unnumbered)
            .map(|(name, value)| Label { label: slug(name.as_ref()), name: name.as_ref().to_owned(), value })
            .collect();
        Self { name: name.to_owned(), labels }
    }

    /// The label that people mean by `typed`, whatever the case and whether with spaces or hyphens.
    pub fn find(&self, typed: &str) -> Option<&Label> {
        let wanted = slug(typed);
        self.labels.iter().find(|label| label.label == wanted)
    }

    /// The place of `label` on this scale; `None` for a label that is off it.
    pub fn rating(&self, label: &Label) -> Option<Rating> {
        let values = self.labels.iter().filter_map(|label| label.value);
        Some(Rating { worst: values.clone().min()?, value: label.value?, best: values.max()? })
    }
}

fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for word in name.split(|c: char| c.is_whitespace() || c == '-' || c == '_').filter(|word| !word.is_empty()) {
        if !slug.is_empty() {
            slug.push('-');
        }
        if word.is_ascii() {
            slug.extend(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
        } else {
            slug.push_str(&word.to_lowercase());
        }
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_found_however_they_are_typed() {
        let scale = &Scale::bundled()[0];
        for typed in ["mostly-false", "Mostly false", "MOSTLY_FALSE"] {
            assert_eq!(scale.find(typed).map(|label| label.name.as_str()), Some("Mostly false"));
        }
        assert_eq!(scale.find("mostly"), None);
    }

    #[test]
    fn off_scale_labels_have_no_number() {
        let scale = &Scale::bundled()[0];
        let rating = |typed| scale.find(typed).and_then(|label| scale.rating(label));
        assert_eq!(rating("true"), Some(Rating { worst: 1, value: 5, best: 5 }));
        assert_eq!(rating("unproven"), None);
    }

    #[test]
    fn a_verdict_and_a_score_disagree_when_they_lean_to_different_sides() {
        let rated = |value| Rating { worst: 1, value, best: 5 };
        assert!(rated(5).disagrees(0.2) && rated(4).disagrees(0.4) && rated(1).disagrees(0.6));
        let widest = Rating { worst: i32::MIN, value: i32::MAX, best: i32::MAX };
        assert!(widest.disagrees(0.1) && !widest.disagrees(0.9));
        assert!(!rated(5).disagrees(0.45) && !rated(3).disagrees(0.0) && !rated(1).disagrees(0.2));
    }

    #[test]
    fn no_bundled_scale_has_a_label_twice() {
        for scale in Scale::bundled() {
            for label in &scale.labels {
                assert_eq!(scale.labels.iter().filter(|other| other.label == label.label).count(), 1);
            }
        }
    }
}
