//! Facts that a document's own properties tell: often it is what a program left there, and then they say nothing.

use super::{
    Facts, Found, Origin, front,
    published::is_possible,
    when::{self, When},
};
use crate::line::single_spaced;

/// The longest title that is believed, in bytes.
const LONG: usize = 500;

/// The ends of the names of files that documents are made of.
const ENDS: [&str; 34] = [
    "doc", "docx", "dot", "dotx", "rtf", "odt", "ods", "odp", "pdf", "ps", "eps", "indd", "qxd", "qxp", "pmd", "p65",
    "tex", "dvi", "fm", "wpd", "xls", "xlsx", "ppt", "pptx", "txt", "html", "htm", "pages", "tif", "tiff", "jpg",
    "cdr", "ai", "pub",
];

/// Titles that programs give, but for a number behind them.
const NOBODYS: [&str; 21] = [
    "title",
    "document",
    "doc",
    "dokument",
    "print",
    "printing",
    "scan",
    "scanned document",
    "layout",
    "slide",
    "page",
    "cover",
    "new document",
    "no title",
    "no slide title",
    "powerpoint presentation",
    "template",
    "report template",
    "bookmark",
    "temp",
    "test",
];

/// How titles begin that programs give.
const STARTS: [&str; 12] = [
    "untitled",
    "unbenannt",
    "sans titre",
    "sin título",
    "senza titolo",
    "без имени",
    "microsoft word",
    "microsoft powerpoint",
    "microsoft excel",
    "microsoft office",
    "file:",
    "http",
];

/// What the properties of a document say, where they say something.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Properties<'p> {
    pub(crate) title: Option<&'p str>,
    pub(crate) author: Option<&'p str>,
    /// When the file was made and changed, in the form of PDF: `D:20230815093000+02'00'`.
    pub(crate) created: Option<&'p str>,
    pub(crate) modified: Option<&'p str>,
}

/// The facts among the properties of a document.
pub(crate) fn facts(properties: &Properties<'_>) -> Facts {
    let authors = properties.author.map(|author| front::people(&[author.to_owned()])).unwrap_or_default();
    let authors: Vec<String> = authors.into_iter().filter(|name| !is_left_behind(name)).collect();
    let date = |told: Option<&str>, from| {
        told.and_then(moment).map(|when| Found::new(when, from)).filter(|found| is_possible(found, None))
    };
    let published = date(properties.created, Origin::Created);
    let modified = date(properties.modified, Origin::Properties);
    // What was never changed since, or before it was made, says nothing.
    let is_later = |one: &Found<When>| published.as_ref().is_none_or(|other| one.value.date > other.value.date);
    Facts {
        title: properties.title.and_then(title).map(|title| Found::new(title, Origin::Properties)),
        authors: Some(authors).filter(|names| !names.is_empty()).map(|names| Found::new(names, Origin::Properties)),
        modified: modified.filter(is_later),
        published,
        ..Facts::default()
    }
}

/// A title that somebody wrote.
fn title(told: &str) -> Option<String> {
    let title = single_spaced(told);
    let small = title.to_lowercase();
    let bare = small.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '(' | ')' | '#')).trim_end();
    let letters = title.chars().filter(|c| c.is_alphabetic()).count();
    let is_word = !title.contains(' ');
    let is_code = is_word
        && (title.contains('_')
            || title.contains(|c: char| c.is_ascii_digit())
            || title.chars().next().is_some_and(char::is_lowercase));
    let is_nobodys = letters < 3
        || title.len() > LONG
        || title.contains(|c: char| c.is_control() || matches!(c, '\u{fffd}' | '\\'))
        || NOBODYS.contains(&bare)
        || STARTS.iter().any(|start| small.starts_with(start))
        || is_file(&small)
        || is_code;
    (!is_nobodys).then_some(title)
}

/// Whether a title in small letters is the name of a file.
fn is_file(small: &str) -> bool {
    let end = |text: &str| text.rsplit_once('.').is_some_and(|(before, end)| !before.is_empty() && ENDS.contains(&end));
    small.starts_with('/') || end(small.trim_end_matches(['"', ')', ']']))
}

/// Whether a name is that of a machine, of an account or of a program.
fn is_left_behind(name: &str) -> bool {
    const PROGRAMS: [&str; 9] =
        ["microsoft", "adobe", "acrobat", "office", "windows", "owner", "user", "computer", "scanner"];
    let small = name.to_lowercase();
    let is_account = !name.contains(' ') && name.chars().next().is_some_and(char::is_lowercase);
    is_account || small.split(' ').any(|word| PROGRAMS.contains(&word))
}

/// A moment as PDF writes it; a year alone is none.
fn moment(told: &str) -> Option<When> {
    let told = told.trim();
    let told = told.strip_prefix("D:").unwrap_or(told);
    let figures = told.bytes().take_while(u8::is_ascii_digit).count();
    let part = |from: usize| told.get(from..from + 2).filter(|_| figures >= from + 2);
    let mut written = format!("{}-{}-{}", told.get(..4).filter(|_| figures >= 8)?, part(4)?, part(6)?);
    if let (Some(hour), Some(minute)) = (part(8), part(10)) {
        written.push_str(&format!("T{hour}:{minute}:{}", part(12).unwrap_or("00")));
        let offset = told[figures..].replace('\'', "");
        written.push_str(if offset.starts_with(['Z', '+', '-']) { &offset } else { "" });
    }
    when::stamp(&written)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn titles_that_nobody_wrote_are_none() {
        for none in [
            "",
            "  ",
            "untitled",
            "Untitled-3",
            "Microsoft Word - report on the harbour.doc",
            "Microsoft Word - Report on the harbour",
            "report on the harbour.docx",
            "C:\\reports\\harbour",
            "/home/reports/harbour",
            "harbour_final_v3",
            "20230815",
            "harbour",
            "Document1",
            "Slide 1",
            "PowerPoint Presentation",
            "Title (2)",
            "http://example.org/report",
            "\u{fffd}\u{fffd}\u{fffd}\u{fffd}",
        ] {
            assert_eq!(title(none), None, "{none}");
        }
        for some in
            ["Report on the harbour", "Annual report 2023", "UN.doc: a history", "Constitution", "Отчёт о гавани"]
        {
            assert_eq!(title(some).as_deref(), Some(some));
        }
    }

    #[test]
    fn dates_and_names_are_read_or_left() {
        let read = |told| moment(told).map(|when| when.to_string());
        for (told, expected) in [
            ("D:20230815093000+02'00'", "2023-08-15T09:30:00+02:00"),
            ("D:20230815093000Z", "2023-08-15T09:30:00Z"),
            ("D:20230815093000Z00'00'", "2023-08-15T09:30:00"),
            ("20230815", "2023-08-15"),
            ("D:202308150930", "2023-08-15T09:30:00"),
        ] {
            assert_eq!(read(told).as_deref(), Some(expected), "{told}");
        }
        for none in ["", "D:2023", "D:202308", "D:20231315", "Tuesday", "D:191090815093000"] {
            assert_eq!(read(none), None, "{none}");
        }
        let authors = |author| facts(&Properties { author: Some(author), ..Properties::default() }).authors;
        assert_eq!(
            authors("Ann Lane; Bo Hill").map(|found| found.value),
            Some(vec!["Ann Lane".into(), "Bo Hill".into()])
        );
        for nobody in ["admin", "jdoe", "Microsoft Office User", "user", "", "j.doe2"] {
            assert_eq!(authors(nobody), None, "{nobody}");
        }
    }

    #[test]
    fn what_was_changed_later_is_told_apart() {
        let both = |created, modified| {
            let facts =
                facts(&Properties { created: Some(created), modified: Some(modified), ..Properties::default() });
            (facts.published.map(|found| found.value.to_string()), facts.modified.map(|found| found.value.to_string()))
        };
        let day = |day: &str| Some(day.to_owned());
        assert_eq!(both("D:20230815", "D:20230901"), (day("2023-08-15"), day("2023-09-01")));
        assert_eq!(both("D:20230815", "D:20230815"), (day("2023-08-15"), None));
        assert_eq!(both("no date", "D:20230901"), (None, day("2023-09-01")));
    }

    proptest! {
        #[test]
        fn no_property_stops_it(text in ".{0,60}", date in "[D:0-9Z+' \u{e9}-]{0,30}") {
            let _ = facts(&Properties { title: Some(&text), author: Some(&text), created: Some(&date), modified: Some(&text) });
        }
    }
}
