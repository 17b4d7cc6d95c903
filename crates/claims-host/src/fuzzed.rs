//! What must be true of what a plugin's process answers, and of what its library says of itself, whatever they are.
//!
//! The tests here feed it short and often; `fuzz/targets` feed it long.

#![cfg_attr(not(fuzzing), allow(unreachable_pub, reason = "the fuzzers are in another crate"))]

use std::{io::Cursor, sync::LazyLock};

use claims_model::{Case, Claim, Filed, Handle, Key, Kind, Link, Stance, Status, Target, Timestamp};

use crate::{
    apart::{
        answers::{drafts, file, hunks, scores, suggestions},
        greeted, read,
        wire::{Reply, Request},
    },
    elf, exports,
};

/// Characters of one, two, three and four bytes.
const OLD: &str = "Ärger 漢👍 closed.";
const NEW: &str = "Ärger closed!";

static CASES: LazyLock<[Case; 1]> = LazyLock::new(|| [case()]);

fn case() -> Case {
    let key = |number: u32| -> Key { format!("00000000-0000-7000-8000-{number:012}").parse().expect("a key") };
    let claim = |number: u32| Filed {
        handle: Handle::new(Kind::Claim, number),
        record: Claim::new(key(number), "It is closed".to_owned(), Status::Checking),
    };
    let (by, at, note) = ("desk".to_owned(), Timestamp::UNIX_EPOCH, None);
    let to = Target::Claim(key(1));
    let link = Link { key: key(3), from: key(2), to, stance: Stance::Rebuts, by, at, note };
    let links = vec![Filed { handle: Handle::new(Kind::Link, 1), record: link }];
    Case { subjects: vec![key(1)], claims: vec![claim(1), claim(2)], links, ..Case::default() }
}

/// Reads a line as the answer to every question, as a greeting and as a question; gives whether it was any answer.
///
/// # Panics
/// When what is taken for right is not.
pub fn line(line: &[u8]) -> bool {
    if let Ok(hello) = greeted(line) {
        assert!(hello.protocols.contains(&super::apart::wire::PROTOCOL));
    }
    if let Ok(request) = read::<Request<'_>>(line) {
        let written = serde_json::to_vec(&request).expect("what was read can be written");
        let again: Request<'_> = read(&written).expect("what was written can be read");
        assert_eq!(serde_json::to_vec(&again).expect("it was written before"), written);
    }
    let reply = || read::<Reply>(line).ok();
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

/// Asks a library how long it is and what it offers.
///
/// # Panics
/// When it offers what does not stand in it.
pub fn library(bytes: &[u8]) {
    let bytes = if bytes.starts_with(elf::MAGIC) { bytes.to_vec() } else { [elf::MAGIC, bytes].concat() };
    let promised = elf::promised_length(Cursor::new(&bytes)).expect("memory can be read");
    assert!(promised >= 64 || bytes.len() >= 64, "{promised}");
    for name in exports(&bytes).into_iter().flatten() {
        assert!(!name.is_empty() && name.len() <= 3 * bytes.len());
    }
}

#[cfg(test)]
mod tests {
    use proptest::{prelude::*, sample::Index};

    use super::*;

    /// Replies of every sort, right and wrong, a line each.
    const REPLIES: &str = include_str!("../tests/corpus/replies.jsonl");

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

    #[test]
    fn the_corpus_has_answers_of_both_sorts() {
        let right = REPLIES.lines().filter(|one| line(one.as_bytes())).count();
        let all = REPLIES.lines().count();
        assert!(right > 6 && all - right > 6, "{right} of {all} are right");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

        #[test]
        fn no_mutation_of_an_answer_is_too_strange(
            one in any::<Index>(),
            edits in proptest::collection::vec((any::<Index>(), 0..4_usize, any::<Index>()), 0..6),
        ) {
            let lines: Vec<&str> = REPLIES.lines().collect();
            let mut bytes = one.get(&lines).as_bytes().to_vec();
            for (at, drop, piece) in edits {
                let at = at.index(bytes.len() + 1);
                let end = bytes.len().min(at + drop);
                bytes.splice(at..end, piece.get(&PIECES).bytes());
            }
            line(&bytes);
        }

        #[test]
        fn any_library_can_be_asked(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            library(&bytes);
        }
    }
}
