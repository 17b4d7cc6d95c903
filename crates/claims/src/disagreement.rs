//! Says where the desk's verdict on a claim and the score lean to different sides: a warning, never a block.

use claims_model::{Case, Score, Verdict};

/// What is told of the newest verdict on a claim and its score, if they disagree.
pub(crate) fn between(verdict: &Verdict, score: &Score) -> Option<String> {
    let (rating, value) = (verdict.rating?, score.value?);
    rating.disagrees(value).then(|| {
        let name = &verdict.name;
        format!("The verdict, {name}, and the score, {value:.2} by {}, lean to different sides.", score.scorer)
    })
}

/// Adds to each score of a case that the newest verdict on its claim disagrees with it.
pub(crate) fn remark(case: &mut Case) {
    for score in &mut case.scores {
        let newest = case.verdicts.iter().rfind(|verdict| verdict.claim == score.claim);
        score.remarks.extend(newest.and_then(|verdict| between(verdict, score)));
    }
}
