//! Loads a plugin from a library, for good.
//!
//! The library's own code runs while it is being loaded, before anything of it can be looked at; so whether it may be
//! loaded is decided before, by the caller. It is never unloaded: threads and thread-locals that it left behind would
//! crash.

#![allow(unsafe_code, reason = "loading a library runs its code")]

use std::{fs, io, mem, path::Path};

use libloading::Library;

use crate::{Error, Plugin, Runnable, Unloadable, elf, plugin::is_name};

/// How far beyond version 1 of the contract to look for the reason why a library has no entry for it.
const LAST_VERSION_KNOWN_OF: u32 = 9;

impl Plugin {
    /// Loads the plugin that the file's name promises: `quadratic` from `libquadratic.so` or
    /// `libclaims_plugin_quadratic.so`.
    ///
    /// # Errors
    /// When the file is not a plugin that this claims can use.
    ///
    /// # Safety
    /// Whoever calls it vouches for the library: its code runs in this process, and must keep the promises of
    /// [`claims_abi`]. Nobody may change the file while the process runs.
    pub unsafe fn load(path: &Path) -> Result<Self, Error> {
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let stem = stem.strip_prefix("lib").unwrap_or(stem);
        let name = stem.strip_prefix("claims_plugin_").unwrap_or(stem);
        // SAFETY: the caller vouches for the library.
        unsafe { Self::load_as(path, name) }
    }

    /// Loads the plugin `name` from a file, whatever the file is called.
    ///
    /// # Errors
    /// When the file is not a plugin that this claims can use.
    ///
    /// # Safety
    /// As for [`Plugin::load`].
    pub unsafe fn load_as(path: &Path, name: &str) -> Result<Self, Error> {
        // SAFETY: the caller vouches for the library.
        unsafe { find(path, name) }.map_err(|why| Error::Load { path: path.to_owned(), why })
    }
}

impl Runnable {
    /// The plugin, loaded into this very process; `None` unless its user lets it in, and then it is to run in one of its
    /// own.
    ///
    /// # Errors
    /// When its file is not a plugin that this claims can use.
    pub fn let_in(&self) -> Option<Result<Plugin, Error>> {
        // SAFETY: the user vouches for the library, having trusted it a second time for this; and what is loaded is the
        // copy of what was trusted, which nobody writes to.
        self.in_process.then(|| unsafe { Plugin::load_as(&self.file, &self.manifest.name) })
    }
}

/// # Safety
/// As for [`Plugin::load`].
unsafe fn find(path: &Path, name: &str) -> Result<Plugin, Unloadable> {
    if !path.is_absolute() {
        return Err(Unloadable::NotAbsolute);
    }
    let missing = |error: io::Error| Unloadable::Missing(error.to_string());
    let file = fs::metadata(path).map_err(missing)?;
    if !file.is_file() {
        return Err(Unloadable::NotAFile);
    }
    if !is_name(name) {
        return Err(Unloadable::NoName);
    }
    let (found, expected) = (file.len(), fs::File::open(path).and_then(elf::promised_length).map_err(missing)?);
    if found < expected {
        return Err(Unloadable::CutOff { found, expected });
    }
    // SAFETY: the caller vouches for the code that this runs.
    let library = unsafe { open(path) }.map_err(|error| Unloadable::NotALibrary(error.to_string()))?;
    let found = entry(&library, 1, name).ok_or_else(|| {
        let newer = (2..=LAST_VERSION_KNOWN_OF).find(|version| entry(&library, *version, name).is_some());
        newer.map_or_else(|| Unloadable::NoEntry { symbol: symbol(1, name) }, |theirs| Unloadable::Newer { theirs })
    });
    mem::forget(library);
    // SAFETY: the symbol is that of a plugin's constant, which the caller vouches for and which is never unloaded.
    let plugin = unsafe { Plugin::read(found?) }?;
    if plugin.name != name {
        return Err(Unloadable::Broken("it gives itself another name than its symbol"));
    }
    Ok(plugin)
}

/// The address of a plugin's constant, in one version of the contract.
fn entry(library: &Library, version: u32, name: &str) -> Option<*const claims_abi::Plugin> {
    // SAFETY: the address of a symbol is taken, whatever it is; nothing is read through it here.
    let found = unsafe { library.get::<*const claims_abi::Plugin>(symbol(version, name).as_bytes()) };
    found.ok().map(|address| *address).filter(|address| !address.is_null() && address.is_aligned())
}

fn symbol(version: u32, name: &str) -> String {
    format!("claims_plugin_v{version}_{name}")
}

/// Resolves everything now, so that what is missing is missed here, and keeps the library's names to itself.
///
/// # Safety
/// As for [`Plugin::load`].
#[cfg(unix)]
unsafe fn open(path: &Path) -> Result<Library, libloading::Error> {
    use libloading::os::unix;
    // SAFETY: the caller vouches for the code that this runs.
    unsafe { unix::Library::open(Some(path), unix::RTLD_NOW | unix::RTLD_LOCAL) }.map(Library::from)
}

/// # Safety
/// As for [`Plugin::load`].
#[cfg(not(unix))]
unsafe fn open(path: &Path) -> Result<Library, libloading::Error> {
    // SAFETY: the caller vouches for the code that this runs.
    unsafe { Library::new(path) }
}
