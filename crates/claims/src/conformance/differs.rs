//! What a differ must stand up to: any two texts, of which its steps cover every character.

use claims_host::Kind::Differ;

use super::{Bench, Check, Checked, ask, check_kind, fail, model};

pub(super) const CHECKS: &[Check] = &[
    check_kind(Differ, "diff-covers", "the steps cover both texts, without a gap", |bench| {
        answers(bench, &[(ask::OLD, ask::NEW), (ask::NEW, ask::OLD)])
    }),
    check_kind(Differ, "diff-identical", "a text is the same as itself", identical),
    check_kind(Differ, "diff-empty", "from and to a text without a character", |bench| {
        answers(bench, &[("", ""), ("", ask::NEW), (ask::OLD, "")])
    }),
    check_kind(Differ, "diff-odd-texts", "right-to-left, combining and joined characters, NUL, line ends", odd),
    check_kind(Differ, "diff-long-text", "texts of a megabyte, within the deadline", |bench| {
        let old = model::long_text();
        let new = old.replace("closed. The harbour is closed. The", "closed. The pier is open. The");
        answers(bench, &[(&old, &new)])
    }),
    check_kind(Differ, "diff-repeated", "the same texts have the same steps, here and in another process", repeated),
];

fn answers(bench: &Bench, pairs: &[(&str, &str)]) -> Checked {
    let plugin = bench.apart();
    for (old, new) in pairs {
        plugin.diff(old, new, &bench.options)?;
    }
    Ok(())
}

fn identical(bench: &Bench) -> Checked {
    let hunks = bench.apart().diff(ask::OLD, ask::OLD, &bench.options)?;
    match hunks.iter().find(|hunk| !hunk.same) {
        Some(hunk) => fail(format!("it finds something else at byte {}", hunk.old.start)),
        None => Ok(()),
    }
}

fn odd(bench: &Bench) -> Checked {
    let texts = model::ODD_TEXTS;
    let mut pairs: Vec<(&str, &str)> = texts.iter().copied().zip(texts.iter().copied().skip(1)).collect();
    pairs.extend([("café", "cafe\u{301}"), ("👩‍👧", "👩‍👦"), ("a\r\nb", "a\nb"), ("a\0b", "ab")]);
    answers(bench, &pairs)
}

fn repeated(bench: &Bench) -> Checked {
    let (one, other) = (bench.apart(), bench.apart());
    let first = one.diff(ask::OLD, ask::NEW, &bench.options)?;
    for plugin in [&one, &other] {
        if plugin.diff(ask::OLD, ask::NEW, &bench.options)? != first {
            return fail("the steps are others");
        }
    }
    Ok(())
}
