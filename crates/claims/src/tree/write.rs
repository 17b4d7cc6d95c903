//! Makes the files of a casebook. The same casebook gives the same bytes.

use std::{borrow::Cow, collections::BTreeMap};

use claims_model::{
    Appearance, Claim, Digest, Filed, Grade, Key, Link, Note, Operation, Party, Record, Reply, Source, Verdict, Version,
};
use claims_store::{Records, Stored};
use serde::Serialize;

use super::{ABOUT_FILE, ATTRIBUTES_FILE, LOG_FILE, capture_file, text_file};
use crate::{
    failure::{Exit, Failure, Outcome},
    folder::Files,
};

/// The files of the casebook as it stands.
///
/// # Errors
/// When it is not sound, since nothing that is not could be restored.
pub(crate) fn files(records: &Records<'_>) -> Outcome<Files<'static>> {
    let verified = records.verify()?;
    if let Some(finding) = verified.findings.first() {
        let what = format!("the casebook is not sound: {}: {}", finding.place, finding.what);
        return Err(Failure::new(Exit::Data, what).hint("see all that is wrong: claims verify"));
    }
    let (log, versions) = log(records)?;
    let mut files = Files::new();
    let mut put = |path: String, text: String| files.insert(path, Cow::Owned(text.into_bytes()));
    put(ATTRIBUTES_FILE.to_owned(), "* -text\n".to_owned());
    put(ABOUT_FILE.to_owned(), about(verified.operations, &verified.head));
    put(LOG_FILE.to_owned(), log);
    for (name, text) in kinds(records)? {
        put(name.to_owned(), text);
    }
    for version in versions.values() {
        for (digest, text) in
            [(Some(version.text), Some(records.text(version)?)), (version.blocks, records.blocks(version)?)]
        {
            let (Some(digest), Some(text)) = (digest, text) else { continue };
            // A text that is not what its digest says is one that was forgotten: the casebook is sound.
            if Digest::of(text.as_bytes()) == digest {
                put(text_file(&digest.to_string()), text);
            }
        }
    }
    for version in versions.values() {
        match records.capture(version) {
            // There is no file of what was forgotten.
            Err(claims_store::Error::Forgotten(_)) => {}
            bytes => drop(files.insert(capture_file(&version.bytes.to_string()), Cow::Owned(bytes?))),
        }
    }
    Ok(files)
}

fn about(operations: u64, head: &Digest) -> String {
    format!("{{\n\"schema\":\"claims/casebook-tree/1\",\n\"operations\":{operations},\n\"head\":\"{head}\"\n}}\n")
}

/// The log as it is kept, and every version that ever stood in it.
fn log(records: &Records<'_>) -> Outcome<(String, BTreeMap<Key, Version>)> {
    let (mut log, mut versions) = (String::new(), BTreeMap::new());
    records.each_entry(|body, hash| {
        if body.contains('\n') {
            return Err(Failure::new(Exit::Data, "an entry of the log is not written in one line"));
        }
        log.push_str(&line(hash, body));
        versions.extend(versions_in(body)?);
        Ok(())
    })?;
    Ok((log, versions))
}

/// The line of an entry of the log.
pub(crate) fn line(hash: &str, body: &str) -> String {
    format!("{{\"hash\":\"{hash}\",\"operation\":{body}}}\n")
}

/// The versions that an entry makes or changes, by key.
pub(super) fn versions_in(body: &str) -> Outcome<Vec<(Key, Version)>> {
    let operation: Operation = Operation::read(body).map_err(|why| Failure::new(Exit::Data, why.to_string()))?;
    let records = operation.changes.into_iter().flat_map(|change| [change.before, change.after]).flatten();
    let versions = records.filter_map(|record| match record {
        Record::Version(version) => Some((version.key, version)),
        _ => None,
    });
    Ok(versions.collect())
}

/// The file of each kind of record, with a record a line, by number.
fn kinds(records: &Records<'_>) -> Outcome<[(&'static str, String); 10]> {
    Ok([
        ("claims.ndjson", lines::<Claim>(records)?),
        ("sources.ndjson", lines::<Source>(records)?),
        ("links.ndjson", lines::<Link>(records)?),
        ("parties.ndjson", lines::<Party>(records)?),
        ("versions.ndjson", lines::<Version>(records)?),
        ("appearances.ndjson", lines::<Appearance>(records)?),
        ("grades.ndjson", lines::<Grade>(records)?),
        ("verdicts.ndjson", lines::<Verdict>(records)?),
        ("notes.ndjson", lines::<Note>(records)?),
        ("replies.ndjson", lines::<Reply>(records)?),
    ])
}

fn lines<T: Stored + Serialize>(records: &Records<'_>) -> Outcome<String> {
    let mut text = String::new();
    for record in records.all::<T>()? {
        let record: Filed<T> = record;
        text += &serde_json::to_string(&record).map_err(|why| Failure::new(Exit::Data, why.to_string()))?;
        text.push('\n');
    }
    Ok(text)
}
