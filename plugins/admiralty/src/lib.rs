//! Weighs a claim by its Admiralty grade alone: how reliable who made it is, and how credible what was said.
//!
//! The two are judged apart (NATO AJP-2.1) and shown so, as letter and digit. What cannot be judged stays so: F and 6 are
//! no middling grades, so a claim with one of them is weighed by the other, and one with both is not weighed at all.
//! Who answers the claim does not count here; that is what the other scorers are for.

use claims_plugin::{Case, Claim, Claimant, Failure, Grade, Score, Scorer, Source, Status, export, gradual};

/// The scorer `admiralty`.
#[derive(Debug, Default)]
pub struct Admiralty;

impl Scorer for Admiralty {
    fn score<'a>(&self, case: Case<'a>) -> Result<Vec<Score<'a>>, Failure> {
        Ok(case.subjects().map(score).collect())
    }
}

export!(admiralty: scorer Admiralty);

fn score(claim: Claim<'_>) -> Score<'_> {
    if claim.status() == Status::Withdrawn {
        return Score::undetermined(claim, format!("{} was withdrawn and is not weighed.", claim.handle()));
    }
    let (letter, whose) = reliability(claim);
    let digit = claim.grade().and_then(Grade::credibility).unwrap_or("6");
    let said = format!("{letter}{digit}: {whose}{}, {}.", reliable(letter), credible(digit));
    let score = match gradual::base_of(claim) {
        Some(value) => Score::of(claim, value).remark(said),
        None => Score::undetermined(claim, said),
    };
    match (letter, digit) {
        ("F", "6") => score,
        ("F", _) => score.remark("The value is that of the statement alone."),
        (_, "6") => score.remark("The value is that of its maker alone."),
        _ => score.remark("The value is the middle between both."),
    }
}

/// The best letter among those who made the claim, and whose it is; of the sources it stands in, if nobody is named.
fn reliability(claim: Claim<'_>) -> (&str, String) {
    let parties: Vec<_> = claim.claimants().filter_map(Claimant::party).collect();
    let graded: Vec<(&str, &str)> = if parties.is_empty() {
        claim
            .sources()
            .into_iter()
            .filter_map(|source| Some((letter(source.grade())?, Source::title(source))))
            .collect()
    } else {
        parties.into_iter().filter_map(|party| Some((letter(party.grade())?, party.name()))).collect()
    };
    match graded.into_iter().min_by_key(|(letter, _)| *letter) {
        Some((letter, whose)) => (letter, format!("{whose} ")),
        None => ("F", String::new()),
    }
}

/// The letter of a grade that says something.
fn letter(grade: Option<Grade<'_>>) -> Option<&str> {
    grade.and_then(Grade::reliability).filter(|letter| *letter != "F")
}

fn reliable(letter: &str) -> &'static str {
    match letter {
        "A" => "completely reliable",
        "B" => "usually reliable",
        "C" => "fairly reliable",
        "D" => "not usually reliable",
        "E" => "unreliable",
        _ => "reliability cannot be judged",
    }
}

fn credible(digit: &str) -> &'static str {
    match digit {
        "1" => "confirmed by other sources",
        "2" => "probably true",
        "3" => "possibly true",
        "4" => "doubtful",
        "5" => "improbable",
        _ => "truth cannot be judged",
    }
}
