//! Plugins and hosts of different age: those of earlier minors work here, and one of today in a host of minor 0.

#![allow(unsafe_code, reason = "a host of old is a table of functions, and a plugin of its time is loaded")]
#![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

use std::{
    env,
    ops::ControlFlow,
    path::{Path, PathBuf},
    process::Command,
};

mod common;
#[path = "common/old.rs"]
mod old;

use claims_abi::{Bytes, Exporter, Finder, Importer, Scorer, Status, Str};
use claims_host::{Error, Kind, Plugin};
use claims_host_specimens::{doubt, everything, minutes, obedient};
use claims_model::{CaseFinding, HunkState, PointHunk, VersionDiff, anchor::Hunk};

use common::{compile, story};
use old::call;

/// A plugin that was written for a minor, with the header of that time: compiled just now and, where that runs here,
/// compiled once and kept.
fn built_for(minor: u32, name: &str) -> Vec<Plugin> {
    let mut files = vec![compile(&format!("abi-{minor}/{name}"))];
    if cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        files.push(kept(minor, name));
    }
    let load = |file: &PathBuf| {
        // SAFETY: the library is our own.
        let plugin = unsafe { Plugin::load_as(file, name) }.unwrap();
        // SAFETY: as above; the symbol is that of a plugin's constant, and the library is never unloaded.
        let constant = unsafe {
            let library = Box::leak(Box::new(libloading::Library::new(file).unwrap()));
            &**library.get::<*const claims_abi::Plugin>(format!("claims_plugin_v1_{name}").as_bytes()).unwrap()
        };
        assert_eq!((constant.abi_minor, constant.size), (minor, 72), "{}", file.display());
        plugin
    };
    files.iter().map(load).collect()
}

/// A library that was compiled once, for x86_64 Linux and with the header of its minor, and never is again: what a
/// compiler makes of a source may change, what authors have given away does not. It needs no other library; the functions
/// of C that it calls are those of the process.
///
/// `UPDATE_COMPILED=1 cargo test -p claims-host --test older` compiles those that are missing, which is for a new minor,
/// and leaves the others alone.
fn kept(minor: u32, name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/abi-{minor}"));
    let file = folder.join(format!("{name}-x86_64-linux.so"));
    if env::var_os("UPDATE_COMPILED").is_some() && !file.exists() {
        let compiled = Command::new("cc")
            .args([
                "-std=c11",
                "-Wall",
                "-Wextra",
                "-pedantic",
                "-Werror",
                "-shared",
                "-fPIC",
                "-O2",
                "-s",
                "-nostdlib",
            ])
            .args(["-ffreestanding", "-fno-stack-protector", "-fno-asynchronous-unwind-tables", "-Wl,--build-id=none"])
            .args(["-Wl,-z,noseparate-code"])
            .arg(folder.join(name).with_extension("c"))
            .arg("-o")
            .arg(&file)
            .output()
            .unwrap();
        assert!(compiled.status.success(), "{}", String::from_utf8_lossy(&compiled.stderr));
    }
    file
}

#[test]
fn a_plugin_of_minor_0_works() {
    for old in built_for(0, "old") {
        assert_eq!(old.kinds(), [Kind::Scorer, Kind::Differ, Kind::Exporter]);
        let scores = old.score(&story()).unwrap();
        let values: Vec<_> = scores.iter().map(|score| score.value).collect();
        assert_eq!(values, [Some(1.0), Some(0.5), Some(1.0 / 3.0), Some(0.25)]);
        assert_eq!(
            (scores[1].remarks.as_slice(), scores[1].contributions[0].amount),
            (&["from of old".to_owned()][..], 0.25)
        );
        assert_eq!(old.diff("é", "é").unwrap(), [Hunk { same: true, coarse: false, old: 0..2, new: 0..2 }]);
        assert!(old.diff("a", "b").unwrap()[0].coarse);
        let mut out = Vec::new();
        old.export(&story(), &[("say".to_owned(), " ".to_owned())], &mut out).unwrap();
        assert_eq!(out, b" c1 c2 c3 c4 c5 c6 c7");
        let failed = old.export(&story(), &[], &mut out).unwrap_err();
        assert_eq!(failed.to_string(), "old failed: nothing to say");
        assert!(matches!(old.import(b"", &[]), Err(Error::NotThisKind { kind: Kind::Importer, .. })));
    }
}

#[test]
fn a_plugin_of_minor_1_works() {
    for old in built_for(1, "minutes") {
        assert_eq!(old.kinds(), [Kind::Importer, Kind::Finder]);
        let drafts =
            old.import(b"Ada: It holds.\nBo: It leaks.\n", &[("title".to_owned(), "Day 1".to_owned())]).unwrap();
        let texts: Vec<_> = drafts.claims().iter().map(|claim| claim.text.as_str()).collect();
        assert_eq!((texts.as_slice(), drafts.sources()[0].title.as_str()), (&["It holds.", "It leaks."][..], "Day 1"));
        let found = old.find("Ada: It holds.", &[]).unwrap();
        assert_eq!((found[0].at.clone(), found[0].claimant.as_deref()), (0..14, Some("Ada")));
    }
}

#[test]
fn a_plugin_of_minor_2_works() {
    for old in built_for(2, "remarks") {
        assert_eq!(old.kinds(), [Kind::Exporter, Kind::Importer]);
        assert_eq!(old.import(b"Line 2 is none.", &[]).unwrap().remarks(), ["Line 2 is none."]);
        let mut out = Vec::new();
        old.export(&story(), &[], &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "A minister: answered\nA scholar — Андрей: unanswered\nA scholar — Андрей: waiting\n"
        );
    }
}

#[test]
fn a_plugin_of_minor_3_works() {
    for old in built_for(3, "keys") {
        assert_eq!(old.kinds(), [Kind::Exporter, Kind::Importer]);
        let key = "01900000-0000-7000-8000-000000000001";
        let drafts = old.import(format!("{key}It holds.").as_bytes(), &[]).unwrap();
        let [claim] = drafts.claims() else { panic!("one claim") };
        assert_eq!((claim.key, claim.text.as_str()), (Some(key.parse().unwrap()), "It holds."));
        let mut case = story();
        let hunk = |state, old, new| PointHunk { state, old, new };
        let hunks = vec![hunk(HunkState::Same, 0..3, 0..3), hunk(HunkState::Changed, 3..8, 3..4)];
        case.diffs.push(VersionDiff { from: case.versions[0].version.key, to: case.versions[1].version.key, hunks });
        let text = |text: &str| text.to_owned();
        let claim = case.claims[0].key;
        let (level, rule, what, fix) = (text("warn"), text("quote"), text("?"), text("claims edit"));
        case.findings.push(CaseFinding { claim, level, rule, what, fix });
        let mut out = Vec::new();
        old.export(&case, &[], &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "3same 5changed warn quote claims edit ");
    }
}

#[test]
fn a_plugin_of_minor_4_works() {
    for old in built_for(4, "feeds") {
        assert_eq!(old.kinds(), [Kind::Exporter, Kind::Importer]);
        let mut parts = Vec::new();
        old.import_from(&mut &b"ab"[..], 9, &[], &mut |drafts| {
            parts.push(drafts);
            ControlFlow::Continue(())
        })
        .unwrap();
        let claims: Vec<_> = parts.iter().flat_map(|part| part.claims()).collect();
        let verdict = &claims[1].verdicts[0];
        assert_eq!((claims.len(), claims[1].text.as_str(), claims[1].line), (2, "b", None));
        assert_eq!((verdict.address.as_deref(), verdict.feed.as_deref()), (Some("https://a.example/1"), Some("world")));
        let mut case = story();
        case.verdicts[0].address = Some("https://b.example/".to_owned());
        case.verdicts[0].feed = Some("f".to_owned());
        let mut out = Vec::new();
        old.export(&case, &[], &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "https://b.example/f");
    }
}

/// Each is the header as it was last before the next minor.
#[test]
fn the_header_of_each_earlier_minor_is_the_beginning_of_todays() {
    let headers = [
        include_str!("fixtures/abi-0/claims.h"),
        include_str!("fixtures/abi-1/claims.h"),
        include_str!("fixtures/abi-2/claims.h"),
        include_str!("fixtures/abi-3/claims.h"),
        include_str!("fixtures/abi-4/claims.h"),
    ];
    headers.into_iter().for_each(is_the_beginning);
}

fn is_the_beginning(then: &'static str) {
    let now = include_str!("../../claims-abi/include/claims.h");
    let code = |line: &str| {
        let comment = ["/*", "*"].iter().any(|mark| line.trim().starts_with(mark));
        // What may change: the number of the minor, and sums of sizes.
        !comment && !line.starts_with("_Static_assert") && !line.contains("CLAIMS_ABI_MINOR")
    };
    // A list that ended may go on.
    let plain = |line: &'static str| line.trim_end_matches(',');
    let mut rest = now.lines();
    for line in then.lines().filter(|line| code(line)).map(plain) {
        assert!(rest.any(|later| plain(later) == line), "gone or moved: {line}");
    }
}

fn import(plugin: &claims_abi::Plugin) -> (Status, String) {
    let (status, given) = call::<Importer>(plugin, Importer::ID, |importer, host, case, sink| {
        // SAFETY: host, case and sink are what the plugin may take for those of minor 0.
        unsafe { importer.read_in.unwrap()(host, case, sink, Bytes::lend(b"A: b.")) }
    });
    (status, given.message)
}

fn find(plugin: &claims_abi::Plugin) -> (Status, String) {
    let (status, given) = call::<Finder>(plugin, Finder::ID, |finder, host, case, sink| {
        // SAFETY: as in `import`.
        unsafe { finder.find.unwrap()(host, case, sink, Str::lend("0 3 1")) }
    });
    (status, given.message)
}

#[test]
fn what_a_host_of_minor_0_knows_works_in_it() {
    let scorer = |plugin| {
        call::<Scorer>(plugin, Scorer::ID, |scorer, host, case, sink| {
            // SAFETY: as in `import`.
            unsafe { scorer.score.unwrap()(host, case, sink) }
        })
    };
    let (status, given) = scorer(&obedient::PLUGIN);
    assert_eq!((status, given.scores.as_slice()), (Status::DONE, &[(0, 0.25)][..]));
    let (status, given) = scorer(&doubt::PLUGIN);
    assert_eq!((status, given.scores.as_slice()), (Status::DONE, &[(0, 1.0)][..]));
    let (status, given) = call::<Exporter>(&obedient::PLUGIN, Exporter::ID, |exporter, host, case, sink| {
        // SAFETY: as in `import`.
        unsafe { exporter.write_out.unwrap()(host, case, sink) }
    });
    assert_eq!((status, given.bytes.as_slice()), (Status::DONE, &b"all"[..]));
}

#[test]
fn what_a_host_of_minor_0_lacks_is_a_failure_that_says_so() {
    let importers = "this claims is older than importers; the plugin needs a newer one";
    for plugin in [&everything::PLUGIN, &minutes::PLUGIN, &obedient::PLUGIN] {
        assert_eq!(import(plugin), (Status::FAILED, importers.to_owned()));
    }
    let finders = "this claims is older than finders; the plugin needs a newer one";
    assert_eq!(find(&obedient::PLUGIN), (Status::FAILED, finders.to_owned()));

    // SAFETY: the library is our own, and its symbol that of a plugin's constant.
    let in_c = unsafe {
        let library = Box::leak(Box::new(libloading::Library::new(compile("minutes")).unwrap()));
        &**library.get::<*const claims_abi::Plugin>(b"claims_plugin_v1_minutes").unwrap()
    };
    assert_eq!(import(in_c), (Status::FAILED, "this claims is too old".to_owned()));
    assert_eq!(find(in_c).0, Status::FAILED);
}
