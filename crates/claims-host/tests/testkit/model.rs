//! Makes a case of the model out of one of the kit, by reading it as a plugin does.

use std::{fmt::Debug, str::FromStr, sync::Arc};

use claims_model::{
    Answer, Appearance, Archive, Case, CaseFinding, CaseVersion, Claim, Claimant, Contribution, Filed, Grade, Grading,
    HunkState, Key, Link, Note, Party, PointHunk, Publication, Quote, QuoteChange, Rating, Reply, Score, Source,
    Target, Translation, Unnamed, Verdict, Version, VersionDiff,
};
use claims_plugin as read;
use uuid::Uuid;

/// The same case, record by record. Every word, date, key and digest of it must be one.
pub(crate) fn model(case: read::Case<'_>) -> Case {
    Case {
        subjects: case.subjects().map(|claim| form(claim.key())).collect(),
        claims: case.claims().map(|it| filed(it.handle(), claim(it))).collect(),
        links: case.links().map(|it| filed(it.handle(), link(it))).collect(),
        parties: case.parties().map(|it| filed(it.handle(), party(it))).collect(),
        sources: case.sources().map(|it| filed(it.handle(), source(it))).collect(),
        versions: case.versions().map(version).collect(),
        appearances: case.appearances().map(appearance).collect(),
        grades: grades(case),
        verdicts: verdicts(case),
        notes: notes(case),
        replies: case.replies().map(|it| filed(it.handle(), reply(it))).collect(),
        scores: case.scores().map(score).collect(),
        changes: changes(case),
        diffs: case.sources().flat_map(read::Source::diffs).map(diff).collect(),
        findings: case.claims().flat_map(read::Claim::findings).map(finding).collect(),
        publications: case.claims().filter_map(publication).collect(),
    }
}

fn publication(it: read::Claim<'_>) -> Option<Publication> {
    let (published, withdrawn) = (it.published().map(form), it.withdrawn().map(form));
    (published.is_some() || withdrawn.is_some()).then(|| Publication { claim: form(it.key()), published, withdrawn })
}

fn form<T: FromStr<Err: Debug>>(text: &str) -> T {
    text.parse().unwrap_or_else(|error| panic!("{text:?}: {error:?}"))
}

fn own(text: Option<&str>) -> Option<String> {
    text.map(str::to_owned)
}

fn filed<T>(handle: &str, record: T) -> Filed<T> {
    Filed { handle: form(handle), record }
}

/// A key for a record that plugins do not know by its key.
fn nameless() -> Key {
    Key::new(Uuid::from_u128(1))
}

fn claim(it: read::Claim<'_>) -> Claim {
    assert!(it.tags().is_sorted_by_key(read::Tag::text), "a record has its tags sorted");
    Claim {
        key: form(it.key()),
        text: it.text().to_owned(),
        status: form(&format!("{:?}", it.status()).to_lowercase()),
        claimants: it
            .claimants()
            .map(|one| Claimant { party: form(one.party().unwrap().key()), role: own(one.role()) })
            .collect(),
        said: it.said().map(form),
        occasion: own(it.occasion()),
        place: own(it.place()),
        language: own(it.language()),
        tags: it.tags().map(|tag| tag.text().to_owned()).collect(),
        part_of: it.part_of().map(|whole| form(whole.key())),
        why_checked: own(it.why_checked()),
        withdrawn_because: own(it.withdrawn_because()),
    }
}

fn link(it: read::Link<'_>) -> Link {
    Link {
        key: form(it.key()),
        from: form(it.from().unwrap().key()),
        to: match it.to().unwrap() {
            read::Target::Claim(claim) => Target::Claim(form(claim.key())),
            read::Target::Link(link) => Target::Link(form(link.key())),
        },
        stance: form(&format!("{:?}", it.stance()).to_lowercase()),
        by: it.by().to_owned(),
        at: form(it.at()),
        note: own(it.note()),
    }
}

fn party(it: read::Party<'_>) -> Party {
    Party {
        key: form(it.key()),
        name: it.name().to_owned(),
        kind: form(it.kind()),
        aliases: it.aliases().map(|alias| alias.text().to_owned()).collect(),
        description: own(it.description()),
        unnamed: own(it.why_unnamed()).map(|why| Unnamed { why, known_to: None }),
        merged_into: None,
    }
}

fn source(it: read::Source<'_>) -> Source {
    Source {
        key: form(it.key()),
        title: it.title().to_owned(),
        kind: form(it.kind()),
        publisher: it.publisher().map(|party| form(party.key())),
        authors: it.authors().map(|party| form(party.key())).collect(),
        published: it.published().map(form),
        address: own(it.address()),
        language: own(it.language()),
        derived_from: it.derived_from().map(|source| form(source.key())).collect(),
    }
}

fn version(it: read::Version<'_>) -> CaseVersion {
    let archive =
        |one: read::Archive<'_>| Archive { address: one.address().to_owned(), recorded: form(one.recorded()) };
    let version = Version {
        key: form(it.key()),
        source: form(it.source().unwrap().key()),
        number: u32::try_from(it.number()).unwrap(),
        state: form(it.state()),
        captured: form(it.captured()),
        origin: it.origin().to_owned(),
        media_type: it.media_type().to_owned(),
        size: it.size(),
        bytes: form(it.sha256()),
        text: form(it.text_sha256()),
        extractor: it.extractor().to_owned(),
        archives: it.archives().map(archive).collect(),
        seen: None,
        blocks: None,
        details: Vec::new(),
    };
    CaseVersion { version, text: it.text().map(Arc::from) }
}

fn appearance(it: read::Appearance<'_>) -> Appearance {
    let quote = it.exact().map(|exact| {
        let text = it.version().unwrap().text().unwrap();
        let quote = Quote::at(text, it.range().unwrap());
        assert_eq!((quote.exact.as_str(), Some(quote.prefix.as_str())), (exact, it.prefix()));
        quote
    });
    Appearance {
        key: form(it.key()),
        claim: form(it.claim().unwrap().key()),
        version: form(it.version().unwrap().key()),
        manner: form(it.manner()),
        first: it.is_first(),
        quote,
        timecode: own(it.timecode()),
        via: it.via().map(|party| form(party.key())).collect(),
        hedge: own(it.hedge()),
        original: it.original().map(|text| Translation {
            text: text.to_owned(),
            language: it.original_language().unwrap().to_owned(),
            translator: own(it.translator()),
        }),
    }
}

fn grades(case: read::Case<'_>) -> Vec<Grade> {
    let mut found: Vec<(usize, Grade)> = Vec::new();
    let mut add = |subject: &str, all: read::Rows<'_, read::Grade<'_>>| {
        found.extend(all.map(|it| {
            let reliability = it.reliability().map(|letter| Grading::Reliability(form(letter)));
            let grading = reliability.unwrap_or_else(|| Grading::Credibility(form(it.credibility().unwrap())));
            let (by, at, because) = (it.by().to_owned(), form(it.at()), own(it.because()));
            (it.index(), Grade { key: nameless(), subject: form(subject), grading, by, at, because })
        }));
    };
    case.claims().for_each(|it| add(it.key(), it.grades()));
    case.links().for_each(|it| add(it.key(), it.grades()));
    case.parties().for_each(|it| add(it.key(), it.grades()));
    case.sources().for_each(|it| add(it.key(), it.grades()));
    in_order(found)
}

fn notes(case: read::Case<'_>) -> Vec<Note> {
    let mut found: Vec<(usize, Note)> = Vec::new();
    let mut add = |subject: &str, all: read::Rows<'_, read::Note<'_>>| {
        found.extend(all.map(|it| {
            let (text, by, at) = (it.text().to_owned(), it.by().to_owned(), form(it.at()));
            (it.index(), Note { key: nameless(), subject: form(subject), text, by, at, looked: false })
        }));
    };
    case.claims().for_each(|it| add(it.key(), it.notes()));
    case.links().for_each(|it| add(it.key(), it.notes()));
    case.parties().for_each(|it| add(it.key(), it.notes()));
    case.sources().for_each(|it| add(it.key(), it.notes()));
    in_order(found)
}

#[expect(clippy::cast_possible_truncation, reason = "ratings are small whole numbers")]
fn verdicts(case: read::Case<'_>) -> Vec<Verdict> {
    let mut found: Vec<(usize, Verdict)> = Vec::new();
    for claim in case.claims() {
        found.extend(claim.verdicts().map(|it| {
            let rating = it.value().map(|value| Rating {
                worst: it.worst().unwrap() as i32,
                value: value as i32,
                best: it.best().unwrap() as i32,
            });
            let verdict = Verdict {
                key: nameless(),
                claim: form(claim.key()),
                scale: it.scale().to_owned(),
                label: it.label().to_owned(),
                name: it.name().to_owned(),
                rating,
                because: it.because().to_owned(),
                by: it.by().to_owned(),
                at: form(it.at()),
                would_change: own(it.would_change()),
                correction: it.correction().map(form),
                address: it.address().map(str::to_owned),
                feed: it.feed().map(str::to_owned),
            };
            (it.index(), verdict)
        }));
    }
    in_order(found)
}

fn reply(it: read::Reply<'_>) -> Reply {
    Reply {
        key: form(it.key()),
        claim: form(it.claim().unwrap().key()),
        party: form(it.party().unwrap().key()),
        through: it.through().to_owned(),
        asked: form(it.asked()),
        due: it.due().map(form),
        answer: it.answered().map(|on| Answer { on: form(on), text: own(it.answer()) }),
        by: it.by().to_owned(),
        at: form(it.at()),
    }
}

fn score(it: read::Scored<'_>) -> Score {
    Score {
        claim: form(it.claim().unwrap().key()),
        scorer: it.scorer().to_owned().into(),
        value: it.value(),
        base: it.base(),
        remarks: it.remarks().map(|remark| remark.text().to_owned()).collect(),
        contributions: it
            .contributions()
            .map(|part| Contribution {
                link: part.link().map(|link| form(link.key())),
                because: part.because().to_owned(),
                amount: part.amount(),
            })
            .collect(),
    }
}

fn changes(case: read::Case<'_>) -> Vec<QuoteChange> {
    let mut found: Vec<(usize, QuoteChange)> = Vec::new();
    for appearance in case.appearances() {
        found.extend(appearance.changes().map(|it| {
            let version = form(it.version().unwrap().key());
            let (state, now) = (form(it.state()), it.now().to_owned());
            let doubt = it.doubt().map(form);
            (it.index(), QuoteChange { appearance: form(appearance.key()), version, state, now, doubt })
        }));
    }
    in_order(found)
}

fn diff(it: read::Diff<'_>) -> VersionDiff {
    let hunk = |step: read::Step<'_>| PointHunk {
        state: match (step.is_same(), step.is_coarse()) {
            (true, _) => HunkState::Same,
            (_, true) => HunkState::Coarse,
            _ => HunkState::Changed,
        },
        old: step.old_range(),
        new: step.new_range(),
    };
    VersionDiff {
        from: form(it.earlier().unwrap().key()),
        to: form(it.later().unwrap().key()),
        hunks: it.steps().map(hunk).collect(),
    }
}

fn finding(it: read::Finding<'_>) -> CaseFinding {
    CaseFinding {
        claim: form(it.claim().unwrap().key()),
        level: it.level().to_owned(),
        rule: it.rule().to_owned(),
        what: it.text().to_owned(),
        fix: it.fix().to_owned(),
    }
}

/// The records in the order of their table.
fn in_order<T>(mut found: Vec<(usize, T)>) -> Vec<T> {
    found.sort_by_key(|(row, _)| *row);
    found.into_iter().map(|(_, record)| record).collect()
}
