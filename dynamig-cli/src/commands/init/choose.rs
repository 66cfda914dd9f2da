use std::fs;
use std::path::{Path, PathBuf};

use cargo_metadata::{DependencyKind, Metadata};
use dynamig::Code;

use super::InitArgs;
use crate::failure::Failure;
use crate::link::LinkError;
use crate::source::{Package, cargo, read_if_there, workspace};

/// The package that is to hold the migrations.
pub(super) enum Chosen<'m> {
    /// It is there.
    Member(&'m cargo_metadata::Package),
    /// A library of the workspace, which is to be made.
    Make { name: String, directory: PathBuf },
}

impl Chosen<'_> {
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Member(package) => &package.name,
            Self::Make { name, .. } => name,
        }
    }

    pub(super) fn directory(&self) -> PathBuf {
        match self {
            Self::Member(package) => package.manifest_path.with_file_name("").into(),
            Self::Make { directory, .. } => directory.clone(),
        }
    }
}

/// The one that was named, the one that the user stands in, the one that has migrations, the only library; else, at the
/// root of a workspace, one to make.
pub(super) fn package<'m>(
    args: &InitArgs,
    metadata: &'m Metadata,
    here: &Path,
) -> Result<Chosen<'m>, Failure> {
    let members = metadata.workspace_packages();
    let named = |name: &str| members.iter().copied().find(|member| member.name == name);
    let root = metadata.workspace_root.as_std_path();
    if let Some(name) = &args.package {
        return match named(name) {
            Some(member) => Ok(Chosen::Member(member)),
            None => make_in(root, name),
        };
    }
    if let Some(member) = standing_in(args, &members, here) {
        return Ok(Chosen::Member(member));
    }
    let with_core: Vec<_> = members
        .iter()
        .copied()
        .filter(|member| uses_core(member))
        .collect();
    let libraries: Vec<_> = members
        .iter()
        .copied()
        .filter(|member| has_library(member))
        .collect();
    match (with_core.as_slice(), libraries.as_slice()) {
        ([member], _) | ([], [member]) => Ok(Chosen::Member(member)),
        ([], _) => match named(NAME) {
            Some(member) => Ok(Chosen::Member(member)),
            None => make_in(root, NAME),
        },
        (several, _) => Err(several_packages(several)),
    }
}

/// The library that is made where none is named.
const NAME: &str = "migrations";

/// Makes a library with cargo, which adds it to the workspace and lets it inherit what members do.
pub(super) fn make(name: &str, directory: &Path) -> Result<Package, Failure> {
    let output = cargo()
        .args(["new", "--quiet", "--lib", "--vcs", "none", "--name", name])
        .arg(directory)
        .output();
    let failed = |why: String| {
        Failure::new(
            Code::File,
            format!("cargo cannot make the library `{name}`"),
        )
        .hint(format!(
            "make one by hand, and call `cargo dynamig init -p {name}`"
        ))
        .caused_by(why)
    };
    let output = output.map_err(|error| failed(error.to_string()))?;
    if !output.status.success() {
        return Err(failed(
            String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        ));
    }
    let library = directory.join("src/lib.rs");
    // In place of cargo's example, which is nobody's yet.
    let text = format!("//! The migrations of {}.\n", of(directory));
    fs::write(&library, text).map_err(|error| failed(error.to_string()))?;
    let metadata = workspace(Some(&directory.join("Cargo.toml")), directory)?;
    let made = metadata
        .packages
        .iter()
        .find(|package| package.name == name);
    Package::of(made.ok_or_else(|| failed("cargo made it, and does not find it".to_owned()))?)
}

fn of(directory: &Path) -> String {
    let workspace = directory.parent().and_then(Path::file_name);
    workspace.map_or_else(
        || "this workspace".to_owned(),
        |name| name.to_string_lossy().into_owned(),
    )
}

fn make_in<'m>(root: &Path, name: &str) -> Result<Chosen<'m>, Failure> {
    let text = read_if_there(&root.join("Cargo.toml"))?.unwrap_or_default();
    let is_workspace = text
        .parse::<toml::Table>()
        .is_ok_and(|manifest| manifest.contains_key("workspace"));
    if !is_workspace {
        return Err(Failure::usage(format!(
            "there is no package `{name}`, and no workspace to make it in"
        ))
        .hint("leave `--package` out, or add a table `[workspace]` to Cargo.toml"));
    }
    let directory = root.join(name);
    match directory.exists() {
        false => Ok(Chosen::Make {
            name: name.to_owned(),
            directory,
        }),
        true => Err(Failure::usage(format!(
            "`{}` is there, and no library `{name}` of the workspace",
            directory.display()
        ))
        .hint("name a library with `--package`")),
    }
}

fn standing_in<'m>(
    args: &InitArgs,
    members: &[&'m cargo_metadata::Package],
    here: &Path,
) -> Option<&'m cargo_metadata::Package> {
    let start = match &args.manifest_path {
        Some(manifest) => here.join(manifest),
        None => here.join("Cargo.toml"),
    };
    let directories = start.parent()?.canonicalize().ok()?;
    let nearest = directories
        .ancestors()
        .map(|directory| directory.join("Cargo.toml"))
        .find(|path| path.is_file())?;
    let at = |member: &&cargo_metadata::Package| {
        member.manifest_path.canonicalize().ok().as_ref() == Some(&nearest)
    };
    members.iter().copied().find(at)
}

fn uses_core(package: &cargo_metadata::Package) -> bool {
    let mut dependencies = package.dependencies.iter();
    dependencies.any(|one| one.name == "dynamig-core" && one.kind == DependencyKind::Normal)
}

fn has_library(package: &cargo_metadata::Package) -> bool {
    package
        .targets
        .iter()
        .any(|target| target.is_lib() || target.is_rlib())
}

fn several_packages(packages: &[&cargo_metadata::Package]) -> Failure {
    let candidates = packages
        .iter()
        .map(|package| package.name.to_string())
        .collect();
    let error = LinkError::SeveralPackages { candidates };
    let name = packages.first().map_or("", |package| package.name.as_str());
    Failure::usage(error.to_string()).hint(format!("choose with `-p {name}`"))
}
