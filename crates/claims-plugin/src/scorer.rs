//! What a scorer is, and what it answers.

use std::borrow::Cow;

use crate::{Case, Claim, Failure, Link};

/// Weighs claims.
pub trait Scorer {
    /// One score for each of [`Case::subjects`], and for no other claim, in any order.
    ///
    /// The same case must give the same scores every time.
    fn score<'a>(&self, case: Case<'a>) -> Result<Vec<Score<'a>>, Failure>;
}

/// A computed value with the reasons for it: an aid to a verdict, never a verdict.
#[derive(Debug, Clone)]
#[must_use]
pub struct Score<'a> {
    pub(crate) claim: Claim<'a>,
    pub(crate) value: Option<f64>,
    pub(crate) base: Option<f64>,
    pub(crate) remarks: Vec<Cow<'a, str>>,
    pub(crate) contributions: Vec<Part<'a>>,
}

#[derive(Debug, Clone)]
pub(crate) struct Part<'a> {
    pub(crate) link: Option<Link<'a>>,
    pub(crate) because: Cow<'a, str>,
    pub(crate) amount: f64,
}

impl<'a> Score<'a> {
    /// The claim scores `value`, from 0 to 1.
    pub const fn of(claim: Claim<'a>, value: f64) -> Self {
        Self { claim, value: Some(value), base: None, remarks: Vec::new(), contributions: Vec::new() }
    }

    /// No value can be given, and `why`.
    pub fn undetermined(claim: Claim<'a>, why: impl Into<Cow<'a, str>>) -> Self {
        Self { claim, value: None, base: None, remarks: vec![why.into()], contributions: Vec::new() }
    }

    /// The value, from 0 to 1, once it is known; in place of the one before.
    pub const fn value(mut self, value: f64) -> Self {
        self.value = Some(value);
        self
    }

    /// What the value starts from, from 0 to 1, before any link is counted.
    pub const fn base(mut self, base: f64) -> Self {
        self.base = Some(base);
        self
    }

    /// One sentence that a reader must know to trust the value.
    pub fn remark(mut self, text: impl Into<Cow<'a, str>>) -> Self {
        self.remarks.push(text.into());
        self
    }

    /// What adds `amount` to the base or, below 0, takes it away.
    pub fn because(mut self, what: impl Into<Cow<'a, str>>, amount: f64) -> Self {
        self.contributions.push(Part { link: None, because: what.into(), amount });
        self
    }

    /// The link that adds `amount` to the base or, below 0, takes it away.
    pub fn because_of(mut self, link: Link<'a>, what: impl Into<Cow<'a, str>>, amount: f64) -> Self {
        self.contributions.push(Part { link: Some(link), because: what.into(), amount });
        self
    }
}
