//! What the first line of a program says of who is to run it, and why nobody would.

use std::{
    fs::File,
    io::{ErrorKind, Read as _},
    path::Path,
};

/// How much of a program is looked at; the system looks at no more of a first line.
const LOOKED_AT: u64 = 256;

/// Why the system would not run a program; `None` if nothing is seen that would stop it.
///
/// It is asked in the process that is to become the program, which may read and run no more than the program could.
pub(super) fn trouble(program: &Path) -> Option<String> {
    let mut begin = Vec::new();
    File::open(program).ok()?.take(LOOKED_AT).read_to_end(&mut begin).ok()?;
    let Some(line) = begin.strip_prefix(b"#!") else {
        let is_text = !begin.contains(&0) && str::from_utf8(&begin).is_ok();
        let nobody = "nothing says who runs it: begin it with #! and an interpreter, or name one in plugin.toml";
        return is_text.then(|| nobody.to_owned());
    };
    let line = line.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let text = String::from_utf8_lossy(line);
    if text.ends_with('\r') {
        return Some("its first line ends in a carriage return: save it with the line ends of Unix".to_owned());
    }
    let interpreter = Path::new(text.split_whitespace().next()?);
    let named = format!("its first line names {}", interpreter.display());
    if !interpreter.is_absolute() {
        return Some(format!("{named}, and not where that is: write its whole path, or /usr/bin/env before it"));
    }
    match File::open(interpreter) {
        Err(error) if error.kind() == ErrorKind::NotFound => Some(format!("{named}, which is not there")),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => Some(format!(
            "{named}, which a plugin may not run from there: name it in plugin.toml, as interpreter = \"{}\"",
            interpreter.display()
        )),
        _ => None,
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_first_line_that_leads_nowhere_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plugin.py");
        let told = |content: &[u8]| {
            std::fs::write(&path, content).unwrap();
            trouble(&path).unwrap_or_default()
        };
        assert_eq!(told(b"#!/bin/sh -e\n"), "");
        assert_eq!(told(b"#! /usr/bin/env python3\n"), "");
        assert_eq!(told(b"\x7fELF\0\0"), "");
        assert!(told(b"import json\n").starts_with("nothing says who runs it"));
        assert!(told(b"#!/bin/sh\r\n").contains("carriage return"));
        assert!(told(b"#!python3\n").starts_with("its first line names python3, and not where"));
        assert_eq!(told(b"#!/bin/pyton3\n"), "its first line names /bin/pyton3, which is not there");
    }
}
