//! Cases to call plugins with, and where the libraries are.

#![allow(dead_code, reason = "each test takes what it needs")]
#![allow(unsafe_code, reason = "loading a library runs its code")]
#![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use claims_host::Plugin;
use claims_model::{
    Appearance, Archive, Case, CaseVersion, Claim, Claimant, Credibility, Digest, Filed, Grade, Grading, Handle, Key,
    Kind, Link, Manner, Note, Party, PartyKind, Quote, Rating, Reliability, Source, SourceKind, Stance, Status, Target,
    Timestamp, Verdict, Version, VersionState,
};
use uuid::Uuid;

/// Builds a case record by record; keys and times follow from the order.
#[derive(Default)]
pub(crate) struct Builder {
    pub(crate) case: Case,
    keys: u128,
}

impl Builder {
    pub(crate) fn key(&mut self) -> Key {
        self.keys += 1;
        // Spread over the whole range, so that the order of keys is not that of records.
        Key::new(Uuid::from_u128(self.keys.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835)))
    }

    pub(crate) fn party(&mut self, name: &str) -> Key {
        let key = self.key();
        let kind = if name.starts_with("The ") { PartyKind::Organization } else { PartyKind::Person };
        let record = Party {
            key,
            name: name.to_owned(),
            kind,
            aliases: vec![name.to_uppercase()],
            description: None,
            unnamed: None,
            merged_into: None,
        };
        self.case.parties.push(Filed { handle: handle(Kind::Party, self.case.parties.len()), record });
        key
    }

    pub(crate) fn source(&mut self, title: &str, text: &str, derived_from: &[Key]) -> Key {
        let key = self.key();
        let record = Source {
            key,
            title: title.to_owned(),
            kind: SourceKind::Article,
            publisher: None,
            authors: Vec::new(),
            published: Some("2023-08".parse().unwrap()),
            address: Some(format!("https://example.org/{}", self.keys)),
            language: None,
            derived_from: derived_from.to_vec(),
        };
        self.case.sources.push(Filed { handle: handle(Kind::Source, self.case.sources.len()), record });
        let version = Version {
            key: self.key(),
            source: key,
            number: 1,
            state: VersionState::Present,
            captured: Timestamp::UNIX_EPOCH,
            origin: "-".to_owned(),
            media_type: "text/plain".to_owned(),
            size: text.len() as u64,
            bytes: Digest::of(text.as_bytes()),
            text: Digest::of(text.as_bytes()),
            extractor: "plain/1".to_owned(),
            archives: vec![Archive { address: "https://archive.example".to_owned(), recorded: Timestamp::UNIX_EPOCH }],
        };
        self.case.versions.push(CaseVersion { version, text: Some(Arc::from(text)) });
        key
    }

    /// A claim that stands in a source.
    pub(crate) fn claim(&mut self, text: &str, by: Option<Key>, source: Option<Key>) -> Key {
        let key = self.key();
        let record = Claim {
            key,
            text: text.to_owned(),
            status: Status::Checking,
            claimants: by.map(|party| Claimant { party, role: Some("minister".to_owned()) }).into_iter().collect(),
            said: Some("before 2023-08-15".parse().unwrap()),
            occasion: None,
            place: Some("Moscow".to_owned()),
            language: None,
            tags: vec!["arms".to_owned(), "trade".to_owned()],
            part_of: None,
            why_checked: None,
            withdrawn_because: None,
        };
        self.case.claims.push(Filed { handle: handle(Kind::Claim, self.case.claims.len()), record });
        if let Some(source) = source {
            let found = self.case.versions.iter().find(|version| version.version.source == source).unwrap();
            let (version, text) = (found.version.key, found.text.clone().unwrap());
            let appearance = Appearance {
                key: self.key(),
                claim: key,
                version,
                manner: Manner::Direct,
                first: true,
                quote: Some(Quote::at(&text, 0..text.chars().count().min(20))),
                timecode: None,
                via: by.into_iter().collect(),
                hedge: Some("reportedly".to_owned()),
                original: None,
            };
            self.case.appearances.push(appearance);
        }
        key
    }

    pub(crate) fn subject(&mut self, text: &str) -> Key {
        let key = self.claim(text, None, None);
        self.case.subjects.push(key);
        key
    }

    pub(crate) fn link(&mut self, from: Key, stance: Stance, to: Target) -> Key {
        let key = self.key();
        let record = Link { key, from, to, stance, by: "desk".to_owned(), at: Timestamp::UNIX_EPOCH, note: None };
        self.case.links.push(Filed { handle: handle(Kind::Link, self.case.links.len()), record });
        key
    }

    pub(crate) fn grade(&mut self, subject: Key, grading: Grading) {
        let key = self.key();
        let (by, at) = ("desk".to_owned(), Timestamp::UNIX_EPOCH);
        self.case.grades.push(Grade { key, subject, grading, by, at, because: None });
    }

    pub(crate) fn note(&mut self, subject: Key, text: &str) {
        let key = self.key();
        let (by, at) = ("desk".to_owned(), Timestamp::UNIX_EPOCH);
        self.case.notes.push(Note { key, subject, text: text.to_owned(), by, at });
    }

    pub(crate) fn verdict(&mut self, claim: Key) {
        let key = self.key();
        self.case.verdicts.push(Verdict {
            key,
            claim,
            scale: "five-step".to_owned(),
            label: "mixed".to_owned(),
            name: "Mixed".to_owned(),
            rating: Some(Rating { worst: 1, value: 3, best: 5 }),
            because: "Some of it.".to_owned(),
            by: "desk".to_owned(),
            at: Timestamp::UNIX_EPOCH,
            would_change: None,
            correction: None,
        });
    }

    pub(crate) fn claim_mut(&mut self, key: Key) -> &mut Claim {
        &mut self.case.claims.iter_mut().find(|claim| claim.key == key).unwrap().record
    }
}

fn handle(kind: Kind, before: usize) -> Handle {
    Handle::new(kind, u32::try_from(before).unwrap() + 1)
}

/// A case with something of everything: echoes, an undercut that is itself answered, a circle, grades, verdicts.
pub(crate) fn story() -> Case {
    let mut b = Builder::default();
    let (minister, scholar) = (b.party("A minister"), b.party("A scholar — Андрей"));
    let wire = b.source("The wire", "“The trade harms no one”, he said. 협력은 위협이 아니다.", &[]);
    let echo = b.source("The echo", "The trade harms no one, the minister said.", &[wire]);
    let paper = b.source("The paper", "Fantasies, the scholar said.", &[]);
    let harmless = b.claim("The trade harms no one", Some(minister), Some(wire));
    let repeated = b.claim("It harms no one", Some(minister), Some(echo));
    let again = b.claim("No one is harmed", None, Some(wire));
    let fantasies = b.claim("These are fantasies", Some(scholar), Some(paper));
    let off_topic = b.claim("He never saw the trade", None, None);
    let withdrawn = b.claim("It was all a mistake", None, None);
    let answer = b.claim("He saw enough of it", Some(scholar), None);
    b.claim_mut(withdrawn).status = Status::Withdrawn;
    b.claim_mut(again).part_of = Some(harmless);
    let to = Target::Claim(harmless);
    b.link(repeated, Stance::Supports, to);
    b.link(again, Stance::Supports, to);
    let rebuttal = b.link(fantasies, Stance::Rebuts, to);
    let undercut = b.link(off_topic, Stance::Rebuts, Target::Link(rebuttal));
    b.link(answer, Stance::Rebuts, Target::Link(undercut));
    b.link(withdrawn, Stance::Rebuts, to);
    b.link(answer, Stance::Rebuts, Target::Claim(off_topic));
    b.link(off_topic, Stance::Rebuts, Target::Claim(answer));
    b.link(answer, Stance::Context, to);
    b.grade(scholar, Grading::Reliability(Reliability::B));
    b.grade(minister, Grading::Reliability(Reliability::F));
    b.grade(harmless, Grading::Credibility(Credibility::Five));
    b.grade(harmless, Grading::Credibility(Credibility::Four));
    b.note(harmless, "Ask the port.");
    b.verdict(harmless);
    b.case.subjects = vec![fantasies, harmless, off_topic, withdrawn];
    b.case
}

/// The library of a crate that this one depends on, which cargo built next to the test.
pub(crate) fn library(crate_name: &str) -> PathBuf {
    let program = env::current_exe().unwrap();
    let file = format!("{}{crate_name}{}", env::consts::DLL_PREFIX, env::consts::DLL_SUFFIX);
    let folder = program.ancestors().skip(1).find(|folder| folder.join(&file).is_file());
    folder.unwrap_or_else(|| panic!("{file} was not built")).join(file)
}

/// Loads a plugin from the library of a crate.
pub(crate) fn load(crate_name: &str, plugin: &str) -> Plugin {
    // SAFETY: cargo built the library from this workspace.
    unsafe { Plugin::load_as(&library(crate_name), plugin) }.unwrap()
}

/// Compiles a C file of `tests/fixtures` to a library, with the header and every warning an error.
pub(crate) fn compile(name: &str) -> PathBuf {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    // Never over a file that another test has loaded: that would be a signal.
    static BUILT: AtomicU32 = AtomicU32::new(0);
    let (process, number) = (std::process::id(), BUILT.fetch_add(1, Ordering::Relaxed));
    let file = format!("lib{}-{process}-{number}.so", name.replace('/', "-"));
    let built = Path::new(env!("CARGO_TARGET_TMPDIR")).join(file);
    let compiled = Command::new("cc")
        .args(["-std=c11", "-Wall", "-Wextra", "-pedantic", "-Werror", "-shared", "-fPIC", "-O1", "-I"])
        .arg(fixtures.join("../../../claims-abi/include"))
        .arg(fixtures.join(name).with_extension("c"))
        .arg("-o")
        .arg(&built)
        .output()
        .unwrap();
    assert!(compiled.status.success(), "{}", String::from_utf8_lossy(&compiled.stderr));
    built
}
