//! A folder in which a command is run again and again from the same start, and what must hold after it was stopped.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use crate::{
    deeds::Deed,
    traced::{self, Ended},
};

/// The files below a folder by their paths, with what is in them; folders end with `/`.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

/// How far a command came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reached {
    /// Nothing was changed.
    Before,
    /// Something was, but what was asked for is not there.
    During,
    /// What was asked for is there.
    After,
}

pub(crate) struct Bench<'d> {
    deed: &'d Deed,
    root: tempfile::TempDir,
    /// The folder before and after a run that nobody stopped.
    trees: [Tree; 2],
    /// The operations in its casebook, likewise; none where there is no casebook.
    operations: [Option<u64>; 2],
    pub(crate) calls: u64,
    pub(crate) usual: Duration,
}

impl<'d> Bench<'d> {
    pub(crate) fn new(deed: &'d Deed) -> Self {
        let root = tempfile::tempdir().unwrap();
        let nothing = || [None, None];
        let mut bench = Self {
            deed,
            root,
            trees: [Tree::new(), Tree::new()],
            operations: nothing(),
            calls: 0,
            usual: Duration::ZERO,
        };
        fs::create_dir_all(bench.folder().join("tmp")).unwrap();
        (deed.make)(&bench);
        copy(&bench.folder(), &bench.root.path().join("start"));
        bench.trees[0] = tree(&bench.folder());
        if deed.mends.is_none() {
            bench.operations[0] = bench.operations().unwrap();
        }
        bench.fresh();
        let run = traced::run(&mut bench.command(), None, |_| {});
        assert_eq!(run.ended, Ended::Done);
        bench.calls = run.calls;
        bench.trees[1] = tree(&bench.folder());
        bench.operations[1] = bench.operations().unwrap();
        let mut times: Vec<Duration> = (0..3).map(|_| bench.time()).collect();
        times.sort();
        bench.usual = times[1];
        bench
    }

    fn time(&self) -> Duration {
        self.fresh();
        let started = Instant::now();
        assert!(self.command().stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().success());
        started.elapsed()
    }

    /// Where the command works; the same path in every run, since it is recorded in places.
    pub(crate) fn folder(&self) -> PathBuf {
        self.root.path().join("run")
    }

    /// Puts everything back as it was before the command.
    pub(crate) fn fresh(&self) {
        let folder = self.folder();
        // What a command keeps for itself is read-only.
        let _ = Command::new("chmod").arg("-R").arg("u+w").arg(&folder).status();
        fs::remove_dir_all(&folder).unwrap();
        copy(&self.root.path().join("start"), &folder);
    }

    pub(crate) fn command(&self) -> Command {
        self.claims(self.deed.arguments)
    }

    pub(crate) fn claims(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claims"));
        command
            .args(arguments)
            .current_dir(self.folder())
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("CLAIMS_HOME", self.folder().join("home"))
            .env("TMPDIR", self.folder().join("tmp"))
            .env("CLAIMS_NOW", "2024-05-12T09:00:00Z")
            .env("CLAIMS_SEED", "kill")
            .env("CLAIMS_USER", "desk");
        command
    }

    /// Runs a command that must succeed, and answers what it shows.
    pub(crate) fn done(&self, arguments: &[&str]) -> String {
        let output = self.claims(arguments).output().unwrap();
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {error}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// How many operations the casebook of the deed has, if there is one and it is sound.
    fn operations(&self) -> Result<Option<u64>, String> {
        let book = self.deed.book;
        if !self.folder().join(book).join("claims.toml").exists() {
            return Ok(None);
        }
        let output = self.claims(&["-C", book, "verify", "--json"]).output().unwrap();
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(format!("verify says {said}{}", String::from_utf8_lossy(&output.stdout)));
        }
        let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        Ok(answer["operations"].as_u64())
    }

    /// Holds what a stopped command left to all that was promised, runs what a person would run next, and holds that too.
    pub(crate) fn hold(&self, ended: Ended) -> Result<Reached, String> {
        let left = tree(&self.folder());
        self.only_whole_files(&left)?;
        let is_mended = self.deed.mends.map(|is_mended| is_mended(&left));
        // What is not in order yet is not sound, or is brought into order by whoever looks.
        let operations = if is_mended == Some(false) { None } else { self.operations()? };
        let [before, after] = self.operations;
        if operations != before && operations != after && self.deed.mends.is_none() {
            return Err(format!("there are {operations:?} operations, neither {before:?} nor {after:?}"));
        }
        let is_changed = |path: &&String| !is_record(path) && self.trees[0].get(*path) != self.trees[1].get(*path);
        let wanted: Vec<&String> = self.trees[1].keys().filter(is_changed).collect();
        let gone = self.trees[0].keys().filter(|path| !self.trees[1].contains_key(*path));
        let is_there = is_mended.unwrap_or_else(|| {
            operations == after
                && wanted.iter().all(|path| left.get(*path) == self.trees[1].get(*path))
                && gone.clone().all(|path| !left.contains_key(path))
        });
        if ended == Ended::Done && !is_there {
            return Err("it was acknowledged and is not there".to_owned());
        }
        self.next(is_there)?;
        let reached = match is_there {
            true => Reached::After,
            false if left == self.trees[0] => Reached::Before,
            false => Reached::During,
        };
        Ok(reached)
    }

    /// Every file is one of those before or after, unless its name says that it is not in its place yet.
    fn only_whole_files(&self, left: &Tree) -> Result<(), String> {
        for (path, bytes) in left {
            if is_record(path) || is_aside(path) || path.ends_with('/') {
                continue;
            }
            let known = self.trees.iter().filter_map(|tree| tree.get(path)).any(|known| known == bytes);
            if !known {
                return Err(format!("{path} is neither as it was nor as it will be"));
            }
        }
        Ok(())
    }

    /// What a person runs next: the same again, or where it was done, anything; then nothing is left over.
    fn next(&self, is_there: bool) -> Result<(), String> {
        let arguments = match self.deed.again {
            Some(again) if is_there => again,
            _ => self.deed.arguments,
        };
        let output = self.claims(arguments).output().unwrap();
        // What was made already is not made again.
        let is_refused = is_there && output.status.code() == Some(4);
        if !output.status.success() && !is_refused {
            return Err(format!("the next run fails: {}", String::from_utf8_lossy(&output.stderr)));
        }
        let operations = self.operations()?;
        if operations != self.operations[1] {
            return Err(format!("after the next run there are {operations:?} operations"));
        }
        let now = tree(&self.folder());
        let names = |tree: &Tree| tree.keys().cloned().collect::<Vec<_>>();
        if names(&now) != names(&self.trees[1]) {
            let stray: Vec<&String> = now.keys().filter(|path| !self.trees[1].contains_key(*path)).collect();
            let lost: Vec<&String> = self.trees[1].keys().filter(|path| !now.contains_key(*path)).collect();
            return Err(format!("after the next run, there are {stray:?} and there are not {lost:?}"));
        }
        if let Some(words) = self.deed.forgets {
            let says = |tree: &Tree| tree.iter().any(|(path, bytes)| path.starts_with("book/") && says(bytes, words));
            assert!(says(&self.trees[0]), "there is nothing to forget");
            if says(&now) {
                return Err(format!("after the next run, {words:?} is still there"));
            }
        }
        let other = now.iter().find(|(path, bytes)| !is_record(path) && self.trees[1].get(*path) != Some(bytes));
        match other {
            Some((path, _)) => Err(format!("after the next run, {path} is another")),
            None => Ok(()),
        }
    }
}

fn says(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

/// Whether a path is that of a record, which is held to its own rules.
pub(crate) fn is_record(path: &str) -> bool {
    ["casebook.sqlite", "casebook.sqlite-wal", "casebook.sqlite-shm", "casebook.sqlite-journal"]
        .iter()
        .any(|name| path == *name || path.ends_with(&format!("/{name}")))
}

/// Whether the name of a file says that it is not in its place yet, or of use only to the next run.
fn is_aside(path: &str) -> bool {
    let marks = [".claims-aside-", "/.aside-", ".claims-export-unfinished.json", ".part", "/lock"];
    path.starts_with("tmp/") || marks.iter().any(|mark| path.contains(mark))
}

fn tree(folder: &Path) -> Tree {
    let mut tree = Tree::new();
    let mut left = vec![folder.to_owned()];
    while let Some(inner) = left.pop() {
        for entry in fs::read_dir(inner).unwrap().map(|entry| entry.unwrap()) {
            let path = entry.path();
            let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            if entry.file_type().unwrap().is_dir() {
                tree.insert(format!("{name}/"), Vec::new());
                left.push(path);
            } else {
                tree.insert(name, fs::read(path).unwrap());
            }
        }
    }
    tree
}

fn copy(from: &Path, to: &Path) {
    let copied = Command::new("cp").arg("-a").arg(from).arg(to).status().unwrap();
    assert!(copied.success());
}
