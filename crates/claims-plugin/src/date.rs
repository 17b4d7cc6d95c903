//! Dates as files have them, in the forms that a record takes, for importers; what is no date gives none.

/// A day, a month or a year: the part of a date that is exact.
///
/// ```
/// assert_eq!(claims_plugin::date::day("2021-08-04 06:49").as_deref(), Some("2021-08-04"));
/// assert_eq!(claims_plugin::date::day("10 August 2019"), None);
/// ```
pub fn day(text: &str) -> Option<String> {
    let text = text.trim();
    let date = text.get(..10).filter(|date| is_date(date) && !text[10..].starts_with(|c: char| c.is_ascii_digit()));
    let shorter = [7, 4].into_iter().find_map(|length| Some(text).filter(|text| text.len() == length && is_date(text)));
    date.or(shorter).map(str::to_owned)
}

/// A moment, RFC 3339. A day by itself begins at midnight, and a time without a zone is taken as UTC.
pub fn moment(text: &str) -> Option<String> {
    let text = text.trim();
    // The last year of all has no room for zones.
    let date = text.get(..10).filter(|date| is_date(date) && !date.starts_with("9999"))?;
    let rest = text[10..].trim_start_matches(['T', 't', ' ']);
    if rest.is_empty() {
        return Some(format!("{date}T00:00:00Z"));
    }
    let zone = rest.find(['Z', 'z', '+', '-', ' ']).unwrap_or(rest.len());
    Some(format!("{date}T{}{}", time(&rest[..zone])?, offset(rest[zone..].trim())?))
}

/// `hh:mm` with or without seconds; parts of a second are left out.
fn time(text: &str) -> Option<String> {
    let mut parts = text.split('.').next()?.split(':');
    let hour = number(parts.next()?, 23)?;
    let minute = number(parts.next()?, 59)?;
    let second = parts.next().map_or(Some(0), |second| number(second, 59))?;
    parts.next().is_none().then(|| format!("{hour:02}:{minute:02}:{second:02}"))
}

/// `Z`, `+01:00`, `+0100` or `+01`.
fn offset(text: &str) -> Option<String> {
    let Some(digits) = text.strip_prefix(['+', '-']) else {
        return matches!(text, "" | "Z" | "z" | "UTC" | "GMT").then(|| "Z".to_owned());
    };
    let digits = digits.replace(':', "");
    let hour = number(digits.get(..2)?, 14)?;
    let minute = if digits.len() == 2 { 0 } else { number(&digits[2..], 59)? };
    Some(format!("{}{hour:02}:{minute:02}", &text[..1]))
}

fn number(text: &str, most: u32) -> Option<u32> {
    let is_number = matches!(text.len(), 1 | 2) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| is_number && *number <= most)
}

/// Whether it is `2023`, `2023-08` or `2023-08-15`, and such a day there is.
fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let digits = |part: Option<&str>, length: usize| {
        let part = part.filter(|part| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()));
        part.and_then(|part| part.parse::<u32>().ok())
    };
    let Some(year) = digits(parts.next(), 4).filter(|year| *year > 0) else { return false };
    match text.len() {
        4 => return true,
        7 | 10 => {}
        _ => return false,
    }
    let Some(month) = digits(parts.next(), 2).filter(|month| (1..=12).contains(month)) else { return false };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    text.len() == 7 || digits(parts.next(), 2).is_some_and(|day| (1..=days).contains(&day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_as_exact_as_it_is_written() {
        for (text, expected) in [
            ("2019-02-28", Some("2019-02-28")),
            ("2019-04-10T12:09:05+05:30", Some("2019-04-10")),
            ("2021-08-04 06:49", Some("2021-08-04")),
            ("2023-08", Some("2023-08")),
            ("2023", Some("2023")),
            ("2019-02-29", None),
            ("10 August 2019", None),
            ("2019-02-011", None),
            ("é2019-02-01", None),
            ("", None),
        ] {
            assert_eq!(day(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_moment_has_its_zone() {
        for (text, expected) in [
            ("2016-05-09", Some("2016-05-09T00:00:00Z")),
            ("2021-08-04 06:49", Some("2021-08-04T06:49:00Z")),
            ("2020-03-27T10:46:13+0200", Some("2020-03-27T10:46:13+02:00")),
            ("2020-03-27T10:46:13.123-03:00", Some("2020-03-27T10:46:13-03:00")),
            ("2020-03-27T10:46:13.123Z", Some("2020-03-27T10:46:13Z")),
            ("2020-03-27 at noon", None),
            ("2020-03-27T25:00", None),
            ("2020-03-27T10:46+é", None),
        ] {
            assert_eq!(moment(text).as_deref(), expected, "{text}");
        }
    }
}
