//! `claims plugin`: the plugins at hand, and which of the user's own are trusted.

mod bench;
mod check;
mod dev;
mod new;
mod options;
mod run;
mod template;

use std::{borrow::Cow, path::PathBuf};

use claims_host::{Added, Example, Kind, Manifest, Question, Shelf, Standing};
use serde_json::{Value, json};

use crate::{
    args::Global,
    bundled,
    failure::Outcome,
    plugins,
    render::{Out, STRONG, Table, safe, styled},
    world::World,
};

/// See the plugins, add your own, and say which you trust
#[derive(Debug, clap::Subcommand)]
#[command(defer = true)]
pub(crate) enum Command {
    /// List the plugins, what they are for, and whether they may run; runs nothing
    List,
    /// Show what a plugin says of itself, its options, and what was trusted; runs nothing
    Show {
        /// The plugin
        name: String,
    },
    /// Start a plugin of your own: a folder with a small one that works, its test, and how to go on
    New(new::Args),
    /// Build a plugin and try its examples, again with every change; this runs its build, unconfined, and its code, confined
    Dev(dev::Args),
    /// Try a plugin out with hard questions; this runs its code, confined, in processes of its own
    Check(check::Args),
    /// Ask a plugin that may run, and show its answer; nothing is recorded
    Run(run::Args),
    /// Make a plugin known: a folder with plugin.toml and its file; runs nothing, trusts nothing
    #[command(
        after_help = "Example:\n  claims plugin add ~/plugins/corroboration\n  claims plugin trust corroboration\n  claims score c2 --scorer corroboration\n\nHow one is written: claims help plugins"
    )]
    Add {
        /// The folder
        folder: PathBuf,
    },
    /// Trust a plugin as it is now: a copy is kept, and only that copy is run, in a process of its own
    #[command(
        after_help = "A plugin that is changed later is refused until it is trusted again.\n\nA library may be let into the process of claims itself, which saves it the way through JSON; nothing holds it\nthere, and where it crashes, claims does. Trusted again without --in-process, it is kept out again.\n\nExamples:\n  claims plugin trust corroboration\n  claims plugin trust corroboration --in-process"
    )]
    Trust {
        /// The plugin
        name: String,
        /// Let its library into the process of claims itself, where it can do whatever you can
        #[arg(long)]
        in_process: bool,
    },
    /// Trust a plugin no longer
    Untrust {
        /// The plugin
        name: String,
    },
    /// Forget a plugin; its folder stays as it is
    Remove {
        /// The plugin
        name: String,
    },
}

pub(crate) fn run(command: &Command, global: &Global, world: &World) -> Outcome<()> {
    let out = Out::new(global, world);
    match command {
        Command::List => list(out, world),
        Command::Show { name } => match bundled::bundled()?.plugins().iter().find(|plugin| plugin.name() == name) {
            Some(plugin) => show_bundled(out, &bundled::account(plugin)?),
            None => show(out, &plugins::shelf(world)?, name),
        },
        Command::Check(args) => check::run(args, out, world),
        Command::Dev(args) => dev::run(args, out, world),
        Command::Run(args) => run::run(args, global, world),
        Command::New(args) => new::run(args, out, global.dry_run),
        Command::Add { folder } => {
            let shelf = plugins::shelf(world)?;
            bundled::refuse(&shelf.account(folder)?.name)?;
            let manifest = if global.dry_run { shelf.read(folder)? } else { shelf.add(folder)? };
            let mut out = out;
            if !out.json {
                out.message(&format!("not trusted yet; if you trust it: claims plugin trust {}", manifest.name))?;
            }
            let line = format!("{}  {}", manifest.name, safe(&manifest.summary));
            out.answer(&described(&manifest, "not trusted"), &line)
        }
        Command::Trust { name, in_process } => {
            let shelf = plugins::shelf(world)?;
            if !global.dry_run {
                shelf.trust(name, world.now(), *in_process)?;
            }
            show(out, &shelf, name)
        }
        Command::Untrust { name } => {
            let shelf = plugins::shelf(world)?;
            if !global.dry_run {
                shelf.untrust(name)?;
            }
            let value = json!({ "schema": "claims/plugin/1", "name": name, "standing": "not trusted" });
            out.answer(&value, &format!("{name}  not trusted any more"))
        }
        Command::Remove { name } => {
            let shelf = plugins::shelf(world)?;
            let added = shelf.get(name)?;
            if !global.dry_run {
                shelf.remove(name)?;
            }
            let value = json!({ "schema": "claims/plugin/1", "name": name, "removed": true });
            out.answer(
                &value,
                &format!("{name}  forgotten; {} stays as it is", safe(&added.folder.display().to_string())),
            )
        }
    }
}

fn list(mut out: Out, world: &World) -> Outcome<()> {
    let mut rows: Vec<Value> = bundled::bundled()?
        .plugins()
        .iter()
        .map(|plugin| Ok(described(&bundled::account(plugin)?, "bundled")))
        .collect::<Outcome<_>>()?;
    let shelf = plugins::shelf(world)?;
    for added in shelf.list()? {
        rows.push(match shelf.manifest(&added) {
            Ok(manifest) => described(&manifest, standing(&added, &shelf.standing(&added))),
            Err(why) => json!({
                "schema": "claims/plugin/1", "name": added.name, "version": "", "kinds": [],
                "standing": "unreadable", "summary": why.to_string(),
            }),
        });
    }
    if out.json {
        rows.iter().try_for_each(|row| out.object(row))?;
    } else {
        let mut table = Table::new(&mut out, &["plugin", "kind", "version", "standing", "summary"]);
        for row in &rows {
            let text = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
            let kinds: Vec<&str> = row["kinds"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            table.row(&[&text("name"), &kinds.join(", "), &text("version"), &text("standing"), &text("summary")])?;
        }
        table.end("no plugins")?;
        for lack in claims_host::lacks() {
            out.message(&format!("note: here {}", lack.words()))?;
        }
    }
    out.done()
}

fn show_bundled(mut out: Out, manifest: &Manifest) -> Outcome<()> {
    let mut value = described(manifest, "bundled");
    value["options"] = json!(manifest.options);
    if out.json {
        out.object(&value)?;
        return out.done();
    }
    heading(&mut out, manifest)?;
    out.line("    bundled")?;
    options(&mut out, manifest)?;
    out.done()
}

fn heading(out: &mut Out, manifest: &Manifest) -> Outcome<()> {
    out.line(&styled(STRONG, &format!("{}  {}", manifest.name, safe(&manifest.summary))))?;
    let kinds: Vec<&str> = manifest.kinds.iter().map(|kind| kind.word()).collect();
    out.line(&format!("    {}, version {}", kinds.join(", "), safe(&manifest.version)))?;
    if manifest.writes.is_file() { Ok(()) } else { out.line("    writes a folder: claims export -o DIR") }
}

fn options(out: &mut Out, manifest: &Manifest) -> Outcome<()> {
    let mut options = manifest.options.iter();
    options.try_for_each(|(name, option)| out.line(&format!("    {}", options::line(name, option))))
}

fn show(mut out: Out, shelf: &Shelf, name: &str) -> Outcome<()> {
    let added = shelf.get(name)?;
    let manifest = shelf.manifest(&added)?;
    let state = shelf.standing(&added);
    let mut value = described(&manifest, standing(&added, &state));
    value["folder"] = json!(added.folder.to_string_lossy());
    value["file"] = json!(manifest.file);
    value["interpreter"] = json!(manifest.interpreter);
    value["build"] = json!(manifest.build);
    value["trusted"] = json!(added.trusted);
    value["options"] = json!(manifest.options);
    value["examples"] = json!(manifest.examples);
    if out.json {
        out.object(&value)?;
        return out.done();
    }
    heading(&mut out, &manifest)?;
    out.line(&format!("    from {}", safe(&added.folder.display().to_string())))?;
    for line in run_lines(&manifest).into_iter().chain(trust_lines(&added, &state)) {
        out.line(&format!("    {}", safe(&line)))?;
    }
    options(&mut out, &manifest)?;
    for example in &manifest.examples {
        out.line(&format!("    example: {}", safe(&example.about)))?;
        for (member, text) in members(example, &manifest) {
            let mut lines = text.lines();
            out.line(&format!("        {member:<12} {}", safe(lines.next().unwrap_or_default())))?;
            for line in lines {
                out.line(&format!("        {:<12} {}", "", safe(line)))?;
            }
        }
    }
    out.done()
}

/// What an example asks and expects, by the names of its manifest.
fn members<'e>(example: &'e Example, manifest: &Manifest) -> Vec<(&'static str, Cow<'e, str>)> {
    let set = example.set.iter().map(|(name, value)| ("set", Cow::Owned(format!("{name}={value}"))));
    let asked = match example.question(&manifest.kinds) {
        Ok(Question::Score(told) | Question::Export(told)) => {
            let lists = [("supported by", told.supported_by), ("rebutted by", told.rebutted_by)];
            let claims = lists.into_iter().flat_map(|(name, claims)| claims.iter().map(move |claim| (name, &**claim)));
            std::iter::once(("claim", told.claim)).chain(claims).collect()
        }
        Ok(Question::Diff { old, new }) => vec![("old", old), ("new", new)],
        Ok(Question::Import(file)) => vec![("file", file)],
        Ok(Question::Find(text)) => vec![("text", text)],
        Err(_) => Vec::new(),
    };
    let asked = asked.into_iter().chain([("answer", &*example.expect)]);
    set.chain(asked.map(|(name, text)| (name, Cow::Borrowed(text)))).collect()
}

/// What is run, and by what; what is trusted is the first alone.
fn run_lines(manifest: &Manifest) -> Vec<String> {
    let file = manifest.file.display();
    let mut lines = vec![match &manifest.interpreter {
        Some(interpreter) => format!("runs {file} by {}, whatever that is at the time", interpreter.display()),
        None => format!("runs {file}"),
    }];
    if !manifest.build.is_empty() {
        lines.push(format!("built by {}", shell_words::join(&manifest.build)));
    }
    lines
}

fn trust_lines(added: &Added, state: &Standing) -> Vec<String> {
    let Some(trusted) = &added.trusted else { return vec!["not trusted".to_owned()] };
    let let_in = if trusted.in_process { ", and let into the process of claims itself" } else { "" };
    let mut lines = vec![
        format!("trusted {}{let_in}", trusted.at),
        format!("plugin.toml  {}", trusted.manifest),
        format!("file         {}", trusted.file),
    ];
    match state {
        Standing::Changed { trusted, now } => {
            let now = now.as_ref().map_or("no file".to_owned(), ToString::to_string);
            lines.push(format!("changed since: {trusted} is {now} now; it is refused until it is trusted again"));
        }
        Standing::Gone => lines.push("gone from its folder; the copy is run".to_owned()),
        Standing::Trusted | Standing::Untrusted => {}
    }
    lines
}

fn described(manifest: &Manifest, standing: &str) -> Value {
    let mut value = json!({
        "schema": "claims/plugin/1", "name": manifest.name, "version": manifest.version, "kinds": manifest.kinds,
        "standing": standing, "summary": manifest.summary,
    });
    if manifest.kinds.contains(&Kind::Exporter) {
        value["writes"] = json!(manifest.writes);
    }
    value
}

fn standing(added: &Added, standing: &Standing) -> &'static str {
    match standing {
        Standing::Untrusted => "not trusted",
        Standing::Trusted | Standing::Gone if added.trusted.as_ref().is_some_and(|trusted| trusted.in_process) => {
            "trusted in process"
        }
        Standing::Trusted | Standing::Gone => "trusted",
        Standing::Changed { .. } => "changed",
    }
}
