//! Runs short and on any compiler what `cargo fuzz` runs long: the seeds, what was found, and changes of both.
//!
//! `CLAIMS_FUZZ_CASES=100000 cargo test -p claims --test fuzz` runs longer. The program's own readers of files have the
//! same in `crates/claims/src/fuzzed.rs`, the host's in `crates/claims-host/src/fuzzed.rs`.

#![allow(unreachable_pub, reason = "the fuzzers are in another crate")]
#![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

#[path = "../fuzz/src/lib.rs"]
mod fuzz;

use std::{fs, path::Path};

use proptest::{
    collection::vec,
    prelude::*,
    sample::{Index, select},
    test_runner::{Config, TestRunner},
};

/// How many changed inputs each reader is given, where nothing says otherwise.
const CASES: u32 = 48;

/// What stands in inputs where nobody expects it.
const PIECES: [&[u8]; 24] = [
    b"\"",
    b"<",
    b">",
    b"&",
    b"'",
    b"{",
    b"}",
    b"[",
    b"]",
    b"\\",
    b"\0",
    b"\xff",
    b"\n",
    b"\r\n",
    b"-",
    b":",
    b"=",
    b"\xef\xbb\xbf",
    "\u{202e}".as_bytes(),
    "e\u{301}".as_bytes(),
    "👍🏽".as_bytes(),
    b"18446744073709551616",
    b"1e999",
    b"%",
];

/// Gives a reader each seed of a folder, and changes of them.
fn feed(name: &str, run: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds").join(name);
    let mut paths: Vec<_> = fs::read_dir(&folder).expect("there are seeds").map(|file| file.unwrap().path()).collect();
    paths.sort();
    let seeds: Vec<Vec<u8>> = paths.iter().map(|path| fs::read(path).unwrap()).collect();
    assert!(!seeds.is_empty(), "{name}");
    seeds.iter().for_each(|seed| run(seed));
    let cases = std::env::var("CLAIMS_FUZZ_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(CASES);
    let edit = (
        any::<Index>(),
        0..16_usize,
        prop_oneof![select(&PIECES[..]).prop_map(<[u8]>::to_vec), vec(any::<u8>(), 0..4)],
    );
    let changed = (select(seeds), vec(edit, 0..6)).prop_map(|(mut bytes, edits)| {
        for (at, drop, new) in edits {
            let at = at.index(bytes.len() + 1);
            let end = bytes.len().min(at + drop);
            bytes.splice(at..end, new);
        }
        bytes
    });
    let config = Config { failure_persistence: None, ..Config::with_cases(cases) };
    let held = TestRunner::new(config).run(&changed, |bytes| {
        run(&bytes);
        Ok(())
    });
    held.unwrap_or_else(|error| panic!("{name}: {error}"));
}

macro_rules! readers {
    ($($name:ident: $run:expr;)*) => {
        $(#[test] fn $name() { feed(stringify!($name), $run); })*

        /// The readers that are fed here.
        const READERS: &[&str] = &[$(stringify!($name)),*];
    };
}

readers! {
    anchor: fuzz::anchor::run;
    calls: fuzz::calls::run;
    capture: fuzz::capture::run;
    casebook: fuzz::casebook::run;
    claimreview: fuzz::claimreview::run;
    diff: fuzz::diff::run;
    log: fuzz::log::run;
    matching: fuzz::matching::run;
    operation: fuzz::operation::run;
    page: fuzz::page::run;
    pdf: fuzz::capture::pdf;
    query: fuzz::query::run;
    quote: fuzz::quote::run;
    table: fuzz::table::run;
    template: fuzz::template::run;
    text: fuzz::text::run;
}

/// What the tests of another crate feed, since only it knows the reader.
const ELSEWHERE: [&str; 3] = ["desk", "library", "line"];

#[test]
fn every_fuzzer_has_seeds_and_is_run_short() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz");
    let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    let bins = manifest.split("[[bin]]").skip(1);
    let mut fuzzers: Vec<&str> = bins.filter_map(|bin| bin.split("name = \"").nth(1)?.split('"').next()).collect();
    fuzzers.sort_unstable();
    let mut known: Vec<&str> = READERS.iter().copied().chain(ELSEWHERE).collect();
    known.sort_unstable();
    assert_eq!(fuzzers, known);
    let figures = fs::read_to_string(root.join("../docs/reliability.md")).unwrap();
    for fuzzer in fuzzers {
        assert!(root.join("seeds").join(fuzzer).is_dir(), "{fuzzer} has no seeds");
        assert!(figures.contains(&format!("| `{fuzzer}` |")), "{fuzzer} has no row in docs/reliability.md");
    }
}

/// Nothing here builds the fuzzers, and `desk` is the program: what it imports must be at hand there too.
#[test]
fn the_fuzzer_of_the_program_imports_what_the_program_does() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let table = |path: &str| fs::read_to_string(root.join(path)).unwrap().parse::<toml::Table>().unwrap();
    let (program, fuzzers) = (table("crates/claims/Cargo.toml"), table("fuzz/Cargo.toml"));
    let needed = program["dependencies"].as_table().unwrap().iter();
    let needed = needed.filter(|(_, value)| value.get("optional").is_none()).map(|(name, _)| name.as_str());
    let missing: Vec<&str> = needed.filter(|name| fuzzers["dependencies"].get(name).is_none()).collect();
    assert_eq!(missing, Vec::<&str>::new());
}
