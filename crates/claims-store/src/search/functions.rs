//! Rules of the model that a condition of a search needs inside SQL.

use claims_model::{
    PartialDate,
    query::{DateRange, words},
};
use rusqlite::{
    Connection,
    functions::{Context, FunctionFlags},
    types::ValueRef,
};

use crate::Result;

type Refused = Box<dyn std::error::Error + Send + Sync>;

/// Adds `lies_in(range, date)` and `reads_as(typed, label, name)` to a connection.
pub(crate) fn add(connection: &Connection) -> Result<()> {
    // Nothing in a casebook's schema may call them.
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_DIRECTONLY;
    connection.create_scalar_function("lies_in", 2, flags, lies_in)?;
    connection.create_scalar_function("reads_as", 3, flags, reads_as)?;
    Ok(())
}

/// Whether a date, or its absence, lies in a range.
fn lies_in(context: &mut Context<'_>) -> rusqlite::Result<bool> {
    let range =
        context.get_or_create_aux(0, |value: ValueRef<'_>| Ok::<_, Refused>(value.as_str()?.parse::<DateRange>()?))?;
    // What does not read as a date was not written by this program, and is found by no range.
    match context.get_raw(1) {
        ValueRef::Null => Ok(range.holds(None)),
        date => Ok(date
            .as_str()
            .ok()
            .and_then(|date| date.parse::<PartialDate>().ok())
            .is_some_and(|date| range.holds(Some(date)))),
    }
}

/// Whether a verdict with this label, shown under this name, is what was typed, whatever the case and the hyphens.
fn reads_as(context: &mut Context<'_>) -> rusqlite::Result<bool> {
    let folded = |text: &str| words(text).map(|word| word.folded.into_owned()).collect::<Vec<_>>();
    let typed = context.get_or_create_aux(0, |value: ValueRef<'_>| Ok::<_, Refused>(folded(value.as_str()?)))?;
    let is_same = |value: ValueRef<'_>| {
        value.as_str().is_ok_and(|text| words(text).map(|word| word.folded).eq(typed.iter().map(String::as_str)))
    };
    Ok(is_same(context.get_raw(1)) || is_same(context.get_raw(2)))
}
