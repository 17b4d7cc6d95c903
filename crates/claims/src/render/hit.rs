//! What a search found: two lines for people, tab-separated values for everything else, or an object.

use claims_model::query::{Place, Snippet};
use claims_store::Hit;
use serde_json::{Value, json};

use super::{FAINT, Out, STRONG, safe, styled};
use crate::failure::Outcome;

/// How far the words are set in under the line that says what they belong to.
const INDENT: &str = "    ";

/// Prints one hit in the form that is asked for.
pub(crate) fn write(out: &mut Out, hit: &Hit) -> Outcome<()> {
    if out.json {
        return out.object(&object(hit));
    }
    let marked = marked(&hit.snippet);
    if out.shows {
        let about = about(hit);
        let about = if about.is_empty() { about } else { format!("  {}", styled(FAINT, &about)) };
        out.text(&format!("{}{about}\n", styled(STRONG, &handle(hit))))?;
        let options = textwrap::Options::new(out.columns.max(INDENT.len() + 1));
        let options = options.initial_indent(INDENT).subsequent_indent(INDENT);
        return out.as_is(&format!("{}\n", textwrap::fill(&marked, options)));
    }
    let date = hit.date.map(|date| date.to_string()).unwrap_or_default();
    let cells = [
        handle(hit),
        hit.place.word().to_owned(),
        safe(hit.verdict.as_deref().unwrap_or_default()).into_owned(),
        date,
        safe(&hit.by.join("; ")).into_owned(),
        marked,
    ];
    out.as_is(&format!("{}\n", cells.join("\t")))
}

fn object(hit: &Hit) -> Value {
    let marks: Vec<[usize; 2]> = hit.snippet.marks.iter().map(|mark| [mark.start, mark.end]).collect();
    json!({
        "schema": "claims/hit/1",
        "handle": handle(hit),
        "place": hit.place.word(),
        "text": hit.snippet.text,
        "marks": marks,
        "at": hit.snippet.at,
        "versions": hit.versions,
        "title": hit.title,
        "verdict": hit.verdict,
        "by": hit.by,
        "date": hit.date,
    })
}

/// What it is called: a version by its source and its number.
fn handle(hit: &Hit) -> String {
    match hit.versions.first() {
        Some(version) => format!("{}v{version}", hit.handle),
        None => hit.handle.to_string(),
    }
}

/// What is known of it beside its words, for people.
fn about(hit: &Hit) -> String {
    let mut about: Vec<String> = Vec::new();
    about.extend(hit.title.iter().filter(|_| hit.place != Place::Titles).map(|title| safe(title).into_owned()));
    about.extend(hit.verdict.iter().map(|verdict| safe(verdict).into_owned()));
    about.extend((!hit.by.is_empty()).then(|| safe(&hit.by.join("; ")).into_owned()));
    about.extend(hit.date.map(|date| date.to_string()));
    about.extend((!matches!(hit.place, Place::Claims | Place::Names)).then(|| format!("in {}", hit.place)));
    if let [_, others @ ..] = hit.versions.as_slice()
        && !others.is_empty()
    {
        let others: Vec<String> = others.iter().map(|version| format!("v{version}")).collect();
        about.push(format!("also in {}", others.join(", ")));
    }
    about.join(" · ")
}

/// The words with those that were asked for set off.
fn marked(snippet: &Snippet) -> String {
    let mut out = String::with_capacity(snippet.text.len());
    let mut letters = snippet.text.chars();
    let mut at = 0;
    let mut next = |to: usize| -> String {
        let part = letters.by_ref().take(to - at).collect();
        at = to;
        part
    };
    for mark in &snippet.marks {
        out.push_str(&safe(&next(mark.start)));
        out.push_str(&styled(STRONG, &safe(&next(mark.end))));
    }
    out.push_str(&safe(&next(usize::MAX)));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_bold_and_what_is_marked_is_harmless() {
        let snippet = Snippet { text: "a \u{1b}[31m 북한 z".to_owned(), marks: vec![2..7, 8..10], at: 0 };
        let (on, off) = (format!("{STRONG}"), format!("{STRONG:#}"));
        assert_eq!(marked(&snippet), format!("a {on}␛[31m{off} {on}북한{off} z"));
        assert_eq!(marked(&Snippet::default()), "");
    }
}
