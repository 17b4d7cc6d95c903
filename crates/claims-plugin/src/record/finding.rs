//! What the desk's rules ask to be looked at, as a plugin sees it.

use claims_abi::{Field, Relation};

use super::{Claim, record};

record! {
    /// Something that `claims check` finds about a claim.
    Finding = FINDING
}

impl<'a> Finding<'a> {
    /// How grave it is: `error` or `warn`.
    pub fn level(self) -> &'a str {
        self.0.own_text(Field::LEVEL)
    }

    /// The rule, by its code.
    pub fn rule(self) -> &'a str {
        self.0.own_text(Field::RULE)
    }

    /// What is wrong.
    pub fn text(self) -> &'a str {
        self.0.own_text(Field::TEXT)
    }

    /// What mends it, a command.
    pub fn fix(self) -> &'a str {
        self.0.own_text(Field::FIX)
    }

    /// The claim.
    pub fn claim(self) -> Option<Claim<'a>> {
        self.0.one(Relation::CLAIM)
    }
}
