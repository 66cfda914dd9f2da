//! What has to go before something can be made.

use dynamig::Code;
use dynamig::table::{AttributeType, Projection, ProjectionKind, Setting};

use crate::given::{World, change, declare, index, indexed, orders, told, with};

#[test]
fn an_index_with_another_projection_or_key_is_deleted_and_made_again() {
    let world = World::with_items(&declare(indexed(["email"])));
    let to = with(indexed(["email"]), |table| {
        table.indexes[0].projection.kind = ProjectionKind::KeysOnly;
    });
    insta::assert_debug_snapshot!(change(&world, to));
}

#[test]
fn an_attribute_of_another_type_takes_every_index_with_it_that_has_it() {
    let world = World::with_items(&declare(indexed(["email"])));
    let to = with(orders(), |table| {
        table.define("email", AttributeType::Number);
        let mut other = index("email");
        other.name = "by_number".into();
        table.indexes.push(other);
    });
    let (up, contract) = change(&world, to.clone());
    insta::assert_debug_snapshot!(up);
    assert_eq!(contract, [""; 0]);
    // One that was never declared is not dynamig's to delete.
    let mut world = world;
    world.row.as_mut().unwrap().indexes.clear();
    let refusals = world.plan(&declare(to)).refusals;
    assert_eq!(refusals[0].code, Code::TableChangeImpossible);
    insta::assert_snapshot!(refusals[0].message, @"index `by_number` of table `orders` has `email` with another type than index `by_email`, which is not declared");
}

#[test]
fn the_index_above_the_quota_makes_one_go_that_is_no_longer_declared() {
    let many = |range: std::ops::Range<usize>| {
        with(orders(), |table| {
            table.define("email", AttributeType::String);
            for n in range {
                let mut one = index("email");
                one.name = format!("index_{n:02}");
                table.indexes.push(one);
            }
        })
    };
    let world = World::of(&declare(many(0..20)));
    let (up, contract) = change(&world, many(2..21));
    insta::assert_debug_snapshot!((up, contract));
}

#[test]
fn a_hundred_included_attributes_are_enough() {
    let holding = |index: &str, names: std::ops::Range<usize>| Projection {
        kind: ProjectionKind::Include,
        attributes: names.map(|n| format!("{index}_{n}")).collect(),
    };
    let table = |indexes: &[(&str, usize)]| {
        with(orders(), |table| {
            table.define("email", AttributeType::String);
            for (name, count) in indexes {
                let mut one = index("email");
                one.name = format!("index_{name}");
                one.projection = holding(name, 0..*count);
                table.indexes.push(one);
            }
        })
    };
    let old = table(&[("a", 20), ("b", 20), ("c", 20), ("d", 20), ("e", 5)]);
    let mut world = World::of(&declare(old));
    let new = table(&[("a", 20), ("b", 20), ("c", 20), ("f", 20)]);
    insta::assert_debug_snapshot!(change(&world, new.clone()));
    world.row.as_mut().unwrap().indexes.clear();
    let refusals = world.plan(&declare(new)).refusals;
    insta::assert_snapshot!(refusals[0].message, @"the indexes of table `orders` would include 105 attributes together, and 100 is the most");
}

#[test]
fn a_delete_for_an_index_that_waits_waits_with_it() {
    let world = World::with_items(&declare(indexed(["email"])));
    let to = with(indexed(["email"]), |table| {
        table.indexes[0].projection.kind = ProjectionKind::KeysOnly;
        table.stream = Setting::Off;
    });
    let mut declaration = declare(to);
    let id = "7_first".parse().unwrap();
    declaration.after.indexes.insert("by_email".into(), id);
    let steps = world.plan(&declaration).steps;
    assert_eq!(told(&steps).len(), 2);
    assert!(steps.iter().all(|step| step.waits_for.len() == 1));
}
