//! A user's project, outside of this workspace.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub(crate) struct Project(PathBuf);

impl Project {
    /// An empty library, with this repository's profiles and lock file, so that its dependencies are built already.
    pub(crate) fn library(name: &str) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("files")
            .join(name);
        if root.exists() {
            fs::remove_dir_all(&root).unwrap();
        }
        let project = Self(root);
        let profiles = toml::Table::from_iter([(
            "profile".to_owned(),
            repository("Cargo.toml")["profile"].clone(),
        )]);
        let package =
            format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n");
        let lints = "[lints.rust]\nmissing_docs = \"deny\"\nunused = \"deny\"\nunreachable_pub = \"deny\"\n";
        project.write(
            "Cargo.toml",
            &format!("{package}\n{lints}\n[workspace]\n\n{profiles}"),
        );
        project.write("src/lib.rs", "//! A library.\n");
        let mut lock = repository("Cargo.lock");
        let packages = lock["package"].as_array_mut().unwrap();
        packages.retain(|package| package.get("source").is_some());
        project.write("Cargo.lock", &lock.to_string());
        project
    }

    pub(crate) fn write(&self, file: &str, text: &str) {
        let path = self.path(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap()
    }

    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.0.join(file)
    }

    /// The files of the migrations, without the one that declares them, by name.
    pub(crate) fn migrations(&self) -> Vec<String> {
        let entries = fs::read_dir(self.path("src/migrations")).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names.filter(|name| name != "mod.rs").collect();
        names.sort();
        names
    }

    /// Calls `cargo dynamig`, which has to end with this code.
    #[track_caller]
    pub(crate) fn dynamig(&self, args: &[&str], code: i32) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-dynamig"));
        command.arg("dynamig").args(args);
        self.run(command, code)
    }

    #[track_caller]
    pub(crate) fn cargo(&self, args: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO"));
        command.args(args);
        stdout(&self.run(command, 0))
    }

    #[track_caller]
    fn run(&self, mut command: Command, code: i32) -> Output {
        for (name, _) in std::env::vars_os() {
            if name == "CI" || name.to_string_lossy().starts_with("DYNAMIG_") {
                command.env_remove(name);
            }
        }
        let output = command
            .current_dir(&self.0)
            .env(
                "CARGO_TARGET_DIR",
                Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap(),
            )
            .env("CARGO_NET_OFFLINE", "true")
            .env("CARGO_TERM_COLOR", "never")
            .output()
            .unwrap();
        assert_eq!(
            output.status.code(),
            Some(code),
            "{}{}",
            stdout(&output),
            stderr(&output)
        );
        output
    }
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn repository(file: &str) -> toml::Table {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    fs::read_to_string(root.join(file))
        .unwrap()
        .parse()
        .unwrap()
}
