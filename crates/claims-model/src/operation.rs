//! Recorded changes: what history, undo and audit are made of.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::{
    Digest, Key, Record,
    forget::{self, Forgetting},
    words,
};

/// One thing that somebody did to a casebook, with the whole of its effect.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Operation {
    /// The permanent key.
    pub key: Key,
    /// When it was done.
    pub at: Timestamp,
    /// Who did it.
    pub by: String,
    /// The command that did it.
    pub verb: Verb,
    /// The number in the log of the operation that this one takes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<u64>,
    /// Whether it goes on with what the operation before it began: both are parts of one deed, and undone together.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub continues: bool,
    /// What it forgets of the operations before it; nothing for all verbs but one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forgets: Option<Forgetting>,
    /// What changed, in an order in which every record finds what it needs.
    pub changes: Vec<Change>,
}

impl Operation {
    /// Reads a stored operation; what was forgotten of it reads as [`forget::FORGOTTEN`].
    ///
    /// # Errors
    /// When it is not one.
    pub fn read(body: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(&forget::readable(body))
    }

    /// The changes that take this operation back.
    pub fn inverse(&self) -> Vec<Change> {
        self.changes
            .iter()
            .rev()
            .map(|change| Change { before: change.after.clone(), after: change.before.clone() })
            .collect()
    }
}

/// One record before and after.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// As it stood; absent for a new record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Record>,
    /// As it stands now; absent for a record that was taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Record>,
}

impl Change {
    /// A new record.
    pub fn create(record: impl Into<Record>) -> Self {
        Self { before: None, after: Some(record.into()) }
    }

    /// A record that reads differently.
    pub fn update(before: impl Into<Record>, after: impl Into<Record>) -> Self {
        Self { before: Some(before.into()), after: Some(after.into()) }
    }

    /// The record as it stands now or, when it was taken away, as it stood.
    pub fn record(&self) -> Option<&Record> {
        self.after.as_ref().or(self.before.as_ref())
    }
}

/// The command behind an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verb {
    /// A source with its first version.
    SourceAdd,
    /// A further version of a source.
    SourceCapture,
    /// A quote is taken from a later version now.
    Anchor,
    /// The text of a version was cut out of its capture by hand.
    SourceTrim,
    /// A party reads differently.
    PartyEdit,
    /// Two parties were one.
    PartyMerge,
    /// A claim.
    Add,
    /// A record reads differently.
    Edit,
    /// A claim was taken apart.
    Split,
    /// Two claims were one.
    Merge,
    /// A claim was taken back.
    Withdraw,
    /// A counter-statement.
    Counter,
    /// A supporting statement.
    Support,
    /// A statement needed to understand another.
    Context,
    /// A judgement of reliability or credibility.
    Grade,
    /// Words to find claims by.
    Tag,
    /// A decision.
    Verdict,
    /// A remark.
    Note,
    /// A party is asked for a reply.
    ReplyAsk,
    /// What came of asking.
    ReplyAnswer,
    /// Records from elsewhere.
    Import,
    /// Texts and captures were forgotten.
    Forget,
    /// An operation was taken back.
    Undo,
    /// An undo was taken back.
    Redo,
}

words!(Verb, "a verb", {
    SourceAdd = "source add", SourceCapture = "source capture", SourceTrim = "source trim", Anchor = "anchor", PartyEdit = "party edit", PartyMerge = "party merge",
    Add = "add", Edit = "edit", Split = "split", Merge = "merge", Withdraw = "withdraw", Counter = "counter", Support = "support", Context = "context",
    Grade = "grade", Tag = "tag", Verdict = "verdict", Note = "note",
    ReplyAsk = "reply ask", ReplyAnswer = "reply answer", Import = "import", Forget = "forget", Undo = "undo", Redo = "redo",
});

/// The form of a stored operation that is hashed: its JSON with each string value replaced by its SHA-256.
///
/// A string's digest is that of its bytes between the quotation marks as they are stored.
/// Because only digests enter the chain, a text can later be forgotten and its digest kept, and the chain still holds:
/// of the tombstone of a forgotten text, the digest in it is taken.
/// Member names, numbers and punctuation enter as they stand, so any other changed byte breaks it as well.
pub fn canonical(body: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len() * 2);
    each_canonical(body, |part| out.extend_from_slice(part));
    out
}

/// Calls `take` with the canonical form, part by part.
fn each_canonical(body: &str, mut take: impl FnMut(&[u8])) {
    let bytes = body.as_bytes();
    let mut at = 0;
    let mut from = 0;
    // Byte by byte: between two strings there is as a rule one mark, `:` or `,`.
    while let Some(offset) = bytes[at..].iter().position(|byte| *byte == b'"') {
        let open = at + offset;
        let close = string_end(bytes, open);
        let text = &bytes[(open + 1).min(close)..close];
        let after = (close + 1).min(bytes.len());
        if bytes.get(after) != Some(&b':') {
            take(&bytes[from..open]);
            let mut value = [b'"'; 66];
            match forget::tombstone(text) {
                Some(digits) => value[1..65].copy_from_slice(digits),
                None => value[1..65].copy_from_slice(&Digest::of(text).hex()),
            }
            take(&value);
            from = after;
        }
        at = after;
    }
    take(&bytes[from..]);
}

/// The digest that binds a stored operation to the whole log before it: SHA-256 of the previous digest and [`canonical`].
///
/// The first operation follows the digest of nothing but zeros.
pub fn chain(previous: &Digest, body: &str) -> Digest {
    let mut hasher = Sha256::new();
    hasher.update(previous.as_bytes());
    // The form of a long operation is longer still, and need not be held.
    let mut held = Vec::with_capacity(1 << 13);
    each_canonical(body, |part| {
        if held.len() + part.len() > held.capacity() {
            hasher.update(&held);
            held.clear();
        }
        if part.len() > held.capacity() { hasher.update(part) } else { held.extend_from_slice(part) }
    });
    hasher.update(&held);
    Digest::from_bytes(hasher.finalize().into())
}

/// Position of the quotation mark that ends the string opened at `open`, or the end of a string that never ends.
pub(crate) fn string_end(bytes: &[u8], open: usize) -> usize {
    let mut at = open + 1;
    while let Some(offset) = bytes.get(at..).and_then(|rest| memchr::memchr2(b'"', b'\\', rest)) {
        at += offset;
        if bytes[at] == b'"' {
            return at;
        }
        at += 2;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_become_digests_and_the_rest_stays() {
        let empty = Digest::of(b"");
        let quoted = Digest::of(br#"a\"b:"#);
        assert_eq!(
            String::from_utf8(canonical(r#"{"a":"","b":[1,"a\"b:",null]}"#)),
            Ok(format!(r#"{{"a":"{empty}","b":[1,"{quoted}",null]}}"#))
        );
    }

    #[test]
    fn no_text_makes_it_fail() {
        for body in ["", "\"", "\"\\", "{\"a", "\"\":", "\\\"\"\"\"", "é\"é"] {
            canonical(body);
        }
    }

    #[test]
    fn any_changed_byte_changes_the_chain() {
        let body = r#"{"key":"k","n":1,"t":["é \" x",true]}"#;
        let start = Digest::from_bytes([0; 32]);
        let right = chain(&start, body);
        for at in 0..body.len() {
            let mut wrong = body.as_bytes().to_vec();
            wrong[at] ^= 1;
            if let Ok(wrong) = String::from_utf8(wrong) {
                assert_ne!(chain(&start, &wrong), right, "byte {at}: {wrong}");
            }
        }
    }
}
