//! A plugin that does what the text in front of it says, right or wrong.

use std::io::Write;

use claims_plugin::{
    Case, Claim, Differ, Drafts, Exporter, Failure, Finder, Hunk, Importer, Score, Scorer, Suggestion, export,
};

/// Scores a claim as its wording says, diffs as the old text says, exports what the option `say` says, imports and finds
/// as the file and the text say.
#[derive(Debug, Default)]
pub struct Obedient;

impl Scorer for Obedient {
    fn score<'a>(&self, case: Case<'a>) -> Result<Vec<Score<'a>>, Failure> {
        let mut scores = Vec::new();
        for claim in case.subjects() {
            match claim.text() {
                "fail" => return Err(Failure::new("it does not want to")),
                "skip" => {}
                "twice" => scores.extend([Score::of(claim, 0.5), Score::of(claim, 0.5)]),
                "another" => scores.extend(case.claims().find(|other| !other.is_subject()).map(half)),
                "undetermined" => scores.push(Score::undetermined(claim, "nobody knows")),
                "infinite part" => scores.push(half(claim).because("everything", f64::INFINITY)),
                "base" => scores.push(half(claim).base(-0.1)),
                number => scores.push(Score::of(claim, number.parse()?)),
            }
        }
        Ok(scores)
    }
}

fn half(claim: Claim<'_>) -> Score<'_> {
    Score::of(claim, 0.5)
}

impl Differ for Obedient {
    /// Each line of the old text is a step: `=` or `!` or `~`, then old start, old end, new start, new end.
    fn diff(&self, old: &str, _: &str) -> Result<Vec<Hunk>, Failure> {
        old.lines().take_while(|line| !line.starts_with('#')).map(step).collect()
    }
}

fn step(line: &str) -> Result<Hunk, Failure> {
    let (sort, places) = line.split_at_checked(1).ok_or_else(|| Failure::new("not a step"))?;
    let places: Vec<usize> = places.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
    let [old_start, old_end, new_start, new_end] = places[..] else { return Err(Failure::new("not a step")) };
    let (old, new) = (old_start..old_end, new_start..new_end);
    Ok(match sort {
        "=" => Hunk::same(old, new),
        "~" => Hunk::coarse(old, new),
        _ => Hunk::changed(old, new),
    })
}

impl Exporter for Obedient {
    fn export(&self, case: Case<'_>, out: &mut dyn Write) -> Result<(), Failure> {
        let what = case.option("say").ok_or_else(|| Failure::new("nothing to say"))?;
        for word in what.split_inclusive(' ') {
            out.write_all(word.as_bytes())?;
        }
        Ok(())
    }
}

impl Importer for Obedient {
    /// Each line is something to say of a claim, or a way to go wrong.
    fn import(&self, _: Case<'_>, bytes: &[u8], drafts: &mut Drafts<'_>) -> Result<(), Failure> {
        let claim = drafts.claim("A claim");
        for line in str::from_utf8(bytes)?.lines() {
            let (what, how) = line.split_once(' ').unwrap_or((line, ""));
            match what {
                "claim" => drop(drafts.claim(how)),
                "said" => drop(claim.said(how)),
                "key" => drop(claim.key(how)),
                "keys" => {
                    let key = "0189fd92-be80-70a2-80ec-7f826084aaf0";
                    claim.key(key);
                    drafts.claim("Another").key(key);
                }
                "status" => drop(claim.status(how)),
                "withdrawn" => drop(claim.withdrawn_because(how)),
                "stance" => drop(claim.link(how, drafts.claim("Another"))),
                "itself" => drop(claim.rebuts(claim)),
                "part" => drop(claim.part_of(claim)),
                "grade" => drop(claim.grade(how)),
                "rating" => drop(claim.verdict("False").rating(1, how.parse()?, 5)),
                "kind" => drop(drafts.party("Somebody").kind(how)),
                "captured" => drop(drafts.source("A source").version(None).captured(how)),
                "place" => drop(claim.quote(drafts.source("A source").version("It."), "It.").range(how.parse()?..3)),
                "original" => drop(claim.stands_in(drafts.source("A source").version(None)).translator(how)),
                "runs" => {
                    while !drafts.is_refused() {
                        drafts.claim("and on");
                    }
                }
                _ => return Err(Failure::new("not a thing to say")),
            }
        }
        Ok(())
    }
}

impl Finder for Obedient {
    /// Each line of the text is a suggestion: start, end, confidence and, if it likes, a wording and a claimant.
    fn find<'t>(&self, _: Case<'_>, text: &'t str) -> Result<Vec<Suggestion<'t>>, Failure> {
        text.lines().take_while(|line| !line.starts_with('#')).map(suggestion).collect()
    }
}

fn suggestion(line: &str) -> Result<Suggestion<'_>, Failure> {
    let mut words = line.split(' ');
    let mut next = || words.next().ok_or_else(|| Failure::new("not a suggestion"));
    let found = Suggestion::at(next()?.parse()?..next()?.parse()?, next()?.parse()?);
    let found = if let Ok(wording) = next() { found.wording(wording) } else { found };
    Ok(if let Ok(claimant) = next() { found.claimant(claimant) } else { found })
}

export!(obedient: scorer Obedient, differ Obedient, exporter Obedient, importer Obedient, finder Obedient);
