//! Captures from the web, held against a server of the tests' own on this machine: pages that change, move, vanish,
//! lead astray, never end, or are larger than they say.

#[path = "fetch/bomb.rs"]
mod bomb;
#[path = "fetch/server.rs"]
mod server;

use std::{fs, process::Command, sync::Arc};

use bomb::bomb;
use server::{Server, leads_to, page, response};

/// A casebook of its own, and what its commands find in their environment.
struct Desk(tempfile::TempDir, Vec<(&'static str, String)>);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().expect("a folder"), Vec::new());
        assert_eq!(desk.claims(&["init", "--quiet"]).2, 0);
        desk
    }

    /// What a command prints, what it says, and its code.
    fn claims(&self, arguments: &[&str]) -> (String, String, i32) {
        let run = Command::new(env!("CARGO_BIN_EXE_claims"))
            .args(arguments)
            .current_dir(self.0.path())
            .env("CLAIMS_HOME", self.0.path().join("home"))
            .envs(self.1.iter().cloned())
            .output()
            .expect("the program");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (text(&run.stdout), text(&run.stderr), run.status.code().expect("a code and no signal"))
    }
}

#[test]
fn a_page_is_captured_and_followed_until_it_is_gone() {
    let server = Server::start(Arc::new(|path, times| match (path, times) {
        ("/a?id=7", 1 | 2) => page("<p>It sent 15 shells, he said.</p>"),
        ("/a?id=7", 3) => page("<p>It sent 50 shells, he said.</p>"),
        _ => response("410 Gone", "", b"nothing here"),
    }));
    let desk = Desk::new();
    let address = server.at("/a?id=7");
    let (added, said, code) = desk.claims(&["source", "add", &address]);
    assert_eq!((added.as_str(), code), ("s1  Port news  version 1, 6 words\n", 0), "{said}");
    desk.claims(&["add", "It sent 15 shells", "--in", "s1", "--quote", "It sent 15 shells"]);
    let request = server.requests().remove(0);
    assert!(request.contains("claims/") && !request.to_lowercase().contains("cookie"), "{request}");

    let capture = || desk.claims(&["source", "capture", "s1", &address]);
    let (shown, said, code) = capture();
    assert_eq!((shown.as_str(), code), ("", 0));
    assert!(said.starts_with("nothing new: it is what s1v1 is"), "{said}");
    let (shown, said, _) = capture();
    assert!(shown.starts_with("s1v2  ") && said.contains("1 claim touched: c1 edited"), "{shown}{said}");
    assert_eq!(capture().0, "s1v3  gone\n");
    let versions = desk.claims(&["source", "versions", "s1"]).0;
    assert!(versions.lines().nth(2).is_some_and(|line| line.contains("gone") && line.contains(&address)), "{versions}");
    assert_eq!(desk.claims(&["verify"]).2, 0);
}

#[test]
fn twins_of_an_address_are_one_source() {
    let server = Server::start(Arc::new(|path, _| match path {
        "/canonical" => page("<p>One.</p>"),
        path if path.starts_with("/tracked") => leads_to("/canonical"),
        _ => page("<link rel=canonical href='https://news.example.org/story'><p>Two.</p>"),
    }));
    let desk = Desk::new();
    desk.claims(&["source", "add", &server.at("/canonical")]);
    let (_, said, code) = desk.claims(&["source", "add", &server.at("/tracked?utm_source=x")]);
    assert!(said.contains("s1 is at this address already") && said.contains("no version was added"), "{said}");
    assert_eq!(code, 0);
    fs::write(desk.0.path().join("saved.html"), "<p>Three, as it was saved.</p>").expect("a file");
    let add = |address: &str| desk.claims(&["source", "add", "saved.html", "--address", address]);
    assert!(add("https://news.example.org/story").0.starts_with("s2  "));
    fs::write(desk.0.path().join("saved.html"), "<p>Four, as it was saved later.</p>").expect("a file");
    let (shown, said, _) = add("http://news.example.org/story/?fbclid=1");
    assert!(shown.starts_with("s2v2") && said.contains("s2 is at this address already"), "{shown}{said}");
}

/// What a page says of where it stands is believed of its own host, and never makes it a version of another source.
#[test]
fn a_page_speaks_for_no_other() {
    let server = Server::start(Arc::new(|path, _| match path {
        "/evil" => page("<link rel=canonical href='https://news.example.org/story'><p>Not what they wrote.</p>"),
        _ => page("<link rel=canonical href='/story'><p>Of the same host.</p>"),
    }));
    let desk = Desk::new();
    let write = |text: &str| fs::write(desk.0.path().join("saved.html"), text).expect("a file");
    write("<p>What they wrote.</p>");
    desk.claims(&["source", "add", "saved.html", "--address", "https://news.example.org/story"]);
    let (shown, said, code) = desk.claims(&["source", "add", &server.at("/evil")]);
    assert!(shown.starts_with("s2  ") && code == 0, "{shown}");
    let both = format!(
        "the address of the page is https://news.example.org/story; that of the source is {}",
        server.at("/evil")
    );
    assert!(said.contains(&both), "{said}");
    assert!(desk.claims(&["source", "show", "s2"]).0.contains(&both));
    assert_eq!(desk.claims(&["source", "versions", "s1"]).0.lines().count(), 1);
    // A file that says where it is from is asked about.
    write("<link rel=canonical href='https://news.example.org/story'><p>A forgery.</p>");
    let (_, said, code) = desk.claims(&["source", "add", "saved.html"]);
    assert!(said.starts_with("error: the page says that it is s1") && code == 4, "{said}");
    let (_, said, _) = desk.claims(&["source", "add", &server.at("/other")]);
    let given = format!("the address given is {}; that of the source is {}", server.at("/other"), server.at("/story"));
    assert!(said.contains(&given), "{said}");
    let sources = desk.claims(&["source", "list", "--json"]).0;
    assert!(sources.contains(&format!("\"address\":\"{}\"", server.at("/story"))), "{sources}");
}

/// An address that was stored may be what a page said of itself; only who types one inside the own network means it.
#[test]
fn a_stored_address_leads_to_no_place_inside() {
    let inside = Server::start(Arc::new(|_, _| page("<p>The router's own page.</p>")));
    let desk = Desk::new();
    let secret = inside.at("/secret");
    let text = format!("<link rel=canonical href='{secret}'><p>A page that leads on.</p>");
    fs::write(desk.0.path().join("leads.html"), text).expect("a file");
    desk.claims(&["source", "add", "leads.html"]);
    for command in [&["source", "capture", "s1"][..], &["source", "watch"]] {
        let (shown, said, code) = desk.claims(command);
        assert!(format!("{shown}{said}").contains("inside your own network") && code == 6, "{shown}{said}");
    }
    assert_eq!(inside.requests().len(), 0, "it was asked");
    assert_eq!(desk.claims(&["source", "capture", "s1", &secret]).2, 0);
    // What is no address on the web is no file either.
    desk.claims(&["source", "add", "leads.html", "--address", "urn:isbn:9780000000000"]);
    fs::write(desk.0.path().join("urn:isbn:9780000000000"), "A file of that name.").expect("a file");
    let (_, said, code) = desk.claims(&["source", "capture", "s2"]);
    assert!(said.contains("has no live address") && code == 2, "{said}");
}

/// Names that a page gives are taken to the letter, and those that are none are left out.
#[test]
fn a_page_chooses_no_party_of_the_casebook() {
    let desk = Desk::new();
    desk.claims(&["add", "It is closed", "--by", "Ines Prado"]);
    let made = |file: &str, site: &str| {
        let text =
            format!("<html><meta property='og:site_name' content='{site}'><title>T</title><p>A sentence of it.</p>");
        fs::write(desk.0.path().join(file), text).expect("a file");
        desk.claims(&["source", "add", file, "--json"])
    };
    for (file, site) in [("a.html", "p1"), ("b.html", "person:Evil Person"), ("c.html", "Smith; Sons")] {
        let (shown, said, code) = made(file, site);
        assert_eq!(code, 0, "{said}");
        assert!(!shown.contains("Ines Prado") && shown.contains(r#""publisher":null"#), "{site}: {shown}");
    }
    assert!(made("d.html", "The Gazette").0.contains(r#""name":"The Gazette""#));
}

/// What a web archive says of a page that was gone is kept: that it was, and when.
#[test]
fn an_archived_404_is_a_version_that_is_gone() {
    let desk = Desk::new();
    fs::write(desk.0.path().join("page.html"), "<p>It was there.</p>").expect("a file");
    desk.claims(&[
        "source",
        "add",
        "page.html",
        "--address",
        "https://e.example.org/gone",
        "--captured",
        "2019-01-01T00:00:00Z",
    ]);
    let answer = "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>Not here.</p>";
    let record = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://e.example.org/gone\r\nWARC-Date: 2020-09-04T10:00:00Z\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{answer}\r\n\r\n",
        answer.len()
    );
    fs::write(desk.0.path().join("gone.warc"), record).expect("a file");
    assert_eq!(desk.claims(&["source", "capture", "s1", "gone.warc"]).0, "s1v2  gone\n");
    let versions = desk.claims(&["source", "versions", "s1"]).0;
    assert!(versions.contains("s1v2\t2020-09-04T10:00:00Z\tgone"), "{versions}");
}

/// What is lacking for what comes after is found out before anything is recorded.
#[test]
fn a_capture_that_fails_records_nothing() {
    let desk = Desk::new();
    let write = |name: &str, text: &str| fs::write(desk.0.path().join(name), text).expect("a file");
    write("one.txt", "It is closed.");
    write("two.txt", "It is open.");
    desk.claims(&["source", "add", "one.txt"]);
    write("claims.toml", "[plugins]\ndiffer = \"nosuch\"\n");
    assert_eq!(desk.claims(&["source", "capture", "s1", "two.txt"]).2, 3);
    write("claims.toml", "");
    assert_eq!(desk.claims(&["source", "versions", "s1"]).0.lines().count(), 1);
}

#[test]
fn a_list_is_watched() {
    let server = Server::start(Arc::new(|path, times| match (path, times) {
        ("/still", _) => page("<p>As ever.</p>"),
        ("/moves", times) => page(&format!("<p>It is the {times}. edition of it.</p>")),
        ("/vanishes", 1) => page("<p>Soon gone.</p>"),
        ("/vanishes", _) => response("404 Not Found", "", b""),
        _ => response("503 Service Unavailable", "", b""),
    }));
    let desk = Desk::new();
    let list = ["/still", "/moves", "/vanishes"].map(|path| server.at(path)).join("\n");
    fs::write(desk.0.path().join("list.txt"), format!("# watched\n\n{list}\n{}\n", server.at("/down")))
        .expect("a list");
    let watch = |more: &[&str]| desk.claims(&[&["source", "watch", "list.txt", "--pause", "0"], more].concat());
    let outcomes = |shown: &str| -> Vec<String> {
        shown.lines().map(|line| line.split('\t').take(2).collect::<Vec<_>>().join(" ")).collect()
    };
    let (shown, said, code) = watch(&[]);
    let down = format!("failed: {}: the server answered 503 Service Unavailable", server.at("/down"));
    assert_eq!(outcomes(&shown), ["s1 added", "s2 added", "s3 added", &format!("- {down}")]);
    assert!(said.starts_with("error: 1 of 4 could not be captured") && code == 6, "{said}");
    let (shown, _, code) = watch(&[]);
    assert_eq!(outcomes(&shown)[..3], ["s1v1 unchanged", "s2v2 changed", "s3v2 gone"]);
    assert_eq!(code, 6);
    let (shown, _, _) = watch(&["--only-news"]);
    assert_eq!(outcomes(&shown), ["s2v3 changed", &format!("- {down}")]);
    fs::write(
        desk.0.path().join("list.txt"),
        format!("{}   # a comment\n{} # s3\n", server.at("/still"), server.at("/vanishes")),
    )
    .expect("a list");
    let (shown, _, code) = watch(&["--json"]);
    assert_eq!((shown.lines().count(), code), (2, 0));
    assert!(shown.contains(r#""outcome":"still gone""#) && shown.contains(r#""name":"s1v1""#), "{shown}");
}

/// A server that has too much to do is asked again when it wishes, and not before.
#[test]
fn a_server_says_when_to_come_again() {
    let busy = |after: &str| response("429 Too Many Requests", &format!("Retry-After: {after}\r\n"), b"");
    let server = Server::start(Arc::new(move |path, times| match (path, times) {
        ("/seconds", _) => busy("120"),
        ("/date", _) => {
            response("503 Service Unavailable", "Retry-After: Wed, 16 Aug 2023 10:00:00 GMT\r\n", b"closed")
        }
        ("/silent", _) => response("429 Too Many Requests", "", b""),
        ("/soon", 1) => busy("1"),
        _ => page("<p>As ever.</p>"),
    }));
    let mut desk = Desk::new();
    desk.1.push(("CLAIMS_NOW", "2023-08-16T09:00:00Z".to_owned()));
    for (path, wish) in [
        ("/seconds", "answered 429 Too Many Requests and asks to come again after 2023-08-16T09:02:00Z"),
        ("/date", "answered 503 Service Unavailable and asks to come again after 2023-08-16T10:00:00Z"),
        ("/silent", "answered 429 Too Many Requests and asks for fewer requests, and does not say when to come again"),
    ] {
        let (_, said, code) = desk.claims(&["source", "add", &server.at(path)]);
        assert!(said.contains(wish) && code == 6, "{path}: {said}");
    }

    // Who asks for little is waited for; who asks for much is left alone in this run, and the others are asked.
    let other = Server::start(Arc::new(|_, _| page("<p>Of another host.</p>")));
    let list = [server.at("/soon"), server.at("/seconds"), server.at("/still"), other.at("/a")];
    fs::write(desk.0.path().join("list.txt"), list.join("\n")).expect("a list");
    let asked = server.requests().len();
    let (shown, said, code) = desk.claims(&["source", "watch", "list.txt", "--pause", "0"]);
    let lines: Vec<&str> = shown.lines().collect();
    assert!(lines[0].starts_with("s1\tadded"), "{shown}{said}");
    assert!(lines[1].starts_with("-\tput off: ") && lines[1].contains("after 2023-08-16T09:02:00Z"), "{shown}");
    assert!(lines[2].starts_with("-\tput off: ") && lines[2].contains("it was not asked"), "{shown}");
    assert!(lines[3].starts_with("s2\tadded"), "{shown}");
    assert_eq!((server.requests().len() - asked, code), (3, 6), "/still was asked");
    let (shown, _, _) = desk.claims(&["source", "watch", "list.txt", "--pause", "0", "--json"]);
    assert!(shown.contains(r#""again":"2023-08-16T09:02:00Z""#) && shown.contains(r#""outcome":"put off""#), "{shown}");
}

/// A proxy that is named is used, says what is wrong with it, and is asked for no place inside.
#[test]
fn a_proxy_is_used_where_one_is_named() {
    let proxy = Server::start_as(
        Arc::new(|path, _| match path {
            "/story" => page("<p>Through the proxy.</p>"),
            "/inside" => leads_to("http://10.0.0.1/router"),
            _ => page("<p>Something else.</p>"),
        }),
        true,
    );
    let mut desk = Desk::new();
    desk.1.push(("http_proxy", format!("http://reader:secret@127.0.0.1:{}", proxy.port)));
    desk.1.push(("NO_PROXY", "nowhere.invalid".to_owned()));
    let (shown, said, code) = desk.claims(&["source", "add", "http://news.example/story"]);
    assert!(shown.starts_with("s1  ") && code == 0, "{said}");
    let connected = proxy.requests().remove(0);
    assert!(
        connected.starts_with("CONNECT news.example:80 ") && connected.contains("Proxy-Authorization: Basic "),
        "{connected}"
    );
    assert!(desk.claims(&["source", "list", "--json"]).0.contains("\"address\":\"http://news.example/story\""));
    let (_, said, code) = desk.claims(&["source", "add", "http://news.example/inside"]);
    assert!(said.contains("10.0.0.1, inside your own network") && code == 6, "{said}");
    // This machine and what NO_PROXY names are asked directly.
    let before = proxy.requests().len();
    let here = Server::start(Arc::new(|_, _| page("<p>Of this machine.</p>")));
    assert_eq!(desk.claims(&["source", "add", &here.at("/a")]).2, 0);
    let (_, said, code) = desk.claims(&["source", "add", "http://below.nowhere.invalid/"]);
    assert!(!said.contains("proxy") && code == 6, "{said}");
    assert_eq!(proxy.requests().len(), before);
    for (named, expected) in [
        ("socks5://127.0.0.1:1080".to_owned(), "error: http_proxy"),
        ("http://".to_owned(), "error: http_proxy"),
        ("http://reader:secret@127.0.0.1:1".to_owned(), "asked through the proxy that HTTP_PROXY names"),
    ] {
        desk.1[0].1.clone_from(&named);
        let (_, said, code) = desk.claims(&["source", "add", "http://news.example/other"]);
        assert!(said.to_lowercase().contains(&expected.to_lowercase()) && code != 0, "{named}: {said}");
        assert!(!said.contains("secret"), "{said}");
    }
}

#[test]
fn a_server_leads_nowhere_that_was_not_named() {
    let inside = Server::start(Arc::new(|_, _| page("<p>The router's own page.</p>")));
    let port = inside.port;
    let server = Server::start(Arc::new(move |path, _| match path {
        "/loop" => leads_to("/loop"),
        "/inside" => leads_to(&format!("http://localhost:{port}/")),
        "/mapped" => leads_to(&format!("http://[::ffff:127.0.0.1]:{port}/")),
        "/file" => leads_to("file:///etc/passwd"),
        _ => response("500 Internal Server Error", "", b"oh no"),
    }));
    let desk = Desk::new();
    for (path, expected) in [
        ("/loop", "leads elsewhere more than 8 times"),
        ("/inside", "inside your own network"),
        ("/mapped", "inside your own network"),
        ("/file", "error: "),
        ("/error", "the server answered 500 Internal Server Error"),
    ] {
        let (_, said, code) = desk.claims(&["source", "add", &server.at(path)]);
        assert!(said.contains(expected) && code == 6, "{path}: {said}");
    }
    assert_eq!(inside.requests().len(), 0, "it was asked");
    assert_eq!(desk.claims(&["source", "add", &server.at("/gone-404")]).2, 6);
    let (_, said, code) = desk.claims(&["source", "add", "http://nowhere.invalid/"]);
    assert!(said.starts_with("error: http://nowhere.invalid/: ") && code == 6, "{said}");
    assert_eq!(desk.claims(&["source", "list", "--json"]).0, "");
}

/// Whoever captures learns by which way it came, and what a server says of itself does nothing to a terminal.
#[test]
fn what_was_done_is_told() {
    let server = Server::start(Arc::new(|path, _| match path {
        "/a" => leads_to("/b"),
        "/b" => page("<p>It is closed.</p>"),
        "/bomb" => response("200 OK", "Content-Type: text/html\r\nContent-Encoding: gzip\r\n", &bomb()),
        "/reason" => response("503 \x1b[2J\u{202e}", "Retry-After: \x1b[2J\r\n", b""),
        "/type" => {
            response("200 OK", "Content-Type: text/\x1b[2J\u{202e}; charset=\u{9b}2J\r\n", b"<p>It is open.</p>")
        }
        _ => leads_to("/\x1b[2J\u{202e}"),
    }));
    let desk = Desk::new();
    let note = format!("it led elsewhere once: {} → {}", server.at("/a"), server.at("/b"));
    let (shown, said, _) = desk.claims(&["source", "add", &server.at("/a"), "--json"]);
    assert!(said.contains(&format!("note: {note}")), "{said}");
    assert!(shown.contains(&format!("\"notes\":[\"{note}\"]")), "{shown}");
    let (_, said, code) = desk.claims(&["source", "add", &server.at("/bomb")]);
    assert!(said.contains("is larger than 16 MiB") && code == 5, "{said}");
    for path in ["/reason", "/type", "/location"] {
        let (shown, said, _) = desk.claims(&["source", "add", &server.at(path)]);
        let printed = format!("{shown}{said}");
        assert!(!printed.contains(|c: char| c.is_control() && c != '\n' || c == '\u{202e}'), "{path}: {printed:?}");
    }
    let before = server.requests().len();
    let with_password = server.at("/b").replacen("http://", "http://reader:secret@", 1);
    let (shown, said, code) = desk.claims(&["source", "add", &with_password]);
    assert!(code == 2 && !format!("{shown}{said}").contains("secret"), "{said}");
    assert_eq!(server.requests().len(), before, "it was asked");
}

#[test]
fn what_a_server_sends_is_bounded() {
    let server = Server::start(Arc::new(|path, _| match path {
        "/long" => page(&"<p>On and on.</p>".repeat(200_000)),
        // A little that becomes 20 MiB of blanks.
        "/bomb" => response("200 OK", "Content-Type: text/html\r\nContent-Encoding: gzip\r\n", &bomb()),
        "/short" => b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<p>Cut".to_vec(),
        "/empty" => response("200 OK", "Content-Type: text/html\r\n", b""),
        "/noise" => b"\x00\x01\x02 not HTTP at all".to_vec(),
        _ => response("200 OK", &format!("X-Long: {}\r\n", "x".repeat(1 << 20)), b""),
    }));
    let desk = Desk::new();
    fs::write(desk.0.path().join("claims.toml"), "[capture]\nmax_mib = 1\n").expect("the settings");
    for (path, expected) in [
        ("/long", "is larger than 1 MiB"),
        ("/bomb", "is larger than 1 MiB"),
        ("/short", "error: "),
        ("/empty", "error: "),
        ("/noise", "error: "),
        ("/headers", "error: "),
    ] {
        let (_, said, code) = desk.claims(&["source", "add", &server.at(path)]);
        assert!(said.contains(expected) && (code == 5 || code == 6), "{path}: {said}");
    }
    assert_eq!(desk.claims(&["source", "list", "--json"]).0, "");
}
