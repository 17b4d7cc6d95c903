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
    /// Whether start and end are the right ones to within so many bytes, or removed is called removed.
    fn is_right(&self, case: &Case, within: usize) -> bool {
        match (&case.now, self.places.as_slice()) {
            (None, []) => true,
            (Some(now), [place]) => now.start.abs_diff(place.start) <= within && now.end.abs_diff(place.end) <= within,
            _ => false,
        }
    }
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
            "place exactly right, in %, by class of change (halves: documents on which rules were chosen, and others)\n"
        );
        print!("{:<24}{:>6}{:>8}{:>8}{:>8}{:>8}", "class", "cases", "all", "chosen", "others", "±3");
        peers.iter().for_each(|peer| print!("{:>18}", peer.name));
        println!();
        let mut rows = BTreeMap::<&str, Vec<usize>>::new();
        for (at, case) in self.data.cases.iter().enumerate() {
            rows.entry(&case.class).or_default().push(at);
        }
        let mut sums = vec![0.0; 4 + peers.len()];
        for (class, cases) in &rows {
            let half = |first: bool| {
                cases.iter().copied().filter(|at| self.data.cases[*at].first_half == first).collect::<Vec<_>>()
            };
            let mut shares = vec![
                self.share(self.answers, cases, 0),
                self.share(self.answers, &half(true), 0),
                self.share(self.answers, &half(false), 0),
                self.share(self.answers, cases, 3),
            ];
            shares.extend(peers.iter().map(|peer| self.share(&peer.answers, cases, 0)));
            print!("{class:<24}{:>6}", cases.len());
            self.row(&shares);
            sums.iter_mut().zip(&shares).for_each(|(sum, share)| *sum += share / rows.len() as f64);
        }
        print!("{:<24}{:>6}", "macro", self.data.cases.len());
        self.row(&sums);
        for (name, answers) in std::iter::once(("claims", self.answers))
            .chain(peers.iter().map(|peer| (peer.name.as_str(), peer.answers.as_slice())))
        {
            let lookalikes = rows.get("syn removed_lookalike").map_or(&[][..], Vec::as_slice);
            let mut times: Vec<f64> = answers.iter().map(|answer| answer.seconds * 1e3).collect();
            times.sort_by(f64::total_cmp);
            println!(
                "{name:<24} lookalike taken {:5.1} %   ms per quote: mean {:.4}, median {:.4}, worst {:.3}",
                100.0 - self.share(answers, lookalikes, 0),
                times.iter().sum::<f64>() / times.len() as f64,
                times[times.len() / 2],
                times[times.len() - 1],
            );
        }
        self.states();
    }

    fn row(&self, shares: &[f64]) {
        for (at, share) in shares.iter().enumerate() {
            let width = if at < 4 { 8 } else { 18 };
            print!("{share:>width$.1}");
        }
        println!();
    }

    fn share(&self, answers: &[Answer], cases: &[usize], within: usize) -> f64 {
        let right = cases.iter().filter(|at| answers[**at].is_right(&self.data.cases[**at], within)).count();
        100.0 * right as f64 / cases.len().max(1) as f64
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
        let listed = if class == "states" { state_is_wrong } else { case.class == class && !answer.is_right(case, 0) };
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
