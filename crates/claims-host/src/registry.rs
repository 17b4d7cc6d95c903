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
    /// The name that was probably meant.
    pub meant: Option<String>,
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
    /// When there is none; then with the name that was probably meant.
    pub fn find(&self, kind: Kind, name: &str) -> Result<&Plugin, Unknown> {
        self.of(kind).find(|plugin| plugin.name() == name).ok_or_else(|| {
            let known: Vec<String> = self.of(kind).map(|plugin| plugin.name().to_owned()).collect();
            Unknown { name: name.to_owned(), kind, meant: nearest(name, &known), known }
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

/// The known name that is the fewest letters away, if that is a third of its length at most.
fn nearest(name: &str, known: &[String]) -> Option<String> {
    let near = known.iter().map(|candidate| (distance(name, candidate), candidate));
    let (letters, candidate) = near.min_by_key(|(letters, _)| *letters)?;
    (letters * 3 <= candidate.chars().count().max(3)).then(|| candidate.clone())
}

/// How many letters to put in, take out or replace between two words.
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.chars().count()).collect();
    for (at, c) in one.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], at + 1);
        for (next, d) in (1..).zip(other.chars()) {
            let replaced = diagonal + usize::from(c != d);
            diagonal = row[next];
            row[next] = replaced.min(diagonal + 1).min(row[next - 1] + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_fingers_is_understood_and_another_word_is_not() {
        let known = ["quadratic".to_owned(), "prose".to_owned()];
        assert_eq!(nearest("quadartic", &known).as_deref(), Some("quadratic"));
        assert_eq!(nearest("proze", &known).as_deref(), Some("prose"));
        assert_eq!(nearest("markdown", &known), None);
        assert_eq!((distance("", "abc"), distance("kitten", "sitting")), (3, 3));
    }
}
