//! Every property that is managed, through its life: created with, changed, switched off, on again, no longer declared.
//! What is sent each time is pinned.

use dynamig::table::{
    AttributeType, Billing, Capacity, Caps, Declaration, Definition, Encryption, Index, Projection,
    ProjectionKind, Recovery, Role, Scope, Setting, StreamView, TableClass, Tag, Warm,
};
use serde_json::Value;

use crate::given::{capacity, declare, index, indexed, key, orders, provisioned, with};
use crate::world::{World, all_of_it, everything, paused};

/// What a table is declared as, one after the other.
type Life = Vec<(&'static str, Definition)>;

/// Takes a table through its life. At each stop nothing is left to do, and running again sends nothing.
fn live_through(life: Life) -> String {
    paused(async {
        let world = World::new();
        let mut told = String::new();
        for (revision, (stop, definition)) in (1..).zip(life) {
            let mut table = declare(definition);
            table.revision = revision;
            let before = world.accepted("orders").len();
            world.bring(&table).await;
            told.push_str(&format!("{stop}\n"));
            for sent in world.accepted("orders").split_off(before) {
                told.push_str(&format!(
                    "  {} {}\n",
                    sent.operation,
                    without_names(sent.body)
                ));
            }
            assert_nothing_to_do(&world, &table).await;
            // No budget in time is what these are about.
            world.pass(60 * 24 * 31).await;
        }
        assert_eq!(world.rejected(), []);
        told
    })
}

async fn assert_nothing_to_do(world: &World, table: &Declaration) {
    let plan = world.plan(table).await;
    assert_eq!(plan.steps, []);
    assert_eq!(plan.held, []);
    assert_eq!(plan.refusals, []);
    let migrator = world.migrator([table.clone()]);
    let contract = migrator.plan_contract(&all_of_it()).await.unwrap();
    assert!(contract.is_empty());
    let before = world.law().all_accepted().len();
    let again = migrator.up_with(&everything()).await.unwrap();
    assert!(again.is_up_to_date());
    assert!(again.plan.is_empty());
    assert!(world.contract(table).await.unwrap().plan.is_empty());
    assert_eq!(world.law().all_accepted().len(), before, "nothing is sent");
}

/// The request without what differs from run to run.
fn without_names(mut body: Value) -> Value {
    let members = body.as_object_mut().unwrap();
    members.remove("TableName");
    members.remove("ResourceArn");
    body
}

#[test]
fn keys_local_indexes_and_global_ones_of_several_attributes() {
    let mut table = orders();
    table.keys.push(key("at", Role::Sort));
    table.define("at", AttributeType::Number);
    table.define("total", AttributeType::Number);
    let mut local = Index::new("by_total", Scope::Local);
    local.keys = vec![key("id", Role::Partition), key("total", Role::Sort)];
    table.indexes.push(local);
    let with_wide = |projection: &str| {
        with(table.clone(), |table| {
            for name in ["shop", "day", "hour"] {
                table.define(name, AttributeType::String);
            }
            let mut wide = Index::new("wide", Scope::Global);
            wide.keys = vec![
                key("shop", Role::Partition),
                key("day", Role::Partition),
                key("hour", Role::Sort),
                key("at", Role::Sort),
            ];
            wide.projection = Projection {
                kind: ProjectionKind::Include,
                attributes: vec![projection.to_owned(), "a".to_owned()],
            };
            table.indexes.push(wide);
        })
    };
    insta::assert_snapshot!(live_through(vec![
        ("created with it", with_wide("z")),
        ("another projection", with_wide("y")),
        ("no longer declared", table.clone()),
        ("again", with_wide("y")),
    ]));
}

#[test]
fn indexes_are_added_one_by_one_retyped_and_removed_one_by_one() {
    let retyped = with(indexed(["email", "name"]), |table| {
        table.attributes.retain(|one| one.name != "email");
        table.define("email", AttributeType::Number);
    });
    insta::assert_snapshot!(live_through(vec![
        ("none", orders()),
        ("two", indexed(["email", "name"])),
        ("one of another type", retyped),
        ("none again", orders()),
    ]));
}

#[test]
fn billing_and_capacity() {
    let both = |units: u64, of_index: u64| {
        with(provisioned(units), |table| {
            table.define("email", AttributeType::String);
            table.indexes.push(Index {
                capacity: Some(capacity(of_index)),
                ..index("email")
            });
        })
    };
    let mixed = with(both(5, 5), |table| {
        table.capacity = Some(Capacity { read: 9, write: 2 });
    });
    insta::assert_snapshot!(live_through(vec![
        ("provisioned", both(5, 5)),
        ("up", both(8, 6)),
        ("the table down, the index up", both(5, 9)),
        ("read up, write down", mixed),
        ("on demand", indexed(["email"])),
        ("provisioned again", both(3, 4)),
    ]));
}

#[test]
fn caps() {
    let capped = |table: [Setting<u64>; 2], of_index: [Setting<u64>; 2]| {
        with(indexed(["email"]), |definition| {
            let [read, write] = table;
            definition.caps = Caps { read, write };
            let [read, write] = of_index;
            definition.indexes[0].caps = Caps { read, write };
        })
    };
    use Setting::{Off, On, Unsaid};
    insta::assert_snapshot!(live_through(vec![
        ("created with it", capped([On(10), On(20)], [On(5), Unsaid])),
        ("changed", capped([On(15), On(10)], [On(4), On(6)])),
        ("off", capped([Off, Off], [Off, Off])),
        ("on again", capped([On(7), Unsaid], [On(7), Unsaid])),
        ("no longer declared", indexed(["email"])),
    ]));
}

#[test]
fn warm_throughput() {
    let warm = |of_table: u64, of_index: u64| {
        with(indexed(["email"]), |table| {
            table.warm.read = Some(of_table);
            table.indexes[0].warm = Warm {
                read: None,
                write: Some(of_index),
            };
        })
    };
    insta::assert_snapshot!(live_through(vec![
        ("created with it", warm(13_000, 5_000)),
        ("up", warm(14_000, 6_000)),
        ("less: AWS lowers none", warm(12_000, 4_000)),
        ("no longer declared", indexed(["email"])),
    ]));
}

#[test]
fn streams() {
    let stream = |view| with(orders(), |table| table.stream = view);
    insta::assert_snapshot!(live_through(vec![
        ("created with it", stream(Setting::On(StreamView::NewImage))),
        ("another view", stream(Setting::On(StreamView::KeysOnly))),
        ("off", stream(Setting::Off)),
        ("on again", stream(Setting::On(StreamView::NewAndOldImages))),
        ("no longer declared", orders()),
    ]));
}

#[test]
fn encryption() {
    let key = |key: Option<&str>| {
        let key = key.map(str::to_owned);
        with(orders(), |table| {
            table.encryption = Setting::On(Encryption { key })
        })
    };
    let off = with(orders(), |table| table.encryption = Setting::Off);
    let arn = "arn:aws:kms:local:000000000000:key/three";
    insta::assert_snapshot!(live_through(vec![
        ("created with AWS's key", key(None)),
        ("a key by its id", key(Some("one"))),
        ("a key by its alias", key(Some("alias/two"))),
        ("a key by its ARN", key(Some(arn))),
        ("AWS's key again", key(None)),
        ("off", off),
        ("on again, by an alias", key(Some("alias/two"))),
        ("no longer declared", orders()),
    ]));
}

#[test]
fn classes() {
    let class = |class| with(orders(), |table| table.class = Some(class));
    insta::assert_snapshot!(live_through(vec![
        ("created with it", class(TableClass::InfrequentAccess)),
        ("changed", class(TableClass::Standard)),
        ("and back", class(TableClass::InfrequentAccess)),
        ("no longer declared", orders()),
    ]));
}

#[test]
fn deletion_protection() {
    let protected = |protection| with(orders(), |table| table.deletion_protection = protection);
    insta::assert_snapshot!(live_through(vec![
        ("created with it", protected(Setting::On(()))),
        ("off", protected(Setting::Off)),
        ("on again", protected(Setting::On(()))),
        ("no longer declared", orders()),
    ]));
}

#[test]
fn tags() {
    let tagged = |tags: &[(&str, Option<&str>)]| {
        let tag = |(key, value): &(&str, Option<&str>)| Tag {
            key: (*key).to_owned(),
            value: value.map(str::to_owned),
        };
        with(orders(), |table| {
            table.tags = tags.iter().map(tag).collect()
        })
    };
    insta::assert_snapshot!(live_through(vec![
        (
            "created with it",
            tagged(&[("team", Some("a")), ("cost", Some("1"))])
        ),
        (
            "one changed, one more",
            tagged(&[("team", Some("b")), ("cost", Some("1")), ("new", Some(""))])
        ),
        ("one off", tagged(&[("team", None), ("cost", Some("1"))])),
        ("no longer declared", orders()),
    ]));
}

#[test]
fn time_to_live() {
    let ttl = |attribute: Setting<&str>| {
        with(orders(), |table| {
            table.ttl = match attribute {
                Setting::On(name) => Setting::On(name.to_owned()),
                Setting::Off => Setting::Off,
                Setting::Unsaid => Setting::Unsaid,
            };
        })
    };
    insta::assert_snapshot!(live_through(vec![
        ("created with it", ttl(Setting::On("expires"))),
        ("off", ttl(Setting::Off)),
        ("on again", ttl(Setting::On("expires"))),
        ("no longer declared", orders()),
    ]));
}

#[test]
fn recovery() {
    let recovery = |recovery| with(orders(), |table| table.recovery = recovery);
    let days = |days| recovery(Setting::On(Recovery { days }));
    insta::assert_snapshot!(live_through(vec![
        ("created with it", days(Some(7))),
        ("more days", days(Some(20))),
        ("fewer", days(Some(3))),
        ("off", recovery(Setting::Off)),
        ("on again, with AWS's days", days(None)),
        ("no longer declared", orders()),
    ]));
}

#[test]
fn resource_policies() {
    let policy = |policy: Setting<&str>| {
        with(orders(), |table| {
            table.policy = match policy {
                Setting::On(text) => Setting::On(text.to_owned()),
                Setting::Off => Setting::Off,
                Setting::Unsaid => Setting::Unsaid,
            };
        })
    };
    insta::assert_snapshot!(live_through(vec![
        ("created with it", policy(Setting::On(r#"{"Id": ["one"]}"#))),
        ("changed", policy(Setting::On(r#"{"Id": ["two"]}"#))),
        ("off", policy(Setting::Off)),
        ("on again", policy(Setting::On(r#"{"Id": "two"}"#))),
        ("no longer declared", orders()),
    ]));
}

#[test]
fn nothing_that_is_said_of_one_table_touches_another() {
    let everything_at_once = with(indexed(["email", "name"]), |table| {
        table.billing = Some(Billing::OnDemand);
        table.stream = Setting::On(StreamView::NewImage);
        table.recovery = Setting::On(Recovery { days: Some(5) });
        table.ttl = Setting::On("expires".to_owned());
        table.deletion_protection = Setting::On(());
    });
    paused(async {
        let world = World::new();
        let other = declare(with(orders(), |table| table.name = "others".to_owned()));
        let plain = world.migrator([declare(orders()), other.clone()]);
        plain.up_with(&everything()).await.unwrap();
        let before = world.law().held(&world.db.table("others"));
        let full = world.migrator([declare(everything_at_once), other]);
        full.up_with(&everything()).await.unwrap();
        assert_eq!(world.law().held(&world.db.table("others")), before);
        assert_eq!(world.accepted("others").len(), 1, "its creation");
    });
}
