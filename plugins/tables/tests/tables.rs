//! Whatever people write, it stands in its cell and nowhere else, and comes back from there.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use claims_plugin::testing::{self, Call, Case};
use claims_plugin_tables::{comma, tab, workbook};
use proptest::prelude::*;

/// Texts that mean something to a spreadsheet, to CSV, to XML, to a terminal, or to people who read from the right.
const HOSTILE: [&str; 20] = [
    "plain words",
    "=1+1",
    "@SUM(A1:A9)",
    "+1 -1",
    "-2+3+cmd|' /C calc'!A0",
    "'=1+1",
    "''quoted",
    "a,b;c\td",
    "\"quoted\" \"\" \"",
    "one\r\ntwo\nthree\rfour",
    "back\\slash \\n \\t \\; \\\\",
    "<b>&amp;</b> ]]> <![CDATA[ &#0;",
    "_x000D_ _x0041_ _x_",
    "\u{1}\u{8}\u{b}\u{c}\u{1b}[31mred\u{7f}\u{85}\u{9b}",
    "\u{202e}desrever\u{202c} zero\u{200b}width\u{feff}",
    "\u{fffe}\u{ffff}\u{fffd}\u{10ffff}",
    "북한은 핵을 포기하지 않는다 — مرحبا — नमस्ते 👩‍👩‍👧‍👦",
    "1e5",
    "2023-08-15",
    "TRUE",
];

/// Two claims; every text of the first is the same, as far as it can be.
fn case(text: &str) -> Case {
    Case::of(|draft| {
        let source = draft.source(text).address("https://a.example/1");
        let version = source.version("The words.");
        let claim = draft.claim(text).claimant("Ines Prado", text).claimant("Jon Reyes", None).said("before 2023-08");
        claim.status("checked").occasion(text).place(text).why_checked(text).tag("harbour").tag("port");
        claim.quote(version, "The words.");
        let verdict = claim.verdict(text).label(text).because(text).at("2023-08-17T09:00:00.25Z").by(text);
        verdict.scale("ours").rating(1, 2, 5).would_change(text).correction("changes");
        let link = draft.claim("It is open").rebuts(claim);
        link.because(text);
    })
}

fn csv(case: &Case, options: &[(&str, &str)]) -> Vec<u8> {
    with(testing::call(&comma::PLUGIN), options).export(case).unwrap()
}

fn tsv(case: &Case, options: &[(&str, &str)]) -> Vec<u8> {
    with(testing::call(&tab::PLUGIN), options).export(case).unwrap()
}

fn with(call: Call, options: &[(&str, &str)]) -> Call {
    options.iter().fold(call, |call, (name, value)| call.with(name, value))
}

/// The cells of a CSV file, as its real reader has them.
fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
    let reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    reader.into_records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The rows of a sheet, as a reader of XLSX has them; every cell is a text.
fn sheet(bytes: &[u8], name: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range(name).unwrap();
    assert!(book.worksheet_formula(name).unwrap().is_empty(), "there is no formula");
    let text = |cell: &Data| match cell {
        Data::String(text) => text.clone(),
        Data::Empty => String::new(),
        other => panic!("no text: {other:?}"),
    };
    range.rows().map(|row| row.iter().map(text).collect()).collect()
}

fn column(rows: &[Vec<String>], name: &str) -> String {
    let at = rows[0].iter().position(|header| header == name).unwrap();
    rows[1][at].clone()
}

/// Holds that a text arrives in every column that takes any, in each format, and comes back.
fn arrives(text: &str) {
    let case = case(text);
    let own = case.read().claims().next().unwrap();
    let expected = [("text", own.text()), ("occasion", text), ("verdict", text), ("verdict_because", text)];
    let rows = cells(&csv(&case, &[]));
    assert_eq!((rows.len(), rows.iter().all(|row| row.len() == rows[0].len())), (3, true), "{text:?}");
    for (name, text) in expected {
        assert_eq!(column(&rows, name), text, "{name}");
    }
    let guarded = cells(&csv(&case, &[("guard", "true")]));
    let acts = |cell: &String| cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    assert!(!guarded.iter().flatten().any(acts), "{text:?}");

    let lines = String::from_utf8(tsv(&case, &[])).unwrap();
    let tabs: Vec<usize> = lines.split_terminator('\n').map(|line| line.matches('\t').count()).collect();
    assert_eq!((tabs.len(), tabs.iter().all(|count| *count == rows[0].len() - 1)), (3, true), "{text:?}");

    // A row alone is drafted as it was: the same table is made of what was read.
    for options in [&[][..], &[("guard", "true")], &[("bom", "true")]] {
        let there = csv(&case, options);
        let back = with(testing::call(&comma::PLUGIN), options).import(&there).unwrap();
        same(&cells(&there), &cells(&csv(&back, options)), text);
        let there = tsv(&case, options);
        let back = with(testing::call(&tab::PLUGIN), options).import(&there).unwrap();
        same(&cells(&csv(&case, &[])), &cells(&csv(&back, &[])), text);
    }
}

/// The same but for what a table does not carry: links, and quotes in texts that are not in it.
fn same(one: &[Vec<String>], other: &[Vec<String>], text: &str) {
    let of = |rows: &[Vec<String>]| -> Vec<Vec<String>> {
        let kept: Vec<usize> = (0..rows[0].len()).filter(|at| !["counters"].contains(&rows[0][*at].as_str())).collect();
        rows.iter().map(|row| kept.iter().map(|at| row[*at].clone()).collect()).collect()
    };
    assert_eq!(of(one), of(other), "{text:?}");
}

#[test]
fn hostile_texts_arrive_and_come_back() {
    HOSTILE.iter().for_each(|text| arrives(text));
}

#[test]
fn a_line_of_a_megabyte_arrives() {
    arrives("=a,\"b\";\t\\ ".repeat(100_000).trim());
}

#[test]
fn hostile_texts_arrive_in_a_workbook_and_are_no_formulas() {
    for text in HOSTILE {
        let case = case(text);
        let bytes = testing::call(&workbook::PLUGIN).export(&case).unwrap();
        assert_eq!(bytes, testing::call(&workbook::PLUGIN).export(&case).unwrap(), "the same bytes");
        let claims = sheet(&bytes, "claims");
        assert_eq!(column(&claims, "occasion"), text, "{text:?}");
        assert_eq!(claims.len(), 3);
        assert_eq!(column(&sheet(&bytes, "links"), "note"), text);
        assert_eq!(column(&sheet(&bytes, "sources"), "title"), text);
        assert_eq!(column(&sheet(&bytes, "versions"), "handle"), "s1v1");
        assert_eq!(column(&sheet(&bytes, "verdicts"), "because"), text);
    }
}

#[test]
fn what_does_not_fit_in_a_cell_is_cut_and_said_to_be() {
    for (text, units) in
        [("a".repeat(32_767), None), ("a".repeat(32_768), Some("32768")), ("👩".repeat(16_384), Some("32768"))]
    {
        let case = Case::of(|draft| {
            draft.claim("It is shut").occasion(text.as_str());
        });
        let bytes = testing::call(&workbook::PLUGIN).export(&case).unwrap();
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.as_slice())).unwrap();
        let written = column(&sheet(&bytes, "claims"), "occasion");
        assert!(written.encode_utf16().count() <= 32_767);
        assert_eq!(book.worksheet_range("cut").is_ok(), units.is_some());
        let Some(units) = units else {
            assert_eq!(written, text);
            continue;
        };
        let kept = written.strip_suffix(" … [cut]").unwrap();
        assert!(text.starts_with(kept) && kept.encode_utf16().count() > 32_750);
        assert_eq!(sheet(&bytes, "cut")[1], ["claims", "2", "occasion", units]);
    }
}

#[test]
fn parts_of_each_other_are_read_in_any_order() {
    let import = |file: &str| testing::call(&comma::PLUGIN).import(file.as_bytes()).unwrap();
    let key = |n: u8| format!("0189fd92-be80-70a2-80ec-7f826084aaf{n}");
    let file = format!("key,text,part_of\n{},A,{}\n{},B,\n{},C,{}\n", key(1), key(2), key(2), key(3), key(9));
    let case = import(&file);
    let wholes: Vec<_> = case.read().claims().map(|claim| claim.part_of().map(|whole| whole.text())).collect();
    assert_eq!(wholes, [Some("B"), None, None]);
    let circle = format!("key,text,part_of\n{},A,{}\n{},B,{}\n", key(1), key(2), key(2), key(1));
    assert!(import(&circle).read().claims().filter(|claim| claim.part_of().is_some()).count() < 2);
}

#[test]
fn a_quotation_mark_that_does_not_close_is_named_with_its_line() {
    let why = |file: &str| testing::call(&comma::PLUGIN).import(file.as_bytes()).unwrap_err().to_string();
    let file = "text,place\r\n\"two\r\nlines\",\"a \"\" b\"\r\nopen,\"here\r\nand,on\r\n";
    assert!(why(file).contains("line 4: a cell begins with a quotation mark there"), "{}", why(file));
    assert!(why("sep=;\ntext;place\n\"").contains("line 3: "), "{}", why("sep=;\ntext;place\n\""));
    // A mark within a cell is one, and what follows a closed one belongs to it.
    for file in ["text\na \"b\n", "text\n\"a\" b\n", "text\n\"a\"", "text\n\"\"\"a\"\"\"\n"] {
        testing::call(&comma::PLUGIN).import(file.as_bytes()).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn any_text_arrives_and_comes_back(text in "(?s)[=+@',;\"\\\\\t\r\n\\-a-c ]{1,12}|.{1,30}") {
        // What a record takes for nothing, and the white space at its ends, it does not keep.
        prop_assume!(!text.trim().is_empty() && text.trim() == text);
        arrives(&text);
    }

    #[test]
    fn no_bytes_are_too_strange(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        drop(testing::call(&comma::PLUGIN).import(&bytes));
        drop(testing::call(&tab::PLUGIN).import(&bytes));
    }

    /// A table of any words under headers that are known: whatever it drafts can be recorded.
    #[test]
    fn no_table_is_too_strange(rows in proptest::collection::vec(proptest::collection::vec(0..WORDS.len(), HEADERS.len()), 0..6)) {
        let line = |cells: Vec<&str>| cells.iter().map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",");
        let mut file = line(HEADERS.to_vec());
        for row in rows {
            file.push('\n');
            file.push_str(&line(row.into_iter().map(|word| WORDS[word]).collect()));
        }
        testing::call(&comma::PLUGIN).import(file.as_bytes()).unwrap();
    }
}

const HEADERS: [&str; 22] = [
    "key",
    "text",
    "status",
    "claimants",
    "roles",
    "said",
    "occasion",
    "language",
    "tags",
    "withdrawn_because",
    "part_of",
    "verdict",
    "verdict_label",
    "verdict_value",
    "verdict_worst",
    "verdict_best",
    "verdict_because",
    "verdict_at",
    "verdict_correction",
    "sources",
    "addresses",
    "quotes",
];
const WORDS: [&str; 22] = [
    "",
    " ",
    "A",
    "A; B",
    "A; ; B",
    ";;",
    "c12",
    "org:x",
    "2023",
    "before 2023-08",
    "2023-02-30",
    "1",
    "2",
    "1.0",
    "1e9",
    "checked",
    "withdrawn",
    "keeps",
    "2023-08-15T10:00:00.5Z",
    "0189fd92-be80-70a2-80ec-7f826084aaf0",
    "0189fd92-be80-70a2-80ec-7f826084aaf1",
    "https://a.example",
];
