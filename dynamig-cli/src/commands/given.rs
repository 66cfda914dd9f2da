//! What the tests of the file commands begin with: a directory with a package, and maybe a git repository around it.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use dynamig::__private::{Declaration, Fresh, OnInterrupt, Place, Work, call};
use dynamig::{Context, Migration, MigrationId, Registry};

use crate::failure::Failure;
use crate::link::Linked;

pub(super) struct Directory(tempfile::TempDir);

impl Directory {
    pub(super) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A package `shop` that calls dynamig by its own name, with tests.
    pub(super) fn package() -> Self {
        let core = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("dynamig-core");
        let manifest = format!(
            "[package]\nname = \"shop\"\nedition = \"2024\"\n\n[dependencies]\n\
             dynamig-core = {{ path = {core:?}, features = [\"test\"] }}\n\n[workspace]\n",
        );
        Self::new()
            .with("Cargo.toml", &manifest)
            .with("src/lib.rs", "//! A shop.\n")
    }

    pub(super) fn with(self, file: &str, text: &str) -> Self {
        self.write(file, text);
        self
    }

    pub(super) fn write(&self, file: &str, text: &str) {
        let path = self.path(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(super) fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap()
    }

    pub(super) fn path(&self, file: &str) -> PathBuf {
        self.root().join(file)
    }

    pub(super) fn root(&self) -> PathBuf {
        self.0.path().canonicalize().unwrap()
    }

    pub(super) fn linked(&self) -> Linked {
        Linked {
            package: "shop".to_owned(),
            manifest_dir: self.root(),
            workspace_root: self.root(),
            target_dir: self.path("target"),
        }
    }

    pub(super) fn git(&self, arguments: &[&str]) {
        let git = self.try_git(arguments);
        assert!(
            git.status.success(),
            "{}",
            String::from_utf8_lossy(&git.stderr)
        );
    }

    pub(super) fn try_git(&self, arguments: &[&str]) -> std::process::Output {
        let name = [
            "-c",
            "user.name=A",
            "-c",
            "user.email=a@example.com",
            "-c",
            "commit.gpgsign=false",
        ];
        let mut git = Command::new("git");
        git.args(name)
            .args(arguments)
            .current_dir(self.root())
            .output()
            .unwrap()
    }

    pub(super) fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "a commit"]);
    }

    /// An error as people see it, without the place of this test.
    pub(super) fn said(&self, failure: &Failure) -> String {
        let hint = failure
            .what_next()
            .map_or(String::new(), |hint| format!("\nhint: {hint}"));
        let causes: String = failure
            .causes()
            .iter()
            .map(|cause| format!("\n  {cause}"))
            .collect();
        let root = self.root().display().to_string();
        format!("{}: {failure}{causes}{hint}", failure.code()).replace(&root, "[here]")
    }
}

/// A migration with a fingerprint, where `new` would write it.
pub(super) fn migration(id: &str, fingerprint: &str, depends_on: &[&str]) -> Migration {
    migration_at(
        &format!("src/migrations/m{id}.rs"),
        id,
        fingerprint,
        depends_on,
    )
}

/// A migration as `#[migration]` declares it, leaked: a test has few.
pub(super) fn migration_at(
    file: &str,
    id: &str,
    fingerprint: &str,
    depends_on: &[&str],
) -> Migration {
    let parsed: MigrationId = id.parse().unwrap();
    let text = |text: &str| -> &'static str { text.to_owned().leak() };
    let declaration: &'static Declaration = Box::leak(Box::new(Declaration {
        version: parsed.version(),
        name: text(parsed.name()),
        description: "",
        depends_on: depends_on
            .iter()
            .map(|id| text(id))
            .collect::<Vec<_>>()
            .leak(),
        work: Work::Once {
            up: |cx| call(nothing(cx)),
            down: None,
        },
        revision: 1,
        renamed_from: &[],
        on_interrupt: OnInterrupt::Rerun,
        fresh: Fresh::Run,
        only_in: &[],
        touches: None,
        fingerprint: text(fingerprint),
        place: Place {
            package: "shop",
            file: text(file),
            line: 1,
        },
    }));
    Migration::from(declaration)
}

async fn nothing(_cx: &Context) -> dynamig::Result<()> {
    Ok(())
}

pub(super) fn registry(migrations: impl IntoIterator<Item = Migration>) -> Registry {
    Registry::of(migrations).unwrap()
}

/// 2026-11-21T09:30:00Z.
pub(super) fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_253_400)
}
