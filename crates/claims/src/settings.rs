//! What people set in `claims.toml`: who the desk is, the scales it decides on, what it captures, which plugins it uses.

mod plugins;

use std::{
    collections::BTreeMap,
    ops::Range,
    path::{Path, PathBuf},
};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use claims_model::{Label, Scale};
use serde::Deserialize;

pub(crate) use self::plugins::Plugins;
use crate::{
    failure::{Exit, Failure, Outcome},
    refs,
    rules::{self, Levels, RULES},
};

/// The annotated default file: what `claims init` writes.
pub(crate) const TEMPLATE: &str = include_str!("../../../claims.toml");

/// The settings of a casebook; everything has a default.
#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settings {
    #[serde(default)]
    pub(crate) desk: Desk,
    #[serde(default)]
    pub(crate) verdicts: Verdicts,
    #[serde(default)]
    pub(crate) capture: Capture,
    #[serde(default)]
    pub(crate) plugins: Plugins,
    /// How grave what `claims check` finds is.
    #[serde(default)]
    pub(crate) check: Levels,
    #[serde(default)]
    scales: BTreeMap<String, OwnScale>,
    /// Where they stand, as typed.
    #[serde(skip)]
    path: PathBuf,
    #[serde(skip)]
    source: String,
}

#[derive(Debug, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub(crate) struct Desk {
    /// How the casebook is called in reports.
    pub(crate) title: Option<String>,
    /// The language of reports, a BCP 47 tag.
    pub(crate) language: Option<String>,
    /// Who works, where neither `--as` nor `CLAIMS_USER` says so.
    pub(crate) user: Option<String>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Verdicts {
    /// The scale that verdicts are given on.
    pub(crate) scale: String,
}

impl Default for Verdicts {
    fn default() -> Self {
        Self { scale: "five-step".to_owned() }
    }
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Capture {
    /// The largest capture taken, in MiB.
    pub(crate) max_mib: u32,
}

impl Default for Capture {
    fn default() -> Self {
        Self { max_mib: 16 }
    }
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct OwnScale {
    /// Labels from the least true to the truest, numbered from 1.
    labels: Vec<String>,
    /// Labels without a number.
    #[serde(default)]
    off_scale: Vec<String>,
}

impl Settings {
    /// Reads the settings in `text`, the content of the file at `path`.
    ///
    /// # Errors
    /// Names the line and points at the place.
    pub(crate) fn parse(path: &Path, text: &str) -> Outcome<Self> {
        let mut settings: Self = toml::from_str(text).map_err(|error| invalid(path, text, &error))?;
        (settings.path, settings.source) = (path.to_owned(), text.to_owned());
        settings.check(path)?;
        Ok(settings)
    }

    fn check(&self, path: &Path) -> Outcome<()> {
        let wrong = |what: String| Failure::new(Exit::Usage, format!("{}: {what}", path.display()));
        self.check_plugins()?;
        self.check_levels(path)?;
        for (name, scale) in &self.scales {
            if Scale::bundled().iter().any(|bundled| bundled.name == *name) {
                return Err(wrong(format!("the scale {name:?} is there already; give yours another name")));
            }
            let mut labels: Vec<Label> = Scale::from_names(name, &scale.labels, &scale.off_scale).labels;
            if scale.labels.len() < 2 {
                return Err(wrong(format!("the scale {name:?} needs at least two labels that lie on it")));
            }
            labels.sort_by(|one, other| one.label.cmp(&other.label));
            if labels.iter().any(|label| label.label.is_empty()) {
                return Err(wrong(format!("the scale {name:?} has a label without letters")));
            }
            if let Some(twice) = labels.windows(2).find(|pair| pair[0].label == pair[1].label) {
                return Err(wrong(format!("the scale {name:?} has the label {:?} twice", twice[0].name)));
            }
        }
        self.scale(None).map(|_| ()).map_err(|failure| Failure {
            exit: Exit::Usage,
            what: wrong(failure.what).what,
            ..failure
        })
    }

    /// That each rule of `[check]` is one, and each level.
    fn check_levels(&self, path: &Path) -> Outcome<()> {
        let near = |typed: &str, known: &[&'static str]| match refs::nearest(typed, known.iter().copied()) {
            Some(near) => format!("did you mean {near}?"),
            None => format!("known: {}", known.join(", ")),
        };
        for (code, level) in self.check.set() {
            let codes: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
            let (why, hint, span) = if !codes.contains(&code) {
                (format!("no rule is called {code:?}"), near(code, &codes), self.key_span("check", code))
            } else if rules::Level::of(level).is_none() {
                let words = rules::Level::WORDS.map(|(word, _)| word);
                (format!("{level:?} is not a level"), near(level, &words), self.span(&["check", code]))
            } else {
                continue;
            };
            let failure = Failure::new(Exit::Usage, format!("{}: [check]: {why}", path.display())).hint(hint);
            return Err(match span {
                Some(span) => failure.place(caret(path, &self.source, span, &why)),
                None => failure,
            });
        }
        Ok(())
    }

    /// Where the name of a value stands in a table of the settings.
    fn key_span(&self, table: &str, key: &str) -> Option<Range<usize>> {
        let root = toml::de::DeTable::parse(&self.source).ok()?;
        let table = root.get_ref().get(table)?.get_ref().as_table()?;
        table.keys().find(|known| known.get_ref() == key).map(toml::Spanned::span)
    }

    /// Where a value stands in the settings.
    fn span(&self, keys: &[&str]) -> Option<Range<usize>> {
        let table = toml::de::DeTable::parse(&self.source).ok()?;
        let mut at = table.get_ref().get(*keys.first()?)?;
        for key in &keys[1..] {
            at = at.get_ref().as_table()?.get(*key)?;
        }
        Some(at.span())
    }

    /// Every scale: the bundled ones, then the casebook's own.
    pub(crate) fn scales(&self) -> Vec<Scale> {
        let own = self.scales.iter().map(|(name, scale)| Scale::from_names(name, &scale.labels, &scale.off_scale));
        Scale::bundled().into_iter().chain(own).collect()
    }

    /// The scale called `name`, or the one that verdicts are given on.
    ///
    /// # Errors
    /// When there is no such scale.
    pub(crate) fn scale(&self, name: Option<&str>) -> Outcome<Scale> {
        let name = name.unwrap_or(&self.verdicts.scale);
        let mut scales = self.scales();
        let known = scales.iter().position(|scale| scale.name == name);
        match known {
            Some(at) => Ok(scales.swap_remove(at)),
            None => {
                let names: Vec<&str> = scales.iter().map(|scale| scale.name.as_str()).collect();
                Err(Failure::new(Exit::NotFound, format!("no scale is called {name:?}"))
                    .hint(format!("scales: {}", names.join(", "))))
            }
        }
    }
}

/// The failure for a TOML text that does not read, with the line and a caret.
pub(crate) fn invalid(path: &Path, text: &str, error: &toml::de::Error) -> Failure {
    let failure = Failure::new(Exit::Usage, format!("{}: {}", path.display(), error.message()));
    match error.span() {
        Some(span) => failure.place(caret(path, text, span, error.message())),
        None => failure,
    }
}

/// A place of a file, with its line and a caret.
fn caret(path: &Path, text: &str, span: Range<usize>, why: &str) -> String {
    let name = path.display().to_string();
    let snippet = Snippet::source(text).path(&name).annotation(AnnotationKind::Primary.span(span));
    let drawn = Renderer::plain().render(&[Level::ERROR.primary_title(why).element(snippet)]);
    // The first line repeats the message that the failure carries already.
    let place = drawn.split_once('\n').map_or("", |(_, place)| place);
    crate::render::safe_lines(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_reads_as_the_defaults() {
        let read = |text: &str| Settings::parse(Path::new("claims.toml"), text).unwrap();
        let defaults = read("");
        // Both but for the file they were read from.
        let read_whole = Settings { path: PathBuf::new(), source: String::new(), ..read(TEMPLATE) };
        assert_eq!(read_whole, Settings { path: PathBuf::new(), source: String::new(), ..read("") });
        // What stands in comments is the default as well, but for the examples, which have none.
        let is_setting = |line: &str| line.starts_with('[') || line.contains(" = ");
        let shown: Vec<&str> = TEMPLATE.lines().map(|line| line.trim_start_matches("# ")).collect();
        let shown = shown.into_iter().filter(|line| is_setting(line)).collect::<Vec<_>>().join("\n");
        let shown = read(&shown);
        assert_eq!(shown.verdicts, defaults.verdicts);
        assert_eq!(shown.capture, defaults.capture);
        assert_eq!(shown.plugins, defaults.plugins);
        let set: Vec<&str> = shown.check.set().map(|(code, _)| code).collect();
        assert!(RULES.iter().all(|rule| set.contains(&rule.code)), "claims.toml lists {set:?}");
        assert!(RULES.iter().all(|rule| shown.check.of(rule.code) == defaults.check.of(rule.code)));
        assert!(
            shown.desk.title.is_some()
                && shown.desk.language.is_some()
                && shown.desk.user.is_some()
                && shown.scales.contains_key("house")
        );
    }
}
