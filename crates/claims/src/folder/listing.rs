//! The list of what an export wrote into a folder: so that the next one knows what is its own, and what a person changed.

use std::{collections::BTreeMap, fmt::Write as _, fs, io::ErrorKind, path::Path};

use claims_model::Digest;
use serde::Deserialize;
use serde_json::json;

use super::path;
use crate::failure::{Exit, Failure, Outcome};

/// The name of the list in the folder.
pub(crate) const LISTING_FILE: &str = ".claims-export.json";
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

impl Listing {
    /// The list in a folder, if there is one.
    ///
    /// # Errors
    /// When it does not read as one.
    pub(super) fn read(folder: &Path) -> Outcome<Option<Self>> {
        let path = folder.join(LISTING_FILE);
        match fs::read(&path) {
            Ok(bytes) => {
                let wrong = |why| {
                    Failure::new(Exit::Data, format!("{}: {why}", path.display())).hint(
                        "it tells which files claims export wrote; without it, each file there counts as a person's",
                    )
                };
                Self::parse(&bytes).map(Some).map_err(wrong)
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Failure::file(&path, &error)),
        }
    }

    fn parse(bytes: &[u8]) -> Result<Self, String> {
        let form: Form = serde_json::from_slice(bytes).map_err(|why| why.to_string())?;
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
    pub(super) fn text(&self) -> String {
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
            assert_eq!(Listing::parse(listing.text().as_bytes()), Ok(listing));
        }
    }

    #[test]
    fn a_list_that_leads_out_of_the_folder_is_refused() {
        let sum = Digest::of(b"");
        for path in ["../a", "/etc/passwd", ".claims-export.json", "a//b"] {
            let text = format!(r#"{{"schema":"{SCHEMA}","exporter":"x","files":{{"{path}":{{"sha256":"{sum}"}}}}}}"#);
            assert!(Listing::parse(text.as_bytes()).is_err(), "{path}");
        }
    }
}
