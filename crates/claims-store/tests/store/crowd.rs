//! Many processes at one record: no operation is lost, nobody sees half of one, nobody starves, and whoever waits too
//! long is told for whom.
//!
//! The tests start themselves again as the crowd: `member` below. `CLAIMS_CROWD_SECONDS=60` makes it a long one.
#![cfg(unix)]

use std::{
    collections::BTreeMap,
    io::{BufRead as _, BufReader, Read as _},
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc,
    time::{Duration, Instant},
};

use claims_model::{Change, Claim, Key, Kind, Note, Operation, Status, Timestamp, Verb};
use claims_store::{Casebook, Error, Hold, Records, Terms};
use uuid::Uuid;

use crate::session::Session;

/// How many write, and how many read.
const EACH: u128 = 10;

#[test]
fn a_crowd_loses_nothing_and_sees_nothing_half_done() {
    let seconds = std::env::var("CLAIMS_CROWD_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(2);
    let mut session = Session::new();
    session.perform(Verb::Add, vec![Change::create(twin(0, 0)), Change::create(twin(1, 0))]).unwrap();
    let (_folder, path) = session.close();
    let start = |does: &str, number| start(&path, does, &[("number", number), ("seconds", seconds)]);
    let began = Instant::now();
    let writers: Vec<Child> = (1..=EACH).map(|number| start("write", number)).collect();
    let readers: Vec<Child> = (1..=EACH).map(|number| start("read", EACH + number)).collect();
    // All are listened to at once: one whose pipe is full would stop, and might have the lock.
    let listen = |members: Vec<Child>| members.into_iter().map(|one| std::thread::spawn(|| told(one))).collect();
    let (writers, readers): (Vec<_>, Vec<_>) = (listen(writers), listen(readers));
    let all = |listening: Vec<std::thread::JoinHandle<Told>>| listening.into_iter().map(|one| one.join().unwrap());
    let (written, read): (Vec<Told>, Vec<Told>) = (all(writers).collect(), all(readers).collect());
    let took = began.elapsed().as_secs_f64();

    let mut casebook = Casebook::open(&path).unwrap();
    let records = casebook.read().unwrap();
    assert_eq!(records.verify().unwrap().findings, []);
    // Each acknowledged operation stands in the log where its writer was told that it does, and there is no other.
    let acknowledged: BTreeMap<u64, Key> = written.iter().flat_map(|told| told.kept.clone()).collect();
    let count: usize = written.iter().map(|told| told.kept.len()).sum();
    let logged = records.entries(None, usize::MAX >> 1).unwrap();
    let logged: BTreeMap<u64, Key> =
        logged.iter().filter(|entry| entry.seq > 1).map(|entry| (entry.seq, entry.operation.key)).collect();
    assert_eq!((acknowledged.len(), &acknowledged), (count, &logged));
    assert!(written.iter().all(|told| !told.kept.is_empty()), "a writer never had a turn");
    assert!(read.iter().all(|told| told.views > 0), "a reader never had a look");

    let least = written.iter().map(|told| told.kept.len()).min().unwrap();
    let most = written.iter().map(|told| told.kept.len()).max().unwrap();
    let mut waits: Vec<f64> = written.iter().flat_map(|told| told.waits.clone()).collect();
    waits.sort_by(f64::total_cmp);
    let at = |share: f64| waits[((waits.len() - 1) as f64 * share) as usize];
    println!(
        "{EACH} writers, {EACH} readers, {took:.1} s: {:.0} operations/s ({count}; by writer {least} to {most}), {:.0} \
         views/s; waits for the lock: half within {:.1} ms, 99 % within {:.0} ms, the longest {:.0} ms",
        count as f64 / took,
        read.iter().map(|told| told.views).sum::<usize>() as f64 / took,
        at(0.5),
        at(0.99),
        at(1.0)
    );
}

/// Waits as long as it takes until a wait is told of.
#[test]
#[cfg(target_os = "linux")]
fn whoever_holds_the_lock_is_named() {
    let (_folder, path) = Session::new().close();
    let mut other = start(&path, "hold", &[]);
    until(&mut other, "holds");
    let (tell, hear) = mpsc::channel();
    let tell = Box::new(move |holder: Option<&claims_store::Holder>| tell.send(holder.cloned()).unwrap());
    let terms = Terms { patience: Duration::from_millis(2_300), tell: Some(tell), ..Terms::default() };
    let mut casebook = Casebook::open_on(terms, &path).unwrap();
    assert_eq!(casebook.read().unwrap().count(Kind::Claim).unwrap(), 0, "readers go on");
    let Err(error @ Error::Locked { .. }) = casebook.write().map(|_| ()) else { panic!() };
    let Error::Locked { holder: Some(holder), turns: false, seconds: 2 } = &error else { panic!("{error:?}") };
    assert_eq!((holder.process, holder.hold), (other.id(), Hold::Writing));
    let said = format!("{holder} is writing to this casebook and did not finish within 2 seconds");
    assert_eq!(error.to_string(), said);
    assert!(said.contains(&format!(" (process {}) ", other.id())), "{said}");
    let heard: Vec<_> = hear.try_iter().collect();
    assert_eq!(heard, [Some(holder.clone())], "it is told once");
    other.kill().unwrap();
    other.wait().unwrap();
    // The locks of a process end with it.
    assert!(casebook.write().is_ok());
}

#[test]
#[cfg(target_os = "linux")]
fn whoever_keeps_a_casebook_to_itself_is_named() {
    let (_folder, path) = Session::new().close();
    let mut other = start(&path, "keep", &[]);
    until(&mut other, "holds");
    let terms = Terms { patience: Duration::from_millis(600), ..Terms::default() };
    let Err(error) = Casebook::open_on(terms, &path).map(|_| ()) else { panic!() };
    let Error::Locked { holder: Some(holder), .. } = &error else { panic!("{error:?}") };
    assert_eq!((holder.process, holder.hold), (other.id(), Hold::All));
    assert!(error.to_string().contains("keeps this casebook to itself"), "{error}");
    other.kill().unwrap();
    other.wait().unwrap();
    Casebook::open(&path).unwrap();
}

#[test]
#[cfg(target_os = "linux")]
fn who_wants_a_casebook_alone_is_told_who_has_it_open() {
    let (_folder, path) = Session::new().close();
    let mut other = start(&path, "open", &[]);
    until(&mut other, "holds");
    let terms = || Terms { patience: Duration::from_millis(600), ..Terms::default() };
    let Err(error) = Casebook::alone(terms(), &path).map(|_| ()) else { panic!() };
    let Error::Locked { holder: Some(holder), .. } = &error else { panic!("{error:?}") };
    assert_eq!((holder.process, holder.hold), (other.id(), Hold::Open));
    assert!(error.to_string().contains("has this casebook open"), "{error}");
    // It keeps nobody else waiting.
    assert!(Casebook::open_on(terms(), &path).unwrap().write().is_ok());
    other.kill().unwrap();
    other.wait().unwrap();
    assert!(Casebook::alone(terms(), &path).is_ok());
}

/// Two programs find the same casebook of an older schema: one upgrades it, the other waits and goes on.
///
/// The file is one that does not write ahead yet, which SQLite changes without waiting for others.
#[test]
fn a_crowd_upgrades_a_casebook_once() {
    let folder = tempfile::tempdir().unwrap();
    for turn in 0..20 {
        let path = folder.path().join(format!("{turn}.sqlite"));
        std::fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/schema-1.sqlite"), &path).unwrap();
        let crowd: Vec<Child> = (0..4).map(|_| start(&path, "look", &[])).collect();
        crowd.into_iter().for_each(|child| assert_eq!(told(child).views, 1));
        assert_eq!(Casebook::open(&path).unwrap().read().unwrap().verify().unwrap().findings, []);
    }
}

/// Not a test of its own: one of the crowd.
#[test]
#[ignore = "is started by the other tests of this file"]
fn member() {
    let given = |name: &str| std::env::var(format!("CROWD_{name}")).expect("started by a test");
    let path = given("casebook");
    let number = |name: &str| given(name).parse::<u128>().unwrap();
    match given("does").as_str() {
        "write" => write(Path::new(&path), number("number"), for_seconds(number("seconds"))),
        "read" => read(Path::new(&path), for_seconds(number("seconds"))),
        "look" => {
            Casebook::open(Path::new(&path)).unwrap().read().unwrap().head().unwrap();
            println!("views 1");
        }
        "open" => {
            let mut casebook = Casebook::open(Path::new(&path)).unwrap();
            casebook.read().unwrap().head().unwrap();
            hold();
        }
        "hold" => {
            let mut casebook = Casebook::open(Path::new(&path)).unwrap();
            let _writing = casebook.write().unwrap();
            hold();
        }
        "keep" => {
            let connection = rusqlite::Connection::open(&path).unwrap();
            connection.pragma_update(None, "locking_mode", "exclusive").unwrap();
            connection.execute_batch("BEGIN EXCLUSIVE").unwrap();
            hold();
        }
        other => panic!("{other}"),
    }
}

fn hold() {
    println!("holds");
    // Not for ever: whoever should end this process may have failed.
    std::thread::sleep(Duration::from_secs(60));
}

fn for_seconds(seconds: u128) -> Instant {
    Instant::now() + Duration::from_secs(u64::try_from(seconds).unwrap())
}

/// Rewords both twins in one operation with a note, again and again, as fast as it goes.
fn write(path: &Path, number: u128, until: Instant) {
    let mut casebook = Casebook::open(path).unwrap();
    for made in 1_u128.. {
        if Instant::now() >= until {
            break;
        }
        let asked = Instant::now();
        let mut writing = casebook.write().unwrap();
        let waited_ms = asked.elapsed().as_secs_f64() * 1e3;
        let round = whole(&writing);
        let before = [0, 1].map(|one| writing.find::<Claim>(twin(one, 0).key).unwrap().unwrap().record);
        let at = Timestamp::UNIX_EPOCH;
        let key = key((number << 40) + 2 * made);
        let note = Note {
            key: self::key((number << 40) + 2 * made + 1),
            subject: twin(0, 0).key,
            text: format!("round {round}"),
            by: "desk".to_owned(),
            at,
            looked: false,
        };
        let mut changes = vec![Change::create(note)];
        let after = [0, 1].map(|one| twin(one, round + 1));
        changes.extend(before.into_iter().zip(after).map(|(before, after)| Change::update(before, after)));
        let operation = Operation {
            key,
            at,
            by: "desk".to_owned(),
            verb: Verb::Edit,
            undoes: None,
            continues: false,
            forgets: None,
            changes,
        };
        writing.perform(&operation).unwrap();
        let seq = writing.head().unwrap().0;
        writing.commit().unwrap();
        println!("wait {waited_ms}\nkept {seq} {key}");
    }
}

/// Looks at the record, again and again; between two looks there is room for others.
fn read(path: &Path, until: Instant) {
    let mut casebook = Casebook::open(path).unwrap();
    let (mut last, mut views) = (0, 0);
    while Instant::now() < until {
        let round = whole(&casebook.read().unwrap());
        assert!(round >= last, "what was there is gone");
        (last, views) = (round, views + 1);
        std::thread::sleep(Duration::from_millis(5));
    }
    println!("views {views}");
}

/// How many rounds are done, in a record where each is done wholly: both twins tell of it, and as many notes and entries
/// of the log as there are rounds.
fn whole(records: &Records<'_>) -> u64 {
    let words = [0, 1].map(|one| records.find::<Claim>(twin(one, 0).key).unwrap().unwrap().record.text);
    let round = words[0].strip_prefix("round ").unwrap().parse().unwrap();
    assert_eq!(words[0], words[1]);
    assert_eq!(u64::from(records.count(Kind::Note).unwrap()), round);
    assert_eq!(records.head().unwrap().0, round + 1);
    round
}

/// One of two claims that always say the same.
fn twin(one: u128, round: u64) -> Claim {
    Claim::new(key(1 + one), format!("round {round}"), Status::Noted)
}

fn key(number: u128) -> Key {
    Key::new(Uuid::from_u128(0x0190_0000_0000_7000_9000_0000_0000_0000 + number))
}

/// What one of the crowd told.
#[derive(Default)]
struct Told {
    /// Where each operation stands in the log.
    kept: Vec<(u64, Key)>,
    /// How long it waited for the lock, in milliseconds.
    waits: Vec<f64>,
    /// How often it looked.
    views: usize,
}

fn start(path: &Path, does: &str, given: &[(&str, u128)]) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crowd::member", "--ignored", "--nocapture"])
        .env("CROWD_casebook", path)
        .env("CROWD_does", does)
        .envs(given.iter().map(|(name, value)| (format!("CROWD_{name}"), value.to_string())))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn until(child: &mut Child, said: &str) {
    let output = BufReader::new(child.stdout.as_mut().unwrap());
    assert!(output.lines().any(|line| line.unwrap().ends_with(said)), "the child never said {said:?}");
}

/// What a child told, once it has ended well.
fn told(mut child: Child) -> Told {
    let mut told = Told::default();
    // A harness says something of its own around it, and on the same line.
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        let line = line.unwrap();
        let words: Vec<&str> = line.split(' ').collect();
        match words[..] {
            [.., "kept", seq, key] => told.kept.push((seq.parse().unwrap(), key.parse().unwrap())),
            [.., "wait", millis] => told.waits.push(millis.parse().unwrap()),
            [.., "views", views] => told.views = views.parse().unwrap(),
            _ => {}
        }
    }
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert!(child.wait().unwrap().success(), "{said}");
    told
}
