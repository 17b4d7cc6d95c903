//! What stands under `[plugins]` in `claims.toml`: which plugin a command uses, for how long it may think, and its options.

use std::{collections::BTreeMap, time::Duration};

use claims_host::Kind;
use serde::Deserialize;

use super::{Settings, caret};
use crate::failure::{Exit, Failure, Outcome};

/// How long a plugin may be given for one answer, in seconds: an hour is longer than anybody waits.
const DEADLINES: std::ops::RangeInclusive<i64> = 1..=3600;

#[derive(Debug, Deserialize, PartialEq)]
#[serde(default)]
pub(crate) struct Plugins {
    /// The scorer of `claims score` and of reports.
    pub(crate) scorer: String,
    /// The differ of `claims diff`.
    pub(crate) differ: String,
    /// The exporter of `claims report`.
    pub(crate) exporter: String,
    /// The finder of `claims suggest`.
    pub(crate) finder: String,
    /// How long a plugin in a process of its own may take for one answer, in seconds.
    deadline_seconds: i64,
    /// Options, by the plugin's name.
    #[serde(flatten)]
    options: BTreeMap<String, toml::Value>,
}

impl Plugins {
    pub(crate) fn deadline(&self) -> Duration {
        Duration::from_secs(self.deadline_seconds.unsigned_abs())
    }

    /// Which plugin does what, where nothing else is typed.
    pub(crate) fn defaults(&self) -> [(Kind, &str); 4] {
        [
            (Kind::Scorer, &self.scorer),
            (Kind::Differ, &self.differ),
            (Kind::Exporter, &self.exporter),
            (Kind::Finder, &self.finder),
        ]
    }

    /// The plugins that options are set for, by name.
    pub(crate) fn with_options(&self) -> impl Iterator<Item = &str> {
        self.options.keys().map(String::as_str)
    }
}

impl Default for Plugins {
    fn default() -> Self {
        Self {
            scorer: "quadratic".to_owned(),
            differ: "prose".to_owned(),
            exporter: "markdown".to_owned(),
            finder: "quotes".to_owned(),
            deadline_seconds: 30,
            options: BTreeMap::new(),
        }
    }
}

/// Options that were set for a plugin, and where, for an error that points there.
pub(crate) struct SetOptions<'s> {
    pub(crate) set: BTreeMap<String, String>,
    settings: &'s Settings,
    plugin: String,
    typed: Vec<String>,
}

impl SetOptions<'_> {
    /// The failure for one of them that the plugin refuses.
    pub(crate) fn wrong(&self, option: &str, why: String) -> Failure {
        if self.typed.iter().any(|typed| typed == option) {
            return Failure::new(Exit::Usage, format!("--set: {why}"));
        }
        self.settings.wrong(&["plugins", &self.plugin, option], &why)
    }
}

impl Settings {
    pub(super) fn check_plugins(&self) -> Outcome<()> {
        let seconds = self.plugins.deadline_seconds;
        if !DEADLINES.contains(&seconds) {
            let why =
                format!("deadline_seconds is from {} to {}, and not {seconds}", DEADLINES.start(), DEADLINES.end());
            return Err(self.wrong(&["plugins", "deadline_seconds"], &why));
        }
        let Some((name, _)) = self.plugins.options.iter().find(|(_, value)| !value.is_table()) else { return Ok(()) };
        let why = format!(
            "unknown field `{name}`, expected `scorer`, `differ`, `exporter`, `finder`, `deadline_seconds` or a table"
        );
        let failure = self.wrong(&["plugins", name], &why);
        // Whoever looks for a default of this kind learns why there is none.
        Err(if name == "importer" {
            failure.hint("an importer is named each time: claims import FILE --from NAME")
        } else {
            failure
        })
    }

    /// The options of a plugin: those of the settings and, over them, `NAME=VALUE` as typed.
    ///
    /// # Errors
    /// When one is no name and value.
    pub(crate) fn options(&self, plugin: &str, typed: &[String]) -> Outcome<SetOptions<'_>> {
        let table = self.plugins.options.get(plugin).and_then(toml::Value::as_table);
        let mut set: BTreeMap<String, String> = BTreeMap::new();
        for (name, value) in table.into_iter().flatten() {
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            set.insert(name.clone(), value);
        }
        let mut names = Vec::new();
        for pair in typed {
            let (name, value) = pair.split_once('=').ok_or_else(|| {
                Failure::new(Exit::Usage, format!("--set {pair:?}: write the option, =, and its value"))
            })?;
            set.insert(name.trim().to_owned(), value.to_owned());
            names.push(name.trim().to_owned());
        }
        Ok(SetOptions { set, settings: self, plugin: plugin.to_owned(), typed: names })
    }

    /// The failure for a plugin that there is not; it points at the settings where they name it.
    pub(crate) fn no_plugin(&self, kind: Kind, name: &str, why: &str) -> Failure {
        let keys = ["plugins", kind.word()];
        if self.plugins.defaults().contains(&(kind, name)) && self.span(&keys).is_some() {
            Failure { exit: Exit::NotFound, ..self.wrong(&keys, why) }
        } else {
            Failure::new(Exit::NotFound, why)
        }
    }

    /// The failure for a value that cannot be, with the place where it stands.
    fn wrong(&self, keys: &[&str], why: &str) -> Failure {
        let failure = Failure::new(Exit::Usage, format!("{}: {why}", self.path.display()));
        match self.span(keys) {
            Some(span) => failure.place(caret(&self.path, &self.source, span, why)),
            None => failure,
        }
    }

    /// Where the options of a plugin stand: the file, and the line where it is known.
    pub(crate) fn place_of(&self, key: &str) -> String {
        let file = self.path.display();
        match self.key_span("plugins", key) {
            Some(span) => format!("{file}:{}", self.source[..span.start].matches('\n').count() + 1),
            None => file.to_string(),
        }
    }
}
