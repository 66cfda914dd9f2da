#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use dynamig::table::{AttributeType, Declaration, Definition, Key, Role};

use super::tests::{branch, checked, found};
use super::*;

fn declared(tables: &[(&str, AttributeType)]) -> Registry {
    let tables = tables.iter().map(|(name, kind)| {
        let mut definition = Definition {
            name: (*name).to_owned(),
            keys: vec![Key {
                attribute: "id".to_owned(),
                role: Role::Partition,
            }],
            ..Definition::default()
        };
        definition.define("id", *kind);
        Declaration::new(definition)
    });
    super::tests::one().with_tables(tables).unwrap()
}

fn told(report: &CheckReport) -> Vec<String> {
    let changes = report.table_changes.iter();
    changes
        .map(|one| format!("{} {} {}", one.table, one.change, one.since))
        .collect()
}

#[test]
fn tables_that_are_declared_otherwise_are_told_and_no_error() {
    let directory = branch();
    let first = declared(&[
        ("customers", AttributeType::String),
        ("orders", AttributeType::String),
    ]);
    let report = checked(&directory, &first, Some("main"), &[]).unwrap();
    assert_eq!(
        (report.exit(), found(&directory, &report)),
        (0, String::new())
    );
    assert_eq!(
        told(&report),
        [
            "customers added main",
            "orders added main",
            "customers added dynamig.lock",
            "orders added dynamig.lock",
        ]
    );
    let again = checked(&directory, &first, None, &[]).unwrap();
    assert_eq!(told(&again), [""; 0]);

    let second = declared(&[("customers", AttributeType::Number)]);
    let locked = checked(&directory, &second, Some("HEAD"), &[("CI", "1")]).unwrap();
    assert_eq!(locked.exit(), 4, "CI has the file written before");
    let report = checked(&directory, &second, None, &[]).unwrap();
    assert_eq!(report.exit(), 0);
    assert_eq!(
        told(&report),
        [
            "customers changed dynamig.lock",
            "orders removed dynamig.lock"
        ]
    );
}
