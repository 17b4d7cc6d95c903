//! What holds for a plugin of any kind: it starts, is what it says, takes its options, and runs beside itself.

use std::time::{Duration, Instant};

use claims_host::{Apart, Error, Greeting, Kind, OptionSpec, Sort};

use super::{Bench, Check, Checked, START, Stop, ask, check, each_kind, examples, fail, model, shortened};
use crate::plugins::Options;

pub(super) const CHECKS: &[Check] = &[
    check(START, "it starts and answers the greeting", |bench| bench.probe().map(drop)),
    check("start", "it starts within a second", start),
    check("identity", "name, version, kinds and summary are those of its manifest", identity),
    check("defaults", "it answers an ordinary question with its options as they are", defaults),
    check("options", "it takes the least, the greatest and every choice of its options", options),
    check("options-odd", "it survives any text and any number that its options admit", odd_options),
    check("examples", "its examples come out as its manifest says", examples),
    check("interleaved", "two of it run side by side and answer alike", interleaved),
    check("reopened", "started and ended again and again, it answers alike", reopened),
];

/// How long a start may take.
const START_WITHIN: Duration = Duration::from_secs(1);
/// How often a slow start is tried again, since the machine may have been busy.
const TRIES: usize = 3;
/// How often it is started, asked and ended, one after the other and all at once.
const TIMES: usize = 5;

fn start(bench: &Bench) -> Checked {
    for _ in 0..TRIES {
        let before = Instant::now();
        bench.probe()?;
        if before.elapsed() <= START_WITHIN {
            return Ok(());
        }
    }
    fail(format!("it took longer than {} s, {TRIES} times", START_WITHIN.as_secs()))
}

fn identity(bench: &Bench) -> Checked {
    let said = bench.probe()?.greeting.clone();
    let manifest = &bench.manifest;
    if said == Greeting::default() {
        return Err(Stop::Skip("it says none of them".to_owned()));
    }
    let pairs = [
        ("name", said.name, &manifest.name),
        ("version", said.version, &manifest.version),
        ("summary", said.summary, &manifest.summary),
    ];
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
    Ok(())
}

fn defaults(bench: &Bench) -> Checked {
    let plugin = bench.apart();
    for kind in &bench.manifest.kinds {
        ask::ordinary(&plugin, *kind, &bench.options)?;
    }
    Ok(())
}

fn options(bench: &Bench) -> Checked {
    each_option(bench, edges, |plugin, kind, options| ask::ordinary(plugin, kind, options).map(drop))
}

fn odd_options(bench: &Bench) -> Checked {
    each_option(bench, odd_values, |plugin, kind, options| match ask::ordinary(plugin, kind, options) {
        // It may say that it cannot work with them.
        Err(Error::Failed { .. }) | Ok(_) => Ok(()),
        Err(other) => Err(other),
    })
}

/// Asks with each of these values of each option, in a process of its own.
fn each_option(
    bench: &Bench,
    values: impl Fn(&OptionSpec) -> Vec<String>,
    ask: impl Fn(&Apart, Kind, &Options) -> Result<(), Error>,
) -> Checked {
    if bench.manifest.options.is_empty() {
        return Err(Stop::Skip("it has none".to_owned()));
    }
    let values = bench
        .manifest
        .options
        .iter()
        .flat_map(|(name, option)| values(option).into_iter().map(move |value| (name, value)));
    for (name, value) in values {
        let mut options: Options = bench.options.clone();
        options.insert(name.clone(), value.clone());
        let plugin = bench.apart();
        for kind in &bench.manifest.kinds {
            if let Err(why) = ask(&plugin, *kind, &options) {
                return fail(format!("with {name}={}: {why}", shortened(&value)));
            }
        }
    }
    Ok(())
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

/// Values that claims lets through and nobody means.
fn odd_values(option: &OptionSpec) -> Vec<String> {
    let odd: Vec<&str> = match option.sort {
        Sort::Text => return model::ODD_TEXTS.map(str::to_owned).into_iter().chain([model::long_text()]).collect(),
        Sort::Number => vec!["1e308", "-1e308", "5e-324", "-0", ".5"],
        Sort::Integer => vec!["9223372036854775807", "-9223372036854775808", "+0", "-0"],
        Sort::Flag | Sort::Choice => Vec::new(),
    };
    odd.into_iter().filter(|value| option.check(value).is_ok()).map(str::to_owned).collect()
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
    Ok(())
}

fn interleaved(bench: &Bench) -> Checked {
    each_kind(bench, |kind| {
        let (one, other) = (bench.apart(), bench.apart());
        alike(bench, kind, [&one, &other, &one, &other])
    })
}

fn reopened(bench: &Bench) -> Checked {
    each_kind(bench, |kind| {
        let all: Vec<Apart> = (0..TIMES).map(|_| bench.apart()).collect();
        alike(bench, kind, &all)?;
        drop(all);
        let mut first = None;
        for _ in 0..TIMES {
            let answer = ask::ordinary(&bench.apart(), kind, &bench.options)?;
            if first.get_or_insert_with(|| answer.clone()) != &answer {
                return fail("it answers the same question otherwise");
            }
        }
        Ok(())
    })
}

/// All of them answer the ordinary question in the same way.
fn alike<'a>(bench: &Bench, kind: Kind, plugins: impl IntoIterator<Item = &'a Apart>) -> Checked {
    let mut first = None;
    for plugin in plugins {
        let answer = ask::ordinary(plugin, kind, &bench.options)?;
        if first.get_or_insert_with(|| answer.clone()) != &answer {
            return fail("they answer the same question otherwise");
        }
    }
    Ok(())
}
