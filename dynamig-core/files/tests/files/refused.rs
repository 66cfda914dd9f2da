//! Texts that are well formed, and no definitions of tables.

use crate::{read, told};

const KEY: &str = r#":KeySchema [{:AttributeName "id" :KeyType :HASH}]
 :AttributeDefinitions [{:AttributeName "id" :AttributeType :S}]"#;

/// A table with these members besides those that each must have.
fn with(members: &str) -> String {
    format!("{{:TableName \"orders\"\n {KEY}\n {members}}}")
}

#[test]
fn members_that_are_unknown_missing_or_twice_are_told() {
    let twice = with(":Revision 1 :Revision 2 \"Revision\" 3");
    let nearest = with(":BilingMode :PAY_PER_REQUEST :tags [] :Colour 1");
    let inner = with(
        ":GlobalSecondaryIndexes [{:IndexNam \"a\"}] :ProvisionedThroughput {:ReadCapacityUnits 1}",
    );
    let unmanaged = with(":VectorIndexes [] :Replicas []");
    let not_keywords = with("1 2 [] 3 Tags 4");
    insta::assert_snapshot!(told([
        ("nothing", "a.edn", "{}"),
        ("no table", "a.json", "[]"),
        ("no map", "a.json", "[1, \"a\"]"),
        (
            "describe-table and more",
            "a.json",
            "{\"Table\": {}, \"TableName\": \"a\"}"
        ),
        ("twice", "a.edn", &twice),
        ("nearest", "a.edn", &nearest),
        ("inner maps", "a.edn", &inner),
        ("not managed", "a.edn", &unmanaged),
        ("names that are no keywords", "a.edn", &not_keywords),
    ]));
}

#[test]
fn values_of_the_wrong_type_are_told_all_at_once() {
    let text = r##"{:TableName :orders
 :KeySchema {:AttributeName "id"}
 :AttributeDefinitions [{:AttributeName 1 :AttributeType :X} "id"]
 :GlobalSecondaryIndexes [{:IndexName "by_state" :KeySchema [{:AttributeName "id" :KeyType "hash"}] :Projection :ALL}
                          {:IndexName #x "y" :KeySchema [] :Projection {:ProjectionType :INCLUDE :NonKeyAttributes "a"}}]
 :BillingMode nil
 :ProvisionedThroughput {:ReadCapacityUnits "5" :WriteCapacityUnits -5}
 :OnDemandThroughput {:MaxReadRequestUnits -2 :MaxWriteRequestUnits 1/2}
 :StreamSpecification {:StreamEnabled "true" :StreamViewType :NEW}
 :SSESpecification {:Enabled true :SSEEnabled true :SSEType :AES256}
 :DeletionProtectionEnabled 1
 :Tags [{:Key \a :Value b}]
 :ResourcePolicy {:Version "2012-10-17"}
 :TimeToLiveSpecification {:Enabled true :After "first"}
 :PointInTimeRecoverySpecification {:PointInTimeRecoveryEnabled true :RecoveryPeriodInDays 4294967296}
 :Revision 0
 :Dropped nil}"##;
    let policy = |document: &str| with(&format!(":ResourcePolicy {{:PolicyDocument {document}}}"));
    insta::assert_snapshot!(told([
        ("edn", "a.edn", text),
        ("a policy in a map", "a.edn", &policy("\"{}\"")),
        (
            "values that JSON has not",
            "a.edn",
            &policy("{:Version #x 1 :Statement [1/2 \\a]}")
        ),
        (
            "json",
            "a.json",
            "{\"TableName\": 1.5e3, \"KeySchema\": null, \"Revision\": 1e0, \"Dropped\": {}}"
        ),
    ]));
}

#[test]
fn what_is_said_of_something_that_is_off_is_told() {
    let text = with(
        ":StreamSpecification {:StreamEnabled false :StreamViewType :NEW_IMAGE}
 :SSESpecification {:Enabled false :KMSMasterKeyId \"a\"}
 :PointInTimeRecoverySpecification {:PointInTimeRecoveryEnabled false :RecoveryPeriodInDays 3}",
    );
    let half = with(
        ":StreamSpecification {:StreamEnabled true} :SSESpecification {} :TimeToLiveSpecification {:Enabled true}",
    );
    insta::assert_snapshot!(told([
        ("off", "a.edn", text.as_str()),
        ("half", "a.edn", &half),
    ]));
}

#[test]
fn broken_rules_are_told_at_the_part_that_breaks_them() {
    let text = r#"[{:TableName "no"
  :KeySchema [{:AttributeName "id" :KeyType :RANGE}]
  :AttributeDefinitions [{:AttributeName "id" :AttributeType :S}
                         {:AttributeName "colour" :AttributeType :S}]
  :LocalSecondaryIndexes [{:IndexName "by_time"
                           :KeySchema [{:AttributeName "id" :KeyType :HASH}]
                           :Projection {:ProjectionType :INCLUDE}
                           :ProvisionedThroughput {:ReadCapacityUnits 1 :WriteCapacityUnits 1}}]
  :BillingMode :PAY_PER_REQUEST
  :ProvisionedThroughput {:ReadCapacityUnits 1 :WriteCapacityUnits 1}
  :Tags [{:Key "a" :Value "b"} {:Key "aws:a" :Value "b"}]
  :TimeToLiveSpecification {:Enabled true :AttributeName ""}
  :PointInTimeRecoverySpecification {:PointInTimeRecoveryEnabled true :RecoveryPeriodInDays 36}
  :ResourcePolicy ""}]"#;
    insta::assert_snapshot!(told([("rules", "a.edn", text)]));
    let error = read("a.edn", text).unwrap_err();
    assert!(error.faults().iter().all(|fault| fault.rule.is_some()));
}

#[test]
fn a_table_that_stands_twice_in_a_file_is_told() {
    let one = with("");
    let text = format!("[{one}\n{one}]");
    insta::assert_snapshot!(told([("twice", "a.edn", text.as_str())]));
}

#[test]
fn bytes_that_are_not_utf8_are_told_with_the_place_of_the_first() {
    let mut text = with(":Tags [{:Key \"é\" :Value \"é").into_bytes();
    text.extend(b"\xff\xfe\"}]}");
    let error = dynamig_files::read_text("a.edn".as_ref(), &text).unwrap_err();
    insta::assert_snapshot!(error);
}
