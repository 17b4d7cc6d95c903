//! Makes lines and paragraphs of pieces of text and their places; it knows no PDF.
//!
//! Pieces on one base line are a line, and have a space between them where there is a gap. A line goes on the
//! paragraph if it has the same size, begins near it and follows as closely as the lines before it.

use super::{broken::BROKEN, shown::Piece};
use crate::line::single_spaced;

/// A paragraph and on which page it ends.
pub(super) struct Paragraph {
    pub(super) text: String,
    page: usize,
    size: f32,
}

/// The paragraphs of a page with the size of their letters, in the order in which they are shown.
pub(super) struct Lines {
    pub(super) text: String,
    size: f32,
    lines: usize,
}

impl Lines {
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }
}

struct Line {
    text: String,
    left: f32,
    right: f32,
    base: f32,
    size: f32,
}

/// The paragraphs of a page.
pub(super) fn paragraphs(pieces: Vec<Piece>) -> Vec<Lines> {
    let mut paragraphs: Vec<Lines> = Vec::new();
    let mut last: Option<Line> = None;
    // How far apart the lines of this paragraph are, once it has two.
    let mut pace: Option<f32> = None;
    for line in lines(pieces) {
        let step = last.as_ref().map(|last| last.base - line.base);
        let follows = last.as_ref().zip(step).is_some_and(|(last, step)| {
            let size = line.size.max(last.size);
            let near = step > 0.0 && step < pace.map_or(size * 1.8, |pace| pace * 1.25 + 0.5);
            let same = (line.size - last.size).abs() < size * 0.1;
            let beside = line.left < last.right && line.right > last.left;
            near && same && beside
        });
        match paragraphs.last_mut().filter(|_| follows) {
            Some(paragraph) => {
                append(&mut paragraph.text, &line.text);
                paragraph.lines += 1;
                pace = pace.or(step);
            }
            None => {
                paragraphs.push(Lines { text: line.text.clone(), size: line.size, lines: 1 });
                pace = None;
            }
        }
        last = Some(line);
    }
    paragraphs
}

/// Adds a paragraph of a page; the first of a page goes on the last of the page before if that ends in mid-sentence.
pub(super) fn join(paragraphs: &mut Vec<Paragraph>, lines: Lines, page: usize) {
    let open = |last: &&mut Paragraph| {
        let ends = last.text.trim_end_matches(['"', '\'', '”', '’', ')']).ends_with(['.', '!', '?', ':', '…', '。']);
        let small = lines.text.chars().next().is_some_and(char::is_lowercase);
        last.page + 1 == page && !ends && small && (last.size - lines.size).abs() < 0.5
    };
    match paragraphs.last_mut().filter(open) {
        Some(last) => {
            append(&mut last.text, &lines.text);
            last.page = page;
        }
        None => paragraphs.push(Paragraph { text: lines.text, page, size: lines.size }),
    }
}

/// Adds a line to a text: with a space, or without one where a hyphen ends it.
///
/// Whether the hyphen belongs to the word is found out once the whole document is known.
fn append(text: &mut String, line: &str) {
    let before = text.strip_suffix(['-', '\u{2010}']).and_then(|rest| rest.chars().next_back());
    let next = line.chars().next();
    let both = |is: fn(char) -> bool| before.is_some_and(is) && next.is_some_and(is);
    if text.ends_with('\u{ad}') {
        text.pop();
    } else if both(char::is_lowercase) {
        text.push(BROKEN);
    } else if !both(char::is_alphanumeric) && !text.ends_with(' ') {
        text.push(' ');
    }
    text.push_str(line);
}

/// The lines: pieces on one base line from left to right.
fn lines(pieces: Vec<Piece>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for piece in pieces {
        let same = |line: &&mut Line| {
            let size = line.size.max(piece.size);
            let raised = (line.base - piece.base).abs() < size * 0.35;
            raised && piece.left > line.right - size && piece.left < line.right + size * 4.0
        };
        match lines.last_mut().filter(same) {
            Some(line) => {
                let gap = piece.left - line.right;
                if gap > line.size * 0.15 && !line.text.ends_with(' ') && !piece.text.starts_with(' ') {
                    line.text.push(' ');
                }
                line.text.push_str(&piece.text);
                line.right = line.right.max(piece.right);
                line.size = line.size.max(piece.size);
            }
            None => {
                let Piece { text, left, right, base, size } = piece;
                lines.push(Line { text, left, right, base, size });
            }
        }
    }
    for line in &mut lines {
        let text: String = line.text.chars().filter(|c| !c.is_control() && *c != '\u{fffd}').collect();
        line.text = single_spaced(&text);
    }
    lines.retain(|line| !line.text.is_empty());
    lines
}
