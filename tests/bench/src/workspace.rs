use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use cargo_metadata::MetadataCommand;

use crate::Result;

/// The workspace of dynamig, which the generated packages use by path.
pub(crate) struct Workspace {
    pub(crate) root: PathBuf,
    /// Where cargo builds it.
    pub(crate) target: PathBuf,
}

impl Workspace {
    pub(crate) fn of_dynamig() -> Result<Self> {
        let metadata = MetadataCommand::new()
            .manifest_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"))
            .no_deps()
            .exec()?;
        Ok(Self {
            root: metadata.workspace_root.into(),
            target: metadata.target_directory.into(),
        })
    }

    /// A directory of the benchmark's own, which survives the run so that the next one need not build again.
    pub(crate) fn directory(&self, name: &str) -> Result<PathBuf> {
        let directory = self.target.join("bench").join(name);
        fs::create_dir_all(&directory)?;
        Ok(directory)
    }

    /// Writes a file, unless it is like that already: cargo goes by the time of the last change.
    pub(crate) fn write(path: &Path, text: &str) -> Result<()> {
        if fs::read_to_string(path).is_ok_and(|old| old == text) {
            return Ok(());
        }
        if let Some(directory) = path.parent() {
            fs::create_dir_all(directory)?;
        }
        Ok(fs::write(path, text)?)
    }

    /// Gives a generated package the versions that dynamig itself is built with.
    pub(crate) fn lend_lock(&self, directory: &Path) -> Result<()> {
        let lock = fs::read_to_string(self.root.join("Cargo.lock"))?;
        Self::write(&directory.join("Cargo.lock"), &lock)
    }

    /// A call of cargo in a generated package, without what `cargo run` told this process about another one.
    pub(crate) fn cargo(&self, directory: &Path) -> Command {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        for (name, _) in env::vars_os() {
            let is_of_cargo_run = name.to_str().is_some_and(|name| {
                name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")
            });
            if is_of_cargo_run {
                cargo.env_remove(name);
            }
        }
        cargo.current_dir(directory);
        cargo
    }
}
