//! What a reply says, believed only after the same look at it that a plugin in this process gets.

use std::{borrow::Cow, collections::HashMap};

use claims_abi::{NO_ROW, Status};
use claims_model::{Case, Handle, Points, Score, Suggestion, anchor::Hunk};

use super::{
    Crash,
    wire::{Reply, WireScore, from_hex},
};
use crate::{
    Drafts, Error,
    sink::{Sink, drafts::JsonFault},
    view::{View, row_number},
};

/// The scores of each case.
pub(crate) fn scores(plugin: &str, cases: &[Case], reply: Reply) -> Result<Vec<Vec<Score>>, Error> {
    let answers = reply.scores.ok_or_else(|| garbled(plugin, "no member `scores`"))?;
    if answers.len() != cases.len() {
        let what = format!("scores for {} cases, and {} were asked", answers.len(), cases.len());
        return Err(garbled(plugin, what));
    }
    cases.iter().zip(answers).map(|(case, scores)| scores_of(plugin, case, scores)).collect()
}

fn scores_of(plugin: &str, case: &Case, scores: Vec<WireScore>) -> Result<Vec<Score>, Error> {
    let view = View::new(case, &[]);
    let mut sink = Sink::for_scores(&view, Cow::Owned(plugin.to_owned()));
    let rows = |handles: &mut dyn Iterator<Item = Handle>| -> HashMap<Handle, u32> {
        handles.enumerate().map(|(row, handle)| (handle, row_number(row))).collect()
    };
    let claims = rows(&mut case.claims.iter().map(|claim| claim.handle));
    let links = rows(&mut case.links.iter().map(|link| link.handle));
    let row = |rows: &HashMap<Handle, u32>, handle: Handle| {
        rows.get(&handle).copied().ok_or_else(|| garbled(plugin, format!("{handle} is not in the case")))
    };
    for score in scores {
        let claim = row(&claims, score.claim)?;
        sink.score(|scores| scores.score(claim, score.value, score.base));
        for part in score.contributions {
            let link = part.link.map_or(Ok(NO_ROW), |link| row(&links, link))?;
            sink.score(|scores| scores.contribution(claim, link, Some(part.because), part.amount));
        }
        for remark in score.remarks {
            sink.score(|scores| scores.remark(claim, Some(remark)));
        }
    }
    sink.into_scores(plugin, Status::DONE)
}

/// The way from one text to the other.
pub(crate) fn hunks(plugin: &str, old: &str, new: &str, reply: Reply) -> Result<Vec<Hunk>, Error> {
    let hunks = reply.hunks.ok_or_else(|| garbled(plugin, "no member `hunks`"))?;
    let mut sink = Sink::for_hunks(old, new);
    let (olds, news) = (Points::of(old), Points::of(new));
    let (mut was, mut now) = (0_usize, 0_usize);
    for hunk in hunks {
        let (old_end, new_end) = (was.saturating_add(hunk.old), now.saturating_add(hunk.new));
        let (old, new) =
            (byte(&olds, old, was)..byte(&olds, old, old_end), byte(&news, new, now)..byte(&news, new, new_end));
        (was, now) = (old_end, new_end);
        sink.hunk(Hunk { same: hunk.same, coarse: hunk.coarse, old, new });
    }
    sink.into_hunks(plugin, Status::DONE)
}

/// The byte at which a code point begins; one beyond the end where there are fewer, so that it is found out.
fn byte(points: &Points<'_>, text: &str, point: usize) -> usize {
    points.byte(point).unwrap_or(text.len() + 1)
}

/// The bytes of a file.
pub(crate) fn file(plugin: &str, reply: Reply) -> Result<Vec<u8>, Error> {
    match (reply.text, reply.hex.as_deref().map(from_hex)) {
        (Some(text), None) => Ok(text.into_bytes()),
        (None, Some(Some(bytes))) => Ok(bytes),
        _ => Err(garbled(plugin, "neither `text` nor `hex`")),
    }
}

/// Drafts of records.
pub(crate) fn drafts(plugin: &str, reply: Reply) -> Result<Drafts, Error> {
    let drafts = reply.drafts.ok_or_else(|| garbled(plugin, "no member `drafts`"))?;
    let mut sink = Sink::for_drafts();
    let mut form = None;
    sink.draft(|rows| match rows.draft_json(&drafts) {
        Ok(()) => Ok(()),
        Err(JsonFault::Fault(fault)) => Err(fault),
        Err(JsonFault::NoName(name)) => {
            form = Some(format!("there is no table, field or relation {name:?}"));
            Ok(())
        }
        Err(JsonFault::Form(what)) => {
            form = Some(what);
            Ok(())
        }
    });
    match form {
        Some(what) => Err(garbled(plugin, what)),
        None => sink.into_drafts(plugin, Status::DONE),
    }
}

/// What a text claims, in the finder's own order.
pub(crate) fn suggestions(plugin: &str, text: &str, reply: Reply) -> Result<Vec<Suggestion>, Error> {
    let found = reply.suggestions.ok_or_else(|| garbled(plugin, "no member `suggestions`"))?;
    let mut sink = Sink::for_suggestions(text);
    let points = Points::of(text);
    for one in &found {
        let (start, end) = (byte(&points, text, one.start), byte(&points, text, one.end));
        let (wording, claimant) = (one.wording.as_deref(), one.claimant.as_deref());
        let (wording, claimant) = (wording.map(str::as_bytes), claimant.map(str::as_bytes));
        sink.suggest(|found| found.suggest(start, end, wording, claimant, one.confidence));
    }
    sink.into_suggestions(plugin, Status::DONE)
}

fn garbled(plugin: &str, what: impl Into<String>) -> Error {
    Error::Crashed { plugin: plugin.to_owned(), why: Crash::Garbled(what.into()), last_words: String::new() }
}
