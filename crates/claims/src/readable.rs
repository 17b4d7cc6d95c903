//! What plugins answer, as people write it: in the examples of a manifest, and where a plugin is run by hand.

use claims_host::{DraftClaim, Drafts};
use claims_model::{Suggestion, anchor::Hunk};

/// The new text with what became of the old one marked in it: `[-old-]{+new+}`.
pub(crate) fn marked(old: &str, new: &str, hunks: &[Hunk]) -> String {
    let mut text = String::new();
    for hunk in hunks {
        let (was, now) = (&old[hunk.old.clone()], &new[hunk.new.clone()]);
        if hunk.same {
            text.push_str(now);
            continue;
        }
        for (open, words, close) in [("[-", was, "-]"), ("{+", now, "+}")] {
            if !words.is_empty() {
                text.extend([open, words, close]);
            }
        }
    }
    text
}

/// The claims that were drafted, a line each: who, and the wording.
pub(crate) fn drafted(drafts: &Drafts) -> String {
    let by = |party: usize| drafts.parties().get(party).map_or("", |party| party.name.as_str());
    let line = |claim: &DraftClaim| {
        let names: Vec<&str> = claim.claimants.iter().map(|claimant| by(claimant.party)).collect();
        said(&names.join(", "), &claim.text)
    };
    drafts.claims().iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The passages that were found in a text, a line each: who, where the finder says so, and the words.
pub(crate) fn found(text: &str, found: &[Suggestion]) -> String {
    let line = |one: &Suggestion| said(one.claimant.as_deref().unwrap_or_default(), &text[one.at.clone()]);
    found.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn said(who: &str, what: &str) -> String {
    if who.is_empty() { what.to_owned() } else { format!("{who}: {what}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_and_new_words_are_marked_where_they_stood() {
        let hunk = |same, old, new| Hunk { same, coarse: false, old, new };
        let hunks = [hunk(true, 0..3, 0..3), hunk(false, 3..4, 3..4), hunk(false, 4..5, 4..4), hunk(false, 5..5, 4..5)];
        assert_eq!(marked("It 15", "It 56", &hunks), "It [-1-]{+5+}[-5-]{+6+}");
    }
}
