//! Who holds the locks of a record, as the system tells of them; nothing is opened or written for it.
//!
//! SQLite's locks are POSIX locks, of which a process loses all on a file as soon as it closes any descriptor of that
//! file. So nobody may open the file to ask (`F_GETLK`); `/proc/locks` says the same.

use std::path::Path;

/// A process that others wait for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Its number.
    pub process: u32,
    /// The name of its program, as far as the system keeps it: 15 bytes, and whatever the program calls itself.
    pub program: Option<String>,
    /// What it keeps from others.
    pub hold: Hold,
}

/// What a process keeps from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// To write.
    Writing,
    /// Everything, to read as well.
    All,
    /// To have it alone: it has it open.
    Open,
}

impl std::fmt::Display for Holder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.process == std::process::id() {
            return f.write_str("this process itself");
        }
        f.write_str(self.program.as_deref().unwrap_or("a program"))?;
        write!(f, " (process {})", self.process)
    }
}

/// Who holds a lock that others wait for on the record at `path`; `None` where that cannot be seen: on another system,
/// in another container, or because it was let go of just now. Who `wants_all` waits for everybody who has it open too.
#[cfg(target_os = "linux")]
pub(crate) fn of(path: &Path, wants_all: bool) -> Option<Holder> {
    use std::os::unix::fs::MetadataExt as _;
    let place = |path: &Path| {
        let file = std::fs::metadata(path).ok()?;
        Some(Place { device: file.dev(), inode: file.ino() })
    };
    let record = place(path)?;
    let shared = place(&crate::casebook::beside(path, "-shm"));
    let look = || {
        let locks = std::fs::read_to_string("/proc/locks").ok()?;
        let held = held(&locks, record, shared, wants_all);
        // What a file system calls its device may be another number for stat: then the process must have the file open.
        held.into_iter().find(|one| one.is_device || opens(one.process, one.place))
    };
    let holder = (0..LOOKS).find_map(|_| look())?;
    let program = std::fs::read(format!("/proc/{}/comm", holder.process)).ok();
    let program = program.map(|name| String::from_utf8_lossy(&name).trim_end().to_owned());
    Some(Holder { process: holder.process, program: program.filter(|name| !name.is_empty()), hold: holder.hold })
}

/// How often the locks are looked through for one that is not found: the system tells them piece by piece, and may leave
/// one out while others come and go.
#[cfg(target_os = "linux")]
const LOOKS: usize = 3;

/// Nothing is known of locks here.
#[cfg(not(target_os = "linux"))]
pub(crate) fn of(_: &Path, _: bool) -> Option<Holder> {
    None
}

/// A file, as the system names it.
#[cfg(target_os = "linux")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    device: u64,
    inode: u64,
}

/// A lock of a process.
#[cfg(target_os = "linux")]
#[derive(Debug, PartialEq, Eq)]
struct Held {
    process: u32,
    place: Place,
    /// Whether the device is the same too.
    is_device: bool,
    hold: Hold,
}

/// The bytes of a record that SQLite locks before it reads or writes all of it: pending, reserved, and 510 shared ones
/// (`PENDING_BYTE` in its source).
#[cfg(target_os = "linux")]
const RECORD: std::ops::RangeInclusive<u64> = 0x4000_0000..=0x4000_0000 + 511;
/// The bytes of the file beside it that are locked to write, to fold back what was written, and to recover
/// (`WAL_WRITE_LOCK` and on, from `UNIX_SHM_BASE`).
#[cfg(target_os = "linux")]
const SHARED: std::ops::RangeInclusive<u64> = 120..=122;

/// The locks that others wait for, among all locks of the machine in the form of `/proc/locks` (proc(5)); those on the
/// record first, and those that keep only who `wants_all` waiting last.
#[cfg(target_os = "linux")]
fn held(locks: &str, record: Place, shared: Option<Place>, wants_all: bool) -> Vec<Held> {
    let me = std::process::id();
    let on = |place: Place, bytes: std::ops::RangeInclusive<u64>, hold| {
        let is_open = hold == Hold::Open;
        let of_it = locks.lines().filter_map(lock).filter(move |lock| lock.inode == place.inode);
        let of_it = of_it.filter(move |lock| lock.first <= *bytes.end() && *bytes.start() <= lock.last);
        let of_it = of_it.filter(move |lock| lock.is_exclusive != is_open && (!is_open || lock.process != me));
        of_it.map(move |lock| {
            let is_device = lock.device == (rustix::fs::major(place.device), rustix::fs::minor(place.device));
            Held { process: lock.process, place, is_device, hold }
        })
    };
    let writing = shared.into_iter().flat_map(|shared| on(shared, SHARED, Hold::Writing));
    let open = wants_all.then(|| on(record, RECORD, Hold::Open)).into_iter().flatten();
    on(record, RECORD, Hold::All).chain(writing).chain(open).collect()
}

/// A line of `/proc/locks` that says who has a lock, and not who waits for one.
#[cfg(target_os = "linux")]
struct Lock {
    process: u32,
    is_exclusive: bool,
    device: (u32, u32),
    inode: u64,
    first: u64,
    last: u64,
}

#[cfg(target_os = "linux")]
fn lock(line: &str) -> Option<Lock> {
    // 2: POSIX  ADVISORY  WRITE 12952 fe:00:10068015 120 120
    let mut words = line.split_whitespace().skip(1);
    if words.next()? != "POSIX" || words.next().is_none() {
        return None;
    }
    let is_exclusive = match words.next()? {
        "WRITE" => true,
        "READ" => false,
        _ => return None,
    };
    let process = words.next()?.parse().ok()?;
    let mut file = words.next()?.split(':');
    let hex = |text: &str| u32::from_str_radix(text, 16).ok();
    let device = (hex(file.next()?)?, hex(file.next()?)?);
    let inode = file.next()?.parse().ok()?;
    let first = words.next()?.parse().ok()?;
    let last = match words.next()? {
        "EOF" => u64::MAX,
        last => last.parse().ok()?,
    };
    Some(Lock { process, is_exclusive, device, inode, first, last })
}

/// Whether a process has a file open, as far as it may be asked.
#[cfg(target_os = "linux")]
fn opens(process: u32, place: Place) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let Ok(open) = std::fs::read_dir(format!("/proc/{process}/fd")) else { return false };
    let mut files = open.filter_map(|one| std::fs::metadata(one.ok()?.path()).ok());
    files.any(|file| (file.dev(), file.ino()) == (place.device, place.inode))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    const LOCKS: &str = "\
1: FLOCK  ADVISORY  WRITE 10 fe:00:100 0 EOF
2: POSIX  ADVISORY  READ  11 fe:00:100 1073741826 1073742335
3: POSIX  ADVISORY  WRITE 12 fe:00:101 120 120
3: -> POSIX  ADVISORY  WRITE 13 fe:00:101 120 120
4: POSIX  ADVISORY  WRITE 14 fe:00:101 123 123
5: OFDLCK ADVISORY  WRITE -1 fe:00:100 0 EOF
6: POSIX  ADVISORY  WRITE 15 fe:01:101 0 EOF
7: POSIX  ADVISORY  WRITE 16 fe:00:102 1073741826 1073742335
8: POSIX  ADVISORY  WRITE
";

    fn processes(record: u64, shared: Option<u64>, wants_all: bool) -> Vec<(u32, bool, Hold)> {
        let place = |inode| Place { device: rustix::fs::makedev(0xfe, 0), inode };
        let held = held(LOCKS, place(record), shared.map(place), wants_all);
        held.into_iter().map(|one| (one.process, one.is_device, one.hold)).collect()
    }

    #[test]
    fn only_who_keeps_others_waiting_is_named() {
        // Who reads, who waits, who holds the lock of a reader, and who locked another file are not.
        let writing = [(12, true, Hold::Writing), (15, false, Hold::Writing)];
        assert_eq!(processes(100, Some(101), false), writing);
        assert_eq!(processes(102, Some(103), false), [(16, true, Hold::All)]);
        assert_eq!(processes(100, None, false), []);
        // Who reads keeps one waiting who wants it alone.
        assert_eq!(processes(100, Some(101), true), [&writing[..], &[(11, true, Hold::Open)]].concat());
        assert_eq!(processes(102, Some(103), true), [(16, true, Hold::All)]);
    }

    #[test]
    fn a_lock_of_this_process_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("record");
        assert_eq!(of(&path, true), None);
        let file = std::fs::File::create(&path).unwrap();
        std::fs::write(crate::casebook::beside(&path, "-shm"), "").unwrap();
        assert_eq!(of(&path, true), None);
        rustix::fs::fcntl_lock(&file, rustix::fs::FlockOperation::NonBlockingLockExclusive).unwrap();
        let holder = of(&path, false).unwrap();
        assert_eq!((holder.process, holder.hold), (std::process::id(), Hold::All));
        assert_eq!(holder.to_string(), "this process itself");
        let other = Holder { process: 0, ..holder };
        assert_eq!(other.to_string(), format!("{} (process 0)", other.program.as_deref().unwrap()));
    }
}
