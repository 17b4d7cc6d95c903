//! An ordinary question of each kind, put by the ways of the program or written out as a line of the protocol.

use claims_host::{Apart, Error, Kind};
use claims_model::Case;

use super::model;
use crate::plugins::Options;

/// Two texts of which one came of the other.
pub(super) const OLD: &str = "The harbour is closed. Nobody was hurt.\nThe mayor spoke at noon.\n";
/// The other one.
pub(super) const NEW: &str = "The harbour was closed on Monday. Nobody was hurt.\nThe mayor did not speak.\n";
/// A text with something to find in it.
pub(super) const TEXT: &str = "The harbour is closed, Ines Prado said on Monday. “Nobody was hurt”, she added.";
/// A file that an importer may or may not understand.
pub(super) const FILE: &[u8] = b"claimant,claim\nInes Prado,The harbour is closed\n";

/// Asks, and gives the answer in a form that can be compared with another.
///
/// # Errors
/// When there is no answer that can be right. That an importer declines a file is an answer.
pub(super) fn ordinary(plugin: &Apart, kind: Kind, options: &Options) -> Result<String, Error> {
    let answer = match kind {
        Kind::Scorer => plugin.score(&model::ordinary(), options).map(|scores| format!("{scores:?}")),
        Kind::Differ => plugin.diff(OLD, NEW, options).map(|hunks| format!("{hunks:?}")),
        Kind::Exporter => {
            let mut bytes = Vec::new();
            plugin
                .export(&model::ordinary(), options, &mut bytes)
                .map(|()| String::from_utf8_lossy(&bytes).into_owned())
        }
        Kind::Importer => plugin.import(FILE, options).map(|drafts| format!("{drafts:?}")),
        Kind::Finder => plugin.find(TEXT, options).map(|found| format!("{found:?}")),
    };
    match answer {
        Err(Error::Failed { message, .. }) if kind == Kind::Importer => Ok(message),
        other => other,
    }
}

/// The same question as a line of the protocol, in the order of members in which the program writes them.
pub(super) fn line(kind: Kind, id: u64, options: &Options) -> String {
    line_with(kind, id, options, &model::ordinary())
}

/// The same about this case, where the question is about one.
pub(super) fn line_with(kind: Kind, id: u64, options: &Options, case: &Case) -> String {
    let written = |value: &dyn Fn() -> serde_json::Result<String>| value().unwrap_or_default();
    let text = |text: &str| written(&|| serde_json::to_string(text));
    let case = || written(&|| serde_json::to_string(case));
    let call = match kind {
        Kind::Scorer => format!(r#""call":"score","cases":[{}]"#, case()),
        Kind::Differ => format!(r#""call":"diff","old":{},"new":{}"#, text(OLD), text(NEW)),
        Kind::Exporter => format!(r#""call":"export","case":{}"#, case()),
        Kind::Importer => {
            let hex: String = FILE.iter().map(|byte| format!("{byte:02x}")).collect();
            format!(r#""call":"import","hex":"{hex}""#)
        }
        Kind::Finder => format!(r#""call":"find","text":{}"#, text(TEXT)),
    };
    let options = written(&|| serde_json::to_string(options));
    format!(r#"{{"id":{id},"options":{options},{call}}}"#)
}
