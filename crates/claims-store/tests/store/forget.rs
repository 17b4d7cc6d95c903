//! What is forgotten is in no byte of the file any more, and the rest of the record is what it was.

use std::collections::{BTreeMap, BTreeSet};

use claims_model::{Change, Claim, Key, Operation, Party, Record, Source, Verb, forget::Forgetting};
use claims_store::{Records, Stored};
use rusqlite::Connection;

use crate::{
    dump,
    session::Session,
    story::told,
    tamper::{findings, open_to_tamper, places},
};

#[test]
fn nothing_forgotten_is_left_in_the_file() {
    let mut roots = keys::<Source>(&mut told());
    roots.extend(keys::<Party>(&mut told()));
    roots.extend(keys::<Claim>(&mut told()));
    // A record in which nothing was ever recorded has words too: those of its schema.
    let (_empty_folder, empty) = Session::new().close();
    let empty = std::fs::read(empty).unwrap();
    let is_secret = |secret: &&String| secret.len() > 5 && places(&empty, secret.as_bytes()).is_empty();
    let mut gone = 0;
    for root in roots {
        let mut session = told();
        let hashes = hashes(&mut session);
        let secrets = forget(&mut session, root);
        assert_eq!(hashes[..], self::hashes(&mut session)[..hashes.len()], "the log is chained as it was");
        // What another record says as well is no secret.
        let left = format!("{}{}", dump::visible(&mut session.casebook), dump::log(&mut session.casebook));
        let (_folder, path) = session.close();
        assert_eq!(findings(&path), [], "{root}");
        let bytes = std::fs::read(&path).unwrap();
        for secret in secrets.iter().filter(is_secret).filter(|secret| !left.contains(*secret)) {
            assert_eq!(places(&bytes, secret.as_bytes()), [0; 0], "{secret:?} of {root}");
            gone += 1;
        }
    }
    assert!(gone > 20, "only {gone} texts were looked for");
}

/// FTS5 keeps the words of deleted rows until it merges them away, each without what it has in common with the one before.
#[test]
fn no_forgotten_word_is_left_in_the_indexes() {
    let mut session = told();
    let settings = [
        "INSERT INTO search (search, rank) VALUES ('deletemerge', 0)",
        "INSERT INTO matching (matching, rank) VALUES ('deletemerge', 0)",
    ];
    Connection::open(session.path()).unwrap().execute_batch(&settings.join(";")).unwrap();
    let mut claim: Claim = session.casebook.read().unwrap().all::<Claim>().unwrap().remove(0).record;
    claim.key = session.key();
    claim.text = "The zzqvwxykly harbour".to_owned();
    let root = claim.key;
    session.perform(Verb::Add, vec![Change::create(claim)]).unwrap();
    let mut session = session.reopened();
    assert_ne!(places(&std::fs::read(session.path()).unwrap(), b"qvwxyk"), [0; 0]);
    forget(&mut session, root);
    let (_folder, path) = session.close();
    assert_eq!(places(&std::fs::read(&path).unwrap(), b"qvwxyk"), [0; 0]);
}

/// The command that forgot was stopped before it cleared the free pages; whoever opens the record next does it.
#[test]
fn a_sweep_that_was_stopped_is_done_by_the_next() {
    let mut session = told();
    let root = keys::<Source>(&mut session)[1];
    let records: BTreeSet<Key> = session.casebook.read().unwrap().goes_with(root).unwrap().into_keys().collect();
    let forgets = Some(Forgetting { records, because: "asked".to_owned() });
    let operation = Operation { forgets, ..session.operation(Verb::Forget, Vec::new()) };
    let mut writing = session.casebook.write().unwrap();
    writing.forget(&operation).unwrap();
    writing.commit().unwrap();
    let (_folder, path) = session.close();
    let asks = |sql: &str| Connection::open(&path).unwrap().query_row(sql, [], |row| row.get::<_, u32>(0)).unwrap();
    assert_eq!(asks("SELECT count(*) FROM owed"), 1);
    assert_ne!(asks("SELECT freelist_count FROM pragma_freelist_count"), 0, "what is left is in free pages");
    assert_eq!(findings(&path), []);
    assert_eq!(asks("SELECT count(*) FROM owed"), 0);
    assert_eq!(asks("SELECT freelist_count FROM pragma_freelist_count"), 0);
}

/// The derived columns and indexes are those that a record would have that never said anything else.
#[test]
fn a_forgetful_record_is_that_of_its_log() {
    let mut shorter = 0;
    for root in keys::<Source>(&mut told()).into_iter().chain(keys::<Party>(&mut told())) {
        let mut session = told();
        // Else FTS5 would write so small an index anew of its own accord.
        Connection::open(session.path())
            .unwrap()
            .execute_batch(
                "INSERT INTO search (search, rank) VALUES ('deletemerge', 0);
                 INSERT INTO matching (matching, rank) VALUES ('deletemerge', 0)",
            )
            .unwrap();
        let before = terms(&session.path());
        forget(&mut session, root);
        let mut other = Session::new();
        let mut writing = other.casebook.write().unwrap();
        let reading = session.casebook.read().unwrap();
        contents(&reading, &mut writing);
        reading.each_entry(|body, _| writing.replay(body).map(drop)).unwrap();
        writing.commit().unwrap();
        drop(reading);
        assert_eq!(dump::visible(&mut session.casebook), dump::visible(&mut other.casebook), "{root}");
        assert_eq!(other.casebook.read().unwrap().verify().unwrap().findings, []);
        let after = terms(&session.path());
        assert_eq!(after, terms(&other.path()), "{root}");
        shorter += usize::from(after.len() < before.len());
    }
    assert!(shorter > 2, "the words of only {shorter} were ever in an index");
}

/// Every word that the indexes hold, deleted or not.
fn terms(path: &std::path::Path) -> BTreeSet<(&'static str, String)> {
    let connection = Connection::open(path).unwrap();
    let mut terms = BTreeSet::new();
    for index in ["search", "matching"] {
        connection
            .execute_batch(&format!("CREATE VIRTUAL TABLE temp.{index}_v USING fts5vocab('main', '{index}', 'row')"))
            .unwrap();
        let mut statement = connection.prepare(&format!("SELECT term FROM temp.{index}_v")).unwrap();
        terms.extend(statement.query_map([], |row| Ok((index, row.get(0)?))).unwrap().map(Result::unwrap));
    }
    terms
}

#[test]
fn what_was_forgotten_is_not_undone_and_what_was_before_is() {
    let mut session = told();
    let before = session.casebook.read().unwrap().undo_target().unwrap().seq;
    let root = keys::<Source>(&mut session)[1];
    forget(&mut session, root);
    assert_eq!(session.casebook.read().unwrap().undo_target().unwrap().seq, before);
    session.undo().unwrap();
    session.redo().unwrap();
    assert_eq!(session.casebook.read().unwrap().verify().unwrap().findings, []);
}

#[test]
fn forgotten_bytes_that_come_again_are_kept_again() {
    let mut session = told();
    let root = keys::<Source>(&mut session)[1];
    let version = session.casebook.read().unwrap().versions_of(root).unwrap()[0].record.clone();
    let (bytes, text) = {
        let reading = session.casebook.read().unwrap();
        (reading.capture(&version).unwrap(), reading.text(&version).unwrap())
    };
    forget(&mut session, root);
    assert!(session.casebook.read().unwrap().capture(&version).is_err());
    let other = keys::<Source>(&mut session)[0];
    let number = session.casebook.read().unwrap().next_version_number(other).unwrap();
    let again = session.version(other, number, &bytes, &text);
    session.perform(Verb::SourceCapture, vec![Change::create(again.clone())]).unwrap();
    let reading = session.casebook.read().unwrap();
    assert_eq!(reading.capture(&again).unwrap(), bytes);
    assert_eq!(reading.verify().unwrap().findings, []);
}

/// A tombstone without an operation that set it, an operation without its tombstones, and content that came back.
#[test]
fn what_does_not_fit_what_was_forgotten_is_found() {
    let mut session = told();
    let root = keys::<Source>(&mut session)[1];
    let sound = session.path();
    let before: BTreeMap<i64, String> = bodies(&sound).into_iter().collect();
    forget(&mut session, root);
    let (_folder, path) = session.close();
    let after: BTreeMap<i64, String> = bodies(&path).into_iter().collect();
    let changed: Vec<i64> = before.iter().filter(|(seq, body)| after[*seq] != **body).map(|(seq, _)| *seq).collect();
    assert!(!changed.is_empty());
    let set = |seq: &i64, body: &str| {
        let tampered = open_to_tamper(&path);
        tampered.execute("UPDATE operations SET body = ?2 WHERE seq = ?1", rusqlite::params![seq, body]).unwrap();
    };
    for seq in &changed {
        set(seq, &before[seq]);
        let found = findings(&path);
        assert!(found.iter().any(|one| one.what.contains("that was forgotten")), "{found:?}");
        set(seq, &after[seq]);
    }
    assert_eq!(findings(&path), []);
    // Something else goes in the same manner, and nobody said so.
    let party = keys::<Party>(&mut told())[0];
    let (seq, body) = before.iter().find(|(_, body)| body.contains("\"party\":{")).unwrap();
    let hidden = claims_model::forget::forget(body, &BTreeSet::from([party])).unwrap();
    set(seq, &hidden);
    let found = findings(&path);
    assert!(found.iter().any(|one| one.what.contains("nobody forgot")), "{found:?}");
    set(seq, &after[seq]);
    open_to_tamper(&path).execute("UPDATE texts SET text = 'back' WHERE text = ''", []).unwrap();
    assert_ne!(findings(&path), []);
}

fn keys<T: Stored>(session: &mut Session) -> Vec<Key>
where
    Record: From<T>,
{
    let reading = session.casebook.read().unwrap();
    reading.all::<T>().unwrap().into_iter().map(|one| Record::from(one.record).key()).collect()
}

/// Forgets a record with all that goes with it, and answers the texts that went.
fn forget(session: &mut Session, root: Key) -> BTreeSet<String> {
    let records: BTreeSet<Key> = session.casebook.read().unwrap().goes_with(root).unwrap().into_keys().collect();
    let mut secrets = BTreeSet::new();
    let reading = session.casebook.read().unwrap();
    reading
        .each_entry(|body, _| {
            for change in Operation::read(body).unwrap().changes {
                for record in [change.before, change.after].into_iter().flatten() {
                    let left = serde_json::to_string(&record.forgotten(&records).unwrap()).unwrap();
                    let mut strings = Vec::new();
                    strings_in(&serde_json::to_value(&record).unwrap(), &mut strings);
                    secrets.extend(strings.into_iter().filter(|text| !left.contains(text)));
                    if let Record::Version(version) = record
                        && records.contains(&version.key)
                    {
                        secrets.extend(reading.text(&version).unwrap().lines().map(str::to_owned));
                    }
                }
            }
            Ok::<_, claims_store::Error>(())
        })
        .unwrap();
    drop(reading);
    let forgets = Some(Forgetting { records, because: "asked".to_owned() });
    let operation = Operation { forgets, ..session.operation(Verb::Forget, Vec::new()) };
    let mut writing = session.casebook.write().unwrap();
    writing.forget(&operation).unwrap();
    writing.commit().unwrap();
    session.casebook.sweep().unwrap();
    secrets
}

fn strings_in(value: &serde_json::Value, strings: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => strings.push(text.clone()),
        serde_json::Value::Array(items) => items.iter().for_each(|item| strings_in(item, strings)),
        serde_json::Value::Object(members) => members.values().for_each(|member| strings_in(member, strings)),
        _ => {}
    }
}

fn hashes(session: &mut Session) -> Vec<String> {
    let mut hashes = Vec::new();
    let reading = session.casebook.read().unwrap();
    reading
        .each_entry(|_, hash| {
            hashes.push(hash.to_owned());
            Ok::<_, claims_store::Error>(())
        })
        .unwrap();
    hashes
}

fn bodies(path: &std::path::Path) -> Vec<(i64, String)> {
    let connection = Connection::open(path).unwrap();
    let mut statement = connection.prepare("SELECT seq, body FROM operations").unwrap();
    statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
}

/// Keeps in another casebook what the versions of this one name.
fn contents(reading: &Records<'_>, writing: &mut claims_store::Writing<'_>) {
    reading
        .each_entry(|body, _| {
            for change in Operation::read(body).unwrap().changes {
                let Some(Record::Version(version)) = change.after else { continue };
                match reading.capture(&version) {
                    Ok(bytes) => drop(writing.keep_capture(&bytes).unwrap()),
                    Err(_) => writing.keep_place(&version.bytes).unwrap(),
                }
                for (digest, text) in [
                    (Some(version.text), Some(reading.text(&version).unwrap())),
                    (version.blocks, reading.blocks(&version).unwrap()),
                ] {
                    let Some(digest) = digest else { continue };
                    let text = text.unwrap_or_default();
                    match claims_model::Digest::of(text.as_bytes()) == digest {
                        true => drop(writing.keep_text(&text).unwrap()),
                        false => writing.keep_place(&digest).unwrap(),
                    }
                }
            }
            Ok::<_, claims_store::Error>(())
        })
        .unwrap();
}
