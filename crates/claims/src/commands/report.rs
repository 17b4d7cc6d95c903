//! `claims report`: the report that people read, by the casebook's exporter.

use super::export::{self, What};
use crate::{desk::Desk, failure::Outcome};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claims report c2\n  claims report c2 -o c2.md\n  claims report c2 -o c2.html         a page; .pdf and .typ work too\n  claims report c2 --style short --lang de\n  claims report s1              what was checked in one source\n  claims report --style overview\n  claims report > all.md        every claim that is being checked or was\nTemplates and languages of your own: claims help templates"
)]
pub(crate) struct Args {
    #[command(flatten)]
    what: What,
    /// full, short (a card), memo (for the editor), overview (a table), or a template of your own
    #[arg(long)]
    style: Option<String>,
    /// The language of the report: en, de, or one of your own
    #[arg(long, value_name = "LANGUAGE")]
    lang: Option<String>,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let mut what = args.what.clone();
    let named = [("style", &args.style), ("language", &args.lang)];
    what.set.extend(named.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", value.as_ref()?))));
    export::by_ending(&what, desk)
}
