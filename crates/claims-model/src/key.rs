//! How records are named: a permanent key for the record's whole life, a short handle for people.

use std::{fmt, ops::Deref, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{beside, words, written};

/// The permanent name of a record: a UUIDv7, the same in every copy of a casebook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Key(Uuid);

impl Key {
    /// Wraps an identifier made by the caller; this crate has no clock and no randomness to make one.
    pub const fn new(uuid: Uuid) -> Self {
        Self(uuid)
    }
}

impl Key {
    /// What `Display` writes, without an allocation.
    pub fn text(&self) -> KeyText {
        let mut text = [0; 36];
        self.0.hyphenated().encode_lower(&mut text);
        KeyText(text)
    }
}

/// The text of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyText([u8; 36]);

impl Deref for KeyText {
    type Target = str;

    fn deref(&self) -> &str {
        // It is made of digits and hyphens.
        str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

impl FromStr for Key {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::parse_str(text).map(Self)
    }
}

/// What sort of record a key or a handle names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Something a party asserted.
    Claim,
    /// Anything citable.
    Source,
    /// From a claim to a claim or to a link.
    Link,
    /// A person or an organisation.
    Party,
    /// One immutable capture of a source.
    Version,
    /// Where a claim stands.
    Appearance,
    /// A judgement of reliability or credibility.
    Grade,
    /// A human decision on a claim.
    Verdict,
    /// A remark that hangs on any record.
    Note,
    /// A request for a reply about a claim, and what came of it.
    Reply,
}

words!(Kind, "a kind of record", {
    Claim = "claim", Source = "source", Link = "link", Party = "party", Version = "version",
    Appearance = "appearance", Grade = "grade", Verdict = "verdict", Note = "note",
    Reply = "reply",
});

impl Kind {
    /// The letter that starts a handle of this kind; `None` for kinds that people reach through another record.
    pub const fn letter(self) -> Option<char> {
        match self {
            Self::Claim => Some('c'),
            Self::Source => Some('s'),
            Self::Link => Some('l'),
            Self::Party => Some('p'),
            Self::Reply => Some('r'),
            _ => None,
        }
    }

    fn from_letter(letter: char) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.letter() == Some(letter.to_ascii_lowercase()))
    }
}

/// What people type for a record: `c12`, `s3`, `l7`, `p2`, `r1`. Numbers count from 1 per kind and are never given twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Handle {
    /// The kind of the record.
    pub kind: Kind,
    /// Its number within the kind, from 1.
    pub number: u32,
}

impl Handle {
    /// The handle of the `number`th record of `kind`.
    pub const fn new(kind: Kind, number: u32) -> Self {
        Self { kind, number }
    }
}

impl fmt::Display for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind.letter() {
            // Most are written as they are, and by the thousand.
            Some(letter) if f.width().is_none() => write!(f, "{letter}{}", self.number),
            Some(letter) => f.pad(&format!("{letter}{}", self.number)),
            None => f.pad(&format!("{} {}", self.kind, self.number)),
        }
    }
}

/// The text is not a handle.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is not a handle; a handle is a letter and a number: c12 a claim, s3 a source, l7 a link, p2 a party, r1 a reply"
)]
pub struct NotAHandle(pub String);

impl FromStr for Handle {
    type Err = NotAHandle;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || NotAHandle(text.to_owned());
        let mut chars = text.chars();
        let kind = chars.next().and_then(Kind::from_letter).ok_or_else(wrong)?;
        let digits = chars.as_str();
        if digits.is_empty() || digits.starts_with('0') || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(wrong());
        }
        let number = digits.parse().map_err(|_| wrong())?;
        Ok(Self { kind, number })
    }
}

impl Serialize for Handle {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Handle {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        written::read(deserializer)
    }
}

/// A record together with the handle it is filed under in this casebook; in JSON one object of both.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Filed<T> {
    /// What people call it here.
    pub handle: Handle,
    /// The record itself.
    #[serde(flatten)]
    pub record: T,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Filed<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (record, handle) = beside::read(deserializer, "handle")?;
        let handle = handle.ok_or_else(|| serde::de::Error::missing_field("handle"))?;
        Ok(Self { handle, record })
    }
}

impl<T> Deref for Filed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.record
    }
}

#[cfg(feature = "schema")]
crate::text_schema!(Handle, "what people call a record in this casebook", "^[csplrCSPLR][1-9][0-9]*$");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handle_is_a_letter_and_a_number() {
        assert_eq!("c12".parse(), Ok(Handle::new(Kind::Claim, 12)));
        assert_eq!("P2".parse(), Ok(Handle::new(Kind::Party, 2)));
        for wrong in ["", "c", "12", "c0", "c01", "x3", "c-1", "c1.5", "c99999999999", "cé", "версия"] {
            assert!(wrong.parse::<Handle>().is_err(), "{wrong}");
        }
    }
}
