//! All that can go wrong with a plugin, each told apart and with the plugin's name in it.

use std::{fmt, io, path::PathBuf};

use claims_model::Handle;

use crate::{Crash, Kind};

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file cannot be used as a plugin.
    #[error("{}: {why}", path.display())]
    Load {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: Unloadable,
    },
    /// A plugin that the program was linked with cannot be used.
    #[error("a plugin in this program: {0}")]
    Linked(Unloadable),
    /// The plugin is of another kind.
    #[error("{plugin} is no {kind}")]
    NotThisKind {
        /// The plugin.
        plugin: String,
        /// What it was asked to be.
        kind: Kind,
    },
    /// The plugin says that it cannot answer, and why.
    #[error("{plugin} failed: {message}")]
    Failed {
        /// The plugin.
        plugin: String,
        /// Its own words.
        message: String,
    },
    /// A bug in the plugin stopped it.
    #[error("{plugin} stopped at a bug of its own: {message}")]
    Panicked {
        /// The plugin.
        plugin: String,
        /// What the panic said.
        message: String,
    },
    /// The plugin's answer cannot be right.
    #[error("{plugin} gave a wrong answer: {fault}")]
    Wrong {
        /// The plugin.
        plugin: String,
        /// What is wrong with it.
        fault: Fault,
    },
    /// The same, as the plugin's own process found it.
    #[error("{plugin} gave a wrong answer: {fault}")]
    FoundWrong {
        /// The plugin.
        plugin: String,
        /// What is wrong with the answer, in words.
        fault: String,
    },
    /// Something went wrong with the plugin's own process.
    #[error("{plugin}: {why}{}", said(last_words))]
    Crashed {
        /// The plugin.
        plugin: String,
        /// What went wrong.
        why: Crash,
        /// The end of what it said on its standard error.
        last_words: String,
    },
    /// What the plugin wrote could not be written on.
    #[error(transparent)]
    Write(#[from] io::Error),
    /// What the plugin was to read could not be read.
    #[error("the file could not be read on: {0}")]
    Read(io::Error),
    /// Whoever takes the drafts wanted no more of them.
    #[error("no more drafts were wanted")]
    Unwanted,
}

/// What a plugin said last, for the end of a message.
fn said(last_words: &str) -> String {
    if last_words.is_empty() { String::new() } else { format!("; it said: {last_words}") }
}

/// What is wrong with a file that was to be loaded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unloadable {
    /// A search path could find another file by the same name.
    #[error("a plugin is loaded by its absolute path only")]
    NotAbsolute,
    /// There is nothing there, or nothing that can be read.
    #[error("cannot read the plugin: {0}")]
    Missing(String),
    /// It is a folder or something else that holds no bytes.
    #[error("the plugin is not a file")]
    NotAFile,
    /// It is only the beginning of a library; the rest was lost.
    #[error("the file is cut off: it is {found} bytes long and should be {expected} at least")]
    CutOff {
        /// How long it is.
        found: u64,
        /// How long its own table says it is.
        expected: u64,
    },
    /// The file's name does not say which plugin it holds.
    #[error("cannot tell the plugin's name from the file's; a plugin `name` is a file like libname.so")]
    NoName,
    /// The system does not take it for a library, or not for one of this machine.
    #[error("not a library that runs here: {0}")]
    NotALibrary(String),
    /// It lacks the symbol by which plugins are found.
    #[error("{}", no_entry(symbol, others))]
    NoEntry {
        /// The symbol that was looked for.
        symbol: String,
        /// The symbols of other plugins that are there.
        others: Vec<String>,
    },
    /// It holds the plugin, for a later version of the contract.
    #[error("built for a newer claims: it speaks version {theirs} of the plugin contract, this claims version 1")]
    Newer {
        /// The version that it speaks.
        theirs: u32,
    },
    /// Its constant ends before the fields that every version of it has.
    #[error("its entry is {found} bytes long and should be {expected} at least")]
    TooSmall {
        /// The size that it says it has.
        found: usize,
        /// The size of the first release.
        expected: usize,
    },
    /// Its constant says that it is larger than any can be, so it speaks of something else than its size.
    #[error("its entry says that it is {found} bytes long, and none is longer than {limit}; put its sizeof first")]
    TooLarge {
        /// The size that it says it has.
        found: usize,
        /// The greatest that is believed.
        limit: usize,
    },
    /// Its constant says something that cannot be.
    #[error("its entry is broken: {0}")]
    Broken(&'static str),
}

/// What is there in the place of an entry that is missing.
fn no_entry(symbol: &str, others: &[String]) -> String {
    /// How many others are told.
    const TOLD: usize = 5;
    if others.is_empty() {
        return format!(
            "no plugin of this version of the contract in it ({symbol} is missing); built for a newer claims?"
        );
    }
    let more = if others.len() > TOLD { ", …" } else { "" };
    format!("{symbol} is missing in it; there is {}{more}", others[..others.len().min(TOLD)].join(", "))
}

/// What places in a text are counted in: whatever the plugin counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Bytes, as a library does.
    Byte,
    /// Unicode code points, as the protocol does.
    Character,
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Byte => "byte",
            Self::Character => "character",
        })
    }
}

/// What is wrong with an answer.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// A value or a base that no score has.
    #[error("the {what} {number} for {claim} is not from 0 to 1")]
    OutOfRange {
        /// The claim.
        claim: Handle,
        /// `value` or `base`.
        what: &'static str,
        /// The number.
        number: f64,
    },
    /// A part of a score that is no number.
    #[error("a part of the score of {claim} is {amount}")]
    NotANumber {
        /// The claim.
        claim: Handle,
        /// The amount.
        amount: f64,
    },
    /// A row beyond the end of the claims.
    #[error("it speaks of claim row {0}, which does not exist")]
    NoSuchClaim(u32),
    /// A row beyond the end of the links.
    #[error("it speaks of link row {0}, which does not exist")]
    NoSuchLink(u32),
    /// A score for a claim that nobody asked about.
    #[error("it scored {0}, which nobody asked for")]
    NotASubject(Handle),
    /// Two scores for one claim.
    #[error("it scored {0} twice")]
    Twice(Handle),
    /// No score for a claim that was asked about.
    #[error("it gave no score for {0}")]
    NoScore(Handle),
    /// A text that is not UTF-8.
    #[error("a text in it is not UTF-8")]
    NotUtf8,
    /// A step of a diff that does not begin where the last one ended, or that goes back.
    #[error("a step of the diff goes from byte {start} to {end} of the {side} text, and should begin at {expected}")]
    Gap {
        /// `old` or `new`.
        side: &'static str,
        /// Where it should begin.
        expected: usize,
        /// Where it begins.
        start: usize,
        /// Where it ends.
        end: usize,
    },
    /// A step of a diff that ends within a character or beyond the text.
    #[error("byte {at} of the {side} text is not the edge of a character in it")]
    NotAnEdge {
        /// `old` or `new`.
        side: &'static str,
        /// The byte.
        at: usize,
    },
    /// A step of a diff that ends beyond the text, in code points.
    #[error("a step of the diff goes to character {at} of the {side} text, which has {length}")]
    Beyond {
        /// `old` or `new`.
        side: &'static str,
        /// Where it ends.
        at: usize,
        /// How many there are.
        length: usize,
    },
    /// A step of a diff that calls different passages the same.
    #[error(
        "it calls {unit} {old} of the old text the same as {unit} {new} of the new one, but what follows there differs"
    )]
    NotTheSame {
        /// What places are counted in.
        unit: Unit,
        /// Where it begins in the old text.
        old: usize,
        /// Where it begins in the new text.
        new: usize,
    },
    /// A diff that ends before a text does.
    #[error("the diff ends at {unit} {at} of the {side} text, which is {length} long")]
    Unfinished {
        /// What places are counted in.
        unit: Unit,
        /// `old` or `new`.
        side: &'static str,
        /// Where the diff ends.
        at: usize,
        /// How long the text is.
        length: usize,
    },
    /// A row of a table that no importer may fill.
    #[error("it drafts a row of the table {0}, which cannot be drafted")]
    Undraftable(String),
    /// A row that was not drafted.
    #[error("it speaks of {table} row {row}, which it did not draft")]
    NoSuchRow {
        /// The table.
        table: String,
        /// The row.
        row: u32,
    },
    /// A field that rows of the table do not take, or not in this form.
    #[error("{table} row {row} takes no {sort} as its {field}")]
    NoSuchField {
        /// The table.
        table: String,
        /// The row.
        row: u32,
        /// `text` or `number`.
        sort: &'static str,
        /// The field.
        field: String,
    },
    /// A relation that rows of the table do not have.
    #[error("{table} row {row} takes no relation {relation}")]
    NoSuchRelation {
        /// The table.
        table: String,
        /// The row.
        row: u32,
        /// The relation.
        relation: String,
    },
    /// A field with something in it that cannot stand there.
    #[error("{table} row {row}, {field}: {why}")]
    BadField {
        /// The table.
        table: String,
        /// The row.
        row: u32,
        /// The field.
        field: String,
        /// What is wrong with it.
        why: String,
    },
    /// A second value where there can be one.
    #[error("{table} row {row} is given its {what} twice")]
    GivenTwice {
        /// The table.
        table: String,
        /// The row.
        row: u32,
        /// The field or the relation.
        what: String,
    },
    /// A drafted row without what every such row has.
    #[error("{table} row {row} has no {what}")]
    Lacks {
        /// The table.
        table: String,
        /// The row.
        row: u32,
        /// What it lacks.
        what: &'static str,
    },
    /// A drafted row that is at odds with itself.
    #[error("{table} row {row}: {why}")]
    Contradiction {
        /// The table.
        table: String,
        /// The row.
        row: u32,
        /// In what.
        why: &'static str,
    },
    /// A suggestion of what is no passage of the text.
    #[error("a suggestion goes from {unit} {start} to {end} of the text, which {why}")]
    NotAPassage {
        /// What places are counted in.
        unit: Unit,
        /// Where it begins.
        start: usize,
        /// Where it ends.
        end: usize,
        /// Why that is none.
        why: &'static str,
    },
    /// A suggestion of a confidence that there is not.
    #[error("the confidence {0} of a suggestion is not from 0 to 1")]
    NotAConfidence(f64),
    /// A suggestion with a text that says nothing.
    #[error("the {0} of a suggestion is blank")]
    Blank(&'static str),
    /// More than any honest answer holds.
    #[error("it gives more than {limit} {what}")]
    TooMuch {
        /// What there is too much of.
        what: &'static str,
        /// How much is taken.
        limit: usize,
    },
    /// An answer to another question, such as a score from an exporter.
    #[error("it answered a question that was not asked")]
    OffTopic,
}
