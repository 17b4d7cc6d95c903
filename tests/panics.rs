//! Plugins that come to no good end: by a panic of Rust's, whichever way it is built, or by never stopping.
//!
//! Each is run as the program runs any, in a confined process; it is one clear error with exit code 7 and the plugin's
//! name in it once, and the casebook is as it was.
#![cfg(target_os = "linux")]

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

mod trusted;

use trusted::Desk;

/// Seconds for an answer: long enough for one of a gigabyte on a slow machine.
const DEADLINE: u32 = 20;

/// What scoring with a script shows, which has greeted and was asked.
fn score_with_script(desk: &Desk, name: &str, script: &str) -> (String, i32) {
    let greeting = r#"{"claims":"plugin protocol","protocols":[1]}"#;
    desk.score_with_script(name, &format!("read -r greeting\necho '{greeting}'\nread -r request\n{script}"))
}

#[test]
fn a_panic_is_a_status_and_said_once() {
    let desk = Desk::with_deadline(DEADLINE);
    let built = env::current_exe().expect("this test");
    let specimens = built.ancestors().map(|folder| folder.join("libclaims_host_specimens.so"));
    let specimens = specimens.into_iter().find(|file| file.is_file()).expect("the library of the specimens");
    let kinds = "\"scorer\", \"exporter\", \"importer\", \"finder\"";
    desk.trust("panics", kinds, "libpanics.so", "", |file| {
        fs::copy(specimens, file).expect("the library");
    });
    fs::write(desk.folder.path().join("news.txt"), "It is shut.").expect("a text");
    let bug = "error: panics stopped at a bug of its own: ";
    for (arguments, expected) in [
        (&["score", "c1", "--scorer", "panics"][..], "1 claims are too many"),
        (&["export", "--to", "panics", "c1"], ""),
        (&["import", "news.txt", "--from", "panics"], "11 bytes are too many"),
        (&["plugin", "run", "panics", "news.txt", "--kind", "finder"], ""),
    ] {
        let (shown, code) = desk.claims(arguments);
        assert!(shown.starts_with(&format!("{bug}{expected}")), "{arguments:?}: {shown}");
        assert_eq!((shown.matches("panics").count(), code), (1, 7), "{shown}");
    }
    desk.is_unharmed();
}

/// With `panic = "abort"` nothing can be caught; the process ends, and nothing else does.
#[test]
fn a_panic_that_aborts_ends_its_own_process() {
    let desk = Desk::with_deadline(DEADLINE);
    let code = r#"
use claims_plugin::{Case, Failure, Score, Scorer, export};
#[derive(Default)]
struct Aborts;
impl Scorer for Aborts {
    fn score<'a>(&self, _: Case<'a>) -> Result<Vec<Score<'a>>, Failure> { panic!("no harbour is known") }
}
export!(aborts "ends badly": scorer Aborts);
"#;
    desk.trust("aborts", "\"scorer\"", "libaborts.so", "", |file| aborting(code, file));
    let (shown, code) = desk.claims(&["score", "c1", "--scorer", "aborts"]);
    assert!(shown.starts_with("error: aborts: it ended in the middle of an answer: signal 6, it aborted"), "{shown}");
    assert!(shown.contains("no harbour is known") && code == 7, "{shown}");
    desk.is_unharmed();
}

/// A library of this code and of the crate for authors, built by hand so that a panic aborts in all of it.
fn aborting(code: &str, library: &Path) {
    let built = tempfile::tempdir().expect("a folder");
    let plugin = built.path().join("plugin.rs");
    fs::write(&plugin, code).expect("the code");
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let rlib = |name: &str| built.path().join(format!("lib{name}.rlib"));
    let rustc = Path::new(env!("CARGO")).with_file_name("rustc");
    let compile = |name: &str, sort: &str, code: PathBuf, out: &Path, uses: Option<&str>| {
        let mut command = Command::new(&rustc);
        command.args(["--edition", "2024", "--cap-lints", "allow", "-C", "panic=abort", "--crate-type", sort]);
        command.args(["--crate-name", name, "-L"]).arg(built.path()).arg(code).arg("-o").arg(out);
        command.args(uses.iter().flat_map(|uses| ["--extern".to_owned(), format!("{uses}={}", rlib(uses).display())]));
        let ran = command.env("CARGO_PKG_VERSION", "1").output().expect("rustc");
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    };
    compile("claims_abi", "rlib", crates.join("claims-abi/src/lib.rs"), &rlib("claims_abi"), None);
    let sdk = crates.join("claims-plugin/src/lib.rs");
    compile("claims_plugin", "rlib", sdk, &rlib("claims_plugin"), Some("claims_abi"));
    compile("plugin", "cdylib", plugin, library, Some("claims_plugin"));
}

/// What a program may have forgotten, a library cannot: claims itself writes its answers.
#[test]
fn only_a_program_is_told_to_flush() {
    let desk = Desk::with_deadline(DEADLINE);
    desk.set_deadline(1);
    let code = r#"
use claims_plugin::{Case, Failure, Score, Scorer, export};
#[derive(Default)]
struct Endless;
impl Scorer for Endless {
    fn score<'a>(&self, _: Case<'a>) -> Result<Vec<Score<'a>>, Failure> { loop { std::hint::spin_loop() } }
}
export!(endless "never ends": scorer Endless);
"#;
    desk.trust("endless", "\"scorer\"", "libendless.so", "", |file| aborting(code, file));
    let (shown, code) = desk.claims(&["score", "c1", "--scorer", "endless"]);
    assert_eq!((shown.as_str(), code), ("error: endless: no answer within 1 second\nhint: nothing was written\n", 7));
    let (shown, code) = score_with_script(&desk, "silent", "while :; do :; done\n");
    assert!(shown.contains("hint: for its author: each answer must be let go of at once") && code == 7, "{shown}");
    let (shown, code) = score_with_script(&desk, "begun", "printf '{'; while :; do :; done\n");
    assert!(shown.contains("once a newline ends it") && !shown.contains("flush") && code == 7, "{shown}");
}

/// A thousand times a megabyte, of which the program takes no more than an answer may have.
#[test]
fn an_answer_of_a_gigabyte_is_cut_off() {
    let desk = Desk::with_deadline(DEADLINE);
    let script = "x=0123456789abcdef; for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do x=$x$x; done\n\
        i=0; while [ $i -lt 1024 ]; do printf %s \"$x\"; i=$((i + 1)); done; echo\n";
    let (shown, code) = score_with_script(&desk, "flood", script);
    assert!(shown.starts_with("error: flood: its answer is longer than 67108864 bytes\n"), "{shown}");
    assert_eq!(code, 7, "{shown}");
    desk.is_unharmed();
}

/// A script that forks for ever, and goes on in each child: there is none, and it ends.
#[test]
fn a_fork_bomb_does_not_go_off() {
    let desk = Desk::with_deadline(DEADLINE);
    if desk.lacks("no seccomp") {
        // It would, and that is told to whoever asks: claims plugin list.
        return;
    }
    let (shown, code) = score_with_script(&desk, "bomb", "trap '' HUP INT TERM PIPE\nb() { b | b & b; }\nb\n");
    assert!(shown.starts_with("error: bomb: it ended in the middle of an answer: it left with code "), "{shown}");
    assert_eq!(code, 7, "{shown}");
    desk.is_unharmed();
}
