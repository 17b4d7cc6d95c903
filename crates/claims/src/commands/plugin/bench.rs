//! Lays a plugin out to be tried by its author: a copy of what would be kept if it were trusted, run in the same way.

use std::{fs, io, path::Path, time::Duration};

use claims_host::{MANIFEST_FILE, Manifest};

use crate::{
    conformance::Bench,
    failure::{Failure, Outcome},
    plugins::{self, Options},
    world::World,
};

/// The plugin of a folder, copied to another: a library that is built anew while it is loaded would be a signal.
pub(super) fn lay_out(
    world: &World,
    manifest: Manifest,
    folder: &Path,
    copy: &Path,
    deadline: Duration,
) -> Outcome<Bench> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |error| Failure::file(&path, &error)
    };
    for name in [Path::new(MANIFEST_FILE), &manifest.file] {
        let from = folder.join(name);
        fs::copy(&from, copy.join(name)).map_err(failed(&from))?;
    }
    let path = copy.join(&manifest.file);
    let file = fs::read(&path).map_err(failed(&path))?;
    // As the copy of a trusted plugin is, so that a program starts.
    make_runnable(&path).map_err(failed(&path))?;
    let launch = plugins::launch(world, &manifest, path, deadline)?;
    let options = manifest.options(&Options::new()).unwrap_or_default();
    Ok(Bench { manifest, file, launch, options })
}

#[cfg(unix)]
fn make_runnable(path: &Path) -> io::Result<()> {
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o555))
}

#[cfg(not(unix))]
fn make_runnable(_: &Path) -> io::Result<()> {
    Ok(())
}
