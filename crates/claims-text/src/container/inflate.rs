//! Decompresses, and never to more than is allowed; it knows methods of compression and no containers.

use std::io::{self, Read};

use super::{Place, Unreadable, too_large};

const UNIT: &str = "bytes when decompressed";

/// All of a gzip file, its members one after another, at most `limit` bytes.
pub(super) fn gzip(bytes: &[u8], limit: usize) -> Result<Vec<u8>, Unreadable> {
    let mut reader = flate2::read::MultiGzDecoder::new(bytes);
    let inner = read(&mut reader, limit).map_err(|error| broken("gzip file", &error))?;
    inner.ok_or_else(|| too_large("gzip file", limit as u64, UNIT))
}

/// The body of an HTTP message without its content encoding; `None` where it does not have the one it names, which is
/// common, since archives keep the header and store the plain body.
pub(super) fn content(bytes: &[u8], encoding: &str, limit: usize) -> Result<Option<Vec<u8>>, Unreadable> {
    let inner = match encoding.trim().to_ascii_lowercase().as_str() {
        "gzip" | "x-gzip" => read(&mut flate2::read::MultiGzDecoder::new(bytes), limit),
        "deflate" => match read(&mut flate2::read::ZlibDecoder::new(bytes), limit) {
            // Some servers leave the zlib frame out.
            Err(_) => read(&mut flate2::read::DeflateDecoder::new(bytes), limit),
            inner => inner,
        },
        "br" => read(&mut brotli_decompressor::Decompressor::new(bytes, 4096), limit),
        "zstd" => match zstd::stream::read::Decoder::new(bytes) {
            Ok(mut reader) => read(&mut reader, limit),
            Err(error) => Err(error),
        },
        _ => return Ok(None),
    };
    match inner {
        Ok(Some(inner)) => Ok(Some(inner)),
        Ok(None) => Err(too_large("page", limit as u64, UNIT)),
        Err(_) => Ok(None),
    }
}

/// All that a reader has; `None` where that is more than `limit` bytes.
pub(super) fn read(reader: &mut impl Read, limit: usize) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    reader.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() <= limit).then_some(bytes))
}

/// The error of a container whose compression is broken.
pub(super) fn broken(container: &'static str, error: &io::Error) -> Unreadable {
    Unreadable::Broken { container, place: Place::Whole, what: error.to_string() }
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::Write as _;

    use super::*;

    /// A gzip member.
    pub(in crate::container) fn zipped(bytes: &[u8]) -> Vec<u8> {
        let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        writer.write_all(bytes).and_then(|()| writer.finish()).expect("memory")
    }

    #[test]
    fn members_are_joined_and_bombs_are_refused() {
        let two = [zipped(b"one "), zipped(b"two")].concat();
        assert_eq!(gzip(&two, 7).as_deref(), Ok(&b"one two"[..]));
        let bomb = zipped(&vec![b' '; 1 << 20]);
        assert_eq!(
            gzip(&bomb, 1000).expect_err("a bomb").to_string(),
            "the gzip file is too large: more than 1000 bytes when decompressed"
        );
        assert!(matches!(gzip(&two[..two.len() - 9], 100), Err(Unreadable::Broken { .. })));
    }

    #[test]
    fn content_is_taken_as_it_is_where_it_is_plain() {
        let mut deflated = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
        deflated.write_all(b"page").expect("memory");
        let deflated = deflated.finish().expect("memory");
        let zstd = zstd::encode_all(&b"page"[..], 1).expect("memory");
        for (bytes, encoding, inner) in [
            (&zipped(b"page")[..], "GZIP", Some(&b"page"[..])),
            (&deflated, "deflate", Some(b"page")),
            (&zstd, "zstd", Some(b"page")),
            (b"\x8b\x01\x80\x70\x61\x67\x65\x03", "br", Some(b"page")),
            (b"<p>page", "gzip", None),
            (b"<p>page", "br", None),
            (b"<p>page", "identity", None),
        ] {
            assert_eq!(content(bytes, encoding, 100).expect("small").as_deref(), inner, "{encoding}");
        }
        assert!(content(&zipped(&[b' '; 1000]), "gzip", 100).is_err());
    }
}
