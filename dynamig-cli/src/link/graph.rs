use std::path::PathBuf;

use cargo_metadata::{Metadata, Package};

use super::LinkError;
use super::cargo::Cargo;
use super::choose::OURS;
use super::source::{Source, directory};

/// What the user's package depends on, as far as linking needs to know.
pub(super) struct Graph {
    /// The packages below the user's that depend on dynamig-core: unless `main` names them, their migrations are lost.
    pub(super) below: Vec<Package>,
    /// dynamig-cli, from where dynamig-core comes.
    pub(super) cli: Source,
    /// The manifests of all packages that come from directories.
    pub(super) manifests: Vec<PathBuf>,
}

/// Asks cargo: what there is, and what of that a build of this package with these features really uses.
pub(super) fn graph(cargo: &Cargo<'_>, package: &Package) -> Result<Graph, LinkError> {
    let metadata = cargo.graph(package)?;
    let unused = || LinkError::CoreNotUsed {
        package: package.name.to_string(),
    };
    let core = metadata
        .packages
        .iter()
        .find(|package| package.name == "dynamig-core")
        .ok_or_else(unused)?;
    let users = cargo.users_of(core, package)?;
    if !users.iter().any(|(name, _)| name == "dynamig-core") {
        return Err(unused());
    }
    let below = metadata
        .packages
        .iter()
        .filter(|found| found.id != package.id && !OURS.contains(&found.name.as_str()))
        .filter(|found| users.contains(&(found.name.to_string(), found.version.to_string())))
        .cloned()
        .collect();
    let manifests = metadata
        .packages
        .iter()
        .filter(|package| package.source.is_none())
        .map(|package| package.manifest_path.clone().into_std_path_buf())
        .collect();
    Ok(Graph {
        below,
        cli: cli(&metadata, core)?,
        manifests,
    })
}

/// The copy that the workspace has already; else the one that belongs to the user's dynamig-core.
fn cli(metadata: &Metadata, core: &Package) -> Result<Source, LinkError> {
    if let Some(cli) = metadata
        .packages
        .iter()
        .find(|package| package.name == "dynamig-cli")
    {
        return Ok(Source::of(cli));
    }
    match Source::of(core) {
        Source::Path(_) => {
            let expected = directory(core).with_file_name("dynamig-cli");
            match expected.join("Cargo.toml").is_file() {
                true => Ok(Source::Path(expected)),
                false => Err(LinkError::NoCli { expected }),
            }
        }
        same => Ok(same),
    }
}
