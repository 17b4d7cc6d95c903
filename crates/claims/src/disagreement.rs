//! Says where the desk's verdict on a claim and the score lean to different sides: a warning, never a block.

use std::collections::HashMap;

use claims_model::{Case, Key, Score, Verdict};

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
    // Of several verdicts on a claim the newest comes last.
    let newest: HashMap<Key, &Verdict> = case.verdicts.iter().map(|verdict| (verdict.claim, verdict)).collect();
    for score in &mut case.scores {
        let told = newest.get(&score.claim).and_then(|verdict| between(verdict, score));
        score.remarks.extend(told);
    }
}
