//! Which captures a bundle holds, and how they are called in it.

use claims_model::{Case, Filed, Source, Version, VersionState};

use crate::withheld;

/// How long the part of a name is that says what it is.
const LONGEST_SLUG: usize = 40;

/// A capture of a source in the case.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Capture {
    /// What people call it: `s1v2`.
    pub(crate) handle: String,
    /// The record of it.
    pub(super) version: Version,
    /// The file of its bytes.
    pub(super) file: String,
    /// The file of the text in them.
    pub(super) text_file: String,
    /// Why it is not in the bundle.
    pub(crate) left_out: Option<&'static str>,
}

/// The captures of all sources of a case, in its order.
pub(super) fn of(case: &Case, confidential: bool) -> Vec<Capture> {
    let mut captures = Vec::new();
    for source in &case.sources {
        let slug = slug(&source.title);
        for version in case.versions.iter().map(|one| &one.version).filter(|version| version.source == source.key) {
            let handle = format!("{}v{}", source.handle, version.number);
            let name = if slug.is_empty() { handle.clone() } else { format!("{handle}-{slug}") };
            captures.push(Capture {
                file: format!("captures/{name}.{}", ending(&version.media_type)),
                text_file: format!("texts/{name}.txt"),
                left_out: left_out(case, source, version, confidential),
                version: version.clone(),
                handle,
            });
        }
    }
    captures
}

fn left_out(case: &Case, source: &Filed<Source>, version: &Version, confidential: bool) -> Option<&'static str> {
    if version.state == VersionState::Gone {
        Some("the source was gone, so there are no bytes")
    } else if version.is_forgotten() {
        Some("what it said was forgotten, so there are no bytes")
    } else if version.size == 0 {
        Some("it was named and never captured, so there are no bytes")
    } else if confidential {
        None
    } else {
        withheld::why(case, source)
    }
}

/// The title as part of a file's name: letters and digits of ASCII, with a hyphen for all else.
fn slug(title: &str) -> String {
    let words = title.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut slug = String::new();
    for word in words.map(str::to_ascii_lowercase) {
        if !slug.is_empty() && slug.len() + 1 + word.len() > LONGEST_SLUG {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug += &word;
    }
    slug.truncate(LONGEST_SLUG);
    slug
}

/// How a file of a media type ends.
fn ending(media_type: &str) -> &'static str {
    match media_type.split(';').next().unwrap_or_default().trim() {
        "text/html" | "application/xhtml+xml" => "html",
        "text/plain" => "txt",
        "text/markdown" => "md",
        "application/pdf" => "pdf",
        "application/json" | "application/ld+json" => "json",
        "multipart/related" | "message/rfc822" => "mhtml",
        "application/warc" => "warc",
        "application/wacz" => "wacz",
        "application/gzip" => "gz",
        "image/jpeg" => "jpg",
        "image/png" => "png",
        "video/mp4" => "mp4",
        _ => "bin",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_makes_a_name_that_every_system_takes() {
        for (title, expected) in [
            ("Shoigu praises Pyongyang and plays down military ties", "shoigu-praises-pyongyang-and-plays-down"),
            ("../../etc/passwd\n", "etc-passwd"),
            ("북한", ""),
            ("a".repeat(90).as_str(), "a".repeat(40).as_str()),
        ] {
            assert_eq!(slug(title), expected);
        }
    }
}
