use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use cargo_metadata::{Metadata, Package};

use super::cargo::{Build, Cargo, Progress};
use super::choose::{self, Program};
use super::directory::{Directory, read_toml};
use super::generate::{Generated, generate};
use super::source::directory;
use super::{CargoFlags, LinkError, Linked};

/// A program that is ready to be built, and the directory that is held until it runs.
pub(super) struct Prepared {
    pub(super) build: Build,
    pub(super) linked: Linked,
    pub(super) directory: Directory,
    pub(super) progress: Progress,
    /// The files that all this was read from.
    pub(super) inputs: BTreeSet<PathBuf>,
    /// When reading them began.
    pub(super) began: SystemTime,
}

/// Finds the user's package, and writes the program that links it unless the package has one.
pub(super) fn prepare(flags: &CargoFlags) -> Result<Prepared, LinkError> {
    let began = SystemTime::now();
    let cargo = Cargo::new(flags);
    let workspace = cargo.members()?;
    let root = workspace.workspace_root.as_std_path();
    let configured = configured_package(&root.join("dynamig.toml"))?;
    let package = choose::package(&workspace, flags, configured.as_deref())?;
    let linked = Linked {
        package: package.name.to_string(),
        manifest_dir: directory(package).to_owned(),
        workspace_root: root.to_owned(),
        target_dir: target_dir(&workspace, flags)?,
    };
    let held = Directory::lock(&linked.target_dir, &package.name)?;
    let generated = match choose::program(package)? {
        Program::Own(bin) => Generated {
            build: own(package, bin, flags, &linked),
            progress: Progress::Quiet,
            inputs: Vec::new(),
        },
        Program::Generated => generate(&cargo, package, flags, &linked, &held)?,
    };
    let mut inputs = inputs_of_choice(&workspace, package);
    inputs.extend(generated.inputs);
    Ok(Prepared {
        build: generated.build,
        linked,
        directory: held,
        progress: generated.progress,
        inputs,
        began,
    })
}

fn own(package: &Package, bin: String, flags: &CargoFlags, linked: &Linked) -> Build {
    let mut build_flags: Vec<String> = flags
        .feature_flags()
        .iter()
        .map(|flag| flag.to_string_lossy().into_owned())
        .collect();
    if flags.locked {
        build_flags.push("--locked".to_owned());
    }
    Build {
        package: package.name.to_string(),
        manifest: package.manifest_path.clone().into_std_path_buf(),
        bin,
        flags: build_flags,
        target_dir: linked.target_dir.clone(),
    }
}

/// `package = "…"` of the dynamig.toml at the workspace root. All else in it is for the linked program.
fn configured_package(path: &Path) -> Result<Option<String>, LinkError> {
    if !path.is_file() {
        return Ok(None);
    }
    let package = read_toml(path)?.remove("package");
    Ok(package.and_then(|package| package.as_str().map(str::to_owned)))
}

/// What the choice of the package and of its program was read from; a directory stands for the names in it.
fn inputs_of_choice(workspace: &Metadata, package: &Package) -> BTreeSet<PathBuf> {
    let root = workspace.workspace_root.as_std_path();
    let source = directory(package).join("src");
    let mut inputs = BTreeSet::from([
        root.join("Cargo.lock"),
        root.join("dynamig.toml"),
        source.join("bin"),
        source,
    ]);
    for member in workspace.workspace_packages() {
        inputs.insert(member.manifest_path.clone().into_std_path_buf());
        inputs.extend(directory(member).parent().map(Path::to_owned));
    }
    inputs
}

fn target_dir(workspace: &Metadata, flags: &CargoFlags) -> Result<PathBuf, LinkError> {
    let path = match &flags.target_dir {
        Some(path) => path,
        None => workspace.target_directory.as_std_path(),
    };
    std::path::absolute(path).map_err(LinkError::io("find", path))
}
