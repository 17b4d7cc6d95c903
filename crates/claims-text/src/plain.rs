//! The blocks of a text without markup: paragraphs, however their lines are broken.

use crate::{
    block::{Article, Block, Sort},
    line::one_line,
    signs, tail,
};

/// The blocks of a plain text.
///
/// Paragraphs end at an empty line, and at every line end where lines were not broken to fit a width.
/// White space within a block is collapsed; a byte order mark goes, and any line end counts.
/// What repeats the body after its end, and offers after it, are set apart as on a page.
/// Work and memory are linear in the length of the text.
#[must_use]
pub fn plain(text: &str) -> Article {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = text.split('\n').map(|line| line.trim_matches([' ', '\t', '\u{c}'])).collect();
    let mut blocks = Vec::new();
    for lines in lines.split(|line| line.is_empty()) {
        if is_wrapped(lines) {
            blocks.extend(block(&lines.join("\n")));
        } else {
            blocks.extend(lines.iter().filter_map(|line| block(line)));
        }
    }
    tail::set_apart(&mut blocks);
    Article { blocks, extractor: "plain/2" }
}

fn block(text: &str) -> Option<Block> {
    let text = one_line(text);
    let sort = if signs::is_closing(&text) { Sort::Credit } else { Sort::Paragraph };
    Some(Block { text, sort, apart: None }).filter(|block| !block.text.is_empty())
}

/// Whether lines are one paragraph that was broken at a width: on none would the next line's first word have fitted.
///
/// The width is at least that of the longest line, so a list, a poem or a paragraph a line is not taken for one.
fn is_wrapped(lines: &[&str]) -> bool {
    /// Characters of the shortest width that people break lines at.
    const NARROW: usize = 40;
    /// Characters beyond which a line is a paragraph of its own.
    const WIDE: usize = 160;
    let lengths: Vec<usize> = lines.iter().map(|line| line.chars().count()).collect();
    let width = lengths.iter().copied().max().unwrap_or(0);
    if !(NARROW..=WIDE).contains(&width) {
        return false;
    }
    let fits = |at: usize| {
        let word = lines[at + 1].split([' ', '\t']).next().unwrap_or("").chars().count();
        lengths[at] + 1 + word <= width
    };
    lines.len() > 1 && !(0..lines.len() - 1).any(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        plain(text).blocks.into_iter().map(|block| block.text).collect()
    }

    #[test]
    fn paragraphs_end_at_empty_lines_and_where_lines_were_not_wrapped() {
        assert_eq!(texts("\u{feff}Title\r\n\r\nOne.\rTwo  words.\n\n\n"), ["Title", "One.", "Two words."]);
        let wrapped =
            "The harbour was closed for three days in\nMarch, and nobody could say when the ferry\nwould sail.";
        assert_eq!(texts(wrapped), [wrapped.replace('\n', " ")]);
        assert_eq!(texts("- first of the things that were brought\n- second\n- third").len(), 3);
        assert!(texts(" \n\n").is_empty());
    }

    #[test]
    fn the_text_of_one_is_read_as_it_was() {
        let once = plain("One.\nTwo.\n\nThree.").text();
        assert_eq!(once, "One.\n\nTwo.\n\nThree.\n");
        assert_eq!(plain(&once).text(), once);
    }
}
