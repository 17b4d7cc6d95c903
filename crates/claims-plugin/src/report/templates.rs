//! Templates for a report: the bundled ones, or in their places those of a casebook, held to a bound of work.
//!
//! Knows minijinja and how a casebook's own templates arrive; does not know any format but by the function that makes
//! text from outside harmless in it.

use std::{borrow::Cow, fmt::Write as _, io::Write, sync::Arc};

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
    pub words: Option<fn(&str) -> Cow<'_, str>>,
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
    /// The bundled templates by name, such as `full.md`, with those of the options `template/NAME` in their places.
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
        let words = Arc::new(Words::of(case, format.words)?);
        let mut templates = Self { environment, words };
        // As it is, since numbers are made harmless as a whole.
        let mark = Words::of(case, None)?.say("decimal-mark", &FluentArgs::new()).unwrap_or_else(|_| ".".to_owned());
        templates.add_words(escape, mark);
        for (name, text) in bundled {
            match case.option(&format!("template/{name}")) {
                Some(own) => templates.add(name, own)?,
                None => templates.add(name, text)?,
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

    /// Whether there is a template of that name: a bundled one, or one that only the casebook has.
    ///
    /// # Errors
    /// When the casebook's own does not read; then with the line.
    pub fn find(&mut self, case: Case<'_>, name: &str) -> Result<bool, Failure> {
        if self.environment.get_template(name).is_ok() {
            return Ok(true);
        }
        case.option(&format!("template/{name}")).map_or(Ok(false), |own| self.add(name, own).map(|()| true))
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

    /// What is said under a name, without values.
    ///
    /// # Errors
    /// When nothing is.
    pub fn say(&self, name: &str) -> Result<String, Failure> {
        self.words.say(name, &FluentArgs::new()).map_err(Failure::new)
    }

    /// Writes what a template makes of the facts.
    ///
    /// # Errors
    /// When the template asks for what there is not, or for more work than it may; then with the line. When `out` fails.
    pub fn render(&self, name: &str, facts: impl Serialize, out: &mut dyn Write) -> Result<(), Failure> {
        let template = self.environment.get_template(name).map_err(|error| told(&error))?;
        template.render_captured_to(Value::from(Serde(facts)), out).map(|_| ()).map_err(|error| told(&error))
    }

    /// The words that `t` takes.
    pub fn words(&self) -> &Words {
        &self.words
    }

    fn add_words(&mut self, escape: fn(&str) -> String, mark: String) {
        let words = Arc::clone(&self.words);
        let minus = mark.clone();
        self.environment.add_filter("fixed", move |value: f64| format!("{value:.3}").replace('.', &mark));
        self.environment.add_filter("signed", move |value: f64| {
            Value::from_safe_string(format!("{value:+.3}").replace('.', &minus))
        });
        let says = Arc::clone(&words);
        self.environment.add_filter("when", move |date: &str| -> Result<Value, Error> {
            let Some((side, date)) = date.split_once(' ').filter(|(side, _)| matches!(*side, "before" | "after"))
            else {
                return Ok(Value::from_safe_string(escape(date)));
            };
            say(&says, side, &FluentArgs::from_iter([("date", FluentValue::from(escape(date)))]))
        });
        let says = Arc::clone(&words);
        self.environment.add_filter("quoted", move |text: &str| -> Result<Value, Error> {
            if is_quoted(text.trim()) {
                return Ok(Value::from_safe_string(escape(text)));
            }
            say(&says, "quoted", &FluentArgs::from_iter([("text", FluentValue::from(escape(text)))]))
        });
        self.environment.add_global("language", Value::from(words.language()));
        self.environment.add_function("t", move |name: &str, kwargs: Kwargs| -> Result<Value, Error> {
            let mut values = FluentArgs::new();
            for key in kwargs.args() {
                values.set(key.to_owned(), argument(&kwargs.get::<Value>(key)?, escape));
            }
            say(&words, name, &values)
        });
    }
}

/// How much work the report on a case may be: enough for any honest template, and bounded by what there is to show.
fn fuel(case: Case<'_>) -> u64 {
    let rows = case.claims().len() + case.links().len() + case.versions().len() + case.appearances().len();
    let length = |text: Option<&str>| text.map_or(0, str::len);
    let claims = case.claims().map(|claim| claim.text().len() + length(claim.why_checked()));
    let quotes = case.appearances().map(|one| length(one.exact()) + length(one.original()));
    let verdicts = case.verdicts().map(|one| one.because().len() + length(one.would_change()));
    let others = case.notes().map(|note| note.text().len()).chain(case.replies().map(|one| length(one.answer())));
    let bytes: usize = claims.chain(quotes).chain(verdicts).chain(others).sum();
    FUEL + FUEL_EACH * (rows as u64) + FUEL_BYTE * (bytes as u64)
}

fn say(words: &Words, name: &str, values: &FluentArgs<'_>) -> Result<Value, Error> {
    words.say(name, values).map(Value::from_safe_string).map_err(|why| Error::new(ErrorKind::InvalidOperation, why))
}

/// A value of a template as one that stands among words.
fn argument(value: &Value, escape: fn(&str) -> String) -> FluentValue<'static> {
    if let (ValueKind::Number, Ok(number)) = (value.kind(), f64::try_from(value.clone())) {
        return FluentValue::from(number);
    }
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = write!(out, "{value}");
    let is_markup = value.is_safe();
    FluentValue::from(match value.as_str() {
        Some(_) if is_markup => out,
        // Words by which others are chosen; no format takes them for more than they are.
        Some(text) if is_code(text) => out,
        Some(text) => escape(text),
        None => escape(&out),
    })
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
