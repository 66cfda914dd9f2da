//! What `diff` tells: everything that differs, whoever may change it.

use std::collections::BTreeMap;

use dynamig::plan::tables::{ComparedTable, Existence, TableChoice, TableTarget, compare};
use dynamig::settings::Manage;
use dynamig::table::diff::Property;
use dynamig::table::{Presence, Recovery, Setting, TableRow, TableState, Tag};

use crate::given::{World, declare, indexed, orders, with};

/// What dynamig is to it, whether it is there, and what differs.
fn told(table: &ComparedTable) -> (&str, Existence, Vec<String>) {
    let differences = table.differences.iter();
    let differences =
        differences.map(|one| format!("{}: {}, not {}", one.property, one.observed, one.declared));
    (table.state.as_str(), table.existence, differences.collect())
}

#[test]
fn what_waits_for_contract_differs_until_contract_has_run() {
    let (from, to) = (declare(indexed(["email"])), declare(orders()));
    let mut world = World::of(&from);
    world.up(&to);
    let compared = world.compare(&to);
    let held = "indexes: GLOBAL HASH email (S) holding ALL, not none".to_owned();
    assert_eq!(
        told(&compared),
        ("managed", Existence::AsDeclared, vec![held])
    );
    assert!(compared.differs());
    world.contract(&to);
    assert!(!world.compare(&to).differs());
}

#[test]
fn a_table_that_is_only_compared_is_told_with_what_differs() {
    let to = declare(with(indexed(["email"]), |table| {
        table.recovery = Setting::On(Recovery { days: None });
    }));
    let mut world = World::of(&declare(orders()));
    world.row = None;
    world.target.manage = Manage::Verify;
    let compared = world.compare(&to);
    assert_eq!(compared.differences.len(), 2, "{compared:?}");
    assert_eq!(told(&compared).0, "verified");
    assert_eq!(compared.refusal, None);
    let ignoring = TableChoice {
        manage: None,
        ignore: [Property::Recovery].into(),
    };
    world.target.choices = BTreeMap::from([("orders".to_owned(), ignoring)]);
    assert_eq!(world.compare(&to).differences.len(), 1);
}

#[test]
fn a_table_that_is_not_ours_is_compared_and_differs_also_where_it_is_as_declared() {
    let mut world = World::of(&declare(orders()));
    world.row = None;
    let compared = world.compare(&declare(orders()));
    let none = Vec::new();
    assert_eq!(told(&compared), ("unmanaged", Existence::AsDeclared, none));
    assert!(compared.differs());
    assert_eq!(
        world
            .compare(&declare(indexed(["email"])))
            .differences
            .len(),
        1
    );
}

#[test]
fn a_table_is_missing_until_it_is_made_and_there_until_it_is_dropped() {
    let to = declare(orders());
    let compared = World::default().compare(&to);
    assert_eq!(told(&compared), ("absent", Existence::Missing, Vec::new()));
    let mut world = World::of(&to);
    let mut dropped = to;
    dropped.presence = Presence::Dropped;
    world.up(&dropped);
    let compared = world.compare(&dropped);
    assert_eq!(
        told(&compared),
        ("managed", Existence::NotDropped, Vec::new())
    );
    assert!(compared.differs());
    world.contract(&dropped);
    let compared = world.compare(&dropped);
    assert_eq!(told(&compared).0, "dropped");
    assert!(!compared.differs());
}

#[test]
fn an_older_program_is_told_what_a_newer_one_has_changed() {
    let (old, new) = (declare(orders()), declare(indexed(["email"])));
    let mut world = World::of(&old);
    world.up(&new);
    assert_eq!(told(&world.compare(&old)).0, "outdated");
}

#[test]
fn a_table_that_is_no_longer_declared_is_released_and_no_difference() {
    let row = TableRow::new("orders", TableState::Managed);
    let rows = BTreeMap::from([(row.name.clone(), row)]);
    let tables = compare(&[], &BTreeMap::new(), &rows, &TableTarget::default());
    let [released] = &tables[..] else {
        panic!("{tables:?}")
    };
    assert_eq!(told(released).0, "released");
    assert!(!released.differs());
}

#[test]
fn what_differs_is_told_in_the_singular() {
    let tagged = with(indexed(["email"]), |table| {
        table.tags = vec![Tag {
            key: "team".into(),
            value: Some("shop".into()),
        }];
    });
    let world = World::of(&declare(orders()));
    let compared = world.compare(&declare(tagged));
    let told: Vec<_> = compared
        .differences
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        told,
        [
            "index `by_email` is none, declared GLOBAL HASH email (S) holding ALL",
            "tag `team` is none, declared shop"
        ]
    );
}
