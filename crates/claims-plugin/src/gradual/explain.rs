//! Says what a value is made of.
//!
//! The rule: the way from the base to the value is divided among the links in proportion to what each weighs, with a
//! minus for an attacker, so that the parts add up to the whole way. Where a semantics moves a claim by one sum, as
//! quadratic energy does, the weights are the strengths, and this is what each link adds at every point of the straight
//! way there (R. J. Aumann and L. S. Shapley, "Values of Non-Atomic Games", 1974).
//! Where both sides cancel out, all parts are nothing; the words of each part still give its strength.
//! Those who count once share the part of the strongest of them: equally if several are as strong, else it has all.

use super::{
    Semantics,
    argument::Argument,
    graph::{Edge, Strengths, voices},
};
use crate::{Claim, Link, Score, Stance, Status};

/// The score of a claim with its reasons.
pub(super) fn score<'a>(
    claim: Claim<'a>,
    argument: &Argument<'a>,
    strengths: &Strengths,
    semantics: &impl Semantics,
) -> Score<'a> {
    let strength = |node: u32| strengths.values[node as usize].unwrap_or_default();
    let score = if claim.status() == Status::Withdrawn {
        return Score::undetermined(claim, format!("{} was withdrawn and is not weighed.", claim.handle()));
    } else if let Some(value) = strengths.values[claim.index()] {
        let base = argument.graph.base(number(claim), strength);
        let parts = parts(claim, argument, strength, value - base, semantics);
        parts.into_iter().fold(Score::of(claim, value).base(base), |score, (link, what, amount)| {
            score.because_of(link, what, amount)
        })
    } else {
        Score::undetermined(claim, restless(claim, argument, strengths))
    };
    remarks(claim, argument, strength).into_iter().fold(score, Score::remark)
}

/// Why there is no value: which claims that bear on it move each other without end.
fn restless(claim: Claim<'_>, argument: &Argument<'_>, strengths: &Strengths) -> String {
    let bearing = argument.graph.system(&[number(claim)]);
    let nodes = strengths.restless.iter().flatten().filter(|node| bearing.binary_search(node).is_ok());
    let handles: Vec<&str> = nodes.filter_map(|node| argument.claim(*node)).map(Claim::handle).collect();
    format!("Not converged: {} answer each other in a circle that comes to no rest.", list(handles))
}

type Part<'a> = (Link<'a>, String, f64);

/// What each link contributes, in the order of the links' numbers.
fn parts<'a>(
    claim: Claim<'a>,
    argument: &Argument<'a>,
    strength: impl Fn(u32) -> f64,
    way: f64,
    semantics: &impl Semantics,
) -> Vec<Part<'a>> {
    let edges = argument.graph.edges_to(number(claim));
    let mut parts = Vec::with_capacity(edges.len());
    for side in edges.chunk_by(|one, other| one.supports == other.supports) {
        let spoken = |voice: &[Edge]| voice.iter().map(|edge| strength(edge.from) * strength(edge.through)).collect();
        let spoken: Vec<Vec<f64>> = voices(side).map(spoken).collect();
        let loudest: Vec<f64> = spoken.iter().map(|voice| voice.iter().copied().fold(0.0, f64::max)).collect();
        let weights = semantics.weights(&loudest);
        for ((voice, spoken), (most, weight)) in voices(side).zip(&spoken).zip(loudest.iter().zip(weights)) {
            #[expect(clippy::cast_precision_loss, reason = "nobody has so many supporters")]
            let share = weight / spoken.iter().filter(|spoken| *spoken == most).count() as f64;
            for (edge, spoken) in voice.iter().zip(spoken) {
                let weight = if spoken == most { share } else { 0.0 };
                let what = words(argument, edge, strength(edge.from), strength(edge.through), spoken < most);
                parts.push((argument.link(edge), what, if edge.supports { weight } else { -weight }));
            }
        }
    }
    parts.sort_by_cached_key(|(link, ..)| order(link.handle()));
    let mut weights: Vec<f64> = parts.iter().map(|(.., weight)| *weight).collect();
    weights.sort_unstable_by(f64::total_cmp);
    let sum: f64 = weights.iter().sum();
    // Without a sum there is no way to divide.
    let scale = if sum == 0.0 { 0.0 } else { way / sum };
    // What adds nothing adds 0, never −0.
    parts.into_iter().map(|(link, what, weight)| (link, what, weight * scale + 0.0)).collect()
}

fn words(argument: &Argument<'_>, edge: &Edge, from: f64, through: f64, echo: bool) -> String {
    let link = argument.link(edge);
    let speaker = link.from().map_or("?", Claim::handle);
    let what = if edge.supports { "supported by" } else { "rebutted by" };
    let bearing = if through < 1.0 { format!(" × bearing {through:.2}") } else { String::new() };
    let echo = if echo { ", counted with a stronger one" } else { "" };
    format!("{what} {speaker}, strength {from:.2}{bearing}{echo}")
}

/// What a reader must know: what is unknown, what counts once, and what does not count.
fn remarks<'a>(claim: Claim<'a>, argument: &Argument<'a>, strength: impl Fn(u32) -> f64) -> Vec<String> {
    let edges = argument.graph.edges_to(number(claim));
    let mut remarks = Vec::new();
    let parts: Vec<String> =
        argument.parts(claim).map(|part| format!("{} {:.2}", part.handle(), strength(number(part)))).collect();
    if !parts.is_empty() {
        remarks.push(format!("It starts from the weakest of its parts: {}.", parts.join(", ")));
    }
    let speakers = edges.iter().filter_map(|edge| argument.link(edge).from()).filter(|speaker| *speaker != claim);
    let unknown = speakers.chain([claim]).flat_map(|one| argument.unknown(one)).map(Claim::handle);
    let unknown: Vec<&str> = unknown.collect();
    if !unknown.is_empty() {
        remarks.push(format!("Grade unknown, so taken at the neutral 0.50: {}.", list(unknown)));
    }
    let mut echoes: Vec<String> = voices(edges)
        .filter(|voice| voice.iter().any(|edge| edge.from != voice[0].from))
        .map(|voice| list(voice.iter().filter_map(|edge| argument.link(edge).from()).map(Claim::handle).collect()))
        .collect();
    echoes.sort_by_cached_key(|handles| order(handles));
    remarks.extend(echoes.into_iter().map(|handles| format!("One origin, so counted once: {handles}.")));
    let speaks = |link: &Link<'_>| matches!(link.stance(), Stance::Supports | Stance::Rebuts);
    let withdrawn: Vec<&str> = claim
        .links_in()
        .filter(speaks)
        .filter_map(Link::from)
        .filter(|speaker| speaker.status() == Status::Withdrawn)
        .map(Claim::handle)
        .collect();
    if !withdrawn.is_empty() {
        remarks.push(format!("Withdrawn, so not counted: {}.", list(withdrawn)));
    }
    remarks
}

/// The handles by number, each once, and no more than a reader will read.
fn list(mut handles: Vec<&str>) -> String {
    const SHOWN: usize = 12;
    handles.sort_by_cached_key(|handle| order(handle));
    handles.dedup();
    let more = handles.len().saturating_sub(SHOWN);
    let shown = handles[..handles.len() - more].join(", ");
    if more == 0 { shown } else { format!("{shown} and {more} more") }
}

/// Handles in the order of their numbers: c2 before c10.
fn order(handle: &str) -> (usize, String) {
    (handle.len(), handle.to_owned())
}

fn number(claim: Claim<'_>) -> u32 {
    u32::try_from(claim.index()).unwrap_or(u32::MAX - 1)
}
