//! What an editor must look at before a verdict goes out, and after: rules, each with the standard that it comes from.
//!
//! A rule looks at one claim and says what it found and what to type; it knows neither levels nor how a finding is shown.

mod archive;
mod book;
mod certainty;
mod correction;
mod counter;
mod evidence;
mod grade;
mod label;
mod level;
mod quote;
mod reply;
mod unnamed;

use claims_model::Handle;

pub(crate) use book::{Book, Subject};
pub(crate) use level::{Level, Levels};

use crate::failure::Outcome;

/// One thing that is looked for.
pub(crate) struct Rule {
    /// The word for it, in settings and in findings.
    pub(crate) code: &'static str,
    /// What is found, in one line.
    pub(crate) meaning: &'static str,
    /// The standard that asks for it.
    pub(crate) standard: &'static str,
    /// Where the standard can be read.
    pub(crate) uri: Option<&'static str>,
    find: Find,
}

/// Looks at a claim.
type Find = fn(&Subject<'_, '_>, &mut Vec<Found>) -> Outcome<()>;

/// What a rule found at a claim.
pub(crate) struct Found {
    /// The record that it is about, if that is not the claim itself: `s1v2`, `c5`, `p3`.
    pub(crate) place: Option<String>,
    /// What is so.
    pub(crate) what: String,
    /// What to type.
    pub(crate) fix: String,
}

impl Found {
    fn new(what: impl Into<String>, fix: impl Into<String>) -> Self {
        Self { place: None, what: what.into(), fix: fix.into() }
    }

    fn at(self, place: impl ToString) -> Self {
        Self { place: Some(place.to_string()), ..self }
    }
}

/// Something found, with where and how grave it is.
pub(crate) struct Finding {
    pub(crate) rule: &'static Rule,
    pub(crate) level: Level,
    /// The claim.
    pub(crate) claim: Handle,
    pub(crate) found: Found,
}

const IFCN: &str = "https://ifcncodeofprinciples.poynter.org/know-more/the-commitments-of-the-code-of-principles";
const ICD_203: &str = "https://fas.org/irp/dni/icd/icd-203.pdf";

/// Every rule, in the order in which findings are shown.
pub(crate) const RULES: &[Rule] = &[
    evidence::RULE,
    counter::RULE,
    reply::RULE,
    unnamed::RULE,
    grade::RULE,
    quote::RULE,
    archive::RULE,
    label::RULE,
    certainty::RULE,
    correction::RULE,
];

/// Asks every rule that is not off about a claim.
pub(crate) fn check(subject: &Subject<'_, '_>, levels: &Levels) -> Outcome<Vec<Finding>> {
    let mut findings = Vec::new();
    for rule in RULES {
        let level = levels.of(rule.code);
        if level == Level::Off {
            continue;
        }
        let mut found = Vec::new();
        (rule.find)(subject, &mut found)?;
        let claim = subject.claim.handle;
        findings.extend(found.into_iter().map(|found| Finding { rule, level, claim, found }));
    }
    Ok(findings)
}

/// The codes with their meanings, as help shows them.
pub(crate) fn help() -> String {
    let width = RULES.iter().map(|rule| rule.code.len()).max().unwrap_or(0);
    let lines = RULES.iter().map(|rule| format!("  {:width$}  {}\n", rule.code, rule.meaning));
    format!(
        "What is found, at claims with a verdict and at those that are named:\n{}\nEach is an error, a warning or off by [check] in claims.toml; an error ends with exit code 1.\n\n\
         Examples:\n  claims check\n  claims check c2 --json\n  claims check --sarif > check.sarif\n  claims check --rules",
        lines.collect::<String>()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_code_is_given_twice_and_each_is_a_word() {
        for (at, rule) in RULES.iter().enumerate() {
            assert!(RULES[at + 1..].iter().all(|other| other.code != rule.code), "{}", rule.code);
            assert!(rule.code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{}", rule.code);
            assert!(rule.uri.is_none_or(|uri| uri.starts_with("https://")), "{}", rule.code);
        }
    }

    /// The page of the rules names each with its standard, in the words that the program has.
    #[test]
    fn the_page_of_the_rules_has_them_all() {
        let page = include_str!("../../../../docs/check.md");
        for rule in RULES {
            for text in [rule.code, rule.meaning, rule.standard, rule.uri.unwrap_or_default()] {
                assert!(page.contains(text), "docs/check.md lacks: {text}");
            }
        }
    }
}
