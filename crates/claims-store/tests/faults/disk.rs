//! A disk between SQLite and the real one (a VFS): every call is asked of the plan first, and what is done is noted.
//!
//! It does not wait for the real disk: the process that tests does not lose its power.
#![allow(unsafe_code, reason = "a VFS is C structs and functions that SQLite calls")]

use std::{
    ffi::{CStr, OsStr, c_char, c_int, c_void},
    os::unix::ffi::OsStrExt as _,
    path::PathBuf,
    ptr,
    sync::OnceLock,
};

use rusqlite::ffi::{self, sqlite3_file, sqlite3_io_methods, sqlite3_vfs};

use crate::{
    journal::{self, Event},
    plan::{Call, Fault, meet},
};

/// A file of ours; the real one follows it in memory.
#[repr(C)]
struct File {
    base: sqlite3_file,
    /// The name, which SQLite keeps until the file is closed; null for a temporary one.
    name: *const c_char,
    /// Whether the next wait for the disk also waits for the file's name, as SQLite has it for new journals.
    syncs_name: bool,
}

/// The VFS that was the default before ours.
struct Real(*mut sqlite3_vfs);
// SAFETY: SQLite registers the struct for the life of the process, and nobody writes to it but while registering.
unsafe impl Send for Real {}
// SAFETY: as above.
unsafe impl Sync for Real {}

static REAL: OnceLock<Real> = OnceLock::new();

/// Makes this disk the default of the process.
pub(crate) fn install() {
    REAL.get_or_init(|| {
        // SAFETY: the default VFS of a build for Unix is there, and lives as long as the process.
        let (real, copy) = unsafe {
            let real = ffi::sqlite3_vfs_find(ptr::null());
            (real, ptr::read(real))
        };
        // The copy keeps what the real one keeps for itself, so that it can be handed to the functions that stay.
        let ours = Box::leak(Box::new(sqlite3_vfs {
            zName: c"faulty".as_ptr(),
            szOsFile: c_int::try_from(size_of::<File>()).unwrap() + copy.szOsFile,
            pNext: ptr::null_mut(),
            xOpen: Some(open),
            xDelete: Some(delete),
            xAccess: Some(access),
            xFullPathname: Some(full_path),
            ..copy
        }));
        // SAFETY: the struct is leaked, and its functions are those below.
        assert_eq!(unsafe { ffi::sqlite3_vfs_register(ours, 1) }, ffi::SQLITE_OK);
        Real(real)
    });
}

fn real_vfs() -> *mut sqlite3_vfs {
    REAL.get().map_or(ptr::null_mut(), |real| real.0)
}

/// The real file behind one of ours.
fn real(file: *mut sqlite3_file) -> *mut sqlite3_file {
    file.cast::<File>().wrapping_add(1).cast()
}

/// The functions of the real file.
///
/// # Safety
/// The file must be open.
unsafe fn methods(file: *mut sqlite3_file) -> &'static sqlite3_io_methods {
    // SAFETY: an open file names its functions, which are static.
    unsafe { &*(*real(file)).pMethods }
}

/// # Safety
/// The name must be null or end with a NUL.
unsafe fn path(name: *const c_char) -> Option<PathBuf> {
    // SAFETY: as the caller says.
    (!name.is_null()).then(|| OsStr::from_bytes(unsafe { CStr::from_ptr(name) }.to_bytes()).into())
}

/// Notes what was done to a file that has a name.
///
/// # Safety
/// The file must be one of ours, and open.
unsafe fn note(file: *mut sqlite3_file, event: impl FnOnce(PathBuf) -> Event) {
    // SAFETY: as the caller says; SQLite keeps the name until the file is closed.
    if let Some(path) = unsafe { path((*file.cast::<File>()).name) } {
        journal::note(|| event(path));
    }
}

unsafe extern "C" fn open(
    _: *mut sqlite3_vfs,
    name: *const c_char,
    file: *mut sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    // SAFETY: SQLite hands over memory for a file of ours and a real one behind it, and a name that ends with NUL.
    unsafe {
        (*file).pMethods = ptr::null();
        if meet(Call::Open).is_some() {
            return Call::Open.error();
        }
        let path = path(name);
        let is_new = path.as_ref().is_some_and(|path| !path.exists());
        let answer = (*real_vfs()).xOpen.unwrap()(real_vfs(), name, real(file), flags, out);
        if !(*real(file)).pMethods.is_null() {
            let journals = ffi::SQLITE_OPEN_MAIN_JOURNAL | ffi::SQLITE_OPEN_SUPER_JOURNAL | ffi::SQLITE_OPEN_WAL;
            let syncs_name = flags & ffi::SQLITE_OPEN_CREATE != 0 && flags & journals != 0;
            file.cast::<File>().write(File { base: sqlite3_file { pMethods: &METHODS }, name, syncs_name });
            if is_new {
                note(file, Event::Made);
            }
        }
        answer
    }
}

unsafe extern "C" fn delete(_: *mut sqlite3_vfs, name: *const c_char, sync_names: c_int) -> c_int {
    if meet(Call::Delete).is_some() {
        return Call::Delete.error();
    }
    // SAFETY: the arguments are SQLite's own; nothing here waits for the disk.
    unsafe {
        let answer = (*real_vfs()).xDelete.unwrap()(real_vfs(), name, 0);
        if let (ffi::SQLITE_OK, Some(path)) = (answer, path(name)) {
            journal::note(|| Event::Deleted(path));
            if sync_names != 0 {
                journal::note(|| Event::SyncedNames);
            }
        }
        answer
    }
}

unsafe extern "C" fn access(_: *mut sqlite3_vfs, name: *const c_char, flags: c_int, out: *mut c_int) -> c_int {
    if meet(Call::Access).is_some() {
        return Call::Access.error();
    }
    // SAFETY: the arguments are SQLite's own.
    unsafe { (*real_vfs()).xAccess.unwrap()(real_vfs(), name, flags, out) }
}

unsafe extern "C" fn full_path(_: *mut sqlite3_vfs, name: *const c_char, size: c_int, out: *mut c_char) -> c_int {
    if meet(Call::Path).is_some() {
        return Call::Path.error();
    }
    // SAFETY: the arguments are SQLite's own.
    unsafe { (*real_vfs()).xFullPathname.unwrap()(real_vfs(), name, size, out) }
}

/// What SQLite calls on a file; it calls each only while the file is open, with arguments of its own.
static METHODS: sqlite3_io_methods = sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(characteristics),
    xShmMap: Some(shared_map),
    xShmLock: Some(shared_lock),
    xShmBarrier: Some(shared_barrier),
    xShmUnmap: Some(shared_unmap),
    // Version 2 has no mapped reads.
    xFetch: None,
    xUnfetch: None,
};

unsafe extern "C" fn close(file: *mut sqlite3_file) -> c_int {
    // SAFETY: see `METHODS`, here and below.
    unsafe { methods(file).xClose.unwrap()(real(file)) }
}

unsafe extern "C" fn read(file: *mut sqlite3_file, into: *mut c_void, amount: c_int, at: i64) -> c_int {
    if meet(Call::Read).is_some() {
        return Call::Read.error();
    }
    // SAFETY: see `METHODS`.
    unsafe { methods(file).xRead.unwrap()(real(file), into, amount, at) }
}

unsafe extern "C" fn write(file: *mut sqlite3_file, from: *const c_void, amount: c_int, at: i64) -> c_int {
    let (amount, refused) = match meet(Call::Write) {
        None => (amount, ffi::SQLITE_OK),
        Some(Fault::Full) => return ffi::SQLITE_FULL,
        Some(Fault::Short) => (amount / 2, ffi::SQLITE_FULL),
        Some(_) => return Call::Write.error(),
    };
    // SAFETY: see `METHODS`; at least `amount` bytes can be read.
    unsafe {
        let answer = methods(file).xWrite.unwrap()(real(file), from, amount, at);
        if answer != ffi::SQLITE_OK {
            return answer;
        }
        let bytes = std::slice::from_raw_parts(from.cast::<u8>(), usize::try_from(amount).unwrap());
        note(file, |file| Event::Wrote { file, at: at.cast_unsigned(), bytes: bytes.to_vec() });
    }
    refused
}

unsafe extern "C" fn truncate(file: *mut sqlite3_file, size: i64) -> c_int {
    if meet(Call::Truncate).is_some() {
        return Call::Truncate.error();
    }
    // SAFETY: see `METHODS`.
    unsafe {
        let answer = methods(file).xTruncate.unwrap()(real(file), size);
        if answer == ffi::SQLITE_OK {
            note(file, |file| Event::Cut { file, size: size.cast_unsigned() });
        }
        answer
    }
}

unsafe extern "C" fn sync(file: *mut sqlite3_file, _: c_int) -> c_int {
    if meet(Call::Sync).is_some() {
        return Call::Sync.error();
    }
    // SAFETY: see `METHODS`.
    unsafe {
        note(file, Event::Synced);
        if std::mem::take(&mut (*file.cast::<File>()).syncs_name) {
            journal::note(|| Event::SyncedNames);
        }
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn size(file: *mut sqlite3_file, out: *mut i64) -> c_int {
    if meet(Call::Size).is_some() {
        return Call::Size.error();
    }
    // SAFETY: see `METHODS`.
    unsafe { methods(file).xFileSize.unwrap()(real(file), out) }
}

unsafe extern "C" fn lock(file: *mut sqlite3_file, level: c_int) -> c_int {
    if meet(Call::Lock).is_some() {
        return Call::Lock.error();
    }
    // SAFETY: see `METHODS`.
    unsafe { methods(file).xLock.unwrap()(real(file), level) }
}

unsafe extern "C" fn unlock(file: *mut sqlite3_file, level: c_int) -> c_int {
    // SAFETY: see `METHODS`. No system keeps a lock that it was asked to give back.
    let answer = unsafe { methods(file).xUnlock.unwrap()(real(file), level) };
    if meet(Call::Unlock).is_some() { Call::Unlock.error() } else { answer }
}

unsafe extern "C" fn check_reserved_lock(file: *mut sqlite3_file, out: *mut c_int) -> c_int {
    // SAFETY: see `METHODS`.
    unsafe { methods(file).xCheckReservedLock.unwrap()(real(file), out) }
}

unsafe extern "C" fn control(file: *mut sqlite3_file, what: c_int, argument: *mut c_void) -> c_int {
    // The one that may ask for room; the others ask for opinions.
    if what == ffi::SQLITE_FCNTL_SIZE_HINT {
        match meet(Call::Hint) {
            None => {}
            Some(Fault::Full) => return ffi::SQLITE_FULL,
            Some(_) => return Call::Hint.error(),
        }
    }
    // SAFETY: see `METHODS`.
    unsafe { methods(file).xFileControl.unwrap()(real(file), what, argument) }
}

unsafe extern "C" fn sector_size(file: *mut sqlite3_file) -> c_int {
    // SAFETY: see `METHODS`.
    unsafe { methods(file).xSectorSize.unwrap()(real(file)) }
}

unsafe extern "C" fn characteristics(file: *mut sqlite3_file) -> c_int {
    // SAFETY: see `METHODS`.
    unsafe { methods(file).xDeviceCharacteristics.unwrap()(real(file)) }
}

unsafe extern "C" fn shared_map(
    file: *mut sqlite3_file,
    page: c_int,
    size: c_int,
    extend: c_int,
    out: *mut *mut c_void,
) -> c_int {
    match meet(Call::SharedMap) {
        None => {}
        Some(Fault::Full) => return ffi::SQLITE_FULL,
        Some(_) => return Call::SharedMap.error(),
    }
    // SAFETY: see `METHODS`.
    unsafe { methods(file).xShmMap.unwrap()(real(file), page, size, extend, out) }
}

unsafe extern "C" fn shared_lock(file: *mut sqlite3_file, first: c_int, count: c_int, flags: c_int) -> c_int {
    let is_unlock = flags & ffi::SQLITE_SHM_UNLOCK != 0;
    let call = if is_unlock { Call::SharedUnlock } else { Call::SharedLock };
    let fails = meet(call).is_some();
    if fails && !is_unlock {
        return call.error();
    }
    // SAFETY: see `METHODS`.
    let answer = unsafe { methods(file).xShmLock.unwrap()(real(file), first, count, flags) };
    if fails { call.error() } else { answer }
}

unsafe extern "C" fn shared_barrier(file: *mut sqlite3_file) {
    // SAFETY: see `METHODS`.
    unsafe { methods(file).xShmBarrier.unwrap()(real(file)) }
}

unsafe extern "C" fn shared_unmap(file: *mut sqlite3_file, delete: c_int) -> c_int {
    // SAFETY: see `METHODS`. What is mapped is given back in any case.
    let answer = unsafe { methods(file).xShmUnmap.unwrap()(real(file), delete) };
    if meet(Call::SharedUnmap).is_some() { Call::SharedUnmap.error() } else { answer }
}
