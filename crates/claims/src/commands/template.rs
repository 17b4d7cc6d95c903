//! `claims template`: the templates of reports, and a casebook's own in their places.

use std::{
    collections::{BTreeSet, HashMap},
    path::Path,
};

use claims_plugin_markdown::{LANGUAGES, values};
use serde_json::json;

use super::export;
use crate::{
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    refs,
    render::{Out, Table, safe},
    replace::replace,
    templates::{self, FOLDER, Template, WORDS},
};

/// See the templates of reports, put your own in their places, and check them
#[derive(Debug, clap::Subcommand)]
#[command(defer = true)]
pub(crate) enum Command {
    /// List the templates and the languages, and which of them the casebook has its own of
    List,
    /// Copy a bundled template, or the words of a language, into the casebook, to change it there
    #[command(
        after_help = "Examples:\n  claims template eject markdown/full.md\n  claims template eject markdown           all of them\n  claims template eject words/en           then translate templates/words/en.ftl and name it fr.ftl"
    )]
    Eject {
        /// Which: EXPORTER/NAME, EXPORTER, words/LANGUAGE
        #[arg(required = true)]
        names: Vec<String>,
        /// Put it over one that is there already
        #[arg(long)]
        overwrite: bool,
    },
    /// Try the casebook's own templates on every claim that is being checked or was; exit 1 if one fails
    Check,
}

pub(crate) fn run(command: &Command, desk: &Desk<'_>) -> Outcome<()> {
    let all = templates::all(desk)?;
    match command {
        Command::List => list(desk, &all),
        Command::Eject { names, overwrite } => eject(desk, &all, names, *overwrite),
        Command::Check => check(desk, &all),
    }
}

fn list(desk: &Desk<'_>, all: &[Template]) -> Outcome<()> {
    let mut out = desk.out();
    if out.json {
        for template in all {
            out.object(&json!({
                "schema": "claims/template/1",
                "template": template.path(),
                "bundled": template.bundled.is_some(),
                "own": template.own.is_some(),
                "standing": standing(template),
            }))?;
        }
        return out.done();
    }
    let mut table = Table::new(&mut out, &["template", "which"]);
    for template in all {
        table.row(&[&template.path(), standing(template)])?;
    }
    table.end("")?;
    out.done()
}

fn standing(template: &Template) -> &'static str {
    match (template.bundled, &template.own) {
        (_, None) => "bundled",
        (None, Some(_)) => "your own",
        (Some(bundled), Some((_, own))) if bundled == own => "your own, as bundled",
        (Some(_), Some(_)) => "your own, changed",
    }
}

fn eject(desk: &Desk<'_>, all: &[Template], names: &[String], overwrite: bool) -> Outcome<()> {
    let mut out = desk.out();
    let mut chosen: Vec<(&Template, &str)> = Vec::new();
    for name in names {
        let before = chosen.len();
        let bundled = all.iter().filter_map(|template| Some((template, template.bundled?)));
        chosen.extend(bundled.filter(|(template, _)| is_named(template, name)));
        if chosen.len() == before {
            return Err(unknown(all, name));
        }
    }
    let taken = chosen.iter().find(|(template, bundled)| template.own.as_ref().is_some_and(|(_, own)| own != bundled));
    if let Some((template, _)) = taken.filter(|_| !overwrite) {
        let what = format!("{FOLDER}/{} is there already, and changed", template.path());
        return Err(Failure::new(Exit::Refused, what).hint("to put the bundled one over it: --overwrite"));
    }
    for (template, bundled) in chosen {
        let path = desk.file(FOLDER).join(template.path());
        let told = format!("{FOLDER}/{}", template.path());
        if !desk.global.dry_run {
            let folder = path.parent().unwrap_or(Path::new("."));
            std::fs::create_dir_all(folder).map_err(|error| Failure::file(folder, &error))?;
            replace(&path, bundled.as_bytes())?;
        }
        let would = if desk.global.dry_run { "would write" } else { "wrote" };
        if out.json {
            out.object(&json!({ "schema": "claims/template/1", "template": template.path(), "file": told }))?;
        }
        out.message(&format!("{would} {told}"))?;
    }
    out.done()
}

/// Whether a template goes by a name as typed: its exporter, or the whole with or without endings.
fn is_named(template: &Template, name: &str) -> bool {
    let name = name.strip_prefix("templates/").unwrap_or(name);
    let Some(name) = name.strip_prefix(&template.of) else { return false };
    let Some(name) = name.strip_prefix('/') else { return name.is_empty() };
    let stem = template.name.split('.').next().unwrap_or_default();
    name == template.name || name == stem || template.path().ends_with(&format!("/{name}"))
}

fn unknown(all: &[Template], name: &str) -> Failure {
    let bundled: Vec<String> =
        all.iter().filter(|one| one.bundled.is_some()).map(|one| format!("{}/{}", one.of, one.name)).collect();
    let failure = Failure::new(Exit::NotFound, format!("no bundled template is called {name:?}"));
    match refs::nearest(name, bundled.iter().map(String::as_str)) {
        Some(near) => failure.hint(format!("did you mean {near}?")),
        None => failure.hint("what there is: claims template list"),
    }
}

/// Something that was found in a template.
struct Finding {
    template: String,
    level: &'static str,
    what: String,
}

fn check(desk: &Desk<'_>, all: &[Template]) -> Outcome<()> {
    let mut out = desk.out();
    let own: Vec<&Template> = all.iter().filter(|template| template.own.is_some()).collect();
    if own.is_empty() {
        out.message("the casebook has no templates of its own; to make one: claims template eject markdown/full.md")?;
        return out.done();
    }
    let mut findings = Vec::new();
    for template in own.iter().filter(|template| template.of == WORDS) {
        findings.extend(words(template));
    }
    for (exporter, set) in trials(&own) {
        let tried = export::tried(desk, &exporter, &set);
        if let Err(failure) = tried {
            let finding = Finding { template: exporter, level: "error", what: failure.what };
            // A template that several styles share fails in each of them.
            if !findings.iter().any(|known: &Finding| known.what == finding.what) {
                findings.push(finding);
            }
        }
    }
    show(&mut out, &findings)?;
    let errors = findings.iter().filter(|finding| finding.level == "error").count();
    out.message(&format!("{} tried; {}", own.len(), super::check::summary(errors, findings.len() - errors)))?;
    out.done()?;
    if errors == 0 { Ok(()) } else { Err(Failure::no()) }
}

fn show(out: &mut Out, findings: &[Finding]) -> Outcome<()> {
    if out.json {
        for Finding { template, level, what } in findings {
            let schema = "claims/template-finding/1";
            out.object(&json!({ "schema": schema, "template": template, "level": level, "what": what }))?;
        }
        return Ok(());
    }
    if findings.is_empty() {
        return Ok(());
    }
    let mut table = Table::new(out, &["template", "level", "what"]);
    for Finding { template, level, what } in findings {
        table.row(&[template, level, &safe(what)])?;
    }
    table.end("")
}

/// What to ask for, so that every template of a casebook's own and all its words are used.
fn trials(own: &[&Template]) -> Vec<(String, Vec<String>)> {
    let languages = own.iter().filter(|template| template.of == WORDS).map(|template| template.name.as_str());
    let languages: Vec<&str> = std::iter::once("en").chain(languages).collect();
    let mut trials = Vec::new();
    for (exporter, styles) in
        [("markdown", &["full", "short", "memo", "overview"][..]), ("html", &[]), ("site", &[]), ("typst", &[])]
    {
        if styles.is_empty() {
            trials.extend(languages.iter().map(|language| (exporter.to_owned(), vec![format!("language={language}")])));
            continue;
        }
        // A piece is tried in what includes it: by itself it lacks what it is given there.
        let is_own =
            |template: &&&Template| template.of == exporter && template.bundled.is_none() && !is_piece(template, own);
        let others = own.iter().filter(is_own).filter_map(|template| template.name.split_once('.'));
        for style in styles.iter().copied().chain(others.map(|(style, _)| style)) {
            for language in &languages {
                let set = vec![format!("style={style}"), format!("language={language}")];
                trials.push((exporter.to_owned(), set));
            }
        }
    }
    trials
}

/// What is wrong with the words of a language, and what they do not say.
fn words(template: &Template) -> Vec<Finding> {
    let Some((_, text)) = &template.own else { return Vec::new() };
    let finding = |level, what| Finding { template: template.path(), level, what };
    let said: HashMap<String, BTreeSet<String>> = match values(&template.path(), text) {
        Ok(said) => said.into_iter().collect(),
        Err(why) => return vec![finding("error", why.to_string())],
    };
    let (language, english) = LANGUAGES[0];
    let expected = values(language, english).unwrap_or_default();
    let mut findings = Vec::new();
    for (name, expected) in &expected {
        let Some(own) = said.get(name) else { continue };
        let list =
            |names: Vec<&String>| names.iter().map(|name| format!("{{ ${name} }}")).collect::<Vec<_>>().join(", ");
        let lost: Vec<&String> = expected.difference(own).collect();
        if !lost.is_empty() {
            findings
                .push(finding("warning", format!("{name} leaves out {}, which the English words have", list(lost))));
        }
        let unknown: Vec<&String> = own.difference(expected).collect();
        if !unknown.is_empty() {
            findings.push(finding("error", format!("{name} asks for {}, which it is not given", list(unknown))));
        }
    }
    // Those of a bundled language fill the gaps; an English sentence among others is what a reader would notice.
    let missing: Vec<&str> =
        expected.iter().map(|(name, _)| name).filter(|name| !said.contains_key(*name)).map(String::as_str).collect();
    if !missing.is_empty() && template.bundled.is_none() {
        const TOLD: usize = 5;
        let more = if missing.len() > TOLD { ", …" } else { "" };
        let told = missing.iter().take(TOLD).copied().collect::<Vec<_>>().join(", ");
        findings
            .push(finding("warning", format!("{} of {} stay English: {told}{more}", missing.len(), expected.len())));
    }
    findings
}

/// Whether another of the casebook's own templates includes this one: then it is a piece, and no style of its own.
fn is_piece(template: &Template, own: &[&Template]) -> bool {
    let of_it = own.iter().filter(|other| other.of == template.of && other.name != template.name);
    of_it.filter_map(|other| other.own.as_ref()).any(|(_, text)| includes(text, &template.name))
}

/// Whether a tag of a template names another: `{% include "foot.md" %}`, `{% from "foot.md" import … %}` and the like.
fn includes(text: &str, name: &str) -> bool {
    text.split("{%").skip(1).any(|tag| {
        let tag = tag.split("%}").next().unwrap_or_default().trim_start_matches('-').trim_start();
        let is_of_kind = ["include", "from", "import", "extends"].iter().any(|word| tag.starts_with(word));
        is_of_kind && ['"', '\''].iter().any(|mark| tag.contains(&format!("{mark}{name}{mark}")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_is_known_by_who_includes_it() {
        for text in
            [r#"{% include "foot.md" %}"#, "x {%- from 'foot.md' import a %}", r#"{% include ["a", "foot.md"] %}"#]
        {
            assert!(includes(text, "foot.md"), "{text}");
        }
        for text in
            ["foot.md", r#"{% if x == "foot.md" %}"#, r#"{% include "my-foot.md" %}"#, r#"{# include "foot.md" #}"#]
        {
            assert!(!includes(text, "foot.md"), "{text}");
        }
    }
}
