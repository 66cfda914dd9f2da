//! Tables and indexes that migrations make, change and delete by themselves.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_sdk_dynamodb::operation::create_table::CreateTableInput;
use aws_sdk_dynamodb::operation::update_table::UpdateTableInput;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType,
    StreamSpecification, StreamViewType,
};
use dynamig::context::{TableWork, Worked};
use dynamig::table::{
    AttributeType, Definition, Index, Key, Projection, ProjectionKind, Role, Scope,
};
use dynamig::{BoxError, Context, Migration, Table};

use crate::given::World;

#[derive(Table)]
#[table(name = "archive", tags(team = "shop"), ttl = expires)]
#[index(name = "by_day", partition_key = day)]
struct Archived {
    #[table(partition_key)]
    id: String,
    day: String,
    expires: Option<u64>,
}

/// A table with a key of this attribute, and an index that nothing is projected into.
pub(crate) fn things(id: &str) -> Definition {
    let key = |attribute: &str| Key {
        attribute: attribute.into(),
        role: Role::Partition,
    };
    let mut definition = Definition {
        name: "things".into(),
        keys: vec![key(id)],
        ..Definition::default()
    };
    definition.define(id, AttributeType::String);
    definition.define("day", AttributeType::String);
    definition.indexes.push(Index {
        keys: vec![key("day")],
        projection: Projection {
            kind: ProjectionKind::KeysOnly,
            attributes: Vec::new(),
        },
        ..Index::new("by_day", Scope::Global)
    });
    definition
}

/// The same without the index.
pub(crate) fn plain() -> Definition {
    let mut definition = things("id");
    definition.indexes.clear();
    definition.attributes.truncate(1);
    definition
}

pub(crate) fn migration<F>(
    world: &World,
    up: impl Fn(Context) -> F + Send + Sync + 'static,
) -> Migration
where
    F: Future<Output = Result<(), BoxError>> + Send + 'static,
{
    world.noting(1, "a").up(up).build().unwrap()
}

async fn exists(world: &World, name: &str) -> bool {
    let real = world.db.table(name);
    let describe = world.client().describe_table().table_name(real);
    describe.send().await.is_ok()
}

fn details(done: &[TableWork]) -> Vec<String> {
    let told = |work: &TableWork| format!("{} {} {:?}", work.table, work.detail, work.worked);
    done.iter().map(told).collect()
}

#[tokio::test]
async fn a_migration_makes_changes_and_deletes_tables_and_indexes() {
    let world = World::new();
    let done = Arc::new(Mutex::new(Vec::new()));
    let kept = done.clone();
    let migration = migration(&world, move |cx| {
        let kept = kept.clone();
        async move {
            let tables = cx.tables();
            tables.create(&plain()).await?;
            tables.create_index(&things("id"), "by_day").await?;
            let made = tables.describe("things").await?.ok_or("no table")?;
            assert!(made.definition.global_index("by_day").is_some());
            tables.delete_index("things", "by_day").await?;
            let settled = tables.settled("things").await?.ok_or("no table")?;
            assert!(settled.definition.indexes.is_empty());
            tables.delete("things").await?;
            assert!(tables.settled("things").await?.is_none());
            tables.delete("things").await?;
            *kept.lock().unwrap() = tables.done();
            Ok(())
        }
    });
    world.migrator([migration]).up().await.unwrap();
    assert_eq!(
        details(&done.lock().unwrap()),
        [
            "things create the table Now",
            "things add index `by_day` Now",
            "things delete index `by_day` Now",
            "things delete the table Now",
            "things delete the table Before",
        ]
    );
    assert!(!exists(&world, "things").await);
    assert!(world.row("shop", "table#things").await.is_none());
}

#[tokio::test]
async fn the_definition_of_a_struct_makes_such_a_table() {
    let world = World::new();
    let migration = migration(&world, |cx| async move {
        let archive = Definition {
            name: "archive_2026".into(),
            ..Archived::definition()?
        };
        cx.tables().create(&archive).await.map_err(BoxError::from)
    });
    world.migrator([migration]).up().await.unwrap();
    let real = world.db.table("archive_2026");
    let ttl = world.client().describe_time_to_live().table_name(real);
    let ttl = ttl.send().await.unwrap().time_to_live_description.unwrap();
    assert_eq!(ttl.attribute_name(), Some("expires"));
}

#[tokio::test]
async fn a_lease_is_renewed_right_before_each_change() {
    let world = World::new();
    let migration = migration(&world, |cx| async move {
        cx.tables().create(&plain()).await?;
        cx.tables().delete("things").await.map_err(BoxError::from)
    });
    world.migrator([migration]).up().await.unwrap();
    let requests = world.db.requests();
    let things = world.db.table("things");
    let changes = |operation: &str| {
        let at = requests
            .iter()
            .position(|seen| seen.operation == operation && seen.tables.contains(&things))
            .unwrap();
        (&requests[at - 1].operation, &requests[at - 1].tables)
    };
    for operation in ["CreateTable", "DeleteTable"] {
        let (before, on) = changes(operation);
        assert_eq!(
            (before.as_str(), &on[..]),
            ("UpdateItem", &[world.meta()][..])
        );
    }
}

/// Makes a table and an index, and says how often it was asked to.
fn making(world: &World) -> Migration {
    let ran = world.ran.clone();
    migration(world, move |cx| {
        ran.push("asked");
        let ran = ran.clone();
        async move {
            cx.tables().create(&plain()).await?;
            cx.tables().create_index(&things("id"), "by_day").await?;
            for work in cx.tables().done() {
                ran.push(format!("{:?}", work.worked));
            }
            Ok(())
        }
    })
}

#[tokio::test]
async fn one_that_died_after_a_change_goes_on_when_it_runs_again() {
    for (operation, then) in [
        ("CreateTable", [Worked::Before, Worked::Now]),
        ("UpdateTable", [Worked::Before, Worked::Before]),
    ] {
        let world = World::new();
        let things = world.db.table("things");
        let change = world
            .db
            .faults()
            .matching(move |seen| seen.operation == operation && seen.tables.contains(&things));
        change.hang_after();
        let migrator = world.migrator([making(&world)]);
        let died = tokio::time::timeout(Duration::from_millis(500), migrator.up()).await;
        assert!(died.is_err(), "{died:?}");
        assert_eq!(world.ran.take(), ["asked"]);
        world.migrator([making(&world)]).up().await.unwrap();
        let expected = then.map(|worked| format!("{worked:?}"));
        assert_eq!(world.ran.take()[1..], expected, "{operation}");
        let things = world.db.table("things");
        let sent = world.db.requests();
        let again = sent
            .iter()
            .filter(|seen| seen.operation == operation && seen.tables.contains(&things));
        assert_eq!(again.count(), 1, "{operation}");
    }
}

#[tokio::test]
async fn an_answer_that_was_lost_is_looked_for() {
    let world = World::new();
    let things = world.db.table("things");
    let change = world
        .db
        .faults()
        .matching(move |seen| seen.operation == "CreateTable" && seen.tables.contains(&things));
    change.lose_response();
    world.migrator([making(&world)]).up().await.unwrap();
    assert_eq!(world.ran.take(), ["asked", "Now", "Now"]);
}

#[tokio::test]
async fn requests_of_ones_own_are_sent_once_and_waited_for() {
    let world = World::new();
    let done = Arc::new(Mutex::new(Vec::new()));
    let kept = done.clone();
    let migration = migration(&world, move |cx| {
        let kept = kept.clone();
        async move {
            let key = KeySchemaElement::builder().attribute_name("id");
            let id = AttributeDefinition::builder().attribute_name("id");
            let request = CreateTableInput::builder()
                .key_schema(key.key_type(KeyType::Hash).build()?)
                .attribute_definitions(id.attribute_type(ScalarAttributeType::S).build()?)
                .billing_mode(BillingMode::PayPerRequest);
            cx.tables().create_with("things", request.clone()).await?;
            cx.tables().create_with("things", request).await?;
            let stream = StreamSpecification::builder()
                .stream_enabled(true)
                .stream_view_type(StreamViewType::NewImage);
            let request = UpdateTableInput::builder().stream_specification(stream.build()?);
            cx.tables().update_with("things", request).await?;
            *kept.lock().unwrap() = cx.tables().done();
            Ok(())
        }
    });
    world.migrator([migration]).up().await.unwrap();
    assert_eq!(
        details(&done.lock().unwrap()),
        [
            "things create the table Now",
            "things create the table Before",
            "things change the table Now",
        ]
    );
}
