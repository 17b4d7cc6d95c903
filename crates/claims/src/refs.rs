//! Finds what people mean by what they type: handles, versions, names; and says what they may have meant instead.

use claims_model::{Claim, Filed, Handle, Key, Kind, Link, Party, Record, Source, Target, Version};
use claims_store::{Records, Stored};

use crate::failure::{Exit, Failure, Outcome};

/// The record under a handle of the kind that is wanted.
pub(crate) fn get<T: Stored>(records: &Records<'_>, typed: &str) -> Outcome<Filed<T>> {
    let handle = handle(typed)?;
    if handle.kind != T::KIND {
        return Err(wrong_kind(handle, &[T::KIND]));
    }
    records.get(handle.number)?.ok_or_else(|| unknown(records, handle))
}

/// The record under any handle.
pub(crate) fn record(records: &Records<'_>, typed: &str) -> Outcome<(Handle, Record)> {
    let handle = handle(typed)?;
    let record = records.record(handle)?.ok_or_else(|| unknown(records, handle))?;
    Ok((handle, record))
}

/// The record under any handle, as what something new may hang on: not a party that went into another.
pub(crate) fn standing(records: &Records<'_>, typed: &str) -> Outcome<(Handle, Record)> {
    let (handle, record) = self::record(records, typed)?;
    if let Record::Party(Party { merged_into: Some(other), .. }) = &record {
        let other = name(records, *other)?;
        return Err(Failure::new(Exit::Refused, format!("{handle} was merged into {other}"))
            .hint(format!("if you mean {other}, name it")));
    }
    Ok((handle, record))
}

/// A claim or a link: what a link may point to.
pub(crate) fn target(records: &Records<'_>, typed: &str) -> Outcome<Target> {
    let handle = handle(typed)?;
    match handle.kind {
        Kind::Claim => Ok(Target::Claim(get::<Claim>(records, typed)?.key)),
        Kind::Link => Ok(Target::Link(get::<Link>(records, typed)?.key)),
        _ => Err(wrong_kind(handle, &[Kind::Claim, Kind::Link])),
    }
}

/// Whether a text is meant as a handle rather than as a wording.
pub(crate) fn is_handle(typed: &str) -> bool {
    typed.parse::<Handle>().is_ok()
}

/// A version: `s1v2`, or the newest of `s1`.
pub(crate) fn version(records: &Records<'_>, typed: &str) -> Outcome<(Filed<Source>, Filed<Version>)> {
    let (source, number) = split_version(typed)?;
    let source = get::<Source>(records, source)?;
    let mut versions = records.versions_of(source.key)?;
    let version = match number {
        None => versions.pop(),
        Some(number) => versions.iter().position(|version| version.number == number).map(|at| versions.swap_remove(at)),
    };
    let version = version.ok_or_else(|| {
        let newest = versions.last().map_or(0, |version| version.number);
        Failure::new(Exit::NotFound, format!("{} has no version {}", source.handle, number.unwrap_or(0))).hint(format!(
            "its newest is {}v{newest}; all of them: claims source versions {}",
            source.handle, source.handle
        ))
    })?;
    Ok((source, version))
}

/// `s1v2` as `s1` and 2; a source alone has no number.
pub(crate) fn split_version(typed: &str) -> Outcome<(&str, Option<u32>)> {
    let parts = typed.split_once(['v', 'V']).filter(|(source, _)| !source.is_empty());
    let Some((source, number)) = parts else { return Ok((typed, None)) };
    let number = number.parse().ok().filter(|number| *number > 0).ok_or_else(|| {
        Failure::new(Exit::Usage, format!("{typed:?} is not a version"))
            .hint("a version is a source, v and a number: s1v2")
    })?;
    Ok((source, Some(number)))
}

/// The party that answers to a name or a handle; `None` for a name nobody answers to.
pub(crate) fn party_if(records: &Records<'_>, typed: &str) -> Outcome<Option<Filed<Party>>> {
    if is_handle(typed) {
        let party = get::<Party>(records, typed)?;
        return match party.merged_into {
            Some(other) => Ok(records.find(other)?),
            None => Ok(Some(party)),
        };
    }
    let mut found = records.parties_named(typed)?;
    if found.len() > 1 {
        let names: Vec<String> = found.iter().map(|party| format!("  {}  {}", party.handle, party.name)).collect();
        return Err(Failure::new(Exit::NotFound, format!("{typed:?} is more than one party"))
            .place(names.join("\n"))
            .hint("name the one you mean by its handle, or merge them: claims party merge"));
    }
    Ok(found.pop())
}

/// The party that answers to a name or a handle.
pub(crate) fn party(records: &Records<'_>, typed: &str) -> Outcome<Filed<Party>> {
    party_if(records, typed)?.ok_or_else(|| {
        let failure = Failure::new(Exit::NotFound, format!("no party is called {typed:?}"));
        match similar_party(records, typed) {
            Some(near) => failure.hint(format!("did you mean {} {}?", near.handle, near.name)),
            None => failure.hint("see who is known: claims party list"),
        }
    })
}

/// The party whose name is nearest to `typed`, if any is near.
pub(crate) fn similar_party(records: &Records<'_>, typed: &str) -> Option<Filed<Party>> {
    let mut parties = records.all::<Party>().ok()?;
    parties.retain(|party| party.merged_into.is_none());
    let likeness = |party: &Filed<Party>| {
        let names = std::iter::once(&party.name).chain(&party.aliases);
        names.map(|name| name_likeness(typed, name)).fold(0.0, f64::max)
    };
    let (likeness, nearest) =
        parties.into_iter().map(|party| (likeness(&party), party)).max_by(|one, other| one.0.total_cmp(&other.0))?;
    (likeness >= NAMES_NEAR).then_some(nearest)
}

/// From here on two names may be two spellings of one.
const NAMES_NEAR: f64 = 0.75;

/// How alike two names are, from 0 to 1: by their letters, or by initials before one family name.
fn name_likeness(one: &str, other: &str) -> f64 {
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    let split = |name: &str| name.rsplit_once(' ').map(|(given, family)| (given.chars().next(), family.to_owned()));
    let is_initial =
        |name: &str| name.split(' ').next().is_some_and(|given| given.trim_end_matches('.').chars().count() == 1);
    if (is_initial(&one) || is_initial(&other)) && split(&one).is_some() && split(&one) == split(&other) {
        return NAMES_NEAR;
    }
    strsim::normalized_levenshtein(&one, &other)
}

/// The one of `known` that is nearest to `typed`, if any is near enough to be meant.
pub(crate) fn nearest<'k>(typed: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    const NEAR: f64 = 0.8;
    let typed = typed.to_lowercase();
    known
        .map(|word| (strsim::jaro_winkler(&typed, &word.to_lowercase()), word))
        .filter(|(likeness, _)| *likeness >= NEAR)
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, word)| word)
}

/// How people call the record with a key: its handle, or what it belongs to.
pub(crate) fn name(records: &Records<'_>, key: Key) -> Outcome<String> {
    let handle = records.handle_of_any(key)?;
    match handle.map_or_else(|| records.retired_handle(key), |handle| Ok(Some(handle)))? {
        Some(handle) if handle.kind == Kind::Version => crate::render::json::version_name(records, key),
        Some(handle) => Ok(handle.to_string()),
        None => Ok(key.to_string()),
    }
}

pub(crate) fn handle(typed: &str) -> Outcome<Handle> {
    typed.parse().map_err(|error: claims_model::NotAHandle| {
        let failure = Failure::new(Exit::Usage, error.to_string());
        match split_version(typed) {
            Ok((source, Some(_))) => failure.hint(format!("for the source itself write {source}")),
            _ => failure,
        }
    })
}

fn wrong_kind(handle: Handle, wanted: &[Kind]) -> Failure {
    let wanted: Vec<String> =
        wanted.iter().map(|kind| format!("a {kind}, such as {}1", kind.letter().unwrap_or(' '))).collect();
    Failure::new(Exit::Usage, format!("{handle} is a {}; this needs {}", handle.kind, wanted.join(" or ")))
}

pub(crate) fn unknown(records: &Records<'_>, handle: Handle) -> Failure {
    let failure = Failure::new(Exit::NotFound, format!("there is no {} {handle}", handle.kind));
    match records.highest(handle.kind) {
        Ok(0) => failure.hint(format!("this casebook has no {} yet", handle.kind)),
        Ok(last) => failure.hint(format!("the last {} is {}", handle.kind, Handle::new(handle.kind, last))),
        Err(_) => failure,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_near_words_are_suggested() {
        let known = ["markdown", "quadratic"];
        assert_eq!(nearest("markdwon", known.into_iter()), Some("markdown"));
        assert_eq!(nearest("pdf", known.into_iter()), None);
    }

    #[test]
    fn spellings_of_one_name_are_alike_and_two_names_are_not() {
        let alike = |one, other| name_likeness(one, other) >= NAMES_NEAR;
        assert!(alike("Sergei Shoigu", "Sergey Shoygu") && alike("Ines Prado", "Ines Pardo"));
        assert!(alike("I. Prado", "Ines Prado") && alike("Ines Prado", "I Prado"));
        assert!(!alike("Tom Arden", "Tomas Reyne") && !alike("A. Prado", "Ines Prado"));
        assert!(!alike("White House", "House of Lords") && !alike("Ines", "Nobody"));
    }

    #[test]
    fn versions_are_a_source_and_a_number() {
        assert!(matches!(split_version("s1v2"), Ok(("s1", Some(2)))));
        assert!(matches!(split_version("s1"), Ok(("s1", None))));
        assert!(split_version("s1v0").is_err());
        assert!(split_version("s1vx").is_err());
    }
}
