//! What origins come to.

use claims_plugin::testing::{Case, call};
use claims_plugin_independence::PLUGIN;

#[test]
fn papers_that_print_one_wire_are_one_origin() {
    let case = Case::of(|draft| {
        let wire = draft.source("The wire");
        let claim = draft.claim("It is closed");
        for paper in ["The Port News", "The Harbour Herald"] {
            let text = draft.source(paper).derived_from(wire).version("Ships wait outside.");
            let speaker = draft.claim("Ships wait");
            speaker.quote(text, "Ships wait");
            speaker.supports(claim);
        }
        let other = draft.source("The Lighthouse").version("No ship moves.");
        let speaker = draft.claim("No ship moves");
        speaker.quote(other, "No ship moves");
        speaker.supports(claim);
        let radio = draft.source("Radio Port").version("A ferry left at noon.");
        let speaker = draft.claim("A ferry left");
        speaker.quote(radio, "A ferry left");
        speaker.rebuts(claim);
        draft.claim("I saw a ferry").rebuts(claim);
    });
    let scores = call(&PLUGIN).score(&case.asking(&["c1"])).unwrap();
    // Two for it, one against it: 3 / 5.
    assert!((scores[0].value.unwrap() - 0.6).abs() < 1e-12);
    let amounts: Vec<f64> = scores[0].contributions.iter().map(|part| part.amount).collect();
    for (amount, expected) in amounts.iter().zip([0.05, 0.05, 0.1, -0.1]) {
        assert!((amount - expected).abs() < 1e-12, "{amounts:?}");
    }
    assert_eq!(scores[0].contributions[0].because, "supported by c2, origin s1 (shared)");
    let remarks = ["Independent origins: 2 for it, 1 against it.", "Without a source, so not counted: c6."];
    assert_eq!(scores[0].remarks, remarks);
}

#[test]
fn without_any_origin_there_is_no_value() {
    let case = Case::of(|draft| {
        let claim = draft.claim("It is closed");
        draft.claim("So I heard").supports(claim);
    });
    assert_eq!(call(&PLUGIN).score(&case).unwrap()[0].value, None);
}
