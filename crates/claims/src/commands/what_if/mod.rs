//! `claims what-if`: scores claims as they would be if something in the record were otherwise.

mod show;
mod suppositions;

use claims_model::{Case, Claim, Filed, Handle, Key, Score, Supposed, Supposition};
use claims_store::Records;
use serde_json::json;

use super::score::{chosen, is_checked};
use crate::{
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    plugins::{self, Kind, Tool},
    render::{Out, STRONG, json as render_json, safe, score as render, styled},
    sensitivity,
};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claims what-if c2                            what c2 hangs on: each removal and what it would do\n  claims what-if c2 --without s3               if that source fell away\n  claims what-if --without s3                  every claim that this would move\n  claims what-if c2 --grade p2=C --grade c5=4\n  claims what-if c2 --against l4               if somebody showed that l4 does not bear on its claim\n  claims what-if c2 --for c2=3                 if one more possibly true statement supported it\n\nWith a source falls what stands in no other and what was only taken from it; with a party what only it said."
)]
pub(crate) struct Args {
    /// The claims; those that it would move if none is named
    claims: Vec<String>,
    /// Without a source, a party, a claim or a link; may be repeated
    #[arg(long, value_name = "HANDLE")]
    without: Vec<String>,
    /// With another grade; may be repeated
    #[arg(long, value_name = "HANDLE=GRADE")]
    grade: Vec<String>,
    /// With one more statement against a claim or a link, confirmed unless another credibility is given
    #[arg(long, value_name = "HANDLE[=1-6]")]
    against: Vec<String>,
    /// With one more statement for a claim or a link
    #[arg(long = "for", value_name = "HANDLE[=1-6]")]
    support: Vec<String>,
    /// The scorer
    #[arg(long, value_name = "PLUGIN")]
    scorer: Option<String>,
    /// An option of the scorer; may be repeated
    #[arg(long, value_name = "OPTION=VALUE")]
    set: Vec<String>,
    /// Start from the record as it stood: 2023-08-20 (the end of that day, UTC) or a time
    #[arg(long, value_name = "WHEN")]
    as_of: Option<String>,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let mut casebook = desk.open_as_of(args.as_of.as_ref(), false)?;
    let records = casebook.read()?;
    let name = args.scorer.as_deref().unwrap_or(&desk.settings.plugins.scorer);
    let scorer = plugins::find(desk, Kind::Scorer, name, &args.set)?;
    let suppositions = args.suppositions(&records)?;
    let out = desk.out();
    if suppositions.is_empty() {
        if args.claims.is_empty() {
            return Err(Failure::new(Exit::Usage, "what if what? Neither a claim nor a change is named")
                .hint("claims what-if c2, or claims what-if --without s3"));
        }
        return hangs_on(&records, &scorer, &chosen(&records, &args.claims)?, out);
    }
    let claims = if args.claims.is_empty() {
        moved(&records, &suppositions)?
    } else {
        let claims = chosen(&records, &args.claims)?;
        if let Some(claim) = claims.iter().find(|claim| suppositions.contains(&Supposition::Without(claim.key))) {
            let what = format!("{} is what is asked about; it cannot be taken away", claim.handle);
            return Err(Failure::new(Exit::Usage, what));
        }
        claims
    };
    // Each claim is asked about alone: what is asked about never falls, but it may where another is asked about.
    let mut turns = Vec::new();
    for claim in &claims {
        turns.extend(turn(&records, &scorer, claim, &suppositions)?);
    }
    show::show(&records, &turns, args.claims.is_empty(), out)
}

/// A claim before and after.
struct Turn<'t> {
    claim: &'t Filed<Claim>,
    before: Score,
    after: Score,
    fell: Vec<Handle>,
}

impl Turn<'_> {
    fn change(&self) -> Option<f64> {
        Some(self.after.value? - self.before.value?)
    }

    fn is_moved(&self) -> bool {
        self.before.value != self.after.value
    }
}

fn turn<'t>(
    records: &Records<'_>,
    scorer: &Tool,
    claim: &'t Filed<Claim>,
    suppositions: &[Supposition],
) -> Outcome<Option<Turn<'t>>> {
    let case = records.case(&[claim.key])?;
    let Supposed { case: otherwise, fell } = case.supposing(suppositions);
    let (before, after) = (scorer.score(&case)?.pop(), scorer.score(&otherwise)?.pop());
    Ok(before.zip(after).map(|(before, after)| Turn { claim, before, after, fell }))
}

/// The claims of the desk that suppositions could move.
fn moved(records: &Records<'_>, suppositions: &[Supposition]) -> Outcome<Vec<Filed<Claim>>> {
    let about: Vec<Key> = suppositions.iter().map(Supposition::about).collect();
    let mut claims = records.depending_on(&about)?;
    claims.retain(|claim| is_checked(claim) && !suppositions.contains(&Supposition::Without(claim.key)));
    Ok(claims)
}

fn hangs_on(records: &Records<'_>, scorer: &Tool, claims: &[Filed<Claim>], mut out: Out) -> Outcome<()> {
    for (at, claim) in claims.iter().enumerate() {
        let case: Case = records.case(&[claim.key])?;
        let sensitivity = sensitivity::of(scorer, &case, claim.key)?;
        if out.json {
            let value = json!({
                "schema": "claims/sensitivity/1", "claim": claim.handle, "value": sensitivity.value,
                "removals": render_json::removals(&sensitivity), "untried": sensitivity.untried,
            });
            out.object(&value)?;
            continue;
        }
        if at > 0 {
            out.line("")?;
        }
        let value = sensitivity.value.map_or_else(|| "undetermined".to_owned(), |value| format!("{value:.3}"));
        let (handle, value) = (styled(STRONG, &claim.handle.to_string()), styled(STRONG, &value));
        out.line(&format!("{handle}  {value}  {}", safe(&claim.text)))?;
        let mut text = String::new();
        render::removals(&mut text, &sensitivity, usize::MAX);
        out.text(if text.is_empty() { "    No single removal would move it.\n" } else { &text })?;
    }
    out.done()
}
