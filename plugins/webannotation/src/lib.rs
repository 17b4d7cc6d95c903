//! The quotes of claims as W3C Web Annotations: an `AnnotationCollection` in JSON-LD, one annotation for each place where
//! a claim stands in words or at a time.
//!
//! Follows the Web Annotation Data Model (<https://www.w3.org/TR/annotation-model/>). No clock is read: the same case
//! gives the same bytes.

mod body;
mod target;

use std::io::Write;

use claims_plugin::{
    Appearance, Case, Exporter, Failure, export,
    text::{inert_json, is_web},
};
use serde_json::{Map, Value, json};

/// What can be set, by name, as a table of options in a plugin's manifest.
pub const OPTIONS: &str = include_str!("../options.toml");

/// Writes the quotes of every claim in a case. Options: see [`OPTIONS`].
#[derive(Default)]
pub struct Annotations;

impl Exporter for Annotations {
    fn export(&self, case: Case<'_>, out: &mut dyn Write) -> Result<(), Failure> {
        let places: Vec<Appearance<'_>> = case.claims().flat_map(|claim| claim.appearances()).collect();
        let (keys, annotations): (Vec<&str>, Vec<Value>) =
            places.into_iter().filter_map(|one| Some((one.key(), annotation(one)?))).unzip();
        let id = match case.option("url").map(str::trim).filter(|url| !url.is_empty()) {
            Some(url) if is_web(url) => url.to_owned(),
            Some(url) => return Err(Failure::new(format!("url: {url:?} is no address on the web; write https://…"))),
            None => name(&keys),
        };
        let mut file = collection(case, &id, annotations);
        // How maps are kept elsewhere in the program decides nothing here.
        file.sort_all_objects();
        Ok(writeln!(out, "{}", inert_json(&serde_json::to_string_pretty(&file)?))?)
    }
}

export!(webannotation: exporter Annotations);

fn collection(case: Case<'_>, id: &str, annotations: Vec<Value>) -> Value {
    let total = annotations.len();
    let page = json!({
        "id": format!("{id}#page"), "type": "AnnotationPage", "partOf": id, "startIndex": 0, "items": annotations,
    });
    object([
        ("@context", Some(json!("http://www.w3.org/ns/anno.jsonld"))),
        ("id", Some(json!(id))),
        ("type", Some(json!("AnnotationCollection"))),
        ("label", case.option("title").filter(|title| !title.trim().is_empty()).map(Value::from)),
        ("total", Some(json!(total))),
        ("first", (total > 0).then_some(page)),
    ])
}

/// The annotation of a place; `None` where it has neither words nor a time.
fn annotation(place: Appearance<'_>) -> Option<Value> {
    let (claim, version) = (place.claim()?, place.version()?);
    let target = target::target(place, version)?;
    Some(json!({
        "id": format!("urn:uuid:{}", place.key()),
        "type": "Annotation",
        "motivation": "identifying",
        "body": body::bodies(claim),
        "target": target,
    }))
}

/// A name for the collection that is made of those of its annotations: a UUID of the form for one's own use (RFC 9562,
/// version 8), over FNV-1a.
fn name(keys: &[&str]) -> String {
    let mut hash = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d_u128;
    for byte in keys.iter().flat_map(|key| key.bytes().chain([b'\n'])) {
        hash = (hash ^ u128::from(byte)).wrapping_mul(0x0100_0000_0000_0000_0000_013b);
    }
    let hash = hash & !(0xf << 76) & !(0x3 << 62) | 0x8 << 76 | 0x2 << 62;
    let digits = format!("{hash:032x}");
    let parts = [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]];
    format!("urn:uuid:{}", parts.join("-"))
}

/// An object of the members that there are.
fn object<const N: usize>(members: [(&str, Option<Value>); N]) -> Value {
    let members = members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(members.collect::<Map<_, _>>())
}
