//! `claims diff`: what changed between two versions of a source, and which claims that touched.

use claims_model::{Filed, Source, Version, anchor::AnchorState};
use claims_store::Records;
use serde_json::json;

use crate::{
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    plugins::{self, Kind},
    refs,
    render::{FAINT, Out, STRONG, YELLOW, diff as render, safe, styled},
    touched::{self, Followed, Side},
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
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let mut casebook = desk.open()?;
    let records = casebook.read()?;
    let source = refs::get::<Source>(&records, &args.source)?;
    let differ = plugins::find(Kind::Differ, args.differ.as_deref().unwrap_or(&desk.settings.plugins.differ))?;
    let (from, to) = sides(&records, &source, args.range.as_deref())?;
    let hunks = differ.diff(&from.text, &to.text)?;
    let followed = touched::follow(&records, &from, &to, &hunks)?;
    let differs = from.text != to.text || from.version.state != to.version.state;
    let mut out = desk.out();
    if out.json {
        let hunks: Vec<_> = hunks
            .iter()
            .map(|hunk| {
                let mut value = json!({ "same": hunk.same, "old": &from.text[hunk.old.clone()] });
                if !hunk.same {
                    value["new"] = json!(&to.text[hunk.new.clone()]);
                    value["coarse"] = json!(hunk.coarse);
                }
                value
            })
            .collect();
        let quotes: Vec<_> = followed
            .iter()
            .map(|one| {
                json!({
                    "claim": one.claim.handle,
                    "state": one.anchored.state,
                    "was": &from.text[one.was.clone()],
                    "now": one.now,
                })
            })
            .collect();
        out.object(&json!({
            "schema": "claims/diff/1",
            "source": source.handle,
            "from": from.version.number,
            "to": to.version.number,
            "differs": differs,
            "touched": touched::count(&followed),
            "quotes": quotes,
            "hunks": hunks,
        }))?;
    } else {
        print(&mut out, &source, &from, &to, &hunks, &followed)?;
    }
    out.done()?;
    if args.exit_code && differs { Err(Failure::no()) } else { Ok(()) }
}

fn print(
    out: &mut Out,
    source: &Filed<Source>,
    from: &Side,
    to: &Side,
    hunks: &[claims_model::anchor::Hunk],
    followed: &[Followed],
) -> Outcome<()> {
    let name = |version: &Version| format!("{}v{}", source.handle, version.number);
    out.line(&styled(STRONG, &format!("{} → {}  {}", name(&from.version), name(&to.version), safe(&source.title))))?;
    out.line(&styled(FAINT, &format!("captured {} → {}", from.version.captured, to.version.captured)))?;
    out.line("")?;
    if to.version.state != from.version.state {
        out.line(&format!("the source was {} and is {}", from.version.state, to.version.state))?;
        out.line("")?;
    } else if from.text == to.text {
        out.line("the texts are the same")?;
        out.line("")?;
    } else {
        let changes = render::changes(&from.text, &to.text, hunks, out.colored);
        out.text(if changes.is_empty() { "only white space changed\n\n" } else { &changes })?;
    }
    if followed.is_empty() {
        return out.line(&format!("no quote was taken from {}", name(&from.version)));
    }
    for one in followed {
        let state = one.anchored.state;
        let shown = if state.touches() { styled(YELLOW, state.word()) } else { state.word().to_owned() };
        let words = match state {
            AnchorState::Same | AnchorState::Moved | AnchorState::Removed => {
                safe(&from.text[one.was.clone()]).into_owned()
            }
            AnchorState::Ambiguous => format!("{} ({} places)", safe(&one.now), one.anchored.places.len()),
            AnchorState::Typographic | AnchorState::Edited | AnchorState::MovedAndEdited => {
                render::passage(&from.text, &to.text, hunks, &one.was, out.colored)
            }
        };
        out.line(&format!("{}  quote {shown}: “{words}”", one.claim.handle))?;
    }
    let touched = touched::count(followed);
    let claims = if touched == 1 { "claim" } else { "claims" };
    out.line(&styled(STRONG, &format!("{touched} {claims} touched")))
}

/// The two versions to compare: the two newest, or those of a range `v1..v2`.
fn sides(records: &Records<'_>, source: &Filed<Source>, range: Option<&str>) -> Outcome<(Side, Side)> {
    let side = |version| Side::read(records, version);
    let Some(range) = range else {
        let mut versions = records.versions_of(source.key)?;
        let (to, from) = (versions.pop(), versions.pop());
        return match (from, to) {
            (Some(from), Some(to)) => Ok((side(from)?, side(to)?)),
            _ => Err(Failure::new(
                Exit::NotFound,
                format!("{} has one version only; there is nothing to compare", source.handle),
            )
            .hint(format!("capture it again: claims source capture {} FILE", source.handle))),
        };
    };
    let wrong = || Failure::new(Exit::Usage, format!("{range:?} is not a range of versions; write v1..v2"));
    let (from, to) = range.split_once("..").ok_or_else(wrong)?;
    let number = |text: &str| text.trim_start_matches(['v', 'V']).parse::<u32>().map_err(|_| wrong());
    let version = |number: u32| -> Outcome<Filed<Version>> {
        Ok(refs::version(records, &format!("{}v{number}", source.handle))?.1)
    };
    Ok((side(version(number(from)?)?)?, side(version(number(to)?)?)?))
}
