//! What the program asks of addresses: whether they are on the web, of one host, and how they are kept. When two are one,
//! the model knows.

pub(crate) use claims_model::alike::compared;
use claims_model::alike::{apart, is_tracking};

/// Whether two addresses are of one host; `www.` makes no other one.
pub(crate) fn same_host(one: &str, other: &str) -> bool {
    let bare = |address: &str| {
        let host = host(address);
        host.strip_prefix("www.").map_or(host.clone(), str::to_owned)
    };
    bare(one) == bare(other)
}

/// The address without its tracking parameters and fragment, to be kept; otherwise as it is.
pub(crate) fn kept(address: &str) -> String {
    let (before, fragment) = apart(address);
    let Some((place, query)) = before.split_once('?') else { return format!("{before}{fragment}") };
    let kept: Vec<&str> = query.split('&').filter(|pair| !is_tracking(pair)).collect();
    if kept.is_empty() { format!("{place}{fragment}") } else { format!("{place}?{}{fragment}", kept.join("&")) }
}

/// What to say of addresses that are others than that of their source, each with what it is; both are named.
pub(crate) fn others(own: Option<&str>, all: &[(&str, Option<&str>)]) -> Option<String> {
    let own = own?;
    let is_other = |address: &str| compared(address) != compared(own);
    let others = all.iter().filter_map(|(what, address)| Some((what, address.filter(|address| is_other(address))?)));
    let others: Vec<String> = others.map(|(what, address)| format!("the address {what} is {address}")).collect();
    (!others.is_empty()).then(|| format!("{}; that of the source is {own}", others.join(", ")))
}

/// Whether what was typed is an address on the web and no file.
pub(crate) fn is_web(typed: &str) -> bool {
    let start = typed.get(..8).unwrap_or(typed).to_ascii_lowercase();
    start.starts_with("http://") || start.starts_with("https://")
}

/// Whether an address on the web is asked in secret.
pub(crate) fn is_secure(address: &str) -> bool {
    address.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("https://"))
}

/// The host of an address on the web, with its port where that is not the usual one.
pub(crate) fn host(address: &str) -> String {
    compared(address).split('/').next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_addresses_are_named_beside_the_own_one() {
        let (own, other) = (Some("https://example.org/a"), Some("https://example.org/b"));
        assert_eq!(
            others(own, &[("given", other), ("of the page", own)]).as_deref(),
            Some("the address given is https://example.org/b; that of the source is https://example.org/a")
        );
        assert_eq!(others(own, &[("given", Some("http://example.org/a/?fbclid=1")), ("of the page", None)]), None);
        assert_eq!(others(None, &[("given", other)]), None);
    }

    #[test]
    fn an_address_is_kept_without_what_follows_its_reader() {
        assert_eq!(kept("https://example.org/a?id=7&gclid=x#top"), "https://example.org/a?id=7");
        assert_eq!(kept("https://example.org/a?utm_source=x"), "https://example.org/a");
        assert_eq!(kept("https://example.org/a/"), "https://example.org/a/");
        assert_eq!(kept("https://example.org/?utm_source=x#!/story/7"), "https://example.org/#!/story/7");
        assert_ne!(compared("https://example.org/#!/story/7"), compared("https://example.org/#!/story/8"));
        assert!(same_host("https://www.example.org/a", "http://example.org/b"));
        assert!(!same_host("https://example.org.evil.net/a", "https://example.org/a"));
        assert!(is_web("HTTPS://example.org") && !is_web("https.html") && !is_web("é"));
    }
}
