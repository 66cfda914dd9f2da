//! Whole tables, made, changed and made smaller again on the engine that the run chose.

use std::path::Path;

use aws_sdk_dynamodb::types::AttributeValue;
use dynamig::migrator::Observe;
use dynamig::plan::Selection;
use dynamig::table::{
    AttributeType, Billing, Capacity, Declaration, Definition, Index, Key, Projection,
    ProjectionKind, Role, Scope, Setting, StreamView,
};
use dynamig::{Consent, ContractOptions, Migrator, Registry, Table, UpOptions};

use crate::given::World;

/// The table of the README.
#[derive(Table, serde::Serialize, serde::Deserialize)]
#[table(name = "customers", billing = on_demand, stream = new_and_old_images, ttl = expires_at)]
#[index(name = "by_email", partition_key = email_lower, projection = keys_only)]
struct Customer {
    #[table(partition_key)]
    id: String,
    email: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    email_lower: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires_at: Option<u64>,
}

fn key(attribute: &str, role: Role) -> Key {
    Key {
        attribute: attribute.into(),
        role,
    }
}

fn units(units: u64) -> Option<Capacity> {
    Some(Capacity {
        read: units,
        write: units,
    })
}

/// Everything at once that every engine can do.
fn everything() -> Definition {
    let mut table = Definition {
        name: "everything".into(),
        keys: vec![key("id", Role::Partition), key("at", Role::Sort)],
        billing: Some(Billing::Provisioned),
        capacity: units(5),
        stream: Setting::On(StreamView::NewImage),
        ttl: Setting::On("expires".into()),
        deletion_protection: Setting::On(()),
        ..Definition::default()
    };
    for name in ["id", "at", "shop", "day", "email"] {
        table.define(name, AttributeType::String);
    }
    table.define("total", AttributeType::Number);
    table.indexes.push(Index {
        keys: vec![key("id", Role::Partition), key("total", Role::Sort)],
        ..Index::new("by_total", Scope::Local)
    });
    table.indexes.push(Index {
        keys: vec![
            key("shop", Role::Partition),
            key("day", Role::Partition),
            key("at", Role::Sort),
            key("total", Role::Sort),
        ],
        projection: Projection {
            kind: ProjectionKind::Include,
            attributes: vec!["note".into(), "email".into()],
        },
        capacity: units(3),
        ..Index::new("wide", Scope::Global)
    });
    table.indexes.push(Index {
        keys: vec![key("email", Role::Partition)],
        capacity: units(2),
        ..Index::new("by_email", Scope::Global)
    });
    table
}

/// The same with another index, more and less capacity, another view of the stream, and no protection.
fn otherwise() -> Definition {
    let mut table = everything();
    table.indexes.retain(|index| index.name != "by_email");
    table.indexes.push(Index {
        keys: vec![key("day", Role::Partition)],
        capacity: units(4),
        ..Index::new("by_day", Scope::Global)
    });
    table.attributes.retain(|one| one.name != "email");
    table.capacity = Some(Capacity { read: 8, write: 2 });
    table.stream = Setting::On(StreamView::KeysOnly);
    table.ttl = Setting::Off;
    table.deletion_protection = Setting::Off;
    table
}

fn migrator(world: &World, registry: Registry) -> Migrator {
    Migrator::with_registry(world.client(), world.settings(), registry)
}

/// Runs `up` and `contract`, and then both again, which find nothing to do and send no change.
async fn bring(world: &World, registry: Registry) {
    let migrator = migrator(world, registry);
    let up = UpOptions::new()
        .observe(Observe::Always)
        .consent(Consent::Destructive);
    let contract = ContractOptions::new().consent(Consent::Destructive);
    migrator.up_with(&up).await.unwrap();
    migrator.contract(&contract).await.unwrap();
    let plan = migrator.plan(&Selection::All).await.unwrap();
    assert_eq!(plan.tables.refusals, []);
    assert_eq!(plan.tables.steps, []);
    assert_eq!(plan.tables.held, []);
    let before = world.db.counts();
    assert!(migrator.up_with(&up).await.unwrap().plan.is_empty());
    assert!(migrator.contract(&contract).await.unwrap().plan.is_empty());
    let sent = world.db.counts().since(&before);
    for change in [
        "CreateTable",
        "UpdateTable",
        "UpdateTimeToLive",
        "TagResource",
    ] {
        assert_eq!(sent.of(change), 0, "{change}");
    }
}

#[tokio::test]
async fn the_tables_of_dynatus() {
    let world = World::new();
    let samples = Path::new("../../dynamig-core/files/tests/dynatus");
    bring(&world, Registry::of_directory(samples).unwrap()).await;
    let described = crate::tables::described(&world, "orders").await;
    assert_eq!(described.global_secondary_indexes().len(), 2);
    let described = crate::tables::described(&world, "users").await;
    assert!(described.stream_specification().unwrap().stream_enabled());
}

#[tokio::test]
async fn the_table_of_the_readme() {
    let world = World::new();
    let customers = Customer::DECLARED.declaration().unwrap();
    bring(&world, Registry::of_tables([customers]).unwrap()).await;
    let described = crate::tables::described(&world, Customer::NAME).await;
    let indexes = described.global_secondary_indexes();
    assert_eq!(indexes[0].index_name(), Some("by_email"));
}

#[tokio::test]
async fn everything_at_once_changed_and_changed_back_with_an_item_in_it() {
    let world = World::new();
    let registry = |definition: Definition, revision| {
        let mut table = Declaration::new(definition);
        table.revision = revision;
        Registry::of_tables([table]).unwrap()
    };
    bring(&world, registry(everything(), 1)).await;
    let text = |text: &str| AttributeValue::S(text.into());
    let put = world.client().put_item();
    let put = put.table_name(world.db.table("everything"));
    let put = put.item("id", text("1")).item("at", text("2026"));
    put.item("day", text("monday")).send().await.unwrap();

    bring(&world, registry(otherwise(), 2)).await;
    let described = crate::tables::described(&world, "everything").await;
    let mut names: Vec<_> = described
        .global_secondary_indexes()
        .iter()
        .filter_map(|index| index.index_name())
        .collect();
    names.sort_unstable();
    assert_eq!(names, ["by_day", "wide"]);
    let query = world.client().query();
    let query = query
        .table_name(world.db.table("everything"))
        .index_name("by_day")
        .key_condition_expression("#day = :day")
        .expression_attribute_names("#day", "day");
    let found = query
        .expression_attribute_values(":day", text("monday"))
        .send()
        .await
        .unwrap();
    assert_eq!(found.count(), 1, "done means that the index is filled");

    bring(&world, registry(everything(), 3)).await;
    // Protection is on again: nobody deletes it by accident.
    let delete = world.client().delete_table();
    let delete = delete.table_name(world.db.table("everything"));
    assert!(delete.send().await.is_err());
}
