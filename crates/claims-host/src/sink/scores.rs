//! Takes scores: one for each subject, of numbers that a score can have.

use std::borrow::Cow;

use claims_abi::NO_ROW;
use claims_model::{Case, Claim, Contribution, Filed, Score};

use crate::{Fault, View, view::Buffer};

/// The scores so far.
pub(crate) struct Scores<'a> {
    case: &'a Case,
    subjects: &'a [u32],
    /// For each claim its place among the subjects, from 1, or 0.
    subject_numbers: &'a [u32],
    /// One for each subject, in their order.
    answers: Vec<Score>,
    /// For each of them 1 once it came.
    given: Buffer<u32>,
}

impl<'a> Scores<'a> {
    pub(super) fn new(view: &'a View<'_>, scorer: Cow<'static, str>) -> Self {
        let (case, subjects) = (view.case(), view.subjects());
        let unanswered = |row: &u32| Score {
            claim: case.claims[*row as usize].key,
            scorer: scorer.clone(),
            value: None,
            base: None,
            remarks: Vec::new(),
            contributions: Vec::new(),
        };
        let answers = subjects.iter().map(unanswered).collect();
        let subject_numbers = view.subject_numbers();
        Self { case, subjects, subject_numbers, answers, given: Buffer::zeros(subjects.len()) }
    }

    pub(crate) fn score(&mut self, claim: u32, value: Option<f64>, base: Option<f64>) -> Result<(), Fault> {
        let (at, record) = self.subject(claim)?;
        for (what, number) in [("value", value), ("base", base)] {
            if let Some(number) = number.filter(|number| !(0.0..=1.0).contains(number)) {
                return Err(Fault::OutOfRange { claim: record.handle, what, number });
            }
        }
        if std::mem::replace(&mut self.given[at], 1) == 1 {
            return Err(Fault::Twice(record.handle));
        }
        (self.answers[at].value, self.answers[at].base) = (value, base);
        Ok(())
    }

    pub(crate) fn contribution(
        &mut self,
        claim: u32,
        link: u32,
        because: Option<String>,
        amount: f64,
    ) -> Result<(), Fault> {
        let (at, record) = self.subject(claim)?;
        let because = because.ok_or(Fault::NotUtf8)?;
        if !amount.is_finite() {
            return Err(Fault::NotANumber { claim: record.handle, amount });
        }
        let link = match link {
            NO_ROW => None,
            row => Some(self.case.links.get(row as usize).ok_or(Fault::NoSuchLink(row))?.key),
        };
        self.answers[at].contributions.push(Contribution { link, because, amount });
        Ok(())
    }

    pub(crate) fn remark(&mut self, claim: u32, text: Option<String>) -> Result<(), Fault> {
        let (at, _) = self.subject(claim)?;
        self.answers[at].remarks.push(text.ok_or(Fault::NotUtf8)?);
        Ok(())
    }

    pub(super) fn finish(self) -> Result<Vec<Score>, Fault> {
        match self.given.iter().position(|given| *given == 0) {
            Some(at) => Err(Fault::NoScore(self.case.claims[self.subjects[at] as usize].handle)),
            None => Ok(self.answers),
        }
    }

    /// The place of a claim among the subjects, and the claim.
    fn subject(&self, row: u32) -> Result<(usize, &'a Filed<Claim>), Fault> {
        let claim = self.case.claims.get(row as usize).ok_or(Fault::NoSuchClaim(row))?;
        let number = self.subject_numbers[row as usize];
        let at = number.checked_sub(1).ok_or(Fault::NotASubject(claim.handle))?;
        Ok((at as usize, claim))
    }
}
