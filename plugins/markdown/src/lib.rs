//! The fact-check report in Markdown: for editors to read as it is, and for renderers to publish.
//!
//! The template decides what stands where; this file only joins it to the case. No clock is read: the same case gives
//! the same bytes.

mod doubt;
mod escape;
mod read;
mod report;

use std::io::Write;

use claims_plugin::{Case, Exporter, Failure, export};
use minijinja::{
    AutoEscape, Environment, Value,
    syntax::SyntaxConfig,
    value::{Serde, ValueKind},
};

/// Writes the report on the subjects of a case. Options: `title`, the casebook's.
#[derive(Default)]
pub struct Markdown;

impl Exporter for Markdown {
    fn export(&self, case: Case<'_>, out: &mut dyn Write) -> Result<(), Failure> {
        let report = read::report(case);
        let environment = environment()?;
        let text = environment.get_template("report.md")?.render(Value::from(Serde(report)))?;
        Ok(out.write_all(tidy(&text).as_bytes())?)
    }
}

export!(markdown: exporter Markdown);

/// The templates, in which every value is escaped unless a filter made Markdown of it on purpose.
fn environment() -> Result<Environment<'static>, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.set_auto_escape_callback(|_| AutoEscape::Custom("markdown".into()));
    environment.set_formatter(|out, _, value| {
        let written = if value.is_safe() || value.kind() == ValueKind::Number {
            write!(out, "{value}")
        } else if let Some(text) = value.as_str() {
            out.write_str(&escape::inline(text))
        } else if value.is_none() || value.is_undefined() {
            Ok(())
        } else {
            out.write_str(&escape::inline(&value.to_string()))
        };
        written.map_err(|error| minijinja::Error::new(minijinja::ErrorKind::WriteFailure, error.to_string()))
    });
    environment.add_filter("quoted", |text: &str| Value::from_safe_string(quoted(&escape::inline(text))));
    environment.add_filter("link", |address: &str| Value::from_safe_string(escape::link(address)));
    environment.add_filter("fixed", |value: f64| Value::from_safe_string(format!("{value:.3}")));
    environment.add_filter("signed", |value: f64| Value::from_safe_string(format!("{value:+.3}")));
    environment.add_filter("yaml", |text: &str| Value::from_safe_string(yaml(text)));
    environment.add_filter("paragraphs", |text: &str| Value::from_safe_string(escape::paragraphs(text)));
    environment.add_template("report.md", include_str!("../templates/report.md.j2"))?;
    environment.add_template("parts.md", include_str!("../templates/parts.md.j2"))?;
    Ok(environment)
}

/// Words in quotation marks, unless they stand in a pair of them already.
fn quoted(words: &str) -> String {
    let opens = words.starts_with(['“', '„', '«', '"']);
    let closes = words.ends_with(['”', '“', '»', '"']);
    if opens && closes && words.chars().count() > 1 { words.to_owned() } else { format!("“{words}”") }
}

/// A YAML double-quoted scalar, which is also a JSON string.
fn yaml(text: &str) -> String {
    let text = escape::visible(text);
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// One empty line at most between two lines, none at the start, and one line end at the end.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut empty = true;
    for line in text.lines().map(str::trim_end) {
        if !(line.is_empty() && empty) {
            out.push_str(line);
            out.push('\n');
        }
        empty = line.is_empty();
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}
