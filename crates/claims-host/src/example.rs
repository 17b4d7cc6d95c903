//! A question with the answer that is expected to it, as a manifest tells it: help for users, and a test.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Kind;

/// One example of a plugin at work. Which of the members make the question depends on the kind.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Example {
    /// What it shows, in one line.
    pub about: String,
    /// Which kind it asks; needed only where a plugin is of several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// Options that are not as the manifest leaves them.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub set: BTreeMap<String, String>,
    /// For a scorer or an exporter: the claim that is asked about, `c1`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claim: Option<String>,
    /// The claims that speak for it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub supported_by: Vec<String>,
    /// The claims that speak against it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rebutted_by: Vec<String>,
    /// For a differ: the text as it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<String>,
    /// For a differ: the text as it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<String>,
    /// For an importer: the content of the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// For a finder: the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The answer as people write it: a scorer's value with as many decimals as are compared, or `undetermined`; a
    /// differ's text with `[-old-]{+new+}`; an exporter's file; the claims of an importer, `claimant: wording`, a line
    /// each; the passages of a finder, a line each.
    pub expect: String,
}

/// What an example asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question<'e> {
    /// For a score.
    Score(Told<'e>),
    /// For the way from one text to another.
    Diff {
        /// The text as it was.
        old: &'e str,
        /// The text as it is.
        new: &'e str,
    },
    /// For a file.
    Export(Told<'e>),
    /// For drafts of what this file holds.
    Import(&'e str),
    /// For what this text claims.
    Find(&'e str),
}

/// A claim with what is said for and against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told<'e> {
    /// The claim that is asked about.
    pub claim: &'e str,
    /// The claims that speak for it.
    pub supported_by: &'e [String],
    /// The claims that speak against it.
    pub rebutted_by: &'e [String],
}

impl Example {
    /// What it asks a plugin of these kinds.
    ///
    /// # Errors
    /// Says what does not go together.
    pub fn question(&self, kinds: &[Kind]) -> Result<Question<'_>, String> {
        let kind = match (self.kind, kinds) {
            (Some(kind), _) if kinds.contains(&kind) => kind,
            (Some(kind), _) => return Err(format!("the plugin is no {kind}")),
            (None, [kind]) => *kind,
            (None, _) => return Err("say which kind it is for: kind".to_owned()),
        };
        let given = [
            ("claim", self.claim.is_some()),
            ("supported_by", !self.supported_by.is_empty()),
            ("rebutted_by", !self.rebutted_by.is_empty()),
            ("old", self.old.is_some()),
            ("new", self.new.is_some()),
            ("file", self.file.is_some()),
            ("text", self.text.is_some()),
        ];
        let takes: &[&str] = match kind {
            Kind::Scorer | Kind::Exporter => &["claim", "supported_by", "rebutted_by"],
            Kind::Differ => &["old", "new"],
            Kind::Importer => &["file"],
            Kind::Finder => &["text"],
        };
        if let Some((member, _)) = given.iter().find(|(member, given)| *given && !takes.contains(member)) {
            return Err(format!("an example for {} has no {member}", article(kind)));
        }
        let needed = |member, text| needed(kind, member, text);
        let told = || {
            let (supported_by, rebutted_by) = (&*self.supported_by, &*self.rebutted_by);
            Ok::<_, String>(Told { claim: needed("claim", &self.claim)?, supported_by, rebutted_by })
        };
        Ok(match kind {
            Kind::Scorer => Question::Score(told()?),
            Kind::Exporter => Question::Export(told()?),
            Kind::Differ => Question::Diff { old: needed("old", &self.old)?, new: needed("new", &self.new)? },
            Kind::Importer => Question::Import(needed("file", &self.file)?),
            Kind::Finder => Question::Find(needed("text", &self.text)?),
        })
    }
}

fn needed<'e>(kind: Kind, member: &str, text: &'e Option<String>) -> Result<&'e str, String> {
    text.as_deref().ok_or_else(|| format!("an example for {} needs {member}", article(kind)))
}

const fn article(kind: Kind) -> &'static str {
    match kind {
        Kind::Scorer => "a scorer",
        Kind::Differ => "a differ",
        Kind::Exporter => "an exporter",
        Kind::Importer => "an importer",
        Kind::Finder => "a finder",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about_a_text() -> Example {
        Example { about: "x".to_owned(), text: Some("A text.".to_owned()), ..Example::default() }
    }

    #[test]
    fn a_question_is_of_one_kind_and_whole() {
        let example = about_a_text();
        assert_eq!(example.question(&[Kind::Finder]), Ok(Question::Find("A text.")));
        assert_eq!(example.question(&[Kind::Finder, Kind::Scorer]), Err("say which kind it is for: kind".to_owned()));
        assert_eq!(example.question(&[Kind::Differ]), Err("an example for a differ has no text".to_owned()));
        let exporter = Example { kind: Some(Kind::Exporter), ..Example::default() };
        assert_eq!(exporter.question(&[Kind::Exporter]), Err("an example for an exporter needs claim".to_owned()));
        assert_eq!(exporter.question(&[Kind::Finder]), Err("the plugin is no exporter".to_owned()));
        let differ = Example { old: Some(String::new()), ..Example::default() };
        assert_eq!(differ.question(&[Kind::Differ]), Err("an example for a differ needs new".to_owned()));
    }
}
