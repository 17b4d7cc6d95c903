//! A file of a plugin that is not there: which one it is, and how it comes to be there.

use std::path::Path;

use claims_host::MANIFEST_FILE;

use crate::{
    failure::{Exit, Failure},
    plugins,
};

/// The failure for a file that the shelf looked for.
pub(crate) fn failure(path: &Path, what: String) -> Failure {
    let failure = Failure::new(Exit::NotFound, what);
    let Some(folder) = path.parent().filter(|folder| folder.is_dir()) else { return failure };
    if path.file_name().is_some_and(|name| name == MANIFEST_FILE) {
        return failure.hint("name the folder that has plugin.toml, or start one: claims plugin new --help");
    }
    match plugins::manifest(folder) {
        Ok(manifest) if !manifest.build.is_empty() && folder.join(&manifest.file) == path => {
            let (folder, build) = (folder.display().to_string(), shell_words::join(&manifest.build));
            failure.hint(format!("build it first: (cd {} && {build})", shell_words::quote(&folder)))
        }
        _ => failure,
    }
}
