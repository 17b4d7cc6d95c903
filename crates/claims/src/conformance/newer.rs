//! A question as a later claims may write it: with members that are not known yet, in every record.

/// What is added: of every sort of value.
const MORE: &str = r#""since":{"the":["next",1,null,true,"version"]}"#;

/// The members whose objects take no more: `options` has one for each option, and the others are one of several forms,
/// told by their only member.
const CLOSED: [&str; 3] = ["options", "to", "grading"];

/// The line with one member more at the end of every object, be it the request, a case, a record or a part of one.
pub(super) fn with_more_members(line: &str) -> String {
    let mut richer = String::with_capacity(2 * line.len());
    // The member that is being read, and for each object that is open whether it takes more.
    let (mut member, mut open) = (None, Vec::new());
    let (mut string, mut start) = (Within::Outside, 0);
    for (at, character) in line.char_indices() {
        match (&string, character) {
            (Within::Escape, _) => string = Within::String,
            (Within::String, '\\') => string = Within::Escape,
            (Within::String, '"') => {
                string = Within::Outside;
                member = line.get(start..at);
            }
            (Within::String, _) => {}
            (Within::Outside, '"') => (string, start) = (Within::String, at + 1),
            (Within::Outside, '[') => member = None,
            (Within::Outside, '{') => open.push(member.take().is_none_or(|member| !CLOSED.contains(&member))),
            (Within::Outside, '}') => {
                if open.pop() == Some(true) {
                    richer.push_str(if richer.ends_with('{') { "" } else { "," });
                    richer.push_str(MORE);
                }
            }
            (Within::Outside, ',') => member = None,
            (Within::Outside, _) => {}
        }
        richer.push(character);
    }
    richer
}

/// Where in a line of JSON a character stands.
enum Within {
    Outside,
    String,
    Escape,
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::conformance::{ask, model};

    #[test]
    fn every_sort_of_record_is_in_the_case_and_has_one_more() {
        let line = ask::line_with(claims_host::Kind::Exporter, 1, &Default::default(), &model::whole());
        let richer: Value = serde_json::from_str(&with_more_members(&line)).unwrap();
        let case = &richer["case"];
        assert!(richer["since"].is_object() && case["since"].is_object());
        let lists =
            case.as_object().unwrap().iter().filter(|(name, _)| !["since", "subjects"].contains(&name.as_str()));
        let mut count = 0;
        for (name, list) in lists {
            let list = list.as_array().unwrap();
            assert!(!list.is_empty(), "there are no {name}");
            assert!(list.iter().all(|record| record["since"].is_object()), "{name}: {list:?}");
            count += 1;
        }
        assert_eq!(count, 15, "{case:#}");
        assert!(case["appearances"][0]["quote"]["since"].is_object(), "{case:#}");
        let case = serde_json::from_value::<claims_model::Case>(case.clone());
        assert_eq!(case.unwrap(), model::whole());
    }

    #[test]
    fn every_record_has_one_more() {
        let line =
            r#"{"id":1,"options":{"a":"}{"},"cases":[{"claims":[{"to":{"claim":"k"},"t":"\"{"},{}],"q":{"s":1}}]}"#;
        let since = json!({"the": ["next", 1, null, true, "version"]});
        let expected = json!({
            "id": 1, "options": {"a": "}{"}, "since": since,
            "cases": [{
                "since": since, "q": {"s": 1, "since": since},
                "claims": [{"to": {"claim": "k"}, "t": "\"{", "since": since}, {"since": since}],
            }],
        });
        assert_eq!(serde_json::from_str::<Value>(&with_more_members(line)).unwrap(), expected);
    }
}
