//! Whether a reader is told why a party has no name.

use claims_model::Party;

use super::{Found, IFCN, Rule, Subject};
use crate::failure::Outcome;

pub(super) const RULE: Rule = Rule {
    code: "unnamed-party",
    meaning: "a party has a description for a name, and no reason why it is unnamed",
    standard: "IFCN Code of Principles, transparency of sources: \
               all sources in enough detail, except where a source's personal security could be compromised",
    uri: Some(IFCN),
    find,
};

fn find(subject: &Subject<'_, '_>, found: &mut Vec<Found>) -> Outcome<()> {
    let claimants = subject.statements().flat_map(|claim| &claim.claimants).map(|claimant| claimant.party);
    let evidence = subject.evidence.iter().flat_map(|one| &one.appearances);
    let via = subject.appearances.iter().chain(evidence).flat_map(|appearance| &appearance.via).copied();
    let mut seen = Vec::new();
    for key in claimants.chain(via) {
        if seen.contains(&key) {
            continue;
        }
        seen.push(key);
        let Some(party) = subject.book.records.find::<Party>(key)? else { continue };
        let has_reason = party.unnamed.as_ref().is_some_and(|unnamed| !unnamed.why.trim().is_empty());
        if has_reason || (party.unnamed.is_none() && !is_description(&party.name)) {
            continue;
        }
        let party_handle = party.handle;
        let what = format!("{} is unnamed, and nothing says why", crate::render::quoted(&party.name));
        let fix = format!("claims party edit {party_handle} --unnamed \"why\", or --name \"…\"");
        found.push(Found::new(what, fix).at(party_handle));
    }
    Ok(())
}

/// Whether a name only describes, as English does: "a senior official", "two residents", "sources close to him".
fn is_description(name: &str) -> bool {
    const OPENINGS: &[&str] = &[
        "a",
        "an",
        "anonymous",
        "one",
        "officials",
        "several",
        "some",
        "sources",
        "three",
        "two",
        "unidentified",
        "unnamed",
        "witnesses",
    ];
    let mut words = name.split_whitespace();
    let opens = words.next().is_some_and(|word| OPENINGS.contains(&word.to_lowercase().as_str()));
    opens && words.next().is_none_or(|word| word.starts_with(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_are_told_from_names() {
        for name in ["a senior official", "A weapons inspector", "sources close to him", "Unnamed", "two residents"] {
            assert!(is_description(name), "{name}");
        }
        for name in ["Ada Brook", "A. Brook", "One America News", "bell hooks", "북한 외무성", "Some", ""] {
            assert_eq!(is_description(name), name == "Some", "{name}");
        }
    }
}
