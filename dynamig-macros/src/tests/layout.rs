//! rustfmt does not change the fingerprint, whatever it is set to.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::tokens;
use crate::fingerprint::of_body;
use crate::signature::Function;

const SETTINGS: &[&str] = &[
    "max_width=100",
    "max_width=60",
    "max_width=140,use_small_heuristics=Max",
    "max_width=40,hard_tabs=true,use_small_heuristics=Off",
    "use_field_init_shorthand=true,match_block_trailing_comma=true,match_arm_leading_pipes=Always",
    "style_edition=2015,reorder_imports=false,fn_params_layout=Vertical",
    "force_explicit_abi=false,merge_derives=false,remove_nested_parens=false,tab_spaces=2",
];

#[test]
fn rustfmt_does_not_change_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut bodies = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let written = fingerprints(&text);
        assert!(!written.is_empty(), "{} has no function", path.display());
        bodies += written.len();
        for settings in SETTINGS {
            let formatted = rustfmt(&text, settings);
            assert_ne!(text, formatted, "{} was formatted already", path.display());
            let formatted = fingerprints(&formatted);
            assert_eq!(
                written.len(),
                formatted.len(),
                "{} with {settings}",
                path.display()
            );
            for (written, formatted) in written.iter().zip(&formatted) {
                assert_eq!(written, formatted, "{} with {settings}", path.display());
            }
        }
    }
    assert!(bodies >= 30, "the corpus has shrunk to {bodies} functions");
}

#[test]
fn the_compiler_reads_the_same_tokens_as_a_test() {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/ui/pass/fingerprint.rs");
    let text = std::fs::read_to_string(program).unwrap();
    let (_, migrations) = text.split_once("#[migration(version = 1)]").unwrap();
    for (name, fingerprint) in &fingerprints(migrations)[..2] {
        let asserted = format!("assert_eq!(one.fingerprint, \"{fingerprint}\")");
        assert!(text.contains(&asserted), "{name} has {fingerprint}");
    }
}

/// The names and fingerprints of the functions of a file, which has nothing else.
fn fingerprints(text: &str) -> Vec<(String, String)> {
    let mut functions = Vec::new();
    let mut item = TokenStream::new();
    for token in tokens(text) {
        let ends =
            matches!(&token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
        item.extend([token]);
        if ends {
            let function = Function::parse(std::mem::take(&mut item)).unwrap();
            functions.push((function.plain_name(), of_body(function.body)));
        }
    }
    assert!(item.is_empty(), "more than functions: {item}");
    functions
}

fn rustfmt(text: &str, settings: &str) -> String {
    let mut command = Command::new("rustfmt");
    command.args([
        "--edition",
        "2024",
        "--emit",
        "stdout",
        "--config",
        settings,
    ]);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(text.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(
        output.status.success(),
        "rustfmt with {settings}: {}",
        output.status
    );
    String::from_utf8(output.stdout).unwrap()
}
