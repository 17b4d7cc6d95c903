//! What a reply says, believed only after the same look at it that a plugin in this process gets.

use std::{borrow::Cow, collections::HashMap, ops::Range};

use claims_abi::{NO_ROW, Status};
use claims_model::{Case, Handle, Points, Score, Suggestion, anchor::Hunk};

use super::{
    Crash,
    wire::{Reply, WireScore, from_hex},
};
use crate::{
    Drafts, Error, Fault, Unit,
    sink::{Sink, drafts::JsonFault},
    view::{View, row_number},
};

/// The scores of each case.
pub(crate) fn scores(plugin: &str, cases: &[Case], reply: Reply) -> Result<Vec<Vec<Score>>, Error> {
    let answers = reply.scores.ok_or_else(|| malformed(plugin, "no member `scores`"))?;
    if answers.len() != cases.len() {
        let what = format!("scores for {} cases, and {} were asked", answers.len(), cases.len());
        return Err(malformed(plugin, what));
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
        rows.get(&handle).copied().ok_or_else(|| malformed(plugin, format!("{handle} is not in the case")))
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

/// The way from one text to the other; what is wrong with it is told in code points, as the plugin told it.
pub(crate) fn hunks(plugin: &str, old: &str, new: &str, reply: Reply) -> Result<Vec<Hunk>, Error> {
    let hunks = reply.hunks.ok_or_else(|| malformed(plugin, "no member `hunks`"))?;
    let mut sink = Sink::for_hunks(old, new);
    let (mut was, mut now) = (Side::of("old", old), Side::of("new", new));
    for hunk in hunks {
        let places = (was.at, now.at);
        let steps = was.step(hunk.old).and_then(|was| Ok((was, now.step(hunk.new)?)));
        let (was, now) = steps.map_err(|fault| wrong(plugin, fault))?;
        if hunk.same && old[was.clone()] != new[now.clone()] {
            let (old, new) = places;
            return Err(wrong(plugin, Fault::NotTheSame { unit: Unit::Character, old, new }));
        }
        sink.hunk(Hunk { same: hunk.same, coarse: hunk.coarse, old: was, new: now });
    }
    [was, now].iter().try_for_each(Side::finish).map_err(|fault| wrong(plugin, fault))?;
    sink.into_hunks(plugin, Status::DONE)
}

/// One of the two texts of a diff, and how far the steps have come in it.
struct Side<'t> {
    side: &'static str,
    text: &'t str,
    points: Points<'t>,
    /// In code points.
    at: usize,
}

impl<'t> Side<'t> {
    fn of(side: &'static str, text: &'t str) -> Self {
        Self { side, text, points: Points::of(text), at: 0 }
    }

    /// Goes so many code points on; gives the bytes of them.
    fn step(&mut self, count: usize) -> Result<Range<usize>, Fault> {
        let start = self.points.byte(self.at).unwrap_or(self.text.len());
        let at = self.at.saturating_add(count);
        let Some(end) = self.points.byte(at) else {
            return Err(Fault::Beyond { side: self.side, at, length: self.length() });
        };
        self.at = at;
        Ok(start..end)
    }

    fn finish(&self) -> Result<(), Fault> {
        let (side, at, length) = (self.side, self.at, self.length());
        if at == length { Ok(()) } else { Err(Fault::Unfinished { unit: Unit::Character, side, at, length }) }
    }

    fn length(&self) -> usize {
        self.text.chars().count()
    }
}

/// The bytes of a file.
pub(crate) fn file(plugin: &str, reply: Reply) -> Result<Vec<u8>, Error> {
    match (reply.text, reply.hex) {
        (Some(text), None) => Ok(text.into_bytes()),
        (None, Some(hex)) => from_hex(&hex).map_err(|why| malformed(plugin, format!("`hex` {why}"))),
        (Some(_), Some(_)) => Err(malformed(plugin, "`text` and `hex`, and one of them is the file")),
        (None, None) => Err(malformed(plugin, "neither `text` nor `hex`")),
    }
}

/// Drafts of records.
pub(crate) fn drafts(plugin: &str, reply: Reply) -> Result<Drafts, Error> {
    let drafts = reply.drafts.ok_or_else(|| malformed(plugin, "no member `drafts`"))?;
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
        Some(what) => Err(malformed(plugin, what)),
        None => sink.into_drafts(plugin, Status::DONE),
    }
}

/// What a text claims, in the finder's own order.
pub(crate) fn suggestions(plugin: &str, text: &str, reply: Reply) -> Result<Vec<Suggestion>, Error> {
    let found = reply.suggestions.ok_or_else(|| malformed(plugin, "no member `suggestions`"))?;
    let mut sink = Sink::for_suggestions(text);
    let points = Points::of(text);
    for one in &found {
        let place = |point| points.byte(point).unwrap_or(text.len() + 1);
        let (start, end) = (place(one.start), place(one.end));
        let (wording, claimant) = (one.wording.as_deref(), one.claimant.as_deref());
        let (wording, claimant) = (wording.map(str::as_bytes), claimant.map(str::as_bytes));
        sink.suggest(|found| {
            found.suggest(start, end, wording, claimant, one.confidence).map_err(|fault| match fault {
                Fault::NotAPassage { why, .. } => {
                    // As the plugin told it; of two places that are beyond the end, one may still be before the other.
                    let why = if one.start > one.end { "goes back" } else { why };
                    Fault::NotAPassage { unit: Unit::Character, start: one.start, end: one.end, why }
                }
                other => other,
            })
        });
    }
    sink.into_suggestions(plugin, Status::DONE)
}

fn wrong(plugin: &str, fault: Fault) -> Error {
    Error::Wrong { plugin: plugin.to_owned(), fault }
}

fn malformed(plugin: &str, what: impl Into<String>) -> Error {
    Error::Crashed { plugin: plugin.to_owned(), why: Crash::Malformed(what.into()), last_words: String::new() }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn reply(value: Value) -> Reply {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn what_is_wrong_with_a_diff_is_told_in_characters() {
        for (steps, expected) in [
            (
                json!([{"same": true, "old": 2, "new": 2}]),
                "the diff ends at character 2 of the old text, which is 3 long",
            ),
            (
                json!([{"same": false, "old": 40, "new": 3}]),
                "a step of the diff goes to character 40 of the old text, which has 3",
            ),
            (
                json!([{"same": true, "old": 1, "new": 1}, {"same": true, "old": 2, "new": 2}]),
                "it calls character 1 of the old text the same as character 1 of the new one, but what follows there differs",
            ),
        ] {
            let error = hunks("d", "éßa", "éßb", reply(json!({"hunks": steps}))).unwrap_err();
            assert_eq!(error.to_string(), format!("d gave a wrong answer: {expected}"));
        }
        let steps = json!([{"same": true, "old": 2, "new": 2}, {"same": false, "old": 1, "new": 1}]);
        assert_eq!(hunks("d", "éßa", "éßb", reply(json!({"hunks": steps}))).unwrap()[1].old, 4..5);
    }

    #[test]
    fn what_is_wrong_with_a_suggestion_is_told_in_characters() {
        for (start, end, why) in [
            (0, 40, "is beyond its end"),
            (41, 40, "goes back"),
            (2, 1, "goes back"),
            (2, 3, "is blank"),
            (3, 3, "is blank"),
        ] {
            let found = json!({"suggestions": [{"start": start, "end": end, "confidence": 1}]});
            let error = suggestions("f", "éß a", reply(found)).unwrap_err();
            let expected = format!("a suggestion goes from character {start} to {end} of the text, which {why}");
            assert_eq!(error.to_string(), format!("f gave a wrong answer: {expected}"));
        }
    }

    #[test]
    fn what_is_no_file_is_told_apart() {
        for (given, expected) in [
            (json!({}), "neither `text` nor `hex`"),
            (json!({"text": "a", "hex": "61"}), "`text` and `hex`, and one of them is the file"),
            (json!({"hex": "616"}), "`hex` has 3 digits, and a byte has two"),
            (json!({"hex": "6g"}), "`hex` has 'g' as character 1, which is no hexadecimal digit"),
        ] {
            let error = file("e", reply(given)).unwrap_err();
            assert_eq!(error.to_string(), format!("e: what it wrote is not the protocol: {expected}"));
        }
        assert_eq!(file("e", reply(json!({"hex": "61"}))).unwrap(), b"a");
    }

    #[test]
    fn what_is_no_time_is_told_with_the_form_of_one() {
        let given =
            json!({"drafts": {"source": [{"title": "x"}], "version": [{"captured": "yesterday", "source": 0}]}});
        let error = drafts("i", reply(given)).unwrap_err();
        let expected = "\"yesterday\" is not a time; write it as RFC 3339 does, such as 2023-08-15T09:30:00Z";
        assert_eq!(error.to_string(), format!("i gave a wrong answer: version row 0, captured: {expected}"));
    }
}
