//! The bytes and texts behind versions, each kept once and found by its SHA-256.

use std::io::Read as _;

use claims_model::Digest;
use rusqlite::{Connection, MAIN_DB, OptionalExtension as _, params, types::Value};

use crate::{Error, Result};

/// zstd's default trade of time for size.
const LEVEL: i32 = 3;

/// How many times its size a frame can hold: a block of at most 128 KiB takes four bytes at least (RFC 8878, 3.1.1.2).
const MOST_TIMES: u64 = (128 << 10) / 4;

pub(crate) fn keep_capture(connection: &Connection, bytes: &[u8]) -> Result<Digest> {
    let digest = Digest::of(bytes);
    let known: Option<bool> = connection
        .prepare_cached("SELECT length(zstd) > 0 FROM captures WHERE digest = ?1")?
        .query_row([digest.to_string()], |row| row.get(0))
        .optional()?;
    let sql = match known {
        Some(true) => return Ok(digest),
        // It was forgotten, and comes again of its own.
        Some(false) => "UPDATE captures SET zstd = ?2 WHERE digest = ?1",
        None => "INSERT INTO captures (digest, zstd) VALUES (?1, ?2)",
    };
    let packed = zstd::bulk::compress(bytes, LEVEL).map_err(|error| Error::Corrupt(error.to_string()))?;
    connection.prepare_cached(sql)?.execute(params![digest.to_string(), packed])?;
    Ok(digest)
}

pub(crate) fn keep_text(connection: &Connection, text: &str) -> Result<Digest> {
    let digest = Digest::of(text.as_bytes());
    let kept = connection
        .prepare_cached("INSERT INTO texts (digest, text) VALUES (?1, ?2) ON CONFLICT (digest) DO NOTHING")?
        .execute(params![digest.to_string(), text])?;
    if kept == 0 {
        // Unless it was forgotten, and comes again of its own, it stands there as it is.
        connection
            .prepare_cached("UPDATE texts SET text = ?2 WHERE digest = ?1 AND text = ''")?
            .execute(params![digest.to_string(), text])?;
    }
    Ok(digest)
}

/// Keeps the place of bytes or of a text that was forgotten, so that versions may name it.
pub(crate) fn keep_place(connection: &Connection, digest: &Digest) -> Result<()> {
    for sql in [
        "INSERT INTO captures (digest, zstd) VALUES (?1, x'') ON CONFLICT (digest) DO NOTHING",
        "INSERT INTO texts (digest, text) VALUES (?1, '') ON CONFLICT (digest) DO NOTHING",
    ] {
        connection.prepare_cached(sql)?.execute([digest.to_string()])?;
    }
    Ok(())
}

/// Keeps something empty in `to` for every capture of `from`, and for every text unless they are to be there, so that
/// versions may name them.
pub(crate) fn stand_in(from: &Connection, to: &Connection, with_texts: bool) -> Result<()> {
    let text = if with_texts { "SELECT digest, text FROM texts" } else { "SELECT digest, '' FROM texts" };
    for (ask, keep) in [
        ("SELECT digest, x'' FROM captures", "INSERT INTO captures (digest, zstd) VALUES (?1, ?2)"),
        (text, "INSERT INTO texts (digest, text) VALUES (?1, ?2)"),
    ] {
        let mut ask = from.prepare(ask)?;
        let mut keep = to.prepare(keep)?;
        let mut rows = ask.query([])?;
        while let Some(row) = rows.next()? {
            keep.execute(params![row.get::<_, Value>(0)?, row.get::<_, Value>(1)?])?;
        }
    }
    Ok(())
}

/// The bytes with this digest; `size` is how many there should be, so that a forged frame cannot fill the memory.
pub(crate) fn capture(connection: &Connection, digest: &Digest, size: u64) -> Result<Vec<u8>> {
    let packed: Option<Vec<u8>> = connection
        .prepare_cached("SELECT zstd FROM captures WHERE digest = ?1")?
        .query_row([digest.to_string()], |row| row.get(0))
        .optional()?;
    let packed = packed.ok_or(Error::NoContent(*digest))?;
    // No frame is empty.
    if packed.is_empty() {
        return Err(Error::Forgotten(*digest));
    }
    let wrong = |why: String| Error::Corrupt(format!("capture {digest}: {why}"));
    if size > packed.len() as u64 * MOST_TIMES {
        return Err(wrong(format!("{size} bytes cannot be in {}", packed.len())));
    }
    let mut bytes = Vec::new();
    let room = usize::try_from(size).map_err(|error| wrong(error.to_string()))?;
    bytes.try_reserve_exact(room).map_err(|error| wrong(error.to_string()))?;
    let unpacked = zstd::bulk::Decompressor::new().and_then(|mut zstd| zstd.decompress_to_buffer(&packed, &mut bytes));
    unpacked.map_err(|error| wrong(error.to_string()))?;
    Ok(bytes)
}

/// That a text is kept, or was and is forgotten.
pub(crate) fn must_have_text(connection: &Connection, digest: &Digest) -> Result<()> {
    let sql = "SELECT 1 FROM texts WHERE digest = ?1";
    let is_there = connection.prepare_cached(sql)?.exists([digest.to_string()])?;
    if is_there { Ok(()) } else { Err(Error::NoContent(*digest)) }
}

pub(crate) fn text(connection: &Connection, digest: &Digest) -> Result<String> {
    let row = connection
        .prepare_cached("SELECT id FROM texts WHERE digest = ?1")?
        .query_row([digest.to_string()], |row| row.get(0))
        .optional()?
        .ok_or(Error::NoContent(*digest))?;
    // A long text that comes as a row is in memory twice before it is ours.
    let mut kept = connection.blob_open(MAIN_DB, "texts", "text", row, true)?;
    let mut bytes = vec![0; kept.len()];
    kept.read_exact(&mut bytes).map_err(|error| Error::Corrupt(format!("text {digest}: {error}")))?;
    String::from_utf8(bytes).map_err(|error| Error::Corrupt(format!("text {digest}: {error}")))
}
