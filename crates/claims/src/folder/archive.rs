//! Reads the tar archive in which an exporter writes a folder. It trusts nothing of it, and writes nothing.

use std::borrow::Cow;

use super::{
    Files,
    path::{self, Spelled},
};

/// How much a folder may hold.
const MOST_BYTES: u64 = 1 << 30;
const MOST_FILES: usize = 100_000;
/// A record of the archive, which every part of it fills up.
const BLOCK: usize = 512;

/// The files of an archive, by path.
///
/// # Errors
/// When it is no whole archive, or holds anything but files and folders with plain paths; says what.
pub(crate) fn files(archive: &[u8]) -> Result<Files<'_>, String> {
    let no_archive = |error: std::io::Error| format!("it is no tar archive: {error}");
    let (mut files, mut spelled, mut end, mut total) = (Files::new(), Spelled::default(), 0, 0);
    for entry in tar::Archive::new(archive).entries().map_err(no_archive)? {
        let entry = entry.map_err(no_archive)?;
        let name = String::from_utf8(entry.path_bytes().into_owned()).map_err(|_| "a name in it is not UTF-8")?;
        let kind = entry.header().entry_type();
        let path = name.strip_prefix("./").unwrap_or(&name);
        let path = if kind.is_dir() { path.strip_suffix('/').unwrap_or(path) } else { path };
        // What `tar` makes of a folder begins with the folder itself.
        let is_itself = kind.is_dir() && (path.is_empty() || path == ".");
        if !is_itself {
            path::check(path).map_err(|why| format!("{name:?} in it: {why}"))?;
        }
        let (start, size) = (entry.raw_file_position(), entry.size());
        total = size.saturating_add(total);
        if total > MOST_BYTES {
            return Err(format!("it holds more than {} MiB", MOST_BYTES >> 20));
        }
        let cut = || format!("it ends within {name:?}");
        let start = usize::try_from(start).map_err(|_| cut())?;
        let size = usize::try_from(size).map_err(|_| cut())?;
        let bytes = archive.get(start..start.saturating_add(size)).ok_or_else(cut)?;
        end = start + size.next_multiple_of(BLOCK);
        if kind.is_file() {
            spelled.add(path).map_err(|other| format!("{name:?} and {other:?} in it are the same to some systems"))?;
            files.insert(path.to_owned(), Cow::Borrowed(bytes));
        } else if !kind.is_dir() || size > 0 {
            return Err(format!("{name:?} in it is neither a file nor a folder"));
        }
        if files.len() > MOST_FILES {
            return Err(format!("it holds more than {MOST_FILES} files"));
        }
    }
    match archive.get(end..) {
        Some(rest) if rest.len() >= 2 * BLOCK && rest.iter().all(|byte| *byte == 0) => Ok(files),
        _ => Err("it is no whole tar archive".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tar::{EntryType, Header};

    use super::*;

    /// An archive of entries as they are, however wrong, that was ended.
    fn archive(entries: &[(EntryType, &str, &[u8])]) -> Vec<u8> {
        let mut archive: Vec<u8> = entries.iter().flat_map(|(kind, path, bytes)| entry(*kind, path, bytes)).collect();
        archive.extend([0; 2 * BLOCK]);
        archive
    }

    fn entry(kind: EntryType, path: &str, bytes: &[u8]) -> Vec<u8> {
        let mut header = Header::new_ustar();
        header.as_old_mut().name[..path.len()].copy_from_slice(path.as_bytes());
        header.set_entry_type(kind);
        header.set_size(bytes.len() as u64);
        if matches!(kind, EntryType::Symlink | EntryType::Link) {
            header.set_link_name("/etc/passwd").unwrap();
        }
        header.set_cksum();
        let mut entry = [header.as_bytes(), bytes].concat();
        entry.resize(entry.len().next_multiple_of(BLOCK), 0);
        entry
    }

    const FILE: EntryType = EntryType::Regular;

    #[test]
    fn what_tar_and_python_write_is_read() {
        let mut long = entry(EntryType::GNULongName, "././@LongLink", format!("{}/c.md\0", "b".repeat(150)).as_bytes());
        long.extend(entry(FILE, "b", b"long"));
        let mut bytes = [entry(EntryType::Directory, "./", b""), entry(FILE, "./a.md", b"x")].concat();
        let pax = entry(EntryType::XHeader, "PaxHeaders/x", "14 path=ü.md\n".as_bytes());
        bytes.extend([long, pax, entry(FILE, "u.md", b"pax")].concat());
        bytes.extend([0; 20 * BLOCK]);
        let files = files(&bytes).unwrap();
        let long = format!("{}/c.md", "b".repeat(150));
        let found: Vec<_> = files.iter().map(|(path, bytes)| (path.as_str(), &**bytes)).collect();
        assert_eq!(found, [("a.md", &b"x"[..]), (&long, b"long"), ("ü.md", b"pax")]);
        assert!(super::files(&[0; 2 * BLOCK]).unwrap().is_empty());
    }

    #[test]
    fn hostile_archives_are_refused() {
        for (kind, path) in [
            (FILE, "../up"),
            (FILE, "/etc/passwd"),
            (FILE, "a/../../up"),
            (FILE, ".claims-export.json"),
            (FILE, ".git/config"),
            (FILE, "nul.txt"),
            (FILE, "a\nb"),
            (FILE, ""),
            (EntryType::Directory, ".."),
            (EntryType::Directory, "a/../.."),
            (EntryType::Symlink, "link"),
            (EntryType::Link, "link"),
            (EntryType::Char, "tty"),
            (EntryType::Block, "disk"),
            (EntryType::Fifo, "pipe"),
            (EntryType::GNUSparse, "sparse"),
            (EntryType::XGlobalHeader, "pax"),
            (EntryType::new(b'9'), "odd"),
        ] {
            assert!(files(&archive(&[(kind, path, b"")])).is_err(), "{kind:?} {path:?}");
        }
        assert!(files(&archive(&[(EntryType::Directory, "a", b"x")])).is_err());
        for (one, other) in [("a", "a"), ("a", "A"), ("a", "a/b"), ("a/b", "A/c")] {
            assert!(files(&archive(&[(FILE, one, b"x"), (FILE, other, b"x")])).is_err(), "{one} {other}");
        }
    }

    #[test]
    fn what_is_no_whole_archive_is_refused() {
        let whole = archive(&[(FILE, "a.md", &[7; 700])]);
        assert!(files(&whole).is_ok());
        for length in 0..whole.len() {
            assert!(files(&whole[..length]).is_err(), "{length}");
        }
        let longer = [&whole[..], b"more"].concat();
        assert!(files(&longer).is_err());
        let two = [&whole[..], &whole[..]].concat();
        assert!(files(&two).is_err());
        assert!(files(b"# A report\n").is_err());
        // It says that it holds more than it does.
        let mut header = Header::new_ustar();
        header.set_path("a").unwrap();
        for size in [700, 1 << 31, 1 << 40, u64::MAX] {
            header.set_size(size);
            header.set_cksum();
            assert!(files(&[header.as_bytes(), &[0; 2 * BLOCK][..]].concat()).is_err(), "{size}");
        }
        let pax = format!("29 size={}\n", u64::MAX);
        assert!(files(&archive(&[(EntryType::XHeader, "x", pax.as_bytes()), (FILE, "a", b"x")])).is_err());
    }

    #[test]
    fn what_the_crate_for_authors_writes_is_read() {
        let long = format!("{}/{}", "f".repeat(150), "ü".repeat(40));
        let mut bytes = Vec::new();
        let mut folder = claims_plugin::Folder::new(&mut bytes);
        for (path, text) in [("a.md", &b""[..]), ("b/c.md", &[1; 512]), (&long, &[2; 513])] {
            folder.file(path, text).unwrap();
        }
        folder.end().unwrap();
        let files = files(&bytes).unwrap();
        assert_eq!(files.keys().collect::<Vec<_>>(), ["a.md", "b/c.md", &long]);
        assert_eq!((files["b/c.md"].len(), &*files[&long]), (512, &[2; 513][..]));
    }

    proptest! {
        #[test]
        fn any_bytes_can_be_read(bytes in prop::collection::vec(any::<u8>(), 0..2048)) {
            let _ = files(&bytes);
        }

        #[test]
        fn a_damaged_archive_harms_nobody(at in 0_usize..2560, value: u8) {
            let mut bytes = archive(&[(FILE, "a/b.md", b"text"), (FILE, "c.md", b"more")]);
            if let Some(byte) = bytes.get_mut(at) {
                *byte = value;
            }
            if let Ok(files) = files(&bytes) {
                assert!(files.keys().all(|path| path::check(path).is_ok()));
            }
        }
    }
}
