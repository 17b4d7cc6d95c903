//! Requests for a reply about a claim, each put to a party, and what came of it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Key, PartialDate, words};

/// A request for a reply: of whom, how and when, and what came of it so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reply {
    /// The permanent key.
    pub key: Key,
    /// The claim that it is about.
    pub claim: Key,
    /// Who was asked.
    pub party: Key,
    /// How it was put: "e-mail to the press office".
    pub through: String,
    /// When it was put.
    pub asked: PartialDate,
    /// By when an answer was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<PartialDate>,
    /// What came of it; absent while the desk waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
    /// Who recorded the request.
    pub by: String,
    /// When it was recorded.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub at: Timestamp,
}

/// What came of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Answer {
    /// When the answer came, or when the desk stopped waiting for one.
    pub on: PartialDate,
    /// What was answered, in the party's own words; absent where no answer came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl Reply {
    /// How the request stands.
    pub fn state(&self) -> ReplyState {
        match &self.answer {
            None => ReplyState::Waiting,
            Some(Answer { text: Some(_), .. }) => ReplyState::Answered,
            Some(Answer { text: None, .. }) => ReplyState::Unanswered,
        }
    }
}

/// How a request for a reply stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReplyState {
    /// Nothing came yet.
    Waiting,
    /// There is an answer.
    Answered,
    /// The desk waited, and none came.
    Unanswered,
}

words!(ReplyState, "a state of a reply", {
    Waiting = "waiting", Answered = "answered", Unanswered = "unanswered",
});
