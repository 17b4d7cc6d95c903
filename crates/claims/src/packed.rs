//! A file that is read once, from its start: what is packed by gzip is read as what is in it.

use std::{
    io::{self, BufReader, Read},
    sync::atomic::{AtomicU64, Ordering},
};

use flate2::bufread::MultiGzDecoder;

/// How every member of a gzip file begins (RFC 1952, 2.3.1).
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// What is in `file`, whose bytes are counted in `read` as they come, packed or not.
///
/// # Errors
/// When the first bytes of it cannot be read.
pub(crate) fn unpacked<'r>(
    file: &'r mut (dyn Read + Send),
    read: &'r AtomicU64,
) -> io::Result<Box<dyn Read + Send + 'r>> {
    let mut file = Counted { file, read };
    let mut first = Vec::with_capacity(GZIP.len());
    file.by_ref().take(GZIP.len() as u64).read_to_end(&mut first)?;
    let is_packed = first == GZIP;
    let whole = io::Cursor::new(first).chain(file);
    match is_packed {
        true => Ok(Box::new(MultiGzDecoder::new(BufReader::with_capacity(1 << 16, whole)))),
        false => Ok(Box::new(whole)),
    }
}

struct Counted<'r> {
    file: &'r mut (dyn Read + Send),
    read: &'r AtomicU64,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn of(mut bytes: &[u8]) -> io::Result<(Vec<u8>, u64)> {
        let (read, mut text) = (AtomicU64::new(0), Vec::new());
        unpacked(&mut bytes, &read)?.read_to_end(&mut text)?;
        Ok((text, read.into_inner()))
    }

    fn packed(text: &[u8]) -> Vec<u8> {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(text).unwrap();
        gzip.finish().unwrap()
    }

    #[test]
    fn what_is_packed_is_read_as_what_is_in_it() {
        let text = b"one\ntwo\n".repeat(10_000);
        for plain in [&b""[..], b"\x1f", b"\x1f\x8c", &text] {
            assert_eq!(of(plain).unwrap(), (plain.to_vec(), plain.len() as u64));
        }
        let once = packed(&text);
        assert_eq!(of(&once).unwrap(), (text.clone(), once.len() as u64));
        // As `cat one.gz two.gz` makes it.
        let twice = [&once[..], &packed(b"three\n")].concat();
        assert_eq!(of(&twice).unwrap(), ([&text[..], b"three\n"].concat(), twice.len() as u64));
        for wrong in [&once[..once.len() - 1], &[&once[..10], b"no deflate"].concat(), &GZIP] {
            assert!(of(wrong).is_err());
        }
    }
}
