//! Entries of a log as a stranger's file may have them.

use claims_model::{Digest, Operation, canonical, chain};

/// Reads an entry; the first byte says which one of it is changed, to see that the chain breaks.
///
/// # Panics
/// When an entry does not come back as it was read, or a change of it does not show.
pub fn run(data: &[u8]) {
    let Some((first, data)) = data.split_first() else { return };
    let Ok(body) = str::from_utf8(data) else { return };
    let before = Digest::of(&[*first]);
    let after = chain(&before, body);
    assert_eq!(after, Digest::of(&[&before.as_bytes()[..], &canonical(body)].concat()), "parts and whole differ");
    if let Some(at) = data.len().checked_sub(1).map(|last| last * usize::from(*first) / 255) {
        let mut changed = data.to_vec();
        changed[at] ^= 1;
        if let Ok(changed) = str::from_utf8(&changed) {
            assert_ne!(after, chain(&before, changed), "byte {at} can be changed");
        }
    }
    let Ok(operation) = serde_json::from_str::<Operation>(body) else { return };
    let written = serde_json::to_string(&operation).expect("what was read can be written");
    let again: Operation = serde_json::from_str(&written).expect("what was written can be read");
    assert_eq!(again, operation);
    assert_eq!(serde_json::to_string(&again).expect("it was written before"), written);
    let back = Operation { changes: operation.inverse(), ..operation.clone() };
    assert_eq!(back.inverse(), operation.changes, "undone twice it is another");
}
