//! Cases as a casebook could hold them, made of nothing: the same keys, times and words in every run.

use std::sync::Arc;

use claims_model::{
    Answer, Appearance, Case, CaseFinding, CaseVersion, Claim, Claimant, Contribution, Credibility, Digest, Filed,
    Grade, Grading, Handle, HunkState, Key, Kind, Link, Manner, Note, PartialDate, Party, PartyKind, PointHunk,
    Publication, Quote, QuoteChange, Rating, Reliability, Reply, Score, Source, SourceKind, Stance, Status, Target,
    Timestamp, Verdict, Version, VersionDiff, VersionState, anchor::AnchorState,
};
use uuid::Uuid;

/// Texts that are allowed and seldom thought of: nothing, controls, writing from right to left, marks on letters,
/// characters of several parts, line ends of every sort, and what other formats take for their own signs.
pub(super) const ODD_TEXTS: [&str; 8] = [
    "",
    "before\0after",
    "המעצר נסגר \u{202e}detrevni\u{202c} 123",
    "e\u{301}\u{323} Z\u{351}\u{324}a\u{33b}lgo ﬁ İ ẞ",
    "👩‍👩‍👧 🇪🇺 👍🏽",
    "one\r\ntwo\rthree\u{2028}four\n\n",
    "\u{feff}\u{200b} \u{1b}[31m",
    "| <script>\"&'`*_{{[#\\\\",
];

/// A text of about a megabyte.
pub(super) fn long_text() -> String {
    "The harbour is closed. ".repeat(46_000)
}

/// Something of everything: support, a rebuttal, an answer to the rebuttal, a source, a quote, grades.
pub(super) fn ordinary() -> Case {
    sketched().case
}

fn sketched() -> Sketch {
    let mut sketch = Sketch::default();
    let mayor = sketch.party("Ines Prado");
    let first = sketch.subject("The harbour is closed");
    let second = sketch.subject("Nobody was hurt");
    sketch.case.claims[0].record.claimants = vec![Claimant { party: mayor, role: Some("mayor".to_owned()) }];
    let support = sketch.claim("No ship came in on Monday");
    let rebuttal = sketch.claim("Two ferries left at noon");
    let answer = sketch.claim("The ferries leave from another harbour");
    sketch.link(support, Stance::Supports, Target::Claim(first));
    let link = sketch.link(rebuttal, Stance::Rebuts, Target::Claim(first));
    sketch.link(answer, Stance::Rebuts, Target::Link(link));
    sketch.link(support, Stance::Context, Target::Claim(second));
    let source = sketch.source("The evening paper", "“The harbour is closed”, Ines Prado said on Monday.");
    sketch.appearance(first, 1..22);
    sketch.grade(source, Grading::Reliability(Reliability::B));
    sketch.grade(rebuttal, Grading::Credibility(Credibility::Four));
    sketch
}

/// The ordinary case with a record of every sort, those among them that only exporters are shown.
pub(super) fn whole() -> Case {
    let mut sketch = sketched();
    let desk = || "desk".to_owned();
    let at = Timestamp::UNIX_EPOCH;
    let on = at.to_string()[..10].parse::<PartialDate>();
    let (claim, party, link) =
        (sketch.case.subjects[0], sketch.case.parties[0].record.key, sketch.case.links[0].record.key);
    let rating = Some(Rating { worst: 1, value: 2, best: 5 });
    sketch.verdict(claim, rating);
    let key = sketch.key();
    sketch.case.notes.push(Note { key, subject: claim, text: "Look again".to_owned(), by: desk(), at, looked: true });
    if let Ok(on) = on {
        let answer = Some(Answer { on, text: Some("It is".to_owned()) });
        let through = "a letter".to_owned();
        let record = Reply { key: sketch.key(), claim, party, through, asked: on, due: None, answer, by: desk(), at };
        sketch.case.replies.push(filed(Kind::Reply, 0, record));
    }
    let contributions = vec![Contribution { link: Some(link), because: "it is supported".to_owned(), amount: 0.25 }];
    let (scorer, value, base) = ("quadratic".into(), Some(0.75), Some(0.5));
    sketch.case.scores.push(Score { claim, scorer, value, base, remarks: Vec::new(), contributions });
    let version = sketch.case.versions[0].version.key;
    let appearance = sketch.case.appearances[0].key;
    let now = "The harbour is shut".to_owned();
    sketch.case.changes.push(QuoteChange { appearance, version, state: AnchorState::Edited, now, doubt: None });
    let hunks = vec![PointHunk { state: HunkState::Same, old: 0..1, new: 0..1 }];
    sketch.case.diffs.push(VersionDiff { from: version, to: version, hunks });
    let text = |text: &str| text.to_owned();
    let (level, rule, what, fix) = (text("warn"), text("quote"), text("a quote was edited"), text("claims edit c1"));
    sketch.case.findings.push(CaseFinding { claim, level, rule, what, fix });
    sketch.case.publications.push(Publication { claim, published: Some(at), withdrawn: None });
    sketch.case
}

/// A case unlike its neighbours: more or fewer subjects, supports and rebuttals.
pub(super) fn varied(number: usize) -> Case {
    let mut sketch = Sketch::default();
    for subject in 0..1 + number % 3 {
        let to = Target::Claim(sketch.subject(&format!("Statement {number}.{subject}")));
        for support in 0..number % 4 {
            let from = sketch.claim(&format!("Support {number}.{subject}.{support}"));
            sketch.link(from, Stance::Supports, to);
        }
        for rebuttal in 0..number % 5 {
            let from = sketch.claim(&format!("Rebuttal {number}.{subject}.{rebuttal}"));
            sketch.link(from, Stance::Rebuts, to);
        }
    }
    sketch.case
}

/// One claim that is asked about and one that speaks against it, both in these words, and no source.
pub(super) fn worded(text: &str) -> Case {
    let mut sketch = Sketch::default();
    let subject = sketch.subject(text);
    let rebuttal = sketch.claim(text);
    sketch.link(rebuttal, Stance::Rebuts, Target::Claim(subject));
    sketch.case
}

/// A claim, those that speak for it and those that speak against it, as an example tells them.
pub(super) fn told(told: &claims_host::Told<'_>) -> Case {
    let mut sketch = Sketch::default();
    let to = Target::Claim(sketch.subject(told.claim));
    for (stance, claims) in [(Stance::Supports, told.supported_by), (Stance::Rebuts, told.rebutted_by)] {
        for claim in claims {
            let from = sketch.claim(claim);
            sketch.link(from, stance, to);
        }
    }
    sketch.case
}

/// The ordinary case with other words in every place that takes any.
pub(super) fn reworded(text: &str) -> Case {
    let mut case = ordinary();
    for claim in &mut case.claims {
        text.clone_into(&mut claim.record.text);
        claim.record.tags = vec![text.to_owned()];
        claim.record.occasion = Some(text.to_owned());
    }
    case.parties.iter_mut().for_each(|party| text.clone_into(&mut party.record.name));
    case.sources.iter_mut().for_each(|source| text.clone_into(&mut source.record.title));
    case.links.iter_mut().for_each(|link| link.record.note = Some(text.to_owned()));
    case
}

/// Claims that nobody asked about.
pub(super) fn without_subjects() -> Case {
    Case { subjects: Vec::new(), ..ordinary() }
}

/// Two claims that speak against each other.
pub(super) fn circle() -> Case {
    let mut sketch = Sketch::default();
    let one = sketch.subject("The harbour is closed");
    let other = sketch.subject("The harbour is open");
    sketch.link(one, Stance::Rebuts, Target::Claim(other));
    sketch.link(other, Stance::Rebuts, Target::Claim(one));
    sketch.case
}

/// A case in the making.
#[derive(Default)]
struct Sketch {
    case: Case,
    keys: u128,
}

impl Sketch {
    fn key(&mut self) -> Key {
        self.keys += 1;
        // Spread over the whole range, so that the order of keys is not that of records.
        Key::new(Uuid::from_u128(self.keys.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835)))
    }

    fn party(&mut self, name: &str) -> Key {
        let key = self.key();
        let record = Party {
            key,
            name: name.to_owned(),
            kind: PartyKind::Person,
            aliases: Vec::new(),
            description: None,
            unnamed: None,
            merged_into: None,
        };
        self.case.parties.push(filed(Kind::Party, self.case.parties.len(), record));
        key
    }

    fn subject(&mut self, text: &str) -> Key {
        let key = self.claim(text);
        self.case.subjects.push(key);
        key
    }

    fn claim(&mut self, text: &str) -> Key {
        let key = self.key();
        let record = Claim::new(key, text.to_owned(), Status::Checking);
        self.case.claims.push(filed(Kind::Claim, self.case.claims.len(), record));
        key
    }

    fn link(&mut self, from: Key, stance: Stance, to: Target) -> Key {
        let key = self.key();
        let record = Link { key, from, to, stance, by: "desk".to_owned(), at: Timestamp::UNIX_EPOCH, note: None };
        self.case.links.push(filed(Kind::Link, self.case.links.len(), record));
        key
    }

    /// A source with one version, which is the last of the case.
    fn source(&mut self, title: &str, text: &str) -> Key {
        let key = self.key();
        let record = Source {
            key,
            title: title.to_owned(),
            kind: SourceKind::Article,
            publisher: None,
            authors: Vec::new(),
            published: None,
            address: None,
            language: Some("en".to_owned()),
            derived_from: Vec::new(),
        };
        self.case.sources.push(filed(Kind::Source, self.case.sources.len(), record));
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
            archives: Vec::new(),
            seen: None,
            blocks: None,
            details: Vec::new(),
        };
        self.case.versions.push(CaseVersion { version, text: Some(Arc::from(text)) });
        key
    }

    /// The claim stands in the last version, at these characters.
    fn appearance(&mut self, claim: Key, at: std::ops::Range<usize>) {
        let key = self.key();
        let Some(CaseVersion { version, text: Some(text) }) = self.case.versions.last() else { return };
        let appearance = Appearance {
            key,
            claim,
            version: version.key,
            manner: Manner::Direct,
            first: true,
            quote: Some(Quote::at(text, at)),
            timecode: None,
            via: Vec::new(),
            hedge: None,
            original: None,
        };
        self.case.appearances.push(appearance);
    }

    fn verdict(&mut self, claim: Key, rating: Option<Rating>) {
        let text = |text: &str| text.to_owned();
        let verdict = Verdict {
            key: self.key(),
            claim,
            scale: text("five-step"),
            label: text("mostly-false"),
            name: text("Mostly false"),
            rating,
            because: text("Two ferries left"),
            by: text("desk"),
            at: Timestamp::UNIX_EPOCH,
            would_change: None,
            correction: None,
            address: None,
            feed: None,
        };
        self.case.verdicts.push(verdict);
    }

    fn grade(&mut self, subject: Key, grading: Grading) {
        let key = self.key();
        let (by, at) = ("desk".to_owned(), Timestamp::UNIX_EPOCH);
        self.case.grades.push(Grade { key, subject, grading, by, at, because: None });
    }
}

fn filed<T>(kind: Kind, before: usize, record: T) -> Filed<T> {
    Filed { handle: Handle::new(kind, u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1)), record }
}
