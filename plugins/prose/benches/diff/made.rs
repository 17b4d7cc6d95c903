//! Made-up texts, the same in every run: articles, and what makes differs slow.

use std::fmt::Write as _;

/// Numbers that look random and are the same every time (xorshift).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).expect("48 bits fit") % limit
    }

    /// A word as often as words are: the tenth word a tenth as often as the first.
    fn word(&mut self, vocabulary: usize) -> String {
        let most = 1 + self.below(vocabulary);
        let number = self.below(most);
        let mut word = String::new();
        let mut rest = number + 7;
        while rest > 0 {
            word.push_str(["ka", "te", "ri", "so", "mu", "ne", "la", "vo", "pi", "dar"][rest % 10]);
            rest /= 10;
        }
        word
    }
}

/// Sentences of 8 to 23 words in paragraphs of about six, `bytes` long together.
pub(crate) fn article(bytes: usize, dice: &mut Dice) -> String {
    let mut text = String::with_capacity(bytes + 200);
    while text.len() < bytes {
        text.push_str("The");
        for _ in 0..8 + dice.below(16) {
            let comma = if dice.below(12) == 0 { "," } else { "" };
            write!(text, "{comma} {}", dice.word(20_000)).expect("a string takes all");
        }
        text.push_str(if dice.below(6) == 0 { ".\n\n" } else { ". " });
    }
    text
}

/// `text` with one word in `every` replaced, taken out or doubled, at random.
pub(crate) fn edited(text: &str, every: usize, dice: &mut Dice) -> String {
    let mut edited = String::with_capacity(text.len() + 100);
    for word in text.split_inclusive(' ') {
        match dice.below(3 * every) {
            0 => edited.push_str("altered "),
            1 => {}
            2 => write!(edited, "{word}inserted ").expect("a string takes all"),
            _ => edited.push_str(word),
        }
    }
    edited
}

/// Words from a small vocabulary without a stop or a line end.
pub(crate) fn repeated(count: usize, vocabulary: usize, dice: &mut Dice) -> String {
    (0..count).map(|_| format!("w{}", dice.below(vocabulary))).collect::<Vec<_>>().join(" ")
}

/// The parts of `text` between `separator` in a random order.
pub(crate) fn shuffled(text: &str, separator: &str, dice: &mut Dice) -> String {
    let mut parts: Vec<&str> = text.split(separator).collect();
    for at in (1..parts.len()).rev() {
        parts.swap(at, dice.below(at + 1));
    }
    parts.join(separator)
}

/// The parts of `text` between `separator`, the last first.
pub(crate) fn reversed(text: &str, separator: &str) -> String {
    text.rsplit(separator).collect::<Vec<_>>().join(separator)
}
