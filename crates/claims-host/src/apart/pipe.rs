//! Lines to and from a child, each side by a thread of its own, so that neither waits for the other for ever.
//!
//! A child that does not read while it writes would stand still with a program that does the same.

use std::{
    io::{BufReader, Read, Write},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel},
    },
    thread,
    time::{Duration, Instant},
};

/// How much of what a child says on its standard error is kept: the end of it.
const KEPT_OF_MESSAGES: usize = 4096;

/// How long is waited for the rest of it, once the child is gone.
const LAST_WORDS: Duration = Duration::from_millis(500);

/// Why no line came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoLine {
    /// Not in time.
    Late,
    /// The child has closed its output, perhaps in the middle of a line.
    Ended,
    /// It is longer than any answer may be.
    TooLong,
}

/// The pipes of a child.
pub(crate) struct Pipes {
    to: Option<Sender<Vec<u8>>>,
    from: Receiver<Result<Vec<u8>, NoLine>>,
    messages: Arc<Mutex<Vec<u8>>>,
    listener: Option<thread::JoinHandle<()>>,
    /// Whether there is the beginning of a line whose end has not come.
    begun: Arc<AtomicBool>,
}

impl Pipes {
    pub(crate) fn new(
        mut stdin: impl Write + Send + 'static,
        stdout: impl Read + Send + 'static,
        mut stderr: impl Read + Send + 'static,
        longest_line: usize,
    ) -> Self {
        let (to, lines) = channel::<Vec<u8>>();
        // A thread that writes to a child which reads no more ends with an error, when the child is killed at the latest.
        thread::spawn(move || lines.iter().try_for_each(|line| stdin.write_all(&line).and_then(|()| stdin.flush())));
        let (out, from) = sync_channel(1);
        let begun = Arc::new(AtomicBool::new(false));
        let begins = Arc::clone(&begun);
        thread::spawn(move || read_lines(stdout, &out, longest_line, &begins));
        let messages = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&messages);
        let listener = thread::spawn(move || {
            let mut buffer = [0; 1024];
            while let Ok(count @ 1..) = stderr.read(&mut buffer) {
                let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
                kept.extend_from_slice(&buffer[..count]);
                let surplus = kept.len().saturating_sub(KEPT_OF_MESSAGES);
                kept.drain(..surplus);
            }
        });
        Self { to: Some(to), from, messages, listener: Some(listener), begun }
    }

    /// Hands a line over, to be written whenever the child reads.
    pub(crate) fn send(&self, line: Vec<u8>) {
        if let Some(to) = &self.to {
            // If the child is gone, that shows when its answer does not come.
            let _ = to.send(line);
        }
    }

    /// The next line, without its end.
    pub(crate) fn receive(&self, patience: Duration) -> Result<Vec<u8>, NoLine> {
        match self.from.recv_timeout(patience) {
            Ok(line) => line,
            Err(RecvTimeoutError::Timeout) => Err(NoLine::Late),
            Err(RecvTimeoutError::Disconnected) => Err(NoLine::Ended),
        }
    }

    /// Whether the child has written the beginning of a line, and not its end.
    pub(crate) fn is_within_a_line(&self) -> bool {
        self.begun.load(Ordering::Acquire)
    }

    /// Tells the child that nothing more will come.
    pub(crate) fn close(&mut self) {
        self.to = None;
    }

    /// The end of what a child that is gone said on its standard error.
    pub(crate) fn last_words(&mut self) -> String {
        if let Some(listener) = self.listener.take() {
            // Whoever it handed its standard error to may hold that open for ever.
            let since = Instant::now();
            while !listener.is_finished() && since.elapsed() < LAST_WORDS {
                thread::sleep(Duration::from_millis(1));
            }
        }
        let kept = self.messages.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&kept).trim().to_owned()
    }
}

fn read_lines(from: impl Read, to: &SyncSender<Result<Vec<u8>, NoLine>>, longest: usize, begun: &AtomicBool) {
    let mut from = BufReader::with_capacity(1 << 16, from);
    loop {
        let line = read_line(&mut from, longest, begun);
        let is_last = line.is_err();
        if to.send(line).is_err() || is_last {
            return;
        }
    }
}

fn read_line(from: &mut impl std::io::BufRead, longest: usize, begun: &AtomicBool) -> Result<Vec<u8>, NoLine> {
    let mut line = Vec::new();
    loop {
        let available = from.fill_buf().map_err(|_| NoLine::Ended)?;
        if available.is_empty() {
            return Err(NoLine::Ended);
        }
        let end = available.iter().position(|byte| *byte == b'\n');
        let taken = end.unwrap_or(available.len());
        line.extend_from_slice(&available[..taken]);
        let used = end.map_or(taken, |end| end + 1);
        from.consume(used);
        if line.len() > longest {
            return Err(NoLine::TooLong);
        }
        begun.store(end.is_none(), Ordering::Release);
        if end.is_some() {
            return Ok(line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOON: Duration = Duration::from_secs(10);

    fn pipes(out: &'static [u8]) -> Pipes {
        Pipes::new(std::io::sink(), out, &b"a word\n"[..], 8)
    }

    #[test]
    fn lines_come_one_by_one_and_only_whole() {
        let pipes = pipes(b"one\n\ntwo\nhal");
        let mut lines = std::iter::from_fn(|| Some(pipes.receive(SOON)));
        assert_eq!(lines.next(), Some(Ok(b"one".to_vec())));
        assert_eq!(lines.next(), Some(Ok(Vec::new())));
        assert_eq!(lines.next(), Some(Ok(b"two".to_vec())));
        assert_eq!(lines.next(), Some(Err(NoLine::Ended)));
        assert_eq!(lines.next(), Some(Err(NoLine::Ended)));
    }

    #[test]
    fn a_line_that_was_begun_is_known_of() {
        for (out, begun) in [(&b"one\ntw"[..], true), (b"one\n", false), (b"", false)] {
            let pipes = pipes(out);
            while pipes.receive(SOON).is_ok() {}
            assert_eq!(pipes.is_within_a_line(), begun, "{out:?}");
        }
    }

    #[test]
    fn a_line_without_end_is_given_up() {
        assert_eq!(pipes(b"012345678901234567890123456789").receive(SOON), Err(NoLine::TooLong));
    }

    #[test]
    fn last_words_are_kept() {
        assert_eq!(pipes(b"").last_words(), "a word");
    }
}
