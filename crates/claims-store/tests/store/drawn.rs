//! The records that random steps file: every field is set in some, and absent in others.

use claims_model::{
    Answer, Appearance, Change, Claim, Claimant, Credibility, Grade, Grading, Link, Manner, Party, PartyKind, Quote,
    Rating, Reliability, Reply, Source, SourceKind, Stance, Status, Target, Translation, Unnamed, Verb, Verdict,
    Version,
};

use crate::{
    random::{Planned, Step, What},
    session::Session,
};

impl Step {
    pub(crate) fn party(&self, session: &mut Session) -> Party {
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

    pub(crate) fn claim(&self, session: &mut Session) -> Claim {
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

    pub(crate) fn source(&self, session: &mut Session) -> Option<Planned> {
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

    pub(crate) fn appearance(&self, session: &mut Session) -> Option<Planned> {
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

    pub(crate) fn link(&self, session: &mut Session) -> Option<Planned> {
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

    pub(crate) fn judgement(&self, session: &mut Session) -> Option<Planned> {
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
            address: None,
            feed: None,
        };
        Some((Verb::Verdict, vec![Change::create(verdict)]))
    }

    /// A party is asked, or what was asked comes to something.
    pub(crate) fn reply(&self, session: &mut Session) -> Option<Planned> {
        let answer =
            self.some(3, || Answer { on: "2023-09".parse().unwrap(), text: self.some(2, || self.odd.clone()) });
        if let Some(asked) = self.some(1, || self.pick::<Reply>(session, 0)).flatten() {
            return Some((Verb::ReplyAnswer, vec![Change::update(asked.clone(), Reply { answer, ..asked })]));
        }
        let (claim, party) = (self.pick::<Claim>(session, 0)?, self.pick::<Party>(session, 1)?);
        let reply = Reply {
            key: session.key(),
            claim: claim.key,
            party: party.key,
            through: self.words.clone(),
            asked: "2023-08-15".parse().unwrap(),
            due: self.some(2, || "before 2023-09".parse().unwrap()),
            answer,
            by: self.odd.clone(),
            at: session.now(),
        };
        Some((Verb::ReplyAsk, vec![Change::create(reply)]))
    }
}
