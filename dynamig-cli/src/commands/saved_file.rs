//! Files that commands keep for each other: states and plans.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use dynamig::Code;
use dynamig::saved::{SavedPlan, State};

use crate::failure::Failure;

/// Of a file that was named and is missing or damaged, as of a directory of definition files: what was given is wrong,
/// and nothing was tried with it.
const BAD_INPUT: Code = Code::Configuration;

/// Reads a state.
pub(super) fn read_state(path: &Path) -> Result<State, Failure> {
    let text = read(path, "`observe --out FILE` writes one")?;
    State::from_json(&text).map_err(|error| of_file(path, error))
}

/// Reads a plan.
pub(super) fn read_plan(path: &Path) -> Result<SavedPlan, Failure> {
    let text = read(path, "`plan --out FILE` writes one")?;
    SavedPlan::from_json(&text).map_err(|error| of_file(path, error))
}

/// Writes a file for its owner alone, at once or not at all.
pub(super) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let directory = match path.parent() {
        Some(parent) if parent != Path::new("") => parent.to_owned(),
        _ => PathBuf::from("."),
    };
    let written = || {
        let mut file = tempfile::NamedTempFile::new_in(&directory)?;
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|error| error.error)?;
        Ok::<_, std::io::Error>(())
    };
    written().map_err(|cause| {
        Failure::new(Code::File, format!("{} cannot be written", path.display())).caused_by(cause)
    })
}

fn read(path: &Path, hint: &str) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|cause| {
        let message = format!("{} cannot be read", path.display());
        Failure::new(BAD_INPUT, message).caused_by(cause).hint(hint)
    })
}

/// The error with the file that it is about in front.
fn of_file(path: &Path, error: dynamig::Error) -> Failure {
    let code = match error.code() {
        Code::File => BAD_INPUT,
        code => code,
    };
    let failure = Failure::new(code, format!("{}: {error}", path.display()));
    let failure = match error.what_next() {
        Some(hint) => failure.hint(hint),
        None => failure,
    };
    match std::error::Error::source(&error) {
        Some(cause) => failure.caused_by(cause.to_string()),
        None => failure,
    }
}
