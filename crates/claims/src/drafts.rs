//! Turns what an importer drafted into records: parties that are known stay who they are, the rest is new.

use std::collections::BTreeSet;

use claims_host::{DraftAppearance, DraftClaim, DraftGrade, DraftNote, DraftTarget, DraftVerdict, Drafts};
use claims_model::{
    Appearance, Archive, Claim, Claimant, Grade, Key, Label, Link, Manner, Note, Party, PartyKind, Quote, Scale,
    Source, SourceKind, Status, Target, Unnamed, Verdict, Version, VersionState, quote,
};
use claims_store::Writing;

use crate::{
    desk::Draft,
    failure::{Exit, Failure, Outcome},
    refs,
    render::safe,
    statement, typed,
};

/// The reasons of a verdict that came without any.
const NO_REASONS: &str = "The file gives no reasons.";

/// The keys of what was drafted, in the order of the drafts.
pub(crate) struct Filed {
    /// How many different ones.
    pub(crate) parties: usize,
    pub(crate) sources: Vec<Key>,
    pub(crate) claims: Vec<Key>,
    pub(crate) links: Vec<Key>,
}

/// Drafts one operation that holds all of it.
pub(crate) fn file(writing: &mut Writing<'_>, draft: &mut Draft<'_>, drafts: &Drafts) -> Outcome<Filed> {
    let parties =
        drafts.parties().iter().map(|party| self::party(writing, draft, party)).collect::<Outcome<Vec<_>>>()?;
    let sources = sources(draft, drafts, &parties)?;
    let versions = versions(writing, draft, drafts, &sources)?;
    let claims: Vec<Key> = drafts.claims().iter().map(|_| draft.key()).collect();
    for (claim, key) in drafts.claims().iter().zip(&claims) {
        draft.create(self::claim(claim, *key, &parties, &claims)?);
        for one in &claim.appearances {
            let appearance = appearance(draft, drafts, one, *key, &parties, &versions)
                .map_err(|failure| Failure { what: format!("{:?}: {}", safe(&claim.text), failure.what), ..failure })?;
            draft.create(appearance);
        }
        judge(draft, *key, &claim.grades, &claim.notes);
        claim.verdicts.iter().for_each(|one| decide(draft, *key, one));
    }
    let links: Vec<Key> = drafts.links().iter().map(|_| draft.key()).collect();
    for (link, key) in drafts.links().iter().zip(&links) {
        let to = match link.to {
            DraftTarget::Claim(at) => Target::Claim(claims[at]),
            DraftTarget::Link(at) => Target::Link(links[at]),
        };
        let (by, at) = (link.by.clone().unwrap_or_else(|| draft.by.clone()), link.at.unwrap_or(draft.at));
        let note = typed::given(link.note.as_ref());
        draft.create(Link { key: *key, from: claims[link.from], to, stance: link.stance, by, at, note });
        judge(draft, *key, &link.grades, &link.notes);
    }
    // Somebody may be drafted several times.
    let distinct: BTreeSet<Key> = parties.into_iter().collect();
    Ok(Filed { parties: distinct.len(), sources, claims, links })
}

/// The party that answers to the name, or a new one.
fn party(writing: &Writing<'_>, draft: &mut Draft<'_>, party: &claims_host::DraftParty) -> Outcome<Key> {
    let name = typed::name(&party.name)?;
    if let Some(known) = refs::party_if(writing, name)? {
        judge(draft, known.key, &party.grades, &party.notes);
        return Ok(known.key);
    }
    // A file may name somebody twice.
    let named = draft.new_parties().find(|party| party.answers_to(name)).map(|party| party.key);
    if let Some(key) = named {
        judge(draft, key, &party.grades, &party.notes);
        return Ok(key);
    }
    let key = draft.key();
    draft.create(Party {
        key,
        name: name.to_owned(),
        kind: party.kind.unwrap_or(PartyKind::Person),
        aliases: party.aliases.clone(),
        description: party.description.clone(),
        unnamed: party.why_unnamed.clone().map(|why| Unnamed { why, known_to: None }),
        merged_into: None,
    });
    judge(draft, key, &party.grades, &party.notes);
    Ok(key)
}

fn sources(draft: &mut Draft<'_>, drafts: &Drafts, parties: &[Key]) -> Outcome<Vec<Key>> {
    let keys: Vec<Key> = drafts.sources().iter().map(|_| draft.key()).collect();
    for (at, (source, key)) in drafts.sources().iter().zip(&keys).enumerate() {
        if leads_back(drafts, at) {
            let what = format!("{:?} is derived from itself, by way of others", safe(&source.title));
            return Err(Failure::new(Exit::Plugin, what).hint("nothing was written"));
        }
        draft.create(Source {
            key: *key,
            title: source.title.clone(),
            kind: source.kind.unwrap_or(SourceKind::Article),
            publisher: source.publisher.map(|at| parties[at]),
            authors: source.authors.iter().map(|at| parties[*at]).collect(),
            published: source.published,
            // What a file says of itself is used where it is an address, or a language, at all.
            address: source.address.as_deref().and_then(|it| typed::address(it).ok()),
            language: source.language.as_deref().and_then(|tag| typed::language(tag).ok()),
            derived_from: source.derived_from.iter().map(|at| keys[*at]).collect(),
        });
        judge(draft, *key, &source.grades, &source.notes);
    }
    Ok(keys)
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

fn versions(writing: &mut Writing<'_>, draft: &mut Draft<'_>, drafts: &Drafts, sources: &[Key]) -> Outcome<Vec<Key>> {
    let mut keys = Vec::new();
    for (at, version) in drafts.versions().iter().enumerate() {
        let before = drafts.versions()[..at].iter().filter(|earlier| earlier.source == version.source).count();
        let text = version.text.as_deref().unwrap_or_default();
        let absent = if version.text.is_some() { VersionState::Present } else { VersionState::Gone };
        let archives = version.archives.iter().filter_map(|archive| {
            let recorded = archive.recorded.unwrap_or(draft.at);
            Some(Archive { address: typed::address(&archive.address).ok()?, recorded })
        });
        let record = Version {
            key: draft.key(),
            source: sources[version.source],
            number: u32::try_from(before + 1).unwrap_or(u32::MAX),
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

fn claim(claim: &DraftClaim, key: Key, parties: &[Key], claims: &[Key]) -> Outcome<Claim> {
    let mut claimants = Vec::new();
    for one in &claim.claimants {
        statement::no_twin(&claimants, parties[one.party], &claim.text)?;
        claimants.push(Claimant { party: parties[one.party], role: typed::given(one.role.as_ref()) });
    }
    let status = match claim.status.unwrap_or(Status::Noted) {
        // Nothing is checked without a verdict, whatever a file says.
        Status::Checked | Status::Published if claim.verdicts.is_empty() => Status::Checking,
        status => status,
    };
    Ok(Claim {
        key,
        text: typed::wording(&claim.text)?,
        status,
        claimants,
        said: claim.said,
        occasion: typed::given(claim.occasion.as_ref()),
        place: typed::given(claim.place.as_ref()),
        language: claim.language.as_deref().and_then(|tag| typed::language(tag).ok()),
        tags: typed::tags(&claim.tags)?,
        part_of: claim.part_of.map(|at| claims[at]),
        why_checked: typed::given(claim.why_checked.as_ref()),
        withdrawn_because: typed::given(claim.withdrawn_because.as_ref()),
    })
}

fn appearance(
    draft: &Draft<'_>,
    drafts: &Drafts,
    one: &DraftAppearance,
    claim: Key,
    parties: &[Key],
    versions: &[Key],
) -> Outcome<Appearance> {
    let text = drafts.versions()[one.version].text.as_deref().unwrap_or_default();
    let found = one.exact.as_deref().map(|exact| place(text, exact, one.range.as_ref())).transpose()?;
    let manner = one.manner.unwrap_or_else(|| match &found {
        None => Manner::Paraphrase,
        Some(found) if quote::is_in_quotation_marks(text, found) => Manner::Direct,
        Some(_) => Manner::Indirect,
    });
    Ok(Appearance {
        key: draft.key(),
        claim,
        version: versions[one.version],
        manner,
        first: one.first,
        quote: found,
        timecode: typed::given(one.timecode.as_ref()),
        via: one.via.iter().map(|at| parties[*at]).collect(),
        hedge: typed::given(one.hedge.as_ref()),
        original: one.original.clone(),
    })
}

/// Where the words stand: there where the file has them, else at the one place that they have in the text.
fn place(text: &str, exact: &str, range: Option<&std::ops::Range<usize>>) -> Outcome<Quote> {
    if let Some(range) = range.filter(|range| quote::slice(text, (*range).clone()) == exact) {
        return Ok(Quote::at(text, range.clone()));
    }
    match quote::find(text, exact).as_slice() {
        [only] => Ok(Quote::at(text, only.clone())),
        places => {
            let what = match places.len() {
                0 => format!("the quote is not in its version: {:?}", safe(exact)),
                several => format!("the quote stands {several} times in its version: {:?}", safe(exact)),
            };
            Err(Failure::new(Exit::Plugin, what).hint("nothing was written"))
        }
    }
}

fn judge(draft: &mut Draft<'_>, subject: Key, grades: &[DraftGrade], notes: &[DraftNote]) {
    let by = |by: &Option<String>, draft: &Draft<'_>| by.clone().unwrap_or_else(|| draft.by.clone());
    for grade in grades {
        let (by, at) = (by(&grade.by, draft), grade.at.unwrap_or(draft.at));
        let because = typed::given(grade.because.as_ref());
        let key = draft.key();
        draft.create(Grade { key, subject, grading: grade.grading, by, at, because });
    }
    for note in notes {
        let (by, at) = (by(&note.by, draft), note.at.unwrap_or(draft.at));
        let key = draft.key();
        draft.create(Note { key, subject, text: note.text.clone(), by, at, looked: false });
    }
}

/// A verdict without a label says nothing, and is left out.
fn decide(draft: &mut Draft<'_>, claim: Key, verdict: &DraftVerdict) {
    let Some(name) = verdict.name.clone().or_else(|| verdict.label.clone()) else { return };
    let label = |typed: &str| -> Option<Label> {
        Scale::from_names("imported", &[typed.to_owned()], &[] as &[String]).labels.into_iter().next()
    };
    let Some(label) = label(verdict.label.as_deref().unwrap_or(&name)).filter(|label| !label.label.is_empty()) else {
        return;
    };
    let key = draft.key();
    draft.create(Verdict {
        key,
        claim,
        scale: verdict.scale.clone().unwrap_or_else(|| "imported".to_owned()),
        label: label.label,
        name,
        rating: verdict.rating,
        because: typed::given(verdict.because.as_ref()).unwrap_or_else(|| NO_REASONS.to_owned()),
        by: verdict.by.clone().unwrap_or_else(|| draft.by.clone()),
        at: verdict.at.unwrap_or(draft.at),
        would_change: typed::given(verdict.would_change.as_ref()),
        correction: verdict.correction,
    });
}
