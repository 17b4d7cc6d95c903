use claims_plugin::{Case, Claim, Failure, Score, Scorer, export};

#[derive(Default)]
struct Balance;
impl Scorer for Balance {
    fn score<'a>(&self, case: Case<'a>) -> Result<Vec<Score<'a>>, Failure> {
        let weigh = |c: Claim<'a>| Score::of(c, odds(c.supporters().count(), c.counters().count()));
        Ok(case.subjects().map(weigh).collect())
    }
}

pub fn odds(pro: usize, con: usize) -> f64 {
    (1 + pro) as f64 / (2 + pro + con) as f64
}
export!({{name}}: scorer Balance);
