//! `claims plugin`: the plugins at hand.

use crate::{
    args::Global,
    failure::Outcome,
    plugins,
    render::{Out, Table},
    world::World,
};

/// See the plugins
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// List the plugins, what they are for, and where they come from
    List,
}

pub(crate) fn run(command: &Command, global: &Global, world: &World) -> Outcome<()> {
    let Command::List = command;
    let mut out = Out::new(global, world);
    let registry = plugins::bundled()?;
    if out.json {
        for plugin in registry.plugins() {
            out.object(&serde_json::json!({
                "schema": "claims/plugin/1",
                "name": plugin.name(),
                "version": plugin.version(),
                "kinds": kinds(plugin),
                "origin": "bundled",
                "summary": plugin.summary(),
            }))?;
        }
        return out.done();
    }
    let mut table = Table::new(&mut out, &["plugin", "kind", "version", "from", "summary"]);
    for plugin in registry.plugins() {
        table.row(&[plugin.name(), &kinds(plugin).join(", "), plugin.version(), "bundled", plugin.summary()])?;
    }
    table.end("no plugins")?;
    out.done()
}

fn kinds(plugin: &claims_host::Plugin) -> Vec<&'static str> {
    plugin.kinds().into_iter().map(claims_host::Kind::word).collect()
}
