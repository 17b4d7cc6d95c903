//! Reads the cases: a quote in an old text and its right place in a new one; does not know who answers them.

use std::{collections::HashMap, fs::File, io::Read as _, ops::Range, path::Path};

use flate2::read::GzDecoder;
use serde_json::Value;

pub(crate) struct Data {
    pub(crate) cases: Vec<Case>,
    pub(crate) texts: HashMap<String, String>,
}

pub(crate) struct Case {
    /// The class of change, as `syn split`.
    pub(crate) class: String,
    /// The state that the data names, one of five words of its own.
    pub(crate) state: String,
    pub(crate) old: String,
    pub(crate) new: String,
    /// The quote in bytes of the old text.
    pub(crate) was: Range<usize>,
    /// Its right place in bytes of the new text; `None` when it was removed.
    pub(crate) now: Option<Range<usize>>,
    /// Whether its document is in the half on which rules are chosen.
    pub(crate) first_half: bool,
}

impl Data {
    pub(crate) fn read(folder: &Path) -> Option<Self> {
        let texts = lines(&folder.join("anchors.dev.texts.jsonl.gz"))?;
        let word = |value: &Value| value.as_str().unwrap().to_owned();
        let texts: HashMap<_, _> = texts.iter().map(|text| (word(&text["id"]), word(&text["text"]))).collect();
        let case = |row: &Value| {
            let (old, new) = (word(&row["old"]), word(&row["new"]));
            Case {
                class: format!("{} {}", word(&row["set"]), word(&row["kind"])),
                state: word(&row["state"]),
                was: bytes(&texts[&old], &row["start"], &row["end"]).unwrap(),
                now: bytes(&texts[&new], &row["tstart"], &row["tend"]),
                first_half: is_first_half(row["pair"].as_str().unwrap()),
                old,
                new,
            }
        };
        let cases = lines(&folder.join("anchors.dev.jsonl.gz"))?.iter().map(case).collect();
        Some(Self { cases, texts })
    }
}

/// The half of a document, by its name without commit or revision.
fn is_first_half(pair: &str) -> bool {
    let mut parts = pair.split(':');
    let (source, second, third) = (parts.next(), parts.next(), parts.next());
    let document = if source == Some("enwiki") { second } else { third };
    let hash = document
        .unwrap()
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    (hash >> 17) & 1 == 0
}

fn lines(path: &Path) -> Option<Vec<Value>> {
    let mut text = String::new();
    GzDecoder::new(File::open(path).ok()?).read_to_string(&mut text).unwrap();
    Some(text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

fn bytes(text: &str, start: &Value, end: &Value) -> Option<Range<usize>> {
    let (start, end) = (usize::try_from(start.as_i64()?).ok()?, usize::try_from(end.as_i64()?).ok()?);
    Some(claims_model::quote::byte_of(text, start)..claims_model::quote::byte_of(text, end))
}
