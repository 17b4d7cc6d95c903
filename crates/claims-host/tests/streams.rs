//! Importers of files of any length: read in pieces, filed in parts, and refused as a whole.

#![allow(unsafe_code, reason = "a library of our own is loaded")]
#![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

mod common;

use std::{
    io::{self, Read},
    ops::ControlFlow,
};

use claims_host::{Error, Kind, Plugin};
use claims_host_specimens::minutes;

use common::compile;

const MOST: u64 = 100;

fn streams() -> Plugin {
    // SAFETY: the library is our own.
    unsafe { Plugin::load_as(&compile("streams"), "streams") }.unwrap()
}

/// Imports a file, and gives the wordings of each part; `parts` is how many are wanted.
fn import(plugin: &Plugin, mut file: impl Read, parts: usize) -> (Vec<String>, Result<(), Error>) {
    let mut taken = Vec::new();
    let answer = plugin.import_from(&mut file, MOST, &[], &mut |drafts| {
        taken.push(drafts.claims().iter().map(|claim| claim.text.as_str()).collect::<Vec<_>>().join(" "));
        if taken.len() < parts { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    (taken, answer)
}

#[test]
fn what_is_settled_comes_in_parts_and_the_rest_at_the_end() {
    let plugin = streams();
    assert_eq!(plugin.kinds(), [Kind::Importer]);
    let (parts, answer) = import(&plugin, &b"ab.cde.f"[..], usize::MAX);
    answer.unwrap();
    assert_eq!(parts, ["a b", "c d e", "f"]);
    let (parts, answer) = import(&plugin, io::empty(), usize::MAX);
    answer.unwrap();
    assert_eq!(parts, [""]);
}

#[test]
fn whoever_wants_no_more_gets_no_more() {
    let (parts, answer) = import(&streams(), &b"a.b.c.d"[..], 2);
    assert_eq!(parts, ["a", "b"]);
    assert!(matches!(answer, Err(Error::Unwanted)));
    let (parts, answer) = import(&streams(), &b"a.b"[..], 2);
    assert_eq!(parts, ["a", "b"]);
    assert!(matches!(answer, Err(Error::Unwanted)), "the last part counts too");
}

#[test]
fn a_failure_after_a_part_is_a_failure() {
    let (parts, answer) = import(&streams(), &b"ab.cx"[..], usize::MAX);
    assert_eq!(
        (parts, answer.unwrap_err().to_string()),
        (vec!["a b".to_owned()], "streams failed: there is an x in it".to_owned())
    );
}

#[test]
fn a_row_of_before_is_gone() {
    let (_, answer) = import(&streams(), &b"ab.!"[..], usize::MAX);
    let said = "streams gave a wrong answer: it speaks of claim row 0, which it did not draft";
    assert_eq!(answer.unwrap_err().to_string(), said);
}

/// Breaks after some bytes.
struct Broken(&'static [u8]);

impl Read for Broken {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.0.is_empty() { Err(io::Error::other("the disk is gone")) } else { self.0.read(buffer) }
    }
}

#[test]
fn a_file_that_breaks_off_is_no_end() {
    let (parts, answer) = import(&streams(), Broken(b"ab.c"), usize::MAX);
    assert_eq!(parts, ["a b"]);
    assert_eq!(answer.unwrap_err().to_string(), "the file could not be read on: the disk is gone");
}

/// An importer of whole files is given the whole, within bounds, and its answer is one part.
#[test]
fn an_importer_of_whole_files_is_asked_as_ever() {
    let plugin = Plugin::linked(&minutes::PLUGIN).unwrap();
    let (parts, answer) = import(&plugin, &b"Ada: It holds.\nBo: It leaks."[..], usize::MAX);
    answer.unwrap();
    assert_eq!(parts, ["It holds. It leaks."]);
    let (parts, answer) = import(&plugin, &[b'a'; 101][..], usize::MAX);
    assert_eq!(parts, [""; 0]);
    assert!(answer.unwrap_err().to_string().contains("it is longer than 100 bytes"));
    assert!(matches!(import(&plugin, Broken(b"A"), usize::MAX).1, Err(Error::Read(_))));
}
