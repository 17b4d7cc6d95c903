//! The list of what an export wrote into a folder: so that the next one knows what is its own, and what a person changed.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    io::ErrorKind,
    path::Path,
};

use claims_model::Digest;
use serde::Deserialize;
use serde_json::json;

use super::path;
use crate::{
    failure::{Exit, Failure, Outcome},
    replace::replace,
};

/// The name of the list in the folder.
const LISTING_FILE: &str = ".claims-export.json";
/// The name of the lists of those that did not come to their end, one after the other.
const UNFINISHED_FILE: &str = ".claims-export-unfinished.json";
const SCHEMA: &str = "claims/export-folder/1";

/// What an export wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listing {
    /// Which exporter did.
    pub(super) exporter: String,
    /// The files, by path.
    pub(super) files: BTreeMap<String, Written>,
}

/// A file as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Written {
    /// The digest of the exporter's own bytes.
    pub(super) sha256: Digest,
    /// The digest of the block that is the exporter's, in a file where the rest is a person's.
    pub(super) block: Option<Digest>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    schema: String,
    exporter: String,
    files: BTreeMap<String, FormOfFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FormOfFile {
    sha256: String,
    block: Option<String>,
}

/// What the exports before this one wrote into a folder.
#[derive(Debug, Default)]
pub(super) struct Before {
    /// The lists, that of the last whole export first. A file is as one of them says: an export that was interrupted
    /// wrote some of its files and not others.
    listings: Vec<Listing>,
    /// Whether the last export did not come to its end.
    pub(super) is_unfinished: bool,
}

impl Before {
    /// What is known of a folder; nothing for one without a list.
    ///
    /// # Errors
    /// When a list does not read as one.
    pub(super) fn read(folder: &Path) -> Outcome<Self> {
        let (mut listings, mut is_unfinished) = (Vec::new(), false);
        for name in [LISTING_FILE, UNFINISHED_FILE] {
            let path = folder.join(name);
            let bytes = match fs::read(&path) {
                Ok(bytes) => bytes,
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                Err(error) => return Err(Failure::file(&path, &error)),
            };
            let wrong = |why| {
                Failure::new(Exit::Data, format!("{}: {why}", path.display()))
                    .hint("it tells which files claims export wrote; without it, each file there counts as a person's")
            };
            listings.append(&mut Listing::parse_all(&bytes).map_err(wrong)?);
            is_unfinished = name == UNFINISHED_FILE;
        }
        Ok(Self { listings, is_unfinished })
    }

    /// An exporter other than this one that wrote into the folder.
    pub(super) fn of_another(&self, exporter: &str) -> Option<&str> {
        self.listings.iter().map(|listing| listing.exporter.as_str()).find(|one| *one != exporter)
    }

    /// The files that may be there.
    pub(super) fn paths(&self) -> BTreeSet<&String> {
        self.listings.iter().flat_map(|listing| listing.files.keys()).collect()
    }

    /// How a file may have been written, the likeliest first.
    pub(super) fn of<'b>(&'b self, path: &'b str) -> impl Iterator<Item = Written> + 'b {
        self.listings.iter().filter_map(move |listing| listing.files.get(path).copied())
    }

    /// Notes that an export begins, which would write `listing`.
    pub(super) fn begin(&self, folder: &Path, listing: &Listing) -> Outcome<()> {
        let all: String = self.listings.iter().chain([listing]).map(Listing::text).collect();
        replace(&folder.join(UNFINISHED_FILE), all.as_bytes())
    }
}

impl Listing {
    /// Notes that the export that wrote it is done.
    pub(super) fn finish(&self, folder: &Path) -> Outcome<()> {
        let (listing, unfinished) = (folder.join(LISTING_FILE), folder.join(UNFINISHED_FILE));
        let text = self.text();
        if !fs::read(&listing).is_ok_and(|old| old == text.as_bytes()) {
            replace(&listing, text.as_bytes())?;
        }
        match fs::remove_file(&unfinished) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(Failure::file(&unfinished, &error)),
            _ => Ok(()),
        }
    }

    fn parse_all(bytes: &[u8]) -> Result<Vec<Self>, String> {
        let forms = serde_json::Deserializer::from_slice(bytes).into_iter::<Form>();
        forms.map(|form| Self::of(form.map_err(|why| why.to_string())?)).collect()
    }

    fn of(form: Form) -> Result<Self, String> {
        if form.schema != SCHEMA {
            return Err(format!("it is {:?}, not {SCHEMA:?}", form.schema));
        }
        let digest = |text: &str| text.parse::<Digest>().map_err(|why| why.to_string());
        let mut files = BTreeMap::new();
        for (name, file) in form.files {
            // Somebody else may have written the list: it must not lead out of the folder.
            path::check_ours(&name).map_err(|why| format!("{name:?}: {why}"))?;
            let block = file.block.as_deref().map(digest).transpose()?;
            files.insert(name, Written { sha256: digest(&file.sha256)?, block });
        }
        Ok(Self { exporter: form.exporter, files })
    }

    /// The list as it stands in the folder, a file a line.
    fn text(&self) -> String {
        let mut text = format!("{{\"schema\":{},\"exporter\":{},\"files\":{{", json!(SCHEMA), json!(self.exporter));
        let mut separator = "\n";
        for (path, file) in &self.files {
            let block = file.block.map(|block| format!(",\"block\":\"{block}\"")).unwrap_or_default();
            // Writing to a string does not fail.
            let _ = write!(text, "{separator}{}:{{\"sha256\":\"{}\"{block}}}", json!(path), file.sha256);
            separator = ",\n";
        }
        text + "\n}}\n"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_reads_as_it_was_written() {
        let written = |block| Written { sha256: Digest::of(b"a"), block };
        let files = [("a \"b\".md", None), ("c/d.md", Some(Digest::of(b"b")))];
        let files = files.map(|(path, block)| (path.replace('"', "'"), written(block))).into();
        for files in [BTreeMap::new(), files] {
            let listing = Listing { exporter: "vault".to_owned(), files };
            let text = listing.text();
            assert_eq!(Listing::parse_all(text.as_bytes()), Ok(vec![listing.clone()]));
            assert_eq!(Listing::parse_all((text.clone() + &text).as_bytes()), Ok(vec![listing.clone(), listing]));
        }
    }

    #[test]
    fn a_list_that_leads_out_of_the_folder_is_refused() {
        let sum = Digest::of(b"");
        for path in ["../a", "/etc/passwd", ".claims-export.json", "a//b"] {
            let text = format!(r#"{{"schema":"{SCHEMA}","exporter":"x","files":{{"{path}":{{"sha256":"{sum}"}}}}}}"#);
            assert!(Listing::parse_all(text.as_bytes()).is_err(), "{path}");
        }
    }
}
