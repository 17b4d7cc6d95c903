//! Rows of tables that the model keeps within other records: claimants in claims, archives in versions and so on.
//!
//! They are numbered one record after the other, so the lists of the relation say where each of them stands.

use claims_model::{Archive, Claimant, Contribution, PointHunk};

use super::{View, relation::Many};

impl<'a> View<'a> {
    pub(super) fn claimant(&self, row: usize) -> Option<&'a Claimant> {
        let (claim, at) = self.claim_claimants().whose(row)?;
        self.case.claims[claim].claimants.get(at)
    }

    pub(super) fn tag(&self, row: usize) -> Option<&'a str> {
        let (claim, at) = self.claim_tags().whose(row)?;
        self.case.claims[claim].tags.get(at).map(String::as_str)
    }

    pub(super) fn alias(&self, row: usize) -> Option<&'a str> {
        let (party, at) = self.party_aliases().whose(row)?;
        self.case.parties[party].aliases.get(at).map(String::as_str)
    }

    pub(super) fn archive(&self, row: usize) -> Option<&'a Archive> {
        let (version, at) = self.version_archives().whose(row)?;
        self.case.versions[version].version.archives.get(at)
    }

    pub(super) fn remark(&self, row: usize) -> Option<&'a str> {
        let (score, at) = self.score_remarks().whose(row)?;
        self.case.scores[score].remarks.get(at).map(String::as_str)
    }

    pub(super) fn contribution(&self, row: usize) -> Option<&'a Contribution> {
        let (score, at) = self.score_contributions().whose(row)?;
        self.case.scores[score].contributions.get(at)
    }

    pub(super) fn hunk(&self, row: usize) -> Option<&'a PointHunk> {
        let (diff, at) = self.diff_hunks().whose(row)?;
        self.case.diffs[diff].hunks.get(at)
    }

    pub(super) fn claim_claimants(&self) -> &Many {
        let lengths = || Many::runs(self.case.claims.iter().map(|claim| claim.claimants.len()));
        self.relations.claim_claimants.get_or_init(lengths)
    }

    pub(super) fn claim_tags(&self) -> &Many {
        let lengths = || Many::runs(self.case.claims.iter().map(|claim| claim.tags.len()));
        self.relations.claim_tags.get_or_init(lengths)
    }

    pub(super) fn party_aliases(&self) -> &Many {
        let lengths = || Many::runs(self.case.parties.iter().map(|party| party.aliases.len()));
        self.relations.party_aliases.get_or_init(lengths)
    }

    pub(super) fn version_archives(&self) -> &Many {
        let lengths = || Many::runs(self.case.versions.iter().map(|version| version.version.archives.len()));
        self.relations.version_archives.get_or_init(lengths)
    }

    pub(super) fn diff_hunks(&self) -> &Many {
        let lengths = || Many::runs(self.case.diffs.iter().map(|diff| diff.hunks.len()));
        self.relations.diff_hunks.get_or_init(lengths)
    }

    pub(super) fn score_remarks(&self) -> &Many {
        let lengths = || Many::runs(self.case.scores.iter().map(|score| score.remarks.len()));
        self.relations.score_remarks.get_or_init(lengths)
    }

    pub(super) fn score_contributions(&self) -> &Many {
        let lengths = || Many::runs(self.case.scores.iter().map(|score| score.contributions.len()));
        self.relations.score_contributions.get_or_init(lengths)
    }
}
