//! What an importer is, of whole files and of files of any length.

use std::io::{self, Read};

use crate::{Case, Drafts, Failure, draft::Desk};

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

/// Reads records out of a file of any length, and holds no more of it than it needs.
///
/// What was drafted is filed whenever [`Drafts::settle`] is called, and at the end; all of it is recorded or nothing is.
/// An author who does not expect files of more than some megabytes writes an [`Importer`].
///
/// ```
/// use std::io::{BufRead as _, BufReader};
///
/// use claims_plugin::{Case, Drafts, Failure, Input, StreamingImporter, export};
///
/// /// Takes each line for a claim.
/// #[derive(Default)]
/// struct Lines;
///
/// impl StreamingImporter for Lines {
///     fn import(&self, _: Case<'_>, input: Input<'_>, drafts: &mut Drafts<'_>) -> Result<(), Failure> {
///         for (number, line) in BufReader::new(input).lines().enumerate() {
///             drafts.claim(&line?);
///             if number % 1_000 == 999 {
///                 drafts.settle();
///             }
///         }
///         Ok(())
///     }
/// }
///
/// export!(lines: streaming_importer Lines);
///
/// # fn main() -> Result<(), claims_plugin::testing::Error> {
/// let file = "It rains\n".repeat(2_500);
/// let batches = claims_plugin::testing::call(&PLUGIN).stream(file.as_bytes(), 4_096)?;
/// assert_eq!(batches.iter().map(|batch| batch.read().claims().count()).collect::<Vec<_>>(), [1_000, 1_000, 500]);
/// # Ok(())
/// # }
/// ```
pub trait StreamingImporter {
    /// Drafts the records that the file holds, as for [`Importer::import`]; the same file must give the same drafts in
    /// however large pieces it is read.
    fn import(&self, options: Case<'_>, input: Input<'_>, drafts: &mut Drafts<'_>) -> Result<(), Failure>;
}

/// A file that is being imported. Where it cannot be read any further it ends, and the import fails without the plugin's
/// doing.
pub struct Input<'a>(From<'a>);

/// Where the bytes come from.
enum From<'a> {
    Host(&'a Desk<'a>),
    Memory(&'a [u8]),
}

impl<'a> Input<'a> {
    pub(crate) const fn of_host(desk: &'a Desk<'a>) -> Self {
        Self(From::Host(desk))
    }

    /// A file that is there as a whole, as a host gives it that knows no other.
    pub(crate) const fn of_bytes(bytes: &'a [u8]) -> Self {
        Self(From::Memory(bytes))
    }
}

impl Read for Input<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match &mut self.0 {
            From::Host(desk) => Ok(desk.read(buffer)),
            From::Memory(bytes) => bytes.read(buffer),
        }
    }
}

impl std::fmt::Debug for Input<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Input").finish_non_exhaustive()
    }
}
