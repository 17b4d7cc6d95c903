//! What may be decided about a claim as it stands, and the record of it. Knows the rules, and not who asks.

use std::borrow::Cow;

use claims_model::{Claim, Correction, Filed, Label, MEDIA, Scale, Status, Verdict};
use claims_store::Records;

use crate::{
    desk::Draft,
    failure::{Exit, Failure, Outcome},
    refs,
    render::safe,
    typed,
};

/// Why a verdict is what it is.
pub(crate) struct Reasons<'a> {
    pub(crate) because: &'a str,
    pub(crate) would_change: Option<&'a String>,
}

/// The label of a scale that was typed, as people or as readers see it.
///
/// # Errors
/// When the scale has none, then with the one that was probably meant.
pub(crate) fn label<'s>(scale: &'s Scale, typed: &str) -> Outcome<Cow<'s, Label>> {
    scale.find(typed).ok_or_else(|| {
        let labels: Vec<&str> = scale.labels.iter().map(|label| label.label.as_str()).collect();
        let what = format!("the scale {} has no label {:?}", scale.name, safe(typed));
        let failure = Failure::new(Exit::NotFound, what);
        let failure = match refs::nearest(typed, labels.iter().copied()) {
            Some(near) => failure.hint(format!("did you mean {near}?")),
            None => failure,
        };
        let failure = failure.hint(format!("its labels: {}", labels.join(", ")));
        match scale.name == MEDIA && typed.contains([',', '+']) {
            true => failure.hint("several may hold, but nothing original was edited, transformed or staged"),
            false => failure,
        }
    })
}

/// The verdict of whoever works on the draft, at its time.
///
/// # Errors
/// When the life of the claim forbids it: one that is withdrawn gets none, one that is published a correction alone.
pub(crate) fn verdict(
    records: &Records<'_>,
    draft: &Draft<'_>,
    claim: &Filed<Claim>,
    (scale, label): (&Scale, &Label),
    reasons: &Reasons<'_>,
    correction: Option<Correction>,
) -> Outcome<Verdict> {
    match (claim.status, correction) {
        (Status::Withdrawn, _) => {
            return Err(Failure::new(
                Exit::Refused,
                format!("{} is withdrawn; it gets no verdict any more", claim.handle),
            ));
        }
        (Status::Published, None) => {
            return Err(Failure::new(
                Exit::Refused,
                format!("the verdict on {} is published; a change is a correction", claim.handle),
            )
            .hint("say what it does: --correction changes, keeps, void, spelling or update"));
        }
        (Status::Noted | Status::Checking | Status::Checked, Some(_)) => {
            return Err(Failure::new(
                Exit::Usage,
                format!("{} is not published; there is nothing to correct", claim.handle),
            )
            .hint("leave --correction out"));
        }
        _ => {}
    }
    if correction == Some(Correction::Void) {
        return Err(Failure::new(Exit::Refused, "a fact-check that does not hold at all is withdrawn")
            .hint(format!("claims withdraw {} --because …", claim.handle)));
    }
    if let Some(correction) = correction {
        // A verdict on what is claimed corrects none on its picture, nor the other way round.
        let is_on_media = scale.name == MEDIA;
        let before = records.verdicts_of(claim.key)?.into_iter().rfind(|before| before.is_on_media() == is_on_media);
        let stays = before.is_some_and(|before| before.scale == scale.name && before.label == label.label);
        let what = match correction {
            Correction::Changes if stays => {
                Some("the verdict is the same; a correction that keeps it is --correction keeps")
            }
            Correction::Keeps | Correction::Spelling if !stays => {
                Some("the verdict is another; a correction that changes it is --correction changes")
            }
            _ => None,
        };
        if let Some(what) = what {
            return Err(Failure::new(Exit::Usage, what));
        }
    }
    Ok(Verdict {
        key: draft.key(),
        claim: claim.key,
        scale: scale.name.clone(),
        label: label.label.clone(),
        name: label.name.clone(),
        rating: scale.rating(label),
        because: reasons.because.trim().to_owned(),
        by: draft.by.clone(),
        at: draft.at,
        would_change: typed::given(reasons.would_change),
        correction,
        address: None,
        feed: None,
    })
}

/// The state of a claim after a verdict: a decision ends the checking, also of a statement that was only noted.
pub(crate) const fn status_after(before: Status) -> Status {
    match before {
        Status::Noted | Status::Checking => Status::Checked,
        other => other,
    }
}
