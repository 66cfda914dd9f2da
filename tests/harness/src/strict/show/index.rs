use serde_json::{Value, json};

use super::table::{capacity_of, decreases_today, warm};
use crate::strict::asked::{given, list, text};
use crate::strict::clock::Moment;
use crate::strict::held::{Index, Phase, Table};

/// The global indexes that the engine has, and those that it has no longer and AWS still shows.
pub(super) fn globals(table: &Table, engine: &Value, now: Moment) -> Value {
    let mut shown: Vec<Value> = list(&engine["GlobalSecondaryIndexes"])
        .iter()
        .map(|index| {
            let name = text(&index["IndexName"]).unwrap_or_default();
            match table.indexes.get(name) {
                Some(held) => described(table, name, held, index, now),
                None => with_sorted_projection(index),
            }
        })
        .collect();
    for index in table.indexes.values() {
        if let (Some(deleting), Phase::Deleting) = (&index.deleting, index.phase(now)) {
            let mut last = deleting.described.clone();
            last["IndexStatus"] = json!(Phase::Deleting.word());
            shown.push(last);
        }
    }
    if shown.is_empty() {
        Value::Null
    } else {
        Value::Array(shown)
    }
}

pub(super) fn locals(engine: &Value) -> Value {
    let shown = list(&engine["LocalSecondaryIndexes"]).iter();
    let shown: Vec<Value> = shown.map(with_sorted_projection).collect();
    if shown.is_empty() {
        Value::Null
    } else {
        Value::Array(shown)
    }
}

fn described(table: &Table, name: &str, index: &Index, engine: &Value, now: Moment) -> Value {
    let mut shown = with_sorted_projection(engine);
    let phase = index.phase(now);
    let status = if now < table.pending.created {
        "CREATING"
    } else {
        phase.word()
    };
    shown["IndexStatus"] = json!(status);
    match phase {
        Phase::Allocating => shown["Backfilling"] = json!(false),
        Phase::Backfilling => shown["Backfilling"] = json!(true),
        Phase::Updating | Phase::Active | Phase::Deleting | Phase::Gone => {}
    }
    let decreases = decreases_today(table, Some(name), now);
    shown["ProvisionedThroughput"] = capacity_of(index.throughput, decreases);
    shown["WarmThroughput"] = warm(index.throughput, now < index.warmed);
    let caps = index.throughput.caps.described();
    if given(&caps) {
        shown["OnDemandThroughput"] = caps;
    }
    shown
}

/// AWS reads back what an index includes in order.
fn with_sorted_projection(index: &Value) -> Value {
    let mut shown = index.clone();
    let included = shown
        .pointer_mut("/Projection/NonKeyAttributes")
        .and_then(Value::as_array_mut);
    if let Some(included) = included {
        included.sort_by(|a, b| text(a).cmp(&text(b)));
    }
    shown
}
