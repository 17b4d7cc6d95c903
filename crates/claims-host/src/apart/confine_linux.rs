//! The confinement on Linux: limits, no new rights, Landlock for files and the network, seccomp for the rest.

use std::{collections::BTreeMap, path::Path};

use landlock::{
    ABI, Access as _, AccessFs, AccessNet, CompatLevel, Compatible as _, PathBeneath, PathFd, Ruleset,
    RulesetAttr as _, RulesetCreatedAttr as _, RulesetStatus, Scope,
};
use rustix::{
    process::{Resource, Rlimit, Signal, set_parent_process_death_signal, setrlimit},
    thread::set_no_new_privs,
};
use seccompiler::{
    BackendError, BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule, apply_filter,
};

use super::{Confinement, Lack};

/// The newest Landlock whose rights are named here; an older kernel holds to as many as it knows.
const LANDLOCK: ABI = ABI::V6;

/// How many files a plugin may have open.
const FILES: u64 = 64;

/// What every program needs to start: libraries, and the devices without content.
const SYSTEM: [&str; 8] = ["/usr", "/lib", "/lib64", "/lib32", "/bin", "/etc/ld.so.cache", "/dev/null", "/dev/urandom"];

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
    if filters().is_err() {
        lacks.push(Lack::Calls);
        if !knows(ABI::V4) {
            lacks.push(Lack::Network);
        }
    }
    lacks
}

pub(super) fn confine(confinement: &Confinement) -> Result<(), String> {
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
    let mut filters = filters().into_iter().flatten();
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
    let system = SYSTEM.iter().map(Path::new);
    for path in system.chain(readable.iter().map(AsRef::as_ref)) {
        // What is not there needs no right.
        let Ok(file) = PathFd::new(path) else { continue };
        let rights = AccessFs::from_read(LANDLOCK);
        let rights = if path.is_dir() { rights } else { rights & AccessFs::from_file(LANDLOCK) };
        rules = rules.add_rule(PathBeneath::new(file, rights))?;
    }
    Ok(rules.restrict_self()?.ruleset)
}

/// The calls by which a process reaches outside itself; they fail as if the user lacked the right.
const DENIED: &[libc::c_long] = &[
    // The network, and other processes' sockets.
    libc::SYS_socket,
    libc::SYS_connect,
    libc::SYS_bind,
    // Other processes, their memory and their files.
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_pidfd_open,
    libc::SYS_pidfd_send_signal,
    libc::SYS_tkill,
    libc::SYS_rt_sigqueueinfo,
    libc::SYS_rt_tgsigqueueinfo,
    libc::SYS_pidfd_getfd,
    libc::SYS_open_by_handle_at,
    libc::SYS_shmget,
    libc::SYS_msgget,
    libc::SYS_semget,
    // The system itself, and the parts of the kernel that are attacked most.
    libc::SYS_unshare,
    libc::SYS_setns,
    libc::SYS_mount,
    libc::SYS_umount2,
    libc::SYS_pivot_root,
    libc::SYS_chroot,
    libc::SYS_reboot,
    libc::SYS_kexec_load,
    libc::SYS_init_module,
    libc::SYS_finit_module,
    libc::SYS_delete_module,
    libc::SYS_bpf,
    libc::SYS_perf_event_open,
    libc::SYS_userfaultfd,
    libc::SYS_io_uring_setup,
    libc::SYS_add_key,
    libc::SYS_request_key,
    libc::SYS_keyctl,
    // Processes of its own; see also `clone`.
    #[cfg(target_arch = "x86_64")]
    libc::SYS_fork,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_vfork,
];

/// The filters, in the order in which they are set.
fn filters() -> Result<[BpfProgram; 2], BackendError> {
    let mut denied: Rules = DENIED.iter().map(|call| (*call, Vec::new())).collect();
    // A thread shares everything with its process; what does not share it is a process of its own.
    let thread = u64::from(libc::CLONE_THREAD.cast_unsigned());
    let is_process = SeccompCondition::new(0, SeccompCmpArgLen::Qword, SeccompCmpOp::MaskedEq(thread), 0)?;
    denied.insert(libc::SYS_clone, vec![SeccompRule::new(vec![is_process])?]);
    // A process may signal itself, as one that aborts does, and no other.
    let own = u64::from(std::process::id());
    for call in [libc::SYS_kill, libc::SYS_tgkill] {
        let is_other = SeccompCondition::new(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Ne, own)?;
        denied.insert(call, vec![SeccompRule::new(vec![is_other])?]);
    }
    // What `clone3` asks for lies in memory, where no filter looks; a C library that lacks it uses `clone`.
    let absent = Rules::from([(libc::SYS_clone3, Vec::new())]);
    Ok([program(absent, libc::ENOSYS)?, program(denied, libc::EPERM)?])
}

type Rules = BTreeMap<i64, Vec<SeccompRule>>;

fn program(rules: Rules, error: i32) -> Result<BpfProgram, BackendError> {
    let arch = std::env::consts::ARCH.try_into()?;
    SeccompFilter::new(rules, SeccompAction::Allow, SeccompAction::Errno(error.cast_unsigned()), arch)?.try_into()
}
