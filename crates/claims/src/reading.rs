//! Makes of captured bytes what the record keeps: the page in them, its text, what was set apart from it, and what the
//! page says of itself.

use std::path::Path;

use claims_model::{Detail, DetailName, Timestamp};
use claims_text::{Article, Facts, Format, Front, Hint, Known, Limits, Payload, Reason, Unreadable};

use crate::{
    blocks::{self, Block},
    capture::Captured,
    failure::{Exit, Failure, Outcome},
    front,
};

/// What is known of bytes before they are read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct About<'a> {
    /// What to call them in messages, and by whose ending their kind may be told.
    pub(crate) shown: &'a Path,
    /// What a server says that they are.
    pub(crate) content_type: Option<&'a str>,
    /// The address they came from, or that is wanted out of an archive.
    pub(crate) address: Option<&'a str>,
    /// The time: no page knows of later days.
    pub(crate) now: Timestamp,
    /// How large a page may be.
    pub(crate) max_mib: u32,
}

/// Reads captured bytes.
///
/// # Errors
/// When there is no text in them, or what they are kept in is broken or made to hurt.
pub(crate) fn read(bytes: Vec<u8>, about: &About<'_>) -> Outcome<Captured> {
    let name = about.shown.file_name().map(|name| name.to_string_lossy().into_owned());
    let held = (about.max_mib as usize) << 20;
    let hint = Hint {
        name: name.as_deref(),
        media_type: about.content_type,
        address: about.address,
        limits: Limits { held, ..Limits::default() },
    };
    let format = claims_text::format_of(&bytes, &hint);
    let payload = claims_text::open(&bytes, &hint).map_err(|why| unreadable(about.shown, &why))?;
    let decoded = claims_text::decode(&payload);
    let mut notes = payload.how.clone();
    if decoded.encoding != "UTF-8" {
        notes.push(format!("its characters were read as {}, named by {}", decoded.encoding, namer(decoded.by.word())));
    }
    if decoded.undecodable > 0 {
        notes.push(format!("{} characters could not be read and stand as \u{fffd}", decoded.undecodable));
    }
    let is_html = payload.media_type.ends_with("html") || payload.media_type.ends_with("html+xml");
    // The day as UTC has it: RFC 3339 begins with it.
    let seen = about.now.to_string().get(..10).and_then(|day| day.parse().ok());
    let known = Known { address: payload.address.as_deref(), seen };
    let (article, facts) = if is_html {
        claims_text::page(&decoded.text, &known)
    } else if payload.media_type == "text/markdown" {
        let pairs = match Front::of(&decoded.text) {
            Some(Front::Yaml(matter)) => claims_text::flat_yaml(matter),
            Some(Front::Toml(matter)) => front::toml(matter),
            None => Vec::new(),
        };
        (claims_text::markdown(&decoded.text), claims_text::front_facts(&pairs, &known))
    } else {
        (claims_text::plain(&decoded.text), payload.facts.clone().known_on(seen))
    };
    let is_marked_up = is_html || payload.media_type == "text/markdown";
    let found = Found::of(&article, &decoded.text, is_marked_up, format);
    if found.text.trim().is_empty() {
        return Err(Failure::new(Exit::Data, format!("{} has no text in it", about.shown.display()))
            .hint("a page built by scripts can be captured as the text you copy from it"));
    }
    Ok(Captured {
        origin: String::new(),
        media_type: media_type(format, &payload),
        extractor: found.extractor,
        blocks: found.blocks,
        details: told(&facts, &found.text, is_html),
        text: found.text,
        address: None,
        kept_address: payload.address.filter(|address| about.address != Some(address)),
        captured: payload.captured.and_then(|when| when.to_string().parse().ok()),
        status: payload.status,
        notes,
        bytes,
    })
}

/// The text of a capture, and the blocks where some stand apart.
struct Found {
    text: String,
    extractor: String,
    blocks: Option<String>,
}

impl Found {
    fn of(article: &Article, whole: &str, is_marked_up: bool, format: Format) -> Self {
        // Claims stand in headlines too, so the headline opens the text.
        let is_apart = |reason: &Reason| *reason != Reason::Title;
        let all: Vec<Block> = article
            .blocks
            .iter()
            .map(|block| Block {
                text: block.text.clone(),
                sort: block.sort.word().to_owned(),
                apart: block.apart.filter(is_apart).map(|reason| reason.word().to_owned()),
            })
            .collect();
        let any_apart = all.iter().any(|block| block.apart.is_some());
        let carrier = if format == Format::Pdf { "pdf/2, " } else { "" };
        if !any_apart && !is_marked_up {
            // A text of which nothing was set apart is kept to the letter, but for its line ends.
            let text = whole.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
            return Self { text, extractor: format!("{carrier}plain/1"), blocks: None };
        }
        let text = blocks::text(&all);
        let blocks = any_apart.then(|| blocks::written(&all));
        Self { text, extractor: format!("{carrier}{}", article.extractor), blocks }
    }
}

fn namer(word: &str) -> &'static str {
    match word {
        "mark" => "a mark at their start",
        "carrier" => "the server or the file they were kept in",
        "page" => "the page itself",
        _ => "nobody, so by a guess",
    }
}

fn unreadable(shown: &Path, why: &Unreadable) -> Failure {
    let what = match why {
        Unreadable::Empty => format!("{} is empty", shown.display()),
        other => format!("{}: {other}", shown.display()),
    };
    let failure = Failure::new(Exit::Data, what);
    match why {
        Unreadable::NoChoice { .. } => failure.hint("say which one with --address"),
        Unreadable::TooLarge { .. } => failure.hint("raise max_mib under [capture] in claims.toml"),
        Unreadable::NoText { .. } => failure.hint("capture a page, a text, a PDF that has a text, or a web archive"),
        _ => failure,
    }
}

/// What the bytes are, by the names of the registry where there is one.
fn media_type(format: Format, payload: &Payload) -> String {
    let name = match format {
        Format::Mhtml => "multipart/related",
        Format::Warc => "application/warc",
        Format::Wacz => "application/wacz",
        Format::Pdf => "application/pdf",
        Format::Gzip => "application/gzip",
        _ => return payload.media_type.clone(),
    };
    name.to_owned()
}

/// What a page says of itself, with where it says so.
fn details(facts: &Facts) -> Vec<Detail> {
    let mut details = Vec::new();
    let mut tell = |name, value: String, from: claims_text::Origin| {
        details.push(Detail { name, value, told_by: from.word().to_owned() });
    };
    if let Some(title) = &facts.title {
        tell(DetailName::Title, title.value.clone(), title.from);
    }
    if let Some(authors) = &facts.authors {
        authors.value.iter().for_each(|author| tell(DetailName::Author, author.clone(), authors.from));
    }
    if let Some(publisher) = &facts.publisher {
        tell(DetailName::Publisher, publisher.value.clone(), publisher.from);
    }
    for (name, when) in [(DetailName::Published, &facts.published), (DetailName::Modified, &facts.modified)] {
        if let Some(when) = when {
            tell(name, when.value.to_string(), when.from);
        }
    }
    if let Some(address) = &facts.address {
        tell(DetailName::Address, address.value.clone(), address.from);
    }
    if let Some(language) = &facts.language {
        tell(DetailName::Language, language.value.clone(), language.from);
    }
    details
}

/// What a capture says of itself; where a text says no title, its first line is one.
fn told(facts: &Facts, text: &str, is_html: bool) -> Vec<Detail> {
    let mut details = details(facts);
    if !is_html && facts.title.is_none() {
        details.insert(0, first_line(text));
    }
    details
}

/// The first line of a text may serve as its title.
fn first_line(text: &str) -> Detail {
    const LONG: usize = 100;
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let title = if line.chars().count() <= LONG {
        line.to_owned()
    } else {
        let cut: String = line.chars().take(LONG).collect();
        format!("{} …", cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words))
    };
    Detail { name: DetailName::Title, value: title, told_by: "first line".to_owned() }
}
