//! A source, its versions, and the claims taken out of it.

use claims_model::{Claim, DetailName, Doubt, Filed, Source, Version, VersionState};
use claims_store::Records;

use super::{field, judgements, line, party_name, section};
use crate::{
    address, doubted,
    failure::Outcome,
    render::{FAINT, STRONG, YELLOW, json::version_name, safe, styled},
};

/// A source, its versions, and the claims taken out of it.
pub(crate) fn source(records: &Records<'_>, source: &Filed<Source>) -> Outcome<String> {
    let mut out = format!("{}  {}\n", styled(STRONG, &source.handle.to_string()), styled(STRONG, &safe(&source.title)));
    let mut about = vec![source.kind.to_string()];
    if let Some(publisher) = source.publisher {
        about.push(party_name(records, publisher)?);
    }
    for author in &source.authors {
        about.push(format!("by {}", party_name(records, *author)?));
    }
    let versions = doubted::versions(records, source)?;
    let newest =
        versions.iter().rev().map(|(version, _)| version).find(|version| version.state == VersionState::Present);
    let told = |name| newest.and_then(|version| version.details.iter().find(|detail| detail.name == name));
    about.extend(match (source.published, told(DetailName::Modified)) {
        (Some(date), _) => Some(format!("published {date}")),
        // The day of a change is not that of publication, and is not to be taken for it.
        (None, Some(changed)) => Some(format!("published unknown, changed {}", safe(&changed.value))),
        (None, None) => None,
    });
    about.extend(source.language.as_ref().map(|language| format!("in {}", safe(language))));
    line(&mut out, 1, &about.join(" · "));
    field(&mut out, "address", source.address.as_deref());
    let captured = newest.map(|version| version.origin.as_str()).filter(|origin| address::is_web(origin));
    let own = told(DetailName::Address).map(|detail| detail.value.as_str());
    if let Some(others) = address::others(source.address.as_deref(), &[("captured", captured), ("of the page", own)]) {
        line(&mut out, 1, &safe(&others));
    }
    for origin in &source.derived_from {
        if let Some(origin) = records.find::<Source>(*origin)? {
            line(&mut out, 1, &format!("derived from {}  {}", origin.handle, safe(&origin.title)));
        }
    }
    section(&mut out, "Versions");
    for (version, doubt) in &versions {
        line(&mut out, 1, &version_line(source, version));
        ask(&mut out, 2, *doubt);
    }
    let appearances = records.appearances_in(source.key)?;
    section(&mut out, "Claims taken from it");
    if appearances.is_empty() {
        line(&mut out, 1, "none yet");
    }
    for appearance in appearances {
        if let Some(claim) = records.find::<Claim>(appearance.claim)? {
            let place = version_name(records, appearance.version)?;
            line(&mut out, 1, &format!("{}  {}  {}", claim.handle, styled(FAINT, &place), safe(&claim.text)));
        }
    }
    judgements(records, &mut out, source.key)?;
    Ok(out)
}

/// A version in a line and its particulars below.
pub(crate) fn version(source: &Filed<Source>, version: &Version, doubt: Option<Doubt>) -> String {
    let mut out = format!("{}\n", version_line(source, version));
    ask(&mut out, 1, doubt);
    field(&mut out, "origin", Some(&version.origin));
    field(&mut out, "media type", Some(&version.media_type));
    field(&mut out, "sha256", Some(&version.bytes.to_string()));
    field(&mut out, "text sha256", Some(&version.text.to_string()));
    field(&mut out, "extractor", Some(&version.extractor));
    field(&mut out, "seen again", version.seen.map(|seen| seen.to_string()).as_deref());
    for detail in &version.details {
        let told = format!("{} ({})", detail.value, detail.told_by);
        field(&mut out, detail.name.word(), Some(&told));
    }
    for archive in &version.archives {
        field(&mut out, "archived at", Some(&archive.address));
    }
    out
}

/// Asks whether a version is a capture of its source at all.
fn ask(out: &mut String, depth: usize, doubt: Option<Doubt>) {
    if let Some(doubt) = doubt {
        line(out, depth, &styled(YELLOW, doubt.question()));
    }
}

fn version_line(source: &Filed<Source>, version: &Version) -> String {
    let name = format!("{}v{}", source.handle, version.number);
    match version.state {
        VersionState::Gone => format!("{name}  {}  gone", version.captured),
        VersionState::Present if version.is_forgotten() => format!("{name}  {}  forgotten", version.captured),
        VersionState::Present => {
            let digest: String = version.bytes.to_string().chars().take(12).collect();
            format!("{name}  {}  {} bytes  {}", version.captured, version.size, styled(FAINT, &digest))
        }
    }
}
