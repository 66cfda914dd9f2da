//! New global secondary indexes, of a new table and of one that is there.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Case, attributes, billing, capacity, keys as key_rules, name, projection, warm};
use crate::strict::asked::{given, list, text};
use crate::strict::held::{Billing, Index, Table, keys};
use crate::strict::rejection::{Judged, Rejection};

const MOST: usize = 20;

/// The indexes that an update creates.
pub(super) fn created(body: &Value) -> impl Iterator<Item = &Value> {
    list(&body["GlobalSecondaryIndexUpdates"])
        .iter()
        .map(|update| &update["Create"])
        .filter(|create| given(create))
}

/// The indexes of a new table.
pub(super) fn check_of_table(body: &Value, billing: Billing) -> Judged {
    let indexes = &body["GlobalSecondaryIndexes"];
    if !given(indexes) {
        return Ok(());
    }
    if list(indexes).is_empty() {
        return Err(Rejection::parameter(
            "List of GlobalSecondaryIndexes is empty",
        ));
    }
    for (i, index) in list(indexes).iter().enumerate() {
        check_one(
            index,
            &format!("globalSecondaryIndexes.{}.member", i + 1),
            billing,
        )?;
    }
    if list(indexes).len() > MOST {
        return Err(Rejection::parameter(
            "GlobalSecondaryIndex count exceeds the per-table limit of 20",
        ));
    }
    Ok(())
}

/// Names are unique over all kinds of indexes.
pub(super) fn check_names(body: &Value) -> Judged {
    let mut seen = BTreeSet::new();
    for kind in [
        "LocalSecondaryIndexes",
        "GlobalSecondaryIndexes",
        "VectorIndexes",
    ] {
        for name in list(&body[kind])
            .iter()
            .filter_map(|index| text(&index["IndexName"]))
        {
            if !seen.insert(name) {
                return Err(Rejection::parameter(format!(
                    "Duplicate index name: {name}"
                )));
            }
        }
    }
    Ok(())
}

/// What all indexes of a new table include.
pub(super) fn check_included(body: &Value) -> Judged {
    let included = ["LocalSecondaryIndexes", "GlobalSecondaryIndexes"]
        .iter()
        .flat_map(|kind| list(&body[*kind]))
        .map(|index| list(&index["Projection"]["NonKeyAttributes"]).len())
        .sum();
    projection::check_total(included)
}

/// The shape of one index, which needs no table.
pub(super) fn check_one(index: &Value, path: &str, billing: Billing) -> Judged {
    name::check_index(index, path)?;
    key_rules::check_global(&keys(index))?;
    projection::check(index)?;
    capacity::check(&index["ProvisionedThroughput"], &format!("{path}."))?;
    let what = format!("index {}", text(&index["IndexName"]).unwrap_or_default());
    let least = Index::of(index, billing).throughput;
    let least = least.capacity.unwrap_or(crate::strict::held::Units::WARM);
    warm::check(&index["WarmThroughput"], &what, least)
}

/// An index that joins a table.
pub(super) fn check_joining(
    case: &Case<'_>,
    table: &Table,
    index: &Value,
    billing: Billing,
) -> Judged {
    let name = text(&index["IndexName"]).unwrap_or_default();
    let taken = table.indexes.contains_key(name)
        || table.locals.contains_key(name)
        || table.vectors.contains(name);
    if taken {
        return Err(Rejection::invalid(
            "Attempting to create an index which already exists",
        ));
    }
    if table.live_indexes(case.now).count() >= MOST {
        return Err(Rejection::limit(
            "Number of global secondary indexes exceeds per-table limit of 20",
        ));
    }
    attributes::check_not_redefined(case.body(), table)?;
    let live: usize = table
        .live_indexes(case.now)
        .map(|(_, index)| index.included)
        .sum();
    let new = list(&index["Projection"]["NonKeyAttributes"]).len();
    projection::check_total(table.included_locally + live + new)?;
    billing::check_index(index, billing)
}
