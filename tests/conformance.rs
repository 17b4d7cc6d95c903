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
    /// A plugin that is `file`, with this name, version and summary, and of these kinds.
    fn new(file: &Path, name: &str, version: &str, summary: &str, kinds: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let library = format!("lib{name}.so");
        fs::copy(file, folder.path().join(&library)).expect("the library");
        let manifest = format!(
            "name = \"{name}\"\nversion = \"{version}\"\nsummary = \"{summary}\"\nkinds = [{kinds}]\nfile = \"{library}\"\n"
        );
        fs::write(folder.path().join("plugin.toml"), manifest).expect("the manifest");
        Self { folder }
    }

    /// A plugin called `made` of this code in C.
    fn of_c(code: &str, kinds: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("made.c");
        fs::write(&file, code).expect("the code");
        let made = Self::new(&compile(&file, folder.path()), "made", "1", "made of C", kinds);
        fs::copy(&file, made.folder.path().join("made.c")).expect("the code");
        made
    }

    /// A plugin that is a script for the shell, of these kinds; it has greeted already.
    fn script(kinds: &str, script: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let greeting = r#"{"claims":"plugin protocol","protocols":[1]}"#;
        fs::write(folder.path().join("run.sh"), format!("read -r greeting\necho '{greeting}'\n{script}"))
            .expect("the script");
        let manifest = format!(
            "name = \"made\"\nversion = \"1\"\nsummary = \"x\"\nkinds = [{kinds}]\nfile = \"run.sh\"\ninterpreter = \"/bin/sh\"\n"
        );
        fs::write(folder.path().join("plugin.toml"), manifest).expect("the manifest");
        Self { folder }
    }

    fn check(&self) -> Trial {
        self.check_only(&[])
    }

    /// Of all checks only these; what the others say of the plugin is held elsewhere.
    fn check_only(&self, names: &[&str]) -> Trial {
        let run = Command::new(env!("CARGO_BIN_EXE_claims"))
            .args(["plugin", "check", ".", "--json", "--deadline", "30"])
            .args(names.iter().flat_map(|name| ["--only", name]))
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
    let file = match name {
        "panics" => "libclaims_host_specimens.so".to_owned(),
        name if TABLES.contains(&name) => "libclaims_plugin_tables.so".to_owned(),
        name => format!("libclaims_plugin_{name}.so"),
    };
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
    made(before, statements, None)
}

/// The same, and with the statements of an exporter a plugin of two kinds.
fn made(before: &str, statements: &str, exporting: Option<&str>) -> Project {
    let kinds = if exporting.is_some() { "\"scorer\", \"exporter\"" } else { "\"scorer\"" };
    let exports = i32::from(exporting.is_some());
    let exporting = exporting.unwrap_or_default();
    let code = format!(
        r#"
#include <pthread.h>
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
static claims_status write_out(const claims_host *host, const claims_case *c, claims_sink *sink) {{
    char text[32] = "a file";
    {exporting}
    host->write(sink, (const uint8_t *)text, strlen(text));
    return CLAIMS_DONE;
}}
static const claims_scorer scorer = {{score}};
static const claims_exporter exporter = {{write_out}};
static const void *kind(const char *id) {{
    if ({exports} && strcmp(id, CLAIMS_EXPORTER) == 0) return &exporter;
    return strcmp(id, CLAIMS_SCORER) == 0 ? &scorer : NULL;
}}
CLAIMS_EXPORT const claims_plugin claims_plugin_v1_made = {{
    sizeof(claims_plugin), CLAIMS_ABI_MINOR, 0, CLAIMS_STR("made"), CLAIMS_STR("1"), CLAIMS_STR("made of C"), kind}};
"#
    );
    Project::of_c(&code, kinds)
}

/// What each bundled plugin says that it does.
fn summaries() -> BTreeMap<String, String> {
    let run = Command::new(env!("CARGO_BIN_EXE_claims")).args(["plugin", "list", "--json"]).output();
    let shown = String::from_utf8(run.expect("the program").stdout).expect("UTF-8");
    let plugins = shown.lines().map(|line| serde_json::from_str::<Value>(line).expect("an object"));
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    plugins.map(|plugin| (text(&plugin["name"]), text(&plugin["summary"]))).collect()
}

#[test]
fn the_bundled_plugins_stand_up_to_every_check() {
    let version = env!("CARGO_PKG_VERSION");
    let summaries = summaries();
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
        Project::new(&library, name, version, &summaries[name], &format!("\"{kind}\"")).check().passes();
    }
}

#[test]
fn plugins_in_c_stand_up_to_every_check() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../claims-host/tests/fixtures");
    for (name, summary, kinds) in [
        ("counters", "Halves a claim for each rebuttal", "\"scorer\""),
        ("minutes", "Takes each line for a claim", "\"importer\", \"finder\""),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let library = compile(&fixtures.join(name).with_extension("c"), folder.path());
        Project::new(&library, name, "1.0", summary, kinds).check().passes();
    }
}

#[test]
fn what_a_library_prints_is_no_fault() {
    scorer("", r#"puts("scoring"); fflush(stdout);"#).check().passes();
}

#[test]
fn other_names_are_a_fault() {
    let trial = scorer("int helper(void) { return 1; }\nint of_use = 3;", "").check_only(&["exports"]);
    trial.fails_at(&["exports"]);
    assert!(trial.reason("exports").starts_with("it also offers helper, of_use, which"), "{trial:#?}");
    assert!(trial.reason("exports").contains("-fvisibility=hidden"), "{trial:#?}");
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
    let trial = with("made of C", "made of Rust");
    trial.fails_at(&["identity"]);
    assert_eq!(trial.reason("identity"), "its summary is \"made of C\", and \"made of Rust\" in its manifest");
    let trial = with("\"scorer\"", "\"scorer\", \"differ\"");
    assert!(trial.failed().contains(&"identity") && trial.failed().contains(&"diff-covers"), "{trial:#?}");
    assert_eq!(trial.reason("identity"), "it is scorer, and differ, scorer in its manifest");
    let trial = with("name = \"made\"", "name = \"mode\"");
    trial.fails_at(&["exports", "handshake"]);
    assert_eq!(trial.reason("exports"), "claims_plugin_v1_mode is missing; there is claims_plugin_v1_made");
    assert_eq!(trial.reason("ends"), "it does not start");
}

/// A constant that begins with something else than its size, or with that of something else.
#[test]
fn a_size_that_cannot_be_is_found() {
    let code = |size: &str| {
        format!(
            r#"
#include <string.h>
#include "claims.h"
static const claims_scorer scorer = {{NULL}};
static const void *kind(const char *id) {{ return strcmp(id, CLAIMS_SCORER) == 0 ? &scorer : NULL; }}
CLAIMS_EXPORT const claims_plugin claims_plugin_v1_made = {{
    {size}, CLAIMS_ABI_MINOR, 0, CLAIMS_STR("made"), CLAIMS_STR("1"), CLAIMS_STR("made of C"), kind}};"#
        )
    };
    for size in ["(size_t)1 << 60", "4097", "8", "0"] {
        let trial = Project::of_c(&code(size), "\"scorer\"").check();
        trial.fails_at(&["handshake"]);
        assert!(trial.reason("handshake").contains("its entry"), "{size}: {trial:#?}");
    }
}

/// Names that no author wrote: those of the linker, and of the versions in its script.
#[test]
fn what_a_linker_offers_is_no_fault() {
    let made = scorer("", "");
    let script = made.folder.path().join("names.map");
    fs::write(&script, "MADE_1 { global: claims_plugin_v1_made; _end; __bss_start; _edata; local: *; };").expect("it");
    let built = Command::new("cc")
        .args(["-shared", "-fPIC", "-w", "-I", concat!(env!("CARGO_MANIFEST_DIR"), "/../claims-abi/include")])
        .arg(format!("-Wl,--version-script={}", script.display()))
        .args([made.folder.path().join("made.c").as_os_str(), "-o".as_ref()])
        .arg(made.folder.path().join("libmade.so"))
        .output()
        .expect("a C compiler");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    made.check_only(&["exports"]).passes();
}

#[test]
fn what_is_no_library_does_not_start() {
    let made = scorer("", "");
    fs::write(made.folder.path().join("libmade.so"), "Dear diary").expect("a text");
    let trial = made.check();
    trial.fails_at(&["handshake"]);
    let place = made.folder.path().canonicalize().expect("the folder").join("libmade.so");
    assert!(trial.reason("handshake").contains(&place.display().to_string()), "{trial:#?}");
    let trial = scorer("extern int nobody_has(void);", "value = nobody_has();").check();
    trial.fails_at(&["handshake"]);
    assert!(
        trial.reason("handshake").ends_with("not a library that runs here: undefined symbol: nobody_has"),
        "{trial:#?}"
    );
}

/// An importer may decline any file; what it may not is to break at one.
#[test]
fn a_bug_is_no_refusal() {
    let library = bundled("panics").expect("the library of the specimens was not built");
    let made = Project::new(&library, "panics", "1", "x", "\"importer\"");
    let trial = made.check_only(&["import-empty", "import-odd-bytes"]);
    trial.fails_at(&["import-empty", "import-odd-bytes"]);
    assert_eq!(trial.reason("import-empty"), "panics stopped at a bug of its own: 0 bytes are too many");
}

/// Starts a thread that does nothing, with a stack so small that there can be many on any machine.
const IDLE: &str = "
static void *rest(void *nothing) { for (;;) pause(); return nothing; }
static void idle(void) {
    pthread_t thread;
    pthread_attr_t small;
    pthread_attr_init(&small);
    pthread_attr_setstacksize(&small, 1 << 16);
    pthread_create(&thread, &small, rest, NULL);
}";

/// Each at another pace, and with the limits on files and threads that every plugin has.
#[test]
fn what_is_taken_and_never_given_back_is_found() {
    let every = |number: u32, what: &str| format!("static int turn; if (++turn % {number} == 0) {{ {what} }}");
    for number in [1, 2, 4, 25] {
        let trial = scorer("", &every(number, "dup(0);")).check_only(&["leaks"]);
        trial.fails_at(&["leaks"]);
        assert!(trial.reason("leaks").contains("open files, and "), "{number}: {trial:#?}");
    }
    for number in [1, 3] {
        let trial = scorer(IDLE, &every(number, "idle();")).check_only(&["leaks"]);
        trial.fails_at(&["leaks"]);
        assert!(trial.reason("leaks").contains("threads, and "), "{number}: {trial:#?}");
    }
    let trial = scorer("", "memset(malloc(4000), 1, 4000);").check_only(&["leaks"]);
    trial.fails_at(&["leaks"]);
    assert!(trial.reason("leaks").starts_with("its memory grows and grows, by "), "{trial:#?}");
}

#[test]
fn what_levels_off_is_no_leak() {
    let settles = "static int turn;
        if (turn++ < 1200) memset(malloc(20000), 1, 20000);
        if (turn < 8) idle();
        if (turn == 1) dup(0);";
    scorer(IDLE, settles).check_only(&["leaks"]).passes();
}

/// Plugins of two kinds, of which only the second is at fault.
#[test]
fn each_kind_is_asked() {
    let trial = made("", "", Some(r#"snprintf(text, 32, "%d", getpid()); dup(0);"#)).check();
    trial.fails_at(&["export-repeated", "interleaved", "leaks", "reopened", "unknown-members"]);
    assert!(trial.reason("interleaved").starts_with("as exporter: they answer"), "{trial:#?}");
    assert!(trial.reason("leaks").starts_with("as exporter: it held "), "{trial:#?}");

    let script = r#"set -f
while read -r request; do
  id=${request#*:}; id=${id%%,*}
  case $request in
    *'"since"'*) text=later ;;
    *) text=now ;;
  esac
  case $request in
    *'"call":"find"'*) echo "{\"id\":$id,\"suggestions\":[]}" ;;
    *'"call":"export"'*) echo "{\"id\":$id,\"text\":\"$text\"}"; last='echo bye; exit 3' ;;
    *) echo '{"id":0,"failed":"I find and write."}' ;;
  esac
done
eval "$last""#;
    let trial = Project::script("\"finder\", \"exporter\"", script).check_only(&[
        "ends",
        "quiet",
        "interleaved",
        "unknown-members",
    ]);
    trial.fails_at(&["ends", "quiet", "unknown-members"]);
    assert_eq!(trial.reason("ends"), "as exporter: made: when its input had ended: it left with code 3");
    assert!(trial.reason("unknown-members").starts_with("as exporter: it answers"), "{trial:#?}");
}

#[test]
fn one_that_ends_with_a_code_is_found() {
    let trial = scorer("__attribute__((destructor)) static void leave(void) { _exit(4); }", "").check_only(&["ends"]);
    trial.fails_at(&["ends"]);
    assert!(trial.reason("ends").ends_with("it left with code 4"), "{trial:#?}");
}

/// It goes by what starts alone, and by how long a text it is given is.
#[test]
fn what_only_some_starts_and_options_show_is_found() {
    let trial = scorer("", "value = getpid() % 1000 / 1000.0;").check_only(&["reopened"]);
    trial.fails_at(&["reopened"]);
    let odd = "static const claims_str name = CLAIMS_STR(\"say\"); if (host->option(c, name).len > 4096) abort();";
    let made = scorer("", odd);
    let path = made.folder.path().join("plugin.toml");
    let manifest = fs::read_to_string(&path).expect("the manifest");
    let option = "[options.say]\ntype = \"text\"\nhelp = \"what to say\"\ndefault = \"x\"\n";
    fs::write(&path, manifest + option).expect("the manifest");
    let trial = made.check_only(&["options", "options-odd"]);
    trial.fails_at(&["options-odd"]);
    assert!(trial.reason("options-odd").contains("with say=The harbour is closed."), "{trial:#?}");
}
