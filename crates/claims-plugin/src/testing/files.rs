//! The files of a folder that an exporter wrote, for its tests to look at.

use std::collections::BTreeMap;

use super::Error;

/// A record of the archive, which every part of it fills up.
const BLOCK: usize = 512;

/// The files of a folder as [`Folder`](crate::Folder) writes it, by path.
///
/// # Errors
/// When it is not what `Folder` writes, or was not ended.
pub fn files(archive: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, Error> {
    let mut files = BTreeMap::new();
    let mut rest = archive;
    while let Some((header, after)) = rest.split_at_checked(BLOCK) {
        if header.iter().all(|byte| *byte == 0) {
            return if after == [0; BLOCK] { Ok(files) } else { Err(wrong("more follows its end")) };
        }
        if header.get(257..265) != Some(b"ustar\x0000") {
            return Err(wrong("it is no archive as Folder writes it"));
        }
        let size = usize::from_str_radix(&text(&header[124..136]), 8).map_err(|_| wrong("a size is no number"))?;
        let (prefix, name) = (text(&header[345..500]), text(&header[..100]));
        let path = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
        let bytes = after.get(..size).ok_or_else(|| wrong("it is cut off"))?;
        files.insert(path, bytes.to_vec());
        rest = after.get(size.next_multiple_of(BLOCK)..).unwrap_or_default();
    }
    Err(wrong("it was not ended"))
}

fn text(field: &[u8]) -> String {
    let end = field.iter().position(|byte| *byte == 0).unwrap_or(field.len());
    String::from_utf8_lossy(&field[..end]).into_owned()
}

fn wrong(why: &str) -> Error {
    Error::Wrong(format!("the folder: {why}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Folder;

    #[test]
    fn what_was_put_in_comes_out() {
        let long = format!("{}/{}", "f".repeat(60), "ü".repeat(40));
        let mut out = Vec::new();
        let mut folder = Folder::new(&mut out);
        for (path, bytes) in [("a.txt", &b""[..]), ("b/c.txt", &[7; 512]), (&long, &[8; 513])] {
            folder.file(path, bytes).unwrap();
        }
        folder.end().unwrap();
        let files = files(&out).unwrap();
        assert_eq!(files.keys().collect::<Vec<_>>(), ["a.txt", "b/c.txt", &long]);
        assert_eq!((files["b/c.txt"].len(), &files[&long][..]), (512, &[8; 513][..]));
    }

    #[test]
    fn what_was_not_ended_is_no_folder() {
        let mut out = Vec::new();
        Folder::new(&mut out).file("a.txt", b"x").unwrap();
        assert!(files(&out).is_err());
        assert!(files(b"a report").is_err());
    }
}
