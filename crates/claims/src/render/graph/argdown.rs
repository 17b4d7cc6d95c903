//! An argument graph as Argdown; knows its syntax as of @argdown/core 1.7.5 and <https://argdown.org/syntax>.
//!
//! Claims are statements, `[c2]`. Argdown lets only an argument be undercut, so a link is one: `<l4>` is supported by
//! the claim that speaks through it, and itself supports, attacks or undercuts. For context Argdown has no relation, and
//! none for parts; both are told by mentions, `@[c2]`, which make none.
//! Relations are never nested, so the text of a long chain is not deep.

use std::{collections::HashMap, fmt::Write as _};

use claims_model::Stance;

use super::{names, standing};
use crate::{
    graph::{End, Graph},
    render::safe,
};

/// The graph as an Argdown document, with whole texts.
pub(crate) fn argdown(graph: &Graph) -> String {
    let mut out = String::new();
    let mut bearing: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, link) in graph.links.iter().enumerate() {
        if let End::Claim(to) = link.to {
            bearing.entry(to).or_default().push(at);
        }
    }
    for (at, claim) in graph.claims.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        let _ = write!(out, "[{}]: {}", claim.handle, escaped(&safe(&claim.text)));
        let names = names(claim);
        if !names.is_empty() {
            let _ = write!(out, " — {}", escaped(&names));
        }
        let _ = write!(out, " ({})", escaped(&standing(claim)));
        if let Some(whole) = claim.part_of {
            let _ = write!(out, ", part of @[{whole}]");
        }
        let _ = writeln!(out, " #{}", claim.status);
        for link in bearing.get(&at).into_iter().flatten().map(|link| &graph.links[*link]) {
            match link.stance {
                Stance::Rebuts => _ = writeln!(out, "  - <{}>", link.handle),
                Stance::Supports => _ = writeln!(out, "  + <{}>", link.handle),
                Stance::Context => {}
            }
        }
    }
    for link in &graph.links {
        let (from, to) = (graph.claims[link.from].handle, graph.name(link.to));
        let mention = match link.to {
            End::Claim(_) => format!("@[{to}]"),
            End::Link(_) => format!("@<{to}>"),
        };
        let stance = if link.stance == Stance::Context { "is context for" } else { link.stance.word() };
        let _ = write!(out, "\n<{}>: @[{from}] {stance} {mention}", link.handle);
        if let Some(note) = &link.note {
            let _ = write!(out, " — {}", escaped(&safe(note)));
        }
        let _ = writeln!(out, " #{}\n  <+ [{from}]", link.stance);
        match (link.stance, link.to) {
            (Stance::Rebuts, End::Link(_)) => _ = writeln!(out, "  _> <{to}>"),
            (Stance::Supports, End::Link(_)) => _ = writeln!(out, "  +> <{to}>"),
            (Stance::Context, _) | (_, End::Claim(_)) => {}
        }
    }
    out
}

/// A text of one line that Argdown reads as text.
///
/// A backslash takes from the character after it whatever that could begin: a title, a mention, a tag, data, bold and
/// italic text, a link, a comment, front matter, or the name of an emoji (`:tada:`, `.and.`).
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let escapes = match c {
            '\\' | '@' | '#' | '*' | '_' | '[' | ']' | '<' | '>' | '{' | '}' | '=' | '/' => true,
            '.' | ':' => chars.peek().is_some_and(|next| !next.is_whitespace()),
            _ => false,
        };
        if escapes {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::made, *};

    /// Reads a statement as Argdown does; nothing where the line holds anything but text and one tag at its end.
    fn statement(line: &str) -> Option<(String, String)> {
        let (title, rest) = line.strip_prefix('[')?.split_once("]: ")?;
        let (content, _) = rest.rsplit_once(" #")?;
        let mut text = String::new();
        let mut chars = content.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '\\' => text.push(chars.next()?),
                '@' | '#' | '*' | '_' | '[' | ']' | '<' | '>' | '{' | '}' | '=' | '/' | '\n' | '\r' => return None,
                '.' | ':' if chars.peek().is_some_and(|next| !next.is_whitespace()) => return None,
                c => text.push(c),
            }
        }
        Some((title.to_owned(), text))
    }

    #[test]
    fn links_are_arguments_and_undercuts_lead_to_them() {
        let graph = made::graph(&["Yes", "No", "So what"], &[(1, End::Claim(0)), (2, End::Link(0))]);
        assert_eq!(
            argdown(&graph),
            "[c1]: Yes — Ines (noted) #noted\n  - <l1>\n\n[c2]: No — Ines (noted) #noted\n\n\
             [c3]: So what — Ines (noted) #noted\n\n<l1>: @[c2] rebuts @[c1] #rebuts\n  <+ [c2]\n\n\
             <l2>: @[c3] rebuts @<l1> #rebuts\n  <+ [c3]\n  _> <l1>\n"
        );
    }

    proptest! {
        #[test]
        fn any_text_stays_in_its_statement(texts in proptest::collection::vec(made::any_text(), 1..4)) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let graph = made::graph(&texts, &[]);
            let drawn = argdown(&graph);
            prop_assert_eq!(drawn.split('\n').count(), 2 * texts.len());
            for (line, claim) in drawn.split('\n').step_by(2).zip(&graph.claims) {
                let text = format!("{} — Ines (noted)", safe(&claim.text));
                prop_assert_eq!(statement(line), Some((claim.handle.to_string(), text)), "{}", line);
            }
        }
    }
}
