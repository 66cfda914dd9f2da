//! What is written is read back as it was.

use dynamig_files::{After, Declared, read_text, to_attributes, to_edn, to_json, to_structs};
use dynamig_rules::table::{Scope, Setting, check};
use proptest::prelude::{Strategy, any, prop_assert_eq, proptest};

use crate::{made, table};

/// A table with whatever files can say of it beyond its definition.
fn declared() -> impl Strategy<Value = Declared> {
    let beyond = (1..=3_u32, any::<bool>(), any::<bool>());
    (made::definition(), beyond).prop_map(|(definition, (revision, dropped, waits))| {
        let id = || Some("20260801090000_fill".to_owned()).filter(|_| waits);
        let globals = definition.indexes.iter();
        let globals = globals.filter(|index| index.scope == Scope::Global);
        let after = After {
            indexes: globals
                .filter_map(|index| Some((index.name.clone(), id()?)))
                .collect(),
            ttl: id().filter(|_| !definition.ttl.is_unsaid()),
            stream: id().filter(|_| matches!(definition.stream, Setting::On(_))),
        };
        Declared {
            revision,
            dropped,
            after,
            ..Declared::from(definition)
        }
    })
}

proptest! {
    #[test]
    fn every_valid_table_is_read_as_it_was_written(declared in declared()) {
        prop_assert_eq!(check(&declared.definition), []);
        for (name, text) in [
            ("a.edn", to_edn(std::slice::from_ref(&declared))),
            ("a.json", to_json(std::slice::from_ref(&declared))),
        ] {
            prop_assert_eq!(&Declared::from(table(name, &text)), &declared, "{}", text);
        }
    }
}

#[test]
fn several_tables_are_written_as_a_list() {
    let mut tables = [everything(), everything()];
    tables[1].definition.name = "carts".to_owned();
    for (name, text) in [("a.edn", to_edn(&tables)), ("a.json", to_json(&tables))] {
        let read = read_text(name.as_ref(), text.as_bytes()).unwrap();
        let names: Vec<_> = read.iter().map(|table| &table.definition.name).collect();
        assert_eq!(names, ["orders", "carts"], "{text}");
    }
}

#[test]
fn a_table_is_written_in_one_order_and_layout() {
    let tables = [everything()];
    insta::assert_snapshot!("everything_edn", to_edn(&tables));
    insta::assert_snapshot!("everything_json", to_json(&tables));
    insta::assert_snapshot!("everything_attributes", to_attributes(&tables));
    insta::assert_snapshot!("everything_structs", to_structs(&tables));
}

fn everything() -> Declared {
    let text = r#"{:TableName "orders" :Tags [{:Value "\"a\\b\"\n" :Key "team"} {:Key "old" :Value nil}]
 :AttributeDefinitions [{:AttributeName "id" :AttributeType :S} {:AttributeName "at" :AttributeType :N}
                        {:AttributeName "hash" :AttributeType :B}]
 :KeySchema [{:AttributeName "id" :KeyType :HASH} {:AttributeName "at" :KeyType :RANGE}]
 :GlobalSecondaryIndexes [{:IndexName "by_hash" :KeySchema [{:AttributeName "hash" :KeyType :HASH}]
                           :Projection {:ProjectionType :INCLUDE :NonKeyAttributes ["total" "state"]}
                           :OnDemandThroughput {:MaxWriteRequestUnits -1}}]
 :LocalSecondaryIndexes [{:IndexName "again" :Projection {:ProjectionType :KEYS_ONLY}
                          :KeySchema [{:AttributeName "id" :KeyType :HASH} {:AttributeName "hash" :KeyType :RANGE}]}]
 :BillingMode :PAY_PER_REQUEST :OnDemandThroughput {:MaxReadRequestUnits 100}
 :WarmThroughput {:ReadUnitsPerSecond 12000 :WriteUnitsPerSecond 5000}
 :StreamSpecification {:StreamViewType :OLD_IMAGE} :SSESpecification {:Enabled true :KMSMasterKeyId "alias/a"}
 :TableClass :STANDARD :DeletionProtectionEnabled true :ResourcePolicy "{}"
 :TimeToLiveSpecification {:Enabled true :AttributeName "ttl"}
 :PointInTimeRecoverySpecification {:PointInTimeRecoveryEnabled true :RecoveryPeriodInDays 7}
 :Revision 3 :Dropped true}"#;
    let text = text
        .replacen(
            ":MaxWriteRequestUnits -1}",
            ":MaxWriteRequestUnits -1} :After \"20260801090000_fill\"",
            1,
        )
        .replacen(
            ":AttributeName \"ttl\"",
            ":AttributeName \"ttl\" :After \"20260801090000_fill\"",
            1,
        );
    Declared {
        notes: vec!["what no declaration can say".to_owned()],
        ..Declared::from(table("a.edn", &text))
    }
}
