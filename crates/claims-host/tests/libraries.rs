//! Plugins in libraries: the bundled ones answer as they do linked in, one in C works, and what is none is told apart.

#![allow(unsafe_code, reason = "loading a library runs its code")]
#![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

mod common;

use std::{fs, path::Path, process::Command};

use claims_host::{Error, Kind, Plugin, Registry, Unloadable};
use claims_host_specimens::{doubt, everything, minutes, obedient};
use claims_model::{Case, Doubt, QuoteChange, anchor::AnchorState};

use common::{Builder, build, compile, compile_code, library, load, story};

/// Every bundled plugin and some specimens: the crate, the name, and the entry as a program links it in.
fn plugins() -> Vec<(&'static str, &'static str, Plugin)> {
    let linked = |plugin| Plugin::linked(plugin).unwrap();
    vec![
        ("claims_plugin_quadratic", "quadratic", linked(&claims_plugin_quadratic::PLUGIN)),
        ("claims_plugin_prose", "prose", linked(&claims_plugin_prose::PLUGIN)),
        ("claims_plugin_lines", "lines", linked(&claims_plugin_lines::PLUGIN)),
        ("claims_plugin_markdown", "markdown", linked(&claims_plugin_markdown::PLUGIN)),
        ("claims_plugin_claimreview", "claimreview", linked(&claims_plugin_claimreview::PLUGIN)),
        ("claims_plugin_quotes", "quotes", linked(&claims_plugin_quotes::PLUGIN)),
        ("claims_plugin_vault", "vault", linked(&claims_plugin_vault::PLUGIN)),
        ("claims_host_specimens", "doubt", linked(&doubt::PLUGIN)),
        ("claims_host_specimens", "everything", linked(&everything::PLUGIN)),
        ("claims_host_specimens", "minutes", linked(&minutes::PLUGIN)),
        ("claims_host_specimens", "obedient", linked(&obedient::PLUGIN)),
    ]
}

fn cases() -> Vec<Case> {
    let mut backward = story();
    backward.claims.reverse();
    backward.links.reverse();
    vec![story(), published(), backward, Case::default()]
}

/// The story as an exporter gets it: with scores, and with what became of a quote.
fn published() -> Case {
    let mut case = story();
    case.scores = Plugin::linked(&claims_plugin_quadratic::PLUGIN).unwrap().score(&case).unwrap();
    case.changes = vec![QuoteChange {
        appearance: case.appearances[0].key,
        version: case.versions[1].version.key,
        state: AnchorState::Edited,
        now: "“The trade hurts no one”".to_owned(),
        doubt: Some(Doubt::Shrunk),
    }];
    case
}

fn texts() -> Vec<(&'static str, &'static str)> {
    vec![
        ("", ""),
        ("", "Fresh."),
        ("He said no.", "He said no."),
        ("It sent 15 shells. Mr. Kim agreed.\n\nRain fell.", "It sent 50 shells. Rain fell.\n\nMr. Kim “agreed”."),
        ("북한은 핵을 포기하지 않는다. 협력은 계속된다.", "협력은 계속된다. 북한은 핵을 포기한다."),
        ("cafe\u{301} 🇰🇵\u{200b}", "café 🇰🇷"),
        (include_str!("libraries.rs"), include_str!("answers.rs")),
    ]
}

#[test]
fn loaded_or_linked_a_plugin_answers_the_same() {
    for (library, name, linked) in plugins() {
        let loaded = load(library, name);
        assert_eq!(
            (loaded.name(), loaded.version(), loaded.summary(), loaded.kinds()),
            (linked.name(), linked.version(), linked.summary(), linked.kinds())
        );
        for case in cases() {
            let options = [("title".to_owned(), "The desk".to_owned()), ("say".to_owned(), "all".to_owned())];
            let (mut one, mut other) = (Vec::new(), Vec::new());
            let exported = [loaded.export(&case, &options, &mut one), linked.export(&case, &options, &mut other)];
            assert_eq!(one, other, "{name}");
            assert!(name != "markdown" || case.subjects.is_empty() || one.len() > 1_000, "a report says something");
            let scored = [loaded.score(&case), linked.score(&case)];
            same(name, Kind::Exporter, &linked, exported);
            same(name, Kind::Scorer, &linked, scored);
        }
        for (old, new) in texts() {
            same(name, Kind::Differ, &linked, [loaded.diff(old, new), linked.diff(old, new)]);
        }
        for text in ["", "A minister: It sent 15 shells.\n! 학자: 아니다.", "claim Fine\nsaid 2023\nstatus checking"]
        {
            let of_import = [loaded.import(text.as_bytes(), &[]), linked.import(text.as_bytes(), &[])];
            let of_find = [loaded.find(text, &[]), linked.find(text, &[])];
            assert!(
                name != "minutes"
                    || text.is_empty()
                    || of_import[0].is_err()
                    || of_find[0].as_ref().unwrap().len() == 2
            );
            // A line without a name is none of those that it takes.
            if name != "minutes" || !text.starts_with("claim") {
                same(name, Kind::Importer, &linked, of_import);
            }
            same(name, Kind::Finder, &linked, of_find);
        }
    }
}

/// Both answers are equal, and are answers if the plugin is of that kind.
fn same<T: PartialEq + std::fmt::Debug>(name: &str, kind: Kind, plugin: &Plugin, answers: [Result<T, Error>; 2]) {
    let [loaded, linked] = answers.map(|answer| answer.map_err(|error| error.to_string()));
    assert_eq!(loaded, linked, "{name}, {kind}");
    // The obedient one fails where nobody tells it what to do.
    assert!(name == "obedient" || linked.is_ok() == plugin.is(kind), "{name}, {kind}: {linked:?}");
}

#[test]
fn a_plugin_in_c_works_with_the_header_alone() {
    // SAFETY: the library is our own.
    let counters = unsafe { Plugin::load_as(&compile("counters"), "counters") }.unwrap();
    assert_eq!((counters.name(), counters.version(), counters.kinds()), ("counters", "1.0", vec![Kind::Scorer]));
    let case = story();
    let scores = counters.score(&case).unwrap();
    // The scholar's and the withdrawn one speak against the second subject; this plugin does not care that it was.
    let values: Vec<_> = scores.iter().map(|score| score.value).collect();
    assert_eq!(values, [Some(1.0), Some(0.25), Some(0.5), Some(1.0)]);
    let parts: Vec<_> = scores[1].contributions.iter().map(|part| (part.because.as_str(), part.amount)).collect();
    assert_eq!(parts, [("rebutted", -0.5), ("rebutted", -0.25)]);
    assert_eq!(scores[1].contributions[0].link, Some(case.links[2].key));
}

/// In C++ a constant is known to its own file alone unless something says otherwise; the mark of the header does.
#[test]
fn a_plugin_in_cpp_is_found_inside_an_extern_c_block_and_outside() {
    if Command::new("c++").arg("--version").output().is_err() {
        println!("there is no C++ compiler here");
        return;
    }
    for (name, before, after) in [("outside", "", ""), ("inside", "extern \"C\" {", "}")] {
        let code = format!(
            r#"
#include <cstring>
#include "claims.h"
static claims_status score(const claims_host *host, const claims_case *c, claims_sink *sink) {{
    const claims_rows subjects = host->rows(c, CLAIMS_TABLE_CASE, 0, CLAIMS_ROWS_SUBJECTS);
    for (size_t s = 0; s < subjects.len; s++) host->score(sink, subjects.ptr[s], 1, 0.5, 0, 0);
    return CLAIMS_DONE;
}}
static const claims_scorer scorer = {{score}};
{before}
static const void *kind(const char *id) {{ return std::strcmp(id, CLAIMS_SCORER) == 0 ? &scorer : nullptr; }}
CLAIMS_EXPORT const claims_plugin claims_plugin_v1_{name} = {{
    sizeof(claims_plugin), CLAIMS_ABI_MINOR, 0, CLAIMS_STR("{name}"), CLAIMS_STR("1"), CLAIMS_STR("In C++"), kind}};
{after}"#
        );
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.cpp"));
        fs::write(&file, code).unwrap();
        // SAFETY: the library is our own.
        let plugin = unsafe { Plugin::load_as(&build("c++", "-std=c++11", &file, name), name) }.unwrap();
        assert_eq!(plugin.score(&story()).unwrap()[0].value, Some(0.5));
    }
}

fn refused(path: &Path, name: &str) -> Unloadable {
    // SAFETY: the libraries are our own; nothing else gets as far as being loaded.
    match unsafe { Plugin::load_as(path, name) } {
        Err(Error::Load { path: named, why }) => {
            assert_eq!(named, path);
            why
        }
        other => panic!("loaded: {other:?}"),
    }
}

#[test]
fn what_is_no_plugin_is_told_apart() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    assert_eq!(refused(Path::new("libquadratic.so"), "quadratic"), Unloadable::NotAbsolute);
    assert!(matches!(refused(&folder.join("nowhere.so"), "nowhere"), Unloadable::Missing(_)));
    assert_eq!(refused(folder, "folder"), Unloadable::NotAFile);
    assert_eq!(refused(&library("claims_host_specimens"), "Doubt!"), Unloadable::NoName);
    let text = folder.join("libtext.so");
    fs::write(&text, "not a library").unwrap();
    assert!(matches!(refused(&text, "text"), Unloadable::NotALibrary(_)));

    let wrong = compile("wrong");
    let expected = size_of::<claims_abi::Plugin>();
    assert_eq!(refused(&wrong, "short"), Unloadable::TooSmall { found: expected - 8, expected });
    let symbol = "claims_plugin_v1_nothing".to_owned();
    let nothing = refused(&wrong, "nothing");
    assert!(matches!(&nothing, Unloadable::NoEntry { symbol: missing, .. } if *missing == symbol), "{nothing}");
    let told = nothing.to_string();
    assert!(told.starts_with("claims_plugin_v1_nothing is missing in it; there is claims_plugin_v1_"), "{told}");
    assert!(told.contains("claims_plugin_v1_misnamed") && told.ends_with(", …"), "{told}");
    // What has no entry at all, for whatever reason, may have one that this claims does not know of.
    let empty = refused(&compile_code("empty", "int nothing_at_all;\n"), "empty");
    assert_eq!(empty, Unloadable::NoEntry { symbol: "claims_plugin_v1_empty".to_owned(), others: Vec::new() });
    assert!(empty.to_string().ends_with("built for a newer claims?"));
    // What the loader misses, it names.
    let code = "extern int nobody_has(void);\nint needs(void) { return nobody_has(); }\n";
    let needs = refused(&compile_code("needs", code), "needs");
    assert_eq!(needs, Unloadable::NotALibrary("undefined symbol: nobody_has".to_owned()));
    let later = refused(&wrong, "later");
    assert_eq!(later, Unloadable::Newer { theirs: 3 });
    assert_eq!(
        later.to_string(),
        "built for a newer claims: it speaks version 3 of the plugin contract, this claims version 1"
    );
    for broken in ["kindless", "without", "misnamed", "unreadable"] {
        assert!(matches!(refused(&wrong, broken), Unloadable::Broken(_)), "{broken}");
    }
    // A later minor may only add, so a longer constant is as good.
    // SAFETY: the library is our own.
    assert_eq!(unsafe { Plugin::load_as(&wrong, "long") }.unwrap().name(), "long");
}

/// Where one of the tests finds the file that it is to load in a process of its own.
const TO_LOAD: &str = "CLAIMS_TEST_LOAD";

#[test]
fn a_library_that_was_cut_off_is_an_error_and_no_signal() {
    if let Some(path) = std::env::var_os(TO_LOAD) {
        let why = refused(Path::new(&path), "quadratic");
        assert!(matches!(why, Unloadable::CutOff { .. } | Unloadable::NotALibrary(_)), "{why}");
        return;
    }
    let whole = fs::read(library("claims_plugin_quadratic")).unwrap();
    for (kept, of) in [(0, 1), (1, 1000), (1, 10), (1, 2), (9, 10), (999, 1000)] {
        let cut = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("libcut-{kept}-{of}.so"));
        fs::write(&cut, &whole[..whole.len() * kept / of]).unwrap();
        // In this process, a signal would end all tests and say nothing.
        let here = "a_library_that_was_cut_off_is_an_error_and_no_signal";
        let mut child = Command::new(std::env::current_exe().unwrap());
        let ended = child.args(["--exact", here]).env(TO_LOAD, &cut).output().unwrap();
        assert!(ended.status.success(), "{kept}/{of}: {ended:?}");
    }
    let mut noise: Vec<u8> = whole[..64].to_vec();
    noise.extend((0..100_000u32).map(|at| at.wrapping_mul(2_654_435_761).to_be_bytes()[0]));
    let garbage = Path::new(env!("CARGO_TARGET_TMPDIR")).join("libgarbage.so");
    fs::write(&garbage, noise).unwrap();
    assert!(matches!(refused(&garbage, "quadratic"), Unloadable::CutOff { .. } | Unloadable::NotALibrary(_)));
}

#[test]
fn the_name_follows_from_the_file() {
    // SAFETY: cargo built the library from this workspace.
    let quadratic = unsafe { Plugin::load(&library("claims_plugin_quadratic")) }.unwrap();
    assert_eq!(quadratic.name(), "quadratic");
}

#[test]
fn several_threads_may_call_at_once() {
    let quadratic = load("claims_plugin_quadratic", "quadratic");
    let expected = quadratic.score(&story()).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..100 {
                    assert_eq!(quadratic.score(&story()).unwrap(), expected);
                }
            });
        }
    });
}

#[test]
fn a_subject_named_twice_is_scored_once_and_one_that_is_missing_not_at_all() {
    let mut b = Builder::default();
    let claim = b.subject("0.5");
    b.case.subjects.push(claim);
    let missing = b.key();
    b.case.subjects.push(missing);
    assert_eq!(load("claims_host_specimens", "obedient").score(&b.case).unwrap().len(), 1);
}

#[test]
fn plugins_are_found_by_name_and_kind() {
    let registry: Registry = plugins().into_iter().map(|(.., plugin)| plugin).collect();
    assert_eq!(registry.find(Kind::Scorer, "quadratic").unwrap().name(), "quadratic");
    let unknown = registry.find(Kind::Scorer, "quadratik").unwrap_err();
    assert_eq!(unknown.to_string(), "no scorer is called \"quadratik\"");
    assert!(unknown.known.contains(&"quadratic".to_owned()));
    let other = registry.find(Kind::Differ, "quadratic").unwrap_err();
    assert_eq!(other.known, ["prose", "lines", "obedient"]);
}
