//! What the network does to a request, as planned.

use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use dynamig_harness::Harness;

use crate::items::{create_table, ids, read, without_retries, write, write_id};

#[tokio::test]
async fn a_request_that_fails_before_it_is_sent_is_not_applied() {
    let db = Harness::from_env();
    let table = create_table(&db).await;
    db.faults().on("PutItem").nth(2).fail_before();
    let client = without_retries(&db);
    write_id(&client, &table, "a").await.unwrap();
    let error = write_id(&client, &table, "b").await.unwrap_err();
    assert!(matches!(error, SdkError::DispatchFailure(_)), "{error:?}");
    write_id(&client, &table, "c").await.unwrap();
    assert_eq!(ids(&client, &table).await, ["a", "c"]);
    assert_eq!(db.faults().struck(), 1);
}

#[tokio::test]
async fn a_request_whose_response_is_lost_was_applied() {
    let db = Harness::from_env();
    let table = create_table(&db).await;
    db.faults().on("PutItem").lose_response();
    let client = without_retries(&db);
    let error = write_id(&client, &table, "a").await.unwrap_err();
    assert!(matches!(error, SdkError::DispatchFailure(_)), "{error:?}");
    assert_eq!(ids(&client, &table).await, ["a"]);
}

#[tokio::test]
async fn the_sdk_sends_again_what_was_lost_and_both_attempts_count() {
    let db = Harness::from_env();
    let table = create_table(&db).await;
    db.faults().on("PutItem").lose_response();
    write(&db.client(), &table).await.unwrap();
    assert_eq!(db.counts().of("PutItem"), 2);
}

#[tokio::test]
async fn from_a_request_onwards_everything_fails() {
    let db = Harness::from_env();
    let table = create_table(&db).await;
    db.faults().any().nth(2).onwards().fail_before();
    let client = without_retries(&db);
    write(&client, &table).await.unwrap();
    write(&client, &table).await.unwrap_err();
    read(&client, &table).await.unwrap_err();
    db.faults().clear();
    read(&client, &table).await.unwrap();
}

#[tokio::test]
async fn a_planned_answer_never_reaches_the_engine() {
    let db = Harness::from_env();
    let table = create_table(&db).await;
    let (code, message) = ("ThrottlingException", "Rate exceeded");
    db.faults().on("PutItem").answer(400, code, message);
    let client = without_retries(&db);
    let error = write(&client, &table).await.unwrap_err();
    assert_eq!((error.code(), error.message()), (Some(code), Some(message)));
    assert!(ids(&client, &table).await.is_empty());
}

#[tokio::test]
async fn a_pretended_success_never_reaches_the_engine() {
    let db = Harness::from_env();
    let table = create_table(&db).await;
    db.faults().on("PutItem").pretend();
    let client = without_retries(&db);
    write(&client, &table).await.unwrap();
    assert!(ids(&client, &table).await.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_hanging_request_ends_at_the_clients_time_out_and_was_not_applied() {
    let db = Harness::dynoxide();
    let table = create_table(&db).await;
    let client = with_time_out(&db);
    db.faults().on("PutItem").hang();
    let error = write_id(&client, &table, "a").await.unwrap_err();
    assert!(matches!(error, SdkError::TimeoutError(_)), "{error:?}");
    assert!(ids(&client, &table).await.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_request_whose_answer_never_comes_was_applied() {
    let db = Harness::dynoxide();
    let table = create_table(&db).await;
    let client = with_time_out(&db);
    db.faults().on("PutItem").hang_after();
    let error = write_id(&client, &table, "a").await.unwrap_err();
    assert!(matches!(error, SdkError::TimeoutError(_)), "{error:?}");
    assert_eq!(ids(&client, &table).await, ["a"]);
}

#[tokio::test(start_paused = true)]
async fn a_delay_passes_on_tokios_clock() {
    let db = Harness::dynoxide();
    let table = create_table(&db).await;
    db.faults().on("PutItem").delay(Duration::from_secs(40));
    let started = tokio::time::Instant::now();
    write(&db.client(), &table).await.unwrap();
    assert!(started.elapsed() >= Duration::from_secs(40));
}

#[tokio::test(start_paused = true)]
async fn a_request_that_arrives_late_is_applied_though_nobody_waits() {
    let db = Harness::dynoxide();
    let table = create_table(&db).await;
    db.faults()
        .on("PutItem")
        .arrive_late(Duration::from_secs(5));
    let client = db.client();
    let given_up = tokio::time::timeout(Duration::from_secs(1), write(&client, &table));
    assert!(given_up.await.is_err());
    assert!(ids(&client, &table).await.is_empty());
    tokio::time::sleep(Duration::from_secs(5)).await;
    assert_eq!(ids(&client, &table).await, ["a"]);
}

#[tokio::test(start_paused = true)]
async fn a_clients_read_time_out_holds_in_process_too() {
    let db = Harness::dynoxide();
    let table = create_table(&db).await;
    let limit = TimeoutConfig::builder()
        .read_timeout(Duration::from_secs(3))
        .build();
    let config = db
        .config()
        .timeout_config(limit)
        .retry_config(RetryConfig::disabled());
    db.faults().on("PutItem").hang();
    let error = write(&Client::from_conf(config.build()), &table)
        .await
        .unwrap_err();
    let SdkError::DispatchFailure(failure) = &error else {
        panic!("{error:?}");
    };
    assert!(failure.is_timeout());
}

fn with_time_out(db: &Harness) -> Client {
    let limit = TimeoutConfig::builder()
        .operation_timeout(Duration::from_secs(30))
        .build();
    Client::from_conf(db.config().timeout_config(limit).build())
}
