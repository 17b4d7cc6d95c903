//! What the project of a new plugin consists of, by kind and language; it writes no file.

use std::{
    env::consts,
    path::Path,
    process::{Command, Stdio},
};

use clap::ValueEnum;
use serde::Serialize;

use crate::failure::{Exit, Failure, Outcome};

/// The kinds of plugin that can be started.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Sort {
    /// Weighs claims
    Scorer,
    /// Tells what changed between two texts
    Differ,
    /// Writes claims out
    Exporter,
    /// Reads another program's file
    Importer,
    /// Points out what in a text could be checked
    Finder,
}

/// The languages that it can be started in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Language {
    /// A library, on the crate claims-plugin
    Rust,
    /// A library, on the header claims.h
    C,
    /// A program, on the standard library
    Python,
    /// A program, on the shell's builtins
    Sh,
}

/// A plugin that is about to be started.
#[derive(Debug)]
pub(super) struct Project<'n> {
    name: &'n str,
    kind: Sort,
    language: Language,
}

/// A template of `templates/plugin`.
macro_rules! template {
    ($path:literal) => {
        include_str!(concat!("../../../templates/plugin/", $path))
    };
}

/// A plugin and its test: by folder, kind, and how their files end.
macro_rules! code {
    ($folder:literal, $kind:literal, $ending:literal) => {
        [
            include_str!(concat!("../../../templates/plugin/", $folder, "/", $kind, $ending)),
            include_str!(concat!("../../../templates/plugin/", $folder, "/", $kind, "_test", $ending)),
        ]
    };
}

impl<'n> Project<'n> {
    pub(super) const fn new(name: &'n str, kind: Sort, language: Language) -> Self {
        Self { name, kind, language }
    }

    /// The files, by their paths in the project's folder.
    ///
    /// # Errors
    /// When the language is not fit for the kind, or its interpreter is not on this machine.
    pub(super) fn files(&self) -> Outcome<Vec<(&'static str, String)>> {
        let code = self.code()?;
        let interpreter = match self.language {
            Language::Rust | Language::C => String::new(),
            Language::Python => interpreter_line(&python()?),
            Language::Sh => interpreter_line("/bin/sh"),
        };
        let fill = |text: &str| {
            text.replace("{{interpreter}}", &interpreter)
                .replace("{{build}}", self.language.build_line())
                .replace("{{example}}", self.kind.example())
                .replace("{{option}}", self.kind.option())
                .replace("{{summary}}", self.kind.summary())
                .replace("{{kind}}", self.kind.word())
                .replace("{{name}}", self.name)
                .replace("{{use}}", &self.used())
                .replace("{{file}}", &self.file())
                .replace("{{prefix}}", consts::DLL_PREFIX)
                .replace("{{suffix}}", consts::DLL_SUFFIX)
        };
        let mut files = vec![("plugin.toml", template!("manifest.toml"))];
        files.extend(self.language.places().into_iter().zip(code));
        files.extend_from_slice(self.language.frame());
        Ok(files.into_iter().map(|(path, text)| (path, fill(text))).collect())
    }

    /// The command that builds it, where it must be built.
    pub(super) const fn build(&self) -> Option<&'static str> {
        match self.language {
            Language::Rust => Some("sh build.sh"),
            Language::C => Some("make"),
            Language::Python | Language::Sh => None,
        }
    }

    /// A command that uses it.
    pub(super) fn used(&self) -> String {
        match self.kind {
            Sort::Scorer => format!("claims score c1 --scorer {}", self.name),
            Sort::Differ => format!("claims diff s1 --differ {}", self.name),
            Sort::Exporter => format!("claims export --to {} c1", self.name),
            Sort::Importer => format!("claims import FILE --from {}", self.name),
            Sort::Finder => format!("claims suggest s1 --finder {}", self.name),
        }
    }

    /// What is run, as the manifest names it.
    fn file(&self) -> String {
        match self.language {
            Language::Rust | Language::C => format!("{}{}{}", consts::DLL_PREFIX, self.name, consts::DLL_SUFFIX),
            Language::Python => "plugin.py".to_owned(),
            Language::Sh => "plugin.sh".to_owned(),
        }
    }

    /// The plugin and its test.
    fn code(&self) -> Outcome<[&'static str; 2]> {
        Ok(match (self.language, self.kind) {
            (Language::Rust, Sort::Scorer) => code!("rust", "scorer", ".rs"),
            (Language::Rust, Sort::Differ) => code!("rust", "differ", ".rs"),
            (Language::Rust, Sort::Exporter) => code!("rust", "exporter", ".rs"),
            (Language::Rust, Sort::Importer) => code!("rust", "importer", ".rs"),
            (Language::Rust, Sort::Finder) => code!("rust", "finder", ".rs"),
            (Language::C, Sort::Scorer) => code!("c", "scorer", ".c"),
            (Language::C, Sort::Differ) => code!("c", "differ", ".c"),
            (Language::C, Sort::Exporter) => code!("c", "exporter", ".c"),
            (Language::C, Sort::Importer) => code!("c", "importer", ".c"),
            (Language::C, Sort::Finder) => code!("c", "finder", ".c"),
            (Language::Python, Sort::Scorer) => code!("python", "scorer", ".py"),
            (Language::Python, Sort::Differ) => code!("python", "differ", ".py"),
            (Language::Python, Sort::Exporter) => code!("python", "exporter", ".py"),
            (Language::Python, Sort::Importer) => code!("python", "importer", ".py"),
            (Language::Python, Sort::Finder) => code!("python", "finder", ".py"),
            (Language::Sh, Sort::Scorer) => code!("sh", "scorer", ".sh"),
            (Language::Sh, Sort::Exporter) => code!("sh", "exporter", ".sh"),
            (Language::Sh, Sort::Differ) => {
                return Err(beyond("a shell counts bytes, and a differ answers in characters"));
            }
            (Language::Sh, Sort::Finder) => {
                return Err(beyond("a shell counts bytes, and a finder answers in characters"));
            }
            (Language::Sh, Sort::Importer) => {
                return Err(beyond(
                    "an importer is given hexadecimal digits, and a shell is too slow to make a file of them",
                ));
            }
        })
    }
}

/// What a shell cannot do honestly.
fn beyond(why: &str) -> Failure {
    Failure::new(Exit::Usage, why).hint("take another language: --lang python")
}

impl Sort {
    const fn word(self) -> &'static str {
        match self {
            Self::Scorer => "scorer",
            Self::Differ => "differ",
            Self::Exporter => "exporter",
            Self::Importer => "importer",
            Self::Finder => "finder",
        }
    }

    /// The example that its manifest begins with.
    const fn example(self) -> &'static str {
        match self {
            Self::Scorer => template!("examples/scorer.toml"),
            Self::Differ => template!("examples/differ.toml"),
            Self::Exporter => template!("examples/exporter.toml"),
            Self::Importer => template!("examples/importer.toml"),
            Self::Finder => template!("examples/finder.toml"),
        }
    }

    /// An option that its manifest offers, commented out.
    const fn option(self) -> &'static str {
        match self {
            Self::Scorer => template!("options/scorer.toml"),
            Self::Differ => template!("options/differ.toml"),
            Self::Exporter => template!("options/exporter.toml"),
            Self::Importer => template!("options/importer.toml"),
            Self::Finder => template!("options/finder.toml"),
        }
    }

    /// What the plugin does that a project begins with.
    const fn summary(self) -> &'static str {
        match self {
            Self::Scorer => "Weighs the voices for a claim against those that rebut it",
            Self::Differ => "Keeps what two texts begin with in common, and calls the rest changed",
            Self::Exporter => "Lists claims, a line each",
            Self::Importer => "Takes each line of a file, claimant: wording, for a claim",
            Self::Finder => "Points out the sentences with a figure in them",
        }
    }
}

impl Language {
    /// What `claims plugin dev` builds it with.
    const fn build_line(self) -> &'static str {
        match self {
            Self::Rust => "build = [\"sh\", \"build.sh\"]\n",
            Self::C => "build = [\"make\"]\n",
            Self::Python | Self::Sh => "",
        }
    }

    /// Where the plugin and its test lie.
    const fn places(self) -> [&'static str; 2] {
        match self {
            Self::Rust => ["src/lib.rs", "tests/plugin.rs"],
            Self::C => ["plugin.c", "plugin_test.c"],
            Self::Python => ["plugin.py", "test_plugin.py"],
            Self::Sh => ["plugin.sh", "test.sh"],
        }
    }

    /// The files that are the same for every kind.
    const fn frame(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Rust => &[
                // A template that were called Cargo.toml would take its folder out of this crate's package.
                ("Cargo.toml", template!("rust/Cargo.toml.template")),
                ("build.sh", template!("rust/build.sh")),
                ("README.md", template!("rust/README.md")),
                (".gitignore", template!("rust/gitignore")),
            ],
            Self::C => &[
                ("claims.h", claims_host::HEADER),
                ("Makefile", template!("c/Makefile")),
                ("README.md", template!("c/README.md")),
                (".gitignore", template!("c/gitignore")),
            ],
            Self::Python => {
                &[("README.md", template!("python/README.md")), (".gitignore", template!("python/gitignore"))]
            }
            Self::Sh => &[("README.md", template!("sh/README.md"))],
        }
    }
}

fn interpreter_line(path: &str) -> String {
    format!("interpreter = {}\n", toml::Value::from(path))
}

/// The Python of this machine, by its own path.
///
/// What stands on the search path may be a shim, a script that looks for the right one with every start; in its
/// confinement a plugin can start no other program, so the one that was found in the end is named.
fn python() -> Outcome<String> {
    let asked = Command::new("python3").args(["-I", "-c", PYTHON_PATH]).stdin(Stdio::null()).output();
    let answer =
        asked.ok().filter(|asked| asked.status.success()).and_then(|asked| String::from_utf8(asked.stdout).ok());
    let path = answer.map(|answer| answer.trim().to_owned()).filter(|path| Path::new(path).is_absolute());
    path.ok_or_else(|| Failure::new(Exit::NotFound, "there is no python3 here").hint("install Python 3.8 or later"))
}

/// Not the one of a virtual environment: what is installed there a plugin could not read.
const PYTHON_PATH: &str = "import sys; print(getattr(sys, '_base_executable', '') or sys.executable)";
