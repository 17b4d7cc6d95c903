//! Dates as sources give them: a year, a month or a day, and sometimes only a bound.

use std::{fmt, str::FromStr};

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// On which side of the named date the true one lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// Some time earlier than the date.
    Before,
    /// Within the named year, month or day.
    On,
    /// Some time later than the date.
    After,
}

/// A Gregorian date of year, month or day precision: `2023`, `2023-08`, `2023-08-15`, `before 2023-08`, `after 2023`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
    bound: Bound,
}

/// The text is not a date in one of the forms of [`PartialDate`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a date; write 2023, 2023-08, 2023-08-15, or one of them after \"before\" or \"after\"")]
pub struct NotADate(pub String);

impl FromStr for PartialDate {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || NotADate(text.to_owned());
        let trimmed = text.trim();
        let (bound, date) = if let Some(rest) = trimmed.strip_prefix("before ") {
            (Bound::Before, rest)
        } else if let Some(rest) = trimmed.strip_prefix("after ") {
            (Bound::After, rest)
        } else {
            (Bound::On, trimmed)
        };
        let mut parts = date.trim().split('-');
        let year = number(parts.next(), 4).ok_or_else(wrong)?;
        let month = parts.next().map(|part| number(Some(part), 2).ok_or_else(wrong)).transpose()?;
        let day = parts.next().map(|part| number(Some(part), 2).ok_or_else(wrong)).transpose()?;
        if parts.next().is_some() {
            return Err(wrong());
        }
        let month = month.map(|m| i8::try_from(m).unwrap_or(0));
        let day = day.map(|d| i8::try_from(d).unwrap_or(0));
        Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).map_err(|_| wrong())?;
        Ok(Self { year, month, day, bound })
    }
}

impl PartialDate {
    /// Whether the whole of what this date can mean lies before the whole of what the other can.
    pub fn is_surely_before(self, other: Self) -> bool {
        matches!((self.days().1, other.days().0), (Some(last), Some(first)) if last < first)
    }

    /// On which side of the named date the true one lies.
    pub const fn bound(self) -> Bound {
        self.bound
    }

    /// The first and the last day that can be meant; what is open to a side has none there.
    pub(crate) fn days(self) -> (Option<Date>, Option<Date>) {
        let first = Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).ok();
        let last = match (self.month, self.day) {
            (_, Some(_)) => first,
            (Some(_), None) => first.map(Date::last_of_month),
            (None, None) => first.map(Date::last_of_year),
        };
        match self.bound {
            Bound::On => (first, last),
            Bound::Before => (None, first.and_then(|day| day.yesterday().ok())),
            Bound::After => (last.and_then(|day| day.tomorrow().ok()), None),
        }
    }
}

fn number(part: Option<&str>, digits: usize) -> Option<i16> {
    let part = part?;
    (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok())?
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.bound {
            Bound::Before => f.write_str("before ")?,
            Bound::On => {}
            Bound::After => f.write_str("after ")?,
        }
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::written::read(deserializer)
    }
}

#[cfg(feature = "schema")]
crate::text_schema!(
    PartialDate,
    "a date as exact as it is known",
    "^((before|after) )?[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_print_as_they_were_written() {
        for text in ["2023", "2023-08", "2023-08-15", "before 2023-08", "after 2024-02-29", "0900"] {
            assert_eq!(text.parse::<PartialDate>().map(|d| d.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn a_date_is_before_another_only_if_no_day_of_either_says_otherwise() {
        let is_before = |one: &str, other: &str| {
            one.parse::<PartialDate>().unwrap().is_surely_before(other.parse::<PartialDate>().unwrap())
        };
        for (one, other) in [
            ("2023-08-15", "2023-08-16"),
            ("2023-07", "2023-08-01"),
            ("before 2023-08", "2023-08-01"),
            ("2023", "after 2023"),
            ("2023-08-15", "after 2023-08-15"),
        ] {
            assert!(is_before(one, other) && !is_before(other, one), "{one}, {other}");
        }
        for (one, other) in [
            ("2023", "2023-08-15"),
            ("2023-08-15", "2023-08-15"),
            ("before 2023", "before 2024"),
            ("after 2022", "2023"),
        ] {
            assert!(!is_before(one, other) && !is_before(other, one), "{one}, {other}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in ["", "23", "2023-13", "2023-02-29", "2023-8", "2023-08-15-1", "15.08.2023", "around 2023", "-2023"]
        {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }
}
