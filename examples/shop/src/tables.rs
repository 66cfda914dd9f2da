//! Tables and indexes, created and deleted in a way that may be begun again at any moment.
//!
//! A migration that was interrupted runs again from its start, so each function here looks first, asks for what is
//! missing, and looks again until it is there. Where two requests for the same thing meet, one of them is refused with
//! `ResourceInUseException`, and that is as good as done.

use std::time::Duration;

use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, CreateGlobalSecondaryIndexAction,
    DeleteGlobalSecondaryIndexAction, GlobalSecondaryIndexDescription, GlobalSecondaryIndexUpdate,
    IndexStatus, KeySchemaElement, KeyType, Projection, ProjectionType, ScalarAttributeType,
    TableDescription, TableStatus,
};
use dynamig::{Context, Result};

/// The partition key of every table of the shop, a string.
const KEY: &str = "id";

/// Creates a table with the partition key `id`, billed by request, and waits until it is active.
///
/// # Errors
/// What AWS refuses; a table in a state that no waiting ends.
///
/// # Cost
/// `CreateTable`, and `DescribeTable` until it is active: some seconds on AWS.
pub async fn create(cx: &Context, table: &str) -> Result<()> {
    let mut pause = Pause::new();
    loop {
        match describe(cx, table).await?.as_ref().map(status) {
            Some(TableStatus::Active) => return Ok(()),
            // One that is being deleted is waited for, and then created.
            Some(status) => passing(table, status)?,
            None => request(cx, table).await?,
        }
        pause.wait().await;
    }
}

/// Deletes a table that holds no item, and waits until it is gone. A rollback never deletes a customer.
///
/// # Errors
/// A table that holds an item; what AWS refuses.
///
/// # Cost
/// A `Scan` of one item, `DeleteTable`, and `DescribeTable` until it is gone: some seconds on AWS.
pub async fn delete_if_empty(cx: &Context, table: &str) -> Result<()> {
    let mut pause = Pause::new();
    loop {
        match describe(cx, table).await?.as_ref().map(status) {
            None => return Ok(()),
            Some(TableStatus::Active) => {
                refuse_items(cx, table).await?;
                let delete = cx.client().delete_table().set_table_name(cx.table(table));
                unless_in_use(delete.send().await)?;
            }
            Some(status) => passing(table, status)?,
        }
        pause.wait().await;
    }
}

/// Adds a global index over one attribute, a string, that holds the keys of the items, and waits until it is filled.
///
/// # Errors
/// What AWS refuses.
///
/// # Cost
/// `UpdateTable`, and `DescribeTable` until it is active: minutes to hours on a large table on AWS.
pub async fn add_index(cx: &Context, table: &str, index: &str, attribute: &str) -> Result<()> {
    let mut pause = Pause::new();
    loop {
        let description = there(describe(cx, table).await?, table)?;
        match find(&description, index).and_then(GlobalSecondaryIndexDescription::index_status) {
            Some(IndexStatus::Active) => return Ok(()),
            Some(_) => {}
            None => request_index(cx, table, index, attribute).await?,
        }
        pause.wait().await;
    }
}

/// Deletes an index, and waits until it is gone. The items stay.
///
/// # Errors
/// What AWS refuses.
///
/// # Cost
/// `UpdateTable`, and `DescribeTable` until it is gone.
pub async fn delete_index(cx: &Context, table: &str, index: &str) -> Result<()> {
    let mut pause = Pause::new();
    loop {
        let description = there(describe(cx, table).await?, table)?;
        match find(&description, index).and_then(GlobalSecondaryIndexDescription::index_status) {
            None => return Ok(()),
            Some(IndexStatus::Active) => {
                let delete = DeleteGlobalSecondaryIndexAction::builder().index_name(index);
                let update = GlobalSecondaryIndexUpdate::builder().delete(delete.build()?);
                let request = cx.client().update_table().set_table_name(cx.table(table));
                unless_in_use(
                    request
                        .global_secondary_index_updates(update.build())
                        .send()
                        .await,
                )?;
            }
            Some(_) => {}
        }
        pause.wait().await;
    }
}

async fn describe(cx: &Context, table: &str) -> Result<Option<TableDescription>> {
    let request = cx.client().describe_table().set_table_name(cx.table(table));
    match request.send().await {
        Ok(answer) => Ok(answer.table),
        Err(error) if error.code() == Some("ResourceNotFoundException") => Ok(None),
        Err(error) => Err(error.into()),
    }
}

async fn request(cx: &Context, table: &str) -> Result<()> {
    let create = cx.client().create_table().set_table_name(cx.table(table));
    let create = create
        .billing_mode(BillingMode::PayPerRequest)
        .attribute_definitions(string(KEY)?)
        .key_schema(partition_key(KEY)?);
    unless_in_use(create.send().await)
}

async fn request_index(cx: &Context, table: &str, index: &str, attribute: &str) -> Result<()> {
    let keys_only = Projection::builder().projection_type(ProjectionType::KeysOnly);
    let create = CreateGlobalSecondaryIndexAction::builder()
        .index_name(index)
        .key_schema(partition_key(attribute)?)
        .projection(keys_only.build());
    let update = GlobalSecondaryIndexUpdate::builder().create(create.build()?);
    let request = cx.client().update_table().set_table_name(cx.table(table));
    let request = request
        .attribute_definitions(string(attribute)?)
        .global_secondary_index_updates(update.build());
    unless_in_use(request.send().await)
}

async fn refuse_items(cx: &Context, table: &str) -> Result<()> {
    let scan = cx.client().scan().set_table_name(cx.table(table));
    let page = scan.limit(1).consistent_read(true).send().await?;
    if page.count() == 0 {
        return Ok(());
    }
    Err(format!("table `{table}` still holds items, and a rollback deletes none").into())
}

/// Takes the answer that somebody else is at it already for a yes.
fn unless_in_use<T, E>(answer: Result<T, E>) -> Result<()>
where
    E: ProvideErrorMetadata + Into<dynamig::BoxError>,
{
    match answer {
        Ok(_) => Ok(()),
        Err(error) if error.code() == Some("ResourceInUseException") => Ok(()),
        Err(error) => Err(error.into()),
    }
}

fn status(description: &TableDescription) -> TableStatus {
    let status = description.table_status().cloned();
    status.unwrap_or(TableStatus::Updating)
}

/// Lets pass a state that ends by itself.
fn passing(table: &str, status: TableStatus) -> Result<()> {
    match status {
        TableStatus::Creating | TableStatus::Updating | TableStatus::Deleting => Ok(()),
        other => Err(format!("table `{table}` is {}", other.as_str()).into()),
    }
}

fn there(description: Option<TableDescription>, table: &str) -> Result<TableDescription> {
    description.ok_or_else(|| format!("table `{table}` does not exist").into())
}

fn find<'t>(
    description: &'t TableDescription,
    index: &str,
) -> Option<&'t GlobalSecondaryIndexDescription> {
    let mut indexes = description.global_secondary_indexes().iter();
    indexes.find(|one| one.index_name() == Some(index))
}

fn string(attribute: &str) -> Result<AttributeDefinition> {
    let definition = AttributeDefinition::builder().attribute_name(attribute);
    Ok(definition.attribute_type(ScalarAttributeType::S).build()?)
}

fn partition_key(attribute: &str) -> Result<KeySchemaElement> {
    let element = KeySchemaElement::builder().attribute_name(attribute);
    Ok(element.key_type(KeyType::Hash).build()?)
}

/// Waits between looks: 20 ms at first, twice as long each time, five seconds at the most.
struct Pause(Duration);

impl Pause {
    fn new() -> Self {
        Self(Duration::from_millis(20))
    }

    async fn wait(&mut self) {
        tokio::time::sleep(self.0).await;
        self.0 = (self.0 * 2).min(Duration::from_secs(5));
    }
}
