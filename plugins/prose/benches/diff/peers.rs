//! What others make of the same words: they are given the tokens of the differ and pair them their own way.

use std::collections::HashMap;

use claims_plugin_prose::words;
use imara_diff::{Algorithm, Diff, InternedInput};
use similar::DiffOp;

/// Removed and added tokens by imara-diff's Myers.
pub(crate) fn imara(old: &str, new: &str) -> usize {
    let mut input = InternedInput::default();
    input.update_before(words(old).into_iter().map(|at| &old[at]));
    input.update_after(words(new).into_iter().map(|at| &new[at]));
    let diff = Diff::compute(Algorithm::Myers, &input);
    (diff.count_removals() + diff.count_additions()) as usize
}

/// The same by the Myers of `similar`.
pub(crate) fn similar(old: &str, new: &str) -> usize {
    let cut = |text| -> Vec<&str> { words(text).into_iter().map(|at| &text[at]).collect() };
    let ops = similar::capture_diff_slices(similar::Algorithm::Myers, &cut(old), &cut(new));
    let changed = ops.into_iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    changed.map(|op| op.old_range().len() + op.new_range().len()).sum()
}

/// The tokens of both texts as numbers, for the exact answer.
pub(crate) fn numbers(old: &str, new: &str) -> (Vec<u32>, Vec<u32>) {
    let mut known = HashMap::new();
    let mut number = |text: &str| -> Vec<u32> {
        let tokens = words(text).into_iter();
        tokens
            .map(|at| {
                let next = u32::try_from(known.len()).expect("few words");
                *known.entry(text[at].to_owned()).or_insert(next)
            })
            .collect()
    };
    (number(old), number(new))
}
