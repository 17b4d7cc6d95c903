//! Differences of two texts, by each bundled differ; and what is told from them.

use claims_model::{
    anchor::Hunk,
    edit::{Edit, EditSort},
    moves::moves,
};

use super::texts;

/// Compares two texts.
///
/// # Panics
/// When the way does not lead from one to the other, or when it is not the same twice.
pub fn run(data: &[u8]) {
    let [old, new] = texts(data);
    let prose = claims_plugin_prose::compare(&old, &new);
    assert_eq!(prose, claims_plugin_prose::compare(&old, &new));
    let hunks = leads(&old, &new, prose);
    leads(&old, &new, claims_plugin_lines::compare(&old, &new));
    let edit = Edit::of(&old, &new, &hunks);
    assert_eq!(edit.sort == EditSort::None, old == new);
    for moved in moves(&old, &new, &hunks) {
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(words(&old[moved.old]), words(&new[moved.new]));
    }
}

/// Applies a way to the old text, which must give the new one.
fn leads(old: &str, new: &str, hunks: Vec<claims_plugin::Hunk>) -> Vec<Hunk> {
    let (mut was, mut now, mut applied) = (0, 0, String::new());
    for hunk in &hunks {
        assert_eq!((hunk.old.start, hunk.new.start), (was, now), "a gap");
        assert!(!hunk.old.is_empty() || !hunk.new.is_empty(), "an empty step");
        // Slicing panics inside a character.
        let (before, after) = (&old[hunk.old.clone()], &new[hunk.new.clone()]);
        assert_eq!(hunk.same, before == after, "{hunk:?}");
        applied.push_str(if hunk.same { before } else { after });
        (was, now) = (hunk.old.end, hunk.new.end);
    }
    assert_eq!((was, now, applied.as_str()), (old.len(), new.len(), new));
    let hunk = |one: claims_plugin::Hunk| Hunk { same: one.same, coarse: one.coarse, old: one.old, new: one.new };
    hunks.into_iter().map(hunk).collect()
}
