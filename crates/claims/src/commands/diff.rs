//! `claims diff`: what changed between two versions of a source, and which claims that touched.

use claims_model::{Filed, Source, Status, Version, anchor::AnchorState};
use claims_store::Records;
use serde_json::json;

use crate::{
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    plugins::{self, Kind},
    refs,
    render::{FAINT, Out, STRONG, YELLOW, counted, diff as render, quoted, safe, styled},
    touched::{self, Followed, Side, Way},
};

/// Show what changed between two versions of a source, and which claims that touched
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claims diff s1               the two newest versions\n  claims diff s1 v1..v3\n  claims diff s1 --exit-code   exit 1 if anything changed"
)]
pub(crate) struct Args {
    /// The source
    source: String,
    /// Which versions
    #[arg(value_name = "vN..vM")]
    range: Option<String>,
    /// Exit with 1 if the versions differ
    #[arg(long)]
    exit_code: bool,
    /// The differ
    #[arg(long, value_name = "PLUGIN")]
    differ: Option<String>,
    /// An option of the differ; may be repeated
    #[arg(long, value_name = "OPTION=VALUE")]
    set: Vec<String>,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let mut casebook = desk.open()?;
    let records = casebook.read()?;
    let source = refs::get::<Source>(&records, &args.source)?;
    let name = args.differ.as_deref().unwrap_or(&desk.settings.plugins.differ);
    let differ = plugins::find(desk, Kind::Differ, name, &args.set)?;
    let (sides, to) = sides(&records, &source, args.range.as_deref())?;
    let edit = Edit { source, ways: touched::by_edit(&records, &differ, &sides, &to)? };
    let mut out = desk.out();
    if out.json {
        out.object(&edit.object())?
    } else {
        edit.print(&mut out)?
    }
    let published = edit.followed().find(|one| one.touches() && one.claim.status == Status::Published);
    if let Some(one) = published {
        let handle = one.claim.handle;
        out.message(&format!(
            "{handle} is published; if the edit matters: claims verdict {handle} LABEL --correction CLASS --because …"
        ))?;
    }
    out.done()?;
    if args.exit_code && edit.differs() { Err(Failure::no()) } else { Ok(()) }
}

/// An edit of a source, and what it did to the quotes.
struct Edit<'s> {
    source: Filed<Source>,
    /// The edit itself is the last way; those before it lead there from earlier versions that quotes were taken from.
    ways: Vec<(Way<'s>, Vec<Followed>)>,
}

impl Edit<'_> {
    fn way(&self) -> Option<&Way<'_>> {
        self.ways.last().map(|(way, _)| way)
    }

    fn followed(&self) -> impl Iterator<Item = &Followed> {
        self.ways.iter().flat_map(|(_, followed)| followed)
    }

    fn differs(&self) -> bool {
        self.way().is_some_and(|way| {
            let (from, to) = (way.from, way.to);
            from.text != to.text || from.version.state != to.version.state
        })
    }

    fn name(&self, version: &Version) -> String {
        format!("{}v{}", self.source.handle, version.number)
    }

    fn object(&self) -> serde_json::Value {
        let Some(Way { from, to, hunks }) = self.way() else { return serde_json::Value::Null };
        let hunks = hunks.iter().map(|hunk| {
            let mut value = json!({ "same": hunk.same, "old": &from.text[hunk.old.clone()] });
            if !hunk.same {
                value["new"] = json!(&to.text[hunk.new.clone()]);
                value["coarse"] = json!(hunk.coarse);
            }
            value
        });
        let quotes = self.ways.iter().flat_map(|(way, followed)| {
            followed.iter().map(|one| {
                json!({
                    "claim": one.claim.handle,
                    "taken_from": way.from.version.number,
                    "state": one.anchored.state,
                    "touched": one.touches(),
                    "was": &way.from.text[one.was.clone()],
                    "now": one.now,
                    "places": one.places(&way.to.text),
                })
            })
        });
        json!({
            "schema": "claims/diff/1",
            "source": self.source.handle,
            "from": from.version.number,
            "to": to.version.number,
            "differs": self.differs(),
            "touched": touched::count(self.followed()),
            "quotes": quotes.collect::<Vec<_>>(),
            "hunks": hunks.collect::<Vec<_>>(),
        })
    }

    fn print(&self, out: &mut Out) -> Outcome<()> {
        let Some(Way { from, to, hunks }) = self.way() else { return Ok(()) };
        let heading =
            format!("{} → {}  {}", self.name(&from.version), self.name(&to.version), safe(&self.source.title));
        out.line(&styled(STRONG, &heading))?;
        out.line(&styled(FAINT, &format!("captured {} → {}", from.version.captured, to.version.captured)))?;
        out.line("")?;
        if to.version.state != from.version.state {
            out.line(&format!("the source was {} and is {}", from.version.state, to.version.state))?;
            out.line("")?;
        } else if from.text == to.text {
            let bytes = if from.version.bytes == to.version.bytes { "" } else { "; the captured bytes are not" };
            out.line(&format!("the texts are the same{bytes}"))?;
            out.line("")?;
        } else {
            let changes = render::changes(&from.text, &to.text, hunks);
            out.text(if changes.is_empty() { "only white space changed\n\n" } else { &changes })?;
        }
        if self.followed().next().is_none() {
            return out.line(&format!("no quote was taken from {} or before", self.name(&from.version)));
        }
        for (way, followed) in &self.ways {
            for one in followed {
                out.line(&self.quote_line(way, one))?;
            }
        }
        let touched = counted(touched::count(self.followed()), "claim", "claims");
        out.line(&styled(STRONG, &format!("{touched} touched")))
    }

    fn quote_line(&self, way: &Way<'_>, one: &Followed) -> String {
        let (old, new, state) = (&way.from.text, &way.to.text, one.anchored.state);
        let shown = if one.touches() { styled(YELLOW, state.word()) } else { state.word().to_owned() };
        let words = match state {
            AnchorState::Same | AnchorState::Moved | AnchorState::Removed => safe(&old[one.was.clone()]).into_owned(),
            AnchorState::Ambiguous => safe(&one.now).into_owned(),
            AnchorState::Typographic | AnchorState::Edited | AnchorState::MovedAndEdited => {
                render::passage(old, new, &way.hunks, &one.was)
            }
        };
        let mut about = Vec::new();
        if one.claim.status == Status::Withdrawn {
            about.push("withdrawn".to_owned());
        }
        let from = &way.from.version;
        if self.way().is_some_and(|edit| edit.from.version.key != from.key) {
            let since = if one.is_news() || !state.touches() { "" } else { ", and so before this edit" };
            about.push(format!("taken from {}{since}", self.name(from)));
        }
        let about = if about.is_empty() { String::new() } else { format!(" ({})", about.join(", ")) };
        let mut line = format!("{}  quote {shown}{about}: {}", one.claim.handle, quoted(&words));
        if state == AnchorState::Ambiguous {
            for place in &one.anchored.places {
                line.push_str(&format!("\n    perhaps {}", safe(&touched::surroundings(new, place))));
            }
        }
        line
    }
}

/// The versions to compare: the one after the edit, and before it the one it started from, last, and all earlier ones.
///
/// The two newest ones, or those of a range `v1..v2`.
fn sides(records: &Records<'_>, source: &Filed<Source>, range: Option<&str>) -> Outcome<(Vec<Side>, Side)> {
    let mut versions = records.versions_of(source.key)?;
    let (from, to) = match range {
        Some(range) => ends(records, source, range)?,
        None => match versions.as_slice() {
            [.., from, to] => (from.clone(), to.clone()),
            _ => {
                let what = format!("{} has one version only; there is nothing to compare", source.handle);
                return Err(Failure::new(Exit::NotFound, what)
                    .hint(format!("capture it again: claims source capture {} FILE", source.handle)));
            }
        },
    };
    // Backwards there is no edit, and so nothing that happened before it.
    let is_forward = from.number < to.number;
    versions.retain(|version| version.number == from.number || is_forward && version.number < from.number);
    let before = versions.into_iter().map(|version| Side::read(records, version)).collect::<Outcome<_>>()?;
    Ok((before, Side::read(records, to)?))
}

/// The versions of a range: `v1..v2`, or `s1v1..s1v2`.
fn ends(records: &Records<'_>, source: &Filed<Source>, range: &str) -> Outcome<(Filed<Version>, Filed<Version>)> {
    let wrong = || Failure::new(Exit::Usage, format!("{range:?} is not a range of versions; write v1..v2"));
    let (from, to) = range.split_once("..").ok_or_else(wrong)?;
    let own = source.handle.to_string();
    let version = |typed: &str| -> Outcome<Filed<Version>> {
        let number = match refs::split_version(typed) {
            Ok((source, Some(number))) if source.eq_ignore_ascii_case(&own) => number,
            _ => typed.strip_prefix(['v', 'V']).unwrap_or(typed).parse().map_err(|_| wrong())?,
        };
        Ok(refs::version(records, &format!("{own}v{number}"))?.1)
    };
    Ok((version(from)?, version(to)?))
}
