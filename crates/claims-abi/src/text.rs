//! A piece of text, or of anything, that is lent, not given.

/// UTF-8 text that belongs to somebody else.
///
/// Lent by the host: lives until the call into the plugin returns. Lent by the plugin: lives until the host's function
/// returns. It is not ended by a NUL and may hold one.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Str {
    /// The first byte; NULL when there is no text, which is not the same as an empty text.
    pub ptr: *const u8,
    /// How many bytes there are.
    pub len: usize,
}

impl Str {
    /// No text.
    pub const ABSENT: Self = Self { ptr: core::ptr::null(), len: 0 };

    /// Lends `text`; the borrow is not tracked from here on.
    pub const fn lend(text: &str) -> Self {
        Self { ptr: text.as_ptr(), len: text.len() }
    }
}

/// Bytes of any form that belong to somebody else, lent by the host until the call into the plugin returns.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Bytes {
    /// The first byte; may be dangling when there are none.
    pub ptr: *const u8,
    /// How many there are.
    pub len: usize,
}

impl Bytes {
    /// Lends `bytes`; the borrow is not tracked from here on.
    pub const fn lend(bytes: &[u8]) -> Self {
        Self { ptr: bytes.as_ptr(), len: bytes.len() }
    }
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    assert!(size_of::<Str>() == 16);
    assert!(core::mem::offset_of!(Str, ptr) == 0);
    assert!(core::mem::offset_of!(Str, len) == 8);
    assert!(size_of::<Bytes>() == 16);
    assert!(core::mem::offset_of!(Bytes, ptr) == 0);
    assert!(core::mem::offset_of!(Bytes, len) == 8);
};
