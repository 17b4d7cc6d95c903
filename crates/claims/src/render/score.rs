//! A score and what it is made of, as a person reads it.

use std::fmt::Write as _;

use claims_model::{Claim, Filed, Kind, Score};
use claims_store::Records;

use super::{FAINT, GREEN, RED, STRONG, safe, styled};
use crate::failure::Outcome;

/// The score of a claim: base, contributions, result, and what to know of it.
pub(crate) fn score(records: &Records<'_>, claim: &Filed<Claim>, score: &Score) -> Outcome<String> {
    let mut out = String::new();
    let value = score.value.map_or_else(|| "undetermined".to_owned(), |value| format!("{value:.3}"));
    let _ = writeln!(
        out,
        "{}  {}  {}",
        styled(STRONG, &claim.handle.to_string()),
        styled(STRONG, &value),
        safe(&claim.text)
    );
    if let Some(base) = score.base {
        let _ = writeln!(out, "    {base:.3}  base");
    }
    for part in &score.contributions {
        let style = if part.amount < 0.0 { RED } else { GREEN };
        let link = match part.link {
            Some(key) => records.handle(Kind::Link, key)?.map(|handle| format!("{handle}  ")).unwrap_or_default(),
            None => String::new(),
        };
        let amount = styled(style, &format!("{:+.3}", part.amount));
        let _ = writeln!(out, "   {amount}  {link}{}", safe(&part.because));
    }
    for remark in &score.remarks {
        let _ = writeln!(out, "    {}", styled(FAINT, &safe(remark)));
    }
    Ok(out)
}
