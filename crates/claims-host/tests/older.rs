//! Plugins and hosts of different age: a plugin of minor 0 works here, and one of today in a host of minor 0.

#![allow(unsafe_code, reason = "a host of old is a table of functions, and a plugin of its time is loaded")]
#![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

mod common;

use std::{ffi::CStr, mem::transmute, path::Path, ptr, slice};

use claims_abi::{
    Bytes, Case, Exporter, Field, Finder, Host, HunkFlags, Importer, Relation, Rows, Scorer, Sink, Status, Str, Table,
};
use claims_host::{Error, Kind, Plugin};
use claims_host_specimens::{doubt, everything, lines, obedient};
use claims_model::anchor::Hunk;

use common::{compile, story};

#[test]
fn a_plugin_of_minor_0_works() {
    // SAFETY: the library is our own.
    let old = unsafe { Plugin::load_as(&compile("abi-0/old"), "old") }.unwrap();
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

#[test]
fn the_header_of_minor_0_is_the_beginning_of_todays() {
    let read = |path: &str| std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    let now = read("../claims-abi/include/claims.h");
    let code = |line: &str| !["/*", "*", "//"].iter().any(|comment| line.trim().starts_with(comment));
    let mut rest = now.lines();
    for line in read("tests/fixtures/abi-0/claims.h").lines().filter(|line| code(line)) {
        // What may change: the number itself, the sum of sizes, a comma where a list goes on.
        if line.contains("CLAIMS_ABI_MINOR 0") || line.starts_with("_Static_assert") || !line.contains(';') {
            continue;
        }
        assert!(rest.any(|later| later == line), "gone or moved: {line}");
    }
}

/// A host of minor 0: the functions that it had, in their order, and none after them.
#[repr(C)]
struct Old {
    size: usize,
    count: unsafe extern "C" fn(*const Case, Table) -> u32,
    text: unsafe extern "C" fn(*const Case, Table, u32, Field) -> Str,
    number: unsafe extern "C" fn(*const Case, Table, u32, Field, *mut f64) -> i32,
    rows: unsafe extern "C" fn(*const Case, Table, u32, Relation) -> Rows,
    option: unsafe extern "C" fn(*const Case, Str) -> Str,
    score: unsafe extern "C" fn(*mut Sink, u32, i32, f64, i32, f64) -> i32,
    contribution: unsafe extern "C" fn(*mut Sink, u32, u32, Str, f64) -> i32,
    remark: unsafe extern "C" fn(*mut Sink, u32, Str) -> i32,
    hunk: unsafe extern "C" fn(*mut Sink, HunkFlags, usize, usize, usize, usize) -> i32,
    write: unsafe extern "C" fn(*mut Sink, *const u8, usize) -> i32,
    fail: unsafe extern "C" fn(*mut Sink, Str),
}

/// What a plugin answered to it.
#[derive(Debug, Default, PartialEq)]
struct Answer {
    scores: Vec<(u32, f64)>,
    bytes: Vec<u8>,
    message: String,
}

unsafe fn answer<'a>(sink: *mut Sink) -> &'a mut Answer {
    // SAFETY: every call below is given an answer for its sink.
    unsafe { &mut *sink.cast() }
}

unsafe extern "C" fn score(sink: *mut Sink, claim: u32, _: i32, value: f64, _: i32, _: f64) -> i32 {
    // SAFETY: the plugin passes its sink.
    unsafe { answer(sink) }.scores.push((claim, value));
    0
}

unsafe extern "C" fn write(sink: *mut Sink, bytes: *const u8, len: usize) -> i32 {
    // SAFETY: the plugin passes its sink, and lends so many bytes.
    unsafe { answer(sink).bytes.extend_from_slice(slice::from_raw_parts(bytes, len)) };
    0
}

unsafe extern "C" fn fail(sink: *mut Sink, message: Str) {
    // SAFETY: the plugin passes its sink, and lends the message.
    unsafe { answer(sink).message = String::from_utf8_lossy(slice::from_raw_parts(message.ptr, message.len)).into() };
}

unsafe extern "C" fn is_subject(_: *const Case, table: Table, row: u32, _: Field, number: *mut f64) -> i32 {
    // SAFETY: the plugin passes a place for a number.
    unsafe { number.write(f64::from(row)) };
    i32::from(table == Table::CLAIM)
}

/// One claim, which is a subject and says `0.25`; every option is `all`.
const OLD: Old = Old {
    size: size_of::<Old>(),
    count: |_, table| u32::from(table == Table::CASE || table == Table::CLAIM),
    text: |_, _, _, field| if field == Field::TEXT { Str::lend("0.25") } else { Str::ABSENT },
    number: is_subject,
    rows: |_, _, _, relation| Rows { ptr: &raw const FIRST, len: usize::from(relation == Relation::SUBJECTS) },
    option: |_, _| Str::lend("all"),
    score,
    contribution: |_, _, _, _, _| 0,
    remark: |_, _, _| 0,
    hunk: |_, _, _, _, _, _| 0,
    write,
    fail,
};

static FIRST: u32 = 0;

/// Calls one kind of a plugin in the host of old; the table lies in memory of its own, so that a tool that watches
/// memory sees a plugin that reads beyond it.
fn call<K: Copy>(
    plugin: &claims_abi::Plugin,
    id: &CStr,
    call: impl FnOnce(K, *const Host, *const Case, *mut Sink) -> Status,
) -> (Status, Answer) {
    let host = Box::new(OLD);
    assert!(host.size == 96 && host.size < size_of::<Host>());
    let mut given = Answer::default();
    // SAFETY: the id ends with a NUL, and is that of the functions in `K`.
    let functions = unsafe { *plugin.kind.unwrap()(id.as_ptr()).cast::<K>() };
    let status = call(functions, ptr::from_ref(&*host).cast(), ptr::null(), ptr::from_mut(&mut given).cast());
    (status, given)
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
    for plugin in [&everything::PLUGIN, &lines::PLUGIN, &obedient::PLUGIN] {
        assert_eq!(import(plugin), (Status::FAILED, importers.to_owned()));
    }
    let finders = "this claims is older than finders; the plugin needs a newer one";
    assert_eq!(find(&obedient::PLUGIN), (Status::FAILED, finders.to_owned()));

    // SAFETY: the library is our own, and its symbol that of a plugin's constant.
    let in_c = unsafe {
        let library = Box::leak(Box::new(libloading::Library::new(compile("minutes")).unwrap()));
        let found = library.get::<*const claims_abi::Plugin>(b"claims_plugin_v1_minutes").unwrap();
        transmute::<*const claims_abi::Plugin, &'static claims_abi::Plugin>(*found)
    };
    assert_eq!(import(in_c), (Status::FAILED, "this claims is too old".to_owned()));
    assert_eq!(find(in_c).0, Status::FAILED);
}
