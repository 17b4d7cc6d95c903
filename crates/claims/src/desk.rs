//! A session at one casebook: finds its folder, reads its settings, opens its record, and commits what a command did.

use std::path::{Path, PathBuf};

use claims_model::{Change, Key, Operation, Record, Timestamp, Verb};
use claims_store::{Casebook, Records, Terms, Writing};

use crate::{
    args::Global,
    failure::{Exit, Failure, Outcome},
    render::{self, Out},
    settings::{Settings, TEMPLATE},
    typed,
    world::World,
};

/// The settings file that makes a folder a casebook.
pub(crate) const SETTINGS_FILE: &str = "claims.toml";
/// The record beside it.
pub(crate) const RECORD_FILE: &str = "casebook.sqlite";

/// Who is at work where nothing says so.
pub(crate) const UNKNOWN: &str = "unknown";

/// What a command works with.
pub(crate) struct Desk<'w> {
    pub(crate) world: &'w World,
    pub(crate) global: &'w Global,
    pub(crate) settings: Settings,
    pub(crate) folder: PathBuf,
    /// The file of the record: the casebook's own or, where `-C` names one, a copy of it.
    pub(crate) record: PathBuf,
    /// Whether that is a copy, such as a backup, which is only looked into.
    is_copy: bool,
}

impl<'w> Desk<'w> {
    /// Finds the casebook: `-C`, else `CLAIMS_CASEBOOK`, else the nearest folder upward that has settings.
    pub(crate) fn find(world: &'w World, global: &'w Global) -> Outcome<Self> {
        let folder = match global.casebook.as_ref().or(world.casebook.as_ref()) {
            Some(named) if is_record(named) => return Self::of_record(world, global, named),
            Some(named) => named_folder(named)?,
            None => nearest_folder()?,
        };
        let record = within(&folder, RECORD_FILE);
        let settings = settings_in(&folder)?;
        Ok(Self { world, global, settings, folder, record, is_copy: false })
    }

    /// A record by itself, such as a backup, with the settings that it carries or else those beside it.
    fn of_record(world: &'w World, global: &'w Global, record: &Path) -> Outcome<Self> {
        let folder = record.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let carried = claims_store::carried(record)?.into_iter().find(|(path, _)| path == SETTINGS_FILE);
        let settings = match carried {
            Some((path, bytes)) => parsed(&within(record, &path), bytes)?,
            None if within(folder, SETTINGS_FILE).is_file() => settings_in(folder)?,
            None => Settings::parse(Path::new(SETTINGS_FILE), TEMPLATE)?,
        };
        Ok(Self { world, global, settings, folder: folder.to_owned(), record: record.to_owned(), is_copy: true })
    }

    /// Opens the record; a copy of one cannot be written.
    pub(crate) fn open(&self) -> Outcome<Casebook> {
        Ok(self.try_open()?)
    }

    /// The same for who knows what to do where it cannot be opened.
    pub(crate) fn try_open(&self) -> claims_store::Result<Casebook> {
        if self.is_copy {
            return Casebook::look(&self.record);
        }
        Casebook::open_on(terms(self.world, self.global), &self.record)
    }

    /// Opens the record as it stood at a moment, or as it stands if none is given; `with_texts` where the texts of
    /// versions are read as well.
    pub(crate) fn open_as_of(&self, moment: Option<&String>, with_texts: bool) -> Outcome<Casebook> {
        let mut casebook = self.open()?;
        match moment {
            Some(moment) => Ok(casebook.as_of(typed::moment(moment)?, with_texts)?),
            None => Ok(casebook),
        }
    }

    /// A file of the casebook.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        within(&self.folder, name)
    }

    /// Where a command's output goes.
    pub(crate) fn out(&self) -> Out {
        Out::new(self.global, self.world)
    }

    /// Who is at work: `--as`, else `CLAIMS_USER`, else the settings, else the account.
    pub(crate) fn user(&self) -> String {
        let named = self.global.user.as_ref().or(self.world.user.as_ref()).or(self.settings.desk.user.as_ref());
        named.or(self.world.account.as_ref()).cloned().unwrap_or_else(|| UNKNOWN.to_owned())
    }

    /// Starts to gather the changes of one operation.
    pub(crate) fn draft(&self, records: &Records<'_>) -> Outcome<Draft<'w>> {
        let head = records.head()?.1;
        Ok(Draft { world: self.world, head, at: self.world.now(), by: self.user(), changes: Vec::new() })
    }

    /// Performs the draft, lets `show` read the record as it stands then, and makes it permanent.
    ///
    /// With `--dry-run` everything is done but the last.
    pub(crate) fn commit<T>(
        &self,
        mut writing: Writing<'_>,
        draft: Draft<'_>,
        verb: Verb,
        show: impl FnOnce(&Records<'_>) -> Outcome<T>,
    ) -> Outcome<T> {
        let operation = draft.part(verb, false);
        writing.perform(&operation)?;
        let shown = show(&writing)?;
        if !self.global.dry_run {
            writing.commit()?;
        }
        Ok(shown)
    }
}

/// The changes of an operation while a command puts them together.
pub(crate) struct Draft<'w> {
    world: &'w World,
    head: claims_model::Digest,
    /// The time of the operation.
    pub(crate) at: Timestamp,
    /// Who does it.
    pub(crate) by: String,
    changes: Vec<Change>,
}

impl Draft<'_> {
    /// A key for a new record.
    pub(crate) fn key(&self) -> Key {
        self.world.new_key(&self.head)
    }

    /// Adds a record.
    pub(crate) fn create(&mut self, record: impl Into<Record>) {
        self.changes.push(Change::create(record));
    }

    /// Makes room for so many changes more.
    pub(crate) fn reserve(&mut self, changes: usize) {
        self.changes.reserve(changes);
    }

    /// Changes a record; does nothing where both read the same.
    pub(crate) fn update(&mut self, before: impl Into<Record>, after: impl Into<Record>) {
        let change = Change::update(before, after);
        if change.before != change.after {
            self.changes.push(change);
        }
    }

    /// The parties among the records that this draft adds.
    pub(crate) fn new_parties(&self) -> impl Iterator<Item = &claims_model::Party> {
        self.changes.iter().filter_map(|change| match (&change.before, &change.after) {
            (None, Some(Record::Party(party))) => Some(party),
            _ => None,
        })
    }

    /// Whether a claim that this draft adds is a part of this one.
    pub(crate) fn names_whole(&self, whole: Key) -> bool {
        self.changes
            .iter()
            .any(|change| matches!(&change.after, Some(Record::Claim(claim)) if claim.part_of == Some(whole)))
    }

    /// Whether nothing would change.
    pub(crate) fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The operation that it comes to; one that `continues` is one deed with the operation before it.
    pub(crate) fn part(self, verb: Verb, continues: bool) -> Operation {
        Operation {
            key: self.key(),
            at: self.at,
            by: self.by,
            verb,
            undoes: None,
            continues,
            forgets: None,
            changes: self.changes,
        }
    }
}

/// Whether what was named is a record by itself, and not the folder of a casebook or a file of it.
fn is_record(named: &Path) -> bool {
    let is_of_casebook = || named.ends_with(RECORD_FILE) && named.with_file_name(SETTINGS_FILE).is_file();
    named.is_file() && !named.ends_with(SETTINGS_FILE) && !is_of_casebook()
}

fn settings_in(folder: &Path) -> Outcome<Settings> {
    let path = within(folder, SETTINGS_FILE);
    let text = std::fs::read(&path).map_err(|error| Failure::file(&path, &error))?;
    parsed(&path, text)
}

fn parsed(path: &Path, text: Vec<u8>) -> Outcome<Settings> {
    let text = String::from_utf8(text)
        .map_err(|_| Failure::new(Exit::Usage, format!("{}: the file is not UTF-8", path.display())))?;
    Settings::parse(path, &text)
}

/// On what terms a record is opened: how long others are waited for, and who is told.
pub(crate) fn terms(world: &World, global: &Global) -> Terms {
    let terms = Terms { any_disk: world.any_disk, tell: render::waits(global, world), ..Terms::default() };
    Terms { patience: world.patience.unwrap_or(terms.patience), ..terms }
}

fn named_folder(named: &Path) -> Outcome<PathBuf> {
    let folder = if named.ends_with(SETTINGS_FILE) || named.is_file() {
        named.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
    } else {
        named
    };
    let settings = within(folder, SETTINGS_FILE);
    match std::fs::metadata(&settings) {
        Ok(found) if found.is_file() => return Ok(folder.to_owned()),
        Err(error) if !is_absent(&error) => return Err(Failure::file(&settings, &error)),
        _ => {}
    }
    Err(Failure::new(Exit::NotFound, format!("{} is not a casebook: it has no {SETTINGS_FILE}", folder.display()))
        .hint(format!("make one there: claims init {}", folder.display())))
}

/// The nearest folder upward that has settings.
pub(crate) fn nearest_folder() -> Outcome<PathBuf> {
    let here = std::env::current_dir().map_err(|error| Failure::file(Path::new("."), &error))?;
    let found = here.ancestors().position(|folder| folder.join(SETTINGS_FILE).is_file());
    // As a person standing here would type it, not from the root of the disk.
    let upward = |levels| if levels == 0 { PathBuf::from(".") } else { std::iter::repeat_n("..", levels).collect() };
    found.map(upward).ok_or_else(|| {
        Failure::new(Exit::NotFound, format!("no casebook here: no {SETTINGS_FILE} in this folder or above it"))
            .hint("make one: claims init")
            .hint("or name one: claims -C DIR …")
    })
}

fn is_absent(error: &std::io::Error) -> bool {
    matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory)
}

/// A file in a folder, named as briefly as it can be.
pub(crate) fn within(folder: &Path, name: &str) -> PathBuf {
    if folder == Path::new(".") { PathBuf::from(name) } else { folder.join(name) }
}
