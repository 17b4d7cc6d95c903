//! How a process waits for others at the same record: for how long, how often it asks again, and whom it waits for.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

use rusqlite::Connection;

use crate::{Error, Holder, Result, disk, holder};

/// On what terms a record is opened.
pub struct Terms {
    /// How long to wait for others before [`Error::Locked`].
    pub patience: Duration,
    /// Told once when the wait grows long, with whom it is for if that can be seen.
    pub tell: Option<Tell>,
    /// Whether the disk may be one that several machines share, which is refused otherwise.
    pub any_disk: bool,
}

/// What is told of a long wait.
pub type Tell = Box<dyn FnMut(Option<&Holder>) + Send>;

impl Default for Terms {
    fn default() -> Self {
        Self { patience: PATIENCE, tell: None, any_disk: false }
    }
}

/// How long others are waited for where nothing else is said. The longest work of one process is an import, of some
/// ten thousand records a second.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// After how long a wait is told of: a person begins to wonder.
const TELL_AFTER: Duration = Duration::from_secs(2);

/// How often it is looked who holds the lock; most waits are over before the first look.
const LOOK_EVERY: Duration = Duration::from_millis(250);

/// The wait of one connection, shared with what SQLite calls while it waits.
#[derive(Clone)]
pub(crate) struct Waiting(Arc<Mutex<Wait>>);

struct Wait {
    record: PathBuf,
    /// Whether the connection waits until nobody else has it open.
    wants_all: bool,
    patience: Duration,
    tell: Option<Tell>,
    began: Instant,
    next_look: Duration,
    has_told: bool,
    holder: Option<Holder>,
    /// Whether more than one had the lock meanwhile.
    turns: bool,
    /// Why nobody gets a lock here.
    refused: Option<String>,
}

impl Waiting {
    /// Makes a connection wait for others on these terms.
    pub(crate) fn at(connection: &mut Connection, path: &Path, patience: Duration, tell: Option<Tell>) -> Result<Self> {
        // SQLite keeps its files beside the one that a link leads to.
        let record = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let waiting = Self(Arc::new(Mutex::new(Wait {
            record,
            wants_all: false,
            patience,
            tell,
            began: Instant::now(),
            next_look: LOOK_EVERY,
            has_told: false,
            holder: None,
            turns: false,
            refused: None,
        })));
        let shared = waiting.clone();
        connection.busy_handler(Some(move |count| shared.lock().goes_on(count)))?;
        Ok(waiting)
    }

    /// From now on the connection waits until nobody else has the record open.
    pub(crate) fn for_all(&self) {
        self.lock().wants_all = true;
    }

    /// Says of an error that came of waiting what was seen meanwhile.
    pub(crate) fn explain(&self, error: Error) -> Error {
        let Error::Locked { .. } = error else { return error };
        let mut wait = self.lock();
        match wait.refused.take() {
            Some(why) => Error::NoLocks(why),
            None => Error::Locked { seconds: wait.patience.as_secs(), holder: wait.holder.take(), turns: wait.turns },
        }
    }

    /// Asks again where SQLite itself does not wait: whoever makes a record write ahead needs it alone for a moment, and is
    /// refused at once while another does the same.
    pub(crate) fn retried<T>(&self, mut ask: impl FnMut() -> Result<T>) -> Result<T> {
        let (began, patience) = (Instant::now(), self.lock().patience);
        let mut count = 0;
        loop {
            match ask() {
                Err(Error::Locked { .. }) if began.elapsed() < patience && self.lock().goes_on(count) => count += 1,
                answer => return answer,
            }
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Wait> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Wait {
    /// Sleeps a little, and answers whether the lock should be asked for again; `count` says how often it was already.
    fn goes_on(&mut self, count: i32) -> bool {
        if count == 0 {
            (self.began, self.next_look, self.has_told) = (Instant::now(), LOOK_EVERY, false);
            (self.holder, self.turns, self.refused) = (None, false, None);
        }
        let waited = self.began.elapsed();
        let is_over = waited >= self.patience;
        if is_over || waited >= self.next_look {
            self.next_look = waited + LOOK_EVERY;
            self.look();
        }
        if is_over || self.refused.is_some() {
            return false;
        }
        if waited >= TELL_AFTER && !std::mem::replace(&mut self.has_told, true) {
            let holder = self.holder.as_ref();
            self.tell.as_mut().into_iter().for_each(|tell| tell(holder));
        }
        thread::sleep(pause(waited, count).min(self.patience - waited));
        true
    }

    fn look(&mut self) {
        match (holder::of(&self.record, self.wants_all), &self.holder) {
            (Some(now), Some(before)) => {
                self.turns |= now.process != before.process;
                self.holder = Some(now);
            }
            (now @ Some(_), None) => self.holder = now,
            // Let go of just now, or out of sight.
            (None, Some(_)) => self.turns = true,
            (None, None) => self.refused = disk::refuses_locks(&self.record).map(|error| error.to_string()),
        }
    }
}

/// How long to sleep before the lock is asked for again.
///
/// A lock goes to whoever asks first when it is free. So whoever has waited longest asks most often, and those who have
/// just come do not overtake them; SQLite's own waiting does the opposite. No two processes keep in step.
fn pause(waited: Duration, count: i32) -> Duration {
    let micros: u64 = match waited.as_millis() {
        0..100 => 4_000,
        100..500 => 2_000,
        500..2_000 => 1_000,
        _ => 500,
    };
    let step = u64::from(std::process::id()).wrapping_add(u64::from(count.unsigned_abs())).wrapping_mul(0x9e37_79b9);
    Duration::from_micros(micros / 2 + step % micros)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longer_one_waits_the_oftener_one_asks() {
        let longest = |millis| (0..1000).map(|count| pause(Duration::from_millis(millis), count)).max().unwrap();
        let shortest = |millis| (0..1000).map(|count| pause(Duration::from_millis(millis), count)).min().unwrap();
        assert!(longest(0) <= Duration::from_millis(6) && shortest(0) >= Duration::from_millis(2));
        assert!(longest(5_000) < shortest(0) && shortest(60_000) >= Duration::from_micros(250));
    }
}
