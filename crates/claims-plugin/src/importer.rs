//! What an importer is.

use crate::{Case, Drafts, Failure};

/// Reads records out of a file of another program.
///
/// ```
/// use claims_plugin::{Case, Drafts, Failure, Importer, export};
///
/// /// Takes each line of the form `name: wording` for a claim.
/// #[derive(Default)]
/// struct Lines;
///
/// impl Importer for Lines {
///     fn import(&self, options: Case<'_>, bytes: &[u8], drafts: &mut Drafts<'_>) -> Result<(), Failure> {
///         let title = options.option("title").ok_or_else(|| Failure::new("set the option `title`"))?;
///         let source = drafts.source(title).kind("document");
///         let version = source.version(str::from_utf8(bytes)?);
///         for line in str::from_utf8(bytes)?.lines() {
///             let (name, wording) = line.split_once(": ").ok_or_else(|| Failure::new(format!("no name: {line}")))?;
///             drafts.claim(wording).claimant(name, None).quote(version, wording);
///         }
///         Ok(())
///     }
/// }
///
/// export!(lines: importer Lines);
/// # fn main() {}
/// ```
pub trait Importer {
    /// Drafts the records that `bytes` hold: a file as it was found, which may be no text.
    ///
    /// `options` is a case without records, there for [`Case::option`]. The same bytes and options must give the same
    /// drafts every time. What the casebook gives, such as handles, is not drafted; where the file does not say
    /// something, leave it away.
    fn import(&self, options: Case<'_>, bytes: &[u8], drafts: &mut Drafts<'_>) -> Result<(), Failure>;
}
