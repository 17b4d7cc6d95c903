//! The plugin through the same entry as the program uses.

use claims_host::{Kind, Plugin};
use claims_model::anchor::{AnchorState, follow};

#[test]
fn a_quote_is_followed_through_the_differ() {
    let plugin = Plugin::linked(&claims_plugin_prose::PLUGIN).unwrap();
    assert_eq!((plugin.name(), plugin.kinds()), ("prose", vec![Kind::Differ]));
    let old = "The minister spoke on Monday. The army sent 15 shells north. No reply came.";
    let new = "The minister spoke to reporters. The army sent 50 shells north. No reply came.";
    let hunks = plugin.diff(old, new).unwrap();
    let state = |quote: &str| {
        let start = old.find(quote).unwrap();
        follow(old, new, start..start + quote.len(), &hunks).state
    };
    assert_eq!(state("sent 15 shells"), AnchorState::Edited);
    assert_eq!(state("No reply came"), AnchorState::Same);
    assert_eq!(state("on Monday"), AnchorState::Removed);
}

#[test]
fn the_same_text_is_one_hunk_and_no_text_is_none() {
    let plugin = Plugin::linked(&claims_plugin_prose::PLUGIN).unwrap();
    assert_eq!(plugin.diff("same", "same").unwrap().len(), 1);
    assert!(plugin.diff("", "").unwrap().is_empty());
}
