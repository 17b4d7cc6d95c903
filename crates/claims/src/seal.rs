//! The text of a seal: how it is written, and how it is read again after it went through mail and print.

use std::{fmt, path::Path};

use claims_model::{Digest, Timestamp};
use claims_store::{Cure, Finding, Records};

use crate::{
    failure::{Exit, Failure, Outcome},
    render,
};

/// The first line of every seal.
const TITLE: &str = "claims seal 1";
/// How the first line of a seal of any form begins.
const BEGIN: &str = "claims seal ";

/// The end of a log at some time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Seal {
    /// How many operations the log had, one at least.
    pub(crate) operations: u64,
    /// The digest of the newest of them.
    pub(crate) head: Digest,
    /// When it was sealed, by the clock of whoever did.
    pub(crate) sealed: Timestamp,
}

impl fmt::Display for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{TITLE}\noperations {}\nhead {}\nsealed {}\n\nThis text names the first {} operations of a casebook by a digest, and says nothing of what is in them.\nKeep it where whoever has the casebook cannot change it.\nWhether they are still the same: claims verify --against FILE\n",
            self.operations, self.head, self.sealed, self.operations
        )
    }
}

impl Seal {
    /// Reads all seals that stand in a file, one at least; other lines, and marks of a quoted mail before each line, do
    /// not matter.
    ///
    /// # Errors
    /// When the file cannot be read, no seal is in it, or one of them does not read.
    pub(crate) fn read(path: &Path) -> Outcome<Vec<Self>> {
        let bytes = std::fs::read(path).map_err(|error| Failure::file(path, &error))?;
        Self::parse(&String::from_utf8_lossy(&bytes)).map_err(|why| {
            Failure::new(Exit::Data, format!("{} is not a seal: {why}", path.display()))
                .hint("a seal is what claims seal wrote")
        })
    }

    fn parse(text: &str) -> Result<Vec<Self>, String> {
        let mut lines = text.lines().map(|line| line.trim_start_matches(['>', ' ', '\u{feff}']).trim_end());
        let mut seals = Vec::new();
        while let Some(title) = lines.find(|line| line.starts_with(BEGIN)) {
            if title != TITLE {
                return Err(format!("it says {title:?}, and this program knows {TITLE:?}"));
            }
            seals.push(Self::after_title(&mut lines)?);
        }
        if seals.is_empty() { Err(format!("it has no line {TITLE:?}")) } else { Ok(seals) }
    }

    fn after_title<'t>(lines: &mut impl Iterator<Item = &'t str>) -> Result<Self, String> {
        let mut value = |name: &str| {
            let line = lines.next().unwrap_or_default();
            let value = line.strip_prefix(name).and_then(|rest| rest.strip_prefix(' ')).map(str::to_owned);
            value.ok_or_else(|| format!("{line:?} stands where {name:?} and its value should"))
        };
        let (operations, head, sealed) = (value("operations")?, value("head")?, value("sealed")?);
        let number = operations.parse().ok().filter(|operations| *operations > 0);
        Ok(Self {
            operations: number.ok_or_else(|| format!("{operations:?} is no number of operations"))?,
            head: head.parse().map_err(|_| format!("{head:?} is no SHA-256 digest"))?,
            sealed: sealed.parse().map_err(|_| format!("{sealed:?} is no time"))?,
        })
    }

    /// What of the record does not agree with the seal; nothing if the sealed operations are still the same.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub(crate) fn held_against(&self, path: &Path, records: &Records<'_>) -> Outcome<Option<Finding>> {
        let (operations, _) = records.head()?;
        let finding = |what: String| Some(Finding { place: path.display().to_string(), what, cure: Cure::Restore });
        if operations < self.operations {
            let sealed = render::operations(self.operations);
            return Ok(finding(format!("sealed were {sealed}, and the record has {operations}")));
        }
        let found = records.hash(self.operations)?;
        let differs = format!(
            "what was sealed is another log: one of its first {} was changed",
            render::operations(self.operations)
        );
        Ok((found != self.head).then_some(differs).and_then(finding))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_mail_does_not_matter() {
        let seal = Seal { operations: 7, head: Digest::of(b"x"), sealed: Timestamp::UNIX_EPOCH };
        let text = seal.to_string();
        assert_eq!(Seal::parse(&text), Ok(vec![seal]));
        let quoted: String = text.lines().map(|line| format!("> {line}\r\n")).collect();
        assert_eq!(Seal::parse(&format!("\u{feff}Dear colleague,\r\n{quoted}")), Ok(vec![seal]));
        let later = Seal { operations: 9, ..seal };
        assert_eq!(Seal::parse(&format!("{later}\n{quoted}")), Ok(vec![later, seal]));
    }

    #[test]
    fn what_is_no_seal_is_said() {
        for (text, why) in [
            ("", "it has no line"),
            ("claims seal 2\n", "this program knows"),
            ("claims seal 1\noperations many\nhead x\nsealed y", "is no number"),
            ("claims seal 1\noperations 0\nhead x\nsealed y", "is no number"),
            ("claims seal 1\noperations 1\nhead x\nsealed y", "is no SHA-256"),
            ("claims seal 1\nhead x", "should"),
        ] {
            assert!(Seal::parse(text).is_err_and(|error| error.contains(why)), "{text:?}");
        }
    }
}
