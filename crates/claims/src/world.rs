//! The one place that reads the clock, randomness, the environment and who sits at the keyboard.
//!
//! Each can be pinned from outside (`CLAIMS_NOW`, `CLAIMS_SEED`, `CLAIMS_USER`, `CLAIMS_HOME`), so that a session can
//! be repeated to the byte.

use std::{cell::Cell, env, io::IsTerminal as _, path::PathBuf, time::Duration};

use claims_model::{Digest, Key, Timestamp};

use crate::{
    failure::{Exit, Failure, Outcome},
    proxy::Proxies,
};

/// What a command may know of its surroundings.
pub(crate) struct World {
    pinned_now: Option<Timestamp>,
    seed: Option<String>,
    made: Cell<u64>,
    /// The user's own data folder: `CLAIMS_HOME`, else where the system keeps such things.
    pub(crate) home: Option<PathBuf>,
    /// The folder in which the user's own things lie, without links.
    pub(crate) user_folder: Option<PathBuf>,
    /// This program's own file.
    pub(crate) program: Option<PathBuf>,
    /// The casebook folder named by `CLAIMS_CASEBOOK`.
    pub(crate) casebook: Option<PathBuf>,
    /// Who works, from `CLAIMS_USER`.
    pub(crate) user: Option<String>,
    /// How long to wait for others at the same casebook, from `CLAIMS_PATIENCE`.
    pub(crate) patience: Option<Duration>,
    /// Whether a casebook may lie on a disk that several machines share, from `CLAIMS_ANY_DISK`.
    pub(crate) any_disk: bool,
    /// The account's name.
    pub(crate) account: Option<String>,
    /// The editor of `edit`, from `VISUAL` or `EDITOR`.
    pub(crate) editor: Option<String>,
    /// The proxies through which the web is asked.
    #[cfg_attr(not(feature = "fetch"), allow(dead_code, reason = "only what fetches asks for it"))]
    pub(crate) proxies: Proxies,
    /// Whether what is said beside the data goes to a terminal.
    pub(crate) watches: bool,
    /// Whether the data goes to a terminal.
    pub(crate) shows: bool,
    /// Whether somebody sits at the terminal and can be asked.
    pub(crate) asks: bool,
    /// How many columns that terminal has.
    pub(crate) columns: usize,
}

impl World {
    /// Reads the surroundings once.
    ///
    /// # Errors
    /// When a pin is no time, or a patience no number.
    pub(crate) fn read() -> Outcome<Self> {
        let pinned_now = text("CLAIMS_NOW").map(|now| time("CLAIMS_NOW", &now)).transpose()?;
        let columns = text("COLUMNS").and_then(|columns| columns.parse().ok());
        let measured = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        Ok(Self {
            pinned_now,
            seed: text("CLAIMS_SEED"),
            made: Cell::new(0),
            home: env::var_os("CLAIMS_HOME").filter(|home| !home.is_empty()).map(PathBuf::from).or_else(data_folder),
            user_folder: env::home_dir().and_then(|folder| folder.canonicalize().ok()),
            program: env::current_exe().ok(),
            casebook: env::var_os("CLAIMS_CASEBOOK").filter(|value| !value.is_empty()).map(PathBuf::from),
            user: text("CLAIMS_USER"),
            patience: text("CLAIMS_PATIENCE").map(|seconds| patience(&seconds)).transpose()?,
            any_disk: text("CLAIMS_ANY_DISK").is_some_and(|value| value != "0"),
            account: text("USER").or_else(|| text("LOGNAME")).or_else(|| text("USERNAME")),
            editor: text("VISUAL").or_else(|| text("EDITOR")),
            proxies: Proxies {
                https: either("HTTPS_PROXY"),
                http: either("HTTP_PROXY"),
                all: either("ALL_PROXY"),
                except: either("NO_PROXY"),
            },
            watches: std::io::stderr().is_terminal(),
            shows: std::io::stdout().is_terminal(),
            asks: std::io::stdout().is_terminal() && std::io::stdin().is_terminal(),
            columns: columns.or_else(measured).unwrap_or(100),
        })
    }

    /// The time of this command; one and the same for all it does when it is pinned.
    pub(crate) fn now(&self) -> Timestamp {
        // Whole seconds: nobody cites a fact-check to the microsecond, and the log stays readable.
        let now = self.pinned_now.unwrap_or_else(Timestamp::now);
        Timestamp::from_second(now.as_second()).unwrap_or(now)
    }

    /// Pins the clock for what follows.
    pub(crate) fn pin(&mut self, now: Timestamp) {
        self.pinned_now = Some(now);
    }

    /// Pins the keys for what follows.
    pub(crate) fn seed(&mut self, seed: &str) {
        self.seed = Some(seed.to_owned());
    }

    /// A key never given before: a UUIDv7 (RFC 9562) of the time and of 74 random bits.
    ///
    /// With a seed the bits come from the seed and from `head`, the end of the log, so that a repeated session gives
    /// the same keys and a continued one does not repeat them.
    pub(crate) fn new_key(&self, head: &Digest) -> Key {
        let Some(seed) = &self.seed else {
            if self.pinned_now.is_none() {
                return Key::new(uuid::Uuid::now_v7());
            }
            let random = uuid::Uuid::now_v7().into_bytes();
            let mut bits = [0; 10];
            bits.copy_from_slice(&random[6..]);
            return self.key_with(bits);
        };
        let number = self.made.replace(self.made.get() + 1);
        let digest = Digest::of(format!("{seed}\n{head}\n{number}").as_bytes());
        let mut bits = [0; 10];
        bits.copy_from_slice(&digest.as_bytes()[..10]);
        self.key_with(bits)
    }

    fn key_with(&self, bits: [u8; 10]) -> Key {
        let millis = u64::try_from(self.now().as_millisecond()).unwrap_or(0);
        Key::new(uuid::Builder::from_unix_timestamp_millis(millis, &bits).into_uuid())
    }
}

/// Reads a time as people and machines write it: RFC 3339.
///
/// # Errors
/// When it is not one; `what` names where it was given.
pub(crate) fn time(what: &str, text: &str) -> Outcome<Timestamp> {
    text.parse().map_err(|_| {
        Failure::new(Exit::Usage, format!("{what}: {text:?} is not a time"))
            .hint("write it as RFC 3339, such as 2023-08-15T14:05:00Z")
    })
}

/// A time to wait, in seconds; at most a day, so that nobody waits for ever.
fn patience(text: &str) -> Outcome<Duration> {
    let seconds = text.parse().ok().filter(|seconds| *seconds <= 86_400);
    seconds.map(Duration::from_secs).ok_or_else(|| {
        Failure::new(Exit::Usage, format!("CLAIMS_PATIENCE: {text:?} is no time to wait"))
            .hint("write a number of seconds, from 0 to 86400")
    })
}

fn data_folder() -> Option<PathBuf> {
    use etcetera::BaseStrategy as _;
    Some(etcetera::choose_base_strategy().ok()?.data_dir().join("claims"))
}

fn text(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// A variable that is written in capitals or in small letters.
fn either(name: &str) -> Option<String> {
    text(name).or_else(|| text(&name.to_lowercase()))
}
