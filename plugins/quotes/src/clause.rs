//! Finds indirect speech, "he said that it rose", and the clauses that quotes are parts of.

use crate::{
    attribute::{REACH, Sieve, Speaker},
    lexicon::{CLAUSE, DEFINITE, DETERMINER, FIRST, HE, PREPOSITION, SAID, SAYING, SHE, SKIP, THAT, THEY, VERB},
    past::Past,
    shadow::{Item, Sentence},
    token::Kind,
};

/// The fewest and the most words of indirect speech.
const WORDS: std::ops::RangeInclusive<usize> = 4..=100;
/// How far behind its verb "that" may stand: "told reporters on Monday that".
const THAT_REACH: usize = 9;

/// Indirect speech: a clause of the reporter's, by bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Clause {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) speaker: Speaker,
}

impl Sieve<'_> {
    /// Adds the indirect speech of a sentence.
    pub(crate) fn clauses(&self, sentence: &Sentence, past: &Past, clauses: &mut Vec<Clause>) {
        let (from, to) = (sentence.items.start, sentence.items.end);
        let mut at = from;
        while at < to {
            let found =
                if self.is_verb(at, SAID) { self.told_by(from, at, to) } else { self.according_to(from, at, to) };
            let Some((mention, start, end)) = found else {
                at += 1;
                continue;
            };
            at = end.max(at) + 1;
            let words = self.shadow.items[start..end].iter().filter(|item| item.kind == Kind::Word).count();
            let is_quoting = self.shadow.items[start..end].iter().any(Item::is_quote);
            if let Some(speaker) = self.resolve(mention, past, sentence.paragraph)
                && WORDS.contains(&words)
                && !is_quoting
            {
                let (start, end) = (self.shadow.items[start].start, self.shadow.items[end - 1].end);
                clauses.push(Clause { start, end, speaker });
            }
        }
    }

    /// The clause that the verb at `verb` tells of, behind it or before it, and who says it.
    fn told_by(&self, from: usize, verb: usize, to: usize) -> Option<(crate::mention::Mention, usize, usize)> {
        let least = from.max(verb.saturating_sub(REACH));
        if let Some(start) = self.clause_start(verb, to) {
            let mention = self.reader().before(least, verb)?;
            return Some((mention, start, self.clause_end(start, to)));
        }
        // "The harbour will close, Prado said on Monday."
        let ends = |at| !self.is_verb(at, SAID) && !self.shadow.items[at].is_quote();
        let is_last = to - verb <= THAT_REACH && (verb + 1..to).all(ends);
        // "Speaking in Rome, Prado said" says nothing yet.
        let opener = &self.shadow.items[from];
        let is_aside = !opener.is_named() && opener.is(PREPOSITION | SAYING | SKIP | VERB);
        let comma = (least..verb).rev().find(|at| self.shadow.items[*at].kind == Kind::Comma)?;
        if !is_last || is_aside || comma <= from || (from..comma).any(|at| self.is_verb(at, SAID)) {
            return None;
        }
        let reader = self.reader();
        let mention = if comma + 1 == verb { reader.after(verb + 1, to) } else { reader.before(comma + 1, verb) };
        Some((mention?, from, comma))
    }

    /// The clause that "according to" at `at` belongs to, and whom it names.
    fn according_to(&self, from: usize, at: usize, to: usize) -> Option<(crate::mention::Mention, usize, usize)> {
        let behind = self.according(at)?;
        let mention = self.reader().after(behind, to.min(behind + REACH))?;
        let items = &self.shadow.items;
        let before = at.checked_sub(1).filter(|before| *before > from);
        if let Some(comma) = before.filter(|before| items[*before].kind == Kind::Comma) {
            return Some((mention, from, comma));
        }
        if at > from {
            return None;
        }
        let comma = (behind..to.min(behind + REACH)).find(|at| items[*at].kind == Kind::Comma)?;
        Some((mention, comma + 1, self.clause_end(comma + 1, to)))
    }

    /// Where the clause begins that a verb of speech tells of: behind "that", or behind the verb.
    fn clause_start(&self, verb: usize, to: usize) -> Option<usize> {
        let items = &self.shadow.items;
        let near = verb + 1..to.min(verb + THAT_REACH);
        let stops = |item: &Item| {
            matches!(item.kind, Kind::Quoted | Kind::Stop | Kind::Colon | Kind::Semicolon) || item.is(SAID)
        };
        let that = near.clone().take_while(|at| !stops(&items[*at])).find(|at| items[*at].is(THAT));
        if let Some(that) = that {
            return Some(that + 1).filter(|start| *start < to);
        }
        if !items[verb].is(CLAUSE) {
            return None;
        }
        // "sagte, der Hafen sei offen" has a comma.
        let is_comma = items.get(verb + 1).is_some_and(|next| next.kind == Kind::Comma);
        let start = verb + 1 + usize::from(is_comma);
        let first = items.get(start).filter(|_| start < to)?;
        let begins =
            first.is_named() || first.kind == Kind::Word && first.is(HE | SHE | THEY | FIRST | DEFINITE | DETERMINER);
        begins.then_some(start)
    }

    /// Where a clause ends: with its sentence, but for the mark.
    fn clause_end(&self, start: usize, to: usize) -> usize {
        let ends = |item: &Item| !matches!(item.kind, Kind::Stop | Kind::Close | Kind::Other);
        (start..to).rev().find(|at| ends(&self.shadow.items[*at])).map_or(start, |at| at + 1)
    }

    /// The clause around the quote at `at`, if the quote is a part of one and no other quote is.
    pub(crate) fn clause_of(&self, verb: Option<usize>, from: usize, at: usize, to: usize) -> Option<(u32, u32)> {
        let items = &self.shadow.items;
        let start = match verb {
            Some(verb) => self.clause_start(verb, at)?,
            None => from,
        };
        let is_behind = verb.is_none();
        let end = if is_behind { at + 1 } else { self.clause_end(start, to) };
        let is_alone = items[start..end].iter().filter(|item| item.is_quote()).count() == 1;
        (start < at && is_alone).then(|| (items[start].start, items[end - 1].end))
    }

    /// Whether the quote at `at` goes on with the sentence of the one at `before`: only who says it stands between.
    pub(crate) fn goes_on(&self, before: usize, at: usize) -> bool {
        let items = &self.shadow.items;
        let comma = |item: &Item| matches!(item.kind, Kind::Comma | Kind::Dash);
        let between = &items[before + 1..at];
        let words = self.tokens[self.quotes[items[at].quote as usize].open + 1..].first();
        let is_small = words.is_some_and(|word| word.kind == Kind::Word && !word.is_capital);
        let earlier = &self.quotes[items[before].quote as usize];
        let ends_open = self.tokens[..earlier.close].last().is_some_and(|last| last.kind == Kind::Comma)
            || between.first().is_some_and(comma);
        is_small
            && ends_open
            && between.last().is_some_and(comma)
            && (before + 1..at).any(|at| self.is_verb(at, SAID))
            && between.len() <= REACH
    }
}
