//! Finds the day that a text names, in the forms that posts and datelines have; it knows no clock.

use jiff::civil::Date;

/// The last day that a text names, in days since 1970: `January 14, 2020`, `14 January 2020`, `2020-01-14`.
///
/// Months are read in English; other languages are read in the last form.
pub(super) fn last(text: &str) -> Option<i64> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')'))
        .filter(|word| !word.is_empty())
        .collect();
    let mut found = words.iter().rev().find_map(|word| word.get(..10)?.parse::<Date>().ok());
    if found.is_none() {
        found = words.windows(3).rev().find_map(|three| {
            let year: i16 = three[2].trim_end_matches(|c: char| !c.is_ascii_digit()).parse().ok()?;
            let (month, day) = match month(three[0]) {
                Some(month) => (month, three[1]),
                None => (month(three[1])?, three[0]),
            };
            Date::new(year, month, day.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse().ok()?).ok()
        });
    }
    found.filter(|date| (1900..2200).contains(&date.year())).map(of)
}

/// A date in days since 1970.
pub(super) fn of(date: Date) -> i64 {
    date.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24
}

fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    let at = MONTHS.iter().position(|month| *month == word || word.len() >= 3 && month.starts_with(&word))?;
    i8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_three_forms() {
        let day = Some(18_275);
        for text in
            ["— A. Name (@name) January 14, 2020", "on 14 Jan. 2020,", "2020-01-14T10:00 it was", "14th January 2020"]
        {
            assert_eq!(last(text), day, "{text}");
        }
        for text in ["", "May I", "in 2020", "January 2020", "é020-01-14"] {
            assert_eq!(last(text), None, "{text}");
        }
        assert_eq!(of(Date::new(1970, 1, 1).unwrap()), 0);
        assert_eq!(of(Date::new(2000, 3, 1).unwrap()), 11_017);
    }
}
