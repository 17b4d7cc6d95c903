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

/// The verbs, and what each is for.
///
/// What a verb takes is told to the parser only when that verb is typed, since telling it all takes longer than most
/// verbs do. A doc comment on what a verb takes would then replace what is said here, so there it is a plain comment.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub(crate) enum Command {
    /// Make a casebook: a folder with settings (claims.toml) and a record (casebook.sqlite)
    Init(commands::init::Args),
    #[command(subcommand)]
    Source(commands::source::Command),
    #[command(subcommand)]
    Party(commands::party::Command),
    /// Record a claim to be checked: its wording, who made it, and where it stands
    Add(commands::add::Args),
    /// Record a further place where a claim stands
    Appear(commands::appear::Args),
    /// List claims, a line each
    List(commands::list::Args),
    /// Show a claim (c2), source (s1), version (s1v2), link (l3), party (p2) or reply (r1)
    Show(commands::show::Args),
    /// Change a claim, a source, a link or a reply; without a field to set, in your editor
    Edit(commands::edit::Args),
    /// Take a claim back; it stays in the record with the reason
    Withdraw(commands::withdraw::Args),
    /// Split a claim into parts that are checked one by one
    Split(commands::split::Args),
    /// Merge a claim into another that says the same; `claims undo` takes it back
    Merge(commands::merge::Args),
    /// Set a counter-statement against a claim, or undercut a link
    Counter(commands::link::CounterArgs),
    /// Record a statement that speaks for a claim, or for a link
    Support(commands::link::SupportArgs),
    /// Record a statement that is needed to understand a claim, and speaks neither for nor against it
    Context(commands::link::ContextArgs),
    /// Judge a party's or source's reliability (A-F), or a claim's or link's credibility (1-6)
    Grade(commands::grade::Args),
    /// Draw what speaks for and against claims, and what speaks to that in turn
    Graph(commands::graph::Args),
    /// Give a claim tags, or take some away
    Tag(commands::tag::Args),
    /// Hang a remark on a claim, source, link, party or reply
    Note(commands::note::Args),
    #[command(subcommand)]
    Reply(commands::reply::Command),
    /// Weigh claims with a scorer, and show what the score is made of
    Score(commands::score::Args),
    /// Score claims as if something in the record were otherwise; nothing is written
    WhatIf(commands::what_if::Args),
    /// Record the verdict on a claim, with the reasons
    Verdict(commands::verdict::Args),
    /// Show what changed between two versions of a source, and which claims that touched
    Diff(commands::diff::Args),
    /// Show where a claim's quotes stand in the newest versions, and take them from there
    Anchor(commands::anchor::Args),
    /// Find what an editor must look at; exit 1 if there is an error
    Check(commands::check::Args),
    /// Write the fact-check report on claims, in Markdown or by the ending of its file
    Report(commands::report::Args),
    #[command(subcommand)]
    Template(commands::template::Command),
    /// Write claims out with any exporter
    Export(commands::export::Args),
    /// Take in what another program recorded, by way of an importer; all of it or nothing
    Import(commands::import::Args),
    /// Show what a finder takes for claims in a source, best first, and take some of them up
    Suggest(commands::suggest::Args),
    /// Find earlier claims that say the same as a text, or say that there is none
    Match(commands::matching::Args),
    /// Find words in claims, quotes, reasons, notes, article texts and names, in any script
    Search(commands::search::Args),
    /// Take what a record says out of the casebook for good, so as to protect somebody
    Forget(commands::forget::Args),
    /// Show what was done, newest first
    Log(commands::log::Args),
    /// Take the last operation back; the log keeps both
    Undo(commands::undo::Args),
    /// Take the last undo back
    Redo(commands::undo::RedoArgs),
    /// Prove that nothing in the record was changed behind the program's back
    Verify(commands::verify::Args),
    /// Write a small text that proves later that nothing before it was changed
    Seal(commands::seal::Args),
    /// Copy the whole casebook into one file, while others may work in it
    Backup(commands::backup::Args),
    /// Make a casebook of a backup again
    Restore(commands::restore::Args),
    #[command(subcommand)]
    Plugin(commands::plugin::Command),
    /// Look the casebook over, say what is wrong with it, and mend what can be mended
    Doctor(commands::doctor::Args),
    /// Print the completions for a shell
    Completions(commands::completions::Args),
    /// Explain a topic or a command
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
    use clap::CommandFactory as _;

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
        Cli::command().debug_assert();
    }

    #[test]
    fn what_a_verb_takes_does_not_replace_what_it_is_for() {
        fn compare(said: &clap::Command, built: &clap::Command) {
            let about = |command: &clap::Command| command.get_about().map(ToString::to_string);
            assert!(about(said).is_some(), "{} says what it is for", said.get_name());
            assert_eq!(about(said), about(built), "{}", said.get_name());
            for said in said.get_subcommands() {
                compare(said, built.find_subcommand(said.get_name()).expect("the same verbs"));
            }
        }
        let mut built = Cli::command();
        built.build();
        compare(&Cli::command(), &built);
    }
}
