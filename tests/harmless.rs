//! Edits that say nothing touch no claim: thirty pages, each changed in typography, in its furniture, or by a paragraph
//! that stands twice.

use std::{fs, process::Command};

/// Articles of our own, in several languages and of several shapes: a headline, and paragraphs.
const ARTICLES: [(&str, &[&str]); 10] = [
    (
        "Ferry to stop in winter",
        &[
            "The ferry \"carried 12,000 people\" last year, the mayor said.",
            "It costs the town 3.5 million a year - more than the school.",
            "\"Nobody will miss it,\" she added; the company didn't answer.",
        ],
    ),
    (
        "Crane fell in May",
        &[
            "The crane lacked one of its four bolts, the report says.",
            "'We looked every week,' the harbour master said on Monday.",
            "His book is \"a fair copy\", written in one hand.",
        ],
    ),
    (
        "Mill may close",
        &[
            "The owner said the mill \"will not survive the winter\".",
            "He has said so every autumn - for ten years, says the union.",
            "It employs 140 people, 12 fewer than in 2019.",
        ],
    ),
    (
        "Wasser bleibt knapp",
        &[
            "Der Speicher ist zu 31 Prozent gefüllt, sagte die Behörde.",
            "\"Wir haben noch für 40 Tage Wasser\", sagte Ida Kern.",
            "Im Vorjahr waren es 65 Prozent - bei mehr Regen.",
        ],
    ),
    (
        "Le pont est fermé",
        &[
            "Le pont est fermé depuis lundi, a dit la préfecture.",
            "\"Il n'a jamais été aussi sûr\", a déclaré le maire.",
            "Sur 52 appuis, 14 ont été remplacés cette année.",
        ],
    ),
    (
        "Мост закрыт",
        &[
            "Мост закрыт с понедельника, сообщила администрация.",
            "\"Он никогда не был так надёжен\", сказал мэр.",
            "Из 52 опор заменены 14 - меньше трети.",
        ],
    ),
    (
        "Harvest is late",
        &[
            "The harvest is three weeks late, the farmers' union says.",
            "\"We lost a fifth of the wheat,\" said its chairman.",
            "Prices rose by 8 percent in July.",
        ],
    ),
    (
        "School gets a roof",
        &[
            "The school will get its roof, the council decided on Tuesday.",
            "\"It rained into the library for six years,\" a teacher said.",
            "The roof costs 410,000 - the council had offered 300,000.",
        ],
    ),
    (
        "Doctor leaves island",
        &[
            "The island has no doctor from October, the clinic confirmed.",
            "\"I did the work of three,\" Dr. Amal Said told this paper.",
            "About 900 people live there all year.",
        ],
    ),
    (
        "Lake is clean again",
        &[
            "The lake may be swum in again, the laboratory found.",
            "\"The water is better than in 1990,\" it writes.",
            "Two of eleven samples were above the limit in spring.",
        ],
    ),
];

fn page(headline: &str, paragraphs: &[String], menu: &str, related: &str) -> String {
    let paragraphs: String = paragraphs.iter().map(|paragraph| format!("<p>{paragraph}</p>\n")).collect();
    format!(
        "<!doctype html><html><head><meta charset=\"utf-8\"><title>{headline} | The Gazette</title></head><body>\
         <nav><a href=\"/\">Home</a> <a href=\"/x\">{menu}</a></nav><article><h1>{headline}</h1>\n{paragraphs}</article>\
         <aside class=\"related\"><h2>Read more</h2><ul><li><a href=\"/r\">{related}</a></li></ul></aside>\
         <footer>The Gazette. <a href=\"/i\">Imprint</a></footer></body></html>"
    )
}

/// Straight marks become curly ones, hyphens between blanks become dashes, some blanks no-break ones.
fn typeset(text: &str) -> String {
    let mut opens = true;
    let mut out = String::new();
    for c in text.replace(" - ", " – ").chars() {
        out.push(match c {
            '"' => {
                opens = !opens;
                if opens { '”' } else { '“' }
            }
            '\'' => '’',
            c => c,
        });
    }
    out.replacen(' ', "\u{a0}", 1)
}

struct Desk(tempfile::TempDir);

impl Desk {
    fn claims(&self, arguments: &[&str]) -> String {
        let run = Command::new(env!("CARGO_BIN_EXE_claims"))
            .args(arguments)
            .current_dir(self.0.path())
            .env("CLAIMS_HOME", self.0.path().join("home"))
            .output()
            .expect("the program");
        let shown = String::from_utf8_lossy(&run.stdout).into_owned();
        assert!(run.status.success(), "{arguments:?}: {shown}{}", String::from_utf8_lossy(&run.stderr));
        shown
    }

    fn write(&self, name: &str, content: &str) {
        fs::write(self.0.path().join(name), content).expect("a file");
    }
}

#[test]
fn an_edit_that_says_nothing_touches_no_claim() {
    let desk = Desk(tempfile::tempdir().expect("a folder"));
    desk.claims(&["init", "--quiet"]);
    let mut source = 0;
    for (headline, paragraphs) in ARTICLES {
        let long: Vec<String> = paragraphs
            .iter()
            .map(|text| format!("{text} Nobody else was asked, and nobody else has said a word of it."))
            .collect();
        let before = page(headline, &long, "Ports", "What else happened");
        let typeset: Vec<String> = long.iter().map(|text| typeset(text)).collect();
        let twice: Vec<String> = long.iter().chain([&long[0]]).cloned().collect();
        for after in [
            page(headline, &typeset, "Ports", "What else happened"),
            page(headline, &long, "Harbours and ships", "Another story altogether, of another town"),
            page(headline, &twice, "Ports", "What else happened"),
        ] {
            source += 1;
            let handle = format!("s{source}");
            desk.write("before.html", &before);
            desk.write("after.html", &after);
            desk.claims(&["source", "add", "before.html"]);
            for text in paragraphs {
                let text = text.split('"').max_by_key(|part| part.len()).expect("a part").trim();
                desk.claims(&["add", text, "--in", &handle, "--quote", text, "--nth", "1"]);
            }
            desk.claims(&["source", "capture", &handle, "after.html"]);
            let shown = desk.claims(&["diff", &handle]);
            assert!(shown.ends_with("0 claims touched\n"), "{headline}: {shown}");
        }
    }
    assert_eq!(source, 30);
    assert_eq!(desk.claims(&["list", "--touched"]), "");
}
