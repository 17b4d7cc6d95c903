//! A casebook with one claim, and plugins that strangers wrote and its user trusts.

use std::{fs, path::Path, process::Command};

/// The casebook, and the plugins that are added to it.
pub(crate) struct Desk {
    pub(crate) folder: tempfile::TempDir,
}

impl Desk {
    /// Plugins have so many seconds for an answer.
    pub(crate) fn with_deadline(seconds: u32) -> Self {
        let desk = Self { folder: tempfile::tempdir().expect("a folder") };
        desk.claims(&["init", "--quiet"]);
        desk.set_deadline(seconds);
        desk.claims(&["add", "The harbour is closed", "--by", "Ines Prado"]);
        desk
    }

    pub(crate) fn set_deadline(&self, seconds: u32) {
        let settings = format!("[plugins]\ndeadline_seconds = {seconds}\n");
        fs::write(self.folder.path().join("claims.toml"), settings).expect("the settings");
    }

    /// What a command shows, and its code.
    pub(crate) fn claims(&self, arguments: &[&str]) -> (String, i32) {
        let run = Command::new(env!("CARGO_BIN_EXE_claims"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env("CLAIMS_HOME", self.folder.path().join("home"))
            .output()
            .expect("the program");
        let shown = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
        (shown, run.status.code().expect("a code and no signal"))
    }

    /// Makes a plugin of a file that is filled, with `more` in its manifest, and trusts it.
    pub(crate) fn trust(&self, name: &str, kinds: &str, file: &str, more: &str, fill: impl FnOnce(&Path)) {
        let plugin = self.folder.path().join(name);
        fs::create_dir(&plugin).expect("a new folder");
        fill(&plugin.join(file));
        let manifest = format!(
            "name = \"{name}\"\nversion = \"1\"\nsummary = \"by a stranger\"\nkinds = [{kinds}]\nfile = \"{file}\"\n{more}"
        );
        fs::write(plugin.join("plugin.toml"), manifest).expect("the manifest");
        for verb in ["add", "trust"] {
            let (shown, code) = self.claims(&["plugin", verb, name]);
            assert_eq!(code, 0, "{shown}");
        }
    }

    /// Makes a scorer of a script for the shell, trusts it, and scores with it.
    pub(crate) fn score_with_script(&self, name: &str, script: &str) -> (String, i32) {
        let fill = |file: &Path| fs::write(file, script).expect("the script");
        self.trust(name, "\"scorer\"", &format!("{name}.sh"), "interpreter = \"/bin/sh\"\n", fill);
        self.claims(&["score", "c1", "--scorer", name])
    }

    /// Whether the system lacks a part of what holds plugins; what that part would stop is not tried then.
    pub(crate) fn lacks(&self, what: &str) -> bool {
        self.claims(&["plugin", "list"]).0.contains(what)
    }

    /// Holds that the record is what was done to it, which is one claim.
    pub(crate) fn is_unharmed(&self) {
        let (verified, code) = self.claims(&["verify"]);
        assert!(verified.starts_with("sound: 1 operation, ") && code == 0, "{verified}");
    }
}
