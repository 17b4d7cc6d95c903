//! What an importer answers: records that were read out of a file and are not in the record yet.

mod alone;
mod finish;
mod form;
#[cfg(test)]
mod json_schema;
mod judgements;
mod make;
mod records;
mod rows;
mod schema;
mod wire;

pub use judgements::{DraftGrade, DraftNote, DraftVerdict};
pub use records::{
    DraftAppearance, DraftArchive, DraftClaim, DraftClaimant, DraftLink, DraftParty, DraftSource, DraftTarget,
    DraftVersion,
};

#[cfg(test)]
pub(crate) use json_schema::drafts_schema;
pub(crate) use rows::Rows;
pub(crate) use wire::JsonFault;

/// Records without handles and digests, and but for claims without keys, which the casebook gives.
///
/// They name each other by place: the publisher of a source is a place among [`parties`](Self::parties), and every
/// place there is leads to a record. Texts are not blank, dates and words were read, and what belongs to a record, such
/// as its notes, stands within it. Whether a quote stands in its version, whether a party is known by another name, and
/// whether an address is one, nobody has looked at yet.
///
/// ```
/// use claims_host::{DraftTarget, Plugin};
///
/// let importer = Plugin::linked(&claims_host_specimens::minutes::PLUGIN)?;
/// let drafts = importer.import("A minister: It harms no one.\n! A scholar: It does.".as_bytes(), &[])?;
/// let [harmless, harm] = drafts.claims() else { panic!("two lines, two claims") };
/// assert_eq!(harmless.text, "It harms no one.");
/// assert_eq!(drafts.parties()[harm.claimants[0].party].name, "A scholar");
/// assert_eq!(drafts.links()[0].to, DraftTarget::Claim(0));
/// # Ok::<(), claims_host::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize)]
pub struct Drafts {
    claims: Vec<DraftClaim>,
    links: Vec<DraftLink>,
    parties: Vec<DraftParty>,
    sources: Vec<DraftSource>,
    versions: Vec<DraftVersion>,
    remarks: Vec<String>,
}

impl Drafts {
    /// The claims, each with its claimants, tags, appearances, grades, verdicts and notes.
    pub fn claims(&self) -> &[DraftClaim] {
        &self.claims
    }

    /// From claims to claims or to links; no link leads back to itself.
    pub fn links(&self) -> &[DraftLink] {
        &self.links
    }

    /// Everybody named.
    pub fn parties(&self) -> &[DraftParty] {
        &self.parties
    }

    /// The sources. They may derive from each other in a circle.
    pub fn sources(&self) -> &[DraftSource] {
        &self.sources
    }

    /// The captures of the sources; those of one source are in order.
    pub fn versions(&self) -> &[DraftVersion] {
        &self.versions
    }

    /// What the importer has to say about the file beside all that: notes that hang on nothing.
    pub fn remarks(&self) -> &[String] {
        &self.remarks
    }

    /// Whether there is nothing to record in it.
    pub fn is_empty(&self) -> bool {
        let Self { claims, links, parties, sources, versions, remarks: _ } = self;
        claims.is_empty() && links.is_empty() && parties.is_empty() && sources.is_empty() && versions.is_empty()
    }
}
