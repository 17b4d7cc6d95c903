//! The words of a report in one language, read from Project Fluent's form (<https://projectfluent.org>).
//!
//! Knows the bundled languages and how a casebook adds one; does not know what is said where, which is the template's
//! business.

use std::collections::BTreeSet;

use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};
use fluent_syntax::ast;
use unic_langid::LanguageIdentifier;

use crate::{Case, Failure};

/// The languages at hand, each with its words.
pub const LANGUAGES: &[(&str, &str)] = &[("en", include_str!("words/en.ftl")), ("de", include_str!("words/de.ftl"))];

/// The words of one language; where it has none for something, the English ones.
pub struct Words {
    /// In the order in which they are asked.
    bundles: Vec<FluentBundle<FluentResource>>,
    language: String,
}

impl Words {
    /// The words that a report on a case is written with: the option `language`, a BCP 47 tag, says which.
    ///
    /// The option `words/TAG` holds a casebook's own, which go before the bundled ones.
    ///
    /// # Errors
    /// When there are no words in the language, or its own ones do not read; then with the line.
    pub fn of(case: Case<'_>) -> Result<Self, Failure> {
        let language = case.option("language").filter(|tag| !tag.is_empty()).unwrap_or("en");
        Self::new(language, |tag| case.option(&format!("words/{tag}")))
    }

    fn new<'w>(language: &str, own: impl Fn(&str) -> Option<&'w str>) -> Result<Self, Failure> {
        // `de-AT` is content with the words of `de`.
        let broader = language.split_once('-').map(|(broader, _)| broader);
        let mut bundles = Vec::new();
        for tag in [Some(language), broader].into_iter().flatten() {
            if let Some(text) = own(tag) {
                bundles.push(bundle(tag, &format!("words/{tag}.ftl"), text)?);
            }
            if let Some((_, text)) = LANGUAGES.iter().find(|(known, _)| *known == tag) {
                bundles.push(bundle(tag, tag, text)?);
            }
        }
        if bundles.is_empty() {
            let known: Vec<&str> = LANGUAGES.iter().map(|(tag, _)| *tag).collect();
            return Err(Failure::new(format_args!(
                "there are no words in the language {language:?}; there are: {}; one more is a file: claims help templates",
                known.join(", ")
            )));
        }
        let (tag, text) = LANGUAGES[0];
        bundles.push(bundle(tag, tag, text)?);
        Ok(Self { bundles, language: language.to_owned() })
    }

    /// The language, a BCP 47 tag as it was asked for.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// What is said under a name, with values in their places. Values stand as they are given.
    ///
    /// # Errors
    /// When nothing is said under that name, or a value is missing.
    pub fn say(&self, name: &str, values: &FluentArgs<'_>) -> Result<String, String> {
        let found = self.bundles.iter().find_map(|bundle| Some((bundle, bundle.get_message(name)?.value()?)));
        let (bundle, pattern) = found.ok_or_else(|| format!("there are no words called {name:?}"))?;
        let mut errors = Vec::new();
        let said = bundle.format_pattern(pattern, Some(values), &mut errors).into_owned();
        match errors.first() {
            None => Ok(said),
            Some(error) => Err(format!("the words {name:?}: {error}")),
        }
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Words").field("language", &self.language).finish_non_exhaustive()
    }
}

/// The messages of a file of words in their order, each with the values that it puts into its sentence: `time` for `{ $time }`.
///
/// # Errors
/// Names the line that does not read.
pub fn values(file: &str, text: &str) -> Result<Vec<(String, BTreeSet<String>)>, Failure> {
    let resource = read(file, text)?;
    let named = resource.entries().filter_map(|entry| match entry {
        ast::Entry::Message(message) => {
            let mut values = BTreeSet::new();
            in_pattern(message.value.as_ref()?, &mut values);
            Some((message.id.name.to_owned(), values))
        }
        _ => None,
    });
    Ok(named.collect())
}

fn in_pattern(pattern: &ast::Pattern<&str>, values: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let ast::PatternElement::Placeable { expression } = element {
            in_expression(expression, values);
        }
    }
}

fn in_expression(expression: &ast::Expression<&str>, values: &mut BTreeSet<String>) {
    let inline = match expression {
        ast::Expression::Inline(inline) => inline,
        ast::Expression::Select { selector, variants } => {
            variants.iter().for_each(|variant| in_pattern(&variant.value, values));
            selector
        }
    };
    match inline {
        ast::InlineExpression::VariableReference { id } => {
            values.insert(id.name.to_owned());
        }
        ast::InlineExpression::FunctionReference { arguments, .. } => {
            let positional = arguments.positional.iter();
            let named = arguments.named.iter().map(|argument| &argument.value);
            for inline in positional.chain(named) {
                if let ast::InlineExpression::VariableReference { id } = inline {
                    values.insert(id.name.to_owned());
                }
            }
        }
        ast::InlineExpression::Placeable { expression } => in_expression(expression, values),
        _ => {}
    }
}

fn bundle(tag: &str, file: &str, text: &str) -> Result<FluentBundle<FluentResource>, Failure> {
    let language: LanguageIdentifier =
        tag.parse().map_err(|_| Failure::new(format_args!("{tag:?} is not the tag of a language, such as de")))?;
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // The signs that part scripts are of use on screens and a nuisance in files that people compare and search.
    bundle.set_use_isolating(false);
    bundle.add_resource(read(file, text)?).map_err(|errors| {
        let why = errors.first().map(ToString::to_string).unwrap_or_default();
        Failure::new(format_args!("{file}: {why}"))
    })?;
    Ok(bundle)
}

fn read(file: &str, text: &str) -> Result<FluentResource, Failure> {
    if let Some(line) = text.lines().position(has_broken_escape) {
        let line = line + 1;
        return Err(Failure::new(format_args!(
            "{file}, line {line}: after \\u come four hexadecimal digits, after \\U six"
        )));
    }
    FluentResource::try_new(text.to_owned()).map_err(|(_, errors)| match errors.first() {
        Some(error) => {
            let line = text.as_bytes().iter().take(error.pos.start).filter(|byte| **byte == b'\n').count() + 1;
            Failure::new(format_args!("{file}, line {line}: {}", error.kind))
        }
        None => Failure::new(format_args!("{file} does not read")),
    })
}

/// Whether something like a text literal has an escape that ends within a character of several bytes: the parser would
/// cut that character to show it, and panic.
fn has_broken_escape(line: &str) -> bool {
    let Some(quote) = line.find('"') else { return false };
    let cuts = |(sign, digits): (&str, usize)| {
        line[quote..].split(sign).skip(1).any(|after| {
            let known = after.bytes().take(digits).take_while(u8::is_ascii_hexdigit).count();
            known < digits && after[known..].starts_with(|c: char| !c.is_ascii())
        })
    };
    [("\\u", 4), ("\\U", 6)].into_iter().any(cuts)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

    use super::*;

    fn words(language: &str) -> Result<Words, Failure> {
        Words::new(language, |_| None)
    }

    #[test]
    fn every_language_says_everything_in_the_same_terms() {
        let [(_, english), others @ ..] = LANGUAGES else { panic!("there is no English") };
        let sorted = |tag: &str, text: &str| {
            let mut values = values(tag, text).unwrap();
            values.sort();
            values
        };
        for (tag, text) in others {
            assert_eq!(sorted(tag, text), sorted("en", english), "{tag}");
        }
    }

    #[test]
    fn values_are_found_wherever_they_stand() {
        let found =
            values("x", "a = { $n ->\n    [one] { $b }\n   *[other] { NUMBER($c) } { { $d } }\n }\nb = x\n").unwrap();
        assert_eq!(found[0].1, ["b", "c", "d", "n"].map(str::to_owned).into());
        assert_eq!(found[1], ("b".to_owned(), BTreeSet::new()));
    }

    #[test]
    fn a_language_that_there_is_not_is_named() {
        assert_eq!(words("de-AT").unwrap().say("verdict", &FluentArgs::new()).unwrap(), "Urteil");
        assert!(words("tlh").unwrap_err().to_string().contains("\"tlh\"; there are: en, de"));
        assert!(words("../x").unwrap_err().to_string().contains("../x"));
    }

    #[test]
    fn words_of_ones_own_go_first_and_the_english_ones_last() {
        let own = Words::new("fr", |tag| (tag == "fr").then_some("verdict = Verdict rendu")).unwrap();
        assert_eq!(own.say("verdict", &FluentArgs::new()).unwrap(), "Verdict rendu");
        assert_eq!(own.say("score", &FluentArgs::new()).unwrap(), "Score");
        let broken = Words::new("fr", |_| Some("a = b\nverdict = { $x\n")).unwrap_err().to_string();
        assert!(broken.starts_with("words/fr.ftl, line "), "{broken}");
    }

    #[test]
    fn an_escape_that_ends_within_a_character_is_an_error() {
        for (text, line) in [
            ("a = { \"\\uä\" }", 1),
            ("a = b\nc = { \"\\u00e漢\" }", 2),
            ("a = { \"\\\"\\U01F4👍\" }", 1),
            ("a = { $n ->\n *[x] { \"\\u\u{fffd}\" }\n}", 2),
        ] {
            let why = values("de.ftl", text).unwrap_err().to_string();
            assert!(why.starts_with(&format!("de.ftl, line {line}: ")), "{why}");
        }
        for text in ["a = { \"\\u00e4ä\" }", "a = C:\\uä", "a = { \"\\U01F44Dä\" }"] {
            assert_eq!(values("de.ftl", text).unwrap()[0].0, "a");
        }
        assert!(values("de.ftl", "a = { \"\\ug\" }").is_err());
    }

    #[test]
    fn a_value_that_is_missing_is_told() {
        let why = words("en").unwrap().say("quoted", &FluentArgs::new()).unwrap_err();
        assert!(why.contains("text"), "{why}");
    }
}
