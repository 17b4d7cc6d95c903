//! Texts that make a differ slow, large or wrong: each is compared once or a few times, with its memory.

use std::time::Instant;

use claims_plugin_prose::compare;

use crate::{
    MEMORY, Pair, exact,
    made::{Dice, article, edited, repeated, reversed, shuffled},
    median, ours, peers,
};

/// How often each is compared.
const ROUNDS: usize = 5;
/// The exact answer is looked for up to so many edits.
const MOST: usize = 30_000;

/// Prints a line for each.
pub(crate) fn measure() {
    println!("worst cases: seconds; the most memory at once, in times of both texts; tokens over the least");
    for (name, pair) in cases() {
        let mut times = Vec::new();
        let mut peak = 0.0_f64;
        for _ in 0..ROUNDS {
            let before = MEMORY.current_usage();
            MEMORY.reset_peak_usage();
            let start = Instant::now();
            let hunks = compare(&pair.old, &pair.new);
            times.push(start.elapsed().as_secs_f64());
            peak = peak.max((MEMORY.peak_usage() - before) as f64);
            drop(hunks);
        }
        let hunks = compare(&pair.old, &pair.new);
        let same: usize = hunks.iter().filter(|hunk| hunk.same).map(|hunk| hunk.old.len()).sum();
        let kept = 100.0 * same as f64 / pair.old.len() as f64;
        let coarse = if hunks.iter().any(|hunk| hunk.coarse) { "coarse" } else { "fine" };
        let (old, new) = peers::numbers(&pair.old, &pair.new);
        let over = exact::distance(&old, &new, MOST).map_or_else(String::new, |least| {
            format!("×{:.4} of the least", ours(&pair.old, &pair.new) as f64 / least as f64)
        });
        let (seconds, times) = (median(&mut times), peak / pair.bytes() as f64);
        println!("  {name:34} {seconds:6.3} s  ×{times:4.1}  {kept:5.1} % kept  {coarse:6} {over}");
    }
}

fn cases() -> Vec<(&'static str, Pair)> {
    let mut dice = Dice(7);
    let one = article(1_000_000, &mut dice);
    let ten = article(10_000_000, &mut dice);
    let of = |old: &str, new: String| Pair { id: String::new(), old: old.to_owned(), new };
    let flat = ten.replace(". ", " ").replace("\n\n", " ");
    let few = repeated(150_000, 100, &mut dice);
    let shared = article(10_000, &mut dice);
    let mut cases = vec![
        ("1 MB, other words", of(&one, one.replace('a', "u").replace('e', "o"))),
        ("1 MB, the same vocabulary", of(&one, article(1_000_000, &mut dice))),
        ("1 MB, 1 % in common", {
            let (old, new) = (format!("{one}{shared}"), format!("{shared}{}", article(1_000_000, &mut dice)));
            Pair { id: String::new(), old, new }
        }),
        ("10 MB, 1 % of words", of(&ten, edited(&ten, 100, &mut dice))),
        ("10 MB, 1 % of words, no sentences", of(&flat, edited(&flat, 100, &mut dice))),
        ("10 MB, lines broken anew, 1 %", of(&ten, edited(&ten, 100, &mut dice).replace(" k", "\nk"))),
        ("10 MB, curly quotes", of(&ten.replace(", ", "’s "), ten.replace(", ", "'s "))),
        ("10 MB, other words", of(&ten, ten.replace('a', "u").replace('e', "o"))),
        ("10 MB, the same vocabulary", of(&ten, article(10_000_000, &mut dice))),
        ("random words of 2", of(&repeated(150_000, 2, &mut dice), repeated(150_000, 2, &mut dice))),
        ("random words of 100", of(&few, repeated(150_000, 100, &mut dice))),
        ("random words of 10,000", { of(&repeated(150_000, 10_000, &mut dice), repeated(150_000, 10_000, &mut dice)) }),
        ("1 MB, sentences shuffled", of(&one, shuffled(&one, ". ", &mut dice))),
        ("1 MB, words shuffled", of(&one, shuffled(&one, " ", &mut dice))),
        ("1 MB, sentences reversed", of(&one, reversed(&one, ". "))),
        ("1 MB, words reversed", of(&one, reversed(&one, " "))),
        ("random words of 100 reversed", of(&few, reversed(&few, " "))),
    ];
    let mut brackets = |kinds: &[&str]| (0..500_000).map(|_| kinds[dice.below(kinds.len())]).collect::<String>();
    let all = ["(", ")", "[", "]", "{", "}", "<", ">"];
    let (one, other) = (brackets(&all), brackets(&all));
    cases.push(("1 MB of brackets of 8 kinds", of(&one, other)));
    cases.push(("1 MB of brackets reversed", of(&one, one.chars().rev().collect())));
    cases.push(("1 MB of brackets of 2 kinds", of(&brackets(&all[..2]), brackets(&all[..2]))));
    cases.push(("1 MB of brackets, 1 in 100", {
        of(&one, one.chars().map(|c| if dice.below(100) == 0 { '!' } else { c }).collect())
    }));
    let han: Vec<char> = ('\u{4e00}'..'\u{5a00}').collect();
    let mut characters = || (0..170_000).map(|_| han[dice.below(han.len())]).collect::<String>();
    let (one, other) = (characters(), characters());
    let mixed = one.chars().zip(other.chars()).enumerate().map(|(at, both)| if at % 2 == 0 { both.0 } else { both.1 });
    cases.push(("1 MB, every second character", of(&one, mixed.collect())));
    cases.push(("1 MB of the same characters", of(&one, other)));
    let words = |from: u32| (from..from + 120_000).map(|at| format!("{at:x} ")).collect::<String>();
    cases.push(("1 MB, no word twice", of(&words(0x8000), words(0x40000))));
    cases.push(("1 MB, no word twice, reversed", of(&words(0x8000), reversed(&words(0x8000), " "))));
    let every = |kinds: [&str; 2]| (0..125_000).map(|_| kinds.concat()).collect::<String>();
    cases.push(("1 MB, every second mark", of(&every(["(", ")"]), every(["(", "]"]))));
    cases.push(("1 MB, every second line", of(&every(["a\n", "b\n"]), every(["a\n", "c\n"]))));
    cases.push(("1 MB, every line", of(&every(["a\n", "b\n"]), every(["c\n", "d\n"]))));
    for unit in [")", ".", "\n", " ", "a", "a ", "字", "ab. "] {
        let repeat = |times: usize| unit.repeat(times / unit.len());
        cases.push(("1 MB of one thing", of(&repeat(1_000_000), repeat(900_000))));
        cases.push(("1 MB of one thing, another end", {
            of(&format!("x{}", repeat(1_000_000)), format!("{}y", repeat(1_000_000)))
        }));
    }
    cases
}
