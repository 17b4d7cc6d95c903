//! A report with all that it rests on, in one archive that can be checked without this program.
//!
//! What the report withholds is withheld here too, unless somebody asks for it: what the log says, and captures that could
//! tell who an unnamed source is.

mod captures;
mod pack;
mod readme;

use claims_model::Case;
use claims_store::Records;

use crate::{
    failure::{Exit, Failure, Outcome},
    folder::Files,
    tree,
};
pub(crate) use captures::Capture;
pub(crate) use pack::zip;

/// The name that the bundle has among the exporters.
pub(crate) const NAME: &str = "bundle";

const REPORT_FILE: &str = "report.md";
const LOG_FILE: &str = "log.ndjson";
const README_FILE: &str = "README.txt";
const SUMS_FILE: &str = "SHA256SUMS";

/// What goes into a bundle beyond what the report shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Beyond {
    /// What every operation of the casebook says, instead of its hash alone.
    pub(crate) log: bool,
    /// Captures of interviews, and of sources by parties whose name is withheld.
    pub(crate) confidential: bool,
}

/// A bundle before it is packed.
#[derive(Debug)]
pub(crate) struct Bundle {
    /// Its files.
    pub(crate) files: Files<'static>,
    /// The captures of the case, also those that were left out.
    pub(crate) captures: Vec<Capture>,
}

/// The files of the bundle on a case, around the report on it.
///
/// # Errors
/// When a capture is not kept, or is not what it was.
pub(crate) fn bundle(records: &Records<'_>, case: &Case, report: Vec<u8>, beyond: Beyond) -> Outcome<Bundle> {
    let captures = captures::of(case, beyond.confidential);
    let mut files = Files::new();
    files.insert(REPORT_FILE.to_owned(), report.into());
    for capture in captures.iter().filter(|capture| capture.left_out.is_none()) {
        let bytes = records.capture(&capture.version)?;
        if claims_model::Digest::of(&bytes) != capture.version.bytes {
            let what = format!("the capture of {} is not what it was", capture.handle);
            return Err(Failure::new(Exit::Data, what).hint("see all that is wrong: claims verify"));
        }
        files.insert(capture.file.clone(), bytes.into());
        files.insert(capture.text_file.clone(), records.text(&capture.version)?.into_bytes().into());
    }
    files.insert(LOG_FILE.to_owned(), log(records, beyond.log)?.into_bytes().into());
    files.insert(README_FILE.to_owned(), readme::text(&captures, records.head()?, beyond).into_bytes().into());
    files.insert(SUMS_FILE.to_owned(), pack::sums(&files).into_bytes().into());
    Ok(Bundle { files, captures })
}

/// The log, an entry a line: in full, or the hash of each.
fn log(records: &Records<'_>, in_full: bool) -> Outcome<String> {
    let (mut log, mut number) = (String::new(), 0_u64);
    records.each_entry(|body, hash| {
        number += 1;
        log += &if in_full { tree::line(hash, body) } else { format!("{{\"number\":{number},\"hash\":\"{hash}\"}}\n") };
        Ok::<_, Failure>(())
    })?;
    Ok(log)
}

#[cfg(test)]
mod tests {
    use std::{
        collections::BTreeMap,
        fs,
        io::{Cursor, Read as _},
    };

    use claims_model::{Claim, Key, Kind, Note, Party, SourceKind};
    use claims_store::Casebook;
    use sha2::{Digest as _, Sha256};

    use super::*;
    use crate::{
        desk::{RECORD_FILE, SETTINGS_FILE},
        example,
        settings::TEMPLATE,
    };

    /// Shows the example casebook.
    fn with_example<T>(show: impl FnOnce(&Records<'_>, Case) -> T) -> T {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(SETTINGS_FILE), TEMPLATE).unwrap();
        let mut casebook = Casebook::create(&folder.path().join(RECORD_FILE)).unwrap();
        example::build(folder.path(), &tempfile::tempdir().unwrap().path().join("texts")).unwrap();
        let records = casebook.read().unwrap();
        let claims: Vec<Key> = records.all::<Claim>().unwrap().iter().map(|claim| claim.key).collect();
        let case = records.case(&claims).unwrap();
        show(&records, case)
    }

    fn unpacked(archive: Vec<u8>) -> BTreeMap<String, Vec<u8>> {
        let mut archive = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
        let mut files = BTreeMap::new();
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).unwrap();
            let (name, mut bytes) = (file.name().unwrap().into_owned(), Vec::new());
            file.read_to_end(&mut bytes).unwrap();
            files.insert(name, bytes);
        }
        files
    }

    #[test]
    fn every_file_but_the_sums_has_its_sum() {
        with_example(|records, case| {
            let pack = || zip(&bundle(records, &case, b"report".to_vec(), Beyond::default()).unwrap().files).unwrap();
            let archive = pack();
            assert_eq!(archive, pack());
            let mut files = unpacked(archive);
            let sums = String::from_utf8(files.remove(SUMS_FILE).unwrap()).unwrap();
            let summed: Vec<String> = files
                .iter()
                .map(|(path, bytes)| {
                    let digest: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
                    format!("{digest}  {path}")
                })
                .collect();
            assert_eq!(sums.lines().collect::<Vec<_>>(), summed);
            assert_eq!(records.count(Kind::Version).unwrap(), 4);
            assert_eq!(files.keys().filter(|path| path.starts_with("captures/")).count(), 4);
        });
    }

    #[test]
    fn what_the_report_withholds_is_withheld() {
        with_example(|records, case| {
            let mut secrets: Vec<String> =
                records.all::<Note>().unwrap().iter().map(|note| note.text.clone()).collect();
            for party in records.all::<Party>().unwrap() {
                secrets.extend(
                    party
                        .unnamed
                        .as_ref()
                        .and_then(|unnamed| unnamed.known_to.clone())
                        .map(|who| format!("\"known_to\":\"{who}\"")),
                );
            }
            let leaked = |beyond| {
                let bundle = bundle(records, &case, b"report".to_vec(), beyond).unwrap();
                let texts: Vec<_> = bundle.files.values().map(|bytes| String::from_utf8_lossy(bytes)).collect();
                secrets.iter().filter(|secret| texts.iter().any(|text| text.contains(secret.as_str()))).count()
            };
            assert!(secrets.len() > 2);
            assert_eq!(leaked(Beyond::default()), 0);
            assert_eq!(leaked(Beyond { confidential: true, log: false }), 0);
            assert_eq!(leaked(Beyond { confidential: false, log: true }), secrets.len());
        });
    }

    #[test]
    fn captures_that_could_tell_who_a_source_is_are_left_out() {
        with_example(|records, mut case| {
            let unnamed = case.parties.iter().find(|party| party.unnamed.is_some()).unwrap().key;
            case.sources[0].record.kind = SourceKind::Interview;
            case.sources[1].record.authors = vec![unnamed];
            let held = |beyond| {
                let bundle = bundle(records, &case, Vec::new(), beyond).unwrap();
                let held = bundle.files.keys().filter(|path| path.starts_with("captures/")).count();
                assert_eq!(held, bundle.files.keys().filter(|path| path.starts_with("texts/")).count());
                (held, bundle.captures.iter().filter(|capture| capture.left_out.is_some()).count())
            };
            assert_eq!(held(Beyond::default()), (1, 3));
            assert_eq!(held(Beyond { confidential: true, log: false }), (4, 0));
        });
    }
}
