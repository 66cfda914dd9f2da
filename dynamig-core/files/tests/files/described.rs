//! What describe-table prints.

use dynamig_rules::table::{Billing, Capacity, Encryption, Setting, StreamView, TableClass, Warm};

use crate::{read, table};

const ON_DEMAND: &str = r#"{"Table": {
    "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}, {"AttributeName": "state", "AttributeType": "S"}],
    "TableName": "orders",
    "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
    "TableStatus": "ACTIVE",
    "CreationDateTime": "2026-08-01T09:00:00.123000+00:00",
    "ProvisionedThroughput": {"NumberOfDecreasesToday": 0, "ReadCapacityUnits": 0, "WriteCapacityUnits": 0},
    "TableSizeBytes": 12, "ItemCount": 3,
    "TableArn": "arn:aws:dynamodb:eu-west-1:123456789012:table/orders",
    "TableId": "1f2e",
    "BillingModeSummary": {"BillingMode": "PAY_PER_REQUEST", "LastUpdateToPayPerRequestDateTime": 1754038800.5},
    "GlobalSecondaryIndexes": [{
        "IndexName": "by_state",
        "KeySchema": [{"AttributeName": "state", "KeyType": "HASH"}],
        "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["total"]},
        "IndexStatus": "ACTIVE", "Backfilling": false, "IndexSizeBytes": 0, "ItemCount": 0,
        "ProvisionedThroughput": {"NumberOfDecreasesToday": 0, "ReadCapacityUnits": 0, "WriteCapacityUnits": 0},
        "IndexArn": "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/index/by_state",
        "WarmThroughput": {"ReadUnitsPerSecond": 12000, "WriteUnitsPerSecond": 4000, "Status": "ACTIVE"}
    }],
    "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "NEW_IMAGE"},
    "LatestStreamLabel": "2026-08-01T09:00:00.123",
    "LatestStreamArn": "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/2026-08-01T09:00:00.123",
    "SSEDescription": {"Status": "ENABLED", "SSEType": "KMS", "KMSMasterKeyArn": "arn:aws:kms:eu-west-1:123456789012:key/1"},
    "TableClassSummary": {"TableClass": "STANDARD_INFREQUENT_ACCESS"},
    "DeletionProtectionEnabled": false,
    "OnDemandThroughput": {"MaxReadRequestUnits": 100, "MaxWriteRequestUnits": -1},
    "WarmThroughput": {"ReadUnitsPerSecond": 12000, "WriteUnitsPerSecond": 4000, "Status": "ACTIVE"},
    "Replicas": [{"RegionName": "us-east-1", "ReplicaStatus": "ACTIVE"}]
}}"#;

#[test]
fn what_is_printed_of_a_table_on_demand_is_its_definition() {
    let orders = table("orders.json", ON_DEMAND).definition;
    assert_eq!(orders.name, "orders");
    assert_eq!(
        (orders.billing, orders.capacity),
        (Some(Billing::OnDemand), None)
    );
    assert_eq!(
        (orders.caps.read, orders.caps.write),
        (Setting::On(100), Setting::Off)
    );
    assert_eq!(orders.warm, Warm::default(), "AWS raises it by itself");
    assert_eq!(orders.stream, Setting::On(StreamView::NewImage));
    let key = Some("arn:aws:kms:eu-west-1:123456789012:key/1".to_owned());
    assert_eq!(orders.encryption, Setting::On(Encryption { key }));
    assert_eq!(orders.class, Some(TableClass::InfrequentAccess));
    assert_eq!(orders.deletion_protection, Setting::Off);
    let [index] = &orders.indexes[..] else {
        panic!("{:?}", orders.indexes)
    };
    assert_eq!((index.capacity, index.warm), (None, Warm::default()));
    assert_eq!(index.projection.attributes, ["total"]);
}

#[test]
fn what_is_printed_of_a_provisioned_table_is_its_definition() {
    let text = r#"[{"Table": {
        "TableName": "orders",
        "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
        "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
        "ProvisionedThroughput": {"LastIncreaseDateTime": 1.0, "NumberOfDecreasesToday": 2, "ReadCapacityUnits": 5, "WriteCapacityUnits": 6}
    }}]"#;
    let orders = table("orders.json", text).definition;
    assert_eq!(
        (orders.billing, orders.billing()),
        (None, Billing::Provisioned)
    );
    assert_eq!(orders.capacity, Some(Capacity { read: 5, write: 6 }));
}

#[test]
fn attributes_that_only_a_vector_index_has_are_passed_over() {
    let text = r#"{"Table": {
        "TableName": "orders",
        "AttributeDefinitions": [
            {"AttributeName": "tenant", "AttributeType": "S"},
            {"AttributeName": "id", "AttributeType": "S"}
        ],
        "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
        "BillingModeSummary": {"BillingMode": "PAY_PER_REQUEST"},
        "VectorIndexes": [{
            "IndexName": "near",
            "SearchSchema": [{"AttributeName": "tenant", "SearchSchemaElementType": "HASH"}],
            "VectorAttribute": {"AttributeName": "embedding"},
            "Dimensions": 3, "DistanceFunction": "COSINE", "IndexStatus": "ACTIVE"
        }]
    }}"#;
    let table = table("orders.json", text);
    let names: Vec<_> = table
        .definition
        .attributes
        .iter()
        .map(|a| &a.name)
        .collect();
    assert_eq!(names, ["id"]);
    let without = text.replace("VectorIndexes", "Replicas");
    let error = read("orders.json", &without).unwrap_err();
    assert_eq!(error.faults()[0].rule.map(|rule| rule.id), Some("DM214"));
}
