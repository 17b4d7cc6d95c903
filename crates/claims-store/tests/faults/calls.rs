//! Every call to the disk fails in turn, once and from then on, in each way it can; and nothing is lost or half done.
//!
//! `CLAIMS_FAULTS=600` takes at most 600 calls of each scenario and kind, spread over all; that is every call of all but
//! the largest scenario.

use crate::{
    plan::{self, Fault},
    scenario::{ALL, Scenario, add, copy},
    trial::{Trial, hold},
};

/// At most so many calls of each scenario and kind fail in a short run.
const SHORT: u64 = 8;

/// How many moments of each scenario to try, as `CLAIMS_FAULTS` says.
pub(crate) fn asked() -> Option<u64> {
    std::env::var("CLAIMS_FAULTS").ok().map(|value| value.parse().unwrap())
}

/// What came of a scenario and a kind of fault.
#[derive(Default)]
struct Tally {
    calls: u64,
    runs: u64,
    /// Runs in which something was refused.
    refused: u64,
    /// Deeds of which nobody could be told whether they were done, and that are there, whole.
    unsure: usize,
    /// Runs after which the casebook that was open had to be opened again to go on.
    stuck: u64,
}

#[test]
fn a_failing_call_loses_nothing_and_leaves_nothing_half_done() {
    let most = asked().unwrap_or(SHORT);
    println!(
        "{:16} {:6} {:>6} {:>6} {:>8} {:>8} {:>6}",
        "scenario", "fault", "calls", "runs", "refused", "unsure", "stuck"
    );
    std::thread::scope(|scope| {
        let threads: Vec<_> = ALL.iter().map(|scenario| scope.spawn(move || faults(scenario, most))).collect();
        for (scenario, thread) in ALL.iter().zip(threads) {
            for (fault, tally) in Fault::ALL.iter().zip(thread.join().unwrap()) {
                let Tally { calls, runs, refused, unsure, stuck } = tally;
                let (name, fault) = (scenario.name, format!("{fault:?}"));
                println!("{name:16} {fault:6} {calls:6} {runs:6} {refused:8} {unsure:8} {stuck:6}");
            }
        }
    });
}

fn faults(scenario: &Scenario, most: u64) -> Vec<Tally> {
    let template = scenario.folder();
    let mut tallies = Vec::new();
    for fault in Fault::ALL {
        let calls = run(scenario, template.path(), fault, u64::MAX, false, &mut Tally::default());
        assert!(calls > 0 || scenario.name == "read", "{}: the disk was not asked", scenario.name);
        let mut tally = Tally { calls, ..Tally::default() };
        let step = calls.div_ceil(most).max(1);
        for first in (0..calls).step_by(usize::try_from(step).unwrap()) {
            for for_ever in [false, true] {
                run(scenario, template.path(), fault, first, for_ever, &mut tally);
            }
        }
        assert!(tally.refused > 0, "{}, {fault:?}: nothing was ever refused", scenario.name);
        tallies.push(tally);
    }
    tallies
}

/// Runs the scenario on a disk that fails, and then holds the casebook to its promises on one that is well; answers the
/// number of calls.
fn run(
    scenario: &Scenario,
    template: &std::path::Path,
    fault: Fault,
    first: u64,
    for_ever: bool,
    tally: &mut Tally,
) -> u64 {
    let folder = copy(template);
    let mut trial = Trial::at(folder.path());
    plan::arm(fault, first, for_ever);
    (scenario.run)(&mut trial);
    // Whoever was refused goes on with what is open, once the disk is well; or closes it while it is not.
    let closes = for_ever && first.is_multiple_of(2);
    if closes {
        trial.close();
    }
    let calls = plan::disarm();
    let refused = trial.refused;
    if !trial.path.exists() {
        trial.create();
    }
    add(&mut trial);
    tally.runs += 1;
    tally.refused += u64::from(refused > 0);
    if trial.refused > refused {
        tally.stuck += 1;
        trial.close();
        add(&mut trial);
        assert_eq!(trial.refused, refused + 1, "it cannot be written to any more");
    }
    trial.close();
    let held = hold(&trial.path, &trial.deeds, |_, deed| deed.told);
    match held {
        Ok(unsure) => tally.unsure += unsure,
        Err(what) => {
            panic!("{}: {fault:?} at call {first}{}: {what}", scenario.name, if for_ever { " and on" } else { "" })
        }
    }
    calls
}
