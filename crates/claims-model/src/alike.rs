//! What is compared when a file tells of something that may be there already: texts, names and addresses without what
//! says nothing, and a number by which those that are alike are found.
//!
//! The numbers are an aid to find candidates, and no record has them: two texts of one number need not be alike, and a
//! rule here may change, as long as all numbers that are kept are made anew.

use unicode_normalization::UnicodeNormalization as _;

/// The number of a wording: that of its letters and digits, whatever their case, and whatever stands between them.
pub fn wording(text: &str) -> i64 {
    let mut hash = Hash::new();
    letters(text, &mut |c| hash.take(c));
    hash.finish()
}

/// The number of an address in the form in which it is compared.
pub fn addressed(address: &str) -> i64 {
    let mut hash = Hash::new();
    each_compared(address, &mut |part| part.chars().for_each(|c| hash.take(c)));
    hash.finish()
}

/// The number of the place of a review: where it stands, and whose it is.
pub fn review(address: &str, desk: &str) -> i64 {
    let mut hash = Hash(addressed(address).cast_unsigned());
    hash.take('\n');
    letters(without_article(desk), &mut |c| hash.take(c));
    hash.finish()
}

/// The number of a text as it is, but for the case of its letters.
pub fn cased(text: &str) -> i64 {
    let mut hash = Hash::new();
    text.trim().chars().flat_map(char::to_lowercase).for_each(|c| hash.take(c));
    hash.finish()
}

/// A name or a label in the form in which it is compared: its letters and digits in small letters, and without an
/// article before it; "The Daily Star" and "Daily Star" are one name, "Mostly False!" and "mostly-false" one label.
///
/// ```
/// use claims_model::alike::name;
///
/// assert_eq!(name("The Daily Star"), name("daily  star."));
/// assert_ne!(name("Mostly false"), name("False"));
/// assert_ne!(name("👍"), name("👎"));
/// ```
pub fn name(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    letters(without_article(text), &mut |c| out.push(c));
    // A label may be a sign and nothing else.
    if out.is_empty() { text.trim().to_owned() } else { out }
}

fn without_article(text: &str) -> &str {
    let text = text.trim();
    match text.get(..4) {
        Some(start) if start.eq_ignore_ascii_case("the ") => text[4..].trim_start(),
        _ => text,
    }
}

/// The letters and digits of a text in small letters, in one form for each.
fn letters(text: &str, take: &mut impl FnMut(char)) {
    let mut rest = text;
    while !rest.is_empty() {
        let ascii = rest.bytes().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
        let (plain, other) = rest.split_at(ascii);
        plain.bytes().filter(u8::is_ascii_alphanumeric).for_each(|b| take(char::from(b.to_ascii_lowercase())));
        // No sign in ASCII is a part of a longer one, or changes places with one, so that runs can be read by themselves.
        let length = other.bytes().position(|byte| byte.is_ascii()).unwrap_or(other.len());
        let (run, after) = other.split_at(length);
        // Quotation marks and dashes are most of what texts have beside ASCII, and no letters.
        if !run.chars().all(|c| ('\u{2010}'..='\u{2027}').contains(&c)) {
            run.nfkd().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).for_each(&mut *take);
        }
        rest = after;
    }
}

/// Parameters that tell where a reader came from, and nothing of what is read.
const TRACKING: &[&str] = &[
    "fbclid",
    "gclid",
    "gclsrc",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "yclid",
    "twclid",
    "ttclid",
    "igshid",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "oly_anon_id",
    "oly_enc_id",
    "vero_id",
    "_hsenc",
    "_hsmi",
    "cmpid",
    "ito",
    "ocid",
    "ref_src",
    "ref_url",
    "smid",
    "s_cid",
    "xtor",
    "at_medium",
    "at_campaign",
    "share_id",
    "amp",
];

/// An address in the form in which it is compared: without scheme, default port, tracking parameters, fragment and a
/// slash at the end, and with its host in small letters. Two addresses of one such form are one source.
///
/// ```
/// use claims_model::alike::compared;
///
/// assert_eq!(compared("http://EXAMPLE.org:80/a/?utm_source=x#top"), compared("https://example.org/a"));
/// ```
pub fn compared(address: &str) -> String {
    let mut form = String::with_capacity(address.len());
    each_compared(address, &mut |part| form.push_str(part));
    form
}

/// Calls `take` with that form, part by part.
fn each_compared(address: &str, take: &mut dyn FnMut(&str)) {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let (rest, fragment) = apart(rest);
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = place.split_once('/').unwrap_or((place, ""));
    let host = host.strip_suffix(":80").or_else(|| host.strip_suffix(":443")).unwrap_or(host);
    if host.chars().any(char::is_uppercase) {
        take(&host.to_lowercase())
    } else {
        take(host)
    }
    take("/");
    take(path.trim_end_matches('/'));
    let mut sign = "?";
    for pair in query.split('&').filter(|pair| !pair.is_empty() && !is_tracking(pair)) {
        take(sign);
        take(pair);
        sign = "&";
    }
    take(fragment);
}

/// An address and its fragment, where that leads to something of its own: `#!/story/7` and `#/story/7` are how pages
/// that are all script name their parts. Any other is a place within the same text, and left out.
pub fn apart(address: &str) -> (&str, &str) {
    let Some(at) = address.find('#') else { return (address, "") };
    let (before, fragment) = address.split_at(at);
    (before, if fragment.starts_with("#!") || fragment.starts_with("#/") { fragment } else { "" })
}

/// Whether a parameter of an address tells where a reader came from, and nothing of what is read.
pub fn is_tracking(pair: &str) -> bool {
    let name = pair.split_once('=').map_or(pair, |(name, _)| name).to_ascii_lowercase();
    name.starts_with("utm_") || TRACKING.contains(&name.as_str())
}

/// FNV-1a over code points (Fowler, Noll, Vo), with the last mixing of `SplitMix64` (Steele, Lea, Flood 2014), so that it is
/// the same on every machine and in every release.
pub(crate) struct Hash(u64);

impl Hash {
    pub(crate) const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    pub(crate) const fn take(&mut self, c: char) {
        self.0 = (self.0 ^ c as u64).wrapping_mul(0x0000_0100_0000_01b3);
    }

    pub(crate) const fn finish(&self) -> i64 {
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)).cast_signed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glyphs_case_and_articles_make_no_other_text() {
        assert_eq!(wording("“The sea’s  rising” – fast!"), wording("\"the sea's rising\" - fast"));
        assert_eq!(wording("Ｃａｆé 10"), wording("cafe\u{301} 10"));
        assert_ne!(wording("The sea rises 10 cm"), wording("The sea rises 11 cm"));
        assert_eq!(name("The White House"), name("white house"));
        assert_ne!(name("Theodor"), name("odor"));
        assert_eq!(review("https://a.example/1/", "The Desk"), review("http://a.example/1#c1", "desk"));
        assert_ne!(review("https://a.example/1", "Desk"), review("https://a.example/1", "Other"));
        assert_eq!((cased("Анна "), cased("c-1")), (cased("анна"), cased("C-1")));
        assert_ne!(cased("c-1"), cased("c1"));
    }

    #[test]
    fn what_says_nothing_of_a_source_is_not_compared() {
        let plain = compared("https://example.org/a/b");
        for twin in [
            "http://example.org/a/b",
            "https://EXAMPLE.org:443/a/b/",
            "https://example.org/a/b#part",
            "https://example.org/a/b?utm_source=x&fbclid=1",
        ] {
            assert_eq!(compared(twin), plain, "{twin}");
        }
        for other in ["https://example.org/a/B", "https://example.org/a?id=b", "https://www.example.org/a/b"] {
            assert_ne!(compared(other), plain, "{other}");
        }
        assert_eq!(compared("https://example.org/?id=7&utm_medium=mail"), "example.org/?id=7");
    }
}
