//! What is typed: to fill a casebook with hostile texts, and to ask every command of it.

use crate::hostile::{hostile, hostile_address};

/// What is typed to fill a casebook; some of it is refused.
pub(crate) fn story() -> Vec<Vec<String>> {
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
pub(crate) const ASKED: &str = "
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

/// The words of a line; `@name` is hostile, and is that after an `=` as well.
pub(crate) fn typed(line: &str) -> Vec<String> {
    let words = line.split(' ').map(|word| {
        let parts = word.split(['=', ':']).map(|part| part.strip_prefix('@').map_or(part.to_owned(), hostile));
        let separator = if word.contains('=') { "=" } else { ":" };
        parts.collect::<Vec<_>>().join(separator)
    });
    words.collect()
}
