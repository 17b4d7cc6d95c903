//! What a plugin keeps between questions: memory, files and threads that it takes again each time, and never gives back.
//!
//! What is taken once, or while a program settles, is no leak: a runtime collects its garbage when it sees fit.

use std::thread;

use claims_host::{Footprint, Kind, Probe};

use super::{Bench, Check, Checked, Stop, ask, check, each_kind, fail};

pub(super) const CHECKS: &[Check] =
    &[check("leaks", "asked a thousand times, it holds no more memory, files and threads than before", |bench| {
        each_kind(bench, |kind| leaks(bench, kind))
    })];

/// After how many questions a plugin has opened what it needs: files and threads are counted from here on, well before
/// there may be no more of them.
const OPENED: u64 = 2;
/// How often it is asked before its memory is looked at.
const SETTLED: u64 = 200;
/// How many questions are a stretch, and over how many of them, one after the other, a leak goes on.
const STRETCH: u64 = 1_000;
const STRETCHES: u64 = 5;
/// How much memory may come to it in a stretch: less than a kilobyte a question is an allocator at work, or nothing to
/// fear.
const GROWTH_BYTES: u64 = 1 << 20;
/// How many threads may come to it at least, or as many as there are processors: a pool that fills as it goes.
const POOL: usize = 16;
/// How often it is looked at while it is asked, in questions.
const LOOK: u64 = 10;

fn leaks(bench: &Bench, kind: Kind) -> Checked {
    let mut talk = Talk { bench, kind, plugin: bench.probe()?, asked: 0, seen: None };
    talk.ask(OPENED)?;
    let first = talk.footprint()?;
    talk.ask(SETTLED)?;
    let settled = talk.no_more_than(first)?;
    let mut peak = settled;
    for _ in 0..STRETCHES {
        talk.ask(STRETCH)?;
        let now = talk.no_more_than(first)?;
        if now <= peak.saturating_add(GROWTH_BYTES) {
            return Ok(());
        }
        peak = now;
    }
    fail(format!("its memory grows and grows, by {} bytes a question", (peak - settled) / (STRETCH * STRETCHES)))
}

/// A plugin that is asked the same again and again.
struct Talk<'b> {
    bench: &'b Bench,
    kind: Kind,
    plugin: Probe,
    asked: u64,
    /// What it held when it was last looked at.
    seen: Option<Footprint>,
}

impl Talk<'_> {
    fn ask(&mut self, times: u64) -> Result<(), Stop> {
        for _ in 0..times {
            self.asked += 1;
            if self.plugin.ask(&ask::line(self.kind, self.asked, &self.bench.options))?.is_none() {
                let held = self.seen.map(|seen| format!(", when it held {} open files", seen.files));
                return fail(format!("it ended after {} questions{}", self.asked, held.unwrap_or_default()));
            }
            if self.asked.is_multiple_of(LOOK) {
                self.seen = self.plugin.footprint();
            }
        }
        Ok(())
    }

    fn footprint(&self) -> Result<Footprint, Stop> {
        let told = self.plugin.footprint();
        told.ok_or_else(|| Stop::Skip("this system does not tell what a process holds".to_owned()))
    }

    /// That it holds as many files and threads as at first; gives how much memory it holds.
    fn no_more_than(&self, first: Footprint) -> Result<u64, Stop> {
        let now = self.footprint()?;
        let asked = self.asked;
        if now.files > first.files {
            return fail(format!("it held {} open files, and {} after {asked} questions", first.files, now.files));
        }
        let pool = thread::available_parallelism().map_or(POOL, |processors| POOL.max(processors.get()));
        if now.threads > first.threads + pool {
            return fail(format!("it had {} threads, and {} after {asked} questions", first.threads, now.threads));
        }
        Ok(now.memory_bytes)
    }
}
