//! What dynamig's runner relies on, held on each engine that the tests run on.

use std::collections::HashMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{
    AttributeValue, ConditionCheck, PointInTimeRecoverySpecification, Put,
    ReturnValuesOnConditionCheckFailure, SseSpecification, TransactWriteItem, Update,
};
use dynamig_harness::{Harness, create_table_by_id};

#[tokio::test]
async fn check_update_and_put_commit_together() {
    let (client, table) = table().await;
    put(&client, &table, "lock").await;
    put(&client, &table, "head").await;
    transact(&client, &table, "1", "one").await.unwrap();
    assert_eq!(number(&client, &table, "head").await.as_deref(), Some("1"));
    assert!(get(&client, &table, "row").await.is_some());
}

#[tokio::test]
async fn one_failed_check_applies_nothing_and_names_its_place() {
    let (client, table) = table().await;
    put(&client, &table, "head").await;
    let error = transact(&client, &table, "1", "one").await.unwrap_err();
    let TransactWriteItemsError::TransactionCanceledException(cancelled) = error else {
        panic!("{error:?}");
    };
    let codes: Vec<&str> = cancelled
        .cancellation_reasons()
        .iter()
        .map(|reason| reason.code().unwrap())
        .collect();
    assert_eq!(codes, ["ConditionalCheckFailed", "None", "None"]);
    assert_eq!(number(&client, &table, "head").await, None);
    assert!(get(&client, &table, "row").await.is_none());
}

#[tokio::test]
async fn a_transaction_sent_twice_under_one_token_is_applied_once() {
    let (client, table) = table().await;
    put(&client, &table, "lock").await;
    put(&client, &table, "head").await;
    transact(&client, &table, "1", "one").await.unwrap();
    transact(&client, &table, "1", "one").await.unwrap();
    assert_eq!(number(&client, &table, "head").await.as_deref(), Some("1"));

    let error = transact(&client, &table, "2", "one").await.unwrap_err();
    assert!(
        error.is_idempotent_parameter_mismatch_exception(),
        "{error:?}"
    );
    transact(&client, &table, "2", "two").await.unwrap();
    assert_eq!(number(&client, &table, "head").await.as_deref(), Some("3"));
}

#[tokio::test]
async fn a_failed_condition_returns_the_item_it_met() {
    let (client, table) = table().await;
    put(&client, &table, "a").await;
    let refused = client
        .put_item()
        .table_name(&table)
        .item("id", text("a"))
        .condition_expression("attribute_not_exists(id)")
        .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
        .send()
        .await
        .map_err(SdkError::into_service_error);
    let PutItemError::ConditionalCheckFailedException(failed) = refused.unwrap_err() else {
        panic!("the condition fails");
    };
    assert_eq!(failed.item().unwrap()["id"], text("a"));
}

#[tokio::test]
async fn a_cancelled_transaction_returns_the_items_it_met() {
    let (client, table) = table().await;
    put(&client, &table, "a").await;
    let put = Put::builder()
        .table_name(&table)
        .item("id", text("a"))
        .condition_expression("attribute_not_exists(id)")
        .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
    let put = TransactWriteItem::builder()
        .put(put.build().unwrap())
        .build();
    let cancelled = client
        .transact_write_items()
        .transact_items(put)
        .send()
        .await;
    let error = cancelled.unwrap_err().into_service_error();
    let TransactWriteItemsError::TransactionCanceledException(cancelled) = error else {
        panic!("{error:?}");
    };
    let reason = &cancelled.cancellation_reasons()[0];
    assert_eq!(reason.item().unwrap()["id"], text("a"));
}

#[tokio::test]
async fn a_strongly_consistent_query_sees_what_was_just_written() {
    let (client, table) = table().await;
    put(&client, &table, "a").await;
    let found = client
        .query()
        .table_name(&table)
        .consistent_read(true)
        .key_condition_expression("id = :id")
        .expression_attribute_values(":id", text("a"))
        .send()
        .await
        .unwrap();
    assert_eq!(found.count(), 1);
}

#[tokio::test]
async fn a_described_table_has_an_arn_and_is_told_from_one_that_had_its_name() {
    let db = Harness::from_env();
    let (client, name) = (db.client(), db.table("items"));
    let mut identities = Vec::new();
    for _ in 0..2 {
        create_table_by_id(&client, &name).await;
        let described = client
            .describe_table()
            .table_name(&name)
            .send()
            .await
            .unwrap();
        let table = described.table().unwrap();
        let arn = table.table_arn().unwrap();
        assert!(arn.starts_with("arn:aws:dynamodb:"), "{arn}");
        assert!(arn.ends_with(&format!(":table/{name}")), "{arn}");
        // DynamoDB Local gives a table no id: there only its time of creation tells, to the millisecond.
        let created = || table.creation_date_time().unwrap().to_string();
        identities.push(table.table_id().map_or_else(created, str::to_owned));
        client
            .delete_table()
            .table_name(&name)
            .send()
            .await
            .unwrap();
    }
    assert_ne!(identities[0], identities[1]);
}

#[tokio::test]
async fn a_protected_table_is_not_deleted() {
    let (client, table) = table().await;
    let protect = |on| {
        client
            .update_table()
            .table_name(&table)
            .deletion_protection_enabled(on)
            .send()
    };
    protect(true).await.unwrap();
    let refused = client
        .delete_table()
        .table_name(&table)
        .send()
        .await
        .unwrap_err();
    assert_eq!(refused.code(), Some("ValidationException"));
    protect(false).await.unwrap();
    client
        .delete_table()
        .table_name(&table)
        .send()
        .await
        .unwrap();
}

#[tokio::test]
async fn point_in_time_recovery_is_an_unknown_operation() {
    let (client, table) = table().await;
    let on = PointInTimeRecoverySpecification::builder()
        .point_in_time_recovery_enabled(true)
        .build()
        .unwrap();
    let refused = client
        .update_continuous_backups()
        .table_name(&table)
        .point_in_time_recovery_specification(on)
        .send()
        .await
        .unwrap_err();
    assert_eq!(refused.code(), Some("UnknownOperationException"));
    let refused = client
        .describe_continuous_backups()
        .table_name(&table)
        .send()
        .await;
    assert_eq!(
        refused.unwrap_err().code(),
        Some("UnknownOperationException")
    );
}

#[tokio::test]
async fn encryption_cannot_be_changed() {
    let (client, table) = table().await;
    let on = SseSpecification::builder().enabled(true).build();
    let answer = client
        .update_table()
        .table_name(&table)
        .sse_specification(on)
        .send()
        .await;
    assert_eq!(answer.unwrap_err().code(), Some("ValidationException"));
}

async fn table() -> (Client, String) {
    let db = Harness::from_env();
    let table = db.table("items");
    create_table_by_id(&db.client(), &table).await;
    (db.client(), table)
}

fn text(value: &str) -> AttributeValue {
    AttributeValue::S(value.to_owned())
}

async fn put(client: &Client, table: &str, id: &str) {
    client
        .put_item()
        .table_name(table)
        .item("id", text(id))
        .send()
        .await
        .unwrap();
}

async fn get(client: &Client, table: &str, id: &str) -> Option<HashMap<String, AttributeValue>> {
    let found = client
        .get_item()
        .table_name(table)
        .key("id", text(id))
        .consistent_read(true);
    found.send().await.unwrap().item
}

async fn number(client: &Client, table: &str, id: &str) -> Option<String> {
    let item = get(client, table, id).await?;
    item.get("n").map(|n| n.as_n().unwrap().clone())
}

/// As a history change: if `lock` is there, raise `head` by `by`, and write `row`.
async fn transact(
    client: &Client,
    table: &str,
    by: &str,
    token: &str,
) -> Result<(), TransactWriteItemsError> {
    let check = ConditionCheck::builder()
        .table_name(table)
        .key("id", text("lock"))
        .condition_expression("attribute_exists(id)")
        .build()
        .unwrap();
    let update = Update::builder()
        .table_name(table)
        .key("id", text("head"))
        .update_expression("ADD n :by")
        .expression_attribute_values(":by", AttributeValue::N(by.to_owned()))
        .build()
        .unwrap();
    let put = Put::builder()
        .table_name(table)
        .item("id", text("row"))
        .build()
        .unwrap();
    // The prefix makes the token this test's own on a shared engine.
    let token = format!("{token}-{}", &table[..table.len().min(30)]);
    client
        .transact_write_items()
        .client_request_token(token)
        .transact_items(TransactWriteItem::builder().condition_check(check).build())
        .transact_items(TransactWriteItem::builder().update(update).build())
        .transact_items(TransactWriteItem::builder().put(put).build())
        .send()
        .await
        .map(drop)
        .map_err(SdkError::into_service_error)
}
