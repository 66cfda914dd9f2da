//! The servers of the harness: the stack for other processes, and two that are no DynamoDB.

use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use dynamig_harness::{Harness, hanging_endpoint, html_endpoint};

use crate::items::{create_table, ids, without_retries, write_id};

#[tokio::test]
async fn a_served_stack_counts_refuses_and_strikes_like_the_one_in_process() {
    let db = Harness::from_env();
    let table = create_table(&db).await;
    let served = db.serve();
    let other = Harness::endpoint(&served.url());
    let before = db.counts();

    write_id(&other.client(), &table, "a").await.unwrap();
    assert_eq!(db.counts().since(&before).of("PutItem"), 1);
    assert_eq!(ids(&db.client(), &table).await, ["a"]);

    db.faults().on("PutItem").lose_response();
    let error = write_id(&without_retries(&other), &table, "b")
        .await
        .unwrap_err();
    assert!(matches!(error, SdkError::DispatchFailure(_)), "{error:?}");
    assert_eq!(ids(&db.client(), &table).await, ["a", "b"]);

    db.refuse_writes();
    let refused = write_id(&other.client(), &table, "c").await.unwrap_err();
    assert_eq!(refused.code(), Some("AccessDeniedException"));
}

#[tokio::test]
async fn a_stopped_server_answers_no_more() {
    let db = Harness::dynoxide();
    let served = db.serve();
    let address = served.address();
    assert!(std::net::TcpStream::connect(address).is_ok());
    drop(served);
    assert!(std::net::TcpStream::connect(address).is_err());
}

#[tokio::test]
async fn an_endpoint_that_hangs_ends_in_the_clients_time_out() {
    let endpoint = hanging_endpoint();
    let limit = TimeoutConfig::builder()
        .operation_timeout(Duration::from_millis(200))
        .build();
    let config = Harness::endpoint(&endpoint.url())
        .config()
        .timeout_config(limit);
    let error = Client::from_conf(config.build())
        .list_tables()
        .send()
        .await
        .unwrap_err();
    assert!(matches!(error, SdkError::TimeoutError(_)), "{error:?}");
}

#[tokio::test]
async fn an_endpoint_that_answers_html_is_no_dynamodb() {
    let endpoint = html_endpoint();
    let client = Harness::endpoint(&endpoint.url()).client();
    let error = client.list_tables().send().await.unwrap_err();
    // Neither a success nor an error of the service by name, though the status says 200.
    assert!(error.code().is_none(), "{error:?}");
    assert_eq!(error.raw_response().unwrap().status().as_u16(), 200);
}
