//! Whether a page can be read in sensible time, told from its tags alone.
//!
//! HTML's own rules make a parser look through all open elements at many a tag, and repeat all open formatting in many
//! a paragraph (HTML Living Standard, 13.2.4.2 and 13.2.4.3): its work is the number of tags times the depth of
//! nesting. A page made to hang or to fill the memory is seen before it is parsed.

/// Far above any page for readers (some ten thousand tags, some dozens deep), and still read within seconds.
const MOST_WORK: usize = 20_000_000;

/// The tags of a page and how deep they are nested, if that is too much to parse.
pub(crate) fn of(page: &str) -> Option<(usize, usize)> {
    let (tags, depth) = measure(page);
    (tags.saturating_mul(depth) > MOST_WORK).then_some((tags, depth))
}

fn measure(page: &str) -> (usize, usize) {
    let (mut tags, mut open, mut deepest) = (0, 0_usize, 0);
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = after_comment(comment);
            continue;
        }
        let closes = rest.starts_with('/');
        let name = rest.trim_start_matches('/');
        let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        tags += 1;
        let name = name.to_ascii_lowercase();
        if closes {
            open = open.saturating_sub(usize::from(nests(&name)));
        } else if name == "script" || name == "style" {
            rest = after(rest, "</");
        } else if nests(&name) {
            open += 1;
            deepest = deepest.max(open);
        }
    }
    (tags, deepest)
}

/// The text after a comment, which ends where HTML says so: at once after `>` and `->`, else at `-->` or `--!>`.
fn after_comment(comment: &str) -> &str {
    for at_once in [">", "->"] {
        if let Some(rest) = comment.strip_prefix(at_once) {
            return rest;
        }
    }
    let longest = [after(comment, "-->"), after(comment, "--!>")];
    longest.into_iter().max_by_key(|rest| rest.len()).unwrap_or_default()
}

/// The text after `end`, or nothing.
fn after<'t>(text: &'t str, end: &str) -> &'t str {
    text.find(end).map_or("", |at| &text[at + end.len()..])
}

/// Whether elements of this name stand inside one another when nobody closes them.
fn nests(name: &str) -> bool {
    let is_void = matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    );
    let closes_the_last = matches!(
        name,
        "p" | "li" | "dt" | "dd" | "tr" | "td" | "th" | "thead" | "tbody" | "tfoot" | "option" | "optgroup"
    );
    !is_void && !closes_the_last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_depth_are_counted() {
        assert_eq!(measure("<html><body><p>a<p>b<br><b>c</b> 1 < 2</body></html>"), (9, 3));
        assert_eq!(measure("<script>'<div><div>'</script><!-- <div> --><DIV></div>"), (3, 1));
    }

    #[test]
    fn pages_are_read_and_traps_are_not() {
        assert_eq!(of(&"<div><p>A paragraph with <b>bold</b> words.</div>".repeat(50_000)), None);
        assert_eq!(of(&"<p>x".repeat(500_000)), None);
        assert!(of(&("<!-->".to_owned() + &"<div>".repeat(60_000))).is_some());
        assert!(of(&("<!--a--!>".to_owned() + &"<div>".repeat(60_000) + "-->")).is_some());
        assert_eq!(of(&"<div>".repeat(100_000)), Some((100_000, 100_000)));
        assert!(of(&("<b><i>".repeat(50) + &"<p>x".repeat(500_000))).is_some());
    }
}
