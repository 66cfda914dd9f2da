//! What AWS lets a caller change only so often.

use std::time::Duration;

use dynamig_harness::{Budget, Harness};
use serde_json::{Value, json};

use super::asking::{
    LEE, T, VE, accepted, created, on_demand, pass, provisioned, rejected, send, settle, under_law,
    units, update,
};

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

fn ttl(attribute: &str, enabled: Value) -> Value {
    json!({ "TableName": T, "TimeToLiveSpecification": { "AttributeName": attribute, "Enabled": enabled } })
}

async fn table() -> Harness {
    let db = under_law();
    created(&db, &on_demand()).await;
    // The law has met it.
    db
}

#[tokio::test]
async fn ttl_is_changed_once_in_31_minutes() {
    let db = table().await;
    let text = "Time to live has been modified multiple times within a fixed interval";
    db.law()
        .spend(T, Budget::Ttl, Duration::from_secs(5 * MINUTE));
    rejected(&db, "UpdateTimeToLive", &ttl("at", json!(true)), VE, text).await;
    pass(&db, 26 * MINUTE);
    accepted(&db, "UpdateTimeToLive", &ttl("at", json!(true))).await;
    rejected(&db, "UpdateTimeToLive", &ttl("at", json!(false)), VE, text).await;
}

#[tokio::test]
async fn the_class_is_changed_twice_in_30_days() {
    let db = table().await;
    let class = |class: &str| update(&json!({ "TableClass": class }));
    accepted(&db, "UpdateTable", &class("STANDARD_INFREQUENT_ACCESS")).await;
    settle(&db);
    accepted(&db, "UpdateTable", &class("STANDARD")).await;
    settle(&db);
    let text =
        "Subscriber limit exceeded: Updates to TableClass are limited to 2 times in 30 day(s).";
    rejected(
        &db,
        "UpdateTable",
        &class("STANDARD_INFREQUENT_ACCESS"),
        LEE,
        text,
    )
    .await;
    rejected(&db, "UpdateTable", &class("STANDARD"), LEE, text).await;
    pass(&db, 30 * DAY);
    accepted(&db, "UpdateTable", &class("STANDARD_INFREQUENT_ACCESS")).await;
}

#[tokio::test]
async fn encryption_is_changed_four_times_a_day_and_then_every_six_hours() {
    let db = table().await;
    let key = |key: &str| {
        update(
            &json!({ "SSESpecification": { "Enabled": true, "SSEType": "KMS", "KMSMasterKeyId": key } }),
        )
    };
    for i in 0..4 {
        accepted(&db, "UpdateTable", &key(&format!("key{i}"))).await;
        pass(&db, MINUTE);
    }
    let (code, text) = send(&db, "UpdateTable", &key("key4")).await.unwrap_err();
    assert_eq!(code, LEE);
    let start = "Subscriber limit exceeded: Encryption mode changes are limited in the 24h window ending at ";
    assert!(
        text.starts_with(start) && text.contains("Next changes can be made at "),
        "{text}"
    );
    pass(&db, 6 * HOUR);
    accepted(&db, "UpdateTable", &key("key4")).await;
    pass(&db, DAY);
    accepted(&db, "UpdateTable", &key("key5")).await;
}

#[tokio::test]
async fn protection_is_not_switched_twice_in_15_seconds() {
    let db = table().await;
    let protect = |on: bool| update(&json!({ "DeletionProtectionEnabled": on }));
    accepted(&db, "UpdateTable", &protect(true)).await;
    let (code, text) = send(&db, "UpdateTable", &protect(false)).await.unwrap_err();
    assert_eq!(code, "ThrottlingException");
    let start = format!(
        "Deletion protection setting for table {T} modified within the previous 15000 milliseconds. Please try again after "
    );
    let until = text.strip_prefix(&start);
    // The clock starts at noon, and the table was given an hour to become ready.
    assert_eq!(until, Some("2026-01-01T13:00:15Z"), "{text}");
    pass(&db, 15);
    accepted(&db, "UpdateTable", &protect(false)).await;
}

#[tokio::test]
async fn capacity_falls_four_times_a_day_and_then_every_hour() {
    let db = under_law();
    created(&db, &provisioned()).await;
    let capacity = |read: i64| update(&json!({ "ProvisionedThroughput": units(read, 5) }));
    db.law()
        .spend(T, Budget::Decrease, Duration::from_secs(MINUTE));
    for read in [4, 3, 2] {
        accepted(&db, "UpdateTable", &capacity(read)).await;
        pass(&db, 2);
    }
    let text = "Subscriber limit exceeded: Provisioned throughput decreases are limited within a given UTC day. After \
                the first 4 decreases, each subsequent decrease in the same UTC day can be performed at most once every \
                3600 seconds";
    rejected(&db, "UpdateTable", &capacity(1), LEE, text).await;
    accepted(&db, "UpdateTable", &capacity(3)).await;
    pass(&db, HOUR);
    accepted(&db, "UpdateTable", &capacity(1)).await;

    let index = |read: i64| {
        let change = json!({ "IndexName": "by_g", "ProvisionedThroughput": units(read, 5) });
        update(&json!({ "GlobalSecondaryIndexUpdates": [{ "Update": change }] }))
    };
    pass(&db, 2);
    accepted(&db, "UpdateTable", &index(4)).await;
    pass(&db, 2);
    for _ in 0..3 {
        db.law()
            .spend(T, Budget::IndexDecrease("by_g".into()), Duration::ZERO);
    }
    rejected(&db, "UpdateTable", &index(3), LEE, text).await;
}

#[tokio::test]
async fn a_policy_rests_for_15_seconds() {
    let db = table().await;
    let arn = super::asking::arn(&db).await;
    let put = json!({ "ResourceArn": arn, "Policy": "{}" });
    accepted(&db, "PutResourcePolicy", &put).await;
    let text = format!(
        "Attempt to change a resource which is still in use: Resource policy is being updated: {T}"
    );
    rejected(
        &db,
        "PutResourcePolicy",
        &put,
        "ResourceInUseException",
        &text,
    )
    .await;
    pass(&db, 15);
    accepted(&db, "PutResourcePolicy", &put).await;
}
