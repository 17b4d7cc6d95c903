//! Which paths may be files of a folder that somebody else made: plain ones, that name the same file on every system.

use std::collections::{BTreeMap, btree_map::Entry};

use unicode_normalization::UnicodeNormalization as _;

/// How long a path and a part of it may be, in bytes.
const LONGEST_PATH: usize = 1024;
const LONGEST_PART: usize = 240;
/// How many parts a path may have: every folder on the way is remembered.
const MOST_PARTS: usize = 32;
/// Names that some systems take for a device, whatever ending follows.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];
/// Those that a digit follows.
const NUMBERED_DEVICES: [&str; 2] = ["com", "lpt"];

/// Whether a path can be a file in a folder and nowhere else.
///
/// # Errors
/// Says why not.
pub(super) fn check(path: &str) -> Result<(), &'static str> {
    if path.len() > LONGEST_PATH {
        return Err("it is too long");
    }
    if path.matches('/').count() >= MOST_PARTS {
        return Err("it leads through too many folders");
    }
    path.split('/').try_for_each(check_part)
}

/// The same for what the program itself writes, which may tell git how to treat its files.
pub(super) fn check_ours(path: &str) -> Result<(), &'static str> {
    if path == ".gitattributes" { Ok(()) } else { check(path) }
}

fn check_part(part: &str) -> Result<(), &'static str> {
    let is_turning = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if part.is_empty() {
        Err("it is not a path within the folder")
    } else if part.starts_with('.') {
        // `..` leads out of the folder, `.git` and its like are read by other programs.
        Err("a part of it begins with a dot")
    } else if part.ends_with(['.', ' ']) || part.starts_with(' ') {
        Err("a part of it begins or ends with what some systems drop")
    } else if part.contains(|c: char| c.is_control() || is_turning(c) || "<>:\"\\|?*".contains(c)) {
        Err("it has a character that not every system takes")
    } else if part.len() > LONGEST_PART {
        Err("a part of it is too long")
    } else if is_device(part) {
        Err("it is the name of a device")
    } else {
        Ok(())
    }
}

fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let is_digit = |c: char| matches!(c, '0'..='9' | '¹' | '²' | '³');
    let numbered = |device: &&str| {
        stem.strip_prefix(*device).is_some_and(|end| end.chars().count() == 1 && end.contains(is_digit))
    };
    DEVICES.contains(&stem.as_str()) || NUMBERED_DEVICES.iter().any(numbered)
}

/// The paths of a folder so far, to find two that would be one file, or a file that would be a folder.
#[derive(Debug, Default)]
pub(super) struct Spelled {
    /// How each file and folder is spelled, by what is the same wherever case and composition do not count.
    known: BTreeMap<String, (String, bool)>,
}

impl Spelled {
    /// Takes up a file.
    ///
    /// # Errors
    /// When it would be in the way of another, with that one's path.
    pub(super) fn add(&mut self, path: &str) -> Result<(), String> {
        for (at, _) in path.match_indices('/') {
            self.part(&path[..at], true)?;
        }
        self.part(path, false)
    }

    fn part(&mut self, path: &str, is_folder: bool) -> Result<(), String> {
        let folded = path.nfc().flat_map(char::to_lowercase).nfc().collect();
        match self.known.entry(folded) {
            Entry::Vacant(room) => {
                room.insert((path.to_owned(), is_folder));
                Ok(())
            }
            Entry::Occupied(other) if is_folder && *other.get() == (path.to_owned(), true) => Ok(()),
            Entry::Occupied(other) => Err(other.get().0.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_paths_are_taken() {
        for path in ["index.html", "claims/c2.md", "a b/ü (1).txt", "console.log", "com10.txt", "context"] {
            assert_eq!(check(path), Ok(()), "{path:?}");
        }
        let hostile = [
            "",
            "/",
            "/etc/passwd",
            "../up",
            "a/../../up",
            "a/..",
            ".",
            "./a",
            "a//b",
            "a/",
            "C:\\up",
            "C:up",
            "a\\b",
            ".git/hooks/post-commit",
            "a/.claims-export.json",
            "con",
            "CON.txt",
            "a/nul.md",
            "COM1",
            "lpt9.x",
            "com¹",
            "aux .txt",
            "a\nb",
            "a\0b",
            "\u{1b}[2J",
            "a\u{202e}fdp.exe",
            "a.",
            "a ",
            " a",
            "a/b./c",
            "what?",
            "a*",
            "<a>",
            "a|b",
            "\"",
        ];
        for path in hostile {
            assert!(check(path).is_err(), "{path:?}");
        }
        assert!(check(&"a".repeat(241)).is_err() && check(&"a/".repeat(600)).is_err());
    }

    #[test]
    fn two_paths_that_would_be_one_file_are_found() {
        let after = |first: &str, second: &str| {
            let mut spelled = Spelled::default();
            spelled.add(first).unwrap();
            spelled.add(second)
        };
        assert_eq!(after("a/b.md", "a/c.md"), Ok(()));
        for (first, second) in [
            ("a.md", "A.md"),
            ("a", "a/b"),
            ("a/b", "a"),
            ("a/b", "A/c"),
            ("e\u{301}", "é"),
            ("ΣΑΣ", "σασ"),
            ("a", "a"),
        ] {
            assert!(after(first, second).is_err(), "{first} {second}");
        }
    }
}
