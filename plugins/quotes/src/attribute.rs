//! Gives each quote to who said it: first to a mention in its sentence, then the mention to a name.
//!
//! Two stages, as in Muzny et al., "A two-stage sieve approach for quote attribution" (EACL 2017): rules from the surest
//! to the boldest find the words that name the speaker, and what was said before tells whom the words mean.

use crate::{
    clause::Clause,
    lexicon::{
        ACCORDING, AND, Class, DEFINITE, DETERMINER, FEMALE, FIRST, HE, Lexicon, MALE, PREPOSITION, SAID, SAYING, SHE,
        SKIP, STOP, THAT, THEY, WHO,
    },
    marks::Quoted,
    mention::{Mention, Reader},
    names::Names,
    past::Past,
    shadow::{Sentence, Shadow},
    token::{Kind, Token},
};

/// How far one looks for a verb of speech, in words and marks.
pub(crate) const REACH: usize = 40;
/// How far back a sentence is read for its subject.
const SENTENCE: usize = 250;

/// Who said something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Speaker {
    /// Somebody with a name.
    Named(usize),
    /// Somebody as a phrase says, by bytes.
    Described(u32, u32),
}

/// How a speaker was found, from the boldest to the surest.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum How {
    /// Not at all, or by the sentences around.
    #[default]
    Around,
    /// As the subject of the sentence.
    Subject,
    /// By a verb of speech in the sentence, or "according to".
    Verb,
}

/// What was found out about a quote.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Attribution {
    pub(crate) speaker: Option<Speaker>,
    pub(crate) how: How,
    /// The clause that a part of a sentence belongs to, by bytes.
    pub(crate) clause: Option<(u32, u32)>,
    /// Whether the sentence that the quote before it began goes on in it: "“One,” he said, “and two.”"
    pub(crate) goes_on: bool,
}

/// All that a text tells of who said what.
#[derive(Default)]
pub(crate) struct Told {
    /// For each quote.
    pub(crate) quotes: Vec<Attribution>,
    pub(crate) clauses: Vec<Clause>,
}

/// The words that tell who speaks.
struct Found {
    mention: Mention,
    how: How,
    /// The verb before the quote.
    verb: Option<usize>,
}

/// Goes through a text from its beginning.
pub(crate) struct Sieve<'t> {
    pub(crate) text: &'t str,
    pub(crate) tokens: &'t [Token],
    pub(crate) quotes: &'t [Quoted],
    pub(crate) names: &'t Names<'t>,
    pub(crate) shadow: &'t Shadow,
    pub(crate) lexicon: &'t Lexicon,
}

impl Sieve<'_> {
    pub(crate) fn run(&self) -> Told {
        let mut told = Told { quotes: vec![Attribution::default(); self.quotes.len()], clauses: Vec::new() };
        let mut past = Past::default();
        for sentence in &self.shadow.sentences {
            self.sentence(sentence, &mut past, &mut told);
        }
        told
    }

    pub(crate) fn reader(&self) -> Reader<'_> {
        Reader { items: &self.shadow.items, names: self.names }
    }

    fn sentence(&self, sentence: &Sentence, past: &mut Past, told: &mut Told) {
        let (from, to) = (sentence.items.start, sentence.items.end);
        let items = &self.shadow.items;
        self.introduce(sentence, past);
        let mut said = None;
        let mut quote_before: Option<usize> = None;
        let mut speaker = None;
        for at in (from..to).filter(|at| items[*at].is_quote()) {
            let number = items[at].quote as usize;
            let from = from.max(at.saturating_sub(SENTENCE));
            let found = self.found(from, at, to);
            let own = found.as_ref().and_then(|found| self.resolve(found.mention, past, sentence.paragraph));
            let how = found.as_ref().map_or(How::Around, |found| found.how);
            let is_name = found.as_ref().is_some_and(|found| matches!(found.mention, Mention::Name(_)));
            if let Some(Speaker::Named(bearer)) = own.filter(|_| is_name && how == How::Verb)
                && !self.names.get(bearer).is_group
            {
                past.spoke.insert(bearer);
            }
            speaker = match found {
                Some(_) => own,
                None => speaker.or_else(|| self.around(sentence, at, past)),
            };
            let goes_on = quote_before.is_some_and(|before| self.goes_on(before, at));
            let clause = found.as_ref().and_then(|found| self.clause_of(found.verb, from, at, to));
            told.quotes[number] = Attribution { speaker, how, clause, goes_on };
            said = speaker.filter(|_| how == How::Verb).or(said);
            past.continues = self.quotes[number].continues;
            quote_before = Some(at);
        }
        let subject = self.reader().subject(from, to).and_then(|found| self.resolve(found, past, sentence.paragraph));
        if quote_before.is_none() {
            // Nobody is quoted, but somebody may be said to have said something.
            let verb = sentence.items.clone().find(|at| self.is_verb(*at, SAID));
            let mention = verb.and_then(|verb| self.reader().before(from, verb));
            said = mention.and_then(|mention| self.resolve(mention, past, sentence.paragraph));
        }
        self.clauses(sentence, past, &mut told.clauses);
        self.notice(sentence, past, speaker, said, subject);
    }

    /// The words that say who said the quote at `at`, in its sentence.
    fn found(&self, from: usize, at: usize, to: usize) -> Option<Found> {
        let reader = self.reader();
        let least = from.max(at.saturating_sub(REACH));
        let sure = |mention| Found { mention, how: How::Verb, verb: None };
        if self.ends_open(at, to)
            && let Some(found) = self.behind(at, to)
        {
            return Some(sure(found));
        }
        // The nearest verb of speech before it.
        let verb = (least..at).rev().find(|at| self.is_verb(*at, SAID | SAYING));
        if let Some((verb, mention)) = verb.and_then(|verb| Some((verb, self.of_verb(from, verb, at)?))) {
            let mention = self.antecedent(mention, from, verb).unwrap_or(mention);
            let verb = Some(verb);
            return Some(Found { mention, how: How::Verb, verb });
        }
        let behind = (least..at).rev().find_map(|at| self.according(at));
        let according = behind.and_then(|behind| reader.after(behind, at));
        let bold = || reader.subject(from, at).map(|mention| Found { mention, how: How::Subject, verb: None });
        according.or_else(|| self.at_end(at, to)).map(sure).or_else(bold)
    }

    /// Whom a pronoun means by its own sentence: "Prado said that she “lost nothing”".
    fn antecedent(&self, mention: Mention, from: usize, verb: usize) -> Option<Mention> {
        let Mention::Pronoun(class) = mention else { return None };
        let found = self.reader().subject(from, verb)?;
        let Mention::Name(run) = found else { return None };
        let bearer = self.names.get(self.names.bearer(run));
        let sex = if class & HE != 0 { MALE } else { FEMALE };
        (class & (HE | SHE) != 0 && bearer.is_person && (bearer.sex == 0 || bearer.sex & sex != 0)).then_some(found)
    }

    /// Whether a word is a verb of speech, and no part of a name.
    pub(crate) fn is_verb(&self, at: usize, class: Class) -> bool {
        let item = &self.shadow.items[at];
        let is_inside_name = item.is_capital && at.checked_sub(1).is_some_and(|at| self.shadow.items[at].is_capital);
        item.is(class) && !item.is_named() && !is_inside_name
    }

    /// Whether a quote ends as one that is followed by who said it.
    fn ends_open(&self, at: usize, to: usize) -> bool {
        let items = &self.shadow.items;
        let next = items.get(at + 1).filter(|_| at + 1 < to);
        let quoted = &self.quotes[items[at].quote as usize];
        let last =
            self.tokens[quoted.open + 1..quoted.close].iter().rev().find(|token| !matches!(token.kind, Kind::Mark(_)));
        let ends = last.is_some_and(|last| matches!(last.kind, Kind::Comma | Kind::Stop | Kind::Dash));
        ends || next.is_some_and(|next| matches!(next.kind, Kind::Comma | Kind::Dash))
    }

    /// Who is named behind a quote: "said Trump", "Trump said", "according to Trump".
    fn behind(&self, at: usize, to: usize) -> Option<Mention> {
        let items = &self.shadow.items;
        let reader = self.reader();
        let mut next = at + 1;
        while next < to && matches!(items[next].kind, Kind::Comma | Kind::Dash) {
            next += 1;
        }
        let first = items.get(next).filter(|_| next < to)?;
        let to = to.min(next + REACH);
        if let Some(behind) = self.according(next) {
            return reader.after(behind, to);
        }
        // What goes on with the sentence tells nothing: "“…,” but", "“…,” claiming that", "“…,” when he said".
        let goes_on = first.is(AND | PREPOSITION | SAYING | STOP | THAT | WHO)
            && !first.is(HE | SHE | THEY | FIRST | DEFINITE | DETERMINER | SKIP);
        if first.is_quote() || goes_on && !first.is_named() {
            return None;
        }
        let verb = (next..to).take_while(|at| !items[*at].is_quote()).find(|at| self.is_verb(*at, SAID));
        if let Some(verb) = verb {
            if verb == next {
                return reader.after(verb + 1, to);
            }
            let before = reader.before(next, verb);
            // "a déclaré Trump": what stands before the verb belongs to it.
            return before.or_else(|| reader.after(verb + 1, to)).or_else(|| reader.subject(next, verb));
        }
        // "“…” — Donald Trump"
        let is_signed = items[at + 1].kind == Kind::Dash && first.is_named();
        is_signed.then_some(Mention::Name(first.run as usize))
    }

    /// Who does the verb of speech at `verb`, which stands before the quote at `quote`.
    fn of_verb(&self, from: usize, verb: usize, quote: usize) -> Option<Mention> {
        let items = &self.shadow.items;
        let reader = self.reader();
        if items[verb].is(SAID) {
            let is_inverted = verb == from
                || items[verb - 1].is_quote()
                || verb >= 2 && items[verb - 1].kind == Kind::Comma && items[verb - 2].is_quote();
            if is_inverted && let Some(found) = reader.after(verb + 1, quote) {
                return Some(found);
            }
            if let Some(found) = reader.before(from, verb) {
                return Some(found);
            }
        }
        // It borrows the subject of the verb before it.
        let least = from.max(verb.saturating_sub(REACH));
        let earlier = (least..verb).rev().find(|at| self.is_verb(*at, SAID));
        let borrowed =
            earlier.and_then(|earlier| reader.before(from, earlier).or_else(|| reader.after(earlier + 1, verb)));
        borrowed.or_else(|| reader.subject(from, verb))
    }

    /// Who is named at the end of a sentence with a quote in it: "A “rigged” vote hurts, Trump said."
    fn at_end(&self, at: usize, to: usize) -> Option<Mention> {
        let items = &self.shadow.items;
        let reader = self.reader();
        let to = to.min(at + REACH);
        for next in at + 1..to {
            if let Some(behind) = self.according(next) {
                return reader.after(behind, to);
            }
            if !self.is_verb(next, SAID) {
                continue;
            }
            let comma = (at + 1..next).rev().find(|at| items[*at].kind == Kind::Comma);
            let found = comma.and_then(|comma| {
                if comma + 1 == next { reader.after(next + 1, to) } else { reader.before(comma + 1, next) }
            });
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// Behind "according to", if it stands at `at`.
    pub(crate) fn according(&self, at: usize) -> Option<usize> {
        let items = &self.shadow.items;
        if !items[at].is(ACCORDING) {
            return None;
        }
        let matches = |phrase: &Vec<&str>| {
            phrase.iter().enumerate().all(|(offset, word)| {
                items.get(at + offset).is_some_and(|item| item.text(self.text).to_lowercase() == *word)
            })
        };
        self.lexicon.according.iter().find(|phrase| matches(phrase)).map(|phrase| at + phrase.len())
    }
}
