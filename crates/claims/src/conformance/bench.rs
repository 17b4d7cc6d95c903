//! The plugin that is tried, and how it is started.

use claims_host::{Apart, Launch, Manifest, Probe};

use super::Stop;
use crate::plugins::Options;

/// A plugin to be tried; none of it runs until a check starts it.
#[derive(Debug)]
pub(crate) struct Bench {
    /// What it says of itself.
    pub(crate) manifest: Manifest,
    /// The bytes of its file.
    pub(crate) file: Vec<u8>,
    /// How it is started.
    pub(crate) launch: Launch,
    /// Its options, each as the manifest leaves it.
    pub(crate) options: Options,
}

impl Bench {
    /// The plugin in a process of its own, which starts with the first question.
    pub(crate) fn apart(&self) -> Apart {
        let Manifest { name, version, summary, kinds, .. } = self.manifest.clone();
        Apart::new(name, version, summary, kinds, self.launch.clone())
    }

    /// The plugin in a process of its own, to be talked to line by line.
    pub(super) fn probe(&self) -> Result<Probe, Stop> {
        Ok(Probe::start(&self.manifest.name, &self.launch)?)
    }
}
