//! What holds for a plugin of any kind: it starts, is what it says, takes its options, and runs beside itself.

use std::time::{Duration, Instant};

use claims_host::{OptionSpec, Probe, Sort};

use super::{Bench, Check, Checked, START, Stop, ask, check, examples, fail};
use crate::plugins::Options;

pub(super) const CHECKS: &[Check] = &[
    check(START, "it starts and answers the greeting", |bench| bench.probe().map(|_| None)),
    check("start", "it starts within a second", start),
    check("identity", "name, version and kinds are those of its manifest", identity),
    check("defaults", "it answers an ordinary question with its options as they are", defaults),
    check("options", "it takes the least, the greatest and every choice of its options", options),
    check("examples", "its examples come out as its manifest says", examples),
    check("interleaved", "two of it run side by side and answer alike", interleaved),
    check("leaks", "asked a thousand times, it holds no more memory and files than before", leaks),
];

/// How long a start may take.
const START_WITHIN: Duration = Duration::from_secs(1);
/// How often it is asked before its memory is looked at, and then again before the second look.
const ASKED_BEFORE: u64 = 200;
const ASKED_THEN: u64 = 1_000;
/// How much its memory may grow meanwhile: less than a kilobyte a question is an allocator at work, or nothing to fear.
const GROWTH_BYTES: u64 = 1 << 20;
/// How often a slow start is tried again, since the machine may have been busy.
const TRIES: usize = 3;

fn start(bench: &Bench) -> Checked {
    for _ in 0..TRIES {
        let before = Instant::now();
        bench.probe()?;
        if before.elapsed() <= START_WITHIN {
            return Ok(None);
        }
    }
    fail(format!("it took longer than {} s, {TRIES} times", START_WITHIN.as_secs()))
}

fn identity(bench: &Bench) -> Checked {
    let said = bench.probe()?.greeting.clone();
    let manifest = &bench.manifest;
    if said.name.is_none() && said.version.is_none() && said.kinds.is_none() {
        return Err(Stop::Skip("it says none of them".to_owned()));
    }
    let pairs = [("name", said.name, &manifest.name), ("version", said.version, &manifest.version)];
    for (what, said, written) in pairs {
        if let Some(said) = said.filter(|said| said != written) {
            return fail(format!("its {what} is {said:?}, and {written:?} in its manifest"));
        }
    }
    if let Some(mut said) = said.kinds {
        let mut written: Vec<String> = manifest.kinds.iter().map(ToString::to_string).collect();
        said.sort();
        written.sort();
        if said != written {
            return fail(format!("it is {}, and {} in its manifest", said.join(", "), written.join(", ")));
        }
    }
    Ok(None)
}

fn defaults(bench: &Bench) -> Checked {
    let plugin = bench.apart();
    for kind in &bench.manifest.kinds {
        ask::ordinary(&plugin, *kind, &bench.options)?;
    }
    Ok(None)
}

fn options(bench: &Bench) -> Checked {
    if bench.manifest.options.is_empty() {
        return Err(Stop::Skip("it has none".to_owned()));
    }
    for (name, option) in &bench.manifest.options {
        for value in edges(option) {
            let mut options: Options = bench.options.clone();
            options.insert(name.clone(), value.clone());
            let plugin = bench.apart();
            for kind in &bench.manifest.kinds {
                if let Err(why) = ask::ordinary(&plugin, *kind, &options) {
                    return fail(format!("with {name}={value}: {why}"));
                }
            }
        }
    }
    Ok(None)
}

/// The values of an option that a plugin is most likely to have forgotten.
fn edges(option: &OptionSpec) -> Vec<String> {
    match option.sort {
        Sort::Text => vec![String::new()],
        Sort::Number | Sort::Integer => [option.min, option.max].into_iter().flatten().map(|n| n.to_string()).collect(),
        Sort::Flag => vec!["false".to_owned(), "true".to_owned()],
        Sort::Choice => option.choices.clone(),
    }
}

fn examples(bench: &Bench) -> Checked {
    if bench.manifest.examples.is_empty() {
        return Err(Stop::Skip("it has none".to_owned()));
    }
    let plugin = bench.apart();
    for (number, example) in (1..).zip(&bench.manifest.examples) {
        if let Some(why) = examples::failed(&plugin, &bench.manifest, example) {
            return fail(format!("example {number}: {why}"));
        }
    }
    Ok(None)
}

fn leaks(bench: &Bench) -> Checked {
    let Some(kind) = bench.manifest.kinds.first() else { return Ok(None) };
    let mut plugin = bench.probe()?;
    let mut asked = 0;
    let mut ask = |plugin: &mut Probe, times: u64| -> Result<(), Stop> {
        for _ in 0..times {
            asked += 1;
            if plugin.ask(&ask::line(*kind, asked, &bench.options))?.is_none() {
                return fail(format!("it ended after {asked} questions"));
            }
        }
        Ok(())
    };
    ask(&mut plugin, ASKED_BEFORE)?;
    let before = plugin.footprint();
    ask(&mut plugin, ASKED_THEN)?;
    let (Some(before), Some(after)) = (before, plugin.footprint()) else {
        return Err(Stop::Skip("this system does not tell what a process holds".to_owned()));
    };
    let growth = after.memory_bytes.saturating_sub(before.memory_bytes);
    if growth > GROWTH_BYTES {
        return fail(format!("its memory grew by {} bytes a question", growth / ASKED_THEN));
    }
    if after.files > before.files {
        return fail(format!("it held {} open files, and then {}", before.files, after.files));
    }
    Ok(None)
}

fn interleaved(bench: &Bench) -> Checked {
    let Some(kind) = bench.manifest.kinds.first() else { return Ok(None) };
    let (one, other) = (bench.apart(), bench.apart());
    let answers = [&one, &other, &one, &other].map(|plugin| ask::ordinary(plugin, *kind, &bench.options));
    let mut first = None;
    for answer in answers {
        let answer = answer?;
        if first.get_or_insert_with(|| answer.clone()) != &answer {
            return fail("they answer the same question otherwise");
        }
    }
    Ok(None)
}
