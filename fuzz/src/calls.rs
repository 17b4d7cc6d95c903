//! Plugins that answer through the contract whatever comes to their mind.
//!
//! An input is a list of calls of the host's functions with any numbers and any bytes for texts. The host and the test
//! kit of `claims-plugin` must take or refuse them alike, and what the host takes must be right.

#![allow(unsafe_code, reason = "it speaks the contract by hand, as a plugin in C would")]

use std::{
    cell::RefCell,
    ffi::{CStr, c_char, c_void},
    ptr,
};

use claims_abi::{
    Bytes, Case, Differ, Field, Finder, Host, HunkFlags, Importer, Plugin as Entry, Relation, Scorer, Sink, Status,
    Str, Table,
};
use claims_host::Plugin;
use claims_model::{Claim, Filed, Handle, Key, Kind};
use claims_plugin::testing;

use super::texts;

// SAFETY: the texts are static, and `kind` gives the functions below.
static PLUGIN: Entry =
    unsafe { Entry::new(Str::lend("calls"), Str::lend("1.0"), Str::lend("Calls what it is told"), kind) };

/// How many calls are made at most.
const MOST: usize = 64;

thread_local! {
    /// What is to be called.
    static CALLS: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Makes the calls as an importer, a differ, a finder and a scorer.
///
/// # Panics
/// When host and kit differ, or the host takes what is not right.
pub fn run(data: &[u8]) {
    let [old, new] = texts(data);
    CALLS.with_borrow_mut(|calls| *calls = data.to_vec());
    let (plugin, kit) = (Plugin::linked(&PLUGIN).expect("a plugin"), testing::call(&PLUGIN));

    let drafts = plugin.import(data, &[]);
    let drafted = kit.import(data);
    assert_eq!(drafts.is_ok(), drafted.is_ok(), "{drafts:?} {:?}", drafted.map(|_| ()));
    if let (Ok(drafts), Ok(case)) = (drafts, drafted) {
        assert_eq!(drafts.claims().len(), case.read().claims().len());
        let parties = drafts.parties().len();
        assert!(drafts.claims().iter().flat_map(|claim| &claim.claimants).all(|one| one.party < parties));
    }

    let (hunks, steps) = (plugin.diff(&old, &new), kit.diff(&old, &new));
    assert_eq!(hunks.is_ok(), steps.is_ok(), "{hunks:?} {steps:?}");
    if let Ok(hunks) = hunks {
        let was: String = hunks.iter().map(|hunk| &old[hunk.old.clone()]).collect();
        let now: String = hunks.iter().map(|hunk| &new[hunk.new.clone()]).collect();
        assert_eq!((was, now), (old.clone(), new));
    }

    let (found, told) = (plugin.find(&old, &[]), kit.find(&old));
    assert_eq!(found.is_ok(), told.is_ok(), "{found:?} {told:?}");
    for one in found.into_iter().flatten() {
        assert!(!old[one.at.clone()].is_empty() && (0.0..=1.0).contains(&one.confidence));
    }

    for score in plugin.score(&case()).into_iter().flatten() {
        assert!(score.value.is_none_or(|value| (0.0..=1.0).contains(&value)), "{score:?}");
    }
}

/// Two claims, one of which is asked about.
fn case() -> claims_model::Case {
    let key = |number: u32| Key::new(uuid::Uuid::from_u128(u128::from(number)));
    let claim = |number: u32| Filed {
        handle: Handle::new(Kind::Claim, number),
        record: Claim::new(key(number), "It is closed".to_owned(), claims_model::Status::Checking),
    };
    claims_model::Case { subjects: vec![key(1)], claims: vec![claim(1), claim(2)], ..claims_model::Case::default() }
}

unsafe extern "C" fn kind(id: *const c_char) -> *const c_void {
    static IMPORTER: Importer = Importer { read_in: Some(read_in) };
    static DIFFER: Differ = Differ { diff: Some(diff) };
    static FINDER: Finder = Finder { find: Some(find) };
    static SCORER: Scorer = Scorer { score: Some(score) };
    // SAFETY: the host gives an id that ends with a NUL.
    match unsafe { CStr::from_ptr(id) } {
        id if id == Importer::ID => ptr::from_ref(&IMPORTER).cast(),
        id if id == Differ::ID => ptr::from_ref(&DIFFER).cast(),
        id if id == Finder::ID => ptr::from_ref(&FINDER).cast(),
        id if id == Scorer::ID => ptr::from_ref(&SCORER).cast(),
        _ => ptr::null(),
    }
}

unsafe extern "C" fn read_in(host: *const Host, case: *const Case, sink: *mut Sink, _: Bytes) -> Status {
    // SAFETY: the host keeps its promises until this returns.
    unsafe { make(&*host, case, sink) }
}

unsafe extern "C" fn diff(host: *const Host, case: *const Case, sink: *mut Sink, _: Str, _: Str) -> Status {
    // SAFETY: the host keeps its promises until this returns.
    unsafe { make(&*host, case, sink) }
}

unsafe extern "C" fn find(host: *const Host, case: *const Case, sink: *mut Sink, _: Str) -> Status {
    // SAFETY: the host keeps its promises until this returns.
    unsafe { make(&*host, case, sink) }
}

unsafe extern "C" fn score(host: *const Host, case: *const Case, sink: *mut Sink) -> Status {
    // SAFETY: the host keeps its promises until this returns.
    unsafe { make(&*host, case, sink) }
}

/// Makes the calls; what comes after a refusal is made all the same.
///
/// # Safety
/// Host, case and sink are those of a call that has not returned.
unsafe fn make(host: &Host, case: *const Case, sink: *mut Sink) -> Status {
    CALLS.with_borrow(|calls| {
        let mut rest = calls.as_slice();
        for _ in 0..MOST {
            let Some((call, after)) = rest.split_first() else { break };
            rest = after;
            let mut number = || {
                let (byte, after) = rest.split_first().unwrap_or((&0, &[]));
                rest = after;
                match byte {
                    0xf8..=0xff => u32::MAX - u32::from(0xff - byte),
                    byte => u32::from(*byte),
                }
            };
            let (a, b, c, d) = (number(), number(), number(), number());
            let length = (d as usize).min(rest.len());
            let (text, after) = rest.split_at(length);
            let lent = Str { ptr: text.as_ptr(), len: text.len() };
            // SAFETY: the caller's promise; the texts live until this returns, and need not be UTF-8 to be refused.
            unsafe {
                match call % 10 {
                    9 => read(host, case, [a, b, c]),
                    0 | 1 => drop((host.draft)(sink, Table(a))),
                    2 | 3 => {
                        rest = after;
                        (host.draft_text)(sink, Table(a), b, Field(c), lent);
                    }
                    4 => drop((host.draft_number)(sink, Table(a), b, Field(c), f64::from(d) - 2.0)),
                    5 => drop((host.draft_relate)(sink, Table(a), b, Relation(c), d)),
                    6 => drop((host.hunk)(sink, HunkFlags(a % 4), b as usize, c as usize, b as usize, d as usize)),
                    7 => {
                        rest = after;
                        (host.suggest)(sink, a as usize, b as usize, lent, Str::ABSENT, f64::from(c) / 100.0);
                    }
                    _ => {
                        rest = after;
                        match a {
                            0 => return Status::FAILED,
                            1 => return Status(a.cast_signed() + b.cast_signed()),
                            2 => (host.fail)(sink, lent),
                            3 => drop((host.remark)(sink, b, lent)),
                            4 => drop((host.write)(sink, text.as_ptr(), text.len())),
                            5 => drop((host.settle)(sink)),
                            6 => drop((host.score)(sink, b, 1, f64::from(c), 0, 0.0)),
                            _ => drop((host.contribution)(sink, b, c, lent, 0.5)),
                        }
                    }
                }
            }
        }
        Status::DONE
    })
}

/// Reads what the numbers name, if the case has it.
///
/// # Safety
/// As for [`make`].
unsafe fn read(host: &Host, case: *const Case, [table, row, what]: [u32; 3]) {
    let mut number = 0.0;
    // SAFETY: the caller's promise; what is lent lives until the call into the plugin returns.
    unsafe {
        (host.count)(case, Table(table));
        (host.number)(case, Table(table), row, Field(what), &raw mut number);
        let text = (host.text)(case, Table(table), row, Field(what));
        if !text.ptr.is_null() {
            assert!(str::from_utf8(std::slice::from_raw_parts(text.ptr, text.len)).is_ok());
        }
        let rows = (host.rows)(case, Table(table), row, Relation(what));
        if rows.len > 0 {
            std::slice::from_raw_parts(rows.ptr, rows.len).iter().for_each(|row| assert!(*row < 1_000));
        }
    }
}
