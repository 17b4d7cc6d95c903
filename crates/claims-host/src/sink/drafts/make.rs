//! Makes records of the rows that were drafted, each by itself: complete, and not at odds with itself.

use claims_abi::{Field, Relation};
use claims_model::{Credibility, Grading, Rating, Reliability, Status, Translation};

use super::{
    DraftAppearance, DraftClaim, DraftGrade, DraftLink, DraftNote, DraftParty, DraftSource, DraftTarget, DraftVerdict,
    DraftVersion, form::Form,
};
use crate::Fault;

pub(super) fn claim(mut row: Form) -> Result<DraftClaim, Fault> {
    let (status, withdrawn_because) = (row.form(Field::STATUS)?, row.text(Field::WITHDRAWN_BECAUSE));
    match (status == Some(Status::Withdrawn), &withdrawn_because) {
        (true, None) => return Err(row.at.contradicts("it is withdrawn, and does not say why")),
        (false, Some(_)) => return Err(row.at.contradicts("it says why it was withdrawn, and is not")),
        _ => {}
    }
    Ok(DraftClaim {
        key: row.form(Field::KEY)?,
        text: row.own_text(Field::TEXT, "text")?,
        status,
        claimants: Vec::new(),
        said: row.form(Field::SAID)?,
        occasion: row.text(Field::OCCASION),
        place: row.text(Field::PLACE),
        language: row.text(Field::LANGUAGE),
        tags: Vec::new(),
        appearances: Vec::new(),
        part_of: row.one(Relation::PART_OF),
        why_checked: row.text(Field::WHY_CHECKED),
        withdrawn_because,
        line: row.whole(Field::LINE),
        grades: Vec::new(),
        verdicts: Vec::new(),
        notes: Vec::new(),
    })
}

pub(super) fn link(mut row: Form) -> Result<DraftLink, Fault> {
    let from = row.own(Relation::FROM, "claim that it comes from")?;
    let to = match (row.one(Relation::TO_CLAIM), row.one(Relation::TO_LINK)) {
        (Some(claim), None) if claim == from => return Err(row.at.contradicts("it leads from a claim to itself")),
        (Some(claim), None) => DraftTarget::Claim(claim),
        (None, Some(link)) => DraftTarget::Link(link),
        (Some(_), Some(_)) => return Err(row.at.contradicts("it leads to a claim and to a link")),
        (None, None) => return Err(row.at.lacks("claim or link that it leads to")),
    };
    let stance = row.form(Field::STANCE)?.ok_or_else(|| row.at.lacks("stance"))?;
    let (note, by, at) = (row.text(Field::NOTE), row.text(Field::BY), row.form(Field::AT)?);
    Ok(DraftLink { from, to, stance, note, by, at, grades: Vec::new(), notes: Vec::new() })
}

pub(super) fn party(mut row: Form) -> Result<DraftParty, Fault> {
    Ok(DraftParty {
        name: row.own_text(Field::NAME, "name")?,
        kind: row.form(Field::KIND)?,
        aliases: Vec::new(),
        description: row.text(Field::DESCRIPTION),
        why_unnamed: row.text(Field::WHY_UNNAMED),
        grades: Vec::new(),
        notes: Vec::new(),
    })
}

pub(super) fn source(mut row: Form) -> Result<DraftSource, Fault> {
    Ok(DraftSource {
        title: row.own_text(Field::TITLE, "title")?,
        kind: row.form(Field::KIND)?,
        publisher: row.one(Relation::PUBLISHER),
        authors: row.many(Relation::AUTHORS),
        published: row.form(Field::PUBLISHED)?,
        address: row.text(Field::ADDRESS),
        language: row.text(Field::LANGUAGE),
        derived_from: row.many(Relation::DERIVED_FROM),
        grades: Vec::new(),
        notes: Vec::new(),
    })
}

pub(super) fn version(mut row: Form) -> Result<DraftVersion, Fault> {
    Ok(DraftVersion {
        source: row.own(Relation::SOURCE, "source")?,
        text: row.text(Field::TEXT),
        media_type: row.text(Field::MEDIA_TYPE),
        state: row.form(Field::STATE)?,
        captured: row.form(Field::CAPTURED)?,
        origin: row.text(Field::ORIGIN),
        archives: Vec::new(),
    })
}

pub(super) fn appearance(mut row: Form) -> Result<DraftAppearance, Fault> {
    let range = match (row.whole(Field::START), row.whole(Field::END)) {
        (None, None) => None,
        (Some(start), Some(end)) if start < end => Some(start..end),
        _ => return Err(row.at.contradicts("its start and end are no passage")),
    };
    let translator = row.text(Field::TRANSLATOR);
    let original = match (row.text(Field::ORIGINAL), row.text(Field::ORIGINAL_LANGUAGE)) {
        (Some(text), Some(language)) => Some(Translation { text, language, translator }),
        (None, None) if translator.is_none() => None,
        _ => return Err(row.at.contradicts("a translation has its original and the language of that")),
    };
    let exact = row.text(Field::EXACT);
    let (prefix, suffix) = (row.text(Field::PREFIX), row.text(Field::SUFFIX));
    if exact.is_none() && (range.is_some() || prefix.is_some() || suffix.is_some() || original.is_some()) {
        return Err(row.at.contradicts("it says where a quote stands, and not the quote"));
    }
    Ok(DraftAppearance {
        version: row.own(Relation::VERSION, "version")?,
        manner: row.form(Field::MANNER)?,
        first: row.whole(Field::FIRST) == Some(1),
        exact,
        prefix,
        suffix,
        range,
        timecode: row.text(Field::TIMECODE),
        via: row.many(Relation::VIA),
        hedge: row.text(Field::HEDGE),
        original,
    })
}

pub(super) fn verdict(mut row: Form) -> Result<DraftVerdict, Fault> {
    let rating = match (row.whole(Field::WORST), row.whole(Field::VALUE), row.whole(Field::BEST)) {
        (None, None, None) => None,
        (Some(worst), Some(value), Some(best)) if worst <= value && value <= best => {
            Some(Rating { worst, value, best })
        }
        _ => return Err(row.at.contradicts("its value does not lie between worst and best")),
    };
    let (label, name) = (row.text(Field::LABEL), row.text(Field::NAME));
    if label.is_none() && name.is_none() {
        return Err(row.at.lacks("label or name"));
    }
    Ok(DraftVerdict {
        scale: row.text(Field::SCALE),
        label,
        name,
        rating,
        because: row.text(Field::BECAUSE),
        by: row.text(Field::BY),
        at: row.form(Field::AT)?,
        would_change: row.text(Field::WOULD_CHANGE),
        correction: row.form(Field::CORRECTION)?,
        address: row.text(Field::ADDRESS),
        feed: row.text(Field::FEED),
    })
}

/// A judgement of a claim or of the bearing of a link.
pub(super) fn credibility(mut row: Form) -> Result<DraftGrade, Fault> {
    let grade = row.form::<Credibility>(Field::CREDIBILITY)?.ok_or_else(|| row.at.lacks("credibility"))?;
    judged(row, Grading::Credibility(grade), Field::RELIABILITY)
}

/// A judgement of a party or a source.
pub(super) fn reliability(mut row: Form) -> Result<DraftGrade, Fault> {
    let grade = row.form::<Reliability>(Field::RELIABILITY)?.ok_or_else(|| row.at.lacks("reliability"))?;
    judged(row, Grading::Reliability(grade), Field::CREDIBILITY)
}

fn judged(mut row: Form, grading: Grading, other: Field) -> Result<DraftGrade, Fault> {
    if row.text(other).is_some() {
        return Err(row.at.contradicts("it is a reliability and a credibility in one"));
    }
    Ok(DraftGrade { grading, because: row.text(Field::BECAUSE), by: row.text(Field::BY), at: row.form(Field::AT)? })
}

pub(super) fn note(mut row: Form) -> Result<DraftNote, Fault> {
    let text = row.own_text(Field::TEXT, "text")?;
    Ok(DraftNote { text, by: row.text(Field::BY), at: row.form(Field::AT)? })
}
