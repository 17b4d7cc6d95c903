//! Turns what an importer drafted into records: what the casebook has already stays what it is, but for claims that are
//! drafted by their key, and the rest is new.

mod changed;
mod decided;
mod known;
mod sources;
mod wanted;

use std::collections::{BTreeSet, HashMap};

use claims_host::{DraftAppearance, DraftClaim, DraftGrade, DraftNote, DraftTarget, DraftVerdict, Drafts};
use claims_model::{
    Appearance, Claim, Claimant, Grade, Key, Label, Link, Manner, Note, Party, PartyKind, Quote, Scale, Status, Target,
    Unnamed, Verdict, Version, quote,
};
use claims_store::{Records, Writing};

use changed::Told;
use known::Known;
use sources::{sources, versions};
use wanted::Wanted;

use crate::{
    desk::{Desk, Draft},
    failure::{Exit, Failure, Outcome},
    refs,
    render::safe,
    statement, typed,
};

/// A claim of the casebook.
type ClaimRecord = claims_model::Filed<Claim>;

/// The reasons of a verdict that came without any.
const NO_REASONS: &str = "The file gives no reasons.";

/// The keys of what is new, in the order of the drafts.
pub(crate) struct Filed {
    /// How many different ones were named.
    pub(crate) parties: usize,
    pub(crate) sources: Vec<Key>,
    pub(crate) claims: Vec<Key>,
    pub(crate) links: Vec<Key>,
    /// Those of claims that the casebook has, and that read otherwise now.
    pub(crate) changed: Vec<Key>,
    /// How many of the claims were there already.
    pub(crate) known: usize,
}

/// The key of a draft, and whether the record is there already.
#[derive(Clone, Copy)]
struct Place {
    key: Key,
    is_known: bool,
}

impl Place {
    fn of(known: Option<Key>, draft: &Draft<'_>) -> Self {
        Self { key: known.unwrap_or_else(|| draft.key()), is_known: known.is_some() }
    }
}

fn keys(places: &[Place]) -> Vec<Key> {
    places.iter().map(|place| place.key).collect()
}

fn new(places: &[Place]) -> Vec<Key> {
    places.iter().filter(|place| !place.is_known).map(|place| place.key).collect()
}

/// Drafts one operation that holds all of it that is new, and what changes claims that are drafted by their key.
pub(crate) fn file(
    desk: &Desk<'_>,
    writing: &mut Writing<'_>,
    draft: &mut Draft<'_>,
    drafts: &Drafts,
) -> Outcome<Filed> {
    let known = Known::of(writing)?;
    let meant: Vec<Option<ClaimRecord>> = drafts
        .claims()
        .iter()
        .map(|claim| claim.key.map_or(Ok(None), |key| changed::of_key(writing, key)))
        .collect::<Outcome<_>>()?;
    let parties = parties(writing, draft, drafts, changed::claimants(writing, meant.iter().flatten())?)?;
    let wanted = Wanted::of(drafts, &meant);
    let sources = sources(writing, draft, drafts, &parties, &known, &wanted)?;
    let versions = versions(writing, draft, drafts, &sources, &wanted)?;
    let mut places = Vec::new();
    for (claim, meant) in drafts.claims().iter().zip(&meant) {
        let found = match meant {
            Some(claim) => Some(claim.key),
            None => known.claim(writing, claim, &parties)?,
        };
        places.push(match (found, claim.key) {
            (None, Some(key)) => Place { key, is_known: false },
            _ => Place::of(found, draft),
        });
    }
    let claims = keys(&places);
    let told = Told { desk, records: writing, drafts, parties: &parties, claims: &claims };
    let mut changed = Vec::new();
    for (place, meant) in meant.iter().enumerate() {
        if let Some(meant) = meant
            && told.change(draft, meant, place)?
        {
            changed.push(meant.key);
        }
    }
    for (claim, place) in drafts.claims().iter().zip(&places) {
        if !place.is_known {
            draft.create(self::claim(claim, place.key, &parties, &claims)?);
            for one in &claim.appearances {
                let (appearance, note) =
                    appearance(writing, draft, drafts, one, place.key, &parties, &versions).map_err(|failure| {
                        Failure { what: format!("{:?}: {}", safe(&claim.text), failure.what), ..failure }
                    })?;
                draft.create(appearance);
                note.into_iter().for_each(|note| draft.create(note));
            }
            for verdict in claim.verdicts.iter().filter_map(|one| imported(draft, place.key, one)).collect::<Vec<_>>() {
                draft.create(verdict);
            }
        }
        judge(writing, draft, *place, &claim.grades, &claim.notes)?;
    }
    let links = links(writing, draft, drafts, &claims)?;
    // Somebody may be drafted several times.
    let distinct: BTreeSet<Key> = parties.into_iter().collect();
    let known = places.iter().filter(|place| place.is_known).count() - changed.len();
    let (sources, claims, links) = (new(&sources), new(&places), new(&links));
    Ok(Filed { parties: distinct.len(), sources, claims, links, changed, known })
}

/// The parties that answer to the names, or new ones. `named` are those who are known by name from elsewhere.
fn parties(
    writing: &Writing<'_>,
    draft: &mut Draft<'_>,
    drafts: &Drafts,
    named: Vec<(String, Key)>,
) -> Outcome<Vec<Key>> {
    // A file may name somebody twice.
    let known: HashMap<String, Key> = named.into_iter().rev().collect();
    let mut named: HashMap<String, Key> = HashMap::new();
    let mut keys = Vec::new();
    for party in drafts.parties() {
        let name = typed::name(&party.name)?;
        let known = match named.get(&name.to_lowercase()).or_else(|| known.get(&name.to_lowercase())) {
            Some(key) => Some(*key),
            None => refs::party_if(writing, name)?.map(|party| party.key),
        };
        let place = Place::of(known, draft);
        if !place.is_known {
            draft.create(Party {
                key: place.key,
                name: name.to_owned(),
                kind: party.kind.unwrap_or(PartyKind::Person),
                aliases: party.aliases.clone(),
                description: party.description.clone(),
                unnamed: party.why_unnamed.clone().map(|why| Unnamed { why, known_to: None }),
                merged_into: None,
            });
            let names = std::iter::once(name).chain(party.aliases.iter().map(String::as_str));
            names.for_each(|name| {
                named.entry(name.to_lowercase()).or_insert(place.key);
            });
        }
        judge(writing, draft, place, &party.grades, &party.notes)?;
        keys.push(place.key);
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

/// Where a claim stands; and a note with the words, where the file has no text to look for them in and neither has the
/// casebook.
fn appearance(
    records: &Records<'_>,
    draft: &Draft<'_>,
    drafts: &Drafts,
    one: &DraftAppearance,
    claim: Key,
    parties: &[Key],
    versions: &[Key],
) -> Outcome<(Appearance, Option<Note>)> {
    let told = drafts.versions()[one.version].text.as_deref();
    let text = match (told, records.find::<Version>(versions[one.version])?) {
        (Some(text), _) => text.to_owned(),
        (None, Some(version)) => records.text(&version)?,
        (None, None) => String::new(),
    };
    let text = text.as_str();
    let (found, lost) = match one.exact.as_deref() {
        Some(exact) => match (place(text, exact, one.range.as_ref()), told) {
            (Ok(found), _) => (Some(found), None),
            (Err(_), None) => (None, Some(exact)),
            (Err(failure), Some(_)) => return Err(failure),
        },
        None => (None, None),
    };
    let manner = one.manner.unwrap_or_else(|| match &found {
        None => Manner::Paraphrase,
        Some(found) if quote::is_in_quotation_marks(text, found) => Manner::Direct,
        Some(_) => Manner::Indirect,
    });
    let note = |words: &str| Note {
        key: draft.key(),
        subject: claim,
        text: format!("Quoted as: {words}"),
        by: draft.by.clone(),
        at: draft.at,
        looked: false,
    };
    let note = lost.map(note);
    let appearance = Appearance {
        key: draft.key(),
        claim,
        version: versions[one.version],
        manner,
        first: one.first,
        quote: found,
        timecode: typed::given(one.timecode.as_ref()),
        via: one.via.iter().map(|at| parties[*at]).collect(),
        hedge: typed::given(one.hedge.as_ref()),
        original: one.original.clone().filter(|_| lost.is_none()),
    };
    Ok((appearance, note))
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

fn links(writing: &Writing<'_>, draft: &mut Draft<'_>, drafts: &Drafts, claims: &[Key]) -> Outcome<Vec<Place>> {
    let keys: Vec<Key> = drafts.links().iter().map(|_| draft.key()).collect();
    let mut places: Vec<Place> = keys.iter().map(|key| Place { key: *key, is_known: false }).collect();
    for at in in_order(drafts) {
        let link = &drafts.links()[at];
        let to = match link.to {
            DraftTarget::Claim(at) => Target::Claim(claims[at]),
            DraftTarget::Link(at) => Target::Link(places[at].key),
        };
        let (by, when) = (link.by.clone().unwrap_or_else(|| draft.by.clone()), link.at.unwrap_or(draft.at));
        let note = typed::given(link.note.as_ref());
        let key = places[at].key;
        let record = Link { key, from: claims[link.from], to, stance: link.stance, by, at: when, note };
        match known::link(writing, &record)? {
            Some(key) => places[at] = Place { key, is_known: true },
            None => draft.create(record),
        }
        judge(writing, draft, places[at], &link.grades, &link.notes)?;
    }
    Ok(places)
}

/// The links by their places, each after the one that it leads to; none leads back to itself.
fn in_order(drafts: &Drafts) -> Vec<usize> {
    let mut is_placed = vec![false; drafts.links().len()];
    let mut order = Vec::with_capacity(is_placed.len());
    for start in 0..is_placed.len() {
        let mut chain = Vec::new();
        let mut next = Some(start);
        while let Some(at) = next.filter(|at| !is_placed[*at]) {
            is_placed[at] = true;
            chain.push(at);
            next = match drafts.links()[at].to {
                DraftTarget::Link(to) => Some(to),
                DraftTarget::Claim(_) => None,
            };
        }
        order.extend(chain.into_iter().rev());
    }
    order
}

/// Adds judgements and remarks; those that a known record has already are not repeated.
fn judge(
    records: &Records<'_>,
    draft: &mut Draft<'_>,
    subject: Place,
    grades: &[DraftGrade],
    notes: &[DraftNote],
) -> Outcome<()> {
    let Place { key: subject, is_known } = subject;
    let by = |by: &Option<String>, draft: &Draft<'_>| by.clone().unwrap_or_else(|| draft.by.clone());
    for grade in grades {
        let because = typed::given(grade.because.as_ref());
        let is_same = |known: &claims_model::Filed<Grade>| known.grading == grade.grading && known.because == because;
        if is_known && records.grades_of(subject)?.iter().any(is_same) {
            continue;
        }
        let (by, at) = (by(&grade.by, draft), grade.at.unwrap_or(draft.at));
        let key = draft.key();
        draft.create(Grade { key, subject, grading: grade.grading, by, at, because });
    }
    for note in notes {
        if is_known && records.notes_of(subject)?.iter().any(|known| known.text == note.text) {
            continue;
        }
        let (by, at) = (by(&note.by, draft), note.at.unwrap_or(draft.at));
        let key = draft.key();
        draft.create(Note { key, subject, text: note.text.clone(), by, at, looked: false });
    }
    Ok(())
}

/// The record of a verdict that was decided elsewhere; one without a label says nothing, and is left out.
fn imported(draft: &Draft<'_>, claim: Key, verdict: &DraftVerdict) -> Option<Verdict> {
    let name = verdict.name.clone().or_else(|| verdict.label.clone())?;
    let label = |typed: &str| -> Option<Label> {
        Scale::from_names("imported", &[typed.to_owned()], &[] as &[String]).labels.into_iter().next()
    };
    let label = label(verdict.label.as_deref().unwrap_or(&name)).filter(|label| !label.label.is_empty())?;
    Some(Verdict {
        key: draft.key(),
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
        address: verdict.address.clone(),
        feed: verdict.feed.clone(),
    })
}
