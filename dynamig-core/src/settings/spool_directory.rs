use std::path::{Path, PathBuf};

use super::refusal::Refusal;

/// Reads a directory that is the same one wherever a process starts.
pub(super) fn parse(text: &str) -> Result<PathBuf, Refusal> {
    let path = PathBuf::from(text);
    check(&path)?;
    Ok(path)
}

pub(super) fn check(path: &Path) -> Result<(), Refusal> {
    match path.is_absolute() {
        true => Ok(()),
        false => {
            let message = format!("`{}` is no absolute path", path.display());
            Err(Refusal::new(message)
                .hint("whoever goes on with a run has to find it, wherever that process starts"))
        }
    }
}

/// One of each user's, on a disk, that outlives a restart of the machine.
#[cfg(unix)]
pub(super) fn default() -> PathBuf {
    let user = rustix::process::geteuid().as_raw();
    PathBuf::from(format!("/var/tmp/dynamig-spool-{user}"))
}

#[cfg(not(unix))]
pub(super) fn default() -> PathBuf {
    std::env::temp_dir().join("dynamig-spool")
}
