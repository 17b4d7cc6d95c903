//! When a server that has too much to do asks to be asked again: reads `Retry-After`, a number of seconds or a date
//! (RFC 9110, 10.2.3).

use claims_model::Timestamp;
use jiff::{SignedDuration, civil::DateTime, tz::TimeZone};

/// A server's wish to be left alone for a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Again {
    /// Until when, where it says so.
    pub(crate) after: Option<Timestamp>,
}

/// The forms of a date: the one that is sent, and two that are older.
const DATES: [&str; 3] = ["%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"];

/// Nobody means a later day, and no clock need be able to tell it.
const LONGEST: SignedDuration = SignedDuration::from_hours(24 * 366);

impl Again {
    /// What an answer with this status comes to, if it is such a wish: 429 always is one, 503 where it says until when.
    pub(crate) fn asked(status: u16, retry_after: Option<&str>, now: Timestamp) -> Option<Self> {
        let after = retry_after.and_then(|value| after(value.trim(), now));
        let is_wish = status == 429 || status == 503 && after.is_some();
        is_wish.then_some(Self { after })
    }

    /// What is asked for, to go on after "the server".
    pub(crate) fn words(self) -> String {
        match self.after {
            Some(after) => format!("asks to come again after {after}"),
            None => "asks for fewer requests, and does not say when to come again".to_owned(),
        }
    }
}

fn after(value: &str, now: Timestamp) -> Option<Timestamp> {
    let latest = now.checked_add(LONGEST).ok()?;
    let told = if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        // A number with too many figures is later than anything.
        let seconds = value.parse().unwrap_or(i64::MAX);
        now.checked_add(SignedDuration::from_secs(seconds)).ok()
    } else {
        let date = DATES.iter().find_map(|form| DateTime::strptime(form, value).ok());
        date.and_then(|date| TimeZone::UTC.to_timestamp(date).ok())
    };
    // A day that has passed is now.
    told.map(|told| told.max(now)).filter(|told| *told <= latest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(status: u16, value: Option<&str>) -> Option<Option<String>> {
        let now = "1994-11-06T08:49:00Z".parse().unwrap();
        Again::asked(status, value, now).map(|again| again.after.map(|after| after.to_string()))
    }

    #[test]
    fn seconds_and_dates_are_read() {
        let at = |told: &str| Some(Some(told.to_owned()));
        for (value, after) in [
            ("120", "1994-11-06T08:51:00Z"),
            (" 0 ", "1994-11-06T08:49:00Z"),
            ("Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z"),
            ("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z"),
            ("Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37Z"),
            ("Sat, 05 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:00Z"),
        ] {
            assert_eq!(asked(429, Some(value)), at(after), "{value}");
            assert_eq!(asked(503, Some(value)), at(after), "{value}");
        }
    }

    #[test]
    fn what_says_nothing_is_a_wish_only_of_429() {
        for value in [None, Some(""), Some("soon"), Some("-5"), Some("99999999999999999999"), Some("Sun, 99 Nov 1994")]
        {
            assert_eq!(asked(429, value), Some(None), "{value:?}");
            assert_eq!(asked(503, value), None, "{value:?}");
        }
        assert_eq!(asked(200, Some("120")), None);
    }
}
