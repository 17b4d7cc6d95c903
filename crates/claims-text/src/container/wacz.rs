//! Finds the page in a WACZ file: a zip file of web archives, with a list of the pages that somebody meant to keep.

use std::io::Cursor;

use serde_json::Value;
use zip::{CompressionMethod, ZipArchive};

use super::{Hint, Payload, Place, Unreadable, inflate, too_large, warc};

const KIND: &str = "WACZ file";

/// The most bytes that its lists may have.
const LIST: usize = 8 << 20;

type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// The page: the one that is asked for, or the main page, or the only one in the list, or the only one there is.
pub(super) fn page(bytes: &[u8], hint: &Hint<'_>) -> Result<Payload, Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    if archive.len() > hint.limits.parts {
        return Err(too_large(KIND, hint.limits.parts as u64, "entries"));
    }
    let names: Vec<String> = archive.file_names().filter_map(Result::ok).map(std::borrow::Cow::into_owned).collect();
    let listed = main_page(&mut archive).or_else(|| only_page(&mut archive, &names));
    let wanted = hint.address.map(str::to_owned).or(listed);
    let hint = Hint { address: wanted.as_deref(), ..*hint };
    let mut there = Vec::new();
    let mut found = None;
    for name in names.iter().filter(|name| name.starts_with("archive/") && name.contains(".warc")) {
        let inner = entry(bytes, &mut archive, name, hint.limits.held)?;
        let entries = warc::entries(&inner, &hint)?;
        if let Some(entry) = warc::choose(&entries, hint.address) {
            if found.is_some() && hint.address.is_none() {
                // Two archives with a page each have two pages.
                found = None;
                there.extend(warc::listed(&entries));
                break;
            }
            let payload = warc::take(&inner, &hint, entry)?;
            if hint.address.is_some() {
                return Ok(told(payload, name));
            }
            found = Some(told(payload, name));
        }
        there.extend(warc::listed(&entries));
    }
    there.truncate(100);
    found.ok_or(Unreadable::NoChoice { container: KIND, wanted, there })
}

fn told(mut payload: Payload, name: &str) -> Payload {
    payload.how.insert(0, format!("took {name} out of a WACZ file"));
    payload
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

/// An entry: where it is stored as it is, the bytes in place, and else decompressed.
fn entry<'b>(
    bytes: &'b [u8],
    archive: &mut Archive<'b>,
    name: &str,
    limit: usize,
) -> Result<std::borrow::Cow<'b, [u8]>, Unreadable> {
    let mut file = archive.by_name(name).map_err(|error| broken(&error))?;
    if file.compression() == CompressionMethod::Stored && !file.encrypted() {
        let from = file.data_start().and_then(|from| usize::try_from(from).ok());
        let length = usize::try_from(file.compressed_size()).ok();
        let place = from.zip(length).and_then(|(from, length)| bytes.get(from..from.checked_add(length)?));
        if let Some(inner) = place {
            return Ok(inner.into());
        }
    }
    let inner = inflate::read(&mut file, limit).map_err(|error| inflate::broken(KIND, &error))?;
    inner.map(Into::into).ok_or_else(|| too_large(KIND, limit as u64, "bytes in an archive of it"))
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
