//! One review as schema.org has it: what the record says of a claim and of the verdict on it, and nothing else.

use claims_plugin::{Case, Claim, Claimant, Failure, Verdict, text::is_web};
use serde_json::{Value, json};

use super::{Decided, address::Address, is_foreign, object, one_or_more, option, work};

/// What the record has for the reasons of a review that gave none.
const NO_REASONS: &str = "The file gives no reasons.";

/// The desk, as the author of its reviews.
///
/// # Errors
/// When its address is none on the web.
pub(super) fn desk(case: Case<'_>) -> Result<Option<Value>, Failure> {
    let url = option(case, "publisher_url");
    if let Some(url) = url.filter(|url| !is_web(url)) {
        return Err(Failure::new(format!("publisher_url: {url:?} is no address on the web; write https://…")));
    }
    Ok(option(case, "publisher").map(|name| organization(name, url)))
}

fn organization(name: &str, url: Option<&str>) -> Value {
    object([("@type", Some(json!("Organization"))), ("name", Some(json!(name))), ("url", url.map(Value::from))])
}

/// Whose review it is: the desk's, or another one's.
pub(super) fn author(decided: Decided<'_>, desk: Option<&Value>) -> Option<Value> {
    match decided.is_foreign() {
        true => Some(organization(decided.verdict.by(), None)),
        false => desk.cloned(),
    }
}

/// When the review was published, and when it was changed since. While it was not, and for that of another desk, the time
/// of the verdict is all there is.
pub(super) fn dates(decided: Decided<'_>) -> [Option<Value>; 2] {
    let at = decided.verdict.at();
    match decided.claim.published().filter(|_| !decided.is_foreign()) {
        Some(published) => [Some(json!(published)), (at > published).then(|| json!(at))],
        None => [Some(json!(at)), None],
    }
}

/// The reasons; another desk's review may have come without any.
pub(super) fn body(decided: Decided<'_>) -> Option<Value> {
    let because = decided.verdict.because();
    (!decided.is_foreign() || because != NO_REASONS).then(|| json!(because))
}

/// The ClaimReview of a claim.
pub(super) fn review(decided: Decided<'_>, address: &Address<'_>, desk: Option<&Value>) -> Value {
    let Decided { claim, verdict } = decided;
    let [published, modified] = dates(decided);
    object([
        ("@id", Some(json!(address.id_of(decided)))),
        ("@type", Some(json!("ClaimReview"))),
        ("associatedMediaReview", address.beside(decided)),
        ("author", author(decided, desk)),
        ("claimReviewed", Some(json!(claim.text()))),
        ("correction", one_or_more(corrections(decided))),
        ("dateModified", modified),
        ("datePublished", published),
        ("itemReviewed", Some(item(claim))),
        ("reviewBody", body(decided)),
        ("reviewRating", Some(rating(verdict))),
        ("url", address.of(decided).map(Value::from)),
    ])
}

/// What was claimed: by whom, when and where.
fn item(claim: Claim<'_>) -> Value {
    let works = work::works(claim);
    object([
        ("@type", Some(json!("Claim"))),
        ("appearance", one_or_more(works.others)),
        ("author", one_or_more(claim.claimants().filter_map(claimant).collect())),
        ("datePublished", work::date(claim.said())),
        ("firstAppearance", works.first),
        ("inLanguage", claim.language().map(Value::from)),
    ])
}

pub(super) fn claimant(claimant: Claimant<'_>) -> Option<Value> {
    let party = claimant.party()?;
    let role = claimant.role().map(Value::from);
    // Only a person has a job title.
    let (sort, title, description) =
        if party.kind() == "person" { ("Person", role, None) } else { ("Organization", None, role) };
    Some(object([
        ("@type", Some(json!(sort))),
        ("description", description),
        ("jobTitle", title),
        ("name", Some(json!(party.name()))),
    ]))
}

/// The label, and its number where it has a place on its scale.
fn rating(verdict: Verdict<'_>) -> Value {
    let number = |number: Option<i64>| number.map(Value::from);
    let numbers = numbers(verdict);
    object([
        ("@type", Some(json!("Rating"))),
        ("alternateName", Some(json!(verdict.name()))),
        ("bestRating", number(numbers.map(|[.., best]| best))),
        ("ratingValue", number(numbers.map(|[_, value, _]| value))),
        ("worstRating", number(numbers.map(|[worst, ..]| worst))),
    ])
}

/// Worst, value and best, where they are whole and in order: half a number misleads more than none.
pub(super) fn numbers(verdict: Verdict<'_>) -> Option<[i64; 3]> {
    let [worst, value, best] = [verdict.worst()?, verdict.value()?, verdict.best()?].map(whole);
    let numbers = [worst?, value?, best?];
    numbers.is_sorted().then_some(numbers)
}

#[expect(clippy::cast_possible_truncation, reason = "it was found to be whole and small")]
fn whole(number: f64) -> Option<i64> {
    (number.fract() == 0.0 && number.abs() <= f64::from(i32::MAX)).then_some(number as i64)
}

/// What was said of each verdict that corrected another, on the same question and of the same desk as this one.
pub(super) fn corrections(standing: Decided<'_>) -> Vec<Value> {
    let is_of_it = |one: &Verdict<'_>| {
        one.is_on_media() == standing.verdict.is_on_media() && is_foreign(*one) == standing.is_foreign()
    };
    let verdicts: Vec<Verdict<'_>> = standing.claim.verdicts().filter(is_of_it).collect();
    let before = std::iter::once(None).chain(verdicts.iter().map(|verdict| Some(verdict.name())));
    let corrected = before.zip(&verdicts).filter(|(_, verdict)| verdict.correction().is_some());
    let comment = |(before, verdict): (Option<&str>, &Verdict<'_>)| {
        let text = match before.filter(|before| *before != verdict.name()) {
            Some(before) => format!("{before} → {}. {}", verdict.name(), verdict.because()),
            None => verdict.because().to_owned(),
        };
        object([
            ("@type", Some(json!("CorrectionComment"))),
            ("datePublished", Some(json!(verdict.at()))),
            ("text", Some(json!(text))),
        ])
    };
    corrected.map(comment).collect()
}
