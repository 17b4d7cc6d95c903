//! What was acknowledged was waited for: every file that a command puts in its place reached the disk under some name, and
//! then its last name did. Else a power cut would take back what a person was told.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use crate::{
    deeds::ALL,
    state::Bench,
    traced::{self, Call, Ended},
};

/// The commands of which that is promised; an export to a folder can be made again, and is not waited for.
const PROMISED: [&str; 8] = [
    "report",
    "export file",
    "export bundle",
    "plugin trust",
    "backup",
    "restore",
    "restore --replace",
    "init --example",
];

#[test]
fn what_is_acknowledged_has_reached_the_disk() {
    for name in PROMISED {
        let deed = ALL.iter().find(|deed| deed.name == name).unwrap();
        let bench = Bench::new(deed);
        bench.fresh();
        let mut disk = Disk::default();
        let run = traced::run(&mut bench.command(), None, |call| disk.takes(call));
        assert_eq!(run.ended, Ended::Done);
        let placed: Vec<&PathBuf> = disk.named.keys().filter(|path| path.exists()).collect();
        assert!(!placed.is_empty(), "{name}: nothing was put in place");
        for path in placed {
            assert!(disk.synced.contains(path), "{name}: the bytes of {} were not waited for", path.display());
            assert!(disk.named[path], "{name}: the name of {} was not waited for", path.display());
        }
    }
}

/// What is on the disk for sure.
#[derive(Default)]
struct Disk {
    /// The files whose bytes are.
    synced: BTreeSet<PathBuf>,
    /// The files that were given a name, and whether that name is.
    named: BTreeMap<PathBuf, bool>,
}

impl Disk {
    fn takes(&mut self, call: &Call) {
        match call.number {
            libc::SYS_fsync | libc::SYS_fdatasync => {
                let path = call.descriptor(0);
                for (named, is_there) in &mut self.named {
                    *is_there |= named.parent() == Some(&path);
                }
                self.synced.insert(path);
            }
            libc::SYS_renameat | libc::SYS_renameat2 | libc::SYS_linkat => self.gives(&call.path(1), call.path(3)),
            #[cfg(target_arch = "x86_64")]
            libc::SYS_rename | libc::SYS_link => self.gives(&call.path(0), call.path(1)),
            _ => {}
        }
    }

    /// What is under the one name is now under the other too.
    fn gives(&mut self, from: &Path, to: PathBuf) {
        let inner: Vec<PathBuf> =
            self.synced.iter().filter_map(|synced| Some(to.join(synced.strip_prefix(from).ok()?))).collect();
        // Joined with nothing, a path ends with a slash.
        self.synced.extend(inner.into_iter().map(|path| path.components().collect()));
        self.named.insert(to, false);
    }
}
