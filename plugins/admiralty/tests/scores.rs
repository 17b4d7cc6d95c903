//! What grades come to.

use claims_plugin::testing::{Case, call};
use claims_plugin_admiralty::PLUGIN;

#[test]
fn letter_and_digit_stay_apart_and_unknown_stays_unknown() {
    let case = Case::of(|draft| {
        draft.party("Ines Prado").grade("B");
        draft.party("Jon Reyes").grade("D");
        draft.claim("It is closed").claimant("Jon Reyes", None).claimant("Ines Prado", None).grade("2");
        draft.claim("It is open").claimant("Jon Reyes", None).grade("6");
        draft.claim("It is wet").claimant("Nobody known", None).grade("5");
        draft.claim("It is dry").claimant("Nobody known", None);
    });
    let scores = call(&PLUGIN).score(&case).unwrap();
    let told: Vec<(Option<f64>, &[String])> =
        scores.iter().map(|score| (score.value, score.remarks.as_slice())).collect();
    let remarks = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let both = remarks(&["B2: Ines Prado usually reliable, probably true.", "The value is the middle between both."]);
    let maker = remarks(&[
        "D6: Jon Reyes not usually reliable, truth cannot be judged.",
        "The value is that of its maker alone.",
    ]);
    let statement =
        remarks(&["F5: reliability cannot be judged, improbable.", "The value is that of the statement alone."]);
    let none = remarks(&["F6: reliability cannot be judged, truth cannot be judged."]);
    assert_eq!(told, [(Some(0.8), &both[..]), (Some(0.4), &maker[..]), (Some(0.1), &statement[..]), (None, &none[..])]);
}

#[test]
fn a_claim_that_nobody_made_is_as_reliable_as_where_it_stands() {
    let case = Case::of(|draft| {
        let paper = draft.source("The Port News");
        paper.grade("A");
        let text = paper.version("The harbour is closed.");
        draft.claim("It is closed").quote(text, "The harbour is closed");
    });
    let scores = call(&PLUGIN).score(&case).unwrap();
    assert_eq!(scores[0].value, Some(0.95));
    assert_eq!(scores[0].remarks[0], "A6: The Port News completely reliable, truth cannot be judged.");
}
