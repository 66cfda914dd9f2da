//! Properties that are unknown or wrong are never passed over.

use crate::all;

const KEYS: &str = "KeySchema: [{AttributeName: id, KeyType: HASH}], AttributeDefinitions: [{AttributeName: id, AttributeType: S}]";

#[test]
fn what_is_wrong_in_a_table_is_told_with_its_place() {
    let table = |more: &str| {
        format!(
            "Resources:\n  Orders:\n    Type: AWS::DynamoDB::Table\n    Properties: {{{KEYS}, TableName: orders, BillingMode: PAY_PER_REQUEST,\n      {more}}}\n"
        )
    };
    let simple = |more: &str| {
        format!(
            "Resources:\n  Orders: {{Type: 'AWS::Serverless::SimpleTable', Properties: {{TableName: orders,\n    {more}}}}}\n"
        )
    };
    let global = |more: &str, replica: &str| {
        format!(
            "Resources:\n  Orders: {{Type: 'AWS::DynamoDB::GlobalTable', Properties: {{{KEYS}, TableName: orders, BillingMode: PAY_PER_REQUEST,\n    {more} Replicas: [{{Region: eu-west-1, {replica}}}]}}}}\n"
        )
    };
    let cases = [
        ("no name", table("").replace("TableName: orders, ", "")),
        ("a misspelt property", table("StreamSpecificaton: {}")),
        ("a member of ours", table("Revision: 2")),
        (
            "a misspelt inner property",
            table("TimeToLiveSpecification: {Atribute: a, Enabled: true}"),
        ),
        ("no switch", table("DeletionProtectionEnabled: yes")),
        (
            "no number",
            table("OnDemandThroughput: {MaxReadRequestUnits: many}"),
        ),
        ("no such word", table("TableClass: CHEAP")),
        ("a null", table("ResourcePolicy: null")),
        (
            "a policy without a document",
            table("ResourcePolicy: {Statement: []}"),
        ),
        (
            "a broken rule",
            table("ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: 1}"),
        ),
        ("two faults", table("Tags: [{Key: a}], TableClas: x")),
        (
            "a property that SAM has not",
            simple("BillingMode: PAY_PER_REQUEST"),
        ),
        (
            "a type of key that SAM has not",
            simple("PrimaryKey: {Name: id, Type: Text}"),
        ),
        ("no replicas", global("", "").replace("Replicas", "Replica")),
        (
            "a property of the replica's at the table",
            global("TableClass: STANDARD,", ""),
        ),
        (
            "an unknown property of a replica",
            global("", "Colour: red"),
        ),
        (
            "a key of KMS without encryption",
            global("", "SSESpecification: {KMSMasterKeyId: a}"),
        ),
        (
            "an unknown setting of reads",
            global(
                "",
                "ReadProvisionedThroughputSettings: {ReadCapacityUnits: 1, Max: 2}",
            ),
        ),
        (
            "a setting of writes that is no map",
            global("WriteOnDemandThroughputSettings: 7,", ""),
        ),
        (
            "an index that only the replica has",
            global("", "GlobalSecondaryIndexes: [{IndexName: a}]"),
        ),
        (
            "a table twice",
            table("")
                + "  Again:\n    Type: AWS::Serverless::SimpleTable\n    Properties: {TableName: orders}\n",
        ),
        (
            "another transform",
            "Transform: [Mine]\n".to_owned() + &table(""),
        ),
    ];
    insta::assert_snapshot!(all(cases.iter().map(|(what, text)| (
        *what,
        text.as_str(),
        &[][..]
    ))));
}
