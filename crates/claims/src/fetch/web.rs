//! Asks a server for a page: bounded in time, redirects and size, without cookies, and with a record of what was done.

use std::{
    cell::Cell,
    io::{self, Read},
    net::IpAddr,
    time::Duration,
};

use ureq::{
    Agent, Body, Error, Proxy, ProxyProtocol, ResponseExt as _,
    http::{Response, Uri},
    unversioned::{
        resolver::{DefaultResolver, Resolver},
        transport::{Connector, DefaultConnector},
    },
};

use super::{
    Exit, Failure, Fetched, Outcome, Trust,
    inside::{Gate, Watched, holds_user, is_inside},
};
use crate::{again::Again, failure::reason, render::short, world::World};

/// By which way the web is reached; the tests have a web of their own.
#[derive(Debug)]
pub(super) struct Way<R> {
    /// How long all of it may take.
    pub(super) patience: Duration,
    /// What looks names up.
    pub(super) names: R,
    /// Which places are inside the user's own network.
    pub(super) is_inside: fn(IpAddr) -> bool,
}

/// How long all of it may take.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long a server may take to be reached.
const CONNECT_WITHIN: Duration = Duration::from_secs(15);
/// How often an answer may lead elsewhere.
const MOST_REDIRECTS: u32 = 8;
/// How much of an address is told of a way that led elsewhere.
const LONGEST_SHOWN: usize = 200;
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
    let way = Way { patience: PATIENCE, names: DefaultResolver::default(), is_inside };
    fetch_by(way, address, trust, max_mib, world)
}

/// The same by another way.
pub(super) fn fetch_by(
    way: Way<impl Resolver>,
    address: &str,
    trust: Trust,
    max_mib: u32,
    world: &World,
) -> Outcome<Fetched> {
    let uri: Uri = address.parse().map_err(|_| no_address(address))?;
    if holds_user(&uri) {
        // It is not repeated, and would be kept.
        return Err(Failure::new(Exit::Usage, "the address holds a user name or a password, and nobody was asked")
            .hint("the record would keep it; save the page, and capture the file"));
    }
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
        .timeout_global(Some(way.patience))
        .save_redirect_history(true)
        .timeout_connect(Some(CONNECT_WITHIN))
        .proxy(proxy)
        .build();
    let gate = Gate { named: named.clone() };
    let watched = Watched { names: way.names, is_inside: way.is_inside, named };
    let agent = Agent::with_parts(config, gate.chain(DefaultConnector::default()), watched);
    let failed = |error: Error| network(address, &error, through, way.patience);
    let response = agent.get(uri).header("accept-encoding", "gzip").call().map_err(failed)?;
    let status = response.status().as_u16();
    let found = response.get_uri().to_string();
    let header = |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let content_type = header("content-type");
    let notes = led(&response).into_iter().collect();
    let mut fetched = Fetched { address: found, status, content_type, bytes: Vec::new(), notes };
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
    let packed = packed(address, header("content-encoding").as_deref())?;
    let limit = u64::from(max_mib) << 20;
    let (body, read) = (response.into_body().into_reader(), Cell::new(0));
    // What comes packed and is larger than that is no page, whatever is in it.
    let counted = Counted { from: body.take(limit + 1), read: &read };
    let got = if packed {
        flate2::read::MultiGzDecoder::new(counted).take(limit + 1).read_to_end(&mut fetched.bytes)
    } else {
        let mut counted = counted;
        counted.read_to_end(&mut fetched.bytes)
    };
    if fetched.bytes.len() as u64 > limit || read.get() > limit {
        return Err(Failure::new(Exit::Data, format!("{address} is larger than {max_mib} MiB"))
            .hint("raise max_mib under [capture] in claims.toml"));
    }
    got.map_err(|error| failed(Error::Io(error)))?;
    if packed {
        fetched.notes.push(format!("it came packed by gzip: {} bytes became {}", read.get(), fetched.bytes.len()));
    }
    Ok(fetched)
}

fn no_address(address: &str) -> Failure {
    let failure = Failure::new(Exit::Usage, format!("{address:?} is not an address"));
    if address.is_ascii() {
        failure
    } else {
        failure.hint("write its host in letters of ASCII (xn--…), and others as %C3%A9")
    }
}

/// Where an answer led before there was a page.
fn led(response: &Response<Body>) -> Option<String> {
    let steps = response.get_redirect_history().filter(|steps| steps.len() > 1)?;
    let steps: Vec<String> = steps.iter().map(|step| short(&step.to_string(), LONGEST_SHOWN).into_owned()).collect();
    let times = if steps.len() == 2 { "once".to_owned() } else { format!("{} times", steps.len() - 1) };
    Some(format!("it led elsewhere {times}: {}", steps.join(" → ")))
}

/// Whether the bytes are packed by gzip, which is what was asked for; no other way is taken.
fn packed(address: &str, encoding: Option<&str>) -> Outcome<bool> {
    match encoding.unwrap_or_default().trim().to_ascii_lowercase().as_str() {
        "" | "identity" => Ok(false),
        "gzip" | "x-gzip" => Ok(true),
        other => {
            let what = format!("{address}: it came packed by {}, which was not asked for", short(other, 40));
            Err(Failure::new(Exit::Network, what).hint("open it in a browser, save the page, and capture the file"))
        }
    }
}

/// A reader that counts what went through it.
struct Counted<'c, R> {
    from: R,
    read: &'c Cell<u64>,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(buffer)?;
        self.read.set(self.read.get() + read as u64);
        Ok(read)
    }
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

fn network(address: &str, error: &Error, through: Option<&str>, patience: Duration) -> Failure {
    let why = match error {
        Error::HostNotFound => "no such host".to_owned(),
        Error::TooManyRedirects => format!("it leads elsewhere more than {MOST_REDIRECTS} times"),
        Error::Timeout(_) => format!("no answer within {} seconds", patience.as_secs()),
        Error::Io(error) => match error.get_ref().and_then(|inner| inner.downcast_ref::<Error>()) {
            Some(Error::Timeout(_)) => format!("no whole answer within {} seconds", patience.as_secs()),
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
