//! What the program is killed in the middle of: commands, each with the folder it begins in.

use std::{fmt::Write as _, fs, path::Path};

use crate::state::{Bench, Tree};

/// A command to stop.
pub(crate) struct Deed {
    pub(crate) name: &'static str,
    /// Makes the folder it begins in.
    pub(crate) make: fn(&Bench<'_>),
    pub(crate) arguments: &'static [&'static str],
    /// What is run after it was done, where the same again would do more.
    pub(crate) again: Option<&'static [&'static str]>,
    /// The casebook, in that folder.
    pub(crate) book: &'static str,
    /// For the one that forgets: words that are in the record before, and afterwards in no file of the casebook.
    pub(crate) forgets: Option<&'static str>,
    /// For the ones that bring a record into order, of a newer schema or as its log says: whether they did.
    pub(crate) mends: Option<fn(&Tree) -> bool>,
}

const LOOK: Option<&[&str]> = Some(&["-C", "book", "list"]);
const PLAIN: Deed =
    Deed { name: "", make: story, arguments: &[], again: None, book: "book", forgets: None, mends: None };

pub(crate) const ALL: [Deed; 19] = [
    Deed {
        name: "import",
        make: with_feed,
        arguments: &["-C", "book", "import", "feed.jsonl", "--from", "claimreview"],
        ..PLAIN
    },
    Deed { name: "capture", arguments: &["-C", "book", "source", "capture", "s1", "later.txt"], again: LOOK, ..PLAIN },
    Deed { name: "undo", make: imported, arguments: &["-C", "book", "undo"], again: LOOK, ..PLAIN },
    Deed { name: "redo", make: undone, arguments: &["-C", "book", "redo"], again: LOOK, ..PLAIN },
    Deed {
        name: "forget",
        arguments: &["-C", "book", "forget", "s1", "--because", "our source asked", "--yes"],
        forgets: Some("Nobody else was there"),
        ..PLAIN
    },
    Deed { name: "migrate", make: old, arguments: &["-C", "book", "list"], mends: Some(is_upgraded), ..PLAIN },
    Deed { name: "report", make: reported, arguments: &["-C", "book", "report", "c1", "-o", "c1.md"], ..PLAIN },
    Deed {
        name: "export file",
        arguments: &["-C", "book", "export", "--to", "claimreview", "-o", "reviews.json"],
        ..PLAIN
    },
    Deed {
        name: "export bundle",
        arguments: &["-C", "book", "export", "--to", "bundle", "c1", "-o", "c1.zip"],
        ..PLAIN
    },
    Deed {
        name: "export folder",
        make: exported,
        arguments: &["-C", "book", "export", "--to", "vault", "-o", "vault"],
        ..PLAIN
    },
    Deed {
        name: "export git",
        make: exported,
        arguments: &["-C", "book", "export", "--to", "git", "-o", "tree"],
        ..PLAIN
    },
    Deed { name: "plugin trust", make: with_plugin, arguments: &["-C", "book", "plugin", "trust", "hello"], ..PLAIN },
    Deed { name: "plugin new", arguments: &["plugin", "new", "mine", "--kind", "scorer", "--lang", "python"], ..PLAIN },
    Deed { name: "backup", arguments: &["-C", "book", "backup", "copy.sqlite"], ..PLAIN },
    Deed { name: "restore", make: backed_up, arguments: &["restore", "copy.sqlite", "again"], book: "again", ..PLAIN },
    Deed {
        name: "restore --replace",
        make: backed_up,
        arguments: &["restore", "copy.sqlite", "book", "--replace"],
        // It looks into the folder, and refuses.
        again: Some(&["init", "book"]),
        ..PLAIN
    },
    Deed { name: "seal", arguments: &["-C", "book", "seal", "seal.txt"], ..PLAIN },
    Deed {
        name: "doctor --repair",
        make: damaged,
        arguments: &["-C", "book", "doctor", "--repair"],
        mends: Some(is_repaired),
        ..PLAIN
    },
    Deed { name: "init --example", make: nothing, arguments: &["init", "--example", "book"], ..PLAIN },
];

fn nothing(_: &Bench<'_>) {}

const ARTICLE: &str =
    "The mayor said the harbour is closed. Ships left it in July, said the pilots. Nobody else was there.\n";

/// A casebook with a source, two claims and a verdict.
fn story(bench: &Bench<'_>) {
    write(bench, "article.txt", ARTICLE);
    write(bench, "later.txt", &ARTICLE.replace("closed", "shut"));
    bench.done(&["init", "book"]);
    book(bench, &["source", "add", "article.txt", "--title", "The harbour"]);
    book(
        bench,
        &["add", "The harbour is closed", "--by", "The mayor", "--in", "s1", "--quote", "the harbour is closed"],
    );
    book(
        bench,
        &["counter", "c1", "Ships left it in July", "--by", "The pilots", "--in", "s1", "--quote", "Ships left it"],
    );
    book(bench, &["verdict", "c1", "false", "--because", "The pilots' logs show ships"]);
}

fn with_feed(bench: &Bench<'_>) {
    story(bench);
    let mut feed = String::new();
    for number in 0..520 {
        writeln!(
            feed,
            r#"{{"@type": "ClaimReview", "claimReviewed": "Crane number {number} fell into the harbour", "url": "https://other.example/{number}", "datePublished": "2023-08-01", "author": {{"name": "The Other Desk"}}, "itemReviewed": {{"author": {{"name": "Witness {}"}}}}, "reviewRating": {{"alternateName": "False"}}}}"#,
            number % 7
        )
        .unwrap();
    }
    write(bench, "feed.jsonl", &feed);
}

fn imported(bench: &Bench<'_>) {
    with_feed(bench);
    book(bench, &["import", "feed.jsonl", "--from", "claimreview"]);
}

fn undone(bench: &Bench<'_>) {
    imported(bench);
    book(bench, &["undo"]);
}

/// A casebook of the first schema.
fn old(bench: &Bench<'_>) {
    bench.done(&["init", "book"]);
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("../claims-store/tests/fixtures/schema-1.sqlite");
    fs::copy(fixture, bench.folder().join("book/casebook.sqlite")).unwrap();
}

/// Whether the schema in the file, or in what is to be folded into it, is no longer the first.
fn is_upgraded(left: &Tree) -> bool {
    // The copy is made before, and the schema stands in the header of the file (SQLite's file format, 1.3).
    let file = &left["book/casebook.sqlite"];
    file[60..64] != [0, 0, 0, 1]
}

fn reported(bench: &Bench<'_>) {
    story(bench);
    book(bench, &["report", "c1", "-o", "c1.md"]);
    change(bench);
}

/// A casebook that was exported before it changed: some files are renewed, some are new, and some go.
fn exported(bench: &Bench<'_>) {
    story(bench);
    book(bench, &["add", "The pilots were paid twice"]);
    book(bench, &["export", "--to", "vault", "-o", "vault"]);
    book(bench, &["export", "--to", "git", "-o", "tree"]);
    book(bench, &["undo"]);
    change(bench);
}

fn change(bench: &Bench<'_>) {
    book(bench, &["verdict", "c1", "true", "--because", "The logs were forged"]);
    book(bench, &["add", "The logs were forged", "--by", "The mayor"]);
}

/// A backup, and a casebook that went on.
fn backed_up(bench: &Bench<'_>) {
    story(bench);
    fs::create_dir_all(bench.folder().join("book/templates/markdown")).unwrap();
    write(bench, "book/templates/markdown/card.md.j2", "{{ title }}");
    book(bench, &["backup", "copy.sqlite"]);
    change(bench);
}

const CLOSED: &[u8] = b"The harbour is closed";

/// A casebook of which a row is not what its log says.
fn damaged(bench: &Bench<'_>) {
    story(bench);
    let path = bench.folder().join("book/casebook.sqlite");
    let mut file = fs::read(&path).unwrap();
    for at in rows(&file) {
        file[at..at + CLOSED.len()].copy_from_slice(b"The harbour is clozed");
    }
    fs::write(path, file).unwrap();
    assert!(!bench.claims(&["-C", "book", "verify"]).output().unwrap().status.success());
}

/// Whether the row, in the file or in what is to be folded into it, is what it was.
fn is_repaired(left: &Tree) -> bool {
    !rows(&left["book/casebook.sqlite"]).is_empty()
}

/// Where a wording stands as the cell of a row; in the log it stands in quotation marks.
fn rows(file: &[u8]) -> Vec<usize> {
    let found = file.windows(CLOSED.len()).enumerate().filter(|(_, window)| *window == CLOSED);
    found.map(|(at, _)| at).filter(|at| file[at - 1] != b'"').collect()
}

fn with_plugin(bench: &Bench<'_>) {
    story(bench);
    fs::create_dir(bench.folder().join("hello")).unwrap();
    let manifest = "name = \"hello\"\nversion = \"0.1.0\"\nsummary = \"Gives every claim the prior\"\n\
                    kinds = [\"scorer\"]\nfile = \"hello.sh\"\ninterpreter = \"/bin/sh\"\n";
    write(bench, "hello/plugin.toml", manifest);
    write(bench, "hello/hello.sh", "read -r greeting\n");
    book(bench, &["plugin", "add", "hello"]);
}

/// Runs a command in the casebook, which must succeed.
fn book(bench: &Bench<'_>, arguments: &[&str]) {
    bench.done(&[&["-C", "book"], arguments].concat());
}

fn write(bench: &Bench<'_>, name: &str, text: &str) {
    fs::write(bench.folder().join(name), text).unwrap();
}
