//! Tests what the plugin writes; claims is not needed for it.

use claims_plugin_{{name}}::line;

#[test]
fn a_claim_is_a_line() {
    assert_eq!(line("c1", "It is closed"), "- c1: It is closed\n");
}
