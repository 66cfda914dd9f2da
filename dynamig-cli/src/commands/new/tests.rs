#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use insta::assert_snapshot;

use super::*;
use crate::commands::given::{Directory, now};

fn named(name: &str) -> NewArgs {
    NewArgs {
        name: name.to_owned(),
        ..NewArgs::default()
    }
}

fn new(directory: &Directory, args: &NewArgs) -> Result<NewReport, Failure> {
    run(args, &directory.linked(), &[], now())
}

#[test]
fn a_migration_is_written_and_declared() {
    let directory = Directory::package();
    let report = new(&directory, &named("create_customers")).unwrap();
    assert_eq!(
        (report.id.as_str(), report.notes.len()),
        ("20261121093000_create_customers", 0)
    );
    let files = [
        "src/lib.rs",
        "src/migrations/mod.rs",
        "src/migrations/m20261121093000_create_customers.rs",
    ];
    assert_snapshot!(
        files
            .map(|file| format!("=== {file}\n{}", directory.read(file)))
            .join("\n")
    );
}

#[test]
fn each_further_one_comes_later_and_stands_behind() {
    let directory = Directory::package();
    for name in ["b", "a", "c"] {
        new(&directory, &named(name)).unwrap();
    }
    assert_eq!(
        directory.read("src/migrations/mod.rs"),
        "//! The migrations, each in a file of its own.\n\n\
         mod m20261121093000_b;\nmod m20261121093001_a;\nmod m20261121093002_c;\n"
    );
}

#[test]
fn what_is_linked_from_elsewhere_counts_and_an_older_version_is_told() {
    let directory = Directory::package();
    let existing = [MigrationId::new(20270101000000, "elsewhere")];
    let linked = directory.linked();
    let later = run(&named("later"), &linked, &existing, now()).unwrap();
    assert_eq!(later.id, "20270101000001_later");
    let args = NewArgs {
        version: Some(7),
        ..named("older")
    };
    let older = run(&args, &linked, &existing, now()).unwrap();
    assert_eq!(
        older.notes,
        ["7_older is older than 20270101000001_later, and runs late where that is applied"]
    );
}

#[test]
fn a_renamed_core_is_called_by_its_name_and_a_missing_test_feature_is_told() {
    let directory = Directory::package();
    let manifest = directory
        .read("Cargo.toml")
        .replace("dynamig-core =", "my-core =");
    let manifest = manifest.replace("features = [\"test\"]", "package = \"dynamig-core\"");
    directory.write("Cargo.toml", &manifest);
    let args = NewArgs {
        down: true,
        ..named("create_customers")
    };
    let report = new(&directory, &args).unwrap();
    let [note] = report.notes.as_slice() else {
        panic!("{:?}", report.notes);
    };
    let (before, after) = note.split_once(" --path ").unwrap();
    assert_eq!(
        before,
        "its test needs `cargo add --dev dynamig-core --rename my-core"
    );
    assert!(
        after.ends_with("dynamig-core --features test -p shop`"),
        "{note}"
    );
    let text = std::fs::read_to_string(report.path).unwrap();
    assert!(!text.contains("dynamig::"), "{text}");
    assert_snapshot!(text);
}

#[test]
fn what_cannot_be_written_is_refused_and_nothing_is() {
    let directory = Directory::package();
    let with_version = |version| NewArgs {
        version: Some(version),
        ..named("x")
    };
    new(&directory, &with_version(7)).unwrap();
    let mut said: Vec<String> = [
        with_version(0),
        with_version(20260230000000),
        with_version(7),
        named("CreateX"),
    ]
    .iter()
    .map(|args| directory.said(&new(&directory, args).unwrap_err()))
    .collect();
    for root in ["mod migrations { }\n", "fn broken( {\n"] {
        directory.write("src/lib.rs", root);
        said.push(directory.said(&new(&directory, &named("y")).unwrap_err()));
    }
    let manifest = directory.read("Cargo.toml");
    directory.write(
        "Cargo.toml",
        manifest.split("[dependencies]").next().unwrap(),
    );
    said.push(directory.said(&new(&directory, &named("y")).unwrap_err()));
    assert_snapshot!(said.join("\n\n"));
    assert_eq!(
        std::fs::read_dir(directory.path("src/migrations"))
            .unwrap()
            .count(),
        2
    );
}

#[test]
fn an_item_migration_is_written_for_a_table() {
    let directory = Directory::package();
    let args = NewArgs {
        items: Some("customers".to_owned()),
        down: true,
        ..named("lower_case_emails")
    };
    let report = new(&directory, &args).unwrap();
    assert_snapshot!(std::fs::read_to_string(report.path).unwrap());
    let args = NewArgs {
        items: Some("no".to_owned()),
        ..named("other")
    };
    let refused = new(&directory, &args).unwrap_err();
    assert_eq!(refused.code(), Code::Usage, "{refused}");
}

fn removing(id: &str) -> NewArgs {
    NewArgs {
        items: Some("customers".to_owned()),
        remove_marker: Some(id.to_owned()),
        ..named("drop_marker")
    }
}

#[test]
fn what_removes_a_marker_depends_on_what_set_it_and_comes_later() {
    let directory = Directory::package();
    // Later than now: the new one comes after it all the same.
    let of = "20270101000000_count_orders";
    let existing = [of.parse().unwrap()];
    let report = run(&removing(of), &directory.linked(), &existing, now()).unwrap();
    assert_eq!(report.id, "20270101000001_drop_marker");
    assert!(report.notes.is_empty(), "{:?}", report.notes);
    assert_snapshot!(std::fs::read_to_string(report.path).unwrap());
}

#[test]
fn the_marker_of_a_migration_that_is_not_linked_is_removed_with_a_note() {
    let directory = Directory::package();
    let report = new(&directory, &removing("20260101000000_gone")).unwrap();
    assert_snapshot!(report.notes.join("\n"), @"20260101000000_gone is not linked here, and `depends_on` needs it: link it, or take `depends_on` out once it is applied everywhere");
}

#[test]
fn a_marker_of_no_migration_is_refused_and_nothing_is_written() {
    let directory = Directory::package();
    let early = NewArgs {
        version: Some(20250101000000),
        ..removing("20260101000000_a")
    };
    let ids = [
        "",
        "count_orders",
        "20260101000000",
        "20260230000000_a",
        "20260101000000_a b",
    ];
    let said = ids.map(removing).into_iter().chain([early]).map(|args| {
        let refused = new(&directory, &args).unwrap_err();
        assert_eq!(refused.code(), Code::Usage, "{refused}");
        directory.said(&refused)
    });
    assert_snapshot!(said.collect::<Vec<_>>().join("\n\n"));
    assert!(!directory.path("src/migrations").exists());
}
