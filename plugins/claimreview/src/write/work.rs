//! Where a claim stands, as works with an address, a publisher and a copy in an archive.

use claims_plugin::{Appearance, Claim, Party, Source, text::is_web};
use serde_json::{Value, json};

use super::{LeftOut, object, one_or_more};

/// The works that a claim stands in.
pub(super) struct Works {
    pub(super) first: Option<Value>,
    pub(super) others: Vec<Value>,
}

/// The sources of a claim, each once; the first known one apart.
pub(super) fn works(claim: Claim<'_>) -> Works {
    let first = claim.appearances().find(|one| one.is_first()).and_then(source);
    let others = claim.sources().into_iter().filter(|source| Some(*source) != first);
    Works { first: first.map(|source| work(source, claim)), others: others.map(|source| work(source, claim)).collect() }
}

/// The addresses of a claim's sources that are none on the web, and so are not written.
pub(super) fn dropped(claim: Claim<'_>) -> Vec<LeftOut<'_>> {
    let mut dropped = Vec::new();
    let mut add = |property: &'static str, what: &str, address: &str| {
        if !is_web(address) {
            let why = format!("{what}: {address:?} is no address on the web");
            dropped.push(LeftOut { claim: claim.handle(), property, why });
        }
    };
    for source in claim.sources() {
        source.address().into_iter().for_each(|address| add("url", source.handle(), address));
        for version in source.versions() {
            version.archives().for_each(|one| add("archivedAt", version.handle(), one.address()));
        }
    }
    dropped
}

/// A date that is one: a year, a month or a day, and no bound such as `before 2023`.
pub(super) fn date(date: Option<&str>) -> Option<Value> {
    date.filter(|date| date.starts_with(|c: char| c.is_ascii_digit())).map(Value::from)
}

fn source<'a>(appearance: Appearance<'a>) -> Option<Source<'a>> {
    appearance.version()?.source()
}

fn work(source: Source<'_>, claim: Claim<'_>) -> Value {
    let publisher = source.publisher().map(party);
    object([
        ("@type", Some(json!("CreativeWork"))),
        ("archivedAt", archived(source, claim).map(Value::from)),
        ("author", one_or_more(source.authors().map(party).collect())),
        ("datePublished", date(source.published())),
        ("headline", Some(json!(source.title()))),
        ("inLanguage", source.language().map(Value::from)),
        ("publisher", publisher),
        ("url", source.address().filter(|url| is_web(url)).map(Value::from)),
    ])
}

/// The archived copy of the version that the claim stands in, or else of another one.
pub(super) fn archived<'a>(source: Source<'a>, claim: Claim<'a>) -> Option<&'a str> {
    let standing =
        claim.appearances().filter_map(|one| one.version()).filter(|version| version.source() == Some(source));
    let archives = standing.chain(source.versions()).flat_map(|version| version.archives());
    archives.map(|archive| archive.address()).find(|address| is_web(address))
}

pub(super) fn party(party: Party<'_>) -> Value {
    let sort = if party.kind() == "person" { "Person" } else { "Organization" };
    object([("@type", Some(json!(sort))), ("name", Some(json!(party.name())))])
}
