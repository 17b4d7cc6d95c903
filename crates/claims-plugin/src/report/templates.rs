//! Templates for a report: the bundled ones, or in their places those of a casebook, held to a bound of work.
//!
//! Knows minijinja and how a casebook's own templates arrive; does not know any format but by the function that makes
//! text from outside harmless in it.

use std::{borrow::Cow, io::Write, sync::Arc};

use fluent_bundle::{FluentArgs, FluentValue};
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior, Value,
    syntax::SyntaxConfig,
    value::{Kwargs, Rest, Serde, ValueKind},
};
use serde::Serialize;

use super::Words;
use crate::{Case, Failure};

/// How much work a template may do for a report on nothing, in minijinja's units: a step, or 64 bytes of text made.
const FUEL: u64 = 1_000_000;
/// How much more for each record of the case.
const FUEL_EACH: u64 = 20_000;
/// How much more for each step of a diff in it.
const FUEL_STEP: u64 = 2_000;
/// How much more for each byte of the texts in it, which templates show, escape and join.
const FUEL_BYTE: u64 = 4;
/// How deep templates may include each other.
const DEPTH: usize = 100;

/// How text that is not markup is written in a format.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// Makes text from outside harmless, wherever it may stand in a file.
    pub escape: fn(&str) -> String,
    /// Makes the words of a language harmless, a piece at a time; none where plain words are already.
    pub words: Option<fn(&str) -> String>,
}

/// The templates of an exporter, ready for one case.
///
/// In them every value is made harmless, unless a filter made markup of it on purpose. Besides what minijinja has, a
/// template can call `t(name, value=…)` for the words of the report's language, and the filters `fixed` and `signed` for
/// numbers, `when` for dates and `quoted` for text in quotation marks.
#[derive(Debug)]
pub struct Templates {
    environment: Environment<'static>,
    words: Arc<Words>,
}

impl Templates {
    /// The bundled templates by name, such as `full.md`, with those of the options `template/NAME` in their places and
    /// beside them; the option `templates` lists their names, one a line.
    ///
    /// # Errors
    /// When a template or the words of the language do not read; then with the line.
    pub fn new(case: Case<'_>, bundled: &[(&'static str, &'static str)], format: Format) -> Result<Self, Failure> {
        let mut environment = Environment::new();
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
        environment.set_syntax(syntax.map_err(|error| told(&error))?);
        // What is misspelt is an error, not an empty place in a report.
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_recursion_limit(DEPTH);
        environment.set_fuel(Some(fuel(case)));
        environment.set_auto_escape_callback(|_| AutoEscape::Custom(Cow::Borrowed("text")));
        let escape = format.escape;
        environment.set_formatter(move |out, _, value| written(out, value, escape));
        let mut templates = Self { environment, words: Arc::new(Words::of(case)?) };
        templates.add_words(format);
        for (name, text) in bundled {
            templates.add(name, text)?;
        }
        // Those that stand in the place of a bundled one, and those of new names.
        for name in case.option("templates").into_iter().flat_map(str::lines) {
            if let Some(own) = case.option(&format!("template/{name}")) {
                templates.add(name, own)?;
            }
        }
        Ok(templates)
    }

    /// Adds a template, or puts it in the place of the one that has the name.
    ///
    /// # Errors
    /// When it does not read; then with the line.
    pub fn add(&mut self, name: &str, text: &str) -> Result<(), Failure> {
        self.environment.add_template_owned(name.to_owned(), text.to_owned()).map_err(|error| told(&error))
    }

    /// Whether there is a template of that name, a bundled one or one of the casebook's.
    pub fn has(&self, name: &str) -> bool {
        self.environment.get_template(name).is_ok()
    }

    /// Adds a filter that makes markup of a text on purpose.
    pub fn filter(&mut self, name: &'static str, markup: fn(&str) -> String) {
        self.environment.add_filter(name, move |text: &str| Value::from_safe_string(markup(text)));
    }

    /// Adds a function of several texts that makes markup of them on purpose; one that is none reads as empty.
    pub fn markup<const N: usize>(&mut self, name: &'static str, markup: fn([&str; N]) -> String) {
        self.environment.add_function(name, move |values: Rest<Value>| -> Result<Value, Error> {
            if values.len() != N {
                return Err(Error::new(ErrorKind::InvalidOperation, format!("{name} takes {N} values")));
            }
            let texts = std::array::from_fn(|at| values[at].as_str().unwrap_or_default());
            Ok(Value::from_safe_string(markup(texts)))
        });
    }

    /// Writes what a template makes of the facts.
    ///
    /// # Errors
    /// When the template asks for what there is not, or for more work than it may; then with the line. When `out` fails.
    pub fn render(&self, name: &str, facts: impl Serialize, out: &mut dyn Write) -> Result<(), Failure> {
        let template = self.environment.get_template(name).map_err(|error| told(&error))?;
        template.render_captured_to(Value::from(Serde(facts)), out).map(|_| ()).map_err(|error| told(&error))
    }

    /// The words that `t` takes, as they are and not harmless in any format.
    pub fn words(&self) -> &Words {
        &self.words
    }

    fn add_words(&mut self, format: Format) {
        let mark = self.words.say("decimal-mark", &FluentArgs::new()).unwrap_or_else(|_| ".".to_owned());
        let minus = mark.clone();
        self.environment.add_filter("fixed", move |value: f64| format!("{value:.3}").replace('.', &mark));
        self.environment.add_filter("signed", move |value: f64| {
            Value::from_safe_string(format!("{value:+.3}").replace('.', &minus))
        });
        let speech = Speech { words: Arc::clone(&self.words), format };
        let when = speech.clone();
        self.environment.add_filter("when", move |date: &str| -> Result<Value, Error> {
            match date.split_once(' ').filter(|(side, _)| matches!(*side, "before" | "after")) {
                Some((side, date)) => when.say(side, [("date", Value::from(date))]),
                None => Ok(Value::from_safe_string((format.escape)(date))),
            }
        });
        let quoted = speech.clone();
        self.environment.add_filter("quoted", move |text: &str| -> Result<Value, Error> {
            if is_quoted(text.trim()) {
                return Ok(Value::from_safe_string((format.escape)(text)));
            }
            quoted.say("quoted", [("text", Value::from(text))])
        });
        self.environment.add_global("language", Value::from(self.words.language()));
        self.environment.add_function("t", move |name: &str, kwargs: Kwargs| -> Result<Value, Error> {
            let values: Vec<(&str, Value)> =
                kwargs.args().map(|key| Ok((key, kwargs.get(key)?))).collect::<Result<_, Error>>()?;
            speech.say(name, values)
        });
    }
}

/// Says words in a format.
#[derive(Clone)]
struct Speech {
    words: Arc<Words>,
    format: Format,
}

/// What stands for a value while words are put together, so that words and values are told apart afterwards: characters
/// that no text may hold for interchange, with the value's number between them.
const MARKS: [char; 2] = ['\u{fdd0}', '\u{fdd1}'];

impl Speech {
    fn say<'v>(&self, name: &str, values: impl IntoIterator<Item = (&'v str, Value)>) -> Result<Value, Error> {
        let mut shown = Vec::new();
        let mut arguments = FluentArgs::new();
        for (key, value) in values {
            arguments.set(key.to_owned(), self.argument(&value, &mut shown));
        }
        let said = self.words.say(name, &arguments);
        let said = said.map_err(|why| Error::new(ErrorKind::InvalidOperation, why))?;
        let words = |piece: &str| match self.format.words {
            Some(escape) if !piece.is_empty() => escape(piece),
            _ => piece.to_owned(),
        };
        let mut parts = said.split(MARKS[0]);
        let mut out = words(parts.next().unwrap_or_default());
        for part in parts {
            let (number, rest) = part.split_once(MARKS[1]).unwrap_or((part, ""));
            out.push_str(number.parse().ok().and_then(|at: usize| shown.get(at)).map_or("", String::as_str));
            out.push_str(&words(rest));
        }
        Ok(Value::from_safe_string(out))
    }

    /// A value of a template as one that stands among words: a number, or a word by which others are chosen, as it is;
    /// anything else as a mark for what is kept in `shown`.
    fn argument(&self, value: &Value, shown: &mut Vec<String>) -> FluentValue<'static> {
        if let (ValueKind::Number, Ok(number)) = (value.kind(), f64::try_from(value.clone())) {
            return FluentValue::from(number);
        }
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        if is_code(&text) {
            return FluentValue::from(text);
        }
        shown.push(if value.is_safe() { text } else { (self.format.escape)(&text) });
        FluentValue::from(format!("{}{}{}", MARKS[0], shown.len() - 1, MARKS[1]))
    }
}

/// How much work the report on a case may be: enough for any honest template, and bounded by what there is to show.
fn fuel(case: Case<'_>) -> u64 {
    let counts = [
        case.claims().len(),
        case.links().len(),
        case.parties().len(),
        case.sources().len(),
        case.versions().len(),
        case.appearances().len(),
        case.grades().len(),
        case.verdicts().len(),
        case.notes().len(),
        case.replies().len(),
        case.findings().len(),
        case.scores().map(|score| score.contributions().len() + score.remarks().len()).sum(),
    ];
    let length = |text: Option<&str>| text.map_or(0, str::len);
    let claims = case.claims().map(|claim| {
        let tags: usize = claim.tags().map(|tag| tag.text().len()).sum();
        tags + claim.text().len() + length(claim.why_checked()) + length(claim.occasion()) + length(claim.place())
    });
    let sources = case.sources().map(|source| source.title().len() + length(source.address()));
    let versions = case.versions().map(|version| length(version.text()) + version.origin().len());
    let quotes = case.appearances().map(|one| length(one.exact()) + length(one.original()) + length(one.hedge()));
    let verdicts = case.verdicts().map(|one| one.because().len() + length(one.would_change()));
    let links = case.links().map(|link| length(link.note()));
    let grades = case.grades().map(|grade| length(grade.because()));
    let parties = case.parties().map(|party| party.name().len());
    let notes = case.notes().map(|note| note.text().len());
    let replies = case.replies().map(|one| length(one.answer()) + one.through().len());
    let findings = case.findings().map(|finding| finding.text().len());
    let bytes: usize = [
        claims.sum::<usize>(),
        sources.sum(),
        versions.sum(),
        quotes.sum(),
        verdicts.sum(),
        links.sum(),
        grades.sum(),
        parties.sum(),
        notes.sum(),
        replies.sum(),
        findings.sum(),
    ]
    .iter()
    .sum();
    let steps: usize = case.diffs().map(|diff| diff.steps().len()).sum();
    let records: usize = counts.iter().sum();
    FUEL + FUEL_EACH * (records as u64) + FUEL_STEP * (steps as u64) + FUEL_BYTE * (bytes as u64)
}

/// Whether a text is letters and digits, with single hyphens within, such as `no-archive`.
fn is_code(text: &str) -> bool {
    text.split('-').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Writes a value into a file: markup and numbers as they are, nothing for nothing, anything else made harmless.
fn written(out: &mut minijinja::Output<'_>, value: &Value, escape: fn(&str) -> String) -> Result<(), Error> {
    let written = if value.is_safe() || value.kind() == ValueKind::Number {
        write!(out, "{value}")
    } else if let Some(text) = value.as_str() {
        out.write_str(&escape(text))
    } else if value.is_none() {
        Ok(())
    } else if value.is_undefined() {
        return Err(Error::from(ErrorKind::UndefinedError));
    } else {
        out.write_str(&escape(&value.to_string()))
    };
    written.map_err(|error| Error::new(ErrorKind::WriteFailure, error.to_string()))
}

/// Whether words stand in a pair of quotation marks already.
fn is_quoted(words: &str) -> bool {
    let opens = words.starts_with(['“', '„', '«', '"']);
    let closes = words.ends_with(['”', '“', '»', '"']);
    opens && closes && words.chars().count() > 1
}

/// An error with the file and the line that it is about, and those that led there.
fn told(error: &Error) -> Failure {
    let mut why = String::new();
    let mut next: Option<&(dyn std::error::Error + 'static)> = Some(error);
    let mut innermost = None;
    while let Some(error) = next {
        if let Some(error) = error.downcast_ref::<Error>() {
            innermost = error.name().map(|name| (name.to_owned(), error.line().unwrap_or(1))).or(innermost);
            why = match (error.kind(), error.detail()) {
                (ErrorKind::OutOfFuel, _) => "the template takes too many steps".to_owned(),
                (kind, Some(detail)) => format!("{kind}: {detail}"),
                (kind, None) => kind.to_string(),
            };
        } else {
            why = error.to_string();
        }
        next = error.source();
    }
    match innermost {
        Some((name, line)) => Failure::new(format_args!("{name}.j2, line {line}: {why}")),
        None => Failure::new(why),
    }
}
