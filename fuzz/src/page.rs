//! Pages as they are fetched: bytes in some encoding, then HTML of any quality, then what the page says of itself.

use claims_text::{Article, Facts, Known, Payload, decode, facts, html, page};

/// Reads bytes as a page.
///
/// # Panics
/// When two looks at one page differ, when a block is empty or broken by a line, or when there is more text than page.
pub fn run(data: &[u8]) {
    let payload = Payload { bytes: data.to_vec(), media_type: "text/html".to_owned(), ..Payload::default() };
    let decoded = decode(&payload);
    assert!(decoded.text.len() <= 3 * data.len() + 3, "a byte makes three at most");
    assert!(decoded.undecodable <= data.len());
    read(&decoded.text);
}

/// Reads a page that was decoded.
pub(crate) fn read(text: &str) {
    let known = Known { address: Some("https://courier.example/a/2023/08/15/harbour"), seen: None };
    let (article, said) = page(text, &known);
    // A second look costs as much as the first, so not every page is given one.
    if text.len().is_multiple_of(4) {
        assert_eq!(article, html(text), "a second look finds other blocks");
        assert_eq!(said, facts(text, &known), "a second look finds other facts");
    }
    blocks(&article, text.len());
    lines(&said);
}

/// Holds what is true of all blocks of a text of so many bytes.
pub(crate) fn blocks(article: &Article, length: usize) {
    let mut total = 0;
    for block in &article.blocks {
        assert!(!block.text.is_empty() && !block.text.contains('\n'), "{block:?}");
        total += block.text.len();
    }
    // The longest of what a short reference stands for is six bytes for four.
    assert!(total <= 3 * length + 64, "{total} bytes of text in a page of {length}");
    let body = article.blocks.iter().filter(|block| block.apart.is_none());
    assert_eq!(article.text().is_empty(), body.count() == 0);
}

/// Holds that each fact says something, in one line.
fn lines(facts: &Facts) {
    let texts = [&facts.title, &facts.publisher, &facts.address, &facts.language, &facts.kind];
    let texts = texts.into_iter().flatten().map(|found| &found.value);
    let authors = facts.authors.iter().flat_map(|found| &found.value);
    for text in texts.chain(authors) {
        assert!(!text.trim().is_empty() && !text.contains('\n'), "{facts:?}");
    }
    if let Some(address) = &facts.address {
        assert!(address.value.starts_with("http"), "{facts:?}");
    }
}
