//! Runs a command and stops it just before one of the calls by which it changes something on the disk, or looks at each.
//!
//! The system stops the command at every call it makes (ptrace), so nothing in the program knows of it. Threads are
//! followed; other processes that it starts are not.
#![allow(unsafe_code, reason = "ptrace and waitpid are C functions")]

use std::{
    collections::HashSet,
    ffi::{c_long, c_uint, c_void},
    io,
    os::unix::{ffi::OsStringExt as _, fs::FileExt as _, process::CommandExt as _},
    path::PathBuf,
    process::{Command, Stdio},
    ptr,
};

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    /// By itself, with code 0.
    Done,
    Killed,
}

/// What a run came to.
pub(crate) struct Run {
    pub(crate) ended: Ended,
    /// How many calls there were that change something.
    pub(crate) calls: u64,
}

/// A call that changes something, before it is made.
pub(crate) struct Call {
    pid: libc::pid_t,
    pub(crate) number: c_long,
    arguments: [u64; 6],
}

impl Call {
    /// The file that an argument names by a descriptor.
    pub(crate) fn descriptor(&self, argument: usize) -> PathBuf {
        std::fs::read_link(format!("/proc/{}/fd/{}", self.pid, self.arguments[argument])).unwrap_or_default()
    }

    /// The path that an argument points to, from the folder of the process.
    pub(crate) fn path(&self, argument: usize) -> PathBuf {
        let memory = std::fs::File::open(format!("/proc/{}/mem", self.pid)).unwrap();
        let mut bytes = vec![0; 4096];
        let read = memory.read_at(&mut bytes, self.arguments[argument]).unwrap();
        bytes.truncate(bytes[..read].iter().position(|byte| *byte == 0).unwrap());
        let path = PathBuf::from(std::ffi::OsString::from_vec(bytes));
        std::fs::read_link(format!("/proc/{}/cwd", self.pid)).unwrap().join(path)
    }
}

/// Runs the command to its end, or kills it before the changing call number `kill`, from 0; shows each to `look`.
///
/// # Panics
/// When it ends by itself and fails.
#[allow(clippy::zombie_processes, reason = "the loop waits for it, by number")]
pub(crate) fn run(command: &mut Command, kill: Option<u64>, mut look: impl FnMut(&Call)) -> Run {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // SAFETY: between fork and exec only this one call is made, which allocates nothing.
    unsafe {
        command.pre_exec(|| {
            match libc::ptrace(libc::PTRACE_TRACEME, 0, ptr::null_mut::<c_void>(), ptr::null_mut::<c_void>()) {
                0 => Ok(()),
                _ => Err(io::Error::last_os_error()),
            }
        });
    }
    let child = command.spawn().expect("the system lets a process be traced by its parent");
    let first = libc::pid_t::try_from(child.id()).unwrap();
    let mut calls = 0;
    let mut known = HashSet::new();
    loop {
        let Some((pid, status)) = wait() else { panic!("the command is gone") };
        if libc::WIFEXITED(status) || libc::WIFSIGNALED(status) {
            if pid != first {
                continue;
            }
            let ended = match libc::WIFEXITED(status) {
                true if libc::WEXITSTATUS(status) == 0 => Ended::Done,
                true => panic!("{command:?} ended by itself with {}", libc::WEXITSTATUS(status)),
                false => Ended::Killed,
            };
            return Run { ended, calls };
        }
        let mut signal = libc::WSTOPSIG(status);
        if known.insert(pid) {
            let options = libc::PTRACE_O_TRACESYSGOOD | libc::PTRACE_O_EXITKILL | libc::PTRACE_O_TRACECLONE;
            ask(libc::PTRACE_SETOPTIONS, pid, options as usize);
            signal = 0;
        } else if signal == libc::SIGTRAP | 0x80 {
            signal = 0;
            if let Some(call) = entered(pid).filter(changes) {
                if kill == Some(calls) {
                    // SAFETY: the process is our own child, and not waited for yet.
                    unsafe { libc::kill(first, libc::SIGKILL) };
                    continue;
                }
                look(&call);
                calls += 1;
            }
        } else if signal == libc::SIGTRAP {
            signal = 0;
        }
        ask(libc::PTRACE_SYSCALL, pid, usize::try_from(signal).unwrap());
    }
}

/// What the next of the children of this thread has to say.
fn wait() -> Option<(libc::pid_t, i32)> {
    let mut status = 0;
    // SAFETY: the status is ours; other threads wait for their own children.
    let pid = unsafe { libc::waitpid(-1, &raw mut status, libc::__WALL | libc::__WNOTHREAD) };
    (pid > 0).then_some((pid, status))
}

/// Asks the system something about a stopped process; one that was killed meanwhile no longer answers.
fn ask(request: c_uint, pid: libc::pid_t, data: usize) -> c_long {
    // SAFETY: none of the requests used here writes to our memory.
    unsafe { libc::ptrace(request, pid, ptr::null_mut::<c_void>(), data as *mut c_void) }
}

/// The call that a process is about to make, if it is not on its way back from one.
fn entered(pid: libc::pid_t) -> Option<Call> {
    // SAFETY: the struct is made of numbers, for which zero is a value.
    let mut info: libc::ptrace_syscall_info = unsafe { std::mem::zeroed() };
    // SAFETY: the system writes at most as many bytes as it is told the struct has.
    let got = unsafe {
        let size = size_of::<libc::ptrace_syscall_info>() as *mut c_void;
        libc::ptrace(libc::PTRACE_GET_SYSCALL_INFO, pid, size, &raw mut info)
    };
    if got <= 0 || info.op != libc::PTRACE_SYSCALL_INFO_ENTRY {
        return None;
    }
    // SAFETY: on the way into a call it is this part that was written.
    let entry = unsafe { info.u.entry };
    Some(Call { pid, number: entry.nr.cast_signed(), arguments: entry.args })
}

/// Whether a call changes something on the disk, or has it reach the disk.
fn changes(call: &Call) -> bool {
    const ANYWHERE: [c_long; 21] = [
        libc::SYS_write,
        libc::SYS_pwrite64,
        libc::SYS_writev,
        libc::SYS_pwritev,
        libc::SYS_ftruncate,
        libc::SYS_truncate,
        libc::SYS_fallocate,
        libc::SYS_copy_file_range,
        libc::SYS_sendfile,
        libc::SYS_fsync,
        libc::SYS_fdatasync,
        libc::SYS_sync_file_range,
        libc::SYS_renameat,
        libc::SYS_renameat2,
        libc::SYS_linkat,
        libc::SYS_symlinkat,
        libc::SYS_unlinkat,
        libc::SYS_mkdirat,
        libc::SYS_fchmod,
        libc::SYS_fchmodat,
        libc::SYS_fchown,
    ];
    #[cfg(target_arch = "x86_64")]
    const HERE: [c_long; 8] = [
        libc::SYS_rename,
        libc::SYS_link,
        libc::SYS_symlink,
        libc::SYS_unlink,
        libc::SYS_mkdir,
        libc::SYS_rmdir,
        libc::SYS_chmod,
        libc::SYS_creat,
    ];
    #[cfg(not(target_arch = "x86_64"))]
    const HERE: [c_long; 0] = [];
    let makes = |flags: u64| flags & (libc::O_CREAT | libc::O_TRUNC) as u64 != 0;
    #[cfg(target_arch = "x86_64")]
    if call.number == libc::SYS_open {
        return makes(call.arguments[1]);
    }
    if call.number == libc::SYS_openat {
        return makes(call.arguments[2]);
    }
    ANYWHERE.contains(&call.number) || HERE.contains(&call.number)
}
