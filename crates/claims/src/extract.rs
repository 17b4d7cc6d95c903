//! The text in a capture, a paragraph a line with an empty line between, and what a page says of itself.

use scraper::{ElementRef, Html, Node, Selector};

/// What was found in a capture.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Extracted {
    /// The text.
    pub(crate) text: String,
    /// What found it, with its version: the same version finds the same text.
    pub(crate) extractor: &'static str,
    /// The title.
    pub(crate) title: Option<String>,
    /// The language, a BCP 47 tag, where the page names it.
    pub(crate) language: Option<String>,
    /// The canonical address, where the page names it.
    pub(crate) address: Option<String>,
}

/// A text as it is, without a byte order mark and with one kind of line end; its first line may serve as a title.
pub(crate) fn plain(text: &str) -> Extracted {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    let title = Some(shortened(first.trim())).filter(|title| !title.is_empty());
    Extracted { text, extractor: "plain/1", title, language: None, address: None }
}

/// The text of a page: of its `article` or `main` where there is one, without scripts, navigation and forms.
pub(crate) fn html(page: &str) -> Extracted {
    let page = Html::parse_document(page);
    let body = first(&page, "article").or_else(|| first(&page, "main")).or_else(|| first(&page, "body"));
    let mut text = body.map(paragraphs).unwrap_or_default();
    if text.trim().is_empty() {
        text = first(&page, "body").map(paragraphs).unwrap_or_default();
    }
    let meta = |name: &str| {
        first(&page, &format!("meta[property='{name}']"))
            .and_then(|element| element.value().attr("content"))
            .map(one_line)
    };
    let inner = |selector: &str| first(&page, selector).map(|element| one_line(&element.text().collect::<String>()));
    let attribute = |selector: &str, name: &str| {
        first(&page, selector).and_then(|element| element.value().attr(name)).map(one_line)
    };
    let given = |found: Option<String>| found.filter(|text| !text.is_empty());
    Extracted {
        text,
        extractor: "html/1",
        title: given(meta("og:title")).or_else(|| given(inner("h1"))).or_else(|| given(inner("title"))),
        language: given(attribute("html", "lang")),
        address: given(attribute("link[rel='canonical']", "href")).filter(|address| address.starts_with("http")),
    }
}

fn first<'p>(page: &'p Html, selector: &str) -> Option<ElementRef<'p>> {
    page.select(&Selector::parse(selector).ok()?).next()
}

/// The text of an element, a block a paragraph.
///
/// The tree is walked along its edges and not by recursion, so that no depth of nesting overflows the stack.
fn paragraphs(element: ElementRef<'_>) -> String {
    use ego_tree::iter::Edge;
    // In an article, what stands beside or below belongs to it: corrections stand there.
    let whole_page = element.value().name() == "body";
    let is_furniture = |name: &str| is_furniture(name) || whole_page && matches!(name, "aside" | "footer");
    let mut out: Vec<String> = vec![String::new()];
    let mut skipped = 0_usize;
    for edge in element.traverse() {
        let (node, opens) = match edge {
            Edge::Open(node) => (node, true),
            Edge::Close(node) => (node, false),
        };
        match node.value() {
            Node::Element(element) if is_furniture(element.name()) || element.attr("hidden").is_some() => {
                skipped = if opens { skipped + 1 } else { skipped.saturating_sub(1) };
            }
            Node::Element(element) if is_block(element.name()) => out.push(String::new()),
            // Struck and new words stand side by side; they are two.
            Node::Element(element) if matches!(element.name(), "del" | "ins" | "s") && skipped == 0 => {
                if let Some(paragraph) = out.last_mut() {
                    paragraph.push(' ');
                }
            }
            Node::Text(text) if opens && skipped == 0 => {
                if let Some(paragraph) = out.last_mut() {
                    paragraph.push_str(text);
                }
            }
            _ => {}
        }
    }
    let paragraphs = out.iter().map(|paragraph| one_line(paragraph)).filter(|paragraph| !paragraph.is_empty());
    let mut text = paragraphs.collect::<Vec<_>>().join("\n\n");
    text.push('\n');
    text
}

fn is_furniture(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "nav"
            | "form"
            | "button"
            | "iframe"
            | "svg"
            | "select"
            | "textarea"
            | "object"
            | "head"
    )
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "main"
            | "header"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "ul"
            | "ol"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "blockquote"
            | "pre"
            | "table"
            | "tr"
            | "td"
            | "th"
            | "caption"
            | "figure"
            | "figcaption"
            | "hr"
            | "br"
            | "address"
            | "details"
            | "summary"
            | "aside"
            | "footer"
            | "body"
    )
}

fn one_line(text: &str) -> String {
    // HTML collapses its own white space and keeps no-break spaces.
    text.split([' ', '\t', '\n', '\r', '\u{c}']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn shortened(line: &str) -> String {
    const LONG: usize = 100;
    if line.chars().count() <= LONG {
        return line.to_owned();
    }
    let cut: String = line.chars().take(LONG).collect();
    let whole_words = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{whole_words} …")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_gives_its_article_and_what_it_says_of_itself() {
        let page = "<html lang=en><head><title>T | Site</title><link rel=canonical href='https://example.org/a'>\
            <meta property='og:title' content='The  title'></head><body><nav>Menu</nav><article><h1>Head</h1>\
            <p>One <b>bold</b>\n word.<p>Two.<script>alert(1)</script></article><footer>Foot</footer>";
        let found = html(page);
        assert_eq!(found.text, "Head\n\nOne bold word.\n\nTwo.\n");
        assert_eq!(found.title.as_deref(), Some("The title"));
        assert_eq!(found.language.as_deref(), Some("en"));
        assert_eq!(found.address.as_deref(), Some("https://example.org/a"));
    }

    #[test]
    fn corrections_beside_an_article_are_kept_and_hidden_words_are_not() {
        let page = "<body><aside>Ad</aside><article><p>It sent <del>15</del><ins>50</ins> shells.\
            <p hidden>Never seen.<aside>Correction: the number.</aside><footer>Corrected on 4 March.</footer></article>";
        let text = "It sent 15 50 shells.\n\nCorrection: the number.\n\nCorrected on 4 March.\n";
        assert_eq!(html(page).text, text);
        assert_eq!(html("<body><p>Words<footer>Imprint</footer>").text, "Words\n");
    }

    #[test]
    fn deep_nesting_is_only_deep_nesting() {
        let page = "<div>".repeat(4_000) + "deep";
        assert_eq!(html(&page).text, "deep\n");
    }

    #[test]
    fn plain_text_stays_as_it_is() {
        let found = plain("\u{feff}Title\r\n\r\nBody  with   spaces.\r");
        assert_eq!(found.text, "Title\n\nBody  with   spaces.\n");
        assert_eq!(found.title.as_deref(), Some("Title"));
    }
}
