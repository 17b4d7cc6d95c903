//! Builds cases record by record, for the tests and benchmarks of plugins.

#![allow(dead_code, reason = "each test takes what it needs")]
#![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

use std::sync::Arc;

use claims_model::{
    Answer, Appearance, Archive, Case, CaseVersion, Claim, Claimant, Digest, Filed, Grade, Grading, Handle, Key, Kind,
    Link, Manner, Note, Party, PartyKind, Quote, Rating, Reply, Source, SourceKind, Stance, Status, Target, Timestamp,
    Verdict, Version, VersionState,
};
use uuid::Uuid;

/// Builds a case record by record; keys and times follow from the order.
#[derive(Default)]
pub(crate) struct Builder {
    pub(crate) case: Case,
    keys: u128,
}

impl Builder {
    pub(crate) fn key(&mut self) -> Key {
        self.keys += 1;
        // Spread over the whole range, so that the order of keys is not that of records.
        Key::new(Uuid::from_u128(self.keys.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835)))
    }

    pub(crate) fn party(&mut self, name: &str) -> Key {
        let key = self.key();
        let kind = if name.starts_with("The ") { PartyKind::Organization } else { PartyKind::Person };
        let record = Party {
            key,
            name: name.to_owned(),
            kind,
            aliases: vec![name.to_uppercase()],
            description: None,
            unnamed: None,
            merged_into: None,
        };
        self.case.parties.push(Filed { handle: handle(Kind::Party, self.case.parties.len()), record });
        key
    }

    pub(crate) fn source(&mut self, title: &str, text: &str, derived_from: &[Key]) -> Key {
        let key = self.key();
        let record = Source {
            key,
            title: title.to_owned(),
            kind: SourceKind::Article,
            publisher: None,
            authors: Vec::new(),
            published: Some("2023-08".parse().unwrap()),
            address: Some(format!("https://example.org/{}", self.keys)),
            language: None,
            derived_from: derived_from.to_vec(),
        };
        self.case.sources.push(Filed { handle: handle(Kind::Source, self.case.sources.len()), record });
        let version = Version {
            key: self.key(),
            source: key,
            number: 1,
            state: VersionState::Present,
            captured: Timestamp::UNIX_EPOCH,
            origin: "-".to_owned(),
            media_type: "text/plain".to_owned(),
            size: text.len() as u64,
            bytes: Digest::of(text.as_bytes()),
            text: Digest::of(text.as_bytes()),
            extractor: "plain/1".to_owned(),
            archives: vec![Archive { address: "https://archive.example".to_owned(), recorded: Timestamp::UNIX_EPOCH }],
            seen: None,
            blocks: None,
            details: Vec::new(),
        };
        self.case.versions.push(CaseVersion { version, text: Some(Arc::from(text)) });
        key
    }

    /// A claim that stands in a source.
    pub(crate) fn claim(&mut self, text: &str, by: Option<Key>, source: Option<Key>) -> Key {
        let key = self.key();
        let record = Claim {
            claimants: by.map(|party| Claimant { party, role: Some("minister".to_owned()) }).into_iter().collect(),
            said: Some("before 2023-08-15".parse().unwrap()),
            place: Some("Moscow".to_owned()),
            tags: vec!["arms".to_owned(), "trade".to_owned()],
            ..Claim::new(key, text.to_owned(), Status::Checking)
        };
        self.case.claims.push(Filed { handle: handle(Kind::Claim, self.case.claims.len()), record });
        if let Some(source) = source {
            self.appears(key, source);
        }
        key
    }

    /// The claim stands in the source.
    pub(crate) fn appears(&mut self, claim: Key, source: Key) {
        let by = self.case.claims.iter().find(|one| one.key == claim).and_then(|one| one.claimants.first());
        let via = by.map(|claimant| claimant.party).into_iter().collect();
        let found = self.case.versions.iter().find(|version| version.version.source == source).unwrap();
        let (version, text) = (found.version.key, found.text.clone().unwrap());
        let appearance = Appearance {
            key: self.key(),
            claim,
            version,
            manner: Manner::Direct,
            first: true,
            quote: Some(Quote::at(&text, 0..text.chars().count().min(20))),
            timecode: None,
            via,
            hedge: Some("reportedly".to_owned()),
            original: None,
        };
        self.case.appearances.push(appearance);
    }

    pub(crate) fn subject(&mut self, text: &str) -> Key {
        let key = self.claim(text, None, None);
        self.case.subjects.push(key);
        key
    }

    pub(crate) fn link(&mut self, from: Key, stance: Stance, to: Target) -> Key {
        let key = self.key();
        let record = Link { key, from, to, stance, by: "desk".to_owned(), at: Timestamp::UNIX_EPOCH, note: None };
        self.case.links.push(Filed { handle: handle(Kind::Link, self.case.links.len()), record });
        key
    }

    pub(crate) fn grade(&mut self, subject: Key, grading: Grading) {
        let key = self.key();
        let (by, at) = ("desk".to_owned(), Timestamp::UNIX_EPOCH);
        self.case.grades.push(Grade { key, subject, grading, by, at, because: None });
    }

    pub(crate) fn note(&mut self, subject: Key, text: &str) {
        let key = self.key();
        let (by, at) = ("desk".to_owned(), Timestamp::UNIX_EPOCH);
        self.case.notes.push(Note { key, subject, text: text.to_owned(), by, at, looked: false });
    }

    /// A party was asked for a reply about a claim; the answer, if one came, on the day after.
    pub(crate) fn reply(&mut self, claim: Key, party: Key, answer: Option<Option<&str>>) {
        let (key, by, at) = (self.key(), "desk".to_owned(), Timestamp::UNIX_EPOCH);
        let on = "2023-08-17".parse().unwrap();
        let record = Reply {
            key,
            claim,
            party,
            through: "e-mail to the press office".to_owned(),
            asked: "2023-08-16".parse().unwrap(),
            due: answer.is_none().then_some(on),
            answer: answer.map(|text| Answer { on, text: text.map(str::to_owned) }),
            by,
            at,
        };
        self.case.replies.push(Filed { handle: handle(Kind::Reply, self.case.replies.len()), record });
    }

    pub(crate) fn verdict(&mut self, claim: Key) {
        let key = self.key();
        self.case.verdicts.push(Verdict {
            key,
            claim,
            scale: "five-step".to_owned(),
            label: "mixed".to_owned(),
            name: "Mixed".to_owned(),
            rating: Some(Rating { worst: 1, value: 3, best: 5 }),
            because: "Some of it.".to_owned(),
            by: "desk".to_owned(),
            at: Timestamp::UNIX_EPOCH,
            would_change: None,
            correction: None,
            address: None,
            feed: None,
        });
    }

    pub(crate) fn claim_mut(&mut self, key: Key) -> &mut Claim {
        &mut self.case.claims.iter_mut().find(|claim| claim.key == key).unwrap().record
    }
}

fn handle(kind: Kind, before: usize) -> Handle {
    Handle::new(kind, u32::try_from(before).unwrap() + 1)
}
