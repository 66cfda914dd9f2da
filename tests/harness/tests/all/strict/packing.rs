//! What one UpdateTable may change together.

use serde_json::{Value, json};

use super::asking::{
    VE, accepted, created, index, on_demand, provisioned, rejected, strings, under_law, units,
    update, with,
};

fn changes() -> Vec<(&'static str, Value)> {
    vec![
        ("sse", json!({ "SSESpecification": { "Enabled": true } })),
        (
            "class",
            json!({ "TableClass": "STANDARD_INFREQUENT_ACCESS" }),
        ),
        ("protection", json!({ "DeletionProtectionEnabled": true })),
        (
            "warm",
            json!({ "WarmThroughput": { "ReadUnitsPerSecond": 13_000 } }),
        ),
        (
            "caps",
            json!({ "OnDemandThroughput": { "MaxReadRequestUnits": 9 } }),
        ),
        (
            "stream",
            json!({ "StreamSpecification": { "StreamEnabled": true, "StreamViewType": "KEYS_ONLY" } }),
        ),
        ("on demand", json!({ "BillingMode": "PAY_PER_REQUEST" })),
        ("capacity", json!({ "ProvisionedThroughput": units(9, 9) })),
        (
            "update index",
            index_updates(&[
                json!({ "Update": { "IndexName": "by_g", "ProvisionedThroughput": units(9, 9) } }),
            ]),
        ),
        (
            "delete index",
            index_updates(&[json!({ "Delete": { "IndexName": "by_g" } })]),
        ),
        (
            "create index",
            with(
                &index_updates(&[json!({ "Create": index("by_h", &["h"]) })]),
                &json!({ "AttributeDefinitions": strings(&["h"]) }),
            ),
        ),
    ]
}

fn index_updates(updates: &[Value]) -> Value {
    json!({ "GlobalSecondaryIndexUpdates": updates })
}

/// Both changes in one; updates of indexes are joined.
fn together(first: &Value, second: &Value) -> Value {
    let both = with(first, second);
    match (
        first["GlobalSecondaryIndexUpdates"].as_array(),
        second["GlobalSecondaryIndexUpdates"].as_array(),
    ) {
        (Some(a), Some(b)) => with(
            &both,
            &index_updates(&[a.as_slice(), b.as_slice()].concat()),
        ),
        _ => both,
    }
}

const MUST_BE_ALONE: &str = "modification must be the only operation in the request";
const IOPS: &str = "You cannot create or delete index while updating table IOPS";
const STREAM_IOPS: &str = "You cannot modify stream status while updating table IOPS";

/// AWS's text for a pair, or none where the two go together.
fn verdict(first: &str, second: &str) -> Option<String> {
    match (first, second) {
        ("sse", _) => Some(format!("Server-Side Encryption {MUST_BE_ALONE}")),
        ("class", _) => Some(format!("TableClass {MUST_BE_ALONE}")),
        ("protection", _) => Some(format!("DeletionProtection {MUST_BE_ALONE}")),
        ("warm", "create index") => Some(
            "Create global secondary index cannot be specified when updating WarmThroughput".into(),
        ),
        ("warm", _) => Some("WarmThroughput must be the only operation in the request".into()),
        ("caps" | "stream", "on demand")
        | ("on demand", "update index" | "create index")
        | ("capacity", "update index")
        | ("update index", "create index") => None,
        ("caps", _) => Some(
            "OnDemandThroughput can only be combined with BillingMode in an UpdateTable request"
                .into(),
        ),
        ("stream", "create index" | "delete index") => {
            Some("You cannot create or delete index while changing stream status".into())
        }
        ("stream", _) => Some(STREAM_IOPS.into()),
        (_, "create index" | "delete index") => Some(IOPS.into()),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn only_legal_pairs_of_changes_go_together() {
    let db = under_law();
    created(&db, &provisioned()).await;
    let changes = changes();
    let mut illegal = 0;
    for (i, (first, one)) in changes.iter().enumerate() {
        for (second, other) in &changes[i + 1..] {
            // These two are a matter of values, or of the only online operation: other tests have them.
            if matches!(
                (*first, *second),
                ("on demand", "capacity") | ("delete index", "create index")
            ) {
                continue;
            }
            if let Some(text) = verdict(first, second) {
                let both = update(&together(one, other));
                rejected(&db, "UpdateTable", &both, VE, &text).await;
                illegal += 1;
            }
        }
    }
    assert_eq!(illegal, 47);
    let accepted = db.law().all_accepted();
    assert_eq!(accepted.len(), 1, "a rejected request applies nothing");
}

#[tokio::test]
async fn each_legal_combination_is_accepted() {
    let provisioned_index = with(
        &index("by_h", &["h"]),
        &json!({ "ProvisionedThroughput": units(1, 1) }),
    );
    let create = with(
        &index_updates(&[json!({ "Create": provisioned_index })]),
        &json!({ "AttributeDefinitions": strings(&["h"]) }),
    );
    let on = |name: &str| {
        changes()
            .into_iter()
            .find(|(known, _)| *known == name)
            .unwrap()
            .1
    };
    for (base, first, second) in [
        (provisioned(), on("capacity"), on("update index")),
        (provisioned(), on("update index"), create),
        (provisioned(), on("on demand"), on("stream")),
        (provisioned(), on("on demand"), on("caps")),
        (provisioned(), on("on demand"), on("create index")),
        (
            on_demand(),
            json!({ "BillingMode": "PROVISIONED", "ProvisionedThroughput": units(9, 9) }),
            on("update index"),
        ),
    ] {
        let db = under_law();
        created(&db, &base).await;
        accepted(&db, "UpdateTable", &update(&together(&first, &second))).await;
    }
}

#[tokio::test]
async fn an_update_that_changes_nothing_lists_what_there_is() {
    let db = under_law();
    created(&db, &on_demand()).await;
    let text = "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or \
                SSESpecification or ReplicaUpdates is required";
    rejected(&db, "UpdateTable", &update(&json!({})), VE, text).await;
}
