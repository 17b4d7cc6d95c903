//! `claims plugin run`: asks a plugin one question by hand, and shows its answer; nothing is recorded.

use std::path::Path;

use claims_host::Kind;
use claims_model::{Points, Suggestion, anchor::Hunk};
use serde_json::{Value, json};

use crate::{
    args::Global,
    capture,
    commands::{export, score},
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    plugins, readable,
    render::{Out, safe_lines},
    settings::Settings,
    world::World,
};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "What is asked with, by kind:\n  scorer, exporter   claims of the casebook: c1 c2\n  differ             two files, the older first\n  importer, finder   one file, or - for standard input\n\nExamples:\n  claims plugin run prose old.txt new.txt\n  claims plugin run quadratic c1\n  curl -s https://example.org/minutes.txt | claims plugin run minutes - --json"
)]
pub(crate) struct Args {
    /// The plugin
    name: String,
    /// Claims or files, as its kind asks
    #[arg(value_name = "CLAIM|FILE")]
    with: Vec<String>,
    /// As which kind, for a plugin that is of several
    #[arg(long, value_parser = kind)]
    kind: Option<Kind>,
    /// An option of the plugin; may be repeated
    #[arg(long, value_name = "OPTION=VALUE")]
    set: Vec<String>,
}

fn kind(word: &str) -> Result<Kind, String> {
    let words = Kind::ALL.map(Kind::word).join(", ");
    Kind::ALL.into_iter().find(|kind| kind.word() == word).ok_or_else(|| format!("the kinds are {words}"))
}

pub(crate) fn run(args: &Args, global: &Global, world: &World) -> Outcome<()> {
    let kind = asked_as(args, plugins::kinds(world, &args.name)?)?;
    match kind {
        Kind::Scorer => score::by(args.name.clone(), args.with.clone(), args.set.clone(), &Desk::find(world, global)?),
        Kind::Exporter => export::by(&args.name, args.with.clone(), args.set.clone(), &Desk::find(world, global)?),
        Kind::Differ | Kind::Importer | Kind::Finder => with_files(args, kind, global, world),
    }
}

fn asked_as(args: &Args, kinds: Vec<Kind>) -> Outcome<Kind> {
    match (args.kind, kinds.as_slice()) {
        (Some(kind), _) if kinds.contains(&kind) => Ok(kind),
        (Some(kind), _) => Err(Failure::new(Exit::NotFound, format!("{} is no {kind}", args.name))),
        (None, [kind]) => Ok(*kind),
        (None, kinds) => {
            let words: Vec<&str> = kinds.iter().map(|kind| kind.word()).collect();
            Err(Failure::new(Exit::Usage, format!("{} is of several kinds", args.name))
                .hint(format!("say which: --kind {}", words.join("|"))))
        }
    }
}

fn with_files(args: &Args, kind: Kind, global: &Global, world: &World) -> Outcome<()> {
    // Options may stand in the casebook's settings; files need no casebook.
    let settings = Desk::find(world, global).map(|desk| desk.settings).or_else(|failure| match failure.exit {
        Exit::NotFound => Settings::parse(Path::new(""), ""),
        _ => Err(failure),
    })?;
    let tool = plugins::find_by(world, &settings, kind, &args.name, &args.set)?;
    let bytes = |name: &String| capture::bytes(Path::new(name), settings.capture.max_mib);
    let text = |name: &String| {
        String::from_utf8(bytes(name)?).map_err(|_| Failure::new(Exit::Data, format!("{name} is not text in UTF-8")))
    };
    let (objects, shown) = match (kind, args.with.as_slice()) {
        (Kind::Differ, [old, new]) => {
            let (old, new) = (text(old)?, text(new)?);
            let hunks = tool.diff(&old, &new)?;
            let object = |hunk: &Hunk| {
                json!({
                    "schema": "claims/hunk/1", "same": hunk.same, "coarse": hunk.coarse,
                    "old": &old[hunk.old.clone()], "new": &new[hunk.new.clone()],
                })
            };
            (hunks.iter().map(object).collect(), readable::marked(&old, &new, &hunks))
        }
        (Kind::Importer, [file]) => {
            let drafts = tool.import(&bytes(file)?)?;
            let mut object = json!(drafts);
            object["schema"] = json!("claims/drafts/1");
            (vec![object], readable::drafted(&drafts))
        }
        (Kind::Finder, [file]) => {
            let text = text(file)?;
            let found = tool.find(&text)?;
            let points = Points::of(&text);
            let object = |one: &Suggestion| {
                json!({
                    "schema": "claims/suggestion/1", "start": points.point(one.at.start), "end": points.point(one.at.end),
                    "quote": &text[one.at.clone()], "text": one.wording, "claimant": one.claimant,
                    "confidence": one.confidence,
                })
            };
            (found.iter().map(object).collect::<Vec<Value>>(), readable::found(&text, &found))
        }
        (Kind::Differ, _) => return Err(asks_for("a differ is asked with two files, the older first")),
        (kind, _) => return Err(asks_for(&format!("{kind}s are asked with one file"))),
    };
    let mut out = Out::new(global, world);
    if out.json {
        objects.iter().try_for_each(|object| out.object(object))?;
    } else if !shown.is_empty() {
        out.line(safe_lines(&shown).trim_end_matches('\n'))?;
    }
    out.done()
}

fn asks_for(what: &str) -> Failure {
    Failure::new(Exit::Usage, what).hint("see: claims plugin run --help")
}
