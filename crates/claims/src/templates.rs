//! The templates of reports and their words: which are bundled, and which a casebook has in their places.
//!
//! A casebook keeps them in its folder `templates`: `templates/EXPORTER/NAME.j2` and `templates/words/LANGUAGE.ftl`. What
//! is in them only an exporter knows; it is handed their texts as options, `template/NAME` and `words/LANGUAGE`.

use std::{
    fs::FileType,
    path::{Path, PathBuf},
};

use claims_plugin_markdown::LANGUAGES;

use crate::{
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    plugins::Options,
};

/// The folder of a casebook's own.
pub(crate) const FOLDER: &str = "templates";
/// In it, the folder of the words.
pub(crate) const WORDS: &str = "words";
/// The largest file that is read as a template.
const MOST_BYTES: u64 = 1 << 20;

/// The bundled templates of each exporter that has some.
pub(crate) const BUNDLED: &[(&str, &[(&str, &str)])] = &[
    ("markdown", claims_plugin_markdown::TEMPLATES),
    ("html", claims_plugin_html::PAGE_TEMPLATES),
    ("site", claims_plugin_html::SITE_TEMPLATES),
    ("typst", claims_plugin_typst::TEMPLATES),
];

/// A template or the words of a language.
pub(crate) struct Template {
    /// The exporter, or `words`.
    pub(crate) of: String,
    /// The name by which the exporter knows it.
    pub(crate) name: String,
    /// The text that is bundled, if it is.
    pub(crate) bundled: Option<&'static str>,
    /// The file of the casebook, and its text.
    pub(crate) own: Option<(PathBuf, String)>,
}

impl Template {
    /// What people call it, and where it lies below the folder: `markdown/full.md.j2`.
    pub(crate) fn path(&self) -> String {
        format!("{}/{}{}", self.of, self.name, ending(&self.of))
    }
}

/// Every template: the bundled ones in their order, then those that only the casebook has.
pub(crate) fn all(desk: &Desk<'_>) -> Outcome<Vec<Template>> {
    let mut templates = Vec::new();
    for (of, bundled) in BUNDLED.iter().copied().chain([(WORDS, LANGUAGES)]) {
        templates.extend(of_one(desk, of, bundled)?);
    }
    let folder = desk.file(FOLDER);
    for of in names(&folder, FileType::is_dir)? {
        if of != WORDS && !BUNDLED.iter().any(|(known, _)| *known == of) {
            templates.extend(of_one(desk, &of, &[])?);
        }
    }
    Ok(templates)
}

/// What an exporter is handed of a casebook's own: its templates, with a list of them, and `with_words` the words.
pub(crate) fn options(desk: &Desk<'_>, exporter: &str, with_words: bool) -> Outcome<Options> {
    let mut options = Options::new();
    let mut names = Vec::new();
    for (of, prefix) in [(exporter, "template"), (WORDS, "words")].into_iter().take(1 + usize::from(with_words)) {
        for template in of_one(desk, of, &[])? {
            let Some((_, text)) = template.own else { continue };
            options.insert(format!("{prefix}/{}", template.name), text);
            names.extend((of == exporter).then_some(template.name));
        }
    }
    if !names.is_empty() {
        options.insert("templates".to_owned(), names.join("\n"));
    }
    Ok(options)
}

fn of_one(desk: &Desk<'_>, of: &str, bundled: &[(&'static str, &'static str)]) -> Outcome<Vec<Template>> {
    let folder = desk.file(FOLDER).join(of);
    let mut templates: Vec<Template> = bundled
        .iter()
        .map(|(name, text)| Template { of: of.to_owned(), name: (*name).to_owned(), bundled: Some(text), own: None })
        .collect();
    for file in names(&folder, FileType::is_file)? {
        let Some(name) = file.strip_suffix(ending(of)).filter(|name| !name.is_empty()) else { continue };
        let path = folder.join(&file);
        let own = Some((path.clone(), read(&path)?));
        match templates.iter_mut().find(|template| template.name == name) {
            Some(template) => template.own = own,
            None => templates.push(Template { of: of.to_owned(), name: name.to_owned(), bundled: None, own }),
        }
    }
    Ok(templates)
}

fn ending(of: &str) -> &'static str {
    if of == WORDS { ".ftl" } else { ".j2" }
}

/// The names in a folder, sorted; none where there is no such folder. Links are passed over, since what they lead to need
/// not belong to the casebook.
fn names(folder: &Path, is_wanted: fn(&FileType) -> bool) -> Outcome<Vec<String>> {
    if std::fs::symlink_metadata(folder).is_ok_and(|found| found.is_symlink()) {
        return Ok(Vec::new());
    }
    let failed = |error: std::io::Error| Failure::file(folder, &error);
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(failed(error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(failed)?;
        let kind = entry.file_type().map_err(failed)?;
        names.extend(entry.file_name().into_string().ok().filter(|_| is_wanted(&kind)));
    }
    names.sort();
    Ok(names)
}

fn read(path: &Path) -> Outcome<String> {
    let size = std::fs::symlink_metadata(path).map_err(|error| Failure::file(path, &error))?.len();
    if size > MOST_BYTES {
        let what = format!("{}: {size} bytes are too many for a template", path.display());
        return Err(Failure::new(Exit::Data, what).hint(format!("it may have {MOST_BYTES}")));
    }
    let bytes = std::fs::read(path).map_err(|error| Failure::file(path, &error))?;
    String::from_utf8(bytes)
        .map_err(|_| Failure::new(Exit::Usage, format!("{}: the file is not UTF-8", path.display())))
}
