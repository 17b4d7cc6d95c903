//! How much of the article, and of nothing else, the clean text has, beside extractors of others on the same pages.
//!
//! ```text
//! cargo bench -p claims-text --bench extraction -- FOLDER          the table
//! cargo bench -p claims-text --bench extraction -- FOLDER --fit    the weights, fitted anew
//! cargo bench -p claims-text --bench extraction -- FOLDER --worst  the table, and the pages that were worst
//! cargo bench -p claims-text --bench extraction -- --hostile       pages made to hurt
//! ```

#![allow(clippy::print_stdout, reason = "a benchmark prints")]
#![allow(clippy::unwrap_used, reason = "a benchmark may stop")]

mod fit;
mod hostile;
mod metric;
mod pages;
mod peers;

use std::{collections::HashMap, path::PathBuf};

use metric::Score;
use pages::Page;
use rustix::time::{ClockId, clock_gettime};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if arguments.iter().any(|argument| argument == "--hostile") {
        hostile::print();
        return;
    }
    let Some(folder) = arguments.iter().find(|argument| !argument.starts_with("--")).map(PathBuf::from) else {
        println!("extraction: left out, no folder with pages was given");
        return;
    };
    let pages = match pages::read(&folder) {
        Ok(pages) => pages,
        Err(error) => {
            println!("extraction: left out, {}: {error}", folder.display());
            return;
        }
    };
    if arguments.iter().any(|argument| argument == "--fit") {
        fit::print(&pages);
        return;
    }
    table(&pages, arguments.iter().any(|argument| argument == "--worst"));
}

fn table(pages: &[Page], worst: bool) {
    println!("{} pages; F1 of runs of four words, the mean over pages; CPU ms a page\n", pages.len());
    println!(
        "| extractor | precision | recall | F1 | even | odd | passages kept | others left out | ms median | ms worst |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|");
    if pages.is_empty() {
        return;
    }
    let ours = timed(pages, |page| claims_text::html(page).text());
    line("claims-text html/2", pages, &ours);
    line("trafilatura 0.6 (crate)", pages, &timed(pages, peers::trafilatura));
    line("dom_smoothie 0.18 (crate)", pages, &timed(pages, peers::dom_smoothie));
    match peers::python(&pages.iter().map(|page| page.html.as_str()).collect::<Vec<_>>()) {
        Some(answers) => line("trafilatura (Python)", pages, &answers),
        None => println!("| trafilatura (Python) | left out: no interpreter that has it |"),
    }
    harm(pages);
    if worst {
        let mut scores: Vec<(f64, &str)> = pages
            .iter()
            .zip(&ours)
            .map(|(page, (text, _))| (metric::score(text, &page.truth).f1, page.id.as_str()))
            .collect();
        scores.sort_by(|one, other| one.0.total_cmp(&other.0));
        println!();
        for (f1, id) in scores.iter().take(30) {
            println!("{id} {f1:.3}");
        }
    }
}

/// Prints how much of the true texts the rules on what stands after the end take away.
fn harm(pages: &[Page]) {
    let count = |runs: &HashMap<Vec<&str>, usize>| runs.values().sum::<usize>();
    let (mut all, mut lost, mut rid, mut in_truth) = (0, 0, 0, 0);
    for page in pages {
        let truth = metric::runs(&page.truth);
        let (before, after) = (claims_text::html_untrimmed(&page.html).text(), claims_text::html(&page.html).text());
        let (before, after) = (metric::runs(&before), metric::runs(&after));
        let right = metric::common(&before, &truth) - metric::common(&after, &truth);
        let gone = count(&before) - count(&after);
        if right * 100 > count(&truth) {
            println!("rules on the end: {} lost {right} of {} runs", page.id, count(&truth));
        }
        all += count(&truth);
        lost += right;
        rid += gone - right;
        in_truth += count(&truth) - metric::common(&metric::runs(&claims_text::plain(&page.truth).text()), &truth);
    }
    let share = |part: usize| 100.0 * part as f64 / all as f64;
    println!(
        "\nrules on the end, in % of the true texts: {:.4} lost, {:.4} of other text set apart;",
        share(lost),
        share(rid)
    );
    println!("{:.4} lost when the true texts are read as plain text", share(in_truth));
}

/// The texts of an extractor with the CPU time of each, in milliseconds; the least of three runs.
fn timed(pages: &[Page], extract: impl Fn(&str) -> String) -> Vec<(String, f64)> {
    let one = |page: &Page| {
        let mut least = f64::INFINITY;
        let mut text = String::new();
        for _ in 0..3 {
            let start = cpu_ms();
            text = extract(&page.html);
            least = least.min(cpu_ms() - start);
        }
        (text, least)
    };
    pages.iter().map(one).collect()
}

/// CPU time of this thread, in milliseconds.
pub(crate) fn cpu_ms() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

fn line(name: &str, pages: &[Page], answers: &[(String, f64)]) {
    let scores: Vec<Score> =
        pages.iter().zip(answers).map(|(page, (text, _))| metric::score(text, &page.truth)).collect();
    let half = |odd: usize| metric::mean(&scores.iter().skip(odd).step_by(2).copied().collect::<Vec<_>>()).f1;
    let mut times: Vec<f64> = answers.iter().map(|(_, ms)| *ms).collect();
    times.sort_by(f64::total_cmp);
    let mean = metric::mean(&scores);
    println!(
        "| {name} | {:.4} | {:.4} | {:.4} | {:.4} | {:.4} | {:.3} | {:.3} | {:.1} | {:.0} |",
        mean.precision,
        mean.recall,
        mean.f1,
        half(0),
        half(1),
        held(pages, answers, |page| &page.with, true),
        held(pages, answers, |page| &page.without, false),
        times[times.len() / 2],
        times[times.len() - 1],
    );
}

/// The share of given passages that are in the texts, or that are not.
fn held(pages: &[Page], answers: &[(String, f64)], of: impl Fn(&Page) -> &Vec<String>, within: bool) -> f64 {
    let plain = |text: &str| metric::words(text).join(" ");
    let mut all = 0_usize;
    let mut right = 0_usize;
    for (page, (text, _)) in pages.iter().zip(answers) {
        let text = plain(text);
        for passage in of(page) {
            all += 1;
            right += usize::from(text.contains(&plain(passage)) == within);
        }
    }
    right as f64 / all.max(1) as f64
}
