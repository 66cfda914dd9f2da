use serde_json::{Value, json};

use super::object;
use crate::strict::clock::Moment;
use crate::strict::held::Table;

/// The answer to DescribeTimeToLive.
pub(in crate::strict) fn ttl(table: &Table, now: Moment) -> Value {
    let status = match (&table.ttl, now < table.pending.ttl) {
        (Some(_), true) => "ENABLING",
        (Some(_), false) => "ENABLED",
        (None, true) => "DISABLING",
        (None, false) => "DISABLED",
    };
    let description = object([
        ("TimeToLiveStatus", json!(status)),
        ("AttributeName", json!(table.ttl)),
    ]);
    json!({ "TimeToLiveDescription": description })
}

/// The answer to DescribeContinuousBackups.
pub(in crate::strict) fn backups(table: &Table, now: Moment) -> Value {
    let status = if table.recovery.is_some() {
        "ENABLED"
    } else {
        "DISABLED"
    };
    let latest = table.recovery.map(|_days| json!(now.epoch_seconds()));
    let recovery = object([
        ("PointInTimeRecoveryStatus", json!(status)),
        ("RecoveryPeriodInDays", json!(table.recovery)),
        ("LatestRestorableDateTime", latest.unwrap_or_default()),
    ]);
    json!({ "ContinuousBackupsDescription": {
        "ContinuousBackupsStatus": "ENABLED",
        "PointInTimeRecoveryDescription": recovery,
    } })
}

/// The answer to GetResourcePolicy, if there is a policy.
pub(in crate::strict) fn policy(table: &Table) -> Option<Value> {
    let policy = table.policy.as_ref()?;
    Some(json!({
        "Policy": policy.document,
        "RevisionId": policy.revision.to_string(),
    }))
}
