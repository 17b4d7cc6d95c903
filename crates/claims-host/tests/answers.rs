//! Wrong answers, failures and panics: each becomes an error of its own that names the plugin.

#![allow(unsafe_code, reason = "loading a library runs its code")]
#![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

mod common;

use std::io::{self, Write};

use claims_host::{Error, Fault, Kind, Plugin, Unit};
use claims_host_specimens::{obedient, panics};
use claims_model::{Case, anchor::Hunk};

use common::{Builder, compile, load, story};

fn obedient() -> Plugin {
    Plugin::linked(&obedient::PLUGIN).unwrap()
}

fn case(wording: &str) -> Case {
    let mut b = Builder::default();
    b.subject(wording);
    b.claim("beside the point", None, None);
    b.case
}

fn fault<T: std::fmt::Debug>(answer: Result<T, Error>) -> Fault {
    match answer {
        Err(Error::Wrong { plugin, fault }) => {
            assert!(["obedient", "wrong"].contains(&plugin.as_str()));
            fault
        }
        other => panic!("taken for right: {other:?}"),
    }
}

#[test]
fn scores_that_no_score_can_be_are_refused() {
    let score = |wording: &str| obedient().score(&case(wording));
    assert_eq!(score("0.25").unwrap()[0].value, Some(0.25));
    assert_eq!(score("undetermined").unwrap()[0].value, None);
    for number in ["NaN", "-0.01", "1.01", "inf"] {
        assert!(matches!(fault(score(number)), Fault::OutOfRange { what: "value", .. }), "{number}");
    }
    assert!(matches!(fault(score("base")), Fault::OutOfRange { what: "base", .. }));
    assert!(matches!(fault(score("infinite part")), Fault::NotANumber { .. }));
    assert!(matches!(fault(score("skip")), Fault::NoScore(handle) if handle.to_string() == "c1"));
    assert!(matches!(fault(score("twice")), Fault::Twice(handle) if handle.to_string() == "c1"));
    assert!(matches!(fault(score("another")), Fault::NotASubject(handle) if handle.to_string() == "c2"));
}

#[test]
fn what_only_unsafe_code_can_get_wrong_is_refused_too() {
    // SAFETY: the library is our own.
    let wrong = unsafe { Plugin::load_as(&compile("wrong"), "wrong") }.unwrap();
    let score = |wording: &str| wrong.score(&case(wording));
    assert_eq!(fault(score("no such claim")), Fault::NoSuchClaim(4_000_000_000));
    assert_eq!(fault(score("no such link")), Fault::NoSuchLink(4_000_000_000));
    assert_eq!(fault(score("not UTF-8")), Fault::NotUtf8);
    assert_eq!(fault(score("off topic")), Fault::OffTopic);
    assert!(matches!(fault(score("goes on after a refusal")), Fault::OutOfRange { .. }));
    assert_eq!(score("status").unwrap_err().to_string(), "wrong failed: it does not say why");
    assert_eq!(score("broken message").unwrap_err().to_string(), "wrong failed: \u{fffd}\u{fffd}");
    assert_eq!(score("absent text").unwrap()[0].remarks, [""]);
    assert_eq!(score("reads nonsense").unwrap()[0].value, Some(0.5));
}

#[test]
fn a_diff_must_lead_from_the_one_text_to_the_other() {
    let diff = |steps: &str, new: &str| obedient().diff(steps, new);
    let hunk = |same, coarse, old, new| Hunk { same, coarse, old, new };
    // The old text holds the steps themselves: "! 0 N 0 M".
    assert_eq!(diff("! 0 9 0 3", "abc").unwrap(), [hunk(false, false, 0..9, 0..3)]);
    assert_eq!(diff("~ 0 9 0 3", "abc").unwrap(), [hunk(false, true, 0..9, 0..3)]);
    assert_eq!(diff("= 0 9 0 9", "= 0 9 0 9").unwrap(), [hunk(true, false, 0..9, 0..9)]);
    assert_eq!(diff("", "").unwrap(), []);
    assert_eq!(diff("! 0 0 0 0\n! 0 20 0 1", "a").unwrap().len(), 1, "a step over nothing says nothing");
    assert_eq!(fault(diff("! 0 8 0 3", "abc")), Fault::Unfinished { unit: Unit::Byte, side: "old", at: 8, length: 9 });
    assert_eq!(fault(diff("! 0 9 0 2", "abc")), Fault::Unfinished { unit: Unit::Byte, side: "new", at: 2, length: 3 });
    assert_eq!(fault(diff("! 1 9 0 3", "abc")), Fault::Gap { side: "old", expected: 0, start: 1, end: 9 });
    assert_eq!(fault(diff("! 0 5 0 3\n! 4 19 3 3", "abc")), Fault::Gap { side: "old", expected: 5, start: 4, end: 19 });
    assert_eq!(fault(diff("! 0 9 0 3\n! 9 2 3 3", "abc")), Fault::Gap { side: "old", expected: 9, start: 9, end: 2 });
    assert_eq!(fault(diff("! 0 9 0 1", "é")), Fault::NotAnEdge { side: "new", at: 1 });
    assert_eq!(fault(diff("! 0 99 0 1", "a")), Fault::NotAnEdge { side: "old", at: 99 });
    assert_eq!(fault(diff("= 0 9 0 3", "abc")), Fault::NotTheSame { unit: Unit::Byte, old: 0, new: 0 });
}

#[test]
fn a_panic_is_an_error_and_the_next_call_is_none() {
    for plugin in [Plugin::linked(&panics::PLUGIN).unwrap(), load("claims_host_specimens", "panics")] {
        let of_score = plugin.score(&story()).unwrap_err();
        assert!(
            matches!(&of_score, Error::Panicked { plugin, message } if plugin == "panics" && message == "7 claims are too many")
        );
        assert_eq!(of_score.to_string(), "panics stopped at a bug of its own: 7 claims are too many");
        assert!(matches!(plugin.diff("a", "b"), Err(Error::Panicked { message, .. }) if message == "no difference"));
        let mut out = Vec::new();
        let of_export = plugin.export(&story(), &[], &mut out);
        assert!(
            matches!(of_export, Err(Error::Panicked { message, .. }) if message == "it panicked without a message")
        );
        assert_eq!(out, b"half of ");
        let of_import = plugin.import(b"ab", &[]);
        assert!(matches!(of_import, Err(Error::Panicked { message, .. }) if message == "2 bytes are too many"));
        assert!(matches!(plugin.find("ab", &[]), Err(Error::Panicked { message, .. }) if message.contains('3')));
    }
}

#[test]
fn a_failure_is_told_in_the_plugins_own_words() {
    let failed = obedient().score(&case("fail")).unwrap_err();
    assert_eq!(failed.to_string(), "obedient failed: it does not want to");
    let failed = obedient().score(&case("no number")).unwrap_err();
    assert_eq!(failed.to_string(), "obedient failed: invalid float literal");
    let failed = obedient().export(&case(""), &[], &mut Vec::new()).unwrap_err();
    assert_eq!(failed.to_string(), "obedient failed: nothing to say");
    let quadratic = Plugin::linked(&claims_plugin_quadratic::PLUGIN).unwrap();
    let other = quadratic.diff("a", "b").unwrap_err();
    assert!(matches!(other, Error::NotThisKind { kind: Kind::Differ, .. }));
    assert_eq!(other.to_string(), "quadratic is no differ");
    assert_eq!(quadratic.import(b"", &[]).unwrap_err().to_string(), "quadratic is no importer");
    assert_eq!(quadratic.find("", &[]).unwrap_err().to_string(), "quadratic is no finder");
    let failed = obedient().import(b"nonsense", &[]).unwrap_err();
    assert_eq!(failed.to_string(), "obedient failed: not a thing to say");
}

#[test]
fn options_reach_the_exporter_and_bytes_stream_out() {
    let say = |what: &str| ("say".to_owned(), what.to_owned());
    let mut out = Vec::new();
    obedient().export(&case(""), &[say("no"), say("this and that")], &mut out).unwrap();
    assert_eq!(out, b"this and that");

    /// Takes five bytes, then is closed.
    struct Pipe(usize);
    impl Write for Pipe {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.0 == 0 {
                return Err(io::ErrorKind::BrokenPipe.into());
            }
            let taken = bytes.len().min(self.0);
            self.0 -= taken;
            Ok(taken)
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let closed = obedient().export(&case(""), &[say("this and that")], &mut Pipe(5));
    assert!(matches!(closed, Err(Error::Write(error)) if error.kind() == io::ErrorKind::BrokenPipe));
}
