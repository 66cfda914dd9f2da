//! Whose a table is, and what may therefore be done to it.

use std::collections::{BTreeMap, BTreeSet};

use dynamig::Code;
use dynamig::plan::tables::{Adopting, NoteKind, TableChoice, TableTarget, adopt, plan};
use dynamig::settings::Manage;
use dynamig::table::diff::Property;
use dynamig::table::{
    Changing, ChangingPart, Index, Key, Presence, Role, Scope, Setting, TableRow, TableState, Tag,
};

use crate::given::{World, declare, index, indexed, key, orders, provisioned, told, with};

/// The code and the sentence of the one refusal.
fn refused(world: &World, to: &dynamig::table::Declaration) -> (Code, String) {
    let plan = world.plan(to);
    assert_eq!((&plan.steps[..], &plan.held[..]), (&[][..], &[][..]));
    let [refusal] = &plan.refusals[..] else {
        panic!("{:?}", plan.refusals)
    };
    assert_eq!(refusal.code.exit(), 4);
    assert!(!refusal.hint.is_empty());
    (refusal.code, refusal.message.clone())
}

#[test]
fn an_unmanaged_table_is_not_changed_until_it_is_adopted() {
    let to = declare(indexed(["email"]));
    let mut world = World::of(&declare(orders()));
    for row in [None, Some(TableRow::new("orders", TableState::Verified))] {
        world.row = row;
        assert_eq!(refused(&world, &to).0, Code::TableUnmanaged);
    }
    world.target.adopting = Adopting::Tables;
    assert_eq!(world.up(&to).len(), 1);
    world.target.adopting = Adopting::No;
    assert!(world.plan(&to).is_empty());
}

#[test]
fn a_table_of_a_stack_is_adopted_only_on_purpose_and_once() {
    let to = declare(indexed(["email"]));
    let mut world = World::of(&declare(orders()));
    world.live.as_mut().unwrap().stack = Some("shop".into());
    world.target.adopting = Adopting::Tables;
    assert_eq!(refused(&world, &to).0, Code::TableOwned);
    world.target.adopting = Adopting::Stacks;
    world.up(&to);
    world.target.adopting = Adopting::No;
    assert_eq!(world.plan(&to).refusals, []);
}

#[test]
fn a_table_that_was_created_again_stops_everything() {
    let to = declare(indexed(["email"]));
    let mut world = World::of(&declare(orders()));
    world.live.as_mut().unwrap().id = Some("id-2".into());
    let (code, message) = refused(&world, &to);
    assert_eq!(code, Code::TableRecreated);
    insta::assert_snapshot!(message, @"table `orders` is not the one that was known: it was id-1, and is id-2");
    // An engine without ids tells when it was created.
    let live = world.live.as_mut().unwrap();
    (live.id, live.created) = (None, Some(2));
    world.row.as_mut().unwrap().created = Some(1);
    assert_eq!(refused(&world, &to).0, Code::TableRecreated);
    world.row.as_mut().unwrap().created = Some(2);
    assert_eq!(world.plan(&to).refusals, []);
}

#[test]
fn a_table_that_somebody_deleted_is_made_again_and_told() {
    let to = declare(orders());
    let mut world = World::of(&to);
    world.live = None;
    let plan = world.plan(&to);
    assert_eq!(plan.steps.len(), 1);
    assert_eq!(plan.notes[0].kind, NoteKind::Gone);
    world.up(&to);
    assert!(world.plan(&to).is_empty());
}

#[test]
fn a_verified_table_is_compared_and_never_changed() {
    let mut world = World::of(&declare(provisioned(5)));
    world.row = None;
    world.target.manage = Manage::Verify;
    let plan = world.plan(&declare(indexed(["email"])));
    assert_eq!(
        (plan.steps, plan.held, plan.refusals),
        (Vec::new(), Vec::new(), Vec::new())
    );
    insta::assert_debug_snapshot!(plan.differences);
    world.live = None;
    assert_eq!(refused(&world, &declare(orders())).0, Code::TableAbsent);
}

#[test]
fn of_a_table_whose_indexes_are_managed_the_rest_is_compared() {
    let mut world = World::of(&declare(indexed(["email"])));
    let choice = TableChoice {
        manage: Some(Manage::Indexes),
        ignore: BTreeSet::new(),
    };
    world.target.choices.insert("orders".into(), choice);
    let to = with(indexed(["name"]), |table| {
        table.ttl = Setting::On("expires".into())
    });
    let plan = world.plan(&declare(to.clone()));
    assert_eq!(told(&plan.steps).len(), 1);
    assert_eq!(plan.held.len(), 1);
    assert_eq!(plan.differences[0].1.property, Property::Ttl);
    world.live = None;
    assert_eq!(refused(&world, &declare(to)).0, Code::TableAbsent);
}

#[test]
fn a_dropped_table_is_deleted_only_where_all_of_it_is_managed() {
    let mut declaration = declare(orders());
    let mut world = World::of(&declaration);
    declaration.presence = Presence::Dropped;
    for manage in [Manage::Indexes, Manage::Verify] {
        world.target.manage = manage;
        let plan = world.plan_contract(&declaration);
        assert_eq!((plan.steps, plan.refusals), (Vec::new(), Vec::new()));
        assert_eq!(plan.notes[0].kind, NoteKind::Kept);
    }
    world.target.manage = Manage::All;
    world.row = None;
    assert_eq!(refused(&world, &declaration).0, Code::TableUnmanaged);
}

#[test]
fn an_ignored_property_is_somebody_elses() {
    let mut world = World::of(&declare(provisioned(5)));
    let choice = TableChoice {
        manage: None,
        ignore: BTreeSet::from([Property::Tags, Property::Capacity]),
    };
    world.target.choices.insert("orders".into(), choice);
    let to = with(provisioned(9), |table| {
        table.tags.push(Tag {
            key: "team".into(),
            value: Some("shop".into()),
        });
    });
    let plan = world.plan(&declare(to));
    assert_eq!((plan.steps, plan.differences), (Vec::new(), Vec::new()));
}

#[test]
fn a_key_or_a_local_index_cannot_be_changed() {
    let sorted = with(orders(), |table| {
        table.keys.push(key("at", Role::Sort));
        table.define("at", dynamig::table::AttributeType::String);
    });
    let local = with(sorted.clone(), |table| {
        let mut local = Index::new("by_state", Scope::Local);
        local.keys = vec![key("id", Role::Partition), key("state", Role::Sort)];
        table.define("state", dynamig::table::AttributeType::String);
        table.indexes.push(local);
    });
    let global = with(indexed(["state"]), |table| {
        table.keys = sorted.keys.clone();
        table.define("at", dynamig::table::AttributeType::String);
    });
    let told = |from, to| {
        let (code, message) = refused(&World::of(&declare(from)), &declare(to));
        assert_eq!(code, Code::TableChangeImpossible);
        message
    };
    insta::assert_debug_snapshot!([
        told(orders(), sorted.clone()),
        told(sorted.clone(), local.clone()),
        told(local.clone(), sorted),
        told(global, local),
    ]);
}

#[test]
fn an_index_without_a_capacity_cannot_be_made_on_a_provisioned_table() {
    let to = with(indexed(["email"]), |table| table.billing = None);
    let world = World::of(&declare(provisioned(5)));
    assert_eq!(refused(&world, &declare(to)).0, Code::TableChangeImpossible);
}

#[test]
fn a_table_that_is_no_longer_declared_is_released_and_left_alone() {
    let world = World::of(&declare(orders()));
    let rows = BTreeMap::from([("orders".to_owned(), world.row.clone().unwrap())]);
    let plan = plan(&[], &world.observed(), &rows, &TableTarget::default());
    assert!(plan.is_empty() && plan.held.is_empty());
    assert_eq!(plan.notes[0].kind, NoteKind::Released);
}

#[test]
fn a_refused_table_leaves_the_others_their_steps() {
    let mut world = World::of(&declare(orders()));
    world.row = None;
    let other = with(orders(), |table| table.name = "others".into());
    let declared = [declare(orders()), declare(other)];
    let plan = plan(
        &declared,
        &world.observed(),
        &BTreeMap::new(),
        &world.target,
    );
    assert_eq!((plan.refusals.len(), plan.steps.len()), (1, 1));
}

#[test]
fn what_is_being_deleted_is_gone_already() {
    let to = declare(indexed(["email"]));
    let mut world = World::of(&to);
    let live = world.live.as_mut().unwrap();
    live.definition.indexes[0].keys = vec![Key {
        attribute: "name".into(),
        role: Role::Partition,
    }];
    assert_eq!(world.plan(&to).steps.len(), 2);
    let part = ChangingPart::Index(index("email").name);
    let live = world.live.as_mut().unwrap();
    live.changing = vec![Changing::new(part, "DELETING")];
    let plan = world.plan(&to);
    assert_eq!(plan.steps.len(), 1, "it is only made again");
    assert_eq!(plan.notes[0].kind, NoteKind::Changing);
}

#[test]
fn what_is_adopted_is_there_is_not_managed_and_can_be_reached() {
    let to = declare(indexed(["email"]));
    let mut world = World::of(&declare(orders()));
    let known = world.row.take();
    let adopted = |world: &World, to: &dynamig::table::Declaration| {
        let rows = world.row.clone().into_iter();
        let rows = rows.map(|row| ("orders".to_owned(), row)).collect();
        adopt(
            std::slice::from_ref(to),
            &world.observed(),
            &rows,
            &world.target,
        )
    };
    world.target.adopting = Adopting::Tables;
    let adoption = adopted(&world, &to);
    assert_eq!(adoption.adopted, ["orders"]);
    assert_eq!(told(&adoption.plan.steps).len(), 1, "in what it differs");

    let mut unreachable = to.clone();
    unreachable.definition.keys = vec![key("email", Role::Partition)];
    let refused = adopted(&world, &unreachable);
    assert_eq!((refused.adopted.len(), refused.plan.refusals.len()), (0, 1));
    world.live.as_mut().unwrap().stack = Some("shop".into());
    assert_eq!(adopted(&world, &to).adopted.len(), 0, "a stack's");
    world.target.adopting = Adopting::Stacks;
    assert_eq!(adopted(&world, &to).adopted, ["orders"]);
    world.live.as_mut().unwrap().stack = None;

    world.row = known.clone();
    assert_eq!(adopted(&world, &to).managed, ["orders"]);
    world.row = known.clone().map(TableRow::released);
    assert_eq!(adopted(&world, &to).adopted, ["orders"], "released before");
    world.row = known;
    world.live.as_mut().unwrap().id = Some("id-2".into());
    assert_eq!(adopted(&world, &to).adopted, ["orders"], "another table");
    world.target.manage = Manage::Verify;
    assert_eq!(adopted(&world, &to).adopted.len(), 0, "only compared");
    world.target.manage = Manage::All;
    world.live = None;
    assert_eq!(adopted(&world, &to).absent, ["orders"]);
}
