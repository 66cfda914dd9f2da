//! Every crate that holds migrations is linked, whoever names it, and no other.

use crate::project::{Project, dependencies, said};

#[test]
fn migrations_of_a_transitive_crate_that_nobody_names_are_linked() {
    let project = Project::library(
        "transitive",
        &dependencies("middle = { path = \"middle\" }\n"),
        &["1_app"],
    )
    .package(
        "middle",
        "middle",
        "[dependencies]\nbelow-it = { path = \"../below-it\" }\n",
        &[],
    )
    .package("below-it", "below-it", &dependencies(""), &["2_below"]);
    assert_eq!(project.ids(&[]), ["1_app", "2_below"]);
}

#[test]
fn a_renamed_core_and_a_library_named_unlike_its_package_are_linked() {
    let core = dependencies("billing = { path = \"billing\" }\n").replace(
        "dynamig-core = {",
        "migrate = { package = \"dynamig-core\",",
    );
    let project = Project::library("renamed", &core, &[])
        .write("src/lib.rs", "migrate::migration!(\"1_app\");\n")
        .package(
            "billing",
            "billing",
            &format!("[lib]\nname = \"invoices\"\n{}", dependencies("")),
            &["2_billing"],
        );
    assert_eq!(project.ids(&[]), ["1_app", "2_billing"]);
}

#[test]
fn crates_that_are_not_in_the_program_are_not_linked() {
    let rest = dependencies(
        "for-macros = { path = \"for-macros\" }\n\
         [dev-dependencies]\nfor-tests = { path = \"for-tests\" }\n\
         [build-dependencies]\nfor-build = { path = \"for-build\" }\n\
         [target.'cfg(not(any(unix, windows)))'.dependencies]\nfor-others = { path = \"for-others\" }\n",
    );
    let macros = format!("[lib]\nproc-macro = true\n{}", dependencies(""));
    let project = Project::library("kinds", &rest, &["1_app"])
        .write("build.rs", "fn main() {}\n")
        .package("for-macros", "for-macros", &macros, &["2_macros"])
        .package("for-tests", "for-tests", &dependencies(""), &["3_tests"])
        .package("for-build", "for-build", &dependencies(""), &["4_build"])
        .package("for-others", "for-others", &dependencies(""), &["5_others"]);
    assert_eq!(project.ids(&[]), ["1_app"]);
}

#[test]
fn a_crate_that_only_another_member_turns_on_is_not_linked() {
    let project = Project::new("united")
        .write("Cargo.toml", "[workspace]\nmembers = [\"service\", \"united-shop\"]\nresolver = \"3\"\n")
        .package("united-shop", "united-shop", &dependencies("ledger = { path = \"../ledger\" }\n"), &["1_shop"])
        .package(
            "service",
            "united-service",
            "[dependencies]\nledger = { path = \"../ledger\", features = [\"audit\"] }\n",
            &[],
        )
        .package(
            "ledger",
            "ledger",
            "[features]\naudit = [\"dep:audit\"]\n[dependencies]\naudit = { path = \"../audit\", optional = true }\n",
            &[],
        )
        .package("audit", "audit", &dependencies(""), &["2_audit"]);
    assert_eq!(project.ids(&["-p", "united-shop"]), ["1_shop"]);
    assert_eq!(project.ids(&["-p", "united-service"]), ["2_audit"]);
}

#[test]
fn two_cores_in_one_graph_are_refused_with_both_named() {
    crate::standin::create(&crate::project::base().join("second"));
    let second = crate::project::base().join("second/dynamig-core");
    let project = Project::library(
        "two-cores",
        &dependencies("billing = { path = \"billing\" }\n"),
        &["1_app"],
    )
    .package(
        "billing",
        "billing",
        &format!("[dependencies]\ndynamig-core = {{ path = {second:?} }}\n"),
        &["2_billing"],
    );
    let output = project.dynamig(&["check", "--json"]);
    assert_eq!(output.status.code(), Some(7));
    assert!(output.stdout.is_empty());

    let output = project.dynamig(&["check"]);
    insta::assert_snapshot!(said(&output));
}

#[test]
fn a_program_without_migrations_says_so_itself() {
    let project = Project::library("empty-crate", &dependencies(""), &[]);
    let output = project.dynamig(&["check", "--json"]);
    assert_eq!(output.status.code(), Some(7));
    assert_eq!(said(&output), "error: no migrations are linked\n");
}

#[test]
fn a_crate_that_does_not_build_exits_7_with_cargos_own_words() {
    let project = Project::library("broken", &dependencies(""), &[])
        .write("src/lib.rs", "fn wrong() -> u8 { \"text\" }\n");
    let output = project.dynamig(&["up"]);
    assert_eq!(output.status.code(), Some(7));
    assert!(output.stdout.is_empty());
    let text = crate::project::stderr(&output);
    assert!(
        text.contains("error[E0308]: mismatched types") && text.contains("src/lib.rs:1"),
        "{text}"
    );
    insta::assert_snapshot!(said(&output), @"error: `broken` does not build");
}
