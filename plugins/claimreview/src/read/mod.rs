//! Finds the reviews in a file, whatever they are wrapped in, and hands each on; what cannot be read is remarked upon.

mod draft;
mod json;
mod node;
mod page;
mod rating;
mod review;
mod values;
mod window;

use std::io::Read;

use claims_plugin::Drafts;

use draft::Desk;
use json::Node;
use values::Found;
use window::Window;

/// How deep pages may lie in one another: a reply of a server that holds a page, and no more than that.
const PAGES: usize = 2;

/// Drafts what the reviews in a file say.
pub(crate) fn import(mut input: impl Read, drafts: &mut Drafts<'_>) {
    let mut window = Window::new(&mut input);
    let mut desk = Desk::new(drafts);
    file(&mut window, &mut desk);
    desk.done();
}

/// Reads a file: a page, or values.
fn file(window: &mut Window<'_>, desk: &mut Desk<'_, '_>) {
    window.more();
    if window.rest().starts_with('\u{feff}') {
        window.go('\u{feff}'.len_utf8());
    }
    let start = window.line();
    if matches!(window.skip(|byte| byte.is_ascii_whitespace()), Some(b'{' | b'[')) {
        return values::of_file(window, &mut |found| match found {
            Found::Value(node) => walk(node, PAGES, desk),
            Found::Broken(why) => desk.remark(&format!("{why}; what stands there is left out")),
        });
    }
    let is_page = page::scripts(window, &mut |script| match script {
        Ok(script) => self::script(&script, desk),
        Err(why) => desk.remark(&why),
    });
    if !is_page {
        desk.remark(&format!("line {start}: here is neither JSON nor a page with JSON-LD in it"));
    }
}

fn script(script: &page::Script<'_>, desk: &mut Desk<'_, '_>) {
    // What holds no review is no loss.
    let signs = ["ClaimReview", "claimReviewed", "MediaReview", "mediaAuthenticityCategory"];
    let matters = signs.iter().any(|sign| script.text.contains(sign));
    values::of_text(script.text, script.line, &mut |found| match found {
        Found::Value(node) => walk(node, 0, desk),
        Found::Broken(why) if matters => desk.remark(&format!("{why}; what stands there is left out")),
        Found::Broken(_) => {}
    });
}

/// Goes through a value to the reviews in it.
fn walk(node: &Node<'_>, pages: usize, desk: &mut Desk<'_, '_>) {
    match node {
        Node::Object(object) if review::is_review(object) => {
            desk.take(&review::review(object));
            let beside = review::BESIDE.iter().flat_map(|name| object.objects(name));
            beside.filter(|one| review::is_review(one)).for_each(|one| desk.take(&review::review(one)));
        }
        Node::Object(object) => object.members.iter().for_each(|(_, one)| walk(one, pages, desk)),
        Node::List(list) => list.iter().for_each(|one| walk(one, pages, desk)),
        // A server's reply may hold the page as a text; its lines are those of the page.
        Node::Text(text) if pages > 0 && page::is_page(text) => inner(text, pages - 1, desk),
        _ => {}
    }
}

/// Reads a page, or values, that stood in a value as a text.
fn inner(text: &str, pages: usize, desk: &mut Desk<'_, '_>) {
    if text.trim_start().starts_with(['{', '[']) {
        return values::of_text(text, 1, &mut |found| match found {
            Found::Value(node) => walk(node, pages, desk),
            Found::Broken(why) => desk.remark(&format!("{why}; what stands there is left out")),
        });
    }
    let mut bytes = text.as_bytes();
    page::scripts(&mut Window::new(&mut bytes), &mut |found| match found {
        Ok(found) => script(&found, desk),
        Err(why) => desk.remark(&why),
    });
}
