//! Forgetting within a stored operation: which texts of a record can go, and what stands in their places.
//!
//! The log is chained by digests of its texts and not by the texts themselves (see [`crate::canonical`]). So a text can
//! be replaced by a tombstone that holds its digest, and the chain still holds.

use std::{
    borrow::Cow,
    collections::{BTreeSet, HashMap},
    ops::Range,
};

use serde::{Deserialize, Serialize};

use crate::{Change, Digest, Key, Record, Version, operation::string_end};

/// What is read where a text was forgotten.
pub const FORGOTTEN: &str = "[forgotten]";

/// What an operation forgets of those before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forgetting {
    /// The records whose texts went, with the captures and texts of those that are versions.
    pub records: BTreeSet<Key>,
    /// Why.
    pub because: String,
}

/// How a tombstone begins, as it is stored between the quotation marks of a JSON string; 64 digits follow.
///
/// `\/` is a valid escape that no program of ours ever wrote, so that no text that was recorded looks like this.
const TOMBSTONE: &str = r"\/forgotten\/";

/// The digest in a tombstone, as its 64 digits, if the stored string is one.
pub(crate) fn tombstone(stored: &[u8]) -> Option<&[u8]> {
    let digits = stored.strip_prefix(TOMBSTONE.as_bytes())?;
    let is_digit = |byte: &u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    (digits.len() == 64 && digits.iter().all(is_digit)).then_some(digits)
}

/// The stored operation with the texts of these records replaced by tombstones; `None` if it has none of them.
///
/// Of a claim also what was noted of a claimant who is among `records`. What the chain takes of it stays the same.
pub fn forget(body: &str, records: &BTreeSet<Key>) -> Option<String> {
    let texts = texts_of(body);
    // What says so already was written when it was forgotten, such as by an undo.
    let is_gone = |text: &Text| text.is_tombstone(body) || &body[text.span.clone()] == FORGOTTEN;
    let goes = texts.iter().filter(|text| text.is_of(records) && !is_gone(text));
    let mut out = String::with_capacity(body.len());
    let mut from = 0;
    for text in goes {
        out.push_str(&body[from..text.span.start]);
        out.push_str(TOMBSTONE);
        out.push_str(&Digest::of(body[text.span.clone()].as_bytes()).to_string());
        from = text.span.end;
    }
    (from > 0).then(|| out + &body[from..])
}

/// The records of which something is forgotten in the stored operation, each with the key that tells whose it was.
pub fn forgotten(body: &str) -> Vec<Vec<Key>> {
    if !body.contains(TOMBSTONE) {
        return Vec::new();
    }
    texts_of(body).into_iter().filter(|text| text.is_tombstone(body)).map(|text| text.owners).collect()
}

/// The stored operation as it is read: [`FORGOTTEN`] for each tombstone, and no quote where that was forgotten.
pub(crate) fn readable(body: &str) -> Cow<'_, str> {
    if !body.contains(TOMBSTONE) {
        return Cow::Borrowed(body);
    }
    let mut out = String::with_capacity(body.len());
    let mut from = 0;
    for text in texts_of(body).into_iter().filter(|text| text.is_tombstone(body)) {
        // The rest of a quote that is gone already.
        if text.span.start < from {
            continue;
        }
        let (span, instead) = match text.whole {
            Some(whole) => (whole, "null"),
            None => (text.span, FORGOTTEN),
        };
        out.push_str(&body[from..span.start]);
        out.push_str(instead);
        from = span.end;
    }
    Cow::Owned(out + &body[from..])
}

impl Version {
    /// Whether the version reads as one whose content was forgotten.
    pub fn is_forgotten(&self) -> bool {
        self.origin == FORGOTTEN
    }
}

impl Record {
    /// The record as it reads once `records` are forgotten, of which it is one or names one; itself if nothing goes.
    pub fn forgotten(&self, records: &BTreeSet<Key>) -> Option<Self> {
        let change = Change::create(self.clone());
        let body = serde_json::to_string(&serde_json::json!({ "changes": [change] })).ok()?;
        let Some(stored) = forget(&body, records) else { return Some(self.clone()) };
        let mut read: Changes = serde_json::from_str(&readable(&stored)).ok()?;
        read.changes.pop()?.after
    }

    /// Whether this record goes when `gone` are forgotten, because it says something of one of them alone.
    pub fn goes_with(&self, gone: &BTreeSet<Key>) -> bool {
        let goes = |key: &Key| gone.contains(key);
        match self {
            Self::Version(version) => goes(&version.source),
            Self::Appearance(appearance) => goes(&appearance.version) || goes(&appearance.claim),
            Self::Grade(grade) => goes(&grade.subject),
            Self::Note(note) => goes(&note.subject),
            Self::Verdict(verdict) => goes(&verdict.claim),
            Self::Reply(reply) => goes(&reply.claim) || goes(&reply.party),
            Self::Link(link) => goes(&link.from) || goes(&link.to.key()),
            // Who was merged into somebody is that person.
            Self::Party(party) => party.merged_into.is_some_and(|other| gone.contains(&other)),
            Self::Claim(_) | Self::Source(_) => false,
        }
    }
}

/// An operation, of which only the changes matter.
#[derive(Deserialize)]
struct Changes {
    changes: Vec<Change>,
}

/// The texts of each kind of record that people or pages wrote: the members below the record, with a `.` between them.
///
/// Not among them: keys, digests, dates and words that the program chose, since what is left must still be a record; and
/// tags, labels, feeds and languages, which many records share.
const TEXTS: &[(&str, &[&str])] = &[
    ("claim", &["text", "claimants.role", "occasion", "place", "why_checked", "withdrawn_because"]),
    ("source", &["title", "address"]),
    ("link", &["note"]),
    ("party", &["name", "aliases", "description", "unnamed.why", "unnamed.known_to"]),
    ("version", &["origin", "archives.address", "details.value"]),
    ("appearance", &["quote.exact", "quote.prefix", "quote.suffix", "hedge", "original.text", "original.translator"]),
    ("grade", &["because"]),
    ("verdict", &["because", "would_change", "address"]),
    ("note", &["text"]),
    ("reply", &["through", "answer.text"]),
];

/// A text of a record in a stored operation.
struct Text {
    /// Where it stands, without its quotation marks.
    span: Range<usize>,
    /// Whose it is: the record and, for what was noted of a claimant, the party.
    owners: Vec<Key>,
    /// What is not there at all without it: the whole quote that it is a part of, or an address with its quotation marks.
    whole: Option<Range<usize>>,
}

impl Text {
    fn is_of(&self, records: &BTreeSet<Key>) -> bool {
        self.owners.iter().any(|owner| records.contains(owner))
    }

    fn is_tombstone(&self, body: &str) -> bool {
        tombstone(body[self.span.clone()].as_bytes()).is_some()
    }
}

/// The texts of all records in a stored operation, in the order in which they stand.
fn texts_of(body: &str) -> Vec<Text> {
    let (strings, objects) = strings_of(body);
    let keys: HashMap<(usize, &str), Key> = strings
        .iter()
        .filter_map(|found| {
            let (object, member) = (*found.objects.last()?, *found.path.last()?);
            let key =
                matches!(member, "key" | "party").then(|| body.get(found.span.clone())?.parse().ok()).flatten()?;
            Some(((object, member), key))
        })
        .collect();
    let text = |found: &Found<'_>| {
        let ["changes", "before" | "after", kind, members @ ..] = &found.path[..] else { return None };
        let (_, texts) = TEXTS.iter().find(|(known, _)| known == kind)?;
        texts.contains(&&*members.join(".")).then_some(())?;
        // Around it are the operation, the change, the state before or after, the record, and perhaps a part of that.
        let record = *found.objects.get(3)?;
        let inner = *found.objects.last()?;
        let of_part = keys.get(&(inner, "party")).filter(|_| inner != record);
        let owners = keys.get(&(record, "key")).into_iter().chain(of_part).copied().collect();
        let whole = match members.first() {
            Some(&"quote") => Some(objects[inner].clone()),
            Some(&"address") => Some(found.span.start - 1..found.span.end + 1),
            _ => None,
        };
        Some(Text { span: found.span.clone(), owners, whole })
    };
    strings.iter().filter_map(text).collect()
}

/// A string value and where it stands.
struct Found<'b> {
    span: Range<usize>,
    /// The names of the members that lead to it.
    path: Vec<&'b str>,
    /// The objects around it, the innermost last.
    objects: Vec<usize>,
}

/// How deep a record goes at most; what goes deeper is none.
const DEEPEST: usize = 16;

/// The string values of JSON, and where each object in it stands. What is no JSON has some of both or none.
fn strings_of(body: &str) -> (Vec<Found<'_>>, Vec<Range<usize>>) {
    let (mut strings, mut objects) = (Vec::new(), Vec::<Range<usize>>::new());
    let mut path: Vec<&str> = Vec::new();
    // For each object and list that is open: how long the path to it is, and which object it is.
    let mut open: Vec<(usize, Option<usize>)> = Vec::new();
    let bytes = body.as_bytes();
    let mut at = 0;
    while at < bytes.len() && open.len() <= DEEPEST {
        match bytes[at] {
            b'{' => {
                open.push((path.len(), Some(objects.len())));
                objects.push(at..at);
            }
            b'[' => open.push((path.len(), None)),
            b'}' | b']' => {
                let Some((length, object)) = open.pop() else { break };
                path.truncate(length);
                if let Some(object) = object {
                    objects[object].end = at + 1;
                }
            }
            b'"' => {
                let span = at + 1..string_end(bytes, at);
                at = span.end;
                let Some(text) = body.get(span.clone()) else { break };
                if bytes.get(at + 1) == Some(&b':') {
                    path.truncate(open.last().map_or(0, |(length, _)| *length));
                    path.push(text);
                } else {
                    let objects = open.iter().filter_map(|(_, object)| *object).collect();
                    strings.push(Found { span, path: path.clone(), objects });
                }
            }
            _ => {}
        }
        at += 1;
    }
    (strings, objects)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Operation, canonical};

    const KEYS: [&str; 3] = [
        "01890000-0000-7000-8000-000000000001",
        "01890000-0000-7000-8000-000000000002",
        "01890000-0000-7000-8000-000000000003",
    ];

    fn body() -> String {
        let [claim, party, other] = KEYS;
        format!(
            r#"{{"key":"{other}","at":"2023-08-16T09:00:00Z","by":"desk","verb":"add","changes":[
            {{"after":{{"party":{{"key":"{party}","name":"Jane \"J\" Doe","kind":"person","aliases":["JD","Ж"]}}}}}},
            {{"before":{{"claim":{{"key":"{claim}","text":"It leaks","status":"noted","claimants":[
              {{"party":"{other}","role":"guard"}},{{"party":"{party}","role":"engineer"}}]}}}},
            "after":{{"claim":{{"key":"{claim}","text":"It leaked","status":"noted"}}}}}}]}}"#
        )
    }

    fn set(keys: &[&str]) -> BTreeSet<Key> {
        keys.iter().map(|key| key.parse().unwrap()).collect()
    }

    #[test]
    fn a_party_goes_with_its_roles_and_the_chain_stays() {
        let body = body();
        let party = set(&KEYS[1..2]);
        let stored = forget(&body, &party).unwrap();
        assert_eq!(canonical(&stored), canonical(&body));
        for gone in ["Jane", "JD", "Ж", "engineer"] {
            assert!(body.contains(gone) && !stored.contains(gone), "{gone}: {stored}");
        }
        for kept in ["guard", "It leaks", "It leaked", "\"desk\"", "person"] {
            assert!(stored.contains(kept), "{kept}: {stored}");
        }
        assert_eq!(forget(&stored, &party), None, "once is enough");
        assert!(forgotten(&body).is_empty());
        assert!(forgotten(&stored).iter().all(|owners| owners.contains(party.first().unwrap())));
        let read = Operation::read(&stored).unwrap();
        let Some(Record::Party(read)) = read.changes[0].record() else { panic!("{read:?}") };
        assert_eq!(
            (read.name.as_str(), &read.aliases[..]),
            (FORGOTTEN, &[FORGOTTEN.to_owned(), FORGOTTEN.to_owned()][..])
        );
    }

    #[test]
    fn what_looks_like_a_tombstone_and_was_typed_is_a_text() {
        let digest = Digest::of(b"x");
        let typed = serde_json::to_string(&format!("/forgotten/{digest}")).unwrap();
        assert_eq!(tombstone(typed.trim_matches('"').as_bytes()), None);
        assert_eq!(tombstone(format!(r"\/forgotten\/{digest}").as_bytes()), Some(&digest.hex()[..]));
        for other in
            ["", r"\/forgotten\/", &format!(r"\/forgotten\/{digest}0"), &format!(r"\/forgotten\/{}", "g".repeat(64))]
        {
            assert_eq!(tombstone(other.as_bytes()), None, "{other}");
        }
    }

    #[test]
    fn no_text_makes_it_fail() {
        let deep = "[{\"a\":".repeat(100_000);
        for body in
            ["", "\"", "{", "}}", "{\"a\":\"\\/forgotten\\/", "é\"é", "{\"changes\":[{\"after\":\"x\"}]}", &deep]
        {
            assert_eq!(forget(body, &set(&KEYS)), None);
            readable(body);
        }
    }
}
