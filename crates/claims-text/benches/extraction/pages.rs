//! The pages of a folder with their article texts; it judges none.

use std::{fs, io, io::Read, path::Path};

use serde_json::Value;

/// A page and what is true of it.
pub(crate) struct Page {
    pub(crate) id: String,
    pub(crate) html: String,
    /// The article's text.
    pub(crate) truth: String,
    /// Passages that must be in a text.
    pub(crate) with: Vec<String>,
    /// Passages that must not.
    pub(crate) without: Vec<String>,
}

/// Reads `truth.jsonl` and the pages it names; a page without a true text is left out.
pub(crate) fn read(folder: &Path) -> io::Result<Vec<Page>> {
    let mut pages = Vec::new();
    for line in fs::read_to_string(folder.join("truth.jsonl"))?.lines() {
        let told: Value = serde_json::from_str(line)?;
        let text = |name: &str| told[name].as_str().unwrap_or_default().to_owned();
        let list = |name: &str| -> Vec<String> {
            let items = told[name].as_array().map(Vec::as_slice).unwrap_or_default();
            items.iter().filter_map(Value::as_str).map(str::to_owned).collect()
        };
        let (id, truth) = (text("id"), text("main_content"));
        if truth.is_empty() {
            continue;
        }
        let file = fs::File::open(folder.join(format!("html/{id}.html.gz")))?;
        let mut bytes = Vec::new();
        flate2::read::GzDecoder::new(file).read_to_end(&mut bytes)?;
        let html = String::from_utf8_lossy(&bytes).into_owned();
        pages.push(Page { id, html, truth, with: list("with_"), without: list("without") });
    }
    Ok(pages)
}
