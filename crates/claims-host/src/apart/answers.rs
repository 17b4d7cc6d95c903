//! What a reply says, believed only after the same look at it that a plugin in this process gets.

use std::{borrow::Cow, collections::HashMap};

use claims_abi::{NO_ROW, Status};
use claims_model::{Case, Handle, Points, Score, Suggestion, anchor::Hunk};

use super::{
    Crash,
    wire::{Reply, WireScore, from_hex},
};
use crate::{
    Drafts, Error,
    sink::{Sink, drafts::JsonFault},
    view::{View, row_number},
};

/// The scores of each case.
pub(super) fn scores(plugin: &str, cases: &[Case], reply: Reply) -> Result<Vec<Vec<Score>>, Error> {
    let answers = reply.scores.ok_or_else(|| garbled(plugin, "no member `scores`"))?;
    if answers.len() != cases.len() {
        let what = format!("scores for {} cases, and {} were asked", answers.len(), cases.len());
        return Err(garbled(plugin, what));
    }
    cases.iter().zip(answers).map(|(case, scores)| scores_of(plugin, case, scores)).collect()
}

fn scores_of(plugin: &str, case: &Case, scores: Vec<WireScore>) -> Result<Vec<Score>, Error> {
    let view = View::new(case, &[]);
    let mut sink = Sink::for_scores(&view, Cow::Owned(plugin.to_owned()));
    let rows = |handles: &mut dyn Iterator<Item = Handle>| -> HashMap<Handle, u32> {
        handles.enumerate().map(|(row, handle)| (handle, row_number(row))).collect()
    };
    let claims = rows(&mut case.claims.iter().map(|claim| claim.handle));
    let links = rows(&mut case.links.iter().map(|link| link.handle));
    let row = |rows: &HashMap<Handle, u32>, handle: Handle| {
        rows.get(&handle).copied().ok_or_else(|| garbled(plugin, format!("{handle} is not in the case")))
    };
    for score in scores {
        let claim = row(&claims, score.claim)?;
        sink.score(|scores| scores.score(claim, score.value, score.base));
        for part in score.contributions {
            let link = part.link.map_or(Ok(NO_ROW), |link| row(&links, link))?;
            sink.score(|scores| scores.contribution(claim, link, Some(part.because), part.amount));
        }
        for remark in score.remarks {
            sink.score(|scores| scores.remark(claim, Some(remark)));
        }
    }
    sink.into_scores(plugin, Status::DONE)
}

/// The way from one text to the other.
pub(super) fn hunks(plugin: &str, old: &str, new: &str, reply: Reply) -> Result<Vec<Hunk>, Error> {
    let hunks = reply.hunks.ok_or_else(|| garbled(plugin, "no member `hunks`"))?;
    let mut sink = Sink::for_hunks(old, new);
    let (olds, news) = (Points::of(old), Points::of(new));
    let (mut was, mut now) = (0_usize, 0_usize);
    for hunk in hunks {
        let (old_end, new_end) = (was.saturating_add(hunk.old), now.saturating_add(hunk.new));
        let (old, new) =
            (byte(&olds, old, was)..byte(&olds, old, old_end), byte(&news, new, now)..byte(&news, new, new_end));
        (was, now) = (old_end, new_end);
        sink.hunk(Hunk { same: hunk.same, coarse: hunk.coarse, old, new });
    }
    sink.into_hunks(plugin, Status::DONE)
}

/// The byte at which a code point begins; one beyond the end where there are fewer, so that it is found out.
fn byte(points: &Points<'_>, text: &str, point: usize) -> usize {
    points.byte(point).unwrap_or(text.len() + 1)
}

/// The bytes of a file.
pub(super) fn file(plugin: &str, reply: Reply) -> Result<Vec<u8>, Error> {
    match (reply.text, reply.hex.as_deref().map(from_hex)) {
        (Some(text), None) => Ok(text.into_bytes()),
        (None, Some(Some(bytes))) => Ok(bytes),
        _ => Err(garbled(plugin, "neither `text` nor `hex`")),
    }
}

/// Drafts of records.
pub(super) fn drafts(plugin: &str, reply: Reply) -> Result<Drafts, Error> {
    let drafts = reply.drafts.ok_or_else(|| garbled(plugin, "no member `drafts`"))?;
    let mut sink = Sink::for_drafts();
    let mut form = None;
    sink.draft(|rows| match rows.draft_json(&drafts) {
        Ok(()) => Ok(()),
        Err(JsonFault::Fault(fault)) => Err(fault),
        Err(JsonFault::NoName(name)) => {
            form = Some(format!("there is no table, field or relation {name:?}"));
            Ok(())
        }
        Err(JsonFault::Form(what)) => {
            form = Some(what);
            Ok(())
        }
    });
    match form {
        Some(what) => Err(garbled(plugin, what)),
        None => sink.into_drafts(plugin, Status::DONE),
    }
}

/// What a text claims, in the finder's own order.
pub(super) fn suggestions(plugin: &str, text: &str, reply: Reply) -> Result<Vec<Suggestion>, Error> {
    let found = reply.suggestions.ok_or_else(|| garbled(plugin, "no member `suggestions`"))?;
    let mut sink = Sink::for_suggestions(text);
    let points = Points::of(text);
    for one in &found {
        let (start, end) = (byte(&points, text, one.start), byte(&points, text, one.end));
        let (wording, claimant) = (one.wording.as_deref(), one.claimant.as_deref());
        let (wording, claimant) = (wording.map(str::as_bytes), claimant.map(str::as_bytes));
        sink.suggest(|found| found.suggest(start, end, wording, claimant, one.confidence));
    }
    sink.into_suggestions(plugin, Status::DONE)
}

fn garbled(plugin: &str, what: impl Into<String>) -> Error {
    Error::Crashed { plugin: plugin.to_owned(), why: Crash::Garbled(what.into()), last_words: String::new() }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use claims_model::{Filed, Key, Kind, Link, Stance, Status as ClaimStatus, Target, Timestamp};
    use proptest::{prelude::*, sample::Index};
    use uuid::Uuid;

    use super::*;

    /// Replies of every sort, right and wrong, a line each.
    const REPLIES: &str = include_str!("../../tests/corpus/replies.jsonl");
    /// Characters of one, two, three and four bytes.
    const OLD: &str = "Ärger 漢👍 closed.";
    const NEW: &str = "Ärger closed!";

    /// What a mutation puts in: pieces that replies are made of, and some that they are not.
    const PIECES: [&str; 16] = [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        "null",
        "1e999",
        "-1",
        "18446744073709551616",
        "\"l1\"",
        "é",
        "\u{0}",
        "c1",
    ];

    fn case() -> Case {
        let key = |number| Key::new(Uuid::from_u128(number));
        let claim = |number: u32| Filed {
            handle: Handle::new(Kind::Claim, number),
            record: claims_model::Claim::new(key(u128::from(number)), "It is closed".to_owned(), ClaimStatus::Checking),
        };
        let (by, at, note) = ("desk".to_owned(), Timestamp::UNIX_EPOCH, None);
        let to = Target::Claim(key(1));
        let link = Link { key: key(3), from: key(2), to, stance: Stance::Rebuts, by, at, note };
        let links = vec![Filed { handle: Handle::new(Kind::Link, 1), record: link }];
        Case { subjects: vec![key(1)], claims: vec![claim(1), claim(2)], links, ..Case::default() }
    }

    static CASES: LazyLock<[Case; 1]> = LazyLock::new(|| [case()]);

    /// Reads a line as the answer to every question; what is taken for right must be right. Gives whether any was.
    fn hold(line: &[u8]) -> bool {
        let reply = || super::super::read::<Reply>(line).ok();
        let mut right = false;
        if let Some(Ok(scores)) = reply().map(|reply| scores("x", &*CASES, reply)) {
            assert_eq!(scores.len(), 1);
            assert!(scores.iter().flatten().filter_map(|score| score.value).all(|value| (0.0..=1.0).contains(&value)));
            right = true;
        }
        if let Some(Ok(hunks)) = reply().map(|reply| hunks("x", OLD, NEW, reply)) {
            let rebuilt: String = hunks.iter().map(|hunk| &NEW[hunk.new.clone()]).collect();
            let before: String = hunks.iter().map(|hunk| &OLD[hunk.old.clone()]).collect();
            assert_eq!((&*before, &*rebuilt), (OLD, NEW));
            assert!(hunks.iter().filter(|hunk| hunk.same).all(|hunk| OLD[hunk.old.clone()] == NEW[hunk.new.clone()]));
            right = true;
        }
        right |= reply().is_some_and(|reply| file("x", reply).is_ok());
        if let Some(Ok(drafts)) = reply().map(|reply| drafts("x", reply)) {
            let parties = drafts.parties().len();
            let all = drafts.claims().iter().flat_map(|claim| &claim.claimants);
            assert!(all.into_iter().all(|claimant| claimant.party < parties));
            right = true;
        }
        if let Some(Ok(found)) = reply().map(|reply| suggestions("x", OLD, reply)) {
            assert!(found.iter().all(|one| !OLD[one.at.clone()].is_empty() && (0.0..=1.0).contains(&one.confidence)));
            right = true;
        }
        right
    }

    #[test]
    fn the_corpus_has_answers_of_both_sorts() {
        let right = REPLIES.lines().filter(|line| hold(line.as_bytes())).count();
        let all = REPLIES.lines().count();
        assert!(right > 6 && all - right > 6, "{right} of {all} are right");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

        #[test]
        fn no_mutation_of_an_answer_is_too_strange(
            line in any::<Index>(),
            edits in proptest::collection::vec((any::<Index>(), 0..4_usize, any::<Index>()), 0..6),
        ) {
            let lines: Vec<&str> = REPLIES.lines().collect();
            let mut bytes = line.get(&lines).as_bytes().to_vec();
            for (at, drop, piece) in edits {
                let at = at.index(bytes.len() + 1);
                let end = bytes.len().min(at + drop);
                bytes.splice(at..end, piece.get(&PIECES).bytes());
            }
            hold(&bytes);
        }
    }
}
