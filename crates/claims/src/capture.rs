//! Takes what a person wants to capture: the bytes of a file, of standard input or of an address, and what they say.

use std::{
    io::Read,
    path::{Path, PathBuf},
};

use claims_model::{Detail, DetailName, Timestamp};

use crate::{
    address,
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    fetch::{self, Trust},
    reading::{self, About},
};

/// Something captured, not yet recorded.
#[derive(Debug, Clone)]
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
    /// The address that the bytes themselves say they were captured from, such as a web archive's.
    pub(crate) kept_address: Option<String>,
    /// When they say that they were.
    pub(crate) captured: Option<Timestamp>,
    /// What a server answered at that time, where they say so.
    pub(crate) status: Option<u16>,
    /// What was done to read them, in words for the user.
    pub(crate) notes: Vec<String>,
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
        /// When, where what it was kept in says so.
        captured: Option<Timestamp>,
    },
}

/// Reads a file, standard input for `-`, or what is behind an address; `wanted` is the address that is looked for in an
/// archive of several pages.
///
/// # Errors
/// When it cannot be read, is larger than the settings allow, is empty, or has no text in it.
pub(crate) fn take(desk: &Desk<'_>, what: &Path, trust: Trust, wanted: Option<&str>) -> Outcome<Taken> {
    let (max_mib, now) = (desk.settings.capture.max_mib, desk.world.now());
    if let Some(web) = what.to_str().filter(|typed| address::is_web(typed)) {
        let fetched = fetch::fetch(web, trust, max_mib, desk.world)?;
        if fetched.is_gone() {
            return Ok(Taken::Gone { address: fetched.address, status: fetched.status, captured: None });
        }
        let about = About {
            shown: Path::new(&fetched.address),
            content_type: fetched.content_type.as_deref(),
            address: Some(&fetched.address),
            now,
            max_mib,
        };
        let mut captured = reading::read(fetched.bytes, &about)?;
        captured.notes.splice(0..0, fetched.notes);
        captured.origin.clone_from(&fetched.address);
        captured.address = Some(fetched.address);
        return Ok(Taken::Present(Box::new(captured)));
    }
    if let Some(typed) =
        what.to_str().filter(|typed| !what.exists() && (typed.contains("://") || typed.starts_with("www.")))
    {
        return Err(Failure::new(Exit::Usage, format!("{typed:?} is no file and no address on the web"))
            .hint("an address begins with https:// or http://"));
    }
    let (from_stdin, shown) = named(what);
    let about = About { shown: &shown, content_type: None, address: wanted, now, max_mib };
    let mut captured = reading::read(bytes(what, max_mib)?, &about)?;
    if let Some(status @ (404 | 410)) = captured.status {
        let address = captured.kept_address.or_else(|| wanted.map(str::to_owned)).unwrap_or_default();
        return Ok(Taken::Gone { address, status, captured: captured.captured });
    }
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

/// A file, or standard input for `-`, to be read from its start, and how long it is if that is known.
///
/// # Errors
/// When there is no such file, or it is a folder.
pub(crate) fn open(path: &Path) -> Outcome<(Box<dyn Read + Send>, Option<u64>)> {
    if named(path).0 {
        return Ok((Box::new(std::io::stdin()), None));
    }
    if path.is_dir() {
        return Err(Failure::new(Exit::Data, format!("{} is a folder", path.display())).hint("name a file"));
    }
    let file = std::fs::File::open(path).map_err(|error| Failure::file(path, &error))?;
    let size = file.metadata().ok().filter(std::fs::Metadata::is_file).map(|file| file.len());
    Ok((Box::new(file), size))
}

/// How people call the file that is read.
pub(crate) fn shown(path: &Path) -> String {
    named(path).1.display().to_string()
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
