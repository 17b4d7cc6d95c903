//! Which claims did an edit touch? Follows every quote of a source from the version it was taken from to another.

use claims_host::Plugin;
use claims_model::{
    Appearance, Claim, Filed, Key, Source, Version, VersionState,
    anchor::{self, Anchored, Hunk},
    quote,
};
use claims_store::Records;

use crate::failure::Outcome;

/// A quote in another version of its source.
pub(crate) struct Followed {
    /// The claim that the quote stands for.
    pub(crate) claim: Filed<Claim>,
    /// Where it stood.
    pub(crate) appearance: Filed<Appearance>,
    /// Where it is now.
    pub(crate) anchored: Anchored,
    /// The quote in bytes of the old text.
    pub(crate) was: std::ops::Range<usize>,
    /// The words that stand there now; empty when removed.
    pub(crate) now: String,
}

/// Follows the quotes taken from `from` through `hunks` into `to`.
pub(crate) fn follow(records: &Records<'_>, from: &Side, to: &Side, hunks: &[Hunk]) -> Outcome<Vec<Followed>> {
    let mut followed = Vec::new();
    for appearance in records.appearances_in(from.version.source)? {
        let Some(quote) = appearance.quote.as_ref().filter(|_| appearance.version == from.version.key) else {
            continue;
        };
        let Some(claim) = records.find::<Claim>(appearance.claim)? else { continue };
        let start = quote::byte_of(&from.text, quote.start);
        let was = start..start + quote::byte_of(&from.text[start..], quote.end - quote.start);
        let anchored = anchor::follow(&from.text, &to.text, was.clone(), hunks);
        let now = anchored.places.first().map(|place| to.text[place.clone()].to_owned()).unwrap_or_default();
        followed.push(Followed { claim, appearance, anchored, was, now });
    }
    Ok(followed)
}

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
}

/// What became of every quote of `sources` in each version after the one it was taken from.
pub(crate) fn changes(
    records: &Records<'_>,
    differ: &Plugin,
    sources: &[Filed<Source>],
    claims: &dyn Fn(Key) -> bool,
) -> Outcome<Vec<claims_model::QuoteChange>> {
    let mut changes = Vec::new();
    for source in sources {
        let versions = records.versions_of(source.key)?;
        if versions.len() < 2 {
            continue;
        }
        let sides = versions.into_iter().map(|version| Side::read(records, version)).collect::<Outcome<Vec<_>>>()?;
        let quoted: Vec<Key> = records.appearances_in(source.key)?.iter().map(|one| one.version).collect();
        for (at, from) in sides.iter().enumerate().filter(|(_, side)| quoted.contains(&side.version.key)) {
            for to in &sides[at + 1..] {
                let hunks = differ.diff(&from.text, &to.text)?;
                let followed = follow(records, from, to, &hunks)?;
                changes.extend(followed.into_iter().filter(|one| claims(one.claim.key)).map(|one| {
                    claims_model::QuoteChange {
                        appearance: one.appearance.key,
                        version: to.version.key,
                        state: one.anchored.state,
                        now: one.now,
                    }
                }));
            }
        }
    }
    Ok(changes)
}

/// How many claims an editor should look at again.
pub(crate) fn count(followed: &[Followed]) -> usize {
    let mut claims: Vec<Key> =
        followed.iter().filter(|one| one.anchored.state.touches()).map(|one| one.claim.key).collect();
    claims.sort();
    claims.dedup();
    claims.len()
}
