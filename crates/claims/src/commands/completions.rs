//! `claims completions`: what a shell needs to complete commands.

use clap::CommandFactory as _;
use clap_complete::Shell;

use crate::{
    args::{Cli, Global},
    failure::Outcome,
    render::Out,
    world::World,
};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claims completions bash > ~/.local/share/bash-completion/completions/claims\n  claims completions fish > ~/.config/fish/completions/claims.fish"
)]
pub(crate) struct Args {
    /// The shell
    shell: Shell,
}

pub(crate) fn run(args: &Args, global: &Global, world: &World) -> Outcome<()> {
    let mut out = Out::new(global, world);
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "claims", &mut script);
    std::io::Write::write_all(&mut out.raw(), &script)?;
    out.done()
}
