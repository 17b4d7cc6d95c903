//! An edit of a source, and what is told of it: the changes in a shape of choice, and what became of the quotes.

use std::io::Write as _;

use claims_model::{
    Filed, Source, Status, Version,
    anchor::{AnchorState, Changed, Matter, called_out},
    edit::EditSort,
};
use serde_json::json;

use crate::{
    failure::Outcome,
    render::{
        FAINT, Out, STRONG, YELLOW, counted,
        diff::{self as render, Paragraph, Part},
        quoted, safe, styled,
    },
    touched::{self, Followed, Way},
};

/// How many of them are told one by one.
const MOST_CALLED_OUT: usize = 20;

/// How the changes are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Words,
    Sentences,
    SideBySide,
    Stat,
    Markdown,
    Html,
}

/// An edit of a source, and what it did to the quotes.
pub(super) struct Edit<'s> {
    pub(super) source: Filed<Source>,
    /// The edit itself is the last way; those before it lead there from earlier versions that quotes were taken from.
    pub(super) ways: Vec<(Way<'s>, Vec<Followed>)>,
}

impl Edit<'_> {
    fn way(&self) -> Option<&Way<'_>> {
        self.ways.last().map(|(way, _)| way)
    }

    pub(super) fn followed(&self) -> impl Iterator<Item = &Followed> {
        self.ways.iter().flat_map(|(_, followed)| followed)
    }

    /// Whether a quote went with nearly everything else: nobody need have removed it, and it is asked about as a whole.
    pub(super) fn is_lost(&self, one: &Followed) -> bool {
        let is_shrunk = || self.way().is_some_and(|way| way.edit().sort == EditSort::Shrunk);
        one.anchored.state == AnchorState::Removed && is_shrunk()
    }

    pub(super) fn differs(&self) -> bool {
        self.way().is_some_and(|way| {
            let (from, to) = (way.from, way.to);
            from.text != to.text || from.version.state != to.version.state
        })
    }

    fn name(&self, version: &Version) -> String {
        format!("{}v{}", self.source.handle, version.number)
    }

    pub(super) fn object(&self) -> serde_json::Value {
        let Some(Way { from, to, hunks }) = self.way() else { return serde_json::Value::Null };
        let hunks = hunks.iter().map(|hunk| {
            let mut value = json!({ "same": hunk.same, "old": &from.text[hunk.old.clone()] });
            if !hunk.same {
                value["new"] = json!(&to.text[hunk.new.clone()]);
                value["coarse"] = json!(hunk.coarse);
            }
            value
        });
        let quotes = self.ways.iter().flat_map(|(way, followed)| {
            followed.iter().map(|one| {
                json!({
                    "claim": one.claim.handle,
                    "taken_from": way.from.version.number,
                    "state": one.anchored.state,
                    "touched": one.touches(),
                    "was": &way.from.text[one.was.clone()],
                    "now": one.now,
                    "kept": one.anchored.score,
                    "called_out": called_out(&way.from.text[one.was.clone()], &one.now).iter().map(as_json).collect::<Vec<_>>(),
                    "places": one.places(&way.to.text),
                })
            })
        });
        json!({
            "schema": "claims/diff/1",
            "source": self.source.handle,
            "from": from.version.number,
            "to": to.version.number,
            "differs": self.differs(),
            "sort": self.way().map(|way| way.edit().sort),
            "touched": touched::count(self.followed()),
            "quotes": quotes.collect::<Vec<_>>(),
            "hunks": hunks.collect::<Vec<_>>(),
        })
    }

    pub(super) fn print(&self, shape: Shape, out: &mut Out) -> Outcome<()> {
        let Some(way) = self.way() else { return Ok(()) };
        let paragraphs = || render::paragraphs(&way.from.text, &way.to.text, &way.hunks, &way.moved());
        let heading =
            format!("{} → {}  {}", self.name(&way.from.version), self.name(&way.to.version), self.source.title);
        let captured = format!("captured {} → {}", way.from.version.captured, way.to.version.captured);
        match shape {
            Shape::Html => Ok(write!(out.raw(), "{}", render::html(&heading, &captured, &paragraphs()))?),
            Shape::Markdown => Ok(write!(out.raw(), "{}", render::markdown(&paragraphs()))?),
            Shape::Stat => {
                out.line(&styled(STRONG, &safe(&heading)))?;
                self.count(way, &paragraphs(), out)
            }
            Shape::Words | Shape::Sentences | Shape::SideBySide => {
                out.line(&styled(STRONG, &safe(&heading)))?;
                out.line(&styled(FAINT, &captured))?;
                out.line("")?;
                self.changes(shape, way, &paragraphs(), out)?;
                self.quotes(way, out)
            }
        }
    }

    fn changes(&self, shape: Shape, way: &Way<'_>, paragraphs: &[Paragraph<'_>], out: &mut Out) -> Outcome<()> {
        let (from, to) = (way.from, way.to);
        if to.version.state != from.version.state {
            return out.line(&format!("the source was {} and is {}\n", from.version.state, to.version.state));
        }
        if from.text == to.text {
            let bytes = if from.version.bytes == to.version.bytes { "" } else { "; the captured bytes are not" };
            return out.line(&format!("the texts are the same{bytes}\n"));
        }
        match way.edit().sort {
            EditSort::Blanks => return out.text("only white space changed\n\n"),
            EditSort::Typography => out.text("only typography changed: punctuation marks, case and white space\n\n")?,
            EditSort::Order => out.line("paragraphs stand in another order, and nothing else changed\n")?,
            EditSort::Repetition => out.text("paragraphs came or went that stand in the text all the same\n\n")?,
            EditSort::Shrunk => out.text("most of the text is gone: a paywall, or not found in the page?\n\n")?,
            EditSort::None | EditSort::Words => {}
        }
        match shape {
            Shape::Sentences => out.text(&render::sentences(paragraphs))?,
            // What stands in columns is not wrapped again.
            Shape::SideBySide => out.as_is(&render::side_by_side(paragraphs, out.columns))?,
            _ => out.text(&render::words(paragraphs))?,
        }
        let called = called(paragraphs);
        if called.is_empty() {
            return Ok(());
        }
        out.line("numbers, names and negations changed:")?;
        for changed in called.iter().take(MOST_CALLED_OUT) {
            out.line(&format!("    {}", told(changed)))?;
        }
        if called.len() > MOST_CALLED_OUT {
            out.line(&format!("    and {} more", called.len() - MOST_CALLED_OUT))?;
        }
        out.line("")
    }

    fn quotes(&self, way: &Way<'_>, out: &mut Out) -> Outcome<()> {
        if self.followed().next().is_none() {
            return out.line(&format!("no quote was taken from {} or before", self.name(&way.from.version)));
        }
        for (way, followed) in &self.ways {
            for one in followed.iter().filter(|one| !self.is_lost(one)) {
                out.line(&self.quote_line(way, one))?;
            }
        }
        let mut lost: Vec<String> =
            self.followed().filter(|one| self.is_lost(one)).map(|one| one.claim.handle.to_string()).collect();
        lost.dedup();
        if !lost.is_empty() {
            out.line(&format!("whether the quotes of these were removed cannot be told: {}", lost.join(", ")))?;
        }
        let touched = touched::count(self.followed().filter(|one| !self.is_lost(one)));
        let touched = counted(touched, "claim", "claims");
        out.line(&styled(STRONG, &format!("{touched} touched")))
    }

    /// The edit in numbers, a line each.
    fn count(&self, way: &Way<'_>, paragraphs: &[Paragraph<'_>], out: &mut Out) -> Outcome<()> {
        let edit = way.edit();
        let touched = paragraphs.iter().filter(|paragraph| paragraph.is_touched()).count();
        let coarse = paragraphs.iter().filter(|paragraph| paragraph.coarse).count();
        let mut rows = vec![
            (edit.words_out, "words out"),
            (edit.words_in, "words in"),
            (touched, "paragraphs changed"),
            (way.moved().len(), "passages moved"),
            (called(paragraphs).len(), "numbers, names and negations changed"),
            (touched::count(self.followed()), "claims touched"),
        ];
        if coarse > 0 {
            rows.push((coarse, "paragraphs compared coarsely"));
        }
        rows.iter().try_for_each(|(count, what)| out.line(&format!("{count:>8}  {what}")))
    }

    fn quote_line(&self, way: &Way<'_>, one: &Followed) -> String {
        let (old, new, state) = (&way.from.text, &way.to.text, one.anchored.state);
        let shown = if one.touches() { styled(YELLOW, state.word()) } else { state.word().to_owned() };
        let words = match state {
            AnchorState::Same | AnchorState::Moved | AnchorState::Removed => safe(&old[one.was.clone()]).into_owned(),
            AnchorState::Ambiguous => safe(&one.now).into_owned(),
            AnchorState::Typographic => safe(&one.now).into_owned(),
            AnchorState::Edited | AnchorState::MovedAndEdited => match one.anchored.places.first() {
                Some(place) => render::quote(old, new, place, &one.anchored.changes),
                None => safe(&one.now).into_owned(),
            },
        };
        let mut about = Vec::new();
        if one.claim.status == Status::Withdrawn {
            about.push("withdrawn".to_owned());
        }
        let from = &way.from.version;
        if self.way().is_some_and(|edit| edit.from.version.key != from.key) {
            let since = if one.is_news() || !state.touches() { "" } else { ", and so before this edit" };
            about.push(format!("taken from {}{since}", self.name(from)));
        }
        let about = if about.is_empty() { String::new() } else { format!(" ({})", about.join(", ")) };
        let mut line = format!("{}  quote {shown}{about}: {}", one.claim.handle, quoted(&words));
        if matches!(state, AnchorState::Edited | AnchorState::MovedAndEdited) {
            for changed in called_out(&old[one.was.clone()], &one.now) {
                line.push_str(&format!("\n    {}", told(&changed)));
            }
        }
        if state == AnchorState::Ambiguous {
            for place in &one.anchored.places {
                line.push_str(&format!("\n    perhaps {}", safe(&touched::surroundings(new, place))));
            }
        }
        line
    }
}

/// The numbers and names that were exchanged, and the negations that came or went, within paragraphs which both texts
/// have.
///
/// All in a sentence that came or went is new, or gone; that is no exchange.
fn called(paragraphs: &[Paragraph<'_>]) -> Vec<Changed> {
    let is_in_both = |paragraph: &&Paragraph<'_>| {
        paragraph.spans.iter().any(|span| span.part == Part::Same && !span.text.trim().is_empty())
    };
    let is_exchange =
        |changed: &Changed| changed.matter == Matter::Negation || !changed.was.is_empty() && !changed.now.is_empty();
    let changed = paragraphs.iter().filter(|paragraph| paragraph.is_touched()).filter(is_in_both);
    let all = changed.flat_map(|paragraph| called_out(&paragraph.side(Part::is_old), &paragraph.side(Part::is_new)));
    all.filter(is_exchange).collect()
}

fn told(changed: &Changed) -> String {
    let side = |text: &str| if text.is_empty() { "—".to_owned() } else { safe(text).into_owned() };
    styled(YELLOW, &format!("{}: {} → {}", changed.matter, side(&changed.was), side(&changed.now)))
}

fn as_json(changed: &Changed) -> serde_json::Value {
    json!({ "matter": changed.matter, "was": changed.was, "now": changed.now })
}
