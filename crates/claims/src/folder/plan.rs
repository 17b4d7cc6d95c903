//! What an export would do in a folder: decided for every file before any is written.

use std::{
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};

use claims_model::Digest;

use super::{
    Files,
    listing::{Before, Listing, Written},
    managed::{self, merged},
};
use crate::failure::{Exit, Failure, Outcome};

/// What would be done, by path in the folder.
#[derive(Debug)]
pub(super) struct Plan {
    /// The files to write, with what will stand in them.
    pub(super) write: Vec<(String, Vec<u8>)>,
    /// How many stand there as they should.
    pub(super) unchanged: usize,
    /// The files of an earlier export that are no longer needed.
    pub(super) remove: Vec<String>,
    /// Those of them that stay, for what a person wrote into them.
    pub(super) keep: Vec<String>,
    /// What will have been written.
    pub(super) listing: Listing,
    /// What was written before.
    pub(super) before: Before,
}

/// A file that is in the way, and why.
type InTheWay = (String, Why);

impl Plan {
    /// Looks at the folder, which may not be there yet, and decides. With `overwrite` what a person wrote is in nobody's
    /// way.
    ///
    /// # Errors
    /// When something must not be written over, with all such files; when a file cannot be read.
    pub(super) fn of(folder: &Path, exporter: &str, files: &Files<'_>, overwrite: bool) -> Outcome<Self> {
        let before = Before::read(folder)?;
        if let Some(other) = before.of_another(exporter).filter(|_| !overwrite) {
            let what = format!("{} holds what {other} wrote", folder.display());
            return Err(Failure::new(Exit::Refused, what)
                .hint("name another folder")
                .hint("or put this in its place: --overwrite"));
        }
        let listing = Listing { exporter: exporter.to_owned(), files: Default::default() };
        let mut plan = Self {
            write: Vec::new(),
            unchanged: 0,
            remove: Vec::new(),
            keep: Vec::new(),
            listing,
            before: Before::default(),
        };
        let mut in_the_way: Vec<InTheWay> = Vec::new();
        for (path, new) in files {
            let written: Vec<Written> = before.of(path).collect();
            match plan.file(folder, path, new, &written, overwrite) {
                Ok(()) => {}
                Err(Blocked::By(why)) => in_the_way.push((path.clone(), why)),
                Err(Blocked::Failed(failure)) => return Err(failure),
            }
        }
        for path in before.paths().into_iter().filter(|path| !files.contains_key(*path)) {
            let written: Vec<Written> = before.of(path).collect();
            match plan.gone(folder, path, &written, overwrite) {
                Ok(()) => {}
                Err(Blocked::By(why)) => in_the_way.push((path.clone(), why)),
                Err(Blocked::Failed(failure)) => return Err(failure),
            }
        }
        plan.before = before;
        if in_the_way.is_empty() { Ok(plan) } else { Err(refused(folder, &in_the_way)) }
    }

    /// Decides about a file of the export.
    fn file(
        &mut self,
        folder: &Path,
        path: &str,
        new: &[u8],
        before: &[Written],
        overwrite: bool,
    ) -> Result<(), Blocked> {
        let new_block = block(path, new).map_err(Blocked::always)?;
        self.listing.files.insert(path.to_owned(), Written { sha256: Digest::of(new), block: new_block });
        let Some(old) = read(folder, path)? else {
            self.write.push((path.to_owned(), new.to_vec()));
            return Ok(());
        };
        let is_ours = before.iter().any(|before| before.sha256 == Digest::of(&old));
        let text = if old == new || is_ours {
            new.to_vec()
        } else {
            let old_block =
                block(path, &old).or_else(|why| if overwrite { Ok(None) } else { Err(Blocked::by(why)) })?;
            let is_known = old_block.is_some_and(|block| {
                Some(block) == new_block || before.iter().any(|before| before.block == Some(block))
            });
            // Without a block of its own a file is written as it is, whatever stands in it.
            match new_block.and_then(|_| merged(&old, new)) {
                Some(text) if is_known || overwrite => text,
                None if overwrite => new.to_vec(),
                Some(_) if !before.is_empty() => {
                    return Err(Blocked::by("what claims wrote into it was changed since"));
                }
                _ if !before.is_empty() => return Err(Blocked::by("it was changed since claims wrote it")),
                _ => return Err(Blocked::by("claims did not write it")),
            }
        };
        if text == old {
            self.unchanged += 1;
        } else {
            self.write.push((path.to_owned(), text));
        }
        Ok(())
    }

    /// Decides about a file that an earlier export wrote and this one does not.
    fn gone(&mut self, folder: &Path, path: &str, written: &[Written], overwrite: bool) -> Result<(), Blocked> {
        let Some(old) = read(folder, path)? else { return Ok(()) };
        let is_ours = written.iter().any(|written| written.sha256 == Digest::of(&old));
        match written.iter().find(|written| written.block.is_some() || overwrite) {
            _ if is_ours => self.remove.push(path.to_owned()),
            Some(written) => {
                self.keep.push(path.to_owned());
                self.listing.files.insert(path.to_owned(), *written);
            }
            None => return Err(Blocked::by("it is no longer in the export, and was changed since claims wrote it")),
        }
        Ok(())
    }
}

/// The digest of the block that is the exporter's; only notes in Markdown have one, since any other file may quote one.
fn block(path: &str, text: &[u8]) -> Result<Option<Digest>, &'static str> {
    if !path.ends_with(".md") {
        return Ok(None);
    }
    Ok(managed::block(text)?.map(|block| Digest::of(&text[block])))
}

/// Why a file must not be written over.
#[derive(Debug, Clone, Copy)]
struct Why {
    words: &'static str,
    /// Whether nobody can allow it either.
    always: bool,
}

/// Why nothing can be decided about a file.
enum Blocked {
    By(Why),
    Failed(Failure),
}

impl Blocked {
    const fn by(words: &'static str) -> Self {
        Self::By(Why { words, always: false })
    }

    const fn always(words: &'static str) -> Self {
        Self::By(Why { words, always: true })
    }
}

/// What stands at a path in the folder, or nothing; through no link.
fn read(folder: &Path, path: &str) -> Result<Option<Vec<u8>>, Blocked> {
    match look(folder, path).map_err(Blocked::Failed)? {
        Found::Nothing => Ok(None),
        Found::File(file) => match fs::read(&file) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) => Err(Blocked::Failed(Failure::file(&file, &error))),
        },
        Found::Other(why) => Err(Blocked::always(why)),
    }
}

/// What there is at a path in a folder.
pub(super) enum Found {
    Nothing,
    File(PathBuf),
    Other(&'static str),
}

/// Looks along a path, without following any link.
pub(super) fn look(folder: &Path, path: &str) -> Outcome<Found> {
    let mut place = folder.to_owned();
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        place.push(part);
        let is_last = parts.peek().is_none();
        match fs::symlink_metadata(&place) {
            Ok(found) if found.is_symlink() => return Ok(Found::Other("it is a link, or stands behind one")),
            Ok(found) if is_last && found.is_file() => return Ok(Found::File(place)),
            Ok(found) if is_last && found.is_dir() => return Ok(Found::Other("it is a folder")),
            Ok(found) if !is_last && found.is_dir() => {}
            Ok(_) if is_last => return Ok(Found::Other("it is no ordinary file")),
            Ok(_) => return Ok(Found::Other("a file stands where its folder would be")),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Found::Nothing),
            Err(error) => return Err(Failure::file(&place, &error)),
        }
    }
    Ok(Found::Nothing)
}

/// How many files are named.
const NAMED: usize = 10;

fn refused(folder: &Path, in_the_way: &[InTheWay]) -> Failure {
    let line = |(path, why): &InTheWay| format!("{}: {}", folder.join(path).display(), why.words);
    let mut lines: Vec<String> = in_the_way.iter().take(NAMED).map(line).collect();
    if in_the_way.len() > NAMED {
        lines.push(format!("and {} more", in_the_way.len() - NAMED));
    }
    let first = lines.remove(0);
    let mut failure = Failure::new(Exit::Refused, first);
    if !lines.is_empty() {
        failure = failure.place(lines.iter().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n"));
    }
    let failure = failure.hint("nothing was written; move it away, or name another folder");
    if in_the_way.iter().any(|(_, why)| why.always) { failure } else { failure.hint("or write over it: --overwrite") }
}
