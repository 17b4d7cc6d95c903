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
fn a_rewritten_text_is_one_coarse_change() {
    let mut dice = Dice(3);
    let old = sentences(1_000_000, 50_000, &mut dice).join(" ");
    let new = sentences(1_000_000, 50_000, &mut dice).join(" ").replace("word", "other");
    assert!(covered(&old, &new).iter().any(|hunk| hunk.coarse));
}

#[test]
fn when_the_work_is_used_up_the_rest_is_coarse_every_time() {
    let mut dice = Dice(5);
    let mut text = |word: &str| -> String {
        let paragraphs =
            (0..40).map(|number| format!("Part {number}\n\n{}\n\n", words(3_900, 2_000, &mut dice).replace('w', word)));
        paragraphs.collect()
    };
    let (old, new) = (text("was"), text("now"));
    let hunks = covered(&old, &new);
    let coarse: Vec<bool> = hunks.iter().filter(|hunk| !hunk.same).map(|hunk| hunk.coarse).collect();
    // Each part is small enough to be looked at, all together are not.
    assert_eq!(coarse.len(), 40);
    assert!(!coarse[0] && coarse[39], "{coarse:?}");
    assert_eq!(covered(&old, &new), hunks);
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
