//! Whole vaults, read back: every link leads to a note, and nothing that was quoted is more than text.
#![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

use std::collections::BTreeMap;

use claims_plugin::testing::{Case, call, files};
use claims_plugin_vault::PLUGIN;
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

/// The notes on a case, by path.
fn vault(case: &Case, notes: &str) -> BTreeMap<String, String> {
    let export = || call(&PLUGIN).with("title", "Harbours").with("notes", notes).export(case).unwrap();
    let bytes = export();
    assert_eq!(bytes, export());
    files(&bytes).unwrap().into_iter().map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

/// A case of every sort of record and link, in which every text is `text`, with the note `remark` on a claim.
fn told(text: &str, remark: &str) -> Case {
    Case::of(|draft| {
        let party = draft.party(text).description(text).why_unnamed(text).alias(text);
        let source = draft.source(text).publisher(text).author(text).address(text);
        let version = source.version(format!("It said: {text}").as_str());
        let claim = draft.claim(text).made_by(party, text).tag(text).occasion(text).place(text).why_checked(text);
        claim.quote(version, &format!("It said: {text}")).via(text).hedge(text).original(text, "ko").translator(text);
        claim.verdict(text).because(text).scale(text).label(text).would_change(text);
        claim.grade("3").because(text);
        claim.note(remark);
        draft.claim("A part of it").part_of(claim);
        let link = draft.claim(text).rebuts(claim).because(text);
        draft.claim(text).supports(link);
        draft.claim(text).link("context", claim);
    })
}

const PLAIN: &str = "The harbour is closed";

#[test]
fn a_record_is_a_note_with_links_to_those_it_names() {
    let vault = vault(&told(PLAIN, "Ask her again"), "false");
    let paths: Vec<&str> = vault.keys().map(String::as_str).collect();
    let claims = ["claims/c1.md", "claims/c2.md", "claims/c3.md", "claims/c4.md", "claims/c5.md"];
    assert_eq!(paths[..5], claims);
    assert!(paths[5..].starts_with(&["index.md", "parties/p1.md"]) && paths.ends_with(&["sources/s1.md"]), "{paths:?}");
    let first = &vault["claims/c1.md"];
    assert!(first.starts_with("---\naliases:\n  - \"The harbour is closed\"\nclaims_record: \"claim\"\n"), "{first}");
    for part in [
        "claims_by:\n  - \"[[parties/p1]]\"\n",
        "- by [[parties/p1|The harbour is closed]], The harbour is closed\n",
        "## Against it\n\n- [[claims/c3|The harbour is closed]] (l1): The harbour is closed\n- [[claims/c4|The harbour is closed]] supports that link (l2)\n",
        "## Context\n\n- [[claims/c5|The harbour is closed]] (l3)\n",
        "- its part [[claims/c2|A part of it]]\n",
        "- [[sources/s1|The harbour is closed]], s1v1, ",
    ] {
        assert!(first.contains(part), "{part}\nin {first}");
    }
    assert!(vault["claims/c4.md"].contains("- supports the link l1 from [[claims/c3|The harbour is closed]]"));
}

#[test]
fn what_the_desk_noted_is_there_only_if_it_is_asked_for() {
    let case = told(PLAIN, "Ask her again");
    assert!(!vault(&case, "false").values().any(|note| note.contains("Ask her again")));
    assert!(vault(&case, "true")["claims/c1.md"].contains("## Noted by the desk\n\n- Ask her again"));
}

#[test]
fn hostile_texts_stay_texts() {
    for text in [
        "%% claims:end %% and more",
        "a\n%% claims:end %%\n%% claims:begin %%\n---\n",
        "---\nclaims_key: \"x\"\n---",
        "\"\n  - [[x]]\nevil: true",
        "[[claims/c9|x]] ![[x]] [x](javascript:alert(1)) <script>alert(1)</script>",
        "<%* app.vault.delete() %> {{title}}",
        "`= this` key:: value ==x== #tag ^id",
        "https://example.org/[[x]]%%==::<%",
        "\u{202e}abc\u{0}\u{1b}[31m",
        "../../up|x]] [[",
        &"long ".repeat(40_000),
    ] {
        let vault = vault(&told(text, text), "true");
        for (path, note) in &vault {
            hold(path, note, &vault);
        }
        if !text.contains(char::is_control) || text.contains('\n') {
            let words: Vec<&str> = text.split_whitespace().collect();
            assert_eq!(heading(&vault["claims/c1.md"]), format!("c1 {}", words.join(" ")));
        }
    }
}

/// The text of the first heading.
fn heading(note: &str) -> String {
    let (_, block) = note.split_once("%% claims:begin %%\n").unwrap();
    let events = Parser::new_ext(block, Options::all() - Options::ENABLE_SMART_PUNCTUATION);
    let events = events.take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))));
    events.filter_map(|event| if let Event::Text(text) = event { Some(text.into_string()) } else { None }).collect()
}

/// Whether a note has the form that it should have, and no more in it.
fn hold(path: &str, note: &str, vault: &BTreeMap<String, String>) {
    let count = |line: &str| note.lines().filter(|found| *found == line).count();
    for line in ["%% claims:begin %%", "%% claims:end %%"] {
        assert_eq!((count(line), note.matches("%%").count()), (1, 4), "{path}");
    }
    assert_eq!(count("---"), 2, "{path}");
    assert!(!note.contains("<%") && !note.contains("{{"), "{path}");
    let properties = note.split("---\n").nth(1).unwrap();
    for line in properties.lines() {
        let value = line.strip_prefix("  - ").or_else(|| line.split_once(": ").map(|(_, value)| value));
        let is_scalar = |value: &str| value.starts_with('"') && value.ends_with('"') || value.parse::<f64>().is_ok();
        assert!(value.map_or(line.ends_with(':'), is_scalar), "{path}: {line}");
    }
    let options = Options::all() - Options::ENABLE_SMART_PUNCTUATION;
    for event in Parser::new_ext(&note.replace("%% claims:begin %%", "").replace("%% claims:end %%", ""), options) {
        match event {
            Event::Start(Tag::Link { link_type: LinkType::WikiLink { .. }, dest_url, .. }) => {
                assert!(vault.contains_key(&format!("{dest_url}.md")), "{path} links to {dest_url}");
            }
            Event::Start(Tag::Link { link_type: LinkType::Autolink, dest_url, .. }) => {
                assert!(dest_url.starts_with("https://"), "{path} links to {dest_url}");
            }
            Event::Start(tag) => assert!(
                matches!(
                    tag,
                    Tag::Paragraph
                        | Tag::List(None)
                        | Tag::Item
                        | Tag::Heading { id: None, .. }
                        | Tag::MetadataBlock(_)
                ),
                "{path}: {tag:?}"
            ),
            Event::Text(_) | Event::End(_) | Event::SoftBreak => {}
            other => panic!("{path}: {other:?}"),
        }
    }
}
