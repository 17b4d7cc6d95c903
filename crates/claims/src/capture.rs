//! Takes what a person wants to capture: the bytes of a file, of standard input or of an address, and what they say.

use std::{
    io::Read,
    path::{Path, PathBuf},
};

use claims_model::{Detail, DetailName};

use crate::{
    address, extract,
    failure::{Exit, Failure, Outcome},
    fetch, tangle,
};

/// Something captured, not yet recorded.
#[derive(Debug)]
pub(crate) struct Captured {
    /// The file's name, the address, or `-`.
    pub(crate) origin: String,
    /// The bytes as they came.
    pub(crate) bytes: Vec<u8>,
    /// What they are.
    pub(crate) media_type: String,
    /// The text in them.
    pub(crate) text: String,
    /// What found it, with its version: the same version finds the same text.
    pub(crate) extractor: String,
    /// The blocks that it falls into, one JSON object a line, where some were set apart.
    pub(crate) blocks: Option<String>,
    /// What it says of itself.
    pub(crate) details: Vec<Detail>,
    /// The address that answered, for what was fetched.
    pub(crate) address: Option<String>,
}

impl Captured {
    /// The first thing that it says of itself under a name.
    pub(crate) fn detail(&self, name: DetailName) -> Option<&str> {
        self.details.iter().find(|detail| detail.name == name).map(|detail| detail.value.as_str())
    }
}

/// What a capture came to.
#[derive(Debug)]
pub(crate) enum Taken {
    /// There was something.
    Present(Box<Captured>),
    /// The server at this address says that there is nothing any more, with this status.
    Gone {
        /// The address.
        address: String,
        /// 404 or 410.
        status: u16,
    },
}

/// Reads a file, standard input for `-`, or what is behind an address.
///
/// # Errors
/// When it cannot be read, is larger than `max_mib`, is empty, or is not text.
pub(crate) fn take(what: &Path, max_mib: u32) -> Outcome<Taken> {
    if let Some(web) = what.to_str().filter(|typed| address::is_web(typed)) {
        let fetched = fetch::fetch(web, max_mib)?;
        if fetched.is_gone() {
            return Ok(Taken::Gone { address: fetched.address, status: fetched.status });
        }
        let mut captured = read_out(Path::new(&fetched.address), fetched.bytes, fetched.content_type.as_deref())?;
        captured.origin.clone_from(&fetched.address);
        captured.address = Some(fetched.address);
        return Ok(Taken::Present(Box::new(captured)));
    }
    let (from_stdin, shown) = named(what);
    let mut captured = read_out(&shown, bytes(what, max_mib)?, None)?;
    captured.origin = if from_stdin {
        "-".to_owned()
    } else {
        what.file_name().map_or_else(|| what.to_string_lossy(), |name| name.to_string_lossy()).into_owned()
    };
    Ok(Taken::Present(Box::new(captured)))
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

/// What the bytes say.
fn read_out(shown: &Path, bytes: Vec<u8>, content_type: Option<&str>) -> Outcome<Captured> {
    let data = |what: String| Failure::new(Exit::Data, what);
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(data(format!("{} is not a text: byte {} is NUL", shown.display(), at + 1))
            .hint("capture a text or an HTML file; other kinds are not read yet"));
    }
    let text = std::str::from_utf8(&bytes).map_err(|error| {
        data(format!("{} is not UTF-8: byte {} is wrong", shown.display(), error.valid_up_to() + 1))
            .hint("convert it first, such as: iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW")
    })?;
    let is_html = content_type.is_some_and(|kind| kind.contains("html")) || looks_like_html(shown, text);
    if let Some((tags, depth)) = tangle::of(text).filter(|_| is_html) {
        return Err(data(format!(
            "{} has {tags} tags nested up to {depth} deep: no page for readers",
            shown.display()
        ))
        .hint("capture the text that you copy from it"));
    }
    let found = if is_html { extract::html(text) } else { extract::plain(text) };
    if found.text.trim().is_empty() {
        return Err(data(format!("{} has no text in it", shown.display()))
            .hint("a page built by scripts can be captured as the text you copy from it"));
    }
    let told = [
        (DetailName::Title, found.title),
        (DetailName::Language, found.language),
        (DetailName::Address, found.address),
    ];
    let told = told.into_iter().filter_map(|(name, value)| Some((name, value?)));
    let details = told.map(|(name, value)| Detail { name, value, told_by: "page".to_owned() }).collect();
    Ok(Captured {
        origin: String::new(),
        bytes,
        media_type: if is_html { "text/html" } else { "text/plain" }.to_owned(),
        text: found.text,
        extractor: found.extractor.to_owned(),
        blocks: None,
        details,
        address: None,
    })
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
        let what = |bytes: &[u8]| read_out(Path::new("a"), bytes.to_vec(), None).unwrap_err().what;
        assert_eq!(what(b"ab\0c"), "a is not a text: byte 3 is NUL");
        assert_eq!(what(b"ab\xff"), "a is not UTF-8: byte 3 is wrong");
        assert_eq!(what(b"<html><script>x</script>"), "a has no text in it");
    }
}
