//! Streams, encryption and protection of a table that is there.

use serde_json::{Value, json};

use super::asking::{
    P, T, VE, accepted, created, describe, on_demand, pass, rejected, settle, under_law, update,
};

fn stream(enabled: Value, view: Value) -> Value {
    let all = json!({ "StreamEnabled": enabled, "StreamViewType": view });
    update(&json!({ "StreamSpecification": super::asking::with(&json!({}), &all) }))
}

#[tokio::test]
async fn a_stream_is_switched_on_with_a_view_and_off_without() {
    let db = under_law();
    created(&db, &on_demand()).await;
    let view = || json!("NEW_IMAGE");
    let text = format!("{P}If stream is being enabled then UpdateViewType is required");
    rejected(
        &db,
        "UpdateTable",
        &stream(json!(true), Value::Null),
        VE,
        &text,
    )
    .await;
    let text = format!("Table has no stream to disable: TableName: {T}");
    rejected(
        &db,
        "UpdateTable",
        &stream(json!(false), Value::Null),
        VE,
        &text,
    )
    .await;
    accepted(&db, "UpdateTable", &stream(json!(true), view())).await;
    settle(&db);
    let text = format!("Table already has an enabled stream: TableName: {T}");
    rejected(&db, "UpdateTable", &stream(json!(true), view()), VE, &text).await;
    let text = format!("{P}If stream is being disabled, then UpdateViewType must not be specified");
    rejected(&db, "UpdateTable", &stream(json!(false), view()), VE, &text).await;
    assert!(describe(&db).await.stream_specification.is_some());
    accepted(&db, "UpdateTable", &stream(json!(false), Value::Null)).await;
    settle(&db);
    assert!(describe(&db).await.stream_specification.is_none());
}

#[tokio::test]
async fn encryption_that_stays_as_it_is_is_rejected_except_under_an_alias() {
    let db = under_law();
    created(&db, &on_demand()).await;
    let set = |specification: Value| update(&json!({ "SSESpecification": specification }));
    let key = |key: &str| set(json!({ "Enabled": true, "SSEType": "KMS", "KMSMasterKeyId": key }));
    let text = format!("{P}Table is already encrypted by default");
    rejected(
        &db,
        "UpdateTable",
        &set(json!({ "Enabled": false })),
        VE,
        &text,
    )
    .await;
    accepted(&db, "UpdateTable", &key("one")).await;
    settle(&db);
    let text = format!("{P}Table is already encrypted with given KMSMasterKeyId");
    rejected(&db, "UpdateTable", &key("one"), VE, &text).await;
    accepted(&db, "UpdateTable", &key("alias/two")).await;
    settle(&db);
    accepted(&db, "UpdateTable", &key("alias/two")).await;
    settle(&db);
    accepted(&db, "UpdateTable", &set(json!({ "Enabled": false }))).await;
    settle(&db);
    assert!(describe(&db).await.sse_description.is_none());
}

#[tokio::test]
async fn a_protected_table_is_deleted_only_after_protection_is_off() {
    let db = under_law();
    let protected = json!({ "DeletionProtectionEnabled": true });
    created(&db, &super::asking::with(&on_demand(), &protected)).await;
    let delete = json!({ "TableName": T });
    let text = "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection \
                first.";
    rejected(&db, "DeleteTable", &delete, VE, text).await;
    accepted(
        &db,
        "UpdateTable",
        &update(&json!({ "DeletionProtectionEnabled": false })),
    )
    .await;
    accepted(&db, "DeleteTable", &delete).await;
}

#[tokio::test]
async fn a_table_that_is_busy_or_unknown_is_not_changed() {
    let db = under_law();
    let text = format!("Requested resource not found: Table: {T} not found");
    let class = update(&json!({ "TableClass": "STANDARD_INFREQUENT_ACCESS" }));
    let rnf = super::asking::RNF;
    rejected(&db, "UpdateTable", &class, rnf, &text).await;
    rejected(&db, "DeleteTable", &json!({ "TableName": T }), rnf, &text).await;
    accepted(&db, "CreateTable", &on_demand()).await;
    let busy = |doing: &str| {
        format!("Attempt to change a resource which is still in use: Table is being {doing}: {T}")
    };
    rejected(
        &db,
        "UpdateTable",
        &class,
        super::asking::RIU,
        &busy("created"),
    )
    .await;
    rejected(
        &db,
        "DeleteTable",
        &json!({ "TableName": T }),
        super::asking::RIU,
        &busy("created"),
    )
    .await;
    pass(&db, 8);
    accepted(&db, "UpdateTable", &class).await;
    rejected(
        &db,
        "UpdateTable",
        &class,
        super::asking::RIU,
        &busy("updated"),
    )
    .await;
    pass(&db, 5);
    accepted(&db, "DeleteTable", &json!({ "TableName": T })).await;
    rejected(
        &db,
        "UpdateTable",
        &class,
        super::asking::RIU,
        &busy("deleted"),
    )
    .await;
    pass(&db, 5);
    rejected(&db, "UpdateTable", &class, rnf, &text).await;
}
