//! What a plugin in this process is lent is what the program has, not a copy of it.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

use std::sync::Mutex;

use claims_host::Plugin;
use claims_plugin::{Case, Differ, Failure, Finder, Hunk, Importer, Suggestion, export};

/// Where what was given began, and how long it was.
static SEEN: Mutex<Vec<(usize, usize)>> = Mutex::new(Vec::new());

#[derive(Default)]
struct Witness;

fn see(given: &[u8]) {
    SEEN.lock().unwrap().push((given.as_ptr() as usize, given.len()));
}

impl Differ for Witness {
    fn diff(&self, old: &str, new: &str) -> Result<Vec<Hunk>, Failure> {
        see(old.as_bytes());
        see(new.as_bytes());
        Ok(vec![Hunk::changed(0..old.len(), 0..new.len())])
    }
}

impl Finder for Witness {
    fn find<'t>(&self, _: Case<'_>, text: &'t str) -> Result<Vec<Suggestion<'t>>, Failure> {
        see(text.as_bytes());
        Ok(Vec::new())
    }
}

impl Importer for Witness {
    fn import(&self, _: Case<'_>, bytes: &[u8], _: &mut claims_plugin::Drafts<'_>) -> Result<(), Failure> {
        see(bytes);
        Ok(())
    }
}

export!(witness: differ Witness, finder Witness, importer Witness);

#[test]
fn ten_megabytes_are_lent_where_they_lie() {
    let plugin = Plugin::linked(&PLUGIN).unwrap();
    let texts = ["An old line.\n", "A new line.\n"].map(|line| line.repeat((10 << 20) / line.len()));
    plugin.diff(&texts[0], &texts[1]).unwrap();
    plugin.find(&texts[0], &[]).unwrap();
    plugin.import(texts[1].as_bytes(), &[]).unwrap();
    let [old, new] = texts.each_ref().map(|text| (text.as_ptr() as usize, text.len()));
    assert_eq!(*SEEN.lock().unwrap(), [old, new, old, new]);
}
