#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use insta::assert_snapshot;

use super::*;
use crate::commands::given::Directory;

const LIBRARY: &str = "[package]\nname = \"app\"\nedition = \"2024\"\n";

fn init(
    directory: &Directory,
    package: Option<&str>,
    namespace: Option<&str>,
) -> Result<InitReport, Failure> {
    let args = InitArgs {
        package: package.map(str::to_owned),
        namespace: namespace.map(str::to_owned),
        manifest_path: None,
    };
    run(&args, &directory.root())
}

fn app() -> Directory {
    let text = "//! An app.\n\n/// Adds.\npub fn add() {}\n";
    Directory::new()
        .with("Cargo.toml", &format!("{LIBRARY}\n[workspace]\n"))
        .with("src/lib.rs", text)
}

#[test]
fn a_package_is_made_ready_and_a_second_time_nothing_is_left_to_do() {
    let directory = app();
    let report = init(&directory, None, None).unwrap();
    assert_eq!(
        (
            report.package.as_str(),
            report.namespace.as_str(),
            report.made
        ),
        ("app", "app", false)
    );
    assert_eq!((report.added.len(), report.written.len()), (2, 3));
    let files = ["src/lib.rs", "src/migrations/mod.rs", "dynamig.toml"];
    assert_snapshot!(
        files
            .map(|file| format!("=== {file}\n{}", directory.read(file)))
            .join("\n")
    );
    let manifest: toml::Table = directory.read("Cargo.toml").parse().unwrap();
    assert!(manifest["dependencies"]["dynamig-core"]["path"].is_str());
    assert_eq!(
        manifest["dev-dependencies"]["dynamig-core"]["features"],
        toml::Value::from(vec!["test"])
    );

    let again = init(&directory, None, None).unwrap();
    assert_eq!((again.added.len(), again.written.len()), (0, 0));
}

#[test]
fn target_is_ignored_by_git_once() {
    let directory = app().with(".gitignore", "*.bak");
    directory.git(&["init", "--quiet"]);
    init(&directory, None, None).unwrap();
    init(&directory, None, None).unwrap();
    assert_eq!(directory.read(".gitignore"), "*.bak\n/target\n");
}

#[test]
fn in_a_workspace_a_library_is_made_and_another_named() {
    let directory = Directory::new()
        .with(
            "Cargo.toml",
            "[workspace]\nresolver = \"3\"\nmembers = [\"services/*\"]\n",
        )
        .with("services/web/Cargo.toml", "[package]\nname = \"web\"\n")
        .with("services/web/src/main.rs", "fn main() {}\n");
    let made = init(&directory, None, Some("shop")).unwrap();
    assert_eq!(
        (made.package.as_str(), made.made, made.settings),
        ("migrations", true, directory.path("dynamig.toml"))
    );
    assert_eq!(
        directory.read("migrations/src/lib.rs").lines().last(),
        Some("mod migrations;")
    );
    assert!(directory.read("Cargo.toml").contains("\"migrations\""));

    let other = init(&directory, Some("billing-migrations"), None).unwrap();
    assert_eq!((other.namespace.as_str(), other.made), ("billing", true));
    assert_eq!(
        other.settings,
        directory.path("billing-migrations/dynamig.toml")
    );
    // Standing at the root, the two are a choice; a namespace is one package's.
    let choice = init(&directory, None, None).unwrap_err();
    let taken = init(&directory, Some("third"), Some("shop")).unwrap_err();
    assert!(!directory.path("third").exists());
    assert_snapshot!(
        [choice, taken]
            .map(|failure| directory.said(&failure))
            .join("\n\n")
    );
}

#[test]
fn what_cannot_be_made_ready_is_refused_and_nothing_is_written() {
    let nowhere = Directory::new();
    let binary = Directory::new()
        .with("Cargo.toml", &format!("{LIBRARY}\n[workspace]\n"))
        .with("src/main.rs", "fn main() {}\n");
    let inline = app().with("src/lib.rs", "mod migrations { fn x() {} }\n");
    let configured = app().with("dynamig.toml", "namespace = \"mine\"\n");
    let broken = app().with("dynamig.toml", "namspace = \"mine\"\n");
    let alone = Directory::new()
        .with("Cargo.toml", LIBRARY)
        .with("src/lib.rs", "");
    let (mut said, mut files) = (Vec::new(), Vec::new());
    for (directory, package, namespace) in [
        (&nowhere, None, None),
        (&binary, None, None),
        (&inline, None, None),
        (&configured, None, Some("yours")),
        (&broken, None, None),
        (&alone, Some("other"), None),
        (&app(), None, Some("sh op")),
    ] {
        said.push(directory.said(&init(directory, package, namespace).unwrap_err()));
        files.push(directory.path("src/migrations").exists());
    }
    assert!(!files.contains(&true));
    assert_snapshot!(said.join("\n\n"));
}
