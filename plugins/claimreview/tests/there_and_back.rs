//! What is exported can be imported again: the same claim, claimant, label and rating; and no file makes it panic.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

use claims_plugin::testing::{self, Call, Case};
use proptest::prelude::*;
use serde_json::Value;

fn plugin() -> Call {
    testing::call(&claims_plugin_claimreview::PLUGIN)
}

/// Wording, claimants with their roles, date, label, rating, reasons and addresses of a claim.
#[derive(Debug, Clone, PartialEq)]
struct Told {
    text: String,
    claimants: Vec<(String, Option<String>)>,
    said: Option<String>,
    label: String,
    rating: Option<[i32; 3]>,
    because: String,
    stands_in: Vec<String>,
}

impl Told {
    fn case(all: &[Self]) -> Case {
        Case::of(|draft| {
            for told in all {
                let claim = draft.claim(&told.text).status("checked").said(told.said.as_deref());
                for (name, role) in &told.claimants {
                    claim.claimant(name, role.as_deref());
                }
                let verdict = claim.verdict(&told.label).because(told.because.as_str()).scale("ours");
                if let Some([worst, value, best]) = told.rating {
                    verdict.rating(worst, value, best);
                }
                for address in &told.stands_in {
                    claim.stands_in(draft.source("A title").address(address.as_str()).version("Words."));
                }
            }
        })
    }

    fn read(case: &Case) -> Vec<Self> {
        let number = |number: f64| i32::try_from(number as i64).unwrap();
        let told = |claim: claims_plugin::Claim<'_>| {
            let verdict = claim.verdict().unwrap();
            let rating =
                verdict.value().map(|value| [verdict.worst().unwrap(), value, verdict.best().unwrap()].map(number));
            let claimants =
                claim.claimants().map(|one| (one.party().unwrap().name().to_owned(), one.role().map(str::to_owned)));
            Self {
                text: claim.text().to_owned(),
                claimants: claimants.collect(),
                said: claim.said().map(str::to_owned),
                label: verdict.name().to_owned(),
                rating,
                because: verdict.because().to_owned(),
                stands_in: claim.sources().iter().filter_map(|one| one.address()).map(str::to_owned).collect(),
            }
        };
        case.read().claims().map(told).collect()
    }
}

fn told() -> impl Strategy<Value = Told> {
    let words = || "[a-zA-Zé<>&\"'\\\\{}:,]{1,8}( [a-zA-Z<>/\"北:,]{1,8}){1,4}";
    let name = || "[A-Z][a-z]{2,7} [A-Z\"<][a-zé]{2,7}";
    let rating = (-5..3_i32, 0..4_i32, 0..4_i32)
        .prop_map(|(worst, to_value, to_best)| [worst, worst + to_value, worst + to_value + to_best]);
    let claimants = proptest::collection::btree_map(name(), proptest::option::of(words()), 0..3);
    let said = proptest::sample::select(vec![None, Some("2023"), Some("2023-08"), Some("2023-08-15")]);
    let places = proptest::collection::btree_set("https://[a-z]{3}\\.example/[a-z,]{0,3}[a-z]", 0..3);
    (words(), claimants, said, words(), proptest::option::of(rating), words(), places).prop_map(
        |(text, claimants, said, label, rating, because, places)| Told {
            text,
            claimants: claimants.into_iter().collect(),
            said: said.map(str::to_owned),
            label,
            rating,
            because,
            stands_in: places.into_iter().collect(),
        },
    )
}

/// Every object of a type in a value.
fn of_type<'v>(value: &'v Value, sort: &str, found: &mut Vec<&'v Value>) {
    match value {
        Value::Object(members) => {
            if members.get("@type").is_some_and(|own| own == sort) {
                found.push(value);
            }
            members.values().for_each(|value| of_type(value, sort, found));
        }
        Value::Array(list) => list.iter().for_each(|value| of_type(value, sort, found)),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_claim_comes_back_as_it_went(told in proptest::collection::vec(told(), 1..4)) {
        let call = plugin().with("url", "https://desk.example/all").with("publisher", "The Desk");
        let written = call.export(&Told::case(&told)).unwrap();
        let back = Told::read(&plugin().import(&written).unwrap());
        prop_assert_eq!(back.len(), told.len());
        for (mut came, went) in back.into_iter().zip(told) {
            // A scale with one place is none.
            let went = Told { rating: went.rating.filter(|[worst, _, best]| worst < best), ..went };
            came.stands_in.sort();
            prop_assert_eq!(came, went);
        }
    }

    /// A feed that was taken in goes out as it came: the same reviews, at the same addresses, of the same desks.
    #[test]
    fn what_was_imported_comes_back_as_it_went(told in proptest::collection::vec(told(), 1..4), desk in "[A-Z][a-z]{2,7} Desk") {
        let theirs = Case::of(|draft| {
            for (at, told) in told.iter().enumerate() {
                let claim = draft.claim(&told.text).said(told.said.as_deref());
                for (name, role) in &told.claimants {
                    claim.claimant(name, role.as_deref());
                }
                let verdict = claim.verdict(&told.label).because(told.because.as_str()).by(desk.as_str());
                verdict.address(format!("https://other.example/{at}").as_str()).at("2023-08-16T09:00:00Z");
                let media = claim.verdict("Staged").label("staged").scale("media").by(desk.as_str());
                media.address(format!("https://other.example/{at}").as_str()).at("2023-08-17T09:00:00Z");
            }
        });
        prop_assert!(String::from_utf8(plugin().export(&theirs).unwrap()).unwrap().contains("\"dataFeedElement\": []"));
        let written = plugin().with("whose", "theirs").with("publisher", "The Desk").export(&theirs).unwrap();
        let back = plugin().import(&written).unwrap();
        let read = |case: &Case| {
            let told = |verdict: claims_plugin::Verdict<'_>| {
                let address = verdict.address().unwrap().to_owned();
                (address, verdict.by().to_owned(), verdict.at().to_owned(), verdict.name().to_owned(), verdict.label().to_owned(), verdict.because().to_owned())
            };
            let mut all: Vec<_> = case.read().claims().flat_map(|claim| claim.verdicts().map(move |one| (claim.text().to_owned(), told(one)))).collect();
            all.sort();
            all
        };
        prop_assert_eq!(read(&back), read(&theirs));
        // And once more, to the byte but for what a claim and its picture now have apart.
        let again = plugin().with("whose", "theirs").export(&back).unwrap();
        prop_assert_eq!(read(&plugin().import(&again).unwrap()), read(&theirs));
    }

    #[test]
    fn numbers_are_whole_and_in_order_or_absent(told in proptest::collection::vec(told(), 1..4)) {
        let written = plugin().export(&Told::case(&told)).unwrap();
        let value: Value = serde_json::from_slice(&written).unwrap();
        let mut ratings = Vec::new();
        of_type(&value, "Rating", &mut ratings);
        prop_assert_eq!(ratings.len(), told.len());
        for (rating, told) in ratings.into_iter().zip(&told) {
            let numbers = ["worstRating", "ratingValue", "bestRating"].map(|name| rating.get(name).map(|one| one.as_i64().unwrap()));
            prop_assert_eq!(numbers, told.rating.map_or([None; 3], |rating| rating.map(|one| Some(i64::from(one)))));
            prop_assert!(numbers.is_sorted());
        }
    }

    #[test]
    fn no_bytes_are_too_strange(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        plugin().import(&bytes).unwrap();
    }

    /// Pieces of what reviews are made of, in any order: whatever it drafts can be recorded.
    #[test]
    fn no_review_is_too_strange(pieces in proptest::collection::vec(0..PIECES.len(), 0..40)) {
        let text: String = pieces.into_iter().map(|piece| PIECES[piece]).collect();
        plugin().import(text.as_bytes()).unwrap();
        plugin().import(format!("{{\"claimReviewed\":\"x\",{text}}}").as_bytes()).unwrap();
    }

    /// A whole review in which any value is any other.
    #[test]
    fn no_value_is_too_strange(values in proptest::collection::vec(0..VALUES.len(), NAMES.len())) {
        let member = |(name, value): (&&str, usize)| format!("\"{name}\":{}", VALUES[value]);
        let members: Vec<String> = NAMES.iter().zip(values).map(member).collect();
        let inner = members.join(",");
        let review = format!("{{{inner},\"itemReviewed\":{{{inner}}},\"reviewRating\":{{{inner}}},\"author\":{{{inner}}}}}");
        let case = plugin().import(review.as_bytes()).unwrap();
        prop_assert!(case.read().claims().count() <= 1);
    }
}

const PIECES: [&str; 24] = [
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\"",
    "\\",
    "\n",
    "\"claimReviewed\":",
    "\"reviewRating\":",
    "\"alternateName\":",
    "\"x\"",
    "\"itemReviewed\":",
    "\"author\":",
    "\"name\":",
    "-1",
    "null",
    "<script type=ld+json>",
    "</script>",
    "\\u12",
    "\\ud800",
    "é",
    "\"https://a.example,https://b.example\"",
];
const NAMES: [&str; 14] = [
    "@type",
    "claimReviewed",
    "datePublished",
    "url",
    "sameAs",
    "alternateName",
    "ratingValue",
    "worstRating",
    "bestRating",
    "name",
    "jobTitle",
    "appearance",
    "firstAppearance",
    "inLanguage",
];
const VALUES: [&str; 22] = [
    "\"\"",
    "\" \"",
    "\"-\"",
    "\"x\"",
    "null",
    "true",
    "1",
    "1.0",
    "1e400",
    "\"99999999999\"",
    "-1",
    "[]",
    "{}",
    "[\"a\",[\"b\"]]",
    "{\"@value\":\"v\"}",
    "\"2023-02-30\"",
    "\"2023-02-03T10:00+0530\"",
    "\"9999-12-31T23:59:59-14:00\"",
    "\"c12\"",
    "\"org:a; b; c12\"",
    "\"http://a http://a,https://b\"",
    "{\"@type\":\"Person\",\"name\":[\"A\",\"a\"],\"url\":\"https://x\"}",
];
