//! What the template is given: the case as plain values, in reading order, with sources numbered.
//!
//! Nothing here is Markdown; the template and [`crate::escape`] make it so.

use std::collections::HashMap;

use claims_plugin::{Appearance, Case, Claim, Grade, Link, Party, Scored, Source, Stance, Status, Verdict, Version};
use serde::Serialize;

/// How deep replies to replies are followed.
const DEPTH: usize = 8;

/// The whole report.
#[derive(Serialize)]
pub(crate) struct Report<'a> {
    casebook: Option<&'a str>,
    claims: Vec<Checked<'a>>,
    sources: Vec<Cited<'a>>,
}

/// One claim that was asked about.
#[derive(Serialize)]
struct Checked<'a> {
    handle: &'a str,
    key: &'a str,
    text: &'a str,
    status: &'static str,
    withdrawn_because: Option<&'a str>,
    why_checked: Option<&'a str>,
    claimants: Vec<Speaker<'a>>,
    said: Option<&'a str>,
    occasion: Option<&'a str>,
    place: Option<&'a str>,
    language: Option<&'a str>,
    tags: Vec<&'a str>,
    part_of: Option<Named<'a>>,
    parts: Vec<Named<'a>>,
    verdict: Option<Decision<'a>>,
    earlier: Vec<Decision<'a>>,
    corrections: Vec<Corrected<'a>>,
    grade: Option<Judgement<'a>>,
    appearances: Vec<Place<'a>>,
    against: Vec<Statement<'a>>,
    support: Vec<Statement<'a>>,
    context: Vec<Statement<'a>>,
    history: Vec<Changed<'a>>,
    score: Option<Weighed<'a>>,
    disagreement: Option<&'static str>,
    unknowns: Vec<String>,
}

#[derive(Serialize)]
struct Named<'a> {
    handle: &'a str,
    text: &'a str,
}

#[derive(Serialize)]
struct Speaker<'a> {
    name: &'a str,
    role: Option<&'a str>,
    why_unnamed: Option<&'a str>,
    grade: Option<Judgement<'a>>,
}

#[derive(Serialize)]
struct Judgement<'a> {
    grade: &'a str,
    meaning: &'a str,
    because: Option<&'a str>,
}

#[derive(Serialize)]
struct Decision<'a> {
    name: &'a str,
    scale: &'a str,
    rating: Option<String>,
    because: &'a str,
    by: &'a str,
    at: &'a str,
    would_change: Option<&'a str>,
}

/// A change to a verdict that was published.
#[derive(Serialize)]
struct Corrected<'a> {
    what: &'static str,
    before: Option<&'a str>,
    after: &'a str,
    because: &'a str,
    by: &'a str,
    at: &'a str,
}

/// Where a claim stands.
#[derive(Serialize)]
struct Place<'a> {
    source: usize,
    version: &'a str,
    manner: &'static str,
    quote: Option<&'a str>,
    timecode: Option<&'a str>,
    via: Vec<&'a str>,
    hedge: Option<&'a str>,
    original: Option<&'a str>,
    original_language: Option<&'a str>,
    translator: Option<&'a str>,
    first: bool,
}

/// A statement that bears on a claim, a reply, or an undercut; `depth` counts from 0.
#[derive(Serialize)]
struct Statement<'a> {
    depth: usize,
    relation: &'static str,
    link: &'a str,
    handle: &'a str,
    text: &'a str,
    withdrawn: bool,
    claimants: Vec<Speaker<'a>>,
    said: Option<&'a str>,
    note: Option<&'a str>,
    grade: Option<Judgement<'a>>,
    bearing: Option<Judgement<'a>>,
    appearances: Vec<Place<'a>>,
    shown_above: bool,
}

/// What became of a quote in a later version.
#[derive(Serialize)]
struct Changed<'a> {
    source: usize,
    from: &'a str,
    to: &'a str,
    captured: &'a str,
    state: &'a str,
    was: &'a str,
    now: &'a str,
}

#[derive(Serialize)]
struct Weighed<'a> {
    scorer: &'a str,
    value: Option<f64>,
    base: Option<f64>,
    contributions: Vec<Part<'a>>,
    remarks: Vec<&'a str>,
}

#[derive(Serialize)]
struct Part<'a> {
    amount: f64,
    link: Option<&'a str>,
    because: &'a str,
}

/// A source in the numbered list.
#[derive(Serialize)]
struct Cited<'a> {
    number: usize,
    handle: &'a str,
    title: &'a str,
    kind: &'a str,
    publisher: Option<&'a str>,
    authors: Vec<&'a str>,
    published: Option<&'a str>,
    address: Option<&'a str>,
    grade: Option<Judgement<'a>>,
    derived_from: Vec<usize>,
    versions: Vec<Capture<'a>>,
}

#[derive(Serialize)]
struct Capture<'a> {
    handle: &'a str,
    gone: bool,
    captured: &'a str,
    origin: &'a str,
    size: u64,
    sha256: &'a str,
    archives: Vec<&'a str>,
}

/// The report on the subjects of a case.
pub(crate) fn report<'a>(case: Case<'a>) -> Report<'a> {
    let numbers: HashMap<&str, usize> = case.sources().map(|source| source.handle()).zip(1..).collect();
    let reader = Reader { numbers };
    Report {
        casebook: case.option("title"),
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
        earlier.reverse();
        Checked {
            handle: claim.handle(),
            key: claim.key(),
            text: claim.text(),
            status: status(claim.status()),
            withdrawn_because: claim.withdrawn_because(),
            why_checked: claim.why_checked(),
            claimants: speakers(claim),
            said: claim.said(),
            occasion: claim.occasion(),
            place: claim.place(),
            language: claim.language(),
            tags: claim.tags().map(|tag| tag.text()).collect(),
            part_of: claim.part_of().map(named),
            parts: claim.parts().map(named).collect(),
            verdict: current,
            earlier,
            corrections: corrected(&verdicts),
            grade: claim.grade().map(judgement),
            appearances: claim.appearances().filter_map(|one| self.place(one)).collect(),
            against: self.statements(claim, Stance::Rebuts),
            support: self.statements(claim, Stance::Supports),
            context: self.statements(claim, Stance::Context),
            history: self.history(claim),
            disagreement: disagreement(score, claim.verdict()),
            score: score.map(weighed),
            unknowns: unknowns(claim),
        }
    }

    fn place(&self, appearance: Appearance<'a>) -> Option<Place<'a>> {
        let version = appearance.version()?;
        Some(Place {
            source: self.number(version.source()?),
            version: version.handle(),
            manner: match appearance.manner() {
                "direct" => "direct quote",
                "indirect" => "indirect speech",
                "paraphrase" => "paraphrase",
                _ => "other wording",
            },
            quote: appearance.exact(),
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
        let mut above = vec![claim.handle()];
        for link in claim.links_in().filter(|link| link.stance() == stance) {
            self.follow(link, 0, false, &mut above, &mut out);
        }
        out
    }

    fn follow(
        &self,
        link: Link<'a>,
        depth: usize,
        on_link: bool,
        above: &mut Vec<&'a str>,
        out: &mut Vec<Statement<'a>>,
    ) {
        let Some(claim) = link.from() else { return };
        let shown_above = above.contains(&claim.handle());
        out.push(Statement {
            depth,
            relation: relation(link.stance(), on_link),
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
        above.push(claim.handle());
        for undercut in link.links_in() {
            self.follow(undercut, depth + 1, true, above, out);
        }
        for reply in claim.links_in() {
            self.follow(reply, depth + 1, false, above, out);
        }
        above.pop();
    }

    fn history(&self, claim: Claim<'a>) -> Vec<Changed<'a>> {
        let changes = claim.appearances().flat_map(|one| one.changes().map(move |change| (one, change)));
        changes
            .filter_map(|(appearance, change)| {
                let (from, to): (Version<'a>, Version<'a>) = (appearance.version()?, change.version()?);
                Some(Changed {
                    source: self.number(to.source()?),
                    from: from.handle(),
                    to: to.handle(),
                    captured: to.captured(),
                    state: change.state(),
                    was: appearance.exact().unwrap_or_default(),
                    now: change.now(),
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

fn judgement(grade: Grade<'_>) -> Judgement<'_> {
    Judgement {
        grade: grade.reliability().or(grade.credibility()).unwrap_or("?"),
        meaning: grade.meaning(),
        because: grade.because(),
    }
}

fn decision(verdict: Verdict<'_>) -> Decision<'_> {
    let rating = match (verdict.value(), verdict.worst(), verdict.best()) {
        (Some(value), Some(worst), Some(best)) => Some(format!("{value} on a scale from {worst} to {best}")),
        _ => None,
    };
    Decision {
        name: verdict.name(),
        scale: verdict.scale(),
        rating,
        because: verdict.because(),
        by: verdict.by(),
        at: verdict.at(),
        would_change: verdict.would_change(),
    }
}

fn corrected<'a>(verdicts: &[Verdict<'a>]) -> Vec<Corrected<'a>> {
    let before = std::iter::once(None).chain(verdicts.iter().map(|verdict| Some(verdict.name())));
    let pairs = before.zip(verdicts);
    let corrected = pairs.filter_map(|(before, verdict)| {
        Some(Corrected {
            what: correction(verdict.correction()?),
            before: before.filter(|before| *before != verdict.name()),
            after: verdict.name(),
            because: verdict.because(),
            by: verdict.by(),
            at: verdict.at(),
        })
    });
    corrected.collect()
}

fn correction(class: &str) -> &'static str {
    match class {
        "changes" => "changes the verdict",
        "keeps" => "does not change the verdict",
        "void" => "withdraws the fact-check",
        "spelling" => "corrects the wording",
        "update" => "brings it up to date",
        _ => "another change",
    }
}

const fn status(status: Status) -> &'static str {
    match status {
        Status::Noted => "noted",
        Status::Checking => "being checked",
        Status::Checked => "checked",
        Status::Published => "published",
        Status::Withdrawn => "withdrawn",
        _ => "in another state",
    }
}

const fn relation(stance: Stance, on_link: bool) -> &'static str {
    match (stance, on_link) {
        (Stance::Rebuts, false) => "Against",
        (Stance::Supports, false) => "For",
        (Stance::Context, false) => "Context",
        (Stance::Rebuts, true) => "Against its bearing",
        (Stance::Supports, true) => "For its bearing",
        (Stance::Context, true) => "On its bearing",
        _ => "Related",
    }
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

/// Where the score and the verdict point in opposite directions.
fn disagreement(score: Option<Scored<'_>>, verdict: Option<Verdict<'_>>) -> Option<&'static str> {
    const CLEAR: f64 = 0.1;
    let score = score?.value()?;
    let verdict = verdict?;
    let (value, worst, best) = (verdict.value()?, verdict.worst()?, verdict.best()?);
    let middle = f64::midpoint(worst, best);
    if score >= 0.5 + CLEAR && value < middle {
        Some("The score leans towards the claim, the verdict against it.")
    } else if score <= 0.5 - CLEAR && value > middle {
        Some("The score leans against the claim, the verdict towards it.")
    } else {
        None
    }
}

/// What the record does not say, where that matters to a reader.
fn unknowns(claim: Claim<'_>) -> Vec<String> {
    let mut unknowns = Vec::new();
    if claim.claimants().next().is_none() {
        unknowns.push("Who made the claim is not recorded.".to_owned());
    }
    if claim.said().is_none() {
        unknowns.push("When it was said is not recorded.".to_owned());
    }
    if claim.appearances().next().is_none() {
        unknowns.push("No source is recorded in which the claim stands.".to_owned());
    }
    let links: Vec<Link<'_>> = claim.links_in().collect();
    if !links.iter().any(|link| link.stance() == Stance::Rebuts) {
        unknowns.push("No counter-statement is recorded.".to_owned());
    }
    let bearing = bearing_on(claim);
    let ungraded =
        |claim: &&Claim<'_>| claim.grade().is_none_or(|grade| matches!(grade.credibility(), None | Some("6")));
    let statements: Vec<&str> = bearing.iter().filter(ungraded).map(|claim| claim.handle()).collect();
    if !statements.is_empty() {
        unknowns.push(format!("How credible these statements are is not known: {}.", statements.join(", ")));
    }
    let mut sources: Vec<Source<'_>> = bearing.iter().flat_map(|claim| claim.sources()).collect();
    sources.retain(|source| source.grade().is_none_or(|grade| matches!(grade.reliability(), None | Some("F"))));
    sources.sort_by_key(|source| source.index());
    sources.dedup();
    if !sources.is_empty() {
        let sources: Vec<&str> = sources.iter().map(|source| source.handle()).collect();
        unknowns.push(format!("How reliable these sources are is not known: {}.", sources.join(", ")));
    }
    if claim.claimants().next().is_some() && links.iter().any(|link| is_open(*link, claim)) {
        unknowns.push("No reply of the claimant to what is said against the claim is recorded.".to_owned());
    }
    unknowns
}

/// A claim and every statement that speaks to it, or to what does, in the order of the record.
fn bearing_on(claim: Claim<'_>) -> Vec<Claim<'_>> {
    let mut found = vec![claim];
    let mut open: Vec<Link<'_>> = claim.links_in().collect();
    while let Some(link) = open.pop() {
        open.extend(link.links_in());
        if let Some(from) = link.from().filter(|from| !found.contains(from)) {
            found.push(from);
            open.extend(from.links_in());
        }
    }
    found.sort_by_key(|claim| claim.index());
    found
}

/// Whether a counter-statement stands without a reply by those who made the claim.
fn is_open(link: Link<'_>, claim: Claim<'_>) -> bool {
    let spoke = |reply: Link<'_>| reply.from().is_some_and(|reply| shares_claimant(reply, claim));
    let replies = || link.links_in().chain(link.from().into_iter().flat_map(Claim::links_in));
    link.stance() == Stance::Rebuts && !replies().any(spoke)
}

fn shares_claimant(one: Claim<'_>, other: Claim<'_>) -> bool {
    let keys =
        |claim: Claim<'_>| claim.claimants().filter_map(|one| Some(one.party()?.key().to_owned())).collect::<Vec<_>>();
    let others = keys(other);
    keys(one).iter().any(|key| others.contains(key))
}
