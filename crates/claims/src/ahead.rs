//! An importer on a thread of its own, which reads on in a file while what it drafted before is recorded.

use std::{
    io::Read,
    ops::ControlFlow,
    panic,
    sync::{Mutex, PoisonError, mpsc},
    thread,
};

use claims_host::{Drafts, Error};

use crate::{failure::Outcome, plugins::Tool};

/// How many parts of a file may wait to be recorded; more would be held in memory and gain nothing.
const AHEAD: usize = 2;

/// As much as the first thread of a program has as a rule: an importer may count on it.
const STACK: usize = 8 << 20;

/// Hands the parts that a file comes to on to `take`, in their order, until that fails; then the importer is stopped when
/// it has its next part. An importer of whole files is given no more than `most` bytes.
///
/// The answer is what [`Tool::import_from`] answers.
///
/// # Errors
/// That of `take`.
pub(crate) fn import(
    importer: &Tool,
    input: &mut (dyn Read + Send),
    most: u64,
    take: &mut dyn FnMut(&Drafts) -> Outcome<()>,
) -> Outcome<Result<(), Error>> {
    let input = Mutex::new(input);
    let import = |take: &mut dyn FnMut(Drafts) -> ControlFlow<()>| {
        let mut input = input.lock().unwrap_or_else(PoisonError::into_inner);
        importer.import_from(&mut **input, most, take)
    };
    thread::scope(|scope| {
        let (send, parts) = mpsc::sync_channel(AHEAD);
        let read = move || {
            import(&mut |drafts| match send.send(drafts) {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            })
        };
        let Ok(reader) = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, read) else {
            // The system has no thread to give; it takes longer without.
            let mut taken = Ok(());
            let answer = import(&mut |drafts| {
                taken = take(&drafts);
                if taken.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            });
            return taken.map(|()| answer);
        };
        // The parts are gone after that, so whoever still sends learns of it.
        let taken = parts.into_iter().try_for_each(|drafts| take(&drafts));
        let answer = reader.join().unwrap_or_else(|panic| panic::resume_unwind(panic));
        taken.map(|()| answer)
    })
}
