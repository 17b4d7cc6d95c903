//! A case for tests: drafted in a few lines, and read as a plugin reads it.

#![allow(unsafe_code, reason = "the case is drafted and read through the contract")]

use std::{fmt, ptr, sync::Arc};

use claims_abi::{Field, Relation, Table};

use super::{
    Score,
    complete::{ask, named},
    drafting::Drafting,
    host::HOST,
    schema::CHANGE_STATE,
    sink::{Answer, Sink},
    tables::{Row, Tables, number},
};
use crate::{Drafts, Hunk, draft::Desk, pen::Pen};

/// A closed part of a casebook that was made up for a test.
///
/// Records have the handles that they would have in a new casebook: the first claim is `c1`, the first party `p1`. Keys
/// and digests are made up. What was not said is as in an import: a claim is `noted`, a party a `person`, the desk signs.
#[derive(Clone)]
pub struct Case {
    pub(super) tables: Arc<Tables>,
    pub(super) options: Vec<(String, String)>,
}

impl Case {
    /// The case that `draft` drafts; all its claims are asked about, in order.
    ///
    /// ```
    /// use claims_plugin::testing;
    ///
    /// let case = testing::Case::of(|draft| {
    ///     let paper = draft.source("The Port News").version("The harbour is closed, the mayor said.");
    ///     let closed = draft.claim("The harbour is closed").claimant("Ines Prado", "mayor");
    ///     closed.quote(paper, "The harbour is closed");
    ///     draft.party("Ines Prado").grade("B");
    ///     let open = draft.claim("It is open").claimant("Jon Reyes", None);
    ///     let link = open.rebuts(closed);
    ///     draft.claim("Another harbour is meant").rebuts(link);
    /// });
    /// let closed = case.read().claims().next().unwrap();
    /// assert_eq!((closed.handle(), closed.counters().count()), ("c1", 1));
    /// assert_eq!(closed.appearances().next().unwrap().range(), Some(0..21));
    /// ```
    ///
    /// # Panics
    /// When what was drafted is no case, with the reason: a claim without a wording, a word that there is not, or a quote
    /// that does not stand in its version.
    #[track_caller]
    pub fn of(draft: impl FnOnce(&mut Drafts<'_>)) -> Self {
        let mut sink = Sink::new(Answer::Drafts(Box::<Drafting>::default()));
        {
            // SAFETY: the table is whole and static; the sink outlives the pen, and only this thread uses it.
            let pen = unsafe { Pen::new(&raw const HOST, ptr::from_mut(&mut sink).cast()) };
            draft(&mut Drafts::new(&Desk::new(pen)));
        }
        let answer = sink.settle(claims_abi::Status::DONE).and_then(super::call::drafted);
        let case = answer.unwrap_or_else(|error| panic!("the case cannot be: {error}"));
        for appearance in case.tables.rows(Table::APPEARANCE) {
            let (quote, start) = (appearance.text(Field::EXACT), appearance.number(Field::START));
            assert!(quote.is_none() || start.is_some(), "the quote does not stand in its version once: {quote:?}");
        }
        case
    }

    /// The same case, in which these claims are asked about, in this order, and no others.
    ///
    /// # Panics
    /// When there is no claim of such a handle, or one is named twice.
    #[must_use]
    #[track_caller]
    pub fn asking(mut self, handles: &[&str]) -> Self {
        let mut subjects: Vec<u32> = Vec::with_capacity(handles.len());
        for handle in handles {
            let row = self.row(Table::CLAIM, handle);
            assert!(!subjects.contains(&row), "asked twice about {handle}");
            subjects.push(row);
        }
        ask(Arc::make_mut(&mut self.tables), subjects);
        self
    }

    /// The same case as an exporter sees it after a scorer of this name gave these scores.
    ///
    /// ```
    /// use claims_plugin::testing;
    ///
    /// let case = testing::Case::of(|draft| {
    ///     let closed = draft.claim("The harbour is closed");
    ///     draft.claim("It is open").rebuts(closed);
    /// });
    /// let part = testing::Part { link: Some("l1".into()), because: "it is rebutted".into(), amount: -0.25 };
    /// let score = testing::Score {
    ///     claim: "c1".into(),
    ///     value: Some(0.25),
    ///     base: Some(0.5),
    ///     remarks: vec!["Nobody graded it.".into()],
    ///     contributions: vec![part],
    /// };
    /// let case = case.scored("mine", &[score]);
    /// let scored = case.read().claims().next().unwrap().scores().next().unwrap();
    /// assert_eq!((scored.scorer(), scored.value()), ("mine", Some(0.25)));
    /// ```
    ///
    /// # Panics
    /// When a score is of a claim or for a link that the case does not have.
    #[must_use]
    #[track_caller]
    pub fn scored(mut self, scorer: &str, scores: &[Score]) -> Self {
        for score in scores {
            let claim = self.row(Table::CLAIM, &score.claim);
            let links: Vec<Option<u32>> =
                score.contributions.iter().map(|part| part.link.as_deref().map(|l| self.row(Table::LINK, l))).collect();
            let tables = Arc::make_mut(&mut self.tables);
            let mut row = Row { rows: [(Relation::CLAIM, vec![claim])].into(), ..Row::default() };
            row.set(Field::SCORER, scorer);
            row.numbers.extend(score.value.map(|value| (Field::VALUE, value)));
            row.numbers.extend(score.base.map(|base| (Field::BASE, base)));
            for remark in &score.remarks {
                let texts = [(Field::TEXT, remark.clone())].into();
                row.relate(Relation::REMARKS, tables.push(Table::REMARK, Row { texts, ..Row::default() }));
            }
            for (part, link) in score.contributions.iter().zip(links) {
                let mut one = Row { numbers: [(Field::AMOUNT, part.amount)].into(), ..Row::default() };
                one.set(Field::BECAUSE, part.because.as_str());
                link.into_iter().for_each(|link| one.relate(Relation::LINK, link));
                row.relate(Relation::CONTRIBUTIONS, tables.push(Table::CONTRIBUTION, one));
            }
            let score = tables.push(Table::SCORE, row);
            tables.row_mut(Table::CLAIM, claim).into_iter().for_each(|claim| claim.relate(Relation::SCORES, score));
        }
        self
    }

    /// The same case as an exporter sees it after the quote of an appearance was looked for in a later version: by the
    /// place of the appearance in the case, from 0; the version's handle; what became of it, such as `edited`; and the
    /// words that stand there now.
    ///
    /// # Panics
    /// When there is no such appearance or version, or no such word.
    #[must_use]
    #[track_caller]
    pub fn changed(mut self, appearance: usize, version: &str, state: &str, now: &str) -> Self {
        let (appearance, version) = (number(appearance), self.row(Table::VERSION, version));
        assert!(CHANGE_STATE.contains(&state), "{state:?} is none of {CHANGE_STATE:?}");
        let tables = Arc::make_mut(&mut self.tables);
        assert!(tables.row(Table::APPEARANCE, appearance).is_some(), "there is no appearance {appearance}");
        let texts = [(Field::STATE, state.to_owned()), (Field::NOW, now.to_owned())].into();
        let rows = [(Relation::APPEARANCE, vec![appearance]), (Relation::VERSION, vec![version])].into();
        let change = tables.push(Table::CHANGE, Row { texts, rows, ..Row::default() });
        tables.row_mut(Table::APPEARANCE, appearance).into_iter().for_each(|row| row.relate(Relation::CHANGES, change));
        self
    }

    /// The same case after what became of quotes in a version, by its handle, was doubted: by a word such as `shrunk`.
    ///
    /// # Panics
    /// When there is no such version.
    #[must_use]
    #[track_caller]
    pub fn doubted(mut self, version: &str, doubt: &str) -> Self {
        let version = self.row(Table::VERSION, version);
        let tables = Arc::make_mut(&mut self.tables);
        for change in tables.rows_mut(Table::CHANGE) {
            if change.rows.get(&Relation::VERSION).is_some_and(|rows| rows.contains(&version)) {
                change.texts.insert(Field::DOUBT, doubt.to_owned());
            }
        }
        self
    }

    /// The same case as an exporter that asks for texts sees it: with the way from a version to a later one, by their
    /// handles, as a differ gives it.
    ///
    /// # Panics
    /// When there is no such version, or one has no text, or a step cuts a character.
    #[must_use]
    #[track_caller]
    pub fn diffed(mut self, old: &str, new: &str, hunks: &[Hunk]) -> Self {
        let (old, new) = (self.row(Table::VERSION, old), self.row(Table::VERSION, new));
        let tables = Arc::make_mut(&mut self.tables);
        let text = |version| {
            let text = tables.row(Table::VERSION, version).and_then(|row| row.text(Field::TEXT));
            text.expect("the version has no text").to_owned()
        };
        let texts = [text(old), text(new)];
        let source = tables.row(Table::VERSION, new).and_then(|row| row.rows.get(&Relation::SOURCE)?.first().copied());
        let rows = [(Relation::OLD_VERSION, vec![old]), (Relation::VERSION, vec![new])].into();
        let diff = tables.push(Table::DIFF, Row { rows, ..Row::default() });
        for hunk in hunks {
            let state = if hunk.coarse {
                "coarse"
            } else if hunk.same {
                "same"
            } else {
                "changed"
            };
            let mut row = Row { texts: [(Field::STATE, state.to_owned())].into(), ..Row::default() };
            let places = [
                (Field::OLD_START, &texts[0], hunk.old.start),
                (Field::OLD_END, &texts[0], hunk.old.end),
                (Field::NEW_START, &texts[1], hunk.new.start),
                (Field::NEW_END, &texts[1], hunk.new.end),
            ];
            for (field, text, byte) in places {
                let before = text.get(..byte).expect("a step cuts a character");
                row.numbers.insert(field, f64::from(number(before.chars().count())));
            }
            let hunk = tables.push(Table::HUNK, row);
            tables.row_mut(Table::DIFF, diff).into_iter().for_each(|diff| diff.relate(Relation::HUNKS, hunk));
        }
        let source = source.and_then(|source| tables.row_mut(Table::SOURCE, source));
        source.into_iter().for_each(|source| source.relate(Relation::DIFFS, diff));
        self
    }

    /// The same case as an exporter that asks for it sees it after `claims check` found something about a claim: how
    /// grave it is, `error` or `warn`, the rule, what is wrong, and what mends it.
    ///
    /// # Panics
    /// When there is no such claim.
    #[must_use]
    #[track_caller]
    pub fn checked(mut self, claim: &str, level: &str, rule: &str, what: &str, fix: &str) -> Self {
        let claim = self.row(Table::CLAIM, claim);
        let tables = Arc::make_mut(&mut self.tables);
        let mut row = Row { rows: [(Relation::CLAIM, vec![claim])].into(), ..Row::default() };
        for (field, text) in [(Field::LEVEL, level), (Field::RULE, rule), (Field::TEXT, what), (Field::FIX, fix)] {
            row.set(field, text);
        }
        let finding = tables.push(Table::FINDING, row);
        tables.row_mut(Table::CLAIM, claim).into_iter().for_each(|claim| claim.relate(Relation::FINDINGS, finding));
        self
    }

    /// The same case as an exporter that asks for it sees it, in which the check of a claim was published at a time, RFC
    /// 3339, and withdrawn at another.
    ///
    /// # Panics
    /// When there is no such claim.
    #[must_use]
    #[track_caller]
    pub fn published(mut self, claim: &str, at: &str, withdrawn: Option<&str>) -> Self {
        let claim = self.row(Table::CLAIM, claim);
        if let Some(row) = Arc::make_mut(&mut self.tables).row_mut(Table::CLAIM, claim) {
            row.set(Field::PUBLISHED, at);
            withdrawn.into_iter().for_each(|at| row.set(Field::WITHDRAWN, at));
        }
        self
    }

    /// The case as a plugin reads it.
    pub fn read(&self) -> crate::Case<'_> {
        // SAFETY: the table is whole and static, and the case lives as long as what is returned, which borrows it.
        unsafe { crate::Case::new(&raw const HOST, self.lent()) }
    }

    /// A case without records.
    pub(super) fn empty() -> Self {
        let mut tables = Tables::default();
        ask(&mut tables, Vec::new());
        Self::new(tables)
    }

    pub(super) fn new(tables: Tables) -> Self {
        Self { tables: Arc::new(tables), options: Vec::new() }
    }

    /// The case as the functions of [`HOST`] take it.
    pub(super) const fn lent(&self) -> *const claims_abi::Case {
        ptr::from_ref(self).cast()
    }

    #[track_caller]
    pub(super) fn row(&self, table: Table, handle: &str) -> u32 {
        named(&self.tables, table, handle).unwrap_or_else(|| panic!("there is no {handle} in the case"))
    }
}

impl fmt::Debug for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Case").field("tables", &self.tables).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn harbour(quote: &str) -> Case {
        Case::of(|draft| {
            let paper = draft.source("The Port News").version("“It is shut.” It is shut, she said. Ja.");
            draft.claim("It is shut").quote(paper, quote);
        })
    }

    #[test]
    fn a_quote_is_placed_in_code_points_and_said_to_be_direct_or_not() {
        for (quote, range, manner) in [("It is shut.", 1..12, "direct"), ("shut, she", 20..29, "indirect")] {
            let case = harbour(quote);
            let appearance = case.read().appearances().next().unwrap();
            assert_eq!((appearance.range(), appearance.manner()), (Some(range), manner));
        }
    }

    #[test]
    fn what_became_of_a_quote_can_be_doubted() {
        let case = harbour("Ja").changed(0, "s1v1", "removed", "");
        let doubt = |case: &Case| {
            let change = case.read().appearances().next().and_then(|one| one.changes().next()).unwrap();
            change.doubt().map(str::to_owned)
        };
        assert_eq!(doubt(&case), None);
        assert_eq!(doubt(&case.doubted("s1v1", "shrunk")).as_deref(), Some("shrunk"));
    }

    #[test]
    #[should_panic(expected = "the quote does not stand in its version once: Some(\"It is shut\")")]
    fn a_quote_that_stands_there_twice_is_no_quote() {
        harbour("It is shut");
    }

    #[test]
    #[should_panic(expected = "the case cannot be: it gave a wrong answer: claim row 0, status: \"shut\" is none of")]
    fn what_cannot_be_is_told() {
        Case::of(|draft| {
            draft.claim("The harbour").status("shut");
        });
    }

    #[test]
    #[should_panic(expected = "there is no c2 in the case")]
    fn nobody_asks_about_what_is_not_there() {
        let _ = harbour("Ja").asking(&["c2"]);
    }

    #[test]
    fn versions_are_numbered_within_their_sources_in_whatever_order_they_came() {
        let case = Case::of(|draft| {
            let (one, other) = (draft.source("One"), draft.source("Other"));
            draft.claim("It is shut").quote(other.version("Shut."), "Shut");
            one.version("Open.");
            other.version(None);
        });
        let handles: Vec<_> = case.read().versions().map(|version| (version.handle(), version.state())).collect();
        assert_eq!(handles, [("s1v1", "present"), ("s2v1", "present"), ("s2v2", "gone")]);
        assert_eq!(case.read().appearances().next().unwrap().version().unwrap().handle(), "s2v1");
    }
}
