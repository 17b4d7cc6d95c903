//! Gathers the names in a text and tells which mean the same one; knows no sentences.

use std::{collections::HashMap, ops::Range};

use foldhash::fast::FixedState;

use crate::{
    lexicon::{Class, DAY, FEMALE, GROUP, Lexicon, MALE, PARTICLE, SAID, STOP, TITLE},
    token::{Kind, Token},
};

/// How many bearers of a surname are told apart.
const MOST_BEARERS: usize = 8;
/// The longest name, in words; what is longer is a headline.
const LONGEST: usize = 6;

/// Capitalised words that name somebody or something once.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Run {
    /// The first word, with titles.
    pub(crate) start: usize,
    /// The first word of the name itself.
    pub(crate) name: usize,
    /// Behind the last word.
    pub(crate) end: usize,
    /// Who is named.
    bearer: usize,
    /// The sex that a title tells.
    sex: Class,
}

/// Somebody or something that is named.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bearer {
    /// The words of the fullest name.
    first: usize,
    end: usize,
    count: u32,
    /// [`MALE`], [`FEMALE`], both or nothing.
    pub(crate) sex: Class,
    pub(crate) is_person: bool,
    pub(crate) is_group: bool,
    /// Whether it stands anywhere but at the beginning of a sentence.
    is_within: bool,
}

/// The names of a text.
pub(crate) struct Names<'t> {
    text: &'t str,
    tokens: &'t [Token],
    pub(crate) runs: Vec<Run>,
    bearers: Vec<Bearer>,
    /// Those of a surname, or of a name of one word.
    by_last: HashMap<&'t str, Vec<usize>, FixedState>,
    by_first: HashMap<&'t str, usize, FixedState>,
    has_capital_nouns: bool,
}

impl<'t> Names<'t> {
    pub(crate) fn read(text: &'t str, tokens: &'t [Token], lexicon: &Lexicon) -> Self {
        let mut names = Self {
            text,
            tokens,
            runs: Vec::new(),
            bearers: Vec::new(),
            by_last: HashMap::default(),
            by_first: HashMap::default(),
            has_capital_nouns: lexicon.has_capital_nouns,
        };
        let mut start = 0;
        for paragraph in tokens.split(|token| token.kind == Kind::Break) {
            names.paragraph(start, start + paragraph.len());
            start += paragraph.len() + 1;
        }
        names.settle();
        names
    }

    fn paragraph(&mut self, mut at: usize, to: usize) {
        let is_headline = is_headline(&self.tokens[at..to]);
        while at < to {
            if !begins(&self.tokens[at]) {
                at += 1;
                continue;
            }
            // In a headline every word is capitalised: a given name and the next word are the most that can be told.
            let is_given = self.tokens[at].is(MALE | FEMALE) && !self.tokens[at].is(TITLE);
            let most = match is_headline {
                true if is_given => at + 2,
                true => at + 1,
                false => to,
            };
            let end = self.run_end(at, most);
            self.add(at, end);
            at = end;
        }
    }

    /// Who is named by a run, or by a title and a surname.
    pub(crate) fn bearer(&self, run: usize) -> usize {
        self.runs[run].bearer
    }

    pub(crate) fn get(&self, bearer: usize) -> &Bearer {
        &self.bearers[bearer]
    }

    /// Whether a run may be a common word at the beginning of a sentence.
    pub(crate) fn is_doubtful(&self, run: usize) -> bool {
        let run = &self.runs[run];
        let bearer = &self.bearers[run.bearer];
        run.end - run.start == 1 && !bearer.is_within && !bearer.is_person
    }

    /// The fullest name.
    pub(crate) fn full(&self, bearer: usize) -> Range<usize> {
        let bearer = &self.bearers[bearer];
        self.tokens[bearer.first].start as usize..self.tokens[bearer.end - 1].end as usize
    }

    /// Behind the last word of a name that begins at `at` and reaches `most` at most.
    fn run_end(&self, at: usize, most: usize) -> usize {
        let mut end = at + 1;
        while let Some(token) = self.tokens.get(end).filter(|_| end < most) {
            let last = &self.tokens[end - 1];
            let is_near = token.start <= last.end + 1;
            if is_near && begins(token) {
                end += 1;
            } else if is_near
                && token.kind == Kind::Word
                && token.is(PARTICLE)
                && self.tokens.get(end + 1).is_some_and(begins)
            {
                end += 2;
            } else {
                break;
            }
        }
        end
    }

    fn add(&mut self, start: usize, end: usize) {
        if end - start > LONGEST + 4 {
            return;
        }
        let tokens = &self.tokens[start..end];
        // Titles before the name are none of it, unless there is nothing else.
        let is_given = |token: &Token| token.is(MALE | FEMALE) && !token.is(TITLE);
        let before = &tokens[..tokens.len() - 1];
        // Where every noun has a capital, a given name begins what is left of "Lotse Jan Brandt".
        let given = before.iter().position(is_given).filter(|at| self.has_capital_nouns || *at == 0);
        let titles = before.iter().rposition(|token| token.is(TITLE)).map(|at| at + 1);
        let name = start + given.or(titles).unwrap_or(0);
        let is_title = tokens.iter().all(|token| token.is(TITLE));
        if end - name > LONGEST || is_title && !(tokens.len() == 1 && self.is_surname(start)) {
            return;
        }
        let sex = self.tokens[start..name].iter().fold(0, |sex, token| sex | token.class & (MALE | FEMALE));
        let mut last = end - 1;
        while last > name && self.tokens[last].is(PARTICLE) {
            last -= 1;
        }
        let bearer = self.bearer_of(name, last, end, sex, name > start);
        self.runs.push(Run { start, name, end, bearer, sex });
    }

    /// Whether a word is the surname of somebody who was named in full before.
    fn is_surname(&self, at: usize) -> bool {
        let known = self.by_last.get(self.tokens[at].text(self.text)).into_iter().flatten();
        known.into_iter().any(|bearer| self.bearers[*bearer].end - self.bearers[*bearer].first > 1)
    }

    fn bearer_of(&mut self, name: usize, last: usize, end: usize, sex: Class, has_title: bool) -> usize {
        let word = |at: usize| self.tokens[at].text(self.text);
        let key = word(last);
        let is_single = name == last;
        let known = self.by_last.entry(key).or_default();
        let same = known.iter().copied().find(|bearer| {
            let bearer = &self.bearers[*bearer];
            let first = self.tokens[bearer.first].text(self.text);
            first == word(name) && is_single == (bearer.end - bearer.first == 1)
        });
        let first = &self.tokens[name];
        let given = if is_single { 0 } else { first.class & (MALE | FEMALE) };
        let is_group = self.tokens[last].is(GROUP);
        let bearer = same.unwrap_or_else(|| {
            let new = Bearer { first: name, end, count: 0, sex: 0, is_person: false, is_group, is_within: false };
            self.bearers.push(new);
            if known.len() < MOST_BEARERS {
                known.push(self.bearers.len() - 1);
            }
            self.bearers.len() - 1
        });
        let found = &mut self.bearers[bearer];
        found.count += 1;
        found.is_within |= has_title
            || name.checked_sub(1).is_some_and(|before| {
                !matches!(
                    self.tokens[before].kind,
                    Kind::Stop | Kind::Break | Kind::Mark(_) | Kind::Colon | Kind::Dash | Kind::Open
                )
            });
        found.is_person |= !is_group && (given != 0 || has_title);
        if !is_single || has_title {
            found.sex |= if sex == 0 { given } else { sex };
        }
        if !is_single && given != 0 {
            self.by_first.entry(word(name)).or_insert(bearer);
        }
        bearer
    }

    /// Finds for each name of one word whose it is.
    fn settle(&mut self) {
        for run in 0..self.runs.len() {
            let Run { name, sex, bearer, .. } = self.runs[run];
            let single = self.bearers[bearer];
            if single.end - single.first > 1 {
                continue;
            }
            let word = self.tokens[name].text(self.text);
            let full = self.by_last.get(word).into_iter().flatten().copied().filter(|other| {
                let other = &self.bearers[*other];
                let differs = sex != 0 && other.sex != 0 && sex & other.sex == 0;
                other.end - other.first > 1 && !other.is_group && !differs
            });
            let full = full.max_by_key(|other| {
                let bearer = &self.bearers[*other];
                (bearer.is_person, bearer.count, std::cmp::Reverse(*other))
            });
            let full = full.or_else(|| self.by_first.get(word).copied());
            if let Some(full) = full {
                self.runs[run].bearer = full;
                self.bearers[full].is_person = true;
                if self.bearers[full].sex == 0 {
                    self.bearers[full].sex = sex;
                }
            }
        }
    }
}

/// Whether nearly all words are capitalised.
fn is_headline(tokens: &[Token]) -> bool {
    let words = tokens.iter().filter(|token| token.kind == Kind::Word && token.end - token.start > 3);
    let (all, capital) = words.fold((0, 0), |(all, capital), word| (all + 1, capital + usize::from(word.is_capital)));
    all >= 4 && capital * 4 >= all * 3
}

/// Whether a word can begin a name or go on with it.
fn begins(token: &Token) -> bool {
    token.kind == Kind::Word && token.is_capital && !token.is(STOP | DAY | SAID)
}
