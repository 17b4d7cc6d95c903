//! The note that leads to all others.

use claims_plugin::{Case, Claim};

use crate::{
    escape::inline,
    note::{Note, to_claim, to_party, to_source},
};

pub(crate) fn note(case: Case<'_>) -> Note {
    let mut note = Note::titled(case.option("title").unwrap_or("Casebook"));
    note.section("Checked", case.subjects().map(told).collect());
    note.section("What bears on them", case.claims().filter(|claim| !claim.is_subject()).map(to_claim).collect());
    note.section("Sources", case.sources().map(to_source).collect());
    note.section("Parties", case.parties().map(to_party).collect());
    note
}

/// A claim with what was decided.
fn told(claim: Claim<'_>) -> String {
    let decided = claim.verdict().map_or_else(|| claim.status().word().to_owned(), |verdict| inline(verdict.name()));
    format!("{}: {decided}", to_claim(claim))
}
