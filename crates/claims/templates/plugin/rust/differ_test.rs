//! Tests what the plugin finds; claims is not needed for it.

use claims_plugin::{Hunk, testing::call};
use claims_plugin_{{name}}::PLUGIN;

#[test]
fn the_common_start_is_kept() {
    // With the options of plugin.toml and their defaults, as claims gives them.
    let plugin = call(&PLUGIN).with("fold", "false");
    let hunks = plugin.diff("cafés", "café!").expect("hunks");
    assert_eq!(hunks, [Hunk::same(0..5, 0..5), Hunk::changed(5..6, 5..6)]);
}
