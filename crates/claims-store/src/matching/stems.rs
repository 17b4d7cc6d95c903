//! Finds the stems of many claims on a thread of its own, while those of the claims before are written.

use std::{
    sync::{Mutex, PoisonError, mpsc},
    thread,
};

use claims_model::matching::{Entry, Indexer};

use crate::Result;

/// How many claims go to the other thread at a time; fewer are not worth a thread.
pub(super) const BATCH: u32 = 256;

/// What is on file about a claim.
pub(super) struct Texts {
    pub(super) number: u32,
    /// What was claimed, by whom and in which words.
    pub(super) said: [Option<String>; 3],
    /// Why the desk decided as it did.
    pub(super) reasons: Option<String>,
}

/// The stems of that.
pub(super) struct Stems {
    pub(super) number: u32,
    pub(super) claim: Entry,
    pub(super) reasons: String,
}

impl Stems {
    fn of(texts: &Texts, indexer: &mut Indexer) -> Self {
        let claim = indexer.entry(texts.said.iter().flatten().map(String::as_str));
        let reasons = indexer.entry(texts.reasons.as_deref()).stems;
        Self { number: texts.number, claim, reasons }
    }
}

/// Calls `write` with the stems of each claim, in order.
pub(super) fn each(
    mut claims: impl Iterator<Item = Result<Texts>>,
    are_few: bool,
    indexer: &mut Indexer,
    write: &mut dyn FnMut(Stems) -> Result<()>,
) -> Result<()> {
    let indexer = Mutex::new(indexer);
    let of = |texts: &Texts| Stems::of(texts, &mut indexer.lock().unwrap_or_else(PoisonError::into_inner));
    if are_few {
        return claims.try_for_each(|texts| write(of(&texts?)));
    }
    thread::scope(|scope| {
        let (ask, asked) = mpsc::channel::<Vec<Texts>>();
        let (tell, told) = mpsc::channel::<Vec<Stems>>();
        let work = move || asked.iter().try_for_each(|claims| tell.send(claims.iter().map(of).collect()));
        if thread::Builder::new().spawn_scoped(scope, work).is_err() {
            // The system has no thread to give; it takes longer without.
            return claims.try_for_each(|texts| write(of(&texts?)));
        }
        let mut is_waiting = false;
        loop {
            let batch: Vec<Texts> = claims.by_ref().take(BATCH as usize).collect::<Result<_>>()?;
            let is_last = batch.is_empty();
            // Nobody takes it only after a panic of the thread, which the end of the scope passes on.
            let _ = ask.send(batch);
            if is_waiting && let Ok(stems) = told.recv() {
                stems.into_iter().try_for_each(&mut *write)?;
            }
            if is_last {
                return Ok(());
            }
            is_waiting = true;
        }
    })
}
