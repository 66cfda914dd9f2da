//! Local secondary indexes, which only a new table can have.

use serde_json::Value;

use super::{keys as key_rules, name, projection};
use crate::strict::asked::{given, list, text};
use crate::strict::held::{Key, keys};
use crate::strict::rejection::{Judged, Rejection};

pub(super) fn check(body: &Value) -> Judged {
    let indexes = &body["LocalSecondaryIndexes"];
    if !given(indexes) {
        return Ok(());
    }
    let table = keys(body);
    if list(indexes).is_empty() {
        return Err(Rejection::parameter(
            "List of LocalSecondaryIndexes is empty",
        ));
    }
    if !table.iter().any(Key::is_range) {
        return Err(Rejection::parameter(
            "Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex",
        ));
    }
    for (i, index) in list(indexes).iter().enumerate() {
        name::check_index(index, &format!("localSecondaryIndexes.{}.member", i + 1))?;
        check_one(index, &table)?;
    }
    if list(indexes).len() > 5 {
        return Err(Rejection::parameter(
            "Number of LocalSecondaryIndexes exceeds per-table limit of 5",
        ));
    }
    Ok(())
}

fn check_one(index: &Value, table: &[Key]) -> Judged {
    let of_index = keys(index);
    let name = text(&index["IndexName"]).unwrap_or_default();
    key_rules::check(&of_index)?;
    if !of_index.is_empty() && !of_index.iter().any(Key::is_range) {
        return Err(Rejection::parameter(format!(
            "Index KeySchema does not have a range key for index: {name}"
        )));
    }
    if let (Some(hash), Some(table_hash)) = (of_index.first(), table.first())
        && hash.attribute != table_hash.attribute
    {
        return Err(Rejection::parameter(format!(
            "Index KeySchema does not have the same leading hash key as table KeySchema for index: {name}. index hash \
             key: {}, table hash key: {}",
            hash.attribute, table_hash.attribute
        )));
    }
    projection::check(index)
}
