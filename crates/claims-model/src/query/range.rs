//! Spans of days as people type them: `2023`, `2023-08..2023-09`, `>2023`; and which dates surely lie in one.

use std::{fmt, str::FromStr};

use jiff::civil::Date;

use crate::{Bound, PartialDate};

/// Days from one to another, either of which may be left open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateRange {
    /// Between these days, both of them included.
    Days {
        /// The first, if there is one.
        from: Option<Date>,
        /// The last, if there is one.
        to: Option<Date>,
    },
    /// No date is known.
    None,
}

/// The text is not a span of days.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("is not a date; write 2023, 2023-08, 2023-08-15, a span such as 2023-08..2023-09, >2023, <2023-08, or none")]
pub struct NotARange;

impl FromStr for DateRange {
    type Err = NotARange;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        if text.eq_ignore_ascii_case("none") {
            return Ok(Self::None);
        }
        if let Some((from, to)) = text.split_once("..") {
            let (from, to) = (end(from)?.and_then(|(first, _)| first), end(to)?.and_then(|(_, last)| last));
            let is_span = from.is_some() || to.is_some();
            let runs_forward = from.zip(to).is_none_or(|(from, to)| from <= to);
            return if is_span && runs_forward { Ok(Self::Days { from, to }) } else { Err(NotARange) };
        }
        let (sign, date) = [">=", "<=", ">", "<"]
            .into_iter()
            .find_map(|sign| Some((sign, text.strip_prefix(sign)?)))
            .unwrap_or(("", text));
        let (first, last) = end(date)?.ok_or(NotARange)?;
        let (from, to) = match sign {
            ">=" => (first, None),
            "<=" => (None, last),
            ">" => (last.and_then(|day| day.tomorrow().ok()), None),
            "<" => (None, first.and_then(|day| day.yesterday().ok())),
            _ => (first, last),
        };
        if from.is_some() || to.is_some() { Ok(Self::Days { from, to }) } else { Err(NotARange) }
    }
}

impl fmt::Display for DateRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Days { from, to } = self else { return f.write_str("none") };
        let day = |day: &Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        write!(f, "{}..{}", day(from), day(to))
    }
}

impl DateRange {
    /// Whether all that `date` can mean lies between these days. So 2023 does not lie in August 2023, which it may mean.
    pub fn holds(&self, date: Option<PartialDate>) -> bool {
        match (self, date) {
            (Self::None, None) => true,
            (Self::Days { from, to }, Some(date)) => {
                let (first, last) = date.days();
                let starts = from.is_none_or(|from| first.is_some_and(|first| from <= first));
                starts && to.is_none_or(|to| last.is_some_and(|last| last <= to))
            }
            _ => false,
        }
    }
}

/// The first and the last day that are meant.
type Ends = (Option<Date>, Option<Date>);

/// The first and the last day of a date without "before" or "after"; `None` where nothing is typed.
fn end(text: &str) -> Result<Option<Ends>, NotARange> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let date: PartialDate = text.parse().map_err(|_| NotARange)?;
    if date.bound() == Bound::On { Ok(Some(date.days())) } else { Err(NotARange) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(range: &str, date: &str) -> bool {
        range.parse::<DateRange>().unwrap().holds(Some(date.parse().unwrap()))
    }

    #[test]
    fn a_date_lies_in_a_span_only_if_all_of_it_does() {
        for (range, date) in [
            ("2023", "2023"),
            ("2023", "2023-08-15"),
            ("2023-08..2023-09", "2023-09-30"),
            ("2023-08..", "2024"),
            ("..2023-08", "before 2023-08"),
            (">2023", "2024-01-01"),
            (">2023", "after 2023"),
            (">=2023-08", "2023-08"),
            ("<2023-08", "2023-07-31"),
            ("<=2024-02", "2024-02-29"),
        ] {
            assert!(holds(range, date), "{date} in {range}");
        }
        for (range, date) in [
            ("2023-08", "2023"),
            ("2023", "before 2023-08"),
            (">2023", "2023-12-31"),
            (">2023", "after 2023-06"),
            ("<2023-08", "2023-08"),
            ("2023-08..2023-09", "2023-10-01"),
            ("none", "2023"),
        ] {
            assert!(!holds(range, date), "{date} not in {range}");
        }
        for range in ["2023-08..2024", "..2023", ">2023-02", "none"] {
            let range: DateRange = range.parse().unwrap();
            assert_eq!(range.to_string().parse(), Ok(range));
        }
        assert!(DateRange::None.holds(None) && !"2023".parse::<DateRange>().unwrap().holds(None));
    }

    #[test]
    fn what_is_no_span_is_refused() {
        for text in [
            "",
            "yesterday",
            "..",
            "2023..2022",
            ">",
            "> before 2023",
            "2023-13",
            "23",
            "2023-08-15T10",
            "9999-12-31..",
        ] {
            assert_eq!(text.parse::<DateRange>().is_ok(), text.starts_with("9999"), "{text}");
        }
        assert!(">9999".parse::<DateRange>().is_err() && "9999".parse::<DateRange>().is_ok());
    }
}
