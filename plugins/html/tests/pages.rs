//! Whatever people and pages write, it arrives as text in a page, and nothing else does.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

use std::collections::BTreeMap;

use claims_plugin::{
    report::LANGUAGES,
    testing::{self, Case, HOSTILE, everywhere},
    text::visible,
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

/// Words of a language are text as well, also where Fluent has them as a literal.
#[test]
fn words_are_text() {
    let words = "argument-map = Carte de l'argument\nmap-of = L'argument de\nstance = s'oppose\n\
                 in-short = { \"<script>alert(1)</script>\" } & <b>\n";
    let call = testing::call(&claims_plugin_html::HTML).with("language", "fr").with("words/fr", words);
    let shown = String::from_utf8(call.export(&everywhere("plain words")).unwrap()).unwrap();
    is_harmless(&shown);
    assert!(!shown.contains("&amp;#39;") && !shown.contains("&amp;amp;"), "{shown}");
    let html = Html::parse_document(&shown);
    assert!(select(&html, "script").is_empty());
    let texts: String = html.root_element().text().collect();
    for words in ["Carte de l'argument", "L'argument de plain words", "l1 s'oppose", "<script>alert(1)</script> & <b>"]
    {
        assert!(texts.contains(words), "{words}");
    }
}

/// Honest texts never come to the bound of a template's work, however long they are and however much was edited.
#[test]
fn a_long_text_with_many_edits_is_shown() {
    let (mut old, mut new) = (String::new(), String::new());
    for word in 0..60_000 {
        old.push_str(&format!("word{word} "));
        new.push_str(&if word % 6 == 0 { "other ".to_owned() } else { format!("word{word} ") });
    }
    let case = Case::of(|draft| {
        let source = draft.source("A long text");
        let version = source.version(old.as_str());
        source.version(new.as_str());
        draft.claim("It is long").quote(version, "word5 word6");
    });
    let hunks = testing::call(&claims_plugin_prose::PLUGIN).diff(&old, &new).unwrap();
    assert!(hunks.len() > 10_000);
    let shown = page(&case.diffed("s1v1", "s1v2", &hunks), "x", "en");
    assert!(shown.matches("<ins>").count() > 5_000);
}

/// A scale of any width is told; only one that the eye can count is drawn.
#[test]
fn a_wide_scale_is_not_drawn() {
    let dots = |best| {
        let case = Case::of(|draft| {
            draft.claim("x").verdict("y").because("z").scale("ours").rating(0, 0, best);
        });
        page(&case, "x", "en").matches("class=\"dots\"").count()
    };
    assert_eq!([dots(5), dots(10), dots(100), dots(i32::MAX)], [1, 1, 0, 0]);
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
