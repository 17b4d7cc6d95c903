//! Tables of claims as spreadsheets and scripts write them.

use claims_plugin::testing::{Call, call};
use claims_plugin_tables::{comma, tab};

/// Imports a table of commas and one of tabs.
///
/// # Panics
/// When what was read cannot be written, or comes back as something else.
pub fn run(data: &[u8]) {
    for plugin in [call(&comma::PLUGIN), call(&tab::PLUGIN)] {
        there_and_back(&plugin, data);
    }
}

fn there_and_back(plugin: &Call, file: &[u8]) {
    let Ok(case) = plugin.import(file) else { return };
    assert!(case.read().claims().count() <= file.len());
    let written = plugin.export(&case).expect("what was read can be written");
    let again = plugin.import(&written).expect("what was written can be read");
    let texts = |case: &claims_plugin::testing::Case| -> Vec<String> {
        case.read()
            .claims()
            .map(|claim| format!("{:?} {:?} {:?}", claim.text(), claim.said(), claim.status()))
            .collect()
    };
    assert_eq!(texts(&again), texts(&case));
}
