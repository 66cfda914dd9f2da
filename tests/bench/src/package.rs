use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Result;
use crate::workspace::Workspace;

/// A package that is generated below cargo's target directory. It shares what is built with the workspace of dynamig:
/// versions, profiles and the target directory are the same.
pub(crate) struct Package<'a> {
    workspace: &'a Workspace,
    directory: PathBuf,
}

impl<'a> Package<'a> {
    /// `dependencies` are lines of that table of Cargo.toml.
    pub(crate) fn new(workspace: &'a Workspace, name: &str, dependencies: &str) -> Result<Self> {
        let profiles = profiles(workspace)?;
        let manifest = format!(
            "[package]\nname = \"bench-{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
             [workspace]\n\n[dependencies]\n{dependencies}\n{profiles}"
        );
        Self::with_manifest(workspace, name, &manifest)
    }

    pub(crate) fn with_manifest(
        workspace: &'a Workspace,
        name: &str,
        manifest: &str,
    ) -> Result<Self> {
        let package = Self {
            workspace,
            directory: workspace.directory(name)?,
        };
        package.write("Cargo.toml", manifest)?;
        package.lend_lock()?;
        Ok(package)
    }

    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.directory.join(file)
    }

    /// Writes a file, unless it is like that already: cargo goes by the time of the last change.
    pub(crate) fn write(&self, file: &str, text: &str) -> Result<Written> {
        let path = self.path(file);
        if fs::read_to_string(&path).is_ok_and(|old| old == text) {
            return Ok(Written::Unchanged);
        }
        if let Some(directory) = path.parent() {
            fs::create_dir_all(directory)?;
        }
        fs::write(path, text)?;
        Ok(Written::Changed)
    }

    pub(crate) fn cargo(&self) -> Command {
        self.workspace.cargo(&self.directory)
    }

    /// Gives it the versions that dynamig itself is built with. Cargo completes its copy.
    fn lend_lock(&self) -> Result<()> {
        let lock = fs::read_to_string(self.workspace.root.join("Cargo.lock"))?;
        let is_lent = self.write("lent.lock", &lock)? == Written::Unchanged;
        if !is_lent || !self.path("Cargo.lock").exists() {
            self.write("Cargo.lock", &lock)?;
        }
        Ok(())
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Written {
    Changed,
    Unchanged,
}

/// The line of Cargo.toml that depends on dynamig.
pub(crate) fn core(workspace: &Workspace) -> String {
    let path: &Path = &workspace.root.join("dynamig-core");
    format!("dynamig-core = {{ path = {path:?} }}\n")
}

fn profiles(workspace: &Workspace) -> Result<String> {
    let manifest = fs::read_to_string(workspace.root.join("Cargo.toml"))?;
    let mut manifest: toml::Table = manifest.parse()?;
    manifest.retain(|key, _| key == "profile");
    Ok(manifest.to_string())
}
