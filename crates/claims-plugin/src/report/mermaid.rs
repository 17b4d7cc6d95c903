//! A chart as a flowchart for Mermaid; knows its syntax, as of version 11, and nothing of how it is drawn.
//!
//! A label stands in quotation marks, and every character in it that Mermaid or the Markdown in its labels could read
//! as syntax is an entity code (`#34;`), which Mermaid itself prescribes.

use std::fmt::Write as _;

use super::{Chart, ChartEnd};
use crate::Stance;

/// How many arrows Mermaid draws unless it is told otherwise.
pub const MOST_MERMAID_ARROWS: usize = 500;

impl Chart {
    /// The chart as a flowchart for Mermaid. Arrows lead from who speaks to what is spoken to, upwards.
    ///
    /// `visible` makes a text of one line, without what hides or reorders it.
    pub fn mermaid(&self, visible: fn(&str) -> String) -> String {
        let label = |text: &str| escaped(&visible(text));
        let mut out = "flowchart BT\n".to_owned();
        for one in &self.boxes {
            let lines: Vec<String> = one.lines.iter().map(|line| label(line)).collect();
            let _ = writeln!(out, "  {}[\"{}\"]", one.id, lines.join("<br/>"));
        }
        let spoken_to = self.spoken_to();
        let name = |end: ChartEnd| match end {
            ChartEnd::Box(at) => self.boxes[at].id.as_str(),
            ChartEnd::Arrow(at) => self.arrows[at].id.as_deref().unwrap_or_default(),
        };
        for arrow in self.arrows.iter().zip(&spoken_to).filter_map(|(arrow, spoken_to)| spoken_to.then_some(arrow)) {
            let id = arrow.id.as_deref().unwrap_or_default();
            let _ = writeln!(out, "  {id}([\"{id} {}\"])", label(&arrow.label));
        }
        let mut styled: [Vec<String>; 3] = Default::default();
        // Mermaid styles edges by their number.
        let mut edges = 0;
        let mut number = |stance: Stance| {
            let colour = match stance {
                Stance::Rebuts => Some(0),
                Stance::Supports => Some(1),
                Stance::Context => Some(2),
                _ => None,
            };
            if let Some(at) = colour {
                styled[at].push(edges.to_string());
            }
            edges += 1;
        };
        for (arrow, spoken_to) in self.arrows.iter().zip(&spoken_to) {
            let (from, to) = (&self.boxes[arrow.from].id, name(arrow.to));
            let line = if arrow.stance == Stance::Context { "-.->" } else { "-->" };
            match &arrow.id {
                Some(id) if *spoken_to => {
                    let _ = writeln!(out, "  {from} --- {id}");
                    number(arrow.stance);
                    let _ = writeln!(out, "  {id} {line} {to}");
                }
                Some(id) => {
                    let _ = writeln!(out, "  {from} {line}|\"{id} {}\"| {to}", label(&arrow.label));
                }
                None => {
                    let _ = writeln!(out, "  {from} -.-|\"{}\"| {to}", label(&arrow.label));
                }
            }
            number(arrow.stance);
        }
        for (edges, colour) in styled.iter().zip(["#b3261e", "#1e7d32", "#777777"]) {
            if !edges.is_empty() {
                let _ = writeln!(out, "  linkStyle {} stroke:{colour}", edges.join(","));
            }
        }
        let faded: Vec<&str> = self.boxes.iter().filter(|one| one.is_faded).map(|one| one.id.as_str()).collect();
        if !faded.is_empty() {
            let _ = writeln!(out, "  classDef withdrawn stroke-dasharray:4 4,opacity:0.5");
            let _ = writeln!(out, "  class {} withdrawn", faded.join(","));
        }
        out
    }
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
    use super::*;

    #[test]
    fn text_that_would_be_syntax_is_not() {
        assert_eq!(escaped("a\"] --> b; %%{init}%%"), "a#34;#93; #45;#45;#62; b#59; #37;#37;#123;init#125;#37;#37;");
        assert_eq!(escaped("1. one #quot; `x` well-known."), "1#46; one #35;quot#59; #96;x#96; well-known.");
    }
}
