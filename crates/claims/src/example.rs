//! The example casebook: a real dispute, told in texts written for practice and in ordinary commands.

use std::path::Path;

use clap::Parser as _;

use crate::{
    args::Cli,
    failure::{Exit, Failure, Outcome},
    replace,
    world::{self, World},
};

/// The commands that build it, a line each; `at TIME` sets the clock for what follows.
const STORY: &str = include_str!("../example/story.claims");

/// The articles it captures.
const TEXTS: &[(&str, &str)] = &[
    ("dispatch.txt", include_str!("../example/dispatch.txt")),
    ("dispatch-later.txt", include_str!("../example/dispatch-later.txt")),
    ("accusation.txt", include_str!("../example/accusation.txt")),
    ("rockets.txt", include_str!("../example/rockets.txt")),
];

/// Carries the story out in the casebook at `folder`, with pinned clock and keys: it is the same every time. The articles
/// are read from the folder `texts`, which it makes.
pub(crate) fn build(folder: &Path, texts: &Path) -> Outcome<()> {
    std::fs::create_dir(texts).map_err(|error| Failure::file(texts, &error))?;
    write_texts(texts)?;
    let mut world = World::read()?;
    world.seed("example");
    for (number, line) in (1..).zip(STORY.lines()) {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(time) = line.strip_prefix("at ") {
            world.pin(world::time("the example", time.trim())?);
            continue;
        }
        carry_out(line, folder, texts, &world)
            .map_err(|failure| Failure { what: format!("the example, line {number}: {}", failure.what), ..failure })?;
    }
    Ok(())
}

/// Writes the articles, to be read and captured again.
pub(crate) fn write_texts(folder: &Path) -> Outcome<()> {
    for (name, text) in TEXTS {
        let path = folder.join(name);
        if !path.exists() {
            replace::replace(&path, text.as_bytes())?;
        }
    }
    Ok(())
}

fn carry_out(line: &str, folder: &Path, texts: &Path, world: &World) -> Outcome<()> {
    let wrong = |why: String| Failure::new(Exit::Data, why);
    let words = shell_words::split(line).map_err(|error| wrong(error.to_string()))?;
    // Articles are named in the story as a reader of it would; here they lie in a folder of their own.
    let words = words.into_iter().map(|word| match TEXTS.iter().any(|(name, _)| *name == word) {
        true => texts.join(word).to_string_lossy().into_owned(),
        false => word,
    });
    let mut cli = Cli::try_parse_from(std::iter::once("claims".to_owned()).chain(words))
        .map_err(|error| wrong(error.to_string()))?;
    cli.global.casebook = Some(folder.to_owned());
    cli.global.user = cli.global.user.or_else(|| Some("desk".to_owned()));
    cli.global.silent = true;
    crate::run(&cli, world)
}

/// What to try next; `enter` is what leads into the casebook's folder.
pub(crate) fn next_steps(enter: &str) -> String {
    format!(
        "The texts are made up for practice, around public remarks of August 2023. Try:\n  \
         {enter}claims list\n  claims show c1\n  claims score c1\n  claims diff s1\n  claims report c1 -o c1.md\n  \
         claims search rocket\n  claims log"
    )
}
