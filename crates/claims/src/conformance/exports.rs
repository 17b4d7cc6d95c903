//! What a library offers to whoever loads it: its entry, and nothing that could get in the way of others.

use super::{Bench, Check, Checked, Needs, Stop, fail};

pub(super) const CHECKS: &[Check] = &[Check {
    name: "exports",
    what: "the library has its entry, and offers no other names",
    needs: Needs::Files,
    run: exports,
}];

/// How the entry of every plugin begins, whatever the version of the contract.
const ENTRY: &str = "claims_plugin_v";
/// How many names are told.
const TOLD: usize = 5;

fn exports(bench: &Bench) -> Checked {
    if !bench.manifest.is_library() {
        return Err(Stop::Skip("it is a program".to_owned()));
    }
    let Some(names) = claims_host::exports(&bench.file) else {
        return Err(Stop::Skip("its table of names does not read here".to_owned()));
    };
    let entry = format!("{ENTRY}1_{}", bench.manifest.name);
    let (entries, others): (Vec<&String>, Vec<&String>) = names.iter().partition(|name| name.starts_with(ENTRY));
    if !entries.contains(&&entry) {
        let found = entries.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(", ");
        let found = if found.is_empty() { "no plugin".to_owned() } else { found };
        return fail(format!("{entry} is missing; there is {found}"));
    }
    if others.is_empty() {
        return Ok(());
    }
    let mut told: Vec<&str> = others.iter().take(TOLD).map(|name| name.as_str()).collect();
    if others.len() > TOLD {
        told.push("…");
    }
    fail(format!(
        "it also offers {}, which another library may have too; hide them: static in C, or -fvisibility=hidden, which \
         leaves what CLAIMS_EXPORT marks; no #[no_mangle] in Rust",
        told.join(", ")
    ))
}
