//! The five questions to a plugin in a process of its own; what it answers is believed only after the same look at it
//! that a plugin in this process gets.

use std::{borrow::Cow, collections::BTreeMap, io::Write};

use claims_abi::Status;
use claims_model::{Case, Handle, Score, Suggestion, anchor::Hunk};

use super::{
    Apart,
    wire::{self, Call, from_hex, to_hex},
};
use crate::{
    Drafts, Error, Kind,
    sink::{Sink, drafts::JsonFault},
    view::View,
};

impl Apart {
    /// Scores the subjects of the case; the scores come in their order.
    ///
    /// # Errors
    /// As for a plugin in this process, and [`Error::Crashed`].
    pub fn score(&self, case: &Case, options: &BTreeMap<String, String>) -> Result<Vec<Score>, Error> {
        let mut answers = self.score_all(std::slice::from_ref(case), options)?;
        answers.pop().ok_or_else(|| self.garbled("no scores for the case"))
    }

    /// Scores several cases in one go, which costs less than one after the other.
    ///
    /// # Errors
    /// As for [`Apart::score`].
    pub fn score_all(&self, cases: &[Case], options: &BTreeMap<String, String>) -> Result<Vec<Vec<Score>>, Error> {
        let call = Call::Score { cases: cases.iter().map(Cow::Borrowed).collect() };
        let answers =
            self.ask(Kind::Scorer, call, options)?.scores.ok_or_else(|| self.garbled("no member `scores`"))?;
        if answers.len() != cases.len() {
            return Err(self.garbled(&format!("scores for {} cases, and {} were asked", answers.len(), cases.len())));
        }
        let name = Cow::Owned(self.name.clone());
        cases.iter().zip(answers).map(|(case, scores)| self.checked(case, scores, &name)).collect()
    }

    /// The scores of one case, believed only after a look at each.
    fn checked(
        &self,
        case: &Case,
        scores: Vec<wire::WireScore>,
        name: &Cow<'static, str>,
    ) -> Result<Vec<Score>, Error> {
        let view = View::new(case, &[]);
        let mut sink = Sink::for_scores(&view, name);
        for score in scores {
            let claim = case.claims.iter().position(|claim| claim.handle == score.claim);
            let claim = self.row(score.claim, claim)?;
            sink.score(|scores| scores.score(claim, score.value, score.base));
            for part in score.contributions {
                let link = part.link.map(|link| self.row(link, case.links.iter().position(|one| one.handle == link)));
                let link = link.transpose()?.unwrap_or(claims_abi::NO_ROW);
                sink.score(|scores| scores.contribution(claim, link, Some(part.because), part.amount));
            }
            for remark in score.remarks {
                sink.score(|scores| scores.remark(claim, Some(remark)));
            }
        }
        sink.into_scores(&self.name, Status::DONE)
    }

    fn row(&self, handle: Handle, at: Option<usize>) -> Result<u32, Error> {
        let row = at.and_then(|at| u32::try_from(at).ok());
        row.ok_or_else(|| self.garbled(&format!("{handle} is not in the case")))
    }

    /// The way from `old` to `new`, covering both without a gap.
    ///
    /// # Errors
    /// As for a plugin in this process, and [`Error::Crashed`].
    pub fn diff(&self, old: &str, new: &str, options: &BTreeMap<String, String>) -> Result<Vec<Hunk>, Error> {
        let call = Call::Diff { old: Cow::Borrowed(old), new: Cow::Borrowed(new) };
        let hunks = self.ask(Kind::Differ, call, options)?.hunks.ok_or_else(|| self.garbled("no member `hunks`"))?;
        let mut sink = Sink::for_hunks(old, new);
        let (mut was, mut now) = (0, 0);
        for hunk in hunks {
            let (old, new) = (was..ahead(old, was, hunk.old), now..ahead(new, now, hunk.new));
            (was, now) = (old.end, new.end);
            sink.hunk(Hunk { same: hunk.same, coarse: hunk.coarse, old, new });
        }
        sink.into_hunks(&self.name, Status::DONE)
    }

    /// Writes the subjects of the case to `out`, and flushes it.
    ///
    /// # Errors
    /// As for a plugin in this process, and [`Error::Crashed`].
    pub fn export(&self, case: &Case, options: &BTreeMap<String, String>, out: &mut dyn Write) -> Result<(), Error> {
        let reply = self.ask(Kind::Exporter, Call::Export { case: Box::new(Cow::Borrowed(case)) }, options)?;
        match (reply.text, reply.hex.as_deref().map(from_hex)) {
            (Some(text), None) => out.write_all(text.as_bytes())?,
            (None, Some(Some(bytes))) => out.write_all(&bytes)?,
            _ => return Err(self.garbled("neither `text` nor `hex`")),
        }
        Ok(out.flush()?)
    }

    /// Drafts the records that a file of another program holds.
    ///
    /// # Errors
    /// As for a plugin in this process, and [`Error::Crashed`].
    pub fn import(&self, bytes: &[u8], options: &BTreeMap<String, String>) -> Result<Drafts, Error> {
        let call = Call::Import { hex: Cow::Owned(to_hex(bytes)) };
        let drafts =
            self.ask(Kind::Importer, call, options)?.drafts.ok_or_else(|| self.garbled("no member `drafts`"))?;
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
            Some(what) => Err(self.garbled(&what)),
            None => sink.into_drafts(&self.name, Status::DONE),
        }
    }

    /// Points out what a text claims, in the finder's own order.
    ///
    /// # Errors
    /// As for a plugin in this process, and [`Error::Crashed`].
    pub fn find(&self, text: &str, options: &BTreeMap<String, String>) -> Result<Vec<Suggestion>, Error> {
        let call = Call::Find { text: Cow::Borrowed(text) };
        let found = self.ask(Kind::Finder, call, options)?.suggestions;
        let found = found.ok_or_else(|| self.garbled("no member `suggestions`"))?;
        let mut sink = Sink::for_suggestions(text);
        for one in &found {
            let start = ahead(text, 0, one.start);
            let end = one.end.checked_sub(one.start).map_or(0, |length| ahead(text, start, length));
            let (wording, claimant) = (one.wording.as_deref(), one.claimant.as_deref());
            let (wording, claimant) = (wording.map(str::as_bytes), claimant.map(str::as_bytes));
            sink.suggest(|found| found.suggest(start, end, wording, claimant, one.confidence));
        }
        sink.into_suggestions(&self.name, Status::DONE)
    }
}

/// The byte that lies so many characters after another; the end of the text if there are fewer, and one byte beyond it
/// then, so that it is found out.
fn ahead(text: &str, from: usize, characters: usize) -> usize {
    let Some(rest) = text.get(from..) else { return from };
    let mut edges = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
    edges.nth(characters).map_or(text.len() + 1, |at| from + at)
}
