//! A file that packs very much into very little.

/// 20 MiB of blanks, packed by gzip's own format without a library: stored blocks would not be small, so the one
/// block repeats itself (RFC 1951, 3.2.6: fixed codes).
pub(crate) fn bomb() -> Vec<u8> {
    let mut bits = Bits::default();
    bits.put(1, 1); // the last block
    bits.put(1, 2); // of fixed codes
    bits.code(0x30 + u32::from(b' '), 8); // a blank
    for _ in 0..(20 << 20) / 258 {
        bits.code(0b1100_0101, 8); // 258 bytes …
        bits.code(0, 5); // … of those one byte before
    }
    bits.code(0, 7); // the end
    let mut packed = b"\x1f\x8b\x08\0\0\0\0\0\0\xff".to_vec();
    packed.extend(bits.bytes());
    packed
}

/// Bits as deflate packs them: numbers from their lowest bit on, codes from their highest.
#[derive(Default)]
struct Bits(Vec<bool>);

impl Bits {
    fn put(&mut self, number: u32, count: u32) {
        self.0.extend((0..count).map(|bit| number >> bit & 1 == 1));
    }

    fn code(&mut self, code: u32, count: u32) {
        self.0.extend((0..count).rev().map(|bit| code >> bit & 1 == 1));
    }

    fn bytes(&self) -> Vec<u8> {
        self.0.chunks(8).map(|bits| bits.iter().rev().fold(0, |byte, bit| byte << 1 | u8::from(*bit))).collect()
    }
}
