//! `site`: a folder with a page for each claim and each source, an index, and a search that needs no server.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Write,
};

use claims_plugin::{
    Case, Exporter, Failure, Folder, export,
    report::{Checked, Report, Statement, Templates, report},
    text::inert_json,
};
use serde::Serialize;

use crate::{
    SITE_TEMPLATES,
    edits::{Edited, edits},
    page::{Facts, map, styles, templates},
    timeline::timeline,
};

/// The script of the search in the index. The page allows this one and no other, by its SHA-256.
pub(crate) const SEARCH: &str = include_str!("../templates/search.js");

/// Its SHA-256, as a page names it.
const SEARCH_HASH: &str = "sha256-/Eb0mwcDBCl5/6DRf/nxQVZ3sQ9ukSuQsthWlJ7e7MM=";

/// Writes the subjects of a case as a site. Options: as of [`Page`](crate::page::Page).
#[derive(Default)]
pub(crate) struct Site;

impl Exporter for Site {
    fn export(&self, case: Case<'_>, out: &mut dyn Write) -> Result<(), Failure> {
        let templates = templates(case, SITE_TEMPLATES)?;
        let style = styles(&templates)?;
        let whole = report(case);
        let mut edited: BTreeMap<&str, Edited<'_>> = edits(case).into_iter().map(|one| (one.source, one)).collect();
        let mut folder = Folder::new(out);
        folder.file("index.html", &index(&templates, &whole, &style)?)?;
        for (claim, record) in whole.claims.iter().zip(case.subjects()) {
            let cited = cited(claim, &whole);
            let report = of(&whole, vec![claim.clone()], &cited);
            let maps = map(record, &templates).into_iter().collect();
            let page = page(&templates, report, maps, &[], &style)?;
            folder.file(&format!("claims/{}.html", claim.handle), &page)?;
        }
        for source in &whole.sources {
            let stands = |claim: &&Checked<'_>| claim.appearances.iter().any(|place| place.source == source.number);
            let claims = whole.claims.iter().filter(stands).cloned().collect();
            let mut report = of(&whole, claims, &BTreeSet::from([source.number]));
            report.about = Some(source.number);
            let edits: Vec<Edited<'_>> = edited.remove(source.handle).into_iter().collect();
            let page = page(&templates, report, BTreeMap::new(), &edits, &style)?;
            folder.file(&format!("sources/{}.html", source.handle), &page)?;
        }
        folder.end()
    }
}

export!(site "Bundled exporter: a casebook as a folder of pages, with an index and a search": exporter Site);

/// What the search looks through.
#[derive(Serialize)]
struct Entry<'a> {
    handle: &'a str,
    text: &'a str,
    who: Vec<&'a str>,
    verdict: &'a str,
    more: String,
}

/// What the template of the index is given.
#[derive(Serialize)]
struct Index<'a> {
    #[serde(flatten)]
    report: &'a Report<'a>,
    style: &'a str,
    script: &'static str,
    script_hash: &'static str,
    /// The data of the search, as JSON that may stand in a script element.
    entries: String,
}

fn index(templates: &Templates, report: &Report<'_>, style: &str) -> Result<Vec<u8>, Failure> {
    let entries: Vec<Entry<'_>> = report.claims.iter().map(entry).collect();
    let mut page = Vec::new();
    let entries = inert_json(&serde_json::to_string(&entries)?);
    let (script, script_hash) = (SEARCH, SEARCH_HASH);
    let facts = Index { report, style, script, script_hash, entries };
    templates.render("index.html", facts, &mut page)?;
    Ok(page)
}

fn entry<'a>(claim: &'a Checked<'a>) -> Entry<'a> {
    let statements = claim.against.iter().chain(&claim.support).chain(&claim.context);
    let names = statements.clone().flat_map(|one| &one.claimants).map(|one| one.name);
    let more = claim
        .tags
        .iter()
        .copied()
        .chain(statements.clone().map(|one| one.text))
        .chain(names)
        .chain(claim.verdict.iter().map(|one| one.because));
    Entry {
        handle: claim.handle,
        text: claim.text,
        who: claim.claimants.iter().map(|one| one.name).collect(),
        verdict: claim.verdict.as_ref().map_or("", |verdict| verdict.name),
        more: more.collect::<Vec<_>>().join(" "),
    }
}

fn page<'a>(
    templates: &Templates,
    report: Report<'a>,
    maps: BTreeMap<&'a str, String>,
    edits: &[Edited<'a>],
    style: &str,
) -> Result<Vec<u8>, Failure> {
    let mut page = Vec::new();
    let facts = Facts {
        timeline: timeline(&report),
        edits: edits.to_vec(),
        report,
        maps,
        style: style.to_owned(),
        home: Some("../index.html"),
    };
    templates.render("page.html", facts, &mut page)?;
    Ok(page)
}

/// A part of a report, with the sources of these numbers, which keep them.
fn of<'a>(whole: &Report<'a>, claims: Vec<Checked<'a>>, sources: &BTreeSet<usize>) -> Report<'a> {
    let sources = whole.sources.iter().filter(|source| sources.contains(&source.number)).cloned().collect();
    Report { casebook: whole.casebook, about: None, claims, sources }
}

/// The numbers of the sources that a claim's page names, and of those that they repeat.
fn cited(claim: &Checked<'_>, whole: &Report<'_>) -> BTreeSet<usize> {
    let statements: Vec<&Statement<'_>> = claim.against.iter().chain(&claim.support).chain(&claim.context).collect();
    let places = claim.appearances.iter().chain(statements.iter().flat_map(|one| &one.appearances));
    let mut open: Vec<usize> = places.map(|place| place.source).collect();
    let mut cited = BTreeSet::new();
    while let Some(number) = open.pop() {
        if cited.insert(number) {
            let origins =
                whole.sources.iter().find(|source| source.number == number).map(|source| &source.derived_from);
            open.extend(origins.into_iter().flatten());
        }
    }
    cited
}
