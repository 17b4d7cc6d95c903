//! The part of a file that is the exporter's, where the rest is a person's: a block between two lines, and the
//! properties above it whose names begin with `claims_`.

use std::ops::Range;

const BEGIN: &[u8] = b"%% claims:begin %%";
const END: &[u8] = b"%% claims:end %%";
/// How the properties that are the exporter's begin.
const OWN: &[u8] = b"claims_";
/// What stands above and below the properties.
const RULE: &[u8] = b"---";

/// Where the block stands, with the lines that mark it; `None` if there is none.
///
/// # Errors
/// When the marks do not make one block.
pub(super) fn block(text: &[u8]) -> Result<Option<Range<usize>>, &'static str> {
    let at = |mark: &[u8]| lines(text).filter(|line| text[line.clone()].trim_ascii_end() == mark).collect::<Vec<_>>();
    match (&at(BEGIN)[..], &at(END)[..]) {
        ([], []) => Ok(None),
        ([begin], [end]) if begin.end <= end.start => Ok(Some(begin.start..end.start + END.len())),
        _ => Err("its lines claims:begin and claims:end do not make one block"),
    }
}

/// The old text with the exporter's part taken from the new one, and all else as it was, byte for byte.
///
/// Properties that are not the exporter's are those of the old text. `None` if one of the texts has no block.
pub(super) fn merged(old: &[u8], new: &[u8]) -> Option<Vec<u8>> {
    let (old_block, new_block) = (block(old).ok()??, block(new).ok()??);
    let mut text = Vec::with_capacity(old.len() + new.len());
    let new_own = properties(new).map(|inner| own(&new[inner]).collect::<Vec<_>>()).unwrap_or_default();
    match properties(old).filter(|inner| inner.end <= old_block.start) {
        Some(inner) => {
            text.extend_from_slice(&old[..inner.start]);
            // The exporter's come where the first of them stood, or last.
            let mut left = Some(new_own);
            for (is_own, property) in split(&old[inner.clone()]) {
                if is_own {
                    text.extend(left.take().unwrap_or_default().concat());
                } else {
                    text.extend_from_slice(property);
                }
            }
            text.extend(left.take().unwrap_or_default().concat());
            text.extend_from_slice(&old[inner.end..old_block.start]);
        }
        None if new_own.is_empty() => text.extend_from_slice(&old[..old_block.start]),
        None => {
            text.extend([RULE, b"\n", &new_own.concat(), RULE, b"\n"].concat());
            text.extend_from_slice(&old[..old_block.start]);
        }
    }
    text.extend_from_slice(&new[new_block]);
    text.extend_from_slice(&old[old_block.end..]);
    Some(text)
}

/// Where the lines between the rules at the top stand.
fn properties(text: &[u8]) -> Option<Range<usize>> {
    let mut lines = lines(text);
    let first = lines.next().filter(|line| text[line.clone()].trim_ascii_end() == RULE)?;
    let last = lines.find(|line| text[line.clone()].trim_ascii_end() == RULE)?;
    Some(first.end..last.start)
}

/// The properties that are the exporter's.
fn own(inner: &[u8]) -> impl Iterator<Item = &[u8]> {
    split(inner).into_iter().filter(|(is_own, _)| *is_own).map(|(_, property)| property)
}

/// The properties with the lines that belong to each, and whether they are the exporter's.
fn split(inner: &[u8]) -> Vec<(bool, &[u8])> {
    let mut starts: Vec<(bool, usize)> = Vec::new();
    for line in lines(inner) {
        let text = &inner[line.clone()];
        let continues = text.first().is_none_or(|first| first.is_ascii_whitespace() || *first == b'-');
        if !continues || starts.is_empty() {
            starts.push((text.starts_with(OWN), line.start));
        }
    }
    let ends = starts.iter().skip(1).map(|(_, start)| *start).chain([inner.len()]);
    starts.iter().zip(ends).map(|((is_own, start), end)| (*is_own, &inner[*start..end])).collect()
}

/// Where each line stands, with its line feed.
fn lines(text: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split_inclusive(|byte| *byte == b'\n').map(move |line| {
        let range = start..start + line.len();
        start = range.end;
        range
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW: &[u8] = b"---\naliases:\n  - \"new\"\nclaims_status: \"checked\"\nclaims_tags:\n  - a\n---\n%% claims:begin %%\nnew\n%% claims:end %%\n\nYour notes\n";

    fn text(bytes: Option<Vec<u8>>) -> String {
        String::from_utf8(bytes.expect("a block")).unwrap()
    }

    #[test]
    fn all_but_the_block_stays_to_the_byte() {
        let old = b"Mine, \xffabove\r\n\r\n%% claims:begin %%\r\nold\r\n%% claims:end %%\r\n\tbelow ";
        let merged = merged(old, b"%% claims:begin %%\nnew\n%% claims:end %%\n").unwrap();
        assert_eq!(merged, b"Mine, \xffabove\r\n\r\n%% claims:begin %%\nnew\n%% claims:end %%\r\n\tbelow ");
    }

    #[test]
    fn properties_of_a_person_stay_and_ours_are_new() {
        let old = b"---\ntags: [x]\nclaims_status: checking\nclaims_old: 1\naliases:\n- mine\n---\nabove\n%% claims:begin %%\nold\n%% claims:end %%\n";
        assert_eq!(
            text(merged(old, NEW)),
            "---\ntags: [x]\nclaims_status: \"checked\"\nclaims_tags:\n  - a\naliases:\n- mine\n---\nabove\n%% claims:begin %%\nnew\n%% claims:end %%\n"
        );
        let old = b"---\ntags: [x]\n---\n%% claims:begin %%\n%% claims:end %%";
        assert!(text(merged(old, NEW)).starts_with("---\ntags: [x]\nclaims_status: \"checked\"\n"));
        let old = b"%% claims:begin %%\n%% claims:end %%";
        assert!(text(merged(old, NEW)).starts_with("---\nclaims_status: \"checked\"\nclaims_tags:\n  - a\n---\n%% cl"));
    }

    #[test]
    fn a_text_is_merged_with_itself_to_itself() {
        assert_eq!(merged(NEW, NEW).as_deref(), Some(NEW));
    }

    #[test]
    fn what_makes_no_block_is_none() {
        assert_eq!(block(b"text\n"), Ok(None));
        assert_eq!(block(b"say %% claims:begin %%\n"), Ok(None));
        for wrong in [
            "%% claims:begin %%\n",
            "%% claims:end %%\n",
            "%% claims:end %%\n%% claims:begin %%\n",
            "%% claims:begin %%\n%% claims:end %%\n%% claims:end %%\n",
        ] {
            assert!(block(wrong.as_bytes()).is_err(), "{wrong}");
            assert_eq!(merged(wrong.as_bytes(), NEW), None);
        }
    }
}
