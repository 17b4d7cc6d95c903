//! Nothing that is printed does more than appear: a casebook whose every text is hostile, through every command there
//! is, as text, as JSON, in colour and on a terminal; and every option of every command with a hostile value.
//!
//! `CLAIMS_PRINTED=all` asks every command in every form; else each is asked in one, and every second option.

use std::{
    collections::BTreeSet,
    fs,
    path::Path,
    process::{Command, Stdio},
    sync::Mutex,
    thread,
};

/// Whether a character could do something other than appear: written anew here, so that the program's own list is held
/// to it (Unicode 16: Cc, the bidirectional controls, separators, invisible and deprecated format characters, tags).
fn is_hostile(c: char) -> bool {
    let code = u32::from(c);
    let is_control = code < 0x20 || (0x7f..0xa0).contains(&code);
    is_control && c != '\n' && c != '\t'
        || [0x061c, 0x200b, 0x200e, 0x200f, 0x2028, 0x2029, 0xfeff].contains(&code)
        || (0x202a..=0x202e).contains(&code)
        || (0x2060..=0x206f).contains(&code)
        || (0xfff9..=0xfffb).contains(&code)
        || (0xe0000..=0xe007f).contains(&code)
}

/// Every hostile character that an argument can hold, with sequences that make something of them. None of them is a
/// style, so that whatever looks like one is the program's own.
fn hostile(name: &str) -> String {
    // A name of a file has 255 bytes at the most.
    if ["file", "folder", "missing"].contains(&name) {
        return format!("{name} \u{1b}]owned\u{7}\r\u{9b}2J\u{202e}\u{2028}\u{e0041}\u{7f}.txt");
    }
    // A tag is one word.
    if name.starts_with("tag") {
        return format!("{name}\u{202e}\u{200b}\u{2066}\u{feff}\u{e0041}");
    }
    let all = (1..=0xe007f).filter_map(char::from_u32).filter(|c| is_hostile(*c));
    // Tags are many, and alike.
    let all: String = all.filter(|c| u32::from(*c) < 0xe0000 || u32::from(*c) % 16 == 1).collect();
    format!("{name} \u{1b}]owned\u{7}\u{1b}[2J\u{9b}2J\u{202e}{all}\u{1b}_x\u{1b}\\ end of {name}")
}

/// The same without what an address may not hold.
fn hostile_address(name: &str) -> String {
    let kept = hostile(name).replace(|c: char| c.is_control() || c.is_whitespace(), "");
    format!("https://gazette.invalid/{kept}")
}

/// What is typed to fill a casebook; some of it is refused.
fn story() -> Vec<Vec<String>> {
    let h = hostile;
    let words = |line: &str| -> Vec<String> {
        line.split(' ')
            .map(|word| match word.strip_prefix('@') {
                Some(address) if address.starts_with("http") => hostile_address(address),
                Some(name) => h(name),
                None => word.to_owned(),
            })
            .collect()
    };
    let mut story = Vec::new();
    for line in [
        "source add @file --title @title --publisher @publisher --author @author --address @http --archive @http-archive",
        "source add page.html --origin @origin",
        "source add notes.md",
        "add @wording --by @claimant --role @role --occasion @occasion --place @place --tag @tag --why @why --in s1 \
         --quote quoted --nth 1 --via @via --hedge @hedge --original @original --original-language fr --translator @translator",
        "appear c1 --in s1 --quote quoted --nth 2 --via @relay --timecode 00:01:02",
        "counter c1 @against --by @opponent --note @bearing --in s2 --quote @nowhere",
        "counter c1 @against --by @opponent --note @bearing",
        "support c1 @for --by @supporter",
        "context c1 @around --by @bystander",
        "counter l1 @undercut --by @critic",
        "edit c1 --text @reworded",
        "edit s1 --title @retitled",
        "party edit p1 --alias @alias --description @description",
        "party edit p2 --unnamed @unnamed --known-to @known",
        "grade c1 2 --because @grade",
        "grade p1 B --because @grade",
        "note c1 @note",
        "note c1 @looked --looked",
        "tag c1 @tag2",
        "reply ask c1 --through @channel",
        "reply answer r1 @answer",
        "source capture s1 later.txt",
        "source capture s1 --gone",
        "split c2 @part @another",
        "merge c3 c4",
        "party merge p3 p4",
        "anchor c1 --accept",
        "withdraw c5 --because @reason",
        "import --from csv claims.csv",
        "import --from claimreview feed.json",
        "suggest s2 --take 1 --wording @suggested",
        "source trim s2 --out 1",
        "verdict c1 @label --because @because",
        "verdict c1 true --because @because --would-change @change",
        "edit c1 --status published",
        "note c3 @note",
        "undo",
        "redo",
        "undo",
        "template eject markdown/full.md.j2",
        "plugin add plugin",
        "plugin trust hostile",
        "plugin add @folder",
    ] {
        story.push(words(line));
    }
    story
}

/// How each command is asked, with what there is in that casebook. A command that has no line here fails the test.
const ASKED: &str = "
add @again --in s1 --quote @quote
anchor c1
appear c1 --in s1 --quote @quote
backup @copy --dry-run
backup copy.sqlite --overwrite
backup -
backup claims.csv --overwrite
check
check --rules
check --sarif
completions bash
context c1 @x --dry-run
counter c1 @x --dry-run
diff s1
diff s1 --html
diff s1 --markdown
diff s1 v1..v2
diff s1 v1..v2 --words
diff s1 v1..v2 --sentences
diff s1 v1..v2 --side-by-side
diff s1 v1..v2 --stat
doctor
doctor --repair --dry-run
edit c1 --text @x --dry-run
edit c1 --set @field=@value
export --to markdown c1
export --to claimreview c1
export --to html c1
export --to argdown
export --to aif
export --to webannotation
export --to csv
export --to git -o tree --dry-run
export --to vault -o vault --dry-run
export --to @exporter
forget s2 --because @x
forget p1 --because @x --dry-run
forget c2 --because @x --dry-run
grade c1 3 --dry-run
graph
graph c1
graph c1 --mermaid
graph c1 --dot
graph c1 --argdown
help
help @topic
import --from csv claims.csv --dry-run
import --from csv broken.csv
import --from claimreview broken.json
import --from @importer claims.csv
init @folder --dry-run
list
list --tag @tag
list --by @claimant
list --touched
log
log c1
log s1
match @wording
match --lines claims.csv
merge c1 c2 --dry-run
note c1 @x --dry-run
party edit p1 --name @x --dry-run
party list
party merge p1 p2 --dry-run
party show p1
party show p2
plugin add plugin
plugin check plugin
plugin dev plugin --once
plugin list
plugin new @name --kind scorer --lang rust --dry-run
plugin remove @name
plugin run hostile c1 --kind scorer
plugin show hostile
plugin trust hostile
plugin untrust @name
redo
reply answer r1 @x --dry-run
reply ask c1 --through @x --dry-run
reply list
report c1
report s1
report c1 --as-of 2023-01-01T00:00:00Z
restore @copy
restore claims.csv
restore casebook.sqlite @folder --dry-run
score c1
score c1 --explain
score c1 --scorer dfquad
score c1 --scorer hostile
score c1 --scorer @scorer
seal -
seal @seal --dry-run
search end
search title:end
search @words
search tag:@tag
show c1
show s1
show s1v1
show p1
show l1
show r1
show c9
show @handle
source add @missing
source add binary
source capture s1 later.txt
source echoes
source echoes s1
source list
source show s1
source show s1 --text
source show s1 --bytes
source show s2 --all
source trim s2 --out 1 --dry-run
source versions s1
source watch list.txt --pause 0
split c1 @one @two --dry-run
suggest s2
suggest s2 --finder hostile
suggest s2 --list
support c1 @x --dry-run
tag c1 @x --dry-run
template check
template eject @name --dry-run
template list
undo --dry-run
verdict c1 false --because @x --dry-run
verdict c1 @label --because @x
verify
verify --against claims.csv
verify --against @seal
what-if --without s1
what-if c1 --without s1
what-if c1 --without @x
withdraw c1 --because @x --dry-run
";

#[test]
fn nothing_that_is_printed_does_more_than_appear() {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = Desk(folder.path());
    desk.fill();
    let commands = desk.commands();
    let asked: Vec<Vec<String>> = ASKED.lines().filter(|line| !line.is_empty()).map(typed).collect();
    for command in &commands {
        assert!(asked.iter().any(|line| line.starts_with(&command.path)), "nothing asks {:?}", command.path);
    }
    // As it is asked, in each form; then each option with a value that is hostile, and arguments that are.
    let mut runs: Vec<(Vec<String>, Form)> = Vec::new();
    let mut forms = vec![Form::Text, Form::Json, Form::Colour];
    forms.extend(desk.has_terminals().then_some(Form::Terminal));
    let in_all = std::env::var_os("CLAIMS_PRINTED").is_some();
    for (number, line) in asked.iter().enumerate() {
        // In each form in the long run; in the short one each line in another.
        let form = |form: &usize| in_all || form % forms.len() == number % forms.len();
        runs.extend((0..forms.len()).filter(form).map(|form| (line.clone(), forms[form])));
    }
    let mut typed = Vec::new();
    for command in &commands {
        for option in &command.options {
            let value = format!("--{option}={}", hostile("value"));
            typed.push([&command.path[..], &[value, "c1".to_owned()]].concat());
        }
        for arguments in [vec![hostile("one")], vec![format!("--{}", hostile("option"))], vec![hostile("more"); 4]] {
            typed.push([&command.path[..], &arguments].concat());
        }
    }
    runs.extend(typed.into_iter().step_by(if in_all { 1 } else { 2 }).map(|line| (line, Form::Text)));
    assert!(runs.len() > 300, "{}", runs.len());
    let (left, wrong) = (Mutex::new(runs.into_iter()), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                loop {
                    let Some((line, form)) = left.lock().expect("no thread panicked").next() else { return };
                    let (said, code) = desk.run(&line, form);
                    let mut found = raw(&said, form);
                    if code == Some(2)
                        && matches!(form, Form::Text | Form::Colour)
                        && !line.iter().any(|word| word.contains(is_hostile))
                    {
                        found.push_str(&format!("it is asked wrongly: {said}"));
                    }
                    if !found.is_empty() {
                        let mut wrong = wrong.lock().expect("no thread panicked");
                        wrong.push(format!("{form:?} {line:?}\n    {found}"));
                    }
                }
            });
        }
    });
    let mut wrong = wrong.into_inner().expect("no thread panicked");
    wrong.sort();
    assert!(wrong.is_empty(), "{} of them:\n{}", wrong.len(), wrong.join("\n"));
}

/// How a command is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    Text,
    Json,
    Colour,
    Terminal,
}

/// The first hostile characters in an output, with what stands around them; a style, the end of a line on a
/// terminal, and taking away the line of a long work are the program's.
fn raw(said: &str, form: Form) -> String {
    let mut text = said.to_owned();
    if form == Form::Terminal {
        text = text.replace("\r\n", "\n").replace("\r\u{1b}[K", "");
    }
    let mut plain = String::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find("\u{1b}[") {
        let after = &rest[at + 2..];
        let numbers = after.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b';').count();
        plain.push_str(&rest[..at]);
        if after[numbers..].starts_with('m') && form != Form::Text && form != Form::Json {
            rest = &after[numbers + 1..];
        } else {
            plain.push_str("\u{1b}[");
            rest = after;
        }
    }
    plain.push_str(rest);
    let Some(at) = plain.find(is_hostile) else { return String::new() };
    let before: String = plain[..at].chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect();
    let after: String = plain[at..].chars().take(12).collect();
    format!("{}", format!("{before}⟪{after}⟫").escape_debug())
}

/// The words of a line; `@name` is hostile, and is that after an `=` as well.
fn typed(line: &str) -> Vec<String> {
    let words = line.split(' ').map(|word| {
        let parts = word.split(['=', ':']).map(|part| part.strip_prefix('@').map_or(part.to_owned(), hostile));
        let separator = if word.contains('=') { "=" } else { ":" };
        parts.collect::<Vec<_>>().join(separator)
    });
    words.collect()
}

/// A command, and its long options that take a value.
struct Verb {
    path: Vec<String>,
    options: BTreeSet<String>,
}

#[derive(Clone, Copy)]
struct Desk<'d>(&'d Path);

impl Desk<'_> {
    /// Fills the casebook. What is refused is said to be, and that is looked at as well.
    fn fill(self) {
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
    fn claims(self, line: &[&str]) -> (String, bool) {
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

    fn run(self, line: &[String], form: Form) -> (String, Option<i32>) {
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

    fn has_terminals(self) -> bool {
        let tried = self.command("script").args(["-qec", "true", "/dev/null"]).output();
        tried.is_ok_and(|run| run.status.success())
    }

    /// Every command there is, as its own help has it.
    fn commands(self) -> Vec<Verb> {
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
