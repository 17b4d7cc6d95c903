//! What a plugin says of itself in the file beside it, which is read without running any of it.

use std::{
    collections::BTreeMap,
    path::{Component, Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::{Example, Kind, plugin::is_name};

/// The name of that file.
pub const MANIFEST_FILE: &str = "plugin.toml";

/// A plugin's own account of itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Lower-case letters, digits and underscores.
    pub name: String,
    /// Its own version, for people to read.
    pub version: String,
    /// What it does, in one line.
    pub summary: String,
    /// What it is: one or more of the kinds.
    pub kinds: Vec<Kind>,
    /// The library or the program, in the folder of this file.
    pub file: PathBuf,
    /// What the program is started with, by its absolute path; a program that starts by itself has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interpreter: Option<PathBuf>,
    /// What an exporter writes.
    #[serde(default, skip_serializing_if = "Writes::is_file")]
    pub writes: Writes,
    /// What can be set, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub options: BTreeMap<String, OptionSpec>,
    /// What it is shown beyond what every exporter is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wants: Vec<Want>,
    /// What builds the file, in its author's folder: a program and its arguments. Only `claims plugin dev` runs it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub build: Vec<String>,
    /// What it answers, by example.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<Example>,
}

/// What an exporter may ask to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Want {
    /// The texts of the versions, and the way from each to the next.
    Texts,
    /// What `claims check` finds about the claims that were asked about.
    Findings,
    /// When the checks of claims were published and withdrawn, as the log tells.
    Publications,
    /// The casebook's language in its option `language`, where none is set, and the casebook's own words.
    Language,
}

/// What an exporter writes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Writes {
    /// One file.
    #[default]
    File,
    /// A folder of files, as a tar archive.
    Folder,
}

impl Writes {
    /// Whether it is one file.
    pub const fn is_file(&self) -> bool {
        matches!(self, Self::File)
    }
}

/// Something that can be set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OptionSpec {
    /// What values it takes.
    #[serde(rename = "type")]
    pub sort: Sort,
    /// What it is for, in one line.
    pub help: String,
    /// Its value where none is set, written as it would be set.
    pub default: String,
    /// The least number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<f64>,
    /// The greatest number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<f64>,
    /// The words of a choice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
}

/// A sort of value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// Any text.
    Text,
    /// A number.
    Number,
    /// A whole number.
    Integer,
    /// `true` or `false`.
    Flag,
    /// One of some words.
    Choice,
}

impl Manifest {
    /// Whether what it says can be.
    ///
    /// # Errors
    /// Says what cannot.
    pub fn check(&self) -> Result<(), String> {
        if !is_name(&self.name) {
            return Err(format!("name: {:?} is not made of lower-case letters, digits and underscores", self.name));
        }
        for (what, text) in [("version", &self.version), ("summary", &self.summary)] {
            if text.trim().is_empty() || text.contains(char::is_control) {
                return Err(format!("{what}: write it in one line"));
            }
        }
        if !self.wants.is_empty() && !self.kinds.contains(&Kind::Exporter) {
            return Err("wants: only exporters are shown more".to_owned());
        }
        if self.kinds.is_empty() {
            return Err("kinds: a plugin is of one kind at least".to_owned());
        }
        let is_plain = |path: &Path| path.components().all(|part| matches!(part, Component::Normal(_)));
        if self.file == Path::new(MANIFEST_FILE) {
            return Err(format!("file: {MANIFEST_FILE} says what the plugin is, and cannot be it"));
        }
        if self.file.as_os_str().is_empty() || !is_plain(&self.file) || self.file.components().count() != 1 {
            return Err(format!("file: {} is not a file in the plugin's own folder", self.file.display()));
        }
        if !self.writes.is_file() && !self.kinds.contains(&Kind::Exporter) {
            return Err("writes: it is for exporters".to_owned());
        }
        if let Some(interpreter) = self.interpreter.as_ref().filter(|interpreter| !interpreter.is_absolute()) {
            return Err(format!("interpreter: {} is not an absolute path", interpreter.display()));
        }
        for (name, option) in &self.options {
            if !is_name(name) {
                return Err(format!("options.{name}: a name is made of lower-case letters, digits and underscores"));
            }
            option.form().map_err(|why| format!("options.{name}: {why}"))?;
            option.check(&option.default).map_err(|why| format!("options.{name}: the default {why}"))?;
        }
        for (number, example) in (1..).zip(&self.examples) {
            let wrong = |why: String| format!("example {number}: {why}");
            if example.about.trim().is_empty() || example.about.contains(char::is_control) {
                return Err(wrong("write what it is about in one line: about".to_owned()));
            }
            example.question(&self.kinds).map_err(wrong)?;
            self.options(&example.set).map_err(|why| wrong(format!("set: {why}")))?;
        }
        Ok(())
    }

    /// Whether the file is a library, by its ending; else it is a program.
    pub fn is_library(&self) -> bool {
        self.file.extension().is_some_and(|ending| ending == std::env::consts::DLL_EXTENSION)
    }

    /// The values of all options, with `set` in the place of defaults.
    ///
    /// # Errors
    /// Names the option that there is not, or the value that it does not take.
    pub fn options(&self, set: &BTreeMap<String, String>) -> Result<BTreeMap<String, String>, String> {
        if let Some(unknown) = set.keys().find(|name| !self.options.contains_key(*name)) {
            let known: Vec<&str> = self.options.keys().map(String::as_str).collect();
            let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
            return Err(format!("{} has no option {unknown:?}; it has: {known}", self.name));
        }
        let value = |(name, option): (&String, &OptionSpec)| {
            let value = set.get(name).unwrap_or(&option.default);
            option.check(value).map_err(|why| format!("{name}: {value:?} {why}"))?;
            Ok((name.clone(), value.clone()))
        };
        self.options.iter().map(value).collect()
    }
}

impl OptionSpec {
    /// Whether its members go together, and each can be told in one line.
    fn form(&self) -> Result<(), String> {
        let is_line = |text: &str| !text.trim().is_empty() && !text.contains(char::is_control);
        let is_number = matches!(self.sort, Sort::Number | Sort::Integer);
        match self.sort {
            Sort::Choice if self.choices.is_empty() => Err("a choice needs choices".to_owned()),
            Sort::Choice => match self.choices.iter().find(|choice| !is_line(choice)) {
                Some(choice) => Err(format!("choices: {choice:?} is not one line")),
                None => Ok(()),
            },
            _ if !self.choices.is_empty() => Err("choices are for an option of type \"choice\"".to_owned()),
            _ => Ok(()),
        }?;
        if !is_number && (self.min.is_some() || self.max.is_some()) {
            return Err("min and max are for an option of type \"number\" or \"integer\"".to_owned());
        }
        if is_line(&self.help) { Ok(()) } else { Err("help: write it in one line".to_owned()) }
    }

    /// Whether this value can be set.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn check(&self, value: &str) -> Result<(), String> {
        let number = match self.sort {
            Sort::Text => return Ok(()),
            Sort::Flag if matches!(value, "true" | "false") => return Ok(()),
            Sort::Flag => return Err("is not true or false".to_owned()),
            Sort::Choice if self.choices.iter().any(|choice| choice == value) => return Ok(()),
            Sort::Choice => return Err(format!("is none of {}", self.choices.join(", "))),
            #[expect(clippy::cast_precision_loss, reason = "only its size is compared")]
            Sort::Integer => value.parse::<i64>().map_err(|_| "is not a whole number".to_owned())? as f64,
            Sort::Number => value.parse::<f64>().map_err(|_| "is not a number".to_owned())?,
        };
        if !number.is_finite() {
            return Err("is not a number".to_owned());
        }
        match (self.min, self.max) {
            (Some(min), _) if number < min => Err(format!("is less than {min}")),
            (_, Some(max)) if number > max => Err(format!("is more than {max}")),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn option(sort: Sort, default: &str) -> OptionSpec {
        let (min, max) = match sort {
            Sort::Number | Sort::Integer => (Some(0.0), Some(1.0)),
            _ => (None, None),
        };
        let choices = if sort == Sort::Choice { vec!["a".to_owned()] } else { Vec::new() };
        OptionSpec { sort, help: "x".to_owned(), default: default.to_owned(), min, max, choices }
    }

    fn manifest() -> Manifest {
        Manifest {
            name: "hello".to_owned(),
            version: "1".to_owned(),
            summary: "x".to_owned(),
            kinds: vec![Kind::Scorer],
            file: "hello.py".into(),
            interpreter: None,
            writes: Writes::File,
            options: BTreeMap::from([("prior".to_owned(), option(Sort::Number, "0.5"))]),
            wants: Vec::new(),
            build: Vec::new(),
            examples: Vec::new(),
        }
    }

    #[test]
    fn options_are_checked_before_anything_runs() {
        let set = |name: &str, value: &str| {
            manifest().options(&BTreeMap::from([(name.to_owned(), value.to_owned())])).map_err(|why| why.to_string())
        };
        assert_eq!(manifest().options(&BTreeMap::new()).unwrap()["prior"], "0.5");
        assert_eq!(set("prior", "0.25").unwrap()["prior"], "0.25");
        assert_eq!(set("prior", "2").unwrap_err(), "prior: \"2\" is more than 1");
        assert_eq!(set("prior", "NaN").unwrap_err(), "prior: \"NaN\" is not a number");
        assert_eq!(set("prio", "0").unwrap_err(), "hello has no option \"prio\"; it has: prior");
        assert!(option(Sort::Flag, "yes").check("yes").is_err() && option(Sort::Choice, "a").check("a").is_ok());
        assert!(option(Sort::Integer, "1").check("0.5").is_err());
    }

    #[test]
    fn the_members_of_an_option_go_together() {
        let with = |option: OptionSpec| {
            let options = BTreeMap::from([("x".to_owned(), option)]);
            Manifest { options, ..manifest() }.check()
        };
        for sort in [Sort::Text, Sort::Number, Sort::Integer, Sort::Flag, Sort::Choice] {
            let default = match sort {
                Sort::Text | Sort::Choice => "a",
                Sort::Number | Sort::Integer => "1",
                Sort::Flag => "true",
            };
            assert_eq!(with(option(sort, default)), Ok(()), "{sort:?}");
            let other = OptionSpec { choices: vec!["a".to_owned()], ..option(sort, default) };
            assert_eq!(with(other).is_ok(), sort == Sort::Choice, "{sort:?} with choices");
            let other = OptionSpec { max: Some(2.0), ..option(sort, default) };
            assert_eq!(with(other).is_ok(), matches!(sort, Sort::Number | Sort::Integer), "{sort:?} with max");
            for help in ["", " ", "two\nlines"] {
                assert!(with(OptionSpec { help: help.to_owned(), ..option(sort, default) }).is_err());
            }
        }
        let choices = |choices: &[&str]| {
            let choices = choices.iter().map(|choice| (*choice).to_owned()).collect();
            with(OptionSpec { choices, ..option(Sort::Choice, "a") })
        };
        assert_eq!(choices(&["a", "b\nc"]), Err("options.x: choices: \"b\\nc\" is not one line".to_owned()));
        assert!(choices(&["a", " "]).is_err() && choices(&[]).is_err());
    }

    #[test]
    fn a_manifest_names_only_what_lies_beside_it() {
        assert_eq!(manifest().check(), Ok(()));
        for file in ["", "../hello.py", "/bin/sh", "a/b", "."] {
            assert!(Manifest { file: file.into(), ..manifest() }.check().is_err(), "{file}");
        }
        assert!(Manifest { name: "Hello".to_owned(), ..manifest() }.check().is_err());
        assert!(Manifest { interpreter: Some("python3".into()), ..manifest() }.check().is_err());
        assert!(Manifest { kinds: Vec::new(), ..manifest() }.check().is_err());
        assert!(Manifest { writes: Writes::Folder, ..manifest() }.check().is_err());
    }
}
