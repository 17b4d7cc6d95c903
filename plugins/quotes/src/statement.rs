//! Puts together what was found: the words of a statement, their wording, who says them, and how checkable they are.

use std::{
    borrow::Cow,
    collections::HashMap,
    hash::{BuildHasher, Hasher},
    ops::Range,
};

use foldhash::fast::FixedState;

use crate::{
    attribute::{Attribution, How, Sieve, Speaker, Told},
    checkable::checkable,
    clause::Clause,
    lexicon::{DEFINITE, DETERMINER, FEMALE, HE, Lexicon, MALE, SHE},
    marks::{self, Quoted},
    names::Names,
    shadow::Shadow,
    token::{Kind, Token, tokens},
    worth,
};

/// What somebody is quoted as saying.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement<'t> {
    /// The words, by bytes, without the marks around them.
    pub at: Range<usize>,
    /// Whether they stand in quotation marks.
    pub is_direct: bool,
    /// The whole of what is said, where the words are only a part of it or say "he".
    pub wording: Option<String>,
    /// Who says it, by the fullest name in the text or as the text describes them.
    pub speaker: Option<Cow<'t, str>>,
    /// How checkable it is, from 0 to 1.
    pub confidence: f64,
}

/// All statements of a text, in its order; words that stand in it twice are one.
pub fn statements(text: &str) -> Vec<Statement<'_>> {
    let lexicon = Lexicon::of(text);
    let tokens = tokens(text, lexicon);
    let quotes = marks::pair(text, &tokens);
    let names = Names::read(text, &tokens, lexicon);
    let shadow = Shadow::of(text, &tokens, &quotes, &names);
    let told = Sieve { text, tokens: &tokens, quotes: &quotes, names: &names, shadow: &shadow, lexicon }.run();
    let writer = Writer { text, tokens: &tokens, quotes: &quotes, names: &names };
    let mut found = writer.direct(&told);
    found.extend(told.clauses.iter().map(|clause| writer.indirect(clause)));
    found.sort_by_key(|one| (one.at.start, one.at.end));
    once(text, found)
}

struct Writer<'t, 'n> {
    text: &'t str,
    tokens: &'n [Token],
    quotes: &'n [Quoted],
    names: &'n Names<'n>,
}

impl<'t> Writer<'t, '_> {
    /// All outer quotes that are somebody's words.
    fn direct(&self, told: &Told) -> Vec<Statement<'t>> {
        let outer = || self.quotes.iter().zip(&told.quotes).filter(|(quoted, _)| quoted.is_outer);
        let is_single = |quoted: &Quoted| matches!(self.tokens[quoted.open].kind, Kind::Mark('‘' | '\''));
        let singles = outer().filter(|(quoted, _)| is_single(quoted)).count();
        let is_single_odd = singles * 2 < outer().count();
        let mut found: Vec<(Statement<'t>, &Quoted)> = Vec::new();
        for (quoted, attribution) in outer() {
            if let Some((last, first)) = found.last_mut().filter(|_| attribution.goes_on) {
                self.go_on(last, first, quoted);
                continue;
            }
            if worth::is_speech(self.text, self.tokens, quoted, attribution, is_single_odd) {
                found.push((self.quote(quoted, attribution), quoted));
            }
        }
        found.into_iter().map(|(one, _)| one).collect()
    }

    fn quote(&self, quoted: &Quoted, attribution: &Attribution) -> Statement<'t> {
        let at = self.within(quoted);
        let words = &self.tokens[quoted.open + 1..quoted.close];
        let clause = attribution.clause.filter(|_| attribution.how == How::Verb);
        let wording = clause.map(|(start, end)| {
            let close = self.tokens.get(quoted.close).map_or(self.text.len(), |token| token.end as usize);
            let before = &self.text[start as usize..self.tokens[quoted.open].start as usize];
            let behind = self.text.get(close..end as usize).unwrap_or_default();
            sentence(&[before, &self.text[at.clone()], behind].concat())
        });
        Statement {
            confidence: checkable(self.text, words, attribution.speaker.is_some()),
            is_direct: true,
            wording,
            speaker: attribution.speaker.map(|speaker| self.name(speaker)),
            at,
        }
    }

    /// Adds to a statement the quote that goes on with its sentence.
    fn go_on(&self, statement: &mut Statement<'t>, first: &Quoted, quoted: &Quoted) {
        let at = self.within(quoted);
        let before = statement.wording.take().unwrap_or_else(|| line(&self.text[statement.at.clone()]).into_owned());
        statement.wording = Some(format!("{before} {}", line(&self.text[at.clone()])));
        let words: Vec<Token> =
            [first, quoted].iter().flat_map(|one| &self.tokens[one.open + 1..one.close]).copied().collect();
        let confidence = checkable(self.text, &words, statement.speaker.is_some());
        statement.confidence = statement.confidence.max(confidence);
        statement.at.end = at.end;
    }

    fn indirect(&self, clause: &Clause) -> Statement<'t> {
        let at = clause.start as usize..clause.end as usize;
        let start = self.tokens.partition_point(|token| token.start < clause.start);
        let end = self.tokens.partition_point(|token| token.start < clause.end);
        let words = &self.tokens[start..end];
        let name = self.name(clause.speaker);
        // "He said he" speaks of himself where it can be nobody else.
        let sex = match clause.speaker {
            Speaker::Named(bearer) => self.names.get(bearer).sex,
            Speaker::Described(..) => 0,
        };
        let is_own = |first: &Token| first.is(HE) && sex == MALE || first.is(SHE) && sex == FEMALE;
        let wording = match words.first().filter(|first| is_own(first)) {
            Some(first) => sentence(&format!("{name}{}", &self.text[first.end as usize..at.end])),
            None => sentence(&self.text[at.clone()]),
        };
        let confidence = checkable(self.text, words, true);
        Statement { confidence, is_direct: false, wording: Some(wording), speaker: Some(name), at }
    }

    /// The words between the marks, without the comma that only the attribution asks for.
    fn within(&self, quoted: &Quoted) -> Range<usize> {
        let start = self.tokens[quoted.open].end as usize;
        let end = self.tokens.get(quoted.close).map_or(self.text.len(), |token| token.start as usize);
        let words = &self.text[start..end];
        let trimmed = words.trim().trim_end_matches([',', '，', '、']).trim_end();
        if trimmed.is_empty() {
            return start..end;
        }
        let start = start + (words.len() - words.trim_start().len());
        start..start + trimmed.len()
    }

    fn name(&self, speaker: Speaker) -> Cow<'t, str> {
        match speaker {
            Speaker::Named(bearer) => line(&self.text[self.names.full(bearer)]),
            Speaker::Described(start, end) => {
                let words = line(&self.text[start as usize..end as usize]);
                let first = self.tokens[self.tokens.partition_point(|token| token.start < start)];
                // "A senior official" only has a capital because a sentence begins with it.
                let is_small = first.is_capital && first.is(DEFINITE | DETERMINER);
                if is_small { Cow::Owned(small(&words)) } else { words }
            }
        }
    }
}

/// Words with a small first letter.
fn small(words: &str) -> String {
    let mut chars = words.chars();
    let first = chars.next().into_iter().flat_map(char::to_lowercase);
    first.chain(chars).collect()
}

/// The first statement of each wording; it takes the speaker of a later one where it has none.
fn once<'t>(text: &str, found: Vec<Statement<'t>>) -> Vec<Statement<'t>> {
    let mut known: HashMap<u64, usize, FixedState> = HashMap::default();
    let mut kept: Vec<Statement<'t>> = Vec::with_capacity(found.len());
    for one in found {
        let mut hasher = FixedState::default().build_hasher();
        let letters = text[one.at.clone()].chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
        letters.for_each(|c| hasher.write_u32(u32::from(c)));
        match known.entry(hasher.finish()) {
            std::collections::hash_map::Entry::Occupied(place) => {
                let first = &mut kept[*place.get()];
                if first.speaker.is_none() {
                    first.speaker = one.speaker;
                }
            }
            std::collections::hash_map::Entry::Vacant(place) => {
                place.insert(kept.len());
                kept.push(one);
            }
        }
    }
    kept
}

/// Words on one line, with single spaces.
fn line(words: &str) -> Cow<'_, str> {
    let is_plain =
        !words.contains(|c: char| c.is_whitespace() && c != ' ') && !words.contains("  ") && words.trim() == words;
    if is_plain { Cow::Borrowed(words) } else { Cow::Owned(words.split_whitespace().collect::<Vec<_>>().join(" ")) }
}

/// Words as a sentence: on one line, with a capital.
fn sentence(words: &str) -> String {
    let words = line(words);
    let mut chars = words.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}
