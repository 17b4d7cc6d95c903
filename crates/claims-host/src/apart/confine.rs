//! What a plugin's process may still do, once it has given up the rest: read what it needs to run, and answer.
//!
//! The process itself gives the rights up, before it loads or starts anything of the plugin, and nothing it runs
//! afterwards can take them back. What the kernel lacks is told, not passed over.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// What a plugin's process is held to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confinement {
    /// Folders and files that it may read and run code from.
    pub readable: Vec<PathBuf>,
    /// How much memory it may ask for, in bytes.
    pub memory_bytes: u64,
    /// How much processor time it may use, in seconds.
    pub cpu_seconds: u64,
}

/// A part of the confinement that this system does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lack {
    /// Files: it can read and write what the user can.
    Files,
    /// The network: it can connect.
    Network,
    /// System calls: it can start processes, look into others, and change what files are said to be.
    Calls,
    /// Limits on memory, time and files.
    Limits,
}

impl Lack {
    /// What follows from it, for `doctor` and `plugin list`.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Files => "plugins can read and write your files (no Landlock)",
            Self::Network => "plugins can use the network (no Landlock of version 4, no seccomp)",
            Self::Calls => "plugins can start other programs, and change modes and times of your files (no seccomp)",
            Self::Limits => "plugins can use all memory and time (no resource limits)",
        }
    }
}

/// What this system lacks to hold plugins.
pub fn lacks() -> Vec<Lack> {
    system::lacks()
}

/// Gives up every right but those of `confinement`, for this process and all that it starts, for good.
///
/// # Errors
/// When a part that this system has cannot be set; then nothing of the plugin may run.
pub(crate) fn confine(confinement: &Confinement) -> Result<(), String> {
    system::confine(confinement)
}

#[cfg(target_os = "linux")]
#[path = "confine_linux.rs"]
mod system;

#[cfg(not(target_os = "linux"))]
mod system {
    use super::{Confinement, Lack};

    pub(super) fn lacks() -> Vec<Lack> {
        vec![Lack::Files, Lack::Network, Lack::Calls, Lack::Limits]
    }

    pub(super) fn confine(_: &Confinement) -> Result<(), String> {
        Ok(())
    }
}
