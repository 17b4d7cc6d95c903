//! Sources and the captures of them, as an importer drafts them.

use claims_abi::{Field, Relation, Table};

use super::{DraftGrade, DraftNote, Row, texts};

/// Anything citable.
#[derive(Debug, Clone, Copy)]
pub struct DraftSource<'a>(pub(super) Row<'a>);

impl<'a> DraftSource<'a> {
    texts! {
        /// `article`, `report`, `video`, `image`, `audio`, `dataset`, `post`, `interview` or `document`.
        kind = KIND;
        /// When it was published: `2023`, `2023-08`, `2023-08-15`, `before 2023-08` or `after 2023`.
        published = PUBLISHED;
        /// Its live address, a URL.
        address = ADDRESS;
        /// Its language, a BCP 47 tag.
        language = LANGUAGE;
    }

    /// The party of this name published it.
    pub fn publisher(self, name: &str) -> Self {
        Self(self.0.relate(Relation::PUBLISHER, Row::party(self.0.desk, name)))
    }

    /// The party of this name wrote or made it, perhaps with others.
    pub fn author(self, name: &str) -> Self {
        Self(self.0.relate(Relation::AUTHORS, Row::party(self.0.desk, name)))
    }

    /// It repeats another source, such as a wire report.
    pub fn derived_from(self, origin: DraftSource<'a>) -> Self {
        Self(self.0.relate(Relation::DERIVED_FROM, origin.0))
    }

    /// A capture of it with this text, after those drafted before; `None` for what has no text, such as a video.
    pub fn version<'t>(self, text: impl Into<Option<&'t str>>) -> DraftVersion<'a> {
        let version = self.0.child(Relation::VERSIONS, Table::VERSION);
        DraftVersion(match text.into() {
            Some(text) => version.own_text(Field::TEXT, text),
            None => version,
        })
    }

    /// Somebody judged how reliable it is: `A` to `F`.
    pub fn grade(self, reliability: &str) -> DraftGrade<'a> {
        DraftGrade(self.0.child(Relation::GRADES, Table::GRADE).own_text(Field::RELIABILITY, reliability))
    }

    /// Somebody remarked on it.
    pub fn note(self, text: &str) -> DraftNote<'a> {
        self.0.note(text)
    }
}

/// One capture of a source.
#[derive(Debug, Clone, Copy)]
pub struct DraftVersion<'a>(pub(super) Row<'a>);

impl DraftVersion<'_> {
    texts! {
        /// `present` or `gone`.
        state = STATE;
        /// When it was captured, RFC 3339.
        captured = CAPTURED;
        /// Where it came from: a file name or an address.
        origin = ORIGIN;
        /// The media type of the text, where it is not plain: `text/html`.
        media_type = MEDIA_TYPE;
    }

    /// A copy in a public archive: its address, a URL, and when it was recorded, RFC 3339.
    pub fn archive<'t>(self, address: &str, recorded: impl Into<Option<&'t str>>) -> Self {
        let archive = self.0.child(Relation::ARCHIVES, Table::ARCHIVE);
        archive.own_text(Field::ADDRESS, address).text(Field::RECORDED, recorded);
        self
    }
}
