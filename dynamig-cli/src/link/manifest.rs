use cargo_metadata::Package;
use toml::{Table, Value};

use super::features::Features;
use super::graph::Graph;
use super::source::Source;

/// The text of the generated package.
pub(super) struct Manifest {
    pub(super) cargo_toml: String,
    pub(super) main_rs: String,
}

/// The name of the generated package and of its binary: one that no crate of the user's has.
pub(super) fn name(package: &str) -> String {
    format!("dynamig-linked-{package}")
}

/// Writes a package that names the user's crate, and every crate below it that holds migrations.
///
/// Each is renamed to `linked_N`: library names may differ from package names, and two versions of one may be linked.
pub(super) fn manifest(
    package: &Package,
    graph: &Graph,
    inherited: Table,
    features: &Features,
) -> Manifest {
    let mut dependencies = Table::new();
    let mut main_rs = "//! Written by `cargo dynamig`, and written over.\n\n".to_owned();
    for (number, linked) in std::iter::once(package).chain(&graph.below).enumerate() {
        let mut dependency = Source::of(linked).dependency();
        dependency.insert("package".to_owned(), linked.name.as_str().into());
        if number == 0 {
            features.add_to(&mut dependency);
        } else {
            // Whoever depends on it has chosen its features.
            dependency.insert("default-features".to_owned(), false.into());
        }
        dependencies.insert(format!("linked_{number}"), dependency.into());
        main_rs.push_str(&format!(
            "use linked_{number} as _; // {} {}\n",
            linked.name, linked.version
        ));
    }
    dependencies.insert("dynamig-cli".to_owned(), graph.cli.dependency().into());
    main_rs.push_str("\nfn main() -> std::process::ExitCode {\n    dynamig_cli::main()\n}\n");

    let mut root = inherited;
    let name = name(&package.name);
    root.insert("package".to_owned(), package_table(&name).into());
    root.insert("dependencies".to_owned(), dependencies.into());
    Manifest {
        cargo_toml: format!("# Written by `cargo dynamig`, and written over.\n\n{root}"),
        main_rs,
    }
}

fn package_table(name: &str) -> Table {
    Table::from_iter([
        ("name".to_owned(), Value::from(name)),
        ("version".to_owned(), Value::from("0.0.0")),
        ("edition".to_owned(), Value::from("2024")),
        ("publish".to_owned(), Value::from(false)),
    ])
}
