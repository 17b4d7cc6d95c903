//! Imports every file of a folder, and says how many of its reviews arrived, what became of the others, and how fast:
//! `cargo bench -p claims-plugin-claimreview --bench import -- FOLDER`. Files ending in `.gz` are unpacked first.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a bench prints, and ends where it cannot go on")]

use std::{collections::BTreeMap, fs, io::Read as _, path::Path, time::Instant};

use claims_plugin::testing;

fn main() {
    // Cargo adds a flag of its own.
    let Some(folder) = std::env::args().skip(1).find(|argument| !argument.starts_with("--")) else {
        println!("no folder was named; nothing to measure");
        return;
    };
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.is_file());
    paths.sort();
    let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
    for path in paths {
        let bytes = unpacked(&path);
        let started = Instant::now();
        let answer = testing::call(&claims_plugin_claimreview::PLUGIN).stream(&bytes, 1 << 20);
        let seconds = started.elapsed().as_secs_f64();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let cases = match answer {
            Ok(cases) => cases,
            Err(error) => {
                println!("{name}: {error:?}");
                continue;
            }
        };
        let cases: Vec<_> = cases.iter().map(testing::Case::read).collect();
        let count = |of: &dyn Fn(&claims_plugin::Case<'_>) -> usize| cases.iter().map(of).sum::<usize>();
        let (claims, verdicts) = (count(&|case| case.claims().count()), count(&|case| case.verdicts().count()));
        let rated = count(&|case| case.verdicts().filter(|verdict| verdict.value().is_some()).count());
        #[expect(clippy::cast_precision_loss, reason = "counts of a bench")]
        let (rate, speed) = (claims as f64 / seconds, bytes.len() as f64 / seconds / 1e6);
        println!(
            "{name}: {claims} claims, {verdicts} verdicts, {rated} with a number, {} sources; {:.1} ms, {rate:.0} records/s, {speed:.0} MB/s",
            count(&|case| case.sources().count()),
            seconds * 1e3
        );
        for remark in cases
            .iter()
            .flat_map(|case| case.notes())
            .map(|note| note.text().to_owned())
            .filter(|text| text.starts_with("line "))
        {
            let (line, why) = remark.split_once(": ").unwrap_or(("", &remark));
            println!("    {line}: {why}");
            let why: String = why.chars().filter(|c| !c.is_ascii_digit()).collect();
            *reasons.entry(why).or_default() += 1;
        }
    }
    for (why, count) in reasons {
        println!("{count:>6}  {why}");
    }
}

fn unpacked(path: &Path) -> Vec<u8> {
    let bytes = fs::read(path).unwrap();
    if path.extension().is_none_or(|ending| ending != "gz") {
        return bytes;
    }
    let mut out = Vec::new();
    flate2::read::MultiGzDecoder::new(&bytes[..]).read_to_end(&mut out).unwrap();
    out
}
