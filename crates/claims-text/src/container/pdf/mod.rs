//! Takes the text out of a PDF: the words that are shown, as paragraphs; pictures of text are not read.
//!
//! A PDF has no paragraphs, only letters at places.
//! `shown` finds the pieces of text and their places, `lines` makes lines and paragraphs of them, `broken` puts words
//! together that a line end broke, and `info` reads what the file says of itself.

mod broken;
mod font;
mod info;
mod lines;
mod shown;
mod work;

use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{Document, LoadOptions};

use self::{
    font::{Shelf, Sources},
    work::Work,
};
use super::{Limits, Payload, Place, Unreadable, too_large};

const KIND: &str = "PDF";

/// The text layer, in UTF-8.
pub(super) fn text(bytes: &[u8], limits: &Limits) -> Result<Payload, Unreadable> {
    // The reader of PDFs is others' code and large; should it panic on a page made to break it, that is an error too.
    let read = catch_unwind(AssertUnwindSafe(|| read(bytes, limits)));
    read.unwrap_or_else(|_| Err(fault(Place::Whole, "it cannot be followed")))
}

fn read(bytes: &[u8], limits: &Limits) -> Result<Payload, Unreadable> {
    let options = LoadOptions::with_max_decompressed_size(limits.held);
    let document =
        Document::load_mem_with_options(bytes, options).map_err(|error| fault(Place::Whole, &error.to_string()))?;
    if document.is_encrypted() {
        return Err(Unreadable::NoText { what: "a PDF that is locked with a password".into() });
    }
    let work = Work::new();
    let sources = Sources::of(&document);
    let shelf = Shelf::of(&sources);
    let (mut paragraphs, mut pages, mut left_out) = (Vec::new(), 0, 0);
    let mut size = 0;
    for page in document.page_iter() {
        pages += 1;
        if pages > limits.parts {
            return Err(too_large(KIND, limits.parts as u64, "pages"));
        }
        let pieces = shown::pieces(&shelf, page, &work);
        left_out += usize::from(pieces.is_none());
        if work.is_done() {
            return Err(too_large(KIND, work::MOST as u64, "operators, or as much to decompress"));
        }
        for paragraph in lines::paragraphs(pieces.unwrap_or_default()) {
            size += paragraph.len();
            if size > limits.held {
                return Err(too_large(KIND, limits.held as u64, "bytes of text"));
            }
            lines::join(&mut paragraphs, paragraph, pages);
        }
    }
    if pages == 0 {
        return Err(fault(Place::Whole, "it has no pages"));
    }
    if paragraphs.is_empty() {
        return Err(Unreadable::NoText {
            what: format!("a PDF of {pages} pages without a text layer, perhaps scanned"),
        });
    }
    let mut paragraphs: Vec<String> = paragraphs.into_iter().map(|paragraph| paragraph.text).collect();
    let left = broken::mend(&mut paragraphs);
    let mut how = vec![format!(
        "took the text layer of {pages} pages of PDF: lines that follow closely became one paragraph, also over the \
         end of a page"
    )];
    if left > 0 {
        let hyphens = if left == 1 { "hyphen" } else { "hyphens" };
        how.push(format!("left {left} {hyphens} at the end of a line, where nothing says that it broke a word"));
    }
    if left_out > 0 {
        how.push(format!("left out {left_out} of its pages, which are broken or too large"));
    }
    Ok(Payload {
        bytes: (paragraphs.join("\n\n") + "\n").into_bytes(),
        media_type: "text/plain".into(),
        charset: Some("utf-8".into()),
        facts: info::facts(&document),
        how,
        ..Payload::default()
    })
}

fn fault(place: Place, what: &str) -> Unreadable {
    Unreadable::Broken { container: KIND, place, what: what.to_owned() }
}

#[cfg(test)]
mod tests {
    use lopdf::{Document, Object, Stream, dictionary};

    use super::super::{Format, Hint, Limits, format_of, open};

    /// A PDF with a page for each content.
    fn made(contents: &[&str]) -> Vec<u8> {
        made_with(contents, "")
    }

    /// The same with a drawing that is called `X1`.
    fn made_with(contents: &[&str], drawing: &str) -> Vec<u8> {
        let mut document = Document::with_version("1.5");
        let pages_id = document.new_object_id();
        let font = document.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding",
        });
        // One font is an object, the other stands where it is used.
        let fonts = dictionary! {
            "F1" => font,
            "F2" => dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Times-Roman" },
        };
        let drawing =
            Stream::new(dictionary! { "Type" => "XObject", "Subtype" => "Form" }, drawing.as_bytes().to_vec());
        let drawing = document.add_object(drawing);
        let resources =
            document.add_object(dictionary! { "Font" => fonts, "XObject" => dictionary! { "X1" => drawing } });
        let kids: Vec<Object> = contents
            .iter()
            .map(|content| {
                let content = document.add_object(Stream::new(dictionary! {}, content.as_bytes().to_vec()));
                let page = dictionary! { "Type" => "Page", "Parent" => pages_id, "Contents" => content, "Resources" => resources };
                document.add_object(page).into()
            })
            .collect();
        let count = kids.len() as i64;
        let pages = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count, "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()] };
        document.objects.insert(pages_id, Object::Dictionary(pages));
        let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages_id });
        document.trailer.set("Root", catalog);
        document.compress();
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).expect("memory");
        bytes
    }

    fn text(bytes: &[u8]) -> String {
        let payload = open(bytes, &Hint::default()).expect("a text");
        crate::decode(&payload).text
    }

    #[test]
    fn lines_become_paragraphs() {
        let page = "BT /F1 18 Tf 72 760 Td (A headline) Tj ET
            BT /F1 10 Tf 12 TL 72 720 Td (The minister said on Monday that the ship-) Tj T* (ments had stopped.) Tj
            T* [(They w) -20 (ill) -400 (not resume.)] TJ ET
            BT /F1 10 Tf 72 660 Td (A second paragraph with caf\\351.) Tj ET";
        let bytes = made(&[page]);
        assert_eq!(format_of(&bytes, &Hint::default()), Format::Pdf);
        let expected = "A headline\n\nThe minister said on Monday that the ship-ments had stopped. They will not resume.\n\n\
            A second paragraph with café.\n";
        assert_eq!(text(&bytes), expected);
    }

    #[test]
    fn words_broken_at_line_ends_are_joined_where_that_is_certain() {
        let page = "BT /F1 10 Tf 12 TL 72 720 Td (He said that the ship-) Tj T* (ments to the long-) Tj
            T* (known har-) Tj T* (bour had stopped, as had COVID-) Tj T* (19 tests.) Tj ET
            BT /F1 10 Tf 72 600 Td (Shipments of what is long-known.) Tj ET";
        let bytes = made(&[page]);
        let expected = "He said that the shipments to the long-known har-bour had stopped, as had COVID-19 tests.\n\n\
            Shipments of what is long-known.\n";
        assert_eq!(text(&bytes), expected);
        let how = open(&bytes, &Hint::default()).expect("a text").how;
        assert!(how.iter().any(|how| how.starts_with("left 2 hyphens")), "{how:?}");
    }

    #[test]
    fn its_properties_are_told_where_they_say_something() {
        let page = "BT /F1 10 Tf 72 760 Td (Words.) Tj ET";
        let with = |title: Object| {
            let mut document = Document::load_mem(&made(&[page])).expect("a PDF");
            let info = document.add_object(dictionary! {
                "Title" => title,
                "Author" => Object::string_literal("Ann Lane"),
                "CreationDate" => Object::string_literal("D:20230815093000+02'00'"),
                "ModDate" => Object::string_literal("D:20230901"),
            });
            document.trailer.set("Info", info);
            let mut bytes = Vec::new();
            document.save_to(&mut bytes).expect("memory");
            open(&bytes, &Hint::default()).expect("a text").facts
        };
        let facts = with(lopdf::text_string("Отчёт о гавани"));
        let title = facts.title.expect("a title");
        assert_eq!((title.value.as_str(), title.from.word()), ("Отчёт о гавани", "pdf info"));
        assert_eq!(facts.authors.expect("an author").value, ["Ann Lane"]);
        let published = facts.published.expect("a date");
        assert_eq!(
            (published.value.to_string().as_str(), published.from.word()),
            ("2023-08-15T09:30:00+02:00", "pdf created")
        );
        assert_eq!(facts.modified.expect("a date").value.to_string(), "2023-09-01");
        assert_eq!(with(Object::string_literal("Microsoft Word - x.doc")).title, None);
        assert_eq!(with(Object::Integer(5)).title, None);
        assert_eq!(open(&made(&[page]), &Hint::default()).expect("a text").facts, crate::Facts::default());
    }

    #[test]
    fn a_sentence_goes_on_over_the_end_of_a_page() {
        let first = "BT /F1 10 Tf 72 80 Td (The talks that began in spring were) Tj ET";
        let second =
            "BT /F1 10 Tf 72 760 Td (broken off in autumn.) Tj ET BT /F1 10 Tf 72 700 Td (Nobody regretted it.) Tj ET";
        let expected = "The talks that began in spring were broken off in autumn.\n\nNobody regretted it.\n";
        assert_eq!(text(&made(&[first, second])), expected);
    }

    #[test]
    fn drawings_and_fonts_in_place_are_read() {
        let page = "BT /F2 10 Tf 72 760 Td (Words in place.) Tj ET /X1 Do";
        let drawing = "BT /F1 10 Tf 72 700 Td (Words that were drawn.) Tj ET";
        assert_eq!(text(&made_with(&[page, page], drawing)).matches("Words that were drawn.").count(), 2);
        assert!(text(&made_with(&[page], drawing)).starts_with("Words in place."));
    }

    #[test]
    fn a_drawing_used_without_end_is_too_much_work() {
        let bytes = made_with(&["/X1 Do ".repeat(2_000).as_str()], &" ".repeat(4 << 20));
        assert!(bytes.len() < 10_000, "{}", bytes.len());
        assert_eq!(
            open(&bytes, &Hint::default()).expect_err("too much").to_string(),
            "the PDF is too large: more than 5000000 operators, or as much to decompress"
        );
    }

    #[test]
    fn what_has_no_text_says_so() {
        let error = |bytes: &[u8]| open(bytes, &Hint::default()).expect_err("no text").to_string();
        assert_eq!(
            error(&made(&["0 0 m 10 10 l S"])),
            "it is a PDF of 1 pages without a text layer, perhaps scanned: there is no text in it"
        );
        assert!(error(b"%PDF-1.7\nnothing").starts_with("the PDF is broken at an unknown place: "));
        let bytes = made(&["BT /F1 10 Tf (Words) Tj ET"; 3]);
        let few = Hint { limits: Limits { parts: 2, ..Limits::default() }, ..Hint::default() };
        assert_eq!(open(&bytes, &few).expect_err("pages").to_string(), "the PDF is too large: more than 2 pages");
    }

    #[test]
    fn changed_bytes_do_not_stop_it() {
        let bytes = made(&["BT /F1 10 Tf 72 760 Td (Words and more words) Tj ET q 1 0 0 1 0 0 cm Q"]);
        for at in (0..bytes.len()).step_by(3) {
            for byte in [b'0', b'<', b'/', 0xff] {
                let mut changed = bytes.clone();
                changed[at] = byte;
                let _ = open(&changed, &Hint::default());
            }
        }
        for cut in (0..bytes.len()).step_by(7) {
            let _ = open(&bytes[..cut], &Hint::default());
        }
    }
}
