//! An argument graph as a flowchart for Mermaid; knows its syntax, as of version 11, and nothing of how it is drawn.
//!
//! A label stands in quotation marks, and every character in it that Mermaid or the Markdown in its labels could read
//! as syntax is an entity code (`#34;`), which Mermaid itself prescribes.

use std::fmt::Write as _;

use claims_model::{Stance, Status};

use super::in_box;
use crate::graph::{End, Graph};

/// How many edges Mermaid draws unless it is told otherwise.
pub(crate) const MOST_EDGES: usize = 500;

/// The graph as a flowchart. Arrows lead from who speaks to what is spoken to, upwards.
pub(crate) fn mermaid(graph: &Graph) -> String {
    let mut out = "flowchart BT\n".to_owned();
    for claim in &graph.claims {
        let lines = in_box(claim).map(|line| escaped(&line));
        let _ = writeln!(out, "  {}[\"{}\"]", claim.handle, lines.join("<br/>"));
    }
    let spoken_to = graph.spoken_to();
    for (link, _) in graph.links.iter().zip(&spoken_to).filter(|(_, spoken_to)| **spoken_to) {
        let _ = writeln!(out, "  {}([\"{} {}\"])", link.handle, link.handle, link.stance);
    }
    // Mermaid styles edges by their number.
    let mut edges = 0;
    let mut styled: [Vec<String>; 3] = Default::default();
    let mut number = |stance: Option<Stance>| {
        if let Some(at) = stance.and_then(|stance| Stance::ALL.iter().position(|one| *one == stance)) {
            styled[at].push(edges.to_string());
        }
        edges += 1;
    };
    for (link, spoken_to) in graph.links.iter().zip(&spoken_to) {
        let (from, to) = (graph.claims[link.from].handle, graph.name(link.to));
        let arrow = if link.stance == Stance::Context { "-.->" } else { "-->" };
        if *spoken_to {
            let _ = writeln!(out, "  {from} --- {}", link.handle);
            number(Some(link.stance));
            let _ = writeln!(out, "  {} {arrow} {to}", link.handle);
        } else {
            let _ = writeln!(out, "  {from} {arrow}|\"{} {}\"| {to}", link.handle, link.stance);
        }
        number(Some(link.stance));
    }
    for claim in &graph.claims {
        if let Some(whole) = claim.whole {
            let _ = writeln!(out, "  {} -.-|\"part of\"| {}", claim.handle, graph.name(End::Claim(whole)));
            number(None);
        }
    }
    for (edges, colour) in styled.iter().zip(["#b3261e", "#1e7d32", "#777777"]) {
        if !edges.is_empty() {
            let _ = writeln!(out, "  linkStyle {} stroke:{colour}", edges.join(","));
        }
    }
    let withdrawn = graph.claims.iter().filter(|claim| claim.status == Status::Withdrawn);
    let withdrawn: Vec<String> = withdrawn.map(|claim| claim.handle.to_string()).collect();
    if !withdrawn.is_empty() {
        let _ = writeln!(out, "  classDef withdrawn stroke-dasharray:4 4,opacity:0.5");
        let _ = writeln!(out, "  class {} withdrawn", withdrawn.join(","));
    }
    out
}

/// A text of one line as it stands in a label.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut chars = text.chars().peekable();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        if is_plain(c, before, chars.peek().copied()) {
            out.push(c);
        } else {
            let _ = write!(out, "#{};", u32::from(c));
        }
        if chars.peek().is_some_and(|next| pairs(c, *next)) {
            out.push_str(JOINER);
        }
        before = c;
    }
    out
}

/// A sign without width, to keep apart what would be read as one.
const JOINER: &str = "#8288;";

/// Whether Mermaid takes two characters for more than themselves even where they are written as codes: formulas, line
/// breaks, icons, and what it makes of codes while it parses.
const fn pairs(c: char, next: char) -> bool {
    matches!((c, next), ('$', '$') | ('\\', 'n') | (':', 'a'..='z' | 'A'..='Z') | ('\u{fb02}', '°') | ('¶', 'ß'))
}

/// Whether a character between two others can be nothing but itself.
fn is_plain(c: char, before: char, after: Option<char>) -> bool {
    match c {
        ' ' | ',' | '\'' | '?' | '!' | '(' | ')' => true,
        // Else it could end the number of a list or make an address.
        '.' => !before.is_numeric() && after.is_none_or(|after| after == ' '),
        // Else it could begin a list or be a rule.
        '-' => before.is_alphanumeric() && after.is_some_and(char::is_alphanumeric),
        // Mermaid keeps codes between these while it parses.
        '\u{fb02}' | '¶' | '°' => false,
        c => !c.is_ascii() || c.is_ascii_alphanumeric(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::made, *};

    /// Reads the label of a claim as Mermaid does, without joiners; nothing where the line is anything but one node.
    fn label(line: &str) -> Option<(String, String)> {
        let (id, rest) = line.strip_prefix("  ")?.split_once('[')?;
        let inner = rest.strip_prefix('"')?.strip_suffix("\"]")?;
        let mut text = String::new();
        let mut rest = inner;
        while let Some(c) = rest.chars().next() {
            if let Some(further) = rest.strip_prefix("<br/>") {
                text.push('\n');
                rest = further;
            } else if let Some(code) = rest.strip_prefix('#') {
                let (code, further) = code.split_once(';')?;
                text.push(char::from_u32(code.parse().ok()?)?);
                rest = further;
            } else if "\"[]{}<>;`&%|\\:_*~$^@=\n\r".contains(c) {
                return None;
            } else {
                text.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
        Some((id.to_owned(), text.replace('\u{2060}', "")))
    }

    #[test]
    fn links_that_are_spoken_to_are_nodes_of_their_own() {
        let graph = made::graph(&["Yes", "No", "So what"], &[(1, End::Claim(0)), (2, End::Link(0))]);
        assert_eq!(
            mermaid(&graph),
            "flowchart BT\n  c1[\"c1 · Ines<br/>Yes<br/>noted\"]\n  c2[\"c2 · Ines<br/>No<br/>noted\"]\n  \
             c3[\"c3 · Ines<br/>So what<br/>noted\"]\n  l1([\"l1 rebuts\"])\n  c2 --- l1\n  l1 --> c1\n  \
             c3 -->|\"l2 rebuts\"| l1\n  linkStyle 0,1,2 stroke:#b3261e\n"
        );
    }

    #[test]
    fn text_that_would_be_syntax_is_not() {
        assert_eq!(escaped("a\"] --> b; %%{init}%%"), "a#34;#93; #45;#45;#62; b#59; #37;#37;#123;init#125;#37;#37;");
        assert_eq!(escaped("1. one #quot; `x` well-known."), "1#46; one #35;quot#59; #96;x#96; well-known.");
    }

    proptest! {
        #[test]
        fn any_text_stays_in_its_node(texts in proptest::collection::vec(made::any_text(), 1..4)) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let graph = made::graph(&texts, &[]);
            let drawn = mermaid(&graph);
            prop_assert_eq!(drawn.split('\n').count(), texts.len() + 2);
            for (line, claim) in drawn.lines().skip(1).zip(&graph.claims) {
                let read = label(line);
                prop_assert_eq!(read, Some((claim.handle.to_string(), in_box(claim).join("\n"))), "{}", line);
            }
        }
    }
}
