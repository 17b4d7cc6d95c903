//! What the settings say of plugins which are not here: a slip of the pen, or a plugin of somebody who shares the casebook.

use std::sync::atomic::{AtomicBool, Ordering};

use claims_host::Kind;

use crate::{
    bundled::bundled,
    desk::Desk,
    failure::Outcome,
    plugins::{self, shelf},
    refs,
    render::safe,
    settings::Settings,
    world::World,
};

/// Options that nothing here takes.
pub(crate) struct Stray {
    /// What is said of them, in a line.
    pub(crate) what: String,
    /// The plugin that was probably meant.
    pub(crate) meant: Option<String>,
}

/// Whether they were told of: a command may look for a plugin more than once.
static TOLD: AtomicBool = AtomicBool::new(false);

/// Tells of all of them, or of those that were probably meant for one plugin.
pub(crate) fn tell(desk: &Desk<'_>, plugin: Option<&str>) -> Outcome<()> {
    let mut out = desk.out();
    let strays = strays(desk.world, &desk.settings)?;
    let is_about = |stray: &&Stray| plugin.is_none_or(|plugin| stray.meant.as_deref() == Some(plugin));
    let told: Vec<&Stray> = strays.iter().filter(is_about).collect();
    if told.is_empty() || TOLD.swap(true, Ordering::Relaxed) {
        return Ok(());
    }
    told.into_iter().try_for_each(|stray| out.message(&format!("warning: {}", safe(&stray.what))))
}

/// Options that are set for plugins which are neither bundled nor the user's own.
pub(crate) fn strays(world: &World, settings: &Settings) -> Outcome<Vec<Stray>> {
    if settings.plugins.with_options().next().is_none() {
        return Ok(Vec::new());
    }
    let registry = bundled()?;
    let mut known: Vec<String> = registry.plugins().iter().map(|plugin| plugin.name().to_owned()).collect();
    // Without a shelf there are only the bundled ones.
    let own = shelf(world).ok().map(|shelf| shelf.list()).transpose()?.unwrap_or_default();
    known.extend(own.into_iter().map(|added| added.name));
    let strays = settings.plugins.with_options().filter(|name| !known.iter().any(|known| known == name));
    Ok(strays
        .map(|name| {
            let place = settings.place_of(name);
            let what = format!("{place}: [plugins.{name}]: no plugin of this name is known here");
            let meant = refs::nearest(name, known.iter().map(String::as_str)).map(str::to_owned);
            match &meant {
                Some(meant) => Stray { what: format!("{what}; did you mean {meant}?"), meant: Some(meant.clone()) },
                None => Stray { what, meant },
            }
        })
        .collect())
}

/// The settings that name a plugin which is not here, or does something else; a command that needs it fails with the same.
pub(crate) fn defaults(world: &World, settings: &Settings) -> Vec<String> {
    let is_here = |kind: Kind, name: &str| plugins::kinds(world, name).is_ok_and(|kinds| kinds.contains(&kind));
    let absent = settings.plugins.defaults().into_iter().filter(|(kind, name)| !is_here(*kind, name));
    absent.map(|(kind, name)| format!("{}: no {kind} is called {name:?}", settings.place_of(kind.word()))).collect()
}
