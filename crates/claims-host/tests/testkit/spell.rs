//! An importer that drafts what a file spells out by number, right or wrong, and the files for it.

use std::{
    ffi::{CStr, c_char, c_void},
    ptr, slice,
};

use claims_abi::{Bytes, Case, Field, Host, Importer, Plugin, Relation, Sink, Status, Str, Table};
use proptest::prelude::*;

// SAFETY: the texts are static, and `kind` gives the functions below.
pub(crate) static PLUGIN: Plugin =
    unsafe { Plugin::new(Str::lend("spell"), Str::lend("1.0"), Str::lend("Drafts what it is told"), kind) };

/// What can be said of drafted rows.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    Draft(u32),
    Text(u32, u32, u32, String),
    Number(u32, u32, u32, f64),
    Relate(u32, u32, u32, u32),
}

pub(crate) fn steps() -> impl Strategy<Value = Vec<Step>> {
    let words = || prop_oneof![Just("withdrawn"), Just("rebuts"), Just("person"), Just("B"), Just("2"), Just("A word")];
    let forms = || prop_oneof![Just("2023-08"), Just("2023-08-15T09:00:00Z"), Just("2023-02-30"), Just(" "), Just("")];
    let keys = prop_oneof![
        Just("0189fd92-be80-70a2-80ec-7f826084aaf0"),
        Just("0189FD92-BE80-70A2-80EC-7F826084AAF1"),
        Just("0189fd92be8070a280ec7f826084aaf0"),
        Just("urn:uuid:0189fd92-be80-70a2-80ec-7f82"),
    ];
    let text = prop_oneof![6 => words(), 2 => forms(), 1 => keys].prop_map(str::to_owned);
    let number = prop_oneof![Just(0.0), Just(1.0), Just(3.0), Just(-1.0), Just(0.5), Just(f64::NAN), Just(1e300)];
    let drafted = prop_oneof![20 => 1_u32..=13, 1 => Just(0), 1 => Just(14), 1 => Just(99)];
    let row = || prop_oneof![4 => Just(0_u32), 2 => Just(1), 1 => Just(2)];
    // Three of four texts and relations are ones that the contract has.
    let field =
        |known: &'static [(u32, u32)]| prop_oneof![3 => proptest::sample::select(known), 1 => (1_u32..=13, 1_u32..=60)];
    let relation = prop_oneof![6 => proptest::sample::select(RELATIONS), 1 => (1_u32..=13, 1_u32..=31)];
    let step = prop_oneof![
        4 => drafted.prop_map(Step::Draft),
        3 => (field(TEXTS), row(), text).prop_map(|((table, field), row, text)| Step::Text(table, row, field, text)),
        1 => (field(NUMBERS), row(), number).prop_map(|((table, field), row, n)| Step::Number(table, row, field, n)),
        3 => (relation, row(), row()).prop_map(|((table, relation), row, to)| Step::Relate(table, row, relation, to)),
    ];
    // Some rows to begin with, so that most steps have one to speak of.
    (proptest::collection::vec((1_u32..=13).prop_map(Step::Draft), 0..8), proptest::collection::vec(step, 0..12))
        .prop_map(|(rows, steps)| rows.into_iter().chain(steps).collect())
}

const TEXTS: &[(u32, u32)] = &[
    (1, 2),
    (1, 3),
    (1, 4),
    (1, 5),
    (1, 10),
    (2, 12),
    (3, 3),
    (4, 13),
    (4, 14),
    (6, 17),
    (6, 14),
    (6, 18),
    (7, 3),
    (7, 20),
    (7, 21),
    (8, 19),
    (9, 30),
    (9, 31),
    (9, 32),
    (9, 36),
    (9, 37),
    (9, 38),
    (10, 42),
    (11, 46),
    (11, 47),
    (12, 13),
    (12, 51),
    (13, 3),
];
const NUMBERS: &[(u32, u32)] = &[(9, 39), (9, 40), (9, 41), (12, 54), (12, 55), (12, 56)];
const RELATIONS: &[(u32, u32)] = &[
    (1, 2),
    (1, 3),
    (1, 4),
    (1, 5),
    (1, 6),
    (1, 7),
    (1, 8),
    (1, 9),
    (1, 10),
    (1, 11),
    (2, 13),
    (4, 14),
    (4, 9),
    (6, 15),
    (6, 16),
    (6, 17),
    (6, 18),
    (7, 19),
    (7, 20),
    (9, 21),
    (9, 22),
    (9, 23),
    (10, 25),
    (10, 26),
    (10, 27),
    (10, 6),
    (10, 9),
];

/// The steps as a file.
pub(crate) fn file(steps: &[Step]) -> Vec<u8> {
    let line = |step: &Step| match step {
        Step::Draft(table) => format!("d {table}\n"),
        Step::Text(table, row, field, text) => format!("t {table} {row} {field} {text}\n"),
        Step::Number(table, row, field, number) => format!("n {table} {row} {field} {number}\n"),
        Step::Relate(table, row, relation, to) => format!("r {table} {row} {relation} {to}\n"),
    };
    steps.iter().map(line).collect::<String>().into_bytes()
}

unsafe extern "C" fn kind(id: *const c_char) -> *const c_void {
    static IMPORTER: Importer = Importer { read_in: Some(read_in) };
    // SAFETY: the host gives an id that ends with a NUL.
    if unsafe { CStr::from_ptr(id) } == Importer::ID { ptr::from_ref(&IMPORTER).cast() } else { ptr::null() }
}

unsafe extern "C" fn read_in(host: *const Host, _: *const Case, sink: *mut Sink, bytes: Bytes) -> Status {
    // SAFETY: the host keeps its promises until this returns.
    unsafe {
        let host = &*host;
        let file = if bytes.len == 0 { &[] } else { slice::from_raw_parts(bytes.ptr, bytes.len) };
        for line in str::from_utf8(file).unwrap().lines() {
            let mut words = line.splitn(5, ' ');
            let sort = words.next().unwrap();
            let mut number = || words.next().unwrap().parse::<u32>().unwrap();
            let table = Table(number());
            if sort == "d" {
                (host.draft)(sink, table);
                continue;
            }
            let (row, what) = (number(), number());
            let last = words.next().unwrap();
            // What comes after a refusal is refused too.
            match sort {
                "t" => (host.draft_text)(sink, table, row, Field(what), Str::lend(last)),
                "n" => (host.draft_number)(sink, table, row, Field(what), last.parse().unwrap()),
                _ => (host.draft_relate)(sink, table, row, Relation(what), last.parse().unwrap()),
            };
        }
    }
    Status::DONE
}
