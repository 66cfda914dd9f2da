use serde_json::Value;

use super::{Billing, Encryption, Table};
use crate::strict::asked::{list, text};

impl Table {
    /// A table that the engine had before the law looked at it.
    pub(in crate::strict) fn adopted(description: &Value, ttl: &Value, tags: &Value) -> Self {
        let billing = text(&description["BillingModeSummary"]["BillingMode"]).unwrap_or_default();
        let ttl = &ttl["TimeToLiveDescription"];
        let ttl_is_on = ttl["TimeToLiveStatus"] == "ENABLED";
        let key = text(&description["SSEDescription"]["KMSMasterKeyArn"]).map(str::to_owned);
        Self {
            class: text(&description["TableClassSummary"]["TableClass"]).map(str::to_owned),
            encryption: if description["SSEDescription"]["Status"] == "ENABLED" {
                Encryption::Kms(key)
            } else {
                Encryption::Default
            },
            protected: description["DeletionProtectionEnabled"] == true,
            ttl: text(&ttl["AttributeName"])
                .filter(|_| ttl_is_on)
                .map(str::to_owned),
            tags: pairs(&tags["Tags"]).collect(),
            described: description.clone(),
            ..Self::shaped(description, Billing::of(billing))
        }
    }
}

/// Keys and values of a list of tags.
pub(in crate::strict) fn pairs(tags: &Value) -> impl Iterator<Item = (String, String)> + '_ {
    list(tags).iter().filter_map(|tag| {
        let key = text(&tag["Key"])?;
        let value = text(&tag["Value"])?;
        Some((key.to_owned(), value.to_owned()))
    })
}
