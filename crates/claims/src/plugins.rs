//! The plugins at hand, bundled or the user's own, ready to be asked; which are bundled, [`crate::bundled`] knows.

use std::{
    collections::BTreeMap,
    io::{Read, Write},
    ops::ControlFlow,
    path::{Path, PathBuf},
    time::Duration,
};

use claims_host::{
    Added, Apart, Confinement, Drafts, Launch, MANIFEST_FILE, Manifest, Plugin, Runs, Shelf, ShelfError, Want,
};
use claims_model::{Case, Score, Suggestion, anchor::Hunk};

pub(crate) use claims_host::{Kind, Writes};

use crate::{
    bundle,
    bundled::{account, bundled},
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    refs,
    settings::Settings,
    strays, tree,
    world::World,
};

/// How much memory a plugin may ask for.
const MEMORY_BYTES: u64 = 2 << 30;
/// How much processor time it may use in all.
const CPU_SECONDS: u64 = 600;
/// How long an answer may be.
const ANSWER_BYTES: usize = 64 << 20;

/// A plugin that is ready to be asked, wherever it runs.
#[derive(Debug)]
pub(crate) enum Ready {
    /// In this process.
    Here(Plugin),
    /// In one of its own.
    Apart(Box<Apart>),
}

/// Names and values.
pub(crate) type Options = BTreeMap<String, String>;

/// A plugin with the options it is asked with.
#[derive(Debug)]
pub(crate) struct Tool {
    ready: Ready,
    options: Options,
    wants: Vec<Want>,
    writes: Writes,
}

impl Tool {
    pub(crate) fn name(&self) -> &str {
        match &self.ready {
            Ready::Here(plugin) => plugin.name(),
            Ready::Apart(plugin) => plugin.name(),
        }
    }

    /// Whether it is to be shown something beyond what every exporter is.
    pub(crate) fn wants(&self, want: Want) -> bool {
        self.wants.contains(&want)
    }

    /// The value of an option that it has, set or not.
    pub(crate) fn option(&self, name: &str) -> Option<&str> {
        self.options.get(name).map(String::as_str)
    }

    /// What it writes, where it is an exporter.
    pub(crate) const fn writes(&self) -> Writes {
        self.writes
    }

    pub(crate) fn score(&self, case: &Case) -> Result<Vec<Score>, claims_host::Error> {
        match &self.ready {
            Ready::Here(plugin) => plugin.score_with(case, &self.pairs()),
            Ready::Apart(plugin) => plugin.score(case, &self.options),
        }
    }

    pub(crate) fn diff(&self, old: &str, new: &str) -> Result<Vec<Hunk>, claims_host::Error> {
        match &self.ready {
            Ready::Here(plugin) => plugin.diff_with(old, new, &self.pairs()),
            Ready::Apart(plugin) => plugin.diff(old, new, &self.options),
        }
    }

    pub(crate) fn import(&self, bytes: &[u8]) -> Result<Drafts, claims_host::Error> {
        match &self.ready {
            Ready::Here(plugin) => plugin.import(bytes, &self.pairs()),
            Ready::Apart(plugin) => plugin.import(bytes, &self.options),
        }
    }

    /// Hands what a file of any length comes to on to `take`, in parts; an importer of whole files is given no more than
    /// `most` bytes.
    pub(crate) fn import_from(
        &self,
        input: &mut dyn Read,
        most: u64,
        take: &mut dyn FnMut(Drafts) -> ControlFlow<()>,
    ) -> Result<(), claims_host::Error> {
        match &self.ready {
            Ready::Here(plugin) => plugin.import_from(input, most, &self.pairs(), take),
            Ready::Apart(plugin) => plugin.import_from(input, most, &self.options, take),
        }
    }

    pub(crate) fn find(&self, text: &str) -> Result<Vec<Suggestion>, claims_host::Error> {
        match &self.ready {
            Ready::Here(plugin) => plugin.find(text, &self.pairs()),
            Ready::Apart(plugin) => plugin.find(text, &self.options),
        }
    }

    fn pairs(&self) -> Vec<(String, String)> {
        self.options.iter().map(|(name, value)| (name.clone(), value.clone())).collect()
    }

    /// `beside` is what the exporter is given beside its own options: see [`crate::shown::beside`].
    pub(crate) fn export(&self, case: &Case, beside: &Options, out: &mut dyn Write) -> Result<(), claims_host::Error> {
        let mut options = self.options.clone();
        options.extend(beside.iter().map(|(name, value)| (name.clone(), value.clone())));
        match &self.ready {
            Ready::Here(plugin) => plugin.export(case, &options.into_iter().collect::<Vec<_>>(), out),
            Ready::Apart(plugin) => plugin.export(case, &options, out),
        }
    }
}

/// The user's own plugins.
///
/// # Errors
/// When the user has no data folder.
pub(crate) fn shelf(world: &World) -> Outcome<Shelf> {
    let home = world.home.as_ref().ok_or_else(|| {
        Failure::new(Exit::NotFound, "there is no folder to keep plugins in").hint("name one: CLAIMS_HOME")
    })?;
    Ok(Shelf::new(home.join("plugins"), read_manifest))
}

/// The plugin of a kind by its name, with the options of the settings and, over them, those of the command line.
///
/// # Errors
/// When there is none, then with the name that was probably meant; when it is not trusted; when an option is wrong.
pub(crate) fn find(desk: &Desk<'_>, kind: Kind, name: &str, set: &[String]) -> Outcome<Tool> {
    strays::tell(desk, Some(name))?;
    find_by(desk.world, &desk.settings, kind, name, set)
}

/// The same where there may be no casebook, and then with the settings that hold without one.
pub(crate) fn find_by(world: &World, settings: &Settings, kind: Kind, name: &str, set: &[String]) -> Outcome<Tool> {
    let options = settings.options(name, set)?;
    let registry = bundled()?;
    let unknown = match registry.find(kind, name) {
        Ok(plugin) => {
            let manifest = account(plugin)?;
            let checked = manifest.options(&options.set);
            let values = checked.map_err(|why| options.wrong(wrong_name(&manifest, &options.set), why))?;
            let options = in_language(values, settings, &manifest, &options.set);
            return Ok(Tool {
                ready: Ready::Here(plugin.clone()),
                options,
                wants: manifest.wants,
                writes: manifest.writes,
            });
        }
        Err(unknown) => unknown,
    };
    let shelf = shelf(world)?;
    let own = shelf.list()?;
    if let Some(added) = own.iter().find(|added| added.name == name) {
        let runnable = shelf.runnable(name)?;
        let manifest = &runnable.manifest;
        if !manifest.kinds.contains(&kind) {
            return Err(Failure::new(Exit::NotFound, format!("{} is no {kind}", added.name)));
        }
        let checked = manifest.options(&options.set);
        let values = checked.map_err(|why| options.wrong(wrong_name(manifest, &options.set), why))?;
        let ready = match runnable.let_in() {
            Some(plugin) => Ready::Here(plugin?),
            None => Ready::Apart(Box::new(apart(world, manifest, runnable.file.clone(), settings.plugins.deadline())?)),
        };
        let options = in_language(values, settings, manifest, &options.set);
        return Ok(Tool { ready, options, wants: manifest.wants.clone(), writes: manifest.writes });
    }
    let is_of_kind = |added: &&Added| shelf.manifest(added).is_ok_and(|manifest| manifest.kinds.contains(&kind));
    let own = own.iter().filter(is_of_kind).map(|added| added.name.as_str());
    // What needs the log is no plugin, and is called like one.
    let without_plugin: &[&str] = match kind {
        Kind::Exporter => &[tree::NAME, bundle::NAME],
        Kind::Importer => &[tree::NAME],
        _ => &[],
    };
    let names = unknown.known.iter().map(String::as_str).chain(own).chain(without_plugin.iter().copied());
    let names: Vec<&str> = names.collect();
    let failure = settings.no_plugin(kind, name, &unknown.to_string());
    Err(match refs::nearest(name, names.iter().copied()) {
        Some(meant) => failure.hint(format!("did you mean {meant}?")),
        None if names.is_empty() => {
            failure.hint(format!("there is no {kind} yet; how to get one: claims help plugins"))
        }
        None => failure.hint(format!("there are: {}", names.join(", "))),
    })
}

/// The options with the desk's language in the place of the default one, for a plugin that wants it.
fn in_language(mut values: Options, settings: &Settings, manifest: &Manifest, set: &Options) -> Options {
    if let (Some(value), Some(language)) = (values.get_mut("language"), &settings.desk.language)
        && manifest.wants.contains(&Want::Language)
        && !set.contains_key("language")
    {
        value.clone_from(language);
    }
    values
}

/// The option that a manifest refuses, if it is one alone.
fn wrong_name<'s>(manifest: &Manifest, set: &'s Options) -> &'s str {
    let is_wrong = |(name, value): &(&'s String, &'s String)| {
        manifest.options(&Options::from([((*name).clone(), (*value).clone())])).is_err()
    };
    set.iter().find(is_wrong).map_or("", |(name, _)| name)
}

/// A plugin of the user's, to be run in a process of its own; nothing of it runs yet.
pub(crate) fn apart(world: &World, manifest: &Manifest, file: PathBuf, deadline: Duration) -> Outcome<Apart> {
    let launch = launch(world, manifest, file, deadline)?;
    let Manifest { name, version, summary, kinds, .. } = manifest.clone();
    Ok(Apart::new(name, version, summary, kinds, launch))
}

/// What the plugin of a name is, bundled or the user's own; nothing of it runs.
///
/// # Errors
/// When there is no such plugin.
pub(crate) fn kinds(world: &World, name: &str) -> Outcome<Vec<Kind>> {
    if let Some(plugin) = bundled()?.plugins().iter().find(|plugin| plugin.name() == name) {
        return Ok(plugin.kinds());
    }
    let shelf = shelf(world)?;
    Ok(shelf.manifest(&shelf.get(name)?)?.kinds)
}

/// How a plugin is run in a process of its own, with a deadline for each answer.
pub(crate) fn launch(world: &World, manifest: &Manifest, file: PathBuf, deadline: Duration) -> Outcome<Launch> {
    let program = world.program.clone().ok_or_else(|| Failure::new(Exit::Plugin, "this program cannot find itself"))?;
    let folder = file.parent().unwrap_or(Path::new("/")).to_owned();
    let mut readable = vec![folder];
    let runs = if manifest.is_library() {
        Runs::Library { path: file, name: manifest.name.clone() }
    } else if let Some(interpreter) = &manifest.interpreter {
        readable.extend(home_of(interpreter, world.user_folder.as_deref()));
        Runs::Program { command: interpreter.clone(), arguments: vec![file] }
    } else {
        Runs::Program { command: file, arguments: Vec::new() }
    };
    let confinement = Confinement { readable, memory_bytes: MEMORY_BYTES, cpu_seconds: CPU_SECONDS };
    Ok(Launch { program, runs, confinement, deadline, answer_bytes: ANSWER_BYTES })
}

/// What the plugin in a folder says of itself; nothing of it runs.
///
/// # Errors
/// When its manifest does not read, or its file is not there.
pub(crate) fn read(folder: &Path) -> Result<Manifest, ShelfError> {
    Shelf::new(PathBuf::new(), read_manifest).read(folder)
}

/// The same before its file was built.
pub(crate) fn manifest(folder: &Path) -> Result<Manifest, ShelfError> {
    Shelf::new(PathBuf::new(), read_manifest).account(folder)
}

/// What an interpreter needs to run: itself, and the library beside it, if it is installed in a folder of its own; of one
/// that is a link, as in a virtual environment of Python, what lies beside either.
///
/// No more of that folder, none that holds other things of the user, and nothing by a link: who wrote the manifest chose
/// the interpreter.
fn home_of(interpreter: &Path, user: Option<&Path>) -> Vec<PathBuf> {
    let Ok(found) = interpreter.canonicalize() else { return Vec::new() };
    let here = interpreter.parent().and_then(|folder| folder.canonicalize().ok());
    let bins = [here.as_deref(), found.parent()].into_iter().flatten();
    // `…/bin/python3` with its library in `…/lib`, and what tells it where that is.
    let installed = bins.filter(|folder| folder.ends_with("bin")).filter_map(Path::parent);
    let is_own = |folder: &&Path| folder.components().count() > 2 && user.is_none_or(|user| !user.starts_with(folder));
    let beside =
        installed.filter(is_own).flat_map(|folder| ["lib", "lib64", "pyvenv.cfg"].map(|name| folder.join(name)));
    let is_itself = |path: &PathBuf| path.symlink_metadata().is_ok_and(|told| told.is_dir() || told.is_file());
    [interpreter.to_owned(), found.clone()].into_iter().chain(beside.filter(is_itself)).collect()
}

/// Reads a manifest, with a caret at what is wrong.
pub(crate) fn read_manifest(path: &Path, text: &str) -> Result<Manifest, String> {
    toml::from_str(text).map_err(|error| {
        let failure = crate::settings::invalid(path, text, &error);
        let place = failure.place.map(|place| format!("\n{place}")).unwrap_or_default();
        format!("{}{place}", error.message())
    })
}

impl From<ShelfError> for Failure {
    fn from(error: ShelfError) -> Self {
        let what = error.to_string();
        match &error {
            ShelfError::Unknown(_) => Self::new(Exit::NotFound, what)
                .hint("see what there is: claims plugin list")
                .hint("make one known: claims plugin add FOLDER"),
            ShelfError::Taken { name, .. } => {
                Self::new(Exit::Refused, what).hint(format!("take that one away first: claims plugin remove {name}"))
            }
            ShelfError::NotTrusted(name) => Self::new(Exit::Refused, what)
                .hint(format!("look at it: claims plugin show {name}"))
                .hint(format!("if you trust it: claims plugin trust {name}")),
            ShelfError::Changed { name, .. } => Self::new(Exit::Refused, what)
                .hint(format!("if you know why and trust it as it is now: claims plugin trust {name}")),
            ShelfError::Damaged(name) => {
                Self::new(Exit::Refused, what).hint(format!("make a new one: claims plugin trust {name}"))
            }
            ShelfError::Renamed { name, folder, .. } => Self::new(Exit::Refused, what)
                .hint(format!("forget the old name: claims plugin remove {name}"))
                .hint(format!(
                    "then add it by its new one: claims plugin add {}",
                    shell_words::quote(&folder.display().to_string())
                )),
            ShelfError::NotBuilt { build, .. } => {
                let build: Vec<&str> = build.iter().map(String::as_str).collect();
                Self::new(Exit::NotFound, what).hint(format!("build it in its folder: {}", shell_words::join(build)))
            }
            ShelfError::NoInterpreter(_) => {
                Self::new(Exit::NotFound, what).hint("it is the path of one program, without arguments")
            }
            ShelfError::NoLibrary(name) => {
                Self::new(Exit::Usage, what).hint(format!("trust it without --in-process: claims plugin trust {name}"))
            }
            ShelfError::NotAFile(_) => {
                Self::new(Exit::Refused, what).hint("put the file itself into the plugin's folder")
            }
            ShelfError::TooLong { .. } => Self::new(Exit::Refused, what),
            ShelfError::Manifest { .. } => Self::new(Exit::Usage, what),
            ShelfError::Io { error, .. } if error.kind() == std::io::ErrorKind::NotADirectory => {
                Self::new(Exit::Usage, what).hint("name the folder that has plugin.toml")
            }
            ShelfError::Io { path, error } if error.kind() == std::io::ErrorKind::NotFound => {
                let failure = Self::new(Exit::NotFound, what);
                let is_manifest = path.ends_with(MANIFEST_FILE);
                let hint = "name the folder that has plugin.toml, or start one: claims plugin new --help";
                if is_manifest { failure.hint(hint) } else { failure }
            }
            _ => Self::new(Exit::Data, what),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use proptest::{prelude::*, sample::Index};

    use super::*;
    use crate::fuzzed;

    /// Manifests of every sort, right and wrong, with a line of dashes between them.
    const MANIFESTS: &str = include_str!("../tests/corpus/manifests.txt");
    /// What a mutation puts in.
    const PIECES: [&str; 14] =
        ["\"", "[", "]", "=", "\n", "0", "-1", "nan", "{", "../", "\u{0}", "é", "scorer", "options.x]\ntype = "];

    fn manifests() -> Vec<&'static str> {
        MANIFESTS.split("----\n").collect()
    }

    #[cfg(unix)]
    #[test]
    fn an_interpreter_opens_its_library_and_nothing_else_of_the_user() {
        let folder = tempfile::tempdir().unwrap();
        let user = folder.path().canonicalize().unwrap().join("user");
        let opens = |installed: &Path| {
            fs::create_dir_all(installed.join("bin")).unwrap();
            fs::create_dir_all(installed.join("lib")).unwrap();
            let interpreter = installed.join("bin/python3");
            fs::write(&interpreter, "").unwrap();
            let opened = home_of(&interpreter, Some(&user));
            assert!(opened.contains(&interpreter));
            (opened.contains(&installed.join("lib")), opened.iter().any(|path| user.starts_with(path)))
        };
        assert_eq!(opens(&user.join("versions/3.13")), (true, false));
        assert_eq!(opens(&user.join(".local")), (true, false));
        assert_eq!(opens(&user), (false, false));
        assert_eq!(opens(user.parent().unwrap()), (false, false));
        // A virtual environment: its interpreter is a link, and its settings lie beside that.
        let (real, venv) = (user.join("versions/3.13"), user.join("venv"));
        fs::create_dir_all(venv.join("bin")).unwrap();
        fs::write(venv.join("pyvenv.cfg"), "").unwrap();
        let link = |from: &Path, to: &Path| std::os::unix::fs::symlink(from, to).unwrap();
        link(&real.join("bin/python3"), &venv.join("bin/python3"));
        link(&user, &venv.join("lib"));
        link(Path::new("/"), &venv.join("lib64"));
        let (itself, cfg) = (venv.join("bin/python3"), venv.join("pyvenv.cfg"));
        assert_eq!(home_of(&itself, Some(&user)), [itself, real.join("bin/python3"), cfg, real.join("lib")]);
        assert_eq!(home_of(&user.join("bin/none"), Some(&user)), Vec::<PathBuf>::new());
    }

    #[test]
    fn the_corpus_has_manifests_of_both_sorts() {
        let right = manifests().iter().filter(|text| fuzzed::manifest(text)).count();
        assert!(right > 2 && manifests().len() - right > 2, "{right} of {} are right", manifests().len());
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

        #[test]
        fn no_mutation_of_a_manifest_is_too_strange(
            text in any::<Index>(),
            edits in proptest::collection::vec((any::<Index>(), 0..4_usize, any::<Index>()), 0..6),
        ) {
            let mut chars: Vec<char> = text.get(&manifests()).chars().collect();
            for (at, drop, piece) in edits {
                let at = at.index(chars.len() + 1);
                let end = chars.len().min(at + drop);
                chars.splice(at..end, piece.get(&PIECES).chars());
            }
            fuzzed::manifest(&chars.into_iter().collect::<String>());
        }
    }
}
