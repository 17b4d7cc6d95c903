//! The program: what is typed becomes a command, a command's answer becomes an exit code.

// The fuzzer `desk` is this program with the entrance of `fuzzed`.
#![cfg_attr(fuzzing, no_main)]
#![cfg_attr(fuzzing, allow(dead_code, reason = "nothing is typed there"))]

mod address;
#[cfg_attr(not(feature = "fetch"), allow(dead_code, reason = "only what fetches asks for it"))]
mod again;
mod ahead;
mod args;
mod aside;
mod blocks;
mod bug;
mod bundle;
mod bundled;
mod capture;
mod commands;
mod conformance;
mod decision;
mod desk;
mod disagreement;
mod doubted;
mod drafts;
mod edit;
mod example;
mod failure;
#[cfg_attr(not(feature = "fetch"), allow(dead_code, reason = "only what fetches asks for it"))]
mod fetch;
mod folder;
mod front;
#[cfg(any(test, fuzzing))]
mod fuzzed;
mod graph;
mod later;
mod next;
mod packed;
mod pdf;
mod plugins;
#[cfg_attr(not(feature = "fetch"), allow(dead_code, reason = "only what fetches asks for it"))]
mod proxy;
mod readable;
mod reading;
mod refs;
mod render;
mod replace;
mod rules;
mod seal;
mod sensitivity;
mod settings;
mod shown;
mod statement;
mod strays;
mod swap;
mod templates;
mod touched;
mod tree;
mod typed;
mod withheld;
mod world;

use std::process::ExitCode;

use args::{Cli, Command, Global};
use clap::Parser as _;
use failure::Outcome;
use world::World;

fn main() -> ExitCode {
    // First of all: this process may be there for a plugin, and then it must give up its rights before anything else.
    if let Some(code) = claims_host::serve_if_asked() {
        return code;
    }
    let told = bug::told(|| {
        let typed = Cli::typed(std::env::args_os());
        let cli = match Cli::try_parse_from(&typed) {
            Ok(cli) => cli,
            Err(error) => return Ok(render::usage(&error, &typed)),
        };
        let outcome = World::read().and_then(|world| run(&cli, &world));
        Ok(outcome.map_or_else(|failure| render::failure(&cli.global, &failure), |()| ExitCode::SUCCESS))
    });
    told.unwrap_or_else(|failure| render::failure(&Global::default(), &failure))
}

/// Runs one command.
fn run(cli: &Cli, world: &World) -> Outcome<()> {
    let global = &cli.global;
    let desk = || desk::Desk::find(world, global);
    match &cli.command {
        Command::Init(args) => commands::init::run(args, global, world),
        Command::Help(args) => commands::help::run(args, global, world),
        Command::Completions(args) => commands::completions::run(args, global, world),
        Command::Plugin(command) => commands::plugin::run(command, global, world),
        Command::Source(command) => commands::source::run(command, &desk()?),
        Command::Party(command) => commands::party::run(command, &desk()?),
        Command::Add(args) => commands::add::run(args, &desk()?),
        Command::Appear(args) => commands::appear::run(args, &desk()?),
        Command::List(args) => commands::list::run(args, &desk()?),
        Command::Show(args) => commands::show::run(args, &desk()?),
        Command::Edit(args) => commands::edit::run(args, &desk()?),
        Command::Withdraw(args) => commands::withdraw::run(args, &desk()?),
        Command::Split(args) => commands::split::run(args, &desk()?),
        Command::Merge(args) => commands::merge::run(args, &desk()?),
        Command::Counter(args) => commands::link::run(&args.link, claims_model::Stance::Rebuts, &desk()?),
        Command::Support(args) => commands::link::run(&args.link, claims_model::Stance::Supports, &desk()?),
        Command::Context(args) => commands::link::run(&args.link, claims_model::Stance::Context, &desk()?),
        Command::Grade(args) => commands::grade::run(args, &desk()?),
        Command::Graph(args) => commands::graph::run(args, &desk()?),
        Command::Tag(args) => commands::tag::run(args, &desk()?),
        Command::Note(args) => commands::note::run(args, &desk()?),
        Command::Reply(command) => commands::reply::run(command, &desk()?),
        Command::Score(args) => commands::score::run(args, &desk()?),
        Command::WhatIf(args) => commands::what_if::run(args, &desk()?),
        Command::Verdict(args) => commands::verdict::run(args, &desk()?),
        Command::Diff(args) => commands::diff::run(args, &desk()?),
        Command::Anchor(args) => commands::anchor::run(args, &desk()?),
        Command::Check(args) => commands::check::run(args, &desk()?),
        Command::Report(args) => commands::report::run(args, &desk()?),
        Command::Template(command) => commands::template::run(command, &desk()?),
        Command::Export(args) => commands::export::run(args, &desk()?),
        Command::Import(args) => commands::import::run(args, &desk()?),
        Command::Suggest(args) => commands::suggest::run(args, &desk()?),
        Command::Match(args) => commands::matching::run(args, &desk()?),
        Command::Search(args) => commands::search::run(args, &desk()?),
        Command::Forget(args) => commands::forget::run(args, &desk()?),
        Command::Log(args) => commands::log::run(args, &desk()?),
        Command::Undo(args) => commands::undo::run(args, &desk()?),
        Command::Redo(args) => commands::undo::run_redo(args, &desk()?),
        Command::Verify(args) => commands::verify::run(args, &desk()?),
        Command::Seal(args) => commands::seal::run(args, &desk()?),
        Command::Backup(args) => commands::backup::run(args, &desk()?),
        Command::Restore(args) => commands::restore::run(args, global, world),
        Command::Doctor(args) => commands::doctor::run(args, &desk()?),
    }
}
