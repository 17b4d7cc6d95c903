//! How checkable words are, from 0 to 1: figures, comparisons, causes and records can be looked up, opinions, promises,
//! wishes and questions cannot.

use crate::{
    lexicon::{CAUSE, COMPARE, Class, NUMBER, OPINION, PROMISE, SUPERLATIVE, WISH},
    token::{Kind, Token},
};

/// Where all words begin.
const BASE: f64 = 0.40;
/// What the first word of a kind adds or takes away.
const KINDS: [(Class, f64); 7] = [
    (NUMBER, 0.25),
    (COMPARE, 0.10),
    (CAUSE, 0.10),
    (SUPERLATIVE, 0.10),
    (OPINION, -0.15),
    (PROMISE, -0.20),
    (WISH, -0.15),
];
/// What a name within the words adds.
const NAME: f64 = 0.05;
/// What a question takes away.
const QUESTION: f64 = -0.25;
/// What fewer words than [`FEW`] take away.
const SHORT: f64 = -0.15;
const FEW: usize = 5;
/// What it takes away that nobody is known to say it.
const NOBODY: f64 = -0.10;

/// How checkable words are; `has_speaker` where it is known who says them.
///
/// Each kind of word counts once, however often it stands there. The sum is cut to what lies between 0.01 and 0.99, and
/// given in hundredths.
pub(crate) fn checkable(text: &str, tokens: &[Token], has_speaker: bool) -> f64 {
    let mut kinds: Class = 0;
    let (mut words, mut has_name, mut is_question) = (0_usize, false, false);
    for token in tokens {
        match token.kind {
            Kind::Digits => kinds |= NUMBER,
            Kind::Word => {
                has_name |= token.is_capital && words > 0;
                kinds |= token.class;
            }
            Kind::Stop => is_question = token.text(text).starts_with(['?', '？', '؟']),
            _ => {}
        }
        words += usize::from(matches!(token.kind, Kind::Digits | Kind::Word));
    }
    let mut sum = BASE + KINDS.iter().filter(|(kind, _)| kinds & kind != 0).map(|(_, weight)| weight).sum::<f64>();
    for (applies, weight) in [(has_name, NAME), (is_question, QUESTION), (words < FEW, SHORT), (!has_speaker, NOBODY)] {
        sum += if applies { weight } else { 0.0 };
    }
    (sum.clamp(0.01, 0.99) * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{lexicon::Lexicon, token::tokens};

    fn of(text: &str) -> f64 {
        checkable(text, &tokens(text, Lexicon::of("")), true)
    }

    #[test]
    fn figures_rank_above_statements_and_these_above_opinions() {
        let ranked = [
            "Unemployment fell to 4 percent because of the new law, more than ever",
            "Unemployment fell to 4 percent last year",
            "The harbour office closed its doors again",
            "I think the harbour office is wonderful",
            "We will open the harbour office, I hope",
            "Will we open it?",
        ];
        assert!(ranked.map(of).is_sorted_by(|a, b| a > b), "{:?}", ranked.map(of));
    }

    #[test]
    fn it_stays_within_its_bounds() {
        assert_eq!(of("Will it, I hope, be great?"), 0.01);
        assert_eq!(of(""), 0.25);
    }
}
