//! That a work goes on whose length nobody knows: a line on the terminal that counts the seconds, and nothing where nobody
//! watches.

use std::{
    io::{self, Write as _},
    sync::mpsc::{RecvTimeoutError, Sender, channel},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use super::CLEAR;
use crate::{args::Global, world::World};

/// After how many seconds a person begins to wonder.
const LONG: u64 = 2;

/// Says what is being done, until it is dropped.
pub(crate) struct Busy(Option<(Sender<()>, JoinHandle<()>)>);

impl Busy {
    /// `what` is said with the seconds that it takes: `verifying the record, 7 s`.
    pub(crate) fn with(what: &'static str, global: &Global, world: &World) -> Self {
        let is_shown = world.watches && !global.quiet && !global.silent;
        Self(is_shown.then(|| {
            let (end, ended) = channel();
            let began = Instant::now();
            let line = thread::spawn(move || {
                let mut is_there = false;
                while ended.recv_timeout(Duration::from_secs(1)) == Err(RecvTimeoutError::Timeout) {
                    let seconds = began.elapsed().as_secs();
                    if seconds >= LONG {
                        is_there = true;
                        // If it cannot be said, the work is the same.
                        let _ = write!(io::stderr(), "{CLEAR}{what}, {seconds} s");
                    }
                }
                if is_there {
                    let _ = write!(io::stderr(), "{CLEAR}");
                }
            });
            (end, line)
        }))
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        if let Some((end, line)) = self.0.take() {
            drop(end);
            // The line is gone before anything else is printed.
            let _ = line.join();
        }
    }
}
