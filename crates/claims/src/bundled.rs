//! The bundled plugins: linked in through the entry that a library would export, with what a manifest says of others.

use std::path::PathBuf;

use claims_host::{Manifest, Plugin, Registry, Want, Writes};

use crate::{
    bundle,
    failure::{Exit, Failure, Outcome},
    tree,
};

/// The bundled plugins.
pub(crate) fn bundled() -> Outcome<Registry> {
    let entries = [
        &claims_plugin_quadratic::PLUGIN,
        &claims_plugin_dfquad::PLUGIN,
        &claims_plugin_admiralty::PLUGIN,
        &claims_plugin_independence::PLUGIN,
        &claims_plugin_prose::PLUGIN,
        &claims_plugin_lines::PLUGIN,
        &claims_plugin_markdown::PLUGIN,
        &claims_plugin_html::HTML,
        &claims_plugin_html::SITE,
        &claims_plugin_typst::PLUGIN,
        &claims_plugin_claimreview::PLUGIN,
        &claims_plugin_vault::PLUGIN,
        &claims_plugin_tables::comma::PLUGIN,
        &claims_plugin_tables::tab::PLUGIN,
        &claims_plugin_tables::workbook::PLUGIN,
        &claims_plugin_webannotation::PLUGIN,
        &claims_plugin_aif::PLUGIN,
        &claims_plugin_argdown::PLUGIN,
        &claims_plugin_datasette::PLUGIN,
        &claims_plugin_quotes::PLUGIN,
    ];
    entries
        .into_iter()
        .map(|entry| {
            Plugin::linked(entry)
                .map_err(|why| Failure::new(Exit::Plugin, format!("a bundled plugin is broken: {why}")))
        })
        .collect()
}

/// Refuses a name for a plugin of the user's that is taken: the bundled one would be found first, and the other never.
pub(crate) fn refuse(name: &str) -> Outcome<()> {
    let is_bundled = bundled()?.plugins().iter().any(|plugin| plugin.name() == name);
    if is_bundled || [tree::NAME, bundle::NAME].contains(&name) {
        return Err(Failure::new(Exit::Refused, format!("a bundled plugin is called {name}")).hint("take another name"));
    }
    Ok(())
}

/// What a bundled plugin says of itself, as those in a folder do by their manifest.
pub(crate) fn account(plugin: &Plugin) -> Outcome<Manifest> {
    let options = match plugin.name() {
        "claimreview" => claims_plugin_claimreview::OPTIONS,
        "vault" => claims_plugin_vault::OPTIONS,
        "csv" | "tsv" => claims_plugin_tables::OPTIONS,
        "xlsx" => claims_plugin_tables::workbook::OPTIONS,
        "webannotation" => claims_plugin_webannotation::OPTIONS,
        "markdown" => claims_plugin_markdown::OPTIONS,
        "html" | "site" => claims_plugin_html::OPTIONS,
        "typst" => claims_plugin_typst::OPTIONS,
        _ => "",
    };
    let options = toml::from_str(options)
        .map_err(|why| Failure::new(Exit::Plugin, format!("a bundled plugin is broken: {why}")))?;
    let (wants, writes) = exporter(plugin.name());
    Ok(Manifest {
        name: plugin.name().to_owned(),
        version: plugin.version().to_owned(),
        summary: plugin.summary().to_owned(),
        kinds: plugin.kinds(),
        file: PathBuf::new(),
        interpreter: None,
        writes,
        options,
        wants: wants.to_vec(),
        build: Vec::new(),
        examples: Vec::new(),
    })
}

/// What a bundled exporter is shown beyond what every one is, and what it writes.
fn exporter(name: &str) -> (&'static [Want], Writes) {
    match name {
        "markdown" => (&[Want::Findings, Want::Publications, Want::Language], Writes::File),
        "html" => (&[Want::Texts, Want::Publications, Want::Language], Writes::File),
        "site" => (&[Want::Texts, Want::Publications, Want::Language], Writes::Folder),
        "typst" => (&[Want::Publications, Want::Language], Writes::File),
        "claimreview" => (&[Want::Publications], Writes::File),
        "vault" => (&[], Writes::Folder),
        _ => (&[], Writes::File),
    }
}
