//! Every project that `claims plugin new` writes is built, passes its own test, and answers: as a stranger would try it.
//!
//! The crate of Rust's projects is taken from here instead of the registry, so that nothing is fetched.

#[path = "authoring/pages.rs"]
mod pages;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// What each kind answers about the casebook of [`Desk::new`], in whatever language it is written.
const ANSWERS: [(&str, &[&str], &str); 5] = [
    ("scorer", &["score", "c1", "--scorer", "mine"], "c1  0.333  The harbour is \"closed\"\n"),
    ("differ", &["diff", "s1", "--differ", "mine"], "closed[-.-]{+!+}"),
    ("exporter", &["export", "--to", "mine", "c1"], "- c1: The harbour is \"closed\"\n"),
    ("importer", &["import", "statements.txt", "--from", "mine", "--dry-run"], DRAFTED),
    ("finder", &["suggest", "s2", "--finder", "mine"], FOUND),
];

/// A file for importers: names, white space and a line end of every sort.
const STATEMENTS: &str =
    "Ines Prado: It closed at noon\n\nÁngel Ruiz : It is “open”: we saw it\r\nInes Prado: All left";

/// What they draft of it; somebody named twice is one.
const DRAFTED: &str = "\
c4  It closed at noon
c5  It is “open”: we saw it
c6  All left
";

/// An article for finders.
const FIGURES: &str = "Port news\n\nThe café closed. It sold 1.5 t in 2022!  Who knows?\n Now 3 remain\n";

/// What they find in it.
const FOUND: &str = "\
1\t0.50\t\t\tIt sold 1.5 t in 2022!
2\t0.50\t\t\tNow 3 remain
";

/// A casebook, and a folder for the projects beside it.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    /// A claim with one rebuttal that stands and one that was withdrawn, and an article that was edited.
    fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().expect("a folder") };
        desk.claims(&["init", "--quiet"]);
        for (file, text) in [
            ("one.txt", "Port news\n\nIt is closed.\n"),
            ("two.txt", "Port news\n\nIt is closed!\n"),
            ("figures.txt", FIGURES),
            ("statements.txt", STATEMENTS),
        ] {
            fs::write(desk.folder.path().join(file), text).expect("an article");
        }
        for arguments in [
            &["add", "The harbour is \"closed\"", "--by", "Ines Prado"][..],
            &["counter", "c1", "It is open", "--by", "Jon Reyes"],
            &["counter", "c1", "It was never open", "--by", "Jon Reyes"],
            &["withdraw", "c3", "--because", "misheard"],
            &["source", "add", "one.txt"],
            &["source", "capture", "s1", "two.txt"],
            &["source", "add", "figures.txt"],
        ] {
            desk.claims(arguments);
        }
        desk
    }

    /// What a command shows; it must be well.
    fn claims(&self, arguments: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claims"));
        command.env("CLAIMS_HOME", self.folder.path().join("home"));
        self.run(command.args(arguments), self.folder.path())
    }

    /// That a project passes `claims plugin check`.
    fn stands_up(&self, project: &Path) {
        self.claims(&["plugin", "check", project.to_str().expect("a path in UTF-8")]);
    }

    fn run(&self, command: &mut Command, folder: &Path) -> String {
        let run = command.current_dir(folder).output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
        let shown = String::from_utf8_lossy(&run.stdout).into_owned();
        assert!(run.status.success(), "{command:?}: {shown}{}", String::from_utf8_lossy(&run.stderr));
        shown
    }

    /// Writes a project of each kind but these, makes it ready, and holds its answer to what is expected; then once more
    /// with the option that it offers, without which it fails then.
    fn try_all(&self, language: &str, but: &[&str], make_ready: impl Fn(&Path), try_again: impl Fn(&Path, &str)) {
        for (kind, question, answer) in ANSWERS.iter().filter(|(kind, ..)| !but.contains(kind)) {
            let dir = format!("{language}-{kind}");
            self.claims(&["plugin", "new", "mine", "--kind", kind, "--lang", language, "--dir", &dir]);
            let project = self.folder.path().join(dir).join("mine");
            make_ready(&project);
            let place = project.to_str().expect("a path in UTF-8");
            self.stands_up(&project);
            self.claims(&["plugin", "add", place]);
            self.claims(&["plugin", "trust", "mine"]);
            let shown = self.claims(question);
            assert!(shown.contains(answer), "{language} {kind}: {shown}");
            self.claims(&["plugin", "remove", "mine"]);
            take_up_option(&project, language, kind);
            try_again(&project, kind);
        }
    }
}

#[test]
fn a_project_in_rust() {
    let desk = Desk::new();
    let cargo = |project: &Path, arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO"));
        desk.run(command.args(arguments).env("CARGO_NET_OFFLINE", "true"), project);
    };
    let test = |project: &Path| {
        cargo(project, &["test", "--quiet", "--target-dir", target().to_str().expect("a path in UTF-8")]);
    };
    let make_ready = |project: &Path| {
        take_crates_from_here(project);
        test(project);
        // The command of its README, which builds into the project.
        let cargo_at = Path::new(env!("CARGO")).parent().expect("a folder").display().to_string();
        let path = format!("{cargo_at}:{}", std::env::var("PATH").unwrap_or_default());
        let mut build = Command::new("sh");
        desk.run(build.arg("build.sh").env("PATH", path).env("CARGO_NET_OFFLINE", "true"), project);
        if has("rustfmt") {
            cargo(project, &["fmt", "--check"]);
        }
    };
    // Each of the others would take its time, and is written alike.
    let try_again = |project: &Path, kind: &str| {
        if kind == "scorer" {
            test(project);
        }
    };
    desk.try_all("rust", &[], make_ready, try_again);
}

#[test]
fn a_project_in_c() {
    let desk = Desk::new();
    let make_ready = |project: &Path| {
        if !has("make") {
            // What the Makefile does, for a machine that has a compiler and nothing else.
            let file = format!("{}mine{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
            let compile = ["-std=c11", "-Wall", "-Wextra", "-pedantic", "-Werror"];
            desk.run(Command::new("cc").args(compile).args(["-fPIC", "-shared", "-o", &file, "plugin.c"]), project);
            desk.run(Command::new("cc").args(compile).args(["-o", "plugin_test", "plugin_test.c"]), project);
            desk.run(&mut Command::new(project.join("plugin_test")), project);
            return;
        }
        let strict = "CFLAGS=-std=c11 -O2 -Wall -Wextra -pedantic -Werror";
        desk.run(Command::new("make").arg(strict), project);
        assert!(desk.run(Command::new("make").args(["test", strict]), project).ends_with("ok\n"));
    };
    desk.try_all("c", &[], make_ready, |project, _| {
        make_ready(project);
        desk.stands_up(project);
    });
}

#[test]
fn a_project_in_python() {
    if !has("python3") {
        return skip("the projects in Python are not tried, for want of python3");
    }
    let desk = Desk::new();
    let make_ready = |project: &Path| {
        desk.run(Command::new("python3").args(["-B", "-m", "unittest"]), project);
    };
    desk.try_all("python", &[], make_ready, |project, _| {
        make_ready(project);
        desk.stands_up(project);
    });
}

#[test]
fn a_project_in_sh() {
    let desk = Desk::new();
    let make_ready = |project: &Path| {
        assert_eq!(desk.run(Command::new("sh").arg("test.sh"), project), "ok\n");
    };
    desk.try_all("sh", &["differ", "importer", "finder"], make_ready, |project, _| {
        make_ready(project);
        desk.stands_up(project);
    });
}

/// Takes up the option that a new manifest offers, as its comment says, and has the plugin fail unless it is given.
fn take_up_option(project: &Path, language: &str, kind: &str) {
    let manifest = project.join("plugin.toml");
    let text = fs::read_to_string(&manifest).expect("a manifest");
    let (before, offered) = text.split_once("# [options.").expect("an option");
    let offered = format!("[options.{}", offered.replace("\n# ", "\n"));
    let name = offered.split(['.', ']']).nth(1).expect("a name");
    let (file, head, needs) = match language {
        "python" => ("plugin.py", "options):\n", format!("    options[{name:?}]\n")),
        "sh" => {
            let needs = format!("    case $asked in *'\"{name}\":\"'*) ;; *) exit 1 ;; esac\n");
            ("plugin.sh", "read -r asked; do\n", needs)
        }
        "c" => {
            let given = format!("host->option(c, (claims_str){{{name:?}, {}}})", name.len());
            ("plugin.c", "", format!("    if ({given}.ptr == NULL) return CLAIMS_FAILED;\n"))
        }
        _ => {
            // As the tutorial has it, for the scorer.
            let head = "    fn score<'a>(&self, case: Case<'a>) -> Result<Vec<Score<'a>>, Failure> {\n";
            let needs = format!("        let {name}: f64 = case.option({name:?}).unwrap_or_default().parse()?;\n");
            assert!(kind != "scorer" || read("docs/plugins.md").contains(&format!("{head}{needs}")));
            ("src/lib.rs", head, needs)
        }
    };
    fs::write(&manifest, format!("{before}{offered}")).expect("the manifest");
    if language == "rust" && kind != "scorer" {
        return;
    }
    let code = fs::read_to_string(project.join(file)).expect("the plugin");
    let at = match language {
        "c" => code.find("\nstatic claims_status ").and_then(|at| Some(at + code[at..].find("{\n")? + 2)),
        _ => code.find(head).map(|at| at + head.len()),
    };
    let (head, rest) = code.split_at(at.expect("its function"));
    fs::write(project.join(file), format!("{head}{needs}{rest}")).expect("the plugin");
}

/// The value that the tests of a new project give that option is the default of its manifest.
#[test]
fn the_first_tests_know_the_default() {
    for (kind, ..) in ANSWERS {
        let offered = template_of(&format!("options/{kind}.toml"));
        let value = |member: &str| offered.lines().find_map(|line| line.strip_prefix(member)).expect("a member");
        let (name, default) = (value("# [options.").trim_end_matches(']'), value("# default = "));
        for (language, ending, given) in [
            ("rust", "rs", format!(".with({name:?}, {default})")),
            ("c", "c", format!("claims_str {name} = CLAIMS_STR({default})")),
            ("python", "py", format!("OPTIONS = {{{name:?}: {default}}}")),
            ("sh", "sh", format!("\"options\":{{{name:?}:{default}}}")),
        ] {
            let is_there = language != "sh" || ["scorer", "exporter"].contains(&kind);
            let known = || template_of(&format!("{language}/{kind}_test.{ending}")).contains(&given);
            assert!(!is_there || known(), "{language} {kind}: {given}");
        }
    }
}

/// The scorers are what a newcomer reads first, and what the tutorial shows; of importers and finders it shows one each.
#[test]
fn the_first_plugins_are_in_the_tutorial() {
    let tutorial = read("docs/plugins.md");
    for (template, name, summary) in [
        ("rust/scorer.rs", "balance_rust", "Weighs the voices for a claim against those that rebut it"),
        ("c/scorer.c", "balance_c", "Weighs the voices for a claim against those that rebut it"),
        ("python/scorer.py", "balance", "Weighs the voices for a claim against those that rebut it"),
        ("sh/scorer.sh", "balance_sh", "Weighs the voices for a claim against those that rebut it"),
        ("python/importer.py", "statements", "Takes each line of a file, claimant: wording, for a claim"),
        ("python/finder.py", "figures", "Points out the sentences with a figure in them"),
        ("rust/scorer_test.rs", "balance_rust", ""),
    ] {
        let code = template_of(template).replace("{{name}}", name).replace("{{summary}}", summary);
        assert!(tutorial.contains(&code), "the tutorial does not show {template} as it is:\n{code}");
    }
}

/// The help that `claims plugin dev --help` leads to has the example of a new scorer.
#[test]
fn the_first_example_is_in_the_help() {
    let example: String = template_of("examples/scorer.toml").lines().map(|line| format!("  {line}\n")).collect();
    assert!(read("crates/claims/src/help/plugins.txt").contains(&format!("  [[examples]]\n{example}")));
}

/// Nobody reads on to a second page for a first plugin.
#[test]
fn the_first_plugins_are_short() {
    for (language, ending, most) in [
        // Scorer, differ, exporter, importer, finder; none where there is none.
        ("rust", "rs", [15, 15, 15, 20, 30]),
        ("c", "c", [40, 40, 40, 60, 50]),
        ("python", "py", [20, 20, 20, 30, 30]),
        ("sh", "sh", [75, 0, 40, 0, 0]),
    ] {
        for ((kind, ..), most) in ANSWERS.iter().zip(most).filter(|(_, most)| *most > 0) {
            let lines = template_of(&format!("{language}/{kind}.{ending}")).lines().count();
            assert!(lines <= most, "the {kind} in {language} has {lines} lines");
        }
    }
}

fn template_of(path: &str) -> String {
    read(&format!("crates/claims/templates/plugin/{path}"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Puts the crates of this workspace in the place of the published ones.
fn take_crates_from_here(project: &Path) {
    let manifest = project.join("Cargo.toml");
    let mut text = fs::read_to_string(&manifest).expect("a manifest");
    text.push_str("\n[patch.crates-io]\n");
    for name in ["claims-plugin", "claims-abi"] {
        let path = root().join("crates").join(name).canonicalize().expect("a crate");
        text.push_str(&format!("{name} = {{ path = {:?} }}\n", path.display().to_string()));
    }
    fs::write(manifest, text).expect("the manifest");
}

fn has(program: &str) -> bool {
    std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).any(|folder| folder.join(program).is_file())
}

#[expect(clippy::print_stderr, reason = "who runs the tests must learn what they did not test")]
fn skip(message: &str) {
    eprintln!("{message}");
}

/// Where the tests of the projects are built, so that the next run finds them.
fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("authoring")
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
