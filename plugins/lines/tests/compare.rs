//! What holds for every pair of texts, and what plain diff tools say of some.

use claims_host::{Kind, Plugin};
use claims_plugin_lines::compare;
use proptest::prelude::*;

/// Writes the difference in one line: `[old→new]` for a change.
fn marked(old: &str, new: &str) -> String {
    let hunks = compare(old, new);
    let mut at = (0, 0);
    let mut marked = String::new();
    for hunk in &hunks {
        assert_eq!((hunk.old.start, hunk.new.start), at, "a gap");
        let (was, now) = (&old[hunk.old.clone()], &new[hunk.new.clone()]);
        assert_eq!(hunk.same, was == now);
        marked.push_str(&if hunk.same { was.to_owned() } else { format!("[{was}→{now}]") });
        at = (hunk.old.end, hunk.new.end);
    }
    assert_eq!(at, (old.len(), new.len()), "an end is missing");
    marked
}

#[test]
fn lines_change_as_a_whole() {
    assert_eq!(marked("one\ntwo\nthree\n", "one\n2\nthree\n"), "one\n[two\n→2\n]three\n");
    assert_eq!(marked("one\ntwo", "one\ntwo\nthree"), "one\n[two→two\nthree]");
    assert_eq!(marked("one\r\ntwo\n", "one\ntwo\n"), "[one\r\n→one\n]two\n");
    assert_eq!(marked("", "new\n"), "[→new\n]");
    assert_eq!(marked("", ""), "");
    assert_eq!(marked("same", "same"), "same");
}

#[test]
fn the_program_can_load_it() {
    let plugin = Plugin::linked(&claims_plugin_lines::PLUGIN).unwrap();
    assert_eq!((plugin.name(), plugin.kinds()), ("lines", vec![Kind::Differ]));
    assert_eq!(plugin.diff("a\nb\n", "a\nc\n").unwrap().len(), 2);
}

#[test]
fn large_texts_end() {
    let numbered = |step: usize| (0..200_000).map(|at| format!("line {}\n", at * step % 30_011)).collect::<String>();
    marked(&numbered(1), &numbered(7));
    let (yes, no) = ("yes\nno\n".repeat(100_000), "no\nno\nyes\n".repeat(100_000));
    marked(&yes, &no);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn hunks_lead_from_the_old_text_to_the_new(old in "([abc]?\r?\n|.){0,30}", new in "([abc]?\r?\n|.){0,30}") {
        marked(&old, &new);
        prop_assert!(compare(&old, &old).iter().all(|hunk| hunk.same));
    }
}
