//! The test kit of `claims-plugin` and this host are one to a plugin: it reads the same, and its answers come to the same.

#![allow(unsafe_code, reason = "one plugin here reads all that the contract lends, by its numbers")]
#![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

#[path = "testkit/dump.rs"]
mod dump;
#[path = "testkit/model.rs"]
mod model;
#[path = "testkit/same.rs"]
mod same;
#[path = "testkit/spell.rs"]
mod spell;
#[path = "testkit/story.rs"]
mod story;

use claims_abi::Plugin as Entry;
use claims_host::Plugin;
use claims_host_specimens::{doubt, everything, minutes, obedient, panics};
use claims_plugin::{
    Hunk,
    testing::{self, Case, call},
};
use proptest::prelude::*;

use model::model;
use same::{alike, here, same_drafts, same_found, same_hunks, same_scores, told};
use story::story;

fn cases() -> Vec<Case> {
    let story = story();
    let scores = call(&claims_plugin_quadratic::PLUGIN).score(&story).unwrap();
    let published = story.clone().scored("quadratic", &scores[..3]).scored("quadratic", &scores[3..]);
    let published = published.changed(0, "s2v2", "removed", "").changed(0, "s2v1", "moved and edited", "It harms some");
    let [old, new] = ["s2v1", "s2v2"].map(|handle| {
        let mut versions = published.read().versions();
        versions.find(|version| version.handle() == handle).unwrap().text().unwrap().to_owned()
    });
    let hunks = call(&claims_plugin_prose::PLUGIN).diff(&old, &new).unwrap();
    let published =
        published.diffed("s2v1", "s2v2", &hunks).diffed("s2v2", "s2v1", &[Hunk::coarse(0..new.len(), 0..old.len())]);
    let published =
        published.checked("c2", "error", "no-archive", "s1v1 has no archived copy", "claims source archive");
    let drafted = call(&everything::PLUGIN).import("북한".as_bytes()).unwrap();
    let asked = story.clone().asked("c2", "p1", "a letter", "2023-08").asked("c2", "p2", "a call", "2023-08-15");
    let asked = asked.asked("c4", "p1", "a call", "before 2023").answered("r2", "2023-08-17", "아니다.");
    let asked = asked.answered("r3", "2024", None);
    vec![asked, story.clone().asking(&["c4", "c2"]), story.asking(&[]), published, drafted, Case::of(|_| ())]
}

/// Options, of which a plugin takes what it knows.
const OPTIONS: [(&str, &str); 4] = [("title", "The desk"), ("say", "no"), ("say", "all of it"), ("confidence", "0.25")];

fn both(entry: &'static Entry) -> (Plugin, testing::Call, Vec<(String, String)>) {
    let options = OPTIONS.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    let here = OPTIONS.iter().fold(call(entry), |call, (name, value)| call.with(name, value));
    (Plugin::linked(entry).unwrap(), here, options)
}

#[test]
fn a_case_of_the_kit_is_a_case_of_the_record() {
    for case in cases() {
        let (plugin, kit, options) = both(&dump::PLUGIN);
        let mut there = Vec::new();
        plugin.export(&model(case.read()), &options, &mut there).unwrap();
        let there = String::from_utf8(there).unwrap();
        let read = String::from_utf8(kit.export(&case).unwrap()).unwrap();
        for (line, (one, other)) in there.lines().zip(read.lines()).enumerate() {
            assert_eq!(other, one, "line {line}");
        }
        assert_eq!(read.len(), there.len());
        assert!(case.read().claims().next().is_none() || there.lines().count() > 100, "something was compared");
    }
}

const PLUGINS: [&Entry; 9] = [
    &claims_plugin_quadratic::PLUGIN,
    &claims_plugin_prose::PLUGIN,
    &claims_plugin_markdown::PLUGIN,
    &claims_plugin_vault::PLUGIN,
    &doubt::PLUGIN,
    &everything::PLUGIN,
    &minutes::PLUGIN,
    &obedient::PLUGIN,
    &panics::PLUGIN,
];

#[test]
fn a_plugin_answers_the_same_in_the_kit_and_in_the_host() {
    for entry in PLUGINS {
        let (plugin, kit, options) = both(entry);
        for case in cases() {
            same_scores(&plugin, &kit, &case, &options);
            let mut there = Vec::new();
            let exported = told(plugin.export(&model(case.read()), &options, &mut there)).map(|()| there);
            assert_eq!(here(kit.export(&case)), exported, "{}", plugin.name());
        }
        for (old, new) in [("", ""), ("", "Fresh."), ("It sent 15 shells.", "It sent 50 shells. 북한은.")] {
            same_hunks(&plugin, &kit, old, new, &options);
        }
        for text in ["", "A minister: It sent 15 shells.\n! 학자: 아니다.", "0 3 0.5 Fine Somebody\n4 5 1", "15 shells"]
        {
            same_drafts(&plugin, &kit, text.as_bytes(), &options);
            same_found(&plugin, &kit, text, &options);
        }
    }
}

#[test]
fn answers_that_cannot_be_right_are_refused_in_the_same_words() {
    let (plugin, kit, options) = both(&obedient::PLUGIN);
    for wording in [
        "0.25",
        "1",
        "NaN",
        "-0.01",
        "1.01",
        "inf",
        "base",
        "infinite part",
        "skip",
        "twice",
        "another",
        "undetermined",
        "fail",
        "what",
    ] {
        let case = Case::of(|draft| {
            draft.claim(wording);
            draft.claim("beside the point");
        });
        same_scores(&plugin, &kit, &case.asking(&["c1"]), &options);
    }
    for old in [
        "= 0 3 0 3\n!3 4 3 4",
        "=0 1 0 1",
        "!0 2 0 1",
        "!1 20 0 1",
        "~0 9 0 2",
        "!0 3 0 2\n~3 4 2 2\n!4 14 2 2",
        "!3 1 0 0",
        "!",
        "!0 4 0 99",
        "!0 5 0 1\n!5 5 1 1\n!5 5 1 2",
    ] {
        same_hunks(&plugin, &kit, old, "é", &options);
    }
    for text in [
        "0 4 1",
        "0 4 1.1",
        "0 4 NaN",
        "4 0 1",
        "0 400 0",
        "0 3 0",
        "x",
        "4 5 0\né 1",
        "0 1 0 \u{a0}",
        "0 1 0 A \u{a0}",
        "9 10 0\n#é",
        "8 10 0\n#é",
    ] {
        same_found(&plugin, &kit, text, &options);
    }
    for file in [
        "said 2023-13",
        "said before  2023",
        "status withdrawn",
        "withdrawn why",
        "status withdrawn\nwithdrawn why",
        "status foggy",
        "said 2023\nsaid 2024",
        "claim ",
        "stance rebuts",
        "stance like",
        "itself",
        "part",
        "grade 4",
        "grade 7",
        "grade A",
        "rating 3",
        "rating 9",
        "kind person",
        "kind crowd",
        "captured 2023-08-15T09:00:00Z",
        "captured 2024-02-29t23:59:59.25+02:00",
        "captured 0001-01-01T00:00:00.123456789-23:59",
        "captured 9999-12-28T23:59:59-23:59",
        "captured 9999-12-31T00:00:00Z",
        "captured 0000-01-01T00:00:00Z",
        "captured yesterday",
        "place 0",
        "place 3",
        "original me",
        "nothing",
        "runs",
    ] {
        same_drafts(&plugin, &kit, file.as_bytes(), &options);
    }
}

/// What only comes together by design: each line is a step of `spell`.
#[test]
fn records_that_cannot_be_are_refused_in_the_same_words() {
    let (plugin, kit, options) = both(&spell::PLUGIN);
    let claim = "d 1\nt 1 0 3 It rains\n";
    let quote = format!("{claim}d 6\nt 6 0 17 News\nd 7\nr 7 0 19 0\nt 7 0 3 It rains.\nd 9\nr 9 0 21 0\nr 9 0 22 0\n");
    let links = format!("{claim}d 10\nd 10\nt 10 0 42 rebuts\nt 10 1 42 rebuts\nr 10 0 25 0\nr 10 1 25 0\n");
    let grade = format!("{claim}d 4\nt 4 0 13 Ann\nd 11\n");
    let verdict = format!("{claim}d 12\nr 1 0 10 0\nt 12 0 13 False\n");
    let files = [
        format!("{links}r 10 0 27 1\nr 10 1 27 0\n"),
        format!("{links}r 10 0 27 1\nr 10 1 26 0\n"),
        format!("{claim}d 1\nt 1 1 3 It pours\n{}", "r 1 0 8 1\nr 1 1 8 0\n"),
        format!(
            "{claim}d 1\nt 1 1 3 It pours\nr 1 0 7 1\nd 10\nt 10 0 42 context\nr 10 0 25 0\nr 10 0 26 1\nr 10 0 27 0\n"
        ),
        format!("{quote}n 9 0 39 3\nt 9 0 31 It rains\nn 9 0 40 2\n"),
        format!("{quote}n 9 0 39 0\nn 9 0 40 8\nt 9 0 31 It rains\nt 9 0 36 Il pleut\nt 9 0 37 fr\nt 9 0 38 Ann\n"),
        format!("{quote}t 9 0 38 Ann\nt 9 0 36 Il pleut\nt 9 0 37 fr\n"),
        format!("{quote}t 9 0 32 News:\n"),
        format!("{grade}r 1 0 9 0\nt 11 0 46 A\nt 11 0 47 2\n"),
        format!("{grade}r 4 0 9 0\nt 11 0 47 2\nt 11 0 46 A\n"),
        format!("{grade}r 4 0 9 0\nt 11 0 46 A\nr 1 0 9 0\n"),
        format!("{verdict}n 12 0 55 1\nn 12 0 54 2\nn 12 0 56 5\n"),
        format!("{verdict}n 12 0 54 6\nn 12 0 55 1\nn 12 0 56 5\n"),
        "d 4\nt 4 0 13 Ann\nd 2\nr 2 0 13 0\nd 5\nt 5 0 3 A.\nr 4 0 14 0\nd 8\nt 8 0 19 x\n".to_owned(),
    ];
    let mut wrong = 0;
    for file in &files {
        for (end, _) in file.match_indices('\n') {
            let some = &file.as_bytes()[..=end];
            same_drafts(&plugin, &kit, some, &options);
            wrong += usize::from(kit.import(some).is_err());
        }
    }
    assert!(wrong > 40, "{wrong}");
}

#[test]
fn a_plugin_of_another_kind_is_none() {
    let wrong = Err(testing::Error::NotThisKind("finder"));
    assert_eq!(call(&doubt::PLUGIN).find("text"), wrong);
    assert_eq!(here(wrong), told(Plugin::linked(&doubt::PLUGIN).unwrap().find("text", &[]).map(|_| Vec::new())));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    /// Whatever is drafted, by any numbers and in any order, both take it or both refuse it at the same step and in the
    /// same words.
    #[test]
    fn any_drafts_are_taken_or_refused_alike(steps in spell::steps()) {
        let (plugin, kit, options) = both(&spell::PLUGIN);
        // One step more each time, so that a refusal is met at its step.
        for step in 0..=steps.len() {
            let some = spell::file(&steps[..step]);
            let there = told(plugin.import(&some, &options)).map(|drafts| drafts.claims().len());
            let read = here(kit.import(&some)).map(|case| case.read().claims().len());
            alike(&read, &there, &format!("{:?}", &steps[..step]));
        }
    }
}
