//! Front matter, which stands before a text in Markdown and says something of it: where it ends, and what YAML says there.
//!
//! It begins the file or is none. Of YAML only flat keys with a text or a plain list of texts are read; whatever else may
//! stand there is passed over and never guessed at. TOML is left to those who have a reader for it.

/// The longest front matter that is taken for one, in bytes.
const LONG: usize = 64 << 10;

/// The longest key, in bytes.
const LONG_KEY: usize = 60;

/// A key, in small letters with `_` between its words, and the texts that stand for it.
pub type Pair = (String, Vec<String>);

/// Front matter, without the lines around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Front<'t> {
    /// Between lines of `---`.
    Yaml(&'t str),
    /// Between lines of `+++`.
    Toml(&'t str),
}

impl<'t> Front<'t> {
    /// The front matter of a text, if it begins with one.
    #[must_use]
    pub fn of(text: &'t str) -> Option<Front<'t>> {
        split(text).0
    }
}

/// A key as it is compared.
#[must_use]
pub fn front_key(key: &str) -> String {
    key.trim().trim_matches(['"', '\'']).to_lowercase().replace(['-', ' '], "_")
}

/// The front matter of a text and the text after it.
pub(crate) fn split(text: &str) -> (Option<Front<'_>>, &str) {
    let text = text.trim_start_matches('\u{feff}');
    let none = (None, text);
    let Some((first, rest)) = text.split_once('\n') else { return none };
    let ends: &[&str] = match first.trim_end() {
        "---" => &["---", "..."],
        "+++" => &["+++"],
        _ => return none,
    };
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if ends.contains(&line.trim_end()) {
            let (matter, after) = (&rest[..at], &rest[at + line.len()..]);
            let front = if ends.len() > 1 { Front::Yaml(matter) } else { Front::Toml(matter) };
            return if is_front(front) { (Some(front), after) } else { none };
        }
        at += line.len();
        if at > LONG {
            break;
        }
    }
    none
}

/// Whether lines between two others are front matter, and not a text between two rules.
fn is_front(front: Front<'_>) -> bool {
    let (Front::Yaml(matter) | Front::Toml(matter)) = front;
    if matter.lines().next().is_none_or(|line| line.trim().is_empty()) {
        return false;
    }
    let outer = || matter.lines().filter(|line| !line.trim().is_empty() && !is_inner(line));
    match front {
        Front::Yaml(_) => {
            outer().any(|line| key_of(line).is_some())
                && outer().all(|line| key_of(line).is_some() || line.starts_with(['#', '-', ']', '}']))
        }
        Front::Toml(_) => outer().any(|line| line.contains('=')),
    }
}

/// Whether a line belongs to the key above it.
fn is_inner(line: &str) -> bool {
    line.starts_with([' ', '\t'])
}

/// The key that begins a line of YAML, and what follows it.
fn key_of(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.' | '"' | '\'');
    let is_key = key.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | '"' | '\''))
        && key.len() <= LONG_KEY
        && key.chars().all(is_word)
        && (value.is_empty() || value.starts_with(char::is_whitespace));
    is_key.then_some((key, value))
}

/// What flat YAML says, in its order; a key that stands twice says nothing.
#[must_use]
pub fn flat_yaml(matter: &str) -> Vec<Pair> {
    let mut pairs: Vec<(String, Option<Vec<String>>)> = Vec::new();
    let mut lines =
        matter.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#')).peekable();
    while let Some(line) = lines.next() {
        let Some((key, value)) = key_of(line) else { continue };
        let mut below = Vec::new();
        while let Some(line) = lines.next_if(|line| is_inner(line) || line.starts_with("- ")) {
            below.push(line.trim());
        }
        let key = front_key(key);
        match pairs.iter_mut().find(|(known, _)| *known == key) {
            Some((_, told)) => *told = None,
            None => pairs.push((key, told(without_comment(value.trim()), &below))),
        }
    }
    pairs.into_iter().filter_map(|(key, told)| Some((key, told.filter(|told| !told.is_empty())?))).collect()
}

/// The texts of a key: those on its own line, or those of the list below it.
fn told(value: &str, below: &[&str]) -> Option<Vec<String>> {
    match (value, below) {
        ("", below) => below.iter().map(|line| scalar(line.strip_prefix("- ")?)).collect(),
        // What goes on below is of a form that is not read.
        (value, []) if value.starts_with('[') => items(value),
        (value, []) => Some(vec![scalar(value)?]),
        _ => None,
    }
}

/// The texts of a list on one line: `[a, "b, c", 'd']`.
fn items(value: &str) -> Option<Vec<String>> {
    let mut rest = value.strip_prefix('[')?.trim_start();
    let mut items = Vec::new();
    loop {
        if let Some(after) = rest.strip_prefix(']') {
            return without_comment(after.trim()).is_empty().then_some(items);
        }
        let length = if rest.starts_with(['"', '\'']) { quoted(rest)?.1 } else { rest.find([',', ']'])? };
        items.push(scalar(&rest[..length])?);
        rest = rest[length..].trim_start();
        rest = rest.strip_prefix(',').map_or(rest, str::trim_start);
    }
}

/// A text on one line, in quotation marks or plain; nothing for what YAML gives another meaning.
fn scalar(value: &str) -> Option<String> {
    let value = value.trim();
    if value.starts_with(['"', '\'']) {
        let (text, length) = quoted(value)?;
        return without_comment(value[length..].trim()).is_empty().then_some(text);
    }
    let value = without_comment(value);
    let is_other = value.starts_with(['|', '>', '&', '*', '!', '%', '@', '`', '{', '}', '[', ']', ',', '?', '#'])
        || value.starts_with("- ")
        || value.contains(": ")
        || value.ends_with(':')
        || matches!(value, "" | "~" | "-" | "null" | "Null" | "NULL" | "true" | "false");
    (!is_other).then(|| value.to_owned())
}

/// The text in quotation marks that begins a value, and where it ends.
fn quoted(value: &str) -> Option<(String, usize)> {
    let mark = value.chars().next()?;
    let mut text = String::new();
    let mut chars = value.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '\'' if mark == '\'' && chars.peek().is_some_and(|(_, next)| *next == '\'') => {
                chars.next();
                text.push('\'');
            }
            c if c == mark => return Some((text, at + c.len_utf8())),
            '\\' if mark == '"' => text.push(match chars.next()?.1 {
                c @ ('"' | '\\' | '/') => c,
                'n' | 't' => ' ',
                _ => return None,
            }),
            c => text.push(c),
        }
    }
    None
}

/// A value up to a comment: `#` that follows a blank.
fn without_comment(value: &str) -> &str {
    if value.starts_with('#') {
        return "";
    }
    if value.starts_with(['"', '\'', '[']) {
        return value;
    }
    value.find(" #").map_or(value, |at| value[..at].trim_end())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(matter: &str) -> Vec<(String, String)> {
        flat_yaml(matter).into_iter().map(|(key, values)| (key, values.join("|"))).collect()
    }

    #[test]
    fn flat_keys_are_read() {
        for (line, key, value) in [
            ("title: The harbour", "title", "The harbour"),
            ("Title: \"The harbour: \\\"open\\\"\" # so they say", "title", "The harbour: \"open\""),
            ("title: 'It''s open'", "title", "It's open"),
            ("last-mod: 2023-08-15 # a day", "last_mod", "2023-08-15"),
            ("canonical: https://example.org/a#b", "canonical", "https://example.org/a#b"),
            ("authors: [Ann Lane, \"Hill, Bo\", 'Cy']", "authors", "Ann Lane|Hill, Bo|Cy"),
            ("authors:\n  - Ann Lane\n  - \"Bo Hill\"", "authors", "Ann Lane|Bo Hill"),
            ("authors: # two\n- Ann Lane\n- Bo Hill", "authors", "Ann Lane|Bo Hill"),
        ] {
            assert_eq!(read(line), [(key.to_owned(), value.to_owned())], "{line}");
        }
    }

    #[test]
    fn what_is_more_than_flat_says_nothing() {
        for line in [
            "title: |\n  The harbour\n  is open",
            "title: >-\n  The harbour",
            "title: The harbour\n  is open",
            "title: &a The harbour",
            "title: *a",
            "title: !!str 5",
            "title: {a: b}",
            "title: [a, [b]]",
            "title: [a, b",
            "title: \"never closed",
            "title: \"a\" b",
            "title: a: b",
            "title: \"\\u0041\"",
            "title:",
            "title: ~",
            "authors:\n  - name: Ann Lane",
            "authors:\n  Ann: Lane",
            "title: One\ntitle: Two",
        ] {
            assert_eq!(read(line), [], "{line}");
        }
    }

    #[test]
    fn it_begins_the_text_or_is_none() {
        let (front, rest) = split("\u{feff}---\r\ntitle: A\r\n---\r\nWords.");
        assert_eq!((front, rest), (Some(Front::Yaml("title: A\r\n")), "Words."));
        assert_eq!(split("+++\ntitle = \"A\"\n+++\nWords."), (Some(Front::Toml("title = \"A\"\n")), "Words."));
        assert_eq!(split("---\ntitle: A\n...\n"), (Some(Front::Yaml("title: A\n")), ""));
        for none in [
            "---\nHe said that he goes.\n---\nWords.",
            "---\nNote: he said so.\nAnd he went.\n---\n",
            "---\n\ntitle: A\n---\n",
            "---\ntitle: A\n",
            "--\ntitle: A\n--\n",
            " ---\ntitle: A\n---\n",
            "Words.\n---\ntitle: A\n---\n",
            "---\n---\n",
            "+++\nwords\n+++\n",
        ] {
            assert_eq!(split(none), (None, none), "{none}");
        }
    }

    proptest! {
        #[test]
        fn no_text_stops_it(text in "[a-z:\\-\\[\\]\"'#,|>+= .\\\\\n\u{e9}]{0,120}") {
            for text in [text.clone(), format!("---\n{text}\n---\n"), format!("a: {text}\n")] {
                let _ = (split(&text), flat_yaml(&text));
            }
        }
    }
}
