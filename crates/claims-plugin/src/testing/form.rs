//! The forms of texts that are more than words: dates, times and keys. It knows the calendar, and no record.

/// A date as a source gives it, in its usual form: `2023`, `2023-08`, `2023-08-15`, or one after `before ` or `after `.
pub(super) fn date(text: &str) -> Option<String> {
    let text = text.trim();
    let (bound, date) = ["before ", "after "]
        .into_iter()
        .find_map(|bound| Some((bound, text.strip_prefix(bound)?)))
        .unwrap_or(("", text));
    let date = date.trim();
    let mut parts = date.split('-');
    let year = digits(parts.next()?, 4)?;
    let month = parts.next().map_or(Some(1), |month| digits(month, 2))?;
    let day = parts.next().map_or(Some(1), |day| digits(day, 2))?;
    (parts.next().is_none() && is_day(year, month, day)).then(|| format!("{bound}{date}"))
}

/// Whether a text is a time in RFC 3339: `2023-08-16T09:00:00Z`, with a fraction and an offset if it likes.
pub(super) fn is_time(text: &str) -> bool {
    let read = || {
        let (day, time) = text.split_at_checked(10)?;
        let [year, month, day] = split(day, '-', [4, 2, 2])?;
        let (time, rest) = time.strip_prefix(['T', 't'])?.split_at_checked(8)?;
        let [hour, minute, second] = split(time, ':', [2, 2, 2])?;
        let rest = match rest.strip_prefix('.') {
            Some(fraction) => {
                let rest = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
                (1..=9).contains(&(fraction.len() - rest.len())).then_some(rest)?
            }
            None => rest,
        };
        let zone = match rest.strip_prefix(['+', '-']) {
            Some(offset) => split(offset, ':', [2, 2]).is_some_and(|[hours, minutes]| hours < 24 && minutes < 60),
            None => matches!(rest, "Z" | "z"),
        };
        // Claims keeps times up to the last days of 9999, in whatever zone they are told.
        let known = (year, month, day) < (9999, 12, 29);
        Some(zone && known && is_day(year, month, day) && hour < 24 && minute < 60 && second < 60)
    };
    read().unwrap_or(false)
}

/// A UUID in its usual form, in small letters: `0189fd92-be80-70a2-80ec-7f826084aaf0`.
pub(super) fn key(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split('-').collect();
    let is_part = |part: &&str| part.bytes().all(|c| c.is_ascii_hexdigit());
    let lengths = [8, 4, 4, 4, 12];
    let fits = parts.iter().map(|part| part.len()).eq(lengths) && parts.iter().all(is_part);
    fits.then(|| text.to_ascii_lowercase())
}

fn split<const N: usize>(text: &str, at: char, lengths: [usize; N]) -> Option<[u16; N]> {
    let mut parts = text.split(at);
    let mut numbers = [0; N];
    for (number, length) in numbers.iter_mut().zip(lengths) {
        *number = digits(parts.next()?, length)?;
    }
    parts.next().is_none().then_some(numbers)
}

fn digits(text: &str, length: usize) -> Option<u16> {
    (text.len() == length && text.bytes().all(|c| c.is_ascii_digit())).then(|| text.parse().ok())?
}

const fn is_day(year: u16, month: u16, day: u16) -> bool {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    1 <= day && day <= days
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_as_exact_as_they_are_known() {
        for text in ["2023", "2023-08", "2023-08-15", "before 2023-08", "after 2024-02-29", "0900"] {
            assert_eq!(date(text).as_deref(), Some(text));
        }
        assert_eq!(date(" before  2023 ").as_deref(), Some("before 2023"));
        for text in ["", "23", "2023-13", "2023-02-29", "2023-8", "2023-08-15-1", "15.08.2023", "around 2023", "-2023"]
        {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn times_are_those_of_rfc_3339() {
        for text in ["2023-08-16T09:00:00Z", "2024-02-29t23:59:59.25+02:00", "0001-01-01T00:00:00.123456789-23:59"] {
            assert!(is_time(text), "{text}");
        }
        for text in [
            "",
            "2023-08-16",
            "2023-08-16T09:00:00",
            "2023-02-29T09:00:00Z",
            "2023-08-16T24:00:00Z",
            "2023-08-16T09:00Z",
        ]
        .into_iter()
        .chain(["2023-08-16T09:00:00.Z", "2023-08-16T09:00:00+2", "2023-08-1€T09:00:00Z"])
        {
            assert!(!is_time(text), "{text}");
        }
    }
}
