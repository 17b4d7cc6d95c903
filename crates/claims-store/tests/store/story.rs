//! A small casebook about a flood and a mayor, with a record of every kind and a thing or two taken back.

use claims_model::{
    Answer, Appearance, Archive, Change, Claim, Claimant, Correction, Credibility, Detail, DetailName, Grade, Grading,
    Link, Manner, Note, Party, PartyKind, Quote, Rating, Reliability, Reply, Source, SourceKind, Stance, Status,
    Target, Translation, Unnamed, Verb, Verdict,
};

use crate::session::Session;

const REPORT: &str =
    "Mayor Ada Brook said the dam \u{201c}never leaked\u{201d}. Residents reportedly saw water in May.";
const LATER: &str =
    "Mayor Ada Brook said the dam \u{201c}hardly leaked\u{201d}. Residents reportedly saw water in May.";

pub(crate) fn claim(session: &mut Session, text: &str) -> Claim {
    Claim::new(session.key(), text.to_owned(), Status::Noted)
}

pub(crate) fn party(session: &mut Session, name: &str) -> Party {
    Party {
        key: session.key(),
        name: name.to_owned(),
        kind: PartyKind::Person,
        aliases: Vec::new(),
        description: None,
        unnamed: None,
        merged_into: None,
    }
}

/// Tells the story; every field of every kind of record is set somewhere in it.
pub(crate) fn told() -> Session {
    let mut session = Session::new();
    let s = &mut session;

    let paper = Party { kind: PartyKind::Organization, ..party(s, "Valley Courier") };
    let mayor = Party {
        aliases: vec!["A. Brook".to_owned(), "브룩 시장".to_owned()],
        description: Some("mayor of the valley since 2019".to_owned()),
        ..party(s, "Ada Brook")
    };
    let unnamed = Unnamed { why: "works for the dam".to_owned(), known_to: Some("the editor".to_owned()) };
    let keeper = Party { unnamed: Some(unnamed), ..party(s, "a keeper of the dam") };
    let twin = party(s, "Ada M. Brook");
    let wire = Source {
        key: s.key(),
        title: "Wire: dam".to_owned(),
        kind: SourceKind::Report,
        publisher: None,
        authors: Vec::new(),
        published: None,
        address: None,
        language: None,
        derived_from: Vec::new(),
    };
    let article = Source {
        key: s.key(),
        title: "The dam holds, says mayor".to_owned(),
        kind: SourceKind::Article,
        publisher: Some(paper.key),
        authors: vec![keeper.key, mayor.key],
        published: Some("2023-05-12".parse().unwrap()),
        address: Some("https://courier.example/dam".to_owned()),
        language: Some("en".to_owned()),
        derived_from: vec![wire.key],
    };
    let first = s.version(article.key, 1, REPORT.as_bytes(), REPORT);
    let parties = [&paper, &mayor, &keeper, &twin].map(|party| Change::create(party.clone()));
    let records = [Change::create(wire), Change::create(article.clone()), Change::create(first.clone())];
    s.perform(Verb::SourceAdd, parties.into_iter().chain(records).collect()).unwrap();

    let leaked = Claim {
        status: Status::Checking,
        claimants: vec![
            Claimant { party: mayor.key, role: Some("mayor".to_owned()) },
            Claimant { party: twin.key, role: None },
        ],
        said: Some("before 2023-05-12".parse().unwrap()),
        occasion: Some("a council meeting".to_owned()),
        place: Some("town hall".to_owned()),
        language: Some("en".to_owned()),
        tags: vec!["dam".to_owned(), "water".to_owned()],
        why_checked: Some("many readers asked".to_owned()),
        ..claim(s, "The dam never leaked")
    };
    let quote = Quote {
        exact: "never leaked".to_owned(),
        prefix: "Mayor Ada Brook said the dam \u{201c}".to_owned(),
        suffix: "\u{201d}. Residents".to_owned(),
        start: 30,
        end: 42,
    };
    let said = Appearance {
        key: s.key(),
        claim: leaked.key,
        version: first.key,
        manner: Manner::Direct,
        first: true,
        quote: Some(quote),
        timecode: None,
        via: vec![paper.key, keeper.key],
        hedge: None,
        original: Some(Translation {
            text: "Der Damm war nie undicht".to_owned(),
            language: "de".to_owned(),
            translator: Some("the desk".to_owned()),
        }),
    };
    s.perform(Verb::Add, vec![Change::create(leaked.clone()), Change::create(said)]).unwrap();

    let seen = Claim { tags: vec!["water".to_owned()], ..claim(s, "Residents saw water below the dam in May") };
    let heard = Appearance {
        key: s.key(),
        claim: seen.key,
        version: first.key,
        manner: Manner::Paraphrase,
        first: false,
        quote: None,
        timecode: Some("00:01:10".to_owned()),
        via: Vec::new(),
        hedge: Some("reportedly".to_owned()),
        original: None,
    };
    let rebuttal = link(s, &seen, Target::Claim(leaked.key), Stance::Rebuts, Some("water is a leak"));
    s.perform(
        Verb::Counter,
        vec![Change::create(seen.clone()), Change::create(heard), Change::create(rebuttal.clone())],
    )
    .unwrap();
    let rain = Claim { part_of: Some(seen.key), ..claim(s, "It rained all through May, 5월 내내 비가 왔다") };
    let undercut = link(s, &rain, Target::Link(rebuttal.key), Stance::Rebuts, None);
    s.perform(Verb::Counter, vec![Change::create(rain), Change::create(undercut)]).unwrap();

    let [paper_grade, claim_grade] = [
        (paper.key, Grading::Reliability(Reliability::B), Some("a long record".to_owned())),
        (seen.key, Grading::Credibility(Credibility::Six), None),
    ]
    .map(|(subject, grading, because)| {
        let (key, at) = (s.key(), s.now());
        Grade { key, subject, grading, by: "desk".to_owned(), at, because }
    });
    s.perform(Verb::Grade, vec![Change::create(paper_grade), Change::create(claim_grade)]).unwrap();

    let archive = Archive { address: "https://archive.example/1".to_owned(), recorded: s.now() };
    let second = s.version(article.key, 2, LATER.as_bytes(), LATER);
    let blocks = s.keep_text("{\"text\":\"Subscribe!\",\"apart\":\"offer\"}\n");
    let details = [(DetailName::Title, "Rain in the hills", "og:title"), (DetailName::Author, "N. Bell", "json-ld")]
        .map(|(name, value, by)| Detail { name, value: value.to_owned(), told_by: by.to_owned() });
    let (archives, again) = (vec![archive], Some(s.now()));
    let second =
        claims_model::Version { archives, seen: again, blocks: Some(blocks), details: details.to_vec(), ..second };
    let gone = s.version(article.key, 3, b"", "");
    s.perform(Verb::SourceCapture, vec![Change::create(second)]).unwrap();
    s.perform(Verb::SourceCapture, vec![Change::create(gone)]).unwrap();

    let merged = Party { merged_into: Some(mayor.key), ..twin.clone() };
    s.perform(Verb::PartyMerge, vec![Change::update(twin, merged)]).unwrap();
    let checked = Claim { status: Status::Checked, ..leaked.clone() };
    let verdicts = [(2, None), (1, Some(Correction::Changes))].map(|(value, correction)| {
        let (key, at) = (s.key(), s.now());
        Verdict {
            key,
            claim: leaked.key,
            scale: "five-step".to_owned(),
            label: if value == 1 { "false" } else { "mostly-false" }.to_owned(),
            name: if value == 1 { "False" } else { "Mostly false" }.to_owned(),
            rating: Some(Rating { worst: 1, value, best: 5 }),
            because: "the keeper's log shows a leak".to_owned(),
            by: "desk".to_owned(),
            at,
            would_change: Some("a sound log".to_owned()),
            correction,
            address: None,
            feed: None,
        }
    });
    let [decided, corrected] = verdicts.map(Change::create);
    s.perform(Verb::Verdict, vec![decided, Change::update(leaked.clone(), checked)]).unwrap();
    s.perform(Verb::Verdict, vec![corrected]).unwrap();
    let note = Note {
        key: s.key(),
        subject: seen.key,
        text: "ask for the photographs".to_owned(),
        by: "desk".to_owned(),
        at: s.now(),
        looked: false,
    };
    let looked = Note {
        key: s.key(),
        subject: leaked.key,
        text: "searched the minutes, found nothing".to_owned(),
        by: "desk".to_owned(),
        at: s.now(),
        looked: true,
    };
    s.perform(Verb::Note, vec![Change::create(note)]).unwrap();
    s.perform(Verb::Note, vec![Change::create(looked)]).unwrap();
    let asked = Reply {
        key: s.key(),
        claim: leaked.key,
        party: mayor.key,
        through: "e-mail to the town hall".to_owned(),
        asked: "2023-05-14".parse().unwrap(),
        due: Some("2023-05-16".parse().unwrap()),
        answer: None,
        by: "desk".to_owned(),
        at: s.now(),
    };
    let pressed = Reply { key: s.key(), party: keeper.key, due: None, ..asked.clone() };
    s.perform(Verb::ReplyAsk, vec![Change::create(asked.clone()), Change::create(pressed.clone())]).unwrap();
    let said = Answer { on: "2023-05-15".parse().unwrap(), text: Some("It never leaked.".to_owned()) };
    let nothing = Answer { on: "2023-05".parse().unwrap(), text: None };
    for (before, answer) in [(asked, said), (pressed, nothing)] {
        let answered = Reply { answer: Some(answer), ..before.clone() };
        s.perform(Verb::ReplyAnswer, vec![Change::update(before, answered)]).unwrap();
    }

    let elsewhere = [claim(s, "The dam is dry"), claim(s, "The dam is full")];
    let reviews = [0, 1].map(|number| Verdict {
        key: s.key(),
        claim: elsewhere[number].key,
        scale: "imported".to_owned(),
        label: "no".to_owned(),
        name: "No!".to_owned(),
        rating: None,
        because: "we looked".to_owned(),
        by: "The Other Desk".to_owned(),
        at: s.now(),
        would_change: None,
        correction: None,
        address: Some(format!("https://other.example/{number}")),
        feed: (number == 1).then(|| "world".to_owned()),
    });
    let parts = elsewhere.into_iter().zip(reviews);
    s.perform_run(
        Verb::Import,
        parts.map(|(claim, review)| vec![Change::create(claim), Change::create(review)]).collect(),
    )
    .unwrap();

    let slip = claim(s, "A slip of the pen");
    s.perform(Verb::Add, vec![Change::create(slip)]).unwrap();
    s.undo().unwrap();
    s.redo().unwrap();
    s.undo().unwrap();
    let withdrawn = Claim {
        status: Status::Withdrawn,
        withdrawn_because: Some("nobody said it".to_owned()),
        ..claim(s, "The dam was blown up")
    };
    s.perform(Verb::Add, vec![Change::create(withdrawn)]).unwrap();
    session
}

fn link(session: &mut Session, from: &Claim, to: Target, stance: Stance, note: Option<&str>) -> Link {
    let (key, at) = (session.key(), session.now());
    Link { key, from: from.key, to, stance, by: "desk".to_owned(), at, note: note.map(str::to_owned) }
}
