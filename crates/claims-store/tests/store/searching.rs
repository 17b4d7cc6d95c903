//! The index is always what the tables say, whatever was done; every line that is typed is answered.

use std::path::Path;

use claims_model::{
    Change, Claim, Handle, Kind, Status, Verb, matching,
    query::{Place, Query},
};
use claims_store::{Asked, Found, Known, SCHEMA_VERSION, Writing};
use proptest::prelude::*;
use rusqlite::Connection;

use crate::{
    random::{What, steps},
    session::Session,
    story::told,
};

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_index_is_what_the_tables_say(steps in steps(1..28)) {
        let mut session = Session::new();
        for step in steps {
            match step.what {
                What::Undo => drop(session.undo()),
                What::Redo => drop(session.redo()),
                _ => drop(step.take(&mut session).unwrap()),
            }
        }
        let before = indexed(&session.path());
        anew(&mut session);
        prop_assert_eq!(before, indexed(&session.path()));
    }

    /// Whatever stands in a line, signs of FTS5's own language and of ours among it, it is a search or a plain refusal.
    #[test]
    fn no_line_is_a_syntax_error(
        parts in prop::collection::vec(prop_oneof![
            prop::sample::select(vec![
                "\"", "(", ")", "NEAR", "NEAR(dam leak, 2)", "*", "^", ":", "\0", "\u{202e}", "“", "'", ";", "--", "-", "+",
                "{words}", "AND", "OR", "NOT", "words:", "dam", "-dam", "le", "브룩", "by:", "by:ada", "in:texts", "-in:claims",
                "tag:x", "verdict:none", "-verdict:false", "date:2023", "date:..", "source:s1", "rank", "\\", "%", "dam*", "\"dam*", "\u{301}",
            ]).prop_map(str::to_owned),
            any::<String>(),
        ], 0..8),
        space in prop::sample::select(vec!["", " "]),
    ) {
        let line = parts.join(space);
        let Ok(query) = Query::parse(&line) else { return Ok(()) };
        let mut session = TOLD.lock().unwrap();
        let found = session.casebook.read().unwrap().search(&query, &[], 5);
        prop_assert!(found.is_ok(), "{:?}: {:?}", line, found);
        prop_assert!(found.unwrap().hits.len() <= 5);
    }
}

static TOLD: std::sync::LazyLock<std::sync::Mutex<Session>> =
    std::sync::LazyLock::new(|| std::sync::Mutex::new(told()));

#[test]
fn an_upgraded_casebook_is_searched_like_a_new_one() {
    let fixture = |schema| Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/schema-{schema}.sqlite"));
    for schema in 1..=SCHEMA_VERSION {
        let mut session = Session::at_a_copy_of(&fixture(schema));
        let before = indexed(&session.path());
        anew(&mut session);
        assert_eq!(before, indexed(&session.path()), "schema {schema}");
        assert!(!before.is_empty(), "schema {schema}");
    }
}

#[test]
fn every_kind_of_text_is_found_where_it_stands() {
    let mut session = told();
    let mut places: Vec<Place> = Vec::new();
    for row in indexed(&session.path()) {
        let query = Query::parse(&format!("\"{}\"", row.word)).unwrap();
        let found = session.casebook.read().unwrap().search(&query, &[], u32::MAX).unwrap();
        assert!(!found.hits.is_empty(), "{row:?}");
        for hit in found.hits {
            assert!(!hit.snippet.marks.is_empty(), "{row:?} {hit:?}");
            places.push(hit.place);
        }
    }
    for place in Place::ALL {
        assert!(places.contains(place), "nothing was found in {place}");
    }
}

#[test]
fn conditions_hold_of_what_is_found() {
    let mut session = told();
    let party = |name: &str, session: &mut Session| {
        let words: Vec<_> = claims_model::query::Term::of(name, true).into_iter().collect();
        session.casebook.read().unwrap().parties_like(&words).unwrap()
    };
    let (mayor, paper) = (party("broo", &mut session), party("courier", &mut session));
    assert_eq!((mayor.len(), paper.len()), (1, 1), "{mayor:?} {paper:?}");
    let everything = search(&mut session, "dam", &[]);
    for known in [
        Known::By(mayor.clone()),
        Known::By(paper),
        Known::Verdict(None),
        Known::Verdict(Some("MOSTLY false".to_owned())),
        Known::Source(vec![Handle::new(Kind::Source, 1)]),
        Known::Tag("dam".to_owned()),
        Known::Date("none".parse().unwrap()),
        Known::Date("2020..".parse().unwrap()),
    ] {
        // Either it holds of something or its opposite does, and never both.
        let [with, without] = [false, true].map(|not| {
            let asked = [Asked { not, known: known.clone() }];
            search(&mut session, "dam -in:names", &asked)
                .hits
                .iter()
                .map(|hit| (hit.handle, hit.place))
                .collect::<Vec<_>>()
        });
        let all = everything.hits.iter().filter(|hit| hit.place != Place::Names);
        for hit in all {
            let is_in = |hits: &[(Handle, Place)]| hits.iter().any(|(handle, _)| *handle == hit.handle);
            assert!(is_in(&with) != is_in(&without), "{known:?} {hit:?}");
        }
    }
    let alone = search(&mut session, "by:x", &[Asked { not: false, known: Known::By(mayor) }]);
    assert!(
        !alone.hits.is_empty()
            && alone.hits.iter().all(|hit| hit.place == Place::Claims && hit.by.contains(&"Ada Brook".to_owned())),
        "{alone:?}"
    );
}

#[test]
fn words_that_stand_somewhere_are_known() {
    let mut session = told();
    let reading = session.casebook.read().unwrap();
    assert!(reading.words_beginning_like("lekaed").unwrap().contains(&"leaked".to_owned()));
    let knows = |word| reading.knows_words(&claims_model::query::Term::of(word, false).unwrap()).unwrap();
    assert!(knows("Leaked") && !knows("lekaed"));
}

/// The indexes follow many operations at once, and nobody who asks them can tell.
#[test]
fn what_is_written_is_found_before_it_is_committed() {
    let mut session = Session::new();
    let claim = |key, text: &str| Claim::new(key, text.to_owned(), Status::Noted);
    let (key, other, third) = (session.key(), session.key(), session.key());
    let (was, is) = (claim(key, "The harbour bridge is closed"), claim(key, "The ferry is closed"));
    let [made, edited, refused, more, gone] = [
        vec![Change::create(was.clone())],
        vec![Change::update(was.clone(), is.clone()), Change::create(claim(other, "A tunnel is open"))],
        // The claim reads differently by now; what came before in the operation is taken back.
        vec![Change::create(claim(third, "Nobody said that")), Change::update(was.clone(), is)],
        vec![Change::create(claim(third, "The ferry was sold"))],
        vec![Change { before: Some(claim(other, "A tunnel is open").into()), after: None }],
    ]
    .map(|changes| session.operation(Verb::Edit, changes));
    let mut writing = session.casebook.write().unwrap();
    let found = |writing: &Writing<'_>, word: &str| {
        let hits = writing.search(&Query::parse(word).unwrap(), &[], 9).unwrap().hits;
        let (alike, _) = writing.comparable(&matching::Query::of(word)).unwrap();
        assert_eq!(hits.len(), alike.len(), "{word}");
        hits.len()
    };
    let all = |writing: &Writing<'_>| ["bridge", "ferry", "tunnel", "nobody"].map(|word| found(writing, word));
    writing.perform(&made).unwrap();
    assert_eq!(all(&writing), [1, 0, 0, 0]);
    writing.perform(&edited).unwrap();
    assert!(writing.perform(&refused).is_err());
    writing.perform(&more).unwrap();
    assert_eq!(all(&writing), [0, 2, 1, 0]);
    writing.perform(&gone).unwrap();
    writing.commit().unwrap();
    assert_eq!(session.casebook.read().unwrap().examine().unwrap(), []);
    assert_eq!(all(&session.casebook.write().unwrap()), [0, 2, 0, 0]);
}

fn search(session: &mut Session, line: &str, asked: &[Asked]) -> Found {
    session.casebook.read().unwrap().search(&Query::parse(line).unwrap(), asked, u32::MAX).unwrap()
}

fn anew(session: &mut Session) {
    let mut writing = session.casebook.write().unwrap();
    writing.index_anew().unwrap();
    writing.commit().unwrap();
}

/// A word, the row it stands in, and at which place there.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Instance {
    word: String,
    row: i64,
    offset: i64,
}

/// All that the index holds, read past the store by another connection.
fn indexed(path: &Path) -> Vec<Instance> {
    let connection = Connection::open(path).unwrap();
    connection.execute("CREATE VIRTUAL TABLE temp.instances USING fts5vocab (main, search, instance)", []).unwrap();
    let mut statement = connection.prepare("SELECT term, doc, offset FROM temp.instances").unwrap();
    let instance = |row: &rusqlite::Row<'_>| Ok(Instance { word: row.get(0)?, row: row.get(1)?, offset: row.get(2)? });
    let mut found: Vec<Instance> = statement.query_map([], instance).unwrap().map(|row| row.unwrap()).collect();
    found.sort();
    found
}
