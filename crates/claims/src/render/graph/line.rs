//! One line of a tree: a claim, how it speaks, who made it and how it stands. Knows the width, and nothing of the tree.

use std::fmt::Write as _;

use anstyle::Style;
use claims_model::{Stance, Status};
use textwrap::core::display_width;

use super::{names, standing};
use crate::{
    graph::{End, Graph, Node},
    render::{FAINT, GREEN, RED, STRONG, YELLOW, safe, short, styled},
};

/// How many columns are left to a wording before other things are left out.
const LEAST_TEXT: usize = 24;

/// What a line is about.
#[derive(Debug, Clone, Copy)]
pub(super) enum Item {
    /// A claim for itself.
    Claim(usize),
    /// A link, with the claim that speaks.
    Link(usize),
    /// A claim as a part of the one above.
    Part(usize),
}

impl Item {
    pub(super) fn claim(self, graph: &Graph) -> usize {
        match self {
            Self::Claim(claim) | Self::Part(claim) => claim,
            Self::Link(link) => graph.links[link].from,
        }
    }
}

/// Writes the lines of a graph, cut to the columns of a terminal where there is one.
pub(super) struct Lines<'g> {
    pub(super) graph: &'g Graph,
    pub(super) columns: Option<usize>,
}

impl Lines<'_> {
    /// Writes a line: what leads to it, the item, and a mark at its end.
    pub(super) fn write(&self, out: &mut String, (prefix, branch): (&str, &str), item: Item, mark: &str) {
        let is_root = branch.is_empty();
        let claim = &self.graph.claims[item.claim(self.graph)];
        let is_withdrawn = claim.status == Status::Withdrawn;
        let style = |style: Style| if is_withdrawn { FAINT } else { style };
        let handle = claim.handle.to_string();
        let (link, stance) = match item {
            Item::Claim(_) => (String::new(), None),
            Item::Part(_) => ("part of  ".to_owned(), None),
            Item::Link(link) => (format!("{} ", self.graph.links[link].handle), Some(self.stance(link, is_root))),
        };
        let stance_words = stance.as_ref().map_or("", |(words, _)| words);
        let used: usize =
            [prefix, branch, &link, stance_words, &handle, mark].iter().map(|part| display_width(part)).sum();
        let text = safe(&claim.text);
        let (text, about) = self.fitted(&text, claim, is_root, used + 2);

        let _ = write!(out, "{prefix}{branch}{}", styled(style(FAINT), &link));
        if let Some((words, stance_style)) = &stance {
            out.push_str(&styled(style(*stance_style), words));
        }
        let _ = write!(out, "{}  ", styled(style(STRONG), &handle));
        out.push_str(&if is_withdrawn { styled(FAINT, &text) } else { text });
        for (words, about_style) in about {
            out.push_str(&styled(style(about_style), &words));
        }
        out.push_str(&styled(FAINT, mark));
        out.push('\n');
    }

    /// The wording and what is told of a claim, in the columns that are left of the line.
    fn fitted(&self, text: &str, claim: &Node, is_root: bool, used: usize) -> (String, Vec<(String, Style)>) {
        let names = names(claim);
        let names = match self.columns {
            Some(columns) => short(&names, columns / 4).into_owned(),
            None => names,
        };
        let standing_style = if claim.verdict.is_some() { YELLOW } else { FAINT };
        let mut about = Vec::new();
        if !names.is_empty() {
            about.push((format!(" — {names}"), Style::new()));
        }
        if let Some(whole) = claim.part_of.filter(|_| is_root) {
            about.push((format!(" · part of {whole}"), FAINT));
        }
        about.push((format!(" · {}", standing(claim)), standing_style));
        let Some(columns) = self.columns else { return (text.to_owned(), about) };
        // That a claim was withdrawn is never left out.
        let least = usize::from(claim.status == Status::Withdrawn);
        loop {
            let taken: usize = used + about.iter().map(|(words, _)| display_width(words)).sum::<usize>();
            let room = columns.saturating_sub(taken);
            if room >= LEAST_TEXT.min(display_width(text)) || about.len() <= least {
                return (short(text, room.max(LEAST_TEXT / 2)).into_owned(), about);
            }
            about.remove(0);
        }
    }

    /// What a link does, and to what where the line does not hang from a claim.
    fn stance(&self, link: usize, is_root: bool) -> (String, Style) {
        let link = &self.graph.links[link];
        let (words, style) = match (link.stance, link.to) {
            (Stance::Rebuts, End::Claim(_)) => ("rebuts", RED),
            (Stance::Rebuts, End::Link(_)) => ("undercuts", RED),
            (Stance::Supports, _) => ("supports", GREEN),
            (Stance::Context, _) => ("context", FAINT),
        };
        let names_target = is_root || matches!(link.to, End::Link(_));
        (if names_target { format!("{words} {}  ", self.graph.name(link.to)) } else { format!("{words}  ") }, style)
    }
}
