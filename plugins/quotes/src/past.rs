//! Remembers who was spoken of in a text so far, and tells whom "he", "the minister" and silence mean.

use std::collections::{HashMap, HashSet};

use foldhash::fast::FixedState;

use crate::{
    attribute::{Sieve, Speaker},
    lexicon::{DEFINITE, FEMALE, HE, MALE, PREPOSITION, ROLE, SAID, SHE, THAT, THEY},
    mention::Mention,
    shadow::{Item, Sentence},
    token::Kind,
};

/// How many paragraphs "he" reaches back.
const PARAGRAPHS: usize = 3;

/// Who was spoken of so far.
#[derive(Default)]
pub(crate) struct Past {
    /// The last man, the last woman and the last of whom neither is known, with the paragraph.
    he: Option<(usize, usize)>,
    she: Option<(usize, usize)>,
    /// The last of several, or of an institution.
    they: Option<Speaker>,
    /// Who was last said to be a minister and the like.
    roles: HashMap<String, usize, FixedState>,
    /// Who said anything, as the text says.
    pub(crate) spoke: HashSet<usize, FixedState>,
    /// Who said the last quote, and in which paragraph.
    speaker: Option<(Speaker, usize)>,
    /// Who is the subject of the sentence before, and its paragraph.
    subject: Option<(Speaker, usize)>,
    /// Whether the last quote goes on in the next paragraph.
    pub(crate) continues: bool,
    /// Whether the sentence before ended with a colon.
    colon: bool,
}

impl Sieve<'_> {
    /// Takes notice of a sentence that was read: who said its last quote, who said anything, and its subject.
    pub(crate) fn notice(
        &self,
        sentence: &Sentence,
        past: &mut Past,
        speaker: Option<Speaker>,
        said: Option<Speaker>,
        subject: Option<Speaker>,
    ) {
        if let Some(speaker) = speaker {
            past.speaker = Some((speaker, sentence.paragraph));
        }
        if let Some(subject) = said.or(subject) {
            past.subject = Some((subject, sentence.paragraph));
        }
        for who in subject.into_iter().chain(said) {
            self.remember(who, past, sentence.paragraph);
        }
        past.colon = self.shadow.items[sentence.items.end - 1].kind == Kind::Colon;
    }

    /// Who may have said a quote of whom its sentence tells nothing.
    pub(crate) fn around(&self, sentence: &Sentence, at: usize, past: &Past) -> Option<Speaker> {
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

    /// Whom a mention means.
    pub(crate) fn resolve(&self, mention: Mention, past: &Past, paragraph: usize) -> Option<Speaker> {
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
    pub(crate) fn introduce(&self, sentence: &Sentence, past: &mut Past) {
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
