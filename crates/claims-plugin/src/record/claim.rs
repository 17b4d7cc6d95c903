//! Claims as a plugin sees them.

use claims_abi::{Field, Relation};

use super::{Appearance, Finding, Grade, Link, Note, Party, Reply, Scored, Source, Stance, Verdict, record};
use crate::Rows;

record! {
    /// Something a party asserted, worded so that it can be checked.
    Claim = CLAIM
}

impl<'a> Claim<'a> {
    /// What people call it: `c12`.
    pub fn handle(self) -> &'a str {
        self.0.own_text(Field::HANDLE)
    }

    /// The permanent key, a UUID.
    pub fn key(self) -> &'a str {
        self.0.own_text(Field::KEY)
    }

    /// The wording that is checked.
    pub fn text(self) -> &'a str {
        self.0.own_text(Field::TEXT)
    }

    /// How far the desk is with it.
    pub fn status(self) -> Status {
        Status::of(self.0.own_text(Field::STATUS))
    }

    /// When it was said: `2023-08-15`, `2023`, `before 2023-08`, …
    pub fn said(self) -> Option<&'a str> {
        self.0.text(Field::SAID)
    }

    /// On what occasion.
    pub fn occasion(self) -> Option<&'a str> {
        self.0.text(Field::OCCASION)
    }

    /// Where.
    pub fn place(self) -> Option<&'a str> {
        self.0.text(Field::PLACE)
    }

    /// The language of the wording, a BCP 47 tag.
    pub fn language(self) -> Option<&'a str> {
        self.0.text(Field::LANGUAGE)
    }

    /// Why the desk checks it.
    pub fn why_checked(self) -> Option<&'a str> {
        self.0.text(Field::WHY_CHECKED)
    }

    /// Why it was withdrawn.
    pub fn withdrawn_because(self) -> Option<&'a str> {
        self.0.text(Field::WITHDRAWN_BECAUSE)
    }

    /// When the check of it was published, RFC 3339, where the exporter asks for it.
    pub fn published(self) -> Option<&'a str> {
        self.0.text(Field::PUBLISHED)
    }

    /// When the check of it was withdrawn, RFC 3339, where the exporter asks for it.
    pub fn withdrawn(self) -> Option<&'a str> {
        self.0.text(Field::WITHDRAWN)
    }

    /// Whether it was asked about.
    pub fn is_subject(self) -> bool {
        self.0.number(Field::SUBJECT).is_some()
    }

    /// Who made it.
    pub fn claimants(self) -> Rows<'a, Claimant<'a>> {
        self.0.rows(Relation::CLAIMANTS)
    }

    /// Words to find it by.
    pub fn tags(self) -> Rows<'a, Tag<'a>> {
        self.0.rows(Relation::TAGS)
    }

    /// Where it stands.
    pub fn appearances(self) -> Rows<'a, Appearance<'a>> {
        self.0.rows(Relation::APPEARANCES)
    }

    /// What it says to other claims and links.
    pub fn links_out(self) -> Rows<'a, Link<'a>> {
        self.0.rows(Relation::LINKS_OUT)
    }

    /// What other claims say to it.
    pub fn links_in(self) -> Rows<'a, Link<'a>> {
        self.0.rows(Relation::LINKS_IN)
    }

    /// The claims it was split into.
    pub fn parts(self) -> Rows<'a, Claim<'a>> {
        self.0.rows(Relation::PARTS)
    }

    /// The claim it was split from.
    pub fn part_of(self) -> Option<Claim<'a>> {
        self.0.one(Relation::PART_OF)
    }

    /// Every judgement of it, oldest first.
    pub fn grades(self) -> Rows<'a, Grade<'a>> {
        self.0.rows(Relation::GRADES)
    }

    /// The judgement of it that counts: the newest.
    pub fn grade(self) -> Option<Grade<'a>> {
        self.grades().next_back()
    }

    /// Every decision on it, oldest first.
    pub fn verdicts(self) -> Rows<'a, Verdict<'a>> {
        self.0.rows(Relation::VERDICTS)
    }

    /// The decision that counts: the newest.
    pub fn verdict(self) -> Option<Verdict<'a>> {
        self.verdicts().next_back()
    }

    /// The newest decision on the other question than that of [`Claim::verdict`]: on its picture or recording, where that
    /// one is on what is claimed, and the other way round. It counts as well.
    pub fn verdict_beside(self) -> Option<Verdict<'a>> {
        let is_on_media = self.verdict()?.is_on_media();
        self.verdicts().rev().find(|verdict| verdict.is_on_media() != is_on_media)
    }

    /// Remarks that hang on it, oldest first.
    pub fn notes(self) -> Rows<'a, Note<'a>> {
        self.0.rows(Relation::NOTES)
    }

    /// The requests for a reply about it, oldest first.
    pub fn replies(self) -> Rows<'a, Reply<'a>> {
        self.0.rows(Relation::REPLIES)
    }

    /// What the desk's rules ask to be looked at, where the exporter asks for it.
    pub fn findings(self) -> Rows<'a, Finding<'a>> {
        self.0.rows(Relation::FINDINGS)
    }

    /// What scorers answered before the call.
    pub fn scores(self) -> Rows<'a, Scored<'a>> {
        self.0.rows(Relation::SCORES)
    }

    /// The claims that speak for it and were not withdrawn.
    pub fn supporters(self) -> impl Iterator<Item = Self> + use<'a> {
        self.speakers(Stance::Supports)
    }

    /// The claims that speak against it and were not withdrawn.
    pub fn counters(self) -> impl Iterator<Item = Self> + use<'a> {
        self.speakers(Stance::Rebuts)
    }

    /// The sources it stands in, each once.
    pub fn sources(self) -> Vec<Source<'a>> {
        let mut sources = Vec::new();
        for source in self.appearances().filter_map(|place| place.version()?.source()) {
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        sources
    }

    /// The sources that those it stands in were taken from in the end, each once.
    ///
    /// Claims with an origin in common are one voice, however many repeat it.
    pub fn origins(self) -> Vec<Source<'a>> {
        let mut origins: Vec<_> = self.sources().into_iter().flat_map(Source::origins).collect();
        origins.sort();
        origins.dedup();
        origins
    }

    fn speakers(self, stance: Stance) -> impl Iterator<Item = Self> + use<'a> {
        let links = self.links_in().filter(move |link| link.stance() == stance);
        links.filter_map(Link::from).filter(|claim| claim.status() != Status::Withdrawn)
    }
}

record! {
    /// One of those who made a claim, as they stood at the time.
    Claimant = CLAIMANT
}

impl<'a> Claimant<'a> {
    /// Who.
    pub fn party(self) -> Option<Party<'a>> {
        self.0.one(Relation::PARTY)
    }

    /// The role in which it spoke.
    pub fn role(self) -> Option<&'a str> {
        self.0.text(Field::ROLE)
    }
}

record! {
    /// A word to find a claim by.
    Tag = TAG
}

impl<'a> Tag<'a> {
    /// The word.
    pub fn text(self) -> &'a str {
        self.0.own_text(Field::TEXT)
    }
}

/// The life of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Status {
    /// Recorded; not itself being checked.
    Noted,
    /// Under examination.
    Checking,
    /// A verdict was decided.
    Checked,
    /// The verdict went out.
    Published,
    /// Taken back; it counts for nothing.
    Withdrawn,
    /// A word newer than this plugin.
    Other,
}

impl Status {
    /// Its word: `checking`. One that is newer than this plugin is `other`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Noted => "noted",
            Self::Checking => "checking",
            Self::Checked => "checked",
            Self::Published => "published",
            Self::Withdrawn => "withdrawn",
            Self::Other => "other",
        }
    }

    fn of(word: &str) -> Self {
        match word {
            "noted" => Self::Noted,
            "checking" => Self::Checking,
            "checked" => Self::Checked,
            "published" => Self::Published,
            "withdrawn" => Self::Withdrawn,
            _ => Self::Other,
        }
    }
}
