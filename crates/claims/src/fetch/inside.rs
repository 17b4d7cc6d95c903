//! Which places are inside the user's own network, and the two gates that keep requests out of it: where a name is
//! looked up, and where a proxy would be asked.

use std::net::IpAddr;

use ureq::{
    Error,
    config::Config,
    http::Uri,
    unversioned::{
        resolver::{ResolvedSocketAddrs, Resolver},
        transport::{ConnectionDetails, Connector, NextTimeout},
    },
};

/// Finds hosts, and refuses those inside the user's own network: an address found on a page, or an answer that leads
/// on, could otherwise have this program ask what only its user may ask.
///
/// What it answers is what is connected to; a name is not looked up a second time in between, so that it cannot mean
/// another place by then.
#[derive(Debug)]
pub(super) struct Watched<R> {
    /// What looks names up.
    pub(super) names: R,
    /// Which places are inside.
    pub(super) is_inside: fn(IpAddr) -> bool,
    /// The host, if a person typed it; whoever types `localhost` or an address of their own network means it.
    pub(super) named: Option<String>,
}

impl<R: Resolver> Resolver for Watched<R> {
    fn resolve(&self, uri: &Uri, config: &Config, patience: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        // A proxy may stand inside, and may want a password: the user named it.
        let is_proxy = config.proxy().is_some_and(|proxy| proxy.uri().authority() == uri.authority());
        if !is_proxy && holds_user(uri) {
            return Err(refused("it leads to an address that holds a user name or a password".to_owned()));
        }
        let found = self.names.resolve(uri, config, patience)?;
        let host = uri.host().unwrap_or_default();
        if is_proxy || self.named.as_deref() == Some(host) && place(host).is_some() {
            return Ok(found);
        }
        match found.iter().find(|place| (self.is_inside)(place.ip())) {
            None => Ok(found),
            Some(place) => Err(inside(host, &place.ip().to_string())),
        }
    }
}

/// Refuses places inside before a proxy is asked for them; what a name means is for the proxy to find out.
#[derive(Debug)]
pub(super) struct Gate {
    /// As [`Watched::named`].
    pub(super) named: Option<String>,
}

impl Connector<()> for Gate {
    type Out = ();

    fn connect(&self, details: &ConnectionDetails<'_>, _: Option<()>) -> Result<Option<()>, Error> {
        let host = details.uri.host().unwrap_or_default();
        let is_proxied = details.config.proxy().is_some_and(|proxy| !proxy.is_no_proxy(details.uri));
        if is_proxied && holds_user(details.uri) {
            return Err(refused("it leads to an address that holds a user name or a password".to_owned()));
        }
        match place(host).filter(|place| is_proxied && is_inside(*place)) {
            Some(place) if self.named.as_deref() != Some(host) => Err(inside(host, &place.to_string())),
            _ => Ok(None),
        }
    }
}

/// Whether there is a user name or a password in an address.
pub(super) fn holds_user(uri: &Uri) -> bool {
    uri.authority().is_some_and(|authority| authority.as_str().contains('@'))
}

/// The place that a host says itself that it is, however it is written: `127.0.0.1` is also 2130706433, 0x7f.1 and
/// 017700000001 (inet_aton(3)), and a dot may stand at the end.
fn place(host: &str) -> Option<IpAddr> {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let bare = bare.strip_suffix('.').unwrap_or(bare);
    let is_here = bare.eq_ignore_ascii_case("localhost") || bare.to_ascii_lowercase().ends_with(".localhost");
    if is_here { Some(IpAddr::from([127, 0, 0, 1])) } else { bare.parse().ok().or_else(|| numbers(bare)) }
}

/// An IPv4 address in one to four numbers, each decimal, octal or hexadecimal; the last one fills what is left.
fn numbers(host: &str) -> Option<IpAddr> {
    let parts: Vec<u32> = host.split('.').map(number).collect::<Option<_>>()?;
    let (last, first) = parts.split_last()?;
    if first.len() > 3 || first.iter().any(|part| *part > 255) {
        return None;
    }
    let room = 32 - 8 * u32::try_from(first.len()).ok()?;
    if room < 32 && *last >> room != 0 {
        return None;
    }
    let first = (0..).zip(first).fold(0, |address, (at, part)| address | part << (24 - 8 * at));
    Some(IpAddr::from((first | last).to_be_bytes()))
}

fn number(text: &str) -> Option<u32> {
    let lower = text.to_ascii_lowercase();
    let is_plain = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let (digits, radix) = match (lower.strip_prefix("0x"), lower.strip_prefix('0')) {
        (Some(""), _) | (None, Some("")) => ("0", 10),
        (Some(hex), _) => (hex, 16),
        (None, Some(octal)) => (octal, 8),
        (None, None) => (lower.as_str(), 10),
    };
    if is_plain(digits) { u32::from_str_radix(digits, radix).ok() } else { None }
}

fn inside(host: &str, place: &str) -> Error {
    refused(format!("{host} is {place}, inside your own network; type that address yourself if you mean it"))
}

fn refused(why: String) -> Error {
    Error::Io(std::io::Error::other(why))
}

/// Whether an address is of no public place: of this machine, of a private network, of none in particular.
///
/// RFC 6890 and its successors; an IPv4 address within an IPv6 one counts as what it is.
pub(super) fn is_inside(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => {
            let [a, b, c, _] = address.octets();
            address.is_private()
                || address.is_loopback()
                || address.is_link_local()
                || address.is_documentation()
                || address.is_multicast()
                || a == 0
                || a >= 240
                || (a == 100 && (64..128).contains(&b))
                || (a == 192 && b == 0 && c == 0)
                || (a == 198 && (18..20).contains(&b))
        }
        IpAddr::V6(address) => {
            let segments = address.segments();
            if let Some(within) = address.to_ipv4_mapped() {
                return is_inside(IpAddr::V4(within));
            }
            // Translated (64:ff9b::/96) and tunnelled (2002::/16) addresses hold one too.
            let pair = |at: usize| {
                let ([a, b], [c, d]) = (segments[at].to_be_bytes(), segments[at + 1].to_be_bytes());
                is_inside(IpAddr::from([a, b, c, d]))
            };
            address.is_loopback()
                || address.is_unspecified()
                || address.is_multicast()
                || address.is_unique_local()
                || address.is_unicast_link_local()
                || (segments[0] == 0x2001 && segments[1] == 0xdb8)
                || (segments[..2] == [0x64, 0xff9b] && pair(6))
                || (segments[0] == 0x2002 && pair(1))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_known_however_it_is_written() {
        for host in [
            "127.0.0.1",
            "127.0.0.1.",
            "2130706433",
            "0x7f000001",
            "0x7f.1",
            "127.1",
            "127.0.1",
            "017700000001",
            "0177.0.0.1",
            "0X7F.0.0.0x1",
            "localhost",
            "LOCALHOST.",
            "a.localhost",
        ] {
            assert_eq!(place(host), Some(IpAddr::from([127, 0, 0, 1])), "{host}");
        }
        assert_eq!(place("0"), Some(IpAddr::from([0, 0, 0, 0])));
        assert_eq!(place("[::1]"), Some(IpAddr::from([0, 0, 0, 0, 0, 0, 0, 1])));
        assert_eq!(place("[::ffff:7f00:1]").map(is_inside), Some(true));
        for name in ["example.org", "127.0.0.256", "1.2.3.4.5", "256.1", "0x", "4294967296", "1e3", "", ".", "fe80"] {
            assert_eq!(place(name).filter(|_| name != "0x"), None, "{name}");
        }
    }

    #[test]
    fn a_place_inside_is_told_from_a_public_one() {
        for inside in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "255.255.255.255",
            "198.18.0.1",
            "224.0.0.1",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "::ffff:127.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "ff02::1",
            "2001:db8::1",
        ] {
            assert!(is_inside(inside.parse().unwrap()), "{inside}");
        }
        for public in ["1.1.1.1", "100.128.0.1", "172.32.0.1", "2606:4700::1111", "64:ff9b::101:101", "192.0.1.1"] {
            assert!(!is_inside(public.parse().unwrap()), "{public}");
        }
    }
}
