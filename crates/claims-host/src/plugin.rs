//! A plugin that is there to be called, and what it says of itself.

#![allow(unsafe_code, reason = "a plugin's constant is read, and its functions fetched, through pointers")]

use std::{ffi::CStr, fmt, slice};

use claims_abi::{Differ, Exporter, Finder, Importer, Scorer, Str, StreamingImporter};

use serde::{Deserialize, Serialize};

use crate::{Error, Unloadable};

/// A plugin, whether linked in or loaded: from here on nobody can tell.
#[derive(Debug, Clone)]
pub struct Plugin {
    pub(crate) name: &'static str,
    version: &'static str,
    summary: &'static str,
    pub(crate) scorer: Option<&'static Scorer>,
    pub(crate) differ: Option<&'static Differ>,
    pub(crate) exporter: Option<&'static Exporter>,
    pub(crate) importer: Option<&'static Importer>,
    /// In place of the importer, where that is one and the file is in this process.
    pub(crate) streaming: Option<&'static StreamingImporter>,
    pub(crate) finder: Option<&'static Finder>,
}

/// The size that no constant of any minor will have, in bytes: that of the smallest page, and many times that of today.
const LARGEST: usize = 4096;

/// What a plugin can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Weighs claims.
    Scorer,
    /// Tells what changed between two texts.
    Differ,
    /// Writes a file.
    Exporter,
    /// Reads a file of another program.
    Importer,
    /// Points out what in a text could be checked.
    Finder,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Scorer, Self::Differ, Self::Exporter, Self::Importer, Self::Finder];

    /// The one word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Scorer => "scorer",
            Self::Differ => "differ",
            Self::Exporter => "exporter",
            Self::Importer => "importer",
            Self::Finder => "finder",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

impl Plugin {
    /// A plugin that the program was linked with.
    ///
    /// # Errors
    /// When its constant says something that cannot be.
    pub fn linked(entry: &'static claims_abi::Plugin) -> Result<Self, Error> {
        // SAFETY: who made the constant promised what the contract asks of it.
        unsafe { Self::read(entry) }.map_err(Error::Linked)
    }

    /// The plugin's name: lower-case letters, digits and underscores.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Its own version, for people to read.
    pub const fn version(&self) -> &'static str {
        self.version
    }

    /// What it does, in one line.
    pub const fn summary(&self) -> &'static str {
        self.summary
    }

    /// What it is: one kind or more.
    pub fn kinds(&self) -> Vec<Kind> {
        Kind::ALL.into_iter().filter(|kind| self.is(*kind)).collect()
    }

    /// Whether it is of this kind.
    pub const fn is(&self, kind: Kind) -> bool {
        match kind {
            Kind::Scorer => self.scorer.is_some(),
            Kind::Differ => self.differ.is_some(),
            Kind::Exporter => self.exporter.is_some(),
            Kind::Importer => self.importer.is_some(),
            Kind::Finder => self.finder.is_some(),
        }
    }

    /// Reads a plugin's constant, its size before anything else.
    ///
    /// # Safety
    /// `entry` must point to a plugin's constant that keeps the promises of [`claims_abi::Plugin`] for ever, save that
    /// it may be too short, and its texts may be no UTF-8.
    pub(crate) unsafe fn read(entry: *const claims_abi::Plugin) -> Result<Self, Unloadable> {
        // SAFETY: `size` stands first in the constant of every version.
        let found = unsafe { entry.cast::<usize>().read() };
        let expected = size_of::<claims_abi::Plugin>();
        if found < expected {
            return Err(Unloadable::TooSmall { found, expected });
        }
        if found > LARGEST {
            return Err(Unloadable::TooLarge { found, limit: LARGEST });
        }
        // SAFETY: it is as long as its size says, constant, and there for ever.
        let entry = unsafe { &*entry };
        let name = text(entry.name).ok_or(Unloadable::Broken("its name is not a text"))?;
        if !is_name(name) {
            return Err(Unloadable::Broken("its name is not made of lower-case letters, digits and underscores"));
        }
        let kind = entry.kind.ok_or(Unloadable::Broken("it has no function `kind`"))?;
        let functions = |id: &CStr| {
            // SAFETY: the id ends with a NUL.
            unsafe { kind(id.as_ptr()) }
        };
        // SAFETY: for each id `kind` gives the functions of that kind, which are there for ever, or NULL.
        let (scorer, differ, exporter, importer, streaming, finder) = unsafe {
            (
                functions(Scorer::ID).cast::<Scorer>().as_ref(),
                functions(Differ::ID).cast::<Differ>().as_ref(),
                functions(Exporter::ID).cast::<Exporter>().as_ref(),
                functions(Importer::ID).cast::<Importer>().as_ref(),
                functions(StreamingImporter::ID).cast::<StreamingImporter>().as_ref(),
                functions(Finder::ID).cast::<Finder>().as_ref(),
            )
        };
        let version = text(entry.version).ok_or(Unloadable::Broken("its version is not a text"))?;
        let summary = text(entry.summary).ok_or(Unloadable::Broken("its summary is not a text"))?;
        let plugin = Self { name, version, summary, scorer, differ, exporter, importer, streaming, finder };
        if plugin.kinds().is_empty() {
            return Err(Unloadable::Broken("it is of no kind that this claims knows"));
        }
        Ok(plugin)
    }
}

/// Whether a plugin can be called so: lower-case letters, digits and underscores, as the end of a symbol in C.
pub fn is_name(name: &str) -> bool {
    let letters = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'_';
    name.starts_with(|c: char| c.is_ascii_lowercase()) && name.bytes().all(letters)
}

fn text(text: Str) -> Option<&'static str> {
    if text.ptr.is_null() {
        return None;
    }
    // SAFETY: a plugin's constant points to texts that are there for ever.
    str::from_utf8(unsafe { slice::from_raw_parts(text.ptr, text.len) }).ok()
}
