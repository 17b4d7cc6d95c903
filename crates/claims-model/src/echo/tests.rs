//! What is an echo and what is not, and that the work grows with the texts.

use proptest::prelude::*;

use super::*;

const WIRE: &str = "The council of the harbour town voted on Monday to close the old pier for two years, after divers \
    found that eleven of its forty piles had rotted through below the water line.";
const SPEECH: &str = "We have waited nine years for this pier to be mended and every spring another committee came to \
    look at it and wrote another report that nobody in this town hall ever cared to read aloud";

/// Words that stand in no other text.
fn own(text: &str, words: usize) -> String {
    (0..words).map(|word| format!("{text}{word} ")).collect()
}

fn pairs(texts: &[String]) -> Vec<(usize, usize)> {
    echoes(texts).pairs.iter().map(|pair| (pair.earlier, pair.later)).collect()
}

#[test]
fn a_repeated_passage_is_an_echo_whatever_its_typography() {
    let later = WIRE.to_uppercase().replace(", ", " — ");
    let found = echoes(&[format!("{} {WIRE}", own("a", 40)), format!("{later} {}", own("b", 100))]);
    let [pair] = found.pairs.as_slice() else { panic!("{found:?}") };
    assert_eq!((pair.earlier, pair.later, pair.shared, pair.shorter), (0, 1, 33, 73));
    assert_eq!(pair.longest, 0..later.trim_end_matches('.').len());
}

#[test]
fn a_word_changed_here_and_there_is_still_an_echo() {
    let later = WIRE.replace("eleven", "twelve").replace("old pier", "old wooden pier");
    let found = echoes(&[WIRE.to_owned(), later]);
    assert_eq!(found.pairs.iter().map(|pair| pair.shared).collect::<Vec<_>>(), [32]);
}

#[test]
fn the_same_quotation_is_no_echo_and_the_same_words_around_it_are() {
    let told = |by: &str, quote: &str| format!("{} {quote} {}", own(by, 30), own(by, 30));
    let quote = format!("“{SPEECH}”");
    assert_eq!(pairs(&[told("a", &quote), told("b", &quote)]), []);
    // Quoted in one of them is enough: the other may have taken the words from the speech as well.
    assert_eq!(pairs(&[told("a", &quote), told("b", SPEECH)]), []);
    assert_eq!(pairs(&[told("a", SPEECH), told("b", SPEECH)]), [(0, 1)]);
    let with_lead = format!("{WIRE} {quote}");
    assert_eq!(pairs(&[told("a", &with_lead), told("b", &with_lead)]), [(0, 1)]);
}

#[test]
fn short_passages_are_no_echo_however_many() {
    let short = WIRE.split(' ').take(20).collect::<Vec<_>>().join(" ");
    let other = SPEECH.split(' ').take(20).collect::<Vec<_>>().join(" ");
    let text = |by: &str| format!("{short} {} {other}", own(by, 20));
    assert_eq!(pairs(&[text("a"), text("b")]), []);
    let characters = "北韓宣布將於本月十五日舉行閱兵式並邀請外國代表團前往平壤觀禮";
    assert_eq!(pairs(&[characters.to_owned(), characters.to_owned()]), []);
}

#[test]
fn scripts_without_spaces_have_echoes_too() {
    let long: String = ('一'..='仿').collect();
    assert_eq!(pairs(&[long.clone(), format!("{long}完")]), [(0, 1)]);
}

#[test]
fn what_many_texts_have_tells_nothing() {
    let texts: Vec<String> = (0..COMMON + 1).map(|text| format!("{} {WIRE}", own(&format!("t{text}x"), 10))).collect();
    let found = echoes(&texts);
    assert_eq!((found.pairs.len(), found.common > 0), (0, true));
    assert!(!pairs(&texts[1..]).is_empty());
}

#[test]
fn of_many_copies_each_is_told_once_and_what_is_joined_not_at_all() {
    let texts: Vec<String> = (0..12).map(|text| format!("{} {WIRE}", own(&format!("t{text}x"), 10))).collect();
    let told = |joined: &[(usize, usize)]| {
        let left = strongest(echoes(&texts).pairs, texts.len(), joined.iter().copied());
        left.iter().map(|pair| (pair.earlier, pair.later)).collect::<Vec<_>>()
    };
    assert_eq!(told(&[]), (1..12).map(|later| (0, later)).collect::<Vec<_>>());
    assert_eq!(told(&[(3, 7)]).len(), 10);
    let all: Vec<(usize, usize)> = (1..12).map(|later| (0, later)).collect();
    assert_eq!(told(&all), []);
}

#[test]
fn the_work_grows_with_the_texts() {
    // Each text repeats its neighbour, and they all have a footer.
    let text = |at: usize| {
        format!("{} {WIRE} {}{}", own(&format!("g{}x", at / 2), 300), own("f", 30), own(&format!("t{at}x"), 300))
    };
    let work = |texts: usize| {
        let texts: Vec<String> = (0..texts).map(text).collect();
        let words: usize = texts.iter().map(|text| text.split_whitespace().count()).sum();
        (echoes(&texts).work, words)
    };
    let (small, words) = work(100);
    assert!(small <= (2 + REMEMBERED) * words, "{small} look-ups for {words} words");
    let (large, _) = work(400);
    assert!(large <= 4 * small + small / 10, "{large} look-ups after {small}");
}

#[test]
fn texts_that_repeat_themselves_cost_no_more() {
    let long = "Nothing happened in the harbour today. ".repeat(2_000);
    let found = echoes(&[long.clone(), long]);
    assert!(found.work <= 10 * 2 * 12_000, "{}", found.work);
}

proptest! {
    #[test]
    fn any_texts_are_compared_soundly(
        parts in proptest::collection::vec("[\\PC\n]{0,8}|([a-c]{1,3} ){0,60}|[“”„\"«»]", 1..6),
        picks in proptest::collection::vec(proptest::collection::vec(0usize..6, 0..6), 0..6),
    ) {
        let text = |picks: &Vec<usize>| picks.iter().map(|pick| parts[pick % parts.len()].as_str()).collect::<String>();
        let texts: Vec<String> = picks.iter().map(text).collect();
        let found = echoes(&texts);
        for pair in &found.pairs {
            prop_assert!(pair.earlier < pair.later && pair.shared <= pair.shorter && pair.longest_words >= LEAST_WORDS);
            prop_assert!(texts[pair.later].get(pair.longest.clone()).is_some());
        }
        prop_assert_eq!(&echoes(&texts), &found);
        prop_assert!(strongest(found.pairs, texts.len(), []).len() < texts.len().max(1));
    }
}
