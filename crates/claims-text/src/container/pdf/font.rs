//! What the fonts of a PDF say of text: which letters codes stand for, and how wide they are.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Encoding, Object};

/// How wide a letter is where the font does not say, in thousandths of its size.
const WIDE: f32 = 500.0;

/// A font's dictionaries, which the encoding borrows from.
pub(super) struct Source<'d> {
    font: &'d Dictionary,
    /// The font without its `Encoding`, so that its map to Unicode is what is read.
    mapped: Option<Dictionary>,
}

impl<'d> Source<'d> {
    pub(super) fn of(document: &Document, font: &'d Dictionary) -> Source<'d> {
        let has_map = font.get_deref(b"ToUnicode", document).and_then(Object::as_stream).is_ok();
        let mapped = has_map.then(|| {
            let mut mapped = font.clone();
            mapped.remove(b"Encoding");
            mapped
        });
        Source { font, mapped }
    }
}

/// A font, ready to read text with.
pub(super) struct Font<'s> {
    encoding: Option<Encoding<'s>>,
    /// Widths by code, in thousandths of the size.
    widths: HashMap<u32, f32>,
    usual: f32,
    /// Whether a code has two bytes.
    double: bool,
}

impl<'s> Font<'s> {
    pub(super) fn of(document: &'s Document, source: &'s Source<'s>, limit: usize) -> Font<'s> {
        let named = |font: &'s Dictionary| font.get_font_encoding_with_limit(document, limit).ok();
        let encoding = source.mapped.as_ref().and_then(named).or_else(|| named(source.font));
        let double = source.font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Type0");
        let mut font = Font { encoding, widths: HashMap::new(), usual: WIDE, double };
        if double {
            font.read_wide(document, source.font)
        } else {
            font.read_narrow(document, source.font)
        }
        font
    }

    /// The text of a string, and its width in thousandths of the size.
    pub(super) fn read(&self, bytes: &[u8]) -> (String, f32) {
        let text = self.encoding.as_ref().and_then(|encoding| Document::decode_text(encoding, bytes).ok());
        (text.unwrap_or_default(), self.codes(bytes).map(|code| *self.widths.get(&code).unwrap_or(&self.usual)).sum())
    }

    /// How many letters a string has.
    pub(super) fn count(&self, bytes: &[u8]) -> usize {
        self.codes(bytes).count()
    }

    fn codes<'b>(&self, bytes: &'b [u8]) -> impl Iterator<Item = u32> + use<'b> {
        let size = if self.double { 2 } else { 1 };
        bytes.chunks(size).map(|code| code.iter().fold(0, |sum, byte| sum * 256 + u32::from(*byte)))
    }

    fn read_narrow(&mut self, document: &Document, font: &Dictionary) {
        let first = font.get_deref(b"FirstChar", document).and_then(Object::as_i64).unwrap_or(0);
        let Ok(widths) = font.get_deref(b"Widths", document).and_then(Object::as_array) else { return };
        for (at, width) in widths.iter().take(256).enumerate() {
            let code = u32::try_from(first).unwrap_or(0).saturating_add(at as u32);
            self.widths.extend(number(document, width).map(|width| (code, width)));
        }
    }

    /// `W` of a composite font: `code [width …]` and `from to width`.
    fn read_wide(&mut self, document: &Document, font: &Dictionary) {
        let inner = font
            .get_deref(b"DescendantFonts", document)
            .and_then(Object::as_array)
            .ok()
            .and_then(|fonts| fonts.first());
        let Some(inner) =
            inner.and_then(|font| document.dereference(font).ok()).and_then(|(_, font)| font.as_dict().ok())
        else {
            return;
        };
        self.usual = inner.get(b"DW").ok().and_then(|width| number(document, width)).unwrap_or(1000.0);
        let Ok(list) = inner.get_deref(b"W", document).and_then(Object::as_array) else { return };
        let mut rest = &list[..];
        // As many as there are codes; a range that says more says it wrongly.
        while self.widths.len() <= 65_536 {
            let code = |object: &Object| number(document, object).map(|code| code as u32);
            match rest {
                [from, Object::Array(widths), after @ ..] => {
                    let Some(from) = code(from) else { return };
                    for (at, width) in widths.iter().take(65_536).enumerate() {
                        self.widths
                            .extend(number(document, width).map(|width| (from.saturating_add(at as u32), width)));
                    }
                    rest = after;
                }
                [from, to, width, after @ ..] => {
                    let (Some(from), Some(to), Some(width)) = (code(from), code(to), number(document, width)) else {
                        return;
                    };
                    self.widths.extend((from..=to.min(from.saturating_add(65_535))).map(|code| (code, width)));
                    rest = after;
                }
                _ => return,
            }
        }
    }
}

/// A number, or what one refers to.
pub(super) fn number(document: &Document, object: &Object) -> Option<f32> {
    let (_, object) = document.dereference(object).ok()?;
    object.as_float().ok().filter(|number| number.is_finite())
}
