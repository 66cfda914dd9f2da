use std::path::{Path, PathBuf};

use dynamig::lockfile::{FILE_NAME, Mode, agree, read, write};
use dynamig::settings::Variables;
use dynamig::{Registry, Settings};
use serde::Serialize;

use crate::failure::Failure;

/// How the file is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kept {
    /// As it was: it says what is linked.
    Unchanged,
    /// Brought to what is linked.
    Updated,
    /// New.
    Created,
}

/// Whether the file may be written: not with `--locked`, under `CI` or on a protected target. Commands without a target
/// have no settings.
pub(crate) fn mode(locked: bool, variables: &Variables, settings: Option<&Settings>) -> Mode {
    match locked || variables.is_ci() || settings.is_some_and(Settings::is_protected) {
        true => Mode::Locked,
        false => Mode::Update,
    }
}

/// Where the file is, or has to be.
pub(crate) fn path(workspace_root: &Path) -> PathBuf {
    workspace_root.join(FILE_NAME)
}

/// Holds the file against what is linked, for one namespace, and brings it there where that is allowed.
///
/// Every command that plans or runs migrations calls it first, where it knows the workspace: a program that the launcher
/// did not start has none, and needs no file. What other namespaces have in it stays.
pub(crate) fn keep(
    workspace_root: &Path,
    namespace: &str,
    registry: &Registry,
    mode: Mode,
) -> Result<Kept, Failure> {
    let path = path(workspace_root);
    let file = read(&path)?;
    let lock = file.as_ref().and_then(|file| file.get(namespace));
    let Some(lock) = agree(lock, registry, mode)? else {
        return Ok(Kept::Unchanged);
    };
    let kept = match file {
        Some(_) => Kept::Updated,
        None => Kept::Created,
    };
    let text = file.unwrap_or_default().with(namespace, lock).render();
    write(&path, &text)?;
    Ok(kept)
}
