use super::{FILE_NAME, Lock, compare};
use crate::error::{Code, Error};
use crate::registry::{Registry, listed};

/// Whether the file may be brought to what is linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// It may not: `--locked`, the default under `CI` and on protected targets.
    Locked,
    /// It may.
    Update,
}

/// Holds the lock of a namespace against what is linked: the lock that it has to be from now on, where that is another.
///
/// # Errors
/// [`Code::LockNotLinked`] where migrations are locked that are no longer linked, in either mode: they would be
/// forgotten silently. [`Code::LockOutdated`] for any other difference, or none locked, where it may not be written.
pub fn agree(lock: Option<&Lock>, registry: &Registry, mode: Mode) -> Result<Option<Lock>, Error> {
    let Some(lock) = lock else {
        return match mode {
            Mode::Update => Ok(Some(Lock::of(registry))),
            Mode::Locked => Err(outdated(format!(
                "there is no {FILE_NAME} that has this namespace"
            ))),
        };
    };
    let difference = compare(lock, registry);
    if difference.is_empty() {
        return Ok(None);
    }
    if !difference.missing.is_empty() {
        let message = format!("{FILE_NAME} has migrations that are not linked");
        return Err(
            Error::new(Code::LockNotLinked, listed(&message, &difference.missing)).hint(
                "name the crate that has them, or the linker leaves it out (`use its_crate as _;`); \
                 if another program of the workspace has them, give each its namespace in a dynamig.toml of its own; \
                 if they are meant to be gone, take their lines out by hand",
            ),
        );
    }
    match mode {
        Mode::Update => Ok(Some(Lock::of(registry))),
        Mode::Locked => {
            let message = format!("{FILE_NAME} is not what is linked");
            Err(outdated(listed(&message, difference.lines())))
        }
    }
}

fn outdated(message: String) -> Error {
    Error::new(Code::LockOutdated, message)
        .hint("run `cargo dynamig check` without `--locked`, and commit the file")
}
