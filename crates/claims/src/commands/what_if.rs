//! `claims what-if`: scores claims as they would be if something in the record were otherwise.

use std::{borrow::Cow, collections::BTreeSet};

use claims_model::{
    Case, Claim, Credibility, Filed, Handle, Key, Kind as RecordKind, Score, Stance, Supposed, Supposition,
};
use claims_store::Records;
use serde_json::{Value, json};

use super::{grade, score::chosen};
use crate::{
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    plugins::{self, Kind, Tool},
    refs,
    render::{Out, STRONG, json as render_json, safe, score as render, styled},
    sensitivity,
};

/// Score claims as if something in the record were otherwise; nothing is written
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
    let mut casebook = desk.open_as_of(args.as_of.as_ref())?;
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
    show(&records, &turns, args.claims.is_empty(), out)
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
    claims.retain(|claim| super::score::is_checked(claim) && !suppositions.contains(&Supposition::Without(claim.key)));
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

fn show(records: &Records<'_>, turns: &[Turn<'_>], only_moved: bool, mut out: Out) -> Outcome<()> {
    let fell: BTreeSet<Handle> = turns.iter().flat_map(|turn| turn.fell.iter().copied()).collect();
    if !fell.is_empty() && !out.json {
        out.line(&format!("falls with it: {}", fell.iter().map(Handle::to_string).collect::<Vec<_>>().join(", ")))?;
    }
    let mut shown = 0;
    for turn in turns.iter().filter(|turn| !only_moved || turn.is_moved()) {
        shown += 1;
        if out.json {
            out.object(&turn_object(records, turn)?)?;
        } else {
            turn_lines(records, turn, &mut out)?;
        }
    }
    if shown == 0 {
        out.message("no claim would move")?;
    }
    out.done()
}

fn turn_lines(records: &Records<'_>, turn: &Turn<'_>, out: &mut Out) -> Outcome<()> {
    let value = |score: &Score| score.value.map_or_else(|| "undetermined".to_owned(), |value| format!("{value:.3}"));
    let handle = styled(STRONG, &turn.claim.handle.to_string());
    let (before, after) = (value(&turn.before), styled(STRONG, &value(&turn.after)));
    let change = turn.change().map(|change| format!("  {}", render::amount(change))).unwrap_or_default();
    let flips = render::flips(turn.before.value, turn.after.value);
    out.line(&format!("{handle}  {before} → {after}{change}{flips}  {}", safe(&turn.claim.text)))?;
    if let (Some(before), Some(after)) = (turn.before.base, turn.after.base)
        && before.to_bits() != after.to_bits()
    {
        out.line(&format!("     {before:.3} →  {after:.3}  base"))?;
    }
    for (link, because, before, after) in parts(turn) {
        let name = records.handle(RecordKind::Link, link)?.map_or_else(|| "supposed".to_owned(), |one| one.to_string());
        let amount = |amount: Option<f64>| amount.map_or_else(|| "     —".to_owned(), render::amount);
        out.line(&format!("    {} → {}  {name}  {}", amount(before), amount(after), safe(&named(because))))?;
    }
    for remark in turn.after.remarks.iter().filter(|remark| !turn.before.remarks.contains(remark)) {
        out.line(&format!("    {}", safe(&named(remark))))?;
    }
    Ok(())
}

/// Words in which what is only supposed is called so; no record has the number 0.
fn named(words: &str) -> Cow<'_, str> {
    let is_part = |c: char| c.is_alphanumeric();
    let Some(at) = words.find("c0") else { return Cow::Borrowed(words) };
    let (before, after) = (&words[..at], &words[at + 2..]);
    if before.ends_with(is_part) || after.starts_with(is_part) {
        return Cow::Borrowed(words);
    }
    Cow::Owned(format!("{before}a supposed statement{}", named(after)))
}

/// The contributions that are other than before: link, words, old and new amount.
fn parts<'t>(turn: &'t Turn<'_>) -> Vec<(Key, &'t str, Option<f64>, Option<f64>)> {
    let mut parts: Vec<(Key, &str, Option<f64>, Option<f64>)> = Vec::new();
    for (score, is_new) in [(&turn.before, false), (&turn.after, true)] {
        for part in &score.contributions {
            let Some(link) = part.link else { continue };
            match parts.iter_mut().find(|one| one.0 == link) {
                Some(known) => (known.1, known.3) = (part.because.as_str(), Some(part.amount)),
                None if is_new => parts.push((link, part.because.as_str(), None, Some(part.amount))),
                None => parts.push((link, part.because.as_str(), Some(part.amount), None)),
            }
        }
    }
    let shown = |amount: Option<f64>| amount.map(|amount| format!("{amount:+.3}"));
    parts.retain(|(_, _, before, after)| shown(*before) != shown(*after));
    parts
}

fn turn_object(records: &Records<'_>, turn: &Turn<'_>) -> Outcome<Value> {
    let flips = sensitivity::flips(turn.before.value, turn.after.value);
    Ok(json!({
        "schema": "claims/what-if/1",
        "claim": turn.claim.handle,
        "before": render_json::score(records, &turn.before)?,
        "after": render_json::score(records, &turn.after)?,
        "change": turn.change(),
        "flips": flips,
        "fell": turn.fell,
    }))
}

impl Args {
    fn suppositions(&self, records: &Records<'_>) -> Outcome<Vec<Supposition>> {
        let mut all = Vec::new();
        for typed in &self.without {
            let (handle, record) = refs::standing(records, typed)?;
            if !matches!(handle.kind, RecordKind::Claim | RecordKind::Source | RecordKind::Party | RecordKind::Link) {
                return Err(Failure::new(Exit::Usage, format!("{handle} cannot be taken away by itself")));
            }
            all.push(Supposition::Without(record.key()));
        }
        for typed in &self.grade {
            let (subject, graded) = typed.split_once('=').ok_or_else(|| {
                Failure::new(Exit::Usage, format!("--grade {typed:?}: write a handle, = and a grade: p2=C"))
            })?;
            let (handle, record) = refs::standing(records, subject)?;
            all.push(Supposition::Graded(record.key(), grade::of(handle, graded)?));
        }
        for (stance, typed) in self
            .against
            .iter()
            .map(|one| (Stance::Rebuts, one))
            .chain(self.support.iter().map(|one| (Stance::Supports, one)))
        {
            let (target, digit) = typed.split_once('=').unwrap_or((typed, "1"));
            let credibility = digit.parse::<Credibility>().map_err(|_| {
                Failure::new(Exit::Usage, format!("{typed:?}: {digit:?} is no credibility; it is a digit from 1 to 6"))
            })?;
            all.push(Supposition::Spoken(refs::target(records, target)?, stance, credibility));
        }
        self.agree(&all)?;
        Ok(all)
    }

    /// Refuses suppositions of which one would silently undo another.
    fn agree(&self, all: &[Supposition]) -> Outcome<()> {
        for (at, one) in all.iter().enumerate() {
            let clashes = |other: &Supposition| match (one, other) {
                (Supposition::Without(gone), other) => other != one && other.about() == *gone,
                (Supposition::Graded(subject, _), Supposition::Graded(other, _)) => subject == other,
                _ => false,
            };
            if all[at + 1..].iter().any(clashes) {
                let what = "two changes of one record cannot hold together: one would take the other back";
                return Err(Failure::new(Exit::Usage, what).hint("ask twice"));
            }
        }
        Ok(())
    }
}
