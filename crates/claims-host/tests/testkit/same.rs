//! Asks the same of the host and of the kit, and holds the answers equal.

use std::fmt::Debug;

use claims_host::{Error, Plugin};
use claims_plugin::testing::{self, Case};

use crate::model::model;

/// The words of either side for how it went, after the plugin's name.
pub(crate) fn told<T>(there: Result<T, Error>) -> Result<T, String> {
    there.map_err(|error| error.to_string().split_once(' ').unwrap().1.to_owned())
}

pub(crate) fn here<T>(answer: Result<T, testing::Error>) -> Result<T, String> {
    answer.map_err(|error| error.to_string().strip_prefix("it ").unwrap().to_owned())
}

pub(crate) fn same_scores(plugin: &Plugin, kit: &testing::Call, case: &Case, options: &[(String, String)]) {
    let of_record = model(case.read());
    let link = |key| of_record.links.iter().find(|link| Some(link.key) == key).map(|link| link.handle.to_string());
    let score = |score: claims_model::Score| testing::Score {
        claim: of_record.claims.iter().find(|claim| claim.key == score.claim).unwrap().handle.to_string(),
        value: score.value,
        base: score.base,
        remarks: score.remarks,
        contributions: score
            .contributions
            .into_iter()
            .map(|part| testing::Part { link: link(part.link), because: part.because, amount: part.amount })
            .collect(),
    };
    let there = told(plugin.score_with(&of_record, options));
    let there = there.map(|scores| scores.into_iter().map(score).collect::<Vec<_>>());
    // Not by value: a number that is none is not equal to itself.
    assert_eq!(format!("{:?}", here(kit.score(case))), format!("{there:?}"), "{}", plugin.name());
}

pub(crate) fn same_hunks(plugin: &Plugin, kit: &testing::Call, old: &str, new: &str, options: &[(String, String)]) {
    let there = told(plugin.diff_with(old, new, options)).map(|hunks| {
        let hunk = |hunk: claims_model::anchor::Hunk| claims_plugin::Hunk {
            same: hunk.same,
            coarse: hunk.coarse,
            old: hunk.old,
            new: hunk.new,
        };
        hunks.into_iter().map(hunk).collect::<Vec<_>>()
    });
    assert_eq!(here(kit.diff(old, new)), there, "{}: {old:?}", plugin.name());
}

pub(crate) fn same_found(plugin: &Plugin, kit: &testing::Call, text: &str, options: &[(String, String)]) {
    let there = told(plugin.find(text, options)).map(|found| format!("{found:?}"));
    let found = |one: testing::Found<'_>| {
        assert_eq!(one.passage, &text[one.at.clone()]);
        let testing::Found { at, wording, claimant, confidence, .. } = one;
        claims_model::Suggestion { at, wording, claimant, confidence }
    };
    let found = here(kit.find(text)).map(|all| all.into_iter().map(found).collect::<Vec<_>>());
    assert_eq!(found.map(|found| format!("{found:?}")), there, "{}: {text:?}", plugin.name());
}

pub(crate) fn same_drafts(plugin: &Plugin, kit: &testing::Call, bytes: &[u8], options: &[(String, String)]) {
    let there = told(plugin.import(bytes, options)).map(|drafts| {
        let claims: Vec<_> = drafts.claims().iter().map(|claim| claim.text.clone()).collect();
        let parties: Vec<_> = drafts.parties().iter().map(|party| party.name.clone()).collect();
        let to = |link: &claims_host::DraftLink| (link.from, format!("{:?}", link.to), link.stance.to_string());
        let links: Vec<_> = drafts.links().iter().map(to).collect();
        (claims, parties, links, drafts.sources().len(), drafts.versions().len())
    });
    let read = here(kit.import(bytes)).map(|case| {
        let case = case.read();
        let to = |to: claims_plugin::Target<'_>| match to {
            claims_plugin::Target::Claim(claim) => format!("Claim({})", claim.index()),
            claims_plugin::Target::Link(link) => format!("Link({})", link.index()),
        };
        let link = |link: claims_plugin::Link<'_>| {
            (link.from().unwrap().index(), to(link.to().unwrap()), format!("{:?}", link.stance()).to_lowercase())
        };
        let claims: Vec<_> = case.claims().map(|claim| claim.text().to_owned()).collect();
        let parties: Vec<_> = case.parties().map(|party| party.name().to_owned()).collect();
        (claims, parties, case.links().map(link).collect::<Vec<_>>(), case.sources().len(), case.versions().len())
    });
    alike(&read, &there, &format!("{}: {:?}", plugin.name(), String::from_utf8_lossy(bytes)));
}

/// Both are equal; where a text is in no form that its field has, the words for that are each one's own.
pub(crate) fn alike<T: PartialEq + Debug>(one: &Result<T, String>, other: &Result<T, String>, what: &str) {
    match (one, other) {
        (Err(one), Err(other)) if one != other => {
            let field = one.rsplit_once(", ").map_or(one.as_str(), |_| one.split_once(": ").unwrap().0);
            assert!(one.contains(" is none of its words") || one.contains(" is not a "), "{what}: {one}; {other}");
            assert!(other.starts_with(field), "{what}: {one}; {other}");
        }
        _ => assert_eq!(one, other, "{what}"),
    }
}
