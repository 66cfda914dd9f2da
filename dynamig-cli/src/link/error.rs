use std::io;
use std::path::PathBuf;

/// Why the launcher could not run the command in the user's crate.
///
/// Display says what and which; [`hint`](Self::hint) says what next; what cargo wrote is printed before, as it is.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LinkError {
    /// A flag stands last, or is followed by nothing.
    #[error("`{flag}` needs a value")]
    MissingValue {
        /// The flag.
        flag: &'static str,
    },
    /// A flag that is given once was given again.
    #[error("`{flag}` is given twice")]
    RepeatedFlag {
        /// The flag.
        flag: &'static str,
    },
    /// Cargo cannot read the workspace: there is none, or a manifest is wrong.
    #[error("cargo finds no workspace that it can read")]
    Workspace {
        /// What cargo wrote.
        cargo: String,
    },
    /// Cargo cannot resolve the dependencies: one cannot be found, or the lock file must not change.
    #[error("cargo cannot resolve the dependencies of `{package}`")]
    Resolve {
        /// The package.
        package: String,
        /// What cargo wrote.
        cargo: String,
    },
    /// `-p`, or `package` in dynamig.toml, names no member of the workspace.
    #[error("the workspace has no package `{package}`")]
    UnknownPackage {
        /// The name.
        package: String,
        /// Members that depend on dynamig-core.
        candidates: Vec<String>,
    },
    /// No member depends on dynamig-core.
    #[error("no package of this workspace depends on dynamig-core")]
    NoPackage,
    /// Several members depend on dynamig-core, and none was named.
    #[error("several packages depend on dynamig-core: {}", list(candidates))]
    SeveralPackages {
        /// Their names.
        candidates: Vec<String>,
    },
    /// The chosen package does not depend on dynamig-core, neither by itself nor through others.
    #[error("package `{package}` does not depend on dynamig-core")]
    CoreNotUsed {
        /// The package.
        package: String,
    },
    /// The chosen package has no library to link.
    #[error("package `{package}` has no library: the launcher cannot link a program")]
    NoLibrary {
        /// The package.
        package: String,
    },
    /// `bin` in the package's metadata names no binary of it.
    #[error(
        "package `{package}` has no binary `{bin}`, which its `[package.metadata.dynamig]` names"
    )]
    UnknownBinary {
        /// The package.
        package: String,
        /// The binary.
        bin: String,
    },
    /// `--features` names a feature that the package does not have.
    #[error("package `{package}` has no feature `{feature}`")]
    UnknownFeature {
        /// The feature.
        feature: String,
        /// The package.
        package: String,
        /// Those that it has.
        features: Vec<String>,
    },
    /// `--features` names a feature of something else than the chosen package.
    #[error(
        "`{feature}` is a feature of a dependency, and the launcher can choose those of `{package}` only"
    )]
    FeatureOfDependency {
        /// The feature as given.
        feature: String,
        /// The package.
        package: String,
    },
    /// The dependencies hold dynamig-core twice: two registries, each with a part of the migrations.
    #[error("the dependencies of `{package}` hold more than one dynamig-core: {}", copies.join("; "))]
    SeveralCores {
        /// The package.
        package: String,
        /// Each copy, with its source or with the package that asks for it.
        copies: Vec<String>,
        /// What cargo wrote, if it was cargo that found it.
        cargo: String,
    },
    /// dynamig-core comes from a directory, and dynamig-cli is not beside it.
    #[error("dynamig-core comes from a directory, and there is no dynamig-cli at `{}`", expected.display())]
    NoCli {
        /// Where it was looked for.
        expected: PathBuf,
    },
    /// A file that is TOML could not be read as TOML.
    #[error("`{}` is not valid", path.display())]
    Toml {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: Box<toml::de::Error>,
    },
    /// Cargo answered something else than it documents.
    #[error("cannot read the answer of `{command}`")]
    CargoAnswer {
        /// The command.
        command: String,
        /// What was expected.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The crate does not build. Cargo has said why.
    #[error("`{package}` does not build")]
    Build {
        /// The package.
        package: String,
    },
    /// A file or a program of the launcher's own could not be used.
    #[error("cannot {action} `{}`", path.display())]
    Io {
        /// What was tried: "read", "write", "run".
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
}

impl LinkError {
    /// What to do about it, where there is something to say.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::Workspace { .. } => "call it inside a cargo package, or name one with `--manifest-path`".to_owned(),
            Self::UnknownPackage { candidates, .. } if !candidates.is_empty() => {
                format!("packages with migrations: {}", list(candidates))
            }
            Self::UnknownPackage { .. } | Self::NoPackage => {
                "`cargo add dynamig-core` in the library that is to hold the migrations".to_owned()
            }
            Self::SeveralPackages { candidates } => format!(
                "choose with `-p {}`, or write `package = \"{}\"` in dynamig.toml at the workspace root",
                first(candidates),
                first(candidates)
            ),
            Self::CoreNotUsed { package } => format!("`cargo add dynamig-core -p {package}`"),
            Self::NoLibrary { package } => format!(
                "move the migrations to `src/lib.rs`; or add `src/bin/dynamig.rs`, which declares their modules and has \
                 `fn main() -> std::process::ExitCode {{ dynamig_cli::main() }}`, after `cargo add dynamig-cli -p {package}`"
            ),
            Self::UnknownBinary { bin, .. } => {
                format!("add `src/bin/{bin}.rs` with `fn main() -> std::process::ExitCode {{ dynamig_cli::main() }}`")
            }
            Self::UnknownFeature { features, .. } if features.is_empty() => "it has none".to_owned(),
            Self::UnknownFeature { features, .. } => format!("it has {}", list(features)),
            Self::FeatureOfDependency { package, .. } => {
                format!("give `{package}` a feature that turns it on, and name that")
            }
            Self::SeveralCores { .. } => {
                "let every crate take dynamig-core from one source and version; \
                 `[patch]` redirects crates that you cannot edit, `cargo tree -i dynamig-core` shows who asks for it"
                    .to_owned()
            }
            Self::NoCli { .. } => "check out the whole repository of dynamig, or depend on it by git or version".to_owned(),
            Self::MissingValue { .. }
            | Self::RepeatedFlag { .. }
            | Self::Resolve { .. }
            | Self::Toml { .. }
            | Self::CargoAnswer { .. }
            | Self::Build { .. }
            | Self::Io { .. } => return None,
        };
        Some(hint)
    }

    /// The kind of error, stable across releases.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::MissingValue { .. } | Self::RepeatedFlag { .. } => "usage",
            Self::Workspace { .. } => "no-workspace",
            Self::Resolve { .. } => "cargo-cannot-resolve",
            Self::UnknownPackage { .. } => "unknown-package",
            Self::NoPackage => "no-package",
            Self::SeveralPackages { .. } => "several-packages",
            Self::CoreNotUsed { .. } => "core-not-used",
            Self::NoLibrary { .. } => "no-library",
            Self::UnknownBinary { .. } => "unknown-binary",
            Self::UnknownFeature { .. } => "unknown-feature",
            Self::FeatureOfDependency { .. } => "feature-of-dependency",
            Self::SeveralCores { .. } => "several-cores",
            Self::NoCli { .. } => "no-cli",
            Self::Toml { .. } => "invalid-toml",
            Self::CargoAnswer { .. } => "cargo-answer",
            Self::Build { .. } => "does-not-build",
            Self::Io { .. } => "io",
        }
    }

    /// The exit code: 2 for usage and configuration, 7 for a crate that cannot be linked, 1 for the rest.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::MissingValue { .. }
            | Self::RepeatedFlag { .. }
            | Self::UnknownPackage { .. }
            | Self::NoPackage
            | Self::SeveralPackages { .. }
            | Self::CoreNotUsed { .. }
            | Self::UnknownBinary { .. }
            | Self::Workspace { .. }
            | Self::UnknownFeature { .. }
            | Self::FeatureOfDependency { .. }
            | Self::Toml { .. } => 2,
            Self::Resolve { .. }
            | Self::NoLibrary { .. }
            | Self::SeveralCores { .. }
            | Self::NoCli { .. }
            | Self::Build { .. } => 7,
            Self::CargoAnswer { .. } | Self::Io { .. } => 1,
        }
    }

    /// What cargo wrote on the way to this error, if it was not shown yet.
    pub(super) fn cargo_said(&self) -> Option<&str> {
        match self {
            Self::Workspace { cargo }
            | Self::Resolve { cargo, .. }
            | Self::SeveralCores { cargo, .. }
                if !cargo.is_empty() =>
            {
                Some(cargo)
            }
            _ => None,
        }
    }

    pub(super) fn io(
        action: &'static str,
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io {
            action,
            path,
            source,
        }
    }
}

fn list(names: &[String]) -> String {
    names
        .iter()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

fn first(names: &[String]) -> &str {
    names.first().map_or("NAME", String::as_str)
}
