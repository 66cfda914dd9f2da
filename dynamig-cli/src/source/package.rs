use std::ffi::OsString;
use std::path::{Path, PathBuf};

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Target};
use dynamig::Code;

use crate::failure::Failure;
use crate::link::LinkError;

/// A package that holds migrations, or is to.
#[derive(Debug)]
pub(crate) struct Package {
    pub(crate) name: String,
    /// Its Cargo.toml.
    pub(crate) manifest: PathBuf,
    /// The file of the crate that declares `mod migrations;`.
    pub(crate) root: PathBuf,
    /// Its dependency on dynamig-core, where it has one.
    pub(crate) core: Option<Core>,
    /// Whether its tests have `#[dynamig::test]`.
    pub(crate) can_test: bool,
}

/// How a package depends on dynamig-core.
#[derive(Clone, Debug)]
pub(crate) struct Core {
    /// The name that its manifest gives it in place of its own.
    rename: Option<String>,
    /// The directory that it is in, where the manifest says that.
    path: Option<PathBuf>,
}

impl Core {
    /// What the package's code calls it.
    pub(crate) fn name(&self) -> String {
        self.rename
            .as_deref()
            .unwrap_or("dynamig")
            .replace('-', "_")
    }
}

impl Package {
    /// Reads what cargo says of a package.
    ///
    /// Its migrations are in its library; without one, in the binary that is its command line of dynamig.
    pub(crate) fn of(package: &cargo_metadata::Package) -> Result<Self, Failure> {
        let own = package.metadata.pointer("/dynamig/bin");
        let own = own.and_then(|bin| bin.as_str()).unwrap_or("dynamig");
        let is_library = |target: &&Target| target.is_lib() || target.is_rlib();
        let library = package.targets.iter().find(is_library);
        let is_own = |target: &&Target| target.is_bin() && target.name == own;
        let root = library
            .or_else(|| package.targets.iter().find(is_own))
            .ok_or_else(|| no_library(&package.name))?;
        let mut cores = package
            .dependencies
            .iter()
            .filter(|one| one.name == "dynamig-core");
        Ok(Self {
            name: package.name.to_string(),
            manifest: package.manifest_path.clone().into(),
            root: root.src_path.clone().into(),
            can_test: cores
                .clone()
                .any(|core| core.features.iter().any(|feature| feature == "test")),
            core: cores
                .find(|core| core.kind == DependencyKind::Normal)
                .map(|core| Core {
                    rename: core.rename.clone(),
                    path: core.path.clone().map(Into::into),
                }),
        })
    }

    /// Where the migrations' files are.
    pub(crate) fn directory(&self) -> PathBuf {
        self.root.with_file_name("migrations")
    }

    /// The file that declares the migrations' modules: there, or the one to make.
    pub(crate) fn module_file(&self) -> PathBuf {
        let beside = self.root.with_file_name("migrations.rs");
        match beside.is_file() {
            true => beside,
            false => self.directory().join("mod.rs"),
        }
    }

    /// The arguments of the `cargo add` that lets the package's tests have `#[dynamig::test]`.
    ///
    /// Cargo takes the source from the dependency that is there, but loses its way in a workspace with one that is a
    /// relative path: a path is given again.
    pub(crate) fn add_tests(&self) -> Vec<String> {
        let mut words = ["add", "--dev", "dynamig-core"].map(str::to_owned).to_vec();
        let core = self.core.as_ref();
        if let Some(rename) = core.and_then(|core| core.rename.clone()) {
            words.extend(["--rename".to_owned(), rename]);
        }
        if let Some(path) = core.and_then(|core| core.path.as_ref()) {
            words.extend(["--path".to_owned(), path.display().to_string()]);
        }
        words.extend(["--features", "test", "-p", &self.name].map(str::to_owned));
        words
    }
}

/// What cargo says of a workspace, without its dependencies.
pub(crate) fn workspace(manifest: Option<&Path>, here: &Path) -> Result<Metadata, Failure> {
    let mut command = MetadataCommand::new();
    command.no_deps().current_dir(here);
    if let Some(manifest) = manifest {
        command.manifest_path(manifest);
    }
    command.exec().map_err(|error| {
        let cargo = match error {
            cargo_metadata::Error::CargoMetadata { stderr } => stderr,
            other => other.to_string(),
        };
        Failure::new(Code::Usage, "cargo finds no package that it can read")
            .hint("call it inside a cargo package, or name one with `--manifest-path`")
            .caused_by(cargo.trim().trim_start_matches("error: ").to_owned())
    })
}

/// The cargo that called us, so that `cargo +toolchain dynamig` means what it says.
pub(crate) fn cargo() -> std::process::Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    std::process::Command::new(program)
}

fn no_library(package: &str) -> Failure {
    let error = LinkError::NoLibrary {
        package: package.to_owned(),
    };
    let failure = Failure::usage(format!(
        "package `{package}` has no library to hold migrations"
    ));
    match error.hint() {
        Some(hint) => failure.hint(hint),
        None => failure,
    }
}
