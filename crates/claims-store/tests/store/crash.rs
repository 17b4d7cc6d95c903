//! A process that dies, or has no room, in the middle of a write leaves all of it or nothing.
//!
//! The tests start themselves again as the process that dies: `child` below, with the casebook in the environment.
#![cfg(unix)]

use std::{
    io::{BufRead as _, BufReader, Read as _},
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    time::Duration,
};

use claims_model::{Change, Kind, Verb};
use claims_store::Casebook;

use crate::{session::Session, story::claim};

/// Claims in one operation: more than the page cache keeps, so that some of it reaches the disk before the commit.
const BULK: u32 = 3_000;

#[test]
fn a_kill_before_the_commit_leaves_nothing() {
    let session = Session::new();
    let (_folder, path) = session.close();
    let mut child = start(&path, "perform", "");
    until(&mut child, "performed");
    kill(child);
    assert_eq!(claims_in_sound(&path), 0);
}

#[test]
fn a_kill_after_the_commit_leaves_all() {
    let (_folder, path) = Session::new().close();
    let mut child = start(&path, "commit", "");
    until(&mut child, "committed");
    kill(child);
    assert_eq!(claims_in_sound(&path), BULK);
}

#[test]
fn a_kill_at_any_moment_leaves_whole_operations() {
    let (_folder, path) = Session::new().close();
    let mut before = 0;
    for delay_ms in [0, 3, 10, 30, 60, 90, 150, 220] {
        let mut child = start(&path, "again and again", "");
        until(&mut child, "started");
        std::thread::sleep(Duration::from_millis(delay_ms));
        kill(child);
        let claims = claims_in_sound(&path);
        assert_eq!(claims % BULK, 0, "after {delay_ms} ms");
        assert!(claims >= before, "what was committed is gone");
        before = claims;
    }
}

/// The shell limits how large a file may get, and keeps the signal away that would end the process at that limit.
#[test]
fn a_file_that_cannot_grow_is_an_error_and_leaves_nothing() {
    let (_folder, path) = Session::new().close();
    let kilobytes = std::fs::metadata(&path).unwrap().len() / 1024;
    let limit = format!("trap '' XFSZ; ulimit -f {};", (kilobytes + 600) * 2);
    let mut child = start(&path, "commit", &limit);
    let mut said = String::new();
    child.stdout.take().unwrap().read_to_string(&mut said).unwrap();
    let status: ExitStatus = child.wait().unwrap();
    assert!(!status.success());
    assert!(
        ["SQLite: disk I/O error", "the disk is full", "the disk failed while this was saved"]
            .iter()
            .any(|why| said.contains(&format!("refused: {why}"))),
        "{said}"
    );
    assert_eq!(claims_in_sound(&path), 0);
}

/// Not a test of its own: what the tests above start and end.
#[test]
#[ignore = "is started by the other tests of this file"]
fn child() {
    let path = std::env::var_os("CRASH_CASEBOOK").expect("started by a test");
    let mut session = Session::at(Path::new(&path));
    let does = std::env::var("CRASH_DOES").expect("started by a test");
    println!("started");
    // Not for ever: whoever should end this process may have failed.
    for _ in 0..100 {
        let changes = (0..BULK).map(|_| Change::create(claim(&mut session, &"some words to fill a page ".repeat(9))));
        let changes = changes.collect();
        let operation = session.operation(Verb::Import, changes);
        let mut writing = session.casebook.write().unwrap();
        if let Err(error) = writing.perform(&operation) {
            println!("refused: {error}");
            panic!("{error}");
        }
        match does.as_str() {
            "perform" => {
                println!("performed");
                std::thread::sleep(Duration::from_secs(60));
            }
            _ => match writing.commit() {
                Ok(()) => println!("committed"),
                Err(error) => {
                    println!("refused: {error}");
                    panic!("{error}");
                }
            },
        }
        if does == "commit" {
            std::thread::sleep(Duration::from_secs(60));
        }
    }
}

fn start(path: &Path, does: &str, before: &str) -> Child {
    let this = std::env::current_exe().unwrap();
    Command::new("sh")
        .args([
            "-c",
            &format!("{before} exec \"$0\" --exact crash::child --ignored --nocapture"),
            this.to_str().unwrap(),
        ])
        .env("CRASH_CASEBOOK", path)
        .env("CRASH_DOES", does)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn until(child: &mut Child, said: &str) {
    let output = BufReader::new(child.stdout.as_mut().unwrap());
    assert!(output.lines().any(|line| line.unwrap().ends_with(said)), "the child never said {said:?}");
}

fn kill(mut child: Child) {
    child.kill().unwrap();
    child.wait().unwrap();
}

/// How many claims there are, in a casebook that must be sound.
fn claims_in_sound(path: &Path) -> u32 {
    let mut casebook = Casebook::open(path).unwrap();
    let reading = casebook.read().unwrap();
    assert_eq!(reading.verify().unwrap().findings, []);
    reading.count(Kind::Claim).unwrap()
}
