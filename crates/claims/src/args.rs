//! What a person can type: the global options and the verbs. Each verb's own options stand with its code.

use std::{ffi::OsString, path::PathBuf};

use clap::{Parser, Subcommand, ValueEnum, builder::ValueParser};

use crate::commands;

/// A fact-check desk in the terminal.
///
/// Capture articles, take the claims out of them, set counter-statements against them, weigh, decide a verdict, and
/// publish a report that a reader can retrace.
#[derive(Debug, Parser)]
#[command(
    name = "claims",
    version,
    propagate_version = false,
    disable_help_subcommand = true,
    infer_subcommands = false,
    max_term_width = 100,
    after_help = "Start:\n  claims init --example      a finished casebook to look around in\n  claims init                an empty one here\n  claims help TOPIC          topics: quickstart, publishing, templates, tables,\n                             search, matching, handles, versions, scales, grades, scores,\n                             safekeeping, exit-codes, scripting, plugins"
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

impl Cli {
    /// What was typed, with `-word` of a search kept from being taken for options.
    pub(crate) fn typed(args: impl Iterator<Item = OsString>) -> Vec<OsString> {
        let mut args: Vec<OsString> = args.collect();
        let takes_value = |arg: &OsString| VALUED.iter().any(|option| arg == option);
        let mut verb = 1;
        while args.get(verb).is_some_and(|arg| arg.as_encoded_bytes().starts_with(b"-")) {
            verb += if takes_value(&args[verb]) { 2 } else { 1 };
        }
        if args.get(verb).is_none_or(|arg| arg != "search") {
            return args;
        }
        for arg in args.iter_mut().skip(verb + 1).take_while(|arg| **arg != "--") {
            if let Some(word) = arg.to_str().and_then(|arg| arg.strip_prefix('-')).filter(|word| is_left_out(word)) {
                *arg = format!("−{word}").into();
            }
        }
        args
    }
}

/// The global options with a value that may stand apart from them.
const VALUED: [&str; 4] = ["-C", "--casebook", "--as", "--color"];

/// Whether what follows a hyphen is a word to leave out, and not an option: `-q`, `-h`, `-V`, `-C` and `-CDIR` are.
fn is_left_out(word: &str) -> bool {
    !word.is_empty() && !word.starts_with(['-', 'C']) && !["q", "h", "V"].contains(&word)
}

/// Options that every verb takes.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct Global {
    /// Work in the casebook at DIR, or look into a backup, instead of the nearest casebook upward
    #[arg(short = 'C', long = "casebook", global = true, value_name = "DIR", help_heading = "Global options")]
    pub(crate) casebook: Option<PathBuf>,
    /// Print data as JSON, one object a line
    #[arg(long, global = true, help_heading = "Global options")]
    pub(crate) json: bool,
    /// Say what would be written, and write nothing
    #[arg(long, global = true, help_heading = "Global options")]
    pub(crate) dry_run: bool,
    /// Who is at work, as the record names them
    #[arg(long = "as", global = true, value_name = "NAME", value_parser = clap::builder::NonEmptyStringValueParser::new(), help_heading = "Global options")]
    pub(crate) user: Option<String>,
    /// Print no messages, only data and errors
    #[arg(short, long, global = true, help_heading = "Global options")]
    pub(crate) quiet: bool,
    /// Colour the output
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Color::Auto, help_heading = "Global options")]
    pub(crate) color: Color,
    /// Print nothing at all; for commands that a command carries out.
    #[arg(skip)]
    pub(crate) silent: bool,
}

/// When to colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Init(commands::init::Args),
    #[command(subcommand)]
    Source(commands::source::Command),
    #[command(subcommand)]
    Party(commands::party::Command),
    Add(commands::add::Args),
    Appear(commands::appear::Args),
    List(commands::list::Args),
    Show(commands::show::Args),
    Edit(commands::edit::Args),
    Withdraw(commands::withdraw::Args),
    Split(commands::split::Args),
    Merge(commands::merge::Args),
    Counter(commands::link::CounterArgs),
    Support(commands::link::SupportArgs),
    Context(commands::link::ContextArgs),
    Grade(commands::grade::Args),
    Graph(commands::graph::Args),
    Tag(commands::tag::Args),
    Note(commands::note::Args),
    #[command(subcommand)]
    Reply(commands::reply::Command),
    Score(commands::score::Args),
    WhatIf(commands::what_if::Args),
    Verdict(commands::verdict::Args),
    Diff(commands::diff::Args),
    Anchor(commands::anchor::Args),
    Check(commands::check::Args),
    Report(commands::report::Args),
    #[command(subcommand)]
    Template(commands::template::Command),
    Export(commands::export::Args),
    Import(commands::import::Args),
    Suggest(commands::suggest::Args),
    Match(commands::matching::Args),
    Search(commands::search::Args),
    Forget(commands::forget::Args),
    Log(commands::log::Args),
    Undo(commands::undo::Args),
    Redo(commands::undo::RedoArgs),
    Verify(commands::verify::Args),
    Seal(commands::seal::Args),
    Backup(commands::backup::Args),
    Restore(commands::restore::Args),
    #[command(subcommand)]
    Plugin(commands::plugin::Command),
    Doctor(commands::doctor::Args),
    Completions(commands::completions::Args),
    Help(commands::help::Args),
}

/// A parser for one of the words of an enum of the model, that lists them in help and errors.
pub(crate) fn word<T>() -> ValueParser
where
    T: std::str::FromStr<Err = claims_model::UnknownWord> + Clone + Send + Sync + 'static,
{
    // The words are asked of the type itself, by a word that none of them is.
    let words = "".parse::<T>().err().map(|error| error.known).unwrap_or_default();
    let known = clap::builder::PossibleValuesParser::new(words);
    let parse = clap::builder::TypedValueParser::try_map(known, |word: String| word.parse::<T>());
    ValueParser::new(parse)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_a_search_leaves_out_are_no_options() {
        let typed = |line: &str| {
            let args = Cli::typed(line.split(' ').map(OsString::from));
            args.iter().map(|arg| arg.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(typed("claims search a -quake -q --limit 3 -핵"), "claims search a −quake -q --limit 3 −핵");
        assert_eq!(typed("claims -C search search -x"), "claims -C search search −x");
        assert_eq!(typed("claims search -- -x"), "claims search -- -x");
        assert_eq!(typed("claims list -x search -x"), "claims list -x search -x");
        assert_eq!(typed("claims"), "claims");
    }

    #[test]
    fn the_command_line_is_sound() {
        use clap::CommandFactory as _;
        Cli::command().debug_assert();
    }
}
