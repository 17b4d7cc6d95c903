//! The difference of two texts as a person reads it: the changed paragraphs, old and new words marked.

use claims_model::anchor::Hunk;

use super::{FAINT, GREEN, RED, safe, styled};

/// The paragraphs of the texts in which something changed, with `[-old-]` and `{+new+}` where there is no colour.
pub(crate) fn changes(old: &str, new: &str, hunks: &[Hunk], colored: bool) -> String {
    let mut out = String::new();
    let mut paragraph = Paragraph::default();
    for hunk in hunks {
        if hunk.same {
            let mut lines = old[hunk.old.clone()].split('\n');
            if let Some(first) = lines.next() {
                paragraph.same(first);
            }
            for line in lines {
                paragraph.end(&mut out);
                paragraph.same(line);
            }
        } else {
            if hunk.coarse {
                paragraph.coarse = true;
            }
            paragraph.changed(&old[hunk.old.clone()], &new[hunk.new.clone()], colored);
        }
    }
    paragraph.end(&mut out);
    out
}

/// The words of a passage, old and new, on one line.
pub(crate) fn passage(old: &str, new: &str, hunks: &[Hunk], at: &std::ops::Range<usize>, colored: bool) -> String {
    let mut paragraph = Paragraph::default();
    for hunk in hunks.iter().filter(|hunk| hunk.old.start < at.end && at.start < hunk.old.end) {
        let part = hunk.old.start.max(at.start)..hunk.old.end.min(at.end);
        if hunk.same {
            paragraph.same(&old[part]);
        } else {
            paragraph.changed(&old[part], &new[hunk.new.clone()], colored);
        }
    }
    paragraph.text.trim().to_owned()
}

#[derive(Default)]
struct Paragraph {
    text: String,
    touched: bool,
    coarse: bool,
}

impl Paragraph {
    fn same(&mut self, text: &str) {
        self.text.push_str(&safe(text));
    }

    fn changed(&mut self, old: &str, new: &str, colored: bool) {
        // Line ends that come or go are not worth a mark of their own.
        if old.trim().is_empty() && new.trim().is_empty() {
            self.text.push(' ');
            return;
        }
        self.touched = true;
        if !old.is_empty() {
            let words = safe(old);
            self.text.push_str(&if colored { styled(RED.strikethrough(), &words) } else { format!("[-{words}-]") });
        }
        if !new.is_empty() {
            let words = safe(new);
            self.text.push_str(&if colored { styled(GREEN, &words) } else { format!("{{+{words}+}}") });
        }
    }

    fn end(&mut self, out: &mut String) {
        let paragraph = std::mem::take(self);
        if paragraph.touched {
            out.push_str("  ");
            out.push_str(paragraph.text.trim());
            if paragraph.coarse {
                out.push_str(&styled(FAINT, "  (compared coarsely: too much changed at once)"));
            }
            out.push_str("\n\n");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_changed_paragraphs_are_shown() {
        let (old, new) = ("Same.\nIt sent 15 shells.\nSame.", "Same.\nIt sent 50 shells.\nSame.");
        let hunk = |same, from: usize, to: usize| Hunk { same, coarse: false, old: from..to, new: from..to };
        let hunks = [hunk(true, 0, 14), hunk(false, 14, 16), hunk(true, 16, old.len())];
        assert_eq!(changes(old, new, &hunks, false), "  It sent [-15-]{+50+} shells.\n\n");
        assert_eq!(passage(old, new, &hunks, &(9..23), false), "sent [-15-]{+50+} shells");
    }
}
