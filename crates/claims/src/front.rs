//! What front matter in TOML says, as the pairs of key and texts that front matter in YAML gives as well.

use claims_text::{Pair, front_key};
use toml::{Table, Value};

/// The keys at the top with a text, a date or a list of texts; nothing if it is not TOML.
pub(crate) fn toml(matter: &str) -> Vec<Pair> {
    let table = matter.parse::<Table>().unwrap_or_default();
    let pairs = table.iter().filter_map(|(key, value)| Some((front_key(key), texts(value)?)));
    pairs.filter(|(_, texts)| !texts.is_empty()).collect()
}

fn texts(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::String(text) => Some(vec![text.clone()]),
        Value::Datetime(when) => Some(vec![when.to_string()]),
        Value::Array(values) => values.iter().map(|value| value.as_str().map(str::to_owned)).collect(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_dates_and_lists_are_taken() {
        let matter = "title = '''\nA \"title\"'''\ndate = 2023-08-15\nAuthors = [\"Ann Lane\", \"Bo Hill\"]\ndraft = true\n[params]\ntitle = \"No\"\n";
        let pair = |key: &str, texts: &[&str]| (key.to_owned(), texts.iter().map(|text| (*text).to_owned()).collect());
        let mut pairs = toml(matter);
        pairs.sort();
        assert_eq!(
            pairs,
            [pair("authors", &["Ann Lane", "Bo Hill"]), pair("date", &["2023-08-15"]), pair("title", &["A \"title\""])]
        );
        assert_eq!(toml("title = \"A\"\ntitle = \"B\"\n"), []);
        assert_eq!(toml("not toml"), []);
    }
}
