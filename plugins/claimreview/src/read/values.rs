//! Values one after the other: in a text that is there, or in a file of any length, which may be one value of all of it.

use super::{
    json::{Node, Reader, Within},
    window::Window,
};

/// What stands in a file of values.
pub(super) enum Found<'n> {
    Value(&'n Node<'n>),
    /// What cannot be read, in words that begin with the line.
    Broken(String),
}

/// Reads the values of a text that begins at this line.
pub(super) fn of_text(text: &str, line: usize, take: &mut dyn FnMut(Found<'_>)) {
    let mut reader = Reader::new(text, line, false);
    while let Some(value) = reader.next() {
        match value {
            Ok(node) => take(Found::Value(&node)),
            Err(broken) => {
                take(Found::Broken(broken.to_string()));
                reader.recover();
            }
        }
    }
}

/// Reads the values of a file. A list is gone through value by value, and so is an object that is too long to be held:
/// what stands in it is taken as if it stood by itself.
pub(super) fn of_file(window: &mut Window<'_>, take: &mut dyn FnMut(Found<'_>)) {
    // What was entered and not left yet.
    let mut within: Vec<Within> = Vec::new();
    loop {
        let Some(next) = window.skip(|byte| byte.is_ascii_whitespace() || matches!(byte, b',' | b';')) else { return };
        match (next, within.last()) {
            (b'}', Some(Within::Object)) | (b']', Some(Within::List)) => {
                window.go(1);
                within.pop();
            }
            // What is left of something that could not be read.
            (b'}' | b']', None) => window.go(1),
            (b'[', _) => enter(window, &mut within, Within::List),
            (_, Some(Within::Object)) if !name(window) => broken(window, "there is no name where one must stand", take),
            _ => value(window, &mut within, take),
        }
    }
}

fn enter(window: &mut Window<'_>, within: &mut Vec<Within>, what: Within) {
    window.go(1);
    within.push(what);
}

/// Lets go of the name of a member and its colon; gives whether they stand there.
fn name(window: &mut Window<'_>) -> bool {
    loop {
        let mut reader = Reader::new(window.rest(), window.line(), !window.is_whole());
        let is_name = reader.name();
        if reader.is_short() && !window.is_full() {
            window.more();
            continue;
        }
        let length = reader.at();
        if is_name {
            window.go(length);
            window.skip(|byte| byte.is_ascii_whitespace());
        }
        return is_name;
    }
}

fn value(window: &mut Window<'_>, within: &mut Vec<Within>, take: &mut dyn FnMut(Found<'_>)) {
    let place = within.last().copied().unwrap_or(Within::Nothing);
    loop {
        let mut reader = Reader::new(window.rest(), window.line(), !window.is_whole());
        let read = reader.value_in(place);
        if !reader.is_short() {
            let length = reader.at();
            return match read {
                Ok(node) => {
                    take(Found::Value(&node));
                    window.go(length);
                }
                Err(broken) => {
                    take(Found::Broken(broken.to_string()));
                    recover(window);
                }
            };
        }
        if !window.is_full() {
            window.more();
            continue;
        }
        return match window.rest().as_bytes().first() {
            Some(b'{') => enter(window, within, Within::Object),
            Some(b'[') => enter(window, within, Within::List),
            _ => broken(window, "a value is too long", take),
        };
    }
}

fn broken(window: &mut Window<'_>, why: &str, take: &mut dyn FnMut(Found<'_>)) {
    take(Found::Broken(format!("line {}: {why}", window.line())));
    recover(window);
}

/// Goes on with the next line that begins as a value does; in a list that is set in lines, with the next value of it.
fn recover(window: &mut Window<'_>) {
    loop {
        if window.skip(|byte| byte != b'\n').is_none() {
            return;
        }
        window.go(1);
        let indent = |byte: u8| matches!(byte, b' ' | b'\t' | b'\r' | b',');
        if matches!(window.skip(indent), None | Some(b'{' | b'[')) {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(text: &str, piece: usize, most: usize) -> Vec<String> {
        let mut bytes = text.as_bytes();
        let mut all = Vec::new();
        of_file(&mut Window::bounded(&mut bytes, piece, most), &mut |found| {
            all.push(match found {
                Found::Value(node) => format!("{node:?}"),
                Found::Broken(why) => why,
            });
        });
        all
    }

    const PIECES: [&str; 24] = [
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"",
        "\\",
        "\n",
        "\"a\":",
        "\"b\"",
        "\\\"",
        "1",
        "-2.5e3",
        "null",
        "fal",
        "se",
        "\\u12",
        "34",
        "\\ud83d",
        "\\ude00",
        "é",
        " ",
        "{\"a\": \"He said \"yes\", then left\"}\n",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        /// However the file is cut into pieces, the same is read.
        #[test]
        fn pieces_make_no_difference(pieces in proptest::collection::vec(0..PIECES.len(), 0..40), size in 1..9_usize) {
            let text: String = pieces.into_iter().map(|piece| PIECES[piece]).collect();
            prop_assert_eq!(found(&text, size, 1_000), found(&text, 1_000, 1_000), "{:?}", text);
        }
    }

    #[test]
    fn what_is_too_long_to_be_held_is_gone_through() {
        let element = "{\"b\": [1, {\"c\": \"d\"}]}";
        let feed = format!("{{\"x\": \"y\", \"list\": [{}], \"z\": 2}}\n{{\"e\": 3}}", vec![element; 50].join(",\n "));
        let whole = found(&feed, 16, 1_000_000);
        assert_eq!(whole.len(), 2);
        let parts = found(&feed, 16, 100);
        assert_eq!(parts.len(), 1 + 50 + 2, "{parts:#?}");
        assert!(parts[1].contains("\"d\"") && parts[50].contains("line: 50") && parts[52].contains("\"e\""));
        let at = feed.match_indices(element).nth(30).unwrap().0;
        let broken = format!("{}{{\"b\" \"c\"}}{}", &feed[..at], &feed[at + element.len()..]);
        let parts = found(&broken, 16, 100);
        assert_eq!((parts.len(), parts[31].as_str()), (1 + 50 + 2, "line 31: no colon follows a name"));
        assert_eq!(found(&format!("[\"{}\"]", "x".repeat(300)), 16, 100), ["line 1: a value is too long"]);
    }
}
