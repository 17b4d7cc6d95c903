//! Dates that readers see near the heading; it knows the words that stand before them, and where bylines stand.

use super::{
    Found, Origin,
    page::{Line, Marked, Page},
    when::{self, When},
    words::{self, Figures},
};

/// How far from the heading a byline may stand, in lines.
const BEFORE: usize = 8;
const AFTER: usize = 14;

/// How far behind the heading a date without a word for it may stand, in lines.
const CLOSE: usize = 8;

/// The longest line that is a byline and not prose, in characters.
const SHORT: usize = 160;

/// Both dates as readers see them.
pub(super) struct Shown {
    pub(super) published: Option<Found<When>>,
    pub(super) modified: Option<Found<When>>,
}

/// What the words before a date make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    Published,
    Modified,
    /// A date, and no word for it.
    Bare,
    /// The date of something else.
    Other,
}

/// The lines in which a byline may stand: those around the heading, or the first of the page.
pub(super) fn byline(page: &Page) -> impl Iterator<Item = (usize, &Line)> {
    let heading = page.heading;
    let (from, to) = (heading.saturating_sub(BEFORE), (heading + AFTER).min(page.lines.len()));
    // After the heading first: a line before it is often of something else.
    let after = (heading..to).map(|at| (at, &page.lines[at]));
    after.chain((from..heading).map(|at| (at, &page.lines[at]))).filter(|(_, line)| !line.furniture && !line.heading)
}

/// Looks for dates in `time` elements and in words near the heading.
pub(super) fn dates(page: &Page) -> Shown {
    let figures = figures(page);
    let (mut published, mut bare, mut modified) = (None, None, None);
    // The days of changes, with their lines: read again as part of its line, such a day would say nothing of itself.
    let mut changes = Vec::new();
    let heading = page.heading;
    let near = |line: usize| line + BEFORE >= heading && line <= heading + AFTER;
    for marked in page.marked.iter().filter(|marked| !marked.furniture && near(marked.line)) {
        let is_date = marked.name == "time"
            || ["date", "publish", "posted", "time"].iter().any(|word| marked.says.contains(word));
        if !is_date || marked.text.chars().count() > SHORT {
            continue;
        }
        let value = marked.value.as_deref().and_then(when::stamp);
        let Some(date) = value.or_else(|| words::words(&marked.text, figures)) else { continue };
        let place = match says_of(page, marked) {
            Says::Published => &mut published,
            Says::Modified => {
                changes.push((marked.line, date.date));
                &mut modified
            }
            Says::Bare => &mut bare,
            Says::Other => continue,
        };
        place.get_or_insert(date);
    }
    for (at, line) in byline(page).filter(|(_, line)| line.text.chars().count() <= SHORT) {
        for part in line.text.split([';', '|', '•', '●', '·', '(']) {
            let Some(date) = words::words(part, figures) else { continue };
            let place = match says("", part) {
                Says::Published => &mut published,
                Says::Modified => &mut modified,
                Says::Bare if changes.contains(&(at, date.date)) => continue,
                Says::Bare if part.chars().count() <= 45 && at <= heading + CLOSE => &mut bare,
                _ => continue,
            };
            place.get_or_insert(date);
        }
    }
    if published.or(bare).or(modified).is_none() {
        bare =
            signature(page).and_then(|(_, date)| words::words(&date.text, figures)).or_else(|| only_one(page, figures));
        modified = at_the_end(page, figures).filter(|_| bare.is_none());
    }
    let found = |when: Option<When>| when.map(|when| Found::new(when, Origin::Visible));
    Shown { published: found(published.or(bare)), modified: found(modified) }
}

/// The date that the page marks as one, wherever it stands, if there is no other that it marks so.
fn only_one(page: &Page, figures: Figures) -> Option<When> {
    let marked = page.marked.iter().filter(|marked| !marked.furniture && marked.text.chars().count() <= SHORT);
    let marked = marked.filter(|marked| marked.name == "time" || marked.says.contains("date"));
    let bare = marked.filter(|marked| matches!(says_of(page, marked), Says::Published | Says::Bare));
    let read =
        |marked: &Marked| marked.value.as_deref().and_then(when::stamp).or_else(|| words::words(&marked.text, figures));
    let mut dates = bare.filter_map(read);
    let first = dates.next()?;
    dates.all(|other| other.date == first.date).then_some(first)
}

/// The date in the line that closes many pages: "Last updated: …".
fn at_the_end(page: &Page, figures: Figures) -> Option<When> {
    const STARTS: [&str; 5] = ["last updated", "last modified", "page last", "this page was last", "content last"];
    let short = page.lines.iter().rev().filter(|line| line.text.chars().count() <= SHORT);
    let closes = |line: &&Line| STARTS.iter().any(|start| line.text.to_lowercase().starts_with(start));
    short.filter(closes).find_map(|line| words::words(&line.text, figures))
}

/// The lines of author and date that stand below some articles: "Written by …", and the date right after it.
pub(super) fn signature(page: &Page) -> Option<(&Line, &Line)> {
    const STARTS: [&str; 4] = ["written by ", "posted by ", "published by ", "by "];
    let signs = |line: &Line| {
        line.text.chars().count() <= SHORT / 2 && STARTS.iter().any(|start| line.text.to_lowercase().starts_with(start))
    };
    let mut pairs =
        page.lines.windows(2).filter(|pair| signs(&pair[0]) && is_date_line(&pair[1].text) && !pair[0].furniture);
    let pair = pairs.next()?;
    // Several are those of a list of articles.
    pairs.next().is_none().then(|| (&pair[0], &pair[1]))
}

/// Whether a line is a date and little else.
pub(super) fn is_date_line(text: &str) -> bool {
    text.chars().count() <= 40 && words::words(text, Figures::DayFirst).is_some()
}

/// What the marks of an element, the words in it and those before it on its line make of its date.
fn says_of(page: &Page, marked: &Marked) -> Says {
    if marked.property.split_whitespace().any(|one| one == "datemodified") {
        return Says::Modified;
    }
    let own = says(&marked.says, &marked.text);
    let is_changed = own == Says::Bare && page.lines.get(marked.line).is_some_and(|line| is_after_change(line, marked));
    if is_changed { Says::Modified } else { own }
}

/// Whether the word that stands nearest before an element on its line says that the page was changed: "Updated:".
fn is_after_change(line: &Line, marked: &Marked) -> bool {
    let Some(at) = line.text.find(&marked.text).filter(|at| *at > 0 && line.text.chars().count() <= SHORT) else {
        return false;
    };
    let before = &line.text[..at];
    let label = before.rsplit([';', '|', '•', '●', '·', '(', ',', '.']).next().unwrap_or_default();
    says("", label) == Says::Modified
}

/// What the marks of an element and the words in it make of the date.
fn says(marks: &str, text: &str) -> Says {
    let text = text.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word) || marks.contains(word));
    if has(&[
        "updated",
        "modified",
        "last edited",
        "aktualisiert",
        "mis à jour",
        "actualizado",
        "aggiornato",
        "обновлено",
        "modificado",
    ]) {
        Says::Modified
    } else if has(&[
        "copyright",
        "©",
        "event",
        "expires",
        "born",
        "joined",
        "retrieved",
        "accessed",
        "reviewed",
        "fact checked",
        "effective",
    ]) {
        Says::Other
    } else if has(&[
        "publish",
        "posted",
        "written",
        "created",
        "veröffentlicht",
        "publié",
        "publicado",
        "pubblicato",
        "опубликовано",
        "发布",
        "입력",
    ]) {
        Says::Published
    } else {
        Says::Bare
    }
}

/// How the page's language writes dates in figures.
fn figures(page: &Page) -> Figures {
    let lang = page.lang.as_deref().or(page.meta("og:locale")).unwrap_or_default().to_lowercase().replace('_', "-");
    match lang.as_str() {
        "en-us" | "en-ph" => Figures::MonthFirst,
        "" | "en" => Figures::Unknown,
        _ => Figures::DayFirst,
    }
}
