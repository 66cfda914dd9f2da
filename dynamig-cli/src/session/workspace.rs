use std::path::{Path, PathBuf};

use cargo_metadata::{Metadata, MetadataCommand};
use dynamig::Code;

use crate::failure::Failure;
use crate::link::CargoFlags;

/// What cargo says of the workspace around, without building or resolving anything: some 50 ms.
pub(super) struct Workspace(Metadata);

impl Workspace {
    pub(super) fn ask(flags: &CargoFlags) -> Result<Self, Failure> {
        let mut command = MetadataCommand::new();
        command.no_deps();
        if let Some(path) = &flags.manifest_path {
            command.manifest_path(path);
        }
        let metadata = command.exec().map_err(|error| {
            let text = match &error {
                cargo_metadata::Error::CargoMetadata { stderr } => {
                    stderr.trim().trim_start_matches("error: ").to_owned()
                }
                other => other.to_string(),
            };
            Failure::new(Code::Configuration, "cargo cannot read the workspace").caused_by(text)
        })?;
        Ok(Self(metadata))
    }

    pub(super) fn root(&self) -> &Path {
        self.0.workspace_root.as_std_path()
    }

    pub(super) fn target_dir(&self) -> &Path {
        self.0.target_directory.as_std_path()
    }

    /// The directory of a member.
    pub(super) fn member(&self, package: &str) -> Result<PathBuf, Failure> {
        let members = self.0.workspace_packages();
        let found = members
            .iter()
            .find(|member| member.name.as_str() == package);
        match found.and_then(|member| member.manifest_path.parent()) {
            Some(directory) => Ok(directory.as_std_path().to_owned()),
            None => {
                let names = members
                    .iter()
                    .map(|member| member.name.as_str())
                    .collect::<Vec<_>>();
                Err(
                    Failure::usage(format!("the workspace has no package `{package}`"))
                        .hint(format!("it has {}", names.join(", "))),
                )
            }
        }
    }

    /// The members that have a dynamig.toml of their own, by name, with their directories.
    pub(super) fn configured_members(&self) -> Vec<(String, PathBuf)> {
        let members = self.0.workspace_packages().into_iter();
        members
            .filter_map(|member| {
                let directory = member.manifest_path.parent()?.as_std_path().to_owned();
                directory
                    .join("dynamig.toml")
                    .is_file()
                    .then(|| (member.name.to_string(), directory))
            })
            .collect()
    }
}
