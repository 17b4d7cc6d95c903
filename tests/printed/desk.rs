//! A casebook whose every text is hostile, and the program run in it.

use std::{
    collections::BTreeSet,
    fs,
    path::Path,
    process::{Command, Stdio},
};

use crate::{
    asked::story,
    hostile::{Form, hostile, hostile_address, raw},
};

/// A command, and its long options that take a value.
pub(crate) struct Verb {
    pub(crate) path: Vec<String>,
    pub(crate) options: BTreeSet<String>,
}

#[derive(Clone, Copy)]
pub(crate) struct Desk<'d>(pub(crate) &'d Path);

impl Desk<'_> {
    /// Fills the casebook. What is refused is said to be, and that is looked at as well.
    pub(crate) fn fill(self) {
        assert!(self.claims(&["init", "--title", &hostile("casebook"), "."]).1);
        let text = format!("quoted here, {}\n\nand quoted again. {}\r\n", hostile("text"), hostile("more text"));
        self.write("later.txt", &format!("{text} And {} is new, the mayor said.\n", hostile("this")));
        self.write(&hostile("file"), &text);
        let (h, site) = (hostile("meta"), hostile("site"));
        self.write(
            "page.html",
            &format!(
                "<html lang=en><head><title>{h}</title><meta property='og:site_name' content='{site}'><meta name=author content='{h}'>\
                 </head><body><article><h1>{h}</h1><p>The mayor said that the harbour {h} is closed for 15 days.</p>\
                 <p>“It will {h} reopen”, said the mayor of the town on Monday.</p></article><aside>{h}</aside></body></html>"
            ),
        );
        self.write("notes.md", &format!("---\ntitle: {h}\nauthor: \"{h}\"\nlang: en\n---\n# {h}\n\nIt is {h} said.\n"));
        self.write("claims.csv", &format!("Claim,Topic,{h}\n\"{h}\",\"{h}\",\"{h}\"\nA plain one,t,u\n"));
        self.write("broken.csv", &format!("{h}\n\"{h}\",{h},x\n\"unclosed {h}"));
        self.write("broken.json", &format!("{{\"@type\": \"{h}\", \"x\": {h}"));
        let quoted = serde_json::Value::from(h.clone());
        self.write(
            "feed.json",
            &format!(
                "[{{\"@type\":\"ClaimReview\",\"url\":\"https://desk.example.org/1\",\"claimReviewed\":{quoted},\"author\":\
                 {{\"@type\":\"Organization\",\"name\":{quoted}}},\"itemReviewed\":{{\"@type\":\"Claim\",\"author\":{{\"@type\":\
                 \"Person\",\"name\":{quoted}}}}},\"reviewRating\":{{\"alternateName\":{quoted}}}}}]"
            ),
        );
        self.write("list.txt", &format!("s1\n{}\n", hostile_address("listed")));
        fs::write(self.0.join("binary"), b"\x00\x1b]0;x\x07").expect("a file");
        self.plugin();
        let settings = format!(
            "[desk]\ntitle = {quoted}\n[scales.own]\nlabels = [{quoted}, \"b\"]\noff_scale = [\"\\u202e c\"]\n",
            quoted = toml_text(&h)
        );
        let mut refused = 0;
        for line in story() {
            let line: Vec<&str> = line.iter().map(String::as_str).collect();
            let (said, is_right) = self.claims(&line);
            assert_eq!(raw(&said, Form::Text), "", "{line:?}");
            refused += usize::from(!is_right);
        }
        let before = fs::read_to_string(self.0.join("claims.toml")).expect("the settings");
        // Settings that are wrong are shown with a caret.
        for wrong in
            [format!("[desk]\ntitle = \"\u{202e}{}", '\u{9b}'), format!("[\"{h}\"]\n"), format!("# {h}\nx = 1\n")]
        {
            self.write("claims.toml", &wrong);
            for form in [Form::Text, Form::Colour] {
                let (said, _) = self.run(&["list".to_owned()], form);
                assert_eq!(raw(&said, form), "", "{wrong:?}");
                assert!(said.contains("error"), "{said}");
            }
        }
        self.write("claims.toml", &settings);
        let (said, is_right) = self.claims(&["list"]);
        if !is_right {
            assert_eq!(raw(&said, Form::Text), "");
            self.write("claims.toml", &before);
        }
        let (listed, is_right) = self.claims(&["list"]);
        assert!(is_right && listed.lines().count() >= 5, "{listed}");
        // A quote that is not there, two parties of two kinds, a label that is none, a folder that is none, a quote that is gone.
        assert_eq!(refused, 5);
    }

    /// A plugin whose every word is hostile, and what it says on its standard error too.
    fn plugin(self) {
        // Controls are refused in a manifest, the rest is not.
        let h = toml_text(&hostile("plugin").replace(|c: char| c.is_control() || "\u{2028}\u{2029}".contains(c), ""));
        fs::create_dir(self.0.join("plugin")).expect("a folder");
        self.write(
            "plugin/plugin.toml",
            &format!(
                "name = \"hostile\"\nversion = {h}\nsummary = {h}\nkinds = [\"scorer\", \"finder\"]\nfile = \"run.sh\"\n\
                 interpreter = \"/bin/sh\"\n"
            ),
        );
        let said = hostile("stderr").replace('\'', "");
        self.write("plugin/run.sh", &format!("read -r greeting\necho '{said}'\necho '{said}' >&2\nexit 3\n"));
    }

    fn write(self, name: &str, text: &str) {
        fs::write(self.0.join(name), text).expect("a file");
    }

    /// All that a command says, and whether it went well.
    pub(crate) fn claims(self, line: &[&str]) -> (String, bool) {
        let run = self.command("").args(line).output().expect("the program");
        let said = [run.stdout, run.stderr].concat();
        (String::from_utf8_lossy(&said).into_owned(), run.status.success())
    }

    fn command(self, through: &str) -> Command {
        let program = env!("CARGO_BIN_EXE_claims");
        let mut command = Command::new(if through.is_empty() { program } else { through });
        command
            .current_dir(self.0)
            .stdin(Stdio::null())
            .env("CLAIMS_HOME", self.0.join("home"))
            .env("CLAIMS_PATIENCE", "600")
            .env("VISUAL", "true")
            .env("COLUMNS", "80")
            .env_remove("CLICOLOR_FORCE")
            .env_remove("NO_COLOR");
        command
    }

    pub(crate) fn run(self, line: &[String], form: Form) -> (String, Option<i32>) {
        let run = match form {
            Form::Text => self.command("").args(line).output(),
            Form::Json => self.command("").arg("--json").args(line).output(),
            Form::Colour => self.command("").arg("--color=always").args(line).output(),
            // As script(1) of util-linux and of others take it: the command in one word.
            Form::Terminal => {
                let quoted = line.iter().map(|word| format!("'{}'", word.replace('\'', "'\\''")));
                let all = std::iter::once(env!("CARGO_BIN_EXE_claims").to_owned()).chain(quoted);
                self.command("script").args(["-qec", &all.collect::<Vec<_>>().join(" "), "/dev/null"]).output()
            }
        };
        let run = run.expect("the program");
        // What a test of exports wants of a file is asked elsewhere: what goes to no terminal goes as it is.
        let is_file = form != Form::Terminal && run.status.success() && goes_as_it_is(line);
        let data = if is_file { Vec::new() } else { run.stdout };
        (String::from_utf8_lossy(&[data, run.stderr].concat()).into_owned(), run.status.code())
    }

    pub(crate) fn has_terminals(self) -> bool {
        let tried = self.command("script").args(["-qec", "true", "/dev/null"]).output();
        tried.is_ok_and(|run| run.status.success())
    }

    /// Every command there is, as its own help has it.
    pub(crate) fn commands(self) -> Vec<Verb> {
        let mut found = Vec::new();
        let mut open: Vec<Vec<String>> = vec![Vec::new()];
        while let Some(path) = open.pop() {
            let words: Vec<&str> = path.iter().map(String::as_str).chain(["--help"]).collect();
            let (help, is_right) = self.claims(&words);
            assert!(is_right, "{path:?}: {help}");
            let commands = section(&help, "Commands:");
            for line in &commands {
                if let Some(name) = line.strip_prefix("  ").filter(|line| !line.starts_with(' ')) {
                    open.push([&path[..], &[name.split(' ').next().unwrap_or_default().to_owned()]].concat());
                }
            }
            if commands.is_empty() {
                let options = help.lines().filter_map(|line| {
                    let (_, option) = line.split_once("--")?;
                    let is_option = line.trim_start().starts_with('-') && option.contains('<');
                    is_option.then(|| option.split([' ', '=']).next().unwrap_or_default().to_owned())
                });
                found.push(Verb { options: options.collect(), path });
            }
        }
        assert!(found.len() > 50, "{}", found.len());
        found
    }
}

/// Whether what a command prints is meant for a file or another program.
fn goes_as_it_is(line: &[String]) -> bool {
    let has = |word: &str| line.iter().any(|one| one == word);
    match line[0].as_str() {
        "export" | "report" => true,
        "backup" => has("-"),
        "source" => has("--text") || has("--bytes"),
        "diff" => has("--html") || has("--markdown"),
        "graph" => has("--mermaid") || has("--dot"),
        "plugin" => has("run"),
        _ => false,
    }
}

/// The lines of a section of a help text.
fn section<'h>(help: &'h str, head: &str) -> Vec<&'h str> {
    help.lines().skip_while(|line| *line != head).skip(1).take_while(|line| !line.is_empty()).collect()
}

/// A text as TOML writes it.
fn toml_text(text: &str) -> String {
    let escaped: String = text
        .chars()
        .map(|c| match c {
            '"' | '\\' => format!("\\{c}"),
            c if c.is_control() => format!("\\u{:04X}", u32::from(c)),
            c => c.to_string(),
        })
        .collect();
    format!("\"{escaped}\"")
}
