//! Time to live, point-in-time recovery, encryption and the resource policy.

use super::Faults;
use crate::Rule;
use crate::table::{Definition, Part, Setting};

/// The most bytes of a resource policy, white space included.
pub const POLICY_BYTES: usize = 20_480;

/// The attribute of the time to live has a name.
pub const TTL: Rule = Rule {
    id: "DM250",
    says: "the attribute of the time to live has a name of 1 to 255 bytes",
    hint: "name a top-level attribute that holds seconds since 1970",
};

/// Recovery goes back 1 to 35 days.
pub const DAYS: Rule = Rule {
    id: "DM251",
    says: "point-in-time recovery goes back 1 to 35 days",
    hint: "choose fewer days, or write `off`",
};

/// A key of KMS has a name.
pub const KMS_KEY: Rule = Rule {
    id: "DM252",
    says: "a KMS key is named by its id, ARN or alias, of 1 to 2048 bytes",
    hint: "leave it out for the key that AWS manages",
};

/// A policy is not too long.
pub const POLICY: Rule = Rule {
    id: "DM253",
    says: "a resource policy has 1 to 20480 bytes, white space included",
    hint: "take white space out, or fewer statements",
};

pub(super) fn check(table: &Definition, faults: &mut Faults) {
    if let Setting::On(attribute) = &table.ttl
        && !(1..=255).contains(&attribute.len())
    {
        let bytes = attribute.len();
        let sentence = format!("the attribute of the time to live has a name of {bytes} bytes");
        faults.broken(Part::Ttl, &TTL, sentence);
    }
    if let Some(days) = table.recovery.on().and_then(|recovery| recovery.days)
        && !(1..=35).contains(&days)
    {
        let sentence = format!("point-in-time recovery is to go back {days} days");
        faults.broken(Part::Recovery, &DAYS, sentence);
    }
    let encryption = table.encryption.on();
    if let Some(key) = encryption.and_then(|encryption| encryption.key.as_ref())
        && !(1..=2048).contains(&key.len())
    {
        let sentence = format!("the KMS key has a name of {} bytes", key.len());
        faults.broken(Part::Encryption, &KMS_KEY, sentence);
    }
    if let Setting::On(policy) = &table.policy
        && !(1..=POLICY_BYTES).contains(&policy.len())
    {
        let sentence = format!("the resource policy has {} bytes", policy.len());
        faults.broken(Part::Policy, &POLICY, sentence);
    }
}
