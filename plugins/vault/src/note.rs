//! The form of a note: properties, and a block of lines that shows what the record says, in an order that is fixed.

use std::fmt::{Display, Write as _};

use claims_plugin::{Case, Claim, Grade, Note as Remark, Party, Source};

use crate::escape::{in_a_link, inline, paragraphs, scalar};

/// How long another name of a note may be, in characters.
const LONGEST_ALIAS: usize = 200;

/// A note that is being written.
pub(crate) struct Note {
    properties: String,
    block: String,
}

impl Note {
    /// The note on a record: what sort of record it is, its handle and key, and the words that a person looks for.
    pub(crate) fn of(record: &str, handle: &str, key: &str, words: &str) -> Self {
        let mut alias: String = words.chars().take(LONGEST_ALIAS).collect();
        if alias.len() < words.len() {
            alias.push('…');
        }
        let mut note = Self { properties: String::new(), block: String::new() };
        let _ = writeln!(note.properties, "aliases:\n  - {}", scalar(&alias));
        note.property("record", record);
        note.property("handle", handle);
        note.property("key", key);
        note.block(format_args!("# {handle} {}", inline(words)));
        note
    }

    /// A note that is on no record.
    pub(crate) fn titled(words: &str) -> Self {
        let mut note = Self { properties: String::new(), block: String::new() };
        note.property("record", "index");
        note.block(format_args!("# {}", inline(words)));
        note
    }

    /// A property of the note.
    pub(crate) fn property(&mut self, name: &str, text: &str) {
        // Writing to a string does not fail.
        let _ = writeln!(self.properties, "claims_{name}: {}", scalar(text));
    }

    /// The same, where there is one.
    pub(crate) fn property_if(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.property(name, text);
        }
    }

    /// A property that is a number.
    pub(crate) fn number(&mut self, name: &str, number: f64) {
        let _ = writeln!(self.properties, "claims_{name}: {number:.3}");
    }

    /// A property that is a list, if there is anything in it.
    pub(crate) fn list(&mut self, name: &str, texts: impl IntoIterator<Item = String>) {
        let lines: String = texts.into_iter().map(|text| format!("  - {}\n", scalar(&text))).collect();
        if !lines.is_empty() {
            let _ = write!(self.properties, "claims_{name}:\n{lines}");
        }
    }

    /// A paragraph or a heading, written as Markdown.
    pub(crate) fn block(&mut self, markdown: impl Display) {
        let parted = if self.block.is_empty() { "" } else { "\n" };
        let _ = writeln!(self.block, "{parted}{markdown}");
    }

    /// Paragraphs of a text from outside.
    pub(crate) fn paragraphs(&mut self, text: &str) {
        let paragraphs = paragraphs(text);
        if !paragraphs.is_empty() {
            self.block(paragraphs);
        }
    }

    /// A heading with a list below it, if there is anything in that; each item is Markdown.
    pub(crate) fn section(&mut self, heading: &str, items: Vec<String>) {
        if !items.is_empty() {
            self.block(format_args!("## {heading}"));
            self.items(items);
        }
    }

    /// A list, if there is anything in it; each item is Markdown.
    pub(crate) fn items(&mut self, items: Vec<String>) {
        if !items.is_empty() {
            let lines: Vec<String> = items.iter().map(|item| format!("- {item}")).collect();
            self.block(lines.join("\n"));
        }
    }

    /// What the desk noted on the record, if the options ask for it.
    pub(crate) fn remarks<'a>(&mut self, case: Case<'a>, remarks: impl Iterator<Item = Remark<'a>>) {
        if case.option("notes") == Some("true") {
            let item = |remark: Remark<'_>| {
                format!("{} ({}, {})", inline(remark.text()), inline(remark.by()), inline(remark.at()))
            };
            self.section("Noted by the desk", remarks.map(item).collect());
        }
    }

    /// The note as it stands in the vault.
    pub(crate) fn text(&self) -> String {
        format!("---\n{}---\n%% claims:begin %%\n{}%% claims:end %%\n\n## Our own\n", self.properties, self.block)
    }
}

/// A fact with its name, if there is one.
pub(crate) fn fact(name: &str, text: Option<&str>) -> Option<String> {
    text.map(|text| format!("{name}: {}", inline(text)))
}

/// The place of a note, as links name it.
fn place(folder: &str, handle: &str) -> String {
    format!("{folder}/{handle}")
}

pub(crate) fn to_claim(claim: Claim<'_>) -> String {
    in_a_link(&place("claims", claim.handle()), claim.handle(), claim.text())
}

pub(crate) fn to_source(source: Source<'_>) -> String {
    in_a_link(&place("sources", source.handle()), source.handle(), source.title())
}

pub(crate) fn to_party(party: Party<'_>) -> String {
    in_a_link(&place("parties", party.handle()), party.handle(), party.name())
}

/// A link that stands alone in a property.
pub(crate) fn property_link(folder: &str, handle: &str) -> String {
    format!("[[{}]]", place(folder, handle))
}

/// A judgement with its meaning and its reason.
pub(crate) fn judgement(grade: Grade<'_>) -> String {
    let letter = grade.reliability().or(grade.credibility()).unwrap_or_default();
    let because = grade.because().map(|because| format!(": {}", inline(because))).unwrap_or_default();
    format!("{} ({}){because}", inline(letter), inline(grade.meaning()))
}
