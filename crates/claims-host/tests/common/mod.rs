//! Cases to call plugins with, and where the libraries are.

#![allow(dead_code, reason = "each test takes what it needs")]
#![allow(unsafe_code, reason = "loading a library runs its code")]
#![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

pub(crate) mod case;

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    sync::atomic::{AtomicU32, Ordering},
};

use claims_host::Plugin;
use claims_model::{Case, Credibility, Grading, Reliability, Stance, Status, Target};

pub(crate) use case::Builder;

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
    b.reply(harmless, minister, Some(Some("It harms no one.")));
    b.reply(fantasies, scholar, Some(None));
    b.reply(harmless, scholar, None);
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
    build("cc", "-std=c11", &fixtures.join(name).with_extension("c"), &name.replace('/', "-"))
}

/// The same of this code.
pub(crate) fn compile_code(name: &str, code: &str) -> PathBuf {
    let file = unused(name).with_extension("c");
    fs::write(&file, code).unwrap();
    build("cc", "-std=c11", &file, name)
}

/// A file compiled with the header and every warning an error; gives the library.
pub(crate) fn build(compiler: &str, standard: &str, code: &Path, name: &str) -> PathBuf {
    let built = unused(name).with_extension("so");
    let compiled = Command::new(compiler)
        .args([standard, "-Wall", "-Wextra", "-pedantic", "-Werror", "-shared", "-fPIC", "-O1", "-I"])
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("../claims-abi/include"))
        .arg(code)
        .arg("-o")
        .arg(&built)
        .output()
        .unwrap();
    assert!(compiled.status.success(), "{}", String::from_utf8_lossy(&compiled.stderr));
    built
}

/// A file that is not there: never over one that another test has loaded, since that would be a signal.
fn unused(name: &str) -> PathBuf {
    static BUILT: AtomicU32 = AtomicU32::new(0);
    let (process, number) = (std::process::id(), BUILT.fetch_add(1, Ordering::Relaxed));
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("lib{name}-{process}-{number}"))
}
