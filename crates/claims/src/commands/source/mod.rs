//! `claims source`: what can be cited, and its captures.

mod add;
mod capture;
mod echoes;
mod record;
mod show;
mod trim;
mod versions;
mod watch;

use claims_model::Source;

use crate::{
    desk::Desk,
    doubted,
    failure::Outcome,
    render::{self, Table, json},
};

/// Add, capture and look at sources
#[derive(Debug, clap::Subcommand)]
#[command(defer = true)]
pub(crate) enum Command {
    /// Add a source with its first version
    #[command(
        after_help = "Examples:\n  claims source add https://example.org/2023/08/15/article\n  claims source add article.html --publisher \"NK News\" --published 2023-08-15\n  claims source add talk.txt --kind interview --title \"Call with the ministry\"\n  pbpaste | claims source add - --title \"Statement\" --address https://example.org/statement"
    )]
    Add(add::Args),
    /// Capture a further version of a source, or record that it is gone
    #[command(
        after_help = "Examples:\n  claims source capture s1                    its live address\n  claims source capture s1 article-later.html\n  claims source capture s1 --gone\nThen: claims diff s1"
    )]
    Capture(capture::Args),
    /// Capture a list of sources again, and tell what is new
    Watch(watch::Args),
    /// List the sources
    #[command(
        after_help = "Without a terminal the columns are separated by tabs:\n  source, kind, published, versions, publisher, title\nAfter the number of versions stands \"shrunk?\" where most of the text is gone from the newest:\na paywall, or not found in the page?"
    )]
    List,
    /// Show a source (s1), or a version of it (s1v2)
    Show(show::Args),
    /// Point out sources that may repeat each other; nothing is recorded
    Echoes(echoes::Args),
    /// Correct by hand what of a capture is its text
    Trim(trim::Args),
    /// List the versions of a source, with what changed from each to the next
    Versions(versions::Args),
}

pub(crate) fn run(command: &Command, desk: &Desk<'_>) -> Outcome<()> {
    match command {
        Command::Add(args) => add::run(args, desk),
        Command::Capture(args) => capture::run(args, desk),
        Command::Watch(args) => watch::run(args, desk),
        Command::List => list(desk),
        Command::Show(args) => show::run(args, desk),
        Command::Echoes(args) => echoes::run(args, desk),
        Command::Trim(args) => trim::run(args, desk),
        Command::Versions(args) => versions::run(args, desk),
    }
}

fn list(desk: &Desk<'_>) -> Outcome<()> {
    let mut casebook = desk.open()?;
    let records = casebook.read()?;
    let mut out = desk.out();
    let sources = records.all::<Source>()?;
    if out.json {
        for source in &sources {
            out.object(&json::source(&records, source)?)?;
        }
        return out.done();
    }
    let mut table = Table::new(&mut out, &["source", "kind", "published", "versions", "publisher", "title"]);
    for source in &sources {
        let versions = doubted::versions(&records, source)?;
        let doubt = versions.last().and_then(|(_, doubt)| *doubt);
        let doubt = doubt.map(|doubt| format!(" {doubt}?")).unwrap_or_default();
        let publisher = source.publisher.map(|key| render::show::party_name(&records, key)).transpose()?;
        table.row(&[
            &source.handle.to_string(),
            source.kind.word(),
            &source.published.map(|date| date.to_string()).unwrap_or_default(),
            &format!("{}{doubt}", versions.len()),
            publisher.as_deref().unwrap_or_default(),
            &source.title,
        ])?;
    }
    table.end("no sources yet; add one: claims source add FILE")?;
    out.done()
}
