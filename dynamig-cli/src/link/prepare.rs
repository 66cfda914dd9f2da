use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use cargo_metadata::{Metadata, Package};
use toml::Table;

use super::cargo::{Build, Cargo, Progress};
use super::choose::{self, Program};
use super::directory::{Directory, Written, read};
use super::features::Features;
use super::graph::{Graph, graph};
use super::{CargoFlags, LinkError, Linked, inherit, lockfile, manifest, message};

/// A program that is ready to be built, and the directory that is held until it runs.
pub(super) struct Prepared {
    pub(super) build: Build,
    pub(super) linked: Linked,
    pub(super) directory: Directory,
    pub(super) progress: Progress,
    /// The files that all this was read from.
    pub(super) inputs: BTreeSet<PathBuf>,
}

/// Finds the user's package and writes the program that links it.
pub(super) fn prepare(flags: &CargoFlags) -> Result<Prepared, LinkError> {
    let cargo = Cargo::new(flags);
    let workspace = cargo.members()?;
    let root = workspace.workspace_root.as_std_path();
    let configured = configured_package(&root.join("dynamig.toml"))?;
    let package = choose::package(&workspace, flags, configured.as_deref())?;
    let mut inputs = inputs_of_choice(&workspace, package);
    let linked = Linked {
        package: package.name.to_string(),
        manifest_dir: super::source::directory(package).to_owned(),
        workspace_root: root.to_owned(),
        target_dir: workspace.target_directory.clone().into_std_path_buf(),
    };
    let target_dir = flags
        .target_dir
        .clone()
        .unwrap_or_else(|| linked.target_dir.clone());
    let linked = Linked {
        target_dir: absolute(&target_dir)?,
        ..linked
    };
    let directory = Directory::lock(&linked.target_dir, &package.name)?;
    let (build, progress) = match choose::program(package)? {
        Program::Own(bin) => (own(package, bin, flags, &linked), Progress::Quiet),
        Program::Generated => {
            let features = Features::choose(flags, package)?;
            let graph = graph(&cargo, package)?;
            let progress = generate(&cargo, &graph, package, &features, &linked, &directory)?;
            inputs.extend(
                ["Cargo.toml", "Cargo.lock", "src/main.rs"].map(|name| directory.file(name)),
            );
            inputs.extend(graph.manifests);
            (generated(package, &directory, &linked), progress)
        }
    };
    Ok(Prepared {
        build,
        linked,
        directory,
        progress,
        inputs,
    })
}

/// Writes the package whose `main` names the user's crates, and completes its lock file.
fn generate(
    cargo: &Cargo<'_>,
    graph: &Graph,
    package: &Package,
    features: &Features,
    linked: &Linked,
    directory: &Directory,
) -> Result<Progress, LinkError> {
    let root = &linked.workspace_root;
    let inherited = inherit::inherit(&toml(&root.join("Cargo.toml"))?, root);
    let texts = manifest::manifest(package, graph, inherited, features);
    let user_lock = root.join("Cargo.lock");
    let seed = lockfile::seed(&read(&user_lock)?, &user_lock)?;

    let mut written = vec![
        directory.write("Cargo.toml", &texts.cargo_toml)?,
        directory.write("src/main.rs", &texts.main_rs)?,
    ];
    // Cargo completes its copy; what it was made from tells when to make it anew.
    if directory.read(SEED).is_ok_and(|old| old == seed) && directory.file("Cargo.lock").is_file() {
        written.push(Written::Unchanged);
    } else {
        directory.remove(SEED)?;
        written.push(directory.write("Cargo.lock", &seed)?);
    }
    if written.contains(&Written::Changed) {
        message::linking(&package.name);
    }
    cargo.complete_lock(&directory.file("Cargo.toml"), &package.name)?;
    refuse_several_cores(directory, package)?;
    directory.write(SEED, &seed)?;
    Ok(match written.contains(&Written::Changed) {
        true => Progress::Shown,
        false => Progress::Quiet,
    })
}

const SEED: &str = "seed.lock";

fn refuse_several_cores(directory: &Directory, package: &Package) -> Result<(), LinkError> {
    let copies = lockfile::cores(
        &directory.read("Cargo.lock")?,
        &directory.file("Cargo.lock"),
    )?;
    match copies.len() {
        1 => Ok(()),
        _ => Err(LinkError::SeveralCores {
            package: package.name.to_string(),
            copies,
            cargo: String::new(),
        }),
    }
}

fn generated(package: &Package, directory: &Directory, linked: &Linked) -> Build {
    Build {
        package: package.name.to_string(),
        manifest: directory.file("Cargo.toml"),
        bin: manifest::name(&package.name),
        features: Vec::new(),
        target_dir: linked.target_dir.clone(),
    }
}

fn own(package: &Package, bin: String, flags: &CargoFlags, linked: &Linked) -> Build {
    let features = flags.feature_flags();
    Build {
        package: package.name.to_string(),
        manifest: package.manifest_path.clone().into_std_path_buf(),
        bin,
        features: features
            .iter()
            .map(|flag| flag.to_string_lossy().into_owned())
            .collect(),
        target_dir: linked.target_dir.clone(),
    }
}

/// `package = "…"` of the dynamig.toml at the workspace root. All else in it is for the linked program.
fn configured_package(path: &Path) -> Result<Option<String>, LinkError> {
    if !path.is_file() {
        return Ok(None);
    }
    let package = toml(path)?.remove("package");
    Ok(package.and_then(|package| package.as_str().map(str::to_owned)))
}

/// What the choice of the package and of its program was read from; a directory stands for the names in it.
fn inputs_of_choice(workspace: &Metadata, package: &Package) -> BTreeSet<PathBuf> {
    let root = workspace.workspace_root.as_std_path();
    let source = super::source::directory(package).join("src");
    let mut inputs = BTreeSet::from([
        root.join("Cargo.lock"),
        root.join("dynamig.toml"),
        source.join("bin"),
        source,
    ]);
    for member in workspace.workspace_packages() {
        inputs.insert(member.manifest_path.clone().into_std_path_buf());
        inputs.extend(
            super::source::directory(member)
                .parent()
                .map(Path::to_owned),
        );
    }
    inputs
}

fn toml(path: &Path) -> Result<Table, LinkError> {
    read(path)?.parse().map_err(|error| LinkError::Toml {
        path: path.to_owned(),
        source: Box::new(error),
    })
}

fn absolute(path: &Path) -> Result<PathBuf, LinkError> {
    std::path::absolute(path).map_err(LinkError::io("find", path))
}
