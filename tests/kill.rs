//! The program is killed in the middle of everything it does, and each time holds: the casebook opens and is sound, what
//! was acknowledged is there, nothing is half done, and nothing is left that the next run does not take away.
//!
//! Half of the kills come at a moment drawn evenly from the time that the command usually takes, and half just before one
//! of the calls by which it changes something on the disk. `CLAIMS_KILLS=1000` kills that often, and
//! `CLAIMS_KILL_SEED=7` draws other moments.
#![cfg(target_os = "linux")]
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "in a test, a panic is the report")]

#[path = "kill/deeds.rs"]
mod deeds;
#[path = "kill/state.rs"]
mod state;
#[path = "kill/synced.rs"]
mod synced;
#[path = "kill/traced.rs"]
mod traced;

use std::{
    process::Stdio,
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};

use deeds::{ALL, Deed};
use state::Bench;
use traced::Ended;

/// How many kills a short run spends on all deeds together.
const SHORT: usize = 42;

/// When a kill came.
#[derive(Default, Debug)]
struct Tally {
    /// How often the command changes something on the disk.
    calls: u64,
    /// How long the command usually takes.
    usual: Duration,
    /// Nothing was changed yet.
    before: usize,
    /// Something was, but what was asked for was not done.
    during: usize,
    /// It was done, and the command had not ended.
    after: usize,
    /// The command had ended.
    finished: usize,
}

/// How to end a command.
#[derive(Debug, Clone, Copy)]
enum Way {
    Moment(Duration),
    Call(u64),
}

#[test]
fn a_kill_at_any_moment_leaves_a_sound_casebook_and_nothing_else() {
    let number = |name: &str| std::env::var(name).ok().map(|value| value.parse::<usize>().unwrap());
    let kills = number("CLAIMS_KILLS").unwrap_or(SHORT);
    let seed = number("CLAIMS_KILL_SEED").unwrap_or(1);
    let each = kills.div_ceil(ALL.len());
    println!("{kills} kills, seed {seed}");
    println!(
        "{:18} {:>6} {:>9} {:>6} {:>6} {:>6} {:>8}",
        "command", "calls", "usual", "before", "during", "after", "ended"
    );
    let next = AtomicUsize::new(0);
    let work = || {
        let mut tallies = Vec::new();
        while let Some(deed) = ALL.get(next.fetch_add(1, Ordering::Relaxed)) {
            tallies.push((deed.name, kill(deed, each, seed)));
        }
        tallies
    };
    let tallies: Vec<(&str, Tally)> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..2).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    let mut sum = [0; 4];
    for (name, tally) in tallies {
        let Tally { calls, usual, before, during, after, finished } = tally;
        println!("{name:18} {calls:6} {usual:9.2?} {before:6} {during:6} {after:6} {finished:8}");
        for (sum, one) in sum.iter_mut().zip([before, during, after, finished]) {
            *sum += one;
        }
    }
    println!("{:18} {:6} {:9} {:6} {:6} {:6} {:8}", "all", "", "", sum[0], sum[1], sum[2], sum[3]);
    assert!(sum[1] > 0 && sum[2] > 0, "the kills did not meet the work");
}

fn kill(deed: &Deed, kills: usize, seed: usize) -> Tally {
    let bench = Bench::new(deed);
    let mut chance = Chance::new(seed, deed.name);
    let mut tally = Tally { calls: bench.calls, usual: bench.usual, ..Tally::default() };
    for number in 0..kills {
        // A tenth more than usual, so that the end is reached too.
        let share = bench.usual.mul_f64(1.1).as_micros();
        let moment = Duration::from_micros(u64::try_from(chance.below(share)).unwrap());
        let way = match number % 2 {
            0 => Way::Call(u64::try_from(chance.below(u128::from(bench.calls))).unwrap()),
            _ => Way::Moment(moment),
        };
        bench.fresh();
        let ended = end(&bench, way);
        match bench.hold(ended) {
            Ok(state::Reached::Before) => tally.before += 1,
            Ok(state::Reached::During) => tally.during += 1,
            Ok(state::Reached::After) if ended == Ended::Done => tally.finished += 1,
            Ok(state::Reached::After) => tally.after += 1,
            Err(what) => panic!("{}, {way:?}, seed {seed}: {what}", deed.name),
        }
    }
    tally
}

fn end(bench: &Bench<'_>, way: Way) -> Ended {
    match way {
        Way::Call(number) => traced::run(&mut bench.command(), Some(number), |_| {}).ended,
        Way::Moment(moment) => {
            let started = Instant::now();
            let mut child = bench.command().stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
            std::thread::sleep(moment.saturating_sub(started.elapsed()));
            child.kill().unwrap();
            let status = child.wait().unwrap();
            match status.code() {
                Some(0) => Ended::Done,
                Some(code) => panic!("the command ended by itself with {code}"),
                None => Ended::Killed,
            }
        }
    }
}

/// Numbers that look random and are the same for the same seed.
struct Chance(u64);

impl Chance {
    fn new(seed: usize, name: &str) -> Self {
        let mixed = name.bytes().fold(seed as u64 + 1, |mixed, byte| mixed.wrapping_mul(31).wrapping_add(byte.into()));
        Self(0x9e37_79b9_7f4a_7c15 ^ mixed)
    }

    fn below(&mut self, bound: u128) -> u128 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u128::from(self.0 >> 8) % bound.max(1)
    }
}
