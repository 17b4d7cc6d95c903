//! Quotes that are followed into a later version of their text.

use claims_model::anchor::{AnchorState, Hunk, called_out, follow};

use super::{letters, passage, texts};

/// Follows a passage of one text into another: two bytes say where it stands.
///
/// # Panics
/// When a quote is called the same whose letters or digits differ, or a place cuts a character or is one too many.
pub fn run(data: &[u8]) {
    let Some((ends, data)) = data.split_first_chunk::<2>() else { return };
    let [old, new] = texts(data);
    let at = passage(&old, *ends);
    let hunk = |one: claims_plugin::Hunk| Hunk { same: one.same, coarse: one.coarse, old: one.old, new: one.new };
    let hunks: Vec<Hunk> = claims_plugin_prose::compare(&old, &new).into_iter().map(hunk).collect();
    let anchored = follow(&old, &new, at.clone(), &hunks);
    assert!((0.0..=1.0).contains(&anchored.score), "{anchored:?}");
    let (was, count) = (&old[at.clone()], anchored.places.len());
    let fits = match anchored.state {
        AnchorState::Removed => count == 0,
        AnchorState::Ambiguous => count > 1,
        _ => count == 1,
    };
    assert!(fits, "a quote that is {} in {count} places", anchored.state);
    assert!(anchored.places.windows(2).all(|two| two[0].start < two[1].start));
    // Slicing panics inside a character.
    let now: Vec<&str> = anchored.places.iter().map(|place| &new[place.clone()]).collect();
    let lower = |text: &str| letters(&text.to_lowercase());
    match anchored.state {
        AnchorState::Same => assert_eq!(was, now[0]),
        AnchorState::Typographic | AnchorState::Moved => assert_eq!(lower(was), lower(now[0])),
        _ => {}
    }
    for change in &anchored.changes {
        assert!(at.start <= change.was.start && change.was.end <= at.end, "{change:?}");
        called_out(&old[change.was.clone()], &new[change.now.clone()]);
    }
    if old == new && !at.is_empty() {
        assert_eq!((anchored.state, &anchored.places[..]), (AnchorState::Same, &[at][..]));
    }
}
