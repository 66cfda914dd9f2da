use serde_json::{Map, Value, json};

use super::{index, object};
use crate::strict::asked::{list, text};
use crate::strict::clock::Moment;
use crate::strict::held::{Billing, Encryption, Table, Throughput, Units};

/// The description of a table: what the engine says of it, and over it what the layer holds.
pub(in crate::strict) fn described(table: &Table, engine: &Value, now: Moment) -> Value {
    let mut shown = engine.as_object().cloned().unwrap_or_default();
    set(&mut shown, "TableStatus", json!(table.status(now).word()));
    set(
        &mut shown,
        "AttributeDefinitions",
        attributes(table, engine),
    );
    set(&mut shown, "BillingModeSummary", billing(table));
    set(&mut shown, "TableThroughputModeSummary", Value::Null);
    set(&mut shown, "ProvisionedThroughput", capacity(table, now));
    set(
        &mut shown,
        "OnDemandThroughput",
        table.throughput.caps.described(),
    );
    let warm = warm(table.throughput, now < table.pending.warmed);
    set(&mut shown, "WarmThroughput", warm);
    let class = table
        .class
        .as_ref()
        .map(|class| json!({ "TableClass": class }));
    set(&mut shown, "TableClassSummary", class.unwrap_or_default());
    set(&mut shown, "SSEDescription", encryption(table, now));
    set(
        &mut shown,
        "DeletionProtectionEnabled",
        json!(table.protected),
    );
    set(
        &mut shown,
        "GlobalSecondaryIndexes",
        index::globals(table, engine, now),
    );
    set(&mut shown, "LocalSecondaryIndexes", index::locals(engine));
    Value::Object(shown)
}

fn set(shown: &mut Map<String, Value>, name: &str, value: Value) {
    if value.is_null() {
        shown.remove(name);
    } else {
        shown.insert(name.to_owned(), value);
    }
}

/// Only those that a key uses: AWS forgets the others with their index.
fn attributes(table: &Table, engine: &Value) -> Value {
    let all = &engine["AttributeDefinitions"];
    if !table.vectors.is_empty() {
        return all.clone();
    }
    let used = table.key_attributes();
    let is_used = |definition: &&Value| {
        text(&definition["AttributeName"]).is_some_and(|name| used.contains(name))
    };
    list(all).iter().filter(is_used).cloned().collect()
}

/// Absent of a table that was always provisioned.
fn billing(table: &Table) -> Value {
    let since = table
        .on_demand_since
        .map(|since| json!(since.epoch_seconds()));
    if table.billing == Billing::Provisioned && since.is_none() {
        return Value::Null;
    }
    object([
        ("BillingMode", json!(table.billing.word())),
        (
            "LastUpdateToPayPerRequestDateTime",
            since.unwrap_or_default(),
        ),
    ])
}

fn capacity(table: &Table, now: Moment) -> Value {
    capacity_of(table.throughput, decreases_today(table, None, now))
}

pub(super) fn decreases_today(table: &Table, index: Option<&str>, now: Moment) -> usize {
    let decreases = table.spent.decreases(index);
    decreases.iter().filter(|at| at.day() == now.day()).count()
}

pub(super) fn capacity_of(throughput: Throughput, decreases_today: usize) -> Value {
    let Units { read, write } = throughput.capacity.unwrap_or_default();
    json!({
        "ReadCapacityUnits": read,
        "WriteCapacityUnits": write,
        "NumberOfDecreasesToday": decreases_today,
    })
}

pub(super) fn warm(throughput: Throughput, is_updating: bool) -> Value {
    let status = if is_updating { "UPDATING" } else { "ACTIVE" };
    json!({
        "ReadUnitsPerSecond": throughput.warm.read,
        "WriteUnitsPerSecond": throughput.warm.write,
        "Status": status,
    })
}

/// Absent of a table with a key that AWS owns.
fn encryption(table: &Table, now: Moment) -> Value {
    let is_updating = now < table.pending.encrypted;
    match &table.encryption {
        Encryption::Default if is_updating => json!({ "Status": "UPDATING" }),
        Encryption::Default => Value::Null,
        Encryption::Kms(key) => json!({
            "Status": if is_updating { "UPDATING" } else { "ENABLED" },
            "SSEType": "KMS",
            "KMSMasterKeyArn": key.clone().unwrap_or_else(|| key_arn("alias/aws/dynamodb")),
        }),
    }
}

/// The ARN of the key behind an id, an alias or an ARN.
pub(in crate::strict) fn key_arn(key: &str) -> String {
    if key.starts_with("arn:") && !key.contains(":alias/") {
        return key.to_owned();
    }
    let id = key.rsplit("alias/").next().unwrap_or(key).replace('/', "-");
    format!("arn:aws:kms:local:000000000000:key/{id}")
}
