//! What became of quotes in all later versions of their source: directly, and step by step where that way is lost.
//!
//! Knows the order of versions and asks the differ for each way once; does not know which edit is in question.

use std::{cell::OnceCell, ops::Range};

use claims_model::{
    Appearance, Doubt, Filed, Key, Points, QuoteChange, Source,
    anchor::{self, Trail},
};
use claims_store::Records;

use crate::{
    failure::Outcome,
    plugins::Tool,
    touched::{Side, Way},
};

/// What became of a quote in a later version.
pub(crate) struct Later {
    pub(crate) change: QuoteChange,
    /// The words that a removed quote became step by step; `None` where it was taken out at once.
    pub(crate) drifted: Option<String>,
}

/// What became of every quote of `sources` in each version after the one it was taken from, in the order of these.
pub(crate) fn changes(
    records: &Records<'_>,
    differ: &Tool,
    sources: &[Filed<Source>],
    claims: &dyn Fn(Key) -> bool,
) -> Outcome<Vec<Later>> {
    let mut changes = Vec::new();
    for source in sources {
        let versions = records.versions_of(source.key)?;
        if versions.len() < 2 {
            continue;
        }
        let sides = versions.into_iter().map(|version| Side::read(records, version)).collect::<Outcome<Vec<_>>>()?;
        let quotes = records.appearances_in(source.key)?;
        let doubts = Doubt::of(sides.iter().map(Side::known));
        let steps = Ways::among(differ, &sides);
        let steps = Trails::on(&steps);
        for (first, from) in sides.iter().enumerate() {
            let is_asked = |one: &&Filed<Appearance>| one.version == from.version.key && claims(one.claim);
            let mut asked = quotes.iter().filter(is_asked).peekable();
            if asked.peek().is_none() {
                continue;
            }
            let (direct, points) = (Ways::among(differ, &sides), Points::of(&from.text));
            let direct = Trails::on(&direct);
            let mut found: Vec<(usize, Later)> = Vec::new();
            for appearance in asked {
                found.extend(follow(appearance, first, &points, &direct, &steps, &doubts)?);
            }
            found.sort_by_key(|one| one.0);
            changes.extend(found.into_iter().map(|one| one.1));
        }
    }
    Ok(changes)
}

/// Follows a quote of version `first`; each answer with its version.
fn follow(
    appearance: &Filed<Appearance>,
    first: usize,
    points: &Points<'_>,
    direct: &Trails<'_, '_>,
    steps: &Trails<'_, '_>,
    doubts: &[Option<Doubt>],
) -> Outcome<Vec<(usize, Later)>> {
    let sides = direct.ways.sides;
    let (Some(quote), text) = (&appearance.quote, &sides[first].text) else { return Ok(Vec::new()) };
    let byte = |point: usize| points.byte(point).unwrap_or(text.len());
    let links = anchor::along(sides.len() - first, byte(quote.start)..byte(quote.end), |one, other, at| {
        let (one, other) = (first + one, first + other);
        if one == first {
            direct.get(one, other).map(|trail| trail.follow(at))
        } else {
            steps.get(one, other).map(|trail| trail.follow(at))
        }
    })?;
    let later = |(now, link): (usize, anchor::Link)| {
        let words = |place: &Range<usize>| sides[now].text[place.clone()].to_owned();
        let change = QuoteChange {
            appearance: appearance.key,
            version: sides[now].version.key,
            state: link.anchored.state,
            now: link.anchored.places.first().map(words).unwrap_or_default(),
            doubt: doubts.get(now).copied().flatten(),
        };
        (now, Later { change, drifted: link.drifted.as_ref().map(words) })
    };
    Ok((first + 1..).zip(links).map(later).collect())
}

/// Ways to the versions of a source, one to each, made when first asked for.
struct Ways<'s> {
    differ: &'s Tool,
    sides: &'s [Side],
    to: Vec<OnceCell<Way<'s>>>,
}

impl<'s> Ways<'s> {
    fn among(differ: &'s Tool, sides: &'s [Side]) -> Self {
        Self { differ, sides, to: sides.iter().map(|_| OnceCell::new()).collect() }
    }
}

/// The trails on such ways.
struct Trails<'w, 's> {
    ways: &'w Ways<'s>,
    to: Vec<OnceCell<Trail<'w>>>,
}

impl<'w, 's> Trails<'w, 's> {
    fn on(ways: &'w Ways<'s>) -> Self {
        Self { ways, to: ways.sides.iter().map(|_| OnceCell::new()).collect() }
    }

    /// The trail that leads to version `to`; whoever asks again asks for the same `from`.
    fn get(&self, from: usize, to: usize) -> Outcome<&Trail<'w>> {
        let Ways { differ, sides, to: ways } = self.ways;
        let way = once(&ways[to], || Way::between(differ, &sides[from], &sides[to]))?;
        once(&self.to[to], || Ok(Trail::new(&way.from.text, &way.to.text, &way.hunks)))
    }
}

/// What a cell holds, made if it holds nothing yet.
fn once<T>(cell: &OnceCell<T>, make: impl FnOnce() -> Outcome<T>) -> Outcome<&T> {
    match cell.get() {
        Some(made) => Ok(made),
        None => make().map(|made| cell.get_or_init(|| made)),
    }
}
