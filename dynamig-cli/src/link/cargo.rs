use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use cargo_metadata::{Message, Metadata, MetadataCommand, Package};
use serde::{Deserialize, Serialize};

use super::{CargoFlags, LinkError, message};

/// Every call of cargo, in the user's directory and environment, so that its configuration and toolchain are theirs.
pub(super) struct Cargo<'a> {
    flags: &'a CargoFlags,
}

/// What to build.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Build {
    /// The user's package, for messages.
    pub(super) package: String,
    /// The manifest of the package that is built.
    pub(super) manifest: PathBuf,
    /// Its binary.
    pub(super) bin: String,
    /// Flags of cargo that hold for a user's own binary only: a generated package has the features in its manifest, and
    /// its lock file is ours.
    pub(super) flags: Vec<String>,
    /// Cargo's target directory.
    pub(super) target_dir: PathBuf,
}

/// How much cargo says while it builds. Errors and warnings are shown always.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Progress {
    /// All of it: a first build takes minutes.
    Shown,
    /// None: nothing, or a little, is left to build.
    Quiet,
}

impl<'a> Cargo<'a> {
    pub(super) fn new(flags: &'a CargoFlags) -> Self {
        Self { flags }
    }

    /// The members of the workspace, without what they depend on: 20 ms.
    pub(super) fn members(&self) -> Result<Metadata, LinkError> {
        let mut command = self.command("metadata", self.flags.manifest_path.as_deref());
        command.args(["--format-version=1", "--no-deps"]);
        metadata(command, "").map_err(|error| match error {
            LinkError::Resolve { cargo, .. } => LinkError::Workspace { cargo },
            other => other,
        })
    }

    /// Everything that the package's workspace depends on, with the chosen features. Brings Cargo.lock up to date.
    ///
    /// For this platform only: of the others, cargo would download packages that nobody builds.
    pub(super) fn graph(&self, package: &Package) -> Result<Metadata, LinkError> {
        let mut command = self.command("metadata", Some(package.manifest_path.as_std_path()));
        command
            .args(["--format-version=1", "--filter-platform=host-tuple"])
            .args(self.flags.feature_flags());
        metadata(command, &package.name)
    }

    /// dynamig-core itself, and the packages that use it in a build of `package`: names and versions.
    ///
    /// `cargo metadata` does not know it so exactly: it unites the features of all members, targets and tests.
    pub(super) fn users_of(
        &self,
        core: &Package,
        package: &Package,
    ) -> Result<Vec<(String, String)>, LinkError> {
        let mut command = self.command("tree", Some(package.manifest_path.as_std_path()));
        command
            .args([
                "--package",
                &package.name,
                "--invert",
                &format!("{}@{}", core.name, core.version),
            ])
            .args([
                "--edges=normal,no-proc-macro",
                "--depth=1",
                "--prefix=none",
                "--no-dedupe",
                "--format={p}",
            ])
            .args(self.flags.feature_flags());
        match capture(command, &package.name) {
            Ok(tree) => Ok(tree.lines().filter_map(name_and_version).collect()),
            Err(LinkError::Resolve { cargo, .. })
                if cargo.contains("did not match any packages") =>
            {
                Ok(Vec::new())
            }
            Err(error) => Err(error),
        }
    }

    /// Brings the lock file of the generated package up to date, and nothing in it further than it must be.
    pub(super) fn complete_lock(&self, manifest: &Path, package: &str) -> Result<(), LinkError> {
        let mut command = cargo("update");
        command
            .args(["--quiet", "--workspace", "--manifest-path"])
            .arg(manifest);
        if self.flags.offline {
            command.arg("--offline");
        }
        capture(command, package).map(drop)
    }

    /// Builds, with cargo's messages on stderr, and gives the executable.
    pub(super) fn build(&self, build: &Build, progress: Progress) -> Result<PathBuf, LinkError> {
        let mut command = cargo("build");
        command
            .arg("--message-format=json-render-diagnostics")
            .arg("--manifest-path")
            .arg(&build.manifest)
            .args(["--bin", &build.bin])
            .args(&build.flags)
            .arg("--target-dir")
            .arg(&build.target_dir)
            .stdout(Stdio::piped());
        if let Some(profile) = &self.flags.profile {
            command.args(["--profile", profile]);
        }
        if self.flags.offline {
            command.arg("--offline");
        }
        if progress == Progress::Quiet {
            command.arg("--quiet");
        }
        let _notice = (progress == Progress::Quiet).then(|| message::building(&build.package));
        run_build(command, build)
    }

    fn command(&self, subcommand: &str, manifest: Option<&Path>) -> Command {
        let mut command = cargo(subcommand);
        if let Some(manifest) = manifest {
            command.arg("--manifest-path").arg(manifest);
        }
        if self.flags.offline {
            command.arg("--offline");
        }
        if self.flags.locked {
            command.arg("--locked");
        }
        command
    }
}

/// The cargo that called us, so that `cargo +toolchain dynamig` means what it says.
fn cargo(subcommand: &str) -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(program);
    command.arg(subcommand).stdin(Stdio::null());
    command
}

fn metadata(command: Command, package: &str) -> Result<Metadata, LinkError> {
    let name = name(&command);
    MetadataCommand::parse(capture(command, package)?).map_err(|error| LinkError::CargoAnswer {
        command: name,
        source: error.into(),
    })
}

/// Runs to the end, and gives what it wrote on stdout.
fn capture(mut command: Command, package: &str) -> Result<String, LinkError> {
    let output = command
        .output()
        .map_err(LinkError::io("run", command.get_program()))?;
    if !output.status.success() {
        return Err(refused(
            package,
            String::from_utf8_lossy(&output.stderr).into_owned(),
        ));
    }
    String::from_utf8(output.stdout).map_err(|error| LinkError::CargoAnswer {
        command: name(&command),
        source: error.into(),
    })
}

/// Cargo's refusal, of which one kind is ours: `links = "dynamig"` is in dynamig-core to bring it about.
fn refused(package: &str, cargo: String) -> LinkError {
    if !cargo.contains("links to the native library `dynamig`") {
        return LinkError::Resolve {
            package: package.to_owned(),
            cargo,
        };
    }
    let quoted = |line: &str| line.split('`').nth(1).map(str::to_owned);
    let asked_by = cargo
        .lines()
        .find(|line| line.contains("required by package"))
        .and_then(quoted);
    let other = cargo
        .lines()
        .find(|line| line.starts_with("package `dynamig-core v"))
        .and_then(quoted);
    let copies = [
        asked_by.map(|dependant| format!("the one that {dependant} asks for")),
        other.map(|core| format!("and {core}")),
    ];
    LinkError::SeveralCores {
        package: package.to_owned(),
        copies: copies.into_iter().flatten().collect(),
        cargo,
    }
}

fn run_build(mut command: Command, build: &Build) -> Result<PathBuf, LinkError> {
    let mut child = command
        .spawn()
        .map_err(LinkError::io("run", command.get_program()))?;
    let mut executable = None;
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).lines() {
            let line =
                line.map_err(LinkError::io("read the messages of", command.get_program()))?;
            executable = executable.or_else(|| executable_in(&line, &build.bin));
        }
    }
    let status = child
        .wait()
        .map_err(LinkError::io("wait for", command.get_program()))?;
    match executable {
        _ if !status.success() => Err(LinkError::Build {
            package: build.package.clone(),
        }),
        Some(executable) => Ok(executable),
        None => Err(LinkError::CargoAnswer {
            command: name(&command),
            source: format!("it names no executable for `{}`", build.bin).into(),
        }),
    }
}

/// The artifact in a line of JSON. Hundreds of lines are about libraries: they are not parsed.
fn executable_in(line: &str, bin: &str) -> Option<PathBuf> {
    if !line.contains(r#""executable":""#) {
        return None;
    }
    match serde_json::from_str(line) {
        Ok(Message::CompilerArtifact(artifact)) if artifact.target.name == bin => artifact
            .executable
            .map(cargo_metadata::camino::Utf8PathBuf::into_std_path_buf),
        _ => None,
    }
}

/// `name v1.2.3 (source)`.
fn name_and_version(line: &str) -> Option<(String, String)> {
    let mut words = line.split_whitespace();
    Some((
        words.next()?.to_owned(),
        words.next()?.strip_prefix('v')?.to_owned(),
    ))
}

fn name(command: &Command) -> String {
    let words: Vec<_> = command.get_args().map(OsStr::to_string_lossy).collect();
    format!("cargo {}", words.join(" "))
}
