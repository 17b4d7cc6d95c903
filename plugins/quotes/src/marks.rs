//! Pairs quotation marks of any language, in one pass over a text; knows nothing of who speaks.

use crate::token::{Kind, Token};

/// Words in quotation marks, by tokens: from the mark that opens to the one that closes, or to the end of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Quoted {
    /// The mark that opens.
    pub(crate) open: usize,
    /// The mark that closes, or the break or end where none does.
    pub(crate) close: usize,
    /// Whether the next paragraph begins with a mark and goes on with it.
    pub(crate) continues: bool,
    /// Whether it stands in no other.
    pub(crate) is_outer: bool,
    /// Whether it has a mark at its end.
    pub(crate) is_closed: bool,
}

/// How deep quotes in quotes may go; what is deeper opens none.
const DEEPEST: usize = 6;

/// A mark that is open.
struct Opened {
    token: usize,
    /// What would close it.
    closers: &'static [char],
    is_single: bool,
}

/// All that stands in quotation marks, in the order of the marks that open.
pub(crate) fn pair(text: &str, tokens: &[Token]) -> Vec<Quoted> {
    let mut pairing = Pairing { text, tokens, open: Vec::new(), found: Vec::new() };
    for (at, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Mark(c) => pairing.mark(at, c),
            Kind::Break => pairing.paragraph_end(at),
            _ => {}
        }
    }
    pairing.paragraph_end(tokens.len());
    let mut found = pairing.found;
    found.sort_unstable_by_key(|quoted| (quoted.open, std::cmp::Reverse(quoted.close)));
    let mut end = 0;
    for quoted in &mut found {
        quoted.is_outer = quoted.open >= end;
        end = end.max(quoted.close);
    }
    found
}

struct Pairing<'t> {
    text: &'t str,
    tokens: &'t [Token],
    open: Vec<Opened>,
    found: Vec<Quoted>,
}

impl Pairing<'_> {
    fn mark(&mut self, at: usize, c: char) {
        let (opens, closes) = (self.looks_open(at), self.looks_closed(at));
        match c {
            '“' | '”' | '"' | '＂' => {
                // A typist's straight mark closes a curly one and the other way round; „A“ is closed by what opens “A”.
                let is_open = self.open.iter().any(|one| one.closers.contains(&c));
                let is_german = self.open.iter().any(|one| one.closers == GERMAN);
                if is_open && (c == '”' || closes || !opens) && (c != '“' || is_german || !opens) {
                    self.close(at, c);
                } else if c == '“' || opens || !closes && !is_open {
                    self.push(at, DOUBLE, false);
                }
            }
            '„' | '‟' => self.push(at, GERMAN, false),
            '«' | '»' | '‹' | '›' => {
                if self.open.iter().any(|one| one.closers.contains(&c)) {
                    self.close(at, c);
                } else {
                    let closers: &[char] = match c {
                        '«' => &['»'],
                        '»' => &['«'],
                        '‹' => &['›'],
                        _ => &['‹'],
                    };
                    self.push(at, closers, false);
                }
            }
            '「' => self.push(at, &['」'], false),
            '『' => self.push(at, &['』'], false),
            '‚' => self.push(at, &['‘', '’'], true),
            '‘' if self.open.last().is_some_and(|one| one.closers == ['‘', '’']) => self.close(at, c),
            '‘' if opens => self.push(at, &['’', '\''], true),
            '’' | '\'' if closes && self.open.last().is_some_and(|one| one.closers.contains(&c)) => self.close(at, c),
            '\'' if opens && self.tokens.get(at + 1).is_some_and(|next| next.kind == Kind::Word) => {
                self.push(at, &['\'', '’'], true);
            }
            _ => {
                if self.open.iter().any(|one| one.closers.contains(&c) && !one.is_single) {
                    self.close(at, c);
                }
            }
        }
    }

    fn push(&mut self, token: usize, closers: &'static [char], is_single: bool) {
        // An apostrophe before a word opens nothing where one is open already.
        if is_single && self.open.last().is_some_and(|one| one.is_single) {
            self.open.pop();
        }
        if self.open.len() < DEEPEST {
            self.open.push(Opened { token, closers, is_single });
        }
    }

    /// Closes the innermost that the mark closes; what was opened within it and not closed was none.
    fn close(&mut self, at: usize, c: char) {
        let Some(depth) = self.open.iter().rposition(|one| one.closers.contains(&c)) else { return };
        let open = self.open[depth].token;
        self.open.truncate(depth);
        self.found.push(Quoted { open, close: at, continues: false, is_outer: false, is_closed: true });
    }

    /// At the end of a paragraph, what is open goes on where the next one opens with a mark, and else ends here.
    fn paragraph_end(&mut self, at: usize) {
        let next = self.tokens.get(at + 1).map(|token| token.kind);
        let continues = matches!(next, Some(Kind::Mark('“' | '"' | '«' | '»' | '„'))) && self.looks_open(at + 1);
        if let Some(open) = self.open.iter().find(|one| !one.is_single).map(|one| one.token) {
            let quoted = Quoted { open, close: at, continues, is_outer: false, is_closed: false };
            // A mark that is lost in the text is no quote, and neither is one that has whole quotes behind it.
            let words = self.tokens[open..at].iter().filter(|token| token.kind == Kind::Word).count();
            let is_lost = self.found.last().is_some_and(|last| last.open > open);
            if words >= 3 && self.looks_open(open) && !is_lost {
                self.found.push(quoted);
            }
        }
        self.open.clear();
    }

    /// Whether a word begins behind the mark, and none ends before it.
    fn looks_open(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let before = self.text[..token.start as usize].chars().next_back();
        let after = self.text[token.end as usize..].chars().next();
        let is_free = before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '.' | ',' | '!' | '?' | '%'));
        is_free && after.is_some_and(|c| !c.is_whitespace() && !matches!(c, ',' | '.' | ';' | ')' | ']'))
    }

    /// Whether a word ends before the mark, and none begins behind it.
    fn looks_closed(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let before = self.text[..token.start as usize].chars().next_back();
        let after = self.text[token.end as usize..].chars().next();
        before.is_some_and(|c| !c.is_whitespace() && c != '(' && c != '[') && after.is_none_or(|c| !c.is_alphanumeric())
    }
}

/// What closes “A”, in all the ways that people type.
const DOUBLE: &[char] = &['”', '"', '“', '＂'];
/// What closes „A“, in all of them.
const GERMAN: &[char] = &['“', '”', '"'];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{lexicon::Lexicon, token::tokens};

    /// What stands in marks, outer ones first.
    fn quoted(text: &str) -> Vec<String> {
        let tokens = tokens(text, Lexicon::of(""));
        let pairs = pair(text, &tokens);
        let (outer, inner): (Vec<_>, Vec<_>) = pairs.iter().partition(|one| one.is_outer);
        let slice = |one: &Quoted| {
            let end = tokens.get(one.close).map_or(text.len(), |token| token.start as usize);
            text[tokens[one.open].end as usize..end].to_owned()
        };
        outer.into_iter().chain(inner).map(slice).collect()
    }

    #[test]
    fn marks_of_many_languages_pair() {
        assert_eq!(quoted("“One,” he said, “two.”"), ["One,", "two."]);
        assert_eq!(quoted("\"One,\" he said, \"two.\""), ["One,", "two."]);
        assert_eq!(quoted("„Eins“, sagte er, „zwei.“"), ["Eins", "zwei."]);
        assert_eq!(quoted("»Eins«, sagte er. «Deux», dit-il. « Trois »"), ["Eins", "Deux", " Trois "]);
        assert_eq!(quoted("彼は「一つ」と言った。『二つ』"), ["一つ", "二つ"]);
        assert_eq!(quoted("‘One,’ he said. ‚Zwei‘, sagte er. ‹trois›"), ["One,", "Zwei", "trois"]);
        assert_eq!(quoted("”Ett”, sade han."), ["Ett"]);
    }

    #[test]
    fn quotes_stand_in_quotes() {
        assert_eq!(quoted("“He said ‘no’ to us,” she said."), ["He said ‘no’ to us,", "no"]);
        assert_eq!(quoted("„Er sagte ‚nein‘ zu uns“, sagte sie."), ["Er sagte ‚nein‘ zu uns", "nein"]);
        assert_eq!(quoted("‘He said “no” to us,’ she said."), ["He said “no” to us,", "no"]);
        assert_eq!(quoted("«Il a dit “non” hier»"), ["Il a dit “non” hier", "non"]);
    }

    #[test]
    fn typing_is_forgiven() {
        assert_eq!(quoted("“One,\" he said, \"two.”"), ["One,", "two."]);
        assert_eq!(quoted("The pilots' union won't say 'maybe' to the '90s."), ["maybe"]);
        assert_eq!(quoted("A 5\" pipe and 6\" one."), [""; 0]);
        assert_eq!(quoted("“One is lost. “Two is not,” he said."), ["Two is not,"]);
    }

    #[test]
    fn a_quote_goes_on_in_the_next_paragraph() {
        assert_eq!(
            quoted("“One has an end.\n\n“Two has too.\n\n“Three closes,” he said."),
            ["One has an end.", "Two has too.", "Three closes,"]
        );
    }
}
