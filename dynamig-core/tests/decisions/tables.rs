use dynamig::table::{AttributeType, Declaration, Definition, Key, Role};
use dynamig::{Code, Registry};

use crate::given::{migration, registry};

fn table(name: &str, place: &str) -> Declaration {
    let mut definition = Definition {
        name: name.into(),
        keys: vec![Key {
            attribute: "id".into(),
            role: Role::Partition,
        }],
        ..Definition::default()
    };
    definition.define("id", AttributeType::String);
    Declaration {
        place: place.into(),
        ..Declaration::new(definition)
    }
}

#[test]
fn tables_are_sorted_and_found_by_name() {
    let registry = Registry::of_tables([table("orders", "b"), table("customers", "a")]).unwrap();
    let names: Vec<_> = registry.tables().iter().map(Declaration::name).collect();
    assert_eq!(names, ["customers", "orders"]);
    assert_eq!(registry.table("orders").unwrap().place, "b");
    assert!(registry.table("order").is_none());
}

#[test]
fn migrations_and_tables_live_in_one_registry() {
    let migrations = registry([migration(1, "a")]);
    let both = migrations.with_tables([table("orders", "a")]).unwrap();
    assert_eq!((both.all().len(), both.tables().len()), (1, 1));
}

#[test]
fn a_table_that_contradicts_the_rules_or_another_is_refused_with_its_place() {
    let mut keyless = table("keyless", "src/a.rs:3");
    keyless.definition.keys.clear();
    keyless.definition.attributes.clear();
    let mut waiting = table("waiting", "src/b.rs:4");
    waiting.after.ttl = Some("7_backfill".parse().unwrap());
    let twice = [table("orders", "src/c.rs:5"), table("orders", "src/d.rs:6")];
    let all = [keyless, waiting].into_iter().chain(twice);
    let error = Registry::of_tables(all).unwrap_err();
    assert_eq!(error.code(), Code::InvalidRegistry);
    insta::assert_snapshot!(error.to_string());
}
