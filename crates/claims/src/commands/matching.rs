//! `claims match`: has this been checked before? Earlier claims that say the same as a text, or that there is none.

use std::io::Read as _;
use std::path::Path;

use claims_model::{
    Claim, Key, Party,
    matching::{self, Likeness, Match, Query},
};
use claims_store::Records;
use serde_json::Value;

use crate::{
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    refs,
    render::{Out, Table, counted, json},
};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claims match \"North Korea has made impressive progress\"\n  claims match post.txt                a file, if there is one of that name\n  claims match - < post.txt            what comes in\n  claims match speech.txt --lines      each line on its own\n  claims match \"…\" --by \"Andrei Lankov\"    tells the same claim by somebody else apart\n\nThe columns: how likely it is that the claim says the same, what it is to the text (same, other claimant, opposite,\ntopic), the\nclaim, its verdict, its wording, and the words that both have.\nExit 1 if nothing on file says the same."
)]
pub(crate) struct Args {
    /// The text, a file with it, or - for standard input
    text: String,
    /// Ask for each line on its own, and show only what says the same
    #[arg(long)]
    lines: bool,
    /// Who said it: a name or a handle (p2)
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// At most so many for each text
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..), value_name = "N", default_value_t = 5)]
    limit: u32,
}

/// How much is read of a file that is asked about, in bytes.
const MOST: u64 = 10 << 20;

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let mut out = desk.out();
    let text = text(&args.text)?;
    if looks_like_a_file(&args.text) && text == args.text {
        out.message("note: there is no file of that name; it is taken as the text")?;
    }
    if !text.contains(char::is_alphanumeric) {
        return Err(Failure::new(Exit::Usage, "there is no word in it to match"));
    }
    let mut casebook = desk.open()?;
    let records = casebook.read()?;
    let by = args.by.as_ref().map(|typed| names(&records, typed)).transpose()?.unwrap_or_default();
    let is_on_file = match args.lines {
        true => lines(out, &records, &text, &by, args.limit as usize)?,
        false => whole(out, &records, &text, &by, args.limit as usize)?,
    };
    if is_on_file { Ok(()) } else { Err(Failure::no()) }
}

/// Shows what is like a text, and answers whether any of it says the same.
fn whole(mut out: Out, records: &Records<'_>, text: &str, by: &[String], limit: usize) -> Outcome<bool> {
    let mut found = alike(records, text, by)?;
    found.truncate(limit);
    let is_on_file = found.iter().any(Alike::is_same);
    if out.json {
        for one in &found {
            out.object(&object(records, one)?)?;
        }
        out.done()?;
        return Ok(is_on_file);
    }
    if !is_on_file {
        // Several that are alike take from each other's likelihood.
        let together: f64 = found.iter().map(|one| one.found.confidence).sum();
        out.message(match found.first() {
            None => "nothing on file says the same",
            Some(first) if first.found.likeness == Likeness::Opposite => {
                "nothing on file says the same; the nearest says the opposite:"
            }
            Some(_) if together >= matching::LIKELY => "no claim stands out, but one of these may say the same:",
            Some(_) => "nothing on file says the same; the nearest:",
        })?;
    }
    if !found.is_empty() {
        let mut table = Table::new(&mut out, &COLUMNS);
        for one in &found {
            table.row(&cells(records, one)?.each_ref().map(String::as_str))?;
        }
        table.end("")?;
    }
    out.done()?;
    Ok(is_on_file)
}

/// Shows which lines say what claims on file say, and answers whether any does.
fn lines(mut out: Out, records: &Records<'_>, text: &str, by: &[String], limit: usize) -> Outcome<bool> {
    let (mut asked, mut on_file) = (0, 0);
    let heads: Vec<&str> = std::iter::once("line").chain(COLUMNS).collect();
    let mut rows = Vec::new();
    for (number, line) in (1_u32..).zip(text.lines()).filter(|(_, line)| line.contains(char::is_alphanumeric)) {
        let mut found = alike(records, line, by)?;
        found.retain(Alike::is_same);
        found.truncate(limit);
        asked += 1;
        on_file += usize::from(!found.is_empty());
        if out.json {
            let nothing = found.is_empty().then(|| serde_json::json!({ "schema": "claims/match/1", "claim": null }));
            let objects = found.iter().map(|one| object(records, one)).chain(nothing.map(Ok));
            for object in objects {
                let mut object = object?;
                object["line"] = serde_json::json!(number);
                object["said"] = serde_json::json!(line);
                out.object(&object)?;
            }
        } else {
            for one in &found {
                rows.push(std::iter::once(number.to_string()).chain(cells(records, one)?).collect::<Vec<_>>());
            }
        }
    }
    if !out.json {
        if !rows.is_empty() {
            let mut table = Table::new(&mut out, &heads);
            for row in &rows {
                table.row(&row.iter().map(String::as_str).collect::<Vec<_>>())?;
            }
            table.end("")?;
        }
        out.message(&format!("{on_file} of {} on file", counted(asked, "line is", "lines are")))?;
    }
    out.done()?;
    Ok(on_file > 0)
}

/// A claim on file that is like a text.
pub(crate) struct Alike {
    pub(crate) claim: Key,
    found: Match,
}

impl Alike {
    /// Whether it says the same, whoever made it.
    pub(crate) fn is_same(&self) -> bool {
        matches!(self.found.likeness, Likeness::Same | Likeness::OtherClaimant)
    }

    /// Whether it may say the same, for all that is known.
    pub(crate) fn may_be_same(&self) -> bool {
        self.found.likeness != Likeness::Opposite && self.found.differences.is_empty()
    }
}

/// Whether one of the claims surely says the same: several that are alike take from each other's likelihood.
pub(crate) fn is_sure(found: &[Alike]) -> bool {
    const SURE: f64 = 0.9;
    const FIRST: usize = 5;
    found.iter().take(FIRST).map(|one| one.found.confidence).sum::<f64>() >= SURE
}

/// The claims on file that are like `text`, the likeliest to say the same first.
pub(crate) fn alike(records: &Records<'_>, text: &str, by: &[String]) -> Outcome<Vec<Alike>> {
    let query = Query::of(text);
    let (claims, frequencies) = records.comparable(&query)?;
    let ranked = matching::rank(&query, &frequencies, &claims, by);
    Ok(ranked.into_iter().map(|found| Alike { claim: claims[found.place].key, found }).collect())
}

/// Whether somebody may have meant a file: one word, with a folder before it or an ending after it.
fn looks_like_a_file(typed: &str) -> bool {
    let path = Path::new(typed);
    !typed.contains(char::is_whitespace)
        && !typed.contains("://")
        && (typed.contains('/') || path.extension().is_some_and(|ending| (1..=4).contains(&ending.len())))
}

/// What is asked about.
fn text(typed: &str) -> Outcome<String> {
    let read = |from: &mut dyn std::io::Read, path: &Path| {
        let mut bytes = Vec::new();
        from.take(MOST).read_to_end(&mut bytes).map_err(|error| Failure::file(path, &error))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    };
    if typed == "-" {
        return read(&mut std::io::stdin().lock(), Path::new("-"));
    }
    let path = Path::new(typed);
    if path.is_file() {
        let mut file = std::fs::File::open(path).map_err(|error| Failure::file(path, &error))?;
        return read(&mut file, path);
    }
    Ok(typed.to_owned())
}

/// All names of a party; of one that the record does not know, the name as typed.
fn names(records: &Records<'_>, typed: &str) -> Outcome<Vec<String>> {
    Ok(match refs::party_if(records, typed)? {
        Some(party) => {
            let Party { name, aliases, .. } = party.record;
            std::iter::once(name).chain(aliases).collect()
        }
        None => vec![typed.to_owned()],
    })
}

/// The columns of the answer.
const COLUMNS: [&str; 6] = ["likely", "is", "claim", "verdict", "wording", "shared words"];

fn cells(records: &Records<'_>, one: &Alike) -> Outcome<[String; 6]> {
    let claim = super::required(records.find::<Claim>(one.claim)?)?;
    let differences = one.found.differences.iter().map(|difference| format!(", other {difference}"));
    Ok([
        percent(one.found.confidence),
        std::iter::once(one.found.likeness.to_string()).chain(differences).collect(),
        claim.handle.to_string(),
        newest(records, claim.key)?.unwrap_or_default(),
        claim.text.clone(),
        one.found.words.join(" "),
    ])
}

fn object(records: &Records<'_>, one: &Alike) -> Outcome<Value> {
    let claim = super::required(records.find::<Claim>(one.claim)?)?;
    Ok(serde_json::json!({
        "schema": "claims/match/1",
        "claim": claim.handle,
        "key": claim.key,
        "likelihood": rounded(one.found.confidence),
        "likeness": one.found.likeness,
        "differences": one.found.differences,
        "words": one.found.words,
        "text": claim.text,
        "claimants": json::claim(records, &claim)?["claimants"],
        "status": claim.status,
        "verdict": newest(records, claim.key)?,
    }))
}

fn newest(records: &Records<'_>, claim: Key) -> Outcome<Option<String>> {
    Ok(records.verdicts_of(claim)?.pop().map(|verdict| verdict.record.name))
}

fn percent(likelihood: f64) -> String {
    format!("{:.0} %", likelihood * 100.0)
}

fn rounded(likelihood: f64) -> f64 {
    (likelihood * 1000.0).round() / 1000.0
}
