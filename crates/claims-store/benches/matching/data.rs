//! Reads claims, queries and which claims say the same as which query, as CheckThat! 2022 gives them.

use std::{
    collections::{HashMap, HashSet},
    fs,
    io::Read as _,
    path::Path,
};

/// Checked claims and texts that were matched with them by people.
pub(crate) struct Set {
    pub(crate) name: &'static str,
    pub(crate) claims: Vec<Checked>,
    pub(crate) train: Vec<Asked>,
    pub(crate) dev: Vec<Asked>,
}

/// A claim as it was checked.
pub(crate) struct Checked {
    pub(crate) text: String,
    pub(crate) speaker: String,
    /// What the review says, its headline first.
    pub(crate) review: String,
    /// When it was checked, if the set says so: `2020-01-14`.
    pub(crate) date: Option<String>,
}

/// A text, and the places of the claims that say the same.
pub(crate) struct Asked {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) right: HashSet<usize>,
}

/// Reads a set; `None` if the folder has none of this name.
pub(crate) fn read(folder: &Path, name: &'static str) -> Option<Set> {
    let folder = folder.join(name);
    let packed = fs::read(folder.join("claims.jsonl.gz")).ok()?;
    let mut lines = String::new();
    flate2::read::GzDecoder::new(packed.as_slice()).read_to_string(&mut lines).expect("packed text");
    let mut places = HashMap::new();
    let mut claims = Vec::new();
    for line in lines.lines() {
        let value: serde_json::Value = serde_json::from_str(line).expect("a claim");
        let text = |member: &str| value[member].as_str().unwrap_or_default().to_owned();
        places.insert(text("id"), claims.len());
        let review = [text("title"), text("subtitle"), text("body")].join(" .\n");
        claims.push(Checked { text: text("text"), speaker: text("speaker"), review, date: date(&text("date")) });
    }
    let part = |part: &str| queries(&folder, part, &places);
    Some(Set { name, train: part("train"), dev: part("dev"), claims })
}

fn queries(folder: &Path, part: &str, places: &HashMap<String, usize>) -> Vec<Asked> {
    let lines = |kind: &str| fs::read_to_string(folder.join(format!("{part}.{kind}.tsv"))).expect("a table");
    let mut right: HashMap<String, HashSet<usize>> = HashMap::new();
    for line in lines("qrels").lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        if cells[3] != "0" {
            right.entry(cells[0].to_owned()).or_default().insert(places[cells[2]]);
        }
    }
    lines("queries")
        .lines()
        .map(|line| {
            let (id, text) = line.split_once('\t').expect("an id and a text");
            Asked { id: id.to_owned(), text: text.to_owned(), right: right.remove(id).unwrap_or_default() }
        })
        .collect()
}

/// The day in `26 May 2015` or `stated on October 22, 2019 in a campaign mailer.:`.
fn date(text: &str) -> Option<String> {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    words.windows(3).find_map(|three| {
        let month = |word: &str| MONTHS.iter().position(|month| word.starts_with(month)).map(|at| at + 1);
        let (month, day) = match month(three[0]) {
            Some(month) => (month, three[1]),
            None => (month(three[1])?, three[0]),
        };
        let (day, year): (u32, u32) = (day.parse().ok()?, three[2].parse().ok()?);
        Some(format!("{year:04}-{month:02}-{day:02}"))
    })
}
