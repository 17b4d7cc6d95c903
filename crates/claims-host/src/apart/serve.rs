//! The other side: this program, started again as the process of a plugin, gives up its rights and serves.

use std::{
    borrow::Cow,
    io::{BufRead as _, Write},
    process::ExitCode,
};

use claims_model::{Case, Points};

use super::{
    child::{CHILD_WORD, Order, Runs},
    confine::confine,
    first_line,
    wire::{Call, GREETING, Hello, PROTOCOL, Reply, Request, WireHunk, WireScore, WireSuggestion, from_hex, to_hex},
};
use crate::Plugin;

/// Becomes a plugin's process if that is what this program was started for; answers `None` if it was not.
///
/// To be called before anything else is done, since it gives up the process's rights.
pub fn serve_if_asked() -> Option<ExitCode> {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next()?.to_str()? != CHILD_WORD {
        return None;
    }
    let order = arguments.next().and_then(|order| serde_json::from_str(order.to_str()?).ok());
    let served = order.ok_or_else(|| format!("{CHILD_WORD} is for claims itself")).and_then(|order| serve(&order));
    Some(match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            // Nobody else is there to tell.
            let _ = writeln!(std::io::stderr(), "{why}");
            ExitCode::from(2)
        }
    })
}

fn serve(order: &Order) -> Result<(), String> {
    confine(&order.confinement)?;
    match &order.runs {
        Runs::Library { path, name } => {
            let out = system::answers_apart().map_err(|error| format!("the pipes: {error}"))?;
            let plugin = system::load(path, name)?;
            answer(&plugin, out).map_err(|error| format!("the pipes: {error}"))
        }
        Runs::Program { command, arguments } => {
            let trouble = if arguments.is_empty() { first_line::trouble(command) } else { None };
            let name = command.file_name().unwrap_or_default().to_string_lossy().into_owned();
            Err(match trouble {
                Some(trouble) => format!("{name}: {trouble}"),
                None => system::become_program(command, arguments),
            })
        }
    }
}

/// Answers line by line until there is none any more.
fn answer(plugin: &Plugin, mut out: impl Write) -> std::io::Result<()> {
    let mut lines = std::io::stdin().lock().lines();
    let _greeting = lines.next().transpose()?;
    let hello = Hello {
        claims: Cow::Borrowed(GREETING),
        protocols: vec![PROTOCOL],
        name: Some(plugin.name().to_owned()),
        version: Some(plugin.version().to_owned()),
        kinds: Some(plugin.kinds().iter().map(ToString::to_string).collect()),
    };
    write_line(&mut out, &hello)?;
    for line in lines {
        let reply = match serde_json::from_str::<Request<'_>>(&line?) {
            Ok(request) => reply(plugin, &request),
            Err(error) => Reply { failed: Some(format!("the request does not read: {error}")), ..Reply::default() },
        };
        write_line(&mut out, &reply)?;
    }
    Ok(())
}

fn write_line(out: &mut impl Write, value: &impl serde::Serialize) -> std::io::Result<()> {
    let mut line = serde_json::to_vec(value)?;
    line.push(b'\n');
    out.write_all(&line)?;
    out.flush()
}

fn reply(plugin: &Plugin, request: &Request<'_>) -> Reply {
    let mut reply = Reply { id: request.id, ..Reply::default() };
    let options: Vec<(String, String)> =
        request.options.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
    let done = match &request.call {
        Call::Score { cases } => cases
            .iter()
            .map(|case| scores(plugin, case, &options))
            .collect::<Result<Vec<_>, _>>()
            .map(|scores| reply.scores = Some(scores)),
        Call::Diff { old, new } => plugin.diff_with(old, new, &options).map(|hunks| {
            reply.hunks = Some(hunks.iter().map(|hunk| WireHunk::of(hunk, old, new)).collect());
        }),
        Call::Export { case } => {
            let mut bytes = Vec::new();
            plugin.export(case, &options, &mut bytes).map(|()| match String::from_utf8(bytes) {
                Ok(text) => reply.text = Some(text),
                Err(other) => reply.hex = Some(to_hex(other.as_bytes())),
            })
        }
        Call::Import { hex } => match from_hex(hex) {
            None => {
                reply.failed = Some("`hex` is no row of hexadecimal digits".to_owned());
                Ok(())
            }
            Some(bytes) => plugin.import_rows(&bytes, &options).map(|rows| reply.drafts = rows.as_object().cloned()),
        },
        Call::Find { text } => plugin.find(text, &options).map(|found| {
            let points = Points::of(text);
            let suggestions = found.into_iter().map(|one| WireSuggestion {
                start: points.point(one.at.start),
                end: points.point(one.at.end),
                wording: Some(one.wording),
                claimant: one.claimant,
                confidence: one.confidence,
            });
            reply.suggestions = Some(suggestions.collect());
        }),
    };
    if let Err(error) = done {
        reply.failed = Some(match error {
            // Who asked puts the plugin's name before it.
            crate::Error::Failed { message, .. } => message,
            other => other.to_string(),
        });
    }
    reply
}

fn scores(plugin: &Plugin, case: &Case, options: &[(String, String)]) -> Result<Vec<WireScore>, crate::Error> {
    Ok(WireScore::all(plugin.score_with(case, options)?, case))
}

#[cfg(unix)]
mod system {
    #![allow(unsafe_code, reason = "loading a library runs its code")]

    use std::{
        fs::File,
        os::{fd::AsFd as _, unix::process::CommandExt as _},
        path::{Path, PathBuf},
        process::Command,
    };

    use crate::Plugin;

    /// Where answers go, with standard output turned to standard error, so that what a library prints breaks nothing.
    pub(super) fn answers_apart() -> std::io::Result<File> {
        let answers = File::from(std::io::stdout().as_fd().try_clone_to_owned()?);
        #[cfg(target_os = "linux")]
        rustix::stdio::dup2_stdout(std::io::stderr())?;
        Ok(answers)
    }

    pub(super) fn load(path: &Path, name: &str) -> Result<Plugin, String> {
        // SAFETY: the user trusts the file, of which this is the copy that nobody writes to; and what it does now, it
        // does in a process of its own, which has given up its rights.
        unsafe { Plugin::load_as(path, name) }.map_err(|error| error.to_string())
    }

    /// Puts the program in the place of this process; comes back only if that fails.
    pub(super) fn become_program(command: &Path, arguments: &[PathBuf]) -> String {
        let error = Command::new(command).args(arguments).exec();
        format!("{}: {error}", command.display())
    }
}

#[cfg(not(unix))]
mod system {
    #![allow(unsafe_code, reason = "loading a library runs its code")]

    use std::path::{Path, PathBuf};

    use crate::Plugin;

    pub(super) fn answers_apart() -> std::io::Result<std::io::Stdout> {
        Ok(std::io::stdout())
    }

    pub(super) fn load(path: &Path, name: &str) -> Result<Plugin, String> {
        // SAFETY: the user trusts the file, of which this is the copy that nobody writes to.
        unsafe { Plugin::load_as(path, name) }.map_err(|error| error.to_string())
    }

    /// Stands between, since a process cannot be replaced here.
    pub(super) fn become_program(command: &Path, arguments: &[PathBuf]) -> String {
        match std::process::Command::new(command).args(arguments).status() {
            Ok(status) => std::process::exit(status.code().unwrap_or(1)),
            Err(error) => format!("{}: {error}", command.display()),
        }
    }
}
