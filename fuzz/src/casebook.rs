//! Casebooks of strangers: the file of a sound one, in which bytes are changed.

use std::{cell::RefCell, fs, path::PathBuf, sync::LazyLock};

use claims_model::{Claim, Key, Kind, Source, query::Query};
use claims_store::{Casebook, ClaimFilter, Error, Found, Records};
use tempfile::TempDir;

/// A casebook of the tests, with a record of every kind.
const FIXTURE: &[u8] = include_bytes!("../../crates/claims-store/tests/fixtures/schema-4.sqlite");

/// The same as this release writes it.
static SOUND: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("casebook.sqlite");
    fs::write(&path, FIXTURE).expect("a file");
    drop(Casebook::open(&path).expect("a released casebook is opened"));
    fs::read(path).expect("the file")
});

/// How many bytes of an input are one change: three say where, one says what.
const CHANGE: usize = 4;

thread_local! {
    static SCRATCH: TempDir = tempfile::tempdir().expect("a folder");
    static OPEN: RefCell<Option<(TempDir, Casebook)>> = const { RefCell::new(None) };
}

/// Lends a sound casebook, the same each time.
pub(crate) fn open<T>(ask: impl FnOnce(&mut Casebook) -> T) -> T {
    OPEN.with_borrow_mut(|open| {
        let (_, casebook) = open.get_or_insert_with(|| {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("casebook.sqlite");
            fs::write(&path, &*SOUND).expect("a file");
            let casebook = Casebook::open(&path).expect("a sound casebook");
            (folder, casebook)
        });
        ask(casebook)
    })
}

/// Opens a casebook in which some bytes were changed, verifies it and reads all of it.
///
/// # Panics
/// When one without a finding tells something else than the sound one does.
pub fn run(data: &[u8]) {
    let mut bytes = SOUND.clone();
    for change in data.chunks_exact(CHANGE) {
        let at = u32::from_le_bytes([change[0], change[1], change[2], 0]) as usize % bytes.len();
        bytes[at] ^= change[3];
    }
    let path = SCRATCH.with(|folder| folder.path().join("casebook.sqlite"));
    write(&path, &bytes);
    let Ok(mut casebook) = Casebook::open(&path) else { return };
    let Ok(reading) = casebook.read() else { return };
    let told = all(&reading);
    drop(searched(&reading));
    let Ok(verified) = reading.verify() else { return };
    if verified.findings.is_empty() {
        let sound = open(|casebook| all(&casebook.read().expect("a view"))).expect("a sound casebook is read");
        assert_eq!(told.expect("one without a finding is read"), sound, "a change that nobody finds");
    }
}

fn write(path: &PathBuf, bytes: &[u8]) {
    for ending in ["-wal", "-shm", "-journal"] {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        let _ = fs::remove_file(name);
    }
    fs::write(path, bytes).expect("a file");
}

/// All that `list`, `show`, `log` and `export` read.
pub(crate) fn all(reading: &Records<'_>) -> Result<Vec<String>, Error> {
    let mut told = Vec::new();
    for kind in Kind::ALL {
        told.push(format!("{kind:?} {}", reading.count(*kind)?));
    }
    let mut claims: Vec<Key> = Vec::new();
    reading.each_claim(&ClaimFilter::default(), |row| {
        told.push(format!("{row:?}"));
        true
    })?;
    for claim in reading.all::<Claim>()? {
        told.push(format!("{claim:?}"));
        claims.push(claim.key);
    }
    for source in reading.all::<Source>()? {
        told.push(format!("{source:?}"));
        for version in reading.versions_of(source.key)? {
            told.push(format!("{version:?} {:?}", reading.text(&version)?));
            told.push(format!("{:?} {:?}", reading.capture(&version)?, reading.blocks(&version)?));
        }
    }
    told.push(format!("{:?}", reading.case(&claims)?));
    told.push(format!("{:?}", reading.entries(None, 1_000)?));
    Ok(told)
}

/// Asks the search index, which is made of the tables and can be made anew: `verify` says nothing of it.
pub(crate) fn searched(reading: &Records<'_>) -> Result<Found, Error> {
    reading.search(&Query::parse("dam -zzz").expect("a query"), &[], 20)
}
