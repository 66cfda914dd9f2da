//! The law within the stack: between faults and engine, over tables that were there before, and under hostile requests.

use aws_sdk_dynamodb::types::TableStatus;
use dynamig::embedded::Engine;
use dynamig_harness::{Clock, Durations, Harness, Source, Strict};
use serde_json::{Value, json};

use super::asking::{
    LEE, T, VE, accepted, create_index, created, describe, on_demand, pass, provisioned, rejected,
    send, settle, under_law, update, with,
};
use crate::items::{create_table, read, without_retries, write};

#[tokio::test]
async fn what_was_accepted_and_rejected_can_be_asked() {
    let db = under_law();
    created(&db, &on_demand()).await;
    accepted(&db, "UpdateTable", &create_index("by_h", "h")).await;
    send(&db, "UpdateTable", &create_index("by_i", "i"))
        .await
        .unwrap_err();
    let accepted = db.law().accepted(T);
    let operations: Vec<&str> = accepted
        .iter()
        .map(|call| call.operation.as_str())
        .collect();
    assert_eq!(operations, ["CreateTable", "UpdateTable"]);
    assert_eq!(accepted[1].body, create_index("by_h", "h"));
    let rejected = db.law().rejected();
    assert_eq!(rejected.len(), 1);
    assert_eq!(
        (rejected[0].code, rejected[0].source),
        (LEE, Source::Measured)
    );
    assert_eq!(rejected[0].table.as_deref(), Some(T));
    assert!(db.law().accepted("other").is_empty());
}

#[tokio::test]
async fn what_the_engine_lacks_is_held() {
    let db = under_law();
    let body = json!({
        "SSESpecification": { "Enabled": true, "SSEType": "KMS", "KMSMasterKeyId": "one" },
        "TableClass": "STANDARD_INFREQUENT_ACCESS",
        "WarmThroughput": { "ReadUnitsPerSecond": 20_000 },
        "ResourcePolicy": "{}",
        "Tags": [{ "Key": "team", "Value": "a" }],
    });
    created(&db, &with(&provisioned(), &body)).await;
    let table = describe(&db).await;
    let key = table.sse_description.unwrap().kms_master_key_arn.unwrap();
    assert!(key.ends_with(":key/one"), "{key}");
    assert_eq!(
        table.warm_throughput.unwrap().read_units_per_second,
        Some(20_000)
    );
    assert_eq!(
        table.provisioned_throughput.unwrap().read_capacity_units,
        Some(5)
    );
    let held = db.law().held(T).unwrap();
    assert_eq!(
        held["TableClassSummary"]["TableClass"],
        "STANDARD_INFREQUENT_ACCESS"
    );
    assert_eq!(held["ResourcePolicy"], "{}");
    assert_eq!(held["Tags"], json!({ "team": "a" }));
    assert_eq!(
        held["GlobalSecondaryIndexes"][0]["ProvisionedThroughput"]["ReadCapacityUnits"],
        5
    );
    assert_eq!(db.law().held("other"), None);
}

#[tokio::test]
async fn a_lost_answer_was_applied_and_a_lost_request_was_not() {
    let db = under_law();
    created(&db, &on_demand()).await;
    let protect = async |on: bool| {
        let client = without_retries(&db);
        let call = client
            .update_table()
            .table_name(T)
            .deletion_protection_enabled(on);
        call.send().await.unwrap_err()
    };
    db.faults().on("UpdateTable").fail_before();
    protect(true).await;
    assert_eq!(describe(&db).await.deletion_protection_enabled, Some(false));
    db.faults().on("UpdateTable").lose_response();
    protect(true).await;
    assert_eq!(describe(&db).await.deletion_protection_enabled, Some(true));
    assert_eq!(db.law().accepted(T).len(), 2);
}

#[tokio::test]
async fn a_fault_strikes_only_what_the_law_accepts() {
    let db = under_law();
    created(&db, &on_demand()).await;
    db.faults().on("UpdateTable").fail_before();
    let text = "Invalid table-class parameter provided. Please try again with a valid table-class value: [STANDARD, \
                STANDARD_INFREQUENT_ACCESS].";
    let wrong = update(&json!({ "TableClass": "wrong" }));
    rejected(&db, "UpdateTable", &wrong, VE, text).await;
    assert_eq!(db.faults().struck(), 0);
}

#[tokio::test]
async fn items_are_the_engines_once_the_table_is_created() {
    let db = under_law();
    let table = create_table(&db).await;
    let client = without_retries(&db);
    let refused = write(&client, &table).await.unwrap_err();
    assert!(
        refused
            .as_service_error()
            .unwrap()
            .is_resource_not_found_exception()
    );
    pass(&db, 8);
    write(&client, &table).await.unwrap();
    read(&client, &table).await.unwrap();
}

#[tokio::test]
async fn a_table_that_was_there_before_the_law_is_met_as_it_is() {
    let engine = Engine::memory().unwrap();
    let lax = Harness::over(&engine);
    let body = with(&on_demand(), &json!({ "DeletionProtectionEnabled": true }));
    accepted(&lax, "CreateTable", &body).await;
    let db = Harness::over(&engine).strict(Strict::new(Clock::manual(), Durations::default()));
    let table = describe(&db).await;
    assert_eq!(table.table_status, Some(TableStatus::Active));
    assert_eq!(table.deletion_protection_enabled, Some(true));
    assert_eq!(
        table
            .billing_mode_summary
            .unwrap()
            .billing_mode
            .unwrap()
            .as_str(),
        "PAY_PER_REQUEST"
    );
    accepted(&db, "UpdateTable", &create_index("by_h", "h")).await;
}

#[tokio::test]
async fn two_changes_at_once_are_judged_one_after_the_other() {
    let db = under_law();
    created(&db, &on_demand()).await;
    let (h, i) = (create_index("by_h", "h"), create_index("by_i", "i"));
    let (one, other) = tokio::join!(send(&db, "UpdateTable", &h), send(&db, "UpdateTable", &i));
    assert_ne!(one.is_ok(), other.is_ok());
}

#[tokio::test]
async fn hostile_requests_are_answered_with_an_error() {
    let db = under_law();
    created(&db, &on_demand()).await;
    let deep = (0..100).fold(json!(1), |inner, _| json!([inner]));
    let odd = [
        json!(null),
        json!(7),
        json!("x"),
        json!([]),
        json!({}),
        json!([null, 7, {}]),
        deep,
    ];
    let members = [
        "TableName",
        "KeySchema",
        "AttributeDefinitions",
        "GlobalSecondaryIndexes",
        "LocalSecondaryIndexes",
        "GlobalSecondaryIndexUpdates",
        "VectorIndexUpdates",
        "BillingMode",
        "ProvisionedThroughput",
        "OnDemandThroughput",
        "WarmThroughput",
        "StreamSpecification",
        "SSESpecification",
        "TableClass",
        "DeletionProtectionEnabled",
        "Tags",
        "TagKeys",
        "ResourceArn",
        "ResourcePolicy",
        "Policy",
        "TimeToLiveSpecification",
        "PointInTimeRecoverySpecification",
    ];
    let operations = [
        "CreateTable",
        "UpdateTable",
        "UpdateTimeToLive",
        "UpdateContinuousBackups",
        "TagResource",
        "UntagResource",
        "PutResourcePolicy",
        "DeleteResourcePolicy",
        "GetResourcePolicy",
        "DescribeTable",
    ];
    for operation in operations {
        for odd in &odd {
            drop(send(&db, operation, odd).await);
            for member in members {
                let mut body: Value = on_demand();
                body["TableName"] = json!("hostile");
                body[member] = odd.clone();
                drop(send(&db, operation, &body).await);
                body["TableName"] = json!(T);
                drop(send(&db, operation, &body).await);
            }
        }
    }
    settle(&db);
    let key = describe(&db).await.key_schema.unwrap();
    assert_eq!(key.len(), 2, "the law still stands, and the table");
}
