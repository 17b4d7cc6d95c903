//! Which claims did an edit touch? Follows every quote of a source from the version it was taken from to a later one.

use std::ops::Range;

use claims_model::{
    Appearance, Claim, Filed, Key, Points, Source, Status, Version, VersionState,
    anchor::{AnchorState, Anchored, Hunk, Trail},
    edit::Edit,
    moves,
};
use claims_store::Records;

use crate::{failure::Outcome, plugins::Tool, render::diff::Moved};

/// A version and its text; a source that is gone has none.
pub(crate) struct Side {
    pub(crate) version: Filed<Version>,
    pub(crate) text: String,
}

impl Side {
    pub(crate) fn read(records: &Records<'_>, version: Filed<Version>) -> Outcome<Self> {
        let text = match version.state {
            VersionState::Present => records.text(&version)?,
            VersionState::Gone => String::new(),
        };
        Ok(Self { version, text })
    }

    /// The text, if there was something to capture.
    pub(crate) fn known(&self) -> Option<&str> {
        (self.version.state == VersionState::Present).then_some(self.text.as_str())
    }
}

/// The way from one version to a later one.
pub(crate) struct Way<'s> {
    pub(crate) from: &'s Side,
    pub(crate) to: &'s Side,
    pub(crate) hunks: Vec<Hunk>,
}

impl<'s> Way<'s> {
    pub(crate) fn between(differ: &Tool, from: &'s Side, to: &'s Side) -> Outcome<Self> {
        Ok(Self { from, to, hunks: differ.diff(&from.text, &to.text)? })
    }

    /// The edit in numbers.
    pub(crate) fn edit(&self) -> Edit {
        Edit::of(&self.from.text, &self.to.text, &self.hunks)
    }

    /// The passages that stand elsewhere in the later text, unchanged.
    pub(crate) fn moved(&self) -> Vec<Moved> {
        let moves = moves::moves(&self.from.text, &self.to.text, &self.hunks);
        moves.into_iter().map(|one| (one.old, one.new)).collect()
    }

    /// Follows the quotes that were taken from the version where the way begins.
    fn follow(&self, records: &Records<'_>) -> Outcome<Vec<Followed>> {
        let (old, new) = (&self.from.text, &self.to.text);
        let mut followed = Vec::new();
        let mut appearances = records.appearances_in(self.from.version.source)?;
        appearances.retain(|one| one.version == self.from.version.key && one.quote.is_some());
        if appearances.is_empty() {
            // Both of what follows walks through the texts.
            return Ok(followed);
        }
        let (trail, points) = (Trail::new(old, new, &self.hunks), Points::of(old));
        for appearance in appearances {
            let Some(quote) = appearance.quote.as_ref() else { continue };
            let Some(claim) = records.find::<Claim>(appearance.claim)? else { continue };
            let byte = |point: usize| points.byte(point).unwrap_or(old.len());
            let was = byte(quote.start)..byte(quote.end);
            let anchored = trail.follow(was.clone());
            let now = anchored.places.first().map(|place| new[place.clone()].to_owned()).unwrap_or_default();
            followed.push(Followed { claim, appearance, anchored, was, now, earlier: None });
        }
        Ok(followed)
    }
}

/// A quote in a later version of its source.
pub(crate) struct Followed {
    /// The claim that the quote stands for.
    pub(crate) claim: Filed<Claim>,
    /// Where it stood.
    pub(crate) appearance: Filed<Appearance>,
    /// Where it is now.
    pub(crate) anchored: Anchored,
    /// The quote in bytes of the text it was taken from.
    pub(crate) was: Range<usize>,
    /// The words that stand there now; empty when removed.
    pub(crate) now: String,
    /// What had become of it before the edit in question, and its words then, if it was taken from an earlier version.
    earlier: Option<(AnchorState, String)>,
}

impl Followed {
    /// Whether the edit in question is what became of it.
    pub(crate) fn is_news(&self) -> bool {
        let state = self.anchored.state;
        match &self.earlier {
            None => state.touches(),
            Some((before, words)) => (*before, words) != (state, &self.now) && (state.touches() || before.touches()),
        }
    }

    /// Where it may stand now, in code points of the later text.
    pub(crate) fn places(&self, text: &str) -> Vec<[usize; 2]> {
        let points = Points::of(text);
        self.anchored.places.iter().map(|place| [points.point(place.start), points.point(place.end)]).collect()
    }

    /// Whether an editor should look at the claim again because of the edit in question.
    pub(crate) fn touches(&self) -> bool {
        self.is_news() && self.claim.status != Status::Withdrawn
    }
}

/// What an edit did to the quotes of its source, by the version that each was taken from.
///
/// The edit is the step from the last of `sides` before `to`; quotes of earlier versions are followed to it and
/// through it, so that one that was touched long ago is not laid to the charge of this edit, and none is forgotten.
pub(crate) fn by_edit<'s>(
    records: &Records<'_>,
    differ: &Tool,
    sides: &'s [Side],
    to: &'s Side,
) -> Outcome<Vec<(Way<'s>, Vec<Followed>)>> {
    let mut all = Vec::new();
    let Some((from, earlier)) = sides.split_last() else { return Ok(all) };
    let quoted: Vec<Key> = records.appearances_in(from.version.source)?.iter().map(|one| one.version).collect();
    for side in earlier.iter().filter(|side| quoted.contains(&side.version.key)) {
        let way = Way::between(differ, side, to)?;
        let mut followed = way.follow(records)?;
        let before = Way::between(differ, side, from)?.follow(records)?;
        for (one, before) in followed.iter_mut().zip(before) {
            one.earlier = Some((before.anchored.state, before.now));
        }
        all.push((way, followed));
    }
    let way = Way::between(differ, from, to)?;
    let followed = way.follow(records)?;
    all.push((way, followed));
    Ok(all)
}

/// What the newest version of a source did to its quotes.
pub(crate) fn newest(records: &Records<'_>, differ: &Tool, source: &Filed<Source>) -> Outcome<Vec<Followed>> {
    let quoted: Vec<Key> = records.appearances_in(source.key)?.iter().map(|one| one.version).collect();
    let mut versions = records.versions_of(source.key)?;
    if quoted.is_empty() || versions.len() < 2 {
        return Ok(Vec::new());
    }
    // Of the older ones only those are read that were quoted.
    let older = versions.len() - 2;
    let mut at = 0;
    versions.retain(|version| {
        at += 1;
        at > older || quoted.contains(&version.key)
    });
    let mut sides = versions.into_iter().map(|version| Side::read(records, version)).collect::<Outcome<Vec<_>>>()?;
    let Some(to) = sides.pop() else { return Ok(Vec::new()) };
    Ok(by_edit(records, differ, &sides, &to)?.into_iter().flat_map(|(_, followed)| followed).collect())
}

/// A place of a text with some words around it, on one line.
pub(crate) fn surroundings(text: &str, place: &Range<usize>) -> String {
    const AROUND: usize = 30;
    let before = text[..place.start].char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let after = text[place.end..].char_indices().nth(AROUND).map_or(text.len(), |(at, _)| place.end + at);
    let words =
        |range: Range<usize>| text.get(range).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    let (before, here, after) = (words(before..place.start), words(place.clone()), words(place.end..after));
    format!("… {before} [{here}] {after} …")
}

/// How many claims an editor should look at again.
pub(crate) fn count<'f>(followed: impl Iterator<Item = &'f Followed>) -> usize {
    let mut claims: Vec<Key> = followed.filter(|one| one.touches()).map(|one| one.claim.key).collect();
    claims.sort();
    claims.dedup();
    claims.len()
}
