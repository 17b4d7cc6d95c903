//! Texts that mean something to some format, and a case that has one of them wherever people write.

use super::Case;
use crate::{DraftClaim, DraftParty, DraftVersion, Drafts, Hunk};

/// Texts that mean something to Markdown, HTML, scripts, JSON, Mermaid, Typst, spreadsheets, templates, terminals, or to
/// people who read from the right. An exporter writes each of them so that a reader gets these words and nothing else.
pub const HOSTILE: &[&str] = &[
    "</script><script>alert(1)</script>",
    "<!-- <script> --> <!--<script",
    "</SCRIPT\t><img src=x onerror=alert(1)> <svg onload=alert(1)>",
    "\"><style>*{display:none}</style> ' onfocus=alert(1) autofocus='",
    "</title></textarea></style></svg>",
    "]]> <![CDATA[ &lt;b&gt; &#60; &amp; <?php ?>",
    "\"}, {\"@type\": \"ClaimReview\", \"url\": \"https://evil.example\"",
    "back\\slash \\u003c \\\" \\",
    "# heading {#id .class}\n- list\n\n> quote\n| a | b |\n|---|---|",
    "---\ntitle: forged\n---",
    "**bold** _em_ `code` ~~gone~~ ^up^ ==mark== $x^2$ ``` ~~~",
    "[link](javascript:alert(1)) ![](x) <https://a.example> [ref][1] [^1] [[wiki]] [1]: https://evil.example",
    "see https://evil.example www.evil.example me@evil.example",
    "\"]; click c1 \"javascript:alert(1)\" %%{init: {}}%% --> end",
    "#quot; &quot; &#34; \\N\\G",
    "#import \"/etc/passwd\" #eval(\"1\") $ x $ @ref <label> // c /* d */ #[x]",
    "=cmd|'/C calc'!A0 +1 -1 @SUM(A1)\t=1\r\n=HYPERLINK(\"https://evil.example\")",
    "{{ 7*7 }} ${7*7} {% raw %} <%= x %> {# c #}",
    "%% comment %% %% claims:end %% =dv.current() <% tp.x %>",
    "\\input{/etc/passwd} \\write18{id} \\end{document}",
    "; rm -rf / $(id) `id` && || > out",
    "\u{0}\u{1}\u{8}\t\u{b}\u{c}\r\n\u{1b}[31mred\u{1b}]0;title\u{7}\u{7f}\u{85}\u{9b}",
    "\u{202e}desrever\u{202c} \u{2066}isolated\u{2069} \u{200f}\u{200e}\u{61c}",
    "zero\u{200b}width\u{feff}\u{2060}\u{ad} line\u{2028}separator\u{2029}end",
    "\u{e0041}\u{e007f} tags \u{fff9}annotation\u{fffb} \u{fffd} \u{ffff} \u{10ffff}",
    "북한은 핵을 포기하지 않는다 — مرحبا — नमस्ते — e\u{301}\u{327}\u{350} 👩‍👩‍👧‍👦 🇰🇵",
    "__proto__ constructor toString -1 NaN Infinity null true 1e999",
    "-",
    "1.",
];

/// A case in which every text that people write is the same: a claim that was checked, published and corrected, with a
/// counter-statement, an undercut, support and context, replies, grades, notes, a score, two versions of its source with
/// an edit between them, and a finding.
///
/// # Panics
/// When the text is blank.
#[must_use]
#[track_caller]
pub fn everywhere(text: &str) -> Case {
    let before = format!("He said: {text} And no more.");
    let after = format!("He said: {text} And, they say, no more.\n\n{text}");
    let case = Case::of(|draft| {
        let source = draft.source(text).publisher(text).author(text).published("2023-08-15").address(text);
        source.grade("B").because(text);
        let version = source.version(before.as_str()).origin(text).captured("2023-08-16T09:00:00Z");
        version.archive(&format!("https://archive.example/{text}"), None);
        source.version(after.as_str()).origin(text).captured("2023-08-17T09:00:00Z");
        draft.source("A wire").derived_from(source);
        let speaker = draft.party(text).description(text).why_unnamed(text).alias(text);
        speaker.grade("C").because(text);
        let claim = made(draft, speaker, version, text).status("published").why_checked(text);
        claim.grade("3").because(text);
        claim.note(text);
        claim.verdict(text).because(text).would_change(text).by(text).at("2023-08-16T09:00:00Z");
        let verdict = claim.verdict(text).because(text).would_change(text).by(text).at("2023-08-17T09:00:00Z");
        verdict.correction("changes").scale(text).rating(1, 2, 5);
        let against = made(draft, speaker, version, text).rebuts(claim);
        against.note(text);
        against.grade("2").because(text);
        made(draft, speaker, version, text).rebuts(against).note(text);
        made(draft, speaker, version, text).supports(claim);
        made(draft, speaker, version, text).link("context", claim);
        made(draft, speaker, version, text).part_of(claim);
    });
    let score = super::Score {
        claim: "c1".to_owned(),
        value: Some(0.25),
        base: Some(0.5),
        remarks: vec![text.to_owned()],
        contributions: vec![super::Part { link: Some("l1".to_owned()), because: text.to_owned(), amount: -0.25 }],
    };
    let case = case.asking(&["c1"]).scored(text, &[score]);
    let case = case.asked("c1", "p1", text, "2023-08-16").answered("r1", "2023-08-17", text);
    let case = case.asked("c1", "p1", text, "2023-08-16").changed(0, "s1v2", "edited", text);
    let (head, tail) = (before.len() - " no more.".len(), after.find(", they say").unwrap_or_default());
    let hunks = [
        Hunk::same(0..head, 0..tail),
        Hunk::changed(head..head, tail..tail + ", they say,".len()),
        Hunk::same(head..before.len(), tail + ", they say,".len()..tail + ", they say, no more.".len()),
        Hunk::changed(before.len()..before.len(), tail + ", they say, no more.".len()..after.len()),
    ];
    case.diffed("s1v1", "s1v2", &hunks).checked("c1", "error", "no-archive", text, text).published(
        "c1",
        "2023-08-16T10:00:00Z",
        None,
    )
}

/// A claim with all that can be said of one.
fn made<'a>(draft: &mut Drafts<'a>, speaker: DraftParty<'a>, version: DraftVersion<'a>, text: &str) -> DraftClaim<'a> {
    let claim = draft.claim(text).made_by(speaker, text).said("2023-08-15").occasion(text).place(text).tag(text);
    let appearance = claim.quote(version, text).manner("direct").hedge(text).via(text).first();
    appearance.range(9..9 + text.chars().count()).original(text, "ko").translator(text);
    claim
}
