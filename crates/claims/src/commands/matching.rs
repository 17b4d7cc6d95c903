//! `claims match`: has this been checked before? Earlier claims that say the same as a text, or that there is none.

use std::io::Read as _;
use std::path::Path;

use claims_model::{
    Claim, Key, Party,
    matching::{self, Likeness, Match, Query},
};
use claims_store::Records;
use serde_json::json;

use crate::{
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    refs,
    render::{Out, Table, safe, show::claimants},
};

/// Find earlier claims that say the same as a text, or say that there is none
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claims match \"North Korea has made impressive progress\"\n  claims match post.txt                a file, if there is one of that name\n  claims match - < post.txt            what comes in\n  claims match speech.txt --lines      each line on its own\n  claims match \"…\" --by \"Andrei Lankov\"    tells the same claim by somebody else apart\n\nThe columns: how likely it is that the claim says the same, what it is to the text (same, other claimant, topic), the\nclaim, its verdict, its wording, and the words that both have.\nExit 1 if nothing on file says the same."
)]
pub(crate) struct Args {
    /// The text, a file with it, or - for standard input
    text: String,
    /// Ask for each line on its own
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
    let text = text(&args.text)?;
    let texts: Vec<&str> = match args.lines {
        true => text.lines().filter(|line| line.contains(char::is_alphanumeric)).collect(),
        false => vec![text.as_str()],
    };
    if !text.contains(char::is_alphanumeric) {
        return Err(Failure::new(Exit::Usage, "there is no word in it to match"));
    }
    let mut casebook = desk.open()?;
    let records = casebook.read()?;
    let by = args.by.as_ref().map(|typed| names(&records, typed)).transpose()?.unwrap_or_default();
    let mut out = desk.out();
    let mut is_on_file = false;
    for text in texts {
        let found = alike(&records, text, &by)?;
        let said = args.lines.then_some(text);
        is_on_file |= found.first().is_some_and(|first| first.is_same());
        show(&mut out, &records, said, &found[..found.len().min(args.limit as usize)])?;
    }
    out.done()?;
    if is_on_file { Ok(()) } else { Err(Failure::no()) }
}

/// A claim on file that is like a text.
pub(crate) struct Alike {
    pub(crate) claim: Key,
    found: Match,
}

impl Alike {
    /// Whether it says the same, whoever made it.
    pub(crate) fn is_same(&self) -> bool {
        self.found.likeness != Likeness::Topic
    }
}

/// The claims on file that are like `text`, the likeliest to say the same first.
pub(crate) fn alike(records: &Records<'_>, text: &str, by: &[String]) -> Outcome<Vec<Alike>> {
    let query = Query::of(text);
    let (claims, frequencies) = records.comparable(&query)?;
    let ranked = matching::rank(&query, &frequencies, &claims, by);
    Ok(ranked.into_iter().map(|found| Alike { claim: claims[found.place].key, found }).collect())
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

fn show(out: &mut Out, records: &Records<'_>, said: Option<&str>, found: &[Alike]) -> Outcome<()> {
    let is_on_file = found.first().is_some_and(Alike::is_same);
    if out.json {
        if found.is_empty() {
            return out.object(&json!({ "schema": "claims/match/1", "said": said, "claim": null }));
        }
        for one in found {
            let claim = super::required(records.find::<Claim>(one.claim)?)?;
            out.object(&json!({
                "schema": "claims/match/1",
                "said": said,
                "claim": claim.handle,
                "key": claim.key,
                "likelihood": rounded(one.found.confidence),
                "likeness": one.found.likeness,
                "differences": one.found.differences,
                "words": one.found.words,
                "text": claim.text,
                "claimants": claimants(records, &claim)?,
                "status": claim.status,
                "verdict": newest(records, claim.key)?,
            }))?;
        }
        return Ok(());
    }
    if let Some(said) = said {
        out.message(&format!("{}:", safe(said)))?;
    }
    if !is_on_file {
        let sure = found.first().map_or(0.0, |first| first.found.confidence);
        let nearest = if found.is_empty() { "" } else { "; the nearest:" };
        out.message(&format!("nothing on file says the same ({} likely that something does){nearest}", percent(sure)))?;
    }
    let mut table = Table::new(out, &["likely", "is", "claim", "verdict", "wording", "shared words"]);
    for one in found {
        let claim = super::required(records.find::<Claim>(one.claim)?)?;
        let verdict = newest(records, claim.key)?.unwrap_or_default();
        let mut likeness = one.found.likeness.word().to_owned();
        for difference in &one.found.differences {
            likeness.push_str(&format!(", other {difference}"));
        }
        table.row(&[
            &percent(one.found.confidence),
            &likeness,
            &claim.handle.to_string(),
            &verdict,
            &claim.text,
            &one.found.words.join(" "),
        ])?;
    }
    table.end("")
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
