//! What to do about a broken rule, in the words of the file.

use std::path::Path;

use dynamig_files::read_text;

const KEY: &str = r#":KeySchema [{:AttributeName "id" :KeyType :HASH}]
 :AttributeDefinitions [{:AttributeName "id" :AttributeType :S}]"#;

/// The hints of a table with these members besides its name and its key.
fn hints(members: &str) -> Vec<String> {
    let text = format!("{{:TableName \"orders\"\n {KEY}\n {members}}}");
    let error = read_text(Path::new("a.edn"), text.as_bytes()).unwrap_err();
    let faults = error.faults().iter();
    faults.map(|fault| fault.hint.clone()).collect()
}

#[test]
fn a_hint_names_members_of_the_file_and_nothing_of_rust() {
    let days = ":PointInTimeRecoverySpecification {:PointInTimeRecoveryEnabled true :RecoveryPeriodInDays 40}";
    let index = |projection: &str| {
        format!(
            ":GlobalSecondaryIndexes [{{:IndexName \"by_id\" :KeySchema [{{:AttributeName \"id\" :KeyType :HASH}}] \
             :Projection {projection}}}]"
        )
    };
    for (members, says) in [
        (days, "RecoveryPeriodInDays"),
        (":OnDemandThroughput {:MaxReadRequestUnits 0}", "-1"),
        (&index("{:ProjectionType :INCLUDE}"), "NonKeyAttributes"),
        (
            &index("{:ProjectionType :ALL :NonKeyAttributes [\"a\"]}"),
            "ProjectionType INCLUDE",
        ),
        (":BillingMode :PROVISIONED", "ProvisionedThroughput"),
        (
            ":BillingMode :PAY_PER_REQUEST :ProvisionedThroughput {:ReadCapacityUnits 1 :WriteCapacityUnits 1}",
            "BillingMode PROVISIONED",
        ),
    ] {
        let hints = hints(members);
        assert!(
            hints.iter().any(|hint| hint.contains(says)),
            "{members}: {hints:?}"
        );
        let rust = |hint: &&String| hint.contains('`') || hint.contains("serde");
        assert_eq!(hints.iter().find(rust), None, "{members}");
    }
}
