use std::path::PathBuf;

use cargo_metadata::Package;

use super::cargo::{Build, Cargo, Progress};
use super::directory::{Directory, Written, read, read_toml};
use super::features::Features;
use super::graph::{Graph, graph};
use super::manifest::Manifest;
use super::{CargoFlags, LinkError, Linked, inherit, lockfile, manifest, message};

/// What is to be built, and what that was read from.
pub(super) struct Generated {
    pub(super) build: Build,
    pub(super) progress: Progress,
    pub(super) inputs: Vec<PathBuf>,
}

/// Writes the package whose `main` names the user's crates, and completes its lock file.
pub(super) fn generate(
    cargo: &Cargo<'_>,
    package: &Package,
    flags: &CargoFlags,
    linked: &Linked,
    directory: &Directory,
) -> Result<Generated, LinkError> {
    let features = Features::choose(flags, package)?;
    let _notice = message::resolving(&package.name);
    let graph = graph(cargo, package)?;
    let texts = texts(package, &features, &graph, linked)?;
    let written = write(directory, &texts, linked)?;
    if written == Written::Changed {
        message::linking(&package.name);
    }
    cargo.complete_lock(&directory.file(CARGO_TOML), &package.name)?;
    refuse_several_cores(directory, package)?;

    let mut inputs = graph.manifests;
    inputs.extend([CARGO_TOML, CARGO_LOCK, MAIN_RS].map(|name| directory.file(name)));
    Ok(Generated {
        build: Build {
            package: package.name.to_string(),
            manifest: directory.file(CARGO_TOML),
            bin: manifest::name(&package.name),
            flags: Vec::new(),
            target_dir: linked.target_dir.clone(),
        },
        progress: match written {
            Written::Changed => Progress::Shown,
            Written::Unchanged => Progress::Quiet,
        },
        inputs,
    })
}

const CARGO_TOML: &str = "Cargo.toml";
const CARGO_LOCK: &str = "Cargo.lock";
const MAIN_RS: &str = "src/main.rs";
/// The lock file that cargo's copy was made from: it tells when to make it anew, for cargo completes the copy.
const SEED: &str = "seed.lock";

fn texts(
    package: &Package,
    features: &Features,
    graph: &Graph,
    linked: &Linked,
) -> Result<Manifest, LinkError> {
    let root = &linked.workspace_root;
    let inherited = inherit::inherit(&read_toml(&root.join("Cargo.toml"))?, root);
    Ok(manifest::manifest(package, graph, inherited, features))
}

fn write(directory: &Directory, texts: &Manifest, linked: &Linked) -> Result<Written, LinkError> {
    let user_lock = linked.workspace_root.join("Cargo.lock");
    let seed = lockfile::seed(&read(&user_lock)?, &user_lock)?;
    let mut written = vec![
        directory.write(CARGO_TOML, &texts.cargo_toml)?,
        directory.write(MAIN_RS, &texts.main_rs)?,
    ];
    let is_copied = directory.file(CARGO_LOCK).is_file();
    if !is_copied || directory.read(SEED).ok().as_ref() != Some(&seed) {
        // In this order, so that a launcher that dies between the two copies again.
        directory.remove(SEED)?;
        written.push(directory.write(CARGO_LOCK, &seed)?);
        directory.write(SEED, &seed)?;
    }
    Ok(match written.contains(&Written::Changed) {
        true => Written::Changed,
        false => Written::Unchanged,
    })
}

fn refuse_several_cores(directory: &Directory, package: &Package) -> Result<(), LinkError> {
    let copies = lockfile::cores(&directory.read(CARGO_LOCK)?, &directory.file(CARGO_LOCK))?;
    match copies.len() {
        1 => Ok(()),
        _ => Err(LinkError::SeveralCores {
            package: package.name.to_string(),
            copies,
            cargo: String::new(),
        }),
    }
}
