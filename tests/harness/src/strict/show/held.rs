use serde_json::{Map, Value, json};

use super::object;
use super::table::described;
use crate::strict::clock::Moment;
use crate::strict::held::Table;

/// All that the layer holds of a table, under the names of the protocol.
pub(in crate::strict) fn held(table: &Table, now: Moment) -> Value {
    let names: Vec<Value> = table
        .live_indexes(now)
        .map(|(name, _)| json!({ "IndexName": name }))
        .collect();
    let description = described(table, &json!({ "GlobalSecondaryIndexes": names }), now);
    let mut shown = description.as_object().cloned().unwrap_or_default();
    shown.remove("AttributeDefinitions");
    let tags: Map<String, Value> = table
        .tags
        .iter()
        .map(|(key, value)| (key.clone(), json!(value)))
        .collect();
    let policy = table.policy.as_ref().map(|policy| json!(policy.document));
    let beside = object([
        ("StreamViewType", json!(table.stream)),
        ("TimeToLiveAttribute", json!(table.ttl)),
        ("RecoveryPeriodInDays", json!(table.recovery)),
        ("Tags", Value::Object(tags)),
        ("ResourcePolicy", policy.unwrap_or_default()),
    ]);
    shown.extend(beside.as_object().cloned().unwrap_or_default());
    Value::Object(shown)
}
