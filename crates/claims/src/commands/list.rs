//! `claims list`: claims, a line each.

use std::collections::HashSet;

use claims_model::{Claim, Source, Status};
use claims_store::{ClaimFilter, Records};

use super::required;
use crate::{
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    next::Next,
    plugins::{self, Kind},
    refs,
    render::{Table, show::claimants},
    touched,
};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claims list --status checking\n  claims list --by \"Sergei Shoigu\" --json | jq -r .text\n\nWithout a terminal the columns are separated by tabs:\n  handle, status, verdict, counter-statements, said, claimants, wording"
)]
pub(crate) struct Args {
    /// Only claims in this state
    #[arg(long, value_parser = crate::args::word::<Status>())]
    status: Option<Status>,
    /// Only claims of this party: a name or a handle (p2)
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// Only claims with this tag
    #[arg(long)]
    tag: Option<String>,
    /// Only claims that stand in this source
    #[arg(long, value_name = "SOURCE")]
    source: Option<String>,
    /// Only claims whose verdict reads so
    #[arg(long, value_name = "LABEL")]
    verdict: Option<String>,
    /// Only claims whose quote was edited, moved or removed in the newest version of its source
    #[arg(long)]
    touched: bool,
    /// Only claims that say the same as another in nearly the same words, one family after the other
    #[arg(long, conflicts_with_all = ["status", "by", "tag", "source", "verdict", "touched"])]
    grouped: bool,
    /// At most so many
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..), value_name = "N")]
    limit: Option<u32>,
}

/// Below so many columns, a terminal is not shown everything.
const NARROW: usize = 100;

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let mut casebook = desk.open()?;
    let records = casebook.read()?;
    if args.grouped {
        return grouped(&records, desk, args.limit);
    }
    let verdict = args.verdict.as_ref().map(|typed| label(desk, typed)).transpose()?;
    let filter = ClaimFilter {
        status: args.status,
        claimant: args.by.as_ref().map(|typed| refs::party(&records, typed)).transpose()?.map(|party| party.key),
        tag: args.tag.clone(),
        source: args.source.as_ref().map(|typed| refs::get::<Source>(&records, typed)).transpose()?.map(|s| s.key),
        verdict,
        // What was touched is not in the tables, so the count is kept here.
        limit: args.limit.filter(|_| !args.touched),
    };
    let touched = if args.touched { Some(touched(&records, desk)?) } else { None };
    let mut left = args.limit.filter(|_| args.touched).unwrap_or(u32::MAX);
    let mut is_wanted = |key: &str| {
        let wanted = left > 0 && touched.as_ref().is_none_or(|keys| keys.contains(key));
        left = left.saturating_sub(u32::from(wanted));
        wanted
    };
    let mut out = desk.out();
    let mut written = Ok(());
    if out.json {
        records.each_claim(&filter, |row| {
            if !is_wanted(row.key) {
                return true;
            }
            let claimants: Vec<&str> = row.claimants.map(|names| names.split("; ").collect()).unwrap_or_default();
            let tags: Vec<&str> = row.tags.map(|tags| tags.split(' ').collect()).unwrap_or_default();
            written = out.object(&serde_json::json!({
                "schema": "claims/claim-row/1",
                "handle": row.handle,
                "key": row.key,
                "status": row.status,
                "text": row.text,
                "claimants": claimants,
                "said": row.said,
                "verdict": row.verdict,
                "counters": row.counters,
                "tags": tags,
            }));
            written.is_ok()
        })?;
        written?;
        return out.done();
    }
    // A narrow screen keeps its room for the wording.
    let narrow = out.shows && out.columns < NARROW;
    let columns = ["claim", "status", "verdict", "against", "said", "by", "wording"];
    let chosen = |column: usize| !narrow || !matches!(columns[column], "against" | "said");
    let heads: Vec<&str> = (0..columns.len()).filter(|column| chosen(*column)).map(|column| columns[column]).collect();
    let mut table = Table::new(&mut out, &heads);
    records.each_claim(&filter, |row| {
        if !is_wanted(row.key) {
            return true;
        }
        let (handle, counters) = (row.handle.to_string(), row.counters.to_string());
        let cells = [
            handle.as_str(),
            row.status,
            row.verdict.unwrap_or_default(),
            counters.as_str(),
            row.said.unwrap_or_default(),
            row.claimants.unwrap_or_default(),
            row.text,
        ];
        let cells: Vec<&str> = (0..cells.len()).filter(|column| chosen(*column)).map(|column| cells[column]).collect();
        written = table.row(&cells);
        written.is_ok()
    })?;
    written?;
    table.end("no claims")?;
    out.done()
}

/// Families of claims, the first `limit` of them.
fn grouped(records: &Records<'_>, desk: &Desk<'_>, limit: Option<u32>) -> Outcome<()> {
    let mut families = records.families()?;
    families.truncate(limit.map_or(usize::MAX, |limit| limit as usize));
    let mut out = desk.out();
    if out.json {
        for family in &families {
            out.object(&serde_json::json!({ "schema": "claims/family/1", "claims": family }))?;
        }
        return out.done();
    }
    let mut table = Table::new(&mut out, &["family", "claim", "status", "verdict", "by", "wording"]);
    for family in &families {
        let first = family.first().map(ToString::to_string).unwrap_or_default();
        for handle in family {
            let claim = required(records.get::<Claim>(handle.number)?)?;
            let verdict = records.verdicts_of(claim.key)?.pop().map(|verdict| verdict.record.name).unwrap_or_default();
            let by = claimants(records, &claim)?;
            table.row(&[&first, &handle.to_string(), claim.status.word(), &verdict, &by, &claim.text])?;
        }
    }
    table.end("no two claims say the same in nearly the same words")?;
    if let Some([first, second, ..]) = families.first().map(Vec::as_slice) {
        let next = Next::of(desk.global, "merge").word(&second.to_string()).word(&first.to_string());
        out.message(&format!("make one of two: {next}"))?;
    }
    out.done()
}

/// The keys of the claims whose quotes are not in the newest versions as they were.
fn touched(records: &Records<'_>, desk: &Desk<'_>) -> Outcome<HashSet<String>> {
    let differ = plugins::find(desk, Kind::Differ, &desk.settings.plugins.differ, &[])?;
    let mut keys = HashSet::new();
    for source in records.all::<Source>()? {
        let followed = touched::newest(records, &differ, &source)?;
        let touched =
            followed.iter().filter(|one| one.anchored.state.touches() && one.claim.status != Status::Withdrawn);
        keys.extend(touched.map(|one| one.claim.key.to_string()));
    }
    Ok(keys)
}

/// The label as it is kept, for whatever spelling a person types.
fn label(desk: &Desk<'_>, typed: &str) -> Outcome<String> {
    let scales = desk.settings.scales();
    let found = scales.iter().find_map(|scale| scale.find(typed));
    match found {
        Some(label) => Ok(label.label.clone()),
        None => {
            let labels = scales.iter().flat_map(|scale| &scale.labels).map(|label| label.label.as_str());
            let failure = Failure::new(Exit::NotFound, format!("no scale has the label {typed:?}"));
            Err(match refs::nearest(typed, labels) {
                Some(near) => failure.hint(format!("did you mean {near}?")),
                None => failure.hint("see the labels: claims help scales"),
            })
        }
    }
}
