//! Holds what is built into the program to `deny.toml`, on a machine that has no `cargo-deny` as well.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

use std::{collections::BTreeSet, fs, path::PathBuf, process::Command};

use serde_json::Value;
use toml::Table;

/// Licences, and those of some crates only.
struct Allowed {
    everywhere: BTreeSet<String>,
    of_crates: Vec<(String, BTreeSet<String>)>,
}

#[test]
fn every_licence_is_one_that_is_allowed() {
    let allowed = allowed();
    let mut used = BTreeSet::new();
    let mut wrong = Vec::new();
    let packages = packages();
    assert!(packages.len() > 100, "only {} packages were found", packages.len());
    for package in &packages {
        let (name, licence) = (text(package, "name"), text(package, "license"));
        if is_allowed(&licence, &allowed.everywhere) {
            continue;
        }
        let own = allowed.of_crates.iter().find(|(of, _)| *of == name);
        match own.filter(|(_, own)| is_allowed(&licence, &allowed.everywhere.union(own).cloned().collect())) {
            Some(_) => drop(used.insert(name)),
            None => wrong.push(format!("{name} {}: {licence:?}", text(package, "version"))),
        }
    }
    assert_eq!(wrong, Vec::<String>::new(), "deny.toml does not allow these");
    let unused: Vec<&String> = allowed.of_crates.iter().map(|(of, _)| of).filter(|of| !used.contains(*of)).collect();
    assert_eq!(unused, Vec::<&String>::new(), "deny.toml has exceptions that nothing needs");
}

#[test]
fn every_package_comes_from_a_registry_that_is_allowed() {
    let known = strings(&deny()["sources"]["allow-registry"]);
    for lock in ["Cargo.lock", "fuzz/Cargo.lock"] {
        let lock: Table = fs::read_to_string(root().join(lock)).unwrap().parse().unwrap();
        let packages = lock["package"].as_array().unwrap();
        let sources = packages.iter().filter_map(|package| package.get("source")?.as_str());
        let registries: Vec<&str> = sources.map(|one| one.strip_prefix("registry+").unwrap_or(one)).collect();
        assert!(registries.len() > 100);
        let strange: Vec<_> = registries.into_iter().filter(|registry| !known.contains(*registry)).collect();
        assert_eq!(strange, Vec::<&str>::new());
    }
}

#[test]
fn an_expression_of_licences_is_read_as_it_is_meant() {
    let some: BTreeSet<String> = ["MIT", "ISC"].map(str::to_owned).into();
    for (expression, expected) in [
        ("MIT", true),
        ("MPL-2.0", false),
        ("", false),
        ("MIT OR GPL-2.0-only", true),
        ("GPL-2.0-only/MIT", true),
        ("MIT AND GPL-2.0-only", false),
        ("(MIT OR Apache-2.0) AND ISC", true),
        ("(GPL-2.0-only OR Apache-2.0) AND ISC", false),
        ("Apache-2.0 WITH LLVM-exception OR ISC", true),
        ("MIT WITH an-exception", false),
        ("GPL-2.0-only AND MIT OR ISC", true),
    ] {
        assert_eq!(is_allowed(expression, &some), expected, "{expression}");
    }
}

/// Whether an SPDX expression can be met with some licences; one with an exception is another licence.
fn is_allowed(expression: &str, licences: &BTreeSet<String>) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ").replace(" WITH ", "+");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    !words.is_empty() && any(&words, &mut at, licences) && at == words.len()
}

/// Alternatives; `AND` binds closer than `OR`.
fn any(words: &[&str], at: &mut usize, licences: &BTreeSet<String>) -> bool {
    let mut met = all(words, at, licences);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        met |= all(words, at, licences);
    }
    met
}

fn all(words: &[&str], at: &mut usize, licences: &BTreeSet<String>) -> bool {
    let mut met = one(words, at, licences);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        met &= one(words, at, licences);
    }
    met
}

fn one(words: &[&str], at: &mut usize, licences: &BTreeSet<String>) -> bool {
    let word = words.get(*at).copied().unwrap_or_default();
    *at += 1;
    if word != "(" {
        return licences.contains(word);
    }
    let met = any(words, at, licences);
    let closed = words.get(*at) == Some(&")");
    *at += 1;
    met && closed
}

fn allowed() -> Allowed {
    let deny = deny();
    let licences = &deny["licenses"];
    let of_crate = |one: &toml::Value| (one["crate"].as_str().unwrap().to_owned(), strings(&one["allow"]));
    let of_crates = licences["exceptions"].as_array().unwrap().iter().map(of_crate).collect();
    Allowed { everywhere: strings(&licences["allow"]), of_crates }
}

fn deny() -> Table {
    fs::read_to_string(root().join("deny.toml")).unwrap().parse().unwrap()
}

fn strings(value: &toml::Value) -> BTreeSet<String> {
    value.as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect()
}

/// The packages that are built on this sort of machine; the manifests of others need not be there.
fn packages() -> Vec<Value> {
    let compiler =
        Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into())).arg("-vV").output().unwrap();
    let told = String::from_utf8(compiler.stdout).unwrap();
    let host = told.lines().find_map(|line| line.strip_prefix("host: ")).expect("a compiler tells its host");
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", host])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    metadata["packages"].as_array().unwrap().clone()
}

fn text(package: &Value, field: &str) -> String {
    package[field].as_str().unwrap_or_default().to_owned()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}
