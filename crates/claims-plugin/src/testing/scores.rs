//! What a scorer answered, and the rules for it: one score for each subject, of numbers that a score can have.

use claims_abi::{Field, NO_ROW, Relation, Table};

use super::tables::Tables;

/// The score of a claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// The claim, by its handle: `c1`.
    pub claim: String,
    /// From 0 to 1; absent when undetermined.
    pub value: Option<f64>,
    /// What the value starts from, from 0 to 1, where the scorer says it.
    pub base: Option<f64>,
    /// What a reader must know to trust it, in the order given.
    pub remarks: Vec<String>,
    /// What led to the value, in the order given.
    pub contributions: Vec<Part>,
}

/// One part of a score.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The link behind it, by its handle: `l1`.
    pub link: Option<String>,
    /// What it is, in a few words.
    pub because: String,
    /// What it adds to the base; below 0 where it takes away.
    pub amount: f64,
}

/// The scores so far.
#[derive(Debug)]
pub(super) struct Scores<'c> {
    tables: &'c Tables,
    /// One for each subject, in their order, and whether it was given.
    answers: Vec<(Score, bool)>,
}

impl<'c> Scores<'c> {
    pub(super) fn new(tables: &'c Tables) -> Self {
        let subjects = tables.row(Table::CASE, 0).map_or(&[][..], |case| case.related(Relation::SUBJECTS));
        let unanswered = |row: &u32| {
            let claim = handle(tables, Table::CLAIM, *row).unwrap_or_default();
            (Score { claim, value: None, base: None, remarks: Vec::new(), contributions: Vec::new() }, false)
        };
        Self { tables, answers: subjects.iter().map(unanswered).collect() }
    }

    pub(super) fn score(&mut self, claim: u32, value: Option<f64>, base: Option<f64>) -> Result<(), String> {
        let (score, given) = self.subject(claim)?;
        for (what, number) in [("value", value), ("base", base)] {
            if let Some(number) = number.filter(|number| !(0.0..=1.0).contains(number)) {
                return Err(format!("the {what} {number} for {} is not from 0 to 1", score.claim));
            }
        }
        if std::mem::replace(given, true) {
            return Err(format!("it scored {} twice", score.claim));
        }
        (score.value, score.base) = (value, base);
        Ok(())
    }

    pub(super) fn contribution(&mut self, claim: u32, link: u32, because: &[u8], amount: f64) -> Result<(), String> {
        let tables = self.tables;
        let (score, _) = self.subject(claim)?;
        let because = words(because)?;
        if !amount.is_finite() {
            return Err(format!("a part of the score of {} is {amount}", score.claim));
        }
        let link = match link {
            NO_ROW => None,
            row => {
                let link = handle(tables, Table::LINK, row);
                Some(link.ok_or_else(|| format!("it speaks of link row {row}, which does not exist"))?)
            }
        };
        score.contributions.push(Part { link, because, amount });
        Ok(())
    }

    pub(super) fn remark(&mut self, claim: u32, text: &[u8]) -> Result<(), String> {
        self.subject(claim)?.0.remarks.push(words(text)?);
        Ok(())
    }

    pub(super) fn finish(self) -> Result<Vec<Score>, String> {
        let answers = self.answers.into_iter();
        let given = |(score, given): (Score, bool)| {
            if given { Ok(score) } else { Err(format!("it gave no score for {}", score.claim)) }
        };
        answers.map(given).collect()
    }

    /// The answer about a claim that was asked about.
    fn subject(&mut self, row: u32) -> Result<(&mut Score, &mut bool), String> {
        let claim = self.tables.row(Table::CLAIM, row);
        let claim = claim.ok_or_else(|| format!("it speaks of claim row {row}, which does not exist"))?;
        let handle = claim.text(Field::HANDLE).unwrap_or_default();
        // Its place among them, from 1.
        let place = claim.number(Field::SUBJECT);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is a place that `ask` gave")]
        let answer = place.and_then(|place| self.answers.get_mut((place as usize).checked_sub(1)?));
        answer.map(|(score, given)| (score, given)).ok_or_else(|| format!("it scored {handle}, which nobody asked for"))
    }
}

fn handle(tables: &Tables, table: Table, row: u32) -> Option<String> {
    Some(tables.row(table, row)?.text(Field::HANDLE)?.to_owned())
}

fn words(bytes: &[u8]) -> Result<String, String> {
    let text = str::from_utf8(bytes).map_err(|_| "a text in it is not UTF-8".to_owned())?;
    Ok(text.to_owned())
}
