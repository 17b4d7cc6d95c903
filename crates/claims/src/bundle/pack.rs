//! Packs files into one archive, with nothing in it that a clock or a machine could change.

use std::{
    fmt::Write as _,
    io::{self, Cursor, Write as _},
};

use claims_model::Digest;
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use crate::{
    failure::{Exit, Failure, Outcome},
    folder::Files,
};

/// The digests of files, as `sha256sum -c` reads them.
pub(super) fn sums(files: &Files<'_>) -> String {
    let mut sums = String::new();
    for (path, bytes) in files {
        // Writing to a string does not fail.
        let _ = writeln!(sums, "{}  {path}", Digest::of(bytes));
    }
    sums
}

/// The archive of the files, in the order of their paths.
///
/// # Errors
/// When it would be too large for one.
pub(crate) fn zip(files: &Files<'_>) -> Outcome<Vec<u8>> {
    packed(files).map_err(|error| Failure::new(Exit::Data, format!("packing the bundle: {error}")))
}

fn packed(files: &Files<'_>) -> io::Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in files {
        let is_large = u32::try_from(bytes.len()).is_err();
        writer.start_file(path.as_str(), options.large_file(is_large))?;
        writer.write_all(bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}
