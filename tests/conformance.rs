//! `claims plugin check` on libraries: those that are sound pass, and each mistake is found by the check that is for it.
#![cfg(target_os = "linux")]

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

/// The plugins that share one library.
const TABLES: [&str; 3] = ["csv", "tsv", "xlsx"];

/// A folder with a plugin to be tried.
struct Project {
    folder: tempfile::TempDir,
}

/// What came of a trial: the outcome and the reason of each check, and the exit code.
#[derive(Debug)]
struct Trial {
    findings: BTreeMap<String, (String, String)>,
    code: i32,
}

impl Project {
    /// A plugin that is `file`, with this name and version, and of these kinds.
    fn new(file: &Path, name: &str, version: &str, kinds: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let library = format!("lib{name}.so");
        fs::copy(file, folder.path().join(&library)).expect("the library");
        let manifest = format!(
            "name = \"{name}\"\nversion = \"{version}\"\nsummary = \"x\"\nkinds = [{kinds}]\nfile = \"{library}\"\n"
        );
        fs::write(folder.path().join("plugin.toml"), manifest).expect("the manifest");
        Self { folder }
    }

    fn check(&self) -> Trial {
        let run = Command::new(env!("CARGO_BIN_EXE_claims"))
            .args(["plugin", "check", ".", "--json", "--deadline", "30"])
            .current_dir(self.folder.path())
            .env("CLAIMS_HOME", self.folder.path().join("home"))
            .output()
            .expect("the program");
        let shown = String::from_utf8(run.stdout).expect("UTF-8");
        let findings = shown.lines().map(|line| {
            let finding: Value = serde_json::from_str(line).expect("an object");
            assert_eq!((&finding["schema"], &finding["ms"]), (&"claims/plugin-check/1".into(), &Value::Null));
            let text = |member: &str| finding[member].as_str().unwrap_or_default().to_owned();
            (text("name"), (text("outcome"), text("reason")))
        });
        Trial { findings: findings.collect(), code: run.status.code().expect("a code") }
    }
}

impl Trial {
    /// The checks that failed.
    fn failed(&self) -> Vec<&str> {
        let failed = self.findings.iter().filter(|(_, (outcome, _))| outcome == "fail");
        failed.map(|(name, _)| name.as_str()).collect()
    }

    fn passes(&self) {
        assert_eq!((self.failed(), self.code), (Vec::new(), 0), "{self:#?}");
    }

    fn fails_at(&self, names: &[&str]) {
        assert_eq!((self.failed().as_slice(), self.code), (names, 1), "{self:#?}");
    }

    fn reason(&self, name: &str) -> &str {
        &self.findings[name].1
    }
}

/// The library of a bundled plugin, which cargo built next to this test.
fn bundled(name: &str) -> Option<PathBuf> {
    let program = env::current_exe().expect("this test");
    let home = if TABLES.contains(&name) { "tables" } else { name };
    let file = format!("libclaims_plugin_{home}.so");
    program.ancestors().map(|folder| folder.join(&file)).find(|file| file.is_file())
}

/// A C file, compiled into `folder`.
fn compile(code: &Path, folder: &Path) -> PathBuf {
    let library = folder.join("built.so");
    let built = Command::new("cc")
        .args(["-std=gnu11", "-O1", "-shared", "-fPIC", "-w", "-I"])
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/../claims-abi/include"))
        .args([code.as_os_str(), "-o".as_ref(), library.as_os_str()])
        .output()
        .expect("a C compiler");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    library
}

/// A scorer in C with these lines before its function, and these statements for each subject.
fn scorer(before: &str, statements: &str) -> Project {
    let code = format!(
        r#"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "claims.h"
{before}
static claims_status score(const claims_host *host, const claims_case *c, claims_sink *sink) {{
    claims_rows subjects = host->rows(c, CLAIMS_TABLE_CASE, 0, CLAIMS_ROWS_SUBJECTS);
    for (size_t s = 0; s < subjects.len; s++) {{
        uint32_t claim = subjects.ptr[s];
        double value = 0.5;
        {statements}
        host->score(sink, claim, 1, value, 0, 0);
    }}
    return CLAIMS_DONE;
}}
static const claims_scorer scorer = {{score}};
static const void *kind(const char *id) {{ return strcmp(id, CLAIMS_SCORER) == 0 ? &scorer : NULL; }}
CLAIMS_EXPORT const claims_plugin claims_plugin_v1_made = {{
    sizeof(claims_plugin), CLAIMS_ABI_MINOR, 0, CLAIMS_STR("made"), CLAIMS_STR("1"), CLAIMS_STR("made of C"), kind}};
"#
    );
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("made.c");
    fs::write(&file, code).expect("the code");
    Project::new(&compile(&file, folder.path()), "made", "1", "\"scorer\"")
}

#[test]
fn the_bundled_plugins_stand_up_to_every_check() {
    let version = env!("CARGO_PKG_VERSION");
    for (name, kind) in [
        ("quadratic", "scorer"),
        ("dfquad", "scorer"),
        ("admiralty", "scorer"),
        ("independence", "scorer"),
        ("prose", "differ"),
        ("lines", "differ"),
        ("markdown", "exporter"),
        ("claimreview", "exporter\", \"importer"),
        ("csv", "exporter\", \"importer"),
        ("tsv", "exporter\", \"importer"),
        ("xlsx", "exporter"),
        ("webannotation", "exporter"),
        ("aif", "exporter"),
        ("argdown", "exporter"),
        ("datasette", "exporter"),
    ] {
        let library = bundled(name).unwrap_or_else(|| panic!("the library of {name} was not built"));
        let trial = Project::new(&library, name, version, &format!("\"{kind}\"")).check();
        trial.passes();
        assert_eq!(trial.reason("exports"), "", "{name} offers names besides its entry");
    }
}

#[test]
fn plugins_in_c_stand_up_to_every_check() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../claims-host/tests/fixtures");
    for (name, kinds) in [("counters", "\"scorer\""), ("minutes", "\"importer\", \"finder\"")] {
        let folder = tempfile::tempdir().expect("a folder");
        let library = compile(&fixtures.join(name).with_extension("c"), folder.path());
        Project::new(&library, name, "1.0", kinds).check().passes();
    }
}

#[test]
fn what_a_library_prints_is_no_fault() {
    scorer("", r#"puts("scoring"); fflush(stdout);"#).check().passes();
}

#[test]
fn other_names_are_remarked_upon() {
    let trial = scorer("int helper(void) { return 1; }", "").check();
    trial.passes();
    assert!(trial.reason("exports").contains("it also offers helper;"), "{trial:#?}");
}

#[test]
fn a_score_by_chance_is_found() {
    let trial = scorer("static int turn;", "value = 1.0 / ++turn;").check();
    trial.fails_at(&["interleaved", "score-batches", "score-repeated"]);
    assert_eq!(trial.reason("score-repeated"), "c1 is 1, and then 0.3333333333333333");
    // The same in each process alone, and not in two.
    let trial = scorer("", "value = getpid() % 1000 / 1000.0;").check();
    assert!(trial.failed().contains(&"score-restarted") && !trial.failed().contains(&"score-repeated"), "{trial:#?}");
}

#[test]
fn a_crash_costs_its_own_check_only() {
    let text = "claims_str text = host->text(c, CLAIMS_TABLE_CLAIM, claim, CLAIMS_FIELD_TEXT);";
    let trial = scorer("", &format!("{text} if (text.len == 0) abort();")).check();
    trial.fails_at(&["score-empty-text", "score-odd-texts"]);
    assert!(trial.reason("score-empty-text").contains("signal 6, it aborted"), "{trial:#?}");
    let trial = scorer("", &format!("{text} if (memchr(text.ptr, 0, text.len)) abort();")).check();
    trial.fails_at(&["score-nul", "score-odd-texts"]);
    let trial = scorer("", &format!("{text} char copy[4096]; memset(copy, 1, text.len);")).check();
    trial.fails_at(&["score-long-text"]);
}

#[test]
fn one_that_does_not_end_is_found() {
    let trial = scorer("__attribute__((destructor)) static void linger(void) { for (;;) pause(); }", "").check();
    trial.fails_at(&["ends", "quiet"]);
    assert!(trial.reason("ends").contains("it goes on after its input has ended"), "{trial:#?}");
}

#[test]
fn what_the_manifest_gets_wrong_is_found() {
    let made = scorer("", "");
    let manifest = made.folder.path().join("plugin.toml");
    let right = fs::read_to_string(&manifest).expect("the manifest");
    let with = |from: &str, to: &str| {
        fs::write(&manifest, right.replace(from, to)).expect("the manifest");
        made.check()
    };
    with("version = \"1\"", "version = \"2\"").fails_at(&["identity"]);
    let trial = with("\"scorer\"", "\"scorer\", \"differ\"");
    assert!(trial.failed().contains(&"identity") && trial.failed().contains(&"diff-covers"), "{trial:#?}");
    assert_eq!(trial.reason("identity"), "it is scorer, and differ, scorer in its manifest");
    let trial = with("name = \"made\"", "name = \"mode\"");
    trial.fails_at(&["exports", "handshake"]);
    assert_eq!(trial.reason("exports"), "claims_plugin_v1_mode is missing; there is claims_plugin_v1_made");
    assert_eq!(trial.reason("ends"), "it does not start");
}

#[test]
fn what_is_no_library_does_not_start() {
    let made = scorer("", "");
    fs::write(made.folder.path().join("libmade.so"), "Dear diary").expect("a text");
    let trial = made.check();
    trial.fails_at(&["handshake"]);
    let place = made.folder.path().canonicalize().expect("the folder").join("libmade.so");
    assert!(trial.reason("handshake").contains(&place.display().to_string()), "{trial:#?}");
}
