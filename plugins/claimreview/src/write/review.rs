//! One review as schema.org has it: what the record says of a claim and of the verdict on it, and nothing else.

use claims_plugin::{Case, Claim, Claimant, Verdict, text::is_web};
use serde_json::{Value, json};

use super::{address::Address, object, one_or_more, option, work};

/// The desk, as the author of its reviews.
pub(super) fn desk(case: Case<'_>) -> Option<Value> {
    let name = option(case, "publisher")?;
    let url = option(case, "publisher_url").filter(|url| is_web(url));
    Some(object([("@type", Some(json!("Organization"))), ("name", Some(json!(name))), ("url", url.map(Value::from))]))
}

/// The ClaimReview of a claim.
pub(super) fn review(claim: Claim<'_>, verdict: Verdict<'_>, address: &Address<'_>, desk: Option<&Value>) -> Value {
    let url = address.of_claim(claim);
    // Without a page there is still a name for it that is the claim's alone.
    let id = url.clone().unwrap_or_else(|| format!("urn:uuid:{}", claim.key()));
    object([
        ("@id", Some(json!(id))),
        ("@type", Some(json!("ClaimReview"))),
        ("author", desk.cloned()),
        ("claimReviewed", Some(json!(claim.text()))),
        ("correction", one_or_more(corrections(claim))),
        ("datePublished", Some(json!(verdict.at()))),
        ("itemReviewed", Some(item(claim))),
        ("reviewBody", Some(json!(verdict.because()))),
        ("reviewRating", Some(rating(verdict))),
        ("url", url.map(Value::from)),
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

fn claimant(claimant: Claimant<'_>) -> Option<Value> {
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

/// What was said of each verdict that corrected another.
fn corrections(claim: Claim<'_>) -> Vec<Value> {
    let verdicts: Vec<Verdict<'_>> = claim.verdicts().collect();
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
