//! Makes drafts of a review: the claim, who made it, where it stands, and another desk's verdict on it.

use std::collections::{HashMap, HashSet};

use claims_plugin::{DraftClaim, DraftSource, DraftVersion, Drafts, date, text::is_name};

use super::review::{Review, Speaker, Work};

/// What the drafts of one file have in common.
pub(super) struct Desk<'d, 'a> {
    drafts: &'d mut Drafts<'a>,
    /// The sources so far, by address.
    sources: HashMap<String, DraftVersion<'a>>,
    /// The parties whose kind is drafted: each is told once.
    kinds: HashSet<String>,
    /// Where a review was first found, by what it says.
    seen: HashMap<String, usize>,
    taken: usize,
    left_out: usize,
}

impl<'d, 'a> Desk<'d, 'a> {
    pub(super) fn new(drafts: &'d mut Drafts<'a>) -> Self {
        let (sources, kinds, seen) = (HashMap::new(), HashSet::new(), HashMap::new());
        Self { drafts, sources, kinds, seen, taken: 0, left_out: 0 }
    }

    /// Tells the user something that no record holds.
    pub(super) fn remark(&mut self, text: &str) {
        self.left_out += 1;
        self.drafts.remark(text);
    }

    /// Says how many arrived, if not all did.
    pub(super) fn done(self) {
        if self.left_out > 0 {
            let were = if self.taken == 1 { "review was" } else { "reviews were" };
            self.drafts.remark(&format!("{} {were} read", self.taken));
        }
    }

    /// Drafts a review, or says why not.
    pub(super) fn take(&mut self, review: &Review) {
        let line = review.line;
        let Some(wording) = review.wording.as_deref().filter(|wording| !wording.trim().is_empty()) else {
            return self.remark(&format!("line {line}: a ClaimReview without claimReviewed"));
        };
        let said = format!("{:?}", Review { line: 0, ..review.clone() });
        if let Some(before) = self.seen.get(&said) {
            let before = *before;
            return self.remark(&format!("line {line}: it says what line {before} says"));
        }
        self.seen.insert(said, line);
        self.taken += 1;
        let claim = self.drafts.claim(wording).language(review.language.as_deref());
        let claim = claim.said(review.said.as_deref().and_then(date::day).as_deref());
        self.speakers(claim, &review.claimants, line);
        for work in &review.works {
            let version = self.version(work);
            let appearance = claim.stands_in(version);
            if work.first {
                appearance.first();
            }
        }
        self.verdict(claim, review);
    }

    fn speakers(&mut self, claim: DraftClaim<'a>, speakers: &[Speaker], line: usize) {
        let mut named: Vec<String> = Vec::new();
        for speaker in speakers {
            for name in speaker.name.split(';').map(str::trim).filter(|name| !name.is_empty()) {
                // Casebooks call records so.
                if !is_name(name) {
                    self.remark(&format!("line {line}: {name:?} is no name; the claim has one claimant less"));
                    continue;
                }
                let folded = name.to_lowercase();
                if named.contains(&folded) {
                    continue;
                }
                named.push(folded);
                let party = self.drafts.party(name);
                if speaker.kind.is_some() && self.kinds.insert(name.to_owned()) {
                    party.kind(speaker.kind);
                }
                claim.made_by(party, speaker.role.as_deref());
            }
        }
    }

    /// The work as a source; nobody has captured it, and its one version says so.
    fn version(&mut self, work: &Work) -> DraftVersion<'a> {
        if let Some(known) = self.sources.get(&work.url) {
            return *known;
        }
        let source = self.source(work);
        let version = source.version(None).state("present").origin("a ClaimReview that names it; it was not captured");
        work.archived.iter().for_each(|address| {
            version.archive(address, None);
        });
        self.sources.insert(work.url.clone(), version);
        version
    }

    fn source(&mut self, work: &Work) -> DraftSource<'a> {
        let title = work.title.as_deref().unwrap_or(&work.url);
        let source = self.drafts.source(title).kind(work.kind).address(work.url.as_str());
        let source = source.published(work.published.as_deref().and_then(date::day).as_deref());
        match work.publisher.as_deref().filter(|name| is_name(name)) {
            Some(publisher) => source.publisher(publisher),
            None => source,
        }
    }

    fn verdict(&mut self, claim: DraftClaim<'a>, review: &Review) {
        let host = review.url.as_deref().and_then(host);
        let by = review.author.as_deref().or(host).unwrap_or("a desk that is not named");
        let at = review.published.as_deref().and_then(date::moment);
        claim.note(&match &review.url {
            Some(url) => format!("Reviewed by {by}: {url}"),
            None => format!("Reviewed by {by}."),
        });
        match (&at, &review.published) {
            (Some(_), _) => {}
            (None, Some(raw)) => {
                claim.note(&format!("The time of this verdict is that of the import. Its date as written: {raw}"));
            }
            (None, None) => {
                claim.note("The time of this verdict is that of the import. The review has no date.");
            }
        }
        if let Some(raw) = &review.rating.raw {
            claim.note(&format!("The rating has no number here. As written: {raw}"));
        }
        match &review.rating.label {
            Some(label) => {
                let verdict = claim.verdict(label).by(by).at(at.as_deref()).because(review.body.as_deref());
                if let Some([worst, value, best]) = review.rating.numbers {
                    verdict.rating(worst, value, best);
                }
            }
            None => {
                self.remark(&format!("line {}: it has no label; the claim is taken in without a verdict", review.line))
            }
        }
    }
}

/// The host of an address.
fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1;
    rest.split(['/', '?', '#']).next().filter(|host| !host.is_empty())
}
