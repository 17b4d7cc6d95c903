//! Texts that the model keeps in another form, written out for a whole column at once.

use std::{
    fmt::{Display, Write as _},
    ops::Range,
    sync::OnceLock,
};

/// All columns that need it.
#[derive(Debug, Default)]
pub(super) struct Columns {
    pub(super) claim_handle: OnceLock<Column>,
    pub(super) claim_key: OnceLock<Column>,
    pub(super) claim_said: OnceLock<Column>,
    pub(super) claim_published: OnceLock<Column>,
    pub(super) claim_withdrawn: OnceLock<Column>,
    pub(super) party_handle: OnceLock<Column>,
    pub(super) party_key: OnceLock<Column>,
    pub(super) source_handle: OnceLock<Column>,
    pub(super) source_key: OnceLock<Column>,
    pub(super) source_published: OnceLock<Column>,
    pub(super) version_handle: OnceLock<Column>,
    pub(super) version_key: OnceLock<Column>,
    pub(super) version_captured: OnceLock<Column>,
    pub(super) version_sha256: OnceLock<Column>,
    pub(super) version_text_sha256: OnceLock<Column>,
    pub(super) archive_recorded: OnceLock<Column>,
    pub(super) appearance_key: OnceLock<Column>,
    pub(super) link_handle: OnceLock<Column>,
    pub(super) link_key: OnceLock<Column>,
    pub(super) link_at: OnceLock<Column>,
    pub(super) grade_at: OnceLock<Column>,
    pub(super) verdict_at: OnceLock<Column>,
    pub(super) note_at: OnceLock<Column>,
    pub(super) reply_handle: OnceLock<Column>,
    pub(super) reply_key: OnceLock<Column>,
    pub(super) reply_at: OnceLock<Column>,
    pub(super) reply_asked: OnceLock<Column>,
    pub(super) reply_due: OnceLock<Column>,
    pub(super) reply_answered: OnceLock<Column>,
}

/// One text after the other, and where each stands; none and an empty text are told apart.
#[derive(Debug)]
pub(super) struct Column {
    text: String,
    places: Vec<Option<Range<usize>>>,
}

impl Column {
    pub(super) fn of<T: Display>(values: impl Iterator<Item = Option<T>>) -> Self {
        let mut text = String::new();
        let places = values.map(|value| {
            let start = text.len();
            // Writing to a string does not fail.
            let _ = write!(text, "{}", value?);
            Some(start..text.len())
        });
        let places = places.collect();
        Self { text, places }
    }

    pub(super) fn get(&self, row: usize) -> Option<&str> {
        self.text.get(self.places.get(row)?.clone()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absent_and_empty_are_not_the_same() {
        let column = Column::of([None, Some("a"), Some(""), None, Some("bc")].into_iter());
        let read: Vec<_> = (0..6).map(|row| column.get(row)).collect();
        assert_eq!(read, [None, Some("a"), Some(""), None, Some("bc"), None]);
    }
}
