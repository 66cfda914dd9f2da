//! What a table gains.

use dynamig::item_check::ItemCheck;
use dynamig::migration::Place;
use dynamig::plan::Hazard;
use dynamig::plan::tables::{Capabilities, NoteKind};
use dynamig::table::{
    AttributeType, AttributeTypes, Billing, Declaration, Declared, Encryption, Presence, Recovery,
    Setting, StreamView, TableClass, Tag, Update, Warm,
};

use crate::given::{
    World, capacity, change, created, declare, index, indexed, number, orders, string, told, with,
};

#[test]
fn a_new_table_is_created_with_all_that_the_call_can_carry() {
    let table = with(indexed(["email", "name"]), |table| {
        table.stream = Setting::On(StreamView::NewImage);
        table.encryption = Setting::On(Encryption::default());
        table.class = Some(TableClass::InfrequentAccess);
        table.deletion_protection = Setting::On(());
        table.ttl = Setting::On("expires".into());
        table.recovery = Setting::On(Recovery { days: Some(7) });
        table.policy = Setting::On("{}".into());
        table.tags.push(Tag {
            key: "gone".into(),
            value: None,
        });
    });
    let mut declaration = declare(table);
    let id = "7_first".parse().unwrap();
    declaration.after.indexes.insert("by_name".into(), id);
    let steps = World::default().plan(&declaration).steps;
    insta::assert_debug_snapshot!(told(&steps));
    insta::assert_snapshot!("made", steps[0].made().join("\n"));
    assert_eq!(steps[1].made(), [""; 0]);
    let made = created(&steps[0]);
    assert_eq!(
        made.indexes,
        [index("email")],
        "an index that waits is made later"
    );
    assert_eq!(made.attributes, [string("id"), string("email")]);
    assert_eq!(made.tags, []);
    assert_eq!(steps[3].waits_for.len(), 1);
}

#[test]
fn an_index_on_a_table_with_items_breaks_writers_unless_its_types_are_known() {
    let hazard = |world: &World, types, to: &str| {
        let mut declaration = declare(indexed(["email", to]));
        declaration.types = types;
        world.plan(&declaration).steps[0].hazard
    };
    let from = declare(indexed(["email"]));
    let (empty, world) = (World::of(&from), World::with_items(&from));
    assert_eq!(hazard(&empty, AttributeTypes::Stated, "name"), Hazard::Safe);
    assert_eq!(
        hazard(&world, AttributeTypes::Stated, "name"),
        Hazard::Breaking
    );
    assert_eq!(
        hazard(&world, AttributeTypes::OfFields, "name"),
        Hazard::Slow
    );
}

#[test]
fn what_was_found_of_items_decides_the_hazard_of_an_index() {
    let from = declare(indexed(["email"]));
    let to = declare(indexed(["email", "name"]));
    let attribute = [string("name")];
    let found = |looked_at, left_out, null| {
        let mut check = ItemCheck::new("orders", &index("name"), &attribute);
        (check.looked_at, check.left_out) = (looked_at, left_out);
        check.rejected.null = null;
        check
    };
    let hazard = |world: &World, to: &Declaration, found: &ItemCheck| {
        let plan = world.plan(to).checked(std::slice::from_ref(found));
        let step = &plan.steps[0];
        assert_eq!(step.items.as_ref(), Some(found));
        step.hazard
    };
    let (empty, world) = (World::of(&from), World::with_items(&from));
    assert_eq!(hazard(&world, &to, &found(3, 0, 0)), Hazard::Slow);
    assert_eq!(hazard(&world, &to, &found(3, 3, 0)), Hazard::Slow);
    assert_eq!(hazard(&world, &to, &found(3, 0, 1)), Hazard::Breaking);
    // The count that DynamoDB tells is hours old.
    assert_eq!(hazard(&world, &to, &found(0, 0, 0)), Hazard::Safe);
    assert_eq!(hazard(&empty, &to, &found(3, 0, 0)), Hazard::Slow);
    assert_eq!(hazard(&empty, &to, &found(3, 0, 1)), Hazard::Breaking);
    let mut typed = to.clone();
    typed.types = AttributeTypes::OfFields;
    assert_eq!(hazard(&world, &typed, &found(3, 0, 1)), Hazard::Breaking);
}

#[test]
fn what_was_found_for_another_key_says_nothing() {
    let world = World::with_items(&declare(indexed(["email"])));
    let to = declare(indexed(["email", "name"]));
    let others = [
        ItemCheck::new("others", &index("name"), &[string("name")]),
        ItemCheck::new("orders", &index("email"), &[string("email")]),
        ItemCheck::new("orders", &index("name"), &[number("name")]),
    ];
    let plan = world.plan(&to).checked(&others);
    assert_eq!(plan.steps[0].items, None);
    assert_eq!(plan.steps[0].hazard, Hazard::Breaking);
}

#[test]
fn an_index_on_attributes_that_are_typed_already_breaks_nobody() {
    let world = World::with_items(&declare(indexed(["email"])));
    let to = with(indexed(["email"]), |table| {
        let mut again = index("email");
        again.name = "by_email_again".into();
        table.indexes.push(again);
    });
    assert_eq!(world.plan(&declare(to)).steps[0].hazard, Hazard::Slow);
}

#[test]
fn indexes_are_made_one_by_one() {
    let steps = World::of(&declare(orders()))
        .plan(&declare(indexed(["a", "b", "c"])))
        .steps;
    let made = steps.iter().map(|step| match &step.call {
        dynamig::table::Call::Update(update) => match &**update {
            Update::CreateIndex(index, attributes) => (index.name.clone(), attributes.len()),
            other => panic!("{other:?} makes no index"),
        },
        other => panic!("{other:?} makes no index"),
    });
    let expected = ["a", "b", "c"].map(|name| (format!("by_{name}"), 1));
    assert_eq!(made.collect::<Vec<_>>(), expected);
}

#[test]
fn settings_are_switched_on_one_by_one_and_tags_together() {
    let to = with(orders(), |table| {
        table.stream = Setting::On(StreamView::KeysOnly);
        table.encryption = Setting::On(Encryption {
            key: Some("alias/three".into()),
        });
        table.class = Some(TableClass::InfrequentAccess);
        table.policy = Setting::On("{}".into());
        table.ttl = Setting::On("expires".into());
        for key in ["team", "cost"] {
            table.tags.push(Tag {
                key: key.into(),
                value: Some("shop".into()),
            });
        }
    });
    insta::assert_debug_snapshot!(change(&World::of(&declare(orders())), to));
}

#[test]
fn a_time_to_live_on_a_table_with_items_waits_for_contract_or_for_its_migration() {
    let world = World::with_items(&declare(orders()));
    let to = with(orders(), |table| table.ttl = Setting::On("expires".into()));
    insta::assert_debug_snapshot!(change(&world, to.clone()));
    let mut declaration = declare(to);
    declaration.after.ttl = Some("7_first".parse().unwrap());
    let plan = world.plan(&declaration);
    insta::assert_debug_snapshot!((
        told(&plan.steps),
        told(&plan.held),
        &plan.steps[0].waits_for
    ));
}

#[test]
fn another_key_of_kms_may_lose_data() {
    let key = |key: &str| {
        with(orders(), |table| {
            table.encryption = Setting::On(Encryption {
                key: Some(key.into()),
            });
        })
    };
    let world = World::of(&declare(key("one")));
    assert_eq!(
        world.plan(&declare(key("two"))).hazard(),
        Hazard::Destructive
    );
    assert_eq!(
        world.plan(&declare(key("alias/three"))).hazard(),
        Hazard::Destructive
    );
    let arn = "arn:aws:kms:eu-west-1:1:key/one";
    assert!(world.plan(&declare(key(arn))).is_empty());
}

#[test]
fn what_an_engine_lacks_is_skipped_with_one_line_and_never_on_aws() {
    let table = with(indexed(["email"]), |table| {
        table.caps.read = Setting::On(5);
        table.indexes[0].caps.read = Setting::On(5);
        table.recovery = Setting::On(Recovery { days: None });
        table.encryption = Setting::Off;
        table.policy = Setting::On("{}".into());
        table.warm = Warm {
            read: Some(20_000),
            write: None,
        };
    });
    let declaration = declare(table);
    let mut world = World::default();
    world.target.capabilities = Capabilities::DYNOXIDE;
    let plan = world.plan(&declaration);
    assert_eq!(plan.steps.len(), 1);
    let made = created(&plan.steps[0]);
    assert_eq!(made.caps.read, Setting::On(5));
    assert!(made.indexes[0].caps.is_unsaid());
    assert_eq!(plan.notes.len(), 1);
    insta::assert_snapshot!(plan.notes[0].message, @"the embedded engine lacks warm, encryption, recovery, policy, caps of indexes: skipped");
    world.target.capabilities = Capabilities::AWS;
    let plan = world.plan(&declaration);
    assert!(plan.notes.iter().all(|note| note.kind != NoteKind::Skipped));
    assert_eq!(plan.steps.len(), 2);
}

#[test]
fn what_an_engine_forgets_of_indexes_is_sent_and_not_compared() {
    let table = |units| {
        with(indexed(["email"]), |table| {
            table.billing = Some(Billing::Provisioned);
            table.capacity = Some(capacity(5));
            table.indexes[0].capacity = Some(capacity(units));
        })
    };
    let mut world = World::default();
    world.target.capabilities = Capabilities::DYNOXIDE;
    let steps = world.up(&declare(table(5)));
    assert_eq!(created(&steps[0]).indexes[0].capacity, Some(capacity(5)));
    assert!(world.plan(&declare(table(9))).is_empty());
    world.target.capabilities = Capabilities::AWS;
    assert_eq!(world.plan(&declare(table(9))).steps.len(), 1);
}

#[test]
fn a_struct_stands_behind_the_types_of_its_table() {
    let declared = Declared {
        name: "orders",
        partition_key: ("id", AttributeType::String),
        sort_key: None,
        indexes: &[],
        says: &[],
        revision: 1,
        presence: Presence::Kept,
        place: Place {
            package: "shop",
            file: "src/lib.rs",
            line: 7,
        },
    };
    let declaration = declared.declaration().unwrap();
    assert_eq!(declaration.types, AttributeTypes::OfFields);
}
