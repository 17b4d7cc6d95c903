//! Which calls to the disk fail, and how; every thread has its own plan, so that tests do not meet.

use std::{cell::RefCell, ffi::c_int};

use rusqlite::ffi;

/// What SQLite may ask of a disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Call {
    Open,
    Delete,
    Access,
    Path,
    Read,
    Write,
    Truncate,
    Sync,
    Size,
    Lock,
    Unlock,
    Hint,
    SharedMap,
    SharedLock,
    SharedUnlock,
    SharedUnmap,
}

impl Call {
    /// What SQLite's own access to Unix answers when the system refuses.
    pub(crate) const fn error(self) -> c_int {
        match self {
            Self::Open | Self::Path => ffi::SQLITE_CANTOPEN,
            Self::Delete => ffi::SQLITE_IOERR_DELETE,
            Self::Access => ffi::SQLITE_IOERR_ACCESS,
            Self::Read => ffi::SQLITE_IOERR_READ,
            Self::Write | Self::Hint => ffi::SQLITE_IOERR_WRITE,
            Self::Truncate => ffi::SQLITE_IOERR_TRUNCATE,
            Self::Sync => ffi::SQLITE_IOERR_FSYNC,
            Self::Size => ffi::SQLITE_IOERR_FSTAT,
            Self::Lock => ffi::SQLITE_IOERR_LOCK,
            Self::Unlock => ffi::SQLITE_IOERR_UNLOCK,
            Self::SharedMap | Self::SharedUnmap => ffi::SQLITE_IOERR_SHMMAP,
            Self::SharedLock | Self::SharedUnlock => ffi::SQLITE_IOERR_SHMLOCK,
        }
    }
}

/// A way to fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The system refuses the call with an error of its own.
    Error,
    /// There is no room: of what is written nothing is.
    Full,
    /// Half of what is written is, and then there is no room.
    Short,
    /// What was written does not reach the disk, and only the wait for it says so.
    Sync,
}

impl Fault {
    pub(crate) const ALL: [Self; 4] = [Self::Error, Self::Full, Self::Short, Self::Sync];

    const fn meets(self, call: Call) -> bool {
        match self {
            Self::Error => true,
            Self::Full => matches!(call, Call::Write | Call::Hint | Call::SharedMap),
            Self::Short => matches!(call, Call::Write),
            Self::Sync => matches!(call, Call::Sync),
        }
    }
}

struct Plan {
    fault: Fault,
    /// The first call to fail, of those that this fault can meet, from 0.
    first: u64,
    for_ever: bool,
    seen: u64,
}

thread_local! {
    static PLAN: RefCell<Option<Plan>> = const { RefCell::new(None) };
}

/// From here on the calls of this thread are counted, and call number `first` fails, or all from there.
pub(crate) fn arm(fault: Fault, first: u64, for_ever: bool) {
    PLAN.set(Some(Plan { fault, first, for_ever, seen: 0 }));
}

/// The disk is well again; answers how many calls there were that the fault can meet.
pub(crate) fn disarm() -> u64 {
    PLAN.take().map_or(0, |plan| plan.seen)
}

/// Whether this call fails, and how.
pub(crate) fn meet(call: Call) -> Option<Fault> {
    PLAN.with_borrow_mut(|plan| {
        let plan = plan.as_mut().filter(|plan| plan.fault.meets(call))?;
        let number = plan.seen;
        plan.seen += 1;
        let fails = number == plan.first || (plan.for_ever && number > plan.first);
        fails.then_some(plan.fault)
    })
}
