//! Puts together what was drafted: each record made, what belongs to it put into it, and no circle left.

use std::collections::BTreeSet;

use claims_abi::{Field, Relation, Table};

use super::{
    DraftArchive, DraftClaim, DraftClaimant, DraftLink, DraftTarget, Drafts,
    form::Form,
    make,
    rows::{Place, Rows},
};
use crate::{Fault, view::row_number};

pub(super) fn finish(mut rows: Rows) -> Result<Drafts, Fault> {
    let mut drafts = Drafts {
        claims: Form::all(Table::CLAIM, rows.take(Table::CLAIM)).map(make::claim).collect::<Result<_, _>>()?,
        links: Form::all(Table::LINK, rows.take(Table::LINK)).map(make::link).collect::<Result<_, _>>()?,
        parties: Form::all(Table::PARTY, rows.take(Table::PARTY)).map(make::party).collect::<Result<_, _>>()?,
        sources: Form::all(Table::SOURCE, rows.take(Table::SOURCE)).map(make::source).collect::<Result<_, _>>()?,
        versions: Form::all(Table::VERSION, rows.take(Table::VERSION)).map(make::version).collect::<Result<_, _>>()?,
        remarks: Vec::new(),
    };
    each_another(&drafts.claims)?;
    no_circle(Table::CLAIM, "it is a part of itself", drafts.claims.iter().map(|claim| claim.part_of))?;
    let to_link = |link: &DraftLink| if let DraftTarget::Link(to) = link.to { Some(to) } else { None };
    no_circle(Table::LINK, "it leads back to itself", drafts.links.iter().map(to_link))?;
    for table in [
        Table::CLAIMANT,
        Table::TAG,
        Table::ALIAS,
        Table::ARCHIVE,
        Table::APPEARANCE,
        Table::GRADE,
        Table::VERDICT,
        Table::NOTE,
    ] {
        Form::all(table, rows.take(table)).try_for_each(|row| put(row, &mut drafts))?;
    }
    Ok(drafts)
}

/// Puts a row into the record that it belongs to; the contract lets it belong to no other sort.
fn put(mut row: Form, drafts: &mut Drafts) -> Result<(), Fault> {
    if row.at.table == Table::APPEARANCE {
        let claim = row.own(Relation::CLAIM, "claim")?;
        drafts.claims[claim].appearances.push(make::appearance(row)?);
        return Ok(());
    }
    if row.at.table == Table::NOTE && !row.is_owned() {
        drafts.remarks.push(make::note(row)?.text);
        return Ok(());
    }
    let (owner, place) = row.owner()?;
    match (row.at.table, owner) {
        (Table::CLAIMANT, _) => drafts.claims[place]
            .claimants
            .push(DraftClaimant { party: row.own(Relation::PARTY, "party")?, role: row.text(Field::ROLE) }),
        (Table::TAG, _) => drafts.claims[place].tags.push(row.own_text(Field::TEXT, "text")?),
        (Table::ALIAS, _) => drafts.parties[place].aliases.push(row.own_text(Field::TEXT, "text")?),
        (Table::ARCHIVE, _) => drafts.versions[place].archives.push(DraftArchive {
            address: row.own_text(Field::ADDRESS, "address")?,
            recorded: row.form(Field::RECORDED)?,
        }),
        (Table::VERDICT, _) => drafts.claims[place].verdicts.push(make::verdict(row)?),
        (Table::GRADE, Table::CLAIM) => drafts.claims[place].grades.push(make::credibility(row)?),
        (Table::GRADE, Table::LINK) => drafts.links[place].grades.push(make::credibility(row)?),
        (Table::GRADE, Table::PARTY) => drafts.parties[place].grades.push(make::reliability(row)?),
        (Table::GRADE, _) => drafts.sources[place].grades.push(make::reliability(row)?),
        (_, Table::CLAIM) => drafts.claims[place].notes.push(make::note(row)?),
        (_, Table::LINK) => drafts.links[place].notes.push(make::note(row)?),
        (_, Table::PARTY) => drafts.parties[place].notes.push(make::note(row)?),
        (..) => drafts.sources[place].notes.push(make::note(row)?),
    }
    Ok(())
}

/// That no claim has the key of one before it.
fn each_another(claims: &[DraftClaim]) -> Result<(), Fault> {
    let mut seen = BTreeSet::new();
    match claims.iter().position(|claim| claim.key.is_some_and(|key| !seen.insert(key))) {
        Some(row) => {
            Err(Place { table: Table::CLAIM, row: row_number(row) }.contradicts("it has the key of one before it"))
        }
        None => Ok(()),
    }
}

/// That no row leads back to itself, when each leads to one other at most.
fn no_circle(table: Table, why: &'static str, next: impl Iterator<Item = Option<usize>>) -> Result<(), Fault> {
    let next: Vec<Option<usize>> = next.collect();
    // For each row the walk that first came by, from 1; a walk that meets itself goes round.
    let mut walks = vec![0; next.len()];
    for (walk, start) in (1..).zip(0..next.len()) {
        let mut row = Some(start);
        while let Some(here) = row.filter(|here| walks[*here] == 0) {
            walks[here] = walk;
            row = next[here];
        }
        if let Some(met) = row.filter(|met| walks[*met] == walk) {
            return Err(Place { table, row: row_number(met) }.contradicts(why));
        }
    }
    Ok(())
}
