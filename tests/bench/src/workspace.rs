use std::ffi::OsString;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use cargo_metadata::MetadataCommand;

use crate::{Result, environment};

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

    /// Keeps other runs of the benchmark waiting: they would edit the same files, and measure each other.
    pub(crate) fn alone(&self) -> Result<File> {
        let lock = File::create(self.directory("")?.join("lock"))?;
        lock.lock()?;
        Ok(lock)
    }

    /// A call of cargo in a directory, which builds where dynamig is built.
    pub(crate) fn cargo(&self, directory: &Path) -> Command {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
        let mut cargo = environment::command(cargo, directory);
        cargo.env("CARGO_TARGET_DIR", &self.target);
        cargo
    }
}
