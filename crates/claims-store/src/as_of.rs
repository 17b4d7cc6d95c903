//! The record as it stood: the log, replayed up to a moment into a casebook in memory.

use claims_model::Timestamp;
use rusqlite::Connection;

use crate::{Casebook, Error, Result, apply, contents, log, migrations};

impl Casebook {
    /// The casebook as it stood at a moment, with the handles that its records have now; captured bytes are left
    /// out, and so are texts unless they are asked for, since all of them are copied. Nothing in it can be kept.
    ///
    /// It stands as all operations before the first that was done later than the moment left it. What was undone later
    /// stands in it, and what was undone before does not.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when an entry of the log does not read as an operation.
    pub fn as_of(&mut self, moment: Timestamp, with_texts: bool) -> Result<Self> {
        let mut memory = Connection::open_in_memory()?;
        migrations::create(&mut memory)?;
        let records = self.read()?;
        let replay = memory.transaction()?;
        replay.pragma_update(None, "defer_foreign_keys", true)?;
        contents::stand_in(records.connection(), &replay, with_texts)?;
        let mut is_past = true;
        let mut replayed = Ok(());
        log::each(records.connection(), |seq, body, _| {
            if !is_past || replayed.is_err() {
                return;
            }
            let body = str::from_utf8(body).map_err(|error| Error::Corrupt(format!("log entry {seq}: {error}")));
            replayed = body.and_then(|body| log::read_body(seq, body)).and_then(|operation| {
                is_past = operation.at <= moment;
                if is_past { apply::operation(&replay, &operation, None) } else { Ok(()) }
            });
        })?;
        replayed?;
        replay.commit()?;
        drop(records);
        Ok(Self::standing_for(self.path(), memory))
    }
}
