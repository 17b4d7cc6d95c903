//! What a person or a file may give for one field, and the form in which it is kept.

use claims_model::Timestamp;

use crate::{
    failure::{Exit, Failure, Outcome},
    refs,
    render::safe,
};

/// What was typed, if it says anything: what was not recorded is absent, never empty.
pub(crate) fn given(typed: Option<&String>) -> Option<String> {
    typed.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// Words of any length: what was typed, or for `-` what stands on standard input.
///
/// # Errors
/// When that cannot be read, or is no text.
pub(crate) fn words(typed: &str) -> Outcome<String> {
    if typed != "-" {
        return Ok(typed.trim().to_owned());
    }
    let read = std::io::read_to_string(std::io::stdin());
    let read = read.map_err(|error| Failure::file(std::path::Path::new("standard input"), &error))?;
    Ok(read.trim().to_owned())
}

/// A party's name: something, and without the sign that parts names where several stand in one field.
pub(crate) fn name(text: &str) -> Outcome<&str> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Failure::new(Exit::Usage, "a party needs a name"));
    }
    if refs::is_handle(text) || text.starts_with("org:") || text.starts_with("person:") {
        return Err(Failure::new(Exit::Usage, format!("{:?} is not a name: it reads as something else", safe(text)))
            .hint("write the name in full, such as \"the P5 states\""));
    }
    if text.contains(';') {
        return Err(Failure::new(
            Exit::Usage,
            format!("{:?} is not a name: a semicolon parts several names", safe(text)),
        )
        .hint("name each party by itself, or leave the semicolon out"));
    }
    Ok(text)
}

/// A wording: something, on one line.
pub(crate) fn wording(text: &str) -> Outcome<String> {
    let text = one_line(text);
    if text.is_empty() {
        return Err(Failure::new(Exit::Usage, "a claim needs a wording"));
    }
    if text == "-" {
        return Err(Failure::new(Exit::Usage, "a wording is typed, and not read from standard input"));
    }
    Ok(text)
}

/// Tags in the order they are kept: sorted, each once.
pub(crate) fn tags(typed: &[String]) -> Outcome<Vec<String>> {
    let mut tags = Vec::new();
    for tag in typed {
        let tag = tag.trim();
        if !tag.starts_with(char::is_alphanumeric) || tag.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err(Failure::new(Exit::Usage, format!("{:?} is not a tag", safe(tag)))
                .hint("a tag is one word, and starts with a letter or a digit"));
        }
        tags.push(tag.to_owned());
    }
    tags.sort();
    tags.dedup();
    Ok(tags)
}

/// A moment: a time, or the end of a day in UTC.
pub(crate) fn moment(typed: &str) -> Outcome<Timestamp> {
    let is_day = typed.len() == "2023-08-20".len();
    let moment = if is_day { format!("{typed}T23:59:59.999999999Z").parse() } else { typed.parse() };
    moment.map_err(|_| {
        Failure::new(Exit::Usage, format!("{:?} is no moment; write 2023-08-20 or 2023-08-20T09:00:00Z", safe(typed)))
    })
}

/// A time in a recording: hours, minutes and seconds, or minutes and seconds.
pub(crate) fn timecode(typed: &str) -> Outcome<String> {
    let parts: Vec<&str> = typed.split(':').collect();
    let is_number = |part: &&str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let below_sixty = parts.iter().skip(1).all(|part| part.len() == 2 && part.parse::<u8>().is_ok_and(|n| n < 60));
    if (2..=3).contains(&parts.len()) && parts.iter().all(is_number) && below_sixty {
        return Ok(typed.to_owned());
    }
    Err(Failure::new(Exit::Usage, format!("{:?} is not a time in a recording; write 00:12:30", safe(typed))))
}

/// A BCP 47 language tag, by its shape.
pub(crate) fn language(tag: &str) -> Outcome<String> {
    let is_part = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    let first_is_word =
        tag.split('-').next().is_some_and(|part| part.len() >= 2 && part.bytes().all(|b| b.is_ascii_alphabetic()));
    if first_is_word && tag.split('-').all(is_part) {
        return Ok(tag.to_owned());
    }
    Err(Failure::new(Exit::Usage, format!("{tag:?} is not a language; write a BCP 47 tag, such as en, ru or pt-BR")))
}

/// An address as it is kept: a URL with a scheme, or a DOI.
pub(crate) fn address(typed: &str) -> Outcome<String> {
    let typed = typed.trim();
    let has_scheme = typed.split_once(':').is_some_and(|(scheme, rest)| {
        !rest.is_empty()
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
    });
    if has_scheme && !typed.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Ok(typed.to_owned());
    }
    Err(Failure::new(
        Exit::Usage,
        format!("{:?} is not an address; write it in full, such as https://example.org/a", safe(typed)),
    ))
}

/// The words of a text with single spaces between them.
pub(crate) fn one_line(text: &str) -> String {
    // Most are on one line already, and imports have them by the million.
    let mut follows_space = true;
    let is_one_line = text.chars().all(|c| {
        let is_space = c.is_whitespace();
        let fits = !is_space || c == ' ' && !follows_space;
        follows_space = is_space;
        fits
    });
    if is_one_line && !follows_space {
        return text.to_owned();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
