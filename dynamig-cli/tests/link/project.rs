//! A user's project in a directory of its own, and calls of `cargo dynamig` in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::standin;

/// Where everything of these tests is: inside cargo's target directory, so that a second run builds little.
pub(crate) fn base() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("link")
}

/// Writes a file whose text is new, so that what was built from it stays good.
pub(crate) fn write(path: &Path, text: &str) {
    if fs::read(path).is_ok_and(|old| old == text.as_bytes()) {
        return;
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The lock file of this repository, without its own packages: what it names, cargo has fetched.
pub(crate) fn lock() -> String {
    let lock: toml::Table = include_str!("../../../Cargo.lock").parse().unwrap();
    let mut lock = lock;
    let packages = lock["package"].as_array_mut().unwrap();
    packages.retain(|package| package.get("source").is_some());
    lock.to_string()
}

pub(crate) struct Project {
    root: PathBuf,
    target: PathBuf,
}

impl Project {
    /// An empty project. Its packages must have names that no other project of these tests has: they share artifacts.
    pub(crate) fn new(name: &str) -> Self {
        let root = base().join("projects").join(name);
        if root.exists() {
            fs::remove_dir_all(&root).unwrap();
        }
        let project = Self {
            root,
            target: base().join("target"),
        };
        project.write("Cargo.lock", &lock())
    }

    /// A library package whose Cargo.toml goes on with `rest`, and which registers the given migrations.
    pub(crate) fn library(name: &str, rest: &str, ids: &[&str]) -> Self {
        Self::new(name).package(".", name, &format!("{rest}\n[workspace]\n"), ids)
    }

    /// Adds a library package in a directory below the root.
    #[must_use]
    pub(crate) fn package(self, directory: &str, name: &str, rest: &str, ids: &[&str]) -> Self {
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n{rest}"
        );
        let source: String = ids
            .iter()
            .map(|id| format!("dynamig::migration!(\"{id}\");\n"))
            .collect();
        self.write(&format!("{directory}/Cargo.toml"), &manifest)
            .write(&format!("{directory}/src/lib.rs"), &source)
    }

    #[must_use]
    pub(crate) fn write(self, file: &str, text: &str) -> Self {
        write(&self.path(file), text);
        self
    }

    #[must_use]
    pub(crate) fn target(mut self, target: impl Into<PathBuf>) -> Self {
        self.target = target.into();
        self
    }

    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.root.join(file)
    }

    pub(crate) fn target_dir(&self) -> &Path {
        &self.target
    }

    /// The directory that the launcher generates for a package.
    pub(crate) fn generated(&self, package: &str) -> PathBuf {
        self.target.join("dynamig").join(package)
    }

    /// Calls `cargo dynamig` at the root of the project.
    pub(crate) fn dynamig(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    pub(crate) fn dynamig_in(&self, directory: &str, args: &[&str]) -> Output {
        self.command(args)
            .current_dir(self.path(directory))
            .output()
            .unwrap()
    }

    /// The ids of the migrations that are linked.
    #[track_caller]
    pub(crate) fn ids(&self, flags: &[&str]) -> Vec<String> {
        ids(&self.dynamig(&[&["check", "--json"], flags].concat()))
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-dynamig"));
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("DYNAMIG_") {
                command.env_remove(name);
            }
        }
        command
            .arg("dynamig")
            .args(args)
            .current_dir(&self.root)
            .env_remove("CI")
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_NET_OFFLINE", "true")
            .env("CARGO_TERM_COLOR", "never");
        command
    }
}

/// The line of Cargo.toml that depends on the stand-in.
pub(crate) fn core() -> String {
    format!(
        "dynamig-core = {{ path = {:?} }}\n",
        standin::path().join("dynamig-core")
    )
}

/// A `[dependencies]` table with the stand-in and what else there is.
pub(crate) fn dependencies(others: &str) -> String {
    format!("[dependencies]\n{}{others}", core())
}

#[track_caller]
pub(crate) fn ids(output: &Output) -> Vec<String> {
    assert!(output.status.success(), "{}", stderr(output));
    let document: serde_json::Value =
        serde_json::from_slice(&output.stdout).expect("stdout is one document");
    let rows = document["migrations"].as_array().unwrap();
    rows.iter()
        .map(|row| row["id"].as_str().unwrap().to_owned())
        .collect()
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The lines of stderr that the launcher wrote itself at the end, without the place of these tests.
pub(crate) fn said(output: &Output) -> String {
    let text = stderr(output).replace(&base().display().to_string(), "[tests]");
    let start = text.rfind("error: ").expect("an error is told");
    text[start..].to_owned()
}
