//! Pages made to hurt a reader, each with the time that its blocks and its facts take, and how many blocks are found.

use crate::cpu_ms;

/// Prints the time for each page.
pub(crate) fn print() {
    println!("\n| page | bytes | blocks | CPU ms |\n|---|---|---|---|");
    const MB: usize = 1 << 20;
    let words = "A sentence that stands in the middle of it all, and is read by whoever comes so far. ";
    let fill = |piece: &str, bytes: usize| piece.repeat(bytes / piece.len());
    let numbered =
        |piece: &str, count: usize| -> String { (0..count).map(|n| piece.replace('#', &n.to_string())).collect() };
    line("nested tags", &(fill("<div>", 100 * MB) + words));
    line("nested tags, 400 deep, over and over", &fill(&("<div>".repeat(400) + &"</div>".repeat(400)), 15 * MB));
    line("formatting without end", &fill("<p><b a=1><i>x", 15 * MB));
    line("a million attributes of one tag", &format!("<p{}>{words}", numbered(" a#=1", 1_000_000)));
    line(
        "a million attributes behind a style",
        &format!("<svg><style><p b='</style>'{}>", numbered(" a#=1", 1_000_000)),
    );
    line("tags of 900 attributes", &fill(&format!("<p{}>", numbered(" a#", 900)), 15 * MB));
    line("all script", &format!("<script>{}", fill("if (a<b) { c = \"</p>\" } ", 100 * MB)));
    line("paragraphs", &fill(&format!("<p>{words}"), 100 * MB));
    line("paragraphs, as large as a tree may be", &fill(&format!("<p>{words}"), 15 * MB));
    line("paragraphs, as large as is shown to others", &fill(&format!("<p>{words}"), 2 * MB));
    line("links, as many as are shown to others", &fill("<li><a href=/a>Some words</a>", 500_000));
    line("breaks, as many as are shown to others", &fill("a word<br><br>", 250_000));
    line("spans, as many as are shown to others", &format!("<p>{}", fill("<span>a word</span> ", 400_000)));
    line("short lines 150 deep", &("<div>".repeat(150) + &fill("<p>a few words", 350_000)));
    line("divisions 190 deep, over and over", &fill(&("<div>words".repeat(190) + &"</div>".repeat(190)), 450_000));
    line("tables in tables", &fill("<table><tr><td>x", 15 * MB));
    line("a quote never closed", &format!("<p>{words}<p class=\"{}", fill(words, 15 * MB)));
    line("ampersands", &fill("&amp", 100 * MB));
    line("less-than signs", &fill("<", 100 * MB));
    line("comments never closed", &fill("<!--", 15 * MB));
}

fn line(name: &str, page: &str) {
    let start = cpu_ms();
    let blocks = claims_text::page(page, &claims_text::Known::default()).0.blocks.len();
    println!("| {name} | {} | {blocks} | {:.0} |", page.len(), cpu_ms() - start);
}
