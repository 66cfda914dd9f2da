use std::process::Command;

#[test]
fn a_service_links_neither_an_engine_nor_a_command_line() {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--package", "on-startup", "--edges", "normal"])
        .args(["--prefix", "none", "--format", "{lib}", "--locked"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{error}");
    let tree = String::from_utf8_lossy(&output.stdout);
    let links = |library: &str| {
        tree.lines()
            .any(|line| line.trim_end_matches(" (*)") == library)
    };

    for wanted in ["dynamig", "dynamig_macros", "aws_sdk_dynamodb", "axum"] {
        assert!(links(wanted), "{wanted} is not in\n{tree}");
    }
    for unwanted in [
        "dynoxide",
        "rusqlite",
        "libsqlite3_sys",
        "clap",
        "dynamig_cli",
    ] {
        assert!(!links(unwanted), "{unwanted} is in\n{tree}");
    }
}
