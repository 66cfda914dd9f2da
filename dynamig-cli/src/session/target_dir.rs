use std::path::{Path, PathBuf};

/// Cargo's target directory, found without cargo: `CARGO_TARGET_DIR`, else `target` at the root of the workspace around
/// `start`.
pub(super) fn target_dir(start: &Path) -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(directory) if !directory.is_empty() => PathBuf::from(directory),
        _ => workspace_root(start).join("target"),
    }
}

/// Whether the workspace around `start` names members, any of which may have a dynamig.toml of its own.
pub(super) fn has_members(start: &Path) -> bool {
    let text = std::fs::read_to_string(workspace_root(start).join("Cargo.toml"));
    let table = text.ok().and_then(|text| text.parse::<toml::Table>().ok());
    let workspace = table.as_ref().and_then(|table| table.get("workspace"));
    workspace.is_some_and(|workspace| workspace.get("members").is_some())
}

/// The nearest directory above with a Cargo.toml that makes a workspace, else the nearest with any, else `start`.
fn workspace_root(start: &Path) -> &Path {
    let mut package = None;
    for directory in start.ancestors() {
        let Ok(text) = std::fs::read_to_string(directory.join("Cargo.toml")) else {
            continue;
        };
        let makes_workspace = text
            .parse::<toml::Table>()
            .is_ok_and(|table| table.contains_key("workspace"));
        if makes_workspace {
            return directory;
        }
        package = package.or(Some(directory));
    }
    package.unwrap_or(start)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::workspace_root;

    #[test]
    fn the_workspace_around_a_member_is_found_and_a_lone_package_is_its_own() {
        let root = tempfile::tempdir().unwrap();
        let member = root.path().join("crates/app/src");
        std::fs::create_dir_all(&member).unwrap();
        assert_eq!(workspace_root(&member), member);

        std::fs::write(
            root.path().join("crates/app/Cargo.toml"),
            "[package]\nname = 'app'",
        )
        .unwrap();
        assert_eq!(workspace_root(&member), root.path().join("crates/app"));

        std::fs::write(root.path().join("Cargo.toml"), "[workspace]").unwrap();
        assert_eq!(workspace_root(&member), root.path());
    }
}
