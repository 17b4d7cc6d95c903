//! Whether the label of a verdict is one of its scale.

use super::{Found, Rule, Subject};
use crate::{failure::Outcome, render::quoted};

pub(super) const RULE: Rule = Rule {
    code: "label-not-on-scale",
    meaning: "the verdict has a label or a number that its scale does not have",
    standard: "schema.org Rating: worstRating and bestRating are the lowest and the highest value of the rating system",
    uri: Some("https://schema.org/Rating"),
    find,
};

fn find(subject: &Subject<'_, '_>, found: &mut Vec<Found>) -> Outcome<()> {
    let Some(verdict) = &subject.verdict else { return Ok(()) };
    let scales = subject.book.desk.settings.scales();
    let scale = scales.iter().find(|scale| scale.name == verdict.scale);
    let what = match scale.map(|scale| (scale, scale.find(&verdict.label))) {
        None => format!("no scale is called {:?}, and the verdict {} is on it", verdict.scale, quoted(&verdict.name)),
        Some((scale, None)) => format!("the scale {} has no label {:?}", scale.name, verdict.label),
        Some((scale, Some(label))) if scale.rating(&label) != verdict.rating => {
            format!("{} has another number than on the scale {}", quoted(&verdict.name), scale.name)
        }
        Some(_) => return Ok(()),
    };
    let correction = match subject.claim.status {
        claims_model::Status::Published => " --correction CLASS",
        _ => "",
    };
    let fix = format!(
        "claims verdict {} LABEL{correction} --because \"…\"; labels: claims help scales",
        subject.claim.handle
    );
    found.push(Found::new(what, fix));
    Ok(())
}
