//! The plugins that a program has, by name.

use crate::{Kind, Plugin};

/// The plugins that a program has. Which those are is the program's business.
#[derive(Debug, Default)]
pub struct Registry {
    plugins: Vec<Plugin>,
}

/// There is no plugin of this name and kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no {kind} is called {name:?}")]
pub struct Unknown {
    /// The name as given.
    pub name: String,
    /// The kind that was looked for.
    pub kind: Kind,
    /// The names that there are.
    pub known: Vec<String>,
}

impl Registry {
    /// Adds a plugin; one of the same name that is already there gives way.
    pub fn add(&mut self, plugin: Plugin) {
        self.plugins.retain(|known| known.name() != plugin.name());
        self.plugins.push(plugin);
    }

    /// All plugins, in the order in which they were added.
    pub fn plugins(&self) -> &[Plugin] {
        &self.plugins
    }

    /// The plugins of a kind, in the order in which they were added.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = &Plugin> {
        self.plugins.iter().filter(move |plugin| plugin.is(kind))
    }

    /// The plugin of a kind by its name.
    ///
    /// # Errors
    /// When there is none; then with the names that there are.
    pub fn find(&self, kind: Kind, name: &str) -> Result<&Plugin, Unknown> {
        self.of(kind).find(|plugin| plugin.name() == name).ok_or_else(|| {
            let known: Vec<String> = self.of(kind).map(|plugin| plugin.name().to_owned()).collect();
            Unknown { name: name.to_owned(), kind, known }
        })
    }
}

impl FromIterator<Plugin> for Registry {
    fn from_iter<I: IntoIterator<Item = Plugin>>(plugins: I) -> Self {
        let mut registry = Self::default();
        plugins.into_iter().for_each(|plugin| registry.add(plugin));
        registry
    }
}
