//! The power goes at any moment: what was not waited for is there, or not, or torn; and nothing acknowledged is lost.
//!
//! A scenario runs once on a disk that is well, and all that is done to the disk is noted. From the notes the tests make
//! what a power cut may have left at any moment: of a file, what it was when it was last waited for, and any part of what
//! was written since. `CLAIMS_FAULTS=600` cuts before at most 600 events, and around every wait for the disk.

use std::{
    collections::{BTreeMap, HashSet},
    fs,
    path::Path,
};

use claims_store::Casebook;

use crate::{
    calls::asked,
    journal::{self, Event},
    scenario::{ALL, Scenario, copy},
    trial::{Told, Trial, hold},
};

/// A short run cuts at so many moments beside those around the waits for the disk.
const SHORT: u64 = 12;
/// Disks write sectors of so many bytes whole or not at all.
const SECTOR: usize = 512;

/// What a power cut does to what was not waited for.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Cut {
    /// All of it is gone.
    Nothing,
    /// All of it is there, as after a kill.
    Everything,
    /// Of the writes the first ones are there, and one in part.
    First,
    /// Any of the writes are there, whole.
    Any,
    /// Any sectors are there.
    Torn,
    /// Any sectors are there, and some hold what nobody wrote.
    Garbled,
}

const CUTS: [Cut; 6] = [Cut::Nothing, Cut::Everything, Cut::First, Cut::Any, Cut::Torn, Cut::Garbled];

#[test]
fn a_power_cut_loses_nothing_acknowledged_and_leaves_nothing_half_done() {
    let most = asked();
    println!("{:16} {:>6} {:>6} {:>6} {:>8}", "scenario", "events", "syncs", "cuts", "unsure");
    std::thread::scope(|scope| {
        let threads: Vec<_> = ALL.iter().map(|scenario| scope.spawn(move || cut(scenario, most))).collect();
        for (scenario, thread) in ALL.iter().zip(threads) {
            let [events, syncs, cuts, unsure] = thread.join().unwrap();
            println!("{:16} {events:6} {syncs:6} {cuts:6} {unsure:8}", scenario.name);
        }
    });
}

fn cut(scenario: &Scenario, most: Option<u64>) -> [usize; 4] {
    let template = scenario.folder();
    let folder = copy(template.path());
    let mut trial = Trial::at(folder.path());
    journal::start();
    (scenario.run)(&mut trial);
    trial.close();
    let events = journal::stop();
    assert_eq!(trial.refused, 0, "{}", scenario.name);
    let is_sync = |event: &Event| matches!(event, Event::Synced(_) | Event::SyncedNames | Event::Acknowledged(_));
    let step = events.len().div_ceil(usize::try_from(most.unwrap_or(SHORT)).unwrap());
    let chosen = |point: usize| {
        let is_beside_sync =
            [point.checked_sub(1), Some(point)].into_iter().flatten().any(|at| events.get(at).is_some_and(is_sync));
        is_beside_sync || point.is_multiple_of(step)
    };
    let mut disk = Disk::of(template.path());
    let mut acknowledged = HashSet::new();
    let (mut cuts, mut unsure) = (0, 0);
    for point in 0..=events.len() {
        for (number, cut) in CUTS.into_iter().enumerate().filter(|_| chosen(point)) {
            // A short run takes two ways at each moment, and others at the next.
            if most.is_none() && !(number + point).is_multiple_of(3) {
                continue;
            }
            let left = tempfile::tempdir().unwrap();
            disk.leave(left.path(), cut, &mut Chance::new(point, number));
            let path = left.path().join("casebook.sqlite");
            cuts += 1;
            if scenario.name == "create" && acknowledged.is_empty() {
                // Nobody was told of a casebook, so there need be none; what is there must not end the program.
                let _ = Casebook::open(&path);
                continue;
            }
            match hold(
                &path,
                &trial.deeds,
                |deed, _| if acknowledged.contains(&deed) { Told::Done } else { Told::Unsure },
            ) {
                Ok(found) => unsure += found,
                Err(what) => panic!("{}: a cut before event {point} leaving {cut:?}: {what}", scenario.name),
            }
        }
        match events.get(point) {
            Some(Event::Acknowledged(deed)) => {
                acknowledged.insert(*deed);
            }
            Some(event) => disk.takes(event),
            None => {}
        }
    }
    assert!(acknowledged.len() > 1 || scenario.name == "read and verify", "{}", scenario.name);
    [events.len(), events.iter().filter(|event| matches!(event, Event::Synced(_))).count(), cuts, unsure]
}

/// What is on a disk for sure, and what is on its way.
#[derive(Default)]
struct Disk {
    files: Vec<Content>,
    names: BTreeMap<String, usize>,
    /// The names as programs see them.
    seen: BTreeMap<String, usize>,
    /// Names given and taken, not yet on the disk: taken where there is no file.
    on_their_way: Vec<(String, Option<usize>)>,
}

#[derive(Default)]
struct Content {
    bytes: Vec<u8>,
    on_its_way: Vec<Change>,
}

#[derive(Clone)]
enum Change {
    Write(usize, Vec<u8>),
    Cut(usize),
}

impl Disk {
    /// A folder that has long been on the disk.
    fn of(folder: &Path) -> Self {
        let mut disk = Self::default();
        for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            disk.names.insert(name(&entry), disk.files.len());
            disk.files.push(Content { bytes: fs::read(entry).unwrap(), on_its_way: Vec::new() });
        }
        disk.seen = disk.names.clone();
        disk
    }

    fn takes(&mut self, event: &Event) {
        match event {
            Event::Made(file) => {
                let number = self.files.len();
                self.files.push(Content::default());
                self.seen.insert(name(file), number);
                self.on_their_way.push((name(file), Some(number)));
            }
            Event::Wrote { file, at, bytes } => {
                let change = Change::Write(usize::try_from(*at).unwrap(), bytes.clone());
                self.file(file).on_its_way.push(change);
            }
            Event::Cut { file, size } => {
                let change = Change::Cut(usize::try_from(*size).unwrap());
                self.file(file).on_its_way.push(change);
            }
            Event::Synced(file) => {
                let content = self.file(file);
                for change in std::mem::take(&mut content.on_its_way) {
                    change.make(&mut content.bytes);
                }
            }
            Event::SyncedNames => {
                for (name, file) in std::mem::take(&mut self.on_their_way) {
                    give(&mut self.names, name, file);
                }
            }
            Event::Deleted(file) => {
                self.seen.remove(&name(file));
                self.on_their_way.push((name(file), None));
            }
            Event::Acknowledged(_) => {}
        }
    }

    fn file(&mut self, path: &Path) -> &mut Content {
        &mut self.files[self.seen[&name(path)]]
    }

    /// Puts into `folder` what a power cut leaves of the disk.
    fn leave(&self, folder: &Path, cut: Cut, chance: &mut Chance) {
        let mut names = self.names.clone();
        for (name, file) in cut.choose(&self.on_their_way, chance) {
            give(&mut names, name, file);
        }
        for (name, number) in names {
            // What processes share through memory is gone with them.
            if name.ends_with("-shm") {
                continue;
            }
            let content = &self.files[number];
            let mut bytes = content.bytes.clone();
            for change in cut.choose(&content.on_its_way, chance) {
                match (cut, &change) {
                    (Cut::Torn | Cut::Garbled, Change::Write(at, new)) => tear(*at, new, cut, chance, &mut bytes),
                    _ => change.make(&mut bytes),
                }
            }
            fs::write(folder.join(name), bytes).unwrap();
        }
    }
}

impl Cut {
    /// Those of the changes that are there afterwards, at least in part.
    fn choose<T: Clone>(self, changes: &[T], chance: &mut Chance) -> Vec<T> {
        match self {
            Self::Nothing => Vec::new(),
            Self::Everything | Self::Torn | Self::Garbled => changes.to_vec(),
            Self::First => changes[..chance.below(changes.len() + 1)].to_vec(),
            Self::Any => changes.iter().filter(|_| chance.below(2) == 0).cloned().collect(),
        }
    }
}

/// Makes a part of a write: any of the sectors that it touches.
fn tear(at: usize, new: &[u8], cut: Cut, chance: &mut Chance, bytes: &mut Vec<u8>) {
    let mut done = 0;
    while done < new.len() {
        let end = new.len().min(done + SECTOR - (at + done) % SECTOR);
        match chance.below(8) {
            0..4 => Change::Write(at + done, new[done..end].to_vec()).make(bytes),
            4 if cut == Cut::Garbled => {
                let noise = (done..end).map(|_| u8::try_from(chance.below(256)).unwrap()).collect();
                Change::Write(at + done, noise).make(bytes);
            }
            _ => {}
        }
        done = end;
    }
}

impl Change {
    fn make(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Write(at, new) => {
                if bytes.len() < at + new.len() {
                    bytes.resize(at + new.len(), 0);
                }
                bytes[*at..at + new.len()].copy_from_slice(new);
            }
            Self::Cut(size) => bytes.resize(*size, 0),
        }
    }
}

fn give(names: &mut BTreeMap<String, usize>, name: String, file: Option<usize>) {
    match file {
        Some(number) => names.insert(name, number),
        None => names.remove(&name),
    };
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_str().unwrap().to_owned()
}

/// Numbers that look random and are the same in every run.
struct Chance(u64);

impl Chance {
    fn new(point: usize, number: usize) -> Self {
        Self(0x9e37_79b9_7f4a_7c15 ^ ((point as u64) << 8) ^ (number as u64 + 1))
    }

    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 11) % bound as u64).unwrap()
    }
}
