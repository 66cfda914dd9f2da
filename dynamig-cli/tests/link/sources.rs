//! dynamig-core is linked once, wherever it comes from.

use std::path::Path;
use std::process::Command;

use crate::project::{Project, base, dependencies, ids, stderr};
use crate::standin;

/// A repository that holds the stand-in on the branch `feature/main`.
fn repository(name: &str) -> std::path::PathBuf {
    let path = base().join("repositories").join(name);
    if path.exists() {
        std::fs::remove_dir_all(&path).unwrap();
    }
    standin::create(&path);
    git(&path, &["init", "--quiet", "--initial-branch=feature/main"]);
    commit(&path);
    path
}

pub(crate) fn commit(path: &Path) {
    git(path, &["add", "--all"]);
    git(
        path,
        &[
            "-c",
            "user.name=t",
            "-c",
            "user.email=t@localhost",
            "commit",
            "--quiet",
            "--message=x",
        ],
    );
}

pub(crate) fn git(path: &Path, args: &[&str]) {
    let status = Command::new("git")
        .args(args)
        .current_dir(path)
        .status()
        .unwrap();
    assert!(status.success(), "git {args:?}");
}

#[test]
fn a_git_branch_that_moved_on_keeps_the_commit_of_the_lock_file() {
    let repository = repository("moving");
    let rest = format!(
        "[dependencies]\ndynamig-core = {{ git = \"file://{}\", branch = \"feature/main\" }}\n",
        repository.display()
    );
    let project = Project::library("from-git", &rest, &["1_git"]);
    let online = |args: &[&str]| {
        let output = project
            .command(args)
            .env("CARGO_NET_OFFLINE", "false")
            .output();
        output.unwrap()
    };
    let lock = || std::fs::read_to_string(project.path("Cargo.lock")).unwrap();
    let fetched = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1"])
        .current_dir(project.path(""))
        .output()
        .unwrap();
    assert!(fetched.status.success(), "{}", stderr(&fetched));
    let before = lock();

    std::fs::write(repository.join("dynamig-cli/README.md"), "moved on").unwrap();
    commit(&repository);
    assert_eq!(ids(&online(&["check", "--json"])), ["1_git"]);
    assert_eq!(lock(), before);
    let generated =
        std::fs::read_to_string(project.generated("from-git").join("Cargo.lock")).unwrap();
    let commits: std::collections::BTreeSet<_> = generated
        .lines()
        .filter(|line| line.contains("git+file"))
        .collect();
    assert_eq!(commits.len(), 1, "{commits:?}");
}

#[test]
fn a_patched_core_is_linked_from_its_patch() {
    let patch = format!(
        "[dependencies]\ndynamig-core = \"0.1\"\n[patch.crates-io]\ndynamig-core = {{ path = {:?} }}\n",
        Path::new("../../standin/dynamig-core")
    );
    standin::path();
    let project = Project::library("patched", &patch, &["1_patched"]);
    assert_eq!(project.ids(&[]), ["1_patched"]);
}

#[test]
fn a_core_from_the_registry_is_linked_with_the_cli_of_its_version() {
    let vendored = standin::registry();
    let config = format!(
        "[source.crates-io]\nreplace-with = \"vendored\"\n[source.vendored]\ndirectory = {vendored:?}\n"
    );
    let project = Project::library(
        "released",
        "[dependencies]\ndynamig-core = \"=0.1.0\"\n",
        &["1_released"],
    )
    .write(".cargo/config.toml", &config)
    .write("Cargo.lock", "");
    assert_eq!(project.ids(&[]), ["1_released"]);

    // From here on, only the lock file holds the version back.
    let manifest = std::fs::read_to_string(project.path("Cargo.toml")).unwrap();
    let project = project.write("Cargo.toml", &manifest.replace("=0.1.0", "0.1"));
    assert_eq!(project.ids(&[]), ["1_released"]);
    let generated =
        std::fs::read_to_string(project.generated("released").join("Cargo.lock")).unwrap();
    assert!(
        generated.contains("name = \"dynamig-cli\"\nversion = \"0.1.0\"\n"),
        "{generated}"
    );
    assert!(
        generated.contains("name = \"dynamig-core\"\nversion = \"0.1.0\"\n"),
        "{generated}"
    );
}

#[test]
fn a_patch_in_cargos_configuration_is_linked_too() {
    let config = format!(
        "[patch.crates-io]\ndynamig-core = {{ path = {:?} }}\n",
        standin::path().join("dynamig-core")
    );
    let project = Project::library(
        "patched-by-config",
        "[dependencies]\ndynamig-core = \"0.1\"\n",
        &["1_config"],
    )
    .write(".cargo/config.toml", &config);
    assert_eq!(project.ids(&[]), ["1_config"]);
}

#[test]
fn a_core_without_its_cli_beside_it_is_told() {
    let alone = base().join("alone");
    standin::create(&alone);
    std::fs::remove_dir_all(alone.join("dynamig-cli")).unwrap();
    crate::project::write(
        &alone.join("Cargo.toml"),
        &std::fs::read_to_string(alone.join("Cargo.toml"))
            .unwrap()
            .replace(", \"dynamig-cli\"", ""),
    );
    let rest = dependencies("").replace("/standin/", "/alone/");
    let output = Project::library("lonely", &rest, &["1_lonely"]).dynamig(&["check"]);
    assert_eq!(output.status.code(), Some(7));
    insta::assert_snapshot!(crate::project::said(&output));
}
