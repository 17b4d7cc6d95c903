//! What an exporter is.

use std::io::Write;

use crate::{Case, Failure};

/// Writes the subjects of a case in a format of its own.
pub trait Exporter {
    /// Writes the file to `out`, which streams to the host; `?` on its errors is all that is needed.
    ///
    /// One that writes several files says `writes = "folder"` in its manifest, and writes them by a
    /// [`Folder`](crate::Folder).
    ///
    /// The same case and options must give the same bytes every time. Options come from [`Case::option`].
    fn export(&self, case: Case<'_>, out: &mut dyn Write) -> Result<(), Failure>;
}
