//! Claims as an importer drafts them.

use claims_abi::{Field, Relation, Table};

use super::{
    DraftAppearance, DraftGrade, DraftLink, DraftNote, DraftParty, DraftTarget, DraftVerdict, DraftVersion, Row, texts,
};

/// Something a party asserted.
#[derive(Debug, Clone, Copy)]
pub struct DraftClaim<'a>(pub(super) Row<'a>);

impl<'a> DraftClaim<'a> {
    texts! {
        /// The claim that it is, by its permanent key, a UUID: where the casebook has that one, what is given here changes it,
        /// and what is not stays as it is. An earlier claims refuses it.
        key = KEY;
        /// How far another desk is with it: `noted`, `checking`, `checked`, `published` or `withdrawn`.
        status = STATUS;
        /// When it was said: `2023`, `2023-08`, `2023-08-15`, `before 2023-08` or `after 2023`.
        said = SAID;
        /// On what occasion.
        occasion = OCCASION;
        /// Where.
        place = PLACE;
        /// The language of the wording, a BCP 47 tag.
        language = LANGUAGE;
        /// Why it is checked.
        why_checked = WHY_CHECKED;
        /// Why it was withdrawn; for those that were.
        withdrawn_because = WITHDRAWN_BECAUSE;
    }

    /// The line of the file on which it begins, from 1: where the casebook refuses it, the user is told so. An earlier
    /// claims refuses it.
    pub fn line(self, line: u32) -> Self {
        Self(self.0.number(Field::LINE, line))
    }

    /// The party of this name made it, and in which role.
    pub fn claimant<'t>(self, name: &str, role: impl Into<Option<&'t str>>) -> Self {
        self.made_by(DraftParty(Row::party(self.0.desk, name)), role)
    }

    /// This party made it, and in which role.
    pub fn made_by<'t>(self, party: DraftParty<'a>, role: impl Into<Option<&'t str>>) -> Self {
        let claimant = self.0.child(Relation::CLAIMANTS, Table::CLAIMANT);
        claimant.relate(Relation::PARTY, party.0).text(Field::ROLE, role);
        self
    }

    /// A word to find it by.
    pub fn tag(self, word: &str) -> Self {
        self.0.child(Relation::TAGS, Table::TAG).own_text(Field::TEXT, word);
        self
    }

    /// It is a part of another claim.
    pub fn part_of(self, whole: DraftClaim<'a>) -> Self {
        Self(self.0.relate(Relation::PART_OF, whole.0))
    }

    /// It stands in a version, in these words of it.
    pub fn quote(self, version: DraftVersion<'a>, exact: &str) -> DraftAppearance<'a> {
        DraftAppearance(self.stands_in(version).0.own_text(Field::EXACT, exact))
    }

    /// It stands in a version that has no text, or not in words to quote.
    pub fn stands_in(self, version: DraftVersion<'a>) -> DraftAppearance<'a> {
        let appearance = self.0.child(Relation::APPEARANCES, Table::APPEARANCE);
        DraftAppearance(appearance.relate(Relation::VERSION, version.0))
    }

    /// It speaks against a claim, or against the bearing of a link.
    pub fn rebuts(self, what: impl Into<DraftTarget<'a>>) -> DraftLink<'a> {
        self.link("rebuts", what)
    }

    /// It speaks for a claim, or for the bearing of a link.
    pub fn supports(self, what: impl Into<DraftTarget<'a>>) -> DraftLink<'a> {
        self.link("supports", what)
    }

    /// It does something to a claim or to a link: `rebuts`, `supports` or `context`.
    pub fn link(self, stance: &str, what: impl Into<DraftTarget<'a>>) -> DraftLink<'a> {
        let link = self.0.child(Relation::LINKS_OUT, Table::LINK).own_text(Field::STANCE, stance);
        DraftLink(match what.into() {
            DraftTarget::Claim(claim) => link.relate(Relation::TO_CLAIM, claim.0),
            DraftTarget::Link(other) => link.relate(Relation::TO_LINK, other.0),
        })
    }

    /// Somebody judged how credible it is: `1` to `6`.
    pub fn grade(self, credibility: &str) -> DraftGrade<'a> {
        DraftGrade(self.0.child(Relation::GRADES, Table::GRADE).own_text(Field::CREDIBILITY, credibility))
    }

    /// Somebody decided on it, with this label as readers see it: `Mostly false`.
    pub fn verdict(self, name: &str) -> DraftVerdict<'a> {
        DraftVerdict(self.0.child(Relation::VERDICTS, Table::VERDICT).own_text(Field::NAME, name))
    }

    /// Somebody remarked on it.
    pub fn note(self, text: &str) -> DraftNote<'a> {
        self.0.note(text)
    }
}
