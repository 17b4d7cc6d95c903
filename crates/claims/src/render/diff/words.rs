//! The changed paragraphs, old and new words marked where they stand.

use std::fmt::Write as _;

use super::{Paragraph, Part};
use crate::render::{FAINT, GREEN, RED, YELLOW, safe, styled};

/// The paragraphs in which something changed, with `[-old-]` and `{+new+}`; what moved stands in `[>old>]` and `{>new>}`.
///
/// The marks stay where there is colour, for those who do not see it and for what is copied from the screen.
pub(crate) fn changes(paragraphs: &[Paragraph<'_>]) -> String {
    let mut out = String::new();
    for paragraph in paragraphs.iter().filter(|paragraph| paragraph.is_touched()) {
        out.push_str("  ");
        put(&mut out, paragraph);
        if paragraph.coarse {
            out.push_str(&styled(FAINT, "  (compared coarsely: too much changed at once)"));
        }
        out.push_str("\n\n");
    }
    out
}

/// A paragraph on one line.
pub(crate) fn line(paragraph: &Paragraph<'_>) -> String {
    let mut out = String::new();
    put(&mut out, paragraph);
    out
}

fn put(out: &mut String, paragraph: &Paragraph<'_>) {
    let start = out.len();
    for span in &paragraph.spans {
        let text = safe(&span.text);
        let (style, open, close) = match span.part {
            Part::Same => {
                out.push_str(&text);
                continue;
            }
            Part::Removed => (RED, "[-", "-]"),
            Part::Added => (GREEN, "{+", "+}"),
            Part::MovedAway => (YELLOW, "[>", ">]"),
            Part::MovedHere => (YELLOW, "{>", ">}"),
        };
        // A string takes all.
        let _ = write!(out, "{style}{open}{text}{close}{style:#}");
    }
    out.truncate(start + out[start..].trim_end().len());
    let blank = out[start..].len() - out[start..].trim_start().len();
    out.drain(start..start + blank);
}

#[cfg(test)]
mod tests {
    use claims_model::anchor::{Change, Hunk};

    use super::{
        super::{paragraphs, quote},
        *,
    };

    fn plain(text: &str) -> String {
        anstream::adapter::strip_str(text).to_string()
    }

    fn shown(old: &str, new: &str, hunks: &[Hunk]) -> String {
        plain(&changes(&paragraphs(old, new, hunks, &[])))
    }

    #[test]
    fn only_changed_paragraphs_are_shown() {
        let (old, new) = ("Same.\nIt sent 15 shells.\nSame.", "Same.\nIt sent 50 shells.\nSame.");
        let hunk = |same, from: usize, to: usize| Hunk { same, coarse: false, old: from..to, new: from..to };
        let hunks = [hunk(true, 0, 14), hunk(false, 14, 16), hunk(true, 16, old.len())];
        assert_eq!(shown(old, new, &hunks), "  It sent [-15-]{+50+} shells.\n\n");
        let change = Change { was: 14..16, now: 14..16, matters: Vec::new() };
        assert_eq!(plain(&quote(old, new, &(9..23), &[change])), "sent [-15-]{+50+} shells");
    }

    #[test]
    fn paragraphs_that_come_and_go_stand_apart() {
        let (old, new) = ("One. Two.\n\nThree.\n\nEnd.", "One.\n\nFour.\n\nEnd.");
        let hunks = |new: &str, gone: std::ops::Range<usize>, come: std::ops::Range<usize>| {
            [
                Hunk { same: true, coarse: false, old: 0..gone.start, new: 0..come.start },
                Hunk { same: false, coarse: false, old: gone.clone(), new: come.clone() },
                Hunk { same: true, coarse: false, old: gone.end..old.len(), new: come.end..new.len() },
            ]
        };
        let paired = "  One. [-Two.-]\n\n  [-Three.-]{+Four.+}\n\n";
        assert_eq!(shown(old, new, &hunks(new, 4..17, 4..11)), paired);
        let shorter = "One.\n\nEnd.";
        let apart = "  One. [-Two.-]\n\n  [-Three.-]\n\n";
        assert_eq!(shown(old, shorter, &hunks(shorter, 4..17, 4..4)), apart);
    }

    #[test]
    fn what_moved_is_neither_old_nor_new() {
        let (old, new) = ("One.\nTwo.", "Two.\nOne.");
        let hunk = |same, old, new| Hunk { same, coarse: false, old, new };
        let hunks = [hunk(false, 0..5, 0..0), hunk(true, 5..9, 0..4), hunk(false, 9..9, 4..9)];
        let paragraphs = paragraphs(old, new, &hunks, &[(0..5, 4..9)]);
        assert_eq!(plain(&changes(&paragraphs)), "  [>One.>]\n\n  {>One.>}\n\n");
    }
}
