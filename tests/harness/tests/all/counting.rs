//! What was sent is counted and recorded.

use std::time::Instant;

use aws_sdk_dynamodb::Client;
use dynamig_harness::{Access, Harness};

use crate::items::{create_table, read, write};

#[tokio::test]
async fn every_request_is_counted_once_by_its_operation() {
    let db = Harness::from_env();
    let table = create_table(&db).await;
    let before = db.counts();
    for _ in 0..3 {
        read(&db.client(), &table).await.unwrap();
    }
    write(&db.client(), &table).await.unwrap();

    let counts = db.counts().since(&before);
    assert_eq!((counts.of("GetItem"), counts.of("PutItem")), (3, 1));
    assert_eq!((counts.total(), counts.writes()), (4, 1));
    assert_eq!(counts.of("Scan"), 0);
}

#[tokio::test]
async fn the_record_of_requests_names_operation_tables_and_sender() {
    let db = Harness::from_env();
    let table = create_table(&db).await;
    let name = aws_sdk_dynamodb::config::AppName::new("worker-a").unwrap();
    let client = Client::from_conf(db.config().app_name(name).build());
    let before = Instant::now();
    write(&client, &table).await.unwrap();

    let last = db.requests().pop().unwrap();
    assert_eq!(last.operation, "PutItem");
    assert_eq!(last.tables, [table]);
    assert_eq!(last.access, Access::Write);
    assert_eq!(last.sender.as_deref(), Some("worker-a"));
    assert!(last.at >= before && last.at <= Instant::now());
}

#[tokio::test]
async fn two_tests_on_one_engine_do_not_meet() {
    let (one, other) = (Harness::from_env(), Harness::from_env());
    assert_ne!(one.prefix(), other.prefix());
    assert!(one.table("t").starts_with(one.prefix()));
}
