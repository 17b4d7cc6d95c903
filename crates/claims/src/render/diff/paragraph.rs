//! Makes paragraphs of the steps from one text to another: in each, what stayed, what went and what came.

use std::{borrow::Cow, ops::Range};

use claims_model::anchor::{Change, Hunk};

/// A paragraph of the old text, of the new one, or of both.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Paragraph<'t> {
    /// Its parts in order; each as it stands in the texts, with nothing made safe yet.
    pub(crate) spans: Vec<Span<'t>>,
    /// Whether the differ gave up on detail somewhere in it.
    pub(crate) coarse: bool,
}

/// A part of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Span<'t> {
    /// What became of it.
    pub(crate) part: Part,
    /// Its words.
    pub(crate) text: Cow<'t, str>,
}

/// What became of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// It stands in both texts.
    Same,
    /// It stands in the old one only.
    Removed,
    /// It stands in the new one only.
    Added,
    /// It stands elsewhere in the new text, unchanged.
    MovedAway,
    /// It stood elsewhere in the old text, unchanged.
    MovedHere,
}

impl Part {
    /// Whether the old text has it here.
    pub(crate) const fn is_old(self) -> bool {
        matches!(self, Self::Same | Self::Removed | Self::MovedAway)
    }

    /// Whether the new text has it here.
    pub(crate) const fn is_new(self) -> bool {
        matches!(self, Self::Same | Self::Added | Self::MovedHere)
    }
}

impl<'t> Paragraph<'t> {
    /// Its words on one side.
    pub(crate) fn side(&self, is_on: fn(Part) -> bool) -> String {
        self.spans.iter().filter(|span| is_on(span.part)).map(|span| &*span.text).collect()
    }

    /// Whether anything in it went or came.
    pub(crate) fn is_touched(&self) -> bool {
        self.spans.iter().any(|span| span.part != Part::Same)
    }

    fn same(&mut self, text: &'t str) {
        let after_blank = self.spans.last().is_some_and(|span| span.part == Part::Same && span.text.ends_with(' '));
        self.put(Part::Same, if after_blank { text.trim_start() } else { text });
    }

    /// Puts down old and new words; the white space around them stays outside the marks.
    fn changed(&mut self, (old, went): (&'t str, Part), (new, came): (&'t str, Part)) {
        let (before, after) = (old.trim(), new.trim());
        if [old, new].iter().any(|text| text.starts_with(char::is_whitespace)) {
            self.same(" ");
        }
        self.put(went, before);
        self.put(came, after);
        if [old, new].iter().any(|text| text.ends_with(char::is_whitespace)) {
            self.same(" ");
        }
    }

    fn put(&mut self, part: Part, text: &'t str) {
        match self.spans.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.part == part => last.text.to_mut().push_str(text),
            _ => self.spans.push(Span { part, text: Cow::Borrowed(text) }),
        }
    }
}

/// A passage that stands elsewhere, unchanged: where it stood in the old text and where it stands in the new one.
pub(crate) type Moved = (Range<usize>, Range<usize>);

/// The paragraphs of both texts in order, with what moved told from what went and came.
pub(crate) fn paragraphs<'t>(old: &'t str, new: &'t str, hunks: &[Hunk], moved: &[Moved]) -> Vec<Paragraph<'t>> {
    let mut page = Page::default();
    for hunk in hunks {
        let (before, after) = (&old[hunk.old.clone()], &new[hunk.new.clone()]);
        if hunk.same {
            page.lines(before, |paragraph, line| paragraph.same(line));
            continue;
        }
        page.paragraph.coarse |= hunk.coarse;
        let went = pieces(&hunk.old, moved.iter().map(|one| &one.0), (Part::Removed, Part::MovedAway));
        let came = pieces(&hunk.new, moved.iter().map(|one| &one.1), (Part::Added, Part::MovedHere));
        if before.trim().is_empty() && after.trim().is_empty() {
            // Line ends that come or go are not worth a mark of their own.
            page.paragraph.same(" ");
        } else if went.len() <= 1 && came.len() <= 1 && before.lines().count() == after.lines().count() {
            let part = |pieces: &[(Range<usize>, Part)], part| pieces.first().map_or(part, |piece| piece.1);
            let (went, came) = (part(&went, Part::Removed), part(&came, Part::Added));
            let mut news = after.split('\n');
            page.lines(before, |paragraph, line| {
                paragraph.changed((line, went), (news.next().unwrap_or_default(), came));
            });
        } else {
            for (range, part) in went {
                page.lines(&old[range], |paragraph, line| paragraph.changed((line, part), ("", part)));
            }
            for (range, part) in came {
                page.lines(&new[range], |paragraph, line| paragraph.changed(("", part), (line, part)));
            }
        }
    }
    page.end();
    page.done
}

/// A changed passage in pieces: those that moved, and those between them.
fn pieces<'m>(
    whole: &Range<usize>,
    moved: impl Iterator<Item = &'m Range<usize>>,
    (part, moved_part): (Part, Part),
) -> Vec<(Range<usize>, Part)> {
    let mut within: Vec<&Range<usize>> =
        moved.filter(|one| whole.start <= one.start && one.end <= whole.end && !one.is_empty()).collect();
    within.sort_by_key(|one| one.start);
    let (mut pieces, mut done) = (Vec::new(), whole.start);
    for one in within {
        // Passages that moved do not overlap; one that did would be shown once.
        if one.start < done {
            continue;
        }
        pieces.push((done..one.start, part));
        pieces.push((one.clone(), moved_part));
        done = one.end;
    }
    pieces.push((done..whole.end, part));
    pieces.retain(|(range, _)| !range.is_empty());
    pieces
}

/// A quote as it stands now, with what changed in it, as one paragraph.
pub(crate) fn quote<'t>(old: &'t str, new: &'t str, place: &Range<usize>, changes: &[Change]) -> Paragraph<'t> {
    let mut paragraph = Paragraph::default();
    let mut done = place.start;
    for change in changes {
        paragraph.put(Part::Same, &new[done..change.now.start]);
        paragraph.put(Part::Removed, &old[change.was.clone()]);
        paragraph.put(Part::Added, &new[change.now.clone()]);
        done = change.now.end;
    }
    paragraph.put(Part::Same, &new[done..place.end]);
    paragraph
}

#[derive(Default)]
struct Page<'t> {
    paragraph: Paragraph<'t>,
    done: Vec<Paragraph<'t>>,
}

impl<'t> Page<'t> {
    /// Puts down the lines of a text; each but the first starts a paragraph.
    fn lines(&mut self, text: &'t str, mut put: impl FnMut(&mut Paragraph<'t>, &'t str)) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.end();
            }
            put(&mut self.paragraph, line);
        }
    }

    fn end(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        if paragraph.spans.iter().any(|span| !span.text.trim().is_empty()) {
            self.done.push(paragraph);
        }
    }
}
