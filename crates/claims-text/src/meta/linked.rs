//! Reads JSON-LD as it is found in the wild; it knows objects, types and references, and no facts.
//!
//! Pages have several scripts, arrays, `@graph`, references by `@id`, comments around the JSON, raw line ends in its
//! strings, trailing commas and entities. What can be read is taken, and what cannot is as if it were not there.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::{line::single_spaced, tree};

/// How many objects of a page are looked at.
const MANY: usize = 2_000;

/// How many bytes of scripts are read, and how deep objects are looked for in one another.
const LONG: usize = 8 << 20;
const DEEP: usize = 8;

/// An object of JSON-LD.
pub(super) type Object = Map<String, Value>;

/// The objects of a page.
#[derive(Debug, Default)]
pub(super) struct Linked {
    /// What stands at the top of a script or of a graph, or is what such an object is mainly about.
    tops: Vec<Object>,
    /// Objects by `@id`, for references.
    named: HashMap<String, Object>,
}

impl Linked {
    /// Reads the scripts of a page.
    pub(super) fn read<'s>(scripts: impl IntoIterator<Item = &'s str>) -> Linked {
        let mut linked = Linked::default();
        let (mut seen, mut length) = (0, 0);
        for script in scripts {
            length += script.len();
            if length > LONG {
                break;
            }
            for value in values(script) {
                linked.take(&value, true, DEEP, &mut seen);
            }
        }
        linked
    }

    /// The objects at the top, in order.
    pub(super) fn tops(&self) -> impl Iterator<Item = &Object> {
        self.tops.iter()
    }

    /// The object that a value is or refers to.
    pub(super) fn object<'l>(&'l self, value: &'l Value) -> Option<&'l Object> {
        let object = value.as_object()?;
        let bare = object.keys().all(|key| key == "@id" || key == "@type");
        let named = object.get("@id").and_then(Value::as_str).filter(|_| bare).and_then(|id| self.named.get(id));
        named.or(Some(object))
    }

    /// Takes a value and what is in it; what counts as the top ends where something else than a graph begins.
    fn take(&mut self, value: &Value, top: bool, deep: usize, seen: &mut usize) {
        if *seen >= MANY || deep == 0 {
            return;
        }
        *seen += 1;
        match value {
            Value::Array(values) => values.iter().for_each(|value| self.take(value, top, deep - 1, seen)),
            Value::Object(object) => {
                for (key, value) in object.iter().filter(|(_, value)| value.is_object() || value.is_array()) {
                    let about = matches!(key.as_str(), "@graph" | "mainEntity" | "mainEntityOfPage");
                    self.take(value, top && about, deep - 1, seen);
                }
                if let Some(id) = object.get("@id").and_then(Value::as_str).filter(|_| object.len() > 2) {
                    self.named.entry(id.to_owned()).or_insert_with(|| object.clone());
                }
                if top && object.contains_key("@type") {
                    self.tops.push(object.clone());
                }
            }
            _ => {}
        }
    }
}

/// The types of an object, without the address of the vocabulary.
pub(super) fn types(object: &Object) -> Vec<&str> {
    let values = match object.get("@type") {
        Some(Value::Array(values)) => values.as_slice(),
        Some(value) => std::slice::from_ref(value),
        None => &[],
    };
    values.iter().filter_map(Value::as_str).map(|name| name.rsplit(['/', ':', '#']).next().unwrap_or(name)).collect()
}

/// The texts of a member: a text, a number, a list of them, or `@value` of an object.
pub(super) fn texts(object: &Object, key: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut next: Vec<&Value> = object.get(key).into_iter().collect();
    while let Some(value) = next.pop() {
        match value {
            Value::String(text) => found.push(plain(text)),
            Value::Number(number) => found.push(number.to_string()),
            Value::Array(values) => next.extend(values.iter().rev().take(100)),
            Value::Object(object) => next.extend(object.get("@value")),
            _ => {}
        }
    }
    found.retain(|text| !text.is_empty());
    found
}

/// The first text of a member.
pub(super) fn text(object: &Object, key: &str) -> Option<String> {
    texts(object, key).into_iter().next()
}

/// A text without entities, tags and needless white space: JSON-LD should have none of them and often has.
pub(super) fn plain(text: &str) -> String {
    if !text.contains(['&', '<']) {
        return single_spaced(text);
    }
    // Twice, since `&amp;#8217;` is as common as `&#8217;`.
    let once = unescaped(text);
    single_spaced(&unescaped(&once))
}

fn unescaped(text: &str) -> String {
    // A text of a page cannot be long; one that is, is not looked into.
    if text.len() > 20_000 {
        return text.to_owned();
    }
    // What has no tree was made to hurt, and is left as it is.
    tree::of(text).map_or_else(|| text.to_owned(), |tree| tree.root_element().text().collect())
}

/// The values in a script: as it is, or else after the usual mistakes were mended.
fn values(script: &str) -> Vec<Value> {
    let script = script.trim().trim_start_matches('\u{feff}');
    let script = ["<!--", "//<![CDATA[", "<![CDATA[", "/*<![CDATA[*/"]
        .iter()
        .fold(script, |script, start| script.strip_prefix(start).unwrap_or(script).trim_start());
    let script = ["-->", "//]]>", "]]>", "/*]]>*/"]
        .iter()
        .fold(script, |script, end| script.strip_suffix(end).unwrap_or(script).trim_end());
    let whole = read(script);
    if !whole.is_empty() {
        return whole;
    }
    let mended = read(&mended(script));
    if mended.is_empty() && script.contains("&quot;") {
        return read(&script.replace("&quot;", "\"").replace("&amp;", "&"));
    }
    mended
}

/// The values up to the first mistake; several may stand one after another.
fn read(script: &str) -> Vec<Value> {
    serde_json::Deserializer::from_str(script).into_iter::<Value>().map_while(Result::ok).collect()
}

/// JSON without the mistakes that people and templates make: control characters and stray backslashes in strings,
/// comments, commas before a closing bracket or after another, semicolons at the end.
fn mended(script: &str) -> String {
    let mut out = String::with_capacity(script.len());
    let mut chars = script.chars().peekable();
    let mut quoted = false;
    while let Some(c) = chars.next() {
        match c {
            '\\' if quoted => match chars.next() {
                Some(next @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u')) => out.extend(['\\', next]),
                Some(next) => out.push(next),
                None => {}
            },
            '"' => {
                quoted = !quoted;
                out.push('"');
            }
            c if quoted && c.is_control() => out.push(' '),
            '/' if !quoted && chars.peek() == Some(&'*') => {
                let mut last = ' ';
                for c in chars.by_ref().skip(1) {
                    if last == '*' && c == '/' {
                        break;
                    }
                    last = c;
                }
            }
            '}' | ']' if !quoted => {
                let kept = out.trim_end().trim_end_matches(',').len();
                out.truncate(kept);
                out.push(c);
            }
            ',' if !quoted && out.trim_end().ends_with([',', '{', '[']) => {}
            ';' if !quoted => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn headlines(scripts: &[&str]) -> Vec<String> {
        Linked::read(scripts.iter().copied()).tops().filter_map(|object| text(object, "headline")).collect()
    }

    #[test]
    fn tops_are_found_wherever_they_stand() {
        let scripts = [
            r#"[{"@type":"NewsArticle","headline":"One"},{"@type":"Thing","review":{"@type":"Review","headline":"no"}}]"#,
            r#"{"@graph":[{"@type":["https://schema.org/Article","Thing"],"headline":["Two"]}]}"#,
            r#"{"@type":"WebPage","mainEntity":{"@type":"Article","headline":{"@value":"Three"}}}"#,
            r#"{"@type":"Article","headline":"Four"}{"@type":"Article","headline":"Five"} and then nonsense"#,
        ];
        assert_eq!(headlines(&scripts), ["One", "Two", "Three", "Four", "Five"]);
    }

    #[test]
    fn broken_json_is_mended() {
        for script in [
            "<!-- {\"@type\":\"Article\",\"headline\":\"A\\u0026B\"} -->",
            "//<![CDATA[\n{\"@type\":\"Article\",\"headline\":\"A&amp;B\",}\n//]]>",
            "/* why */ {\"@type\":\"Article\",,\"headline\":\"A\n&amp;amp; B\"};",
            "{&quot;@type&quot;:&quot;Article&quot;,&quot;headline&quot;:&quot;A\\u0026B&quot;}",
        ] {
            assert_eq!(headlines(&[script]).join("").replace(' ', ""), "A&B", "{script}");
        }
        assert_eq!(headlines(&["", "{", "null", "\"\"", "[[[", "{\"@type\":3,\"headline\":\"x\"}"]), ["x"]);
    }

    #[test]
    fn references_are_followed_once() {
        let script = r##"{"@graph":[{"@type":"Article","author":{"@id":"#me"}},
            {"@type":"Person","@id":"#me","name":"Ada Lane"}]}"##;
        let linked = Linked::read([script]);
        let article = linked.tops().next().expect("an article");
        let author = linked.object(&article["author"]).expect("an author");
        assert_eq!((text(author, "name").as_deref(), types(author)), (Some("Ada Lane"), vec!["Person"]));
    }

    #[test]
    fn deep_nesting_is_no_object() {
        assert_eq!(headlines(&[&("[".repeat(100_000) + "{}")]), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn no_script_stops_it(script in r#"(\{|\}|\[|\]|"|:|,|\\|/\*|\*/|@type|@graph|@id|a|1|;|&quot;|-->){0,80}"#) {
            let linked = Linked::read([script.as_str()]);
            prop_assert!(linked.tops().count() <= MANY);
        }
    }
}
