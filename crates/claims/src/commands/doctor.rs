//! `claims doctor`: looks over a casebook, says what is wrong with it and what to do, and does it when asked.

use std::path::PathBuf;

use claims_model::{Claim, Link, Party, Source};
use claims_store::{Casebook, Cure, Error, Finding};
use serde_json::{Value, json};

use crate::{
    aside,
    desk::{Desk, RECORD_FILE, terms},
    failure::{Exit, Failure, Outcome},
    render::{Busy, GREEN, Out, RED, counted, safe, styled},
    strays::{defaults, strays},
    swap::{alone_in, swap},
};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Checks the file, the log, every record and capture, the indexes of words, and left-over files.\nExit 1 with findings.\n\n  claims doctor\n  claims doctor --repair                       make anew from the log what can be\n  claims doctor --repair --from backup.sqlite  and take lost captures from a backup\n\nBefore anything is mended the record is copied beside itself as it is."
)]
pub(crate) struct Args {
    /// Mend what can be mended, after the record was copied beside itself
    #[arg(long)]
    repair: bool,
    /// A backup to take from what is lost
    #[arg(long, value_name = "BACKUP", requires = "repair")]
    from: Option<PathBuf>,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    if let Some(backup) = &args.from {
        // Before anything takes long, and whether it is needed or not.
        claims_store::carried(backup).map_err(|error| match error {
            Error::Missing { .. } => {
                Failure::new(Exit::NotFound, format!("--from: {}: there is no such file", backup.display()))
            }
            other => other.into(),
        })?;
    }
    let found = examine(desk, desk.try_open())?;
    let left = left_over(&desk.folder);
    let is_sound = found.findings.is_empty() && left.is_empty();
    if !args.repair || is_sound {
        report(desk, &found, &left, None)?;
        return if is_sound { Ok(()) } else { Err(Failure::no()) };
    }
    let mended = mend(args, desk, &found, left)?;
    report(desk, &mended.found, &mended.left, Some(&mended))?;
    if mended.found.findings.is_empty() && mended.left.is_empty() { Ok(()) } else { Err(Failure::no()) }
}

/// What was found.
#[derive(Clone, Default)]
struct Found {
    findings: Vec<Finding>,
    /// What the record holds, where it can be read.
    counts: Option<Value>,
}

/// What became of it.
struct Mended {
    found: Found,
    left: Vec<String>,
    /// What is no more.
    done: Vec<String>,
    /// Where the record was copied as it was.
    kept: Option<PathBuf>,
}

fn examine(desk: &Desk<'_>, opened: claims_store::Result<Casebook>) -> Outcome<Found> {
    // What is so damaged that it cannot be read to its end is found, and no failure of the doctor.
    let unreadable = |what: String| {
        let pages = claims_store::broken_pages(&desk.record).unwrap_or_default();
        let lines = if pages.is_empty() { vec![what] } else { pages };
        let place = desk.record.display().to_string();
        lines.into_iter().map(|what| Finding { place: place.clone(), what, cure: Cure::Anew }).collect()
    };
    let mut casebook = match opened {
        Ok(casebook) => casebook,
        Err(Error::Corrupt(what)) => return Ok(Found { findings: unreadable(what), counts: None }),
        Err(other) => return Err(other.into()),
    };
    let records = casebook.read()?;
    let _busy = Busy::with("looking the record over", desk.global, desk.world);
    match records.examine().and_then(|findings| Ok((findings, counts(&records)?))) {
        Ok((findings, counts)) => Ok(Found { findings, counts: Some(counts) }),
        Err(Error::Corrupt(what)) => Ok(Found { findings: unreadable(what), counts: None }),
        Err(other) => Err(other.into()),
    }
}

fn counts(records: &claims_store::Records<'_>) -> claims_store::Result<Value> {
    Ok(json!({
        "sources": records.all::<Source>()?.len(),
        "claims": records.count(claims_model::Kind::Claim)?,
        "links": records.all::<Link>()?.len(),
        "parties": records.all::<Party>()?.len(),
        "published": records.all::<Claim>()?.iter().filter(|claim| claim.status == claims_model::Status::Published).count(),
        "operations": records.head()?.0,
    }))
}

fn mend(args: &Args, desk: &Desk<'_>, found: &Found, left: Vec<String>) -> Outcome<Mended> {
    let mut mended = Mended { found: Found::default(), left: Vec::new(), done: Vec::new(), kept: None };
    if found.findings.iter().all(|finding| finding.cure == Cure::Later) {
        mended.found.clone_from(found);
    } else {
        let aside = aside::Aside::within(&desk.folder).map_err(|error| Failure::file(&desk.folder, &error))?;
        let made = aside.path(RECORD_FILE);
        let _alone = alone_in(&desk.folder);
        let mut alone = Casebook::alone(terms(desk.world, desk.global), &desk.record).map_err(beyond_repair)?;
        let busy = Busy::with("making the record anew", desk.global, desk.world);
        alone.rebuild_into(&made, args.from.as_deref()).map_err(beyond_repair)?;
        drop(busy);
        mended.found = examine(desk, Casebook::open(&made))?;
        let is_left = |finding: &&Finding| mended.found.findings.contains(finding);
        mended.done = found.findings.iter().filter(|finding| !is_left(finding)).map(words).collect();
        if !mended.done.is_empty() && !desk.global.dry_run {
            mended.kept = Some(swap(Some(alone), &desk.record, &made, &aside, "before-repair")?);
        }
    }
    if !desk.global.dry_run {
        aside::clear(&desk.folder);
    }
    for name in left {
        // What somebody typed is theirs to look at.
        let is_left = is_typed(&name) || (!desk.global.dry_run && desk.file(&name).exists());
        match is_left {
            true => mended.left.push(name),
            false => mended.done.push(format!("{name} was left by an interrupted command")),
        }
    }
    Ok(mended)
}

/// The log cannot be read or is not what was written, and of that everything else is made.
fn beyond_repair(error: Error) -> Failure {
    let is_damage = matches!(error, Error::Corrupt(_) | Error::NotACasebook { .. });
    let failure = Failure::from(error);
    if !is_damage {
        return failure;
    }
    let what = format!("this cannot be mended: {}", failure.what);
    Failure::new(Exit::Data, what)
        .hint("nothing was changed; put a backup in its place: claims restore BACKUP --replace")
}

fn words(finding: &Finding) -> String {
    format!("{}: {}", finding.place, finding.what)
}

/// What to do about something that does not hold.
const fn fix(finding: &Finding) -> &'static str {
    match finding.cure {
        Cure::Anew => "make it anew from the log: claims doctor --repair",
        Cure::Backup => "take it from a backup that has it: claims doctor --repair --from BACKUP",
        Cure::Later => "others have the casebook open; once they have closed it: claims doctor",
        Cure::Restore => {
            "the log was changed without claims; put a backup in its place: claims restore BACKUP --replace"
        }
    }
}

fn report(desk: &Desk<'_>, found: &Found, left: &[String], mended: Option<&Mended>) -> Outcome<()> {
    let of_findings = found.findings.iter().map(|finding| (words(finding), fix(finding).to_owned()));
    let of_left = left.iter().map(|name| {
        let fix = match is_typed(name) {
            true => format!("look into it, then: rm {name}"),
            false => "take it away: claims doctor --repair".to_owned(),
        };
        (format!("{name} was left by an interrupted command"), fix)
    });
    let findings: Vec<(String, String)> = of_findings.chain(of_left).collect();
    let mut notes = defaults(desk.world, &desk.settings);
    notes.extend(strays(desk.world, &desk.settings)?.into_iter().map(|stray| stray.what));
    let mut out = desk.out();
    let size = std::fs::metadata(&desk.record).map_or(0, |file| file.len());
    if out.json {
        let listed: Vec<_> = findings.iter().map(|(what, fix)| json!({ "what": what, "fix": fix })).collect();
        out.object(&json!({
            "schema": "claims/doctor/1",
            "casebook": desk.folder.display().to_string(),
            "schema_version": claims_store::SCHEMA_VERSION,
            "bytes": size,
            "counts": found.counts,
            "findings": listed,
            "notes": notes,
            "mended": mended.map(|mended| &mended.done),
            "kept": mended.and_then(|mended| mended.kept.as_ref()).map(|kept| kept.display().to_string()),
        }))?;
        return out.done();
    }
    out.line(&format!("casebook    {}", safe(&desk.folder.display().to_string())))?;
    let record = desk.record.file_name().unwrap_or_default().to_string_lossy().into_owned();
    out.line(&format!("record      {}, schema {}, {size} bytes", safe(&record), claims_store::SCHEMA_VERSION))?;
    if let Some(counts) = &found.counts {
        let count = |name: &str, one: &str| {
            let count = counts[name].as_u64().and_then(|count| usize::try_from(count).ok()).unwrap_or_default();
            counted(count, one, name)
        };
        out.line(&format!(
            "holds       {}, {} ({} published), {}, {}, {}",
            count("sources", "source"),
            count("claims", "claim"),
            counts["published"],
            count("links", "link"),
            count("parties", "party"),
            count("operations", "operation")
        ))?;
    }
    if let Some(mended) = mended {
        show_mended(&mut out, mended)?;
    }
    for (what, fix) in &findings {
        out.line(&format!("{}       {}\n            {}", styled(RED, "wrong"), safe(what), safe(fix)))?;
    }
    for lack in claims_host::lacks() {
        out.line(&format!("note        {}", lack.words()))?;
    }
    for note in &notes {
        out.line(&format!("note        {}", safe(note)))?;
    }
    if findings.is_empty() {
        out.line(&format!("{}       nothing is wrong", styled(GREEN, "sound")))?;
    }
    out.done()
}

fn show_mended(out: &mut Out, mended: &Mended) -> Outcome<()> {
    for what in &mended.done {
        out.line(&format!("{}      {}", styled(GREEN, "mended"), safe(what)))?;
    }
    if let Some(kept) = &mended.kept {
        out.line(&format!("kept        the record as it was: {}", safe(&kept.display().to_string())))?;
    }
    Ok(())
}

/// Whether a left-over file is what somebody typed into an editor.
fn is_typed(name: &str) -> bool {
    name.starts_with(crate::edit::BUFFER_PREFIX)
}

/// Files that a command makes and takes away again, and that are still there.
fn left_over(folder: &std::path::Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut left: Vec<String> = names.filter(|name| is_typed(name)).collect();
    left.sort();
    // What an open editor holds is no left-over.
    let is_held = |name: &str| {
        let lock = name.strip_suffix(".toml").map_or_else(|| name.to_owned(), |stem| format!("{stem}.lock"));
        let file = std::fs::File::open(folder.join(lock));
        file.is_ok_and(|file| matches!(file.try_lock(), Err(std::fs::TryLockError::WouldBlock)))
    };
    let held: Vec<String> = left.iter().filter(|name| is_held(name)).cloned().collect();
    left.retain(|name| !held.contains(name));
    left.extend(aside::left_in(folder).iter().map(aside::Left::name));
    left
}
