//! x
#![allow(missing_docs, reason = "x")]
/// x
#[derive(Debug, Clone, Default)]
pub struct Payload { pub bytes: Vec<u8>, pub media_type: String, pub charset: Option<String>, pub address: Option<String> }
