use std::path::PathBuf;

use crate::measure::run;
use crate::workspace::Workspace;
use crate::{Result, output};

/// The programs that are measured or measured with, built for release whatever this one was built for.
pub(crate) struct Programs {
    /// Where they are.
    pub(crate) directory: PathBuf,
}

impl Programs {
    pub(crate) const LAUNCHER: &str = "cargo-dynamig";
    pub(crate) const UP_TO_DATE: &str = "up-to-date";
    pub(crate) const ENGINE: &str = "bench-engine";

    /// Builds them in one call, so that all are built of the same crates as this program.
    pub(crate) fn build(workspace: &Workspace) -> Result<Self> {
        output::say("building the programs");
        run(workspace
            .cargo(&workspace.root)
            .args(["build", "--release", "--quiet"])
            .args(["--package", env!("CARGO_PKG_NAME")])
            .args(["--package", "dynamig-cli"])
            .args(["--bin", Self::LAUNCHER, "--bin", Self::UP_TO_DATE])
            .args(["--bin", Self::ENGINE]))?;
        Ok(Self {
            directory: workspace.target.join("release"),
        })
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.directory.join(name)
    }
}
