//! What pages say of themselves, on pages made up for it, and that no page stops the reading.

use claims_text::{Facts, Known, Origin, facts};
use proptest::prelude::*;

const ADDRESS: &str = "https://www.harbour.example.org/news/2025/03/04/ferry";

fn read(page: &str) -> Facts {
    facts(page, &Known { address: Some(ADDRESS), seen: None })
}

fn title(page: &str) -> (String, Origin) {
    let found = read(page).title.expect("a title");
    (found.value, found.from)
}

fn authors(page: &str) -> Vec<String> {
    read(page).authors.map(|found| found.value).unwrap_or_default()
}

fn published(page: &str) -> Option<(String, Origin)> {
    read(page).published.map(|found| (found.value.to_string(), found.from))
}

#[test]
fn json_ld_is_believed_first() {
    let page = r##"<html lang=en-gb><head><title>Ferry to stop in May - Harbour Post</title>
        <link rel=canonical href="/news/ferry">
        <meta property="og:title" content="Ferry to stop in May | Harbour Post"><meta property="og:site_name" content="Harbour Post">
        <meta property="article:published_time" content="2025-03-09T09:00:00Z"><meta name=author content="Someone Else">
        <script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Ferry to stop in May",
          "datePublished":"2025-03-04T08:15:00+01:00","dateModified":"2025-03-05","author":[{"@id":"#ann"},{"@type":"Person","name":"Bo Hill, MD"}],
          "publisher":{"@type":"Organization","name":"Harbour Post"}},
          {"@type":"Person","@id":"#ann","name":"By Ann Lane"}]}</script></head>
        <body><h1>Ferry to stop in May</h1><p>Words."##;
    let found = read(page);
    assert_eq!(title(page), ("Ferry to stop in May".into(), Origin::Visible));
    assert_eq!(authors(page), ["Ann Lane", "Bo Hill"]);
    assert_eq!(published(page), Some(("2025-03-04T08:15:00+01:00".into(), Origin::JsonLd)));
    assert_eq!(found.modified.map(|found| found.value.to_string()).as_deref(), Some("2025-03-05"));
    assert_eq!(found.publisher.map(|found| found.value).as_deref(), Some("Harbour Post"));
    assert_eq!(found.kind.map(|found| found.value).as_deref(), Some("NewsArticle"));
    assert_eq!(found.language.map(|found| found.value).as_deref(), Some("en-GB"));
    let address = found.address.expect("an address");
    assert_eq!((address.value.as_str(), address.from), ("https://www.harbour.example.org/news/ferry", Origin::Link));
}

#[test]
fn of_several_articles_the_one_of_the_page_counts() {
    let objects = r#"[{"@type":"NewsArticle","headline":"Other news","author":"Cy Reed","datePublished":"2020-01-01"},
        {"@type":"NewsArticle","headline":"Ferry to stop","author":"Ann Lane","datePublished":"2025-03-04"}]"#;
    let page = |heading: &str| format!("<script type='application/ld+json'>{objects}</script><h1>{heading}</h1>");
    assert_eq!(authors(&page("Ferry to stop")), ["Ann Lane"]);
    assert_eq!(authors(&page("Something else")), Vec::<String>::new());
}

#[test]
fn a_title_has_no_name_of_a_site() {
    let page = |head: &str, body: &str| {
        format!("<head><meta property='og:site_name' content='Harbour Post'>{head}</head><body>{body}")
    };
    for (head, body, expected, from) in [
        ("<title>Ferry to stop | Harbour Post</title>", "", "Ferry to stop", Origin::Meta),
        ("<title>Harbour Post: Ferry to stop</title>", "", "Ferry to stop", Origin::Meta),
        (
            "<meta property='og:title' content='Ferry to stop &amp;amp; start – HARBOUR POST'>",
            "",
            "Ferry to stop & start",
            Origin::OpenGraph,
        ),
        (
            "<title>Ferry: what now? - Harbour Post</title>",
            "<h1>Ferry: what now?</h1>",
            "Ferry: what now?",
            Origin::Visible,
        ),
        (
            "<title>Ferry to stop in May, owner…</title>",
            "<h1>Harbour Post</h1><h1>Ferry to stop in May, owner says</h1>",
            "Ferry to stop in May, owner says",
            Origin::Visible,
        ),
        // The heading says it in other words.
        (
            "<title>Why the harbour ferry will stop</title>",
            "<h1>The ferry will stop in May, and here is why</h1>",
            "The ferry will stop in May, and here is why",
            Origin::Visible,
        ),
        // The name of the site as a heading is no title.
        (
            "<title>Ferry to stop - Harbour Post</title>",
            "<h1>Harbour Post</h1><h2>Ferry to stop</h2>",
            "Ferry to stop",
            Origin::Meta,
        ),
    ] {
        assert_eq!(title(&page(head, body)), (expected.into(), from), "{head}{body}");
    }
    assert_eq!(read("<p>Words").title, None);
}

#[test]
fn authors_are_people_or_nobody() {
    for (page, expected) in [
        ("<meta name=author content='By Ann Lane and Bo Hill'>", &["Ann Lane", "Bo Hill"][..]),
        ("<h1>Ferry</h1><p>By <a rel=author href=/ann>Ann Lane</a></p>", &["Ann Lane"]),
        ("<h1>Ferry</h1><p>By</p><p>Ann Lane</p>", &["Ann Lane"]),
        (
            "<h1>Ferry</h1><div class=byline><span>By</span><span>Ann Lane</span> <time>March 4, 2025</time></div>",
            &["Ann Lane"],
        ),
        ("<h1>Ferry</h1><p>Ann Lane</p><p>4 March 2025</p>", &["Ann Lane"]),
        (
            "<div itemprop=author itemscope><span itemprop=name>Ann Lane</span>, our woman in the harbour</div>",
            &["Ann Lane"],
        ),
        (
            "<meta name=citation_author content='Lane, Ann'><meta name=citation_author content='Hill, Bo'>",
            &["Ann Lane", "Bo Hill"],
        ),
        // A short aside beside the title is where some sites put their byline.
        ("<h1>Ferry</h1><aside><p>By Ann Lane</p></aside>", &["Ann Lane"]),
        ("<meta name=author content=admin>", &[]),
        ("<meta name=author content='Staff'><h1>Ferry</h1><p>By Ann Lane</p>", &["Ann Lane"]),
        ("<meta name=author content='https://harbour.example.org/ann'>", &[]),
        ("<meta property='og:site_name' content='Harbour Post'><meta name=author content='Harbour Post'>", &[]),
        ("<h1>Ferry</h1><p>By using this site you agree to everything.</p>", &[]),
        (
            "<h1>Ferry</h1><nav><p>By Ann Lane</p></nav><aside class=related><p>By Cy Reed</p></aside><footer>By Bo Hill</footer>",
            &[],
        ),
    ] {
        assert_eq!(authors(page), expected, "{page}");
    }
}

#[test]
fn a_firm_with_an_ampersand_is_one_author() {
    let page = r#"<script type="application/ld+json">{"@type":"BlogPosting","headline":"x","author":{"@type":"Organization","name":"Lane & Hill"}}</script>"#;
    assert_eq!(authors(page), ["Lane & Hill"]);
}

#[test]
fn dates_are_found_where_readers_see_them() {
    let bare = |page: &str| facts(page, &Known::default()).published.map(|found| found.value.to_string());
    for (page, expected) in [
        ("<h1>Ferry</h1><p>Published: 4 March 2025</p>", Some("2025-03-04")),
        ("<html lang=en-us><h1>Ferry</h1><p>03/04/2025</p>", Some("2025-03-04")),
        ("<html lang=en-gb><h1>Ferry</h1><p>03/04/2025</p>", Some("2025-04-03")),
        ("<html lang=en><h1>Ferry</h1><p>03/04/2025</p>", None),
        ("<h1>Ferry</h1><time datetime='2025-03-04T08:00+01:00'>today</time>", Some("2025-03-04T08:00:00+01:00")),
        ("<h1>Ferry</h1><p>© 2025 Harbour Post, 4 March 2025</p>", None),
        ("<h1>Ferry</h1><p>Last updated: 4 March 2025</p>", None),
        ("<h1>Ferry</h1><p>Written by Ann Lane</p><p>4 March 2025</p>", Some("2025-03-04")),
        ("<meta name=date content='2025-13-45'>", None),
        ("<meta name=date content='1970-01-01'>", None),
        ("<h1>Letters</h1><p>Published 4 March 1920</p>", Some("1920-03-04")),
    ] {
        assert_eq!(bare(page).as_deref(), expected, "{page}");
    }
    let updated = facts("<h1>Ferry</h1><p>Last updated: 4 March 2025</p>", &Known::default()).modified.expect("a date");
    assert_eq!((updated.value.to_string().as_str(), updated.from), ("2025-03-04", Origin::Visible));
    assert_eq!(published("<h1>Ferry</h1>"), Some(("2025-03-04".into(), Origin::Address)));
}

/// The day of a change is never told as that of publication, whatever marks it as one.
#[test]
fn a_change_is_no_publication() {
    for page in [
        "<h1>Ferry</h1><p>Updated: <time datetime=2025-03-04>4 March 2025</time></p>",
        "<h1>Ferry</h1><p>Last modified <span class=date>4 March 2025</span></p>",
        "<h1>Ferry</h1><p>By Ann Lane | Updated <time datetime=2025-03-04>4 March 2025</time></p>",
        "<h1>Ferry</h1><time itemprop=dateModified datetime=2025-03-04>4 March 2025</time>",
        "<h1>Ferry</h1><time class=updated datetime=2025-03-04>4 March 2025</time>",
        "<meta property='article:modified_time' content='2025-03-04'><h1>Ferry</h1>",
        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"dateModified\":\"2025-03-04\"}</script><h1>Ferry</h1>",
        "<meta name=last-modified content=2025-03-04><h1>Ferry</h1>",
    ] {
        let found = facts(page, &Known::default());
        assert_eq!(found.published, None, "{page}");
        assert_eq!(found.modified.map(|found| found.value.to_string()).as_deref(), Some("2025-03-04"), "{page}");
    }
    let both = "<h1>Ferry</h1><p>Published <time datetime=2025-03-01>1 March 2025</time>, updated <time datetime=2025-03-04>4 March 2025</time></p>";
    let found = facts(both, &Known::default());
    let day = |found: Option<claims_text::Found<claims_text::When>>| found.map(|found| found.value.to_string());
    assert_eq!(
        (day(found.published).as_deref(), day(found.modified).as_deref()),
        (Some("2025-03-01"), Some("2025-03-04"))
    );
}

#[test]
fn front_matter_tells_facts() {
    let read = |matter: &str| {
        claims_text::front_facts(
            &claims_text::flat_yaml(matter),
            &Known { address: None, seen: Some(jiff::civil::date(2025, 3, 8)) },
        )
    };
    let found = read(
        "title: The ferry stops\nauthor: By Ann Lane and Bo Hill\ndate: 2025-03-04\nlastmod: 2025-03-05T10:00:00Z\nlang: en_gb\n\
         canonical: https://harbour.example.org/ferry\npublisher: Harbour Post\n",
    );
    let title = found.title.expect("a title");
    assert_eq!((title.value.as_str(), title.from.word()), ("The ferry stops", "front matter"));
    assert_eq!(found.authors.expect("authors").value, ["Ann Lane", "Bo Hill"]);
    assert_eq!(found.published.expect("a date").value.to_string(), "2025-03-04");
    assert_eq!(found.modified.expect("a date").value.to_string(), "2025-03-05T10:00:00Z");
    assert_eq!(found.language.expect("a language").value, "en-GB");
    assert_eq!(found.address.expect("an address").value, "https://harbour.example.org/ferry");
    assert_eq!(found.publisher.expect("a publisher").value, "Harbour Post");
    let changed = read("updated: 2025-03-04\n");
    assert!(changed.published.is_none() && changed.modified.is_some());
    let nothing = read("title: []\nauthor: jdoe1\ndate: 2025-03-10\nlang: English\nurl: /ferry\ntags: [a, b]\n");
    assert_eq!(nothing, Facts::default());
}

#[test]
fn far_from_the_title_only_a_lone_date_counts() {
    let far = "<p>Words.".repeat(40);
    let page = |end: &str| {
        facts(&format!("<h1>Ferry</h1>{far}{end}"), &Known::default()).published.map(|found| found.value.to_string())
    };
    assert_eq!(page("<time datetime=2025-03-04>Tuesday</time>").as_deref(), Some("2025-03-04"));
    assert_eq!(page("<p>Written by Ann Lane</p><p>4 March 2025</p>").as_deref(), Some("2025-03-04"));
    assert_eq!(page("<time datetime=2025-03-04>Tuesday</time><time datetime=2025-03-03>Monday</time>"), None);
    assert_eq!(page("<p>The ferry stops on 4 March 2025, he said.</p>"), None);
}

#[test]
fn what_readers_are_told_corrects_machines() {
    // Shortly after midnight in UTC it was still the day before in the newsroom.
    let late = "<meta property='article:published_time' content='2025-03-05T03:30:00Z'><h1>Ferry</h1><p>Published March 4, 2025</p>";
    assert_eq!(published(late), Some(("2025-03-04".into(), Origin::Visible)));
    // The page was moved to another system.
    let moved = "<meta property='article:published_time' content='2025-06-01T10:00:00+02:00'><h1>Ferry</h1><p>Published March 1, 2025</p>";
    assert_eq!(published(moved), Some(("2025-03-01".into(), Origin::Visible)));
}

#[test]
fn nobody_knows_the_day_after_tomorrow() {
    let page = "<meta name=date content='2025-03-08'>";
    let on = |day: i8| {
        let seen = jiff::civil::date(2025, 3, day);
        facts(page, &Known { address: None, seen: Some(seen) }).published.is_some()
    };
    assert!(on(8) && on(7) && !on(6));
}

#[test]
fn a_page_that_says_nothing_has_no_facts() {
    assert_eq!(facts("", &Known::default()), Facts::default());
    assert_eq!(facts("<p>Words and words.", &Known::default()), Facts::default());
}

#[test]
fn large_and_deep_pages_cost_no_more_than_their_length() {
    for part in [
        "<h1 class=author>By ",
        "<div class=date>4 March 2025 ",
        "<meta name=author content='by by by'>",
        "<aside>",
        "By Ann Lane<br>",
    ] {
        let _ = read(&part.repeat(3_000));
    }
    let long = "by ".repeat(200_000);
    let _ = read(&format!("<title>{long}</title><meta name=author content='{long}'><h1>{long}</h1>"));
    let nested = "{\"@type\":\"Article\",\"mainEntity\":".repeat(100) + "1" + &"}".repeat(100);
    let _ = read(&format!("<script type=application/ld+json>{nested}</script>"));
}

#[test]
fn pages_made_to_hurt_are_read_from_their_start() {
    let numbered = |piece: &str| -> String { (0..60_000).map(|n| piece.replace('#', &n.to_string())).collect() };
    let attributes = numbered(" a#=1");
    let head = "<title>The ferry will stop in May</title><p>Words.";
    for late in [format!("<p{attributes}>"), "<div>".repeat(60_000), numbered("<p><b a#>")] {
        let page = format!("{head}{}{late}", "<p>Words.".repeat(40_000));
        assert_eq!(title(&page).0, "The ferry will stop in May");
        assert_eq!(facts(&format!("{late}{head}"), &Known::default()), Facts::default());
    }
    let escaped = format!("<p{}>", attributes.replace('<', "")).replace('<', "\\u003c");
    let _ = read(&format!(
        "<script type=application/ld+json>{{\"@type\":\"Article\",\"headline\":\"{}\"}}</script>",
        &escaped[..15_000]
    ));
    let property = "p".repeat(1 << 20);
    let _ = read(&format!("<div itemprop={property}>{}", "<time>4 March</time>".repeat(20_000)));
}

proptest! {
    #[test]
    fn no_page_stops_it(page in r#"(<(h1|p|time|div|a|script|meta|aside|svg)|>|</(h1|p|div|script)>| (class|itemprop|rel|content|datetime|name|hidden|type)=| |author|byline|date|headline|'|"|By |Ann Lane|4 March 2025|2025-03-04T|\{"@type":"Article","author":|\}|é|日|\x00){0,60}"#) {
        let _ = read(&page);
    }

    #[test]
    fn no_text_stops_it(page in ".{0,300}") {
        let _ = read(&page);
    }
}
