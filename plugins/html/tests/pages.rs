//! Whatever people and pages write, it arrives as text in a page, and nothing else does.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

use std::collections::BTreeMap;

use claims_plugin::{
    report::{LANGUAGES, visible},
    testing::{self, Case, HOSTILE, everywhere},
};
use proptest::prelude::*;
use scraper::{Html, Selector};

fn page(case: &Case, text: &str, language: &str) -> String {
    let call = testing::call(&claims_plugin_html::HTML).with("title", text).with("language", language);
    String::from_utf8(call.export(case).unwrap()).unwrap()
}

fn site(case: &Case, text: &str) -> BTreeMap<String, Vec<u8>> {
    testing::files(&testing::call(&claims_plugin_html::SITE).with("title", text).export(case).unwrap()).unwrap()
}

fn select<'h>(html: &'h Html, selector: &str) -> Vec<scraper::ElementRef<'h>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

/// Every element of a page in order, with the names of its attributes; but for the lines of the drawing, which break
/// where words end, and for links, which only some addresses are.
fn shape(page: &str) -> Vec<String> {
    let html = Html::parse_document(page);
    let mut shape: Vec<String> = Vec::new();
    for element in select(&html, "*") {
        let name = element.value().name();
        if matches!(name, "text" | "tspan" | "a" | "span") {
            continue;
        }
        let mut names: Vec<&str> = element.value().attrs().map(|(name, _)| name).collect();
        names.sort_unstable();
        shape.push(format!("{name} {names:?}"));
    }
    shape
}

/// That a page runs nothing, asks for nothing, and leads nowhere but where it may.
fn is_harmless(page: &str) {
    let html = Html::parse_document(page);
    for element in select(&html, "*") {
        for (name, value) in element.value().attrs() {
            assert!(!name.starts_with("on"), "{name}={value}");
            if matches!(name, "href" | "src" | "action") {
                let is_ours = ["https://", "http://", "mailto:", "#", "../", "claims/", "sources/"];
                assert!(is_ours.iter().any(|start| value.starts_with(start)), "{name}={value}");
            }
        }
    }
    assert!(select(&html, "iframe, object, embed, img, link, base, form, meta[http-equiv=refresh]").is_empty());
    let hides = |c: char| c.is_control() && c != '\n' || ('\u{202a}'..='\u{202e}').contains(&c) || c == '\u{200b}';
    assert!(!page.contains(hides), "{page:?}");
}

fn is_shown_as_text(text: &str) {
    let case = everywhere(text);
    for (language, _) in LANGUAGES {
        let shown = page(&case, text, language);
        is_harmless(&shown);
        let html = Html::parse_document(&shown);
        assert!(select(&html, "script").is_empty());
        let heading: String = select(&html, "h1").iter().flat_map(|one| one.text()).collect();
        assert_eq!(heading, visible(text));
    }
    let plain = everywhere("plain words");
    let paragraphs = |page: &str| page.matches("<p dir").count();
    // Empty lines in a text part paragraphs, and nothing else may come of it.
    let (attacked, plain) = (page(&case, text, "en"), page(&plain, "plain words", "en"));
    if paragraphs(&attacked) == paragraphs(&plain) {
        assert_eq!(shape(&attacked), shape(&plain), "{text:?}");
    }
}

#[test]
fn hostile_texts_are_text_in_a_page() {
    HOSTILE.iter().for_each(|text| is_shown_as_text(text));
}

#[test]
fn hostile_texts_are_text_in_a_site() {
    for text in HOSTILE {
        let files = site(&everywhere(text), text);
        assert_eq!(
            files.keys().map(String::as_str).collect::<Vec<_>>(),
            ["claims/c1.html", "index.html", "sources/s1.html", "sources/s2.html"]
        );
        for (path, bytes) in &files {
            let shown = str::from_utf8(bytes).unwrap();
            is_harmless(shown);
            let html = Html::parse_document(shown);
            assert_eq!(select(&html, "script").len(), if path == "index.html" { 2 } else { 0 }, "{path}");
        }
        let index = Html::parse_document(str::from_utf8(&files["index.html"]).unwrap());
        let data: String = select(&index, "script#entries")[0].text().collect();
        let entries: serde_json::Value = serde_json::from_str(&data).unwrap();
        assert_eq!(entries[0]["text"], *text);
    }
}

#[test]
fn the_one_script_of_a_site_is_the_one_that_its_page_allows() {
    use sha2::Digest as _;
    let files = site(&everywhere("plain words"), "x");
    let index = Html::parse_document(str::from_utf8(&files["index.html"]).unwrap());
    let script: String = select(&index, "script:not([type])")[0].text().collect();
    let policy = select(&index, "meta[http-equiv]")[0].attr("content").unwrap();
    let hash = base64(&sha2::Sha256::digest(script.as_bytes()));
    assert!(policy.contains(&format!("script-src 'sha256-{hash}'")), "{policy} is not for sha256-{hash}");
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = |chunk: &[u8]| {
        let number =
            chunk.iter().fold(0_usize, |number, byte| number << 8 | usize::from(*byte)) << (8 * (3 - chunk.len()));
        let digit = |at: usize| if at > chunk.len() { '=' } else { char::from(DIGITS[number >> (18 - 6 * at) & 63]) };
        [0, 1, 2, 3].map(digit)
    };
    bytes.chunks(3).flat_map(digits).collect()
}

#[test]
fn the_same_case_is_the_same_bytes() {
    let case = everywhere("plain words");
    assert_eq!(page(&case, "x", "de"), page(&case, "x", "de"));
    assert_eq!(site(&case, "x"), site(&case, "x"));
}

#[test]
fn an_edit_is_shown_in_one_text_and_on_both_sides() {
    let shown = page(&everywhere("plain words"), "x", "en");
    let html = Html::parse_document(&shown);
    let words =
        |selector: &str| select(&html, selector).iter().map(|one| one.text().collect::<String>()).collect::<Vec<_>>();
    assert_eq!(words(".edited ins"), ["put in: , they say,", "put in: plain words"]);
    assert_eq!(words(".edited del"), Vec::<String>::new());
    assert_eq!(words(".sides mark"), ["plain wordsc1", "plain wordsc1"]);
    assert!(words("ol.timeline li").iter().any(|event| event.contains("corrected: plain words")));
}

#[test]
fn nothing_to_report_is_a_page_as_well() {
    let shown = page(&Case::of(|_| ()), "", "en");
    is_harmless(&shown);
    assert!(shown.contains("<h1>0 claims</h1>"), "{shown}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(50))]

    #[test]
    fn any_text_is_text(text in "\\PC{0,20}[<>&\"'`=\u{1b}\u{202e}\n -~]{0,20}[a-z]") {
        is_shown_as_text(&text);
    }
}
