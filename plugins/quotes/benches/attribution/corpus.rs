//! Reads articles with annotated attributions: texts beside brat's standoff files, in a folder or in an archive of it.

use std::{
    collections::{BTreeMap, HashMap},
    fs,
    io::Read,
    ops::Range,
    path::Path,
};

/// Somebody says something, as a person annotated it. Places are bytes, in the order of the text.
pub(crate) struct Attribution {
    pub(crate) source: Vec<Range<usize>>,
    pub(crate) content: Vec<Range<usize>>,
}

pub(crate) struct Article {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) attributions: Vec<Attribution>,
}

/// The articles of a part, `train` or `dev`: from `polnear-PART.tar.xz` in the folder, or from a folder `PART` in it.
pub(crate) fn read(folder: &Path, part: &str) -> Option<Vec<Article>> {
    let archive = folder.join(format!("polnear-{part}.tar.xz"));
    let mut files = BTreeMap::new();
    if let Ok(file) = fs::File::open(archive) {
        let mut archive = tar::Archive::new(lzma_rust2::XzReader::new(file, true));
        for entry in archive.entries().unwrap() {
            let mut entry = entry.unwrap();
            let path = entry.path().unwrap().into_owned();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            add(&mut files, &path, bytes);
        }
    } else {
        for within in ["text", "attributions"] {
            for entry in fs::read_dir(folder.join(part).join(within)).ok()? {
                let path = entry.unwrap().path();
                add(&mut files, &path, fs::read(&path).unwrap());
            }
        }
    }
    Some(articles(&files))
}

fn add(files: &mut BTreeMap<String, String>, path: &Path, bytes: Vec<u8>) {
    let ends = path.extension().is_some_and(|end| end == "txt" || end == "ann");
    if let (true, Some(name), Ok(text)) = (ends, path.file_name(), String::from_utf8(bytes)) {
        files.insert(name.to_string_lossy().into_owned(), text);
    }
}

/// An article that several people annotated counts as the first of them has it.
fn articles(files: &BTreeMap<String, String>) -> Vec<Article> {
    let texts = files.iter().filter_map(|(name, text)| Some((name.strip_suffix(".txt")?, text)));
    texts
        .filter_map(|(name, text)| {
            let from = format!("{name}_");
            let (_, annotations) = files.range(from.clone()..).next().filter(|(other, _)| other.starts_with(&from))?;
            Some(Article { name: name.to_owned(), text: text.clone(), attributions: attributions(text, annotations) })
        })
        .collect()
}

fn attributions(text: &str, lines: &str) -> Vec<Attribution> {
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let byte = |point: &str| places[point.parse::<usize>().unwrap().min(places.len() - 1)];
    let mut parts: HashMap<&str, Vec<Range<usize>>> = HashMap::new();
    let mut found = Vec::new();
    for line in lines.lines() {
        let mut fields = line.split('\t');
        let (Some(id), Some(what)) = (fields.next(), fields.next()) else { continue };
        if id.starts_with('T') {
            let Some((_, spans)) = what.split_once(' ') else { continue };
            let spans = spans.split(';').filter_map(|span| span.split_once(' '));
            parts.insert(id, spans.map(|(start, end)| byte(start)..byte(end)).collect());
        } else if id.starts_with('E') {
            found.push(what);
        }
    }
    let of = |event: &str, role: &str| {
        let named = |part: &str| {
            let (name, id) = part.split_once(':')?;
            (name.trim_end_matches(|c: char| c.is_ascii_digit()) == role).then(|| parts.get(id).cloned())?
        };
        let mut places: Vec<Range<usize>> = event.split(' ').filter_map(named).flatten().collect();
        places.sort_by_key(|place| place.start);
        places
    };
    found.into_iter().map(|event| Attribution { source: of(event, "Source"), content: of(event, "Content") }).collect()
}
