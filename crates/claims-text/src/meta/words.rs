//! Dates in words and figures, as people write them in many languages; it knows names of months and orders of figures.

use jiff::civil::Date;

use super::when::{When, date};

/// How a date in figures such as `03/04/2025` is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Figures {
    /// Month first, as in the United States.
    MonthFirst,
    /// Day first, as nearly everywhere else.
    DayFirst,
    /// It is not known; only a date that can be read in one way is read.
    Unknown,
}

/// The first date in a visible text, in words or in figures.
pub(super) fn words(text: &str, figures: Figures) -> Option<When> {
    let tokens = tokens(text);
    (0..tokens.len()).find_map(|at| date_at(&tokens[at..], figures)).map(When::day)
}

/// A part of a text as far as dates are concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Number { value: i16, figures: usize },
    Month(i16),
    Mark(char),
    Word,
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text;
    // A byline is short; what is longer is cut by those who ask.
    while let Some(c) = rest.chars().next().filter(|_| tokens.len() < 400) {
        let same = |test: fn(char) -> bool| rest.find(|c| !test(c)).unwrap_or(rest.len());
        let (token, length) = if c.is_ascii_digit() {
            let length = same(|c| c.is_ascii_digit());
            (
                rest[..length]
                    .parse()
                    .map_or(Some(Token::Word), |value| Some(Token::Number { value, figures: length })),
                length,
            )
        } else if matches!(c, '年' | '月' | '日' | '년' | '월' | '일') {
            (Some(Token::Mark(c)), c.len_utf8())
        } else if c.is_alphabetic() {
            let length = same(|c| c.is_alphabetic() && !matches!(c, '年' | '月' | '日' | '년' | '월' | '일'));
            let word = rest[..length].to_lowercase();
            let token = match word.as_str() {
                // 1st, 2nd, 3rd, 4th; "4 de marzo"; "4. März"; names of days.
                "st" | "nd" | "rd" | "th" | "er" | "de" | "of" | "del" | "г" => None,
                word => Some(month(word).map_or(Token::Word, Token::Month)),
            };
            (token, length)
        } else if matches!(c, '/' | '-' | '.' | ':') {
            (Some(Token::Mark(c)), 1)
        } else if c.is_whitespace() || matches!(c, ',' | '\u{ba}') {
            (None, c.len_utf8())
        } else {
            (Some(Token::Word), c.len_utf8())
        };
        tokens.extend(token);
        rest = &rest[length..];
    }
    tokens
}

/// A date that begins at the first token.
fn date_at(tokens: &[Token], figures: Figures) -> Option<Date> {
    use Token::{Mark, Month, Number};
    let year = |value: i16, figures: usize| (figures == 4).then_some(value);
    match tokens {
        [Number { value: y, figures: 4 }, Mark(a), Number { value: m, .. }, Mark(b), Number { value: d, figures: 1 | 2 }, ..]
            if a == b && matches!(a, '/' | '-' | '.') =>
        {
            date(*y, *m, *d)
        }
        [Number { value: y, figures: 4 }, Mark('年' | '년'), Number { value: m, .. }, Mark('月' | '월'), Number { value: d, .. }, Mark('日' | '일'), ..] => {
            date(*y, *m, *d)
        }
        [Number { value: a, figures: 1 | 2 }, Mark(x), Number { value: b, figures: 1 | 2 }, Mark(z), Number { value: y, figures: n }, ..]
            if x == z && matches!(x, '/' | '-' | '.') && matches!(n, 2 | 4) =>
        {
            let y = if *n == 2 { 2000 + y } else { *y };
            let (month, day) = match figures {
                _ if *a > 12 => (*b, *a),
                _ if *b > 12 => (*a, *b),
                _ if a == b => (*a, *b),
                // Full stops are not used with the month first.
                _ if *x == '.' => (*b, *a),
                Figures::MonthFirst => (*a, *b),
                Figures::DayFirst => (*b, *a),
                Figures::Unknown => return None,
            };
            date(y, month, day)
        }
        // March 4, 2025 and Mar. 4 2025 and 2025 March 4.
        [Month(m), Number { value: d, figures: 1 | 2 }, Number { value: y, figures: n }, ..]
        | [Month(m), Mark('.' | '-'), Number { value: d, figures: 1 | 2 }, Number { value: y, figures: n }, ..]
        | [Month(m), Mark('-' | '/'), Number { value: d, figures: 1 | 2 }, Mark('-' | '/'), Number { value: y, figures: n }, ..]
        | [Number { value: y, figures: n @ 4 }, Mark('/' | '-'), Month(m), Mark('/' | '-'), Number { value: d, figures: 1 | 2 }, ..]
        | [Number { value: y, figures: n @ 4 }, Month(m), Number { value: d, figures: 1 | 2 }, ..]
        // 4 March 2025 and 4. März 2025 and 4-Mar-2025 and 4 Mar. 2025.
        | [Number { value: d, figures: 1 | 2 }, Month(m), Number { value: y, figures: n }, ..]
        | [Number { value: d, figures: 1 | 2 }, Month(m), Mark('.'), Number { value: y, figures: n }, ..]
        | [Number { value: d, figures: 1 | 2 }, Mark('.'), Month(m), Number { value: y, figures: n }, ..]
        | [Number { value: d, figures: 1 | 2 }, Mark('-' | '/'), Month(m), Mark('-' | '/'), Number { value: y, figures: n }, ..] => {
            date(year(*y, *n)?, *m, *d)
        }
        _ => None,
    }
}

/// The number of a month by its name or a short form of it, in the languages that news most often has.
pub(super) fn month(word: &str) -> Option<i16> {
    const NAMES: [&[&str]; 12] = [
        &[
            "january",
            "jan",
            "januar",
            "janvier",
            "janv",
            "enero",
            "ene",
            "gennaio",
            "gen",
            "janeiro",
            "januari",
            "января",
        ],
        &[
            "february",
            "feb",
            "februar",
            "février",
            "févr",
            "fevrier",
            "febrero",
            "febbraio",
            "fevereiro",
            "fev",
            "februari",
            "февраля",
        ],
        &["march", "mar", "märz", "mrz", "mars", "marzo", "março", "maart", "марта"],
        &["april", "apr", "avril", "avr", "abril", "abr", "aprile", "апреля"],
        &["may", "mai", "mayo", "maggio", "mag", "maio", "mei", "мая"],
        &["june", "jun", "juni", "juin", "junio", "giugno", "giu", "junho", "июня"],
        &["july", "jul", "juli", "juillet", "juil", "julio", "luglio", "lug", "julho", "июля"],
        &["august", "aug", "août", "aout", "agosto", "ago", "augustus", "августа"],
        &["september", "sep", "sept", "septembre", "septiembre", "settembre", "set", "setembro", "сентября"],
        &["october", "oct", "oktober", "okt", "octobre", "octubre", "ottobre", "ott", "outubro", "out", "октября"],
        &["november", "nov", "novembre", "noviembre", "novembro", "ноября"],
        &[
            "december",
            "dec",
            "dezember",
            "dez",
            "décembre",
            "déc",
            "diciembre",
            "dic",
            "dicembre",
            "dezembro",
            "декабря",
        ],
    ];
    let at = NAMES.iter().position(|names| names.contains(&word))?;
    i16::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_words_are_read_in_many_languages() {
        for text in [
            "Published: March 4th, 2025 at noon",
            "Mar. 4, 2025",
            "4 March 2025",
            "Tuesday, 4. März 2025",
            "le 4 mars 2025",
            "4 de marzo de 2025",
            "4 марта 2025 г.",
            "2025年3月4日",
            "2025년 3월 4일",
            "04-Mar-2025",
            "04.03.2025",
            "03/04/25",
        ] {
            assert_eq!(
                words(text, Figures::MonthFirst).map(|when| when.to_string()).as_deref(),
                Some("2025-03-04"),
                "{text}"
            );
        }
    }

    #[test]
    fn what_could_be_two_dates_is_none() {
        assert_eq!(words("03/04/2025", Figures::Unknown), None);
        let day = |figures| words("03/04/2025", figures).map(|when| when.date.day());
        assert_eq!((day(Figures::MonthFirst), day(Figures::DayFirst)), (Some(4), Some(3)));
        for (text, day) in [("13/04/2025", 13), ("04/13/2025", 13), ("4/4/2025", 4)] {
            assert_eq!(words(text, Figures::Unknown).map(|when| when.date.day()), Some(day), "{text}");
        }
    }
}
