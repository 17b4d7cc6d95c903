//! Turns what an importer drafted into records: what the casebook has already stays what it is, but for claims that are
//! drafted by their key and for reviews that have changed, and the rest is new.

mod batch;
mod changed;
mod decided;
mod known;
mod later;
mod links;
mod news;
mod parties;
mod records;
mod review;
mod seen;
mod sources;
mod wanted;

use std::collections::HashMap;

use claims_host::Drafts;
use claims_model::{Claim, Key, Kind, Status, Timestamp, Verb, Verdict};
use claims_store::{Records, Writing};

use seen::Seen;

use crate::{
    desk::{Desk, Draft},
    failure::Outcome,
};

pub(crate) use changed::Altered;
pub(crate) use news::{New, News, What};

/// The reasons of a verdict that came without any.
const NO_REASONS: &str = "The file gives no reasons.";
/// The scale of verdicts that another desk decided.
const IMPORTED: &str = "imported";

/// How many names are remembered, so that the record need not be asked for those that come often.
const NAMES: usize = 50_000;
/// How many new claims are remembered by their keys.
const CLAIMS: usize = 10_000;

/// What became of all drafts so far.
#[derive(Debug, Default)]
pub(crate) struct Filed {
    /// How many parties, sources, claims and links are new.
    pub(crate) parties: usize,
    pub(crate) sources: usize,
    pub(crate) claims: usize,
    pub(crate) links: usize,
    /// The keys of the first new claims, in the order of the drafts.
    pub(crate) first: Vec<Key>,
    /// Those of claims that the casebook has, and that read otherwise now.
    pub(crate) changed: Vec<Key>,
    /// What of them does.
    pub(crate) altered: Vec<Altered>,
    /// The lines and wordings of new claims that are said to be checked, or published, and came without a verdict.
    pub(crate) undecided: Vec<(Option<u64>, String, Status)>,
    /// How many of the claims were there already.
    pub(crate) known: usize,
}

/// The key of a draft, and whether the record is there already.
#[derive(Clone, Copy)]
struct Place {
    key: Key,
    is_known: bool,
}

impl Place {
    fn of(known: Option<Key>, draft: &Draft<'_>) -> Self {
        Self { key: known.unwrap_or_else(|| draft.key()), is_known: known.is_some() }
    }
}

/// Where a file comes from.
#[derive(Debug, Clone, Default)]
pub(crate) struct Feed {
    /// The feed that it is the newest of, as the user says.
    pub(crate) said: Option<String>,
    /// The name of the file.
    pub(crate) file: Option<String>,
}

/// An import under way: takes drafts as they come, and performs what is new of them as one deed of several operations.
pub(crate) struct Intake<'a> {
    desk: &'a Desk<'a>,
    /// The time of all of it.
    at: Timestamp,
    /// How many operations there are.
    parts: usize,
    feed: Feed,
    /// Those who were named, in small letters.
    names: HashMap<String, Key>,
    seen: Seen,
    /// Reviews that cannot be told from others yet, each as a draft by itself.
    later: Vec<Drafts>,
    pub(crate) filed: Filed,
    pub(crate) news: News,
}

impl<'a> Intake<'a> {
    /// `shown` is how many pieces of news of each sort are wanted at the end.
    pub(crate) fn new(desk: &'a Desk<'a>, records: &Records<'_>, feed: Feed, shown: usize) -> Outcome<Self> {
        let seen = Seen::new((records.highest(Kind::Claim)?, records.highest(Kind::Verdict)?));
        let news = News::new(shown);
        let (names, later, filed) = (HashMap::new(), Vec::new(), Filed::default());
        Ok(Self { desk, at: desk.world.now(), parts: 0, feed, names, seen, later, filed, news })
    }

    /// Performs what is new in some drafts, and what changes claims that are drafted by their key.
    pub(crate) fn take(&mut self, writing: &mut Writing<'_>, drafts: &Drafts) -> Outcome<()> {
        if self.names.len() >= NAMES {
            self.names.clear();
        }
        let mut draft = self.draft(writing)?;
        // A claim, a verdict, and at times a party.
        draft.reserve(drafts.claims().len() * 5 / 2);
        self.file(writing, &mut draft, drafts, true)?;
        self.perform(writing, draft)?;
        if self.later.len() >= later::MOST { self.decide(writing) } else { Ok(()) }
    }

    /// Ends it, when all was taken: decides what could not be decided before, and finds what is gone.
    pub(crate) fn finish(&mut self, writing: &mut Writing<'_>) -> Outcome<()> {
        self.decide(writing)?;
        let mut failed = Ok(());
        let Self { seen, news, feed, .. } = self;
        seen.each_gone(writing, feed.said.as_deref(), |number, feed| {
            if news.is_full(What::Gone) {
                return news.count_one(What::Gone);
            }
            match writing.get::<Claim>(number) {
                Ok(Some(claim)) => news.add(What::Gone, &claim, &claim.text, feed, true),
                Ok(None) => {}
                Err(error) => failed = Err(error),
            }
        })?;
        Ok(failed?)
    }

    /// Whether nothing was performed.
    pub(crate) const fn is_empty(&self) -> bool {
        self.parts == 0
    }

    fn draft(&self, records: &Records<'_>) -> Outcome<Draft<'a>> {
        let mut draft = self.desk.draft(records)?;
        draft.at = self.at;
        Ok(draft)
    }

    fn perform(&mut self, writing: &mut Writing<'_>, draft: Draft<'_>) -> Outcome<()> {
        if !draft.is_empty() {
            writing.perform_part(&draft.part(Verb::Import, self.parts > 0))?;
            self.parts += 1;
        }
        Ok(())
    }

    /// The feed to keep with a review that came with this file.
    fn feed_of(&self, verdict: &Verdict) -> Option<String> {
        verdict.address.as_ref()?;
        self.feed.said.clone().or_else(|| verdict.feed.clone()).or_else(|| self.feed.file.clone())
    }
}
