//! Asks a plugin what an example of its manifest asks, and writes the answer as the example would.

use claims_host::{Apart, Error, Example, Manifest, Question};
use claims_model::Score;

use super::model;
use crate::{
    folder::{self, Files},
    plugins::Options,
    readable,
};

/// How a plugin fails an example of its manifest, in words; `None` when it answers as expected.
pub(crate) fn failed(plugin: &Apart, manifest: &Manifest, example: &Example) -> Option<String> {
    let asked = || {
        let options = manifest.options(&example.set)?;
        answer(plugin, manifest, example, &options)
    };
    match asked() {
        Ok(answer) if answer == example.expect => None,
        Ok(answer) => Some(format!("it gave {answer:?} instead of {:?}", example.expect)),
        Err(why) => Some(why),
    }
}

fn answer(plugin: &Apart, manifest: &Manifest, example: &Example, options: &Options) -> Result<String, String> {
    let question = example.question(&manifest.kinds)?;
    let answer = asked(plugin, question, options, &example.expect).map_err(|why| why.to_string())?;
    match question {
        Question::Export(_) if !manifest.writes.is_file() => folder::files(&answer).map(|files| listed(&files)),
        _ => Ok(String::from_utf8_lossy(&answer).into_owned()),
    }
}

/// The files of a folder, each below its path.
fn listed(files: &Files<'_>) -> String {
    files.iter().map(|(path, bytes)| format!("{path}:\n{}", String::from_utf8_lossy(bytes))).collect()
}

fn asked(plugin: &Apart, question: Question<'_>, options: &Options, expect: &str) -> Result<Vec<u8>, Error> {
    let text = match question {
        Question::Score(told) => {
            let scores = plugin.score(&model::told(&told), options)?;
            scores.first().map(|score| value(score, expect)).unwrap_or_default()
        }
        Question::Diff { old, new } => readable::marked(old, new, &plugin.diff(old, new, options)?),
        Question::Export(told) => {
            let mut bytes = Vec::new();
            plugin.export(&model::told(&told), options, &mut bytes)?;
            return Ok(bytes);
        }
        Question::Import(file) => readable::drafted(&plugin.import(file.as_bytes(), options)?),
        Question::Find(text) => readable::found(text, &plugin.find(text, options)?),
    };
    Ok(text.into_bytes())
}

/// The value with as many decimals as are expected.
fn value(score: &Score, expect: &str) -> String {
    let decimals = expect.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    score.value.map_or_else(|| "undetermined".to_owned(), |value| format!("{value:.decimals$}"))
}
