use claims_plugin::{Case, Failure, Finder, Suggestion, export};

#[derive(Default)]
struct Figures;
impl Finder for Figures {
    fn find<'t>(&self, _: Case<'_>, text: &'t str) -> Result<Vec<Suggestion<'t>>, Failure> {
        let (mut found, mut start, mut mark) = (Vec::new(), 0, false);
        // A sentence ends with a line, or with a mark and a space.
        let sentences = text.split_inclusive(|c: char| {
            let ends = c == '\n' || (mark && c.is_whitespace());
            mark = matches!(c, '.' | '!' | '?');
            ends
        });
        for sentence in sentences {
            if sentence.contains(|c: char| c.is_ascii_digit()) {
                let from = start + sentence.len() - sentence.trim_start().len();
                found.push(Suggestion::at(from..from + sentence.trim().len(), 0.5));
            }
            start += sentence.len();
        }
        Ok(found)
    }
}

export!({{name}}: finder Figures);
