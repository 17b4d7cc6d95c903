//! `claims diff`: what changed between two versions of a source, and which claims that touched.

mod edit;
mod range;

use claims_model::{Source, Status};

use crate::{
    desk::Desk,
    failure::{Failure, Outcome},
    next::Next,
    plugins::{self, Kind},
    refs,
    touched::{self, Followed},
};
use edit::{Edit, Shape};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claims diff s1               the two newest versions\n  claims diff s1 v1..v3\n  claims diff s1 --exit-code   exit 1 if anything changed\n  claims diff s1 --html > edit.html\n\nOld words stand in [-…-], new ones in {+…+}; a passage that moved in [>…>] where it stood, and in {>…>} where it stands."
)]
pub(crate) struct Args {
    /// The source
    source: String,
    /// Which versions
    #[arg(value_name = "vN..vM")]
    range: Option<String>,
    /// Mark old and new words where they stand, as without any of these
    #[arg(long, group = "shape")]
    words: bool,
    /// Show changed sentences whole, old and new
    #[arg(long, group = "shape")]
    sentences: bool,
    /// Show old and new paragraphs in two columns
    #[arg(long, group = "shape")]
    side_by_side: bool,
    /// Show how much changed, in numbers
    #[arg(long, group = "shape")]
    stat: bool,
    /// Write the changes in Markdown
    #[arg(long, group = "shape")]
    markdown: bool,
    /// Write both texts, every change marked, as a page of HTML
    #[arg(long, group = "shape")]
    html: bool,
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
    let (sides, to) = range::sides(&records, &source, args.range.as_deref())?;
    let edit = Edit { source, ways: touched::by_edit(&records, &differ, &sides, &to)? };
    let mut out = desk.out();
    if out.json {
        out.object(&edit.object())?
    } else {
        edit.print(args.shape(), &mut out)?
    }
    let is_published = |one: &&Followed| one.touches() && one.claim.status == Status::Published;
    let published = edit.followed().filter(|one| !edit.is_lost(one)).find(is_published);
    if let Some(one) = published {
        let handle = one.claim.handle;
        let next = Next::of(desk.global, "verdict").word(&handle.to_string());
        out.message(&format!(
            "{handle} is published; if the edit matters: {next} LABEL --correction CLASS --because …"
        ))?;
    }
    out.done()?;
    if args.exit_code && edit.differs() { Err(Failure::no()) } else { Ok(()) }
}

impl Args {
    fn shape(&self) -> Shape {
        match self {
            Self { sentences: true, .. } => Shape::Sentences,
            Self { side_by_side: true, .. } => Shape::SideBySide,
            Self { stat: true, .. } => Shape::Stat,
            Self { markdown: true, .. } => Shape::Markdown,
            Self { html: true, .. } => Shape::Html,
            _ => Shape::Words,
        }
    }
}
