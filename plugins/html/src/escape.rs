//! Text from outside as HTML that shows exactly that text, in an element or in a quoted attribute.

use std::borrow::Cow;

use claims_plugin::text::{self, visible};

/// The text on one line, harmless in an element and between the quotation marks of an attribute.
pub(crate) fn text(text: &str) -> String {
    marked(&visible(text)).into_owned()
}

/// The same for words that are no text from outside, a piece at a time.
pub(crate) fn words(piece: &str) -> String {
    marked(piece).into_owned()
}

/// The text as paragraphs, where empty lines part them.
pub(crate) fn paragraphs(long: &str) -> String {
    let paragraphs = text::paragraphs(long).into_iter().map(|one| format!("<p dir=\"auto\">{}</p>", self::text(&one)));
    paragraphs.collect::<Vec<_>>().join("\n")
}

/// A link to an address where it is one that a reader may follow (http, https, mailto), else its text.
pub(crate) fn link(address: &str) -> String {
    match href(address) {
        Some(href) => format!("<a href=\"{href}\" rel=\"external noreferrer nofollow\">{}</a>", text(address)),
        None => format!("<span>{}</span>", text(address)),
    }
}

/// An address for an attribute, where it is one that a reader may follow.
pub(crate) fn href(address: &str) -> Option<String> {
    let scheme = address.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    if !matches!(scheme.as_deref(), Some("http" | "https" | "mailto")) {
        return None;
    }
    let mut out = String::with_capacity(address.len());
    for byte in address.bytes() {
        let plain = byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$()*+,;=%".contains(&byte);
        match byte {
            b'&' => out.push_str("&amp;"),
            _ if plain => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    Some(out)
}

fn marked(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_that_can_be_followed_are_links() {
        assert_eq!(
            href("https://example.org/a?b=1&c=\"<é>").as_deref(),
            Some("https://example.org/a?b=1&amp;c=%22%3C%C3%A9%3E")
        );
        assert_eq!(href("javascript:alert(1)"), None);
        assert_eq!(link("data:text/html,<b>"), "<span>data:text/html,&lt;b&gt;</span>");
    }

    #[test]
    fn what_hides_is_shown() {
        assert_eq!(text("a\u{202e}b\n<c> & 'd'"), "a⟨U+202E⟩b &lt;c&gt; &amp; &#39;d&#39;");
    }
}
