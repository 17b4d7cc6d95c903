//! Tests what the plugin computes; claims is not needed for it.

use claims_plugin::testing::{Case, call};
use claims_plugin_{{name}}::PLUGIN;

#[test]
fn each_voice_that_was_not_withdrawn_counts() {
    let case = Case::of(|draft| {
        let closed = draft.claim("The harbour is closed");
        draft.claim("A ferry left at noon").rebuts(closed);
        let misheard = draft.claim("It was never open").status("withdrawn");
        misheard.withdrawn_because("misheard").rebuts(closed);
        draft.claim("No ship came in").supports(closed);
        draft.claim("The quay is empty").supports(closed);
    });
    // With the options of plugin.toml and their defaults, as claims gives them.
    let plugin = call(&PLUGIN).with("prior", "0.5");
    let scores = plugin.score(&case.asking(&["c1", "c2"]));
    let scores = scores.expect("scores");
    assert_eq!([scores[0].value, scores[1].value], [Some(0.6), Some(0.5)]);
}
