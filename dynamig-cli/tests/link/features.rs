//! The user's crate is linked with the features that were chosen.

use crate::project::{Project, dependencies, said};

fn project(name: &str) -> Project {
    let features = "[features]\ndefault = [\"standard\"]\nstandard = []\nextra = []\n";
    Project::library(name, &(dependencies("") + features), &["1_always"]).write(
        "src/lib.rs",
        "dynamig::migration!(\"1_always\");\n\
         #[cfg(feature = \"standard\")]\ndynamig::migration!(\"2_standard\");\n\
         #[cfg(feature = \"extra\")]\ndynamig::migration!(\"3_extra\");\n",
    )
}

#[test]
fn features_are_chosen_as_cargo_chooses_them() {
    let project = project("featured");
    for (flags, ids) in [
        ([].as_slice(), ["1_always", "2_standard"].as_slice()),
        (&["--no-default-features"], &["1_always"]),
        (
            &["-F", "extra", "--no-default-features"],
            &["1_always", "3_extra"],
        ),
        (
            &["--features=featured/extra"],
            &["1_always", "2_standard", "3_extra"],
        ),
        (&["--all-features"], &["1_always", "2_standard", "3_extra"]),
    ] {
        assert_eq!(project.ids(flags), ids, "{flags:?}");
    }
}

#[test]
fn features_that_do_not_exist_or_are_not_the_packages_are_refused() {
    let project = project("misfeatured");
    let unknown = project.dynamig(&["up", "--features", "nonsense"]);
    assert_eq!(unknown.status.code(), Some(2));
    insta::assert_snapshot!(said(&unknown), @"
    error: package `misfeatured` has no feature `nonsense`
    hint: it has `default`, `extra`, `standard`
    ");

    let of_another = project.dynamig(&["up", "--features", "dynamig-core/test"]);
    assert_eq!(of_another.status.code(), Some(2));
    insta::assert_snapshot!(said(&of_another), @"
    error: `dynamig-core/test` is a feature of a dependency, and the launcher can choose those of `misfeatured` only
    hint: give `misfeatured` a feature that turns it on, and name that
    ");
}
