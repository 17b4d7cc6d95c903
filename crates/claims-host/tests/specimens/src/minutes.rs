//! A small importer and a small finder, as somebody would write them in an afternoon.

use claims_plugin::{Case, Drafts, Failure, Finder, Importer, Suggestion, export};

/// Takes a line `name: wording` for a claim; one that begins with `!` rebuts the line before.
#[derive(Debug, Default)]
pub struct Minutes;

impl Importer for Minutes {
    fn import(&self, options: Case<'_>, bytes: &[u8], drafts: &mut Drafts<'_>) -> Result<(), Failure> {
        let text = str::from_utf8(bytes)?;
        let version = drafts.source(options.option("title").unwrap_or("Minutes")).version(text);
        let mut before = None;
        for line in text.lines().filter(|line| !line.is_empty()) {
            let (name, wording) = line.split_once(": ").ok_or_else(|| Failure::new(format!("no name: {line}")))?;
            let claim = drafts.claim(wording).claimant(name.trim_start_matches(['!', ' ']), None);
            claim.quote(version, wording);
            if let Some(before) = before.replace(claim).filter(|_| line.starts_with('!')) {
                claim.rebuts(before);
            }
        }
        Ok(())
    }
}

impl Finder for Minutes {
    fn find<'t>(&self, options: Case<'_>, text: &'t str) -> Result<Vec<Suggestion<'t>>, Failure> {
        let confidence = options.option("confidence").unwrap_or("0.5").parse()?;
        let mut end = 0;
        let mut found = Vec::new();
        for line in text.split_inclusive('\n') {
            end += line.len();
            if let Some((name, wording)) = line.trim_end().split_once(": ") {
                let start = end - line.len();
                let passage = Suggestion::at(start..start + line.trim_end().len(), confidence);
                found.push(passage.wording(wording).claimant(name));
            } else if line.contains(|c: char| c.is_ascii_digit()) {
                found.push(Suggestion::at(end - line.len()..end, confidence));
            }
        }
        Ok(found)
    }
}

export!(minutes: importer Minutes, finder Minutes);
