//! Gives each quote to who said it: first to a mention in its sentence, then the mention to a name.
//!
//! Two stages, as in Muzny et al., "A two-stage sieve approach for quote attribution" (EACL 2017): rules from the surest
//! to the boldest find the words that name the speaker, and what was said before tells whom the words mean.

use std::collections::{HashMap, HashSet};

use foldhash::fast::FixedState;

use crate::{
    lexicon::{
        ACCORDING, AND, Class, DEFINITE, DETERMINER, FEMALE, FIRST, HE, Lexicon, MALE, PREPOSITION, ROLE, SAID, SAYING,
        SHE, SKIP, STOP, THAT, THEY, WHO,
    },
    marks::Quoted,
    mention::{Mention, Reader},
    names::Names,
    shadow::{Item, Sentence, Shadow},
    token::{Kind, Token},
};

/// How far one looks for a verb of speech, in words and marks.
const REACH: usize = 40;
/// How many paragraphs "he" reaches back.
const PARAGRAPHS: usize = 3;

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
}

/// Indirect speech: a clause of the reporter's.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Clause {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) speaker: Option<Speaker>,
}

/// All that a text tells of who said what.
#[derive(Default)]
pub(crate) struct Told {
    /// For each quote.
    pub(crate) quotes: Vec<Attribution>,
    pub(crate) clauses: Vec<Clause>,
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

/// Who was spoken of so far.
#[derive(Default)]
struct Past {
    /// The last man, the last woman and the last of whom neither is known, with the paragraph.
    he: Option<(usize, usize)>,
    she: Option<(usize, usize)>,
    /// The last of several, or of an institution.
    they: Option<Speaker>,
    /// Who was last said to be a minister and the like.
    roles: HashMap<String, usize, FixedState>,
    /// Who said anything, as the text says.
    spoke: HashSet<usize, FixedState>,
    /// Who said the last quote, and in which paragraph.
    speaker: Option<(Speaker, usize)>,
    /// Who is the subject of the sentence before, and its paragraph.
    subject: Option<(Speaker, usize)>,
    /// Whether the last quote goes on in the next paragraph.
    continues: bool,
    /// Whether the sentence before ended with a colon.
    colon: bool,
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

    fn reader(&self) -> Reader<'_> {
        Reader { items: &self.shadow.items, names: self.names }
    }

    fn sentence(&self, sentence: &Sentence, past: &mut Past, told: &mut Told) {
        let (from, to) = (sentence.items.start, sentence.items.end);
        let items = &self.shadow.items;
        self.introduce(sentence, past);
        let mut said = None;
        let mut quote_before = None;
        for at in from..to {
            if !items[at].is_quote() {
                continue;
            }
            let number = items[at].quote as usize;
            let mention = self.mention(from, at, to);
            let how = mention.map_or(How::Around, |(_, how)| how);
            let mention = mention.map(|(mention, _)| mention);
            let mut speaker = mention.and_then(|mention| self.resolve(mention, past, sentence.paragraph));
            if let (Some(Mention::Name(_)), Some(Speaker::Named(bearer))) = (mention, speaker) {
                past.spoke.insert(bearer);
            }
            if mention.is_none() {
                speaker = quote_before.or_else(|| self.around(sentence, at, past));
            }
            told.quotes[number] = Attribution { speaker, how };
            quote_before = speaker;
            said = speaker.filter(|_| how == How::Verb).or(said);
            past.continues = self.quotes[number].continues;
        }
        let subject = self.reader().subject(from, to).and_then(|found| self.resolve(found, past, sentence.paragraph));
        if quote_before.is_none() {
            // Nobody is quoted, but somebody may be said to have said something.
            let verb = sentence.items.clone().find(|at| self.is_verb(*at, SAID));
            let mention = verb.and_then(|verb| self.reader().before(from, verb));
            said = mention.and_then(|mention| self.resolve(mention, past, sentence.paragraph));
        }
        if let Some(speaker) = quote_before {
            past.speaker = Some((speaker, sentence.paragraph));
        }
        if let Some(subject) = said.or(subject) {
            past.subject = Some((subject, sentence.paragraph));
        }
        for who in subject.into_iter().chain(said) {
            self.remember(who, past, sentence.paragraph);
        }
        past.colon = items[to - 1].kind == Kind::Colon;
    }

    /// The words that say who said the quote at `at`, in its sentence.
    fn mention(&self, from: usize, at: usize, to: usize) -> Option<(Mention, How)> {
        let items = &self.shadow.items;
        let reader = self.reader();
        let least = from.max(at.saturating_sub(REACH));
        let behind = || self.ends_open(at, to).then(|| self.behind(at, to)).flatten();
        // The nearest verb of speech before it.
        let before = || {
            let verb = (least..at).rev().find(|at| self.is_verb(*at, SAID | SAYING));
            verb.and_then(|verb| self.of_verb(from, verb, at))
        };
        let according = || {
            let behind = (least..at).rev().find_map(|at| self.according(at));
            behind.and_then(|behind| reader.after(behind, at))
        };
        let sure = behind().or_else(before).or_else(according).or_else(|| self.at_end(at, to));
        match sure {
            Some(found) => Some((found, How::Verb)),
            None => reader.subject(from, at).map(|found| (found, How::Subject)),
        }
    }

    /// Whether a word is a verb of speech, and no part of a name.
    fn is_verb(&self, at: usize, class: Class) -> bool {
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

    /// Who may have said a quote of whom its sentence tells nothing.
    fn around(&self, sentence: &Sentence, at: usize, past: &Past) -> Option<Speaker> {
        let is_alone = at == sentence.items.start;
        // "— Ines Prado" on a line of its own.
        let next = self.shadow.items.get(sentence.items.end..sentence.items.end + 3);
        if let Some([end, dash, name]) = next
            && (end.kind, dash.kind) == (Kind::Break, Kind::Dash)
            && name.is_named()
        {
            return Some(Speaker::Named(self.names.bearer(name.run as usize)));
        }
        if past.continues || !is_alone {
            return past.speaker.map(|(speaker, _)| speaker);
        }
        if past.colon {
            return past.subject.map(|(subject, _)| subject);
        }
        match (past.speaker, past.subject) {
            (Some((speaker, paragraph)), _) if paragraph == sentence.paragraph => Some(speaker),
            (Some((speaker, at)), Some((_, other))) if at >= other => Some(speaker),
            (_, Some((subject, _))) => Some(subject),
            (Some((speaker, _)), None) => Some(speaker),
            (None, None) => None,
        }
    }

    /// Behind "according to", if it stands at `at`.
    fn according(&self, at: usize) -> Option<usize> {
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

    /// Whom a mention means.
    fn resolve(&self, mention: Mention, past: &Past, paragraph: usize) -> Option<Speaker> {
        let recent = |found: Option<(usize, usize)>| {
            found.filter(|(_, at)| paragraph - at <= PARAGRAPHS).map(|(bearer, _)| Speaker::Named(bearer))
        };
        match mention {
            Mention::Name(run) => Some(Speaker::Named(self.names.bearer(run))),
            Mention::Pronoun(class) if class & HE != 0 => recent(past.he),
            Mention::Pronoun(class) if class & SHE != 0 => recent(past.she),
            Mention::Pronoun(class) if class & THEY != 0 => past.they,
            Mention::Pronoun(_) => None,
            Mention::Phrase { start, end, head } => {
                let items = &self.shadow.items;
                let first = &items[start];
                if first.is(DEFINITE) && items[head].is(ROLE) {
                    let role = items[head].text(self.text).to_lowercase();
                    if let Some(bearer) = past.roles.get(&role) {
                        return Some(Speaker::Named(*bearer));
                    }
                }
                let start = if first.is(DEFINITE) && items[start + 1..end].first().is_some_and(Item::is_named) {
                    start + 1
                } else {
                    start
                };
                Some(Speaker::Described(items[start].start, items[end - 1].end))
            }
        }
    }

    /// Takes notice of who is said to be what in a sentence: "defence minister Sergei Shoigu", "Prado, a minister".
    fn introduce(&self, sentence: &Sentence, past: &mut Past) {
        let items = &self.shadow.items;
        // The role that was told last and the name, each with how far behind it may still be taken up.
        let mut role: Option<(usize, usize)> = None;
        let mut bearer: Option<(usize, usize)> = None;
        for at in sentence.items.clone() {
            let item = &items[at];
            let mut is = |role: usize, bearer: usize| {
                if self.names.get(bearer).is_person {
                    past.roles.insert(items[role].text(self.text).to_lowercase(), bearer);
                }
            };
            if item.is_named() {
                let named = self.names.bearer(item.run as usize);
                if item.is(ROLE) {
                    is(at, named);
                } else if let Some((role, _)) = role.take_if(|(_, reach)| at <= *reach) {
                    is(role, named);
                }
                let is_apposed = items.get(at + 1).is_some_and(|next| matches!(next.kind, Kind::Comma | Kind::Open));
                bearer = is_apposed.then_some((named, at + 9));
            } else if item.is(ROLE) {
                if let Some((bearer, _)) = bearer.take_if(|(_, reach)| at <= *reach) {
                    is(at, bearer);
                } else {
                    let is_of = items.get(at + 1).is_some_and(|next| next.is(PREPOSITION));
                    role = Some((at, if is_of { at + 7 } else { at + 2 }));
                }
            } else if item.is(SAID | THAT) || matches!(item.kind, Kind::Quoted | Kind::Possessive) {
                (role, bearer) = (None, None);
            }
        }
    }

    fn remember(&self, who: Speaker, past: &mut Past, paragraph: usize) {
        let Speaker::Named(number) = who else {
            past.they = Some(who);
            return;
        };
        let bearer = self.names.get(number);
        if bearer.is_group || !bearer.is_person && bearer.sex == 0 {
            past.they = Some(who);
        }
        if bearer.is_group || !bearer.is_person && !past.spoke.contains(&number) {
            return;
        }
        if bearer.sex & FEMALE == 0 || bearer.sex & MALE != 0 {
            past.he = Some((number, paragraph));
        }
        if bearer.sex & MALE == 0 || bearer.sex & FEMALE != 0 {
            past.she = Some((number, paragraph));
        }
    }
}
