//! What the words in the classes and ids of a page usually mean; it knows no page.

use super::place::Around;

/// Gives each word of a name, in small letters: `postAuthor_box` is post, author and box.
///
/// No more than the first 400 characters of a name and the first 24 letters of a word are read.
pub(crate) fn each(name: &str, mut give: impl FnMut(&str)) {
    const NAME: usize = 400;
    const WORD: usize = 24;
    let mut word = String::new();
    let mut small = false;
    for c in name.chars().take(NAME) {
        let begins = small && c.is_ascii_uppercase();
        if (begins || !c.is_ascii_alphabetic()) && !word.is_empty() {
            give(&word);
            word.clear();
        }
        if c.is_ascii_alphabetic() && word.len() < WORD {
            word.push(c.to_ascii_lowercase());
        }
        small = c.is_ascii_lowercase();
    }
    if !word.is_empty() {
        give(&word);
    }
}

/// What a word says of the element that is called so; most say nothing.
pub(crate) fn meaning(word: &str) -> Option<Around> {
    Some(match word {
        "related" | "recommended" | "recommendation" | "recommendations" | "recirc" | "more" | "readmore"
        | "trending" | "popular" | "recent" | "latest" | "similar" | "next" | "prev" | "previous" | "further"
        | "card" | "cards" | "teaser" | "teasers" | "carousel" | "outbrain" | "taboola" => Around::WordRelated,
        "share" | "sharing" | "social" | "socials" | "follow" | "facebook" | "twitter" | "sharedaddy" | "addtoany" => {
            Around::WordShare
        }
        "comment" | "comments" | "respond" | "reply" | "replies" | "discussion" | "disqus" => Around::WordComment,
        "newsletter" | "subscribe" | "subscription" | "subscriptions" | "signup" | "optin" | "paywall" | "offer"
        | "promo" | "promotion" | "ad" | "ads" | "advert" | "advertising" | "advertisement" | "sponsor"
        | "sponsored" | "banner" | "donate" | "cta" | "dfp" | "gpt" | "piano" => Around::WordOffer,
        "cookie" | "cookies" | "consent" | "gdpr" | "onetrust" | "modal" | "popup" | "overlay" | "dialog"
        | "lightbox" => Around::WordCookie,
        "sidebar" | "side" | "rail" | "widget" | "widgets" | "secondary" | "complementary" | "aside" => {
            Around::WordSide
        }
        "nav" | "navbar" | "navigation" | "menu" | "breadcrumb" | "breadcrumbs" | "toolbar" | "topbar" | "header"
        | "masthead" | "skip" | "search" | "toc" | "pagination" | "pager" => Around::WordMenu,
        "byline" | "author" | "authors" | "writer" | "contributor" | "bio" | "meta" | "date" | "time" | "timestamp"
        | "dateline" | "datepublished" | "datemodified" | "published" | "publish" | "posted" | "credit" | "credits" => {
            Around::WordByline
        }
        "caption" | "captions" | "gallery" | "slideshow" | "slide" | "photo" | "image" | "img" | "video" | "media"
        | "figure" => Around::WordMedia,
        "body" | "entry" | "story" | "text" | "articlebody" | "rich" | "richtext" | "prose" | "paragraph" => {
            Around::WordBody
        }
        "footer" | "foot" | "bottom" | "colophon" | "copyright" | "legal" | "disclaimer" | "terms" | "tos" => {
            Around::WordFoot
        }
        "tag" | "tags" | "category" | "categories" | "topic" | "topics" | "keywords" | "labels" | "kicker"
        | "eyebrow" => Around::WordTags,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_word_by_word() {
        let mut words = Vec::new();
        each("postAuthor_box related-3 ÜberNav", |word| words.push(word.to_owned()));
        assert_eq!(words, ["post", "author", "box", "related", "ber", "nav"]);
    }

    #[test]
    fn words_are_whole() {
        assert_eq!(meaning("ad"), Some(Around::WordOffer));
        assert_eq!(meaning("add"), None);
    }
}
