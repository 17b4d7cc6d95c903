//! A party, and what it said and published.

use claims_model::{Filed, Party};
use claims_store::Records;

use super::{field, judgements, line, section, withdrawn};
use crate::{
    failure::Outcome,
    render::{STRONG, safe, styled},
};

/// A party and what it said and published.
pub(crate) fn party(records: &Records<'_>, party: &Filed<Party>) -> Outcome<String> {
    let mut out = format!("{}  {}\n", styled(STRONG, &party.handle.to_string()), styled(STRONG, &safe(&party.name)));
    let mut about = vec![party.kind.to_string()];
    if !party.aliases.is_empty() {
        about.push(format!("also {}", party.aliases.iter().map(|name| safe(name)).collect::<Vec<_>>().join(", ")));
    }
    line(&mut out, 1, &about.join(" · "));
    field(&mut out, "who", party.description.as_deref());
    if let Some(unnamed) = &party.unnamed {
        field(&mut out, "unnamed because", Some(&unnamed.why));
        field(&mut out, "known to", unnamed.known_to.as_deref());
    }
    if let Some(other) = party.merged_into.map(|key| records.find::<Party>(key)).transpose()?.flatten() {
        line(&mut out, 1, &format!("merged into {}  {}", other.handle, safe(&other.name)));
    }
    let claims = records.claims_by(party.key)?;
    if !claims.is_empty() {
        section(&mut out, "Said");
        for claim in claims {
            line(&mut out, 1, &format!("{}  {}{}", claim.handle, safe(&claim.text), withdrawn(&claim)));
        }
    }
    let sources = records.sources_by(party.key)?;
    if !sources.is_empty() {
        section(&mut out, "Wrote or published");
        for source in sources {
            line(&mut out, 1, &format!("{}  {}", source.handle, safe(&source.title)));
        }
    }
    judgements(records, &mut out, party.key)?;
    Ok(out)
}
