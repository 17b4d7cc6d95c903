//! `claims source trim`: corrects by hand what of a capture is its text; the capture itself stays what it is.

use claims_model::{Appearance, Filed, Points, Quote, Verb, Version};
use claims_store::Records;

use crate::{
    blocks::{self, BY_HAND, Block},
    desk::Desk,
    doubted,
    failure::{Exit, Failure, Outcome},
    refs,
    render::{json, quoted, safe},
};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Blocks are numbered as `claims source show s1 --all` numbers them.\nQuotes that were taken from the version move with its text; a block that is quoted is not set apart.\n\nExamples:\n  claims source trim s1 --out 3 --out 8-12\n  claims source trim s1v2 --in 2"
)]
pub(crate) struct Args {
    /// The source (s1: its newest version) or a version of it (s1v2)
    source: String,
    /// Set these blocks apart from the text; may be repeated
    #[arg(long = "out", value_name = "N or N-M", required_unless_present = "into")]
    out: Vec<String>,
    /// Take these blocks into the text; may be repeated
    #[arg(long = "in", value_name = "N or N-M")]
    into: Vec<String>,
}

/// What is added to the name of an extractor whose answer was corrected.
pub(super) const TRIMMED: &str = "+trim";

pub(super) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let mut casebook = desk.open()?;
    let mut writing = casebook.write()?;
    let (source, version) = refs::version(&writing, &args.source)?;
    let name = format!("{}v{}", source.handle, version.number);
    let before = of_version(&writing, &version)?;
    if before.is_empty() {
        return Err(Failure::new(Exit::NotFound, format!("{name} has no text to trim")));
    }
    let mut after = before.clone();
    for (typed, apart) in args.out.iter().map(|typed| (typed, true)).chain(args.into.iter().map(|typed| (typed, false)))
    {
        for at in numbers(typed, before.len())? {
            after[at].apart = apart.then(|| after[at].apart.clone().unwrap_or_else(|| BY_HAND.to_owned()));
        }
    }
    let mut out = desk.out();
    if after == before {
        out.message(&format!("nothing to do: {name} is trimmed so already"))?;
        return out.done();
    }
    let text = blocks::text(&after);
    if text.is_empty() {
        return Err(Failure::new(Exit::Refused, "nothing of the text would be left"));
    }
    let moved = moved(&writing, &version, (&before, &after), &text)?;
    let mut draft = desk.draft(&writing)?;
    let extractor = version.extractor.strip_suffix(TRIMMED).unwrap_or(&version.extractor);
    let trimmed = Version {
        text: writing.keep_text(&text)?,
        blocks: Some(writing.keep_text(&blocks::written(&after))?),
        extractor: format!("{extractor}{TRIMMED}"),
        ..version.record.clone()
    };
    draft.update(version.record.clone(), trimmed);
    for (appearance, quote) in moved {
        draft.update(appearance.clone(), Appearance { quote: Some(quote), ..appearance });
    }
    let shown = desk.commit(writing, draft, Verb::SourceTrim, |records| {
        let version = crate::commands::required(records.find::<Version>(version.key)?)?;
        Ok(json::version(&source, &version, doubted::version(records, &source, &version)?))
    })?;
    out.answer(&shown, &format!("{name}  {} words", text.split_whitespace().count()))
}

/// The blocks of a version; a text of which nothing was set apart falls into its paragraphs.
pub(super) fn of_version(records: &Records<'_>, version: &Version) -> Outcome<Vec<Block>> {
    if let Some(written) = records.blocks(version)? {
        return Ok(blocks::read(&written));
    }
    Ok(blocks::paragraphs(&records.text(version)?))
}

/// The quotes that were taken from a version, at their places in its new text.
fn moved(
    records: &Records<'_>,
    version: &Filed<Version>,
    (before, after): (&[Block], &[Block]),
    text: &str,
) -> Outcome<Vec<(Appearance, Quote)>> {
    let old = records.text(version)?;
    let (olds, news) = (Points::of(&old), Points::of(text));
    let (were, are) = (places(before, &old), blocks::places(after));
    let mut moved = Vec::new();
    for appearance in records.appearances_in(version.source)? {
        let Some(quote) = appearance.quote.as_ref().filter(|_| appearance.version == version.key) else { continue };
        let claim = records.handle(claims_model::Kind::Claim, appearance.claim)?;
        let named = claim.map_or_else(|| appearance.claim.to_string(), |handle| handle.to_string());
        let quoted_here = || {
            let what = format!("{named} quotes it: {}", quoted(&safe(&quote.exact)));
            Failure::new(Exit::Refused, what).hint("what is quoted belongs to the text")
        };
        // Where the quote begins, and where it ends: each in a block, at so many bytes.
        let (start, end) = (olds.byte(quote.start).unwrap_or(0), olds.byte(quote.end).unwrap_or(old.len()));
        let within = |byte: usize| {
            let at = were
                .iter()
                .position(|place| place.as_ref().is_some_and(|place| place.start <= byte && byte <= place.end))?;
            Some(are.get(at)?.as_ref()?.start + (byte - were[at].as_ref()?.start))
        };
        let (start, end) = within(start).zip(within(end)).ok_or_else(quoted_here)?;
        // Between two paragraphs the new text has an empty line, where the old one may have had less or more.
        let is_whole =
            text.get(start..end).is_some_and(|now| now.split_whitespace().eq(quote.exact.split_whitespace()));
        if !is_whole {
            return Err(quoted_here());
        }
        let quote = Quote::at(text, news.point(start)..news.point(end));
        moved.push((appearance.record.clone(), quote));
    }
    Ok(moved)
}

/// Where each block of the text stands in it, in bytes; a text that was kept to the letter may have more between them.
fn places(blocks: &[Block], text: &str) -> Vec<Option<std::ops::Range<usize>>> {
    let mut from = 0;
    let place = |block: &Block| {
        let start = block.apart.is_none().then(|| text[from..].find(&block.text)).flatten()? + from;
        from = start + block.text.len();
        Some(start..from)
    };
    blocks.iter().map(place).collect()
}

/// The places of a number or of a range of numbers, which count from 1.
fn numbers(typed: &str, count: usize) -> Outcome<std::ops::RangeInclusive<usize>> {
    let wrong = || Failure::new(Exit::Usage, format!("{typed:?} is no number of a block; write 3, or 3-7"));
    let (first, last) = typed.split_once('-').unwrap_or((typed, typed));
    let number = |text: &str| text.trim().parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let (first, last) = number(first).zip(number(last)).ok_or_else(wrong)?;
    if first > last {
        return Err(wrong());
    }
    if last >= count {
        return Err(Failure::new(Exit::NotFound, format!("there are {count} blocks, and none is number {}", last + 1)));
    }
    Ok(first..=last)
}

/// A block as a line of `source show --all`.
pub(super) fn line(number: usize, block: &Block) -> String {
    let what = block.apart.as_deref().unwrap_or("text");
    format!("{number:>4}  {what:<10}  {}", safe(&block.text))
}
