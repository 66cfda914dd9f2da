//! What AWS rejects of a new table.

use serde_json::{Value, json};

use super::asking::{
    P, RIU, T, VE, accepted, created, each, global, index, key, on_demand, provisioned, rejected,
    settle, strings, under_law, units, update, with,
};

#[tokio::test]
async fn names_and_keys_are_judged_as_aws_judges_them() {
    let two_hashes = json!([{ "AttributeName": "pk", "KeyType": "HASH" }, { "AttributeName": "sk", "KeyType": "HASH" }]);
    let range_first = json!([{ "AttributeName": "pk", "KeyType": "RANGE" }, { "AttributeName": "sk", "KeyType": "HASH" }]);
    each(
        &on_demand(),
        vec![
            (
                json!({ "TableName": "ab" }),
                "TableName must be at least 3 characters long and at most 255 characters long".into(),
                json!({ "TableName": "abc" }),
            ),
            (
                json!({ "TableName": "a b c" }),
                "1 validation error detected: Value 'a b c' at 'tableName' failed to satisfy constraint: Member must \
                 satisfy regular expression pattern: [a-zA-Z0-9_.-]+".into(),
                json!({ "TableName": "a.b-c_" }),
            ),
            (
                global(&json!({ "IndexName": "ab" })),
                "1 validation error detected: Value 'ab' at 'globalSecondaryIndexes.1.member.indexName' failed to \
                 satisfy constraint: Member must have length greater than or equal to 3".into(),
                global(&json!({ "IndexName": "abc" })),
            ),
            (
                json!({ "KeySchema": range_first }),
                "Invalid KeySchema: The first KeySchemaElement is not a HASH key type".into(),
                json!({ "KeySchema": key(&["sk", "pk"]) }),
            ),
            (
                json!({ "KeySchema": two_hashes }),
                "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type".into(),
                json!({}),
            ),
            (
                json!({ "KeySchema": key(&["pk", "pk"]) }),
                "Both the Hash Key and the Range Key element in the KeySchema have the same name".into(),
                json!({ "KeySchema": key(&["pk"]), "AttributeDefinitions": strings(&["pk", "g"]) }),
            ),
        ],
    )
    .await;
}

#[tokio::test]
async fn attributes_are_defined_once_and_all_used() {
    let plain = with(
        &on_demand(),
        &json!({ "GlobalSecondaryIndexes": null, "AttributeDefinitions": strings(&["pk", "sk"]) }),
    );
    each(
        &plain,
        vec![
            (
                json!({ "AttributeDefinitions": strings(&["pk", "sk", "more"]) }),
                format!("{P}Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions"),
                json!({}),
            ),
            (
                json!({ "AttributeDefinitions": strings(&["pk", "other"]) }),
                "Invalid KeySchema: Some index key attribute have no definition".into(),
                json!({}),
            ),
            (
                json!({ "KeySchema": key(&["pk"]), "AttributeDefinitions": strings(&["other"]) }),
                format!("{P}Some index key attributes are not defined in AttributeDefinitions. Keys: [pk], AttributeDefinitions: [other]"),
                json!({ "KeySchema": key(&["pk"]), "AttributeDefinitions": strings(&["pk"]) }),
            ),
            (
                json!({ "AttributeDefinitions": strings(&["pk", "sk", "sk"]) }),
                "Attribute Name is duplicated: sk".into(),
                json!({}),
            ),
        ],
    )
    .await;
}

#[tokio::test]
async fn throughput_goes_with_billing() {
    let bare = json!({ "GlobalSecondaryIndexes": [index("by_g", &["g"])] });
    let zero = json!({ "ProvisionedThroughput": units(0, 5) });
    each(
        &provisioned(),
        vec![
            (bare, format!("{P}ProvisionedThroughput is not specified for index: by_g"), json!({})),
            (
                zero,
                "1 validation error detected: Value '0' at 'provisionedThroughput.readCapacityUnits' failed to satisfy \
                 constraint: Member must have value greater than or equal to 1".into(),
                json!({}),
            ),
            (
                json!({ "OnDemandThroughput": { "MaxReadRequestUnits": 1 } }),
                format!("{P}MaxReadRequestUnits for OnDemandThroughput cannot be specified when table BillingMode is PROVISIONED."),
                json!({}),
            ),
            (
                json!({ "ProvisionedThroughput": null }),
                format!("{P}ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED"),
                json!({}),
            ),
        ],
    )
    .await;
    each(
        &on_demand(),
        vec![
            (
                json!({ "ProvisionedThroughput": units(5, 5) }),
                format!("{P}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST"),
                json!({}),
            ),
            (
                global(&json!({ "ProvisionedThroughput": units(5, 5) })),
                format!("{P}ProvisionedThroughput should not be specified for index: by_g when BillingMode is PAY_PER_REQUEST"),
                json!({}),
            ),
            (
                json!({ "OnDemandThroughput": { "MaxWriteRequestUnits": 0 } }),
                format!("{P}Requested MaxWriteRequestUnits for OnDemandThroughput for table is outside of valid range"),
                json!({ "OnDemandThroughput": { "MaxWriteRequestUnits": 1 } }),
            ),
            (
                json!({ "WarmThroughput": { "ReadUnitsPerSecond": 11_999 } }),
                format!("{P}Requested ReadUnitsPerSecond for WarmThroughput for table is lower than current WarmThroughput, decreasing WarmThroughput is not supported"),
                json!({ "WarmThroughput": { "ReadUnitsPerSecond": 12_000 } }),
            ),
            (
                json!({ "BillingMode": "FREE" }),
                "1 validation error detected: Value 'FREE' at 'billingMode' failed to satisfy constraint: Member must \
                 satisfy enum value set: [PROVISIONED, PAY_PER_REQUEST]".into(),
                json!({}),
            ),
        ],
    )
    .await;
}

#[tokio::test]
async fn stream_encryption_class_tags_and_policy_have_their_shapes() {
    let tags = |n: usize| -> Value {
        (0..n)
            .map(|i| json!({ "Key": format!("k{i}"), "Value": "" }))
            .collect()
    };
    each(
        &on_demand(),
        vec![
            (
                json!({ "StreamSpecification": { "StreamEnabled": true } }),
                format!("{P}If stream is being enabled then UpdateViewType is required"),
                json!({ "StreamSpecification": { "StreamEnabled": true, "StreamViewType": "KEYS_ONLY" } }),
            ),
            (
                json!({ "SSESpecification": { "Enabled": true, "SSEType": "AES256" } }),
                format!("{P}SSEType AES256 is not supported"),
                json!({ "SSESpecification": { "Enabled": true, "SSEType": "KMS" } }),
            ),
            (
                json!({ "SSESpecification": { "Enabled": true, "KMSMasterKeyId": "k" } }),
                format!("{P}SSEType must be specified if KMSMasterKeyId is specified"),
                json!({ "SSESpecification": { "Enabled": true, "SSEType": "KMS", "KMSMasterKeyId": "k" } }),
            ),
            (
                json!({ "TableClass": "standard" }),
                "Invalid table-class parameter provided. Please try again with a valid table-class value: [STANDARD, \
                 STANDARD_INFREQUENT_ACCESS].".into(),
                json!({ "TableClass": "STANDARD_INFREQUENT_ACCESS" }),
            ),
            (
                json!({ "Tags": tags(51) }),
                "Number of Tags exceed the current limit for the provided ResourceArn".into(),
                json!({ "Tags": tags(50) }),
            ),
            (
                json!({ "Tags": [{ "Key": "aws:x", "Value": "" }] }),
                "Tag Key cannot be prefixed with aws:, Key: aws:x".into(),
                json!({ "Tags": [{ "Key": "x", "Value": "aws:" }] }),
            ),
            (
                json!({ "ResourcePolicy": " ".repeat(20_481) }),
                format!("{P}Maximum policy size of 20480 bytes exceeded"),
                json!({ "ResourcePolicy": " ".repeat(20_480) }),
            ),
        ],
    )
    .await;
}

#[tokio::test]
async fn a_name_is_taken_until_its_table_is_gone() {
    let db = under_law();
    created(&db, &on_demand()).await;
    rejected(
        &db,
        "CreateTable",
        &on_demand(),
        RIU,
        &format!("Table already exists: {T}"),
    )
    .await;
    accepted(&db, "DeleteTable", &json!({ "TableName": T })).await;
    let text =
        format!("Attempt to change a resource which is still in use: Table is being deleted: {T}");
    rejected(&db, "CreateTable", &on_demand(), RIU, &text).await;
    settle(&db);
    accepted(&db, "CreateTable", &on_demand()).await;
}

#[tokio::test]
async fn lengths_and_required_members_are_the_models() {
    let constraint = |value: &str, path: &str, must: &str| {
        format!(
            "1 validation error detected: Value {value} at '{path}' failed to satisfy constraint: Member must {must}"
        )
    };
    let tag = |key: &str, value: &str| json!({ "Tags": [{ "Key": key, "Value": value }] });
    let (long_key, long_value) = ("k".repeat(129), "v".repeat(257));
    let most = "have length less than or equal to";
    each(
        &on_demand(),
        vec![
            (
                tag("", ""),
                constraint("''", "tags.1.member.key", "have length greater than or equal to 1"),
                tag("k", ""),
            ),
            (
                tag(&long_key, ""),
                constraint(&format!("'{long_key}'"), "tags.1.member.key", &format!("{most} 128")),
                tag(&long_key[1..], ""),
            ),
            (
                tag("k", &long_value),
                constraint(&format!("'{long_value}'"), "tags.1.member.value", &format!("{most} 256")),
                tag("k", &long_value[1..]),
            ),
            (
                json!({ "Tags": [{ "Key": "k", "Value": "" }, { "Key": "k", "Value": "" }] }),
                format!("{P}Duplicate tag key: k"),
                json!({ "Tags": [{ "Key": "k", "Value": "" }, { "Key": "K", "Value": "" }] }),
            ),
            (
                json!({ "StreamSpecification": { "StreamEnabled": false, "StreamViewType": "KEYS_ONLY" } }),
                format!("{P}Table is being created with a stream disabled, UpdateViewType should not be specified"),
                json!({ "StreamSpecification": { "StreamEnabled": false } }),
            ),
        ],
    )
    .await;
    each(
        &provisioned(),
        vec![(
            json!({ "ProvisionedThroughput": { "ReadCapacityUnits": 5 } }),
            constraint(
                "null",
                "provisionedThroughput.writeCapacityUnits",
                "not be null",
            ),
            json!({}),
        )],
    )
    .await;
}

#[tokio::test]
async fn vector_indexes_are_for_tables_on_demand() {
    let vector = json!({
        "IndexName": "near",
        "VectorAttribute": { "AttributeName": "v" },
        "Dimensions": 3,
        "DistanceFunction": "COSINE",
        "Projection": { "ProjectionType": "ALL" },
    });
    let vectors = json!({ "VectorIndexes": [vector] });
    let db = under_law();
    let text = format!("{P}Vector indexes are only supported for PAY_PER_REQUEST tables");
    rejected(
        &db,
        "CreateTable",
        &with(&provisioned(), &vectors),
        VE,
        &text,
    )
    .await;
    created(&db, &with(&on_demand(), &vectors)).await;
    let switch = json!({ "BillingMode": "PROVISIONED", "ProvisionedThroughput": units(5, 5) });
    let text = format!("{P}Tables with vector indexes must be in PAY_PER_REQUEST mode");
    rejected(&db, "UpdateTable", &update(&switch), VE, &text).await;
}
