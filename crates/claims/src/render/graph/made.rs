//! Made-up graphs for the tests of every form.

use claims_model::{Handle, Key, Kind, Stance, Status};
use proptest::prelude::*;
use uuid::Uuid;

use crate::graph::{Edge, End, Graph, Node};

/// Claims with these texts, and links that rebut; the first claim is the root.
pub(super) fn graph(texts: &[&str], links: &[(usize, End)]) -> Graph {
    let key = |number: usize| Key::new(Uuid::from_u128(number as u128));
    let handle = |kind, at: usize| Handle::new(kind, at as u32 + 1);
    let claim = |(at, text): (usize, &&str)| Node {
        handle: handle(Kind::Claim, at),
        key: key(at),
        text: (*text).to_owned(),
        by: vec!["Ines".to_owned()],
        status: Status::Noted,
        verdict: None,
        part_of: None,
        whole: None,
    };
    let link = |(at, (from, to)): (usize, &(usize, End))| Edge {
        handle: handle(Kind::Link, at),
        key: key(texts.len() + at),
        from: *from,
        to: *to,
        stance: Stance::Rebuts,
        note: None,
    };
    Graph {
        roots: vec![0],
        claims: texts.iter().enumerate().map(claim).collect(),
        links: links.iter().enumerate().map(link).collect(),
    }
}

/// Texts of any characters, often those that mean something in one form or another.
pub(super) fn any_text() -> impl Strategy<Value = String> {
    let syntax = "\"\\[]{}()<>|;:,.#&%`'*_~$^@=+-/!\n\r\t\u{0}\u{1b}\u{7f}\u{85}\u{9b}\u{200b}\u{2028}\u{202e}ﬂ°¶ß 1a";
    let syntax: Vec<char> = syntax.chars().collect();
    let one = prop_oneof![3 => proptest::sample::select(syntax), 1 => any::<char>()];
    prop_oneof![
        4 => proptest::collection::vec(one, 0..200).prop_map(|chars| chars.into_iter().collect::<String>()),
        1 => proptest::sample::select(vec![
            "\"]; click c1 \"javascript:alert(1)\"".to_owned(),
            "\\N\\G\\\"]; evil".to_owned(),
            "#quot;&quot;&#34;".to_owned(),
            "<!-- x --> // y /* z */".to_owned(),
            "=== x ===".to_owned(),
            "[c1]: other\n\n# heading".to_owned(),
            "{a: b}".to_owned(),
            "style a:b#c;".to_owned(),
        ]),
    ]
}
