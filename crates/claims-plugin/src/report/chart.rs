//! The argument around a claim as boxes and arrows, for those who draw it; does not know in what form.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::{FluentArgs, FluentValue};

use super::Words;
use crate::{Claim, Link, Stance, Status, Target};

/// How many characters of a wording stand in a box; the whole of it is in the record.
const WORDING: usize = 160;
/// How many of the names.
const NAMES: usize = 60;

/// Boxes and arrows between them. Texts are as recorded; whoever draws them makes them harmless.
#[derive(Debug, Clone, Default)]
pub struct Chart {
    /// Every claim once.
    pub boxes: Vec<ChartBox>,
    /// Every link once, and one for each part that leads to its whole.
    pub arrows: Vec<ChartArrow>,
}

/// A claim.
#[derive(Debug, Clone)]
pub struct ChartBox {
    /// Its handle.
    pub id: String,
    /// What stands in it: handle and claimants, wording, how it stands.
    pub lines: Vec<String>,
    /// Whether it was withdrawn.
    pub is_faded: bool,
}

/// What leads from a claim to a claim or to another arrow.
#[derive(Debug, Clone)]
pub struct ChartArrow {
    /// The link's handle; none for a part that leads to its whole.
    pub id: Option<String>,
    /// The box it starts from, by its place.
    pub from: usize,
    /// Where it leads.
    pub to: ChartEnd,
    /// What it does there; [`Stance::Other`] for a part.
    pub stance: Stance,
    /// The same in words.
    pub label: String,
}

/// Where an arrow leads, by its place in the chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartEnd {
    /// To a box.
    Box(usize),
    /// To an arrow.
    Arrow(usize),
}

impl Chart {
    /// Everything that speaks to a claim, to its parts, and to what speaks to them, in the order of the record.
    pub fn around(claim: Claim<'_>, words: &Words) -> Self {
        let (claims, links) = reach(claim);
        let box_at: BTreeMap<usize, usize> = claims.iter().zip(0..).map(|(claim, at)| (claim.index(), at)).collect();
        let arrow_at: BTreeMap<usize, usize> = links.iter().zip(0..).map(|(link, at)| (link.index(), at)).collect();
        let boxes = claims.iter().map(|claim| boxed(*claim, words)).collect();
        let end = |link: Link<'_>| match link.to()? {
            Target::Claim(claim) => box_at.get(&claim.index()).copied().map(ChartEnd::Box),
            Target::Link(link) => arrow_at.get(&link.index()).copied().map(ChartEnd::Arrow),
        };
        let mut arrows: Vec<ChartArrow> = links
            .iter()
            .filter_map(|link| {
                let from = *box_at.get(&link.from()?.index())?;
                let label = said(words, "stance", "stance", link.stance().word());
                Some(ChartArrow {
                    id: Some(link.handle().to_owned()),
                    from,
                    to: end(*link)?,
                    stance: link.stance(),
                    label,
                })
            })
            .collect();
        let parts = claims.iter().zip(0..).filter_map(|(part, from)| {
            let to = ChartEnd::Box(*box_at.get(&part.part_of()?.index())?);
            let label = words.say("part-of", &FluentArgs::new()).unwrap_or_default();
            Some(ChartArrow { id: None, from, to, stance: Stance::Other, label })
        });
        arrows.extend(parts);
        Self { boxes, arrows }
    }

    /// For each arrow, whether another leads to it.
    pub fn spoken_to(&self) -> Vec<bool> {
        let mut spoken_to = vec![false; self.arrows.len()];
        for arrow in &self.arrows {
            if let ChartEnd::Arrow(to) = arrow.to {
                spoken_to[to] = true;
            }
        }
        spoken_to
    }
}

/// The claims and links that reach a claim, each in the order of the record.
fn reach<'a>(claim: Claim<'a>) -> (Vec<Claim<'a>>, Vec<Link<'a>>) {
    let (mut claims, mut links) = (BTreeSet::from([claim]), BTreeSet::new());
    let mut open = vec![claim];
    while let Some(claim) = open.pop() {
        let mut leads: Vec<Link<'a>> = claim.links_in().collect();
        let mut found: Vec<Claim<'a>> = claim.parts().collect();
        while let Some(link) = leads.pop() {
            if links.insert(link) {
                leads.extend(link.links_in());
                found.extend(link.from());
            }
        }
        open.extend(found.into_iter().filter(|claim| claims.insert(*claim)));
    }
    (claims.into_iter().collect(), links.into_iter().collect())
}

fn boxed(claim: Claim<'_>, words: &Words) -> ChartBox {
    let names: Vec<&str> = claim.claimants().filter_map(|one| Some(one.party()?.name())).collect();
    let handle = claim.handle().to_owned();
    let head =
        if names.is_empty() { handle.clone() } else { format!("{handle} · {}", short(&names.join(", "), NAMES)) };
    let is_faded = claim.status() == Status::Withdrawn;
    let standing = match claim.verdict().filter(|_| !is_faded) {
        Some(verdict) => short(verdict.name(), NAMES),
        None => said(words, "status", "status", claim.status().word()),
    };
    ChartBox { id: handle, lines: vec![head, short(claim.text(), WORDING), standing], is_faded }
}

fn said(words: &Words, name: &str, value: &'static str, of: &str) -> String {
    let values = FluentArgs::from_iter([(value, FluentValue::from(of.to_owned()))]);
    words.say(name, &values).unwrap_or_else(|_| of.to_owned())
}

/// A text on one line, cut after so many characters.
fn short(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}
