//! A text as its reporter's own words, with each quote as one thing in them, cut into sentences and paragraphs.

use std::ops::Range;

use crate::{
    lexicon::{AND, Class, PREPOSITION, SAID, SKIP},
    marks::Quoted,
    names::Names,
    token::{Kind, Token},
};

/// No number.
pub(crate) const NONE: u32 = u32::MAX;
/// How far one looks for a verb behind a quote that ends like a sentence.
const AHEAD: usize = 12;

/// A word, a mark or a whole quote.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Item {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) kind: Kind,
    pub(crate) class: Class,
    pub(crate) is_capital: bool,
    /// The run of names that the word is in.
    pub(crate) run: u32,
    /// The quote, by its number.
    pub(crate) quote: u32,
}

impl Item {
    pub(crate) const fn is(&self, class: Class) -> bool {
        self.class & class != 0
    }

    pub(crate) const fn is_quote(&self) -> bool {
        self.quote != NONE
    }

    pub(crate) const fn is_named(&self) -> bool {
        self.run != NONE
    }

    pub(crate) fn text<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start as usize..self.end as usize]
    }
}

/// A sentence of the reporter's.
#[derive(Debug, Clone)]
pub(crate) struct Sentence {
    pub(crate) items: Range<usize>,
    /// Its paragraph, counted from 0.
    pub(crate) paragraph: usize,
}

/// All of a text.
pub(crate) struct Shadow {
    pub(crate) items: Vec<Item>,
    pub(crate) sentences: Vec<Sentence>,
}

impl Shadow {
    pub(crate) fn of(text: &str, tokens: &[Token], quotes: &[Quoted], names: &Names<'_>) -> Self {
        let items = items(tokens, quotes, names);
        let sentences = Cut { text, tokens, quotes, items: &items }.sentences();
        Self { items, sentences }
    }
}

fn items(tokens: &[Token], quotes: &[Quoted], names: &Names<'_>) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::with_capacity(tokens.len());
    let mut outer = quotes.iter().enumerate().filter(|(_, quoted)| quoted.is_outer).peekable();
    let mut runs = names.runs.iter().enumerate().peekable();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let Token { start, end, kind, class, is_capital } = *token;
        if let Some((number, quoted)) = outer.next_if(|(_, quoted)| quoted.open == at) {
            let last = if quoted.is_closed { quoted.close } else { quoted.close - 1 };
            let (quote, end) = (u32::try_from(number).unwrap_or(NONE), tokens[last].end);
            items.push(Item { start, end, kind: Kind::Quoted, class: 0, is_capital: false, run: NONE, quote });
            at = last + 1;
            continue;
        }
        while runs.next_if(|(_, run)| run.end <= at).is_some() {}
        let run = runs.peek().filter(|(_, run)| run.start <= at).and_then(|(number, _)| u32::try_from(*number).ok());
        let kind = match kind {
            // What pairs with nothing: "the pilots' union".
            Kind::Mark('’' | '\'') if items.last().is_some_and(|last| last.end == start) => Kind::Possessive,
            Kind::Mark(_) => Kind::Other,
            kind => kind,
        };
        items.push(Item { start, end, kind, class, is_capital, run: run.unwrap_or(NONE), quote: NONE });
        at += 1;
    }
    items
}

struct Cut<'t> {
    text: &'t str,
    tokens: &'t [Token],
    quotes: &'t [Quoted],
    items: &'t [Item],
}

impl Cut<'_> {
    fn sentences(&self) -> Vec<Sentence> {
        let mut sentences = Vec::new();
        let (mut start, mut paragraph) = (0, 0);
        for (at, item) in self.items.iter().enumerate() {
            let is_break = item.kind == Kind::Break;
            if !is_break && !self.ends(at) {
                continue;
            }
            let end = if is_break { at } else { at + 1 };
            if end > start {
                sentences.push(Sentence { items: start..end, paragraph });
            }
            start = at + 1;
            paragraph += usize::from(is_break);
        }
        if start < self.items.len() {
            sentences.push(Sentence { items: start..self.items.len(), paragraph });
        }
        sentences
    }

    /// Whether a sentence ends with an item.
    fn ends(&self, at: usize) -> bool {
        let item = &self.items[at];
        let Some(next) = self.items.get(at + 1) else { return true };
        match item.kind {
            Kind::Stop => match next.kind {
                Kind::Word => next.is_capital || !next.text(self.text).starts_with(|c: char| c.is_lowercase()),
                Kind::Stop | Kind::Close | Kind::Comma => false,
                _ => true,
            },
            Kind::Quoted => {
                let Some(mark) = self.last_mark(item) else { return false };
                match next.kind {
                    Kind::Word if next.is_capital => mark == '.' || !self.is_told(at + 1),
                    Kind::Quoted | Kind::Digits => true,
                    _ => false,
                }
            }
            _ => false,
        }
    }

    /// The mark that ends the words of a quote as a sentence.
    fn last_mark(&self, item: &Item) -> Option<char> {
        let quoted = self.quotes.get(item.quote as usize)?;
        let mut words = self.tokens[quoted.open + 1..quoted.close].iter().rev();
        let last = words.find(|token| !matches!(token.kind, Kind::Mark(_) | Kind::Break))?;
        (last.kind == Kind::Stop).then(|| last.text(self.text).chars().next()).flatten()
    }

    /// Whether what begins at `at` tells who said what stands before it: "Trump asked."
    fn is_told(&self, at: usize) -> bool {
        let ahead = &self.items[at..self.items.len().min(at + AHEAD)];
        let ends = |item: &Item| matches!(item.kind, Kind::Stop | Kind::Break | Kind::Quoted);
        let Some(verb) = ahead.iter().take_while(|item| !ends(item)).position(|item| item.is(SAID)) else {
            return false;
        };
        ahead.get(verb + 1).is_none_or(|next| next.kind != Kind::Word || next.is(PREPOSITION | SKIP | AND))
    }
}
