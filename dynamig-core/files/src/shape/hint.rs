use dynamig_rules::Rule;

/// What to do in a file about a rule that is broken: where the rule's own hint speaks of Rust, the same in the words of
/// the file's members.
pub(super) fn hint(rule: &'static Rule) -> &'static str {
    match rule.id {
        "DM203" => "choose another name",
        "DM210" => {
            "begin KeySchema with the attribute of KeyType HASH, which chooses the partition"
        }
        "DM211" => {
            "leave the others out of KeySchema: only global secondary indexes have keys of several attributes"
        }
        "DM222" => "move one of them to GlobalSecondaryIndexes",
        "DM223" => {
            "a partition without a sort key holds one item: move the index to GlobalSecondaryIndexes"
        }
        "DM224" => "name the table's HASH attribute, or move the index to GlobalSecondaryIndexes",
        "DM225" => "name the attribute that the index sorts by, of KeyType RANGE",
        "DM227" => "list 1 to 4 attributes of KeyType HASH, then 0 to 4 of RANGE",
        "DM230" => {
            "list them in NonKeyAttributes; ProjectionType ALL holds every attribute, KEYS_ONLY the keys alone"
        }
        "DM231" => "take NonKeyAttributes out, or write ProjectionType INCLUDE",
        "DM232" => {
            "an attribute counts in each index that includes it: include fewer, or write ProjectionType ALL"
        }
        "DM240" => {
            "give ReadCapacityUnits and WriteCapacityUnits, or write BillingMode PAY_PER_REQUEST"
        }
        "DM241" => "give it a ProvisionedThroughput",
        "DM242" => "take ProvisionedThroughput out, or write BillingMode PROVISIONED",
        "DM243" => "take it out of OnDemandThroughput, or write -1 for no cap",
        "DM244" => "take WarmThroughput out: every table is that warm by itself",
        "DM250" => "name a top-level attribute that holds seconds since 1970 as AttributeName",
        "DM251" => "write fewer RecoveryPeriodInDays, or PointInTimeRecoveryEnabled false",
        "DM252" => "leave KMSMasterKeyId out for the key that AWS manages",
        _ => rule.hint,
    }
}
