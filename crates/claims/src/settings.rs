//! What people set in `claims.toml`: who the desk is, the scales it decides on, what it captures, which plugins it uses.

use std::{collections::BTreeMap, path::Path};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use claims_model::{Label, Scale};
use serde::Deserialize;

use crate::failure::{Exit, Failure, Outcome};

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
    #[serde(default)]
    scales: BTreeMap<String, OwnScale>,
}

#[derive(Debug, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub(crate) struct Desk {
    /// How the casebook is called in reports.
    pub(crate) title: Option<String>,
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
#[serde(deny_unknown_fields, default)]
pub(crate) struct Plugins {
    /// The scorer of `claims score` and of reports.
    pub(crate) scorer: String,
    /// The differ of `claims diff`.
    pub(crate) differ: String,
    /// The exporter of `claims report`.
    pub(crate) exporter: String,
}

impl Default for Plugins {
    fn default() -> Self {
        Self { scorer: "quadratic".to_owned(), differ: "prose".to_owned(), exporter: "markdown".to_owned() }
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
        let settings: Self = toml::from_str(text).map_err(|error| invalid(path, text, &error))?;
        settings.check(path)?;
        Ok(settings)
    }

    fn check(&self, path: &Path) -> Outcome<()> {
        let wrong = |what: String| Failure::new(Exit::Usage, format!("{}: {what}", path.display()));
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
    let Some(span) = error.span() else { return failure };
    let name = path.display().to_string();
    let snippet = Snippet::source(text).path(&name).annotation(AnnotationKind::Primary.span(span));
    let group = Level::ERROR.primary_title(error.message()).element(snippet);
    let drawn = Renderer::plain().render(&[group]);
    // The first line repeats the message that the failure carries already.
    let place = drawn.split_once('\n').map_or("", |(_, place)| place);
    failure.place(crate::render::safe_lines(place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_reads_as_the_defaults() {
        let read = |text: &str| Settings::parse(Path::new("claims.toml"), text).unwrap();
        let defaults = read("");
        assert_eq!(read(TEMPLATE), defaults);
        // What stands in comments is the default as well, but for the examples, which have none.
        let is_setting = |line: &str| line.starts_with('[') || line.contains(" = ");
        let shown: Vec<&str> = TEMPLATE.lines().map(|line| line.trim_start_matches("# ")).collect();
        let shown = shown.into_iter().filter(|line| is_setting(line)).collect::<Vec<_>>().join("\n");
        let shown = read(&shown);
        assert_eq!(shown.verdicts, defaults.verdicts);
        assert_eq!(shown.capture, defaults.capture);
        assert_eq!(shown.plugins, defaults.plugins);
        assert!(shown.desk.title.is_some() && shown.desk.user.is_some() && shown.scales.contains_key("house"));
    }
}
