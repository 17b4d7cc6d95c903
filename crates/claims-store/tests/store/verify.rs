//! A verification finds whatever was changed past the program: in the log, the tables, the captures and the schema.
//!
//! What it cannot find, because nothing in the file can tell: the newest entries cut off together with all they did,
//! and a log written anew from the start. Against both the head is kept elsewhere, and the tests say so.

use claims_model::{Change, Claim, Verb};
use claims_store::Casebook;
use proptest::prelude::*;
use rusqlite::{Connection, params};

use crate::{
    dump,
    session::Session,
    story::{claim, party, told},
    tamper::{RECORD_TABLES, cells, findings, open_to_tamper, places},
};

#[test]
fn a_sound_casebook_has_no_findings() {
    let mut session = told();
    let verified = session.casebook.read().unwrap().verify().unwrap();
    assert_eq!(verified.findings, []);
    assert_eq!((verified.operations, verified.head), session.casebook.read().unwrap().head().unwrap());
}

/// Each byte of the log is changed in the file itself, where no trigger and no constraint watches.
#[test]
fn any_changed_byte_of_the_log_is_found() {
    let mut session = Session::new();
    let ada = party(&mut session, "Ada");
    let said = claim(&mut session, "It \"rains\"\nin 2023");
    session.perform(Verb::Add, vec![Change::create(ada), Change::create(said.clone())]).unwrap();
    let shorter = Claim { text: "It rains".to_owned(), ..said.clone() };
    session.perform(Verb::Edit, vec![Change::update(said, shorter)]).unwrap();
    session.undo().unwrap();
    let (_folder, path) = session.close();
    let stored: Vec<(String, String)> = {
        let connection = Connection::open(&path).unwrap();
        let mut statement = connection.prepare("SELECT body, hash FROM operations").unwrap();
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
    };
    assert_eq!(stored.len(), 3);
    let sound = std::fs::read(&path).unwrap();
    for text in stored.iter().flat_map(|(body, hash)| [body, hash]) {
        let at = places(&sound, text.as_bytes());
        let [at] = at[..] else { panic!("{text} stands at {at:?}") };
        for position in at..at + text.len() {
            for flip in [0x01, 0x80] {
                let mut changed = sound.clone();
                changed[position] ^= flip;
                std::fs::write(&path, &changed).unwrap();
                let found = findings(&path);
                assert_ne!(found, [], "byte {} of {text}", position - at);
            }
        }
    }
    std::fs::write(&path, &sound).unwrap();
    assert_eq!(findings(&path), []);
}

#[test]
fn any_changed_cell_of_a_record_is_found() {
    let (_folder, path) = told().close();
    let mut changes = 0;
    for table in RECORD_TABLES {
        let tampered = open_to_tamper(&path);
        let (columns, rows) = cells(&tampered, table);
        assert!(!rows.is_empty(), "the story leaves {table} empty");
        for (column, row, other) in rows.into_iter().filter(|(column, row, other)| row[*column] != *other) {
            let (column, before) = (&columns[column], &row[column]);
            let keys = columns.iter().zip(1..).map(|(name, at)| format!("{name} IS ?{at}"));
            let keys = keys.collect::<Vec<_>>().join(" AND ");
            let set = format!("UPDATE {table} SET {column} = ?{} WHERE {keys}", columns.len() + 1);
            tampered.execute_batch("SAVEPOINT before").unwrap();
            let values = row.iter().cloned().chain([other.clone()]);
            let changed = tampered.execute(&set, rusqlite::params_from_iter(values));
            // Two rows that collide cannot be made even past the program.
            if changed.is_ok() {
                tampered.execute_batch("RELEASE before").unwrap();
                assert_ne!(findings(&path), [], "{table}.{column}: {before:?} became {other:?}");
                changes += 1;
                let back = format!("UPDATE {table} SET {column} = ?1 WHERE {column} IS ?2");
                let restored = tampered.execute(&back, params![before, other]).unwrap();
                assert_eq!(restored, 1, "{table}.{column}: {other:?}");
            } else {
                tampered.execute_batch("ROLLBACK TO before; RELEASE before").unwrap();
            }
        }
    }
    assert_eq!(findings(&path), []);
    assert!(changes > 200, "only {changes} cells could be changed");
}

#[test]
fn a_changed_capture_or_text_is_found_even_of_an_undone_version() {
    let mut session = told();
    let source = session.casebook.read().unwrap().all::<claims_model::Source>().unwrap()[1].key;
    let version = session.version(source, 4, b"taken back", "taken back");
    session.perform(Verb::SourceCapture, vec![Change::create(version)]).unwrap();
    session.undo().unwrap();
    let (_folder, path) = session.close();
    let tampered = open_to_tamper(&path);
    let captures: i64 = tampered.query_row("SELECT max(id) FROM captures", [], |row| row.get(0)).unwrap();
    for id in 1..=captures {
        let packed: Vec<u8> =
            tampered.query_row("SELECT zstd FROM captures WHERE id = ?1", [id], |row| row.get(0)).unwrap();
        for at in 0..packed.len() {
            let mut changed = packed.clone();
            changed[at] ^= 1;
            tampered.execute("UPDATE captures SET zstd = ?2 WHERE id = ?1", params![id, changed]).unwrap();
            // Some bits of a zstd frame say nothing about its content; then the capture still reads as it did.
            let same = zstd::decode_all(&changed[..]).ok() == zstd::decode_all(&packed[..]).ok();
            assert_eq!(findings(&path).is_empty(), same, "byte {at} of capture {id}");
        }
        tampered.execute("UPDATE captures SET zstd = ?2 WHERE id = ?1", params![id, packed]).unwrap();
        let texts = tampered.execute("UPDATE texts SET text = text || ' ' WHERE id = ?1", [id]).unwrap();
        assert_eq!((texts, findings(&path).len()), (1, 1));
        tampered.execute("UPDATE texts SET text = substr(text, 1, length(text) - 1) WHERE id = ?1", [id]).unwrap();
    }
    assert_eq!(findings(&path), []);
}

#[test]
fn a_missing_entry_is_found_unless_it_is_the_newest_and_all_it_did_went_with_it() {
    let (_folder, path) = told().close();
    let sound = std::fs::read(&path).unwrap();
    let entries: i64 =
        Connection::open(&path).unwrap().query_row("SELECT count(*) FROM operations", [], |row| row.get(0)).unwrap();
    for seq in 1..=entries {
        std::fs::write(&path, &sound).unwrap();
        open_to_tamper(&path).execute("DELETE FROM operations WHERE seq = ?1", [seq]).unwrap();
        assert_ne!(findings(&path), [], "without operation {seq}");
    }
    std::fs::write(&path, &sound).unwrap();
    let before = Casebook::open(&path).unwrap().read().unwrap().verify().unwrap();
    // The newest operation filed the newest claim and nothing else.
    open_to_tamper(&path)
        .execute_batch(&format!(
            "DELETE FROM operations WHERE seq = {entries};
             DELETE FROM claims WHERE id = (SELECT max(id) FROM claims);
             UPDATE numbers SET last = last - 1 WHERE kind = 'claim';"
        ))
        .unwrap();
    let after = Casebook::open(&path).unwrap().read().unwrap().verify().unwrap();
    assert_eq!(after.findings, []);
    assert_ne!((after.operations, after.head), (before.operations, before.head), "the head kept elsewhere tells");
}

#[test]
fn a_redefined_view_and_a_trigger_of_somebody_are_found() {
    for (sql, found) in [
        ("DROP VIEW v_verdicts; CREATE VIEW v_verdicts AS SELECT 'true' AS label", "view v_verdicts was redefined"),
        ("DROP VIEW v_claims", "view v_claims is missing"),
        (
            "CREATE TRIGGER t AFTER INSERT ON claims BEGIN DELETE FROM tags; END",
            "trigger t was added by another program",
        ),
        ("DROP TRIGGER operations_are_never_removed", "trigger operations_are_never_removed is missing"),
    ] {
        let (_folder, path) = Session::new().close();
        Connection::open(&path).unwrap().execute_batch(sql).unwrap();
        let verified = Casebook::open(&path).unwrap().read().unwrap().verify().unwrap();
        assert_eq!(verified.findings.iter().map(|f| format!("{} {}", f.place, f.what)).collect::<Vec<_>>(), [found]);
    }
    let (_folder, path) = Session::new().close();
    Connection::open(&path).unwrap().execute_batch("CREATE VIEW mine AS SELECT text FROM v_claims").unwrap();
    assert_eq!(findings(&path), [], "a view of one's own harms nobody");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    /// A file that decays is refused, reported or still reads as it did; it never reads differently in silence.
    #[test]
    fn no_decayed_byte_is_believed(places in prop::collection::vec((any::<prop::sample::Index>(), 1_u8..), 1..4)) {
        let (_folder, path) = told().close();
        let before = dump::visible(&mut Casebook::open(&path).unwrap());
        let mut bytes = std::fs::read(&path).unwrap();
        for (at, flip) in places {
            let at = at.index(bytes.len());
            bytes[at] ^= flip;
        }
        std::fs::write(&path, &bytes).unwrap();
        let Ok(mut casebook) = Casebook::open(&path) else { return Ok(()) };
        let found = casebook.read().and_then(|records| records.verify()).map_or(1, |verified| verified.findings.len());
        if found == 0 {
            prop_assert_eq!(dump::visible(&mut casebook), before);
        }
    }
}
