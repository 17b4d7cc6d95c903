//! What the Info dictionary of a PDF says, as it says it; what of that is worth anything is for others to judge.

use lopdf::{Dictionary, Document, Object, decode_text_string};

use crate::meta::{self, Facts};

/// The longest property that is read, in bytes.
const LONG: usize = 4_000;

/// The facts in the Info dictionary.
pub(super) fn facts(document: &Document) -> Facts {
    let info = document.trailer.get_deref(b"Info", document).and_then(Object::as_dict);
    let Ok(info) = info else { return Facts::default() };
    let text = |key: &[u8]| text(document, info, key);
    let (title, author, created, modified) = (text(b"Title"), text(b"Author"), text(b"CreationDate"), text(b"ModDate"));
    meta::of_properties(&meta::Properties {
        title: title.as_deref(),
        author: author.as_deref(),
        created: created.as_deref(),
        modified: modified.as_deref(),
    })
}

fn text(document: &Document, info: &Dictionary, key: &[u8]) -> Option<String> {
    let object = info.get_deref(key, document).ok()?;
    let is_short = object.as_str().is_ok_and(|bytes| bytes.len() <= LONG);
    decode_text_string(object).ok().filter(|_| is_short)
}
