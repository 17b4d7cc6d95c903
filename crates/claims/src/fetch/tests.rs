//! Captures held against a hostile web of the tests' own, on this machine: 127.0.0.2 stands for a public place and
//! 127.0.0.1 for one inside, names mean what the test says, and patience is short.
#![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

use std::{
    io::{Read as _, Write as _},
    net::{IpAddr, SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use ureq::{
    Error,
    config::Config,
    http::Uri,
    unversioned::{
        resolver::{ResolvedSocketAddrs, Resolver},
        transport::NextTimeout,
    },
};

use super::{
    Fetched, Trust,
    web::{Way, fetch_by},
};
use crate::{
    failure::{Exit, Outcome},
    proxy::Proxies,
    world::World,
};

const PUBLIC: [u8; 4] = [127, 0, 0, 2];
const INSIDE: [u8; 4] = [127, 0, 0, 1];

/// What a server does with a connection whose request was read.
type Serve = dyn Fn(&mut TcpStream, &str) + Send + Sync;

/// A server at one of the places; it remembers what it was asked.
struct Server {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn at(place: [u8; 4], port: u16, serve: impl Fn(&mut TcpStream, &str) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind((IpAddr::from(place), port)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (log, serve): (_, Arc<Serve>) = (Arc::clone(&asked), Arc::new(serve));
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let (log, serve) = (Arc::clone(&log), Arc::clone(&serve));
                thread::spawn(move || {
                    let request = request(&mut stream);
                    log.lock().unwrap().push(request.clone());
                    serve(&mut stream, request.split(' ').nth(1).unwrap_or_default());
                });
            }
        });
        Self { port, asked }
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn request(stream: &mut TcpStream) -> String {
    let (mut request, mut byte) = (Vec::new(), [0]);
    while !request.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|n| n == 1) {
        request.push(byte[0]);
    }
    String::from_utf8_lossy(&request).into_owned()
}

fn answer(headers: &str, body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{headers}Content-Length: {}\r\n\r\n{body}", body.len())
}

fn leads_to(place: &str) -> String {
    format!(
        "HTTP/1.1 302 Found\r\nSet-Cookie: id=7\r\nLocation: {place}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
    )
}

/// Answers for each name what the test says, one answer after the other and the last one ever after.
#[derive(Debug)]
struct Names {
    answers: Vec<Vec<[u8; 4]>>,
    asked: Arc<AtomicUsize>,
}

impl Resolver for Names {
    fn resolve(&self, uri: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let host = uri.host().unwrap_or_default();
        let mut found = self.empty();
        if let Ok(literal) = host.trim_matches(['[', ']']).parse::<IpAddr>() {
            found.push(SocketAddr::from((literal, uri.port_u16().unwrap_or(80))));
            return Ok(found);
        }
        let at = self.asked.fetch_add(1, Ordering::SeqCst).min(self.answers.len() - 1);
        self.answers[at].iter().for_each(|ip| found.push(SocketAddr::from((*ip, uri.port_u16().unwrap_or(80)))));
        Ok(found)
    }
}

/// Fetches from the tests' own web; answers also how often a name was looked up.
fn get(address: &str, answers: &[&[[u8; 4]]], patience_ms: u64) -> (Outcome<Fetched>, usize) {
    let mut world = World::read().unwrap();
    world.proxies = Proxies::default();
    let asked = Arc::new(AtomicUsize::new(0));
    let names = Names { answers: answers.iter().map(|places| places.to_vec()).collect(), asked: Arc::clone(&asked) };
    let is_inside = |place: IpAddr| place.to_canonical() == IpAddr::from(INSIDE);
    let way = Way { patience: Duration::from_millis(patience_ms), names, is_inside };
    (fetch_by(way, address, Trust::Typed, 1, &world), asked.load(Ordering::SeqCst))
}

/// The failure of a fetch, which must be one of the network or of the data.
fn refused(address: &str, answers: &[&[[u8; 4]]]) -> String {
    let failure = get(address, answers, 3_000).0.expect_err(address);
    assert!(matches!(failure.exit, Exit::Network | Exit::Data), "{failure}");
    failure.what
}

/// A name that is public when it is looked up and private a moment later is connected to where it was looked at.
#[test]
fn the_place_that_was_looked_at_is_the_one_that_is_asked() {
    let public = Server::at(PUBLIC, 0, |stream, _| drop(stream.write_all(answer("", "<p>Public.").as_bytes())));
    let inside = Server::at(INSIDE, public.port, |stream, _| drop(stream.write_all(answer("", "secret").as_bytes())));
    let address = format!("http://rebinds.example:{}/", public.port);
    let (fetched, lookups) = get(&address, &[&[PUBLIC], &[INSIDE]], 3_000);
    assert_eq!((fetched.unwrap().bytes, lookups), (b"<p>Public.".to_vec(), 1));
    // Private at first sight, also among public ones and behind them.
    for answers in [&[INSIDE][..], &[INSIDE, PUBLIC], &[PUBLIC, INSIDE], &[PUBLIC, PUBLIC, PUBLIC, INSIDE]] {
        assert!(refused(&address, &[answers]).contains("rebinds.example is 127.0.0.1, inside your own network"));
    }
    assert_eq!((public.asked().len(), inside.asked().len()), (1, 0));
}

/// The same between two requests of one capture: what was public for the first is looked at anew for the second.
#[test]
fn a_name_that_turns_private_on_the_way_is_refused() {
    let public = Server::at(PUBLIC, 0, |stream, _| drop(stream.write_all(leads_to("/next").as_bytes())));
    let inside = Server::at(INSIDE, public.port, |stream, _| drop(stream.write_all(answer("", "secret").as_bytes())));
    let (port, path) = (public.port, "/");
    let said = refused(&format!("http://rebinds.example:{port}{path}"), &[&[PUBLIC], &[INSIDE]]);
    assert!(said.contains("inside your own network"), "{said}");
    // Each way to write a place inside, as an answer gives it.
    for host in ["127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost.", "[::ffff:127.0.0.1]"] {
        let leads = leads_to(&format!("http://{host}:{}/", inside.port));
        let start = Server::at(PUBLIC, 0, move |stream, _| drop(stream.write_all(leads.as_bytes())));
        // What the system makes of such a host is what the test answers for it.
        get(&format!("http://leads.example:{}/", start.port), &[&[PUBLIC], &[INSIDE]], 3_000).0.expect_err(host);
    }
    assert_eq!(inside.asked().len(), 0, "it was asked");
}

#[test]
fn what_an_answer_leads_to_is_told_and_takes_nothing_along() {
    let other = Server::at(PUBLIC, 0, |stream, _| drop(stream.write_all(answer("", "<p>Here.").as_bytes())));
    let port = other.port;
    let first = Server::at(PUBLIC, 0, move |stream, path| {
        let leads = match path {
            "/a" => leads_to("/b"),
            "/b" => leads_to(&format!("http://other.example:{port}/c")),
            "/user" => leads_to(&format!("http://reader:secret@other.example:{port}/")),
            "/loop" => leads_to("/again"),
            "/again" => leads_to("/loop"),
            "/nowhere" => leads_to(""),
            path => leads_to(&format!("{}://other.example/x", &path[1..])),
        };
        drop(stream.write_all(leads.as_bytes()));
    });
    let at = |path: &str| format!("http://first.example:{}{path}", first.port);
    let fetched = get(&at("/a"), &[&[PUBLIC]], 3_000).0.unwrap();
    assert_eq!(fetched.address, format!("http://other.example:{port}/c"));
    let told = format!("it led elsewhere 2 times: {} → {} → http://other.example:{port}/c", at("/a"), at("/b"));
    assert_eq!(fetched.notes, [told]);
    for request in first.asked().iter().chain(&other.asked()) {
        let lower = request.to_lowercase();
        assert!(
            !lower.contains("cookie") && !lower.contains("authorization") && !lower.contains("referer"),
            "{request}"
        );
    }
    let before = other.asked().len();
    assert!(refused(&at("/user"), &[&[PUBLIC]]).ends_with("an address that holds a user name or a password"));
    assert!(refused(&at("/loop"), &[&[PUBLIC]]).contains("leads elsewhere more than 8 times"));
    for scheme in ["file", "ftp", "data", "gopher", "javascript", "ws"] {
        refused(&at(&format!("/{scheme}")), &[&[PUBLIC]]);
    }
    assert_eq!(other.asked().len(), before, "it was asked");
    // What is typed is not repeated either.
    let failure = get("http://reader:secret@first.example/", &[&[PUBLIC]], 3_000).0.unwrap_err();
    assert!(failure.exit == Exit::Usage && !failure.to_string().contains("secret"), "{failure}");
}

/// However a server drags, all of it is over when patience is.
#[test]
fn a_slow_server_is_left_in_time() {
    let server = Server::at(PUBLIC, 0, |stream, path| {
        let (start, drop_by_drop): (&[u8], &[u8]) = match path {
            "/silence" => (b"", b""),
            "/status" => (b"HTTP/1.1", b" "),
            "/headers" => (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
            "/body" => (b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", b"x"),
            "/chunks" => (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
            "/chunk-size" => (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"0"),
            "/interim" => (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
            _ => (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 1000\r\n\r\n\x1f\x8b\x08", b"\0"),
        };
        let mut sent = stream.write_all(start);
        while sent.is_ok() {
            thread::sleep(Duration::from_millis(50));
            sent = stream.write_all(drop_by_drop);
            if drop_by_drop.is_empty() {
                // Says nothing for longer than anybody waits.
                thread::sleep(Duration::from_secs(20));
                break;
            }
        }
    });
    for path in ["/silence", "/status", "/headers", "/body", "/chunks", "/chunk-size", "/interim", "/packed"] {
        let began = Instant::now();
        let address = format!("http://slow.example:{}{path}", server.port);
        let failure = get(&address, &[&[PUBLIC]], 600).0.expect_err(path);
        // The server itself would go on for longer than this by far.
        assert!(began.elapsed() < Duration::from_secs(15), "{path}: {:?}", began.elapsed());
        assert!(failure.exit == Exit::Network, "{path}: {failure}");
    }
}

/// What is not HTTP, or says two things of itself, or has no end, is an error and within bounds.
#[test]
fn what_is_wrong_with_an_answer_is_an_error() {
    let ok = "HTTP/1.1 200 OK\r\n";
    let wrong: Vec<(&str, Vec<u8>)> = vec![
        ("shorter", format!("{ok}Content-Length: 50\r\n\r\nshort").into()),
        ("negative", format!("{ok}Content-Length: -1\r\n\r\nx").into()),
        ("no number", format!("{ok}Content-Length: many\r\n\r\nx").into()),
        ("more than there is", format!("{ok}Content-Length: 99999999999999999999999\r\n\r\nx").into()),
        ("absurd chunk", format!("{ok}Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nx").into()),
        ("chunk that is none", format!("{ok}Transfer-Encoding: chunked\r\n\r\nzz\r\nx\r\n").into()),
        ("chunks without an end", format!("{ok}Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n").into()),
        ("long header", format!("{ok}X: {}\r\n\r\nx", "x".repeat(10 << 20)).into()),
        ("many headers", format!("{ok}{}\r\nx", "X: y\r\n".repeat(1 << 20)).into()),
        ("no status", b"\r\n\r\nx".to_vec()),
        ("HTTP/0.9", b"<html><p>Only a page.</p></html>".to_vec()),
        ("another protocol", b"220 mail.example ESMTP\r\n".to_vec()),
        ("nothing", Vec::new()),
        ("interim for ever", b"HTTP/1.1 103 Early Hints\r\n\r\n".repeat(100_000)),
        ("deflate", format!("{ok}Content-Encoding: deflate\r\nContent-Length: 1\r\n\r\nx").into()),
        ("brotli", format!("{ok}Content-Encoding: br\r\nContent-Length: 1\r\n\r\nx").into()),
        ("nested", format!("{ok}Content-Encoding: gzip, gzip\r\nContent-Length: 1\r\n\r\nx").into()),
        ("no gzip", format!("{ok}Content-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx").into()),
        ("bomb", [format!("{ok}Content-Encoding: gzip\r\n\r\n").into(), gzip(&vec![b' '; 64 << 20])].concat()),
        ("cut gzip", [format!("{ok}Content-Encoding: gzip\r\n\r\n").as_bytes(), &gzip(b"page")[..20]].concat()),
        ("gzip of nothing, again and again", {
            [format!("{ok}Content-Encoding: gzip\r\n\r\n").into(), gzip(b"").repeat(100_000)].concat()
        }),
    ];
    for (name, bytes) in wrong {
        let sent = bytes.clone();
        let server = Server::at(PUBLIC, 0, move |stream, _| drop(stream.write_all(&sent)));
        let said = refused(&format!("http://odd.example:{}/", server.port), &[&[PUBLIC]]);
        assert!(said.len() < 400, "{name}: {said}");
    }
}

/// Two lengths, or a length and chunks: whichever is believed, it is not more than was sent.
#[test]
fn what_says_two_lengths_gives_no_more_than_it_sent() {
    for headers in [
        "Content-Length: 3\r\nContent-Length: 5\r\n\r\nabcdefgh",
        "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n",
        "Content-Length: 3, 5\r\n\r\nabcdefgh",
        "Content-Length: 3\r\n\r\nabcdefgh",
    ] {
        let sent = format!("HTTP/1.1 200 OK\r\n{headers}");
        let server = Server::at(PUBLIC, 0, move |stream, _| drop(stream.write_all(sent.as_bytes())));
        match get(&format!("http://odd.example:{}/", server.port), &[&[PUBLIC]], 3_000).0 {
            Ok(fetched) => assert!(b"abcdefgh".starts_with(&fetched.bytes[..]), "{headers}: {:?}", fetched.bytes),
            Err(failure) => assert_eq!(failure.exit, Exit::Network, "{failure}"),
        }
    }
}

#[test]
fn what_came_packed_is_said_with_both_sizes() {
    let page = "<p>The harbour is closed.</p>".repeat(100);
    let packed = gzip(page.as_bytes());
    let told = format!("it came packed by gzip: {} bytes became {}", packed.len(), page.len());
    let sent = [b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n".to_vec(), packed].concat();
    let server = Server::at(PUBLIC, 0, move |stream, _| drop(stream.write_all(&sent)));
    let fetched = get(&format!("http://packed.example:{}/", server.port), &[&[PUBLIC]], 3_000).0.unwrap();
    assert_eq!((fetched.notes, fetched.bytes.len()), (vec![told], page.len()));
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}
