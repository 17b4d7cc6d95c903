//! What a draft changes about the claim whose key it has: what it says otherwise than the record, by the rules that hold
//! for people at the keyboard. What it leaves out stays as it is.

use claims_host::{DraftClaim, Drafts};
use claims_model::{Claim, Filed, Key, Party, Record, Status, Verdict};
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
    /// Drafts the changes of a claim by the draft in a place; answers whether there are any.
    ///
    /// # Errors
    /// When a rule forbids one of them; the failure names the claim, and counts its place from 1.
    pub(super) fn change(&self, draft: &mut Draft<'_>, claim: &Filed<Claim>, place: usize) -> Outcome<bool> {
        self.changes(draft, claim, &self.drafts.claims()[place]).map_err(|failure| Failure {
            what: format!("{}, claim {} of the file: {}", claim.handle, place + 1, failure.what),
            ..failure
        })
    }

    fn changes(&self, draft: &mut Draft<'_>, claim: &Filed<Claim>, told: &DraftClaim) -> Outcome<bool> {
        let known = self.records.verdicts_of(claim.key)?;
        let mut decided = Vec::new();
        for verdict in &told.verdicts {
            let verdict = Decided { told: verdict, known: &known };
            if !verdict.is_recorded()? {
                decided.push(verdict);
            }
        }
        let mut after = self.edited(draft, claim, told, !decided.is_empty())?;
        for verdict in &decided {
            let record = self.verdict(draft, &after, verdict)?;
            // Another desk's decision says nothing about how far this one is.
            if record.scale != IMPORTED {
                after.record.status = decision::status_after(after.status);
            }
            draft.create(record);
        }
        if let Some(status) = told.status.filter(|status| *status != claim.status) {
            after.record.status = edit::status(after.status, Some(status.to_string()))?;
        }
        let is_changed = after.record != claim.record;
        draft.update(claim.record.clone(), after.record);
        Ok(is_changed || !decided.is_empty())
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
            table.extend(fields.into_iter().map(|(name, value)| (name.to_owned(), value)));
            if let Record::Claim(edited) = edit::apply(self.records, draft, &record, table)? {
                after.record = edited;
            }
        }
        let tags = typed::tags(&told.tags)?;
        if !tags.is_empty() {
            after.record.tags = tags;
        }
        let because = typed::given(told.withdrawn_because.as_ref());
        if claim.status == Status::Withdrawn && because.is_some() && because != claim.withdrawn_because {
            return Err(Failure::new(Exit::Refused, "the claim is withdrawn; it stays as it was"));
        }
        Ok(after)
    }

    /// The claimants and their roles, as `claims edit` takes them, if the draft names others.
    fn claimants(&self, claim: &Claim, told: &DraftClaim) -> Outcome<Option<(Vec<Value>, Vec<Value>)>> {
        if told.claimants.is_empty() {
            return Ok(None);
        }
        let mut now: Vec<Named> = Vec::new();
        for one in &claim.claimants {
            let name = self.records.find::<Party>(one.party)?.map(|party| party.record.name).unwrap_or_default();
            now.push((name, one.role.clone()));
        }
        let role = |role: Option<&String>| typed::given(role);
        let named = told.claimants.iter().map(|one| {
            let name = self.drafts.parties()[one.party].name.trim().to_owned();
            (name, role(one.role.as_ref()))
        });
        // Also where several answer to a name, it is told of the same as long as nothing else is.
        if named.eq(now) {
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
        if told.rating.is_some() && !is_kept && told.rating != scale.rating(label) {
            return Err(number(&label.name));
        }
        let reasons = Reasons { because: &because, would_change: told.would_change.as_ref() };
        let record = decision::verdict(self.records, draft, claim, (&scale, label), &reasons, told.correction)?;
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
