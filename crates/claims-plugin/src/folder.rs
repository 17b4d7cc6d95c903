//! Writes a folder of files as one stream: a tar archive in the form `ustar` (POSIX.1-2001), with nothing in it that a
//! clock or a machine could change.

use std::{collections::BTreeSet, io::Write};

use crate::Failure;

/// A record of the archive, which every part of it fills up.
const BLOCK: usize = 512;
/// How long a name may be, and what may stand before its last `/` parts.
const NAME: usize = 100;
const PREFIX: usize = 155;
/// The most that the eleven octal digits of a size can say.
const MOST: usize = 0o777_7777_7777;

/// The files of an exporter whose manifest says `writes = "folder"`.
///
/// ```
/// use claims_plugin::{Case, Exporter, Failure, Folder, export, testing};
///
/// /// Writes a file for each claim.
/// #[derive(Default)]
/// struct Cards;
///
/// impl Exporter for Cards {
///     fn export(&self, case: Case<'_>, out: &mut dyn std::io::Write) -> Result<(), Failure> {
///         let mut folder = Folder::new(out);
///         for claim in case.subjects() {
///             folder.file(&format!("claims/{}.txt", claim.handle()), claim.text().as_bytes())?;
///         }
///         folder.end()
///     }
/// }
///
/// export!(cards: exporter Cards);
///
/// # fn main() -> Result<(), testing::Error> {
/// let case = testing::Case::of(|draft| {
///     draft.claim("The harbour is closed");
/// });
/// let files = testing::files(&testing::call(&PLUGIN).export(&case)?)?;
/// assert_eq!(files["claims/c1.txt"], b"The harbour is closed");
/// # Ok(())
/// # }
/// ```
pub struct Folder<'o> {
    out: &'o mut dyn Write,
    /// The paths so far, in lower case: some systems take `A` and `a` for one.
    paths: BTreeSet<String>,
}

impl<'o> Folder<'o> {
    /// A folder with nothing in it, that goes to `out` as it is filled.
    pub fn new(out: &'o mut dyn Write) -> Self {
        Self { out, paths: BTreeSet::new() }
    }

    /// Puts a file in, by its path in the folder, with `/` between the parts.
    ///
    /// # Errors
    /// When a file of that name is there already, when the path is none that every system takes, or is longer than the
    /// archive has room for: 100 bytes, or up to 255 if it can be parted at a `/`.
    pub fn file(&mut self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        check(path).map_err(|why| Failure::new(format_args!("{path:?} cannot be a file of a folder: {why}")))?;
        if !self.paths.insert(path.to_lowercase()) {
            return Err(Failure::new(format_args!("{path:?} is written twice")));
        }
        if bytes.len() > MOST {
            return Err(Failure::new(format_args!("{path:?} is larger than 8 GiB")));
        }
        self.out.write_all(&header(path, bytes.len())?)?;
        self.out.write_all(bytes)?;
        let rest = bytes.len().next_multiple_of(BLOCK) - bytes.len();
        Ok(self.out.write_all(&[0; BLOCK][..rest])?)
    }

    /// Ends the folder; without it the archive counts as cut off.
    ///
    /// # Errors
    /// When the output takes no more.
    pub fn end(self) -> Result<(), Failure> {
        Ok(self.out.write_all(&[0; 2 * BLOCK])?)
    }
}

impl std::fmt::Debug for Folder<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Folder").field("paths", &self.paths).finish_non_exhaustive()
    }
}

/// Whether a path is one that the host takes; it looks once more, and for more.
fn check(path: &str) -> Result<(), &'static str> {
    if path.split('/').any(str::is_empty) {
        return Err("it has an empty part");
    }
    if path.split('/').any(|part| part.starts_with('.')) {
        return Err("a part of it begins with a dot");
    }
    if path.split('/').any(|part| part.ends_with(['.', ' '])) {
        return Err("a part of it ends with a dot or a space");
    }
    if path.contains(|c: char| c.is_control() || "<>:\"\\|?*".contains(c)) {
        return Err("it has a character that not every system takes");
    }
    Ok(())
}

fn header(path: &str, size: usize) -> Result<[u8; BLOCK], Failure> {
    let (prefix, name) =
        parted(path).ok_or_else(|| Failure::new(format_args!("{path:?} is too long for a file of a folder")))?;
    let mut header = [0; BLOCK];
    let mut put = |at: usize, text: &[u8]| header[at..at + text.len()].copy_from_slice(text);
    put(0, name.as_bytes());
    put(100, b"0000644\0");
    put(108, b"0000000\0");
    put(116, b"0000000\0");
    put(124, format!("{size:011o}\0").as_bytes());
    put(136, b"00000000000\0");
    // The sum is taken with spaces in its own place.
    put(148, b"        ");
    put(156, b"0");
    put(257, b"ustar\x0000");
    put(345, prefix.as_bytes());
    let sum: u32 = header.iter().map(|byte| u32::from(*byte)).sum();
    header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    Ok(header)
}

/// The path as prefix and name, each as long as it may be.
fn parted(path: &str) -> Option<(&str, &str)> {
    if path.len() <= NAME {
        return Some(("", path));
    }
    let mut cuts = path.match_indices('/').map(|(at, _)| (&path[..at], &path[at + 1..]));
    cuts.find(|(prefix, name)| prefix.len() <= PREFIX && name.len() <= NAME)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_that_every_system_takes_are_written() {
        let mut out = Vec::new();
        let mut folder = Folder::new(&mut out);
        for path in ["", "/a", "a/", "a//b", "..", "a/../b", ".hidden", "a/./b", "a.", "a /b", "c:a", "a\\b", "a\nb"] {
            assert!(folder.file(path, b"").is_err(), "{path:?}");
        }
        folder.file("a/b.md", b"x").unwrap();
        assert_eq!(folder.file("A/B.md", b"x").unwrap_err().to_string(), "\"A/B.md\" is written twice");
        folder.end().unwrap();
        assert_eq!(out.len(), 4 * BLOCK);
    }

    #[test]
    fn a_long_path_is_parted_or_refused() {
        let (folder, name) = ("f".repeat(155), "n".repeat(100));
        assert_eq!(parted(&format!("{folder}/{name}")), Some((&*folder, &*name)));
        assert_eq!(parted(&format!("a/{name}")), Some(("a", &*name)));
        assert_eq!(parted(&format!("{folder}/{name}n")), None);
        assert!(Folder::new(&mut Vec::new()).file(&"n".repeat(101), b"").is_err());
    }
}
