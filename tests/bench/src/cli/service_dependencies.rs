use std::collections::BTreeSet;
use std::path::Path;

use crate::Result;
use crate::figure::Figure;
use crate::workspace::Workspace;

/// The crates that dynamig brings into a service that already uses the SDK.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let workspace = Workspace::of_dynamig()?;
    let without = crates(&workspace, "service-without", "")?;
    let core = format!(
        "dynamig-core = {{ path = {:?} }}\n",
        workspace.root.join("dynamig-core")
    );
    let with = crates(&workspace, "service-with", &core)?;
    let added: Vec<_> = with.difference(&without).map(String::as_str).collect();
    Ok(vec![Figure {
        name: "service_deps_added",
        value: added.len() as f64,
        unit: "crates",
        goal: None,
        note: format!("{} of {}: {}", added.len(), with.len(), added.join(", ")),
    }])
}

/// All crates that a service is built of, those of its macros included.
fn crates(workspace: &Workspace, name: &str, dependency: &str) -> Result<BTreeSet<String>> {
    let directory = workspace.directory(name)?;
    write_service(&directory, dependency)?;
    workspace.lend_lock(&directory)?;
    let tree = workspace
        .cargo(&directory)
        .args([
            "tree",
            "--offline",
            "--quiet",
            "--edges",
            "normal",
            "--prefix",
            "none",
        ])
        .args(["--format", "{p}"])
        .output()?;
    if !tree.status.success() {
        return Err(format!("cargo tree: {}", String::from_utf8_lossy(&tree.stderr)).into());
    }
    let tree = String::from_utf8(tree.stdout)?;
    // `name v1.2.3 (path)`, the first line being the service itself.
    let names = tree.lines().skip(1).filter_map(|line| {
        let mut words = line.split(' ');
        Some(format!(
            "{} {}",
            words.next()?,
            words.next()?.trim_start_matches('v')
        ))
    });
    Ok(names.collect())
}

/// A package with the AWS dependencies of `examples/on-startup`.
fn write_service(directory: &Path, dependency: &str) -> Result<()> {
    let manifest = format!(
        r#"[package]
name = "service"
version = "0.1.0"
edition = "2024"

[workspace]

[dependencies]
aws-config = {{ version = "1.13", default-features = false, features = ["default-https-client", "rt-tokio"] }}
aws-sdk-dynamodb = {{ version = "1.136", default-features = false, features = ["rt-tokio"] }}
tokio = {{ version = "1.54", default-features = false, features = ["macros", "rt-multi-thread"] }}
{dependency}"#
    );
    Workspace::write(&directory.join("Cargo.toml"), &manifest)?;
    Workspace::write(&directory.join("src/main.rs"), "fn main() {}\n")
}
