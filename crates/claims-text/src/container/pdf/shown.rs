//! Follows the operators of a page as far as they show text: what is shown, where, and how large.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Object, ObjectId, content::Content};

use super::{
    font::{Font, Shelf, number},
    work::Work,
};

/// How deep drawings may lie in one another.
const DEEP: usize = 6;

/// How long the operators of a page, of a drawing or of a font may be when decompressed, in bytes: ten times what maps
/// of whole cities have, and little enough for the memory that their operators take.
const LONG: usize = 8 << 20;

/// A piece of text and its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub(super) text: String,
    /// Where it begins and ends, from the left, and its base line, from below; in the units of the page.
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) base: f32,
    /// The size of the letters.
    pub(super) size: f32,
}

/// A change of place: the six numbers of the PDF reference.
#[derive(Debug, Clone, Copy)]
struct Matrix([f32; 6]);

impl Matrix {
    const NONE: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// This change and then another.
    fn then(self, Matrix([a, b, c, d, e, f]): Matrix) -> Matrix {
        let [p, q, r, s, t, u] = self.0;
        Matrix([p * a + q * c, p * b + q * d, r * a + s * c, r * b + s * d, t * a + u * c + e, t * b + u * d + f])
    }

    fn moved(x: f32, y: f32) -> Matrix {
        Matrix([1.0, 0.0, 0.0, 1.0, x, y])
    }
}

/// What text looks like.
#[derive(Debug, Clone)]
struct State {
    place: Matrix,
    font: Vec<u8>,
    size: f32,
    leading: f32,
    letter: f32,
    word: f32,
    stretch: f32,
}

/// The pieces of text on a page, in the order in which they are shown; `None` for a page that cannot be read.
pub(super) fn pieces(shelf: &Shelf<'_>, page: ObjectId, work: &Work) -> Option<Vec<Piece>> {
    let document = shelf.document();
    let mut pieces = Vec::new();
    work.spend_on_streams(document, &document.get_page_contents(page), LONG);
    let content = document.get_page_content_with_limit(page, LONG).ok()?;
    work.spend_bytes(content.len());
    let state =
        State { place: Matrix::NONE, font: Vec::new(), size: 1.0, leading: 0.0, letter: 0.0, word: 0.0, stretch: 1.0 };
    let fonts = document.get_page_fonts(page).unwrap_or_default().into_iter().collect();
    let (own, others) = document.get_page_resources(page).unwrap_or_default();
    let others = others.iter().filter_map(|id| document.get_dictionary(*id).ok());
    let resources: Vec<&Dictionary> = own.into_iter().chain(others).collect();
    let mut follow = Follow { document, shelf, work, pieces: &mut pieces };
    follow.content(&content, fonts, &resources, state, DEEP);
    Some(pieces)
}

struct Follow<'f, 'd> {
    document: &'d Document,
    shelf: &'f Shelf<'d>,
    work: &'f Work,
    pieces: &'f mut Vec<Piece>,
}

impl<'d> Follow<'_, 'd> {
    /// Follows the operators of a page or of a drawing on it.
    fn content(
        &mut self,
        content: &[u8],
        fonts: HashMap<Vec<u8>, &'d Dictionary>,
        resources: &[&'d Dictionary],
        state: State,
        deep: usize,
    ) {
        let Ok(content) = Content::decode(content) else { return };
        let (mut state, mut kept) = (state, Vec::new());
        let (mut text, mut line) = (Matrix::NONE, Matrix::NONE);
        for operation in &content.operations {
            if self.work.is_done() {
                return;
            }
            self.work.spend(1);
            let operands = &operation.operands;
            let float = |at: usize| operands.get(at).and_then(|operand| number(self.document, operand)).unwrap_or(0.0);
            let matrix = || Matrix([float(0), float(1), float(2), float(3), float(4), float(5)]);
            match operation.operator.as_str() {
                "q" if kept.len() < 1000 => kept.push(state.clone()),
                "Q" => state = kept.pop().unwrap_or(state),
                "cm" => state.place = matrix().then(state.place),
                "BT" => (text, line) = (Matrix::NONE, Matrix::NONE),
                "Tf" => {
                    state.font = operands.first().and_then(|name| name.as_name().ok()).unwrap_or_default().to_vec();
                    state.size = float(1);
                }
                "TL" => state.leading = float(0),
                "Tc" => state.letter = float(0),
                "Tw" => state.word = float(0),
                "Tz" => state.stretch = float(0) / 100.0,
                "Tm" => (text, line) = (matrix(), matrix()),
                "Td" | "TD" | "T*" | "'" | "\"" => {
                    if operation.operator == "TD" {
                        state.leading = -float(1);
                    }
                    let (x, y) = if operation.operator.starts_with('T') && operation.operator != "T*" {
                        (float(0), float(1))
                    } else {
                        (0.0, -state.leading)
                    };
                    line = Matrix::moved(x, y).then(line);
                    text = line;
                    if let Some(Object::String(shown, _)) = operands.last() {
                        self.show(shown, &fonts, &state, &mut text);
                    }
                }
                "Tj" | "TJ" => {
                    let parts = match operands.first() {
                        Some(Object::Array(parts)) => parts.as_slice(),
                        Some(part) => std::slice::from_ref(part),
                        None => &[],
                    };
                    for part in parts {
                        match part {
                            Object::String(shown, _) => self.show(shown, &fonts, &state, &mut text),
                            part => {
                                let back = number(self.document, part).unwrap_or(0.0) / 1000.0;
                                text = Matrix::moved(-back * state.size * state.stretch, 0.0).then(text);
                            }
                        }
                    }
                }
                "Do" if deep > 0 => {
                    let name = operands.first().and_then(|name| name.as_name().ok()).unwrap_or_default();
                    self.drawing(name, resources, &state, deep - 1);
                }
                _ => {}
            }
        }
    }

    /// Shows a string and moves on by its width.
    fn show(&mut self, shown: &[u8], fonts: &HashMap<Vec<u8>, &'d Dictionary>, state: &State, text: &mut Matrix) {
        let font = fonts.get(&state.font).and_then(|font| self.shelf.font(font, self.work));
        let Some(font): Option<&Font<'_>> = font else { return };
        let (read, width) = font.read(shown);
        let spaces = shown.iter().filter(|byte| **byte == b' ').count() as f32;
        let width = (width / 1000.0 * state.size + font.count(shown) as f32 * state.letter + spaces * state.word)
            * state.stretch;
        let from = text.then(state.place).0;
        *text = Matrix::moved(width, 0.0).then(*text);
        let to = text.then(state.place).0;
        let size = state.size.abs() * from[2].hypot(from[3]);
        let places = [from[4], from[5], to[4], size];
        if !read.is_empty() && places.iter().all(|place| place.is_finite()) {
            self.pieces.push(Piece { text: read, left: from[4], right: to[4].max(from[4]), base: from[5], size });
        }
    }

    /// Follows a drawing that a page uses: many programs put all of a page into one.
    fn drawing(&mut self, name: &[u8], resources: &[&'d Dictionary], state: &State, deep: usize) {
        let document = self.document;
        let find = |resources: &&'d Dictionary| {
            let named = document.get_dict_in_dict(resources, b"XObject").ok()?;
            named.get_deref(name, document).and_then(Object::as_stream).ok()
        };
        let Some(stream) = resources.iter().find_map(find) else { return };
        if stream.dict.get(b"Subtype").and_then(Object::as_name).ok() != Some(b"Form") {
            return;
        }
        // A drawing may be used again and again, and each time it is decompressed and followed anew.
        self.work.spend_on_stream(stream, LONG);
        if self.work.is_done() {
            return;
        }
        let Ok(content) = stream.get_plain_content_with_limit(LONG) else { return };
        self.work.spend_bytes(content.len());
        let own = document.get_dict_in_dict(&stream.dict, b"Resources").ok();
        let inner: Vec<&Dictionary> = own.into_iter().chain(resources.iter().copied()).take(20).collect();
        let mut fonts = HashMap::new();
        for dictionary in inner.iter().rev() {
            let Ok(named) = document.get_dict_in_dict(dictionary, b"Font") else { continue };
            fonts.extend(named.iter().filter_map(|(name, font)| {
                let (_, font) = document.dereference(font).ok()?;
                Some((name.clone(), font.as_dict().ok()?))
            }));
        }
        let mut state = state.clone();
        if let Ok(matrix) = stream.dict.get_deref(b"Matrix", document).and_then(Object::as_array) {
            let numbers: Vec<f32> = matrix.iter().filter_map(|one| number(document, one)).collect();
            if let Ok(numbers) = <[f32; 6]>::try_from(numbers) {
                state.place = Matrix(numbers).then(state.place);
            }
        }
        self.content(&content, fonts, &inner, state, deep);
    }
}
