#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;

use dynamig::table::diff::Property;
use dynamig::table::{
    Attribute, AttributeType, Changing, ChangingPart, Definition, Encryption, Index, Observed,
    Scope, Setting, StreamView, TableClass, Warm,
};

use super::declare::declared;

fn definition(text: &str) -> Definition {
    let tables = dynamig_files::read_text("a.edn".as_ref(), text.as_bytes()).unwrap();
    tables[0].definition.clone()
}

/// A table of which everything is told that AWS tells, and little of it was asked for.
fn live() -> Observed {
    let mut table = definition(
        r#"{:TableName "orders" :BillingMode :PAY_PER_REQUEST :TableClass :STANDARD
            :KeySchema [{:AttributeName "id" :KeyType :HASH}]
            :AttributeDefinitions [{:AttributeName "id" :AttributeType :S}]
            :OnDemandThroughput {:MaxReadRequestUnits -1 :MaxWriteRequestUnits 40}
            :StreamSpecification {:StreamEnabled false} :SSESpecification {:Enabled false}
            :DeletionProtectionEnabled false :ResourcePolicy nil
            :TimeToLiveSpecification {:Enabled false}
            :PointInTimeRecoverySpecification {:PointInTimeRecoveryEnabled false}}"#,
    );
    table.warm = Warm {
        read: Some(12_000),
        write: Some(4_000),
    };
    let mut observed = Observed::default();
    observed.definition = table;
    observed
}

#[test]
fn what_is_off_or_ordinary_is_not_declared() {
    let declared = declared(&live(), &BTreeSet::new());
    let expected = definition(
        r#"{:TableName "orders" :BillingMode :PAY_PER_REQUEST
            :KeySchema [{:AttributeName "id" :KeyType :HASH}]
            :AttributeDefinitions [{:AttributeName "id" :AttributeType :S}]
            :OnDemandThroughput {:MaxWriteRequestUnits 40}}"#,
    );
    assert_eq!(declared.definition, expected);
    assert_eq!(declared.notes, Vec::<String>::new());
}

#[test]
fn what_no_declaration_can_say_is_noted() {
    let mut live = live();
    live.preserved = vec![
        "replica in us-east-1".to_owned(),
        "vector index `near`".to_owned(),
    ];
    live.definition.attributes.push(Attribute {
        name: "of_the_vector_index".to_owned(),
        kind: Some(AttributeType::String),
    });
    live.definition.warm.read = Some(50_000);
    live.definition.stream = Setting::On(StreamView::NewImage);
    live.definition.class = Some(TableClass::InfrequentAccess);
    let key = Some("arn:aws:kms:eu-west-1:123456789012:key/1".to_owned());
    live.definition.encryption = Setting::On(Encryption { key });
    let mut index = Index::new("by_id", Scope::Global);
    index.keys.clone_from(&live.definition.keys);
    live.definition.indexes.push(index);
    live.stack = Some("shop".to_owned());
    live.reserved_tags = vec!["aws:cloudformation:stack-name".to_owned()];
    live.unlooked = [Property::Tags, Property::Policy].into();
    live.changing = vec![
        Changing::new(ChangingPart::Table, "UPDATING"),
        Changing::new(ChangingPart::Index("by_id".to_owned()), "CREATING"),
    ];
    let declared = declared(&live, &[Property::Policy].into());
    insta::assert_snapshot!(dynamig_files::to_edn(&[declared]));
}
