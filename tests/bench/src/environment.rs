use std::env;
use std::path::Path;
use std::process::Command;

/// A program as a person would start it: without what this process was told by CI, by `cargo run`, or for dynamig, the
/// AWS SDK and its relations.
pub(crate) fn command(program: impl AsRef<Path>, directory: &Path) -> Command {
    let mut command = Command::new(program.as_ref());
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(is_left_out) {
            command.env_remove(name);
        }
    }
    command.current_dir(directory);
    command
}

fn is_left_out(name: &str) -> bool {
    const NAMES: [&str; 3] = ["CI", "DYNAMODB_LOCAL_ENDPOINT", "CARGO_BIN_NAME"];
    const STARTS: [&str; 4] = ["AWS_", "DYNAMIG_", "CARGO_PKG_", "CARGO_MANIFEST_"];
    NAMES.contains(&name) || STARTS.iter().any(|start| name.starts_with(start))
}
