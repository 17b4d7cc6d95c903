//! What an exporter is shown: the case of some claims, with what scorer, differ and rules say of it, and what stands
//! beside it.

use std::collections::{HashMap, HashSet};

use claims_host::Want;
use claims_model::{
    Case, CaseFinding, CaseVersion, Claim, Filed, Handle, HunkState, Key, Operation, PointHunk, Points, Publication,
    Record, Source, Status, Timestamp, VersionDiff, VersionState,
};
use claims_store::Records;

use crate::{
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    later,
    plugins::{self, Kind, Options, Tool},
    rules::{self, Book, Subject},
    templates, withheld,
};

/// The case of the claims, with their scores, with what became of their quotes, and with all that the exporter wants.
pub(crate) fn case(records: &Records<'_>, desk: &Desk<'_>, claims: &[Filed<Claim>], to: &Tool) -> Outcome<Case> {
    let keys: Vec<Key> = claims.iter().map(|claim| claim.key).collect();
    let mut case = records.case(&keys)?;
    let scorer = plugins::find(desk, Kind::Scorer, &desk.settings.plugins.scorer, &[])?;
    case.scores = scorer.score(&case)?;
    let differ = plugins::find(desk, Kind::Differ, &desk.settings.plugins.differ, &[])?;
    let known: HashSet<Key> = case.claims.iter().map(|claim| claim.key).collect();
    let later = later::changes(records, &differ, &case.sources, &|key| known.contains(&key))?;
    case.changes = later.into_iter().map(|one| one.change).collect();
    if to.wants(Want::Texts) {
        texts(records, &differ, &mut case)?;
    }
    if to.wants(Want::Findings) {
        case.findings = findings(records, desk, claims)?;
    }
    if to.wants(Want::Publications) {
        case.publications = publications(records, claims, None)?;
    }
    Ok(case)
}

/// The same of a record as it stood at a moment: its log stands in the whole record, `log`.
pub(crate) fn case_as_of(
    records: &Records<'_>,
    desk: &Desk<'_>,
    claims: &[Filed<Claim>],
    to: &Tool,
    (log, moment): (&Records<'_>, Timestamp),
) -> Outcome<Case> {
    let mut case = case(records, desk, claims, to)?;
    if to.wants(Want::Publications) {
        case.publications = publications(log, claims, Some(moment))?;
    }
    Ok(case)
}

/// What an exporter is given beside the case and its options: the casebook's title, what it is all about, and the
/// casebook's own templates.
pub(crate) fn beside(desk: &Desk<'_>, exporter: &Tool, about: Option<Handle>) -> Outcome<Options> {
    let mut beside = templates::options(desk, exporter.name(), exporter.wants(Want::Language))?;
    beside.extend(desk.settings.desk.title.iter().map(|title| ("title".to_owned(), title.clone())));
    beside.extend(about.map(|about| ("about".to_owned(), about.to_string())));
    Ok(beside)
}

/// Adds the texts of all versions but those that stay with the desk, and the way from each to the next one that has a
/// text.
fn texts(records: &Records<'_>, differ: &Tool, case: &mut Case) -> Outcome<()> {
    let is_open = |source: &&Filed<Source>| withheld::why(case, source).is_none();
    let open: HashSet<Key> = case.sources.iter().filter(is_open).map(|source| source.key).collect();
    for version in case.versions.iter_mut().filter(|version| open.contains(&version.version.source)) {
        version.text = Some(records.text(&version.version)?.into());
    }
    let present: Vec<&CaseVersion> =
        case.versions.iter().filter(|one| one.version.state == VersionState::Present).collect();
    for pair in present.windows(2) {
        let [old, new] = pair else { continue };
        let (Some(before), Some(after)) = (&old.text, &new.text) else { continue };
        if old.version.source != new.version.source {
            continue;
        }
        let (olds, news) = (Points::of(before), Points::of(after));
        let hunks = differ.diff(before, after)?.into_iter().map(|hunk| PointHunk {
            state: match (hunk.same, hunk.coarse) {
                (true, _) => HunkState::Same,
                (_, true) => HunkState::Coarse,
                _ => HunkState::Changed,
            },
            old: olds.point(hunk.old.start)..olds.point(hunk.old.end),
            new: news.point(hunk.new.start)..news.point(hunk.new.end),
        });
        let hunks = hunks.collect();
        case.diffs.push(VersionDiff { from: old.version.key, to: new.version.key, hunks });
    }
    Ok(())
}

fn findings(records: &Records<'_>, desk: &Desk<'_>, claims: &[Filed<Claim>]) -> Outcome<Vec<CaseFinding>> {
    let book = Book::of(records, desk);
    let mut findings = Vec::new();
    for claim in claims.iter().filter(|claim| claim.status != Status::Withdrawn) {
        let found = rules::check(&Subject::of(&book, claim)?, &desk.settings.check)?;
        findings.extend(found.into_iter().map(|finding| CaseFinding {
            claim: claim.key,
            level: finding.level.to_string(),
            rule: finding.rule.code.to_owned(),
            what: finding.found.what,
            fix: finding.found.fix,
        }));
    }
    Ok(findings)
}

/// When the checks of claims were published and withdrawn, as the log tells, up to a moment; what was undone does not
/// count.
fn publications(log: &Records<'_>, claims: &[Filed<Claim>], until: Option<Timestamp>) -> Outcome<Vec<Publication>> {
    let went_out = claims.iter().filter(|claim| matches!(claim.status, Status::Published | Status::Withdrawn));
    let none = |claim: &Filed<Claim>| Publication { claim: claim.key, published: None, withdrawn: None };
    let mut found: HashMap<Key, Publication> = went_out.map(|claim| (claim.key, none(claim))).collect();
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let words = [Status::Published, Status::Withdrawn].map(|status| format!("\"{}\"", status.word()));
    let corrupt = |error: serde_json::Error| Failure::new(Exit::Data, format!("the log does not read: {error}"));
    let mut is_past = true;
    log.each_entry(|body, _| {
        // The log is long, and few entries are about this.
        if !is_past || until.is_none() && !words.iter().any(|word| body.contains(word)) {
            return Ok(());
        }
        let operation: Operation = serde_json::from_str(body).map_err(corrupt)?;
        is_past = until.is_none_or(|until| operation.at <= until);
        if !is_past {
            return Ok(());
        }
        for change in &operation.changes {
            let Some(Record::Claim(after)) = &change.after else { continue };
            let Some(publication) = found.get_mut(&after.key) else { continue };
            let before = match &change.before {
                Some(Record::Claim(before)) => Some(before.status),
                _ => None,
            };
            if before == Some(after.status) {
                continue;
            }
            match after.status {
                // Undoing a withdrawal leaves the day of publication what it was.
                Status::Published if before == Some(Status::Withdrawn) => publication.withdrawn = None,
                Status::Published => publication.published = Some(operation.at),
                Status::Withdrawn => publication.withdrawn = Some(operation.at),
                _ => (publication.published, publication.withdrawn) = (None, None),
            }
        }
        Ok::<(), Failure>(())
    })?;
    // In the order of the claims, so that the same casebook gives the same bytes.
    Ok(claims.iter().filter_map(|claim| found.remove(&claim.key)).collect())
}
