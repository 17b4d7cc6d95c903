//! The blocks that a capture falls into: those of its text, and those that were set apart from it; and their written
//! form, one JSON object a line.

use serde::{Deserialize, Serialize};

/// A paragraph, or what stands as one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Block {
    /// Its words.
    pub(crate) text: String,
    /// What it is: `paragraph`, `heading` and so on.
    pub(crate) sort: String,
    /// Why it is not of the text: `offer`, `navigation` and so on; `by hand` where a person set it apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) apart: Option<String>,
}

/// Why a block was set apart that a person set apart.
pub(crate) const BY_HAND: &str = "by hand";

/// The text: the blocks that were not set apart, an empty line between them.
pub(crate) fn text(blocks: &[Block]) -> String {
    let body: Vec<&str> =
        blocks.iter().filter(|block| block.apart.is_none()).map(|block| block.text.as_str()).collect();
    if body.is_empty() { String::new() } else { body.join("\n\n") + "\n" }
}

/// The written form.
pub(crate) fn written(blocks: &[Block]) -> String {
    let line = |block: &Block| serde_json::to_string(block).unwrap_or_default() + "\n";
    blocks.iter().map(line).collect()
}

/// The blocks of a written form; a line that is none is left out, since the record holds the whole by its digest.
pub(crate) fn read(written: &str) -> Vec<Block> {
    written.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

/// The blocks of a text of which nothing was set apart: its paragraphs.
pub(crate) fn paragraphs(text: &str) -> Vec<Block> {
    let paragraphs = text.split('\n').map(str::trim).filter(|paragraph| !paragraph.is_empty());
    paragraphs.map(|text| Block { text: text.to_owned(), sort: "paragraph".to_owned(), apart: None }).collect()
}

/// Where each block of the text stands in it, in bytes; `None` for those set apart.
pub(crate) fn places(blocks: &[Block]) -> Vec<Option<std::ops::Range<usize>>> {
    let mut start = 0;
    let place = |block: &Block| {
        block.apart.is_none().then(|| {
            let range = start..start + block.text.len();
            start = range.end + "\n\n".len();
            range
        })
    };
    blocks.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(text: &str, apart: Option<&str>) -> Block {
        Block { text: text.to_owned(), sort: "paragraph".to_owned(), apart: apart.map(str::to_owned) }
    }

    #[test]
    fn blocks_survive_being_written_and_know_their_places() {
        let blocks =
            [block("Menu", Some("navigation")), block("Öne.", None), block("Buy!", Some("offer")), block("Two.", None)];
        assert_eq!(read(&written(&blocks)), blocks);
        let text = text(&blocks);
        assert_eq!(text, "Öne.\n\nTwo.\n");
        let shown: Vec<Option<&str>> =
            places(&blocks).into_iter().map(|place| place.map(|place| &text[place])).collect();
        assert_eq!(shown, [None, Some("Öne."), None, Some("Two.")]);
    }
}
