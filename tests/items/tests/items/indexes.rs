//! Tables with indexes, whose keys a migration writes.

use std::time::Duration;

use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, CreateGlobalSecondaryIndexAction,
    GlobalSecondaryIndexUpdate, IndexStatus, KeySchemaElement, KeyType, Projection, ProjectionType,
    ScalarAttributeType,
};
use dynamig::item::Attributes;
use dynamig::migration::Writes;
use dynamig::plan::DownSelection;
use dynamig::{BoxError, Consent, DownOptions, Migration, Migrator, Outcome};

use crate::given::{World, everything, item, options, s};

#[derive(serde::Serialize, serde::Deserialize)]
struct Emails {
    email: String,
    email_lower: Option<String>,
}

/// Writes the key of the index, and takes it away again.
fn lower_case(writes: Writes) -> Migration {
    let mut options = options();
    options.writes = writes;
    Migration::builder(1, "lower")
        .items("customers", |mut one: Emails, _| async move {
            one.email_lower = Some(one.email.to_lowercase());
            Ok::<_, BoxError>(Outcome::Update(one))
        })
        .items_down(|mut one: Emails, _| async move {
            one.email_lower = None;
            Ok::<_, BoxError>(Outcome::Update(one))
        })
        .item_options(options)
        .build()
        .unwrap()
}

/// An index by `email_lower`, made when the items are there already.
async fn index(world: &World) {
    let (client, table) = (world.client(), world.db.table("customers"));
    let attribute = |name: &str| {
        let attribute = AttributeDefinition::builder().attribute_name(name);
        attribute
            .attribute_type(ScalarAttributeType::S)
            .build()
            .unwrap()
    };
    let key = KeySchemaElement::builder().attribute_name("email_lower");
    let projection = Projection::builder().projection_type(ProjectionType::All);
    let create = CreateGlobalSecondaryIndexAction::builder()
        .index_name("by_email")
        .key_schema(key.key_type(KeyType::Hash).build().unwrap())
        .projection(projection.build());
    let create = GlobalSecondaryIndexUpdate::builder().create(create.build().unwrap());
    let update = client.update_table().table_name(&table);
    let update = update
        .set_attribute_definitions(Some(vec![attribute("id"), attribute("email_lower")]))
        .global_secondary_index_updates(create.build());
    update.send().await.unwrap();
    loop {
        let described = client.describe_table().table_name(&table).send().await;
        let indexes = described.unwrap().table.unwrap().global_secondary_indexes;
        if indexes.unwrap()[0].index_status == Some(IndexStatus::Active) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// The ids that the index has for an e-mail.
async fn found(world: &World, email: &str) -> Vec<String> {
    let query = world
        .client()
        .query()
        .table_name(world.db.table("customers"));
    let query = query
        .index_name("by_email")
        .key_condition_expression("email_lower = :email")
        .expression_attribute_values(":email", s(email));
    let items = query.send().await.unwrap().items.unwrap();
    let ids = items.iter().map(|item| item["id"].as_s().unwrap().clone());
    ids.collect()
}

fn customer(id: &str, email: &str) -> Attributes {
    item([("id", s(id)), ("email", s(email))])
}

/// One in whom the key of the index is NULL: the index leaves it out.
fn null() -> Attributes {
    let mut null = customer("null", "Null@b.c");
    null.insert("email_lower".to_owned(), AttributeValue::Null(true));
    null
}

/// Takes the migration back and asserts that it was.
async fn taken_back(world: &World, migrator: &Migrator) {
    let down = DownOptions::new(DownSelection::All).consent(Consent::Destructive);
    migrator.down(&down).await.unwrap();
    let items = world.items("customers").await;
    assert!(items.values().all(|item| !item.contains_key("email_lower")));
}

#[tokio::test]
async fn items_come_into_an_index_and_leave_it() {
    for writes in [Writes::Batch, Writes::Single] {
        let world = World::new();
        world.table("customers").await;
        let many = (0..30).map(|at| customer(&format!("{at}"), &format!("C{at}@b.c")));
        world.put("customers", many).await;
        index(&world).await;
        let migrator = world.migrator([lower_case(writes)]);
        migrator.up_with(&everything()).await.unwrap();
        for at in 0..30 {
            let ids = found(&world, &format!("c{at}@b.c")).await;
            assert_eq!(ids, [at.to_string()]);
        }
        taken_back(&world, &migrator).await;
        assert_eq!(found(&world, "c7@b.c").await, [] as [&str; 0]);
        assert_eq!(world.items("customers").await.len(), 30);
    }
}

/// DynamoDB Local never ends to fill an index with such an item, so this is on the engine inside the process.
#[tokio::test]
async fn an_item_comes_into_an_index_whose_key_was_null() {
    for writes in [Writes::Batch, Writes::Single] {
        let world = World::in_process();
        world.table("customers").await;
        let others = [customer("1", "A@b.c"), customer("2", "B@b.c")];
        world
            .put("customers", others.into_iter().chain([null()]))
            .await;
        index(&world).await;
        assert_eq!(found(&world, "null@b.c").await, [] as [&str; 0]);
        let migrator = world.migrator([lower_case(writes)]);
        migrator.up_with(&everything()).await.unwrap();
        assert_eq!(found(&world, "null@b.c").await, ["null"]);
        assert_eq!(found(&world, "a@b.c").await, ["1"]);
        taken_back(&world, &migrator).await;
    }
}

#[tokio::test]
async fn a_null_is_compared_and_written_as_what_could_be_a_key() {
    for writes in [Writes::Batch, Writes::Single] {
        let world = World::new();
        world.table("customers").await;
        world.put("customers", [null()]).await;
        let migrator = world.migrator([lower_case(writes)]);
        migrator.up_with(&everything()).await.unwrap();
        let found = world.items("customers").await.remove("null").unwrap();
        assert_eq!(found["email_lower"], s("null@b.c"));
    }
}
