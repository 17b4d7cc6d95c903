//! What an exporter must stand up to: any case, of which it writes the same bytes each time. What it writes is not
//! judged, save that a folder must be one.

use claims_host::{Apart, Kind::Exporter};
use claims_model::Case;

use crate::folder;

use super::{Bench, Check, Checked, Stop, check_kind, fail, model};

pub(super) const CHECKS: &[Check] = &[
    check_kind(
        Exporter,
        "export-repeated",
        "the same case gives the same bytes, here and in another process",
        repeated,
    ),
    check_kind(Exporter, "export-empty", "a case without anything, and one without subjects", |bench| {
        answers(bench, &[Case::default(), model::without_subjects()])
    }),
    check_kind(Exporter, "export-odd-texts", "texts that other formats take for their own signs", |bench| {
        answers(bench, &model::ODD_TEXTS.map(model::reworded))
    }),
    check_kind(Exporter, "export-long-text", "texts of a megabyte, within the deadline", |bench| {
        answers(bench, &[model::worded(&model::long_text())])
    }),
];

fn written(bench: &Bench, plugin: &Apart, case: &Case) -> Result<Vec<u8>, Stop> {
    let mut options = bench.options.clone();
    // As for a casebook that has a title.
    options.insert("title".to_owned(), "Harbours".to_owned());
    let mut bytes = Vec::new();
    plugin.export(case, &options, &mut bytes)?;
    if !bench.manifest.writes.is_file()
        && let Err(why) = folder::files(&bytes)
    {
        return fail(format!("what it wrote is no folder: {why}"));
    }
    Ok(bytes)
}

fn answers(bench: &Bench, cases: &[Case]) -> Checked {
    let plugin = bench.apart();
    for case in cases {
        written(bench, &plugin, case)?;
    }
    Ok(())
}

fn repeated(bench: &Bench) -> Checked {
    let (one, other) = (bench.apart(), bench.apart());
    let case = model::ordinary();
    let first = written(bench, &one, &case)?;
    for plugin in [&one, &other] {
        let again = written(bench, plugin, &case)?;
        if again != first {
            let at = first.iter().zip(&again).take_while(|(one, other)| one == other).count();
            return fail(format!("byte {at} is another one"));
        }
    }
    Ok(())
}
