//! Says what a value is made of.
//!
//! The rule: a claim is moved by one sum, E, so each link gets the part of the movement that it has of the sum,
//! `strength · (value − base) / E`, with a minus for an attacker. Along the straight way from no energy to E this is
//! what each link contributes at every point (Aumann and Shapley's value), and the parts add up to the whole movement.
//! Where both sides cancel out, all parts are next to nothing; the words of each part still give its strength.
//! Those who count once share the part of the strongest of them: equally if several are as strong, else it has all.

use claims_plugin::{Claim, Link, Score, Stance, Status};

use crate::{
    graph::{Edge, voices},
    read::Argument,
};

/// The score of a claim with its reasons.
pub(crate) fn score<'a>(claim: Claim<'a>, argument: &Argument<'a>, strengths: &[Option<f64>]) -> Score<'a> {
    let base = argument.graph.base(claim.index());
    let score = if claim.status() == Status::Withdrawn {
        return Score::undetermined(claim, format!("{} was withdrawn and is not weighed.", claim.handle()));
    } else if let Some(value) = strengths[claim.index()] {
        let parts = parts(claim, argument, strengths, value - base);
        parts.into_iter().fold(Score::of(claim, value).base(base), |score, (link, what, amount)| {
            score.because_of(link, what, amount)
        })
    } else {
        let why = "Not converged: the claims that bear on it answer each other in a circle that comes to no rest.";
        Score::undetermined(claim, why).base(base)
    };
    remarks(claim, argument).into_iter().fold(score, Score::remark)
}

type Part<'a> = (Link<'a>, String, f64);

/// What each link contributes, in the order of the links' numbers.
fn parts<'a>(claim: Claim<'a>, argument: &Argument<'a>, strengths: &[Option<f64>], movement: f64) -> Vec<Part<'a>> {
    let strength = |node: u32| strengths[node as usize].unwrap_or_default();
    let mut parts = Vec::new();
    for voice in voices(argument.graph.edges_to(claim.index())) {
        let speaking: Vec<f64> = voice.iter().map(|edge| strength(edge.from) * strength(edge.through)).collect();
        let most = speaking.iter().copied().fold(0.0, f64::max);
        #[expect(clippy::cast_precision_loss, reason = "nobody has so many supporters")]
        let share = 1.0 / speaking.iter().filter(|spoken| **spoken == most).count() as f64;
        for (edge, spoken) in voice.iter().zip(&speaking) {
            let counts = if *spoken == most { most * share } else { 0.0 };
            let energy = if edge.supports { counts } else { -counts };
            let what = words(argument, edge, strength(edge.from), strength(edge.through), *spoken < most);
            parts.push((argument.link(edge), what, energy));
        }
    }
    parts.sort_by_cached_key(|(link, ..)| order(link.handle()));
    let mut sizes: Vec<f64> = parts.iter().map(|(.., energy)| *energy).collect();
    sizes.sort_unstable_by(f64::total_cmp);
    let energy: f64 = sizes.iter().sum();
    // Without energy there is no movement to divide.
    let scale = if energy == 0.0 { 0.0 } else { movement / energy };
    parts.into_iter().map(|(link, what, part)| (link, what, part * scale)).collect()
}

fn words(argument: &Argument<'_>, edge: &Edge, from: f64, through: f64, echo: bool) -> String {
    let link = argument.link(edge);
    let speaker = link.from().map_or("?", Claim::handle);
    let what = if edge.supports { "supported by" } else { "rebutted by" };
    let bearing = if through < 1.0 { format!(" × bearing {through:.2}") } else { String::new() };
    let echo = if echo { ", an echo" } else { "" };
    format!("{what} {speaker}, strength {from:.2}{bearing}{echo}")
}

/// What a reader must know: what is unknown, what counts once, and what does not count.
fn remarks(claim: Claim<'_>, argument: &Argument<'_>) -> Vec<String> {
    let edges = argument.graph.edges_to(claim.index());
    let mut remarks = Vec::new();
    let mut unknown: Vec<&str> = edges
        .iter()
        .filter_map(|edge| argument.link(edge).from())
        .filter(|speaker| *speaker != claim && !argument.is_graded(*speaker))
        .map(Claim::handle)
        .collect();
    if !argument.is_graded(claim) {
        unknown.push(claim.handle());
    }
    if !unknown.is_empty() {
        remarks.push(format!("Grade unknown, so taken at the neutral 0.50: {}.", list(unknown)));
    }
    let mut echoes: Vec<String> = voices(edges)
        .filter(|voice| voice.len() > 1)
        .map(|voice| list(voice.iter().filter_map(|edge| argument.link(edge).from()).map(Claim::handle).collect()))
        .filter(|handles| handles.contains(','))
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
