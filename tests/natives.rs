//! Native plugins that a stranger could write, built by the system's C compiler and run as the program runs them.
//!
//! Each that misbehaves ends its own process and nothing else: one clear error, exit code 7, and a casebook unharmed.
#![cfg(target_os = "linux")]

use std::{fs, path::Path, process::Command};

mod trusted;

use trusted::Desk;

/// A scorer around the statements of its function.
fn source(name: &str, statements: &str) -> String {
    format!(
        r#"
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/xattr.h>
#include <unistd.h>
#include "claims.h"

static int deeper(volatile char *above) {{
    volatile char here[4096];
    here[0] = above ? above[0] : 1;
    return here[0] ? deeper(here) + here[1] : 0;
}}
static claims_status score(const claims_host *host, const claims_case *c, claims_sink *sink) {{
    claims_rows subjects = host->rows(c, CLAIMS_TABLE_CASE, 0, CLAIMS_ROWS_SUBJECTS);
    (void)deeper;
    {statements}
    for (size_t s = 0; s < subjects.len; s++) host->score(sink, subjects.ptr[s], 1, 0.5, 0, 0);
    return CLAIMS_DONE;
}}
static const claims_scorer scorer = {{score}};
static const void *kind(const char *id) {{ return strcmp(id, CLAIMS_SCORER) == 0 ? &scorer : NULL; }}
CLAIMS_EXPORT const claims_plugin claims_plugin_v1_{name} = {{
    sizeof(claims_plugin), CLAIMS_ABI_MINOR, 0, CLAIMS_STR("{name}"), CLAIMS_STR("1"), CLAIMS_STR("made of C"), kind}};
"#
    )
}

/// Seconds for an answer; what never answers is waited for so long.
const DEADLINE: u32 = 3;

/// What scoring with a library shows.
fn score_with(desk: &Desk, name: &str, fill: impl FnOnce(&Path)) -> (String, i32) {
    desk.trust(name, "\"scorer\"", &format!("lib{name}.so"), "", fill);
    desk.claims(&["score", "c1", "--scorer", name])
}

fn compile(name: &str, statements: &str, to: &Path) {
    let code = to.with_extension("c");
    fs::write(&code, source(name, statements)).expect("the code");
    build(&code, to);
}

fn build(code: &Path, to: &Path) {
    let built = Command::new("cc")
        .args(["-std=gnu11", "-O0", "-shared", "-fPIC", "-w", "-I"])
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/../claims-abi/include"))
        .args([code.as_os_str(), "-o".as_ref(), to.as_os_str()])
        .output()
        .expect("a C compiler");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
}

#[test]
fn a_library_runs_in_a_process_of_its_own() {
    let desk = Desk::with_deadline(DEADLINE);
    // It prints, throws something away, and talks to itself, as runtimes do.
    let statements = r#"puts("printed"); fflush(stdout);
        FILE *nowhere = fopen("/dev/null", "w");
        int pair[2];
        if (!nowhere || fputs("away", nowhere) < 0 || socketpair(AF_UNIX, SOCK_STREAM, 0, pair)) abort();"#;
    let (shown, code) = score_with(&desk, "good", |file| compile("good", statements, file));
    assert_eq!((shown.as_str(), code), ("c1  0.500  The harbour is closed\n", 0));
}

/// Nothing holds the process of `claims` itself, and that is where a library is by a second grant, until it is taken back.
#[test]
fn a_library_is_let_in_by_a_grant_of_its_own() {
    let desk = Desk::with_deadline(DEADLINE);
    let statements = "for (size_t s = 0; s < subjects.len; s++)
            host->score(sink, subjects.ptr[s], 1, prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) ? 0.25 : 0.75, 0, 0);
        return CLAIMS_DONE;";
    let score = || desk.claims(&["score", "c1", "--scorer", "guest"]);
    assert_eq!(score_with(&desk, "guest", |file| compile("guest", statements, file)).0, told("0.250"));
    assert!(desk.claims(&["plugin", "trust", "guest", "--in-process"]).0.contains("let into the process"));
    assert!(desk.claims(&["plugin", "list"]).0.contains("guest\tscorer\t1\ttrusted in process\t"));
    assert_eq!(score().0, told("0.750"));
    // What is changed is not let in either.
    let library = desk.folder.path().join("guest/libguest.so");
    fs::write(&library, [fs::read(&library).expect("the library"), vec![0]].concat()).expect("the library");
    assert_eq!(score().1, 4);
    assert_eq!(desk.claims(&["plugin", "trust", "guest"]).1, 0);
    assert_eq!(score().0, told("0.250"));
}

/// What `claims score` shows for the one claim.
fn told(value: &str) -> String {
    format!("c1  {value}  The harbour is closed\n")
}

#[test]
fn a_library_is_given_its_options() {
    let desk = Desk::with_deadline(DEADLINE);
    let statements = r#"
        static const claims_str name = CLAIMS_STR("prior");
        claims_str prior = host->option(c, name);
        char digits[16] = {0};
        memcpy(digits, prior.ptr, prior.len < 15 ? prior.len : 15);
        for (size_t s = 0; s < subjects.len; s++) host->score(sink, subjects.ptr[s], 1, atof(digits), 0, 0);
        return CLAIMS_DONE;"#;
    score_with(&desk, "optional", |file| compile("optional", statements, file));
    let path = desk.folder.path().join("optional/plugin.toml");
    let manifest = fs::read_to_string(&path).expect("the manifest");
    let options = "[options.prior]\ntype = \"number\"\nhelp = \"what a claim gets\"\ndefault = \"0.25\"\n";
    fs::write(&path, manifest + options).expect("the manifest");
    assert_eq!(desk.claims(&["plugin", "trust", "optional"]).1, 0);
    let score = |set: &[&str]| desk.claims(&[&["score", "c1", "--scorer", "optional"], set].concat()).0;
    assert_eq!(score(&[]), "c1  0.250  The harbour is closed\n");
    assert_eq!(score(&["--set", "prior=0.75"]), "c1  0.750  The harbour is closed\n");
}

#[test]
fn a_library_that_misbehaves_harms_only_itself() {
    let desk = Desk::with_deadline(DEADLINE);
    let bad = [
        ("segfault", "*(volatile int *)16 = 1;", "signal 11"),
        ("aborts", "abort();", "signal 6"),
        ("leaves", "exit(0);", "it left with code 0"),
        ("deep", "deeper(NULL);", "overflowed its stack"),
        ("endless", "for (;;) {}", "no answer within 3 seconds"),
        ("greedy", "for (;;) if (!malloc(1 << 26)) abort();", "signal 6"),
        ("far", "host->score(sink, 99, 1, 0.5, 0, 0);", "claim row 99, which does not exist"),
        ("nan", "host->score(sink, 0, 1, 0.0 / 0.0, 0, 0);", "is not from 0 to 1"),
        ("spy", "if (!fopen(\"/etc/passwd\", \"r\")) abort();", "signal 6"),
        ("caller", "if (socket(AF_INET, SOCK_STREAM, 0) < 0) abort();", "signal 6"),
        ("mailer", "int pair[2]; if (socketpair(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0, pair)) abort();", "signal 6"),
        ("brood", "if (fork() < 0) abort();", "signal 6"),
        ("killer", "if (kill(getppid(), 0) < 0) abort();", "signal 6"),
        ("leech", "if (ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) < 0) abort();", "signal 6"),
        (
            "starver",
            "struct rlimit none = {0, 0}; if (prlimit(getppid(), RLIMIT_CPU, &none, NULL)) abort();",
            "signal 6",
        ),
        ("sloth", "if (setpriority(PRIO_PROCESS, getppid(), 19)) abort();", "signal 6"),
        ("survivor", "if (prctl(PR_SET_PDEATHSIG, 0)) abort();", "signal 6"),
        ("stranger", "if (setpgid(0, getpgid(getppid()))) abort();", "signal 6"),
        ("ringer", "if (fcntl(0, F_SETOWN, getppid())) abort();", "signal 6"),
        ("typist", "char key = 'x'; if (ioctl(0, TIOCSTI, &key)) abort();", "signal 6"),
        ("writer", "if (!fopen(\"/tmp/claims-was-here\", \"w\")) abort();", "signal 6"),
    ];
    // Where the kernel lacks a part of the confinement, the program says so, and what that part would stop is not tried.
    let lacks = desk.claims(&["plugin", "list"]).0;
    let needs = |name: &str| match name {
        "spy" | "writer" => "no Landlock",
        "caller" | "mailer" | "brood" | "killer" | "leech" | "starver" | "sloth" | "survivor" | "stranger"
        | "ringer" | "typist" => "no seccomp",
        _ => "no resource limits",
    };
    for (name, statements, expected) in bad.into_iter().filter(|(name, ..)| !lacks.contains(needs(name))) {
        let (shown, code) = score_with(&desk, name, |file| compile(name, statements, file));
        assert!(shown.starts_with(&format!("error: {name}")) && shown.contains(expected), "{name}: {shown}");
        assert_eq!(code, 7, "{name}: {shown}");
    }
    desk.is_unharmed();
}

#[test]
fn a_program_is_held_as_a_library_is() {
    let desk = Desk::with_deadline(DEADLINE);
    if desk.lacks("no Landlock") {
        return;
    }
    let secret = desk.folder.path().join("claims.toml");
    let script = format!("read -r line <{} && echo got it >&2\nexit 3\n", secret.display());
    let (shown, code) = desk.score_with_script("spy", &script);
    assert!(shown.contains("denied") && !shown.contains("got it") && code == 7, "{shown}");
}

/// It reads what its user could read, and writes where its user could write: into the casebook itself.
#[test]
fn what_its_user_may_do_a_library_may_not() {
    let desk = Desk::with_deadline(DEADLINE);
    if desk.lacks("no Landlock") {
        return;
    }
    let ssh = desk.folder.path().join(".ssh");
    fs::create_dir(&ssh).expect("a new folder");
    fs::write(ssh.join("id_ed25519"), "secret").expect("a secret");
    let secret = ssh.join("id_ed25519").display().to_string();
    let record = desk.folder.path().join("casebook.sqlite").display().to_string();
    for (name, path, mode) in [("snoop", &secret, "r"), ("forger", &record, "r+"), ("eraser", &record, "w")] {
        let statements = format!("if (!fopen(\"{path}\", \"{mode}\")) abort();");
        let (shown, code) = score_with(&desk, name, |file| compile(name, &statements, file));
        assert!(shown.contains("signal 6") && code == 7, "{name}: {shown}");
    }
    desk.is_unharmed();
}

/// What is not in a file's content: Landlock lets all of this pass, for whoever owns the file.
#[test]
fn what_a_file_is_said_to_be_stays() {
    let desk = Desk::with_deadline(DEADLINE);
    if desk.lacks("no seccomp") {
        return;
    }
    let record = desk.folder.path().join("casebook.sqlite");
    let before = fs::metadata(&record).expect("the record");
    let path = record.display();
    for (name, call) in [
        ("opener", format!("chmod(\"{path}\", 0777)")),
        ("closer", format!("fchmodat(AT_FDCWD, \"{path}\", 0, 0)")),
        ("giver", format!("chown(\"{path}\", getuid(), getgid())")),
        ("ager", format!("utimes(\"{path}\", NULL)")),
        ("tagger", format!("setxattr(\"{path}\", \"user.seen\", \"1\", 1, 0)")),
        ("cutter", format!("truncate(\"{path}\", 1 << 30)")),
    ] {
        let (shown, code) = score_with(&desk, name, |file| compile(name, &format!("if ({call}) abort();"), file));
        assert!(shown.contains("signal 6") && code == 7, "{name}: {shown}");
    }
    let after = fs::metadata(&record).expect("the record");
    let told = |of: &fs::Metadata| (of.permissions(), of.modified().expect("a time"), of.len());
    assert_eq!(told(&after), told(&before));
}

/// Whoever starts the program may have files open that it never asked for.
#[test]
fn what_was_open_before_is_closed_to_a_plugin() {
    let desk = Desk::with_deadline(DEADLINE);
    let secret = desk.folder.path().join("secret");
    fs::write(&secret, "secret").expect("a secret");
    score_with(&desk, "heir", |file| compile("heir", "char byte; if (read(9, &byte, 1) == 1) abort();", file));
    let run = Command::new("sh")
        .args(["-c", "exec 9<secret; exec \"$0\" score c1 --scorer heir", env!("CARGO_BIN_EXE_claims")])
        .current_dir(desk.folder.path())
        .env("CLAIMS_HOME", desk.folder.path().join("home"))
        .output()
        .expect("the program");
    assert_eq!(String::from_utf8_lossy(&run.stdout), "c1  0.500  The harbour is closed\n");
}

/// A library for a later version of the contract, and one that is built anew while it is loaded.
#[test]
fn a_library_of_another_time_is_told_apart() {
    let desk = Desk::with_deadline(DEADLINE);
    let (shown, code) = score_with(&desk, "later", |file| {
        let code = file.with_extension("c");
        let text = source("later", "").replace("claims_plugin_v1_later", "claims_plugin_v2_later");
        fs::write(&code, text).expect("the code");
        build(&code, file);
    });
    assert!(shown.contains("built for a newer claims: it speaks version 2") && code == 7, "{shown}");

    // Its own file is cut short before it answers; what runs is the copy that was trusted.
    let place = desk.folder.path().join("mutable/libmutable.so").display().to_string();
    let statements = format!("truncate(\"{place}\", 64); usleep(100000);");
    let (shown, code) = score_with(&desk, "mutable", |file| compile("mutable", &statements, file));
    assert_eq!((shown.as_str(), code), ("c1  0.500  The harbour is closed\n", 0));
    fs::write(&place, "something else").expect("the library");
    let (shown, code) = desk.claims(&["score", "c1", "--scorer", "mutable"]);
    assert!(shown.contains("was changed since it was trusted") && code == 4, "{shown}");
}

/// It answers, and goes on when nothing more is asked: the command ends all the same, and so does the process.
#[test]
fn a_plugin_that_ignores_the_end_is_ended() {
    let desk = Desk::with_deadline(DEADLINE);
    let script = "trap '' HUP INT TERM PIPE\nread -r hello\necho '{\"claims\":\"plugin protocol\",\"protocols\":[1]}'\n\
        read -r asked\necho '{\"id\":1,\"scores\":[[{\"claim\":\"c1\",\"value\":0.5}]]}'\nwhile :; do :; done\n";
    let (shown, code) = desk.score_with_script("clingy", script);
    assert_eq!((shown.as_str(), code), ("c1  0.500  The harbour is closed\n", 0));
    let kept = desk.folder.path().join("home").display().to_string();
    let commands = fs::read_dir("/proc").expect("the processes").flatten();
    let left = commands.filter_map(|process| fs::read_to_string(process.path().join("cmdline")).ok());
    assert_eq!(left.filter(|command| command.contains(&kept) && command.contains("clingy.sh")).count(), 0);
}

#[test]
fn a_file_that_is_no_plugin_is_told_apart() {
    let desk = Desk::with_deadline(DEADLINE);
    let (shown, code) = score_with(&desk, "text", |file| fs::write(file, "Dear diary").expect("a file"));
    assert!(shown.contains("not a library that runs here") && code == 7, "{shown}");
    let (shown, code) = score_with(&desk, "short", |file| {
        compile("short", "", file);
        let bytes = fs::read(file).expect("the library");
        fs::write(file, &bytes[..bytes.len() / 3]).expect("a part of it");
    });
    assert!(shown.contains("the file is cut off") && code == 7, "{shown}");
    let (shown, code) = score_with(&desk, "misnamed", |file| compile("other", "", file));
    assert!(shown.contains("claims_plugin_v1_misnamed is missing") && code == 7, "{shown}");
}
