//! How much is lost when a text is spoilt as texts are on the web: typing errors, capitals, words of dialect and haste, and
//! when it says the opposite.

use claims_model::matching::{self, Likeness, Query};

use crate::{
    chance::Chance,
    data::Asked,
    filed::Book,
    measure::{mean, precision},
};

/// Spoils a text, with numbers for what would else be chance.
type Spoil = fn(&str, &mut Chance) -> String;

/// Asks spoilt queries.
pub(crate) fn measure(book: &mut Book, asked: &[Asked]) {
    let ways: [(&str, Spoil); 5] = [
        ("a typing error in every fifth word", typing),
        ("all capitals", |text, _| text.to_uppercase()),
        ("all small letters", |text, _| text.to_lowercase()),
        ("haste and dialect", dialect),
        ("negated", negated),
    ];
    for (name, spoil) in ways {
        let mut chance = Chance::new();
        let (mut precisions, mut same, mut marked) = (Vec::new(), 0, 0);
        for one in asked {
            let query = Query::of(&spoil(&one.text, &mut chance));
            let found = book.find(&query);
            let ranked = matching::rank(&query, &found.frequencies, &found.claims, &[]);
            let order: Vec<usize> = ranked.iter().map(|one| found.places[one.place]).collect();
            precisions.push(precision(&order, &one.right));
            if let Some(right) = ranked.iter().find(|first| one.right.contains(&found.places[first.place])) {
                same += usize::from(right.likeness == Likeness::Same);
                marked += usize::from(right.likeness == Likeness::Opposite);
            }
        }
        println!(
            "  {name}: MAP@5 {:.4}; the claim is called the same for {same} of {}, the opposite for {marked}",
            mean(&precisions),
            asked.len()
        );
    }
}

/// Two neighbouring letters change places, one is left out, or one comes twice.
fn typing(text: &str, chance: &mut Chance) -> String {
    let spoil = |word: &str, chance: &mut Chance| {
        let mut letters: Vec<char> = word.chars().collect();
        if letters.len() < 4 || chance.below(5) > 0 {
            return word.to_owned();
        }
        let at = 1 + chance.below(letters.len() - 2);
        match chance.below(3) {
            0 => letters.swap(at, at + 1),
            1 => {
                letters.remove(at);
            }
            _ => letters.insert(at, letters[at]),
        }
        letters.into_iter().collect()
    };
    text.split(' ').map(|word| spoil(word, chance)).collect::<Vec<_>>().join(" ")
}

fn dialect(text: &str, _: &mut Chance) -> String {
    let changed = |word: &str| match word.to_lowercase().as_str() {
        "you" => "u".to_owned(),
        "your" | "you're" => "ur".to_owned(),
        "are" => "r".to_owned(),
        "and" => "n".to_owned(),
        "people" => "ppl".to_owned(),
        "because" => "cuz".to_owned(),
        "government" => "gov".to_owned(),
        "president" => "prez".to_owned(),
        "the" => "da".to_owned(),
        "with" => "w/".to_owned(),
        "going" => "gonna".to_owned(),
        _ => match word.strip_suffix("ing") {
            Some(stem) if stem.len() > 2 => format!("{stem}in"),
            _ => word.to_owned(),
        },
    };
    text.split(' ').map(changed).collect::<Vec<_>>().join(" ")
}

/// Denies the first statement: after the first form of "be", "have" or "do" or a modal verb, or at the beginning.
fn negated(text: &str, _: &mut Chance) -> String {
    let mut words: Vec<&str> = text.split(' ').collect();
    let verbs = [
        "is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "should", "must", "did",
        "does", "do",
    ];
    match words.iter().position(|word| verbs.contains(&word.to_lowercase().as_str())) {
        Some(at) => words.insert(at + 1, "not"),
        None => words.insert(0, "It is not true that"),
    }
    words.join(" ")
}
