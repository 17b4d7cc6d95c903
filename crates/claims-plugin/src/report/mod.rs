//! A fact-check report, for exporters that write one for people to read: what stands in it, in which words, and the
//! templates that a newsroom can put in the place of the bundled ones.
//!
//! An exporter with templates is a format and a name for each of them:
//!
//! ```
//! use std::io::Write;
//!
//! use claims_plugin::{
//!     Case, Exporter, Failure, export,
//!     report::{Format, Templates, report},
//! };
//!
//! #[derive(Default)]
//! struct Plain;
//!
//! impl Exporter for Plain {
//!     fn export(&self, case: Case<'_>, out: &mut dyn Write) -> Result<(), Failure> {
//!         let bundled = [("plain.txt", "{% for claim in claims %}{{ claim.text }}\n{% endfor %}")];
//!         let format = Format { escape: |text| text.replace(char::is_control, " "), words: None };
//!         Templates::new(case, &bundled, format)?.render("plain.txt", report(case), out)
//!     }
//! }
//!
//! export!(plain: exporter Plain);
//! # fn main() {}
//! ```

mod chart;
mod doubt;
mod facts;
pub mod markdown;
mod mermaid;
mod read;
mod templates;
mod words;

pub use chart::{Chart, ChartArrow, ChartBox, ChartEnd};
pub use facts::{
    Asked, Capture, Changed, Checked, Cited, Corrected, Decision, Disagreement, Finding, Judgement, Named, Part, Place,
    Rating, Remarked, Report, Speaker, Statement, Unknown, Weighed,
};
pub use mermaid::MOST_MERMAID_ARROWS;
pub use templates::{Format, Templates};
pub use words::{LANGUAGES, Words, values};

use crate::Case;

/// The facts of the report on the subjects of a case. Options: `title`, the casebook's; `about`, the handle of the source
/// that the report is about.
pub fn report(case: Case<'_>) -> Report<'_> {
    read::report(case)
}
