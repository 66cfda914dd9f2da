//! The same with dynamig itself, from a directory and from a git repository.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::project::{Project, base, ids, stderr, stdout, write};
use crate::sources::{commit, git};

const LIBRARY: &str = "//! A library with one migration.

use dynamig::{Context, Result, migration};

#[migration(version = @version@)]
async fn @name@(_cx: &Context) -> Result<()> {
    Ok(())
}
";

fn library(version: &str, name: &str) -> String {
    LIBRARY
        .replace("@version@", version)
        .replace("@name@", name)
}

/// The root of this repository.
fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

/// A project with this repository's profiles and in its target directory, so that its dependencies are built already;
/// one crate of it is named by nobody.
fn project(name: &str, core: &str) -> Project {
    let root: toml::Table = fs::read_to_string(repository().join("Cargo.toml"))
        .unwrap()
        .parse()
        .unwrap();
    let profiles = toml::Table::from_iter([("profile".to_owned(), root["profile"].clone())]);
    let dependencies = format!("[dependencies]\n{core}");
    let rest = format!("{dependencies}{name}-below = {{ path = \"below\" }}\n{profiles}");
    Project::library(name, &rest, &[])
        .write("src/lib.rs", &library("20260101000000", "first"))
        .package("below", &format!("{name}-below"), &dependencies, &[])
        .write("below/src/lib.rs", &library("20260102000000", "second"))
        .target(Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap())
}

const IDS: [&str; 2] = ["20260101000000_first", "20260102000000_second"];

#[test]
fn a_project_links_dynamig_from_a_directory() {
    let core = format!(
        "dynamig-core = {{ path = {:?} }}\n",
        repository().join("dynamig-core")
    );
    assert_eq!(project("real-path", &core).ids(&[]), IDS);
}

#[test]
fn a_definition_file_that_comes_is_read() {
    let core = format!(
        "dynamig-core = {{ path = {:?} }}\n",
        repository().join("dynamig-core")
    );
    let source = library("20260101000000", "first") + "dynamig::tables!(\"tables\");\n";
    let project = project("real-tables", &core)
        .write("src/lib.rs", &source)
        .write("tables/a.edn", PLANS);
    assert_eq!(project.ids(&[]), IDS);
    let project = project.write("tables/b.edn", "{:TableName \"orders\"}");
    let output = project.dynamig(&["check", "--json"]);
    assert_eq!(output.status.code(), Some(7), "{}", stderr(&output));
    let said = stderr(&output);
    assert!(
        said.contains("tables/b.edn:1:1: a table has no `KeySchema`"),
        "{said}"
    );
}

const PLANS: &str = r#"{:TableName "plans"
 :KeySchema [{:AttributeName "id" :KeyType :HASH}]
 :AttributeDefinitions [{:AttributeName "id" :AttributeType :S}]}"#;

#[test]
fn a_project_links_dynamig_from_a_branch_of_a_git_repository() {
    let clone = base().join("repositories/dynamig");
    if clone.exists() {
        fs::remove_dir_all(&clone).unwrap();
    }
    let root = fs::read_to_string(repository().join("Cargo.toml")).unwrap();
    let mut root: toml::Table = root.parse().unwrap();
    let members = root["workspace"]["members"].as_array_mut().unwrap();
    members.retain(|member| {
        member
            .as_str()
            .is_some_and(|member| member.starts_with("dynamig-"))
    });
    write(&clone.join("Cargo.toml"), &root.to_string());
    for package in ["dynamig-core", "dynamig-macros", "dynamig-cli"] {
        copy(&repository().join(package), &clone.join(package));
    }
    git(&clone, &["init", "--quiet", "--initial-branch=next"]);
    commit(&clone);

    let core = format!(
        "dynamig-core = {{ git = \"file://{}\", branch = \"next\" }}\n",
        clone.display()
    );
    let project = project("real-git", &core);
    let command = |mut command: Command| {
        let command = command.env("CARGO_NET_OFFLINE", "false");
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", stderr(&output));
        output
    };
    assert_eq!(ids(&command(project.command(&["check", "--json"]))), IDS);
}

/// On a fresh clone, `cargo run -p dynamig-cli` and `cargo test --workspace` then share all that takes minutes.
#[test]
fn the_sdk_is_built_once_for_the_program_and_for_the_tests() {
    let below_sdk = tree(&[
        "--package=aws-sdk-dynamodb",
        "--edges=normal",
        "--format={p}",
    ]);
    let of_sdk = |lines: BTreeSet<String>| -> BTreeSet<String> {
        let is_below = |line: &String| {
            below_sdk
                .iter()
                .any(|package| line.split(" with ").next() == Some(package))
        };
        lines.into_iter().filter(is_below).collect()
    };
    let program = of_sdk(tree(&[
        "--package=dynamig-cli",
        "--edges=normal,no-proc-macro",
        "--format={p} with {f}",
    ]));
    let tests = of_sdk(tree(&[
        "--workspace",
        "--edges=normal,dev,no-proc-macro",
        "--format={p} with {f}",
    ]));
    let differing: Vec<_> = program.difference(&tests).collect();
    assert_eq!(
        differing, [""; 0],
        "built with other features for the tests"
    );
    assert!(program.len() > 50, "the SDK's dependencies were compared");
}

fn tree(args: &[&str]) -> BTreeSet<String> {
    let mut command = Command::new(env!("CARGO"));
    command
        .args(["tree", "--offline", "--prefix=none", "--no-dedupe"])
        .args(args)
        .current_dir(repository());
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    stdout(&output).lines().map(str::to_owned).collect()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name();
        match entry.file_type().unwrap().is_dir() {
            true if name == "tests" || name == "target" => {}
            true => copy(&entry.path(), &to.join(name)),
            false => drop(fs::copy(entry.path(), to.join(name)).unwrap()),
        }
    }
}
