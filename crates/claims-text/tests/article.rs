//! Whole texts and pages: what is of the body, what is set apart and why, and that nothing is lost or repeated by chance.

use claims_text::{Article, Reason, html, markdown, plain};
use proptest::prelude::*;

const HARBOUR: &str = include_str!("fixtures/harbour.txt");

/// The harbour as a page around which all that usually stands there stands.
fn page() -> String {
    let lines: Vec<&str> = HARBOUR.lines().collect();
    let paragraphs: String = lines[..6].iter().map(|line| format!("<p>{line}</p>\n")).collect();
    let offer: String = lines[9..].iter().map(|line| format!("<div>{line}</div>\n")).collect();
    format!(
        "<!doctype html><html lang=en><head><title>Vell’s harbour stays open | Courier</title></head><body>\
        <header><nav class=menu><ul><li><a href=/>Home</a><li><a href=/coast>Coast</a></ul></nav></header>\
        <div class=cookie-consent><p>We use cookies to make this page better for you.</p><button>Accept</button></div>\
        <main><article><h1>Vell’s harbour stays open</h1><div class=byline>By Ada Byron</div>\
        <figure><img src=a.jpg><figcaption>The northern pier on Monday. Photo: Lise Falk</figcaption></figure>\
        {paragraphs}<p>{}</p><p>{}</p><p>{}</p><p hidden>Never seen.</p></article>\
        <aside class=related><h2>Related stories</h2><ul><li><a href=/1>Ferry fares go up in May</a></ul></aside></main>\
        <div class=subscribe-box>{offer}</div><footer>© Vell Courier. All rights reserved.</footer></body></html>",
        lines[6], lines[7], lines[8],
    )
}

fn why(article: &Article, text: &str) -> Option<Reason> {
    article.blocks.iter().find(|block| block.text.contains(text)).expect("every word of a page is kept").apart
}

#[test]
fn the_body_of_a_text_ends_with_its_credit() {
    let article = plain(HARBOUR);
    let text = article.text();
    assert!(text.ends_with("\n\nEdited by Per Lund\n"));
    assert_eq!(text.matches("will not be closed for a single day").count(), 2);
    let count = |reason| article.blocks.iter().filter(|block| block.apart == Some(reason)).count();
    assert_eq!((count(Reason::Repeated), count(Reason::Offer)), (2, 16));
    assert_eq!(article.blocks.len(), HARBOUR.lines().count());
}

#[test]
fn a_page_gives_the_same_body_and_says_what_else_is_there() {
    let article = html(&page());
    let body: Vec<&str> = HARBOUR.lines().take(7).collect();
    assert_eq!(article.text(), body.join("\n\n") + "\n");
    for (text, reason) in [
        ("Home", Reason::Navigation),
        ("We use cookies", Reason::Cookies),
        ("harbour stays open", Reason::Title),
        ("By Ada Byron", Reason::Byline),
        ("The northern pier on Monday", Reason::Caption),
        ("Never seen", Reason::Hidden),
        ("Ferry fares", Reason::Related),
        ("Only 2 crowns", Reason::Offer),
        ("All rights reserved", Reason::Offer),
    ] {
        assert_eq!(why(&article, text), Some(reason), "{text}");
    }
}

/// A lead that is long enough to be prose.
const LEAD: &str = "The plan for the harbour of Vell was approved on Monday, a week after a storm had broken its northern \
    pier and three ships had been sent elsewhere.";

#[test]
fn closing_lines_with_words_that_offers_have_too_stay_in_the_body() {
    let lines = [
        LEAD,
        "“The European Commission approved the plan,” the minister said.",
        "The Commission has a month to publish its reasons.",
        "Nobody else was asked.",
    ];
    let page = format!("<article><h1>A plan</h1><p>{}</p></article>", lines.join("</p><p>"));
    let expected = lines.join("\n\n") + "\n";
    assert_eq!(plain(&lines.join("\n")).text(), expected);
    assert_eq!(html(&page).text(), expected);
}

#[test]
fn a_correction_between_a_credit_and_an_offer_stays_in_the_body() {
    let kept =
        [LEAD, "Edited by Ada Byron", "Correction, 15 August: An earlier version gave a wrong number of guests."];
    let offers = ["Subscribe now", "Unlimited access for $4 a month"];
    let lines = [&kept[..], &offers].concat();
    let page = format!("<article><h1>A plan</h1><p>{}</p></article>", lines.join("</p><p>"));
    for article in [plain(&lines.join("\n")), html(&page)] {
        assert_eq!(article.text(), kept.join("\n\n") + "\n");
        assert_eq!(offers.map(|offer| why(&article, offer)), [Some(Reason::Offer); 2]);
    }
}

#[test]
fn without_a_tree_the_words_are_the_same() {
    let deep = "<div>".repeat(3_000) + &page();
    let article = html(&deep);
    assert!(article.text().contains("Ida Moen, who teaches") && article.text().contains("Edited by Per Lund"));
    assert!(!article.text().contains("Home"));
}

#[test]
fn a_small_page_is_judged_by_where_its_words_stand() {
    let article = "<body><aside>Ad</aside><article><p>It sent <del>15</del><ins>50</ins> shells.<p hidden>Never seen.\
        <aside>Correction: the number.</aside><footer>Corrected on 4 March.</footer></article>";
    assert_eq!(html(article).text(), "It sent 15 50 shells.\n\nCorrection: the number.\n\nCorrected on 4 March.\n");
    assert_eq!(html("<body><p>Words<footer>Imprint</footer>").text(), "Words\n");
}

#[test]
fn what_is_around_everything_hides_nothing() {
    let body: String = HARBOUR.lines().take(6).map(|line| format!("<p>{line}</p>")).collect();
    let text = html(&format!("<div hidden class=modal><div>{body}</div></div>")).text();
    assert_eq!(text.lines().filter(|line| !line.is_empty()).count(), 6);
}

#[test]
fn hostile_pages_have_an_answer() {
    let words = "A sentence that stands in the middle of it all, and is read.";
    let attributes: String = (0..20_000).map(|n| format!(" a{n}=1")).collect();
    let entities = format!("&{}lt;", "amp;".repeat(10_000));
    let quotes = format!("<p>{words}</p><p class=\"never closed>{words}</p>");
    for page in [
        "<div>".repeat(50_000) + words,
        "<b a=1><p>".repeat(5_000) + words,
        format!("<p{attributes}>{words}"),
        format!("<p>{words}</p><script>{}", "var a = '<p>no</p>';".repeat(10_000)),
        format!("<p>{words}</p><p>{entities}"),
        "<table><tr><td>".repeat(400) + words,
        quotes,
    ] {
        let blocks = html(&page).blocks;
        assert!(blocks.iter().any(|block| block.text.contains(words)), "{page:.40}");
        assert!(!blocks.iter().any(|block| block.text.contains("var a")));
    }
    assert!(html("<script>alert(1)").blocks.is_empty());
    assert!(html("").blocks.is_empty() && plain("").text().is_empty() && markdown("").blocks.is_empty());
}

/// Pages of tags, words and broken pieces of both.
fn pages() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<p>".to_owned()),
        Just("<div class='share nav-menu'>".to_owned()),
        Just("</div>".to_owned()),
        Just("<a href=x>".to_owned()),
        Just("<table><td>".to_owned()),
        Just("<svg><style>".to_owned()),
        Just("<!--".to_owned()),
        Just("\"".to_owned()),
        Just("<h1>".to_owned()),
        Just("&amp;&#x0;&nbsp".to_owned()),
        Just("A sentence that is long enough to be taken for prose by whoever reads it, twice over. ".to_owned()),
        "\\PC{0,12}",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_page_panics_and_each_gives_the_same_twice(page in pages()) {
        let article = html(&page);
        prop_assert_eq!(&article, &html(&page));
        for block in &article.blocks {
            prop_assert!(!block.text.is_empty() && !block.text.contains('\n'));
        }
    }

    #[test]
    fn a_plain_text_loses_no_word(text in "[a-z \\-.\n\r\t\u{e9}\u{4e00}]{0,200}") {
        let words = |text: &str| text.split([' ', '\t', '\n', '\r']).collect::<Vec<_>>().concat();
        let blocks: Vec<String> = plain(&text).blocks.into_iter().map(|block| block.text).collect();
        prop_assert_eq!(words(&blocks.concat()), words(&text));
    }

    #[test]
    fn no_markdown_panics(text in "[a-z#>*_`\\[\\]()!|\\-.\n ]{0,200}") {
        prop_assert!(markdown(&text).blocks.iter().all(|block| !block.text.contains('\n')));
    }
}
