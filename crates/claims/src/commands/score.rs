//! `claims score`: lets a scorer weigh claims and explains the result.

use std::collections::HashMap;

use claims_model::{Claim, Filed, Key, Score, Status};
use claims_store::Records;

use crate::{
    desk::Desk,
    disagreement,
    failure::Outcome,
    plugins::{self, Kind},
    refs,
    render::{json, score as render},
    sensitivity,
};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claims score c2\n  claims score                 every claim that is being checked or was\n  claims score c2 --explain    drawn, with what the score hangs on most\n  claims score c2 --scorer independence\n  claims score c2 --as-of 2023-08-20\n\nA score is an aid and never a verdict. The scorers: claims help scores"
)]
pub(crate) struct Args {
    /// The claims; all that are checked if none is named
    claims: Vec<String>,
    /// The scorer
    #[arg(long, value_name = "PLUGIN")]
    scorer: Option<String>,
    /// An option of the scorer; may be repeated
    #[arg(long, value_name = "OPTION=VALUE")]
    set: Vec<String>,
    /// Draw what the score is made of, and say which single removal would move it most
    #[arg(long)]
    explain: bool,
    /// Score the record as it stood: 2023-08-20 (the end of that day, UTC) or a time
    #[arg(long, value_name = "WHEN")]
    as_of: Option<String>,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let mut casebook = desk.open_as_of(args.as_of.as_ref(), false)?;
    let records = casebook.read()?;
    let name = args.scorer.as_deref().unwrap_or(&desk.settings.plugins.scorer);
    let scorer = plugins::find(desk, Kind::Scorer, name, &args.set)?;
    let claims = chosen(&records, &args.claims)?;
    let mut out = desk.out();
    if claims.is_empty() {
        out.message("no claims to score")?;
        return out.done();
    }
    let keys: Vec<Key> = claims.iter().map(|claim| claim.key).collect();
    let mut case = records.case(&keys)?;
    case.scores = scorer.score(&case)?;
    disagreement::remark(&mut case);
    let scores: HashMap<Key, &Score> = case.scores.iter().map(|score| (score.claim, score)).collect();
    for (at, claim) in claims.iter().enumerate() {
        let Some(score) = scores.get(&claim.key) else { continue };
        let sensitivity = if args.explain {
            // What does not bear on the claim is not asked about.
            Some(sensitivity::of(&scorer, &records.case(&[claim.key])?, claim.key)?)
        } else {
            None
        };
        if out.json {
            let mut value = json::score(&records, score)?;
            if let Some(sensitivity) = &sensitivity {
                value["removals"] = json::removals(sensitivity);
            }
            out.object(&value)?;
            continue;
        }
        if at > 0 {
            out.line("")?;
        }
        match &sensitivity {
            Some(sensitivity) => {
                out.as_is(&render::explained(&records, claim, score, sensitivity, out.shows.then_some(out.columns))?)?
            }
            None => out.text(&render::score(&records, claim, score)?)?,
        }
    }
    out.done()
}

/// Scores claims by a scorer, as `claims score CLAIM… --scorer NAME` does.
pub(super) fn by(scorer: String, claims: Vec<String>, set: Vec<String>, desk: &Desk<'_>) -> Outcome<()> {
    run(&Args { claims, scorer: Some(scorer), set, explain: false, as_of: None }, desk)
}

/// The claims that were named or, if none was, those that the desk checks.
pub(super) fn chosen(records: &Records<'_>, typed: &[String]) -> Outcome<Vec<Filed<Claim>>> {
    if typed.is_empty() {
        let mut claims = records.all::<Claim>()?;
        claims.retain(is_checked);
        return Ok(claims);
    }
    let mut claims: Vec<Filed<Claim>> = Vec::new();
    for typed in typed {
        let claim = refs::get::<Claim>(records, typed)?;
        if !claims.iter().any(|known| known.key == claim.key) {
            claims.push(claim);
        }
    }
    Ok(claims)
}

/// Whether a claim is one of those that the desk checks, or has checked.
pub(super) fn is_checked(claim: &Filed<Claim>) -> bool {
    matches!(claim.status, Status::Checking | Status::Checked | Status::Published)
}
