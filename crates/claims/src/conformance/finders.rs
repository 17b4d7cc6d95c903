//! What a finder must stand up to: any text, in which it points at passages only.

use claims_host::Kind::Finder;

use super::{Bench, Check, Checked, ask, check_kind, fail, model};

pub(super) const CHECKS: &[Check] = &[
    check_kind(Finder, "find-passages", "what it points at are passages of the text", |bench| {
        answers(bench, &[ask::TEXT, ask::OLD, ask::NEW])
    }),
    check_kind(Finder, "find-empty", "a text without a character", |bench| answers(bench, &[""])),
    check_kind(Finder, "find-odd-texts", "right-to-left, combining and joined characters, NUL, line ends", |bench| {
        answers(bench, &model::ODD_TEXTS)
    }),
    check_kind(Finder, "find-long-text", "a text of a megabyte, within the deadline", |bench| {
        answers(bench, &[&model::long_text()])
    }),
    check_kind(Finder, "find-repeated", "the same text has the same claims, here and in another process", repeated),
];

fn answers(bench: &Bench, texts: &[&str]) -> Checked {
    let plugin = bench.apart();
    for text in texts {
        plugin.find(text, &bench.options)?;
    }
    Ok(())
}

fn repeated(bench: &Bench) -> Checked {
    let (one, other) = (bench.apart(), bench.apart());
    let first = one.find(ask::TEXT, &bench.options)?;
    for plugin in [&one, &other] {
        if plugin.find(ask::TEXT, &bench.options)? != first {
            return fail("it finds others");
        }
    }
    Ok(())
}
