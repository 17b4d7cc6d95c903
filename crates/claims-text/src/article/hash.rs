//! A short hash that is the same on every machine; not for secrets.

/// FNV-1a of some bytes, going on from the hash of what came before; 0 begins anew.
pub(crate) fn fnv(before: u64, bytes: &[u8]) -> u64 {
    let start = if before == 0 { 0xcbf2_9ce4_8422_2325 } else { before };
    bytes.iter().fold(start, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
