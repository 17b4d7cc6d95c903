//! Dates that readers see near the heading; it knows the words that stand before them, and where bylines stand.

use super::{
    Found, Origin,
    page::{Line, Page},
    when::{self, Figures, When},
};

/// How far from the heading a byline may stand, in lines.
const BEFORE: usize = 8;
const AFTER: usize = 14;

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
    let heading = page.heading;
    let near = |line: usize| line + BEFORE >= heading && line <= heading + AFTER;
    for marked in page.marked.iter().filter(|marked| !marked.furniture && near(marked.line)) {
        let is_date = marked.name == "time" || ["date", "publish", "posted", "time"].iter().any(|word| marked.says.contains(word));
        if !is_date || marked.text.chars().count() > SHORT {
            continue;
        }
        let value = marked.value.as_deref().and_then(when::stamp);
        let Some(date) = value.or_else(|| when::words(&marked.text, figures)) else { continue };
        let place = match says(&marked.says, &marked.text) {
            Says::Published => &mut published,
            Says::Modified => &mut modified,
            Says::Bare => &mut bare,
            Says::Other => continue,
        };
        place.get_or_insert(date);
    }
    for (_, line) in byline(page).filter(|(_, line)| line.text.chars().count() <= SHORT) {
        for part in line.text.split([';', '|', '•', '·', '(']) {
            let Some(date) = when::words(part, figures) else { continue };
            let place = match says("", part) {
                Says::Published => &mut published,
                Says::Modified => &mut modified,
                Says::Bare if part.chars().count() <= 60 => &mut bare,
                _ => continue,
            };
            place.get_or_insert(date);
        }
    }
    let found = |when: Option<When>| when.map(|when| Found::new(when, Origin::Visible));
    Shown { published: found(published.or(bare)), modified: found(modified) }
}

/// What the marks of an element and the words in it make of the date.
fn says(marks: &str, text: &str) -> Says {
    let text = text.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word) || marks.contains(word));
    if has(&["updated", "modified", "last edited", "aktualisiert", "mis à jour", "actualizado", "aggiornato", "обновлено", "modificado"]) {
        Says::Modified
    } else if has(&["copyright", "©", "event", "expires", "born", "joined", "retrieved", "accessed", "reviewed", "fact checked", "effective"]) {
        Says::Other
    } else if has(&["publish", "posted", "written", "created", "veröffentlicht", "publié", "publicado", "pubblicato", "опубликовано", "发布", "입력"]) {
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
