//! Decides which verdicts are written, in which form, and where each of them stands; it knows no property of a review.

mod address;
mod check;
mod media;
mod review;
mod work;

use std::io::Write;

use claims_plugin::{Case, Claim, Failure, Status, Verdict, text::inert_json};
use serde_json::{Map, Value, json};

use address::Address;

/// The scale of verdicts that came from another desk.
const IMPORTED: &str = "imported";

/// A verdict that is written.
struct Entry<'a> {
    decided: Decided<'a>,
    review: Value,
}

/// A claim and a verdict on it.
#[derive(Clone, Copy)]
struct Decided<'a> {
    claim: Claim<'a>,
    verdict: Verdict<'a>,
}

impl<'a> Decided<'a> {
    /// Whether another desk decided.
    fn is_foreign(self) -> bool {
        is_foreign(self.verdict)
    }

    /// The verdict of the same desk on the other question, which has a review beside this one.
    fn beside(self) -> Option<Verdict<'a>> {
        let is_beside = |other: &Verdict<'_>| {
            other.is_on_media() != self.verdict.is_on_media()
                && is_foreign(*other) == self.is_foreign()
                && other.address() == self.verdict.address()
        };
        self.claim.verdicts().rev().find(is_beside)
    }
}

/// What is not written: of which claim, what of it, and why.
struct LeftOut<'a> {
    claim: &'a str,
    property: &'static str,
    why: String,
}

/// Writes the reviews, or with the option `check` what is wrong with them.
pub(crate) fn export(case: Case<'_>, out: &mut dyn Write) -> Result<(), Failure> {
    let (decided, mut left_out) = sorted(case);
    left_out.extend(decided.iter().filter(|one| !one.verdict.is_on_media()).flat_map(|one| work::dropped(one.claim)));
    let claims = count(decided.iter().map(|one| one.claim));
    let address = Address::new(case, count(decided.iter().filter(|one| !one.is_foreign()).map(|one| one.claim)))?;
    let desk = review::desk(case)?;
    let entries: Vec<Entry<'_>> = decided
        .into_iter()
        .map(|decided| {
            let review = match decided.verdict.is_on_media() {
                true => media::review(decided, &address, desk.as_ref()),
                false => review::review(decided, &address, desk.as_ref()),
            };
            Entry { decided, review }
        })
        .collect();
    if option(case, "check") == Some("true") {
        return check::write(&entries, &left_out, out);
    }
    let one = match option(case, "form") {
        Some("one") if claims != 1 => {
            return Err(Failure::new(format!("form=one writes the reviews of one claim, and there are {claims}")));
        }
        Some("one") => true,
        Some("feed") => false,
        _ => claims == 1,
    };
    let mut reviews = entries.into_iter().map(|entry| entry.review);
    let value = match (one, reviews.next(), reviews.len()) {
        (true, Some(review), 0) => with_context(review),
        // What is claimed, and the picture it is claimed with.
        (true, first, _) => with_context(object([("@graph", Some(first.into_iter().chain(reviews).collect()))])),
        (false, first, _) => feed(case, first.into_iter().chain(reviews)),
    };
    // It stands in a page, within a script element.
    let json = inert_json(&serde_json::to_string_pretty(&value)?);
    Ok(writeln!(out, "{json}")?)
}

/// How many claims there are, of which each may come several times in a row.
fn count<'a>(claims: impl Iterator<Item = Claim<'a>>) -> usize {
    let mut last = None;
    claims.filter(|claim| last.replace(claim.handle()) != Some(claim.handle())).count()
}

/// The verdicts that stand and are asked for, on each claim and on its picture, and why the others are left out.
fn sorted<'a>(case: Case<'a>) -> (Vec<Decided<'a>>, Vec<LeftOut<'a>>) {
    let (mut decided, mut left_out) = (Vec::new(), Vec::new());
    let whose = option(case, "whose").unwrap_or("ours");
    for claim in case.subjects() {
        let newest = |foreign: bool, on_media: bool| {
            let is_it = |one: &Verdict<'_>| is_foreign(*one) == foreign && one.is_on_media() == on_media;
            claim.verdicts().rev().find(is_it).map(|verdict| Decided { claim, verdict })
        };
        let ours = [newest(false, false), newest(false, true)].into_iter().flatten();
        let theirs = [newest(true, false), newest(true, true)].into_iter().flatten();
        let is_withdrawn = claim.status() == Status::Withdrawn;
        let written: Vec<Decided<'a>> = ours
            .clone()
            .filter(|_| whose != "theirs" && !is_withdrawn)
            .chain(theirs.clone().filter(|_| whose != "ours"))
            .collect();
        let why = match (ours.count(), theirs.count()) {
            (0, 0) => "it has no verdict",
            _ if !written.is_empty() => {
                decided.extend(written);
                continue;
            }
            (_, 0) if whose == "theirs" => "its verdict is ours; to write it too: --set whose=all",
            (0, _) if !is_withdrawn => "its verdict is another desk's; to write it as it came: --set whose=all",
            _ => "it is withdrawn",
        };
        left_out.push(LeftOut { claim: claim.handle(), property: "ClaimReview", why: why.to_owned() });
    }
    (decided, left_out)
}

/// Whether another desk decided: its reviews have addresses of their own.
fn is_foreign(verdict: Verdict<'_>) -> bool {
    verdict.scale() == IMPORTED || verdict.address().is_some()
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
