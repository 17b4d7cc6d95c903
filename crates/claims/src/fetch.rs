//! Fetches what is behind an address on the web: within bounds of size and time, and from no place inside the user's own
//! network that the user did not name.

use std::net::IpAddr;

use crate::failure::{Exit, Failure, Outcome};
#[cfg(not(feature = "fetch"))]
use crate::world::World;

/// What came back.
#[derive(Debug)]
pub(crate) struct Fetched {
    /// The address that answered in the end, after redirects.
    pub(crate) address: String,
    /// What the server answered: 200, 404 and the like.
    pub(crate) status: u16,
    /// What the server says that it is, with its charset if it names one.
    pub(crate) content_type: Option<String>,
    /// The bytes, unpacked where they came packed.
    pub(crate) bytes: Vec<u8>,
}

impl Fetched {
    /// Whether the server says that there is nothing there, now or ever again.
    pub(crate) fn is_gone(&self) -> bool {
        matches!(self.status, 404 | 410)
    }
}

/// Who says that an address is to be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trust {
    /// A person typed it, and may mean a place inside the user's own network.
    Typed,
    /// It was stored, and may be what a page once said of itself.
    Stored,
}

#[cfg(not(feature = "fetch"))]
pub(crate) fn fetch(address: &str, _: Trust, _: u32, _: &World) -> Outcome<Fetched> {
    Err(Failure::new(Exit::Usage, format!("this claims was built without the feature fetch, and {address} is no file"))
        .hint("save the page and capture the file"))
}

#[cfg(feature = "fetch")]
pub(crate) use web::fetch;

#[cfg(feature = "fetch")]
mod web {
    use std::{io::Read as _, net::IpAddr, time::Duration};

    use ureq::{
        Agent, Error, Proxy, ProxyProtocol, ResponseExt as _,
        config::Config,
        http::Uri,
        unversioned::{
            resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver},
            transport::{ConnectionDetails, Connector, DefaultConnector, NextTimeout},
        },
    };

    use super::{Exit, Failure, Fetched, Outcome, Trust, is_inside};
    use crate::{again::Again, failure::reason, world::World};

    /// How long all of it may take.
    const PATIENCE: Duration = Duration::from_secs(60);
    /// How long a server may take to be reached.
    const CONNECT_WITHIN: Duration = Duration::from_secs(15);
    /// How often an answer may lead elsewhere.
    const MOST_REDIRECTS: u32 = 8;
    /// What is said to a server about who asks.
    const AGENT: &str = concat!("claims/", env!("CARGO_PKG_VERSION"), " (captures pages for fact-checking)");

    /// Fetches an address; a server that answers with an error is a failure, save that a page is gone.
    ///
    /// No cookies are kept; a proxy that the environment names is used.
    ///
    /// # Errors
    /// When nothing, too much, or something else than was asked for comes back, and when the address leads inside the
    /// user's own network without having been typed.
    pub(crate) fn fetch(address: &str, trust: Trust, max_mib: u32, world: &World) -> Outcome<Fetched> {
        let uri: Uri =
            address.parse().map_err(|_| Failure::new(Exit::Usage, format!("{address:?} is not an address")))?;
        let named = uri.host().filter(|_| trust == Trust::Typed).map(str::to_owned);
        let proxy = proxy(address, world)?;
        let through = proxy.as_ref().filter(|proxy| !proxy.is_no_proxy(&uri)).and_then(|_| world.proxies.of(address));
        let through = through.map(|(variable, _)| variable);
        let config = Agent::config_builder()
            .user_agent(AGENT)
            .accept("text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.9,*/*;q=0.5")
            .max_redirects(MOST_REDIRECTS)
            .max_redirects_will_error(true)
            .http_status_as_error(false)
            .timeout_global(Some(PATIENCE))
            .timeout_connect(Some(CONNECT_WITHIN))
            .proxy(proxy)
            .build();
        let gate = Gate { named: named.clone() };
        let agent = Agent::with_parts(config, gate.chain(DefaultConnector::default()), Watched { named });
        let failed = |error: Error| network(address, &error, through);
        let response = agent.get(uri).call().map_err(failed)?;
        let status = response.status().as_u16();
        let found = response.get_uri().to_string();
        let header = |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let content_type = header("content-type");
        let mut fetched = Fetched { address: found, status, content_type, bytes: Vec::new() };
        if fetched.is_gone() {
            return Ok(fetched);
        }
        if !response.status().is_success() {
            let words = response.status().canonical_reason().map(|words| format!(" {words}")).unwrap_or_default();
            let again = Again::asked(status, header("retry-after").as_deref(), world.now());
            let wish = again.map(|again| format!(" and {}", again.words())).unwrap_or_default();
            let what = format!("{address}: the server answered {status}{words}{wish}");
            let failure = Failure { again, ..Failure::new(Exit::Network, what) };
            return Err(failure.hint("open it in a browser, save the page, and capture the file"));
        }
        let limit = u64::from(max_mib) << 20;
        let mut body = response.into_body().into_reader().take(limit + 1);
        body.read_to_end(&mut fetched.bytes).map_err(|error| failed(Error::Io(error)))?;
        if fetched.bytes.len() as u64 > limit {
            return Err(Failure::new(Exit::Data, format!("{address} is larger than {max_mib} MiB"))
                .hint("raise max_mib under [capture] in claims.toml"));
        }
        Ok(fetched)
    }

    /// The proxy that the environment names for an address.
    fn proxy(address: &str, world: &World) -> Outcome<Option<Proxy>> {
        let Some((variable, value)) = world.proxies.of(address) else { return Ok(None) };
        // What it says is not repeated: there may be a password in it.
        let wrong = || {
            Failure::new(Exit::Usage, format!("{variable} names no proxy that can be used"))
                .hint("write it as http://HOST:PORT; SOCKS is not spoken")
                .hint("hosts that need none are listed in NO_PROXY")
        };
        let named = Proxy::new(value).map_err(|_| wrong())?;
        if !matches!(named.protocol(), ProxyProtocol::Http | ProxyProtocol::Https) {
            return Err(wrong());
        }
        let mut proxy = Proxy::builder(named.protocol()).host(named.host()).port(named.port());
        if let Some(user) = named.username() {
            proxy = proxy.username(user);
        }
        if let Some(password) = named.password() {
            proxy = proxy.password(password);
        }
        let proxy = world.proxies.exceptions().iter().fold(proxy, |proxy, pattern| proxy.no_proxy(pattern));
        proxy.build().map(Some).map_err(|_| wrong())
    }

    fn network(address: &str, error: &Error, through: Option<&str>) -> Failure {
        let why = match error {
            Error::HostNotFound => "no such host".to_owned(),
            Error::TooManyRedirects => format!("it leads elsewhere more than {MOST_REDIRECTS} times"),
            Error::Timeout(_) => format!("no answer within {} seconds", PATIENCE.as_secs()),
            Error::Io(error) => match error.get_ref().and_then(|inner| inner.downcast_ref::<Error>()) {
                Some(Error::Timeout(_)) => format!("no whole answer within {} seconds", PATIENCE.as_secs()),
                Some(inner) => inner.to_string(),
                None => reason(error),
            },
            other => other.to_string(),
        };
        let failure = Failure::new(Exit::Network, format!("{address}: {why}"));
        let failure = match through {
            Some(variable) => failure.hint(format!("it was asked through the proxy that {variable} names")),
            None => failure,
        };
        let failure = if why.contains("lookup") || matches!(error, Error::HostNotFound) {
            failure.hint("is the name right, and are you online?")
        } else {
            failure
        };
        failure.hint("nothing was written; try again, or save the page and capture the file")
    }

    /// Finds hosts, and refuses those inside the user's own network: an address found on a page, or an answer that leads
    /// on, could otherwise have this program ask what only its user may ask.
    #[derive(Debug)]
    struct Watched {
        /// The host, if a person typed it; whoever types `localhost` or an address of their own network means it.
        named: Option<String>,
    }

    impl Resolver for Watched {
        fn resolve(&self, uri: &Uri, config: &Config, patience: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
            let found = DefaultResolver::default().resolve(uri, config, patience)?;
            // A proxy may stand inside: the user named it.
            if config.proxy().is_some_and(|proxy| proxy.uri().authority() == uri.authority()) {
                return Ok(found);
            }
            let host = uri.host().unwrap_or_default();
            if self.named.as_deref() == Some(host) && place(host).is_some() {
                return Ok(found);
            }
            match found.iter().find(|place| is_inside(place.ip())) {
                None => Ok(found),
                Some(place) => Err(inside(host, &place.ip().to_string())),
            }
        }
    }

    /// Refuses places inside before a proxy is asked for them; what a name means is for the proxy to find out.
    #[derive(Debug)]
    struct Gate {
        /// As [`Watched::named`].
        named: Option<String>,
    }

    impl Connector<()> for Gate {
        type Out = ();

        fn connect(&self, details: &ConnectionDetails<'_>, _: Option<()>) -> Result<Option<()>, Error> {
            let host = details.uri.host().unwrap_or_default();
            let is_proxied = details.config.proxy().is_some_and(|proxy| !proxy.is_no_proxy(details.uri));
            match place(host).filter(|place| is_proxied && is_inside(*place)) {
                Some(place) if self.named.as_deref() != Some(host) => Err(inside(host, &place.to_string())),
                _ => Ok(None),
            }
        }
    }

    /// The place that a host says itself that it is.
    fn place(host: &str) -> Option<IpAddr> {
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let is_here = bare.eq_ignore_ascii_case("localhost") || bare.to_ascii_lowercase().ends_with(".localhost");
        if is_here { Some(IpAddr::from([127, 0, 0, 1])) } else { bare.parse().ok() }
    }

    fn inside(host: &str, place: &str) -> Error {
        Error::Io(std::io::Error::other(format!(
            "{host} is {place}, inside your own network; type that address yourself if you mean it"
        )))
    }
}

/// Whether an address is of no public place: of this machine, of a private network, of none in particular.
///
/// RFC 6890 and its successors; an IPv4 address within an IPv6 one counts as what it is.
fn is_inside(address: IpAddr) -> bool {
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
