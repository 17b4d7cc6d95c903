//! Holds the workspace to its own rules: which crate may import what, and what every crate says of itself.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

/// What each crate of `crates/` may import of ours; `claims` may import every plugin of `plugins/` as well.
///
/// A crate that stands here without a name on its right knows nothing of the others.
const MAY_IMPORT: [(&str, &[&str]); 7] = [
    ("claims", &["claims-host", "claims-model", "claims-store", "claims-text"]),
    ("claims-abi", &[]),
    ("claims-host", &["claims-abi", "claims-model"]),
    ("claims-model", &[]),
    ("claims-plugin", &["claims-abi"]),
    ("claims-store", &["claims-model"]),
    ("claims-text", &[]),
];

/// Where plugins live: the bundled ones, and those that only the tests of the host load.
const PLUGIN_HOMES: [&str; 2] = ["plugins", "crates/claims-host/tests"];

/// What a plugin may import of ours.
const PLUGIN_MAY_IMPORT: &[&str] = &["claims-plugin"];

/// Crates of others that one crate of ours has to itself, so that the rest can do without what is behind them.
const ONLY_IN: [(&str, &str); 4] =
    [("rusqlite", "claims-store"), ("libloading", "claims-host"), ("clap", "claims"), ("toml", "claims")];

/// A crate of the workspace, as `cargo metadata` shows it.
struct Package {
    name: String,
    /// The folder that holds its own, seen from the root: `crates` or one of [`PLUGIN_HOMES`].
    home: String,
    /// What it imports; what only its tests import does not count.
    imports: BTreeSet<String>,
    shown: Value,
}

#[test]
fn crates_import_only_what_they_may() {
    let packages = packages();
    let ours: BTreeSet<&str> = packages.iter().map(|package| package.name.as_str()).collect();
    let plugins: Vec<&str> = packages.iter().filter(|one| one.home == "plugins").map(|one| one.name.as_str()).collect();
    let mut wrong = Vec::new();
    for package in &packages {
        let Some(mut may) = may_import(package) else {
            wrong.push(format!("{} has no row in MAY_IMPORT", package.name));
            continue;
        };
        if package.name == "claims" {
            may.extend(&plugins);
        }
        let does = package.imports.iter().map(String::as_str).filter(|name| ours.contains(name));
        wrong.extend(does.filter(|name| !may.contains(name)).map(|name| format!("{} imports {name}", package.name)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn some_crates_of_others_have_one_home() {
    for (import, home) in ONLY_IN {
        let at: Vec<String> =
            packages().into_iter().filter(|one| one.imports.contains(import)).map(|one| one.name).collect();
        assert_eq!(at, [home], "{import}");
    }
}

#[test]
fn the_contract_imports_nothing() {
    let packages = packages();
    let abi = packages.iter().find(|package| package.name == "claims-abi").expect("the contract is a crate");
    assert_eq!(abi.imports, BTreeSet::new());
}

#[test]
fn every_crate_says_what_it_is_and_how_it_may_be_used() {
    for package in packages() {
        let said = |field: &str| package.shown[field].as_str().unwrap_or_default().to_owned();
        assert!(!said("description").is_empty(), "{} has no description", package.name);
        assert_eq!(said("license"), "MIT OR Apache-2.0", "{}", package.name);
    }
    for text in ["LICENSE-MIT", "LICENSE-APACHE"] {
        assert!(root().join(text).is_file(), "{text}");
    }
}

#[test]
fn init_writes_the_settings_at_the_root() {
    let folder = tempfile::tempdir().unwrap();
    let init = Command::new(env!("CARGO_BIN_EXE_claims")).arg("init").arg(folder.path()).output().unwrap();
    assert!(init.status.success(), "{}", String::from_utf8_lossy(&init.stderr));
    let read = |folder: &Path| fs::read_to_string(folder.join("claims.toml")).expect("settings");
    assert_eq!(read(folder.path()), read(&root()));
}

#[test]
fn the_map_names_every_crate_and_only_files_that_are_there() {
    let map = fs::read_to_string(root().join("docs/architecture.md")).expect("a map");
    let named = map.split('`').skip(1).step_by(2).filter(|word| word.contains('/') && !word.contains([' ', '\n', '*']));
    let gone: Vec<&str> = named.filter(|path| !root().join(path).exists()).collect();
    assert_eq!(gone, Vec::<&str>::new());
    for package in packages().iter().filter(|package| !package.name.ends_with("specimens")) {
        let folder = package.name.replace("claims-plugin-", "");
        assert!(map.contains(&format!("{}/{folder}", package.home)), "{} is not on the map", package.name);
    }
}

/// What a crate may import of ours; `None` for a crate that nobody thought of.
fn may_import(package: &Package) -> Option<BTreeSet<&str>> {
    if PLUGIN_HOMES.contains(&package.home.as_str()) {
        return Some(PLUGIN_MAY_IMPORT.iter().copied().collect());
    }
    let row = MAY_IMPORT.iter().find(|(name, _)| *name == package.name)?;
    Some(row.1.iter().copied().collect())
}

fn packages() -> Vec<Package> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON");
    let root = PathBuf::from(metadata["workspace_root"].as_str().expect("a root"));
    list(&metadata["packages"]).iter().map(|shown| package(&root, shown)).collect()
}

fn package(root: &Path, shown: &Value) -> Package {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let manifest = PathBuf::from(text(&shown["manifest_path"]));
    let within = manifest.strip_prefix(root).expect("a crate of the workspace lies in it");
    let home = within.ancestors().nth(2).expect("a folder").to_str().expect("a name in UTF-8").replace('\\', "/");
    let imports = list(&shown["dependencies"]).iter().filter(|one| one["kind"] != "dev").map(|one| text(&one["name"]));
    Package { name: text(&shown["name"]), home, imports: imports.collect(), shown: shown.clone() }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
