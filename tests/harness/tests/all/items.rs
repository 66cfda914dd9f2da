//! A table of items with nothing but an `id`, which is all that the tests of the layers need.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamig_harness::{Harness, create_table_by_id};

pub(crate) type PutError = SdkError<aws_sdk_dynamodb::operation::put_item::PutItemError>;
pub(crate) type GetError = SdkError<aws_sdk_dynamodb::operation::get_item::GetItemError>;

pub(crate) async fn create_table(db: &Harness) -> String {
    let name = db.table("items");
    create_table_by_id(&db.client(), &name).await;
    name
}

pub(crate) async fn write(client: &Client, table: &str) -> Result<(), PutError> {
    write_id(client, table, "a").await
}

pub(crate) async fn write_id(client: &Client, table: &str, id: &str) -> Result<(), PutError> {
    let id = AttributeValue::S(id.to_owned());
    client
        .put_item()
        .table_name(table)
        .item("id", id)
        .send()
        .await
        .map(drop)
}

pub(crate) async fn read(client: &Client, table: &str) -> Result<(), GetError> {
    let id = AttributeValue::S("a".to_owned());
    client
        .get_item()
        .table_name(table)
        .key("id", id)
        .send()
        .await
        .map(drop)
}

pub(crate) async fn ids(client: &Client, table: &str) -> Vec<String> {
    let scan = client
        .scan()
        .table_name(table)
        .consistent_read(true)
        .send()
        .await
        .unwrap();
    let mut ids: Vec<String> = scan
        .items()
        .iter()
        .map(|item| item["id"].as_s().unwrap().clone())
        .collect();
    ids.sort();
    ids
}

pub(crate) fn without_retries(db: &Harness) -> Client {
    Client::from_conf(db.config().retry_config(RetryConfig::disabled()).build())
}
