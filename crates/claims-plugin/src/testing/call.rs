//! Calls a plugin as claims does: through its entry, with a case to read and a sink to answer to.

#![allow(unsafe_code, reason = "a plugin's functions are called through pointers")]

use std::{ffi::CStr, ptr};

use claims_abi::{Bytes, Differ, Exporter, Finder, Host, Importer, Plugin, Scorer, Status, Str, StreamingImporter};

use super::{
    Case, Error, Found, Score,
    drafting::Drafting,
    host::HOST,
    hunks::Hunks,
    scores::Scores,
    sink::{Answer, Sink, Stream, off_topic},
    suggestions::Suggestions,
};
use crate::Hunk;

/// Calls a plugin: the `PLUGIN` that [`export!`](crate::export) declares.
///
/// ```
/// use claims_plugin::{Case, Drafts, Failure, Finder, Importer, Suggestion, export, testing::{Error, call}};
///
/// /// Takes the file for one claim; suggests the first line of a text, and panics where there is none.
/// #[derive(Default)]
/// struct Whole;
///
/// impl Importer for Whole {
///     fn import(&self, options: Case<'_>, bytes: &[u8], drafts: &mut Drafts<'_>) -> Result<(), Failure> {
///         let who = options.option("who").ok_or_else(|| Failure::new("set the option `who`"))?;
///         drafts.claim(str::from_utf8(bytes)?).claimant(who, None);
///         Ok(())
///     }
/// }
///
/// impl Finder for Whole {
///     fn find<'t>(&self, _: Case<'_>, text: &'t str) -> Result<Vec<Suggestion<'t>>, Failure> {
///         let line = text.lines().next().expect("a line");
///         Ok(vec![Suggestion::at(0..line.len(), 0.9)])
///     }
/// }
///
/// export!(whole: importer Whole, finder Whole);
///
/// # fn main() -> Result<(), Error> {
/// let drafted = call(&PLUGIN).with("who", "Ines Prado").import(b"It is closed")?;
/// let parties: Vec<_> = drafted.read().parties().map(|party| party.name()).collect();
/// assert_eq!(parties, ["Ines Prado"]);
/// assert_eq!(call(&PLUGIN).import(b"").err(), Some(Error::Failed("set the option `who`".to_owned())));
///
/// let found = call(&PLUGIN).find("It is closed.\nNobody knows why.")?;
/// assert_eq!((found[0].passage, found[0].confidence), ("It is closed.", 0.9));
/// assert!(matches!(call(&PLUGIN).find(""), Err(Error::Panicked(_))));
/// # Ok(())
/// # }
/// ```
pub const fn call(plugin: &'static Plugin) -> Call {
    Call { plugin, options: Vec::new() }
}

/// A plugin that is about to be called, and the options that it is given.
///
/// Each call is a new one: nothing is kept from the one before, and the answers can be compared.
#[derive(Debug, Clone)]
#[must_use]
pub struct Call {
    plugin: &'static Plugin,
    options: Vec<(String, String)>,
}

impl Call {
    /// Sets an option; the last value of a name counts. What the manifest says of options is not looked at: give the
    /// defaults too.
    pub fn with(mut self, option: &str, value: &str) -> Self {
        self.options.push((option.to_owned(), value.to_owned()));
        self
    }

    /// Scores the claims that the case asks about; the scores come in their order.
    ///
    /// # Errors
    /// When the plugin is no scorer, fails, panics, or gives a score that cannot be right.
    pub fn score(&self, case: &Case) -> Result<Vec<Score>, Error> {
        let score = self.functions::<Scorer>(Scorer::ID, "scorer")?.score.ok_or(Error::NotThisKind("scorer"))?;
        let answer = Answer::Scores(Scores::new(&case.tables));
        // SAFETY: what `ask` passes lives until the call returns.
        match self.ask(case, answer, |host, case, sink| unsafe { score(host, case, sink) })? {
            Answer::Scores(scores) => scores.finish().map_err(Error::Wrong),
            _ => Err(Error::Wrong(off_topic())),
        }
    }

    /// The way from `old` to `new`; steps over nothing are left out.
    ///
    /// # Errors
    /// When the plugin is no differ, fails, panics, or gives a way that leads elsewhere.
    pub fn diff(&self, old: &str, new: &str) -> Result<Vec<Hunk>, Error> {
        let diff = self.functions::<Differ>(Differ::ID, "differ")?.diff.ok_or(Error::NotThisKind("differ"))?;
        let (was, now) = (Str::lend(old), Str::lend(new));
        let answer = Answer::Hunks(Hunks::new(old, new));
        // SAFETY: what `ask` passes lives until the call returns, and so do both texts.
        match self.ask(&Case::empty(), answer, |host, case, sink| unsafe { diff(host, case, sink, was, now) })? {
            Answer::Hunks(hunks) => hunks.finish().map_err(Error::Wrong),
            _ => Err(Error::Wrong(off_topic())),
        }
    }

    /// The bytes of the file that an exporter makes of the case.
    ///
    /// # Errors
    /// When the plugin is no exporter, fails or panics.
    pub fn export(&self, case: &Case) -> Result<Vec<u8>, Error> {
        let write = self.functions::<Exporter>(Exporter::ID, "exporter")?.write_out;
        let write = write.ok_or(Error::NotThisKind("exporter"))?;
        // SAFETY: what `ask` passes lives until the call returns.
        match self.ask(case, Answer::Bytes(Vec::new()), |host, case, sink| unsafe { write(host, case, sink) })? {
            Answer::Bytes(written) => Ok(written),
            _ => Err(Error::Wrong(off_topic())),
        }
    }

    /// The records that an importer drafts of a file, as a case: read it, or give it to another plugin.
    ///
    /// A quote that stands in its version once, or where the draft says, has a
    /// [`range`](crate::Appearance::range) there; one that has none, claims would refuse.
    ///
    /// # Errors
    /// When the plugin is no importer, fails, panics, or drafts what can be no record.
    pub fn import(&self, bytes: &[u8]) -> Result<Case, Error> {
        let read = self.functions::<Importer>(Importer::ID, "importer")?.read_in;
        let (read, file) = (read.ok_or(Error::NotThisKind("importer"))?, Bytes::lend(bytes));
        let answer = Answer::Drafts(Box::<Drafting>::default());
        // SAFETY: what `ask` passes lives until the call returns, and so do the bytes.
        let answer = self.ask(&Case::empty(), answer, |host, case, sink| unsafe { read(host, case, sink, file) })?;
        drafted(answer)
    }

    /// The records that a streaming importer drafts of a file, a case for each part that it said stands by itself, and
    /// one for what it drafted after the last of them. The file comes in pieces of at most so many bytes.
    ///
    /// # Errors
    /// As for [`Call::import`].
    pub fn stream(&self, bytes: &[u8], piece: usize) -> Result<Vec<Case>, Error> {
        let functions = self.functions::<StreamingImporter>(StreamingImporter::ID, "streaming importer")?;
        let stream = functions.stream_in.ok_or(Error::NotThisKind("streaming importer"))?;
        let answer = Answer::Stream(Stream { file: bytes, piece, drafts: Box::default(), settled: Vec::new() });
        // SAFETY: what `ask` passes lives until the call returns.
        match self.ask(&Case::empty(), answer, |host, case, sink| unsafe { stream(host, case, sink) })? {
            Answer::Stream(mut stream) => {
                stream.settle().map_err(Error::Wrong)?;
                Ok(stream.settled.into_iter().map(Case::new).collect())
            }
            _ => Err(Error::Wrong(off_topic())),
        }
    }

    /// What a finder takes for claims in a text, in its own order.
    ///
    /// # Errors
    /// When the plugin is no finder, fails, panics, or points at what is no passage of the text.
    pub fn find<'t>(&self, text: &'t str) -> Result<Vec<Found<'t>>, Error> {
        let find = self.functions::<Finder>(Finder::ID, "finder")?.find.ok_or(Error::NotThisKind("finder"))?;
        let (given, answer) = (Str::lend(text), Answer::Suggestions(Suggestions::new(text)));
        // SAFETY: what `ask` passes lives until the call returns, and so does the text.
        match self.ask(&Case::empty(), answer, |host, case, sink| unsafe { find(host, case, sink, given) })? {
            Answer::Suggestions(suggestions) => Ok(suggestions.found),
            _ => Err(Error::Wrong(off_topic())),
        }
    }

    /// The functions of a kind; `T` must be the struct of that id.
    fn functions<T>(&self, id: &CStr, kind: &'static str) -> Result<&'static T, Error> {
        let functions = self.plugin.kind.ok_or(Error::NotThisKind(kind))?;
        // SAFETY: who made the constant promised that it gives, for an id that ends with a NUL, the functions of that
        // kind, which are there for ever, or NULL.
        unsafe { functions(id.as_ptr()).cast::<T>().as_ref() }.ok_or(Error::NotThisKind(kind))
    }

    /// Lends the case with the options, and a sink, for one call.
    fn ask<'a>(
        &self,
        case: &Case,
        answer: Answer<'a>,
        call: impl FnOnce(*const Host, *const claims_abi::Case, *mut claims_abi::Sink) -> Status,
    ) -> Result<Answer<'a>, Error> {
        let lent = Case { options: self.options.clone(), ..case.clone() };
        let mut sink = Sink::new(answer);
        let status = call(&raw const HOST, lent.lent(), ptr::from_mut(&mut sink).cast());
        sink.settle(status)
    }
}

/// The case that drafts come to.
pub(super) fn drafted(answer: Answer<'_>) -> Result<Case, Error> {
    match answer {
        Answer::Drafts(drafts) => drafts.finish().map(Case::new).map_err(Error::Wrong),
        _ => Err(Error::Wrong(off_topic())),
    }
}
