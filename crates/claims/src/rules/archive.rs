//! Whether others keep a copy of what is quoted.

use claims_model::{Kind, Source, Version};

use super::{Found, IFCN, Rule, Subject};
use crate::{failure::Outcome, render::json::version_name};

pub(super) const RULE: Rule = Rule {
    code: "no-archive",
    meaning: "a version that is quoted has a web address and no archived copy",
    standard: "IFCN Code of Principles, transparency of sources: in enough detail that readers can replicate the work",
    uri: Some(IFCN),
    find,
};

fn find(subject: &Subject<'_, '_>, found: &mut Vec<Found>) -> Outcome<()> {
    let records = subject.book.records;
    let evidence = subject.evidence.iter().flat_map(|one| &one.appearances);
    let mut seen = Vec::new();
    for appearance in subject.appearances.iter().chain(evidence).filter(|one| one.quote.is_some()) {
        if seen.contains(&appearance.version) {
            continue;
        }
        seen.push(appearance.version);
        let Some(version) = records.find::<Version>(appearance.version)? else { continue };
        let Some(source) = records.find::<Source>(version.source)? else { continue };
        // Notes of a call and a file from a drawer are in no public archive.
        let is_public = source.address.as_ref().is_some_and(|address| address.starts_with("http"));
        if !is_public || !version.archives.is_empty() {
            continue;
        }
        let place = version_name(records, version.key)?;
        let mut fix = format!("claims source capture {} --archive URL", source.handle);
        // An address is added to the newest version, so an older quote has to be taken from there.
        if records.versions_of(source.key)?.last().is_some_and(|newest| newest.key != version.key) {
            let claim = subject.book.handle(Kind::Claim, appearance.claim)?;
            fix.push_str(&format!(", then claims anchor {claim} --accept"));
        }
        found.push(Found::new(format!("{place} is quoted, and no archive has a copy of it"), fix).at(place));
    }
    Ok(())
}
