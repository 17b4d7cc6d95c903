//! What a draft changes about the claim whose key it has: what it says otherwise than the record, by the rules that hold
//! for people at the keyboard. What it leaves out stays as it is.

use claims_host::{DraftClaim, Drafts};
use claims_model::{Claim, Filed, Handle, Key, Party, Record, Status, Verdict};
use claims_store::Records;
use toml::Value;

use super::{
    IMPORTED,
    decided::{Decided, number},
    records::imported,
};
use crate::{
    decision::{self, Reasons},
    desk::{Desk, Draft},
    edit,
    failure::{Exit, Failure, Outcome},
    refs, typed,
};

/// A claimant by name, and the role.
type Named = (String, Option<String>);

/// A value of a claim that reads otherwise now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Altered {
    pub(crate) claim: Handle,
    /// What it is, by the column that tables have for it.
    pub(crate) column: &'static str,
    pub(crate) was: Option<String>,
    pub(crate) now: Option<String>,
}

/// What reads otherwise of one claim.
struct Altering {
    claim: Handle,
    all: Vec<Altered>,
}

impl Altering {
    fn add(&mut self, column: &'static str, was: Option<String>, now: Option<String>) {
        let said = |text: Option<String>| text.filter(|text| !text.is_empty());
        let (was, now) = (said(was), said(now));
        if was != now {
            self.all.push(Altered { claim: self.claim, column, was, now });
        }
    }
}

/// The failure with the columns that it is about.
fn of_column(column: &str, failure: Failure) -> Failure {
    Failure { what: format!("column {column}: {}", failure.what), ..failure }
}

/// The column of a table that has a field of a claim.
fn column(field: &'static str) -> &'static str {
    match field {
        "why" => "why_checked",
        "by" => "claimants",
        "role" => "roles",
        other => other,
    }
}

/// How many refusals are told of at once.
const TOLD: usize = 50;

/// One failure that tells of all.
pub(super) fn all_refused(mut refused: Vec<Failure>) -> Failure {
    if refused.len() == 1
        && let Some(only) = refused.pop()
    {
        return only;
    }
    let is_refused = refused.iter().any(|failure| failure.exit == Exit::Refused);
    let mut all = Failure::new(
        if is_refused { Exit::Refused } else { Exit::Usage },
        format!("{} claims of the file are refused, and nothing was written", refused.len()),
    );
    let mut lines: Vec<String> = refused.iter().take(TOLD).map(|failure| format!("  {}", failure.what)).collect();
    if refused.len() > TOLD {
        lines.push(format!("  and {} more", refused.len() - TOLD));
    }
    for hint in refused.into_iter().flat_map(|failure| failure.hints) {
        if !all.hints.contains(&hint) {
            all.hints.push(hint);
        }
    }
    all.place(lines.join("\n"))
}

/// What a draft is held against.
pub(super) struct Told<'a> {
    pub(super) desk: &'a Desk<'a>,
    pub(super) records: &'a Records<'a>,
    pub(super) drafts: &'a Drafts,
    /// The keys of the drafted parties.
    pub(super) parties: &'a [Key],
    /// The keys of the drafted claims.
    pub(super) claims: &'a [Key],
}

impl Told<'_> {
    /// Drafts the changes of a claim by the draft in a place; answers what they are.
    ///
    /// # Errors
    /// When a rule forbids one of them; the failure names the claim, where it stands in the file, and what it is about.
    pub(super) fn change(&self, draft: &mut Draft<'_>, claim: &Filed<Claim>, place: usize) -> Outcome<Vec<Altered>> {
        let told = &self.drafts.claims()[place];
        self.changes(draft, claim, told).map_err(|failure| {
            let at = match told.line {
                Some(line) => format!("line {line} ({})", claim.handle),
                None => format!("{}, claim {} of the file", claim.handle, place + 1),
            };
            let sign = if failure.what.starts_with("column ") { ", " } else { ": " };
            Failure { what: format!("{at}{sign}{}", failure.what), ..failure }
        })
    }

    fn changes(&self, draft: &mut Draft<'_>, claim: &Filed<Claim>, told: &DraftClaim) -> Outcome<Vec<Altered>> {
        let known = self.records.verdicts_of(claim.key)?;
        let mut decided = Vec::new();
        for verdict in &told.verdicts {
            let verdict = Decided { told: verdict, known: &known };
            if !verdict.is_recorded().map_err(|failure| of_column("verdict", failure))? {
                decided.push(verdict);
            }
        }
        let mut altered = Altering { claim: claim.handle, all: Vec::new() };
        let mut after = self.edited(draft, claim, told, !decided.is_empty())?;
        for verdict in &decided {
            let record = self.verdict(draft, &after, verdict).map_err(|failure| of_column("verdict", failure))?;
            // Another desk's decision says nothing about how far this one is.
            if record.scale != IMPORTED {
                after.record.status = decision::status_after(after.status);
            }
            let before = verdict.base().or(known.last());
            altered.add("verdict", before.map(|before| before.name.clone()), Some(record.name.clone()));
            altered.add("verdict_because", before.map(|before| before.because.clone()), Some(record.because.clone()));
            draft.create(record);
        }
        if let Some(status) = told.status.filter(|status| *status != claim.status) {
            let changed = edit::status(after.status, Some(status.to_string()));
            after.record.status = changed.map_err(|failure| of_column("status", failure))?;
        }
        self.alter(&mut altered, claim, &after, told)?;
        draft.update(claim.record.clone(), after.record);
        Ok(altered.all)
    }

    /// Notes what of a claim reads otherwise after it was edited, by the columns that tables have.
    fn alter(&self, altered: &mut Altering, was: &Claim, now: &Claim, told: &DraftClaim) -> Outcome<()> {
        let said = |claim: &Claim| claim.said.map(|said| said.to_string());
        altered.add("text", Some(was.text.clone()), Some(now.text.clone()));
        altered.add("status", Some(was.status.to_string()), Some(now.status.to_string()));
        altered.add("said", said(was), said(now));
        altered.add("occasion", was.occasion.clone(), now.occasion.clone());
        altered.add("place", was.place.clone(), now.place.clone());
        altered.add("language", was.language.clone(), now.language.clone());
        altered.add("why_checked", was.why_checked.clone(), now.why_checked.clone());
        altered.add("tags", Some(was.tags.join("; ")), Some(now.tags.join("; ")));
        if was.part_of != now.part_of {
            let name = |key: Option<Key>| key.map(|key| refs::name(self.records, key)).transpose();
            altered.add("part_of", name(was.part_of)?, name(now.part_of)?);
        }
        if was.claimants != now.claimants {
            let named = |(name, role): Named| match role {
                Some(role) => format!("{name} ({role})"),
                None => name,
            };
            let was: Vec<String> = self.named(was)?.into_iter().map(named).collect();
            let told: Vec<String> = self.told(told).map(named).collect();
            let (was, now) = (Some(was.join("; ")), Some(told.join("; ")));
            altered.all.push(Altered { claim: altered.claim, column: "claimants", was, now });
        }
        Ok(())
    }

    /// The claim as the draft words it; its state is not looked at, but for a new verdict.
    fn edited(
        &self,
        draft: &mut Draft<'_>,
        claim: &Filed<Claim>,
        told: &DraftClaim,
        has_verdict: bool,
    ) -> Outcome<Filed<Claim>> {
        let mut fields = Vec::new();
        let mut differs = |name: &'static str, now: Option<&String>, told: Option<String>| {
            let told = told.filter(|told| now != Some(told));
            fields.extend(told.map(|told| (name, Value::String(told))));
        };
        differs("text", Some(&claim.text), Some(typed::wording(&told.text)?));
        differs("said", claim.said.map(|said| said.to_string()).as_ref(), told.said.map(|said| said.to_string()));
        differs("occasion", claim.occasion.as_ref(), typed::given(told.occasion.as_ref()));
        differs("place", claim.place.as_ref(), typed::given(told.place.as_ref()));
        differs("language", claim.language.as_ref(), typed::given(told.language.as_ref()));
        differs("why", claim.why_checked.as_ref(), typed::given(told.why_checked.as_ref()));
        if let Some(whole) = told.part_of.map(|at| self.claims[at]).filter(|whole| claim.part_of != Some(*whole)) {
            let handle = self.records.handle_of_any(whole)?;
            let handle = handle.ok_or_else(|| {
                Failure::new(Exit::Refused, "it cannot become a part of a claim that is new in the same file")
            })?;
            fields.push(("part_of", Value::String(handle.to_string())));
        }
        if let Some((by, role)) = self.claimants(claim, told)? {
            fields.extend([("by", Value::Array(by)), ("role", Value::Array(role))]);
        }
        let mut after = claim.clone();
        if !fields.is_empty() {
            let is_another = fields.iter().any(|(name, _)| ["text", "by"].contains(name));
            let goes_back = claim.status == Status::Checked && is_another;
            if goes_back && (has_verdict || told.status == Some(Status::Checking)) {
                fields.push(("status", Value::String(Status::Checking.to_string())));
            }
            let record = Record::Claim(claim.record.clone());
            let mut table = edit::fields(self.records, &record)?;
            let columns: Vec<&str> = fields.iter().map(|(name, _)| column(name)).collect();
            let columns = columns.join(", ");
            table.extend(fields.into_iter().map(|(name, value)| (name.to_owned(), value)));
            let edited = edit::apply(self.records, draft, &record, table);
            if let Record::Claim(edited) = edited.map_err(|failure| of_column(&columns, failure))? {
                after.record = edited;
            }
        }
        let tags = typed::tags(&told.tags)?;
        if !tags.is_empty() {
            after.record.tags = tags;
        }
        let because = typed::given(told.withdrawn_because.as_ref());
        if claim.status == Status::Withdrawn && because.is_some() && because != claim.withdrawn_because {
            let failure = Failure::new(Exit::Refused, "the claim is withdrawn; it stays as it was");
            return Err(of_column("withdrawn_because", failure));
        }
        Ok(after)
    }

    /// The claimants of a claim as it stands.
    fn named(&self, claim: &Claim) -> Outcome<Vec<Named>> {
        let name = |party: Key| -> Outcome<String> {
            Ok(self.records.find::<Party>(party)?.map(|party| party.record.name).unwrap_or_default())
        };
        claim.claimants.iter().map(|one| Ok((name(one.party)?, one.role.clone()))).collect()
    }

    /// The claimants that a draft names.
    fn told<'t>(&'t self, told: &'t DraftClaim) -> impl Iterator<Item = Named> + 't {
        told.claimants.iter().map(|one| {
            let name = self.drafts.parties()[one.party].name.trim().to_owned();
            (name, typed::given(one.role.as_ref()))
        })
    }

    /// The claimants and their roles, as `claims edit` takes them, if the draft names others.
    fn claimants(&self, claim: &Claim, told: &DraftClaim) -> Outcome<Option<(Vec<Value>, Vec<Value>)>> {
        if told.claimants.is_empty() {
            return Ok(None);
        }
        let role = |role: Option<&String>| typed::given(role);
        // Also where several answer to a name, it is told of the same as long as nothing else is.
        if self.told(told).eq(self.named(claim)?) {
            return Ok(None);
        }
        let keys = told.claimants.iter().map(|one| (self.parties[one.party], role(one.role.as_ref())));
        if keys.eq(claim.claimants.iter().map(|one| (one.party, one.role.clone()))) {
            return Ok(None);
        }
        let mut by = Vec::new();
        for one in &told.claimants {
            let name = match self.records.handle_of_any(self.parties[one.party])? {
                Some(handle) => handle.to_string(),
                None => self.drafts.parties()[one.party].name.clone(),
            };
            by.push(Value::String(name));
        }
        let roles = told.claimants.iter().map(|one| Value::String(role(one.role.as_ref()).unwrap_or_default()));
        Ok(Some((by, roles.collect())))
    }

    /// The record of a verdict that is new to a claim.
    fn verdict(&self, draft: &Draft<'_>, claim: &Filed<Claim>, decided: &Decided<'_>) -> Outcome<Verdict> {
        let told = decided.told;
        let label = decided.label().unwrap_or_default();
        let because = typed::given(told.because.as_ref());
        let because = because.ok_or_else(|| Failure::new(Exit::Refused, "a verdict needs reasons"))?;
        if let Some(before) = decided.base().filter(|before| before.because == because && before.label != label) {
            let what = format!("the reasons are still those for {}; a new verdict needs its own", before.name);
            return Err(Failure::new(Exit::Refused, what));
        }
        // One that was edited in place is decided anew, now and by who takes it in.
        let (by, at) = match told.at.filter(|_| decided.base().is_none()) {
            Some(at) => (told.by.clone().unwrap_or_else(|| draft.by.clone()), at),
            None => (draft.by.clone(), draft.at),
        };
        if told.scale.as_deref() == Some(IMPORTED) {
            let mut told = told.clone();
            (told.label, told.name, told.because) = (None, Some(label.to_owned()), Some(because));
            (told.by, told.at) = (Some(by), Some(at));
            let record = imported(draft, claim.key, &told);
            return record.ok_or_else(|| Failure::new(Exit::Refused, "a verdict needs a label"));
        }
        let scale = self.desk.settings.scale(told.scale.as_deref())?;
        let label = decision::label(&scale, label)?;
        let is_kept = decided.base().is_some_and(|base| base.rating == told.rating);
        if told.rating.is_some() && !is_kept && told.rating != scale.rating(&label) {
            return Err(number(&label.name));
        }
        let reasons = Reasons { because: &because, would_change: told.would_change.as_ref() };
        let record = decision::verdict(self.records, draft, claim, (&scale, &label), &reasons, told.correction)?;
        Ok(Verdict { by, at, ..record })
    }
}

/// The parties that the claimants of known claims are, by name: whoever else answers to it.
pub(super) fn claimants<'c>(
    records: &Records<'_>,
    claims: impl Iterator<Item = &'c Filed<Claim>>,
) -> Outcome<Vec<(String, Key)>> {
    let mut named = Vec::new();
    for claimant in claims.flat_map(|claim| &claim.claimants) {
        if let Some(party) = records.find::<Party>(claimant.party)? {
            named.push((party.name.to_lowercase(), party.key));
        }
    }
    Ok(named)
}

/// The claim of a key; `None` where there is none.
///
/// # Errors
/// When the key is that of another sort of record.
pub(super) fn of_key(records: &Records<'_>, key: Key) -> Outcome<Option<Filed<Claim>>> {
    if let Some(claim) = records.find::<Claim>(key)? {
        return Ok(Some(claim));
    }
    if records.handle_of_any(key)?.is_some() {
        return Err(Failure::new(
            Exit::Refused,
            format!("{key} is the key of {}, and not of a claim", refs::name(records, key)?),
        ));
    }
    Ok(None)
}
