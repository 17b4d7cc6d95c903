//! What a bundle says of itself to somebody who has never heard of this program.

use std::fmt::Write as _;

use claims_model::Digest;

use super::{Beyond, Capture, LOG_FILE, README_FILE, REPORT_FILE, SUMS_FILE};
use crate::render::safe;

/// The text of the file that should be read first; `head` is how many operations the log has, and the hash of the last.
pub(super) fn text(captures: &[Capture], head: (u64, Digest), beyond: Beyond) -> String {
    let (operations, head) = head;
    let mut text = format!(
        "A fact-check with what it rests on.\n\n\
         {README_FILE}\n    This text.\n\n\
         {REPORT_FILE}\n    The report, in Markdown; any editor shows it. Under each source it gives the SHA-256 of every capture.\n\n\
         {SUMS_FILE}\n    The SHA-256 of each file. After unpacking, in this folder:\n\n        sha256sum -c {SUMS_FILE}\n\n    \
         (on a Mac: shasum -a 256 -c {SUMS_FILE}). It tells whether the files belong together. Whether they are what the\n    \
         desk gave out, only a digest tells that came another way: that of the whole archive, or of {SUMS_FILE}.\n\n"
    );
    let _ = write!(
        text,
        "{LOG_FILE}\n    The log of the casebook, {operations} operations, {} a line. The hash of the last stands for all:\n\n        \
         {head}\n\n    {}\n\n",
        if beyond.log { "one" } else { "the hash of one" },
        if beyond.log { WHOLE_LOG } else { HASHES_ALONE }
    );
    text +=
        "captures/ and texts/\n    The sources as they were captured, byte for byte, and the texts found in them:\n\n";
    if captures.is_empty() {
        text += "    none\n";
    }
    for capture in captures {
        let version = &capture.version;
        let _ = match capture.left_out {
            None => writeln!(
                text,
                "    {}: {}\n        and {}\n        captured {} from {}\n        SHA-256 {}",
                capture.handle,
                capture.file,
                capture.text_file,
                version.captured,
                safe(&version.origin),
                version.bytes
            ),
            Some(why) => writeln!(text, "    {}: left out; {why}", capture.handle),
        };
    }
    text
}

const HASHES_ALONE: &str =
    "What the operations say is left out: they hold notes, other claims, and what the report withholds. The hashes bind
    the desk to them: whoever is shown an operation later can see that it is the one.";

const WHOLE_LOG: &str =
    "An operation is hashed with the hash before it: SHA-256 of the 32 bytes of that hash (zeros before the first),
    followed by the text of the operation with each string value in it replaced by the SHA-256 of its bytes.";
