use claims_plugin::{Case, Claim, Failure, Score, Scorer, export};

#[derive(Default)]
struct Balance;
impl Scorer for Balance {
    fn score<'a>(&self, case: Case<'a>) -> Result<Vec<Score<'a>>, Failure> {
        Ok(case.subjects().map(weigh).collect())
    }
}
fn weigh(claim: Claim<'_>) -> Score<'_> {
    let pro = claim.supporters().count() as f64;
    let con = claim.counters().count() as f64;
    Score::of(claim, (1.0 + pro) / (2.0 + pro + con))
}
export!({{name}}: scorer Balance);
