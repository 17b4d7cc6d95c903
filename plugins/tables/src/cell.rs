//! What is done to a text so that it can stand in a cell, and undone when it is read: several values in one, formulas
//! that are none, and the line ends of TSV. It knows no column.

/// The values in one cell, with `; ` between them. Empty where all are.
///
/// A backslash goes before what would part them: `a\; b` is one value.
pub(crate) fn joined<'v>(values: impl IntoIterator<Item = &'v str>) -> String {
    let values: Vec<String> = values.into_iter().map(|value| value.replace('\\', "\\\\").replace(';', "\\;")).collect();
    if values.iter().all(String::is_empty) { String::new() } else { values.join("; ") }
}

/// The values in a cell, each without the white space at its ends; an empty one keeps its place.
pub(crate) fn parted(cell: &str) -> Vec<String> {
    let mut values = vec![String::new()];
    let mut chars = cell.chars();
    while let Some(c) = chars.next() {
        match c {
            ';' => values.push(String::new()),
            '\\' => {
                // Anything else was not written here, and stays as it is.
                let next = chars.clone().next().filter(|next| matches!(next, ';' | '\\'));
                values.last_mut().into_iter().for_each(|value| value.push(next.unwrap_or('\\')));
                next.is_some().then(|| chars.next());
            }
            c => values.last_mut().into_iter().for_each(|value| value.push(c)),
        }
    }
    let mut values: Vec<String> = values.iter().map(|value| value.trim().to_owned()).collect();
    if values.iter().all(String::is_empty) {
        values.clear();
    }
    values
}

/// Whether a spreadsheet could take a cell for a formula, or for one that was kept from being one.
fn is_risky(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\'', '＝', '＋', '－', '＠'])
}

/// The text with an apostrophe before it where it could be taken for a formula.
pub(crate) fn guarded(cell: String) -> String {
    if is_risky(&cell) { format!("'{cell}") } else { cell }
}

/// The text without the apostrophe of [`guarded`].
pub(crate) fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_risky(rest)).unwrap_or(cell)
}

/// The text on one line without tabs, as TSV has it: `\t`, `\n`, `\r`, `\\`.
pub(crate) fn on_one_line(cell: &str) -> String {
    cell.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r")
}

/// The text of [`on_one_line`]; a backslash before anything else stays.
pub(crate) fn on_its_lines(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    let mut chars = cell.chars();
    while let Some(c) = chars.next() {
        let meant = (c == '\\').then(|| match chars.clone().next() {
            Some('t') => Some('\t'),
            Some('n') => Some('\n'),
            Some('r') => Some('\r'),
            Some('\\') => Some('\\'),
            _ => None,
        });
        match meant.flatten() {
            Some(meant) => {
                out.push(meant);
                chars.next();
            }
            None => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn values_keep_their_places() {
        assert_eq!(joined(["mayor", "", "a;b\\"]), "mayor; ; a\\;b\\\\");
        assert_eq!(parted("mayor; ; a\\;b\\\\"), ["mayor", "", "a;b\\"]);
        assert_eq!((joined(["", ""]), parted(" ; ")), (String::new(), Vec::new()));
        assert_eq!(parted("c:\\new;x"), ["c:\\new", "x"]);
    }

    proptest! {
        #[test]
        fn values_come_back(values in proptest::collection::vec("[a-z;\\\\ ]{0,6}", 1..5)) {
            let values: Vec<String> = values.iter().map(|value| value.trim().to_owned()).collect();
            prop_assume!(values.iter().any(|value| !value.is_empty()));
            prop_assert_eq!(parted(&joined(values.iter().map(String::as_str))), values);
        }

        #[test]
        fn what_was_guarded_comes_back(text in "['=+@\\-\t\r\na＝]{0,4}") {
            let guarded = guarded(text.clone());
            prop_assert!(!guarded.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝']));
            prop_assert_eq!(unguarded(&guarded), text);
        }

        #[test]
        fn lines_come_back(text in "(?s)[\\\\tnr\t\n\ra]{0,8}|.{0,8}") {
            let line = on_one_line(&text);
            prop_assert!(!line.contains(['\t', '\n', '\r']));
            prop_assert_eq!(on_its_lines(&line), text);
        }
    }
}
