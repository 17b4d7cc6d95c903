//! Makes drafts of a review: the claim, who made it, where it stands, and another desk's verdict on it.

use std::collections::{HashMap, HashSet};

use claims_plugin::{DraftClaim, DraftSource, DraftVersion, Drafts, date, text::is_name};

use super::review::{Review, Speaker, Work};

/// How many reviews are settled together.
const BATCH: usize = 500;
/// How long their texts are at most, about.
const BATCH_BYTES: usize = 4 << 20;
/// Of how many reviews it is remembered that they were read; one that says what an older one says is known to the casebook.
const REMEMBERED: usize = 100_000;

/// What the drafts of one file have in common.
pub(super) struct Desk<'d, 'a> {
    drafts: &'d mut Drafts<'a>,
    /// The sources so far, by address.
    sources: HashMap<String, DraftVersion<'a>>,
    /// The parties whose kind is drafted: each is told once.
    kinds: HashSet<String>,
    /// Where a review was first found, by the number of what it says.
    seen: HashMap<u64, usize>,
    taken: usize,
    left_out: usize,
    /// The newest remark.
    last: String,
    /// How many reviews were taken when the drafts were last settled, and how long the texts were since then.
    settled: usize,
    bytes: usize,
}

impl<'d, 'a> Desk<'d, 'a> {
    pub(super) fn new(drafts: &'d mut Drafts<'a>) -> Self {
        let (sources, kinds, seen) = (HashMap::new(), HashSet::new(), HashMap::new());
        Self { drafts, sources, kinds, seen, taken: 0, left_out: 0, last: String::new(), settled: 0, bytes: 0 }
    }

    /// Tells the user something that no record holds, once.
    pub(super) fn remark(&mut self, text: &str) {
        // What cannot be read in a feed cannot be read again when what stands in it is read by itself.
        if self.last == text {
            return;
        }
        text.clone_into(&mut self.last);
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
    pub(super) fn take(&mut self, review: &Review<'_>) {
        let line = review.line;
        let Some(wording) = review.wording.as_deref().filter(|wording| !wording.trim().is_empty()) else {
            let what = match review.media {
                Some(_) => "a MediaReview without interpretedAsClaim",
                None => "a ClaimReview without claimReviewed",
            };
            return self.remark(&format!("line {line}: {what}"));
        };
        let said = review.said();
        if let Some(before) = self.seen.get(&said) {
            let before = *before;
            return self.remark(&format!("line {line}: it says what line {before} says"));
        }
        if self.seen.len() >= REMEMBERED {
            self.seen.clear();
        }
        self.seen.insert(said, line);
        self.settle(wording.len() + review.body.as_deref().unwrap_or_default().len());
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

    /// Lets what was drafted so far be filed, if that is enough; `bytes` is how long the texts of the next review are.
    fn settle(&mut self, bytes: usize) {
        if self.taken - self.settled >= BATCH || self.bytes >= BATCH_BYTES {
            if self.drafts.settle() {
                self.sources.clear();
                self.kinds.clear();
            }
            (self.settled, self.bytes) = (self.taken, 0);
        }
        self.bytes += bytes;
    }

    fn speakers(&mut self, claim: DraftClaim<'a>, speakers: &[Speaker<'_>], line: usize) {
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
    fn version(&mut self, work: &Work<'_>) -> DraftVersion<'a> {
        if let Some(known) = self.sources.get(work.url) {
            return *known;
        }
        let source = self.source(work);
        let version = source.version(None).state("present").origin("a ClaimReview that names it; it was not captured");
        work.archived.iter().for_each(|address| {
            version.archive(address, None);
        });
        self.sources.insert(work.url.to_owned(), version);
        version
    }

    fn source(&mut self, work: &Work<'_>) -> DraftSource<'a> {
        let title = work.title.as_deref().unwrap_or(work.url);
        let source = self.drafts.source(title).kind(work.kind).address(work.url);
        let source = source.published(work.published.as_deref().and_then(date::day).as_deref());
        match work.publisher.as_deref().filter(|name| is_name(name)) {
            Some(publisher) => {
                // As for a source that people add.
                if self.kinds.insert(publisher.to_owned()) {
                    self.drafts.party(publisher).kind("organization");
                }
                source.publisher(publisher)
            }
            None => source,
        }
    }

    fn verdict(&mut self, claim: DraftClaim<'a>, review: &Review<'_>) {
        let host = review.url.as_deref().and_then(host);
        let by = review.author.as_deref().or(host).unwrap_or("a desk that is not named");
        let at = review.published.as_deref().and_then(date::moment);
        // A verdict has its address itself.
        match (&review.url, &review.rating.label) {
            (None, _) => {
                claim.note(&format!("Reviewed by {by}."));
            }
            (Some(url), None) => {
                claim.note(&format!("Reviewed by {by}: {url}"));
            }
            (Some(_), Some(_)) => {}
        }
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
                let verdict = verdict.address(review.url.as_deref());
                if let Some(media) = &review.media {
                    // Without an address it could not be told from a verdict of the desk's own.
                    if review.url.is_some() {
                        verdict.scale("media").label(media.label.as_deref());
                    }
                    if media.label.is_none() {
                        let line = review.line;
                        let what = format!("{label:?} is no category of MediaReview, and stays as written");
                        self.remark(&format!("line {line}: {what}"));
                    }
                }
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
