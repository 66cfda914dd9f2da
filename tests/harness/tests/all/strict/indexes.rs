//! Indexes that join and leave a table.

use serde_json::{Value, json};

use super::asking::{
    LEE, P, RIU, RNF, T, VE, accepted, create_index, created, delete_index, describe, index,
    on_demand, pass, provisioned, rejected, settle, strings, under_law, units, update, with,
};

const ONLY_ONE: &str = "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table";

#[tokio::test]
async fn one_index_is_created_or_deleted_at_a_time() {
    let db = under_law();
    created(&db, &on_demand()).await;
    let two = update(&json!({
        "AttributeDefinitions": strings(&["h", "i"]),
        "GlobalSecondaryIndexUpdates": [{ "Create": index("by_h", &["h"]) }, { "Create": index("by_i", &["i"]) }],
    }));
    rejected(&db, "UpdateTable", &two, LEE, ONLY_ONE).await;
    accepted(&db, "UpdateTable", &create_index("by_h", "h")).await;
    for seconds in [0, 60] {
        pass(&db, seconds);
        rejected(
            &db,
            "UpdateTable",
            &create_index("by_i", "i"),
            LEE,
            ONLY_ONE,
        )
        .await;
        rejected(&db, "UpdateTable", &delete_index("by_g"), LEE, ONLY_ONE).await;
    }
    settle(&db);
    accepted(&db, "UpdateTable", &delete_index("by_g")).await;
}

#[tokio::test]
async fn an_index_can_be_cancelled_only_while_it_is_backfilling() {
    let db = under_law();
    created(&db, &on_demand()).await;
    accepted(&db, "UpdateTable", &create_index("by_h", "h")).await;
    let text = format!(
        "Attempt to change a resource which is still in use: Index creation is in resource allocation phase. Retry \
         deletion during backfilling phase or when the index is active. Table: {T} Index: by_h"
    );
    rejected(&db, "UpdateTable", &delete_index("by_h"), RIU, &text).await;
    pass(&db, 30);
    accepted(&db, "UpdateTable", &delete_index("by_h")).await;
}

#[tokio::test]
async fn a_table_is_not_deleted_while_its_indexes_change() {
    let db = under_law();
    created(&db, &on_demand()).await;
    accepted(&db, "UpdateTable", &create_index("by_h", "h")).await;
    let delete = json!({ "TableName": T });
    let text = "Attempt to change a resource which is still in use: Cannot delete table while indexes are being created, \
                updated, or deleted.";
    for seconds in [0, 60] {
        pass(&db, seconds);
        rejected(&db, "DeleteTable", &delete, RIU, text).await;
    }
    settle(&db);
    let warm = json!({ "IndexName": "by_g", "WarmThroughput": { "ReadUnitsPerSecond": 13_000 } });
    let warm = update(&json!({ "GlobalSecondaryIndexUpdates": [{ "Update": warm }] }));
    accepted(&db, "UpdateTable", &warm).await;
    accepted(&db, "DeleteTable", &delete).await;
}

#[tokio::test]
async fn a_table_is_not_deleted_while_the_capacity_of_an_index_changes() {
    let db = under_law();
    created(&db, &provisioned()).await;
    let more = json!({ "IndexName": "by_g", "ProvisionedThroughput": units(9, 9) });
    let more = update(&json!({ "GlobalSecondaryIndexUpdates": [{ "Update": more }] }));
    accepted(&db, "UpdateTable", &more).await;
    let delete = json!({ "TableName": T });
    let text = "Attempt to change a resource which is still in use: Cannot delete table while indexes are being created, \
                updated, or deleted.";
    rejected(&db, "DeleteTable", &delete, RIU, text).await;
    pass(&db, 2);
    accepted(&db, "DeleteTable", &delete).await;
}

#[tokio::test]
async fn a_name_of_any_index_is_taken() {
    let db = under_law();
    let local = json!({ "LocalSecondaryIndexes": [index("local", &["pk", "g"])] });
    created(&db, &with(&on_demand(), &local)).await;
    let text = "Attempting to create an index which already exists";
    rejected(&db, "UpdateTable", &create_index("by_g", "g"), VE, text).await;
    rejected(&db, "UpdateTable", &create_index("local", "g"), VE, text).await;
    accepted(&db, "UpdateTable", &create_index("other", "g")).await;
}

#[tokio::test]
async fn a_twenty_first_index_is_one_too_many() {
    let db = under_law();
    let twenty: Value = (0..20).map(|i| index(&format!("by_{i}"), &["g"])).collect();
    created(
        &db,
        &with(&on_demand(), &json!({ "GlobalSecondaryIndexes": twenty })),
    )
    .await;
    let text = "Subscriber limit exceeded: Number of global secondary indexes exceeds per-table limit of 20";
    rejected(&db, "UpdateTable", &create_index("more", "g"), LEE, text).await;
    accepted(&db, "UpdateTable", &delete_index("by_0")).await;
    settle(&db);
    accepted(&db, "UpdateTable", &create_index("more", "g")).await;
}

#[tokio::test]
async fn an_attribute_in_use_keeps_its_type_and_one_in_no_use_is_free() {
    let db = under_law();
    created(&db, &on_demand()).await;
    let number = with(
        &create_index("by_h", "g"),
        &json!({ "AttributeDefinitions": [{ "AttributeName": "g", "AttributeType": "N" }] }),
    );
    let text = format!(
        "{P}Attributes cannot be redefined. Please check that your attribute has the same type as previously defined. \
         Existing schema: Schema:[SchemaElement: key{{g:S:HASH}}] New schema: Schema:[SchemaElement: key{{g:N:HASH}}]"
    );
    rejected(&db, "UpdateTable", &number, VE, &text).await;
    accepted(&db, "UpdateTable", &delete_index("by_g")).await;
    settle(&db);
    let names = |table: aws_sdk_dynamodb::types::TableDescription| -> Vec<String> {
        let all = table.attribute_definitions.unwrap();
        all.into_iter()
            .map(|definition| definition.attribute_name)
            .collect()
    };
    assert_eq!(names(describe(&db).await), ["pk", "sk"]);
    accepted(&db, "UpdateTable", &number).await;
}

#[tokio::test]
async fn an_index_that_is_not_there_is_neither_changed_nor_deleted() {
    let db = under_law();
    created(&db, &on_demand()).await;
    let text = "Requested resource not found: Table: none not found";
    rejected(&db, "UpdateTable", &delete_index("none"), RNF, text).await;
    let change = json!({ "IndexName": "none", "OnDemandThroughput": { "MaxReadRequestUnits": 1 } });
    let change = update(&json!({ "GlobalSecondaryIndexUpdates": [{ "Update": change }] }));
    let text = "This operation cannot be performed with given input values. Please contact DynamoDB service team for \
                more info: Action Blocked: IndexUpdate";
    rejected(&db, "UpdateTable", &change, VE, text).await;
}

#[tokio::test]
async fn an_entry_has_one_action() {
    let db = under_law();
    created(&db, &on_demand()).await;
    let both = json!({ "Create": index("by_h", &["h"]), "Delete": { "IndexName": "by_g" } });
    let both = update(&json!({ "GlobalSecondaryIndexUpdates": [both] }));
    let text = format!(
        "{P}Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate object"
    );
    rejected(&db, "UpdateTable", &both, VE, &text).await;
}

#[tokio::test]
async fn what_an_index_includes_is_read_back_in_order_and_unused_definitions_are_not() {
    let db = under_law();
    created(&db, &on_demand()).await;
    let projection = json!({ "ProjectionType": "INCLUDE", "NonKeyAttributes": ["z", "a", "m"] });
    let by_h = with(&index("by_h", &["h"]), &json!({ "Projection": projection }));
    let create = update(&json!({
        "AttributeDefinitions": strings(&["h", "unused"]),
        "GlobalSecondaryIndexUpdates": [{ "Create": by_h }],
    }));
    accepted(&db, "UpdateTable", &create).await;
    let table = describe(&db).await;
    let indexes = table.global_secondary_indexes.unwrap();
    let by_h = indexes
        .iter()
        .find(|index| index.index_name() == Some("by_h"))
        .unwrap();
    assert_eq!(
        by_h.projection().unwrap().non_key_attributes(),
        ["a", "m", "z"]
    );
    let defined = table.attribute_definitions.unwrap();
    assert!(
        defined
            .iter()
            .all(|definition| definition.attribute_name != "unused")
    );
}
