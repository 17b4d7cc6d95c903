//! Requests for a reply, as a plugin sees them.

use claims_abi::{Field, Relation};

use super::{Claim, Party, record};

record! {
    /// A request for a reply about a claim, put to a party, and what came of it. An earlier claims has none.
    Reply = REPLY
}

impl<'a> Reply<'a> {
    /// What people call it: `r1`.
    pub fn handle(self) -> &'a str {
        self.0.own_text(Field::HANDLE)
    }

    /// The permanent key, a UUID.
    pub fn key(self) -> &'a str {
        self.0.own_text(Field::KEY)
    }

    /// The claim that it is about.
    pub fn claim(self) -> Option<Claim<'a>> {
        self.0.one(Relation::CLAIM)
    }

    /// Who was asked.
    pub fn party(self) -> Option<Party<'a>> {
        self.0.one(Relation::PARTY)
    }

    /// How it was put: `e-mail to the press office`.
    pub fn through(self) -> &'a str {
        self.0.own_text(Field::THROUGH)
    }

    /// When it was put: `2023-08-16`, `2023`, `before 2023-08`, …
    pub fn asked(self) -> &'a str {
        self.0.own_text(Field::ASKED)
    }

    /// By when an answer was asked for.
    pub fn due(self) -> Option<&'a str> {
        self.0.text(Field::DUE)
    }

    /// `waiting`, `answered` or `unanswered`.
    pub fn state(self) -> &'a str {
        self.0.own_text(Field::STATE)
    }

    /// When the answer came, or when the desk stopped waiting for one; absent while it waits.
    pub fn answered(self) -> Option<&'a str> {
        self.0.text(Field::ANSWERED)
    }

    /// What was answered, in the party's own words; absent where nothing was.
    pub fn answer(self) -> Option<&'a str> {
        self.0.text(Field::TEXT)
    }

    /// Who recorded it.
    pub fn by(self) -> &'a str {
        self.0.own_text(Field::BY)
    }

    /// When, RFC 3339.
    pub fn at(self) -> &'a str {
        self.0.own_text(Field::AT)
    }
}
