//! Verdicts in a report: their labels in its language, and both of them where one is on a picture.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

use claims_plugin::testing::{self, Case};

fn written(case: &Case, style: &str, language: &str) -> String {
    let call = testing::call(&claims_plugin_markdown::PLUGIN).with("style", style).with("language", language);
    String::from_utf8(call.export(case).unwrap()).unwrap()
}

/// Every label of the scales that every casebook has: in English as the scale writes it, in German in words of its own.
#[test]
fn labels_are_in_the_language_of_the_report() {
    let mut same = Vec::new();
    for scale in claims_model::Scale::bundled() {
        for label in &scale.labels {
            let case = Case::of(|draft| {
                let verdict = draft.claim("A claim").status("checked").verdict(&label.name).scale(scale.name.as_str());
                verdict.label(label.label.as_str()).because("Reasons.");
            });
            let said = |language: &str| {
                let text = written(&case, "short", language);
                text.lines().find_map(|line| Some(line.strip_prefix("**")?.split("**").next()?.to_owned())).unwrap()
            };
            assert_eq!(said("en"), label.name);
            if said("de") == label.name {
                same.push(label.name.clone());
            }
        }
    }
    assert_eq!(same, ["Satire"], "these have no German words");
    // A label of another scale, or of another desk, stays what it is; several are said one by one.
    for (scale, label, name, is) in [
        ("house", "false", "False", "False"),
        ("imported", "false", "FALSE", "FALSE"),
        ("media", "original+missing-context", "Original, missing context", "Echt, aus dem Zusammenhang"),
    ] {
        let case = Case::of(|draft| {
            draft.claim("A claim").status("checked").verdict(name).scale(scale).label(label).because("Reasons.");
        });
        let text = written(&case, "short", "de");
        assert!(text.contains(&format!("**{is}**")), "{text}");
    }
}

/// A verdict on what is claimed and one on the picture that it is claimed with stand side by side, whichever is newer.
#[test]
fn both_questions_are_answered() {
    let case = |media_last: bool| {
        Case::of(|draft| {
            let claim = draft.claim("A claim").status("published");
            let truth = |at| claim.verdict("False").scale("five-step").because("It was dry.").at(at).rating(1, 1, 5);
            let media = |at| claim.verdict("Staged").scale("media").label("staged").because("A film.").at(at);
            if media_last {
                truth("2023-08-16T09:00:00Z");
                media("2023-08-17T09:00:00Z");
            } else {
                media("2023-08-16T09:00:00Z");
                truth("2023-08-17T09:00:00Z");
            }
        })
        .published("c1", "2023-08-18T10:00:00Z", None)
    };
    let (one, other) = (written(&case(true), "full", "en"), written(&case(false), "full", "en"));
    assert!(one.contains("**Verdict: Staged** (how genuine the picture or recording is)"), "{one}");
    assert!(one.contains("**On what is claimed: False** (1 on a scale from 1 to 5, scale five-step)"), "{one}");
    assert!(
        other.contains("**Verdict: False**") && other.contains("**On the picture or recording: Staged**"),
        "{other}"
    );
    for text in [one, other] {
        assert!(
            text.contains("It was dry.") && text.contains("A film.") && !text.contains("Earlier verdicts"),
            "{text}"
        );
        assert!(text.contains("Published on 2023-08-18T10:00:00Z, by "), "{text}");
    }
}
