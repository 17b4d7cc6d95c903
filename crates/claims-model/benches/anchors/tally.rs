//! Counts right and wrong answers by class of change and by half, and prints them; does not know how they were found.

use std::{collections::BTreeMap, ops::Range};

use claims_model::anchor::AnchorState;

use crate::data::{Case, Data};

/// What somebody answered for a case.
pub(crate) struct Answer {
    /// `None` from a peer that tells no states.
    pub(crate) state: Option<AnchorState>,
    pub(crate) places: Vec<Range<usize>>,
    pub(crate) score: f64,
    pub(crate) seconds: f64,
}

impl Answer {
    /// Whether the place is the right one by a measure, or removed is called removed.
    fn is_right(&self, data: &Data, case: &Case, measure: Measure) -> bool {
        match (&case.now, self.places.as_slice()) {
            (None, []) => true,
            (Some(now), [place]) => match measure {
                Measure::Exact => now == place,
                Measure::Overlap => overlap(&data.texts[&case.new], now, place) >= ENOUGH,
            },
            _ => false,
        }
    }
}

/// When a place counts as right.
#[derive(Clone, Copy)]
enum Measure {
    /// Its start and its end are those of the target.
    Exact,
    /// It overlaps with the target by [`ENOUGH`].
    Overlap,
}

/// The least overlap of a place that is near enough for a reader to see what became of the quote.
const ENOUGH: f64 = 0.8;

/// The characters that two places share, over those that are in either.
fn overlap(text: &str, one: &Range<usize>, other: &Range<usize>) -> f64 {
    let length = |range: Range<usize>| if range.is_empty() { 0 } else { text[range].chars().count() };
    let shared = length(one.start.max(other.start)..one.end.min(other.end));
    shared as f64 / (length(one.clone()) + length(other.clone()) - shared).max(1) as f64
}

/// The answers of somebody else.
pub(crate) struct Peer {
    pub(crate) name: String,
    pub(crate) answers: Vec<Answer>,
}

pub(crate) struct Tally<'d> {
    data: &'d Data,
    answers: &'d [Answer],
}

/// The states of the issue; moved and moved and edited are one.
const STATES: [&str; 6] = ["same", "typographic", "edited", "moved", "removed", "ambiguous"];

impl<'d> Tally<'d> {
    pub(crate) const fn of(data: &'d Data, answers: &'d [Answer]) -> Self {
        Self { data, answers }
    }

    pub(crate) fn print(&self, peers: &[Peer]) {
        println!(
            "right places in %, by class of change: exact / overlap of {ENOUGH} at least\n\
             (halves: documents on which rules were chosen, and others)\n"
        );
        print!("{:<24}{:>6}{:>15}{:>15}{:>15}", "class", "cases", "all", "chosen", "others");
        peers.iter().for_each(|peer| print!("{:>15}", peer.name));
        println!();
        let mut rows = BTreeMap::<&str, Vec<usize>>::new();
        for (at, case) in self.data.cases.iter().enumerate() {
            rows.entry(&case.class).or_default().push(at);
        }
        let mut sums = vec![[0.0; 2]; 3 + peers.len()];
        for (class, cases) in &rows {
            let half = |first: bool| {
                cases.iter().copied().filter(|at| self.data.cases[*at].first_half == first).collect::<Vec<_>>()
            };
            let mut shares =
                [cases.clone(), half(true), half(false)].map(|cases| self.shares(self.answers, &cases)).to_vec();
            shares.extend(peers.iter().map(|peer| self.shares(&peer.answers, cases)));
            self.row(class, cases.len(), &shares);
            for (sum, share) in sums.iter_mut().flatten().zip(shares.iter().flatten()) {
                *sum += share / rows.len() as f64;
            }
        }
        self.row("macro", self.data.cases.len(), &sums);
        for (name, answers) in std::iter::once(("claims", self.answers))
            .chain(peers.iter().map(|peer| (peer.name.as_str(), peer.answers.as_slice())))
        {
            let lookalikes = rows.get("syn removed_lookalike").map_or(&[][..], Vec::as_slice);
            let mut times: Vec<f64> = answers.iter().map(|answer| answer.seconds * 1e3).collect();
            times.sort_by(f64::total_cmp);
            println!(
                "{name:<24} lookalike taken {:5.1} %   ms per quote: mean {:.4}, median {:.4}, worst {:.3}",
                100.0 - self.shares(answers, lookalikes)[0],
                times.iter().sum::<f64>() / times.len() as f64,
                times[times.len() / 2],
                times[times.len() - 1],
            );
        }
        self.states();
    }

    fn row(&self, name: &str, cases: usize, shares: &[[f64; 2]]) {
        print!("{name:<24}{cases:>6}");
        shares.iter().for_each(|[exact, near]| print!("{:>15}", format!("{exact:.1} / {near:.1}")));
        println!();
    }

    /// The shares that are right, exactly and by overlap.
    fn shares(&self, answers: &[Answer], cases: &[usize]) -> [f64; 2] {
        [Measure::Exact, Measure::Overlap].map(|measure| {
            let is_right = |at: &&usize| answers[**at].is_right(self.data, &self.data.cases[**at], measure);
            100.0 * cases.iter().filter(is_right).count() as f64 / cases.len().max(1) as f64
        })
    }

    fn states(&self) {
        let mut table = [[0usize; 6]; 6];
        let mut named = [0usize; 2];
        let mut halves = [[0usize; 2]; 2];
        for (case, answer) in self.data.cases.iter().zip(self.answers) {
            let state = answer.state.unwrap().word();
            let (truth, said) = (true_state(self.data, case), state.split(' ').next().unwrap());
            let column = STATES.iter().position(|word| *word == said).unwrap();
            let row = STATES.iter().position(|word| *word == truth).unwrap();
            table[row][column] += 1;
            halves[usize::from(!case.first_half)][usize::from(row != column)] += 1;
            let word = match said {
                "same" | "typographic" => "unchanged",
                _ if state == "moved and edited" => "moved+edited",
                said => said,
            };
            named[usize::from(word != case.state)] += 1;
        }
        println!("\nstates: rows what is true, columns what was said");
        print!("{:<14}", "");
        STATES.iter().for_each(|word| print!("{word:>12}"));
        println!();
        for (word, row) in STATES.iter().zip(&table).filter(|(_, row)| row.iter().sum::<usize>() > 0) {
            print!("{word:<14}");
            row.iter().for_each(|count| print!("{count:>12}"));
            println!();
        }
        let share = |[right, wrong]: [usize; 2]| 100.0 * right as f64 / (right + wrong) as f64;
        let right = (0..6).map(|at| table[at][at]).sum::<usize>();
        println!(
            "right: {:.2} % (chosen {:.2}, others {:.2}); by the five words of the data: {:.2} %",
            share([right, self.data.cases.len() - right]),
            share(halves[0]),
            share(halves[1]),
            share(named)
        );
    }
}

/// What is true of a case, told from its texts: the same words in their place may differ in typography.
fn true_state(data: &Data, case: &Case) -> &'static str {
    let Some(now) = &case.now else { return "removed" };
    let (was, now) = (&data.texts[&case.old][case.was.clone()], &data.texts[&case.new][now.clone()]);
    match case.state.as_str() {
        "moved" | "moved+edited" => "moved",
        _ if was == now => "same",
        _ if typeset(was) == typeset(now) => "typographic",
        _ => "edited",
    }
}

/// A passage without case, white space beyond one, and the shapes of quotation marks and dashes.
fn typeset(text: &str) -> String {
    let shape = |c: char| match c {
        '“' | '”' | '„' | '«' | '»' => '"',
        '‘' | '’' => '\'',
        '‐'..='―' | '−' => '-',
        c => c,
    };
    let plain: String = text.chars().map(shape).collect::<String>().replace('…', "...").to_lowercase();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Prints what is wrong in a class of change, or the wrong states for the class `states`.
pub(crate) fn wrong(data: &Data, answers: &[Answer], class: &str) {
    for (case, answer) in data.cases.iter().zip(answers) {
        let said = answer.state.unwrap().word();
        let state_is_wrong = said.split(' ').next() != Some(true_state(data, case));
        let listed = if class == "states" {
            state_is_wrong
        } else {
            case.class == class && !answer.is_right(data, case, Measure::Exact)
        };
        if !listed || !case.first_half {
            continue;
        }
        let (old, new) = (&data.texts[&case.old], &data.texts[&case.new]);
        let around = |text: &str, range: &Range<usize>| {
            let before = text[..range.start].char_indices().rev().nth(60).map_or(0, |(at, _)| at);
            let after = text[range.end..].char_indices().nth(60).map_or(text.len(), |(at, _)| range.end + at);
            format!("{:?} [[{}]] {:?}", &text[before..range.start], &text[range.clone()], &text[range.end..after])
        };
        println!("-- {} is {}, said {said}, score {:.3}", case.class, true_state(data, case), answer.score);
        println!("   was {}", around(old, &case.was));
        case.now.iter().for_each(|now| println!("   now {}", around(new, now)));
        answer.places.iter().for_each(|place| println!("   got {}", around(new, place)));
    }
}
