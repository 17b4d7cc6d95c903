//! Takes names out of bylines; it knows how bylines are worded and what is no name, and nobody's name.

use super::{byline, words};
use crate::line::single_spaced;

/// The longest byline that is read, in characters.
const LONG: usize = 1_000;

/// The names in a byline, in order.
///
/// `strict` is for visible text, where a name has to look like one; what a page tells machines may be a handle.
pub(super) fn names(byline: &str, strict: bool) -> Vec<String> {
    let line: String = byline.chars().take(LONG).collect();
    let line = single_spaced(&line);
    let mut rest = line.as_str();
    // "Author: written by …"
    for _ in 0..3 {
        rest = without_opening(rest);
    }
    let line = without_date(rest);
    let mut names: Vec<String> = Vec::new();
    for piece in pieces(line) {
        let piece = trimmed(piece);
        let is_role = is_degree(piece) || has_role(piece);
        // What follows a name after a comma is a degree or a role; what is neither is another name.
        if is_role {
            // "Ann Lane Senior Editor" has its name before the role.
            if names.is_empty()
                && let Some(name) = before_role(piece).filter(|name| is_name(name, true))
            {
                names.push(name.to_owned());
            }
            continue;
        }
        if !is_name(piece, strict) {
            if strict {
                break;
            }
            continue;
        }
        let folded = piece.to_lowercase();
        if !names.iter().any(|name| name.to_lowercase() == folded) {
            names.push(piece.to_owned());
        }
    }
    names
}

/// Whether a name stands for nobody.
pub(super) fn is_nobody(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    byline::is_nobody(&name)
}

/// Whether a name is that of an account: one word without capitals, with marks or figures in it.
pub(super) fn is_login(name: &str) -> bool {
    !name.contains([' '])
        && !name.chars().any(char::is_uppercase)
        && name.contains(|c: char| c.is_ascii_digit() || matches!(c, '-' | '.' | '_'))
}

/// A byline up to the date that follows the names without a mark between.
fn without_date(line: &str) -> &str {
    let mut at = 0;
    for word in line.split(' ') {
        if at > 0 && word.starts_with(|c: char| c.is_ascii_digit()) {
            let before = line[..at].trim_end();
            let (rest, last) = before.rsplit_once(' ').unwrap_or((before, ""));
            let is_month = words::month(&last.trim_end_matches('.').to_lowercase()).is_some();
            return if is_month { rest } else { line };
        }
        at += word.len() + 1;
    }
    line
}

fn without_opening(line: &str) -> &str {
    let lower = line.to_lowercase();
    // Lower case may have another length; then there is no Latin opening either.
    if lower.len() != line.len() {
        return line;
    }
    for opening in byline::openings() {
        let Some(rest) = lower.strip_prefix(opening) else { continue };
        let bounded = opening.ends_with(':') || rest.starts_with([' ', ':', '\u{a0}']);
        if bounded && line.is_char_boundary(opening.len()) {
            return line[opening.len()..].trim_start_matches([':', ' ', '-', '–']);
        }
    }
    line
}

/// The parts between commas, "and" and the like.
fn pieces(line: &str) -> Vec<&str> {
    let mut pieces = vec![line];
    for border in [
        ",", ";", " | ", " & ", " and ", " und ", " et ", " y ", " и ", " with ", " / ", "\u{2022}", "\u{25cf}",
        "\u{b7}", " - ", " – ", " — ", "(", " on ",
    ] {
        pieces = pieces.into_iter().flat_map(|piece| piece.split(border)).collect();
    }
    pieces.into_iter().take(100).collect()
}

fn trimmed(piece: &str) -> &str {
    let piece = piece.trim().trim_start_matches("and ").trim_start_matches('@');
    let piece = piece.trim_end_matches([',', ';', ':', '|', '-', '–', ')', '(']).trim();
    // A full stop ends an initial or "Jr."; it does not end a name.
    match piece.strip_suffix('.') {
        Some(rest) if rest.rsplit(' ').next().is_some_and(|word| word.len() > 3) => rest,
        _ => piece,
    }
}

/// A degree or membership after a name: `MD`, `Ph.D.`, `E-RYT 200`, `Jr.`
fn is_degree(piece: &str) -> bool {
    let letters: String = piece.chars().filter(|c| c.is_alphabetic()).collect();
    let small = letters.to_lowercase();
    let known = [
        "phd", "md", "jr", "sr", "esq", "mph", "rd", "rn", "cpa", "cfp", "msw", "dds", "dmd", "ms", "ma", "mba",
        "cscs", "inc", "llc", "lcsw", "ii", "iii",
    ];
    let capitals = !letters.is_empty() && letters.chars().all(char::is_uppercase);
    known.contains(&small.as_str()) || capitals && letters.len() <= 6 && !piece.contains(' ')
}

fn has_role(piece: &str) -> bool {
    piece.split(' ').any(|word| byline::is_role(&word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()))
}

fn before_role(piece: &str) -> Option<&str> {
    let mut at = 0;
    for word in piece.split(' ') {
        if has_role(word) {
            return Some(piece[..at].trim()).filter(|name| name.contains(' '));
        }
        at += word.len() + 1;
    }
    None
}

/// Whether a text can be a name.
pub(super) fn is_name(text: &str, strict: bool) -> bool {
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let figures = text.chars().filter(char::is_ascii_digit).count();
    let plain =
        !text.contains("://") && !text.contains(['@', '?', '!', '<', '>', '{', '}', '[', '=', '#', '_', '"', '“', ':']);
    let address = text.starts_with("www.") || text.contains(".php") || text.contains('/');
    if letters < 2
        || figures > 4
        || figures > 0 && words.len() > 1
        || !plain
        || address
        || words.len() > 7
        || text.chars().count() > 70
        || is_nobody(text)
    {
        return false;
    }
    if !strict {
        return true;
    }
    let small = [
        "de", "da", "van", "von", "der", "den", "la", "le", "di", "del", "bin", "al", "el", "dos", "du", "ten", "ter",
        "y",
    ];
    let capital = |word: &&str| {
        word.chars().next().is_some_and(|c| !c.is_lowercase() && c.is_alphabetic()) || small.contains(word)
    };
    figures == 0 && (2..=5).contains(&words.len()) && words.iter().all(capital)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_taken_out_of_bylines() {
        for (byline, expected) in [
            ("By Ann Lane", &["Ann Lane"][..]),
            ("By: Ann Lane and Bo Hill", &["Ann Lane", "Bo Hill"]),
            ("Written by Ann Lane, Ph.D.", &["Ann Lane"]),
            ("ANN LANE, MD, FACS & Bo Hill", &["ANN LANE", "Bo Hill"]),
            ("Ann Lane, Senior Staff Writer", &["Ann Lane"]),
            ("Ann Lane Senior Editor", &["Ann Lane"]),
            ("Ann Lane, Bo Hill, and the Quiz Team", &["Ann Lane", "Bo Hill", "the Quiz Team"]),
            ("Ann Lane (Harbour Post)", &["Ann Lane", "Harbour Post"]),
            ("Ann Lane | March 4, 2025", &["Ann Lane"]),
            ("ann@example.org", &[]),
            ("https://example.org/ann", &[]),
            ("Staff", &[]),
            ("admin", &[]),
            ("J. R. Lane Jr.", &["J. R. Lane Jr."]),
            ("", &[]),
        ] {
            assert_eq!(names(byline, false), expected, "{byline}");
        }
    }

    #[test]
    fn visible_text_has_to_look_like_a_name() {
        assert_eq!(names("By Ann van der Lane on March 4, 2025", true), ["Ann van der Lane"]);
        for none in ["By using this site you agree", "By 2030, all cars", "Buy one now", "By Tuesday"] {
            assert_eq!(names(none, true), Vec::<String>::new(), "{none}");
        }
    }

    proptest! {
        #[test]
        fn no_byline_stops_it(byline in ".{0,80}", strict: bool) {
            for name in names(&byline, strict) {
                prop_assert!(!name.trim().is_empty());
            }
        }
    }
}
