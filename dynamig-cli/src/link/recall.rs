use std::collections::BTreeSet;
use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::cargo::{Build, Progress};
use super::directory::{self, Directory};
use super::prepare::Prepared;
use super::{CargoFlags, LinkError, Linked};

/// What a call found out, and the state of every file that it found it out from.
///
/// Asking cargo costs twice as much as the build of an unchanged program. So a call like an earlier one, with every
/// manifest, lock file and configuration as it was, goes straight to the build; cargo itself looks at the sources.
#[derive(Serialize, Deserialize)]
struct Call {
    build: Build,
    linked: Linked,
    inputs: Vec<(PathBuf, u64)>,
}

/// What an earlier call prepared, if all of it still holds.
pub(super) fn recall(flags: &CargoFlags) -> Result<Option<Prepared>, LinkError> {
    let Some(call) = target_dirs(flags)
        .iter()
        .find_map(|target| load(&file(target, flags)))
    else {
        return Ok(None);
    };
    let began = SystemTime::now();
    let directory = Directory::lock(&call.linked.target_dir, &call.linked.package)?;
    if call
        .inputs
        .iter()
        .any(|(path, state)| self::state(path) != *state)
    {
        return Ok(None);
    }
    Ok(Some(Prepared {
        build: call.build,
        linked: call.linked,
        directory,
        progress: Progress::Quiet,
        inputs: BTreeSet::new(),
        began,
    }))
}

/// Remembers what a call prepared.
///
/// Not if a file changed after the call began: cargo may have read it before that.
pub(super) fn remember(prepared: &Prepared, flags: &CargoFlags) -> Result<(), LinkError> {
    let ours = prepared.directory.file("");
    let mut theirs = prepared
        .inputs
        .iter()
        .filter(|path| !path.starts_with(&ours));
    if theirs.any(|path| changed_since(path, prepared.began)) {
        return Ok(());
    }
    let manifests = prepared
        .inputs
        .iter()
        .flat_map(|path| above(path, "Cargo.toml"));
    let inputs: BTreeSet<PathBuf> = prepared
        .inputs
        .iter()
        .cloned()
        .chain(manifests)
        .chain(cargo_configuration())
        .collect();
    let call = Call {
        build: prepared.build.clone(),
        linked: prepared.linked.clone(),
        inputs: inputs
            .into_iter()
            .map(|path| {
                let state = state(&path);
                (path, state)
            })
            .collect(),
    };
    let path = file(&prepared.linked.target_dir, flags);
    let text = serde_json::to_string(&call)
        .map_err(|error| LinkError::io("write", &path)(error.into()))?;
    if let Some(directory) = path.parent() {
        fs::create_dir_all(directory).map_err(LinkError::io("create", directory))?;
    }
    directory::write(&path, &text)
}

/// One file for each set of flags, current directory, home of cargo and build of this launcher.
fn file(target_dir: &Path, flags: &CargoFlags) -> PathBuf {
    let launcher = std::env::current_exe().ok();
    let built = launcher.and_then(|launcher| fs::metadata(launcher).ok()?.modified().ok());
    let here = std::env::current_dir().ok();
    let mut hasher = DefaultHasher::new();
    (built, here, std::env::var_os("CARGO_HOME"), flags).hash(&mut hasher);
    target_dir.join(format!("dynamig/.calls/{:016x}", hasher.finish()))
}

/// Where the target directory may be, as far as that can be said without asking cargo.
fn target_dirs(flags: &CargoFlags) -> Vec<PathBuf> {
    let named = flags.target_dir.clone();
    let variable = |name| std::env::var_os(name).map(PathBuf::from);
    if let Some(path) = named
        .or_else(|| variable("CARGO_TARGET_DIR"))
        .or_else(|| variable("CARGO_BUILD_TARGET_DIR"))
    {
        return vec![path];
    }
    let start = flags
        .manifest_path
        .clone()
        .unwrap_or_else(|| PathBuf::from("Cargo.toml"));
    std::path::absolute(start)
        .map_or_else(|_| Vec::new(), |start| above(&start, "target").collect())
}

fn changed_since(path: &Path, began: SystemTime) -> bool {
    let modified = fs::metadata(path).and_then(|metadata| metadata.modified());
    modified.is_ok_and(|modified| modified >= began)
}

fn load(path: &Path) -> Option<Call> {
    serde_json::from_slice(&fs::read(path).ok()?).ok()
}

/// Files of cargo's configuration, there or not, that hold for the current directory.
fn cargo_configuration() -> Vec<PathBuf> {
    let here = std::env::current_dir().unwrap_or_default().join("here");
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let homes = home
        .iter()
        .flat_map(|home| [home.join("config.toml"), home.join("config")]);
    above(&here, ".cargo/config.toml")
        .chain(above(&here, ".cargo/config"))
        .chain(homes)
        .collect()
}

/// A name in each directory above a path.
fn above<'a>(path: &'a Path, name: &'a str) -> impl Iterator<Item = PathBuf> + 'a {
    path.ancestors()
        .skip(1)
        .map(move |directory| directory.join(name))
}

/// The text of a file, the names in a directory, or that there is nothing, as a number.
fn state(path: &Path) -> u64 {
    let mut hasher = DefaultHasher::new();
    if let Ok(entries) = fs::read_dir(path) {
        let names: BTreeSet<_> = entries.flatten().map(|entry| entry.file_name()).collect();
        names.hash(&mut hasher);
    } else {
        fs::read(path).ok().hash(&mut hasher);
    }
    hasher.finish()
}
