//! What only files can say: what is off, what waits, and what CreateTable lacks.

use std::collections::BTreeMap;

use dynamig_files::{FileTable, Place};
use dynamig_rules::table::{Encryption, IndexPart, Part, Recovery, Setting, StreamView, Warm};

use crate::table;

/// A table with these members besides those that each must have.
fn with(members: &str) -> FileTable {
    let text = format!(
        r#"{{"TableName": "orders",
            "KeySchema": [{{"AttributeName": "id", "KeyType": "HASH"}}],
            "AttributeDefinitions": [{{"AttributeName": "id", "AttributeType": "S"}}],
            {members}}}"#
    );
    table("orders.json", &text)
}

#[test]
fn what_is_off_is_not_what_is_unsaid() {
    let FileTable { definition, .. } = with(
        r#""StreamSpecification": {"StreamEnabled": false},
           "SSESpecification": {"SSEEnabled": false},
           "TimeToLiveSpecification": {"AttributeName": "ttl", "Enabled": false},
           "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": false},
           "DeletionProtectionEnabled": false,
           "OnDemandThroughput": {"MaxReadRequestUnits": -1},
           "ResourcePolicy": null,
           "Tags": [{"Key": "team", "Value": null}]"#,
    );
    assert_eq!(definition.stream, Setting::Off);
    assert_eq!(definition.encryption, Setting::Off);
    assert_eq!(definition.ttl, Setting::Off);
    assert_eq!(definition.recovery, Setting::Off);
    assert_eq!(definition.deletion_protection, Setting::Off);
    assert_eq!(
        (definition.caps.read, definition.caps.write),
        (Setting::Off, Setting::Unsaid)
    );
    assert_eq!(definition.policy, Setting::Off);
    assert_eq!(definition.tags[0].value, None);
}

#[test]
fn what_cloudformation_calls_otherwise_is_read() {
    let FileTable { definition, .. } = with(
        r#""StreamSpecification": {"StreamViewType": "KEYS_ONLY"},
           "SSESpecification": {"SSEEnabled": true, "SSEType": "KMS"},
           "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": true, "RecoveryPeriodInDays": 7},
           "WarmThroughput": {"ReadUnitsPerSecond": 15000}"#,
    );
    assert_eq!(definition.stream, Setting::On(StreamView::KeysOnly));
    assert_eq!(definition.encryption, Setting::On(Encryption { key: None }));
    assert_eq!(definition.recovery, Setting::On(Recovery { days: Some(7) }));
    let warm = Warm {
        read: Some(15_000),
        write: None,
    };
    assert_eq!(definition.warm, warm);
}

#[test]
fn a_revision_a_drop_and_what_waits_are_read() {
    let orders = with(
        r#""Revision": 3, "Dropped": true,
           "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "KEYS_ONLY", "After": "1_first"},
           "TimeToLiveSpecification": {"AttributeName": "ttl", "Enabled": true, "After": "2_second"},
           "GlobalSecondaryIndexes": [{"IndexName": "again", "After": "3_third", "Projection": {"ProjectionType": "ALL"},
               "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]}]"#,
    );
    assert_eq!((orders.revision, orders.dropped), (3, true));
    assert_eq!(orders.after.stream.as_deref(), Some("1_first"));
    assert_eq!(orders.after.ttl.as_deref(), Some("2_second"));
    let indexes = BTreeMap::from([("again".to_owned(), "3_third".to_owned())]);
    assert_eq!(orders.after.indexes, indexes);
}

#[test]
fn every_part_has_a_place_or_that_of_what_it_would_be_part_of() {
    let text =
        "\u{feff}{:TableName \"örders\"\n  :KeySchema [{:AttributeName \"id\" :KeyType :HASH}]
 :AttributeDefinitions [{:AttributeName \"id\" :AttributeType :S}]
 :GlobalSecondaryIndexes [{:IndexName \"again\" :Projection {:ProjectionType :ALL} 
   :KeySchema [{:AttributeName \"id\" :KeyType :HASH}]}]}";
    let orders = table("orders.edn", &text.replace('ö', "o"));
    let place = |part| {
        let Place { line, column } = orders.places.of(part);
        (line, column)
    };
    assert_eq!(place(Part::Name), (1, 13));
    assert_eq!(place(Part::Key(0)), (2, 15));
    assert_eq!(place(Part::Key(1)), (2, 14), "the key");
    assert_eq!(place(Part::Billing), (1, 1), "the table");
    assert_eq!(place(Part::Index(0, IndexPart::Name)), (4, 39));
    assert_eq!(place(Part::Index(0, IndexPart::Projected(3))), (4, 59));
    assert_eq!(
        place(Part::Index(0, IndexPart::Capacity)),
        (4, 27),
        "the index"
    );
}

#[test]
fn the_document_of_a_policy_may_be_a_map_as_in_cloudformation() {
    let definition = with(
        r#""ResourcePolicy": {"PolicyDocument": {"Version": "2012-10-17", "Statement": [{
             "Sid": "a \"b\"", "Effect": "Allow", "Condition": {"NumericLessThan": {"a:b": 1.5, "a:c": 2}, "Null": {"d": true}}
           }]}}"#,
    )
    .definition;
    let text = r#"{"Version":"2012-10-17","Statement":[{"Sid":"a \"b\"","Effect":"Allow","Condition":{"NumericLessThan":{"a:b":1.5,"a:c":2},"Null":{"d":true}}}]}"#;
    assert_eq!(definition.policy, Setting::On(text.to_owned()));
}
