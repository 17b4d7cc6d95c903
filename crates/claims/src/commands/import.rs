//! `claims import`: takes in what another program recorded, by way of an importer.

use std::{
    collections::HashMap,
    io::Read,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

use claims_host::{Drafts, Error};
use claims_model::{Claim, Handle, Kind};
use claims_store::{Records, Writing};
use serde_json::{Value, json};

use super::required;
use crate::{
    ahead, capture,
    desk::Desk,
    drafts::{Altered, Feed, Intake, New, News, What},
    failure::{Exit, Failure, Outcome},
    packed::unpacked,
    plugins::{self, Tool},
    render::{Out, Progress, counted, json, quoted, safe},
    tree,
};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claims import claims.csv --from csv --dry-run\n  claims import claims.csv --from csv\n  claims import reviews.json --from claimreview\n  claims import today.jsonl.gz --from claimreview --feed world\n  claims import DIR --from git              an empty casebook, from what claims export --to git wrote\nThe importers: claims plugin list. What was imported is undone as one: claims undo takes it back."
)]
pub(crate) struct Args {
    /// The file, which may be packed by gzip, or - for standard input; the folder, from git
    file: PathBuf,
    /// The importer, or git
    #[arg(long, value_name = "PLUGIN")]
    from: String,
    /// The file is the newest of this feed: reviews that came in with the feed before and are not in it are named as gone
    #[arg(long, value_name = "NAME", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    feed: Option<String>,
    /// An option of the importer; may be repeated
    #[arg(long, value_name = "OPTION=VALUE")]
    set: Vec<String>,
}

/// How many claims, and how many pieces of news of each sort, are shown to a person.
const SHOWN: usize = 50;
/// How many remarks of an importer are held back until the records were shown.
const REMARKS: usize = 10_000;

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    if args.from == tree::NAME {
        return match (args.set.is_empty(), &args.feed) {
            (true, None) => super::tree::import(desk, &args.file),
            _ => Err(Failure::new(Exit::Usage, format!("{} has no options", tree::NAME))),
        };
    }
    let importer = plugins::find(desk, plugins::Kind::Importer, &args.from, &args.set)?;
    let (mut file, size) = capture::open(&args.file)?;
    let mut casebook = desk.open()?;
    let mut writing = casebook.write()?;
    let before = writing.highest(Kind::Claim)?;
    let mut out = desk.out();
    let feed = Feed {
        said: args.feed.clone(),
        file: args
            .file
            .file_name()
            .filter(|_| args.file != Path::new("-"))
            .map(|name| name.to_string_lossy().into_owned()),
    };
    let intake = Intake::new(desk, &writing, feed, if out.json { usize::MAX } else { SHOWN })?;
    let shown = PathBuf::from(capture::shown(&args.file));
    let mut taking = Taking { file: &shown, intake, remarks: Vec::new(), is_empty: true };
    let mut progress = Progress::new(desk.global, desk.world, size);
    taking.all(&importer, desk, &mut writing, &mut *file, &mut progress, &mut out)?;
    let Taking { mut intake, remarks, is_empty, .. } = taking;
    intake.finish(&mut writing)?;
    progress.clear();
    let (filed, news) = (&intake.filed, &intake.news);
    if is_empty {
        tell(&mut out, &remarks)?;
        let what = format!("{}: {} found nothing to record in it", shown.display(), args.from);
        return Err(
            Failure::new(Exit::Data, what).hint("is it a file for another importer? see them: claims plugin list")
        );
    }
    if !desk.global.dry_run && !intake.is_empty() {
        writing.commit()?;
        let records = casebook.read()?;
        list(&mut out, &records, &intake, before)?;
    } else {
        list(&mut out, &writing, &intake, before)?;
    }
    self::news(&mut out, news)?;
    tell(&mut out, &remarks)?;
    for (line, text, status) in filed.undecided.iter().take(SHOWN) {
        let at = line.map(|line| format!("line {line}: ")).unwrap_or_default();
        let what = format!("what is {status} has a verdict, and {} has none; it is checking", quoted(text));
        out.message(&format!("{at}{what}"))?;
    }
    if filed.undecided.len() > SHOWN {
        out.message(&format!("and {} more without a verdict, which are checking", filed.undecided.len() - SHOWN))?;
    }
    if intake.is_empty() {
        out.message("there is nothing new in it")?;
    } else {
        let counts = [
            counted(filed.claims, "claim", "claims"),
            counted(filed.links, "link", "links"),
            counted(filed.sources, "source", "sources"),
            counted(filed.parties, "party", "parties"),
        ];
        out.message(&counts.join(", "))?;
        if !filed.changed.is_empty() {
            let what = counted(filed.changed.len(), "claim was", "claims were");
            out.message(&format!("{what} there and changed"))?;
        }
        if filed.known > 0 {
            out.message(&format!("{} there already", counted(filed.known, "claim was", "claims were")))?;
        }
    }
    summary(&mut out, news)?;
    out.done()
}

/// An import while the file is read.
struct Taking<'a> {
    /// How people call the file.
    file: &'a Path,
    intake: Intake<'a>,
    remarks: Vec<String>,
    /// Whether nothing came so far.
    is_empty: bool,
}

impl Taking<'_> {
    fn all(
        &mut self,
        importer: &Tool,
        desk: &Desk<'_>,
        writing: &mut Writing<'_>,
        file: &mut (dyn Read + Send),
        progress: &mut Progress,
        out: &mut Out,
    ) -> Outcome<()> {
        let bytes = AtomicU64::new(0);
        let mut input = unpacked(file, &bytes)?;
        let most = u64::from(desk.settings.capture.max_mib) << 20;
        let answer = ahead::import(importer, &mut input, most, &mut |drafts| {
            self.part(writing, drafts, out)?;
            progress.show(self.intake.filed.claims + self.intake.filed.known, bytes.load(Ordering::Relaxed))
        })?;
        match answer {
            Ok(()) | Err(Error::Unwanted) => Ok(()),
            Err(Error::Read(error)) => Err(Failure::file(self.file, &error)),
            Err(error) => Err(error.into()),
        }
    }

    fn part(&mut self, writing: &mut Writing<'_>, drafts: &Drafts, out: &mut Out) -> Outcome<()> {
        // What is wrong with the drafts is the importer's doing, not the user's.
        self.intake.take(writing, drafts).map_err(|failure| match failure.exit {
            Exit::Usage | Exit::NotFound => Failure { exit: Exit::Plugin, ..failure },
            _ => failure,
        })?;
        self.is_empty &= drafts.is_empty();
        self.remarks.extend(drafts.remarks().iter().cloned());
        if self.remarks.len() > REMARKS {
            tell(out, &self.remarks)?;
            self.remarks.clear();
        }
        Ok(())
    }
}

/// Shows the claims that are new or read otherwise: all of them as JSON, some of them to a person.
fn list(out: &mut Out, records: &Records<'_>, intake: &Intake<'_>, before: u32) -> Outcome<()> {
    let filed = &intake.filed;
    let most = if out.json { usize::MAX } else { SHOWN };
    let mut shown = 0;
    let mut of: HashMap<Handle, Vec<&Altered>> = HashMap::new();
    filed.altered.iter().for_each(|one| of.entry(one.claim).or_default().push(one));
    for key in filed.first.iter().chain(&filed.changed).take(most) {
        let claim = required(records.find::<Claim>(*key)?)?;
        show(out, records, &claim)?;
        for one in of.get(&claim.handle).into_iter().flatten() {
            altered(out, one)?;
        }
        shown += 1;
    }
    // Those beyond the ones whose keys are held were numbered one after the other.
    if filed.claims > filed.first.len() && shown < most {
        let last = filed.first.last().map(|key| records.handle(Kind::Claim, *key)).transpose()?.flatten();
        let last = last.map_or(before, |last| last.number);
        for number in last + 1..=records.highest(Kind::Claim)? {
            if let Some(claim) = records.get::<Claim>(number)? {
                show(out, records, &claim)?;
                shown += 1;
            }
        }
    }
    let left = (filed.claims + filed.changed.len()).saturating_sub(shown);
    if left > 0 && !out.json {
        out.message(&format!("and {left} more; all of them: --json, or claims list"))?;
    }
    Ok(())
}

fn show(out: &mut Out, records: &Records<'_>, claim: &claims_model::Filed<Claim>) -> Outcome<()> {
    if out.json {
        return out.object(&json::claim(records, claim)?);
    }
    out.line(&format!("{}  {}", claim.handle, safe(&claim.text)))
}

/// Shows a value that reads otherwise: what it was, and what it is.
fn altered(out: &mut Out, one: &Altered) -> Outcome<()> {
    let Altered { claim, column, was, now } = one;
    if out.json {
        return out.object(&json!({
            "schema": "claims/import-change/1", "claim": claim.to_string(), "column": column, "was": was, "now": now,
        }));
    }
    let shown = |text: &Option<String>| text.as_deref().map_or("nothing".to_owned(), |text| safe(text).into_owned());
    out.line(&format!("    {column}: {} → {}", shown(was), shown(now)))
}

/// Shows what the file says otherwise than the casebook.
fn news(out: &mut Out, news: &News) -> Outcome<()> {
    for what in What::ALL {
        let held = news.held.iter().filter(|new| new.what == what);
        let mut shown = 0;
        for new in held {
            shown += 1;
            if out.json { out.object(&object(new))? } else { out.line(&text(new))? }
        }
        let left = news.count(what) - shown;
        if left > 0 {
            out.message(&format!("and {left} more of {}; all of them: --json", what.word()))?;
        }
    }
    Ok(())
}

fn object(new: &New) -> Value {
    let New { what, claim, was, now, taken } = new;
    json!({
        "schema": "claims/import-news/1", "what": what.word(), "claim": claim.to_string(), "was": was, "now": now,
        "taken": taken,
    })
}

fn text(new: &New) -> String {
    let claim: Handle = new.claim;
    let (was, now) = (safe(&new.was), safe(&new.now));
    let kept = if new.taken { "" } else { "; kept as the desk left it" };
    match new.what {
        What::Reworded => format!("{claim}  reworded: {was} → {now}{kept}"),
        What::Verdict => format!("{claim}  verdict: {was} → {now}{kept}"),
        What::Moved => format!("{claim}  moved: {was} → {now}{kept}"),
        What::Gone => format!("{claim}  gone from {now}: {was}"),
    }
}

/// How much news there is.
fn summary(out: &mut Out, news: &News) -> Outcome<()> {
    let said = |what: What, words: &str| (news.count(what) > 0).then(|| format!("{} {words}", news.count(what)));
    let verdicts = if news.count(What::Verdict) == 1 { "verdict changed" } else { "verdicts changed" };
    let counts = [
        said(What::Reworded, "reworded"),
        said(What::Verdict, verdicts),
        said(What::Moved, "moved to another address"),
        said(What::Gone, "gone from the feed, and kept"),
    ];
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    if !counts.is_empty() {
        out.message(&counts.join(", "))?;
    }
    if news.untaken() > 0 {
        let what = counted(news.untaken(), "change was", "changes were");
        out.message(&format!("{what} not taken: people of the desk edited or decided the claim since"))?;
    }
    Ok(())
}

/// What the importer has to say about the file.
fn tell(out: &mut Out, remarks: &[String]) -> Outcome<()> {
    remarks.iter().try_for_each(|remark| out.message(&safe(remark)))
}
