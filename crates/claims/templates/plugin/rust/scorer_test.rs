//! Tests what the plugin computes; claims is not needed for it.

use claims_plugin_{{name}}::odds;

#[test]
fn each_voice_moves_the_score() {
    assert_eq!(odds(0, 0), 0.5);
    assert_eq!(odds(1, 2), 0.4);
    assert!(odds(1, 0) > 0.5 && odds(0, 1) < 0.5);
}
