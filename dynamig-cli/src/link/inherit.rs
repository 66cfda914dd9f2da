use std::path::Path;

use toml::{Table, Value};

/// What a package at another place needs of the root manifest, so that it builds as the user's workspace does.
///
/// Profiles, so that dependencies are built once for both; `[patch]` and `[replace]`, with absolute paths; the resolver,
/// which decides on features; `cargo-features`, which nightly profiles need. What members inherit through
/// `workspace = true` needs nothing: cargo reads it from their own root.
pub(super) fn inherit(root: &Table, root_dir: &Path) -> Table {
    let mut taken = Table::new();
    if let Some(features) = root.get("cargo-features") {
        taken.insert("cargo-features".to_owned(), features.clone());
    }
    if let Some(Value::Table(profiles)) = root.get("profile") {
        taken.insert("profile".to_owned(), unwinding(profiles).into());
    }
    if let Some(Value::Table(replace)) = root.get("replace") {
        taken.insert(
            "replace".to_owned(),
            Value::Table(absolute(replace, root_dir)),
        );
    }
    if let Some(Value::Table(registries)) = root.get("patch") {
        let patched = registries.iter().map(|(registry, patches)| match patches {
            Value::Table(patches) => (registry.clone(), Value::Table(absolute(patches, root_dir))),
            other => (registry.clone(), other.clone()),
        });
        taken.insert("patch".to_owned(), Value::Table(patched.collect()));
    }
    let workspace = Table::from_iter([("resolver".to_owned(), Value::from(resolver(root)))]);
    taken.insert("workspace".to_owned(), workspace.into());
    taken
}

/// The resolver that is written, or the one that the root package's edition implies.
fn resolver(root: &Table) -> &str {
    let written = |table: &str, key: &str| root.get(table)?.get(key)?.as_str();
    let inherited = || {
        root.get("workspace")?
            .get("package")?
            .get("edition")?
            .as_str()
    };
    if let Some(resolver) =
        written("workspace", "resolver").or_else(|| written("package", "resolver"))
    {
        return resolver;
    }
    let edition = match root.get("package") {
        Some(_) => written("package", "edition").or_else(inherited),
        None => None,
    };
    match edition {
        None | Some("2015" | "2018") => "1",
        Some("2021") => "2",
        Some(_) => "3",
    }
}

/// The profiles without `panic = "abort"`: a panic in a migration fails that migration, and must not take the process
/// down with the lock held.
fn unwinding(profiles: &Table) -> Table {
    let mut profiles = profiles.clone();
    for (_, profile) in profiles.iter_mut() {
        if let Value::Table(profile) = profile {
            profile.remove("panic");
        }
    }
    profiles
}

fn absolute(dependencies: &Table, root_dir: &Path) -> Table {
    let mut dependencies = dependencies.clone();
    for (_, dependency) in dependencies.iter_mut() {
        if let Some(Value::String(path)) = dependency.get_mut("path") {
            *path = root_dir.join(&*path).to_string_lossy().into_owned();
        }
    }
    dependencies
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn taken(root: &str) -> String {
        let root: Table = root.parse().unwrap();
        inherit(&root, Path::new("/home/me/app")).to_string()
    }

    #[test]
    fn profiles_patches_and_replacements_are_taken_with_absolute_paths() {
        insta::assert_snapshot!(taken(
            r#"
            [workspace]
            members = ["a"]
            resolver = "2"
            [workspace.dependencies]
            serde = "1"
            [profile.dev]
            debug = "line-tables-only"
            [profile.dev.package."*"]
            opt-level = 2
            [patch.crates-io]
            dynamig-core = { path = "../dynamig/dynamig-core" }
            serde = { git = "https://host/serde", branch = "fix" }
            [patch."https://host/dynamig"]
            billing = { path = "/elsewhere/billing" }
            [replace]
            "foo:0.1.0" = { path = "vendor/foo" }
            "#
        ), @r#"
        [patch.crates-io.dynamig-core]
        path = "/home/me/app/../dynamig/dynamig-core"

        [patch.crates-io.serde]
        branch = "fix"
        git = "https://host/serde"

        [patch."https://host/dynamig".billing]
        path = "/elsewhere/billing"

        [profile.dev]
        debug = "line-tables-only"

        [profile.dev.package."*"]
        opt-level = 2

        [replace."foo:0.1.0"]
        path = "/home/me/app/vendor/foo"

        [workspace]
        resolver = "2"
        "#);
    }

    #[test]
    fn the_resolver_follows_the_root_packages_edition_unless_written() {
        for (root, resolver) in [
            ("[package]\nedition = \"2024\"", "3"),
            ("[package]\nedition = \"2021\"", "2"),
            (
                "[package]\nedition.workspace = true\n[workspace.package]\nedition = \"2024\"",
                "3",
            ),
            ("[package]\nedition = \"2024\"\nresolver = \"1\"", "1"),
            ("[package]\nname = \"a\"", "1"),
            (
                "[workspace]\nmembers = []\n[workspace.package]\nedition = \"2024\"",
                "1",
            ),
        ] {
            assert_eq!(
                taken(root),
                format!("[workspace]\nresolver = \"{resolver}\"\n"),
                "{root}"
            );
        }
    }

    #[test]
    fn a_panic_unwinds_whatever_the_users_profile_says() {
        let taken = taken("[profile.release]\npanic = \"abort\"\nlto = true");
        assert!(
            taken.contains("lto = true") && !taken.contains("panic"),
            "{taken}"
        );
    }
}
