use std::path::{Path, PathBuf};

use cargo_metadata::{DependencyKind, Metadata, Package};

use super::source::directory;
use super::{CargoFlags, LinkError};

/// The packages of dynamig itself: they depend on dynamig-core and hold no migrations.
pub(super) const OURS: [&str; 4] = [
    "dynamig-core",
    "dynamig-macros",
    "dynamig-rules",
    "dynamig-cli",
];

/// What is built for a package.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Program {
    /// A program that the launcher writes, with the package's library in it.
    Generated,
    /// A binary of the package's own.
    Own(String),
}

/// Chooses the package that holds the migrations: the one named by `-p`, the one in dynamig.toml, the one that the user
/// stands in, the only one there is; else the user chooses from a list.
pub(super) fn package<'a>(
    workspace: &'a Metadata,
    flags: &CargoFlags,
    configured: Option<&str>,
) -> Result<&'a Package, LinkError> {
    let members = workspace.workspace_packages();
    let candidates: Vec<&Package> = members.iter().copied().filter(|m| uses_core(m)).collect();
    let names = || {
        candidates
            .iter()
            .map(|package| package.name.to_string())
            .collect()
    };
    if let Some(name) = flags.package.as_deref().or(configured) {
        let named = members.into_iter().find(|member| member.name == name);
        return named.ok_or_else(|| LinkError::UnknownPackage {
            package: name.to_owned(),
            candidates: names(),
        });
    }
    let current = current_manifest(flags);
    if let Some(here) = candidates
        .iter()
        .find(|package| is_at(package, current.as_deref()))
    {
        return Ok(here);
    }
    match candidates.as_slice() {
        [only] => Ok(only),
        [] => Err(LinkError::NoPackage),
        _ => Err(LinkError::SeveralPackages {
            candidates: names(),
        }),
    }
}

/// Says what is built for the package.
pub(super) fn program(package: &Package) -> Result<Program, LinkError> {
    let has_binary = |name: &str| {
        package
            .targets
            .iter()
            .any(|target| target.is_bin() && target.name == name)
    };
    if let Some(bin) = package
        .metadata
        .pointer("/dynamig/bin")
        .and_then(|bin| bin.as_str())
    {
        return match has_binary(bin) {
            true => Ok(Program::Own(bin.to_owned())),
            false => Err(LinkError::UnknownBinary {
                package: package.name.to_string(),
                bin: bin.to_owned(),
            }),
        };
    }
    let has_library = package
        .targets
        .iter()
        .any(|target| target.is_lib() || target.is_rlib());
    match has_library {
        true => Ok(Program::Generated),
        false if has_binary("dynamig") => Ok(Program::Own("dynamig".to_owned())),
        false => Err(LinkError::NoLibrary {
            package: package.name.to_string(),
        }),
    }
}

fn uses_core(package: &Package) -> bool {
    let depends = |dependency: &cargo_metadata::Dependency| {
        dependency.name == "dynamig-core" && dependency.kind == DependencyKind::Normal
    };
    package.dependencies.iter().any(depends) && !OURS.contains(&package.name.as_str())
}

/// The Cargo.toml that cargo would start from.
pub(super) fn current_manifest(flags: &CargoFlags) -> Option<PathBuf> {
    if let Some(path) = &flags.manifest_path {
        return path.canonicalize().ok();
    }
    let here = std::env::current_dir().ok()?.canonicalize().ok()?;
    here.ancestors()
        .map(|directory| directory.join("Cargo.toml"))
        .find(|manifest| manifest.is_file())
}

fn is_at(package: &Package, manifest: Option<&Path>) -> bool {
    directory(package)
        .join("Cargo.toml")
        .canonicalize()
        .ok()
        .as_deref()
        == manifest
}
