//! Requests for a reply in a case for tests; an importer drafts none, so they are put there by hand.

use std::sync::Arc;

use claims_abi::{Field, Relation, Table};

use super::{
    Case,
    complete::{AT, BY, key},
    tables::{Row, number},
};

impl Case {
    /// The same case, in which a party was asked for a reply about a claim: both by their handles, how it was put, and
    /// when. The first request is `r1`.
    ///
    /// ```
    /// use claims_plugin::testing;
    ///
    /// let case = testing::Case::of(|draft| {
    ///     draft.claim("The harbour is closed").claimant("Ines Prado", "mayor");
    /// });
    /// let case = case.asked("c1", "p1", "a call", "2023-08-16").answered("r1", "2023-08-17", "It is.");
    /// let reply = case.read().claims().next().unwrap().replies().next().unwrap();
    /// assert_eq!((reply.state(), reply.answer()), ("answered", Some("It is.")));
    /// ```
    ///
    /// # Panics
    /// When there is no such claim or party.
    #[must_use]
    #[track_caller]
    pub fn asked(mut self, claim: &str, party: &str, through: &str, asked: &str) -> Self {
        let (about, of) = (self.row(Table::CLAIM, claim), self.row(Table::PARTY, party));
        let tables = Arc::make_mut(&mut self.tables);
        let place = number(tables.rows(Table::REPLY).len());
        let mut row =
            Row { rows: [(Relation::CLAIM, vec![about]), (Relation::PARTY, vec![of])].into(), ..Row::default() };
        let texts = [(Field::STATE, "waiting"), (Field::THROUGH, through), (Field::ASKED, asked), (Field::BY, BY)];
        texts.into_iter().chain([(Field::AT, AT)]).for_each(|(field, text)| row.set(field, text));
        row.set(Field::HANDLE, format!("r{}", place + 1));
        row.set(Field::KEY, key(Table::REPLY, place));
        let reply = tables.push(Table::REPLY, row);
        tables.row_mut(Table::CLAIM, about).into_iter().for_each(|claim| claim.relate(Relation::REPLIES, reply));
        self
    }

    /// The same case, in which a request was answered on that day, or, without a text, the desk stopped waiting.
    ///
    /// # Panics
    /// When there is no such request.
    #[must_use]
    #[track_caller]
    pub fn answered<'t>(mut self, reply: &str, on: &str, text: impl Into<Option<&'t str>>) -> Self {
        let (at, text) = (self.row(Table::REPLY, reply), text.into());
        if let Some(row) = Arc::make_mut(&mut self.tables).row_mut(Table::REPLY, at) {
            row.set(Field::STATE, if text.is_some() { "answered" } else { "unanswered" });
            row.set(Field::ANSWERED, on);
            text.into_iter().for_each(|text| row.set(Field::TEXT, text));
        }
        self
    }
}
