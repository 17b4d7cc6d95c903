//! What rules read: a claim with what bears on it, and what claims have in common, read once.

use std::{
    cell::{OnceCell, RefCell},
    collections::HashMap,
};

use claims_model::{
    Appearance, Claim, Filed, Grading, Key, Kind, Link, Source, Stance, Status, Target, Verdict, Version,
};
use claims_store::Records;

use super::{correction::History, quote::Touched};
use crate::{
    desk::Desk,
    failure::Outcome,
    plugins::{self, Kind as PluginKind, Tool},
};

/// The casebook, as far as more than one claim asks for the same.
pub(crate) struct Book<'r, 'c> {
    pub(super) records: &'r Records<'c>,
    pub(super) desk: &'r Desk<'r>,
    differ: OnceCell<Tool>,
    origins: RefCell<HashMap<Key, Vec<Key>>>,
    touched: RefCell<HashMap<Key, HashMap<Key, Vec<Touched>>>>,
    history: OnceCell<History>,
}

impl<'r, 'c> Book<'r, 'c> {
    pub(crate) fn of(records: &'r Records<'c>, desk: &'r Desk<'r>) -> Self {
        let (differ, history) = (OnceCell::new(), OnceCell::new());
        Self { records, desk, differ, origins: RefCell::default(), touched: RefCell::default(), history }
    }

    /// The differ of the settings, found when the first edited source comes up.
    pub(super) fn differ(&self) -> Outcome<&Tool> {
        if let Some(differ) = self.differ.get() {
            return Ok(differ);
        }
        let found = plugins::find(self.desk, PluginKind::Differ, &self.desk.settings.plugins.differ, &[])?;
        Ok(self.differ.get_or_init(|| found))
    }

    /// What the log says about publications, read when it first matters.
    pub(super) fn history(&self) -> Outcome<&History> {
        if let Some(history) = self.history.get() {
            return Ok(history);
        }
        let read = History::read(self.records)?;
        Ok(self.history.get_or_init(|| read))
    }

    /// What became of the quotes of a claim in the newest version of a source.
    pub(super) fn touched(&self, source: Key, claim: Key) -> Outcome<Vec<Touched>> {
        if let Some(by_claim) = self.touched.borrow().get(&source) {
            return Ok(by_claim.get(&claim).cloned().unwrap_or_default());
        }
        let by_claim = Touched::in_newest(self, source)?;
        let found = by_claim.get(&claim).cloned().unwrap_or_default();
        self.touched.borrow_mut().insert(source, by_claim);
        Ok(found)
    }

    /// What a source was taken from in the end, itself where it repeats nothing.
    ///
    /// Sources that derive from each other in a circle count as their own origins, as they do for scorers.
    pub(super) fn origins(&self, source: Key) -> Outcome<Vec<Key>> {
        if let Some(known) = self.origins.borrow().get(&source) {
            return Ok(known.clone());
        }
        let (mut seen, mut origins, mut next) = (vec![source], Vec::new(), 0);
        while let Some(key) = seen.get(next).copied() {
            next += 1;
            let Some(found) = self.records.find::<Source>(key)? else { continue };
            if found.derived_from.is_empty() {
                origins.push(key);
            }
            for parent in &found.derived_from {
                if !seen.contains(parent) {
                    seen.push(*parent);
                }
            }
        }
        let origins = if origins.is_empty() { seen } else { origins };
        self.origins.borrow_mut().insert(source, origins.clone());
        Ok(origins)
    }

    /// The handle of a record.
    pub(super) fn handle(&self, kind: Kind, key: Key) -> Outcome<String> {
        Ok(self.records.handle(kind, key)?.map_or_else(|| key.to_string(), |handle| handle.to_string()))
    }

    /// Whether the newest grade of a record says anything: F, 6 and no grade at all do not.
    pub(super) fn is_graded(&self, subject: Key) -> Outcome<bool> {
        let newest = self.records.grades_of(subject)?.pop();
        Ok(newest.is_some_and(|grade| match grade.grading {
            Grading::Reliability(reliability) => reliability != claims_model::Reliability::F,
            Grading::Credibility(credibility) => credibility != claims_model::Credibility::Six,
        }))
    }
}

/// A statement that speaks to the claim.
pub(super) struct Evidence {
    pub(super) link: Filed<Link>,
    pub(super) claim: Filed<Claim>,
    pub(super) appearances: Vec<Filed<Appearance>>,
}

/// A claim that is looked at, and what bears on it.
pub(crate) struct Subject<'b, 'c> {
    pub(super) book: &'b Book<'b, 'c>,
    pub(super) claim: &'b Filed<Claim>,
    /// How many verdicts there were.
    pub(super) verdicts: usize,
    /// The verdict that counts; none while the claim is being checked.
    pub(super) verdict: Option<Verdict>,
    pub(super) appearances: Vec<Filed<Appearance>>,
    /// What rebuts or supports it, and was not withdrawn.
    pub(super) evidence: Vec<Evidence>,
}

impl<'b, 'c> Subject<'b, 'c> {
    /// The claim, whatever the desk has decided on it so far.
    pub(crate) fn of(book: &'b Book<'b, 'c>, claim: &'b Filed<Claim>) -> Outcome<Self> {
        let records = book.records;
        let mut decided = records.verdicts_of(claim.key)?;
        let verdicts = decided.len();
        let verdict = decided.pop().map(|verdict| verdict.record);
        let mut evidence = Vec::new();
        for link in records.links_to(Target::Claim(claim.key))? {
            if link.stance == Stance::Context {
                continue;
            }
            let from = records.find::<Claim>(link.from)?.filter(|from| from.status != Status::Withdrawn);
            if let Some(claim) = from {
                let appearances = records.appearances_of(claim.key)?;
                evidence.push(Evidence { link, claim, appearances });
            }
        }
        let appearances = records.appearances_of(claim.key)?;
        Ok(Self { book, claim, verdicts, verdict, appearances, evidence })
    }

    /// The sources that some appearances stand in, each once.
    pub(super) fn sources<'a>(&self, of: impl Iterator<Item = &'a Filed<Appearance>>) -> Outcome<Vec<Key>> {
        let mut sources = Vec::new();
        for appearance in of {
            let version = self.book.records.find::<Version>(appearance.version)?;
            sources.extend(version.map(|version| version.source).filter(|source| !sources.contains(source)));
        }
        Ok(sources)
    }

    /// How the label of the verdict is typed; a word from elsewhere is not put into a command that people copy.
    pub(super) fn typed_label(&self) -> &str {
        let is_plain = |label: &&str| label.chars().all(|c| c.is_alphanumeric() || c == '-') && !label.starts_with('-');
        self.verdict.as_ref().map(|verdict| verdict.label.as_str()).filter(is_plain).unwrap_or("LABEL")
    }

    /// The claim and every statement that speaks to it.
    pub(super) fn statements(&self) -> impl Iterator<Item = &Filed<Claim>> {
        std::iter::once(self.claim).chain(self.evidence.iter().map(|one| &one.claim))
    }
}
