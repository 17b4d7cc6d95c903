//! Knows which names an ELF library offers to whoever loads it, without loading it.

use crate::elf::{MAGIC, number};

/// The length of an entry in the table of sections, and of one in the table of names that are found at run time.
const SECTION: usize = 64;
const SYMBOL: usize = 24;
/// The kind of section that holds that table.
const DYNAMIC_SYMBOLS: u64 = 11;
/// A name that wins over the same one elsewhere; weak ones give way, local ones are not offered.
const GLOBAL: u8 = 1;
/// What linkers and compilers put in by themselves, on one machine or another.
const OF_THE_LINKER: [&str; 16] = [
    "_init",
    "_fini",
    "_edata",
    "edata",
    "_end",
    "end",
    "__end__",
    "_etext",
    "etext",
    "__etext",
    "__bss_start",
    "__bss_start__",
    "__bss_end__",
    "_bss_end__",
    "_GLOBAL_OFFSET_TABLE_",
    "rust_eh_personality",
];
/// The section of what is no place in the library, such as the name of a version in a script for the linker.
const ABSOLUTE: u64 = 0xfff1;

/// The strong names that a library defines for others, as they stand in it; `None` if it is no library of the form
/// that is looked at, or lacks the tables that say so.
pub fn exports(library: &[u8]) -> Option<Vec<String>> {
    if !library.starts_with(MAGIC) {
        return None;
    }
    let header = library.get(..64)?;
    let table = part(library, &header[40..48], &[])?;
    let count = usize::try_from(number(&header[60..62])).ok()?;
    let sections: Vec<&[u8]> = table.chunks_exact(SECTION).take(count).collect();
    let symbols = sections.iter().find(|section| number(&section[4..8]) == DYNAMIC_SYMBOLS)?;
    let names = sections.get(usize::try_from(number(&symbols[40..44])).ok()?)?;
    let names = part(library, &names[24..32], &names[32..40])?;
    let symbols = part(library, &symbols[24..32], &symbols[32..40])?;
    let mut found: Vec<String> = symbols.chunks_exact(SYMBOL).filter_map(|symbol| offered(symbol, names)).collect();
    found.retain(|name| !OF_THE_LINKER.contains(&name.as_str()));
    found.sort();
    Some(found)
}

/// The name of a symbol, if it is strong and defined here.
fn offered(symbol: &[u8], names: &[u8]) -> Option<String> {
    let is_defined = !matches!(number(&symbol[6..8]), 0 | ABSOLUTE);
    if symbol[4] >> 4 != GLOBAL || !is_defined {
        return None;
    }
    let name = names.get(usize::try_from(number(&symbol[..4])).ok()?..)?;
    let name = name.split(|byte| *byte == 0).next()?;
    Some(String::from_utf8_lossy(name).into_owned()).filter(|name| !name.is_empty())
}

/// The bytes from `start` on, `length` many or to the end.
fn part<'l>(library: &'l [u8], start: &[u8], length: &[u8]) -> Option<&'l [u8]> {
    let rest = library.get(usize::try_from(number(start)).ok()?..)?;
    if length.is_empty() { Some(rest) } else { rest.get(..usize::try_from(number(length)).ok()?) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_no_library_offers_nothing() {
        assert_eq!(exports(b""), None);
        assert_eq!(exports(b"not a library"), None);
        assert_eq!(exports(MAGIC), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_bytes_can_be_asked(rest in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = exports(&[MAGIC, &rest].concat());
        }

        #[test]
        fn a_damaged_library_can_be_asked(at in 0_usize..64, value: u8) {
            let mut program = std::fs::read("/proc/self/exe").unwrap_or_default();
            program.truncate(1 << 16);
            if let Some(byte) = program.get_mut(at) {
                *byte = value;
            }
            let _ = exports(&program);
        }
    }
}
