//! One record, with what hangs on it, as a person reads it.

mod claim;
mod party;
mod reply;
mod source;

use std::fmt::Write as _;

use claims_model::{Claim, Grade, Grading, Key, Note, Party, Status};
use claims_store::Records;

pub(crate) use claim::{claim, link};
pub(crate) use party::party;
pub(crate) use reply::{asked, reply};
pub(crate) use source::{source, version};

use super::{FAINT, STRONG, safe, styled};
use crate::failure::Outcome;

/// Who made a claim, with the roles.
pub(crate) fn claimants(records: &Records<'_>, claim: &Claim) -> Outcome<String> {
    let mut names = Vec::new();
    for claimant in &claim.claimants {
        let name = party_name(records, claimant.party)?;
        let unnamed = records.find::<Party>(claimant.party)?.is_some_and(|party| party.unnamed.is_some());
        let about = [claimant.role.as_deref().map(safe), unnamed.then_some("name withheld".into())];
        let about = about.into_iter().flatten().collect::<Vec<_>>().join("; ");
        names.push(if about.is_empty() { name } else { format!("{name} ({about})") });
    }
    Ok(names.join(", "))
}

/// A party's name, safe to print.
pub(crate) fn party_name(records: &Records<'_>, key: Key) -> Outcome<String> {
    let party = records.find::<Party>(key)?;
    Ok(party.map_or_else(|| key.to_string(), |party| safe(&party.name).into_owned()))
}

fn withdrawn(claim: &Claim) -> &'static str {
    if claim.status == Status::Withdrawn { " (withdrawn)" } else { "" }
}

fn judgements(records: &Records<'_>, out: &mut String, key: Key) -> Outcome<()> {
    let grades = records.grades_of(key)?;
    if let Some((last, earlier)) = grades.split_last() {
        section(out, "Grade");
        grade(out, last);
        for earlier in earlier.iter().rev() {
            line(out, 1, &format!("before: {}, {} by {}", earlier.grading.word(), earlier.at, safe(&earlier.by)));
        }
    }
    let notes = records.notes_of(key)?;
    if !notes.is_empty() {
        section(out, "Notes");
        notes.iter().for_each(|one| note(out, one));
    }
    Ok(())
}

fn grade(out: &mut String, grade: &Grade) {
    let meaning = match grade.grading {
        Grading::Reliability(reliability) => reliability.meaning(),
        Grading::Credibility(credibility) => credibility.meaning(),
    };
    let because = grade.because.as_ref().map(|because| format!(": {}", safe(because))).unwrap_or_default();
    line(out, 1, &format!("{} {meaning}{because}", styled(STRONG, grade.grading.word())));
    line(out, 1, &styled(FAINT, &format!("judged by {}, {}", safe(&grade.by), grade.at)));
}

fn note(out: &mut String, note: &Note) {
    let looked = if note.looked { ", looked for counter-evidence" } else { "" };
    let about = format!("{}, {}{looked}", safe(&note.by), note.at);
    line(out, 1, &format!("{}  {}", safe(&note.text), styled(FAINT, &about)));
}

fn section(out: &mut String, heading: &str) {
    let _ = write!(out, "\n{}\n", styled(STRONG, heading));
}

fn field(out: &mut String, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        line(out, 1, &format!("{name}: {}", safe(value)));
    }
}

fn line(out: &mut String, depth: usize, text: &str) {
    let _ = writeln!(out, "{}{text}", "    ".repeat(depth));
}
