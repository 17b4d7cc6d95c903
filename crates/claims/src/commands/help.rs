//! `claims help`: topics that no single command owns, and the help of commands.

use clap::CommandFactory as _;

use crate::{
    args::{Cli, Global},
    failure::{Exit, Failure, Outcome},
    refs,
    render::Out,
    world::World,
};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A topic or a command; the list of both if none is named
    topic: Vec<String>,
}

/// The topics: name, one line, text.
const TOPICS: &[(&str, &str, &str)] = &[
    ("quickstart", "From an article to a report, command by command", include_str!("../help/quickstart.txt")),
    ("publishing", "A report, and what stands beside it for other programs", include_str!("../help/publishing.txt")),
    ("templates", "Reports in your own form and language", include_str!("../help/templates.txt")),
    ("tables", "Claims in a spreadsheet, there and back", include_str!("../help/tables.txt")),
    ("matching", "Has this been checked before?", include_str!("../help/matching.txt")),
    ("search", "Words, phrases and fields to find things by", include_str!("../help/search.txt")),
    ("handles", "What c12, s3, s1v2, l7 and p2 mean", include_str!("../help/handles.txt")),
    ("versions", "What is captured, and what becomes of quotes", include_str!("../help/versions.txt")),
    ("scales", "The scales of verdicts and their labels", include_str!("../help/scales.txt")),
    ("grades", "Reliability A-F and credibility 1-6", include_str!("../help/grades.txt")),
    ("scores", "How a score is computed and what it says", include_str!("../help/scores.txt")),
    ("safekeeping", "Backups, seals, damage, and forgetting", include_str!("../help/safekeeping.txt")),
    ("exit-codes", "What the program's exit code says", include_str!("../help/exit-codes.txt")),
    ("scripting", "JSON, pipes, and pinning clock and keys", include_str!("../help/scripting.txt")),
    ("plugins", "What plugins are and which are there", include_str!("../help/plugins.txt")),
];

pub(crate) fn run(args: &Args, global: &Global, world: &World) -> Outcome<()> {
    let mut out = Out::new(global, world);
    let Some(name) = args.topic.first() else {
        out.text(&Cli::command().render_help().ansi().to_string())?;
        out.line("\nTopics:")?;
        for (name, about, _) in TOPICS {
            out.line(&format!("  {name:<12} {about}"))?;
        }
        return out.done();
    };
    if let Some((_, _, text)) = TOPICS.iter().find(|(topic, _, _)| topic == name) {
        out.text(text)?;
        return out.done();
    }
    let mut command = Cli::command();
    command.build();
    let mut found = &mut command;
    for word in &args.topic {
        found = match found.find_subcommand_mut(word) {
            Some(found) => found,
            None => return Err(unknown(word)),
        };
    }
    out.text(&found.render_long_help().ansi().to_string())?;
    out.done()
}

fn unknown(word: &str) -> Failure {
    let command = Cli::command();
    let commands = command.get_subcommands().map(|command| command.get_name());
    let failure = Failure::new(Exit::NotFound, format!("there is no topic or command {word:?}"));
    match refs::nearest(word, TOPICS.iter().map(|(name, _, _)| *name).chain(commands)) {
        Some(near) => failure.hint(format!("did you mean {near}?")),
        None => failure.hint("see them all: claims help"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundled::bundled;

    #[test]
    fn the_topic_of_plugins_lists_every_bundled_one_under_its_kind() {
        let (_, _, text) = TOPICS.iter().find(|(name, ..)| *name == "plugins").unwrap();
        let list = text.split("\n\n").find(|paragraph| paragraph.starts_with("Bundled")).unwrap();
        // A kind goes on in the next line.
        let list = list.replace("\n              ", " ");
        for plugin in bundled().unwrap().plugins() {
            for kind in plugin.kinds() {
                let line = list.lines().find(|line| line.trim_start().starts_with(&format!("{kind}s "))).unwrap();
                let mut words = line.split(|c: char| !c.is_alphanumeric());
                assert!(words.any(|word| word == plugin.name()), "{} is missing in {line}", plugin.name());
            }
        }
    }
}
