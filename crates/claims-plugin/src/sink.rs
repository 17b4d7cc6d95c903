//! Hands a plugin's answer to the host, and keeps failures and panics on this side of the border.

#![allow(unsafe_code, reason = "the host's functions are reached through its table of pointers")]

use std::{
    any::Any,
    io::{self, Write},
    marker::PhantomData,
    mem::{self, offset_of},
    panic::{AssertUnwindSafe, catch_unwind},
};

use claims_abi::{Host, HunkFlags, NO_ROW, Status, Str};

use crate::{Case, Failure, Hunk, Score, Suggestion, pen::Pen, record::Record as _};

/// Runs one call of the host: gives `answer` the case and the sink, and makes a status of what it comes to.
///
/// # Safety
/// `host`, `case` and `sink` must keep the promises of [`claims_abi::Host`] until this returns.
pub(crate) unsafe fn answer(
    host: *const Host,
    case: *const claims_abi::Case,
    sink: *mut claims_abi::Sink,
    answer: impl for<'a> FnOnce(Case<'a>, &mut Sink<'a>) -> Result<(), Failure>,
) -> Status {
    let mut sink = Sink { host, sink, lent: PhantomData };
    // SAFETY: the caller's promise is the one that `Case` needs, and the case is gone when this returns.
    let case = unsafe { Case::new(host, case) };
    // Nothing that a panic could leave half done is used again: the plugin's value was made for this call.
    match catch_unwind(AssertUnwindSafe(|| answer(case, &mut sink))) {
        Ok(Ok(())) => Status::DONE,
        Ok(Err(failure)) => {
            sink.fail(&failure.to_string());
            Status::FAILED
        }
        Err(payload) => {
            sink.fail(words_of(&*payload));
            // Dropping it could panic once more, outside the catch.
            mem::forget(payload);
            Status::PANICKED
        }
    }
}

fn words_of(payload: &(dyn Any + Send)) -> &str {
    let owned = payload.downcast_ref::<String>().map(String::as_str);
    owned.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("it panicked without a message")
}

/// Where the answer goes.
pub(crate) struct Sink<'a> {
    host: *const Host,
    sink: *mut claims_abi::Sink,
    lent: PhantomData<&'a mut Host>,
}

impl Sink<'_> {
    pub(crate) fn score(&mut self, score: &Score<'_>) -> Result<(), Failure> {
        let claim = score.claim.row().number;
        for remark in &score.remarks {
            // SAFETY: the host keeps its promises while `self` lives; `remark` outlives the call.
            taken(unsafe { ((*self.host).remark)(self.sink, claim, Str::lend(remark)) })?;
        }
        for part in &score.contributions {
            let link = part.link.map_or(NO_ROW, |link| link.row().number);
            let because = Str::lend(&part.because);
            // SAFETY: the host keeps its promises while `self` lives; `because` outlives the call.
            taken(unsafe { ((*self.host).contribution)(self.sink, claim, link, because, part.amount) })?;
        }
        let (has_value, value) = optional(score.value);
        let (has_base, base) = optional(score.base);
        // SAFETY: the host keeps its promises while `self` lives.
        taken(unsafe { ((*self.host).score)(self.sink, claim, has_value, value, has_base, base) })
    }

    pub(crate) fn hunk(&mut self, hunk: &Hunk) -> Result<(), Failure> {
        let same = if hunk.same { HunkFlags::SAME.0 } else { 0 };
        let coarse = if hunk.coarse { HunkFlags::COARSE.0 } else { 0 };
        let (flags, old, new) = (HunkFlags(same | coarse), &hunk.old, &hunk.new);
        // SAFETY: the host keeps its promises while `self` lives.
        taken(unsafe { ((*self.host).hunk)(self.sink, flags, old.start, old.end, new.start, new.end) })
    }

    pub(crate) fn suggest(&mut self, found: &Suggestion<'_>) -> Result<(), Failure> {
        if !self.reaches(offset_of!(Host, suggest)) {
            return Err(Failure::new("this claims is older than finders; the plugin needs a newer one"));
        }
        let lend = |text: Option<&str>| text.map_or(Str::ABSENT, Str::lend);
        let (wording, claimant) = (lend(found.wording.as_deref()), lend(found.claimant.as_deref()));
        let (start, end, confidence) = (found.at.start, found.at.end, found.confidence);
        // SAFETY: the host has the function, and keeps its promises while `self` lives; both texts outlive the call.
        taken(unsafe { ((*self.host).suggest)(self.sink, start, end, wording, claimant, confidence) })
    }

    /// What drafts are written with.
    pub(crate) fn pen(&mut self) -> Result<Pen<'_>, Failure> {
        if !self.reaches(offset_of!(Host, draft_relate)) {
            return Err(Failure::new("this claims is older than importers; the plugin needs a newer one"));
        }
        // SAFETY: the host has the functions, and keeps its promises while `self`, which the pen borrows, lives.
        Ok(unsafe { Pen::new(self.host, self.sink) })
    }

    /// The same for a call in which the host is read from.
    pub(crate) fn streaming_pen(&mut self) -> Result<Pen<'_>, Failure> {
        if !self.reaches(offset_of!(Host, settle)) {
            return Err(Failure::new("this claims is older than streaming importers; the plugin needs a newer one"));
        }
        self.pen()
    }

    /// Whether the host's table has a function that did not come with the first release, by where it stands.
    fn reaches(&self, function: usize) -> bool {
        // SAFETY: the size stands first in every table. Nothing of it beyond that size may be touched.
        let size = unsafe { (*self.host).size };
        size >= function + size_of::<unsafe extern "C" fn()>()
    }

    fn fail(&mut self, message: &str) {
        // SAFETY: the host keeps its promises while `self` lives; `message` outlives the call.
        unsafe { ((*self.host).fail)(self.sink, Str::lend(message)) }
    }
}

impl Write for Sink<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // SAFETY: the host keeps its promises while `self` lives; `bytes` outlives the call.
        let refused = unsafe { ((*self.host).write)(self.sink, bytes.as_ptr(), bytes.len()) };
        if refused == 0 { Ok(bytes.len()) } else { Err(io::Error::other("claims takes no more")) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn taken(refused: i32) -> Result<(), Failure> {
    if refused == 0 { Ok(()) } else { Err(Failure::new("claims refused the answer")) }
}

const fn optional(number: Option<f64>) -> (i32, f64) {
    match number {
        Some(number) => (1, number),
        None => (0, 0.0),
    }
}
