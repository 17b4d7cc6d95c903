//! Asks a plugin what an example of its manifest asks, and writes the answer as the example would.

use claims_host::{Apart, Error, Example, Manifest, Question};
use claims_model::Score;

use super::model;
use crate::{plugins::Options, readable};

/// How a plugin fails an example of its manifest, in words; `None` when it answers as expected.
pub(crate) fn failed(plugin: &Apart, manifest: &Manifest, example: &Example) -> Option<String> {
    let asked = || {
        let options = manifest.options(&example.set)?;
        answer(plugin, example.question(&manifest.kinds)?, &options, &example.expect).map_err(|why| why.to_string())
    };
    match asked() {
        Ok(answer) if answer == example.expect => None,
        Ok(answer) => Some(format!("it gave {answer:?} instead of {:?}", example.expect)),
        Err(why) => Some(why),
    }
}

fn answer(plugin: &Apart, question: Question<'_>, options: &Options, expect: &str) -> Result<String, Error> {
    Ok(match question {
        Question::Score(told) => {
            let scores = plugin.score(&model::told(&told), options)?;
            scores.first().map(|score| value(score, expect)).unwrap_or_default()
        }
        Question::Diff { old, new } => readable::marked(old, new, &plugin.diff(old, new, options)?),
        Question::Export(told) => {
            let mut bytes = Vec::new();
            plugin.export(&model::told(&told), options, &mut bytes)?;
            String::from_utf8_lossy(&bytes).into_owned()
        }
        Question::Import(file) => readable::drafted(&plugin.import(file.as_bytes(), options)?),
        Question::Find(text) => readable::found(text, &plugin.find(text, options)?),
    })
}

/// The value with as many decimals as are expected.
fn value(score: &Score, expect: &str) -> String {
    let decimals = expect.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    score.value.map_or_else(|| "undetermined".to_owned(), |value| format!("{value:.decimals$}"))
}
