//! What must be true of whatever is in files that people and strangers give the program: settings, front matter, drafts
//! from an editor, manifests, archives, trees of text files, and records.
//!
//! The tests here feed it short and often; the fuzzer `desk`, which is this program with another entrance, feeds it long.

use std::{cell::RefCell, fs, path::Path};

use claims_model::{Claim, Link, Record, Reply, Source, Verb};
use claims_store::Casebook;
use clap::Parser as _;
use tempfile::TempDir;

use crate::{
    args::{Cli, Global},
    desk::{Desk, RECORD_FILE, SETTINGS_FILE},
    edit, example,
    failure::Outcome,
    folder::{self, Files},
    front, plugins,
    settings::{Settings, TEMPLATE, invalid},
    tree,
    world::World,
};

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|data: &[u8]| run(data));

/// Gives an input to the reader that its first byte names.
///
/// # Panics
/// When what the reader takes is not right.
pub(crate) fn run(data: &[u8]) {
    let Some((reader, data)) = data.split_first() else { return };
    match reader {
        b's' => settings(&String::from_utf8_lossy(data)),
        b'f' => front_matter(&String::from_utf8_lossy(data)),
        b'm' => drop(manifest(&String::from_utf8_lossy(data))),
        b'd' => draft(data),
        b'a' => archive(data),
        b't' => restored(data),
        b'r' => record(data),
        _ => {}
    }
}

/// Settings are refused in words that a terminal can show, or all of them can be asked for.
fn settings(text: &str) {
    match Settings::parse(Path::new("claims.toml"), text) {
        Ok(settings) => {
            let scale = settings.scale(None).expect("the scale of the settings is one");
            assert!(settings.scales().contains(&scale));
            assert!(settings.plugins.deadline().as_secs() > 0);
            for plugin in ["prose", "markdown", "x"] {
                let options = settings.options(plugin, &[]).expect("nothing was typed");
                for name in options.set.keys() {
                    harmless(&options.wrong(name, "it is not so".to_owned()).to_string());
                }
            }
        }
        Err(failure) => harmless(failure.place.as_deref().unwrap_or_default()),
    }
}

/// That a text has no character that acts on a terminal but the ends of lines.
fn harmless(text: &str) {
    let acts = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    assert!(!text.contains(acts), "{text:?}");
}

fn front_matter(text: &str) {
    for (key, texts) in front::toml(text) {
        assert!(!texts.is_empty(), "{key}");
    }
}

/// A manifest that is taken for right can be used.
pub(crate) fn manifest(text: &str) -> bool {
    let Ok(manifest) = plugins::read_manifest(Path::new("plugin.toml"), text) else { return false };
    if manifest.check().is_err() {
        return false;
    }
    let values = manifest.options(&plugins::Options::new()).expect("the defaults fit");
    assert_eq!(values.len(), manifest.options.len());
    assert_eq!(manifest.file.components().count(), 1, "{}", manifest.file.display());
    for example in &manifest.examples {
        example.question(&manifest.kinds).expect("an example that was checked");
    }
    true
}

/// An archive that is read has plain paths, and no more in it than there is.
fn archive(bytes: &[u8]) {
    let Ok(files) = folder::files(bytes) else { return };
    let total: usize = files.values().map(|file| file.len()).sum();
    assert!(total <= bytes.len(), "{total} bytes came out of {}", bytes.len());
    for path in files.keys() {
        assert!(Path::new(path).components().all(|part| matches!(part, std::path::Component::Normal(_))), "{path:?}");
    }
}

/// What the readers of records work on: a casebook of its own for each thread, which stays as it is.
struct Scene {
    folder: TempDir,
    world: World,
    global: Global,
    tree: Files<'static>,
}

thread_local! {
    static SCENE: RefCell<Option<Scene>> = const { RefCell::new(None) };
}

fn on_scene(ask: impl FnOnce(&Scene) -> Outcome<()>) {
    SCENE.with_borrow_mut(|scene| {
        let scene = scene.get_or_insert_with(|| Scene::new().expect("the example can be built"));
        // What is refused is refused well; what is taken was looked at.
        drop(ask(scene));
    });
}

impl Scene {
    fn new() -> Outcome<Self> {
        let folder = new_casebook();
        example::build(folder.path(), &folder.path().join("texts"))?;
        let mut world = World::read()?;
        world.seed("fuzzed");
        let cli = Cli::try_parse_from(["claims", "-C", &folder.path().to_string_lossy(), "--as", "desk", "list"]);
        let mut global = cli.expect("it is a command").global;
        global.silent = true;
        let tree = tree::files(&*Casebook::open(&folder.path().join(RECORD_FILE))?.read()?)?;
        Ok(Self { folder, world, global, tree })
    }
}

/// A casebook with nothing in it.
fn new_casebook() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join(SETTINGS_FILE), TEMPLATE).expect("room");
    drop(Casebook::create(&folder.path().join(RECORD_FILE)).expect("a casebook"));
    folder
}

/// What is typed in an editor is refused, or makes a record that the casebook takes and shows the same fields of. The
/// first byte says which record is edited.
fn draft(data: &[u8]) {
    let Some((first, text)) = data.split_first() else { return };
    let text = String::from_utf8_lossy(text);
    on_scene(|scene| {
        let desk = Desk::find(&scene.world, &scene.global)?;
        let mut casebook = desk.open()?;
        let mut writing = casebook.write()?;
        let records: Vec<Record> = {
            let claims = writing.all::<Claim>()?.into_iter().map(|one| one.record.into());
            let sources = writing.all::<Source>()?.into_iter().map(|one| one.record.into());
            let links = writing.all::<Link>()?.into_iter().map(|one| one.record.into());
            let replies = writing.all::<Reply>()?.into_iter().map(|one| one.record.into());
            claims.chain(sources).chain(links).chain(replies).collect()
        };
        let was = &records[usize::from(*first) % records.len()];
        let known = edit::fields(&writing, was)?;
        let mut table = known.clone();
        let typed: toml::Table = toml::from_str(&text).map_err(|error| {
            let failure = invalid(Path::new("draft.toml"), &text, &error);
            harmless(failure.place.as_deref().unwrap_or_default());
            failure
        })?;
        table.extend(typed);
        let mut draft = desk.draft(&writing)?;
        let after = edit::apply(&writing, &mut draft, was, table)?;
        draft.update(was.clone(), after.clone());
        writing.perform(&draft.part(Verb::Edit, false)).expect("what was taken can be done");
        let shown = edit::fields(&writing, &after)?;
        let mut again = desk.draft(&writing)?;
        let same = edit::apply(&writing, &mut again, &after, shown).expect("what is shown can be kept as it is");
        assert_eq!(same, after, "kept as it is shown it is another");
        Ok(())
    });
}

/// Changes of a file, each a place in three bytes and what is done to the byte there.
fn changed(bytes: &[u8], changes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for change in changes.chunks_exact(4) {
        let at = u32::from_le_bytes([change[0], change[1], change[2], 0]) as usize % bytes.len().max(1);
        match (change[3], bytes.get_mut(at)) {
            (0, _) => bytes.truncate(at),
            (what, Some(byte)) => *byte ^= what,
            _ => {}
        }
    }
    bytes
}

/// A tree of which a file was changed is refused, and nothing comes of it; the first byte says which file.
fn restored(data: &[u8]) {
    let Some((first, changes)) = data.split_first() else { return };
    on_scene(|scene| {
        let folder = tempfile::tempdir().expect("a folder");
        let at = usize::from(*first) % scene.tree.len();
        let mut is_same = true;
        for (number, (path, bytes)) in scene.tree.iter().enumerate() {
            let file = folder.path().join(path);
            fs::create_dir_all(file.parent().unwrap_or(folder.path())).expect("room");
            let bytes = if number == at { changed(bytes, changes) } else { bytes.to_vec() };
            is_same &= bytes == scene.tree[path].as_ref();
            fs::write(file, bytes).expect("room");
        }
        let empty = new_casebook();
        let mut casebook = Casebook::open(&empty.path().join(RECORD_FILE))?;
        let mut writing = casebook.write()?;
        let restored = tree::restore(&mut writing, folder.path());
        assert_eq!(restored.is_ok(), is_same, "file {at}: {:?}", restored.map_err(|failure| failure.to_string()));
        if is_same {
            assert_eq!(tree::files(&writing)?, scene.tree);
        }
        Ok(())
    });
}

/// What people ask of a casebook that came from somebody else.
const COMMANDS: [&str; 12] = [
    "list",
    "show c1",
    "show s1",
    "show p1",
    "log",
    "verify",
    "doctor",
    "check",
    "score c1",
    "diff s1",
    "search rocket",
    "report c1",
];

/// A record of which bytes were changed is refused or read; nothing makes a command panic.
fn record(data: &[u8]) {
    on_scene(|scene| {
        let sound = fs::read(scene.folder.path().join(RECORD_FILE)).expect("the record");
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join(SETTINGS_FILE), TEMPLATE).expect("room");
        fs::write(folder.path().join(RECORD_FILE), changed(&sound, data)).expect("room");
        for command in COMMANDS {
            let typed = ["claims"].into_iter().chain(command.split(' '));
            let mut cli = Cli::try_parse_from(typed).expect("it is a command");
            cli.global.casebook = Some(folder.path().to_owned());
            cli.global.silent = true;
            drop(crate::run(&cli, &scene.world));
        }
        Ok(())
    });
}

#[cfg(test)]
mod tests {
    use proptest::{prelude::*, sample::Index};

    use super::*;

    /// Seeds of the fuzzer, a file each: the reader that is meant, and what it is given.
    fn seeds() -> Vec<Vec<u8>> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds/desk");
        let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
        files.sort();
        files.iter().map(|file| fs::read(file).unwrap()).collect()
    }

    #[test]
    fn every_reader_has_a_seed() {
        for reader in *b"sfmdatr" {
            assert!(seeds().iter().any(|seed| seed.first() == Some(&reader)), "{}", char::from(reader));
        }
        seeds().iter().for_each(|seed| run(seed));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

        #[test]
        fn no_mutation_of_a_seed_is_too_strange(
            seed in any::<Index>(),
            edits in proptest::collection::vec((any::<Index>(), 0..4_usize, proptest::collection::vec(any::<u8>(), 0..4)), 0..5),
        ) {
            let seeds = seeds();
            let mut bytes = seed.get(&seeds).clone();
            for (at, drop, new) in edits {
                let at = at.index(bytes.len()).max(1);
                let end = bytes.len().min(at + drop);
                bytes.splice(at..end.max(at), new);
            }
            run(&bytes);
        }
    }
}
