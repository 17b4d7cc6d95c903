//! What people of another desk judged, decided and remarked, as plain values of a draft.

use claims_model::{Correction, Grading, Rating, Timestamp};

use super::records::drafts;

drafts! {
    /// A judgement of reliability or credibility, whichever its record can have.
    DraftGrade {
        /// The judgement.
        grading: Grading,
        /// Why.
        because: Option<String>,
        /// Who judged.
        by: Option<String>,
        /// When.
        at: Option<Timestamp>,
    }

    /// A human decision on a claim. It has a label or a name, or both.
    DraftVerdict {
        /// The scale, by name.
        scale: Option<String>,
        /// The label as typed.
        label: Option<String>,
        /// The label as readers see it.
        name: Option<String>,
        /// The number, for a label that lies on a scale: `worst ≤ value ≤ best`.
        rating: Option<Rating>,
        /// The reasons.
        because: Option<String>,
        /// Who decided.
        by: Option<String>,
        /// When.
        at: Option<Timestamp>,
        /// What would change it.
        would_change: Option<String>,
        /// Present when it corrects what was published.
        correction: Option<Correction>,
        /// Where the review stands.
        address: Option<String>,
        /// The feed that it is from, by name.
        feed: Option<String>,
    }

    /// A remark.
    DraftNote {
        /// What it says.
        text: String,
        /// Who wrote it.
        by: Option<String>,
        /// When.
        at: Option<Timestamp>,
    }
}
