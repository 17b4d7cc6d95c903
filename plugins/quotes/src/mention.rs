//! Reads the words around a verb for who does it: a name, a pronoun, or a phrase such as "a spokesman for the port".

use crate::{
    lexicon::{
        ACCORDING, AND, Class, DAY, DEFINITE, DETERMINER, FIRST, GROUP, HE, PREPOSITION, ROLE, SAID, SAYING, SHE, SKIP,
        STOP, THAT, THEY, VERB, WHO,
    },
    names::Names,
    shadow::{Item, NONE},
    token::Kind,
};

/// How far a phrase reaches, in words.
const REACH: usize = 12;
/// How far an apposition reaches.
const APPOSITION: usize = 30;

/// Who does something, as the text says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mention {
    /// A run of names.
    Name(usize),
    /// "he": what the pronoun may stand for.
    Pronoun(Class),
    /// Items from the first to behind the last, and the one that says what it is.
    Phrase { start: usize, end: usize, head: usize },
}

/// Reads mentions of a text.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'t> {
    pub(crate) items: &'t [Item],
    pub(crate) names: &'t Names<'t>,
}

impl Reader<'_> {
    /// Who stands right before the verb at `verb`, not before `from`: "The minister, who left early, also".
    pub(crate) fn before(&self, from: usize, verb: usize) -> Option<Mention> {
        let mut at = verb;
        while at > from
            && self.items[at - 1].kind == Kind::Word
            && self.items[at - 1].is(SKIP)
            && !self.is_pronoun(at - 1)
        {
            at -= 1;
        }
        let last = at.checked_sub(1).filter(|last| *last >= from)?;
        let item = &self.items[last];
        match item.kind {
            Kind::Comma | Kind::Dash => self.before_apposition(from, last),
            Kind::Close => self.before(from, self.opening(from, last)?),
            Kind::Word | Kind::Digits if item.is(WHO) => self.before_relative(from, last),
            Kind::Word | Kind::Digits => self.phrase_before(from, last),
            _ => None,
        }
    }

    /// The name or phrase whose last word is `last`.
    fn phrase_before(&self, from: usize, last: usize) -> Option<Mention> {
        let item = &self.items[last];
        if item.is(HE | SHE | THEY | FIRST) && !item.is_named() {
            return Some(Mention::Pronoun(item.class));
        }
        if item.kind == Kind::Digits && !item.is_named() {
            return None;
        }
        if item.is(AND | THAT | PREPOSITION | DEFINITE | DETERMINER) && !item.is_named() {
            return None;
        }
        // To the beginning of the phrase; with "for" and the like only where a word stands before it.
        let mut start = last;
        while start > from && last - start < REACH {
            let before = &self.items[start - 1];
            let goes_on = match before.kind {
                // "which Prado called": whom the verb is about stands before, who does it behind.
                Kind::Word if before.is(WHO) => {
                    let inner = &self.items[start];
                    if inner.is_named() || inner.is(DEFINITE | DETERMINER) {
                        false
                    } else {
                        return self.before_relative(from, start - 1);
                    }
                }
                Kind::Word if before.is(SAID | SAYING | THAT | HE | SHE | THEY | FIRST) && !before.is_named() => false,
                Kind::Word if before.is(PREPOSITION) => {
                    start >= from + 2 && self.is_noun(start - 2) && !self.items[start - 2].is(SAID | SAYING)
                }
                Kind::Word if before.is(DEFINITE | DETERMINER) => true,
                Kind::Word | Kind::Digits => {
                    !before.is(AND) && (!before.is(STOP) || before.is(DETERMINER)) || before.is_named()
                }
                Kind::Possessive => true,
                _ => false,
            };
            if !goes_on {
                break;
            }
            start -= 1;
            let is_first = before.is(DEFINITE | DETERMINER) && !before.is(PREPOSITION);
            // "a spokesman for the port", "the general overseeing the invasion".
            let is_within = start >= from + 2
                && (self.items[start - 1].is(PREPOSITION) || self.is_participle(start - 1))
                && self.is_noun(start - 2);
            if is_first && !is_within {
                break;
            }
        }
        while start < last
            && self.items[start].is(PREPOSITION | AND | SKIP)
            && !self.items[start].is(DETERMINER | DEFINITE)
        {
            start += 1;
        }
        self.head(start, last + 1)
    }

    /// What a phrase is about: the words before its first preposition, and of these the name at the end.
    fn head(&self, start: usize, end: usize) -> Option<Mention> {
        let behind = |at: &usize| {
            self.items[*at].is(PREPOSITION) && !self.items[*at].is_named() || *at + 1 < end && self.is_participle(*at)
        };
        let core = (start + 1..end).find(behind).unwrap_or(end);
        let last = core.checked_sub(1).filter(|last| *last >= start)?;
        let item = &self.items[last];
        if item.is_named() {
            return Some(Mention::Name(item.run as usize));
        }
        if item.kind == Kind::Possessive {
            let named = self.items[last.checked_sub(1)?];
            return named.is_named().then_some(Mention::Name(named.run as usize));
        }
        if !self.is_noun(last) {
            return None;
        }
        Some(Mention::Phrase { start, end, head: last })
    }

    /// "Ines Prado, who runs the ferries," with `last` the last comma.
    fn before_apposition(&self, from: usize, last: usize) -> Option<Mention> {
        let least = from.max(last.saturating_sub(APPOSITION));
        let stops = |at: &usize| matches!(self.items[*at].kind, Kind::Quoted | Kind::Stop | Kind::Break);
        let start = (least..last).rev().find(stops).map_or(least, |at| at + 1);
        let commas = (start..last).rev().filter(|at| matches!(self.items[*at].kind, Kind::Comma | Kind::Dash));
        let mut found = None;
        let mut behind = last;
        for comma in commas {
            let mention = match comma.checked_sub(1).filter(|before| *before >= start) {
                Some(before) if self.items[before].kind == Kind::Close => {
                    self.opening(start, before).and_then(|open| self.before(start, open))
                }
                Some(before) => self.phrase_before(start, before),
                None => None,
            };
            // "Prado, of Porto, Portugal," has several: somebody is meant rather than a place.
            if self.is_person(mention) {
                return mention;
            }
            // "A spokesman for the port, Ines Prado,"
            if found.is_none() && self.items[comma + 1].is_named() {
                let own = self.phrase_before(comma + 1, behind - 1);
                if self.is_person(own) && mention.is_some() {
                    return own;
                }
            }
            found = found.or(mention);
            behind = comma;
        }
        found
    }

    fn is_person(&self, mention: Option<Mention>) -> bool {
        matches!(mention, Some(Mention::Name(run)) if self.names.get(self.names.bearer(run)).is_person)
    }

    /// Who is meant by the "who" at `who`.
    fn before_relative(&self, from: usize, who: usize) -> Option<Mention> {
        let mut last = who.checked_sub(1).filter(|last| *last >= from)?;
        if self.items[last].kind == Kind::Comma {
            last = last.checked_sub(1).filter(|last| *last >= from)?;
        }
        match self.items[last].kind {
            Kind::Close => self.before(from, self.opening(from, last)?),
            Kind::Word if self.items[last].is_named() => Some(Mention::Name(self.items[last].run as usize)),
            Kind::Word | Kind::Digits if !self.items[last].is(WHO) => self.phrase_before(from, last),
            _ => None,
        }
    }

    /// Where the brackets that end at `last` begin.
    fn opening(&self, from: usize, last: usize) -> Option<usize> {
        let least = from.max(last.saturating_sub(REACH));
        (least..last).rev().find(|at| self.items[*at].kind == Kind::Open)
    }

    /// Who stands right behind the verb before `at`: "said the minister"; what is behind `to` is not read.
    pub(crate) fn after(&self, at: usize, to: usize) -> Option<Mention> {
        let mut at = at;
        // "dit-il", and what may stand between.
        while at < to && (self.items[at].kind == Kind::Dash || self.items[at].is(SKIP) && !self.is_pronoun(at)) {
            at += 1;
        }
        let first = self.items.get(at).filter(|_| at < to)?;
        if self.is_pronoun(at) {
            return Some(Mention::Pronoun(first.class));
        }
        let mut end = at;
        while end < to.min(at + REACH) {
            let item = &self.items[end];
            let is_inside = match item.kind {
                Kind::Word if item.is_named() => true,
                Kind::Word if item.is(DEFINITE | DETERMINER) => end == at || self.items[end - 1].is(PREPOSITION),
                Kind::Word if item.is(PREPOSITION) => end > at,
                Kind::Word => !item.is(SAID | SAYING | THAT | WHO | AND | STOP | DAY | ACCORDING),
                Kind::Digits | Kind::Possessive => true,
                _ => false,
            };
            // A name is complete: what follows it is about the saying. "said Prado in a speech".
            let is_over = end > at
                && item.is(PREPOSITION)
                && !item.is_named()
                && (self.items[end - 1].is_named() || self.items[end - 1].kind == Kind::Digits);
            if !is_inside || is_over {
                break;
            }
            end += 1;
        }
        while end > at && self.items[end - 1].is(PREPOSITION) && !self.items[end - 1].is_named() {
            end -= 1;
        }
        if end == at {
            return None;
        }
        // The last name of the phrase before a preposition: "said Trump spokeswoman Hope Hicks".
        let preposition = |at: &usize| self.items[*at].is(PREPOSITION) && !self.items[*at].is_named();
        let core = (at + 1..end).find(preposition).unwrap_or(end);
        let head = self.head(at, end);
        if matches!(head, Some(Mention::Phrase { .. })) {
            // "said Prado Monday": what comes behind a name tells more of the saying.
            let last_name = (at..core).rev().find(|at| self.items[*at].is_named());
            if let Some(last) = last_name.filter(|last| last + 1 < core && self.items[last + 1].is(DAY | STOP)) {
                return Some(Mention::Name(self.items[last].run as usize));
            }
        }
        head
    }

    /// The first who can be the subject between two items.
    pub(crate) fn subject(&self, from: usize, to: usize) -> Option<Mention> {
        let mut at = from;
        let passes = |item: &Item| {
            matches!(item.kind, Kind::Comma | Kind::Dash | Kind::Other | Kind::Open | Kind::Close)
                || item.is_quote()
                || item.is(AND | SKIP) && !item.is_named() && !item.is(HE | SHE | THEY)
        };
        while at < to && passes(&self.items[at]) {
            at += 1;
        }
        let opener = self.items.get(at).filter(|_| at < to)?;
        // "In a speech in Rome, Italy, Trump": the subject comes behind a comma, and no comma behind it at once.
        let is_aside = opener.is(PREPOSITION | STOP) && !opener.is(DEFINITE | DETERMINER | HE | SHE | THEY);
        if is_aside {
            let mut found = None;
            for comma in (at..to.min(at + APPOSITION)).filter(|at| self.items[*at].kind == Kind::Comma) {
                found = found.or(self.at_start(comma + 1, to));
                let next = self.items.get(comma + 1).filter(|_| comma + 1 < to);
                let end = next
                    .filter(|next| next.is_named())
                    .map(|next| (comma + 1..to).find(|at| self.items[*at].run != next.run).unwrap_or(to));
                if end.is_none_or(|end| self.items.get(end).is_none_or(|item| item.kind != Kind::Comma))
                    && found.is_some()
                {
                    let last = self.at_start(comma + 1, to);
                    return last.or(found);
                }
            }
            if found.is_some() {
                return found;
            }
        }
        self.first(at, to)
    }

    /// Who stands right at `at`, behind small words.
    fn at_start(&self, at: usize, to: usize) -> Option<Mention> {
        let end = to.min(at + 4);
        let first = (at..end).find(|at| {
            let item = &self.items[*at];
            item.is_named() || item.kind == Kind::Word && item.is(HE | SHE | THEY | DEFINITE | DETERMINER)
        })?;
        match self.first(first, to) {
            Some(Mention::Name(run)) if self.items[first].is_named() && self.items[first].run as usize != run => None,
            found => found,
        }
    }

    fn first(&self, from: usize, to: usize) -> Option<Mention> {
        let mut at = from;
        while at < to {
            let item = &self.items[at];
            if item.kind == Kind::Word && item.is(HE | SHE | THEY) {
                return Some(Mention::Pronoun(item.class));
            }
            if item.is_named() {
                let mut end = at;
                while end + 1 < to && self.items[end + 1].run == item.run {
                    end += 1;
                }
                // "Prado's office": not she, but hers.
                let is_owner = self.items.get(end + 1).is_some_and(|next| next.kind == Kind::Possessive);
                let owned = self.items.get(end + 2).filter(|_| is_owner && end + 2 < to);
                if owned.is_some_and(|owned| owned.is(GROUP | ROLE) && !owned.is_named()) {
                    return self.head(at, end + 3);
                }
                if !self.names.is_doubtful(item.run as usize) {
                    return Some(Mention::Name(item.run as usize));
                }
                at = end;
            } else if item.is(DEFINITE | DETERMINER)
                && let Some(found) = self.noun_phrase(at, to)
            {
                return Some(found);
            }
            at += 1;
        }
        None
    }

    /// "His office" in "His office said", "His office has" or "His office asks for": as far as a word that is no noun.
    fn noun_phrase(&self, start: usize, to: usize) -> Option<Mention> {
        let limit = to.min(start + 7);
        let mut end = start + 1;
        while end < limit && (self.is_noun(end) || self.items[end].kind == Kind::Possessive) {
            let item = &self.items[end];
            if end > start + 1 && item.is(VERB) && !item.is_named() {
                return self.head(start, end);
            }
            let next = self.items.get(end + 1);
            if item.is(ROLE) && !item.is_named() && !next.is_some_and(|next| next.is_named() || next.is(ROLE)) {
                return self.head(start, end + 1);
            }
            end += 1;
        }
        let stops = self.items.get(end).filter(|_| end < to)?;
        if end == start + 1 || !stops.is(SAID | SAYING | SKIP | WHO) {
            return None;
        }
        self.head(start, end)
    }

    /// "overseeing" in "overseeing the invasion".
    fn is_participle(&self, at: usize) -> bool {
        let next = self.items.get(at + 1);
        let is_verb = self.items[at].is(VERB) && !self.items[at].is_named();
        is_verb && next.is_some_and(|next| next.is(DEFINITE | DETERMINER))
    }

    fn is_pronoun(&self, at: usize) -> bool {
        let item = &self.items[at];
        item.kind == Kind::Word && item.is(HE | SHE | THEY | FIRST)
    }

    /// Whether a word can be what a phrase is about.
    fn is_noun(&self, at: usize) -> bool {
        let item = &self.items[at];
        let is_small = item.is(PREPOSITION
            | AND
            | THAT
            | WHO
            | HE
            | SHE
            | THEY
            | FIRST
            | DEFINITE
            | DETERMINER
            | STOP
            | SKIP
            | SAYING
            | SAID);
        item.is_named() || matches!(item.kind, Kind::Word | Kind::Digits) && !is_small && item.quote == NONE
    }
}
