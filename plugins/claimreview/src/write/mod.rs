//! Decides which claims are written, in which form, and where each of them stands; it knows no property of a review.

mod address;
mod check;
mod review;
mod work;

use std::io::Write;

use claims_plugin::{Case, Claim, Failure, Status, Verdict, text::inert_json};
use serde_json::{Map, Value, json};

use address::Address;

/// The scale of verdicts that came from another desk: they are not ours to publish.
const IMPORTED: &str = "imported";

/// A claim that is written.
struct Entry<'a> {
    claim: Claim<'a>,
    verdict: Verdict<'a>,
    review: Value,
}

/// The handle of a claim that is not written, and why.
type LeftOut<'a> = (&'a str, &'static str);

/// Writes the reviews, or with the option `check` what is wrong with them.
pub(crate) fn export(case: Case<'_>, out: &mut dyn Write) -> Result<(), Failure> {
    let (decided, left_out) = sorted(case);
    let address = Address::of(case, decided.len())?;
    let desk = review::desk(case);
    let entries: Vec<Entry<'_>> = decided
        .into_iter()
        .map(|(claim, verdict)| {
            let review = review::review(claim, verdict, &address, desk.as_ref());
            Entry { claim, verdict, review }
        })
        .collect();
    if option(case, "check") == Some("true") {
        return check::write(&entries, &left_out, out);
    }
    let one = match option(case, "form") {
        Some("one") if entries.len() != 1 => {
            return Err(Failure::new(format!("form=one writes one review, and there are {}", entries.len())));
        }
        Some("one") => true,
        Some("feed") => false,
        _ => entries.len() == 1,
    };
    let mut reviews = entries.into_iter().map(|entry| entry.review);
    let value = match reviews.next() {
        Some(review) if one => with_context(review),
        first => feed(case, first.into_iter().chain(reviews)),
    };
    // It stands in a page, within a script element.
    let json = inert_json(&serde_json::to_string_pretty(&value)?);
    Ok(writeln!(out, "{json}")?)
}

/// The claims with a verdict of the desk's that stands, and for each of the others why it is left out.
fn sorted<'a>(case: Case<'a>) -> (Vec<(Claim<'a>, Verdict<'a>)>, Vec<LeftOut<'a>>) {
    let (mut decided, mut left_out) = (Vec::new(), Vec::new());
    for claim in case.subjects() {
        match claim.verdict() {
            _ if claim.status() == Status::Withdrawn => left_out.push((claim.handle(), "it is withdrawn")),
            None => left_out.push((claim.handle(), "it has no verdict")),
            Some(verdict) if verdict.scale() == IMPORTED => {
                left_out.push((claim.handle(), "its verdict is another desk's"));
            }
            Some(verdict) => decided.push((claim, verdict)),
        }
    }
    (decided, left_out)
}

fn feed(case: Case<'_>, reviews: impl Iterator<Item = Value>) -> Value {
    let item = |review: Value| {
        let created = review.get("datePublished").cloned();
        object([("@type", Some(json!("DataFeedItem"))), ("dateCreated", created), ("item", Some(review))])
    };
    with_context(object([
        ("@type", Some(json!("DataFeed"))),
        ("dataFeedElement", Some(reviews.map(item).collect())),
        ("name", option(case, "title").map(Value::from)),
    ]))
}

fn with_context(mut value: Value) -> Value {
    if let Value::Object(members) = &mut value {
        members.insert("@context".to_owned(), json!("https://schema.org"));
        members.sort_keys();
    }
    value
}

/// The value of an option that says something.
fn option<'a>(case: Case<'a>, name: &str) -> Option<&'a str> {
    case.option(name).map(str::trim).filter(|value| !value.is_empty())
}

/// An object of the members that there are, by name: how maps are kept elsewhere in the program decides nothing here.
fn object<const N: usize>(members: [(&str, Option<Value>); N]) -> Value {
    let mut members: Vec<_> = members.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
    members.sort_by_key(|(name, _)| *name);
    Value::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>())
}

/// One value by itself, several as a list; `None` where there is none.
fn one_or_more(mut values: Vec<Value>) -> Option<Value> {
    if values.len() < 2 { values.pop() } else { Some(Value::Array(values)) }
}
