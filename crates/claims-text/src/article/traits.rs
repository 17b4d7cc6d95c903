//! What can be said of each passage of a page, in numbers; it decides nothing.

use super::{
    place::{Around, Place},
    walk::{Passage, Tag},
    witness::{Kept, Witnesses, words},
};
use crate::{line, offer, signs};

/// How many traits a passage has.
pub(crate) const COUNT: usize = 60;

/// The traits of a passage, each with the name of its weight; all lie between 0 and about 2.
pub(crate) type Row = [(&'static str, f32); COUNT];

/// What is known of a passage before its neighbours are looked at.
struct Look {
    /// Letters and digits.
    letters: f32,
    /// The share of them that is in links.
    linked: f32,
    /// 1 if it reads as a sentence or more, else 0.
    prose: f32,
    /// What each witness kept of it.
    rules: f32,
    scores: f32,
}

impl Look {
    fn votes(&self) -> f32 {
        f32::midpoint(self.rules, self.scores)
    }

    /// How much it counts among others: its letters, if it is prose.
    fn weight(&self) -> f32 {
        self.prose * self.letters
    }
}

/// What is known of a page as a whole.
struct Page {
    /// The letters of what both witnesses kept, of what either kept at most.
    agreement: f32,
    /// The letters of prose that was kept, of all prose.
    cover: f32,
    /// The first and the last passage of prose that both kept.
    kept: Option<(usize, usize)>,
    /// What stands around something of the page.
    somewhere: Place,
}

/// The traits of each passage of a page.
///
/// What stands around most of the page's prose is taken from the places of all passages first.
pub(crate) fn rows(passages: &mut [Passage], witnesses: &Witnesses) -> Vec<Row> {
    let looks: Vec<Look> = passages.iter().map(|passage| look(passage, witnesses)).collect();
    let idle = idle(passages, &looks);
    for passage in passages.iter_mut() {
        passage.place = passage.place.without(idle);
    }
    let page = page(&looks, passages);
    let votes: Vec<f32> = looks.iter().map(Look::votes).collect();
    let weights: Vec<f32> = looks.iter().map(|look| look.letters.ln_1p()).collect();
    let near: Vec<(Vec<f32>, Vec<f32>)> = [1, 2, 4].into_iter().map(|reach| sides(&votes, &weights, reach)).collect();
    (0..passages.len()).map(|at| row(at, passages, &looks, &page, &near)).collect()
}

fn look(passage: &Passage, witnesses: &Witnesses) -> Look {
    let letters = line::letters(&passage.text) as f32;
    let linked = if letters > 0.0 { (passage.linked as f32 / letters).min(1.0) } else { 0.0 };
    let is_prose = letters >= 60.0 && linked < 0.35 && signs::has_sentence(&passage.text);
    let prose = f32::from(u8::from(is_prose));
    let words = words(&passage.text);
    let share = |kept: &Option<Kept>| kept.as_ref().map(|kept| kept.share(&words));
    let (rules, scores) = (share(&witnesses.rules), share(&witnesses.scores));
    // A witness that says nothing is taken to say what the other does; without any, prose speaks for itself.
    let rules_or = rules.or(scores).unwrap_or(prose);
    Look { letters, linked, prose, rules: rules_or, scores: scores.or(rules).unwrap_or(prose) }
}

/// What stands around more than half of the kept prose: what is around everything tells nothing.
///
/// Pages are built in layers, and one around all may well be called "modal", or be hidden until a script shows it.
fn idle(passages: &[Passage], looks: &[Look]) -> Place {
    let weight = |look: &Look| look.weight() * (look.rules + look.scores + 0.2);
    let all: f32 = looks.iter().map(weight).sum();
    let tells = [Around::Article, Around::Main, Around::WordBody];
    Around::ALL.iter().filter(|(one, _)| !tells.contains(one)).fold(Place::default(), |idle, (one, _)| {
        let there = passages.iter().zip(looks).filter(|(passage, _)| passage.place.has(*one));
        let share: f32 = there.map(|(_, look)| weight(look)).sum();
        if share > all / 2.0 { idle.with(*one) } else { idle }
    })
}

fn page(looks: &[Look], passages: &[Passage]) -> Page {
    let sum = |of: &dyn Fn(&Look) -> f32| looks.iter().map(of).sum::<f32>();
    let (rules, scores) = (sum(&|look| look.rules * look.letters), sum(&|look| look.scores * look.letters));
    let both = sum(&|look| look.rules.min(look.scores) * look.letters);
    let kept = |look: &Look| look.prose > 0.0 && look.votes() > 0.6;
    let first = looks.iter().position(kept);
    let last = looks.iter().rposition(kept);
    Page {
        agreement: both / rules.max(scores).max(1.0),
        cover: sum(&|look| look.weight() * look.votes()) / sum(&Look::weight).max(1.0),
        kept: first.zip(last),
        somewhere: Around::ALL.iter().fold(Place::default(), |all, (one, _)| {
            if passages.iter().any(|passage| passage.place.has(*one)) { all.with(*one) } else { all }
        }),
    }
}

/// For each passage, the weighted mean of a value over those just before it, and over those just after.
fn sides(values: &[f32], weights: &[f32], reach: usize) -> (Vec<f32>, Vec<f32>) {
    let mean = |from: usize, to: usize| {
        let weight: f32 = weights[from..to].iter().sum();
        let value: f32 = values[from..to].iter().zip(&weights[from..to]).map(|(value, weight)| value * weight).sum();
        value / weight.max(1e-6)
    };
    let count = values.len();
    let before = (0..count).map(|at| mean(at.saturating_sub(reach), at));
    let after = (0..count).map(|at| mean(at + 1, (at + 1 + reach).min(count)));
    (before.collect(), after.collect())
}

fn row(at: usize, passages: &[Passage], looks: &[Look], page: &Page, near: &[(Vec<f32>, Vec<f32>)]) -> Row {
    let (passage, look) = (&passages[at], &looks[at]);
    let place = passage.place;
    let yes = |holds: bool| f32::from(u8::from(holds));
    let tag = |tag: Tag| yes(passage.tag == tag);
    let heading = matches!(passage.tag, Tag::Heading(_));
    let leads = |reach: usize| looks[at + 1..].iter().take(reach).any(|next| next.prose > 0.0 && next.votes() > 0.5);
    let inside = page.kept.is_some_and(|(first, last)| (first..=last).contains(&at));
    let outside = |one: Around| yes(page.somewhere.has(one) && !place.has(one));
    let mut row = [("", 0.0); COUNT];
    let mut filled = 0;
    let mut put = |name: &'static str, value: f32| {
        row[filled] = (name, value);
        filled += 1;
    };
    put("kept by rules", look.rules);
    put("kept by scores", look.scores);
    put("kept by both", look.rules * look.scores);
    put("witnesses agree", page.agreement);
    put("kept by rules, as is most prose", look.rules * page.cover);
    put("length", look.letters.ln_1p() / 5.0);
    put("short", yes(look.letters < 20.0));
    put("links", look.linked);
    put("prose", look.prose);
    put("begins with a capital", yes(passage.text.starts_with(char::is_uppercase)));
    put("ends a sentence", yes(signs::ends_sentence(&passage.text)));
    put("paragraph", tag(Tag::Paragraph));
    put("first heading", tag(Tag::Heading(1)));
    put("second heading", tag(Tag::Heading(2)));
    put("third heading", tag(Tag::Heading(3)));
    put("item", tag(Tag::Item));
    put("cell", tag(Tag::Cell));
    put("caption", tag(Tag::Caption));
    put("heading before prose", yes(heading && leads(1)));
    put("heading without prose", yes(heading && !leads(3)));
    put("offer", yes(offer::is_named(&passage.text) || signs::is_cookies(&passage.text)));
    put("pointer", yes(signs::is_pointer(&passage.text)));
    put("credit", yes(signs::is_credit(&passage.text)));
    put("among kept prose", yes(inside));
    put("after kept prose", yes(page.kept.is_some_and(|(_, last)| at > last)));
    put("outside article", outside(Around::Article));
    put("outside main", outside(Around::Main));
    put("outside class: body", outside(Around::WordBody));
    for (name, one) in ["kept just before", "kept shortly before", "kept before"].into_iter().zip(near) {
        put(name, one.0[at]);
    }
    for (name, one) in ["kept just after", "kept shortly after", "kept after"].into_iter().zip(near) {
        put(name, one.1[at]);
    }
    for (one, name) in Around::ALL {
        put(name, yes(place.has(one)));
    }
    row
}
