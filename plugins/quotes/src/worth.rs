//! Tells words that somebody said from other things in quotation marks: titles, nicknames, words held at a distance.

use crate::{
    attribute::{Attribution, How},
    lexicon::{FIRST, HE, PREPOSITION, SHE, THEY},
    marks::Quoted,
    token::{Kind, Token},
};

/// The longest word that a title may leave small, in bytes.
const SMALL: u32 = 3;
/// How many bytes a word may have before it counts twice.
const LONG: u32 = 20;

/// Whether a quote is one of somebody's words.
pub(crate) fn is_speech(
    text: &str,
    tokens: &[Token],
    quoted: &Quoted,
    attribution: &Attribution,
    is_single_odd: bool,
) -> bool {
    let open = &tokens[quoted.open];
    // `author="…"` is no text.
    if text[..open.start as usize].ends_with('=') {
        return false;
    }
    if is_single_odd && matches!(open.kind, Kind::Mark('‘' | '\'')) {
        return false;
    }
    let within = &tokens[quoted.open + 1..quoted.close];
    // Where no spaces part the words, long ones count several times.
    let words = within.iter().filter(|token| matches!(token.kind, Kind::Word | Kind::Digits));
    let words: u32 = words.map(|token| 1 + (token.end - token.start) / LONG).sum();
    // "On Fox’s “New Day”", "in “Keep the Promise”" are titles even where somebody said something.
    let before = quoted.open.checked_sub(1).map(|at| tokens[at]);
    let is_owned = before.is_some_and(|before| before.kind == Kind::Possessive || before.is(PREPOSITION));
    match attribution.how {
        _ if words == 0 => false,
        How::Verb => !is_owned || !is_title(within),
        How::Subject => words > 1 && !is_title(within),
        How::Around => words > 2 && !is_title(within),
    }
}

/// Whether words are written as a title is, with capitals throughout: "Keep the Promise".
fn is_title(tokens: &[Token]) -> bool {
    let mut words = tokens.iter().filter(|token| token.kind == Kind::Word);
    let is_capital = words.next().is_some_and(|first| first.is_capital);
    let mut long = tokens.iter().filter(|token| token.kind == Kind::Word && token.end - token.start > SMALL);
    is_capital
        && long.clone().next().is_some()
        && long.all(|word| word.is_capital)
        && !tokens.iter().any(|token| token.is(FIRST | HE | SHE | THEY))
}
