//! When what happened around claims: said, published, captured, asked, answered, decided.

use claims_plugin::report::{Checked, Report};
use serde::Serialize;

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Event<'a> {
    /// When: a date as exact as it is known, or a time.
    pub(crate) at: &'a str,
    /// `said`, `published`, `captured`, `gone`, `asked`, `answered`, `decided` or `corrected`.
    pub(crate) kind: &'static str,
    /// Who or what.
    pub(crate) what: String,
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
        let event = |at, kind, handle| Event { at, kind, what: source.title.to_owned(), handle };
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
    let names: Vec<&str> = claim.claimants.iter().map(|one| one.name).collect();
    let mut add = |at, kind, what: &str, handle| events.push(Event { at, kind, what: what.to_owned(), handle });
    if let Some(at) = claim.said {
        add(at, "said", &names.join(", "), claim.handle);
    }
    for one in &claim.replies {
        add(one.asked, "asked", one.of.unwrap_or_default(), one.handle);
        if let Some(at) = one.answered.filter(|_| one.answer.is_some()) {
            add(at, "answered", one.of.unwrap_or_default(), one.handle);
        }
    }
    for one in claim.earlier.iter().rev().chain(&claim.verdict) {
        let corrects = claim.corrections.iter().any(|correction| correction.at == one.at);
        add(one.at, if corrects { "corrected" } else { "decided" }, one.name, claim.handle);
    }
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
