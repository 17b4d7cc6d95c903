//! Random things that a desk may do, as steps that find their subjects in whatever casebook they are taken in.

use claims_model::{
    Appearance, Change, Claim, Claimant, Credibility, Grade, Grading, Key, Link, Manner, Note, Party, PartyKind, Quote,
    Rating, Reliability, Source, SourceKind, Stance, Status, Target, Translation, Unnamed, Verb, Verdict, Version,
};
use claims_store::{Records, Result, Stored};
use proptest::prelude::*;

use crate::session::Session;

/// Words of several scripts, and some that stand in the way of careless code.
pub(crate) const WORDS: [&str; 12] =
    ["harbour", "flood", "flooded", "Straße", "déjà", "항구", "홍수가", "洪水", "น้ำท่วม", "it's", "100%", "\"; --"];

/// One thing to do; the numbers choose among what there is.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    pub(crate) what: What,
    picks: [usize; 4],
    words: String,
    odd: String,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum What {
    Party,
    Merge,
    Claim,
    EditClaim,
    Source,
    Capture,
    Appear,
    Link,
    Undercut,
    Judge,
    Note,
    Several,
    Undo,
    Redo,
}

pub(crate) fn steps(length: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(step(), length)
}

fn step() -> impl Strategy<Value = Step> {
    use What::*;
    let what = prop_oneof![
        6 => prop::sample::select(vec![Party, Claim, Source, Claim]),
        6 => prop::sample::select(vec![Merge, EditClaim, Capture, Appear, Link, Undercut, Judge, Note, Several]),
        4 => Just(Undo),
        3 => Just(Redo),
    ];
    let words = prop::collection::vec(prop::sample::select(WORDS.to_vec()), 1..5).prop_map(|words| words.join(" "));
    // Any text at all, NUL and unassigned code points included; never empty, which the schema refuses as a name.
    let odd = prop::collection::vec(any::<char>(), 1..6).prop_map(|chars| chars.into_iter().collect());
    (what, any::<[u8; 4]>(), words, odd).prop_map(|(what, picks, words, odd)| Step {
        what,
        picks: picks.map(usize::from),
        words,
        odd,
    })
}

/// What an operation is made of.
type Planned = (Verb, Vec<Change>);

impl Step {
    /// Takes the step; answers whether there was anything to take it on.
    pub(crate) fn take(&self, session: &mut Session) -> Result<bool> {
        match self.plan(session) {
            Some((verb, changes)) => session.perform(verb, changes).map(|()| true),
            None => Ok(false),
        }
    }

    fn plan(&self, session: &mut Session) -> Option<Planned> {
        match self.what {
            What::Party => Some((Verb::PartyEdit, vec![Change::create(self.party(session))])),
            What::Claim => {
                let claim = self.claim(session);
                Some((Verb::Add, vec![Change::create(claim)]))
            }
            What::Several => {
                let (party, mut claim) = (self.party(session), self.claim(session));
                claim.claimants.push(Claimant { party: party.key, role: Some(self.words.clone()) });
                let part = Claim { part_of: Some(claim.key), claimants: Vec::new(), ..self.claim(session) };
                Some((Verb::Import, vec![Change::create(party), Change::create(claim), Change::create(part)]))
            }
            What::Source => self.source(session),
            What::Merge => {
                let [party, other] = [0, 1].map(|pick| self.pick::<Party>(session, pick));
                let (party, other) = (party?, other?);
                let merged = Party { merged_into: Some(other.key), ..party.clone() };
                (party.key != other.key).then(|| (Verb::PartyMerge, vec![Change::update(party, merged)]))
            }
            What::EditClaim => {
                let before = self.pick::<Claim>(session, 0)?;
                let after = Claim { key: before.key, ..self.claim(session) };
                let after = Claim { part_of: before.part_of, ..after };
                Some((Verb::Edit, vec![Change::update(before, after)]))
            }
            What::Capture => {
                let source = self.pick::<Source>(session, 0)?;
                let number = session.casebook.read().unwrap().next_version_number(source.key).unwrap();
                let version = session.version(source.key, number, self.odd.as_bytes(), &self.words);
                Some((Verb::SourceCapture, vec![Change::create(version)]))
            }
            What::Appear => self.appearance(session),
            What::Link | What::Undercut => self.link(session),
            What::Judge => self.judgement(session),
            What::Note => {
                let subject = self.anything(session)?;
                let (key, at) = (session.key(), session.now());
                let note = Note { key, subject, text: self.odd.clone(), by: self.words.clone(), at };
                Some((Verb::Note, vec![Change::create(note)]))
            }
            What::Undo | What::Redo => None,
        }
    }

    fn party(&self, session: &mut Session) -> Party {
        Party {
            key: session.key(),
            name: self.words.clone(),
            kind: PartyKind::ALL[self.picks[0] % 2],
            aliases: self.some(1, || vec![self.odd.clone(), self.words.to_uppercase()]).unwrap_or_default(),
            description: self.some(2, || self.odd.clone()),
            unnamed: self.some(3, || Unnamed { why: self.words.clone(), known_to: self.some(0, || self.odd.clone()) }),
            merged_into: None,
        }
    }

    fn claim(&self, session: &mut Session) -> Claim {
        let claimant = self.pick::<Party>(session, 1).map(|party| party.key);
        let status = Status::ALL[self.picks[0] % Status::ALL.len()];
        let mut tags: Vec<String> = self.words.split(' ').map(str::to_owned).collect();
        tags.sort();
        tags.dedup();
        Claim {
            key: session.key(),
            text: format!("{} {}", self.words, self.odd),
            status,
            claimants: claimant.into_iter().map(|party| Claimant { party, role: None }).collect(),
            said: self.some(2, || "before 2023-08".parse().unwrap()),
            occasion: self.some(3, || self.odd.clone()),
            place: None,
            language: self.some(2, || "ko".to_owned()),
            tags,
            part_of: self.some(3, || self.pick::<Claim>(session, 2).map(|claim| claim.key)).flatten(),
            why_checked: None,
            withdrawn_because: (status == Status::Withdrawn).then(|| self.words.clone()),
        }
    }

    fn source(&self, session: &mut Session) -> Option<Planned> {
        let publisher = self.pick::<Party>(session, 0).map(|party| party.key);
        let origin = self.pick::<Source>(session, 1).map(|source| source.key);
        let source = Source {
            key: session.key(),
            title: self.words.clone(),
            kind: SourceKind::ALL[self.picks[2] % SourceKind::ALL.len()],
            publisher,
            authors: publisher.into_iter().collect(),
            published: self.some(3, || "2023-08-15".parse().unwrap()),
            address: self.some(1, || "https://example.org/a".to_owned()),
            language: None,
            derived_from: origin.into_iter().collect(),
        };
        let version = session.version(source.key, 1, self.words.as_bytes(), &self.words);
        Some((Verb::SourceAdd, vec![Change::create(source), Change::create(version)]))
    }

    fn appearance(&self, session: &mut Session) -> Option<Planned> {
        let (claim, version) = (self.pick::<Claim>(session, 0)?, self.pick::<Version>(session, 1)?);
        let via = self.pick::<Party>(session, 2).map(|party| party.key);
        let quote =
            || Quote { exact: self.odd.clone(), prefix: String::new(), suffix: "x".to_owned(), start: 0, end: 3 };
        let appearance = Appearance {
            key: session.key(),
            claim: claim.key,
            version: version.key,
            manner: Manner::ALL[self.picks[0] % 3],
            first: self.picks[1].is_multiple_of(2),
            quote: self.some(2, quote),
            timecode: self.some(1, || "00:01:02".to_owned()),
            via: via.into_iter().collect(),
            hedge: self.some(3, || self.words.clone()),
            original: self.some(3, || Translation {
                text: self.odd.clone(),
                language: "ru".to_owned(),
                translator: self.some(0, || self.words.clone()),
            }),
        };
        Some((Verb::Edit, vec![Change::create(appearance)]))
    }

    fn link(&self, session: &mut Session) -> Option<Planned> {
        let from = self.pick::<Claim>(session, 0)?.key;
        let to = match self.what {
            What::Undercut => Target::Link(self.pick::<Link>(session, 1)?.key),
            _ => Target::Claim(self.pick::<Claim>(session, 1)?.key),
        };
        let (key, at) = (session.key(), session.now());
        let stance = Stance::ALL[self.picks[2] % 3];
        let link = Link { key, from, to, stance, by: self.words.clone(), at, note: self.some(3, || self.odd.clone()) };
        Some((Verb::Counter, vec![Change::create(link)]))
    }

    fn judgement(&self, session: &mut Session) -> Option<Planned> {
        let (key, at, by, because) = (session.key(), session.now(), self.odd.clone(), self.words.clone());
        if self.picks[3].is_multiple_of(2) {
            let subject = self.anything(session)?;
            let grading = match self.picks[2] % 2 {
                0 => Grading::Reliability(Reliability::ALL[self.picks[1] % 6]),
                _ => Grading::Credibility(Credibility::ALL[self.picks[1] % 6]),
            };
            return Some((
                Verb::Grade,
                vec![Change::create(Grade { key, subject, grading, by, at, because: Some(because) })],
            ));
        }
        let claim = self.pick::<Claim>(session, 0)?.key;
        let verdict = Verdict {
            key,
            claim,
            scale: "five-step".to_owned(),
            label: "mixed".to_owned(),
            name: self.words.clone(),
            rating: self.some(2, || Rating { worst: 1, value: 3, best: 5 }),
            because,
            by,
            at,
            would_change: self.some(1, || self.odd.clone()),
            correction: None,
        };
        Some((Verb::Verdict, vec![Change::create(verdict)]))
    }

    fn some<T>(&self, pick: usize, value: impl FnOnce() -> T) -> Option<T> {
        self.picks[pick].is_multiple_of(2).then(value)
    }

    fn pick<T: Stored + Clone>(&self, session: &mut Session, pick: usize) -> Option<T> {
        let records = session.casebook.read().unwrap();
        pick_from(&records, self.picks[pick])
    }

    /// The key of some record on which grades and notes may hang.
    fn anything(&self, session: &mut Session) -> Option<Key> {
        match self.picks[0] % 4 {
            0 => self.pick::<Claim>(session, 1).map(|one| one.key),
            1 => self.pick::<Party>(session, 1).map(|one| one.key),
            2 => self.pick::<Source>(session, 1).map(|one| one.key),
            _ => self.pick::<Link>(session, 1).map(|one| one.key),
        }
    }
}

fn pick_from<T: Stored + Clone>(records: &Records<'_>, pick: usize) -> Option<T> {
    let all = records.all::<T>().unwrap();
    (!all.is_empty()).then(|| all[pick % all.len()].record.clone())
}
