//! Consistent views of a casebook: one to read, one to write.

use std::{ops::Deref, panic, thread};

use claims_model::{Digest, Operation};
use rusqlite::{ErrorCode, Transaction};

use crate::{
    Records, Result, apply, contents,
    log::{self, Written},
};

/// An operation of so many changes is worth a thread of its own.
const LONG: usize = 200;

/// A view to read from.
pub struct Reading<'c> {
    records: Records<'c>,
}

impl<'c> Reading<'c> {
    pub(crate) fn of(transaction: Transaction<'c>) -> Self {
        Self { records: Records::of(transaction) }
    }
}

impl<'c> Deref for Reading<'c> {
    type Target = Records<'c>;

    fn deref(&self) -> &Self::Target {
        &self.records
    }
}

/// A view to write to; dropped without a commit it leaves no trace.
pub struct Writing<'c> {
    records: Records<'c>,
    head: log::Head,
    /// Whether something was left half done, so that nothing may be kept.
    is_broken: bool,
}

impl<'c> Writing<'c> {
    pub(crate) fn of(transaction: Transaction<'c>) -> Result<Self> {
        let head = log::head(&transaction)?;
        Ok(Self { records: Records::of(transaction), head, is_broken: false })
    }

    /// Keeps captured bytes, and answers their digest. Bytes that are kept already are not kept again.
    ///
    /// # Errors
    /// Whatever the disk answers.
    pub fn keep_capture(&mut self, bytes: &[u8]) -> Result<Digest> {
        contents::keep_capture(self.records.connection(), bytes)
    }

    /// Keeps a text, and answers the digest of its UTF-8 bytes.
    ///
    /// # Errors
    /// Whatever the disk answers.
    pub fn keep_text(&mut self, text: &str) -> Result<Digest> {
        contents::keep_text(self.records.connection(), text)
    }

    /// Keeps the place of bytes or of a text that was forgotten where it came from, so that versions may name it.
    ///
    /// # Errors
    /// Whatever the disk answers.
    pub fn keep_place(&mut self, digest: &Digest) -> Result<()> {
        contents::keep_place(self.records.connection(), digest)
    }

    /// Makes the changes of `operation` and appends it to the log; one that fails leaves no trace.
    ///
    /// # Errors
    /// [`crate::Error::Conflict`] when a record no longer reads as the operation says it did, and [`crate::Error::Dangling`]
    /// when one names a record that does not exist.
    pub fn perform(&mut self, operation: &Operation) -> Result<()> {
        let connection = self.records.connection();
        let run = |sql| connection.prepare_cached(sql)?.execute([]);
        run("SAVEPOINT operation")?;
        let performed = self.make(operation).and_then(|head| Ok(run("RELEASE operation").map(|_| head)?));
        match performed {
            Ok(head) => self.head = head,
            Err(error) => {
                // A full disk may have ended the whole transaction already; then there is nothing to go back to.
                let _ = run("ROLLBACK TO operation").and_then(|_| run("RELEASE operation"));
                return Err(error);
            }
        }
        self.records.settle_much()
    }

    /// The same for one of many operations that are kept together or not at all: after one that fails, nothing can be
    /// committed any more. It costs less, since nothing of it need be taken back by itself.
    ///
    /// # Errors
    /// As for [`Writing::perform`].
    pub fn perform_part(&mut self, operation: &Operation) -> Result<()> {
        let performed = self.make(operation);
        self.is_broken |= performed.is_err();
        self.head = performed?;
        self.records.settle_much()
    }

    /// Makes the changes of an operation and appends it to the log; what a long one comes to is found meanwhile.
    fn make(&self, operation: &Operation) -> Result<log::Head> {
        let (connection, head) = (self.records.connection(), &self.head);
        let apply = || apply::operation(connection, operation, Some(&mut self.records.stale()));
        if operation.changes.len() < LONG {
            apply()?;
            return log::append(connection, Written::of(operation, head)?);
        }
        thread::scope(|scope| {
            let write = || Written::of(operation, head);
            // Where the system has no thread to give, it is found afterwards.
            let writer = thread::Builder::new().spawn_scoped(scope, write);
            apply()?;
            let written = match writer {
                Ok(writer) => writer.join().unwrap_or_else(|panic| panic::resume_unwind(panic)),
                Err(_) => write(),
            };
            log::append(connection, written?)
        })
    }

    /// Makes the changes of an entry of another casebook's log, as [`Records::each_entry`] gives it, and appends it as it
    /// stands: performed from the first on an empty record, they make an equal one. Answers the digest of the log so far.
    ///
    /// The bytes and texts that a version names must be kept before. After one that fails, nothing should be committed.
    ///
    /// # Errors
    /// As for [`Writing::perform`], and [`crate::Error::Corrupt`] when it does not read as an operation.
    pub fn replay(&mut self, body: &str) -> Result<Digest> {
        let connection = self.records.connection();
        let operation = log::read_body(self.head.seq + 1, body)?;
        apply::operation(connection, &operation, Some(&mut self.records.stale()))?;
        self.head = log::append(connection, Written::again(body.to_owned(), &self.head))?;
        self.records.settle_much()?;
        Ok(self.head.hash)
    }

    /// Something was left half done; nothing may be kept.
    pub(crate) const fn break_off(&mut self) {
        self.is_broken = true;
    }

    /// Makes everything performed so far permanent, all of it or nothing.
    ///
    /// # Errors
    /// [`crate::Error::DiskFull`] and whatever else the disk answers; then nothing was written. [`crate::Error::Unsure`]
    /// where the disk failed at the very end. [`crate::Error::Broken`] after a [`Writing::perform_part`] that failed.
    pub fn commit(self) -> Result<()> {
        if self.is_broken {
            return Err(crate::Error::Broken);
        }
        self.indexed()?;
        self.records.into_transaction().commit().map_err(|error| match error.sqlite_error_code() {
            // Then the whole commit may stand in the write-ahead log, where the next who opens the file finds it.
            Some(ErrorCode::SystemIoFailure) => crate::Error::Unsure(error.to_string()),
            _ => error.into(),
        })
    }
}

impl<'c> Deref for Writing<'c> {
    type Target = Records<'c>;

    fn deref(&self) -> &Self::Target {
        &self.records
    }
}
