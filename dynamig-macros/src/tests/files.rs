//! `tables!`: what it writes of definition files, and what it refuses.

use std::path::Path;

use insta::assert_snapshot;

use super::{found, tokens};

/// The expansion, for the package of the programs of `tests/ui`.
fn tables(arguments: &str) -> proc_macro2::TokenStream {
    let package = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/ui");
    crate::tables::expand(tokens(arguments), &package, found)
}

fn pretty(expanded: proc_macro2::TokenStream) -> String {
    prettyplease::unparse(&syn::parse2(expanded).unwrap())
}

#[test]
fn a_directory_of_tables() {
    assert_snapshot!(pretty(tables("\"definitions/good\"")));
}

#[test]
fn a_fault_is_told_with_its_file_its_line_its_column_and_its_rule() {
    let expanded = tables("\"definitions/twice\", crate = facade::dynamig,").to_string();
    assert!(
        expanded.contains("definitions/twice/b.json:2:16: table `orders` is defined twice"),
        "{expanded}"
    );
    let expanded = tables("\"definitions/rules\"").to_string();
    assert!(expanded.contains("[DM214]"), "{expanded}");
}

#[test]
fn what_is_no_path_is_refused() {
    for arguments in [
        "",
        "tables",
        "\"a\" \"b\"",
        "\"a\", core = b",
        "\"a\", crate = 1",
    ] {
        let expanded = tables(arguments).to_string();
        assert!(expanded.contains("[DM190]"), "{arguments}: {expanded}");
    }
}
