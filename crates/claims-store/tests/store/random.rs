//! Random things that a desk may do, as steps that find their subjects in whatever casebook they are taken in.

use claims_model::{Change, Claim, Claimant, Key, Link, Note, Party, Source, Verb};
use claims_store::{Result, Stored};
use proptest::prelude::*;

use crate::session::Session;

/// Words of several scripts, and some that stand in the way of careless code.
pub(crate) const WORDS: [&str; 12] =
    ["harbour", "flood", "flooded", "Straße", "déjà", "항구", "홍수가", "洪水", "น้ำท่วม", "it's", "100%", "\"; --"];

/// One thing to do; the numbers choose among what there is.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    pub(crate) what: What,
    pub(crate) picks: [usize; 4],
    pub(crate) words: String,
    pub(crate) odd: String,
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
    Reply,
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
        6 => prop::sample::select(vec![Merge, EditClaim, Capture, Appear, Link, Undercut, Judge, Note, Reply, Several]),
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
pub(crate) type Planned = (Verb, Vec<Change>);

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
                let note = Note {
                    key,
                    subject,
                    text: self.odd.clone(),
                    by: self.words.clone(),
                    at,
                    looked: self.some(2, || ()).is_some(),
                };
                Some((Verb::Note, vec![Change::create(note)]))
            }
            What::Reply => self.reply(session),
            What::Undo | What::Redo => None,
        }
    }

    pub(crate) fn some<T>(&self, pick: usize, value: impl FnOnce() -> T) -> Option<T> {
        self.picks[pick].is_multiple_of(2).then(value)
    }

    pub(crate) fn pick<T: Stored + Clone>(&self, session: &mut Session, pick: usize) -> Option<T> {
        let all = session.casebook.read().unwrap().all::<T>().unwrap();
        (!all.is_empty()).then(|| all[self.picks[pick] % all.len()].record.clone())
    }

    /// The key of some record on which grades and notes may hang.
    pub(crate) fn anything(&self, session: &mut Session) -> Option<Key> {
        match self.picks[0] % 4 {
            0 => self.pick::<Claim>(session, 1).map(|one| one.key),
            1 => self.pick::<Party>(session, 1).map(|one| one.key),
            2 => self.pick::<Source>(session, 1).map(|one| one.key),
            _ => self.pick::<Link>(session, 1).map(|one| one.key),
        }
    }
}
