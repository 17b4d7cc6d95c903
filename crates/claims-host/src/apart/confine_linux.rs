//! The confinement on Linux: limits, no new rights, Landlock for files and the network, seccomp for the rest.

#![allow(unsafe_code, reason = "descriptors are closed by number")]

use std::path::Path;

use landlock::{
    ABI, Access as _, AccessFs, AccessNet, CompatLevel, Compatible as _, PathBeneath, PathFd, Ruleset,
    RulesetAttr as _, RulesetCreatedAttr as _, RulesetStatus, Scope,
};
use rustix::{
    process::{Resource, Rlimit, Signal, set_parent_process_death_signal, setrlimit},
    thread::set_no_new_privs,
};
use seccompiler::apply_filter;

use super::{Confinement, Lack};

#[cfg(any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64"))]
#[path = "confine_calls.rs"]
mod calls;

/// The newest Landlock whose rights are named here; an older kernel holds to as many as it knows.
const LANDLOCK: ABI = ABI::V6;

/// How many files a plugin may have open.
const FILES: u64 = 64;

/// What every program needs to start: libraries, and the devices without content.
const SYSTEM: [&str; 8] = ["/usr", "/lib", "/lib64", "/lib32", "/bin", "/etc/ld.so.cache", "/dev/null", "/dev/urandom"];

/// Settings without secrets that common interpreters do not start without.
const SETTINGS: [&str; 1] = ["/etc/ssl/openssl.cnf"];

pub(super) fn lacks() -> Vec<Lack> {
    let mut lacks = Vec::new();
    let knows = |abi: ABI| {
        let wanted = Ruleset::default().set_compatibility(CompatLevel::HardRequirement);
        wanted.handle_access(AccessFs::from_all(abi)).is_ok_and(|wanted| {
            let net = AccessNet::from_all(abi);
            if net.is_empty() {
                wanted.create().is_ok()
            } else {
                wanted.handle_access(net).and_then(Ruleset::create).is_ok()
            }
        })
    };
    if !knows(ABI::V1) {
        lacks.push(Lack::Files);
    }
    if calls::filters().is_err() {
        lacks.push(Lack::Calls);
        if !knows(ABI::V4) {
            lacks.push(Lack::Network);
        }
    }
    lacks
}

pub(super) fn confine(confinement: &Confinement) -> Result<(), String> {
    close_inherited().map_err(|error| format!("inherited descriptors: {error}"))?;
    let failed = |what: &'static str| move |error: rustix::io::Errno| format!("{what}: {error}");
    // Should the program die, nobody is left to end this process.
    set_parent_process_death_signal(Some(Signal::KILL)).map_err(failed("death with the parent"))?;
    limit(Resource::Core, 0).map_err(failed("no core dumps"))?;
    limit(Resource::Fsize, 0).map_err(failed("no files written"))?;
    limit(Resource::Nofile, FILES).map_err(failed("open files"))?;
    limit(Resource::As, confinement.memory_bytes).map_err(failed("memory"))?;
    limit(Resource::Cpu, confinement.cpu_seconds).map_err(failed("processor time"))?;
    set_no_new_privs(true).map_err(failed("no new rights"))?;
    landlock(&confinement.readable).map_err(|error| format!("Landlock: {error}"))?;
    // Where there are no filters for this machine, `lacks` tells so.
    let mut filters = calls::filters().into_iter().flatten();
    filters.try_for_each(|filter| apply_filter(&filter)).map_err(|error| format!("seccomp: {error}"))
}

fn limit(resource: Resource, most: u64) -> rustix::io::Result<()> {
    setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })
}

/// Nothing can be written, nothing read but what is named, no connection made, no signal sent outside.
fn landlock(readable: &[std::path::PathBuf]) -> Result<RulesetStatus, landlock::RulesetError> {
    let mut rules = Ruleset::default()
        .handle_access(AccessFs::from_all(LANDLOCK))?
        .handle_access(AccessNet::from_all(LANDLOCK))?
        .scope(Scope::from_all(LANDLOCK))?
        .create()?;
    let system = SYSTEM.iter().chain(&SETTINGS).map(Path::new);
    for path in system.chain(readable.iter().map(AsRef::as_ref)) {
        // What is not there needs no right.
        let Ok(file) = PathFd::new(path) else { continue };
        let rights = AccessFs::from_read(LANDLOCK);
        let rights = if path.is_dir() { rights } else { rights & AccessFs::from_file(LANDLOCK) };
        // What is written there is nowhere.
        let rights = if path == Path::new("/dev/null") { rights | AccessFs::WriteFile } else { rights };
        rules = rules.add_rule(PathBeneath::new(file, rights))?;
    }
    Ok(rules.restrict_self()?.ruleset)
}

/// Closes every descriptor but the three that a process is started with: whoever started the program may have had more
/// open, and a plugin must not be handed them.
fn close_inherited() -> std::io::Result<()> {
    const FIRST: libc::c_uint = 3;
    // SAFETY: nothing that this process has opened is used afterwards; it has opened nothing yet.
    let closed = unsafe { libc::syscall(libc::SYS_close_range, FIRST, libc::c_uint::MAX, 0) };
    if closed == 0 {
        return Ok(());
    }
    // A kernel before 5.9 has no such call.
    let open: Vec<i32> = std::fs::read_dir("/proc/self/fd")?
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter(|descriptor| i64::from(*descriptor) >= i64::from(FIRST))
        .collect();
    for descriptor in open {
        // SAFETY: as above; the descriptor of the listing itself is closed already, and closing it again fails.
        unsafe { libc::close(descriptor) };
    }
    Ok(())
}

/// Where no filters are known, `lacks` tells so.
#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64")))]
mod calls {
    pub(super) fn filters() -> Result<[seccompiler::BpfProgram; 2], ()> {
        Err(())
    }
}
