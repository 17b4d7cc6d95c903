//! What an importer must stand up to: any bytes. That it declines what is not in its format is right.

use claims_host::{Apart, Drafts, Error, Kind::Importer};

use super::{Bench, Check, Checked, Stop, ask, check_kind, fail, model};

pub(super) const CHECKS: &[Check] = &[
    check_kind(Importer, "import-empty", "a file without a byte", |bench| answers(bench, &[b""])),
    check_kind(Importer, "import-odd-bytes", "bytes that are no text, or an odd one", |bench| {
        let texts = model::ODD_TEXTS.map(str::as_bytes);
        answers(bench, &texts)?;
        answers(bench, &[b"\xff\xfe\x00", b"\xc3", b"PK\x03\x04", b"{", b"\x7fELF"])
    }),
    check_kind(Importer, "import-long", "a file of a megabyte, within the deadline", |bench| {
        answers(bench, &[model::long_text().as_bytes()])
    }),
    check_kind(
        Importer,
        "import-repeated",
        "the same file gives the same drafts, here and in another process",
        repeated,
    ),
];

/// What it drafts, or that it declines.
fn drafted(bench: &Bench, plugin: &Apart, bytes: &[u8]) -> Result<Option<Drafts>, Stop> {
    match plugin.import(bytes, &bench.options) {
        Ok(drafts) => Ok(Some(drafts)),
        Err(Error::Failed { .. }) => Ok(None),
        Err(other) => Err(other.into()),
    }
}

fn answers(bench: &Bench, files: &[&[u8]]) -> Checked {
    let plugin = bench.apart();
    for bytes in files {
        drafted(bench, &plugin, bytes)?;
    }
    Ok(())
}

fn repeated(bench: &Bench) -> Checked {
    let (one, other) = (bench.apart(), bench.apart());
    let first = drafted(bench, &one, ask::FILE)?;
    for plugin in [&one, &other] {
        if drafted(bench, plugin, ask::FILE)? != first {
            return fail("the drafts are others");
        }
    }
    Ok(())
}
