//! Extractors of others, asked as their users would ask them; one that is not there is left out.

use std::{
    io::Write,
    process::{Command, Stdio},
};

use scraper::{ElementRef, Html, Selector};
use serde_json::{Value, json};

/// The crate `trafilatura` with its fallbacks.
///
/// Its plain text has no line breaks where blocks end, so the text is made from its HTML.
pub(crate) fn trafilatura(page: &str) -> String {
    let options = trafilatura::Options::default().with_fallback(true).with_exclude_comments(true);
    trafilatura::extract(page, &options).map(|found| text(&found.content_html)).unwrap_or_default()
}

/// The crate `dom_smoothie`, from its HTML as well.
pub(crate) fn dom_smoothie(page: &str) -> String {
    let reading = dom_smoothie::Readability::new(page, None, None).ok();
    let found = reading.and_then(|mut reading| reading.parse().ok());
    found.map(|found| text(&found.content)).unwrap_or_default()
}

/// All words of a page, an element's from the next one's by a space.
fn text(html: &str) -> String {
    let html = Html::parse_document(html);
    let Ok(body) = Selector::parse("body") else { return String::new() };
    html.select(&body).flat_map(|body: ElementRef<'_>| body.text()).collect::<Vec<_>>().join("\n")
}

const PYTHON: &str = "
import json, sys, time
import trafilatura
for line in sys.stdin:
    start = time.process_time()
    text = trafilatura.extract(json.loads(line), include_comments=False) or ''
    print(json.dumps({'text': text, 'ms': 1000 * (time.process_time() - start)}), flush=True)
";

/// Python's `trafilatura`, by the interpreter that `CLAIMS_PYTHON` names, else `python3`: texts and CPU milliseconds.
pub(crate) fn python(pages: &[&str]) -> Option<Vec<(String, f64)>> {
    let interpreter = std::env::var_os("CLAIMS_PYTHON").unwrap_or_else(|| "python3".into());
    let mut command = Command::new(interpreter);
    command.args(["-c", PYTHON]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().ok()?;
    let mut stdin = child.stdin.take()?;
    let input: String = pages.iter().map(|page| json!(page).to_string() + "\n").collect();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().ok()?;
    let _ = writer.join();
    let answers: Vec<Value> =
        String::from_utf8(output.stdout).ok()?.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let read =
        |answer: &Value| (answer["text"].as_str().unwrap_or_default().to_owned(), answer["ms"].as_f64().unwrap_or(0.0));
    (answers.len() == pages.len()).then(|| answers.iter().map(read).collect())
}
