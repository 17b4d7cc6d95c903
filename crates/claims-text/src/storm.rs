//! Whether a tag of a page has more attributes than a parser can bear; it builds nothing.
//!
//! Parsers compare each attribute of a tag with all before it, so a million of them cost the square of that.

/// Attributes of one tag that a parser is given.
const MOST: usize = 1_000;

/// Comparisons of attributes, over all tags of a page.
///
/// A usual tag has three attributes and costs three; a page of a megabyte costs some ten thousand.
const MOST_WORK: usize = 30_000_000;

/// Where in a tag a reader is, as the standard of HTML has it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    TagName,
    BeforeName,
    Name,
    AfterName,
    BeforeValue,
    Double,
    Single,
    Bare,
    AfterQuoted,
}

/// Whether some tag may have more than a thousand attributes, or all together so many that comparing them takes long.
///
/// Which `<` begin a tag depends on what stands around them: in a script they begin none.
/// A parser decides that, and here every one is taken for a beginning, so that no page can hide a tag.
/// What was begun anew at each `<` is soon in one of nine states, so the work is linear in the page.
pub(crate) fn is_in(page: &str) -> bool {
    let bytes = page.as_bytes();
    let mut open: Vec<(At, usize)> = Vec::new();
    let mut next: Vec<(At, usize)> = Vec::new();
    let mut work = 0;
    let mut at = 0;
    while at < bytes.len() {
        if open.is_empty() {
            let Some(found) = bytes[at..].iter().position(|byte| *byte == b'<') else { return false };
            at += found;
        }
        let byte = bytes[at];
        next.clear();
        for (state, count) in &open {
            let Some((state, adds)) = state.after(byte) else { continue };
            let count = count + usize::from(adds);
            work += if adds { count } else { 0 };
            if count > MOST || work > MOST_WORK {
                return true;
            }
            match next.iter_mut().find(|(other, _)| *other == state) {
                Some((_, most)) => *most = count.max(*most),
                None => next.push((state, count)),
            }
        }
        let begins = byte == b'<' && bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic);
        if begins && !next.iter().any(|(state, _)| *state == At::TagName) {
            next.push((At::TagName, 0));
        }
        std::mem::swap(&mut open, &mut next);
        at += 1;
    }
    false
}

impl At {
    /// Where a reader is after a byte and whether an attribute began with it; `None` if the tag ended.
    fn after(self, byte: u8) -> Option<(Self, bool)> {
        let space = matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c');
        let to = match self {
            Self::Double if byte == b'"' => Self::AfterQuoted,
            Self::Single if byte == b'\'' => Self::AfterQuoted,
            Self::Double | Self::Single => self,
            _ if byte == b'>' => return None,
            Self::BeforeValue if space => self,
            Self::BeforeValue if byte == b'"' => Self::Double,
            Self::BeforeValue if byte == b'\'' => Self::Single,
            Self::BeforeValue => Self::Bare,
            Self::Bare if !space => self,
            Self::Name | Self::AfterName if byte == b'=' => Self::BeforeValue,
            Self::Name | Self::AfterName if space => Self::AfterName,
            _ if space || byte == b'/' => Self::BeforeName,
            Self::TagName | Self::Name => self,
            Self::BeforeName | Self::AfterName | Self::AfterQuoted | Self::Bare => return Some((Self::Name, true)),
        };
        Some((to, false))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn many(attribute: &str) -> String {
        (0..=MOST).map(|number| attribute.replace('#', &number.to_string())).collect()
    }

    #[test]
    fn attributes_are_counted_however_they_are_written() {
        for attribute in [" a#", "/a#", " a#=1", " a# = '>'", " a#=\"/ > <\"", "\na#='' "] {
            assert!(is_in(&format!("text<p{}>", many(attribute))), "{attribute}");
            assert!(is_in(&format!("<svg><style><p b='</style>'{}", many(attribute))), "{attribute}");
        }
    }

    #[test]
    fn many_tags_with_many_attributes_are_a_storm() {
        let tag: String = (0..900).map(|number| format!(" a{number}")).collect();
        assert!(!is_in(&format!("<p{tag}>").repeat(10)));
        assert!(is_in(&format!("<p{tag}>").repeat(100)));
    }

    #[test]
    fn usual_pages_have_no_storm() {
        assert!(!is_in(&"<p class='a > b' id=x data-a>words of a text, \"quoted\" and 'so'</p>".repeat(2_000)));
        assert!(!is_in(&format!("<img src='data:image/png;base64,{}'>", "a/b+ ".repeat(5_000))));
        assert!(!is_in(&many(" word#")));
    }
}
