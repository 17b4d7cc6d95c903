//! What can be cited, and the captures of it, as a plugin sees them.

use claims_abi::{Field, Relation};

use super::{Diff, Grade, Note, Party, record};
use crate::Rows;

record! {
    /// Anything citable.
    Source = SOURCE
}

impl<'a> Source<'a> {
    /// What people call it: `s3`.
    pub fn handle(self) -> &'a str {
        self.0.own_text(Field::HANDLE)
    }

    /// The permanent key, a UUID.
    pub fn key(self) -> &'a str {
        self.0.own_text(Field::KEY)
    }

    /// Its title.
    pub fn title(self) -> &'a str {
        self.0.own_text(Field::TITLE)
    }

    /// `article`, `report`, `video`, `image`, `audio`, `dataset`, `post`, `interview` or `document`.
    pub fn kind(self) -> &'a str {
        self.0.own_text(Field::KIND)
    }

    /// When it was published: `2023-08-15`, `2023`, `before 2023-08`, …
    pub fn published(self) -> Option<&'a str> {
        self.0.text(Field::PUBLISHED)
    }

    /// Its live address, a URL.
    pub fn address(self) -> Option<&'a str> {
        self.0.text(Field::ADDRESS)
    }

    /// Its language, a BCP 47 tag.
    pub fn language(self) -> Option<&'a str> {
        self.0.text(Field::LANGUAGE)
    }

    /// Who published it.
    pub fn publisher(self) -> Option<Party<'a>> {
        self.0.one(Relation::PUBLISHER)
    }

    /// Who wrote or made it.
    pub fn authors(self) -> Rows<'a, Party<'a>> {
        self.0.rows(Relation::AUTHORS)
    }

    /// Its captures, by number.
    pub fn versions(self) -> Rows<'a, Version<'a>> {
        self.0.rows(Relation::VERSIONS)
    }

    /// From each version to the next, where the exporter asks for texts.
    pub fn diffs(self) -> Rows<'a, Diff<'a>> {
        self.0.rows(Relation::DIFFS)
    }

    /// The sources it repeats, such as a wire report.
    pub fn derived_from(self) -> Rows<'a, Source<'a>> {
        self.0.rows(Relation::DERIVED_FROM)
    }

    /// Every judgement of it, oldest first.
    pub fn grades(self) -> Rows<'a, Grade<'a>> {
        self.0.rows(Relation::GRADES)
    }

    /// The judgement of it that counts: the newest.
    pub fn grade(self) -> Option<Grade<'a>> {
        self.grades().next_back()
    }

    /// Remarks that hang on it, oldest first.
    pub fn notes(self) -> Rows<'a, Note<'a>> {
        self.0.rows(Relation::NOTES)
    }

    /// What it was taken from in the end: the sources at the far end of `derived_from`, or where it repeats nothing,
    /// itself. Sources that derive from each other in a circle count as their own origins.
    pub fn origins(self) -> Vec<Self> {
        let mut seen = vec![self];
        let mut next = 0;
        while let Some(source) = seen.get(next).copied() {
            let new: Vec<_> = source.derived_from().filter(|parent| !seen.contains(parent)).collect();
            seen.extend(new);
            next += 1;
        }
        let mut origins: Vec<_> = seen.iter().copied().filter(|source| source.derived_from().len() == 0).collect();
        if origins.is_empty() {
            origins = seen;
        }
        origins.sort();
        origins
    }
}

record! {
    /// One immutable capture of a source.
    Version = VERSION
}

impl<'a> Version<'a> {
    /// What people call it: `s1v2`.
    pub fn handle(self) -> &'a str {
        self.0.own_text(Field::HANDLE)
    }

    /// The permanent key, a UUID.
    pub fn key(self) -> &'a str {
        self.0.own_text(Field::KEY)
    }

    /// Its number within the source, from 1.
    pub fn number(self) -> u64 {
        self.0.whole(Field::NUMBER)
    }

    /// `present` or `gone`.
    pub fn state(self) -> &'a str {
        self.0.own_text(Field::STATE)
    }

    /// When, RFC 3339.
    pub fn captured(self) -> &'a str {
        self.0.own_text(Field::CAPTURED)
    }

    /// A file name, an address, or `-` for standard input.
    pub fn origin(self) -> &'a str {
        self.0.own_text(Field::ORIGIN)
    }

    /// The media type of the bytes, such as `text/html`.
    pub fn media_type(self) -> &'a str {
        self.0.own_text(Field::MEDIA_TYPE)
    }

    /// How many bytes there are.
    pub fn size(self) -> u64 {
        self.0.whole(Field::SIZE)
    }

    /// SHA-256 of the bytes as captured, in hexadecimal.
    pub fn sha256(self) -> &'a str {
        self.0.own_text(Field::SHA256)
    }

    /// SHA-256 of the text in UTF-8, in hexadecimal.
    pub fn text_sha256(self) -> &'a str {
        self.0.own_text(Field::TEXT_SHA256)
    }

    /// What took the text from the bytes: `plain/1`.
    pub fn extractor(self) -> &'a str {
        self.0.own_text(Field::EXTRACTOR)
    }

    /// The text, where the call needs it.
    pub fn text(self) -> Option<&'a str> {
        self.0.text(Field::TEXT)
    }

    /// The source that was captured.
    pub fn source(self) -> Option<Source<'a>> {
        self.0.one(Relation::SOURCE)
    }

    /// Copies that others keep.
    pub fn archives(self) -> Rows<'a, Archive<'a>> {
        self.0.rows(Relation::ARCHIVES)
    }
}

record! {
    /// A copy of a version in a public archive.
    Archive = ARCHIVE
}

impl<'a> Archive<'a> {
    /// Its address, a URL.
    pub fn address(self) -> &'a str {
        self.0.own_text(Field::ADDRESS)
    }

    /// When the desk recorded it, RFC 3339.
    pub fn recorded(self) -> &'a str {
        self.0.own_text(Field::RECORDED)
    }
}
