//! What is written is read back as it was.

use dynamig_files::{to_edn, to_json};
use dynamig_rules::table::{Definition, check};
use proptest::prelude::{prop_assert_eq, proptest};

use crate::{made, table};

proptest! {
    #[test]
    fn every_valid_definition_is_read_as_it_was_written(definition in made::definition()) {
        prop_assert_eq!(check(&definition), []);
        let edn = to_edn(&definition);
        prop_assert_eq!(&table("a.edn", &edn).definition, &definition, "{}", edn);
        let json = to_json(&definition);
        prop_assert_eq!(&table("a.json", &json).definition, &definition, "{}", json);
    }
}

#[test]
fn a_table_is_written_in_one_order_and_layout() {
    let definition = everything();
    insta::assert_snapshot!("everything_edn", to_edn(&definition));
    insta::assert_snapshot!("everything_json", to_json(&definition));
}

fn everything() -> Definition {
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
 :PointInTimeRecoverySpecification {:PointInTimeRecoveryEnabled true :RecoveryPeriodInDays 7}}"#;
    table("a.edn", text).definition
}
