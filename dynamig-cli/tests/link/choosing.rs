//! Which package, and which program of it.

use crate::project::{Project, dependencies, said, stdout};

const ROOT: &str =
    "[workspace]\nmembers = [\"*-app\", \"plain\"]\nresolver = \"3\"\n[workspace.dependencies]\n";

fn workspace(name: &str) -> Project {
    Project::new(name)
        .write("Cargo.toml", &format!("{ROOT}{}", crate::project::core()))
        .package("plain", &format!("{name}-plain"), "", &[])
}

const INHERITED: &str = "[dependencies]\ndynamig-core.workspace = true\n";

#[test]
fn the_only_member_with_migrations_is_found_from_a_virtual_root_and_inherits() {
    let project = workspace("virtual").package("one-app", "virtual-one", INHERITED, &["1_one"]);
    assert_eq!(project.ids(&[]), ["1_one"]);
    let from_below = project.dynamig_in("plain/src", &["check", "--json"]);
    assert_eq!(crate::project::ids(&from_below), ["1_one"]);
}

#[test]
fn several_candidates_are_listed_and_chosen_by_flag_file_or_directory() {
    let project = workspace("several")
        .package("one-app", "several-one", INHERITED, &["1_one"])
        .package("two-app", "several-two", INHERITED, &["2_two"]);
    let output = project.dynamig(&["up"]);
    assert_eq!(output.status.code(), Some(2));
    insta::assert_snapshot!(said(&output));

    assert_eq!(project.ids(&["--package", "several-two"]), ["2_two"]);
    assert_eq!(
        project.ids(&["--manifest-path", "one-app/Cargo.toml"]),
        ["1_one"]
    );
    let inside = project.dynamig_in("two-app/src", &["check", "--json"]);
    assert_eq!(crate::project::ids(&inside), ["2_two"]);

    let project = project.write(
        "dynamig.toml",
        "package = \"several-one\"\nnamespace = \"x\"\n",
    );
    assert_eq!(project.ids(&[]), ["1_one"]);
    assert_eq!(project.ids(&["-pseveral-two"]), ["2_two"]);
}

#[test]
fn a_new_member_makes_a_choice_ambiguous_that_was_clear_before() {
    let project = workspace("grows").package("one-app", "grows-one", INHERITED, &["1_one"]);
    assert_eq!(project.ids(&[]), ["1_one"]);
    let project = project.package("two-app", "grows-two", INHERITED, &["2_two"]);
    assert_eq!(project.dynamig(&["check"]).status.code(), Some(2));
}

#[test]
fn packages_that_cannot_be_chosen_are_refused_with_what_there_is() {
    let project = workspace("wrong").package("one-app", "wrong-one", INHERITED, &["1_one"]);
    let unknown = project.dynamig(&["up", "-p", "nobody"]);
    assert_eq!(unknown.status.code(), Some(2));
    insta::assert_snapshot!(said(&unknown), @"
    error: the workspace has no package `nobody`
    hint: packages with migrations: `wrong-one`
    ");

    let without = project.dynamig(&["up", "-p", "wrong-plain"]);
    assert_eq!(without.status.code(), Some(2));
    insta::assert_snapshot!(said(&without), @"
    error: package `wrong-plain` does not depend on dynamig-core
    hint: `cargo add dynamig-core -p wrong-plain`
    ");
}

#[test]
fn a_place_without_a_package_is_told_in_cargos_words() {
    let project = Project::new("nowhere");
    let output = project.dynamig(&["up", "--manifest-path", "missing/Cargo.toml"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(crate::project::stderr(&output).contains("missing/Cargo.toml"));
}

#[test]
fn a_package_with_only_a_binary_gets_the_cure_and_the_cure_works() {
    let cli = crate::standin::path().join("dynamig-cli");
    let rest = dependencies(&format!("dynamig-cli = {{ path = {cli:?} }}\n"));
    let project = Project::library("only-bin", &rest, &[])
        .write("src/main.rs", "mod migrations;\nfn main() {}\n");
    let project = project.write("src/migrations.rs", "dynamig::migration!(\"1_bin\");\n");
    std::fs::remove_file(project.path("src/lib.rs")).unwrap();
    let output = project.dynamig(&["check", "--json", "x"]);
    assert_eq!(output.status.code(), Some(7));
    let output = project.dynamig(&["check"]);
    insta::assert_snapshot!(said(&output));

    let project = project.write(
        "src/bin/dynamig.rs",
        "#[path = \"../migrations.rs\"]\nmod migrations;\nfn main() -> std::process::ExitCode { dynamig_cli::main() }\n",
    );
    assert_eq!(project.ids(&[]), ["1_bin"]);
}

#[test]
fn a_users_own_binary_is_built_with_the_chosen_features_and_run() {
    let cli = crate::standin::path().join("dynamig-cli");
    let rest = dependencies(&format!("dynamig-cli = {{ path = {cli:?} }}\n"))
        + "[features]\nloud = []\n[package.metadata.dynamig]\nbin = \"migrate\"\n";
    let main = "use own_bin as _;\nfn main() -> std::process::ExitCode {\n    \
                if cfg!(feature = \"loud\") { println!(\"loud\"); }\n    dynamig_cli::main()\n}\n";
    let project = Project::library("own-bin", &rest, &["1_own"]).write("src/bin/migrate.rs", main);
    assert_eq!(project.ids(&[]), ["1_own"]);
    assert_eq!(
        stdout(&project.dynamig(&["word", "--features", "loud"])),
        "loud\nword\n"
    );

    let missing = project.write("Cargo.toml", &{
        let text =
            std::fs::read_to_string(crate::project::base().join("projects/own-bin/Cargo.toml"))
                .unwrap();
        text.replace("\"migrate\"", "\"gone\"")
    });
    let output = missing.dynamig(&["check"]);
    assert_eq!(output.status.code(), Some(2));
    insta::assert_snapshot!(said(&output));
}
