//! A case as tables: what the functions of the contract read.
//!
//! The records stay where they are and are lent as they are. What the model has in another form, such as a date or a
//! relation, is made for a whole column at once, the first time somebody asks for it; a second question costs nothing.

mod column;
mod index;
mod relation;
mod rows;
mod text;

use std::sync::OnceLock;

use claims_abi::{Field, Table};
use claims_model::{Archive, Case, Claimant, Contribution};

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
    within: Within<'a>,
}

/// Rows of tables that the model keeps within other records.
#[derive(Debug, Default)]
struct Within<'a> {
    claimants: OnceLock<Vec<&'a Claimant>>,
    tags: OnceLock<Vec<&'a str>>,
    aliases: OnceLock<Vec<&'a str>>,
    archives: OnceLock<Vec<&'a Archive>>,
    remarks: OnceLock<Vec<&'a str>>,
    contributions: OnceLock<Vec<&'a Contribution>>,
}

impl<'a> View<'a> {
    pub(crate) fn new(case: &'a Case, options: &'a [(String, String)]) -> Self {
        Self {
            case,
            options,
            keys: Keys::default(),
            columns: Columns::default(),
            relations: Relations::default(),
            within: Within::default(),
        }
    }

    pub(crate) const fn case(&self) -> &'a Case {
        self.case
    }

    pub(crate) fn count(&self, table: Table) -> usize {
        let case = self.case;
        match table {
            Table::CASE => 1,
            Table::CLAIM => case.claims.len(),
            Table::CLAIMANT => self.claimants().len(),
            Table::TAG => self.tags().len(),
            Table::PARTY => case.parties.len(),
            Table::ALIAS => self.aliases().len(),
            Table::SOURCE => case.sources.len(),
            Table::VERSION => case.versions.len(),
            Table::ARCHIVE => self.archives().len(),
            Table::APPEARANCE => case.appearances.len(),
            Table::LINK => case.links.len(),
            Table::GRADE => case.grades.len(),
            Table::VERDICT => case.verdicts.len(),
            Table::NOTE => case.notes.len(),
            Table::SCORE => case.scores.len(),
            Table::REMARK => self.remarks().len(),
            Table::CONTRIBUTION => self.contributions().len(),
            Table::CHANGE => case.changes.len(),
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
            (Table::CONTRIBUTION, Field::AMOUNT) => Some(self.contributions().get(row)?.amount),
            _ => None,
        }
    }

    pub(crate) fn option(&self, name: &str) -> Option<&'a str> {
        self.options.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn claimants(&self) -> &[&'a Claimant] {
        self.within.claimants.get_or_init(|| self.case.claims.iter().flat_map(|claim| &claim.claimants).collect())
    }

    fn tags(&self) -> &[&'a str] {
        let all = || self.case.claims.iter().flat_map(|claim| &claim.tags).map(String::as_str).collect();
        self.within.tags.get_or_init(all)
    }

    fn aliases(&self) -> &[&'a str] {
        let all = || self.case.parties.iter().flat_map(|party| &party.aliases).map(String::as_str).collect();
        self.within.aliases.get_or_init(all)
    }

    fn archives(&self) -> &[&'a Archive] {
        let all = || self.case.versions.iter().flat_map(|version| &version.version.archives).collect();
        self.within.archives.get_or_init(all)
    }

    fn remarks(&self) -> &[&'a str] {
        let all = || self.case.scores.iter().flat_map(|score| &score.remarks).map(String::as_str).collect();
        self.within.remarks.get_or_init(all)
    }

    fn contributions(&self) -> &[&'a Contribution] {
        self.within
            .contributions
            .get_or_init(|| self.case.scores.iter().flat_map(|score| &score.contributions).collect())
    }
}
