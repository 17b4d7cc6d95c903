//! `claims source versions`: the captures of a source in order, with what changed from each to the next.

use claims_model::{
    Digest, Doubt, Source, VersionState,
    anchor::AnchorState,
    edit::{Edit, EditSort},
};

use crate::{
    desk::Desk,
    failure::Outcome,
    plugins::{self, Kind, Tool},
    refs,
    render::{Table, json},
    touched::{self, Followed, Side, Way},
};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Without a terminal the columns are separated by tabs:\n  version, captured, state, bytes, words that came and went, claims touched, what changed, origin, SHA-256"
)]
pub(crate) struct Args {
    /// The source
    source: String,
}

/// What is said of an edit of words, and of one after which most of the text is gone, or still is.
const WORDS: &str = "words";
const GONE: &str = "most is gone: a paywall, or not found in the page?";

/// From so many columns on, a terminal is shown everything.
const WIDE: usize = 140;

pub(super) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let mut casebook = desk.open()?;
    let records = casebook.read()?;
    let source = refs::get::<Source>(&records, &args.source)?;
    let sides = records
        .versions_of(source.key)?
        .into_iter()
        .map(|version| Side::read(&records, version))
        .collect::<Outcome<Vec<_>>>()?;
    let differ = plugins::find(desk, Kind::Differ, &desk.settings.plugins.differ, &[])?;
    let doubts = Doubt::of(sides.iter().map(Side::known));
    let mut steps = Vec::new();
    for at in 0..sides.len() {
        let (before, side) = (&sides[..at], &sides[at]);
        let followed = touched::by_edit(&records, &differ, before, side)?;
        let doubt = doubts[at];
        // What cannot be told to be removed touches nothing.
        let is_told = |one: &&Followed| doubt.is_none() || one.anchored.state != AnchorState::Removed;
        let touched = touched::count(followed.iter().flat_map(|(_, followed)| followed).filter(is_told));
        let mut change = Change::of(before, side, &differ)?;
        if doubt.is_some() && change.what == WORDS {
            change.what = format!("{WORDS}; {GONE}");
        }
        steps.push(Step { change, touched, doubt });
    }
    let mut out = desk.out();
    if out.json {
        for (side, step) in sides.iter().zip(&steps) {
            let mut value = json::version(&source, &side.version, step.doubt);
            value["words_in"] = serde_json::json!(step.change.words_in);
            value["words_out"] = serde_json::json!(step.change.words_out);
            value["touched"] = serde_json::json!(step.touched);
            value["change"] = serde_json::json!(step.change.what);
            out.object(&value)?;
        }
        return out.done();
    }
    let shows = out.shows;
    let heads = ["version", "captured", "state", "bytes", "words", "touched", "change", "origin", "sha256"];
    // A narrow screen keeps its room for what changed.
    let columns = if shows && out.columns < WIDE { heads.len() - 2 } else { heads.len() };
    let mut table = Table::new(&mut out, &heads[..columns]);
    for (side, step) in sides.iter().zip(&steps) {
        let version = &side.version;
        let digest = version.bytes.to_string();
        let cells: [&str; 9] = [
            &format!("{}v{}", source.handle, version.number),
            &version.captured.to_string(),
            version.state.word(),
            &version.size.to_string(),
            &format!("+{} -{}", step.change.words_in, step.change.words_out),
            &step.touched.to_string(),
            &step.change.what,
            &version.origin,
            // For people the start of it; show has the whole.
            if shows { &digest[..12] } else { &digest },
        ];
        table.row(&cells[..columns])?;
    }
    table.end("no versions")?;
    out.done()
}

struct Step {
    change: Change,
    touched: usize,
    doubt: Option<Doubt>,
}

/// What changed from one version to the next.
struct Change {
    words_in: usize,
    words_out: usize,
    what: String,
}

impl Change {
    fn of(before: &[Side], side: &Side, differ: &Tool) -> Outcome<Self> {
        let say = |what: &str| Self { words_in: 0, words_out: 0, what: what.to_owned() };
        let Some(last) = before.last() else {
            let words_in = side.text.split_whitespace().count();
            return Ok(Self { words_in, words_out: 0, what: "first".to_owned() });
        };
        match (last.version.state, side.version.state) {
            (_, VersionState::Gone) => return Ok(say("gone")),
            (VersionState::Gone, VersionState::Present) => return Ok(say("back")),
            (VersionState::Present, VersionState::Present) => {}
        }
        let way = Way::between(differ, last, side)?;
        let Edit { sort, words_in, words_out } = Edit::of(&last.text, &side.text, &way.hunks);
        let is_as = |text: Digest| before.iter().find(|earlier| earlier.version.text == text);
        let what = match (sort, is_as(side.version.text)) {
            (EditSort::None, _) => "only outside the text".to_owned(),
            (_, Some(earlier)) => format!("back to v{}", earlier.version.number),
            (EditSort::Blanks, _) => "only white space".to_owned(),
            (EditSort::Typography, _) => "only typography".to_owned(),
            (EditSort::Order, _) => "only the order".to_owned(),
            (EditSort::Repetition, _) => "only a repetition".to_owned(),
            (EditSort::Shrunk, _) => GONE.to_owned(),
            (EditSort::Words, _) => WORDS.to_owned(),
        };
        Ok(Self { words_in, words_out, what })
    }
}
