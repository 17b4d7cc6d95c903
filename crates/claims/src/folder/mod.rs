//! A folder as exports write it: what they wrote is renewed and taken away again, and what a person wrote stays.

mod archive;
mod listing;
mod managed;
mod path;
mod plan;

use std::{
    borrow::Cow,
    collections::BTreeMap,
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};

pub(crate) use archive::files;

use crate::{
    aside::Aside,
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    replace,
};
use plan::{Found, Plan, look};

/// Files by their paths in a folder, with `/` between the parts.
pub(crate) type Files<'a> = BTreeMap<String, Cow<'a, [u8]>>;

/// What an export did, or would do, in a folder.
#[derive(Debug)]
pub(crate) struct Done {
    /// The files that were written, by path in the folder.
    pub(crate) wrote: Vec<String>,
    /// How many stood there as they should.
    pub(crate) unchanged: usize,
    /// The files of an earlier export that were removed.
    pub(crate) removed: Vec<String>,
    /// Those that were not, for what a person wrote into them.
    pub(crate) kept: Vec<String>,
}

/// Writes the files of an export into a folder; with `--dry-run` it only tells what that would come to.
///
/// # Errors
/// When something of a person's would be written over and `overwrite` does not allow it, before anything is written;
/// when a file cannot be read or written.
pub(crate) fn put(desk: &Desk<'_>, folder: &Path, exporter: &str, files: &Files<'_>, overwrite: bool) -> Outcome<Done> {
    check(desk, folder, files.keys())?;
    let plan = Plan::of(folder, exporter, files, overwrite)?;
    // The list of what an earlier export wrote is a file that anybody can write.
    check(desk, folder, plan.remove.iter())?;
    if !desk.global.dry_run {
        carry_out(folder, &plan)?;
    }
    let wrote = plan.write.into_iter().map(|(path, _)| path).collect();
    Ok(Done { wrote, unchanged: plan.unchanged, removed: plan.remove, kept: plan.keep })
}

/// Whether an export may touch these files of a folder.
fn check<'p>(desk: &Desk<'_>, folder: &Path, mut files: impl Iterator<Item = &'p String>) -> Outcome<()> {
    let place = match folder.canonicalize() {
        Ok(place) if place.is_dir() => place,
        Ok(_) => {
            let what = format!("{} is a file, and this exporter writes a folder", folder.display());
            return Err(Failure::new(Exit::Data, what).hint("name a folder; it is made if it is not there"));
        }
        // What is not there yet is none of ours; whatever else is wrong with it shows when it is made.
        Err(_) => return Ok(()),
    };
    let Ok(casebook) = desk.folder.canonicalize() else { return Ok(()) };
    let holds = |path: &String| place.join(path).starts_with(&casebook);
    if place == casebook || (casebook.starts_with(&place) && files.any(holds)) {
        let what = format!("{} is the casebook's own folder", folder.display());
        return Err(Failure::new(Exit::Refused, what).hint("name another, such as a folder in it"));
    }
    Ok(())
}

fn carry_out(folder: &Path, plan: &Plan) -> Outcome<()> {
    match fs::create_dir(folder) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(Failure::file(folder, &error)),
        _ => {}
    }
    if plan.before.is_unfinished || !plan.write.is_empty() || !plan.remove.is_empty() {
        // Whatever stops this from here on, the next export knows every file for what it is.
        plan.before.begin(folder, &plan.listing)?;
        change(folder, plan)?;
    }
    plan.listing.finish(folder)
}

fn change(folder: &Path, plan: &Plan) -> Outcome<()> {
    let aside = Aside::within(folder).map_err(|error| Failure::file(folder, &error))?;
    for (path, bytes) in &plan.write {
        let file = folder.join(path);
        if let Some(parent) = file.parent() {
            fs::create_dir_all(parent).map_err(|error| Failure::file(parent, &error))?;
        }
        still(folder, path)?;
        replace::replace_soon(&aside, &file, bytes)?;
    }
    for path in &plan.remove {
        let file = still(folder, path)?;
        fs::remove_file(&file).map_err(|error| Failure::file(&file, &error))?;
    }
    for path in plan.before.paths().into_iter().filter(|path| !plan.listing.files.contains_key(*path)) {
        // A folder that is left empty goes too; one that is not refuses.
        let mut parent = path.as_str();
        while let Some((above, _)) = parent.rsplit_once('/') {
            if fs::remove_dir(folder.join(above)).is_err() {
                break;
            }
            parent = above;
        }
    }
    Ok(())
}

/// The place of a file, if no link was put in its way since it was looked at.
fn still(folder: &Path, path: &str) -> Outcome<PathBuf> {
    match look(folder, path)? {
        Found::Nothing => Ok(folder.join(path)),
        Found::File(file) => Ok(file),
        Found::Other(why) => Err(Failure::new(Exit::Refused, format!("{}: {why}", folder.join(path).display()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder for exports.
    struct Bench {
        root: tempfile::TempDir,
    }

    impl Bench {
        fn new() -> Self {
            Self { root: tempfile::tempdir().unwrap() }
        }

        fn folder(&self) -> PathBuf {
            self.root.path().join("out")
        }

        fn export(&self, files: &[(&str, &str)], overwrite: bool) -> Result<Plan, String> {
            let files = files.iter().map(|(path, text)| ((*path).to_owned(), Cow::Borrowed(text.as_bytes()))).collect();
            let plan = Plan::of(&self.folder(), "vault", &files, overwrite).map_err(|failure| failure.to_string())?;
            carry_out(&self.folder(), &plan).map_err(|failure| failure.to_string())?;
            Ok(plan)
        }

        /// What it comes to: how many files are written, unchanged, removed and kept.
        fn counts(&self, files: &[(&str, &str)]) -> [usize; 4] {
            let plan = self.export(files, false).unwrap();
            [plan.write.len(), plan.unchanged, plan.remove.len(), plan.keep.len()]
        }

        fn write(&self, path: &str, text: &str) {
            fs::write(self.folder().join(path), text).unwrap();
        }

        fn read(&self, path: &str) -> Option<String> {
            fs::read_to_string(self.folder().join(path)).ok()
        }

        fn refused(&self, files: &[(&str, &str)]) -> String {
            let before = self.all();
            let why = self.export(files, false).unwrap_err();
            assert_eq!(self.all(), before, "a refused export writes nothing");
            why
        }

        fn all(&self) -> BTreeMap<PathBuf, Vec<u8>> {
            let mut left = vec![self.folder()];
            let mut all = BTreeMap::new();
            while let Some(folder) = left.pop() {
                for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
                    let path = entry.path();
                    if entry.file_type().unwrap().is_dir() {
                        left.push(path);
                    } else {
                        all.insert(path.clone(), fs::read(&path).unwrap_or_default());
                    }
                }
            }
            all
        }
    }

    fn managed(text: &str) -> String {
        format!("---\nclaims_text: {text}\n---\n%% claims:begin %%\n{text}\n%% claims:end %%\n")
    }

    #[test]
    fn the_next_export_renews_its_own_and_takes_away_what_is_gone() {
        let bench = Bench::new();
        assert_eq!(bench.counts(&[("a.md", "1"), ("b/c.md", "1"), ("b/d/e.md", "1")]), [3, 0, 0, 0]);
        let written = fs::metadata(bench.folder().join("a.md")).unwrap().modified().unwrap();
        assert_eq!(bench.counts(&[("a.md", "1"), ("b/c.md", "2")]), [1, 1, 1, 0]);
        assert_eq!(fs::metadata(bench.folder().join("a.md")).unwrap().modified().unwrap(), written);
        assert_eq!((bench.read("b/c.md").as_deref(), bench.folder().join("b/d").exists()), (Some("2"), false));
        assert_eq!(bench.counts(&[]), [0, 0, 2, 0]);
        assert_eq!(fs::read_dir(bench.folder()).unwrap().count(), 1, "only the list is left");
    }

    /// An export that is stopped half-way has written some files and not others; and then the casebook changes.
    #[test]
    fn after_one_that_was_stopped_the_next_export_still_knows_its_own() {
        let bench = Bench::new();
        bench.counts(&[("a.md", "1"), ("b/c.md", "1")]);
        let files = [("a.md", "2"), ("b/c.md", "2"), ("d/e.md", "2"), ("d/f.md", "2")];
        let files = files.map(|(path, text)| (path.to_owned(), Cow::Borrowed(text.as_bytes()))).into();
        let plan = Plan::of(&bench.folder(), "vault", &files, false).unwrap();
        plan.before.begin(&bench.folder(), &plan.listing).unwrap();
        bench.write("a.md", "2");
        fs::create_dir(bench.folder().join("d")).unwrap();
        bench.write("d/e.md", "2");
        bench.write("d/f.md", "mine");
        assert!(bench.refused(&[("a.md", "3"), ("b/c.md", "3")]).contains("d/f.md: it is no longer in the export"));
        fs::remove_file(bench.folder().join("d/f.md")).unwrap();
        assert_eq!(bench.counts(&[("a.md", "3"), ("b/c.md", "3")]), [2, 0, 1, 0]);
        assert!(!bench.folder().join("d").exists());
        assert_eq!(fs::read_dir(bench.folder()).unwrap().count(), 3, "two files and the list are left");
    }

    #[test]
    fn what_a_person_wrote_is_never_written_over_unasked() {
        let bench = Bench::new();
        bench.counts(&[("a.md", "1"), ("b.md", "1")]);
        bench.write("a.md", "mine");
        bench.write("mine.md", "mine");
        assert!(bench.refused(&[("a.md", "2"), ("b.md", "2")]).contains("a.md: it was changed since"));
        assert!(bench.refused(&[("b.md", "2")]).contains("a.md: it is no longer in the export, and was changed"));
        assert!(bench.refused(&[("a.md", "mine"), ("mine.md", "x")]).contains("mine.md: claims did not write it"));
        assert_eq!(bench.counts(&[("a.md", "mine"), ("b.md", "2"), ("mine.md", "mine")]), [1, 2, 0, 0]);
        bench.write("b.md", "mine");
        let plan = bench.export(&[("a.md", "3"), ("b.md", "3")], true).unwrap();
        assert_eq!((plan.write.len(), plan.remove.len()), (2, 1));
    }

    #[test]
    fn beside_the_block_a_person_writes_freely() {
        let bench = Bench::new();
        bench.counts(&[("a.md", &managed("1")), ("b.md", &managed("1"))]);
        let mine = bench.read("a.md").unwrap().replace("---\n%%", "tags: [x]\n---\nAbove.\r\n%%") + "\tBelow";
        bench.write("a.md", &mine);
        assert_eq!(bench.counts(&[("a.md", &managed("2")), ("b.md", &managed("2"))]), [2, 0, 0, 0]);
        assert_eq!(bench.read("a.md").unwrap(), mine.replace('1', "2"));
        assert_eq!(bench.counts(&[("a.md", &managed("2")), ("b.md", &managed("2"))]), [0, 2, 0, 0]);
        // A file that is gone from the export goes, unless there is more in it.
        assert_eq!(bench.counts(&[]), [0, 0, 1, 1]);
        assert_eq!(bench.read("a.md").unwrap(), mine.replace('1', "2"));
        assert_eq!(bench.counts(&[("a.md", &managed("3"))]), [1, 0, 0, 0]);
        assert_eq!(bench.read("a.md").unwrap(), mine.replace('1', "3"));
    }

    #[test]
    fn a_block_that_a_person_changed_is_not_written_over_unasked() {
        let bench = Bench::new();
        bench.counts(&[("a.md", &managed("1"))]);
        bench.write("a.md", &(managed("1").replace("1\n%%", "mine\n%%") + "Below"));
        assert!(bench.refused(&[("a.md", &managed("2"))]).contains("what claims wrote into it was changed"));
        bench.export(&[("a.md", &managed("2"))], true).unwrap();
        assert_eq!(bench.read("a.md").unwrap(), managed("2") + "Below");
        bench.write("a.md", "%% claims:begin %%\n");
        assert!(bench.refused(&[("a.md", &managed("2"))]).contains("do not make one block"));
    }

    #[test]
    fn a_text_that_quotes_a_block_is_a_text() {
        let bench = Bench::new();
        let (whole, half) = (managed("1"), "%% claims:end %%\n");
        assert_eq!(bench.counts(&[("a.txt", &whole), ("b.txt", half)]), [2, 0, 0, 0]);
        bench.write("a.txt", &(whole.clone() + "mine"));
        assert!(bench.refused(&[("a.txt", &whole), ("b.txt", half)]).contains("a.txt: it was changed since"));
        bench.write("a.txt", &whole);
        assert_eq!(bench.counts(&[("a.txt", &managed("2"))]), [1, 0, 1, 0]);
        assert_eq!(bench.read("a.txt").unwrap(), managed("2"));
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_through_a_link() {
        let bench = Bench::new();
        bench.counts(&[("a.md", "1"), ("b/c.md", "1")]);
        let outside = bench.root.path().join("outside");
        fs::create_dir(&outside).unwrap();
        fs::write(outside.join("c.md"), "1").unwrap();
        fs::remove_file(bench.folder().join("a.md")).unwrap();
        std::os::unix::fs::symlink(outside.join("c.md"), bench.folder().join("a.md")).unwrap();
        assert!(bench.refused(&[("a.md", "2")]).contains("a.md: it is a link"));
        fs::remove_file(bench.folder().join("a.md")).unwrap();
        fs::remove_dir_all(bench.folder().join("b")).unwrap();
        std::os::unix::fs::symlink(&outside, bench.folder().join("b")).unwrap();
        assert!(bench.refused(&[("b/c.md", "2")]).contains("c.md: it is a link, or stands behind one"));
        assert!(bench.refused(&[]).contains("c.md: it is a link, or stands behind one"));
        assert_eq!(fs::read_to_string(outside.join("c.md")).unwrap(), "1");
    }

    #[test]
    fn a_folder_in_the_way_and_another_exporter_are_named() {
        let bench = Bench::new();
        bench.counts(&[("a.md", "1")]);
        fs::create_dir(bench.folder().join("b")).unwrap();
        assert!(bench.refused(&[("b", "2")]).contains("b: it is a folder"));
        assert!(bench.refused(&[("a.md/b", "2")]).contains("a file stands where its folder would be"));
        let why = Plan::of(&bench.folder(), "site", &Files::new(), false).unwrap_err();
        assert!(why.to_string().contains("holds what vault wrote"));
        assert!(Plan::of(&bench.folder(), "site", &Files::new(), true).is_ok());
    }
}
