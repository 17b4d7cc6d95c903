//! What a plugin exports: one constant, and from it one small struct of functions for each kind it is.

#![allow(unsafe_code, reason = "constants that hold pointers must be declared shareable between threads")]

use core::{
    ffi::{CStr, c_char, c_void},
    fmt,
};

use crate::{Bytes, Case, Host, Sink, Str};

/// The constant behind the symbol `claims_plugin_v1_<name>`. It and all it points to live as long as the library.
#[repr(C)]
pub struct Plugin {
    /// The size of this struct in bytes, as the plugin was compiled; no minor makes it more than 4096.
    pub size: usize,
    /// The [`ABI_MINOR`](crate::ABI_MINOR) that the plugin was compiled with.
    pub abi_minor: u32,
    /// Zero. Private, so that nobody makes a `Plugin` without the promises of [`Plugin::new`].
    reserved: u32,
    /// The plugin's name, the same as in the symbol: lower-case letters, digits and underscores.
    pub name: Str,
    /// The plugin's own version, for people to read.
    pub version: Str,
    /// What it does, in one line.
    pub summary: Str,
    /// Gives the functions of one kind: a [`Scorer`], [`Differ`], [`Exporter`], [`Importer`], [`StreamingImporter`] or [`Finder`], by the kind's
    /// id, which ends with a NUL; NULL when the plugin is not of that kind. What it returns belongs to the plugin and
    /// lives as long as the library. Any thread may call it at any time.
    pub kind: Option<unsafe extern "C" fn(id: *const c_char) -> *const c_void>,
}

impl Plugin {
    /// The constant of a plugin.
    ///
    /// # Safety
    /// The texts must be UTF-8 that lives as long as the program. `kind` must do what [`Plugin::kind`] says, and the
    /// functions that it gives what the struct of each kind says.
    pub const unsafe fn new(
        name: Str,
        version: Str,
        summary: Str,
        kind: unsafe extern "C" fn(id: *const c_char) -> *const c_void,
    ) -> Self {
        let abi_minor = crate::ABI_MINOR;
        Self { size: size_of::<Self>(), abi_minor, reserved: 0, name, version, summary, kind: Some(kind) }
    }
}

// SAFETY: all pointers in it point to constants that nobody writes to.
unsafe impl Sync for Plugin {}

impl fmt::Debug for Plugin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Plugin").field("size", &self.size).field("abi_minor", &self.abi_minor).finish_non_exhaustive()
    }
}

/// What a call into a plugin came to. Any value but [`Status::DONE`] is a failure.
#[repr(transparent)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Status(pub i32);

impl Status {
    /// The answer is complete.
    pub const DONE: Self = Self(0);
    /// There is no answer; the reason was given to [`Host::fail`].
    pub const FAILED: Self = Self(1);
    /// A bug in the plugin was caught before it reached the host; its message was given to [`Host::fail`].
    pub const PANICKED: Self = Self(2);
}

/// Weighs the claims that were asked about.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Scorer {
    /// Gives one [`Host::score`] for each subject of the case, and for no other claim.
    ///
    /// `host`, `case` and `sink` belong to the host and live until this returns. It may be called on several threads at
    /// once, with different cases; the same case and options must give the same answer every time.
    pub score: Option<unsafe extern "C" fn(host: *const Host, case: *const Case, sink: *mut Sink) -> Status>,
}

impl Scorer {
    /// The id by which [`Plugin::kind`] gives a `Scorer`.
    pub const ID: &'static CStr = c"claims.scorer/1";
}

/// Tells what changed between two texts.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Differ {
    /// Gives one [`Host::hunk`] after the other, which together cover `old` and `new` from start to end without a gap.
    ///
    /// `host`, `case`, `sink` and both texts belong to the host and live until this returns. The case has no rows; it is
    /// there for its options. It may be called on several threads at once; the same texts and options must give the
    /// same answer every time.
    pub diff: Option<
        unsafe extern "C" fn(host: *const Host, case: *const Case, sink: *mut Sink, old: Str, new: Str) -> Status,
    >,
}

impl Differ {
    /// The id by which [`Plugin::kind`] gives a `Differ`.
    pub const ID: &'static CStr = c"claims.differ/1";
}

/// Writes the subjects of a case in a format of its own.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Exporter {
    /// Gives the bytes of the file to [`Host::write`], from first to last, in pieces of any size.
    ///
    /// `host`, `case` and `sink` belong to the host and live until this returns. It may be called on several threads at
    /// once, with different cases; the same case and options must give the same bytes every time.
    pub write_out: Option<unsafe extern "C" fn(host: *const Host, case: *const Case, sink: *mut Sink) -> Status>,
}

impl Exporter {
    /// The id by which [`Plugin::kind`] gives an `Exporter`.
    pub const ID: &'static CStr = c"claims.exporter/1";
}

/// Reads records out of a file of another program. Since minor 1.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Importer {
    /// Drafts the records that the bytes hold, through [`Host::draft`] and the functions after it.
    ///
    /// `host`, `case`, `sink` and the bytes belong to the host and live until this returns. The case has no rows; it is
    /// there for its options. The bytes are a file as it was found and may be no text. It may be called on several
    /// threads at once; the same bytes and options must give the same drafts every time.
    pub read_in:
        Option<unsafe extern "C" fn(host: *const Host, case: *const Case, sink: *mut Sink, bytes: Bytes) -> Status>,
}

impl Importer {
    /// The id by which [`Plugin::kind`] gives an `Importer`.
    pub const ID: &'static CStr = c"claims.importer/1";
}

/// Reads records out of a file of any length, of which neither it nor the host needs to hold more than a part. Since
/// minor 4.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct StreamingImporter {
    /// Drafts the records that the file holds, as an [`Importer`] does. What the file says is asked for with
    /// [`Host::read`]; whenever what was drafted stands by itself, [`Host::settle`] says so.
    ///
    /// `host`, `case` and `sink` belong to the host and live until this returns. The case has no rows; it is there for
    /// its options. It may be called on several threads at once; the same file and options must give the same drafts
    /// every time, in however large pieces it is read. A plugin of this kind must be an [`Importer`] too,
    /// for an earlier host and for one that runs it in a process of its own.
    pub stream_in: Option<unsafe extern "C" fn(host: *const Host, case: *const Case, sink: *mut Sink) -> Status>,
}

impl StreamingImporter {
    /// The id by which [`Plugin::kind`] gives a `StreamingImporter`.
    pub const ID: &'static CStr = c"claims.importer/2";
}

/// Points out what in a text could be checked. Since minor 1.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Finder {
    /// Gives one [`Host::suggest`] for each claim that the text makes, in any order.
    ///
    /// `host`, `case`, `sink` and the text belong to the host and live until this returns. The case has no rows; it is
    /// there for its options. It may be called on several threads at once; the same text and options must give the same
    /// suggestions every time.
    pub find: Option<unsafe extern "C" fn(host: *const Host, case: *const Case, sink: *mut Sink, text: Str) -> Status>,
}

impl Finder {
    /// The id by which [`Plugin::kind`] gives a `Finder`.
    pub const ID: &'static CStr = c"claims.finder/1";
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    use core::mem::offset_of;
    assert!(size_of::<Plugin>() == 72);
    assert!(offset_of!(Plugin, size) == 0);
    assert!(offset_of!(Plugin, abi_minor) == 8);
    assert!(offset_of!(Plugin, reserved) == 12);
    assert!(offset_of!(Plugin, name) == 16);
    assert!(offset_of!(Plugin, version) == 32);
    assert!(offset_of!(Plugin, summary) == 48);
    assert!(offset_of!(Plugin, kind) == 64);
    assert!(size_of::<Status>() == 4);
    assert!(size_of::<Scorer>() == 8 && size_of::<Differ>() == 8 && size_of::<Exporter>() == 8);
    assert!(size_of::<Importer>() == 8 && size_of::<Finder>() == 8 && size_of::<StreamingImporter>() == 8);
};
