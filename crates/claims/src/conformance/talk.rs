//! How a plugin keeps to the protocol: what it makes of lines that are newer than it or none at all, and how it ends.

use std::time::Duration;

use serde_json::Value;

use super::{Bench, Check, Checked, Stop, ask, check, each_kind, fail, model, newer, shortened};

pub(super) const CHECKS: &[Check] = &[
    check("unknown-members", "members that it does not know change nothing", unknown_members),
    check("unknown-words", "a word that it does not know is no error", unknown_words),
    check("malformed", "a line that is no request fails or ends it, and never hangs it", malformed),
    check("unknown-call", "a call that it does not know fails or ends it, and never hangs it", unknown_call),
    check("quiet", "it writes its answers to its output, and nothing else", quiet),
    check("ends", "it ends well, and within a second, when its input ends", ends),
];

/// How long a plugin may take to end.
const END_WITHIN: Duration = Duration::from_secs(1);

fn unknown_members(bench: &Bench) -> Checked {
    each_kind(bench, |kind| {
        let line = ask::line_with(kind, 1, &bench.options, &model::whole());
        let (plain, richer) = (answer(bench, &line)?, answer(bench, &newer::with_more_members(&line))?);
        if plain == richer {
            return Ok(());
        }
        let [plain, richer] = [plain, richer].map(|answer| shortened(&answer.to_string()));
        fail(format!("it answers {plain} without them, and {richer} with them"))
    })
}

fn unknown_words(bench: &Bench) -> Checked {
    if bench.manifest.is_library() {
        return Err(Stop::Skip("claims reads the requests of a library".to_owned()));
    }
    each_kind(bench, |kind| {
        let line = ask::line(kind, 1, &bench.options);
        let newer = line.replace(r#""stance":"rebuts""#, r#""stance":"ponders""#);
        let newer = newer.replace(r#""kind":"article""#, r#""kind":"hologram""#);
        if newer == line {
            return Err(Stop::Skip("its questions have no such words".to_owned()));
        }
        let answer = answer(bench, &newer)?;
        if answer.get("failed").is_some() { fail(format!("it answered {answer}")) } else { Ok(()) }
    })
}

/// What a fresh process answers to a line.
fn answer(bench: &Bench, line: &str) -> Result<Value, Stop> {
    let answer = bench.probe()?.ask(line)?;
    let answer = answer.ok_or_else(|| Stop::Fail("it ended without an answer".to_owned()))?;
    parsed(&answer, 1)
}

/// An answer as JSON, if it is one to this question.
fn parsed(answer: &str, id: u64) -> Result<Value, Stop> {
    match serde_json::from_str::<Value>(answer) {
        Ok(value) if value["id"] == id => Ok(value),
        Ok(_) => fail(format!("its answer is not to question {id}: {}", shortened(answer))),
        Err(error) => fail(format!("its answer is not JSON: {error}: {}", shortened(answer))),
    }
}

fn malformed(bench: &Bench) -> Checked {
    declines(bench, "this is no request")
}

fn unknown_call(bench: &Bench) -> Checked {
    declines(bench, r#"{"id":1,"options":{},"call":"dance","with":["whom"]}"#)
}

/// It says that it cannot answer, and goes on; or it ends.
fn declines(bench: &Bench, line: &str) -> Checked {
    each_kind(bench, |kind| {
        let mut plugin = bench.probe()?;
        let Some(answer) = plugin.ask(line)? else { return Ok(()) };
        let is_failed = serde_json::from_str::<Value>(&answer).is_ok_and(|answer| answer["failed"].is_string());
        if !is_failed {
            return fail(format!("it answered {}", shortened(&answer)));
        }
        match plugin.ask(&ask::line(kind, 2, &bench.options))? {
            Some(answer) => parsed(&answer, 2).map(drop),
            None => fail("it said that it failed, and then ended instead of going on"),
        }
    })
}

fn quiet(bench: &Bench) -> Checked {
    each_kind(bench, |kind| {
        let mut plugin = bench.probe()?;
        for id in 1..=3 {
            let answer = plugin.ask(&ask::line(kind, id, &bench.options))?;
            parsed(&answer.ok_or_else(|| Stop::Fail("it ended between two questions".to_owned()))?, id)?;
        }
        match plugin.end(END_WITHIN)?.first() {
            Some(line) => fail(format!("it wrote one line too many: {}", shortened(line))),
            None => Ok(()),
        }
    })
}

fn ends(bench: &Bench) -> Checked {
    each_kind(bench, |kind| {
        let mut plugin = bench.probe()?;
        plugin.ask(&ask::line(kind, 1, &bench.options))?;
        plugin.end(END_WITHIN)?;
        Ok(())
    })
}
