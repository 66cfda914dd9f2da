//! Everything that the launcher itself says. It says it on stderr: stdout belongs to the linked program.

use std::error::Error;
use std::ffi::OsString;
use std::io::{self, Write};
use std::sync::mpsc;
use std::time::Duration;

use super::LinkError;

/// Says what went wrong: what cargo wrote first, then our sentence, its causes and the hint, or one JSON document.
pub(super) fn error(error: &LinkError, args: &[OsString]) {
    if let Some(text) = error.cargo_said() {
        say(text.trim_end());
    }
    if wants_json(args) {
        let document = serde_json::json!({ "code": error.code(), "message": sentence(error), "hint": error.hint() });
        return say(&document.to_string());
    }
    say(&format!("error: {}", sentence(error)));
    if let Some(hint) = error.hint() {
        say(&format!("hint: {hint}"));
    }
}

/// Says that a first build, or a new resolution, is on its way.
pub(super) fn linking(package: &str) {
    say(&format!("linking `{package}`"));
}

/// Says that cargo looks up or downloads dependencies, if it takes its time.
pub(super) fn resolving(package: &str) -> Late {
    Late::say(format!("resolving the dependencies of `{package}`"))
}

/// Says that a quiet build takes its time, if it does.
pub(super) fn building(package: &str) -> Late {
    Late::say(format!("building `{package}`"))
}

/// Says that another launcher works on the same package, if it takes its time.
pub(super) fn waiting(package: &str) -> Late {
    Late::say(format!(
        "waiting for another `cargo dynamig` that builds `{package}`"
    ))
}

/// Something to say about what takes long. Dropped before, it is never said.
pub(super) struct Late {
    _over: mpsc::Sender<()>,
}

impl Late {
    const AFTER: Duration = Duration::from_secs(2);

    fn say(line: String) -> Self {
        let (over, waits) = mpsc::channel::<()>();
        std::thread::spawn(move || {
            if waits.recv_timeout(Self::AFTER) == Err(mpsc::RecvTimeoutError::Timeout) {
                say(&line);
            }
        });
        Self { _over: over }
    }
}

fn wants_json(args: &[OsString]) -> bool {
    let end = args.iter().position(|arg| arg == "--");
    let args = &args[..end.unwrap_or(args.len())];
    args.iter()
        .any(|arg| arg == "--json" || arg == "--format=json")
        || args.windows(2).any(|pair| pair == ["--format", "json"])
}

fn sentence(error: &LinkError) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(error.to_string().trim_end());
        cause = error.source();
    }
    text
}

/// A closed stderr is no reason to stop.
fn say(line: &str) {
    drop(writeln!(io::stderr().lock(), "{line}"));
}
