//! Where a claim stands, as a part of a source at a time: which words, or which moment of a recording.

use claims_plugin::{Appearance, Source, Version, text::is_web};
use serde_json::{Value, json};

use crate::object;

/// The passage; `None` where there is nothing to select it by.
pub(crate) fn target(place: Appearance<'_>, version: Version<'_>) -> Option<Value> {
    let selectors: Vec<Value> = [words(place), position(place, version), moment(place)].into_iter().flatten().collect();
    if selectors.is_empty() {
        return None;
    }
    Some(json!({
        "type": "SpecificResource",
        "source": name(version.source()?),
        "selector": selectors,
        "state": state(version),
    }))
}

/// The address of a source on the web or, where it has none, a name that is its own.
fn name(source: Source<'_>) -> String {
    match source.address().filter(|address| is_web(address)) {
        Some(address) => address.to_owned(),
        None => format!("urn:uuid:{}", source.key()),
    }
}

fn words(place: Appearance<'_>) -> Option<Value> {
    let told = |text: Option<&str>| text.filter(|text| !text.is_empty()).map(Value::from);
    Some(object([
        ("type", Some(json!("TextQuoteSelector"))),
        ("exact", Some(json!(place.exact()?))),
        ("prefix", told(place.prefix())),
        ("suffix", told(place.suffix())),
    ]))
}

/// The place in code points, where the text that was counted in is the source's own.
///
/// That of a page or a PDF was taken from it, and nobody else counts in that one.
fn position(place: Appearance<'_>, version: Version<'_>) -> Option<Value> {
    let range = place.range().filter(|_| version.extractor().starts_with("plain/"))?;
    Some(json!({ "type": "TextPositionSelector", "start": range.start, "end": range.end }))
}

/// A time in a recording, as a media fragment.
fn moment(place: Appearance<'_>) -> Option<Value> {
    let time = place.timecode().filter(|time| time.chars().all(|c| c.is_ascii_digit() || c == ':'))?;
    Some(json!({
        "type": "FragmentSelector", "conformsTo": "http://www.w3.org/TR/media-frags/", "value": format!("t={time}"),
    }))
}

/// When the source read so, and where that is kept.
fn state(version: Version<'_>) -> Value {
    let mut kept: Vec<&str> = version.archives().map(|one| one.address()).filter(|address| is_web(address)).collect();
    let cached = match kept.len() {
        0 => None,
        1 => kept.pop().map(Value::from),
        _ => Some(json!(kept)),
    };
    object([("type", Some(json!("TimeState"))), ("sourceDate", Some(json!(version.captured()))), ("cached", cached)])
}
