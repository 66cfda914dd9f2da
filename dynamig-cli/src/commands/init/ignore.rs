use std::path::Path;
use std::process::Command;

use crate::failure::Failure;
use crate::source::{Changes, read_if_there};

/// Lets git ignore `target`, where the embedded engine keeps its file; cargo's own template does, too. Does nothing
/// outside a repository, or where git ignores it already.
pub(super) fn target(root: &Path, changes: &mut Changes) -> Result<(), Failure> {
    let git = |arguments: &[&str]| {
        let output = Command::new("git")
            .args(arguments)
            .current_dir(root)
            .output();
        output.ok().and_then(|output| output.status.code())
    };
    let is_repository = git(&["rev-parse", "--git-dir"]) == Some(0);
    if !is_repository || git(&["check-ignore", "--quiet", "target/dynamig"]) != Some(1) {
        return Ok(());
    }
    let path = root.join(".gitignore");
    match read_if_there(&path)? {
        None => changes.create(path, "/target\n".to_owned()),
        Some(text) => {
            let end = if text.is_empty() || text.ends_with('\n') {
                ""
            } else {
                "\n"
            };
            let new = format!("{text}{end}/target\n");
            changes.replace(path, text, new);
        }
    }
    Ok(())
}
