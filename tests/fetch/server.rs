//! A server of the tests' own on this machine, and answers to give by it.

use std::{
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

/// What the server answers to a path, from the number of times it was asked.
pub(crate) type Answer = dyn Fn(&str, usize) -> Vec<u8> + Send + Sync;

/// A server that answers one request a connection, until the test ends.
pub(crate) struct Server {
    pub(crate) port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    pub(crate) fn start(answer: Arc<Answer>) -> Self {
        Self::start_as(answer, false)
    }

    /// As a proxy it answers in the place of whatever host it is asked for.
    pub(crate) fn start_as(answer: Arc<Answer>, is_proxy: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("the port").port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answer, log) = (Arc::clone(&answer), Arc::clone(&log));
                thread::spawn(move || serve(stream, &*answer, &log, is_proxy));
            }
        });
        Self { port, asked }
    }

    pub(crate) fn at(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    pub(crate) fn requests(&self) -> Vec<String> {
        self.asked.lock().expect("the log").clone()
    }
}

fn serve(mut stream: TcpStream, answer: &Answer, log: &Mutex<Vec<String>>, is_proxy: bool) {
    if is_proxy {
        let connect = request(&mut stream);
        log.lock().expect("the log").push(connect);
        let _ = stream.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n");
    }
    let request = request(&mut stream);
    let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
    let times = {
        let mut log = log.lock().expect("the log");
        log.push(request);
        log.iter().filter(|one| one.split(' ').nth(1) == Some(path.as_str())).count()
    };
    // Whoever hung up does not want to hear it.
    let _ = stream.write_all(&answer(&path, times));
}

/// A request up to its empty line.
fn request(stream: &mut TcpStream) -> String {
    let mut request = Vec::new();
    let mut byte = [0];
    while !request.ends_with(b"\r\n\r\n") && request.len() < 8_192 && stream.read(&mut byte).is_ok_and(|n| n == 1) {
        request.push(byte[0]);
    }
    String::from_utf8_lossy(&request).into_owned()
}

pub(crate) fn page(body: &str) -> Vec<u8> {
    let html = format!("<!doctype html><html lang=en><title>Port news</title><body><article>{body}</article></html>");
    response("200 OK", "Content-Type: text/html; charset=utf-8\r\n", html.as_bytes())
}

pub(crate) fn response(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

pub(crate) fn leads_to(place: &str) -> Vec<u8> {
    response("302 Found", &format!("Location: {place}\r\n"), b"")
}
