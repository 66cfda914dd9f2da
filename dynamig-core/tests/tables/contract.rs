//! What a table loses.

use dynamig::plan::tables::{Backup, Capabilities};
use dynamig::table::{
    Call, Caps, Changing, ChangingPart, Presence, Recovery, Setting, StreamView, Tag,
};

use crate::given::{World, change, declare, indexed, orders, told, with};

#[test]
fn an_index_that_is_no_longer_declared_is_held_and_one_never_declared_is_left_alone() {
    let mut world = World::with_items(&declare(indexed(["email", "name"])));
    world.row.as_mut().unwrap().indexes.remove("by_name");
    let declaration = declare(orders());
    let plan = world.plan(&declaration);
    assert!(plan.is_empty());
    insta::assert_debug_snapshot!((told(&plan.held), &plan.notes));
    world.contract(&declaration);
    assert_eq!(world.live.as_ref().unwrap().definition.indexes.len(), 1);
    assert!(world.plan_contract(&declaration).is_empty());
}

#[test]
fn what_is_declared_off_is_switched_off_and_protection_last() {
    let on = with(orders(), |table| {
        table.stream = Setting::On(StreamView::NewImage);
        table.ttl = Setting::On("expires".into());
        table.recovery = Setting::On(Recovery { days: None });
        table.policy = Setting::On("{}".into());
        table.deletion_protection = Setting::On(());
        table.tags.push(Tag {
            key: "team".into(),
            value: Some("shop".into()),
        });
    });
    let off = with(orders(), |table| {
        table.stream = Setting::Off;
        table.ttl = Setting::Off;
        table.recovery = Setting::Off;
        table.policy = Setting::Off;
        table.deletion_protection = Setting::Off;
        table.tags.push(Tag {
            key: "team".into(),
            value: None,
        });
    });
    let world = World::of(&declare(on));
    insta::assert_debug_snapshot!(change(&world, off));
}

#[test]
fn what_leaves_the_declaration_is_released_and_listed_once() {
    let on = with(orders(), |table| {
        table.stream = Setting::On(StreamView::NewImage);
        table.ttl = Setting::On("expires".into());
        table.caps.read = Setting::On(5);
    });
    let world = World::of(&declare(on));
    let plan = world.plan(&declare(orders()));
    assert_eq!((plan.steps, plan.held), (Vec::new(), Vec::new()));
    assert_eq!(plan.notes.len(), 1);
    insta::assert_snapshot!(plan.notes[0].message, @"not declared, left alone: stream, caps, ttl");
}

#[test]
fn another_stream_view_or_attribute_of_the_time_to_live_is_off_and_on_again() {
    let table = |view, ttl: &str| {
        with(orders(), |table| {
            table.stream = Setting::On(view);
            table.ttl = Setting::On(ttl.into());
        })
    };
    let world = World::with_items(&declare(table(StreamView::NewImage, "expires")));
    insta::assert_debug_snapshot!(change(&world, table(StreamView::KeysOnly, "gone")));
}

#[test]
fn lower_caps_wait_and_higher_ones_do_not() {
    let caps = |read, write| {
        with(orders(), |table| {
            table.caps = Caps {
                read: Setting::On(read),
                write: Setting::On(write),
            };
        })
    };
    let world = World::of(&declare(caps(5, 5)));
    insta::assert_debug_snapshot!(change(&world, caps(9, 2)));
}

#[test]
fn a_dropped_table_is_backed_up_unprotected_and_deleted() {
    let table = with(indexed(["email"]), |table| {
        table.deletion_protection = Setting::On(())
    });
    let mut declaration = declare(table);
    let mut world = World::with_items(&declaration);
    declaration.presence = Presence::Dropped;
    assert!(world.plan(&declaration).is_empty());
    insta::assert_debug_snapshot!(told(&world.plan_contract(&declaration).steps));
    world.target.backup = Backup::Waived;
    assert_eq!(world.plan_contract(&declaration).steps.len(), 2);
    world.target = Default::default();
    world.target.capabilities = Capabilities::DYNOXIDE;
    assert_eq!(world.plan_contract(&declaration).steps.len(), 2);
    world.contract(&declaration);
    assert_eq!(world.live, None);
    assert!(world.plan_contract(&declaration).is_empty());
}

#[test]
fn a_dropped_table_that_is_on_its_way_is_waited_for() {
    let mut declaration = declare(orders());
    let mut world = World::of(&declaration);
    declaration.presence = Presence::Dropped;
    let live = world.live.as_mut().unwrap();
    live.definition.deletion_protection = Setting::On(());
    live.changing
        .push(Changing::new(ChangingPart::Table, "DELETING"));
    let plan = world.plan_contract(&declaration);
    assert_eq!(
        told(&plan.steps).len(),
        1,
        "no backup, and nothing to unprotect"
    );
    assert_eq!(plan.steps[0].call, Call::Delete);
}

#[test]
fn an_engine_without_backups_is_told_where_a_table_is_deleted_and_only_there() {
    let mut declaration = declare(orders());
    let mut world = World::of(&declaration);
    world.target.capabilities = Capabilities::DYNOXIDE;
    let notes = |world: &World, declaration: &_| world.plan_contract(declaration).notes;
    assert_eq!(notes(&world, &declaration), []);
    declaration.presence = Presence::Dropped;
    assert_eq!(
        world.plan(&declaration).notes,
        [],
        "nothing is deleted by up"
    );
    let told = notes(&world, &declaration);
    insta::assert_snapshot!(told[0].message, @"no backup is made: the embedded engine makes none");
    world.target.backup = Backup::Waived;
    assert_eq!(notes(&world, &declaration), []);
}

#[test]
fn an_index_that_is_gone_is_forgotten_and_one_made_by_hand_later_is_left_alone() {
    let mut world = World::with_items(&declare(indexed(["email"])));
    let declaration = declare(orders());
    world.contract(&declaration);
    assert!(world.row.as_ref().unwrap().indexes.is_empty());
    let by_hand = indexed(["email"]);
    world.live.as_mut().unwrap().definition.indexes = by_hand.indexes;
    assert!(world.plan_contract(&declaration).is_empty());
}

#[test]
fn a_dropped_table_that_is_declared_again_is_made_again() {
    let kept = declare(orders());
    let mut dropped = kept.clone();
    dropped.presence = Presence::Dropped;
    let mut world = World::of(&kept);
    world.contract(&dropped);
    assert!(
        world.plan(&kept).is_empty(),
        "an older program's declaration"
    );
    let mut again = kept;
    again.revision = 2;
    world.up(&again);
    assert!(world.live.is_some());
}

#[test]
fn contract_tells_what_up_has_to_do_first() {
    let mut world = World::of(&declare(orders()));
    let plan = world.plan_contract(&declare(indexed(["email"])));
    assert_eq!((plan.steps.len(), plan.held.len()), (0, 1));
    let to = declare(indexed(["email"]));
    world.up(&to);
    assert_eq!(world.plan_contract(&to).held, []);
}
