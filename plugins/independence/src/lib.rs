//! Weighs a claim by how many independent origins stand on either side of it.
//!
//! An origin is a source that was taken from no other; five papers that print one wire are one origin. With s origins on
//! the side of the claim and a against it, the value is `(s + 1) / (s + a + 2)`, Laplace's rule of succession ("A
//! Philosophical Essay on Probabilities", 1814): it starts from one half, and no number of origins makes it certain.
//! Grades do not count here, nor who answers the answers.

use std::collections::BTreeMap;

use claims_plugin::{Case, Claim, Failure, Link, Score, Scorer, Source, Stance, Status, export};

/// The scorer `independence`.
#[derive(Debug, Default)]
pub struct Independence;

impl Scorer for Independence {
    fn score<'a>(&self, case: Case<'a>) -> Result<Vec<Score<'a>>, Failure> {
        Ok(case.subjects().map(score).collect())
    }
}

export!(independence: scorer Independence);

/// The value before any origin is known.
const START: f64 = 0.5;

fn score(claim: Claim<'_>) -> Score<'_> {
    if claim.status() == Status::Withdrawn {
        return Score::undetermined(claim, format!("{} was withdrawn and is not weighed.", claim.handle()));
    }
    let (supporting, against) = (Side::of(claim, Stance::Supports), Side::of(claim, Stance::Rebuts));
    let (s, a) = (supporting.origins.len(), against.origins.len());
    let score = if s + a == 0 {
        Score::undetermined(claim, "No statement about it has a source.")
    } else {
        let step = 0.5 / (real(s) + real(a) + 2.0);
        let score = Score::of(claim, START + (real(s) - real(a)) * step).base(START);
        let mut parts = supporting.parts(step);
        parts.extend(against.parts(-step));
        parts.sort_by_key(|(link, ..)| link.index());
        let score = parts.into_iter().fold(score, |score, (link, what, part)| score.because_of(link, what, part));
        score.remark(format!("Independent origins: {s} for it, {a} against it."))
    };
    let unsourced: Vec<&str> = supporting.unsourced.iter().chain(&against.unsourced).copied().collect();
    if unsourced.is_empty() {
        score
    } else {
        score.remark(format!("Without a source, so not counted: {}.", unsourced.join(", ")))
    }
}

/// Those who speak on one side.
#[derive(Default)]
struct Side<'a> {
    /// Each origin with the links behind which it stands.
    origins: BTreeMap<Source<'a>, Vec<Link<'a>>>,
    /// The claims that stand in no source.
    unsourced: Vec<&'a str>,
}

impl<'a> Side<'a> {
    fn of(claim: Claim<'a>, stance: Stance) -> Self {
        let mut side = Self::default();
        for link in claim.links_in().filter(|link| link.stance() == stance) {
            let Some(speaker) = link.from().filter(|speaker| speaker.status() != Status::Withdrawn) else { continue };
            let origins = speaker.origins();
            if origins.is_empty() {
                side.unsourced.push(speaker.handle());
            }
            for origin in origins {
                side.origins.entry(origin).or_default().push(link);
            }
        }
        side
    }

    /// What each link adds, where an origin adds `step`: those who share one share that.
    fn parts(&self, step: f64) -> Vec<(Link<'a>, String, f64)> {
        let mut parts: BTreeMap<usize, (Link<'a>, Vec<String>, f64)> = BTreeMap::new();
        for (origin, links) in &self.origins {
            for link in links {
                let (_, names, amount) = parts.entry(link.index()).or_insert((*link, Vec::new(), 0.0));
                let shared = if links.len() > 1 { " (shared)" } else { "" };
                names.push(format!("{}{shared}", origin.handle()));
                *amount += step / real(links.len());
            }
        }
        let what = |link: Link<'a>, names: Vec<String>| {
            let speaker = link.from().map_or("?", Claim::handle);
            let said = if link.stance() == Stance::Supports { "supported" } else { "rebutted" };
            format!("{said} by {speaker}, origin {}", names.join(", "))
        };
        parts.into_values().map(|(link, names, amount)| (link, what(link, names), amount)).collect()
    }
}

fn real(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}
