//! Every rule of tables: a table that keeps it, tables that break it, and where.

mod breach;
mod indexes;
mod keys;
mod made;
mod properties;
mod throughput;
mod warned;

use breach::Breach;
use dynamig_rules::table::{Definition, Fault, Part, Warm, check, warnings};
use dynamig_rules::{ALL, Rule};
use made::{GLOBAL, orders, units};

fn breaches() -> impl Iterator<Item = Breach> {
    let all = [
        keys::breaches(),
        indexes::breaches(),
        throughput::breaches(),
        properties::breaches(),
    ];
    all.into_iter().flatten()
}

#[test]
fn a_table_with_something_of_everything_keeps_every_rule() {
    assert_eq!(check(&orders()), []);
    assert_eq!(warnings(&orders()), []);
}

#[test]
fn what_breaks_a_rule_is_pointed_at() {
    for Breach { rule, part, change } in breaches() {
        let table = changed(change);
        let faults = check(&table);
        assert!(
            faults.iter().any(|fault| is(fault, rule, part)),
            "{} at {part:?}: {faults:#?}",
            rule.id
        );
    }
}

#[test]
fn what_is_only_warned_of_breaks_no_rule() {
    for Breach { rule, part, change } in warned::breaches() {
        let table = changed(change);
        assert_eq!(check(&table), [], "{}", rule.id);
        let found = warnings(&table);
        assert!(
            found.iter().any(|fault| is(fault, rule, part)),
            "{} at {part:?}: {found:#?}",
            rule.id
        );
    }
}

#[test]
fn every_rule_of_tables_is_broken_by_some_table() {
    let known: Vec<_> = breaches()
        .chain(warned::breaches())
        .map(|breach| breach.rule.id)
        .collect();
    for rule in ALL.iter().filter(|rule| rule.id >= "DM200") {
        assert!(known.contains(&rule.id), "{}: {}", rule.id, rule.says);
    }
}

#[test]
fn a_provisioned_table_may_be_warm_for_its_capacity() {
    let table = changed(|t| {
        t.billing = None;
        t.capacity = Some(units(5));
        t.indexes[GLOBAL].capacity = Some(units(5));
        t.warm = Warm {
            read: Some(5),
            write: Some(6),
        };
    });
    assert_eq!(check(&table), []);
}

fn changed(change: fn(&mut Definition)) -> Definition {
    let mut table = orders();
    change(&mut table);
    table
}

fn is(fault: &Fault, rule: &'static Rule, part: Part) -> bool {
    fault.violation.rule() == rule && fault.part == part
}
