//! Which versions of a source may be no captures of it: reads their texts, and leaves what to think of them to the model.

use claims_model::{Doubt, Filed, Source, Version};
use claims_store::Records;

use crate::{failure::Outcome, touched::Side};

/// The versions of a source, each with the doubt about it.
pub(crate) fn versions(records: &Records<'_>, source: &Source) -> Outcome<Vec<(Filed<Version>, Option<Doubt>)>> {
    let versions = records.versions_of(source.key)?;
    // What was captured once is held against nothing, and its text need not be read.
    if versions.len() < 2 {
        return Ok(versions.into_iter().map(|version| (version, None)).collect());
    }
    let sides = versions.into_iter().map(|version| Side::read(records, version)).collect::<Outcome<Vec<_>>>()?;
    let doubts = Doubt::of(sides.iter().map(Side::known));
    Ok(sides.into_iter().map(|side| side.version).zip(doubts).collect())
}

/// The doubt about one version of a source.
pub(crate) fn version(records: &Records<'_>, source: &Source, version: &Version) -> Outcome<Option<Doubt>> {
    let all = versions(records, source)?;
    Ok(all.into_iter().find(|(one, _)| one.key == version.key).and_then(|(_, doubt)| doubt))
}
