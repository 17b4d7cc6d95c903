//! Which versions of a source may be no captures of it; it knows their texts only, and asks rather than says.
//!
//! A page that shows an offer in place of the article, and one of which the article was not found, look as if an editor
//! had taken out nearly everything. Nobody is to be accused of that on such ground.

use crate::{edit::Edit, words};

/// Why a version may be no capture of its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Doubt {
    /// Most of the text that it had is gone: perhaps it stands behind a paywall, or was not found in the page.
    Shrunk,
}

words!(Doubt, "a doubt", { Shrunk = "shrunk" });

impl Doubt {
    /// What is to be asked, on one line.
    pub const fn question(self) -> &'static str {
        match self {
            Self::Shrunk => "most of the text is gone: a paywall, or not found in the page?",
        }
    }

    /// The doubts about texts, given in the order of their versions; a version that is gone has no text.
    ///
    /// A text is held against the last one that nobody doubts, so that an offer which is worded anew from day to day is
    /// not taken for the article on the second day.
    pub fn of<'t>(texts: impl IntoIterator<Item = Option<&'t str>>) -> Vec<Option<Self>> {
        let mut whole: Option<&str> = None;
        let doubt = |text: Option<&'t str>| {
            let text = text?;
            if whole.is_some_and(|whole| Edit::has_shrunk(whole, text)) {
                return Some(Self::Shrunk);
            }
            whole = Some(text);
            None
        };
        texts.into_iter().map(doubt).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doubt_lasts_until_the_text_is_back() {
        let (long, cut) = ("It went on and on. ".repeat(60), "It went on and on. ".repeat(40));
        let (offer, other) = ("Subscribe to read on.", "Subscribe now to read on, for little.");
        let texts = [Some(long.as_str()), Some(offer), Some(other), None, Some(offer), Some(&cut), Some(&long)];
        let shrunk = Some(Doubt::Shrunk);
        assert_eq!(Doubt::of(texts), [None, shrunk, shrunk, None, shrunk, None, None]);
        assert_eq!(Doubt::of([Some("A short note."), Some("Gone.")]), [None, None]);
        assert_eq!(Doubt::of([]), []);
    }
}
