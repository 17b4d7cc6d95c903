//! How rows lead to rows, as lists that can be lent.

use std::sync::OnceLock;

use claims_abi::NO_ROW;

use super::{buffer::Buffer, row_number};

/// All relations that a case has.
#[derive(Debug, Default)]
pub(super) struct Relations {
    pub(super) subjects: OnceLock<Buffer<u32>>,
    /// For each claim its place among the subjects, from 1, or 0.
    pub(super) subject_numbers: OnceLock<Buffer<u32>>,
    pub(super) claim_claimants: OnceLock<Many>,
    pub(super) claim_tags: OnceLock<Many>,
    pub(super) claim_appearances: OnceLock<Many>,
    pub(super) claim_links_out: OnceLock<Many>,
    pub(super) claim_links_in: OnceLock<Many>,
    pub(super) claim_parts: OnceLock<Many>,
    pub(super) claim_part_of: OnceLock<One>,
    pub(super) claim_grades: OnceLock<Many>,
    pub(super) claim_verdicts: OnceLock<Many>,
    pub(super) claim_notes: OnceLock<Many>,
    pub(super) claim_scores: OnceLock<Many>,
    pub(super) claim_replies: OnceLock<Many>,
    pub(super) claimant_party: OnceLock<One>,
    pub(super) party_aliases: OnceLock<Many>,
    pub(super) party_grades: OnceLock<Many>,
    pub(super) party_notes: OnceLock<Many>,
    pub(super) source_publisher: OnceLock<One>,
    pub(super) source_authors: OnceLock<Many>,
    pub(super) source_versions: OnceLock<Many>,
    pub(super) source_derived_from: OnceLock<Many>,
    pub(super) source_grades: OnceLock<Many>,
    pub(super) source_notes: OnceLock<Many>,
    pub(super) version_source: OnceLock<One>,
    pub(super) version_archives: OnceLock<Many>,
    pub(super) appearance_claim: OnceLock<One>,
    pub(super) appearance_version: OnceLock<One>,
    pub(super) appearance_via: OnceLock<Many>,
    pub(super) appearance_changes: OnceLock<Many>,
    pub(super) link_from: OnceLock<One>,
    pub(super) link_to_claim: OnceLock<One>,
    pub(super) link_to_link: OnceLock<One>,
    pub(super) link_links_in: OnceLock<Many>,
    pub(super) link_grades: OnceLock<Many>,
    pub(super) link_notes: OnceLock<Many>,
    pub(super) score_claim: OnceLock<One>,
    pub(super) score_remarks: OnceLock<Many>,
    pub(super) score_contributions: OnceLock<Many>,
    pub(super) contribution_link: OnceLock<One>,
    pub(super) change_appearance: OnceLock<One>,
    pub(super) change_version: OnceLock<One>,
    pub(super) reply_claim: OnceLock<One>,
    pub(super) reply_party: OnceLock<One>,
    pub(super) source_diffs: OnceLock<Many>,
    pub(super) diff_from: OnceLock<One>,
    pub(super) diff_to: OnceLock<One>,
    pub(super) diff_hunks: OnceLock<Many>,
    pub(super) finding_claim: OnceLock<One>,
    pub(super) claim_findings: OnceLock<Many>,
}

/// From each row to one row at most.
#[derive(Debug)]
pub(super) struct One(Buffer<u32>);

impl One {
    /// From each row to the row given for it, where [`NO_ROW`] stands for none.
    pub(super) fn of(rows: impl Iterator<Item = u32>) -> Self {
        Self(rows.collect())
    }

    pub(super) fn get(&self, row: usize) -> &[u32] {
        match self.0.get(row..=row) {
            Some([NO_ROW]) | None => &[],
            Some(one) => one,
        }
    }
}

/// From each row to any number of rows.
#[derive(Debug)]
pub(super) struct Many {
    /// Where the list of each row ends in `list`.
    ends: Buffer<u32>,
    list: Buffer<u32>,
}

impl Many {
    /// From each row to the rows listed for it; [`NO_ROW`] is left out.
    pub(super) fn of<R: Iterator<Item = u32>>(lists: impl Iterator<Item = R>) -> Self {
        let mut list = Buffer::new();
        let ends = lists.map(|rows| {
            list.extend(rows.filter(|row| *row != NO_ROW));
            row_number(list.len())
        });
        let ends = ends.collect();
        Self { ends, list }
    }

    /// From each row to the next so many rows of a table that holds them in this order.
    pub(super) fn runs(lengths: impl Iterator<Item = usize>) -> Self {
        let mut end = 0;
        let ends = lengths.map(|length| {
            end += length;
            row_number(end)
        });
        let ends = ends.collect();
        Self { ends, list: (0..row_number(end)).collect() }
    }

    /// Back along `one`, to each of `count` rows: the rows that lead to it, in their order.
    pub(super) fn back(one: &One, count: usize) -> Self {
        let mut ends = Buffer::zeros(count);
        for to in one.0.iter() {
            if let Some(end) = ends.get_mut(*to as usize) {
                *end += 1;
            }
        }
        let mut start = 0;
        for end in ends.iter_mut() {
            start += std::mem::replace(end, start);
        }
        let mut list = Buffer::zeros(start as usize);
        for (from, to) in (0..).zip(one.0.iter()) {
            // Each end starts where its list starts, and moves on with every row that is put there.
            if let Some(end) = ends.get_mut(*to as usize) {
                list[*end as usize] = from;
                *end += 1;
            }
        }
        Self { ends, list }
    }

    /// How many rows all lists have together.
    pub(super) fn total(&self) -> usize {
        self.list.len()
    }

    /// Of rows that were listed as [`Many::runs`]: whose list holds `row`, and where in it.
    pub(super) fn whose(&self, row: usize) -> Option<(usize, usize)> {
        let number = row_number(row);
        let owner = self.ends.partition_point(|end| *end <= number);
        let start = owner.checked_sub(1).map_or(0, |before| self.ends[before]);
        (owner < self.ends.len()).then(|| (owner, row - start as usize))
    }

    pub(super) fn get(&self, row: usize) -> &[u32] {
        let Some(end) = self.ends.get(row) else { return &[] };
        let start = row.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.list[start as usize..*end as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_leads_to_one_at_most() {
        let one = One::of([3, NO_ROW].into_iter());
        assert_eq!((one.get(0), one.get(1), one.get(2)), (&[3][..], &[][..], &[][..]));
    }

    #[test]
    fn the_way_back_keeps_the_order() {
        let one = One::of([1, 0, NO_ROW, 1, 9, 1].into_iter());
        let back = Many::back(&one, 3);
        assert_eq!([0, 1, 2, 3].map(|row| back.get(row)), [&[1][..], &[0, 3, 5], &[], &[]]);
    }

    #[test]
    fn runs_and_lists_leave_nothing_out() {
        let runs = Many::runs([2, 0, 1].into_iter());
        assert_eq!([0, 1, 2, 3].map(|row| runs.get(row)), [&[0, 1][..], &[], &[2], &[]]);
        assert_eq!([0, 1, 2, 3].map(|row| runs.whose(row)), [Some((0, 0)), Some((0, 1)), Some((2, 0)), None]);
        let lists = Many::of([vec![4, NO_ROW], vec![], vec![1, 2]].into_iter().map(Vec::into_iter));
        assert_eq!([0, 1, 2].map(|row| lists.get(row)), [&[4][..], &[], &[1, 2]]);
    }
}
