//! Reads a case into a report: who said what, what speaks to what, and what became of it.

use std::collections::HashMap;

use super::{
    doubt,
    facts::{
        Asked, Capture, Changed, Checked, Cited, Corrected, Decision, Finding, Judgement, Named, Part, Place, Rating,
        Remarked, Report, Speaker, Statement, Weighed,
    },
};
use crate::{Appearance, Case, Claim, Grade, Link, Party, Reply, Scored, Source, Stance, Status, Verdict, Version};

/// How deep replies to replies are followed.
const DEPTH: usize = 8;

/// The report on the subjects of a case.
pub(super) fn report<'a>(case: Case<'a>) -> Report<'a> {
    let numbers: HashMap<&str, usize> = case.sources().map(|source| source.handle()).zip(1..).collect();
    let reader = Reader { numbers };
    Report {
        casebook: case.option("title"),
        about: case.option("about").and_then(|handle| reader.numbers.get(handle).copied()),
        claims: case.subjects().map(|claim| reader.checked(claim)).collect(),
        sources: case.sources().map(|source| reader.cited(source)).collect(),
    }
}

struct Reader<'a> {
    numbers: HashMap<&'a str, usize>,
}

impl<'a> Reader<'a> {
    fn number(&self, source: Source<'a>) -> usize {
        self.numbers.get(source.handle()).copied().unwrap_or_default()
    }

    fn checked(&self, claim: Claim<'a>) -> Checked<'a> {
        let verdicts: Vec<Verdict<'a>> = claim.verdicts().collect();
        let score = claim.scores().next_back();
        let mut earlier: Vec<Decision<'a>> = verdicts.iter().map(|verdict| decision(*verdict)).collect();
        let current = earlier.pop();
        let is_on_media = current.as_ref().is_some_and(|current| current.on_media);
        let beside = earlier.iter().rposition(|one| one.on_media != is_on_media).map(|at| earlier.remove(at));
        earlier.reverse();
        Checked {
            handle: claim.handle(),
            key: claim.key(),
            text: claim.text(),
            status: claim.status().word(),
            withdrawn_because: claim.withdrawn_because(),
            published: claim.published(),
            withdrawn: claim.withdrawn(),
            why_checked: claim.why_checked(),
            claimants: speakers(claim),
            said: claim.said(),
            occasion: claim.occasion(),
            place: claim.place(),
            tags: claim.tags().map(|tag| tag.text()).collect(),
            part_of: claim.part_of().map(named),
            parts: claim.parts().map(named).collect(),
            verdict: current,
            beside,
            earlier,
            corrections: corrected(&verdicts),
            grade: claim.grade().map(judgement),
            appearances: claim.appearances().filter_map(|one| self.place(one)).collect(),
            replies: claim.replies().map(asked).collect(),
            against: self.statements(claim, Stance::Rebuts),
            support: self.statements(claim, Stance::Supports),
            context: self.statements(claim, Stance::Context),
            history: self.history(claim),
            disagreement: doubt::disagreement(score, claim.verdict()),
            score: score.map(weighed),
            unknowns: doubt::unknowns(claim),
            findings: claim.findings().map(found).collect(),
            notes: claim.notes().map(|note| Remarked { text: note.text(), by: note.by(), at: note.at() }).collect(),
        }
    }

    fn place(&self, appearance: Appearance<'a>) -> Option<Place<'a>> {
        let version = appearance.version()?;
        Some(Place {
            source: self.number(version.source()?),
            version: version.handle(),
            manner: appearance.manner(),
            quote: appearance.exact(),
            prefix: appearance.prefix(),
            suffix: appearance.suffix(),
            timecode: appearance.timecode(),
            via: appearance.via().map(Party::name).collect(),
            hedge: appearance.hedge(),
            original: appearance.original(),
            original_language: appearance.original_language(),
            translator: appearance.translator(),
            first: appearance.is_first(),
        })
    }

    /// What speaks to a claim with one stance, each followed by what speaks to it in turn.
    fn statements(&self, claim: Claim<'a>, stance: Stance) -> Vec<Statement<'a>> {
        let mut out = Vec::new();
        // What answers what may go round in circles; each statement is followed where it stands first.
        let mut seen = vec![claim.handle()];
        for link in claim.links_in().filter(|link| link.stance() == stance) {
            self.follow(link, 0, false, &mut seen, &mut out);
        }
        out
    }

    fn follow(
        &self,
        link: Link<'a>,
        depth: usize,
        on_link: bool,
        seen: &mut Vec<&'a str>,
        out: &mut Vec<Statement<'a>>,
    ) {
        let Some(claim) = link.from() else { return };
        let shown_above = seen.contains(&claim.handle());
        out.push(Statement {
            depth,
            stance: link.stance().word(),
            on_link,
            link: link.handle(),
            handle: claim.handle(),
            text: claim.text(),
            withdrawn: claim.status() == Status::Withdrawn,
            claimants: speakers(claim),
            said: claim.said(),
            note: link.note(),
            grade: claim.grade().map(judgement),
            bearing: link.grade().map(judgement),
            appearances: claim.appearances().filter_map(|one| self.place(one)).collect(),
            shown_above,
        });
        if shown_above || depth >= DEPTH {
            return;
        }
        seen.push(claim.handle());
        for undercut in link.links_in() {
            self.follow(undercut, depth + 1, true, seen, out);
        }
        for reply in claim.links_in() {
            self.follow(reply, depth + 1, false, seen, out);
        }
    }

    fn history(&self, claim: Claim<'a>) -> Vec<Changed<'a>> {
        let changes = claim.appearances().flat_map(|one| one.changes().map(move |change| (one, change)));
        let mut asked: Vec<&str> = Vec::new();
        changes
            .filter_map(|(appearance, change)| {
                let (from, to): (Version<'a>, Version<'a>) = (appearance.version()?, change.version()?);
                let doubted = change.doubt().is_some();
                if doubted && change.state() == "removed" {
                    // It is asked once a version, however many quotes are not there.
                    if asked.contains(&to.handle()) {
                        return None;
                    }
                    asked.push(to.handle());
                }
                Some(Changed {
                    source: self.number(to.source()?),
                    from: from.handle(),
                    to: to.handle(),
                    captured: to.captured(),
                    state: change.state(),
                    was: appearance.exact().unwrap_or_default(),
                    now: change.now(),
                    doubted,
                })
            })
            .collect()
    }

    fn cited(&self, source: Source<'a>) -> Cited<'a> {
        Cited {
            number: self.number(source),
            handle: source.handle(),
            title: source.title(),
            kind: source.kind(),
            publisher: source.publisher().map(Party::name),
            authors: source.authors().map(Party::name).collect(),
            published: source.published(),
            address: source.address(),
            grade: source.grade().map(judgement),
            derived_from: source.derived_from().map(|origin| self.number(origin)).collect(),
            versions: source.versions().map(capture).collect(),
        }
    }
}

fn capture(version: Version<'_>) -> Capture<'_> {
    Capture {
        handle: version.handle(),
        gone: version.state() == "gone",
        captured: version.captured(),
        origin: version.origin(),
        size: version.size(),
        sha256: version.sha256(),
        archives: version.archives().map(|archive| archive.address()).collect(),
    }
}

fn found(finding: crate::Finding<'_>) -> Finding<'_> {
    Finding { level: finding.level(), rule: finding.rule(), what: finding.text(), fix: finding.fix() }
}

fn named(claim: Claim<'_>) -> Named<'_> {
    Named { handle: claim.handle(), text: claim.text() }
}

fn speakers(claim: Claim<'_>) -> Vec<Speaker<'_>> {
    claim
        .claimants()
        .filter_map(|claimant| {
            let party = claimant.party()?;
            Some(Speaker {
                name: party.name(),
                role: claimant.role(),
                why_unnamed: party.why_unnamed(),
                grade: party.grade().map(judgement),
            })
        })
        .collect()
}

fn asked(reply: Reply<'_>) -> Asked<'_> {
    Asked {
        handle: reply.handle(),
        of: reply.party().map(Party::name),
        through: reply.through(),
        asked: reply.asked(),
        due: reply.due(),
        answered: reply.answered(),
        answer: reply.answer(),
    }
}

fn judgement(grade: Grade<'_>) -> Judgement<'_> {
    Judgement { grade: grade.reliability().or(grade.credibility()).unwrap_or("?"), because: grade.because() }
}

fn decision(verdict: Verdict<'_>) -> Decision<'_> {
    let rating = match (verdict.value(), verdict.worst(), verdict.best()) {
        (Some(value), Some(worst), Some(best)) => Some(Rating { value, worst, best }),
        _ => None,
    };
    Decision {
        name: verdict.name(),
        labels: labels(verdict),
        scale: verdict.scale(),
        on_media: verdict.is_on_media(),
        rating,
        because: verdict.because(),
        gist: gist(verdict.because()),
        by: verdict.by(),
        at: verdict.at(),
        would_change: verdict.would_change(),
    }
}

/// The scales whose labels every language has words for.
const SCALES: [&str; 5] = ["five-step", "six-step", "wide", "true-false", "media"];

/// The labels of a verdict as typed, where its scale is one of those.
fn labels(verdict: Verdict<'_>) -> Vec<&str> {
    if SCALES.contains(&verdict.scale()) { verdict.label().split('+').collect() } else { Vec::new() }
}

/// The first paragraph of a text.
fn gist(text: &str) -> &str {
    let text = text.trim();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            return text[..at].trim_end();
        }
        at += line.len();
    }
    text
}

fn corrected<'a>(verdicts: &[Verdict<'a>]) -> Vec<Corrected<'a>> {
    let corrected = verdicts.iter().enumerate().filter_map(|(at, verdict)| {
        let before = verdicts[..at].iter().rfind(|before| before.is_on_media() == verdict.is_on_media());
        Some(Corrected {
            class: verdict.correction()?,
            before: before.map(|before| before.name()).filter(|before| *before != verdict.name()),
            before_labels: before.map(|before| labels(*before)).unwrap_or_default(),
            after: verdict.name(),
            after_labels: labels(*verdict),
            because: verdict.because(),
            by: verdict.by(),
            at: verdict.at(),
        })
    });
    corrected.collect()
}

fn weighed(score: Scored<'_>) -> Weighed<'_> {
    Weighed {
        scorer: score.scorer(),
        value: score.value(),
        base: score.base(),
        contributions: score
            .contributions()
            .map(|part| Part {
                amount: part.amount(),
                link: part.link().map(|link| link.handle()),
                because: part.because(),
            })
            .collect(),
        remarks: score.remarks().map(|remark| remark.text()).collect(),
    }
}
