//! `claims verdict`: records what people decided about a claim, and why.

use claims_model::{Claim, Correction, Status, Verb, Verdict};

use super::required;
use crate::{
    desk::{Desk, UNKNOWN},
    disagreement,
    failure::{Exit, Failure, Outcome},
    plugins::{self, Kind},
    refs,
    render::{json, safe},
    typed,
};

/// Record the verdict on a claim, with the reasons
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claims verdict c2 misleading --because \"The growth is real only against a year of famine.\"\n  claims verdict c2 \"mostly false\" --scale five-step --because \"…\" --would-change \"trade figures from 2023\"\n\nThe labels: claims help scales"
)]
pub(crate) struct Args {
    /// The claim
    claim: String,
    /// A label of the scale
    label: String,
    /// The reasons
    #[arg(long, value_name = "REASONS")]
    because: String,
    /// The scale, if not the casebook's
    #[arg(long)]
    scale: Option<String>,
    /// What would change the verdict
    #[arg(long, value_name = "WHAT")]
    would_change: Option<String>,
    /// What the change does to a verdict that was published
    #[arg(long, value_name = "CLASS", value_parser = crate::args::word::<Correction>())]
    correction: Option<Correction>,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    if args.because.trim().is_empty() {
        return Err(Failure::new(Exit::Usage, "--because: a verdict needs reasons"));
    }
    let scale = desk.settings.scale(args.scale.as_deref())?;
    let label = scale.find(&args.label).ok_or_else(|| {
        let labels: Vec<&str> = scale.labels.iter().map(|label| label.label.as_str()).collect();
        let what = format!("the scale {} has no label {:?}", scale.name, safe(&args.label));
        let failure = Failure::new(Exit::NotFound, what);
        let failure = match refs::nearest(&args.label, labels.iter().copied()) {
            Some(near) => failure.hint(format!("did you mean {near}?")),
            None => failure,
        };
        failure.hint(format!("its labels: {}", labels.join(", ")))
    })?;
    let mut casebook = desk.open()?;
    let writing = casebook.write()?;
    let mut draft = desk.draft(&writing)?;
    let claim = refs::get::<Claim>(&writing, &args.claim)?;
    match (claim.status, args.correction) {
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
    if args.correction == Some(Correction::Void) {
        return Err(Failure::new(Exit::Refused, "a fact-check that does not hold at all is withdrawn")
            .hint(format!("claims withdraw {} --because …", claim.handle)));
    }
    if let Some(correction) = args.correction {
        let before = writing.verdicts_of(claim.key)?.pop();
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
    let key = draft.key();
    draft.create(Verdict {
        key,
        claim: claim.key,
        scale: scale.name.clone(),
        label: label.label.clone(),
        name: label.name.clone(),
        rating: scale.rating(label),
        because: args.because.trim().to_owned(),
        by: draft.by.clone(),
        at: draft.at,
        would_change: typed::given(args.would_change.as_ref()),
        correction: args.correction,
    });
    // A decision ends the checking, also of a statement that was only noted.
    if matches!(claim.status, Status::Noted | Status::Checking) {
        draft.update(claim.record.clone(), Claim { status: Status::Checked, ..claim.record.clone() });
    }
    let mut out = desk.out();
    let (value, verdict) = desk.commit(writing, draft, Verb::Verdict, |records| {
        let verdict = required(records.find::<Verdict>(key)?)?;
        let mut value = json::verdict(&verdict);
        value["schema"] = serde_json::json!("claims/verdict/1");
        value["claim"] = serde_json::json!(claim.handle);
        Ok((value, verdict.record))
    })?;
    if out.json {
        out.object(&value)?;
    } else {
        out.line(&format!("{}  {}", claim.handle, safe(&label.name)))?;
        if claim.status != Status::Published {
            out.message(&format!("publish it: claims edit {} --status published", claim.handle))?;
        }
        if desk.user() == UNKNOWN {
            out.message("note: nobody is named as the one who decided; say --as NAME, or set user in claims.toml")?;
        }
    }
    if let Some(warning) = warning(desk, &verdict)? {
        out.message(&warning)?;
    }
    out.done()
}

/// What the score says to the verdict; nothing if there is no score, which must not stand in the way of a decision.
fn warning(desk: &Desk<'_>, verdict: &Verdict) -> Outcome<Option<String>> {
    if verdict.rating.is_none() {
        return Ok(None);
    }
    let mut casebook = desk.open()?;
    let case = casebook.read()?.case(&[verdict.claim])?;
    let scores = plugins::find(desk, Kind::Scorer, &desk.settings.plugins.scorer, &[])
        .and_then(|scorer| Ok(scorer.score(&case)?))
        .unwrap_or_default();
    let Some(handle) = case.claims.iter().find(|claim| claim.key == verdict.claim).map(|claim| claim.handle) else {
        return Ok(None);
    };
    let score = scores.first().and_then(|score| disagreement::between(verdict, score));
    Ok(score.map(|told| format!("warning: {told} See claims score {} --explain", handle)))
}
