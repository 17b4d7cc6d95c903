//! Remarks that hang on any record.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Key;

/// A remark by somebody of the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Note {
    /// The permanent key.
    pub key: Key,
    /// The record it hangs on.
    pub subject: Key,
    /// What it says.
    pub text: String,
    /// Who wrote it.
    pub by: String,
    /// When.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub at: Timestamp,
    /// Whether it says that counter-evidence was looked for.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub looked: bool,
}
