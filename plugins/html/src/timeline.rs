//! When what happened around claims: said, published, captured, asked, answered, decided, withdrawn.

use claims_plugin::report::{Checked, Report};
use serde::Serialize;

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Event<'a> {
    /// When: a date as exact as it is known, or a time.
    pub(crate) at: &'a str,
    /// `said`, `published`, `captured`, `gone`, `asked`, `answered`, `decided`, `corrected`, `went-out` or `withdrawn`.
    pub(crate) kind: &'static str,
    /// Who or what.
    pub(crate) what: String,
    /// Where that is a label, the same as typed: see the verdicts of a report.
    pub(crate) labels: Vec<&'a str>,
    /// The claim, source, version or reply, by its handle.
    pub(crate) handle: &'a str,
}

/// All of a report, the earliest first; what is known less exactly stands before what falls into it.
pub(crate) fn timeline<'a>(report: &Report<'a>) -> Vec<Event<'a>> {
    let mut events = Vec::new();
    for claim in &report.claims {
        of_claim(claim, &mut events);
    }
    for source in &report.sources {
        let event = |at, kind, handle| Event { at, kind, what: source.title.to_owned(), labels: Vec::new(), handle };
        events.extend(source.published.map(|at| event(at, "published", source.handle)));
        for version in &source.versions {
            if version.gone || version.size > 0 {
                events.push(event(version.captured, if version.gone { "gone" } else { "captured" }, version.handle));
            }
        }
    }
    events.sort_by(|one, other| key(one.at).cmp(&key(other.at)));
    events
}

fn of_claim<'a>(claim: &Checked<'a>, events: &mut Vec<Event<'a>>) {
    let event = |at, kind, what: &str, handle| Event { at, kind, what: what.to_owned(), labels: Vec::new(), handle };
    let names: Vec<&str> = claim.claimants.iter().map(|one| one.name).collect();
    events.extend(claim.said.map(|at| event(at, "said", &names.join(", "), claim.handle)));
    for one in &claim.replies {
        let of = one.of.unwrap_or_default();
        events.push(event(one.asked, "asked", of, one.handle));
        let answered = one.answered.filter(|_| one.answer.is_some());
        events.extend(answered.map(|at| event(at, "answered", of, one.handle)));
    }
    for one in claim.earlier.iter().rev().chain(&claim.beside).chain(&claim.verdict) {
        let corrects = claim.corrections.iter().any(|correction| correction.at == one.at);
        let decided = event(one.at, if corrects { "corrected" } else { "decided" }, one.name, claim.handle);
        events.push(Event { labels: one.labels.clone(), ..decided });
    }
    // What was decided at the same time stands before.
    events.extend(claim.published.map(|at| event(at, "went-out", "", claim.handle)));
    let why = claim.withdrawn_because.unwrap_or_default();
    events.extend(claim.withdrawn.map(|at| event(at, "withdrawn", why, claim.handle)));
}

/// What dates are compared by; `before` and `after` a date stand beside it.
fn key(at: &str) -> (&str, u8) {
    match at.split_once(' ') {
        Some(("before", date)) => (date, 0),
        Some((_, date)) => (date, 2),
        None => (at, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_less_exactly_stands_before_what_falls_into_it() {
        let mut dates =
            ["2023-08-15T10:00:00Z", "after 2023-08", "2023-08-15", "before 2023-08", "2023", "2023-08", "2022-12-31"];
        dates.sort_by(|one, other| key(one).cmp(&key(other)));
        assert_eq!(
            dates,
            ["2022-12-31", "2023", "before 2023-08", "2023-08", "after 2023-08", "2023-08-15", "2023-08-15T10:00:00Z"]
        );
    }
}
