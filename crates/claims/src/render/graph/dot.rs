//! An argument graph in the DOT language of Graphviz; knows its grammar, and nothing of how it is drawn.
//!
//! In a quoted string of DOT only the quotation mark ends it, and a backslash before one takes that from it. Labels are
//! moreover searched for escapes such as `\N` and for entities of HTML, so backslashes and ampersands are doubled and
//! spelled out.

use std::fmt::Write as _;

use claims_model::{Stance, Status};

use super::in_box;
use crate::graph::{End, Graph};

/// How wide a box is, in columns of text.
const WIDE: usize = 40;

/// The graph as a digraph. Arrows lead from who speaks to what is spoken to, upwards.
pub(crate) fn dot(graph: &Graph) -> String {
    let mut out = "digraph claims {\n  rankdir=BT;\n  node [shape=box, fontname=\"sans-serif\"];\n".to_owned();
    out.push_str("  edge [fontname=\"sans-serif\", fontsize=10];\n");
    for claim in &graph.claims {
        let faint = if claim.status == Status::Withdrawn { ", style=dashed, fontcolor=gray50" } else { "" };
        let _ = writeln!(out, "  {} [label=\"{}\"{faint}];", claim.handle, label(&in_box(claim)));
    }
    let spoken_to = graph.spoken_to();
    for (link, spoken_to) in graph.links.iter().zip(&spoken_to) {
        let (from, to) = (graph.claims[link.from].handle, graph.name(link.to));
        let look = look(link.stance);
        if *spoken_to {
            let _ = writeln!(out, "  {} [label=\"{} {}\", shape=ellipse];", link.handle, link.handle, link.stance);
            let _ = writeln!(out, "  {from} -> {} [arrowhead=none, {look}];", link.handle);
            let _ = writeln!(out, "  {} -> {to} [{look}];", link.handle);
        } else {
            let _ = writeln!(out, "  {from} -> {to} [label=\"{} {}\", {look}];", link.handle, link.stance);
        }
    }
    for claim in &graph.claims {
        if let Some(whole) = claim.whole {
            let whole = graph.name(End::Claim(whole));
            let _ = writeln!(out, "  {} -> {whole} [label=\"part of\", style=dotted, arrowhead=none];", claim.handle);
        }
    }
    out.push_str("}\n");
    out
}

const fn look(stance: Stance) -> &'static str {
    match stance {
        Stance::Rebuts => "color=\"#b3261e\"",
        Stance::Supports => "color=\"#1e7d32\"",
        Stance::Context => "color=\"#777777\", style=dashed",
    }
}

/// Lines as a label, broken where they are too long for a box.
fn label(lines: &[String]) -> String {
    let broken = lines.iter().flat_map(|line| textwrap::wrap(line, WIDE));
    broken.map(|line| escaped(&line)).collect::<Vec<_>>().join("\\n")
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            '&' => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::made, *};

    /// Reads a node as Graphviz does, its label with breaks as spaces; nothing where the line is anything else.
    fn node(line: &str) -> Option<(String, String)> {
        let (id, rest) = line.strip_prefix("  ")?.split_once(' ')?;
        let mut chars = rest.strip_prefix("[label=\"")?.chars();
        let mut text = String::new();
        loop {
            match chars.next()? {
                '"' => break,
                '\\' => match chars.next()? {
                    'n' => text.push(' '),
                    c @ ('\\' | '"') => text.push(c),
                    _ => return None,
                },
                '&' => {
                    chars = chars.as_str().strip_prefix("amp;")?.chars();
                    text.push('&');
                }
                c => text.push(c),
            }
        }
        (chars.as_str() == "];").then(|| (id.to_owned(), text))
    }

    #[test]
    fn links_that_are_spoken_to_are_nodes_of_their_own() {
        let graph = made::graph(&["Yes", "No", "So what"], &[(1, End::Claim(0)), (2, End::Link(0))]);
        let drawn = dot(&graph);
        for line in [
            "  c1 [label=\"c1 · Ines\\nYes\\nnoted\"];",
            "  l1 [label=\"l1 rebuts\", shape=ellipse];",
            "  c2 -> l1 [arrowhead=none, color=\"#b3261e\"];",
            "  l1 -> c1 [color=\"#b3261e\"];",
            "  c3 -> l1 [label=\"l2 rebuts\", color=\"#b3261e\"];",
        ] {
            assert!(drawn.lines().any(|one| one == line), "{line}\n{drawn}");
        }
    }

    proptest! {
        #[test]
        fn any_text_stays_in_its_node(texts in proptest::collection::vec(made::any_text(), 1..4)) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let graph = made::graph(&texts, &[]);
            let drawn = dot(&graph);
            prop_assert_eq!(drawn.split('\n').count(), texts.len() + 6);
            // Where a line was broken, spaces are lost or none was there.
            let bare = |text: &str| text.replace(' ', "");
            for (line, claim) in drawn.lines().skip(4).zip(&graph.claims) {
                let read = node(line).map(|(id, text)| (id, bare(&text)));
                prop_assert_eq!(read, Some((claim.handle.to_string(), bare(&in_box(claim).concat()))), "{}", line);
            }
        }
    }
}
