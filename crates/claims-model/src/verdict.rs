//! What people decide about a claim, and the scales they decide on.

use std::{borrow::Cow, cmp::Ordering};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Key, words};

/// The scale of verdicts on a picture, a film or a recording: how genuine it is, as it was shown there.
///
/// Its labels are the members of schema.org's MediaManipulationRatingEnumeration (<https://schema.org/MediaReview>).
pub const MEDIA: &str = "media";

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

impl Verdict {
    /// Whether it is on a picture or a recording, and not on what is claimed.
    pub fn is_on_media(&self) -> bool {
        self.scale == MEDIA
    }
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
            Self::from_names(
                MEDIA,
                &[],
                &["Original", "Missing context", "Edited or cropped", "Transformed", "Staged", "Satire or parody"],
            ),
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
    ///
    /// Several labels of [`MEDIA`] may hold at once, with commas between them: they are put together in its own order,
    /// typed as `original+missing-context`. None is found where one denies another.
    pub fn find(&self, typed: &str) -> Option<Cow<'_, Label>> {
        let wanted = slug(typed);
        if let Some(label) = self.labels.iter().find(|label| label.label == wanted) {
            return Some(Cow::Borrowed(label));
        }
        if self.name != MEDIA {
            return None;
        }
        let parts: Vec<String> = typed.split([',', '+']).map(slug).collect();
        let is_meant = |label: &&Label| parts.contains(&label.label);
        let meant: Vec<&Label> = self.labels.iter().filter(is_meant).collect();
        (meant.len() > 1 && meant.len() == parts.len() && !is_contradiction(&meant)).then(|| {
            let labels: Vec<&str> = meant.iter().map(|label| label.label.as_str()).collect();
            let mut name = meant[0].name.clone();
            meant[1..].iter().for_each(|label| name.extend([", ", &label.name.to_lowercase()]));
            Cow::Owned(Label { label: labels.join("+"), name, value: None })
        })
    }

    /// The place of `label` on this scale; `None` for a label that is off it.
    pub fn rating(&self, label: &Label) -> Option<Rating> {
        let values = self.labels.iter().filter_map(|label| label.value);
        Some(Rating { worst: values.clone().min()?, value: label.value?, best: values.max()? })
    }
}

/// Whether one of the labels on media denies another: what is original was not edited, transformed or staged.
fn is_contradiction(meant: &[&Label]) -> bool {
    let has = |typed: &str| meant.iter().any(|label| label.label == typed);
    has("original") && ["edited-or-cropped", "transformed", "staged"].into_iter().any(has)
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
            assert_eq!(scale.find(typed).as_deref().map(|label| label.name.as_str()), Some("Mostly false"));
        }
        assert_eq!(scale.find("mostly"), None);
    }

    #[test]
    fn off_scale_labels_have_no_number() {
        let scale = &Scale::bundled()[0];
        let rating = |typed| scale.find(typed).and_then(|label| scale.rating(&label));
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
    fn labels_on_media_go_together_unless_one_denies_another() {
        let scales = Scale::bundled();
        let scale = scales.iter().find(|scale| scale.name == MEDIA).unwrap();
        let found = |typed: &str| scale.find(typed).map(|label| (label.label.clone(), label.name.clone()));
        let both = Some(("original+missing-context".to_owned(), "Original, missing context".to_owned()));
        assert_eq!(found("missing context, Original"), both);
        assert_eq!(found("original+missing-context"), both);
        assert_eq!(found("satire-or-parody").map(|(label, _)| label).as_deref(), Some("satire-or-parody"));
        for wrong in ["original, staged", "staged, staged", "staged,", "staged, false", ",", ""] {
            assert_eq!(found(wrong), None, "{wrong:?}");
        }
        assert!(scale.labels.iter().all(|label| scale.rating(label).is_none()));
        assert_eq!(scales[0].find("false, true"), None);
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
