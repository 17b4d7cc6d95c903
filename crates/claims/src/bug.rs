//! A bug of this program is told in one line and by an exit code, as any failure is; no trace reaches a user.

use std::{
    panic::{self, AssertUnwindSafe},
    process::ExitCode,
    sync::Mutex,
};

use crate::failure::{Exit, Failure, Outcome};

/// What the last panic said, and where.
static LAST: Mutex<Option<String>> = Mutex::new(None);

/// Runs `work`; a panic in it becomes a failure. One that is caught below, such as that of a page reader that gives up,
/// says nothing at all.
pub(crate) fn told(work: impl FnOnce() -> Outcome<ExitCode>) -> Outcome<ExitCode> {
    panic::set_hook(Box::new(|told| {
        let place = told.location().map(|place| format!(" at {}:{}", place.file(), place.line())).unwrap_or_default();
        let payload = told.payload();
        let words = payload.downcast_ref::<String>().map(String::as_str).or_else(|| payload.downcast_ref().copied());
        let words: &str = words.unwrap_or("no words");
        if let Ok(mut last) = LAST.lock() {
            *last = Some(format!("{words}{place}"));
        }
    }));
    // Nothing of the work is looked at again.
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        let what = LAST.lock().ok().and_then(|mut last| last.take()).unwrap_or_default();
        Err(Failure::new(Exit::Data, format!("this is a bug of claims: {what}"))
            .hint("what was told as done was written, and of anything else all or nothing: see claims log"))
    })
}
