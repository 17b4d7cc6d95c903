//! Sources that an importer drafted, and their versions: those that are there already are found, the rest are new.

use std::collections::HashMap;

use claims_host::Drafts;
use claims_model::{Archive, Key, Source, SourceKind, Version, VersionState};
use claims_store::Writing;

use super::{Place, known, links::judge, wanted::Wanted};
use crate::{
    desk::Draft,
    failure::{Exit, Failure, Outcome},
    render::safe,
    typed,
};

pub(super) fn sources(
    writing: &Writing<'_>,
    draft: &mut Draft<'_>,
    drafts: &Drafts,
    parties: &[Key],
    wanted: &Wanted,
) -> Outcome<Vec<Place>> {
    let places: Vec<Place> = drafts
        .sources()
        .iter()
        .zip(&wanted.sources)
        .map(|(source, is_wanted)| match is_wanted {
            true => Ok(Place::of(known::source(writing, source, parties)?, draft)),
            false => Ok(Place { key: draft.key(), is_known: true }),
        })
        .collect::<Outcome<_>>()?;
    for (at, (source, place)) in drafts.sources().iter().zip(&places).enumerate().filter(|(at, _)| wanted.sources[*at])
    {
        if leads_back(drafts, at) {
            let what = format!("{:?} is derived from itself, by way of others", safe(&source.title));
            return Err(Failure::new(Exit::Plugin, what).hint("nothing was written"));
        }
        if !place.is_known {
            draft.create(Source {
                key: place.key,
                title: source.title.clone(),
                kind: source.kind.unwrap_or(SourceKind::Article),
                publisher: source.publisher.map(|at| parties[at]),
                authors: source.authors.iter().map(|at| parties[*at]).collect(),
                published: source.published,
                // What a file says of itself is used where it is an address, or a language, at all.
                address: source.address.as_deref().and_then(|it| typed::address(it).ok()),
                language: source.language.as_deref().and_then(|tag| typed::language(tag).ok()),
                derived_from: source.derived_from.iter().map(|at| places[*at].key).collect(),
            });
        }
        judge(writing, draft, *place, &source.grades, &source.notes)?;
    }
    Ok(places)
}

fn leads_back(drafts: &Drafts, start: usize) -> bool {
    let mut open = drafts.sources()[start].derived_from.clone();
    let mut seen = Vec::new();
    while let Some(at) = open.pop() {
        if at == start {
            return true;
        }
        if !seen.contains(&at) {
            seen.push(at);
            open.extend(&drafts.sources()[at].derived_from);
        }
    }
    false
}

pub(super) fn versions(
    writing: &mut Writing<'_>,
    draft: &mut Draft<'_>,
    drafts: &Drafts,
    sources: &[Place],
    wanted: &Wanted,
) -> Outcome<Vec<Key>> {
    let mut keys = Vec::new();
    let mut numbers: HashMap<Key, u32> = HashMap::new();
    for (version, is_wanted) in drafts.versions().iter().zip(&wanted.versions) {
        if !is_wanted {
            keys.push(draft.key());
            continue;
        }
        let source = sources[version.source];
        if source.is_known
            && let Some(known) = known::version(&writing.versions_of(source.key)?, version)
        {
            keys.push(known.key);
            continue;
        }
        let number = match numbers.get(&source.key) {
            Some(last) => last.saturating_add(1),
            None => writing.next_version_number(source.key)?,
        };
        numbers.insert(source.key, number);
        let text = version.text.as_deref().unwrap_or_default();
        let absent = if version.text.is_some() { VersionState::Present } else { VersionState::Gone };
        let archives = version.archives.iter().filter_map(|archive| {
            let recorded = archive.recorded.unwrap_or(draft.at);
            Some(Archive { address: typed::address(&archive.address).ok()?, recorded })
        });
        let record = Version {
            key: draft.key(),
            source: source.key,
            number,
            state: version.state.unwrap_or(absent),
            captured: version.captured.unwrap_or(draft.at),
            origin: version.origin.clone().unwrap_or_else(|| "-".to_owned()),
            media_type: version.media_type.clone().unwrap_or_else(|| "text/plain".to_owned()),
            size: text.len() as u64,
            bytes: writing.keep_capture(text.as_bytes())?,
            text: writing.keep_text(text)?,
            extractor: "imported/1".to_owned(),
            archives: archives.collect(),
            seen: None,
            blocks: None,
            details: Vec::new(),
        };
        keys.push(record.key);
        draft.create(record);
    }
    Ok(keys)
}
