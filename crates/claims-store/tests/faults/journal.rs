//! What was done to the disk, in order, for those who want to know what a power cut would have left of it.

use std::{cell::RefCell, path::PathBuf};

/// One thing that was done.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Event {
    /// A file came to be.
    Made(PathBuf),
    Wrote {
        file: PathBuf,
        at: u64,
        bytes: Vec<u8>,
    },
    Cut {
        file: PathBuf,
        size: u64,
    },
    /// All that was written to the file so far is on the disk.
    Synced(PathBuf),
    /// So are the names of all files in the folder.
    SyncedNames,
    Deleted(PathBuf),
    /// Somebody was told that this deed is done.
    Acknowledged(usize),
}

thread_local! {
    static EVENTS: RefCell<Option<Vec<Event>>> = const { RefCell::new(None) };
}

pub(crate) fn start() {
    EVENTS.set(Some(Vec::new()));
}

pub(crate) fn stop() -> Vec<Event> {
    EVENTS.take().unwrap_or_default()
}

/// Notes an event, if anybody wants to know.
pub(crate) fn note(event: impl FnOnce() -> Event) {
    EVENTS.with_borrow_mut(|events| {
        if let Some(events) = events {
            events.push(event());
        }
    });
}
