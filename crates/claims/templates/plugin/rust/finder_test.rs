//! Tests what the plugin finds; claims is not needed for it.

use claims_plugin::testing::call;
use claims_plugin_{{name}}::PLUGIN;

#[test]
fn sentences_with_a_figure_are_found() {
    let text = "Port news\nThe café closed. It sold 1.5 t in 2022!  Who knows?\n Now 3 remain\n";
    // With the options of plugin.toml and their defaults, as claims gives them.
    let plugin = call(&PLUGIN).with("least", "1");
    let found = plugin.find(text).expect("suggestions");
    let passages: Vec<&str> = found.iter().map(|one| one.passage).collect();
    assert_eq!(passages, ["It sold 1.5 t in 2022!", "Now 3 remain"]);
}
