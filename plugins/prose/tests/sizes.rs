//! Large and hostile texts end, and soon; the work is bounded by a count, so the answer never depends on the machine.

use std::fmt::Write as _;

use claims_plugin::Hunk;
use claims_plugin_prose::compare;

/// Numbers that look random and are the same every time (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).expect("48 bits fit") % limit
    }
}

/// Sentences of words from a vocabulary, about `bytes` long together.
fn sentences(bytes: usize, vocabulary: usize, dice: &mut Dice) -> Vec<String> {
    let (mut sentences, mut length) = (Vec::new(), 0);
    while length < bytes {
        let mut sentence = String::from("The");
        for _ in 0..8 + dice.below(16) {
            write!(sentence, " word{}", dice.below(vocabulary)).expect("a string takes all");
        }
        sentence.push('.');
        length += sentence.len() + 1;
        sentences.push(sentence);
    }
    sentences
}

/// Words from a vocabulary without a stop or a line end.
fn words(count: usize, vocabulary: usize, dice: &mut Dice) -> String {
    (0..count).map(|_| format!("w{}", dice.below(vocabulary))).collect::<Vec<_>>().join(" ")
}

/// The difference, after holding that it covers both texts and is true.
fn covered(old: &str, new: &str) -> Vec<Hunk> {
    let hunks = compare(old, new);
    let mut at = (0, 0);
    for hunk in &hunks {
        assert_eq!((hunk.old.start, hunk.new.start), at);
        assert_eq!(hunk.same, old[hunk.old.clone()] == new[hunk.new.clone()]);
        at = (hunk.old.end, hunk.new.end);
    }
    assert_eq!(at, (old.len(), new.len()));
    hunks
}

/// The share of the old text that is the same in the new one.
fn kept(old: &str, hunks: &[Hunk]) -> f64 {
    let bytes: usize = hunks.iter().filter(|hunk| hunk.same).map(|hunk| hunk.old.len()).sum();
    bytes as f64 / old.len() as f64
}

#[test]
fn few_edits_in_a_large_text_are_found_one_by_one() {
    let mut dice = Dice(1);
    let old = sentences(10_000_000, 20_000, &mut dice);
    let mut new = old.clone();
    for _ in 0..old.len() / 100 {
        let at = dice.below(new.len());
        match dice.below(3) {
            0 => new[at] = new[at].replacen("word", "edited", 1),
            1 => drop(new.remove(at)),
            _ => new.insert(at, format!("An inserted sentence {}.", dice.below(1_000_000))),
        }
    }
    let (old, new) = (old.join(" "), new.join(" "));
    let hunks = covered(&old, &new);
    assert!(kept(&old, &hunks) > 0.99);
    assert!(hunks.iter().all(|hunk| !hunk.coarse));
}

#[test]
fn edits_in_a_text_without_sentences_are_found_too() {
    let mut dice = Dice(2);
    let old = words(300_000, 5_000, &mut dice);
    let mut new: Vec<&str> = old.split(' ').collect();
    for _ in 0..3_000 {
        let at = dice.below(new.len());
        new[at] = "edited";
    }
    let hunks = covered(&old, &new.join(" "));
    assert!(kept(&old, &hunks) > 0.98);
}

#[test]
fn a_text_in_other_words_is_not_coarse() {
    let mut dice = Dice(3);
    let old = sentences(1_000_000, 50_000, &mut dice).join(" ");
    let new = sentences(1_000_000, 50_000, &mut dice).join(" ").replace("word", "other");
    // Only "The" and the stops are left; what cannot be paired costs nothing.
    assert!(covered(&old, &new).iter().all(|hunk| !hunk.coarse));
}

#[test]
fn when_the_work_does_not_suffice_the_changes_are_coarse_every_time() {
    let mut dice = Dice(5);
    let (old, new) = (words(100_000, 300, &mut dice), words(100_000, 300, &mut dice));
    let hunks = covered(&old, &new);
    assert!(hunks.iter().any(|hunk| hunk.coarse));
    // Chance alone pairs a tenth of such words; they stay paired.
    assert!(kept(&old, &hunks) > 0.05);
    assert_eq!(covered(&old, &new), hunks);
}

#[test]
fn a_text_that_keeps_one_part_in_a_hundred_is_never_a_single_change() {
    let mut dice = Dice(6);
    for vocabulary in [3, 100, 10_000] {
        let shared = words(1_000, vocabulary, &mut dice);
        let mut other = || words(50_000, vocabulary, &mut dice);
        let old = format!("{} {shared} {}", other(), other());
        let new = format!("{shared} {} {}", other(), other());
        assert!(kept(&old, &covered(&old, &new)) >= 0.009, "{vocabulary}");
    }
    // Single words, far from one another, and in between nothing that is the same.
    let sparse = |word: &str| {
        (0..1_000).map(|at| format!("shared{at}{}", format!(" {word}").repeat(99))).collect::<Vec<_>>().join(" ")
    };
    let (old, new) = (sparse("was"), sparse("now"));
    assert!(kept(&old, &covered(&old, &new)) > 0.009);
}

#[test]
fn hostile_texts_end() {
    let mut dice = Dice(4);
    for vocabulary in [2, 30, 1_000, 100_000] {
        covered(&words(60_000, vocabulary, &mut dice), &words(60_000, vocabulary, &mut dice));
    }
    for vocabulary in [5, 5_000] {
        let forward = sentences(500_000, vocabulary, &mut dice);
        let backward: Vec<String> = forward.iter().rev().cloned().collect();
        covered(&forward.join(" "), &backward.join(" "));
        let flat = forward.join(" ");
        covered(&flat, &flat.split(' ').rev().collect::<Vec<_>>().join(" "));
    }
    let yes_no =
        |dice: &mut Dice| (0..100_000).map(|_| if dice.below(2) == 0 { "Yes. " } else { "No. " }).collect::<String>();
    covered(&yes_no(&mut dice), &yes_no(&mut dice));
    for unit in [")", ".", "\n", " ", "a", "a ", "a\n", "字", "\u{301}", "Mr. "] {
        covered(&unit.repeat(200_000), &unit.repeat(180_001));
        covered(&format!("x{}", unit.repeat(100_000)), &format!("{}y", unit.repeat(100_000)));
    }
    covered(&words(3, 9, &mut dice), &words(100_000, 9, &mut dice));
}
