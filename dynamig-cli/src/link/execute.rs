use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, ExitCode};

use super::{LinkError, Linked};

/// Becomes the program, so that its exit code and the signals are its own. Returns only if that fails.
#[cfg(unix)]
pub(super) fn execute(
    program: &Path,
    args: &[OsString],
    linked: &Linked,
) -> Result<ExitCode, LinkError> {
    use std::os::unix::process::CommandExt as _;

    let error = command(program, args, linked).exec();
    Err(LinkError::io("run", program)(error))
}

/// Runs the program and ends as it ends.
#[cfg(not(unix))]
pub(super) fn execute(
    program: &Path,
    args: &[OsString],
    linked: &Linked,
) -> Result<ExitCode, LinkError> {
    let status = command(program, args, linked)
        .status()
        .map_err(LinkError::io("run", program))?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

fn command(program: &Path, args: &[OsString], linked: &Linked) -> Command {
    let mut command = Command::new(program);
    command.args(args);
    linked.tell(&mut command);
    command
}
