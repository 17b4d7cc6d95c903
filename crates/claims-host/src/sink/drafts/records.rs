//! The records of a draft, as plain values; the fields are those of the model, and mean the same.

use std::ops::Range;

use claims_model::{
    Key, Manner, PartialDate, PartyKind, SourceKind, Stance, Status, Timestamp, Translation, VersionState,
};

use super::{DraftGrade, DraftNote, DraftVerdict};

/// Declares records whose fields are all public.
macro_rules! drafts {
    ($($(#[$doc:meta])* $name:ident { $($(#[$what:meta])* $field:ident: $type:ty,)+ })+) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize)]
        #[non_exhaustive]
        pub struct $name { $($(#[$what])* pub $field: $type,)+ }
    )+ };
}
pub(super) use drafts;

drafts! {
    /// Something a party asserted.
    DraftClaim {
        /// The claim that it is, where the casebook has it; no two drafts have the same.
        key: Option<Key>,
        /// The wording that is checked.
        text: String,
        /// How far another desk is with it; absent where the file does not say.
        status: Option<Status>,
        /// Who made it.
        claimants: Vec<DraftClaimant>,
        /// When it was said.
        said: Option<PartialDate>,
        /// On what occasion.
        occasion: Option<String>,
        /// Where.
        place: Option<String>,
        /// The language of the wording.
        language: Option<String>,
        /// Words to find it by.
        tags: Vec<String>,
        /// Where it stands.
        appearances: Vec<DraftAppearance>,
        /// The claim that it is a part of: a place among the claims, which never leads back here.
        part_of: Option<usize>,
        /// Why it is checked.
        why_checked: Option<String>,
        /// Why it was withdrawn; present exactly when `status` says that it was.
        withdrawn_because: Option<String>,
        /// The line of the file on which it begins, where the importer says so.
        #[serde(skip_serializing_if = "Option::is_none")]
        line: Option<u64>,
        /// Judgements of its credibility, oldest first.
        grades: Vec<DraftGrade>,
        /// Decisions on it, oldest first.
        verdicts: Vec<DraftVerdict>,
        /// Remarks, oldest first.
        notes: Vec<DraftNote>,
    }

    /// One of those who made a claim.
    DraftClaimant {
        /// A place among the parties.
        party: usize,
        /// The role in which it spoke.
        role: Option<String>,
    }

    /// A place where a claim stands.
    DraftAppearance {
        /// A place among the versions.
        version: usize,
        /// How it stands there; absent where the file does not say.
        manner: Option<Manner>,
        /// Whether it is the first known appearance.
        first: bool,
        /// The words, not yet looked for in the version.
        exact: Option<String>,
        /// Some words before them.
        prefix: Option<String>,
        /// Some words after them.
        suffix: Option<String>,
        /// Where the words stand in the version, in code points, as the file has it.
        range: Option<Range<usize>>,
        /// The time in a recording.
        timecode: Option<String>,
        /// Those through whom it is told, nearest to the source first: places among the parties.
        via: Vec<usize>,
        /// The hedge as worded.
        hedge: Option<String>,
        /// Present when the words are a translation.
        original: Option<Translation>,
    }

    /// From a claim to a claim or to a link.
    DraftLink {
        /// The claim that speaks: a place among the claims.
        from: usize,
        /// What it speaks to.
        to: DraftTarget,
        /// What it does to it.
        stance: Stance,
        /// Why the one bears on the other.
        note: Option<String>,
        /// Who drew it.
        by: Option<String>,
        /// When.
        at: Option<Timestamp>,
        /// Judgements of its bearing, oldest first.
        grades: Vec<DraftGrade>,
        /// Remarks, oldest first.
        notes: Vec<DraftNote>,
    }

    /// A person or an organisation.
    DraftParty {
        /// The name in full, or a description when it is withheld.
        name: String,
        /// What it is; absent where the file does not say.
        kind: Option<PartyKind>,
        /// Other names.
        aliases: Vec<String>,
        /// Who this is.
        description: Option<String>,
        /// Why the name is withheld; absent when it is not.
        why_unnamed: Option<String>,
        /// Judgements of its reliability, oldest first.
        grades: Vec<DraftGrade>,
        /// Remarks, oldest first.
        notes: Vec<DraftNote>,
    }

    /// Anything citable.
    DraftSource {
        /// Its title.
        title: String,
        /// What it is; absent where the file does not say.
        kind: Option<SourceKind>,
        /// Who published it: a place among the parties.
        publisher: Option<usize>,
        /// Who wrote or made it: places among the parties.
        authors: Vec<usize>,
        /// When it was published.
        published: Option<PartialDate>,
        /// Its live address.
        address: Option<String>,
        /// Its language.
        language: Option<String>,
        /// The sources that it repeats: places among the sources.
        derived_from: Vec<usize>,
        /// Judgements of its reliability, oldest first.
        grades: Vec<DraftGrade>,
        /// Remarks, oldest first.
        notes: Vec<DraftNote>,
    }

    /// One capture of a source.
    DraftVersion {
        /// A place among the sources.
        source: usize,
        /// What was captured; absent where there was no text.
        text: Option<String>,
        /// The media type of the text, such as `text/html`; absent for plain text.
        media_type: Option<String>,
        /// Whether there was something to capture; absent where the file does not say.
        state: Option<VersionState>,
        /// When it was captured.
        captured: Option<Timestamp>,
        /// Where it came from: a file name or an address.
        origin: Option<String>,
        /// Copies that others keep.
        archives: Vec<DraftArchive>,
    }

    /// A copy of a version in a public archive.
    DraftArchive {
        /// Its address.
        address: String,
        /// When it was recorded.
        recorded: Option<Timestamp>,
    }
}

/// The far end of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DraftTarget {
    /// A place among the claims.
    Claim(usize),
    /// A place among the links.
    Link(usize),
}
