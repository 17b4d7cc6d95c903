//! A case as tables: what the functions of the contract read.
//!
//! The records stay where they are and are lent as they are. What the model has in another form, such as a date or a
//! relation, is made for a whole column at once, the first time somebody asks for it; a second question costs nothing.

mod buffer;
mod column;
mod index;
mod relation;
mod rows;
mod text;
mod within;

use claims_abi::{Field, Table};
use claims_model::Case;

pub(crate) use buffer::Buffer;
use column::Columns;
use index::Keys;
use relation::Relations;

pub(crate) use index::row_number;

/// A case and the options of a call, ready to be read through the contract.
pub(crate) struct View<'a> {
    case: &'a Case,
    options: &'a [(String, String)],
    keys: Keys,
    columns: Columns,
    relations: Relations,
}

impl<'a> View<'a> {
    pub(crate) fn new(case: &'a Case, options: &'a [(String, String)]) -> Self {
        Self { case, options, keys: Keys::default(), columns: Columns::default(), relations: Relations::default() }
    }

    pub(crate) const fn case(&self) -> &'a Case {
        self.case
    }

    pub(crate) fn count(&self, table: Table) -> usize {
        let case = self.case;
        match table {
            Table::CASE => 1,
            Table::CLAIM => case.claims.len(),
            Table::CLAIMANT => self.claim_claimants().total(),
            Table::TAG => self.claim_tags().total(),
            Table::PARTY => case.parties.len(),
            Table::ALIAS => self.party_aliases().total(),
            Table::SOURCE => case.sources.len(),
            Table::VERSION => case.versions.len(),
            Table::ARCHIVE => self.version_archives().total(),
            Table::APPEARANCE => case.appearances.len(),
            Table::LINK => case.links.len(),
            Table::GRADE => case.grades.len(),
            Table::VERDICT => case.verdicts.len(),
            Table::NOTE => case.notes.len(),
            Table::SCORE => case.scores.len(),
            Table::REMARK => self.score_remarks().total(),
            Table::CONTRIBUTION => self.score_contributions().total(),
            Table::CHANGE => case.changes.len(),
            Table::REPLY => case.replies.len(),
            Table::DIFF => case.diffs.len(),
            Table::HUNK => self.diff_hunks().total(),
            Table::FINDING => case.findings.len(),
            _ => 0,
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "no text and no file is so long that it shows")]
    pub(crate) fn number(&self, table: Table, row: usize, field: Field) -> Option<f64> {
        let case = self.case;
        match (table, field) {
            (Table::CLAIM, Field::SUBJECT) => {
                self.subject_numbers().get(row).copied().filter(|number| *number > 0).map(f64::from)
            }
            (Table::VERSION, _) => {
                let version = &case.versions.get(row)?.version;
                match field {
                    Field::NUMBER => Some(f64::from(version.number)),
                    Field::SIZE => Some(version.size as f64),
                    _ => None,
                }
            }
            (Table::APPEARANCE, _) => {
                let appearance = case.appearances.get(row)?;
                match field {
                    Field::START => Some(appearance.quote.as_ref()?.start as f64),
                    Field::END => Some(appearance.quote.as_ref()?.end as f64),
                    Field::FIRST => Some(f64::from(u8::from(appearance.first))),
                    _ => None,
                }
            }
            (Table::VERDICT, _) => {
                let rating = case.verdicts.get(row)?.rating?;
                match field {
                    Field::VALUE => Some(f64::from(rating.value)),
                    Field::WORST => Some(f64::from(rating.worst)),
                    Field::BEST => Some(f64::from(rating.best)),
                    _ => None,
                }
            }
            (Table::SCORE, Field::VALUE) => case.scores.get(row)?.value,
            (Table::SCORE, Field::BASE) => case.scores.get(row)?.base,
            (Table::CONTRIBUTION, Field::AMOUNT) => Some(self.contribution(row)?.amount),
            (Table::HUNK, _) => {
                let hunk = self.hunk(row)?;
                match field {
                    Field::OLD_START => Some(hunk.old.start as f64),
                    Field::OLD_END => Some(hunk.old.end as f64),
                    Field::NEW_START => Some(hunk.new.start as f64),
                    Field::NEW_END => Some(hunk.new.end as f64),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    pub(crate) fn option(&self, name: &str) -> Option<&'a str> {
        self.options.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}
