//! A whole report on a case in which every text from outside is the same, be it plain words or an attack.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

use claims_host::Plugin;
use claims_model::{
    Answer, Appearance, Archive, Case, CaseVersion, Claim, Claimant, Contribution, Credibility, Digest, Doubt, Filed,
    Grade, Grading, Handle, Key, Kind, Link, Manner, Note, Party, PartyKind, Quote, QuoteChange, Reliability, Reply,
    Score, Source, SourceKind, Stance, Status, Target, Timestamp, Translation, Unnamed, Verdict, Version, VersionState,
    anchor::AnchorState,
};
use claims_plugin::{
    report::LANGUAGES,
    testing::{HOSTILE, call, everywhere},
};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};
use uuid::Uuid;

const AT: Timestamp = Timestamp::UNIX_EPOCH;

fn key(number: u128) -> Key {
    Key::new(Uuid::from_u128(number))
}

fn filed<T>(kind: Kind, number: u32, record: T) -> Filed<T> {
    Filed { handle: Handle::new(kind, number), record }
}

/// A claim, a counter-statement and an undercut; wherever a person can write, stands `text`.
fn case(text: &str) -> Case {
    let some = || Some(text.to_owned());
    let words = || text.to_owned();
    let (party, source, version) = (key(1), key(2), key(3));
    let claim = |number: u32| Claim {
        key: key(10 + u128::from(number)),
        text: words(),
        status: if number == 1 { Status::Withdrawn } else { Status::Noted },
        claimants: vec![Claimant { party, role: some() }],
        said: None,
        occasion: some(),
        place: some(),
        language: None,
        tags: vec![words()],
        part_of: (number == 3).then_some(key(11)),
        why_checked: some(),
        withdrawn_because: (number == 1).then(words),
    };
    let appearance = |number: u128| Appearance {
        key: key(20 + number),
        claim: key(10 + number),
        version,
        manner: Manner::Direct,
        first: true,
        quote: Some(Quote::at(text, 0..text.chars().count())),
        timecode: None,
        via: vec![party],
        hedge: some(),
        original: Some(Translation { text: words(), language: "ko".to_owned(), translator: some() }),
    };
    let link = |number: u128, from, to| Link {
        key: key(30 + number),
        from,
        to,
        stance: Stance::Rebuts,
        by: words(),
        at: AT,
        note: some(),
    };
    let grade = |number: u128, subject, grading| Grade {
        key: key(40 + number),
        subject,
        grading,
        by: words(),
        at: AT,
        because: some(),
    };
    let reply = |text: Option<String>| Reply {
        key: key(61),
        claim: key(11),
        party,
        through: words(),
        asked: "2023-08-16".parse().unwrap(),
        due: None,
        answer: Some(Answer { on: "2023-08-17".parse().unwrap(), text }),
        by: words(),
        at: AT,
    };
    let verdict = |number: u128| Verdict {
        key: key(50 + number),
        claim: key(11),
        scale: words(),
        label: words(),
        name: words(),
        rating: None,
        because: words(),
        by: words(),
        at: AT,
        would_change: some(),
        correction: None,
        address: None,
        feed: None,
    };
    let somebody = Party {
        key: party,
        name: words(),
        kind: PartyKind::Person,
        aliases: vec![words()],
        description: some(),
        unnamed: Some(Unnamed { why: words(), known_to: some() }),
        merged_into: None,
    };
    let article = Source {
        key: source,
        title: words(),
        kind: SourceKind::Article,
        publisher: Some(party),
        authors: vec![party],
        published: None,
        address: some(),
        language: None,
        derived_from: vec![source],
    };
    let digest = Digest::of(text.as_bytes());
    let captured = Version {
        key: version,
        source,
        number: 1,
        state: VersionState::Present,
        captured: AT,
        origin: words(),
        media_type: "text/plain".to_owned(),
        size: text.len() as u64,
        bytes: digest,
        text: digest,
        extractor: "plain/1".to_owned(),
        archives: vec![Archive { address: format!("https://archive.example/{text}"), recorded: AT }],
        seen: None,
        blocks: None,
        details: Vec::new(),
    };
    Case {
        subjects: vec![key(11)],
        claims: (1..=3).map(|number| filed(Kind::Claim, number, claim(number))).collect(),
        links: vec![
            filed(Kind::Link, 1, link(1, key(12), Target::Claim(key(11)))),
            filed(Kind::Link, 2, link(2, key(13), Target::Link(key(31)))),
        ],
        parties: vec![filed(Kind::Party, 1, somebody)],
        sources: vec![filed(Kind::Source, 1, article)],
        versions: vec![CaseVersion { version: captured, text: None }],
        appearances: (1..=3).map(appearance).collect(),
        grades: vec![
            grade(1, party, Grading::Reliability(Reliability::B)),
            grade(2, source, Grading::Reliability(Reliability::C)),
            grade(3, key(11), Grading::Credibility(Credibility::Two)),
            grade(4, key(31), Grading::Credibility(Credibility::Two)),
        ],
        verdicts: vec![verdict(1), verdict(2)],
        notes: vec![Note { key: key(60), subject: key(11), text: words(), by: words(), at: AT, looked: false }],
        replies: vec![filed(Kind::Reply, 1, reply(None)), filed(Kind::Reply, 2, reply(some()))],
        scores: vec![Score {
            claim: key(11),
            scorer: words().into(),
            value: Some(0.25),
            base: Some(0.5),
            remarks: vec![words()],
            contributions: vec![Contribution { link: Some(key(31)), because: words(), amount: -0.25 }],
        }],
        changes: vec![QuoteChange {
            appearance: key(21),
            version,
            state: AnchorState::Edited,
            now: words(),
            doubt: None,
        }],
        ..Case::default()
    }
}

/// What the exporter writes, or why it does not.
fn exported(case: &Case, options: &[(&str, &str)]) -> Result<String, String> {
    let mut out = Vec::new();
    let plugin = Plugin::linked(&claims_plugin_markdown::PLUGIN).unwrap();
    let options: Vec<_> = options.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    plugin.export(case, &options, &mut out).map_err(|error| error.to_string())?;
    Ok(String::from_utf8(out).unwrap())
}

fn export(case: &Case, title: &str) -> String {
    exported(case, &[("title", title)]).unwrap()
}

fn report(text: &str) -> String {
    export(&case(text), text)
}

/// The report in every style and language, and about a source.
fn reports(text: &str) -> Vec<String> {
    let case = case(text);
    let styles = ["full", "short", "memo", "overview"].into_iter();
    let every = styles.flat_map(|style| LANGUAGES.iter().map(move |(language, _)| (style, *language)));
    every
        .map(|(style, language)| [("title", text), ("style", style), ("language", language), ("about", "s1")])
        .map(|options| exported(&case, &options).unwrap())
        .collect()
}

/// Plain words in as many paragraphs: what an empty line in a text may do, and all it may do.
fn plain(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let paragraphs = lines.split(|line| line.trim().is_empty()).filter(|lines| !lines.is_empty());
    vec!["plain words"; paragraphs.count()].join("\n\n")
}

/// What a renderer builds of the report, without its words: every block and mark in order.
fn shape(markdown: &str) -> Vec<String> {
    let options = Options::all() - Options::ENABLE_SMART_PUNCTUATION;
    let mut shape: Vec<String> = Parser::new_ext(markdown, options)
        .map(|event| match event {
            Event::Text(_) => "text".to_owned(),
            Event::Code(_) => "code".to_owned(),
            Event::SoftBreak => "break".to_owned(),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let is_ours = dest_url.starts_with("https://archive.example/") || &*dest_url == "#c1";
                assert!(is_ours, "a link leads to {dest_url}");
                "link".to_owned()
            }
            other => format!("{other:?}"),
        })
        .collect();
    // A text may come in several pieces; only that there is one counts.
    shape.dedup_by(|one, before| one == "text" && before == "text");
    shape
}

#[test]
fn the_same_case_is_the_same_bytes() {
    assert_eq!(report("plain words"), report("plain words"));
}

#[test]
fn a_report_on_nothing_says_so() {
    let text = export(&Case::default(), "");
    assert!(text.contains("0 claims") && text.contains("No source is recorded."), "{text}");
}

#[test]
fn a_verdict_without_a_reply_says_that_nobody_was_asked() {
    let says = |replies: usize, verdicts: usize| {
        let mut case = case("plain words");
        case.replies.truncate(replies);
        case.verdicts.truncate(verdicts);
        export(&case, "").contains("Nobody was asked for a reply.")
    };
    assert_eq!([says(0, 1), says(1, 1), says(0, 0)], [true, false, false]);
}

#[test]
fn known_attacks_leave_the_report_in_shape() {
    for text in [
        "</script><script>alert(1)</script>",
        "a | b | c\n|---|---|\n| d | e |",
        "\n\n# A heading\n\n- a list\n\n```\nfence",
        "---\ntitle: forged\n---",
        "\"\nclaims: []\nx: \"",
        "[verdict](https://evil.example) ![x](https://evil.example/x.png)",
        "[1]: https://evil.example\n[2]: https://evil.example",
        "{{ 7 * 7 }} {% for x in y %} {# c #}",
        "**True.** _Really_ ~~not~~ `code`",
        "\u{1b}[31mred\u{7}\u{202e}",
        "see https://evil.example www.evil.example me@evil.example",
        "- [x] done\n1. one\n> quote",
        "%00%0a<javascript:alert(1)>",
        "$x$ $$y$$ ^z^ ==m== ||s|| :smile: [^1]",
        "{#id .class} {: .class}",
        "-",
        "1.",
    ] {
        for (attacked, plain) in reports(text).iter().zip(reports(&plain(text))) {
            assert_eq!(shape(attacked), shape(&plain), "{text:?} gives\n{attacked}");
        }
    }
}

/// Where most of a text is gone, it is asked once a version, however many quotes are gone with it.
#[test]
fn a_text_that_shrank_is_a_question_and_no_removal() {
    let mut case = case("plain words");
    let first = case.appearances[0].clone();
    case.appearances.extend((50..100).map(|number| Appearance { key: key(number), ..first.clone() }));
    let change = |appearance: &Appearance| QuoteChange {
        appearance: appearance.key,
        version: first.version,
        state: AnchorState::Removed,
        now: String::new(),
        doubt: Some(Doubt::Shrunk),
    };
    case.changes = case.appearances.iter().map(change).collect();
    let text = export(&case, "");
    assert!(!text.contains("was removed"), "{text}");
    assert_eq!(text.matches("was it not found in the page? Nobody need have removed it.").count(), 1, "{text}");
    case.changes[0].doubt = None;
    assert_eq!(export(&case, "").matches("the quote was removed.").count(), 1);
}

#[test]
fn a_card_has_ten_lines_at_most() {
    let card = exported(&case("plain words"), &[("style", "short")]).unwrap();
    assert!(card.lines().count() <= 10, "{card}");
}

#[test]
fn a_style_or_a_language_that_there_is_not_is_named() {
    let why = |name, value| exported(&case("plain words"), &[(name, value)]).unwrap_err();
    assert!(why("style", "long").contains("no template \"long.md\""), "{}", why("style", "long"));
    assert!(why("language", "tlh").contains("there are: en, de"), "{}", why("language", "tlh"));
}

#[test]
fn templates_of_ones_own_can_share_pieces() {
    let (whole, piece) = ("{% include 'foot.md' %}", "the foot");
    let options = [
        ("style", "house"),
        ("templates", "house.md\nfoot.md"),
        ("template/house.md", whole),
        ("template/foot.md", piece),
    ];
    assert_eq!(exported(&case("x"), &options), Ok("the foot\n".to_owned()));
    let why = exported(&case("x"), &[("style", "parts")]).unwrap_err();
    assert!(why.contains("the styles are: full, short, memo, overview;"), "{why}");
}

#[test]
fn a_template_of_ones_own_stands_in_the_place_of_the_bundled_one() {
    let with = |text: &str| exported(&case("a *b*"), &[("templates", "full.md"), ("template/full.md", text)]);
    assert_eq!(
        with("{% for claim in claims %}{{ claim.text }}: {{ t('verdict') }}{% endfor %}"),
        Ok("a \\*b\\*: Verdict\n".to_owned())
    );
    for (template, why) in [
        ("\n{{ claim.txt }}", "full.md.j2, line 2"),
        ("{% for x in %}", "full.md.j2, line 1"),
        ("{{ t('no-such-words') }}", "no words called \"no-such-words\""),
        ("{% include 'nowhere.md' %}", "nowhere.md"),
    ] {
        let told = with(template).unwrap_err();
        assert!(told.contains(why), "{template}: {told}");
    }
}

/// Every text of the kit that means something to some format.
#[test]
fn hostile_texts_leave_the_report_in_shape() {
    let reports = |text: &str| {
        let styles = ["full", "short", "memo", "overview"];
        let call = |style| call(&claims_plugin_markdown::PLUGIN).with("style", style).with("title", text);
        styles.map(|style| String::from_utf8(call(style).export(&everywhere(text)).unwrap()).unwrap())
    };
    for text in HOSTILE {
        for (attacked, plain) in reports(text).iter().zip(reports(&plain(text))) {
            assert_eq!(shape(attacked), shape(&plain), "{text:?} gives\n{attacked}");
        }
    }
}

/// What works without end, or asks for memory without end, is stopped by counting.
#[test]
fn a_template_may_do_bounded_work() {
    for template in [
        "{% for a in range(100000) %}{% for b in range(100000) %}x{% endfor %}{% endfor %}",
        "{% set ns = namespace(x='xxxxxxxx') %}{% for a in range(100) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
        "{{ 'x' * 1000000000 }}",
        "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
        "{{ 'x' | indent(1000000000, true) }}",
        "{% include 'full.md' %}",
    ] {
        let told = exported(&case("x"), &[("templates", "full.md"), ("template/full.md", template)]).unwrap_err();
        assert!(told.contains("full.md.j2"), "{template}: {told}");
    }
}

/// Honest texts of any length never come to that bound.
#[test]
fn a_long_text_is_no_work_without_end() {
    for style in ["full", "short", "memo", "overview"] {
        exported(&case(&"long * words ".repeat(80_000)), &[("style", style)]).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn no_text_changes_the_shape(text in "[ -~][ -~\\n\u{1b}\u{202e}]{0,30}[!-~]") {
        for (attacked, plain) in reports(&text).iter().zip(reports(&plain(&text))) {
            prop_assert_eq!(shape(attacked), shape(&plain), "{}", attacked);
        }
    }
}
