//! Compares answers with the truth; it knows what counts as right, and no program.

use std::{collections::HashMap, fmt::Write as _};

use serde_json::Value;

/// What is true of a page; an empty text where it has no such fact.
pub(crate) struct Truth {
    pub(crate) id: String,
    pub(crate) address: String,
    pub(crate) title: String,
    pub(crate) author: String,
    pub(crate) date: String,
}

impl Truth {
    pub(crate) fn of(line: &Value) -> Truth {
        let text = |name: &str| line[name].as_str().unwrap_or_default().to_owned();
        Truth { id: text("id"), address: text("url"), title: text("title"), author: text("author"), date: text("date") }
    }
}

/// What a program says of a page; authors with semicolons between.
pub(crate) struct Answer {
    pub(crate) title: String,
    pub(crate) author: String,
    pub(crate) date: String,
    /// Where title, authors and date came from, in words.
    pub(crate) from: [String; 3],
}

/// Of how many pages a figure holds: those it is asked of, and those that have it.
type Row = (&'static str, fn(&Truth) -> bool, fn(&Truth, &Answer) -> bool);

/// The rows of the table, each a share of the pages that it is asked of.
const ROWS: [Row; 6] = [
    ("date right, of pages with one", |truth| !truth.date.is_empty(), |truth, answer| truth.date == answer.date),
    ("date given, of pages without one", |truth| truth.date.is_empty(), |_, answer| !answer.date.is_empty()),
    ("title exact", |truth| !truth.title.is_empty(), |truth, answer| same_title(&truth.title, &answer.title)),
    (
        "author right, of pages with one",
        |truth| !truth.author.is_empty(),
        |truth, answer| is_author(&truth.author, &answer.author),
    ),
    (
        "author exact, of pages with one",
        |truth| !truth.author.is_empty(),
        |truth, answer| folded(&truth.author) == folded(&answer.author),
    ),
    ("author given, of pages without one", |truth| truth.author.is_empty(), |_, answer| !answer.author.is_empty()),
];

/// The figures of every program on the even pages, on the odd ones and on all, as a Markdown table.
pub(crate) fn table(truth: &[Truth], runs: &[(&str, &HashMap<String, Answer>)]) -> String {
    let mut out = String::from("| what |");
    for (name, _) in runs {
        let _ = write!(out, " {name}: even / odd / all |");
    }
    let _ = write!(out, "\n|---|{}\n", "---|".repeat(runs.len()));
    for (what, asked, holds) in ROWS {
        let _ = write!(out, "| {what} ({}) |", truth.iter().filter(|truth| asked(truth)).count());
        for (_, answers) in runs {
            let share = |parts: &[usize]| {
                let pages = truth.iter().enumerate().filter(|(at, truth)| parts.contains(&(at % 2)) && asked(truth));
                let pages: Vec<&Truth> = pages.map(|(_, truth)| truth).collect();
                let held =
                    pages.iter().filter(|truth| answers.get(&truth.id).is_some_and(|answer| holds(truth, answer)));
                held.count() as f64 / pages.len().max(1) as f64
            };
            let _ = write!(out, " {:.3} / {:.3} / {:.3} |", share(&[0]), share(&[1]), share(&[0, 1]));
        }
        out.push('\n');
    }
    out
}

/// Lists the pages where a fact is wrong.
#[allow(clippy::print_stdout, reason = "a benchmark prints")]
pub(crate) fn wrong(truth: &[Truth], answers: &HashMap<String, Answer>, field: &str) {
    for (at, truth) in truth.iter().enumerate() {
        let Some(answer) = answers.get(&truth.id) else { continue };
        let (right, was, is, from) = match field {
            "title" => (same_title(&truth.title, &answer.title), &truth.title, &answer.title, &answer.from[0]),
            "author" if truth.author.is_empty() => {
                (answer.author.is_empty(), &truth.author, &answer.author, &answer.from[1])
            }
            "author" => (is_author(&truth.author, &answer.author), &truth.author, &answer.author, &answer.from[1]),
            _ => (truth.date == answer.date, &truth.date, &answer.date, &answer.from[2]),
        };
        if !right {
            let half = if at % 2 == 0 { "even" } else { "odd" };
            println!("{half} {} | {was} | {is} | {from} | {}", truth.id, truth.address);
        }
    }
}

/// Whether two titles differ in nothing but white space, case and the form of quotation marks and dashes.
fn same_title(one: &str, other: &str) -> bool {
    let form = |text: &str| {
        let text = text.replace(['’', '‘'], "'").replace(['“', '”'], "\"").replace(['–', '—'], "-");
        text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
    };
    form(one) == form(other)
}

/// Whether every name that was given stands in the truth, and the first of them at its beginning, after a title at
/// most: the truth has roles and degrees behind names, "Ann Lane, MD, Editor".
fn is_author(truth: &str, given: &str) -> bool {
    let truth = format!(" {} ", folded(truth));
    let names: Vec<String> = given.split(';').map(folded).filter(|name| !name.is_empty()).collect();
    let begins =
        |name: &String| truth.find(&format!(" {name} ")).is_some_and(|at| truth[..at].split_whitespace().count() <= 2);
    names.first().is_some_and(begins) && names.iter().all(|name| truth.contains(&format!(" {name} ")))
}

/// The words of a text.
fn folded(text: &str) -> String {
    let words: String = text.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let joins = ["and", "by"];
    words.to_lowercase().split_whitespace().filter(|word| !joins.contains(word)).collect::<Vec<_>>().join(" ")
}
