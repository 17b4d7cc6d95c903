//! Tests what the plugin writes; claims is not needed for it.

use claims_plugin::testing::{Case, call};
use claims_plugin_{{name}}::PLUGIN;

#[test]
fn a_claim_that_was_asked_about_is_a_line() {
    let case = Case::of(|draft| {
        draft.claim("It is closed");
        draft.claim("It is open");
    });
    // With the options of plugin.toml and their defaults, as claims gives them.
    let plugin = call(&PLUGIN).with("bullet", "-");
    let written = plugin.export(&case.asking(&["c2"])).expect("a file");
    assert_eq!(written, b"- c2: It is open\n");
}
