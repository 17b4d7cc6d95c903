//! The whole difference as one page of HTML that needs nothing else: no script, no style sheet, no picture.

use super::{Paragraph, Part};
use crate::render::safe;

const STYLE: &str = "body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:1.05rem/1.6 Georgia,serif;\
color:#1b1b1b;background:#fff}h1{font-size:1.3rem}p.about{color:#555}del{background:#fbdada;color:#7a0c0c}\
ins{background:#d7f3da;color:#0b4a14;text-decoration:underline}del.moved,ins.moved{background:#fbf0cf;color:#5c4300}\
p.same{color:#555}@media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#161616}p.about,p.same{color:#aaa}\
del{background:#5a1616;color:#ffd9d9}ins{background:#12421a;color:#d8ffdf}\
del.moved,ins.moved{background:#4d3a05;color:#ffeebd}}";

/// A page with a heading, a line below it, and both texts, every change marked.
pub(crate) fn page(heading: &str, about: &str, paragraphs: &[Paragraph<'_>]) -> String {
    let (heading, about) = (escaped(heading), escaped(about));
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>{heading}</title>\n<style>{STYLE}</style>\n<main>\n<h1>{heading}</h1>\n<p class=\"about\">{about}</p>\n"
    );
    for paragraph in paragraphs {
        out.push_str(if paragraph.is_touched() { "<p>" } else { "<p class=\"same\">" });
        for span in &paragraph.spans {
            let text = escaped(&span.text);
            let (open, close) = match span.part {
                Part::Same => ("", ""),
                Part::Removed => ("<del>", "</del>"),
                Part::Added => ("<ins>", "</ins>"),
                Part::MovedAway => ("<del class=\"moved\" title=\"moved\">", "</del>"),
                Part::MovedHere => ("<ins class=\"moved\" title=\"moved\">", "</ins>"),
            };
            out.extend([open, &text, close]);
        }
        out.push_str("</p>\n");
    }
    out.push_str("</main>\n</html>\n");
    out
}

/// Text that stands in HTML as what it is, also within quotation marks; what is not seen is named, as in a terminal.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in safe(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{super::Span, *};

    #[test]
    fn what_is_quoted_is_no_markup() {
        let spans = vec![Span { part: Part::Added, text: "<img src=x onerror=\"alert(1)\">\u{202e}".into() }];
        let shown = page("</title><script>", "", &[Paragraph { spans, coarse: false }]);
        let parsed = scraper::Html::parse_document(&shown);
        let count = |what: &str| parsed.select(&scraper::Selector::parse(what).unwrap()).count();
        assert_eq!((count("script"), count("img"), count("ins")), (0, 0, 1));
        assert!(parsed.root_element().text().collect::<String>().contains("<img src=x onerror=\"alert(1)\"><U+202E>"));
    }
}
