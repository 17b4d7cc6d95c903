//! Finds the page in a WACZ file: a zip file of web archives, with a list of the pages that somebody meant to keep.

use std::{borrow::Cow, io::Cursor};

use serde_json::Value;
use zip::{CompressionMethod, ZipArchive};

use super::{Hint, Payload, Place, Unreadable, inflate, search::Search, too_large, warc};

const KIND: &str = "WACZ file";

/// The most archives that are looked into; crawlers write one, or some dozens.
const ARCHIVES: usize = 256;

/// The most bytes that its lists may have.
const LIST: usize = 8 << 20;

type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// The page: the one that is asked for, or the main page, or the only one in the list, or the only one there is.
///
/// All archives are looked through before one is chosen; each is held alone.
pub(super) fn page(bytes: &[u8], hint: &Hint<'_>, depth: usize) -> Result<Payload, Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    if archive.len() > hint.limits.parts {
        return Err(too_large(KIND, hint.limits.parts as u64, "entries"));
    }
    let names: Vec<String> = archive.file_names().filter_map(Result::ok).map(Cow::into_owned).collect();
    let listed = main_page(&mut archive).or_else(|| only_page(&mut archive, &names));
    let wanted = hint.address.map(str::to_owned).or(listed);
    let hint = Hint { address: wanted.as_deref(), ..*hint };
    let warcs: Vec<&String> =
        names.iter().filter(|name| name.starts_with("archive/") && name.contains(".warc")).collect();
    if warcs.len() > ARCHIVES {
        return Err(too_large(KIND, ARCHIVES as u64, "archives"));
    }
    let mut search = Search::of(&hint.limits);
    // Entries that lie over one another would make a large archive of a small file.
    let mut room = bytes.len() as u64;
    for (number, name) in warcs.iter().enumerate() {
        let (inner, size) = entry(bytes, &mut archive, name, hint.limits.held)?;
        room = room.checked_sub(size).ok_or_else(overlapping)?;
        if matches!(inner, Cow::Owned(_)) {
            // To decompress it is work too, and an archive that is broken soon is not read to its end.
            search.spend(inner.len() as u64)?;
        }
        search.walk(&inner, number)?;
    }
    let chosen = search.choose(KIND, hint.address)?;
    let name = warcs[chosen.archive];
    let (inner, _) = entry(bytes, &mut archive, name, hint.limits.held)?;
    let mut payload = warc::take(&inner, &hint, chosen, depth)?;
    payload.how.insert(0, format!("took {name} out of a WACZ file"));
    Ok(payload)
}

/// The page that the package says is the main one.
fn main_page(archive: &mut Archive<'_>) -> Option<String> {
    let package = list(archive, "datapackage.json")?;
    let package: Value = serde_json::from_slice(&package).ok()?;
    ["mainPageUrl", "mainPageURL"].iter().find_map(|key| package[*key].as_str()).map(str::to_owned)
}

/// The page in the list of pages, where it is the only one.
fn only_page(archive: &mut Archive<'_>, names: &[String]) -> Option<String> {
    let name = names.iter().find(|name| name.as_str() == "pages/pages.jsonl")?;
    let list = list(archive, name)?;
    let lines = list.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice::<Value>(line).ok());
    let pages: Vec<String> = lines.filter_map(|line| line["url"].as_str().map(str::to_owned)).take(2).collect();
    <[String; 1]>::try_from(pages).ok().map(|[page]| page)
}

/// A small entry; `None` where it is missing, broken or not small.
fn list(archive: &mut Archive<'_>, name: &str) -> Option<Vec<u8>> {
    let mut file = archive.by_name(name).ok()?;
    inflate::read(&mut file, LIST).ok()?
}

/// An entry and how many bytes it takes in the file: where it is stored as it is, the bytes in place, and else
/// decompressed.
fn entry<'b>(
    bytes: &'b [u8],
    archive: &mut Archive<'b>,
    name: &str,
    limit: usize,
) -> Result<(Cow<'b, [u8]>, u64), Unreadable> {
    let mut file = archive.by_name(name).map_err(|error| broken(&error))?;
    let size = file.compressed_size();
    if file.compression() == CompressionMethod::Stored && !file.encrypted() {
        let from = file.data_start().and_then(|from| usize::try_from(from).ok());
        let length = usize::try_from(file.compressed_size()).ok();
        let place = from.zip(length).and_then(|(from, length)| bytes.get(from..from.checked_add(length)?));
        if let Some(inner) = place {
            return Ok((inner.into(), size));
        }
    }
    let inner = inflate::read(&mut file, limit).map_err(|error| inflate::broken(KIND, &error))?;
    inner.map(|inner| (inner.into(), size)).ok_or_else(|| too_large(KIND, limit as u64, "bytes in an archive of it"))
}

fn overlapping() -> Unreadable {
    Unreadable::Broken { container: KIND, place: Place::Whole, what: "its entries lie over one another".into() }
}

fn broken(error: &zip::result::ZipError) -> Unreadable {
    Unreadable::Broken { container: KIND, place: Place::Whole, what: error.to_string() }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::super::{Format, Limits, format_of, inflate::tests::zipped, open, warc::tests::response};
    use super::*;

    fn packed(files: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default().compression_method(method);
        for (name, bytes) in files {
            writer.start_file(*name, options).and_then(|()| Ok(writer.write_all(bytes)?)).expect("memory");
        }
        writer.finish().expect("memory").into_inner()
    }

    fn two_pages() -> Vec<u8> {
        ["a", "b"]
            .iter()
            .flat_map(|page| {
                let body = format!("<p>{page}");
                zipped(&response(
                    &format!("https://example.org/{page}"),
                    "200 OK\r\nContent-Type: text/html",
                    body.as_bytes(),
                ))
            })
            .collect()
    }

    #[test]
    fn the_listed_page_is_taken_unless_another_is_asked_for() {
        let list = b"{\"format\":\"json-pages-1.0\",\"id\":\"pages\"}\n{\"url\":\"https://example.org/b\",\"ts\":\"2025-09-04T08:30:15Z\"}\n";
        let main = b"{\"mainPageUrl\":\"https://example.org/b\"}";
        for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
            for extra in [("pages/pages.jsonl", &list[..]), ("datapackage.json", main)] {
                let bytes = packed(&[("archive/data.warc.gz", &two_pages()), extra], method);
                assert_eq!(format_of(&bytes, &Hint::default()), Format::Wacz);
                let payload = open(&bytes, &Hint::default()).expect("a page");
                assert_eq!(payload.bytes, b"<p>b");
                assert_eq!(
                    payload.how,
                    ["took archive/data.warc.gz out of a WACZ file", "took record 2 out of a web archive"]
                );
                let asked = Hint { address: Some("http://example.org/a"), ..Hint::default() };
                assert_eq!(open(&bytes, &asked).expect("a page").bytes, b"<p>a");
            }
        }
    }

    #[test]
    fn without_a_list_the_pages_are_told() {
        let bytes = packed(&[("archive/data.warc.gz", &two_pages())], CompressionMethod::Stored);
        let error = open(&bytes, &Hint::default()).expect_err("which").to_string();
        assert!(
            error.starts_with("the WACZ file has 2 pages; say which address you mean\n  https://example.org/a\n"),
            "{error}"
        );
    }

    #[test]
    fn all_archives_are_looked_through_before_one_page_is_taken() {
        let page = |name: &str| {
            response(&format!("https://example.org/{name}"), "200 OK\r\nContent-Type: text/html", b"<p>words")
        };
        let one = [page("one"), page("two")].concat();
        let bytes = packed(&[("archive/a.warc", &one), ("archive/b.warc", &page("three"))], CompressionMethod::Stored);
        assert_eq!(
            open(&bytes, &Hint::default()).expect_err("which").to_string(),
            "the WACZ file has 3 pages; say which address you mean\n  https://example.org/one\n  \
             https://example.org/two\n  https://example.org/three"
        );
        let asked = Hint { address: Some("https://example.org/three"), ..Hint::default() };
        assert_eq!(
            open(&bytes, &asked).expect("a page").how,
            ["took archive/b.warc out of a WACZ file", "took record 1 out of a web archive"]
        );
        let budget = Limits { passed: one.len() as u64 + 10, ..Limits::default() };
        let error = open(&bytes, &Hint { limits: budget, ..Hint::default() }).expect_err("one budget").to_string();
        assert!(error.contains("bytes when decompressed"), "{error}");
        let few = Limits { parts: 2, ..Limits::default() };
        assert!(open(&bytes, &Hint { limits: few, ..Hint::default() }).is_err());
    }

    #[test]
    fn entries_over_one_another_are_refused() {
        let blank = vec![b'\n'; 1 << 20];
        let names: Vec<String> = (0..9).map(|number| format!("archive/{number}.warc")).collect();
        let files: Vec<(&str, &[u8])> =
            names.iter().map(|name| (name.as_str(), if name == "archive/0.warc" { &blank[..] } else { b"" })).collect();
        let mut bytes = packed(&files, CompressionMethod::Deflated);
        // In the list at the end, each entry is made the first: its place, its sizes and its checksum.
        let lists: Vec<usize> = (0..bytes.len() - 4).filter(|at| bytes[*at..].starts_with(b"PK\x01\x02")).collect();
        let first = lists[0];
        for list in &lists[1..] {
            let (own, place) = (bytes[first + 16..first + 28].to_vec(), bytes[first + 42..first + 46].to_vec());
            bytes[list + 16..list + 28].copy_from_slice(&own);
            bytes[list + 42..list + 46].copy_from_slice(&place);
        }
        let error = open(&bytes, &Hint::default()).expect_err("nine times the same").to_string();
        assert!(error.contains("lie over one another"), "{error}");
    }

    #[test]
    fn bombs_and_broken_files_are_errors() {
        let bytes = packed(&[("archive/data.warc", &vec![b' '; 1 << 20])], CompressionMethod::Deflated);
        let small = Hint { limits: Limits { held: 1000, ..Limits::default() }, ..Hint::default() };
        assert!(open(&bytes, &small).expect_err("a bomb").to_string().contains("more than 1000 bytes"));
        let few = Hint { limits: Limits { parts: 0, ..Limits::default() }, ..Hint::default() };
        assert!(open(&bytes, &few).expect_err("entries").to_string().contains("more than 0 entries"));
        let cut = &bytes[..bytes.len() - 10];
        assert!(open(cut, &Hint::default()).is_err());
        let office = packed(&[("[Content_Types].xml", b"<x/>")], CompressionMethod::Stored);
        assert!(open(&office, &Hint::default()).expect_err("a document").to_string().contains("an Office document"));
    }
}
