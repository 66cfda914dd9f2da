use std::path::PathBuf;
use std::process::Command;

use serde::{Deserialize, Serialize};

use super::CargoFlags;

/// The program that a command runs in.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Program {
    /// The launcher: it links nobody's migrations, and runs the commands that never build.
    Launcher(CargoFlags),
    /// A program with migrations: the one that the launcher made, or a user's own. A user's own binary knows what the
    /// launcher says only when the launcher started it.
    WithMigrations(Option<Linked>),
    /// `dynamig`, which links nobody's migrations and asks cargo for nothing.
    Alone,
}

/// What the launcher tells the program that it links, in the environment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Linked {
    /// `DYNAMIG_LINKED_PACKAGE`: the name of the user's package.
    pub package: String,
    /// `DYNAMIG_MANIFEST_DIR`: the directory of that package's Cargo.toml, absolute.
    pub manifest_dir: PathBuf,
    /// `DYNAMIG_WORKSPACE_ROOT`: the root of its workspace, absolute; the same directory where there is no workspace.
    pub workspace_root: PathBuf,
    /// `DYNAMIG_TARGET_DIR`: cargo's target directory, absolute.
    pub target_dir: PathBuf,
}

impl Linked {
    /// Reads what the launcher said; `None` in a program that the launcher did not start.
    #[must_use]
    pub fn from_env() -> Option<Self> {
        let path = |name| std::env::var_os(name).map(PathBuf::from);
        Some(Self {
            package: std::env::var(PACKAGE).ok()?,
            manifest_dir: path(MANIFEST_DIR)?,
            workspace_root: path(WORKSPACE_ROOT)?,
            target_dir: path(TARGET_DIR)?,
        })
    }

    pub(super) fn tell(&self, program: &mut Command) {
        program
            .env(PACKAGE, &self.package)
            .env(MANIFEST_DIR, &self.manifest_dir)
            .env(WORKSPACE_ROOT, &self.workspace_root)
            .env(TARGET_DIR, &self.target_dir);
    }
}

const PACKAGE: &str = "DYNAMIG_LINKED_PACKAGE";
const MANIFEST_DIR: &str = "DYNAMIG_MANIFEST_DIR";
const WORKSPACE_ROOT: &str = "DYNAMIG_WORKSPACE_ROOT";
const TARGET_DIR: &str = "DYNAMIG_TARGET_DIR";
