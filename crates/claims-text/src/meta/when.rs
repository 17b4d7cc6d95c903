//! A date as a page writes it: read from many forms, kept with the precision that is there, never completed.
//!
//! What could be read in two ways is not read, unless the page's language says which way is usual.

use std::fmt;

use jiff::{
    civil::{Date, Time},
    tz::Offset,
};

use super::words::{self, Figures};

/// A day, perhaps with a time of that day, perhaps with the offset of that time from UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    /// The day as written, at the place whose offset is given.
    pub date: Date,
    /// The time, to the second, where it is written.
    pub time: Option<Time>,
    /// The offset from UTC, where it is written.
    pub offset: Option<Offset>,
}

impl When {
    /// A day without a time.
    pub(super) fn day(date: Date) -> When {
        When { date, time: None, offset: None }
    }
}

/// RFC 3339 as far as it is known: `2025-09-04`, `2025-09-04T10:30:00` or `2025-09-04T10:30:00+02:00`.
impl fmt::Display for When {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.date)?;
        let Some(time) = self.time else { return Ok(()) };
        write!(out, "T{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())?;
        match self.offset.map(Offset::seconds) {
            None => Ok(()),
            Some(0) => out.write_str("Z"),
            Some(seconds) => {
                let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.abs() / 60);
                write!(out, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }
}

/// Reads a value that machines write: a date in the form of ISO 8601, a time stamp, or a date in words.
pub(crate) fn stamp(value: &str) -> Option<When> {
    let value = value.trim();
    iso(value).map(|(when, _)| when).or_else(|| epoch(value)).or_else(|| {
        let mut when = words::words(value, Figures::Unknown)?;
        if let Some((time, offset)) = clock(value) {
            (when.time, when.offset) = (Some(time), offset);
        }
        Some(when)
    })
}

/// The time `10:30:15` in a date in words, as mail and scripts write it, and the offset behind it.
fn clock(value: &str) -> Option<(Time, Option<Offset>)> {
    let colon = value.find(':')?;
    let number = |from: usize| {
        value.get(from..from + 2).filter(|two| two.bytes().all(|b| b.is_ascii_digit()))?.parse::<i8>().ok()
    };
    let mark = |at: usize| value.as_bytes().get(at) == Some(&b':');
    let (hour, minute) = (number(colon.checked_sub(2)?)?, number(colon + 1)?);
    // A time of twelve hours has its half of the day behind it, and is left to people.
    let second = number(colon + 4).filter(|_| mark(colon + 3))?;
    let time = Time::new(hour, minute, second.min(59), 0).ok()?;
    Some((time, offset(value.get(colon + 6..)?).0))
}

/// A date that begins a text in the form of ISO 8601, and what follows it.
pub(super) fn iso(text: &str) -> Option<(When, &str)> {
    let bytes = text.as_bytes();
    let number = |from: usize, length: usize| -> Option<i16> {
        let part = bytes.get(from..from + length)?;
        part.iter().all(u8::is_ascii_digit).then(|| part.iter().fold(0, |sum, b| sum * 10 + i16::from(b - b'0')))
    };
    let year = number(0, 4)?;
    let (month, day, mut at) = match bytes.get(4)? {
        mark @ (b'-' | b'/' | b'.') => {
            // One figure for a month or a day is against the rules and common.
            let short = usize::from(number(5, 2).is_none());
            let month = number(5, 2 - short)?;
            let day_at = 8 - short;
            if bytes.get(day_at - 1) != Some(mark) {
                return None;
            }
            let length = if number(day_at, 2).is_some() { 2 } else { 1 };
            (month, number(day_at, length)?, day_at + length)
        }
        b'0'..=b'9' => (number(4, 2)?, number(6, 2)?, 8),
        _ => return None,
    };
    if bytes.get(at).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let date = date(year, month, day)?;
    let mut when = When { date, time: None, offset: None };
    let separated = match bytes.get(at) {
        Some(b'T' | b't') => 1,
        Some(b' ') => 1,
        _ => return Some((when, &text[at..])),
    };
    let (Some(hour), Some(b':'), Some(minute)) =
        (number(at + separated, 2), bytes.get(at + separated + 2), number(at + separated + 3, 2))
    else {
        return Some((when, &text[at..]));
    };
    at += separated + 5;
    let second = bytes.get(at).filter(|byte| **byte == b':').and_then(|_| number(at + 1, 2));
    at += if second.is_some() { 3 } else { 0 };
    // 60 is a leap second.
    let second = second.unwrap_or(0).min(59);
    when.time = Time::new(hour as i8, minute as i8, second as i8, 0).ok();
    if matches!(bytes.get(at), Some(b'.' | b',')) {
        at += 1;
        at += bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    }
    let (offset, length) = offset(text.get(at..).unwrap_or(""));
    when.offset = offset.filter(|_| when.time.is_some());
    Some((when, &text[at + length..]))
}

/// An offset that begins a text: `Z`, `+02:00`, `+0200`, `+02`, perhaps after spaces; and its length.
fn offset(text: &str) -> (Option<Offset>, usize) {
    let spaces = text.len() - text.trim_start_matches(' ').len();
    let rest = &text.as_bytes()[spaces..];
    for utc in ["Z", "z", "UTC", "GMT"] {
        let signed = rest.get(utc.len()).is_some_and(|byte| utc.len() == 3 && matches!(byte, b'+' | b'-'));
        if rest.starts_with(utc.as_bytes()) && signed {
            let (found, length) = offset(&text[spaces + utc.len()..]);
            return (found, spaces + utc.len() + length);
        }
        if rest.starts_with(utc.as_bytes()) && !rest.get(utc.len()).is_some_and(u8::is_ascii_alphanumeric) {
            return (Some(Offset::UTC), spaces + utc.len());
        }
    }
    let sign = match rest.first() {
        Some(b'+') => 1,
        Some(b'-') => -1,
        _ => return (None, 0),
    };
    let figures: Vec<u8> = rest[1..].iter().copied().take(5).filter(|byte| *byte != b':').collect();
    let pair = |from: usize| -> Option<i32> {
        let part = figures.get(from..from + 2)?;
        part.iter().all(u8::is_ascii_digit).then(|| i32::from(part[0] - b'0') * 10 + i32::from(part[1] - b'0'))
    };
    let Some(hours) = pair(0) else { return (None, 0) };
    let minutes = pair(2);
    let colon = usize::from(rest.get(3) == Some(&b':'));
    let length = spaces + 3 + if minutes.is_some() { 2 + colon } else { 0 };
    let seconds = sign * (hours * 3600 + minutes.unwrap_or(0) * 60);
    (Offset::from_seconds(seconds).ok().filter(|_| hours < 16), length)
}

/// Seconds or thousandths of seconds since 1970.
fn epoch(value: &str) -> Option<When> {
    let seconds = match value.len() {
        9 | 10 => value.parse::<i64>().ok()?,
        12 | 13 => value.parse::<i64>().ok()? / 1000,
        _ => return None,
    };
    let stamp = jiff::Timestamp::from_second(seconds).ok()?;
    let at = Offset::UTC.to_datetime(stamp);
    date(at.year(), at.month().into(), at.day().into())?;
    Some(When { date: at.date(), time: Some(at.time()), offset: Some(Offset::UTC) })
}

/// A day that exists, in years that have pages and print.
pub(super) fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    let possible = (1500..=2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    possible.then(|| Date::new(year, month as i8, day as i8).ok())?
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(value: &str) -> Option<String> {
        stamp(value).map(|when| when.to_string())
    }

    #[test]
    fn the_precision_is_that_of_the_page() {
        for (value, shown) in [
            ("2025-09-04", "2025-09-04"),
            ("20250904", "2025-09-04"),
            ("2025/9/4", "2025-09-04"),
            ("2025-09-04T10:30", "2025-09-04T10:30:00"),
            ("2025-09-04T10:30:15.123Z", "2025-09-04T10:30:15Z"),
            ("2025-09-04 10:30:15 +0530", "2025-09-04T10:30:15+05:30"),
            ("2025-09-04T10:30:15-03:30", "2025-09-04T10:30:15-03:30"),
            ("2025-09-04T10:30:60+02", "2025-09-04T10:30:59+02:00"),
            ("2025-09-04T99:30", "2025-09-04"),
            ("2025-09-04T00:00:00 UTC", "2025-09-04T00:00:00Z"),
            ("1756981815", "2025-09-04T10:30:15Z"),
            ("1756981815000", "2025-09-04T10:30:15Z"),
            ("Thu, 04 Sep 2025 10:30:15 GMT", "2025-09-04T10:30:15Z"),
            ("Thu Sep 04 2025 10:30:15 GMT+0200 (Summer)", "2025-09-04T10:30:15+02:00"),
            ("Sep 4, 2025 10:30 am", "2025-09-04"),
        ] {
            assert_eq!(read(value).as_deref(), Some(shown), "{value}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "2025",
            "2025-09",
            "2025-13-01",
            "2025-02-30",
            "0000-00-00",
            "99/99/2025",
            "May 2025",
            "1.2.3",
            "2025-09-041",
            "no",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_stops_it(text in ".{0,60}", figures in "[0-9TZ:+./ -]{0,40}") {
            for text in [&text, &figures] {
                let _ = (stamp(text), words::words(text, Figures::DayFirst), iso(text));
            }
        }

        #[test]
        fn what_is_shown_reads_back(days in 0i32..300_000, seconds in 0i32..86_400, minutes in -840i32..840) {
            let day = date(1500, 1, 1).expect("a day").checked_add(jiff::Span::new().days(days % 250_000)).expect("a day");
            prop_assume!(day.year() <= 2200);
            let time = Time::midnight() + jiff::Span::new().seconds(seconds);
            let when = When { date: day, time: Some(time), offset: Offset::from_seconds(minutes * 60).ok() };
            prop_assert_eq!(stamp(&when.to_string()), Some(when));
        }
    }
}
