//! Knows how long an ELF library says it is; a file that ends before would kill the process at the first touch.
//!
//! The system maps a library without reading it, and what is missing shows only when it is needed, as a signal and not
//! as an error. Only the form that 64-bit little-endian machines load is looked at; the system refuses every other.

use std::io::{self, Read, Seek, SeekFrom};

pub(crate) const MAGIC: &[u8] = b"\x7fELF\x02\x01";
const HEADER: usize = 64;
/// The length of an entry in the table of segments.
const SEGMENT: usize = 56;

/// How many bytes `file` must have at least; 0 for what is no library of this form.
///
/// # Errors
/// When the file cannot be read.
pub(crate) fn promised_length(mut file: impl Read + Seek) -> io::Result<u64> {
    let header = up_to(&mut file, HEADER)?;
    let Some(header) = header.first_chunk::<HEADER>().filter(|header| header.starts_with(MAGIC)) else {
        return Ok(if header.starts_with(MAGIC) { HEADER as u64 } else { 0 });
    };
    let (segments, sections) = (number(&header[32..40]), number(&header[40..48]));
    let (segment_size, segment_count) = (number(&header[54..56]), number(&header[56..58]));
    let (section_size, section_count) = (number(&header[58..60]), number(&header[60..62]));
    let end_of_segments = segments.saturating_add(segment_size * segment_count);
    let end_of_sections = sections.saturating_add(section_size * section_count);
    let mut end = end_of_segments.max(end_of_sections);
    if segment_size == SEGMENT as u64 {
        file.seek(SeekFrom::Start(segments))?;
        // Both factors are 16 bits wide, so this is a few megabytes at most.
        let table = up_to(&mut file, SEGMENT * usize::try_from(segment_count).unwrap_or_default())?;
        for segment in table.chunks_exact(SEGMENT) {
            end = end.max(number(&segment[8..16]).saturating_add(number(&segment[32..40])));
        }
    }
    Ok(end)
}

/// The next `length` bytes, or as many as there are.
fn up_to(file: impl Read, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(length as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A little-endian number.
pub(crate) fn number(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_no_library_promises_nothing() {
        for text in ["", "not a library", "\x7fELF"] {
            assert_eq!(promised_length(Cursor::new(text)).unwrap(), 0);
        }
        assert_eq!(promised_length(Cursor::new(MAGIC)).unwrap(), 64);
    }

    #[test]
    #[cfg(all(target_os = "linux", target_pointer_width = "64", target_endian = "little"))]
    fn this_program_is_as_long_as_it_says() {
        let program = std::env::current_exe().unwrap();
        let length = std::fs::metadata(&program).unwrap().len();
        let promised = promised_length(std::fs::File::open(program).unwrap()).unwrap();
        assert!(promised > 64 && promised <= length, "{promised} of {length}");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_bytes_can_be_asked(rest in prop::collection::vec(any::<u8>(), 0..200)) {
            let bytes = [MAGIC, &rest].concat();
            prop_assert!(promised_length(Cursor::new(bytes)).unwrap() >= 64 || rest.len() >= 58);
        }
    }
}
