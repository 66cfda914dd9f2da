//! Declared tables, brought to what is declared.

use dynamig::migrator::Observe;
use dynamig::table::{
    AttributeType, Declaration, Definition, Index, Key, Projection, ProjectionKind, Role, Scope,
    Setting, StreamView,
};
use dynamig::{Code, Migrator, Registry, UpOptions};

use crate::given::World;

fn key(attribute: &str, role: Role) -> Key {
    Key {
        attribute: attribute.into(),
        role,
    }
}

/// A table with a partition key.
pub(crate) fn customers() -> Declaration {
    let mut definition = Definition {
        name: "customers".into(),
        keys: vec![key("id", Role::Partition)],
        ..Definition::default()
    };
    definition.define("id", AttributeType::String);
    Declaration::new(definition)
}

/// The same with an index and a stream.
pub(crate) fn customers_by_email() -> Declaration {
    let mut table = customers();
    table.definition.define("email", AttributeType::String);
    table.definition.indexes.push(Index {
        keys: vec![key("email", Role::Partition)],
        projection: Projection {
            kind: ProjectionKind::KeysOnly,
            attributes: Vec::new(),
        },
        ..Index::new("by_email", Scope::Global)
    });
    table.definition.stream = Setting::On(StreamView::NewImage);
    table
}

pub(crate) fn migrator(world: &World, tables: impl IntoIterator<Item = Declaration>) -> Migrator {
    let registry = Registry::of_tables(tables).unwrap();
    Migrator::with_registry(world.client(), world.settings(), registry)
}

pub(crate) fn look() -> UpOptions {
    UpOptions::new().observe(Observe::Always)
}

pub(crate) async fn described(
    world: &World,
    name: &str,
) -> aws_sdk_dynamodb::types::TableDescription {
    let real = world.db.table(name);
    let answer = world
        .client()
        .describe_table()
        .table_name(real)
        .send()
        .await;
    answer.unwrap().table.unwrap()
}

#[tokio::test]
async fn a_declared_table_is_created_and_then_there_is_nothing_to_do() {
    let world = World::new();
    let report = migrator(&world, [customers()]).up().await.unwrap();
    assert_eq!(report.plan.tables.steps.len(), 1);
    let key = described(&world, "customers").await;
    assert_eq!(key.key_schema()[0].attribute_name(), "id");

    let before = world.db.counts();
    let again = migrator(&world, [customers()]).up().await.unwrap();
    assert!(again.is_up_to_date());
    assert_eq!(world.db.counts().since(&before).total(), 1, "one GetItem");
    let before = world.db.counts();
    let looked = migrator(&world, [customers()])
        .up_with(&look())
        .await
        .unwrap();
    assert!(looked.is_up_to_date());
    assert_eq!(
        world.db.counts().since(&before).total(),
        2,
        "a Query, and a DescribeTable"
    );
}

#[tokio::test]
async fn what_is_declared_besides_is_added_and_the_rest_is_left_alone() {
    let world = World::new();
    migrator(&world, [customers()]).up().await.unwrap();
    let report = migrator(&world, [customers_by_email()]).up().await.unwrap();
    assert_eq!(report.plan.tables.steps.len(), 2);
    let table = described(&world, "customers").await;
    assert_eq!(
        table.global_secondary_indexes()[0].index_name(),
        Some("by_email")
    );
    assert!(table.stream_specification().unwrap().stream_enabled());
    let again = migrator(&world, [customers_by_email()])
        .up_with(&look())
        .await
        .unwrap();
    assert!(again.is_up_to_date());
}

#[tokio::test]
async fn an_older_program_turns_no_table_back() {
    let world = World::new();
    migrator(&world, [customers()]).up().await.unwrap();
    migrator(&world, [customers_by_email()]).up().await.unwrap();
    let writes = world.db.counts();
    let older = migrator(&world, [customers()]).up().await.unwrap();
    assert!(older.is_up_to_date());
    let sent = world.db.counts().since(&writes);
    assert_eq!(sent.of("UpdateTable"), 0);
    assert_eq!(
        described(&world, "customers")
            .await
            .global_secondary_indexes()
            .len(),
        1
    );
}

#[tokio::test]
async fn a_table_that_is_somebody_elses_is_refused_and_left_as_it_is() {
    let world = World::new();
    // Another namespace's table, made the same way.
    let registry = Registry::of_tables([customers()]).unwrap();
    let settings = dynamig::Settings::new("billing")
        .unwrap()
        .with_engine(dynamig::settings::Engine::Embedded)
        .with_table_prefix(world.db.prefix());
    Migrator::with_registry(world.client(), settings, registry)
        .up()
        .await
        .unwrap();

    let error = migrator(&world, [customers_by_email()])
        .up()
        .await
        .unwrap_err();
    assert_eq!(error.code(), Code::TableUnmanaged, "{error}");
    assert!(
        described(&world, "customers")
            .await
            .global_secondary_indexes()
            .is_empty()
    );
}

#[tokio::test]
async fn tables_are_there_before_migrations_run() {
    let world = World::new();
    let writes = dynamig::Migration::builder(1, "write")
        .up(|cx: dynamig::Context| async move {
            let put = cx.client().put_item().set_table_name(cx.table("customers"));
            put.item("id", aws_sdk_dynamodb::types::AttributeValue::S("1".into()))
                .send()
                .await?;
            Ok::<_, dynamig::BoxError>(())
        })
        .build()
        .unwrap();
    let registry = Registry::of([writes])
        .unwrap()
        .with_tables([customers()])
        .unwrap();
    let migrator = Migrator::with_registry(world.client(), world.settings(), registry);
    let report = migrator.up().await.unwrap();
    assert_eq!(report.done.len(), 1);
    assert_eq!(report.plan.tables.steps.len(), 1);
}

#[tokio::test]
async fn what_waits_for_a_migration_is_made_after_it() {
    let world = World::new();
    migrator(&world, [customers()]).up().await.unwrap();
    let mut table = customers_by_email();
    table
        .after
        .indexes
        .insert("by_email".into(), "1_fill".parse().unwrap());
    let real = world.db.table("customers");
    let fill = dynamig::Migration::builder(1, "fill")
        .up(move |cx: dynamig::Context| {
            let real = real.clone();
            async move {
                let table = cx.client().describe_table().table_name(real).send().await?;
                let indexes = table
                    .table()
                    .map_or(0, |table| table.global_secondary_indexes().len());
                match indexes {
                    0 => Ok(()),
                    _ => Err::<_, dynamig::BoxError>("the index came first".into()),
                }
            }
        })
        .build()
        .unwrap();
    let registry = Registry::of([fill]).unwrap().with_tables([table]).unwrap();
    let migrator = Migrator::with_registry(world.client(), world.settings(), registry);
    migrator.up().await.unwrap();
    assert_eq!(
        described(&world, "customers")
            .await
            .global_secondary_indexes()
            .len(),
        1
    );
    assert!(migrator.up_with(&look()).await.unwrap().is_up_to_date());
}

#[tokio::test]
async fn a_table_that_is_only_compared_does_not_become_ours() {
    let world = World::new();
    let registry = || Registry::of_tables([customers()]).unwrap();
    let billing = dynamig::Settings::new("billing")
        .unwrap()
        .with_engine(dynamig::settings::Engine::Embedded)
        .with_table_prefix(world.db.prefix());
    let owner = Migrator::with_registry(world.client(), billing, registry());
    owner.up().await.unwrap();
    let compares = world
        .settings()
        .with_manage(dynamig::settings::Manage::Verify);
    let comparing = Migrator::with_registry(world.client(), compares, registry());
    comparing.up_with(&look()).await.unwrap();
    assert!(world.row("shop", "table#customers").await.is_none());
    let error = migrator(&world, [customers_by_email()])
        .up()
        .await
        .unwrap_err();
    assert_eq!(error.code(), Code::TableUnmanaged, "{error}");
}

#[tokio::test]
async fn a_table_that_is_deleted_while_migrations_run_is_told_and_not_made_again_empty() {
    let world = World::new();
    migrator(&world, [customers()]).up().await.unwrap();
    let (client, name) = (world.client(), world.db.table("customers"));
    let culprit = world.noting(1, "a").up(move |_| {
        let delete = client.delete_table().table_name(&name);
        async move { delete.send().await.map(drop) }
    });
    let registry = Registry::of([culprit.build().unwrap()]).unwrap();
    let registry = registry.with_tables([customers_by_email()]).unwrap();
    let migrator = Migrator::with_registry(world.client(), world.settings(), registry);
    let error = migrator.up_with(&look()).await.unwrap_err();
    assert_eq!(error.code(), Code::TableMissing);
    insta::assert_snapshot!(error, @"table `customers` is gone: somebody deleted it during the run");
    let tables = world.client().list_tables().send().await.unwrap();
    assert!(!tables.table_names().contains(&world.db.table("customers")));
    let report = migrator.up_with(&look()).await.unwrap();
    assert_eq!(
        report.plan.tables.steps.len(),
        1,
        "asked again, it makes it"
    );
}
