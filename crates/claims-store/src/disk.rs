//! On which disks a record can live: those that one machine has to itself.
//!
//! SQLite shares a record between processes through memory and through locks, and neither reaches from one machine to
//! another (<https://sqlite.org/wal.html>, 2.2). What a file system is says the system; which of them are shared over a
//! network is written here.

use std::path::Path;

use crate::{Error, Result};

/// What those are called here that need not be file systems of a network, but whose locks or memory may not be shared.
const FUSE: u32 = 0x6573_5546;

/// File systems that lie on other machines, by their number (statfs(2), `linux/magic.h`).
const NETWORK: [(u32, &str); 15] = [
    (0x6969, "NFS"),
    (0x517b, "SMB"),
    (0xff53_4d42, "SMB (CIFS)"),
    (0xfe53_4d42, "SMB"),
    (0x5346_414f, "AFS"),
    (0x6b41_4653, "AFS"),
    (0x7375_7245, "Coda"),
    (0x564c, "NCP"),
    (0x00c3_6400, "Ceph"),
    (0x0bd0_0bd0, "Lustre"),
    (0x1983_0326, "BeeGFS"),
    (0xaad7_aaea, "PanFS"),
    (0x4750_4653, "GPFS"),
    (0x7461_636f, "OCFS2"),
    (0x0116_1970, "GFS2"),
];

/// The same among those that a program plays (FUSE), by the name that it gave itself.
const NETWORK_FUSE: [&str; 26] = [
    "afpfs",
    "afuse",
    "beegfs",
    "ceph",
    "ceph-fuse",
    "cifs",
    "curlftpfs",
    "davfs",
    "davfs2",
    "gcsfuse",
    "gdfs",
    "glusterfs",
    "google-drive-ocamlfuse",
    "goofys",
    "gvfsd-fuse",
    "httpfs",
    "juicefs",
    "mfs",
    "mount-s3",
    "nfs",
    "onedriver",
    "rclone",
    "s3fs",
    "smbnetfs",
    "sshfs",
    "webdavfs",
];

/// Refuses a place for a record on a disk that several machines share.
///
/// # Errors
/// [`Error::NetworkDisk`].
pub fn must_be_local(path: &Path) -> Result<()> {
    match kind(path) {
        Some(kind) => Err(Error::NetworkDisk { kind }),
        None => Ok(()),
    }
}

/// What the disk of several machines is called on which `path` lies or would lie.
#[cfg(target_os = "linux")]
fn kind(path: &Path) -> Option<String> {
    use std::os::unix::fs::MetadataExt as _;
    let there = path.ancestors().find(|place| place.exists()).filter(|place| !place.as_os_str().is_empty());
    let place = there.unwrap_or(Path::new("."));
    // Four bytes of it are the number, however wide and signed the word is here.
    let number = rustix::fs::statfs(place).ok()?.f_type as u64 as u32;
    let fuse = (number == FUSE).then(|| {
        let device = std::fs::metadata(place).ok()?.dev();
        let mounts = std::fs::read_to_string("/proc/self/mountinfo").ok()?;
        mounted(&mounts, (rustix::fs::major(device), rustix::fs::minor(device))).map(str::to_owned)
    });
    network(number, fuse.flatten().as_deref())
}

/// Nothing is known of disks here.
#[cfg(not(target_os = "linux"))]
fn kind(_: &Path) -> Option<String> {
    None
}

/// What a file system is called if it is one of several machines: from its number, and for one that a program plays,
/// from what the system calls it (`fuse.sshfs`).
///
/// Whatever is not known to be one is taken for local: a disk in an encrypted folder, one of Windows, one that a virtual
/// machine has from its host.
fn network(number: u32, fuse: Option<&str>) -> Option<String> {
    if let Some((_, name)) = NETWORK.iter().find(|(known, _)| *known == number) {
        return Some((*name).to_owned());
    }
    let name = fuse?.strip_prefix("fuse.")?;
    (number == FUSE && NETWORK_FUSE.contains(&name)).then(|| format!("{name} (FUSE)"))
}

/// What is mounted as a device, in the form of `/proc/self/mountinfo` (proc(5)): the word after the hyphen.
#[cfg(target_os = "linux")]
fn mounted(mounts: &str, (major, minor): (u32, u32)) -> Option<&str> {
    let device = format!("{major}:{minor}");
    let line = mounts.lines().find(|line| line.split(' ').nth(2) == Some(&device))?;
    line.split_once(" - ")?.1.split(' ').next()
}

/// Whether the file system refuses locks altogether: then whoever waits for one waits for nobody.
///
/// It is tried on a file of its own, since closing a file lets go of all locks that this process has on it.
#[cfg(target_os = "linux")]
pub(crate) fn refuses_locks(record: &Path) -> Option<std::io::Error> {
    use rustix::{fs::FlockOperation, io::Errno};
    let path = crate::casebook::beside(record, &format!("-try-{}", std::process::id()));
    let file = std::fs::File::create_new(&path).ok()?;
    let removed = std::fs::remove_file(&path);
    let locked = rustix::fs::fcntl_lock(&file, FlockOperation::NonBlockingLockExclusive);
    removed.ok()?;
    let refusals = [Errno::NOLCK, Errno::NOSYS, Errno::OPNOTSUPP, Errno::INVAL, Errno::NOTTY];
    locked.err().filter(|error| refusals.contains(error)).map(std::io::Error::from)
}

/// Nothing is known of locks here.
#[cfg(not(target_os = "linux"))]
pub(crate) fn refuses_locks(_: &Path) -> Option<std::io::Error> {
    None
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn disks_of_several_machines_are_told_from_others() {
        for (number, fuse, name) in [
            (0x6969, None, Some("NFS")),
            (0xff53_4d42, None, Some("SMB (CIFS)")),
            (0xfe53_4d42, None, Some("SMB")),
            (0x00c3_6400, None, Some("Ceph")),
            (FUSE, Some("fuse.sshfs"), Some("sshfs (FUSE)")),
            (FUSE, Some("fuse.rclone"), Some("rclone (FUSE)")),
            // ext4, Btrfs, XFS, tmpfs, overlay, ZFS, 9P as virtual machines have it.
            (0xef53, None, None),
            (0x9123_683e, None, None),
            (0x5846_5342, None, None),
            (0x0102_1994, None, None),
            (0x794c_7630, None, None),
            (0x2fc1_2fc1, None, None),
            (0x0102_1997, None, None),
            (FUSE, Some("fuse.gocryptfs"), None),
            (FUSE, Some("fuse.bindfs"), None),
            (FUSE, Some("fuseblk"), None),
            (FUSE, Some("virtiofs"), None),
            (FUSE, Some("fuse"), None),
            (FUSE, None, None),
            // What is no FUSE is not called by that name.
            (0xef53, Some("fuse.sshfs"), None),
        ] {
            assert_eq!(network(number, fuse).as_deref(), name, "{number:#x} {fuse:?}");
        }
    }

    #[test]
    fn a_mount_is_found_by_its_device() {
        let mounts = "36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue\n\
                      90 35 0:52 / /home/ines/Desk\\040one rw,nosuid - fuse.sshfs ines@desk:/a rw\n";
        assert_eq!(mounted(mounts, (0, 52)), Some("fuse.sshfs"));
        assert_eq!(mounted(mounts, (98, 0)), Some("ext3"));
        assert_eq!(mounted(mounts, (0, 53)), None);
    }

    #[test]
    fn a_local_disk_takes_records_and_locks() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("casebook.sqlite");
        must_be_local(&path).unwrap();
        assert!(refuses_locks(&path).is_none());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "what was tried is gone again");
    }
}
