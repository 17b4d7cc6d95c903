//! Takes what a person wants to capture: the bytes of a file or of standard input, and the text in them.

use std::{
    io::Read,
    path::{Path, PathBuf},
};

use crate::{
    extract::{self, Extracted},
    failure::{Exit, Failure, Outcome},
    tangle,
};

/// Something captured, not yet recorded.
#[derive(Debug)]
pub(crate) struct Captured {
    /// The file's name, or `-`.
    pub(crate) origin: String,
    /// The bytes as they came.
    pub(crate) bytes: Vec<u8>,
    /// What they are.
    pub(crate) media_type: &'static str,
    /// The text in them.
    pub(crate) extracted: Extracted,
}

/// Reads `path`, or standard input for `-`.
///
/// # Errors
/// When it cannot be read, is larger than `max_mib`, is empty, or is not text.
pub(crate) fn take(path: &Path, max_mib: u32) -> Outcome<Captured> {
    let (from_stdin, shown) = named(path);
    let bytes = bytes(path, max_mib)?;
    let origin = if from_stdin {
        "-".to_owned()
    } else {
        path.file_name().map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy()).into_owned()
    };
    let (media_type, extracted) = understand(&shown, &bytes)?;
    Ok(Captured { origin, bytes, media_type, extracted })
}

/// The bytes of `path`, or of standard input for `-`, whatever they are.
///
/// # Errors
/// When they cannot be read, or are more than `max_mib`, or none.
pub(crate) fn bytes(path: &Path, max_mib: u32) -> Outcome<Vec<u8>> {
    let (from_stdin, shown) = named(path);
    if from_stdin {
        return read(&mut std::io::stdin().lock(), &shown, max_mib);
    }
    if path.is_dir() {
        return Err(
            Failure::new(Exit::Data, format!("{} is a folder", path.display())).hint("name the file to capture")
        );
    }
    let mut file = std::fs::File::open(path).map_err(|error| Failure::file(path, &error))?;
    read(&mut file, &shown, max_mib)
}

fn named(path: &Path) -> (bool, PathBuf) {
    let from_stdin = path == Path::new("-");
    (from_stdin, if from_stdin { PathBuf::from("standard input") } else { path.to_owned() })
}

fn read(from: &mut impl Read, shown: &Path, max_mib: u32) -> Outcome<Vec<u8>> {
    let limit = u64::from(max_mib) << 20;
    let mut bytes = Vec::new();
    from.take(limit + 1).read_to_end(&mut bytes).map_err(|error| Failure::file(shown, &error))?;
    if bytes.len() as u64 > limit {
        return Err(Failure::new(Exit::Data, format!("{} is larger than {max_mib} MiB", shown.display()))
            .hint("capture the article alone, or raise max_mib under [capture] in claims.toml"));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Failure::new(Exit::Data, format!("{} is empty", shown.display())));
    }
    Ok(bytes)
}

fn understand(shown: &Path, bytes: &[u8]) -> Outcome<(&'static str, Extracted)> {
    let data = |what: String| Failure::new(Exit::Data, what);
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(data(format!("{} is not a text: byte {} is NUL", shown.display(), at + 1))
            .hint("capture a text or an HTML file; other kinds are not read yet"));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        data(format!("{} is not UTF-8: byte {} is wrong", shown.display(), error.valid_up_to() + 1))
            .hint("convert it first, such as: iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW")
    })?;
    let is_html = looks_like_html(shown, text);
    if let Some((tags, depth)) = tangle::of(text).filter(|_| is_html) {
        return Err(data(format!(
            "{} has {tags} tags nested up to {depth} deep: no page for readers",
            shown.display()
        ))
        .hint("capture the text that you copy from it"));
    }
    let extracted = if is_html { extract::html(text) } else { extract::plain(text) };
    if extracted.text.trim().is_empty() {
        return Err(data(format!("{} has no text in it", shown.display()))
            .hint("a page built by scripts can be captured as the text you copy from it"));
    }
    Ok((if is_html { "text/html" } else { "text/plain" }, extracted))
}

/// By its name, else by how it starts.
fn looks_like_html(name: &Path, text: &str) -> bool {
    let extension = name.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    match extension.as_deref() {
        Some("html" | "htm" | "xhtml") => true,
        Some("txt" | "md") => false,
        _ => {
            let start: String = text.trim_start_matches('\u{feff}').trim_start().chars().take(15).collect();
            let start = start.to_lowercase();
            ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| start.starts_with(tag))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_known_by_name_or_by_its_start() {
        assert!(looks_like_html(Path::new("a.HTM"), "x"));
        assert!(looks_like_html(Path::new("standard input"), "\u{feff} <!DOCTYPE html>"));
        assert!(!looks_like_html(Path::new("a.txt"), "<html>"));
        assert!(!looks_like_html(Path::new("a"), "He said <b>no</b>"));
    }

    #[test]
    fn what_is_no_text_is_refused_with_the_place() {
        let what = |bytes: &[u8]| understand(Path::new("a"), bytes).unwrap_err().what;
        assert_eq!(what(b"ab\0c"), "a is not a text: byte 3 is NUL");
        assert_eq!(what(b"ab\xff"), "a is not UTF-8: byte 3 is wrong");
        assert_eq!(what(b"<html><script>x</script>"), "a has no text in it");
    }
}
