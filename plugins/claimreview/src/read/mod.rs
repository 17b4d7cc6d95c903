//! Finds the reviews in a file, whatever they are wrapped in, and hands each on; what cannot be read is remarked upon.

mod draft;
mod json;
mod node;
mod page;
mod rating;
mod review;

use claims_plugin::Drafts;

use draft::Desk;
use json::{Node, Reader};

/// How deep pages may lie in one another: a reply of a server that holds a page, and no more than that.
const PAGES: usize = 2;

/// Drafts what the reviews in a file say.
pub(crate) fn import(bytes: &[u8], drafts: &mut Drafts<'_>) {
    let text = String::from_utf8_lossy(bytes);
    let mut desk = Desk::new(drafts);
    read(text.strip_prefix('\u{feff}').unwrap_or(&text), 1, PAGES, &mut desk);
    desk.done();
}

/// Reads a text that begins at this line: a page, or values.
fn read(text: &str, line: usize, pages: usize, desk: &mut Desk<'_, '_>) {
    if text.trim_start().starts_with(['{', '[']) {
        return values(text, line, pages, desk);
    }
    if !page::is_page(text) {
        desk.remark(&format!("line {line}: here is neither JSON nor a page with JSON-LD in it"));
    }
    for script in page::scripts(text, line) {
        values(script.text, script.line, 0, desk);
    }
}

fn values(text: &str, line: usize, pages: usize, desk: &mut Desk<'_, '_>) {
    // What holds no review is no loss.
    let matters = text.contains("ClaimReview") || text.contains("claimReviewed");
    let mut reader = Reader::new(text, line);
    while let Some(value) = reader.next() {
        match value {
            Ok(node) => walk(&node, pages, desk),
            Err(broken) => {
                if matters {
                    desk.remark(&format!("{broken}; what stands there is left out"));
                }
                reader.recover();
            }
        }
    }
}

/// Goes through a value to the reviews in it.
fn walk(node: &Node, pages: usize, desk: &mut Desk<'_, '_>) {
    match node {
        Node::Object(object) if review::is_review(object) => desk.take(&review::review(object)),
        Node::Object(object) => object.members.iter().for_each(|(_, one)| walk(one, pages, desk)),
        Node::List(list) => list.iter().for_each(|one| walk(one, pages, desk)),
        // A server's reply may hold the page as a text; its lines are those of the page.
        Node::Text(text) if pages > 0 && page::is_page(text) => read(text, 1, pages - 1, desk),
        _ => {}
    }
}
