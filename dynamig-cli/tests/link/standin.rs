//! A stand-in for dynamig: packages with its names, its `links` and its way to register, that build in a second.
//!
//! The launcher knows nothing else about dynamig, so whatever the stand-in links, the real one links; `real` shows it
//! with the real one.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::project::{base, write};

/// The directory of the stand-in that most projects share.
pub(crate) fn path() -> &'static Path {
    static PATH: OnceLock<PathBuf> = OnceLock::new();
    PATH.get_or_init(|| {
        let path = base().join("standin");
        create(&path);
        path
    })
}

/// Writes a stand-in to a directory of its own.
pub(crate) fn create(directory: &Path) {
    for (file, text) in [
        ("Cargo.toml", ROOT),
        ("dynamig-core/Cargo.toml", CORE),
        ("dynamig-core/build.rs", "fn main() {}\n"),
        ("dynamig-core/src/lib.rs", CORE_LIB),
        ("dynamig-cli/Cargo.toml", CLI),
        ("dynamig-cli/src/lib.rs", CLI_LIB),
    ] {
        write(&directory.join(file), text);
    }
}

/// A directory that takes the place of crates.io, with the stand-in in it. Released packages inherit nothing.
pub(crate) fn registry() -> PathBuf {
    let registry = base().join("registry");
    let release = |text: &str, version: &str| {
        text.replace(
            "version.workspace = true",
            &format!("version = \"{version}\""),
        )
        .replace("edition.workspace = true", "edition = \"2024\"")
        .replace(
            "dynamig-core.workspace = true",
            &format!("dynamig-core = \"={version}\""),
        )
        .replace("inventory.workspace = true", "inventory = \"0.3\"")
    };
    for version in ["0.1.0", "0.1.1"] {
        vendor(
            &registry,
            &format!("dynamig-core-{version}"),
            &release(CORE, version),
            CORE_LIB,
        );
        vendor(
            &registry,
            &format!("dynamig-cli-{version}"),
            &release(CLI, version),
            CLI_LIB,
        );
    }
    let inventory = "[package]\nname = \"inventory\"\nversion = \"0.3.0\"\nedition = \"2021\"\n";
    vendor(&registry, "inventory-0.3.0", inventory, &inventory_source());
    registry
}

fn vendor(registry: &Path, package: &str, manifest: &str, library: &str) {
    let package = registry.join(package);
    write(&package.join("Cargo.toml"), manifest);
    write(&package.join("build.rs"), "fn main() {}\n");
    write(&package.join("src/lib.rs"), library);
    write(
        &package.join(".cargo-checksum.json"),
        "{\"files\":{},\"package\":null}",
    );
}

/// The library of `inventory` as cargo has downloaded it; it is one file.
fn inventory_source() -> String {
    let metadata = cargo_metadata::MetadataCommand::new()
        .manifest_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"))
        .other_options(["--offline", "--filter-platform=host-tuple"].map(str::to_owned))
        .exec()
        .unwrap();
    let inventory = metadata
        .packages
        .iter()
        .find(|package| package.name == "inventory")
        .unwrap();
    std::fs::read_to_string(inventory.manifest_path.with_file_name("src").join("lib.rs")).unwrap()
}

const ROOT: &str = r#"[workspace]
members = ["dynamig-core", "dynamig-cli"]
resolver = "3"

[workspace.package]
version = "0.1.0"
edition = "2024"

[workspace.dependencies]
dynamig-core = { version = "=0.1.0", path = "dynamig-core" }
inventory = "0.3"
"#;

const CORE: &str = r#"[package]
name = "dynamig-core"
version.workspace = true
edition.workspace = true
links = "dynamig"
build = "build.rs"

[lib]
name = "dynamig"

[dependencies]
inventory.workspace = true
"#;

const CORE_LIB: &str = r#"pub use inventory;

pub struct Registered(pub &'static str);

inventory::collect!(Registered);

#[macro_export]
macro_rules! migration {
    ($id:literal) => {
        $crate::inventory::submit! { $crate::Registered($id) }
    };
}
"#;

const CLI: &str = r#"[package]
name = "dynamig-cli"
version.workspace = true
edition.workspace = true

[dependencies]
dynamig-core.workspace = true
"#;

/// `check --json` as the real one has it; the rest shows what a linked program was given, and how it ends.
const CLI_LIB: &str = r#"use std::process::ExitCode;

pub fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["check", "--json"] => check(),
        ["exit-with", code] => return ExitCode::from(code.parse::<u8>().unwrap()),
        ["stand-by"] => {
            println!("waiting");
            std::io::stdin().read_line(&mut String::new()).unwrap();
            ExitCode::SUCCESS
        }
        ["abort"] => std::process::abort(),
        ["environment"] => {
            println!("cwd={}", std::env::current_dir().unwrap().display());
            let mut told: Vec<_> = std::env::vars().filter(|(name, _)| name.starts_with("DYNAMIG_")).collect();
            told.sort();
            for (name, value) in told {
                println!("{name}={value}");
            }
            ExitCode::SUCCESS
        }
        _ => {
            for word in words {
                println!("{word}");
            }
            ExitCode::SUCCESS
        }
    }
}

fn check() -> ExitCode {
    let mut ids: Vec<_> = dynamig::inventory::iter::<dynamig::Registered>().map(|found| found.0).collect();
    ids.sort();
    if ids.is_empty() {
        eprintln!("error: no migrations are linked");
        return ExitCode::from(7);
    }
    let rows: Vec<_> = ids.iter().map(|id| format!("{{\"id\":\"{id}\"}}")).collect();
    println!("{{\"schema_version\":1,\"migrations\":[{}]}}", rows.join(","));
    ExitCode::SUCCESS
}
"#;
