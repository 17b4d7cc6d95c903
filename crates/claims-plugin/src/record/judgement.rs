//! What people of the desk judged and remarked, as a plugin sees it.

use claims_abi::Field;

use super::record;

record! {
    /// A judgement after the Admiralty system; the newest of a record counts.
    Grade = GRADE
}

impl<'a> Grade<'a> {
    /// `A` to `F`, of a party or a source.
    pub fn reliability(self) -> Option<&'a str> {
        self.0.text(Field::RELIABILITY)
    }

    /// `1` to `6`, of a claim or a link.
    pub fn credibility(self) -> Option<&'a str> {
        self.0.text(Field::CREDIBILITY)
    }

    /// The words of the scale.
    pub fn meaning(self) -> &'a str {
        self.0.own_text(Field::MEANING)
    }

    /// Why.
    pub fn because(self) -> Option<&'a str> {
        self.0.text(Field::BECAUSE)
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

record! {
    /// A decision on a claim; the newest counts.
    Verdict = VERDICT
}

impl<'a> Verdict<'a> {
    /// The scale, by name.
    pub fn scale(self) -> &'a str {
        self.0.own_text(Field::SCALE)
    }

    /// Whether it is on a picture, a film or a recording, and not on what is claimed: on the scale `media`, whose labels
    /// are typed as `staged`, and several of them with a plus sign between them.
    pub fn is_on_media(self) -> bool {
        self.scale() == "media"
    }

    /// The label as typed: `mostly-false`.
    pub fn label(self) -> &'a str {
        self.0.own_text(Field::LABEL)
    }

    /// The label as readers see it: "Mostly false".
    pub fn name(self) -> &'a str {
        self.0.own_text(Field::NAME)
    }

    /// The reasons.
    pub fn because(self) -> &'a str {
        self.0.own_text(Field::BECAUSE)
    }

    /// Who recorded it.
    pub fn by(self) -> &'a str {
        self.0.own_text(Field::BY)
    }

    /// When, RFC 3339.
    pub fn at(self) -> &'a str {
        self.0.own_text(Field::AT)
    }

    /// What would change it.
    pub fn would_change(self) -> Option<&'a str> {
        self.0.text(Field::WOULD_CHANGE)
    }

    /// `changes`, `keeps`, `void`, `spelling` or `update`; absent where it corrects nothing.
    pub fn correction(self) -> Option<&'a str> {
        self.0.text(Field::CORRECTION)
    }

    /// Where the review stands, for a verdict of another desk.
    pub fn address(self) -> Option<&'a str> {
        self.0.text(Field::ADDRESS)
    }

    /// The feed that it came in with, for a verdict of another desk.
    pub fn feed(self) -> Option<&'a str> {
        self.0.text(Field::FEED)
    }

    /// The label's place on the scale; absent for a label that is off it.
    pub fn value(self) -> Option<f64> {
        self.0.number(Field::VALUE)
    }

    /// The least true place on the scale; absent with `value`.
    pub fn worst(self) -> Option<f64> {
        self.0.number(Field::WORST)
    }

    /// The truest place on the scale; absent with `value`.
    pub fn best(self) -> Option<f64> {
        self.0.number(Field::BEST)
    }
}

record! {
    /// A remark that hangs on a record.
    Note = NOTE
}

impl<'a> Note<'a> {
    /// What it says.
    pub fn text(self) -> &'a str {
        self.0.own_text(Field::TEXT)
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
