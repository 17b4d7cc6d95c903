//! The difference of two texts as a person reads it: the changed paragraphs, old and new words marked.

use claims_model::anchor::Hunk;

use super::{FAINT, GREEN, RED, safe, styled};

/// The paragraphs of the texts in which something changed, with `[-old-]` and `{+new+}`.
///
/// The marks stay where there is colour, for those who do not see it and for what is copied from the screen.
pub(crate) fn changes(old: &str, new: &str, hunks: &[Hunk]) -> String {
    let mut page = Page::default();
    for hunk in hunks {
        let (before, after) = (&old[hunk.old.clone()], &new[hunk.new.clone()]);
        if hunk.same {
            page.lines(before, |paragraph, line| paragraph.same(line));
            continue;
        }
        page.paragraph.coarse |= hunk.coarse;
        if before.trim().is_empty() && after.trim().is_empty() {
            // Line ends that come or go are not worth a mark of their own.
            page.paragraph.same(" ");
        } else if before.lines().count() == after.lines().count() {
            let mut news = after.split('\n');
            page.lines(before, |paragraph, line| paragraph.changed(line, news.next().unwrap_or_default()));
        } else {
            page.lines(before, |paragraph, line| paragraph.changed(line, ""));
            page.lines(after, |paragraph, line| paragraph.changed("", line));
        }
    }
    page.end();
    page.out
}

/// The words of a passage, old and new, on one line.
pub(crate) fn passage(old: &str, new: &str, hunks: &[Hunk], at: &std::ops::Range<usize>) -> String {
    let mut paragraph = Paragraph::default();
    for hunk in hunks.iter().filter(|hunk| hunk.old.start < at.end && at.start < hunk.old.end) {
        let part = hunk.old.start.max(at.start)..hunk.old.end.min(at.end);
        if hunk.same {
            paragraph.same(&old[part]);
        } else {
            paragraph.changed(&old[part], &new[hunk.new.clone()]);
        }
    }
    paragraph.text.trim().to_owned()
}

#[derive(Default)]
struct Page {
    paragraph: Paragraph,
    out: String,
}

impl Page {
    /// Puts down the lines of a text; each but the first starts a paragraph.
    fn lines<'t>(&mut self, text: &'t str, mut put: impl FnMut(&mut Paragraph, &'t str)) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.end();
            }
            put(&mut self.paragraph, line);
        }
    }

    fn end(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        if paragraph.touched {
            self.out.push_str("  ");
            self.out.push_str(paragraph.text.trim());
            if paragraph.coarse {
                self.out.push_str(&styled(FAINT, "  (compared coarsely: too much changed at once)"));
            }
            self.out.push_str("\n\n");
        }
    }
}

#[derive(Default)]
struct Paragraph {
    text: String,
    touched: bool,
    coarse: bool,
}

impl Paragraph {
    fn same(&mut self, text: &str) {
        let text = if self.text.ends_with(' ') { text.trim_start() } else { text };
        self.text.push_str(&safe(text));
    }

    /// Marks old and new words; the white space around them stays outside the marks.
    fn changed(&mut self, old: &str, new: &str) {
        let (before, after) = (old.trim(), new.trim());
        self.touched |= !before.is_empty() || !after.is_empty();
        if [old, new].iter().any(|text| text.starts_with(char::is_whitespace)) {
            self.same(" ");
        }
        if !before.is_empty() {
            self.text.push_str(&styled(RED, &format!("[-{}-]", safe(before))));
        }
        if !after.is_empty() {
            self.text.push_str(&styled(GREEN, &format!("{{+{}+}}", safe(after))));
        }
        if [old, new].iter().any(|text| text.ends_with(char::is_whitespace)) {
            self.same(" ");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        anstream::adapter::strip_str(text).to_string()
    }

    #[test]
    fn only_changed_paragraphs_are_shown() {
        let (old, new) = ("Same.\nIt sent 15 shells.\nSame.", "Same.\nIt sent 50 shells.\nSame.");
        let hunk = |same, from: usize, to: usize| Hunk { same, coarse: false, old: from..to, new: from..to };
        let hunks = [hunk(true, 0, 14), hunk(false, 14, 16), hunk(true, 16, old.len())];
        assert_eq!(plain(&changes(old, new, &hunks)), "  It sent [-15-]{+50+} shells.\n\n");
        assert_eq!(plain(&passage(old, new, &hunks, &(9..23))), "sent [-15-]{+50+} shells");
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
        assert_eq!(plain(&changes(old, new, &hunks(new, 4..17, 4..11))), paired);
        let shorter = "One.\n\nEnd.";
        let apart = "  One. [-Two.-]\n\n  [-Three.-]\n\n";
        assert_eq!(plain(&changes(old, shorter, &hunks(shorter, 4..17, 4..4))), apart);
    }
}
