//! The messages of the protocol between the program and a plugin in a process of its own: one JSON object a line.
//!
//! `docs/plugin-protocol.md` specifies them. Members that one side does not know it leaves unread, so that the other
//! may be newer.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
};

use claims_model::{Case, Handle, Key, Score, anchor::Hunk};
use serde::{Deserialize, Serialize};

/// The version of the protocol; what it means never changes.
pub(crate) const PROTOCOL: u32 = 1;

/// The first line of each side, whose form is frozen for ever.
#[derive(Debug, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Hello<'a> {
    /// Always `plugin protocol`, so that whoever started the wrong program sees it at once.
    pub(crate) claims: Cow<'a, str>,
    /// The program's: the versions that it speaks. The plugin's: the one it chose.
    pub(crate) protocols: Vec<u32>,
    /// The plugin's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// The plugin's version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) version: Option<String>,
    /// What the plugin is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) kinds: Option<Vec<String>>,
    /// What the plugin does, in one line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) summary: Option<String>,
}

/// What [`Hello::claims`] says.
pub(crate) const GREETING: &str = "plugin protocol";

/// What the program asks.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Request<'a> {
    /// Counts from 1; the reply has the same.
    pub(crate) id: u64,
    /// Names and values.
    #[serde(default)]
    pub(crate) options: BTreeMap<String, String>,
    #[serde(flatten)]
    pub(crate) call: Call<'a>,
}

/// The question itself.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(tag = "call", rename_all = "lowercase")]
pub(crate) enum Call<'a> {
    /// The scores of the subjects of each case.
    Score {
        /// Several at once cost less than one after the other.
        cases: Vec<Cow<'a, Case>>,
    },
    /// The way from one text to another.
    Diff {
        /// The text as it was.
        old: Cow<'a, str>,
        /// The text as it is.
        new: Cow<'a, str>,
    },
    /// The subjects of a case as a file.
    Export {
        /// What is to be written.
        case: Box<Cow<'a, Case>>,
    },
    /// The records that a file holds.
    Import {
        /// The file, as hexadecimal digits.
        hex: Cow<'a, str>,
    },
    /// What a text claims.
    Find {
        /// The text.
        text: Cow<'a, str>,
    },
}

/// A request as it is read: the members of every call, of which one call needs some.
///
/// To read them in the form in which they are written would be to copy all of them first.
#[derive(Deserialize)]
struct Members<'a> {
    id: u64,
    #[serde(default)]
    options: BTreeMap<String, String>,
    call: Cow<'a, str>,
    cases: Option<Vec<Case>>,
    old: Option<Cow<'a, str>>,
    new: Option<Cow<'a, str>>,
    case: Option<Box<Case>>,
    hex: Option<Cow<'a, str>>,
    text: Option<Cow<'a, str>>,
}

impl<'de> Deserialize<'de> for Request<'_> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Members::deserialize(deserializer)?.try_into().map_err(serde::de::Error::custom)
    }
}

impl TryFrom<Members<'_>> for Request<'_> {
    type Error = String;

    fn try_from(members: Members<'_>) -> Result<Self, String> {
        let missing = |name| move || format!("missing field `{name}`");
        let text =
            |text: Option<Cow<'_, str>>, name| text.map(|text| Cow::Owned(text.into_owned())).ok_or_else(missing(name));
        let call = match &*members.call {
            "score" => {
                let cases = members.cases.ok_or_else(missing("cases"))?;
                Call::Score { cases: cases.into_iter().map(Cow::Owned).collect() }
            }
            "diff" => Call::Diff { old: text(members.old, "old")?, new: text(members.new, "new")? },
            "export" => Call::Export { case: Box::new(Cow::Owned(*members.case.ok_or_else(missing("case"))?)) },
            "import" => Call::Import { hex: text(members.hex, "hex")? },
            "find" => Call::Find { text: text(members.text, "text")? },
            other => return Err(format!("unknown call `{other}`")),
        };
        Ok(Self { id: members.id, options: members.options, call })
    }
}

/// What the plugin answers; of the answers the one that was asked for, or `failed`.
#[derive(Debug, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(default)]
pub(crate) struct Reply {
    pub(crate) id: u64,
    /// Why there is no answer, in words for the user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) failed: Option<String>,
    /// Beside `failed`, where that tells of a mistake in the plugin and is no refusal: `panicked` or `wrong`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) flaw: Option<Cow<'static, str>>,
    /// To `score`: for each case its scores.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) scores: Option<Vec<Vec<WireScore>>>,
    /// To `diff`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) hunks: Option<Vec<WireHunk>>,
    /// To `export`: a text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) text: Option<String>,
    /// To `export`: bytes that are no text, as hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) hex: Option<String>,
    /// To `import`: the rows of each table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) drafts: Option<serde_json::Map<String, serde_json::Value>>,
    /// To `find`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) suggestions: Option<Vec<WireSuggestion>>,
}

/// [`Reply::flaw`]: a bug stopped the plugin, and it is not asked again.
pub(crate) const PANICKED: &str = "panicked";
/// [`Reply::flaw`]: its answer cannot be right.
pub(crate) const WRONG: &str = "wrong";

/// A claim that a text seems to make; positions in Unicode code points.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct WireSuggestion {
    pub(crate) start: usize,
    pub(crate) end: usize,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) wording: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) claimant: Option<String>,
    pub(crate) confidence: f64,
}

/// A score, with handles for claims and links.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct WireScore {
    pub(crate) claim: Handle,
    #[serde(default)]
    pub(crate) value: Option<f64>,
    #[serde(default)]
    pub(crate) base: Option<f64>,
    #[serde(default)]
    pub(crate) remarks: Vec<String>,
    #[serde(default)]
    pub(crate) contributions: Vec<WirePart>,
}

/// A part of a score.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct WirePart {
    #[serde(default)]
    pub(crate) link: Option<Handle>,
    pub(crate) because: String,
    pub(crate) amount: f64,
}

/// A step of a diff; how long it is on both sides, in Unicode code points.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct WireHunk {
    pub(crate) same: bool,
    #[serde(default)]
    pub(crate) coarse: bool,
    pub(crate) old: usize,
    pub(crate) new: usize,
}

impl WireScore {
    /// How the child tells the scores of a case.
    pub(crate) fn all(scores: Vec<Score>, case: &Case) -> Vec<Self> {
        let claims: HashMap<Key, Handle> = case.claims.iter().map(|claim| (claim.key, claim.handle)).collect();
        let links: HashMap<Key, Handle> = case.links.iter().map(|link| (link.key, link.handle)).collect();
        let told = |score: Score| {
            let parts = score.contributions.into_iter().map(|part| WirePart {
                link: part.link.and_then(|key| links.get(&key).copied()),
                because: part.because,
                amount: part.amount,
            });
            let contributions = parts.collect();
            let claim = *claims.get(&score.claim)?;
            Some(Self { claim, value: score.value, base: score.base, remarks: score.remarks, contributions })
        };
        scores.into_iter().filter_map(told).collect()
    }
}

impl WireHunk {
    /// How the child tells a step.
    pub(crate) fn of(hunk: &Hunk, old: &str, new: &str) -> Self {
        let length = |text: &str| text.chars().count();
        Self {
            same: hunk.same,
            coarse: hunk.coarse,
            old: length(&old[hunk.old.clone()]),
            new: length(&new[hunk.new.clone()]),
        }
    }
}

/// Bytes as hexadecimal digits.
pub(crate) fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Bytes from hexadecimal digits.
///
/// # Errors
/// Says what keeps them from being a row of pairs of such digits.
pub(crate) fn from_hex(text: &str) -> Result<Vec<u8>, String> {
    if let Some((at, other)) = text.chars().enumerate().find(|(_, digit)| !digit.is_ascii_hexdigit()) {
        return Err(format!("has {other:?} as character {at}, which is no hexadecimal digit"));
    }
    if !text.len().is_multiple_of(2) {
        return Err(format!("has {} digits, and a byte has two", text.len()));
    }
    let pairs = text.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(&String::from_utf8_lossy(pair), 16).map_err(|why| why.to_string())).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn bytes_survive_as_digits() {
        assert_eq!(from_hex(&to_hex(b"\x00\xff%")), Ok(b"\x00\xff%".to_vec()));
        for (text, why) in [
            ("0", "has 1 digits, and a byte has two"),
            ("0z", "has 'z' as character 1, which is no hexadecimal digit"),
            ("é", "has 'é' as character 0, which is no hexadecimal digit"),
            ("+f", "has '+' as character 0, which is no hexadecimal digit"),
        ] {
            assert_eq!(from_hex(text), Err(why.to_owned()));
        }
    }

    #[test]
    fn what_is_not_known_is_left_unread() {
        let reply: Reply = serde_json::from_str(r#"{"id":1,"text":"x","mood":"good"}"#).unwrap();
        assert_eq!((reply.id, reply.text.as_deref()), (1, Some("x")));
        let request = r#"{"id":2,"call":"diff","old":"a","new":"b","since":"tomorrow"}"#;
        let request: Request<'_> = serde_json::from_str(request).unwrap();
        assert!(matches!(request.call, Call::Diff { .. }));
    }

    /// The messages for those who check theirs by machine; `UPDATE_SCHEMA=1 cargo test -p claims-host` writes them anew.
    #[test]
    fn the_schemas_in_the_repository_are_those_of_the_types() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/plugin-protocol.schema.json");
        let mut schemas = serde_json::json!({
            "greeting": schemars::schema_for!(Hello<'static>),
            "request": schemars::schema_for!(Request<'static>),
            "reply": schemars::schema_for!(Reply),
        });
        super::super::schema::tighten(&mut schemas);
        let text = serde_json::to_string_pretty(&schemas).unwrap() + "\n";
        if std::env::var_os("UPDATE_SCHEMA").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        assert_eq!(std::fs::read_to_string(path).unwrap(), text, "rerun with UPDATE_SCHEMA=1 and read the change");
    }

    proptest! {
        #[test]
        fn no_line_is_too_strange_to_be_read(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            drop(super::super::read::<Reply>(&bytes));
            drop(super::super::read::<Hello<'_>>(&bytes));
            drop(super::super::read::<Request<'_>>(&bytes));
        }

        #[test]
        fn nothing_like_a_reply_is_too_strange(line in r#"(\{|\}|\[|\]|,|:|"(id|scores|hunks|text|claim|value|c1|s9)"|[0-9.e+-]{1,5}|null|true| ){0,24}"#) {
            drop(super::super::read::<Reply>(line.as_bytes()));
        }
    }
}
