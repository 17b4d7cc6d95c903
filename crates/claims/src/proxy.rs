//! Which proxy leads to an address, as the environment says; it knows what the variables mean and no network.

use crate::address;

/// What the environment says of proxies.
///
/// It has no form for debugging: a proxy's address may hold a password.
#[derive(Default)]
pub(crate) struct Proxies {
    /// `HTTPS_PROXY`.
    pub(crate) https: Option<String>,
    /// `HTTP_PROXY`.
    pub(crate) http: Option<String>,
    /// `ALL_PROXY`.
    pub(crate) all: Option<String>,
    /// `NO_PROXY`.
    pub(crate) except: Option<String>,
}

impl Proxies {
    /// The proxy of an address and the variable that names it: that of its scheme, else the one for all, else the other
    /// one, since an answer may lead to the other scheme.
    pub(crate) fn of(&self, address: &str) -> Option<(&'static str, &str)> {
        let https = ("HTTPS_PROXY", &self.https);
        let http = ("HTTP_PROXY", &self.http);
        let (own, other) = if address::is_secure(address) { (https, http) } else { (http, https) };
        let named = [own, ("ALL_PROXY", &self.all), other].into_iter();
        named.filter_map(|(name, value)| Some((name, value.as_deref()?))).next()
    }

    /// The hosts that are asked without a proxy, as patterns: this machine, and those of `NO_PROXY` with all below them.
    pub(crate) fn exceptions(&self) -> Vec<String> {
        let mut patterns: Vec<String> = ["localhost", "127.0.0.1", "[::1]"].map(str::to_owned).into();
        let entries = self.except.as_deref().unwrap_or_default().split([',', ' ']).map(str::trim);
        for entry in entries.filter(|entry| !entry.is_empty()) {
            if entry == "*" {
                patterns.push("*".to_owned());
                continue;
            }
            let below = entry.starts_with(['*', '.']);
            let host = entry.trim_start_matches(['*', '.']);
            // A port makes no other host.
            let port = host.rsplit_once(':').filter(|(before, port)| {
                !port.is_empty()
                    && port.bytes().all(|byte| byte.is_ascii_digit())
                    && (before.ends_with(']') || !before.contains(':'))
            });
            let host = port.map_or(host, |(before, _)| before);
            let host = if host.contains(':') && !host.starts_with('[') { format!("[{host}]") } else { host.to_owned() };
            if host.is_empty() {
                continue;
            }
            patterns.push(format!(".{host}"));
            if !below {
                patterns.push(host);
            }
        }
        patterns
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scheme_comes_first_and_one_is_better_than_none() {
        let some = |text: &str| Some(text.to_owned());
        let both = Proxies { https: some("s:1"), http: some("h:1"), all: some("a:1"), except: None };
        assert_eq!(both.of("https://example.org/"), Some(("HTTPS_PROXY", "s:1")));
        assert_eq!(both.of("HTTP://example.org/"), Some(("HTTP_PROXY", "h:1")));
        let all = Proxies { http: None, ..both };
        assert_eq!(all.of("http://example.org/"), Some(("ALL_PROXY", "a:1")));
        let one = Proxies { all: None, ..all };
        assert_eq!(one.of("http://example.org/"), Some(("HTTPS_PROXY", "s:1")));
        assert_eq!(Proxies::default().of("http://example.org/"), None);
    }

    #[test]
    fn exceptions_are_hosts_and_all_below_them() {
        let except = Some("example.org, .inner.example:8080 *.lan [::2]:80,fd00::1 * ,".to_owned());
        let patterns = Proxies { except, ..Proxies::default() }.exceptions();
        assert_eq!(
            patterns[3..],
            [
                ".example.org",
                "example.org",
                ".inner.example",
                ".lan",
                ".[::2]",
                "[::2]",
                ".[fd00::1]",
                "[fd00::1]",
                "*"
            ]
        );
    }
}
