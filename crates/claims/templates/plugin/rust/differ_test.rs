//! Tests what the plugin finds; claims is not needed for it.

use claims_plugin::{Differ, Hunk};
use claims_plugin_{{name}}::Start;

#[test]
fn the_common_start_is_kept() {
    let hunks = Start.diff("cafés", "café!").expect("an answer");
    assert_eq!(hunks, [Hunk::same(0..5, 0..5), Hunk::changed(5..6, 5..6)]);
}
