//! Tests what the plugin drafts; claims is not needed for it.

use claims_plugin::testing::{Call, Error, call};
use claims_plugin_{{name}}::PLUGIN;

/// With the options of plugin.toml and their defaults, as claims gives them.
fn plugin() -> Call {
    call(&PLUGIN).with("mark", ": ")
}

#[test]
fn a_line_is_a_claim() {
    let drafted = plugin().import(b"Ines Prado: It is closed\n\nJon Reyes: It is open\r\n");
    let drafted = drafted.expect("drafts");
    let open = drafted.read().claims().nth(1).expect("a second claim");
    let claimant = open.claimants().next().expect("a claimant");
    let name = claimant.party().map(|party| party.name());
    assert_eq!((open.text(), name), ("It is open", Some("Jon Reyes")));
}

#[test]
fn a_line_without_a_name_is_declined() {
    let answer = plugin().import(b"Ines Prado: It is closed\nIt is open\n");
    let declined = Error::Failed("line 2 names nobody".to_owned());
    assert_eq!(answer.err(), Some(declined));
    assert!(plugin().import(b"\xff: It is open").is_err());
}
