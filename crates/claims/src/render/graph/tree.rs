//! An argument graph as a tree in lines: what is spoken to above, who speaks to it below and set in.
//!
//! Every claim is followed once, where it is met first, and every link once, so circles end. A tree that grows too deep
//! for its lines goes on below as a tree of its own: the work grows with the graph and nothing recurses over it.

use std::collections::VecDeque;

use claims_model::Stance;

use super::line::{Item, Lines};
use crate::graph::{End, Graph};

/// How deep a tree is drawn where lines may have any length.
const DEEPEST: usize = 24;
/// How many columns a step takes.
const STEP: usize = 3;
/// How many columns are left to a line at the least, however deep.
const LEAST_ROOM: usize = 60;

/// The graph as lines; cut to `columns` where a person reads them on a terminal.
pub(crate) fn tree(graph: &Graph, columns: Option<usize>) -> String {
    let deepest = columns.map_or(DEEPEST, |columns| (columns.saturating_sub(LEAST_ROOM) / STEP).clamp(3, DEEPEST));
    let mut tree = Tree {
        graph,
        lines: Lines { graph, columns },
        deepest,
        speakers: Speakers::of(graph),
        drawn: vec![Drawn::Not; graph.claims.len()],
        below: VecDeque::new(),
        out: String::new(),
    };
    for root in &graph.roots {
        if tree.drawn[*root] == Drawn::Not {
            tree.root(Item::Claim(*root), true);
        }
        while let Some((item, follows)) = tree.below.pop_front() {
            tree.root(item, follows);
        }
    }
    tree.out
}

/// Where a claim is drawn with what speaks to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Drawn {
    Not,
    Above,
    Below,
}

struct Tree<'g> {
    graph: &'g Graph,
    lines: Lines<'g>,
    deepest: usize,
    speakers: Speakers,
    drawn: Vec<Drawn>,
    /// What was too deep, and whether its claim is followed there.
    below: VecDeque<(Item, bool)>,
    out: String,
}

/// The lines under one line that are still to be drawn, the next one last.
struct Level {
    left: Vec<Item>,
    prefix: usize,
}

impl Tree<'_> {
    /// Draws an item at the edge, and all that hangs from it.
    fn root(&mut self, item: Item, follows: bool) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        let claim = item.claim(self.graph);
        let mark = if follows { "" } else { self.mark(claim) };
        self.lines.write(&mut self.out, ("", ""), item, mark);
        if follows {
            self.drawn[claim] = Drawn::Above;
        }
        let mut prefix = String::new();
        let mut levels = vec![Level { left: self.children(item, follows), prefix: 0 }];
        while let Some(level) = levels.last_mut() {
            prefix.truncate(level.prefix);
            let Some(item) = level.left.pop() else {
                levels.pop();
                continue;
            };
            let (branch, further) = if level.left.is_empty() { ("└─ ", "   ") } else { ("├─ ", "│  ") };
            let claim = item.claim(self.graph);
            let follows = self.drawn[claim] == Drawn::Not;
            let children = self.children(item, follows);
            if children.is_empty() || levels.len() < self.deepest {
                let mark = if follows { "" } else { self.mark(claim) };
                self.lines.write(&mut self.out, (&prefix, branch), item, mark);
                if follows {
                    self.drawn[claim] = Drawn::Above;
                }
                prefix.push_str(further);
                levels.push(Level { left: children, prefix: prefix.len() });
            } else {
                self.lines.write(&mut self.out, (&prefix, branch), item, " (below)");
                if follows {
                    self.drawn[claim] = Drawn::Below;
                }
                self.below.push_back((item, follows));
            }
        }
    }

    const fn mark(&self, claim: usize) -> &'static str {
        match self.drawn.as_slice()[claim] {
            Drawn::Below => " (below)",
            Drawn::Not | Drawn::Above => " (above)",
        }
    }

    /// What hangs from an item, the first one last.
    fn children(&self, item: Item, follows: bool) -> Vec<Item> {
        let mut children = Vec::new();
        if follows {
            let claim = item.claim(self.graph);
            children.extend(self.speakers.parts[claim].iter().rev().map(|part| Item::Part(*part)));
            children.extend(self.speakers.to_claim[claim].iter().rev().map(|link| Item::Link(*link)));
        }
        if let Item::Link(link) = item {
            children.extend(self.speakers.to_link[link].iter().rev().map(|link| Item::Link(*link)));
        }
        children
    }
}

/// Who speaks to what: links as they are read, by stance and handle; parts by handle.
struct Speakers {
    to_claim: Vec<Vec<usize>>,
    to_link: Vec<Vec<usize>>,
    parts: Vec<Vec<usize>>,
}

impl Speakers {
    fn of(graph: &Graph) -> Self {
        let mut speakers = Self {
            to_claim: vec![Vec::new(); graph.claims.len()],
            to_link: vec![Vec::new(); graph.links.len()],
            parts: vec![Vec::new(); graph.claims.len()],
        };
        for stance in Stance::ALL {
            for (at, link) in graph.links.iter().enumerate().filter(|(_, link)| link.stance == *stance) {
                match link.to {
                    End::Claim(claim) => speakers.to_claim[claim].push(at),
                    End::Link(link) => speakers.to_link[link].push(at),
                }
            }
        }
        for (at, claim) in graph.claims.iter().enumerate() {
            if let Some(whole) = claim.whole {
                speakers.parts[whole].push(at);
            }
        }
        speakers
    }
}

#[cfg(test)]
mod tests {
    use textwrap::core::display_width;

    use super::*;
    use crate::render::graph::made;

    fn plain(graph: &Graph, columns: Option<usize>) -> String {
        anstream::adapter::strip_str(&tree(graph, columns)).to_string()
    }

    #[test]
    fn undercuts_hang_under_their_link_and_circles_end() {
        let links = [(1, End::Claim(0)), (2, End::Link(0)), (0, End::Claim(1)), (3, End::Claim(1))];
        let graph = made::graph(&["Yes", "No", "So what", "Why"], &links);
        assert_eq!(
            plain(&graph, None),
            "c1  Yes — Ines · noted\n\
             └─ l1 rebuts  c2  No — Ines · noted\n   \
                ├─ l2 undercuts l1  c3  So what — Ines · noted\n   \
                ├─ l3 rebuts  c1  Yes — Ines · noted (above)\n   \
                └─ l4 rebuts  c4  Why — Ines · noted\n"
        );
    }

    #[test]
    fn lines_fit_the_terminal() {
        let long = "A very long claim that goes on and on, and on, and does not come to an end for quite some time";
        let graph = made::graph(&[long, long], &[(1, End::Claim(0))]);
        for columns in [40, 60, 80] {
            let text = plain(&graph, Some(columns));
            assert!(text.lines().all(|line| display_width(line) <= columns), "{columns}\n{text}");
            assert!(text.contains('…') && text.contains("c2"));
        }
    }

    #[test]
    fn a_chain_of_a_hundred_thousand_is_drawn_in_lines_that_stay_short() {
        let texts = vec!["On"; 100_000];
        let links: Vec<(usize, End)> = (1..texts.len()).map(|at| (at, End::Claim(at - 1))).collect();
        let text = plain(&made::graph(&texts, &links), None);
        assert!(text.lines().all(|line| line.len() < 400));
        let followed = text.lines().filter(|line| !line.is_empty() && !line.ends_with("(below)")).count();
        assert_eq!(followed, texts.len());
        // So is a chain of links that each speak to the link before.
        let links: Vec<(usize, End)> =
            (0..texts.len()).map(|at| (at, if at == 0 { End::Claim(0) } else { End::Link(at - 1) })).collect();
        let text = plain(&made::graph(&texts, &links), None);
        assert!(text.lines().all(|line| line.len() < 400) && text.lines().count() >= links.len());
    }
}
