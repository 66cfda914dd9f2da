//! Billing, capacity, caps and warm throughput of a table that is there.

use serde_json::{Value, json};

use super::asking::{
    P, VE, accepted, create_index, created, describe, index, on_demand, provisioned, rejected,
    send, settle, strings, under_law, units, update, with,
};

fn of_index(change: &Value) -> Value {
    let change = with(&json!({ "IndexName": "by_g" }), change);
    json!({ "GlobalSecondaryIndexUpdates": [{ "Update": change }] })
}

#[tokio::test]
async fn to_provisioned_billing_the_capacity_of_all_goes_along() {
    let db = under_law();
    created(&db, &on_demand()).await;
    let text =
        format!("{P}ProvisionedThroughput must be specified when BillingMode is PROVISIONED");
    let switch = update(&json!({ "BillingMode": "PROVISIONED" }));
    rejected(&db, "UpdateTable", &switch, VE, &text).await;
    let switch = with(&switch, &json!({ "ProvisionedThroughput": units(7, 8) }));
    let text = format!("{P}ProvisionedThroughput must be specified for index: by_g");
    rejected(&db, "UpdateTable", &switch, VE, &text).await;

    let switch = with(
        &switch,
        &of_index(&json!({ "ProvisionedThroughput": units(3, 4) })),
    );
    accepted(&db, "UpdateTable", &switch).await;
    settle(&db);
    let table = describe(&db).await;
    assert_eq!(
        table
            .billing_mode_summary
            .unwrap()
            .billing_mode
            .unwrap()
            .as_str(),
        "PROVISIONED"
    );
    assert_eq!(
        table.provisioned_throughput.unwrap().read_capacity_units,
        Some(7)
    );
    let index = table.global_secondary_indexes.unwrap().remove(0);
    assert_eq!(
        index.provisioned_throughput.unwrap().write_capacity_units,
        Some(4)
    );
}

#[tokio::test]
async fn on_demand_nothing_has_a_capacity() {
    let db = under_law();
    created(&db, &provisioned()).await;
    let none = format!(
        "{P}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST"
    );
    let switch = json!({ "BillingMode": "PAY_PER_REQUEST" });
    let wrong = update(&with(
        &switch,
        &json!({ "ProvisionedThroughput": units(9, 9) }),
    ));
    rejected(&db, "UpdateTable", &wrong, VE, &none).await;
    accepted(&db, "UpdateTable", &update(&switch)).await;
    settle(&db);
    let wrong = update(&json!({ "ProvisionedThroughput": units(9, 9) }));
    rejected(&db, "UpdateTable", &wrong, VE, &none).await;
    let wrong = update(&of_index(&json!({ "ProvisionedThroughput": units(9, 9) })));
    let text = format!(
        "{P}ProvisionedThroughput should not be specified for index: by_g when BillingMode is PAY_PER_REQUEST"
    );
    rejected(&db, "UpdateTable", &wrong, VE, &text).await;
}

#[tokio::test]
async fn a_change_of_billing_within_another_is_answered_and_lost() {
    let db = under_law();
    created(&db, &provisioned()).await;
    accepted(
        &db,
        "UpdateTable",
        &update(&json!({ "BillingMode": "PAY_PER_REQUEST" })),
    )
    .await;
    let back = with(
        &json!({ "BillingMode": "PROVISIONED", "ProvisionedThroughput": units(5, 5) }),
        &of_index(&json!({ "ProvisionedThroughput": units(5, 5) })),
    );
    accepted(&db, "UpdateTable", &update(&back)).await;
    settle(&db);
    let billing = describe(&db).await.billing_mode_summary.unwrap();
    assert_eq!(billing.billing_mode.unwrap().as_str(), "PAY_PER_REQUEST");
    assert!(billing.last_update_to_pay_per_request_date_time.is_some());
}

#[tokio::test]
async fn a_table_that_was_always_provisioned_has_no_summary_of_billing() {
    let db = under_law();
    created(&db, &provisioned()).await;
    assert!(describe(&db).await.billing_mode_summary.is_none());
}

#[tokio::test]
async fn capacity_that_stays_as_it_is_is_rejected() {
    let db = under_law();
    created(&db, &provisioned()).await;
    let same = |what: &str, of: &str| {
        format!(
            "The provisioned throughput for the {what} will not change. The requested value equals the current value. \
             Current ReadCapacityUnits provisioned for the {of}: 5. Requested ReadCapacityUnits: 5. Current \
             WriteCapacityUnits provisioned for the {of}: 5. Requested WriteCapacityUnits: 5. Refer to the Amazon \
             DynamoDB Developer Guide for current limits and how to request higher limits."
        )
    };
    let table = update(&json!({ "ProvisionedThroughput": units(5, 5) }));
    rejected(&db, "UpdateTable", &table, VE, &same("table", "table")).await;
    let table = update(&json!({ "ProvisionedThroughput": units(5, 6) }));
    accepted(&db, "UpdateTable", &table).await;
    settle(&db);
    let index = update(&of_index(&json!({ "ProvisionedThroughput": units(5, 5) })));
    rejected(&db, "UpdateTable", &index, VE, &same("index by_g", "index")).await;
    let index = update(&of_index(&json!({ "ProvisionedThroughput": units(6, 5) })));
    accepted(&db, "UpdateTable", &index).await;
}

#[tokio::test]
async fn a_new_index_has_capacity_where_its_table_has() {
    let db = under_law();
    created(&db, &provisioned()).await;
    let text = format!("{P}ProvisionedThroughput is not specified for index: by_h");
    rejected(&db, "UpdateTable", &create_index("by_h", "h"), VE, &text).await;
    let by_h = with(
        &index("by_h", &["h"]),
        &json!({ "ProvisionedThroughput": units(1, 1) }),
    );
    let create = update(&json!({
        "AttributeDefinitions": strings(&["h"]),
        "GlobalSecondaryIndexUpdates": [{ "Create": by_h }],
    }));
    accepted(&db, "UpdateTable", &create).await;
}

#[tokio::test]
async fn caps_are_set_taken_off_and_only_on_demand() {
    let db = under_law();
    created(&db, &on_demand()).await;
    let cap =
        |units: i64| update(&json!({ "OnDemandThroughput": { "MaxReadRequestUnits": units } }));
    let text = format!(
        "{P}Requested MaxReadRequestUnits for OnDemandThroughput for table is outside of valid range"
    );
    rejected(&db, "UpdateTable", &cap(0), VE, &text).await;
    accepted(&db, "UpdateTable", &cap(9)).await;
    let caps = describe(&db).await.on_demand_throughput.unwrap();
    assert_eq!(caps.max_read_request_units, Some(9));
    accepted(&db, "UpdateTable", &cap(-1)).await;
    assert!(describe(&db).await.on_demand_throughput.is_none());
    let nothing = update(&json!({ "OnDemandThroughput": {} }));
    let (code, _) = send(&db, "UpdateTable", &nothing).await.unwrap_err();
    assert_eq!(code, "InternalServerError");

    let db = under_law();
    created(&db, &provisioned()).await;
    let text = format!(
        "{P}MaxReadRequestUnits for OnDemandThroughput cannot be specified when the table BillingMode is PROVISIONED"
    );
    rejected(&db, "UpdateTable", &cap(9), VE, &text).await;
}

#[tokio::test]
async fn warm_throughput_only_rises() {
    let db = under_law();
    created(&db, &on_demand()).await;
    let warm = |read: i64| update(&json!({ "WarmThroughput": { "ReadUnitsPerSecond": read } }));
    accepted(&db, "UpdateTable", &warm(14_000)).await;
    settle(&db);
    let text = format!(
        "{P}Requested ReadUnitsPerSecond for WarmThroughput for table is lower than current WarmThroughput, decreasing \
         WarmThroughput is not supported"
    );
    rejected(&db, "UpdateTable", &warm(13_000), VE, &text).await;
    let nothing = update(&json!({ "WarmThroughput": {} }));
    let (code, _) = send(&db, "UpdateTable", &nothing).await.unwrap_err();
    assert_eq!(code, "InternalServerError");
}
