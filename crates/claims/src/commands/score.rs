//! `claims score`: lets a scorer weigh claims and explains the result.

use claims_model::{Claim, Filed, Key, Status};
use claims_store::Records;

use crate::{
    desk::Desk,
    failure::Outcome,
    plugins::{self, Kind},
    refs,
    render::{json, score as render},
};

/// Weigh claims with a scorer, and show what the score is made of
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claims score c2\n  claims score                 every claim that is being checked or was\n\nA score is an aid and never a verdict."
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
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let mut casebook = desk.open()?;
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
    let scores = scorer.score(&records.case(&keys)?)?;
    for (at, claim) in claims.iter().enumerate() {
        let Some(score) = scores.iter().find(|score| score.claim == claim.key) else { continue };
        if out.json {
            out.object(&json::score(&records, score)?)?;
        } else {
            if at > 0 {
                out.line("")?;
            }
            out.text(&render::score(&records, claim, score)?)?;
        }
    }
    out.done()
}

/// Scores claims by a scorer, as `claims score CLAIM… --scorer NAME` does.
pub(super) fn by(scorer: String, claims: Vec<String>, set: Vec<String>, desk: &Desk<'_>) -> Outcome<()> {
    run(&Args { claims, scorer: Some(scorer), set }, desk)
}

/// The claims that were named or, if none was, those that the desk checks.
pub(super) fn chosen(records: &Records<'_>, typed: &[String]) -> Outcome<Vec<Filed<Claim>>> {
    if typed.is_empty() {
        let mut claims = records.all::<Claim>()?;
        claims.retain(|claim| matches!(claim.status, Status::Checking | Status::Checked | Status::Published));
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
