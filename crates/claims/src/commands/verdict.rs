//! `claims verdict`: records what people decided about a claim, and why.

use claims_model::{Claim, Correction, Status, Verb, Verdict};

use super::required;
use crate::{
    decision::{self, Reasons},
    desk::{Desk, UNKNOWN},
    disagreement,
    failure::{Exit, Failure, Outcome},
    next::Next,
    plugins::{self, Kind},
    refs,
    render::{json, safe},
    typed,
};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claims verdict c2 misleading --because \"The growth is real only against a year of famine.\"\n  claims verdict c2 \"mostly false\" --scale five-step --because \"…\" --would-change \"trade figures from 2023\"\n  claims verdict c2 misleading --because - < reasons.txt\n  claims verdict c3 --scale media \"missing context\" --because \"The picture is from 2016.\"\n\nThe labels: claims help scales"
)]
pub(crate) struct Args {
    /// The claim
    claim: String,
    /// A label of the scale
    label: String,
    /// The reasons, or - for standard input
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
    let because = typed::words(&args.because)?;
    if because.is_empty() {
        return Err(Failure::new(Exit::Usage, "--because: a verdict needs reasons"));
    }
    let scale = desk.settings.scale(args.scale.as_deref())?;
    let label = decision::label(&scale, &args.label)?;
    let mut casebook = desk.open()?;
    let writing = casebook.write()?;
    let mut draft = desk.draft(&writing)?;
    let claim = refs::get::<Claim>(&writing, &args.claim)?;
    let reasons = Reasons { because: &because, would_change: args.would_change.as_ref() };
    let verdict = decision::verdict(&writing, &draft, &claim, (&scale, &label), &reasons, args.correction)?;
    let key = verdict.key;
    draft.create(verdict);
    let after = Claim { status: decision::status_after(claim.status), ..claim.record.clone() };
    draft.update(claim.record.clone(), after);
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
            let next = Next::of(desk.global, "edit").word(&claim.handle.to_string());
            out.message(&format!("publish it: {}", next.option("--status", ["published"])))?;
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
