//! What the fonts of a PDF say of text: which letters codes stand for, and how wide they are.

use std::{cell::OnceCell, collections::HashMap, ptr};

use lopdf::{Dictionary, Document, Encoding, Object};

use super::work::Work;

/// How wide a letter is where the font does not say, in thousandths of its size.
const WIDE: f32 = 500.0;

/// How long the map of a font may be when decompressed, in bytes: far above those of fonts with all of Unicode.
const LONG: usize = 8 << 20;

/// The fonts of a document, whether they are objects of their own or stand in the resources of a page or a drawing.
pub(super) struct Sources<'d> {
    document: &'d Document,
    /// By the place of the dictionary in memory, which is all that those who refer to it know.
    sources: HashMap<*const Dictionary, Source<'d>>,
}

impl<'d> Sources<'d> {
    pub(super) fn of(document: &'d Document) -> Sources<'d> {
        let mut all = Sources { document, sources: HashMap::new() };
        for object in document.objects.values() {
            all.gather(object, 0);
        }
        all
    }

    fn gather(&mut self, object: &'d Object, depth: usize) {
        /// A page, its resources, their fonts, a font.
        const DEEP: usize = 4;
        let dictionary = match object {
            Object::Dictionary(dictionary) => dictionary,
            Object::Stream(stream) => &stream.dict,
            _ => return,
        };
        if ["BaseFont", "ToUnicode", "FontMatrix", "DescendantFonts"].iter().any(|key| dictionary.has(key.as_bytes())) {
            self.sources.insert(ptr::from_ref(dictionary), Source::of(self.document, dictionary));
        } else if depth < DEEP {
            dictionary.iter().for_each(|(_, inner)| self.gather(inner, depth + 1));
        }
    }
}

/// The fonts of a document, each read when its first letter is shown and kept: one may be used on every page.
pub(super) struct Shelf<'s> {
    document: &'s Document,
    fonts: HashMap<*const Dictionary, (&'s Source<'s>, OnceCell<Font<'s>>)>,
}

impl<'s> Shelf<'s> {
    pub(super) fn of(sources: &'s Sources<'s>) -> Shelf<'s> {
        let fonts = sources.sources.iter().map(|(place, source)| (*place, (source, OnceCell::new()))).collect();
        Shelf { document: sources.document, fonts }
    }

    pub(super) fn document(&self) -> &'s Document {
        self.document
    }

    /// The font of a dictionary.
    pub(super) fn font(&self, font: &Dictionary, work: &Work) -> Option<&Font<'s>> {
        let (source, font) = self.fonts.get(&ptr::from_ref(font))?;
        if font.get().is_none() && work.is_done() {
            return None;
        }
        Some(font.get_or_init(|| {
            source.spend(self.document, work);
            let font = Font::of(self.document, source, LONG);
            work.spend(font.widths.len());
            font
        }))
    }
}

/// A font's dictionaries, which the encoding borrows from.
struct Source<'d> {
    font: &'d Dictionary,
    /// The font without its `Encoding`, so that its map to Unicode is what is read.
    mapped: Option<Dictionary>,
}

impl<'d> Source<'d> {
    fn of(document: &Document, font: &'d Dictionary) -> Source<'d> {
        let has_map = font.get_deref(b"ToUnicode", document).and_then(Object::as_stream).is_ok();
        let mapped = has_map.then(|| {
            let mut mapped = font.clone();
            mapped.remove(b"Encoding");
            mapped
        });
        Source { font, mapped }
    }

    /// Counts the work of reading the map to Unicode: a few bytes of it cost as much as an operator.
    fn spend(&self, document: &Document, work: &Work) {
        const BYTES: usize = 16;
        if let Ok(map) = self.font.get_deref(b"ToUnicode", document).and_then(Object::as_stream) {
            work.spend_on_stream(map, LONG);
            work.spend(map.get_plain_content_with_limit(LONG).map_or(LONG, |map| map.len()) / BYTES);
        }
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
    fn of(document: &'s Document, source: &'s Source<'s>, limit: usize) -> Font<'s> {
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
