//! The plugins at hand: the bundled ones, each linked in through the entry that a library would export.

pub(crate) use claims_host::Kind;
use claims_host::{Plugin, Registry};

use crate::{
    failure::{Exit, Failure, Outcome},
    refs,
};

/// Every plugin there is.
pub(crate) fn bundled() -> Outcome<Registry> {
    let entries = [&claims_plugin_quadratic::PLUGIN, &claims_plugin_prose::PLUGIN, &claims_plugin_markdown::PLUGIN];
    entries
        .into_iter()
        .map(|entry| {
            Plugin::linked(entry)
                .map_err(|why| Failure::new(Exit::Plugin, format!("a bundled plugin is broken: {why}")))
        })
        .collect()
}

/// The plugin of a kind by its name.
///
/// # Errors
/// When there is none; then with the name that was probably meant.
pub(crate) fn find(kind: Kind, name: &str) -> Outcome<Plugin> {
    let registry = bundled()?;
    registry.find(kind, name).cloned().map_err(|unknown| {
        let failure = Failure::new(Exit::NotFound, unknown.to_string());
        match refs::nearest(name, unknown.known.iter().map(String::as_str)) {
            Some(meant) => failure.hint(format!("did you mean {meant}?")),
            None => failure.hint(format!("there are: {}", unknown.known.join(", "))),
        }
    })
}
