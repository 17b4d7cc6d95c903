//! Logs of strangers: that of a sound casebook, with one entry reworded and the chain made anew.

use std::{cell::RefCell, sync::LazyLock};

use claims_model::Source;
use claims_store::{Casebook, Error};
use tempfile::TempDir;

use super::casebook::{all, open, searched};

/// A log, and the captures and texts that its versions name.
struct Told {
    entries: Vec<String>,
    captures: Vec<Vec<u8>>,
    texts: Vec<String>,
}

static TOLD: LazyLock<Told> = LazyLock::new(|| {
    open(|casebook| {
        let reading = casebook.read().expect("a view");
        let mut told = Told { entries: Vec::new(), captures: Vec::new(), texts: Vec::new() };
        let keep = |body: &str, _: &str| {
            told.entries.push(body.to_owned());
            Ok::<_, Error>(())
        };
        reading.each_entry(keep).expect("a sound log");
        for source in reading.all::<Source>().expect("sources") {
            for version in reading.versions_of(source.key).expect("versions") {
                told.captures.push(reading.capture(&version).expect("a capture"));
                told.texts.push(reading.text(&version).expect("a text"));
                told.texts.extend(reading.blocks(&version).expect("blocks"));
            }
        }
        told
    })
});

thread_local! {
    static EMPTY: RefCell<Option<(TempDir, Casebook)>> = const { RefCell::new(None) };
}

/// Performs a log of which one entry was reworded. The first byte says which; what follows are changes of it, each a
/// place in two bytes, how many bytes go there, how many come, and these.
///
/// # Panics
/// When a log is taken of which the record can not be read, or is not what the log says.
pub fn run(data: &[u8]) {
    let Some((first, rest)) = data.split_first() else { return };
    let told = &*TOLD;
    let at = usize::from(*first) % told.entries.len();
    let Some(entry) = reworded(&told.entries[at], rest) else { return };
    EMPTY.with_borrow_mut(|empty| {
        let (_, casebook) = empty.get_or_insert_with(|| {
            let folder = tempfile::tempdir().expect("a folder");
            let casebook = Casebook::create(&folder.path().join("casebook.sqlite")).expect("a casebook");
            (folder, casebook)
        });
        let mut writing = casebook.write().expect("nobody else writes");
        for capture in &told.captures {
            writing.keep_capture(capture).expect("room");
        }
        for text in &told.texts {
            writing.keep_text(text).expect("room");
        }
        let entries = told.entries[..at].iter().chain([&entry]).chain(&told.entries[at + 1..]);
        let mut performed = 0;
        for body in entries {
            match writing.replay(body) {
                Ok(_) => performed += 1,
                // What does not fit is left there, and so is all after it.
                Err(_) => return assert!(performed >= at, "entry {performed} was sound"),
            }
        }
        match all(&writing) {
            Ok(_) | Err(Error::Forgotten(_)) => {}
            Err(why) => panic!("what was taken cannot be read: {why}"),
        }
        searched(&writing).expect("what was taken can be searched");
        let findings = writing.verify().expect("it can be verified").findings;
        assert!(findings.is_empty(), "what was taken is not what the log says: {findings:?}");
    });
}

fn reworded(entry: &str, mut changes: &[u8]) -> Option<String> {
    let mut bytes = entry.as_bytes().to_vec();
    while let Some(([low, high, drop, come], after)) = changes.split_first_chunk::<4>() {
        let at = usize::from(u16::from_le_bytes([*low, *high])) % (bytes.len() + 1);
        let end = bytes.len().min(at + usize::from(drop % 64));
        let (new, after) = after.split_at(after.len().min(usize::from(*come)));
        bytes.splice(at..end, new.iter().copied());
        changes = after;
    }
    String::from_utf8(bytes).ok()
}
