//! Whatever people and pages write, it arrives as text in JSON and in a page, and nothing else does.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

use claims_plugin::testing::{self, Case};
use proptest::prelude::*;
use scraper::{Html, Selector};
use serde_json::Value;

/// Texts that mean something to Markdown, HTML, JSON, terminals or people who read from the right.
const HOSTILE: [&str; 22] = [
    "plain words",
    "</script><script>alert(1)</script>",
    "<!-- <script> --> <!--<script",
    "</SCRIPT\t><img src=x onerror=alert(1)>",
    "]]> <![CDATA[ &lt;b&gt; &#60; &amp;",
    "\"}, {\"@type\": \"ClaimReview\", \"url\": \"https://evil.example\"",
    "back\\slash \\u003c \\\" \\",
    "'single' `code` ``` ~~~ $math$",
    "# heading\n- list\n\n> quote\n| a | b |",
    "[link](javascript:alert(1)) ![](x) <https://a.example>",
    "\u{0}\u{1}\u{8}\t\u{b}\u{c}\r\n\u{1b}[31mred\u{7f}\u{85}\u{9b}",
    "\u{202e}desrever\u{202c} \u{2066}isolated\u{2069} \u{200f}\u{200e}\u{61c}",
    "zero\u{200b}width\u{feff}\u{2060}\u{ad}",
    "line\u{2028}separator\u{2029}end",
    "\u{e0041}\u{e007f} tags",
    "\u{fff9}annotation\u{fffb} \u{fffd} \u{ffff} \u{10ffff}",
    "북한은 핵을 포기하지 않는다 — مرحبا — नमस्ते",
    "e\u{301}\u{327}\u{350}\u{351} 👩‍👩‍👧‍👦 🇰🇵",
    "__proto__ constructor toString",
    "{{ 7*7 }} ${7*7} {% raw %} <%= x %>",
    "https://a.example/?a=1&b=2#c \"quoted\"",
    "-1 NaN Infinity null true 1e999",
];

/// A claim whose every text is the same.
fn case(text: &str) -> Case {
    Case::of(|draft| {
        let source =
            draft.source(text).publisher(text).author(text).published("2023-08-15").address(text).language("en");
        let version = source.version("The words.");
        version.archive("https://archive.example/1", None);
        let claim = draft.claim(text).claimant(text, text).said("2023-08").status("checked");
        claim.quote(version, "The words.").first();
        claim.verdict("False").because(text).at("2023-08-16T09:00:00Z");
        let verdict = claim.verdict(text).because(text).at("2023-08-17T09:00:00Z").correction("changes");
        verdict.scale("ours").rating(1, 2, 5);
        claim.verdict("Staged").scale("media").label("staged").because(text);
        let theirs = claim.verdict(text).by(text).because(text).address("https://other.example/1");
        theirs.at("2023-08-17T10:00:00Z");
    })
}

fn export(case: &Case, text: &str) -> String {
    let call = testing::call(&claims_plugin_claimreview::PLUGIN);
    let call =
        call.with("whose", "all").with("url", "https://desk.example/a").with("publisher", text).with("title", text);
    String::from_utf8(call.export(case).unwrap()).unwrap()
}

/// The names of all members, in order, and the texts, in order.
fn parts(value: &Value, names: &mut Vec<String>, texts: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                names.push(name.clone());
                parts(value, names, texts);
            }
        }
        Value::Array(list) => list.iter().for_each(|value| parts(value, names, texts)),
        Value::String(text) => texts.push(text.clone()),
        _ => {}
    }
}

/// Whether the text arrives everywhere, in the very form that plain words have.
fn arrives(text: &str) {
    let shape = |text: &str| {
        let written = export(&case(text), text);
        let value: Value = serde_json::from_str(&written).unwrap();
        let (mut names, mut texts) = (Vec::new(), Vec::new());
        parts(&value, &mut names, &mut texts);
        (written, names, texts)
    };
    let (written, names, texts) = shape(text);
    let (_, plain_names, plain_texts) = shape("plain words");
    assert_eq!(names, plain_names, "{text:?}");
    let expected = plain_texts.iter().map(|one| match one.as_str() {
        "plain words" => text.trim().to_owned(),
        "False → plain words. plain words" => format!("False → {text}. {text}"),
        other => other.to_owned(),
    });
    // Options and names lose the white space around them.
    let found: Vec<String> =
        texts.iter().map(|one| if one.trim() == text.trim() { one.trim() } else { one }.to_owned()).collect();
    assert_eq!(found, expected.collect::<Vec<_>>(), "{text:?}");

    let page = format!("<title>x</title><script type=\"application/ld+json\">\n{written}</script><p>after</p>");
    let html = Html::parse_document(&page);
    let all = |selector: &str| {
        html.select(&Selector::parse(selector).unwrap()).map(|one| one.text().collect::<String>()).collect::<Vec<_>>()
    };
    assert_eq!(all("script"), [format!("\n{written}")], "{text:?}");
    assert_eq!(all("p"), ["after"], "{text:?}");
    assert_eq!(all("*").len(), 6, "html, head, title, script, body, p: {text:?}");
    let hides = |c: char| c.is_control() && c != '\n' || "\u{202e}\u{2066}\u{2028}\u{2029}\u{200b}\u{feff}".contains(c);
    assert!(!written.contains(hides), "{text:?}");
}

#[test]
fn hostile_texts_arrive_and_nothing_else_does() {
    HOSTILE.iter().for_each(|text| arrives(text));
}

/// Of a picture that is out of its context, the first paragraph of the reasons tells the context.
#[test]
fn the_context_is_the_first_paragraph() {
    for text in HOSTILE {
        let case = Case::of(|draft| {
            let verdict = draft.claim("A claim").status("checked").verdict("Missing context").scale("media");
            verdict.label("missing-context").because(text);
        });
        let value: Value = serde_json::from_str(&export(&case, "x")).unwrap();
        let first = text.trim().split("\n\n").next().unwrap().trim_end();
        assert_eq!(value["originalMediaContextDescription"], first);
        assert_eq!(value["mediaAuthenticityCategory"], "DecontextualizedContent");
    }
}

#[test]
fn a_line_of_a_megabyte_arrives() {
    arrives(&"</script> long \u{202e}".repeat(60_000));
}

#[test]
fn the_same_case_gives_the_same_bytes() {
    let case = case(HOSTILE[1]);
    assert_eq!(export(&case, "x"), export(&case, "x"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn any_text_arrives(text in "\\PC{1,40}|(?s).{1,40}") {
        // A blank text is none, and a semicolon parts names; an address is an address or left out.
        prop_assume!(!text.trim().is_empty() && !text.contains(';') && !text.starts_with("http"));
        prop_assume!(text.trim() != "plain words");
        arrives(&text);
    }
}
