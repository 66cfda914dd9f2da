//! Names of tables and indexes.

use serde_json::Value;

use crate::strict::asked::text;
use crate::strict::rejection::{Judged, Rejection, Source};

const PATTERN: &str = "satisfy regular expression pattern: [a-zA-Z0-9_.-]+";

pub(super) fn check_table(name: &str) -> Judged {
    if !(3..=255).contains(&name.len()) {
        return Err(Rejection::invalid(
            "TableName must be at least 3 characters long and at most 255 characters long",
        )
        .from(Source::Model));
    }
    characters(name, "tableName")
}

/// Checks the name of the index at `path`, where it has one.
pub(super) fn check_index(index: &Value, path: &str) -> Judged {
    let Some(name) = text(&index["IndexName"]) else {
        return Ok(());
    };
    let path = format!("{path}.indexName");
    characters(name, &path)?;
    let length = match name.len() {
        3..=255 => return Ok(()),
        0..3 => "greater than or equal to 3",
        _ => "less than or equal to 255",
    };
    let constraint = format!("have length {length}");
    Err(Rejection::constraint(
        &format!("'{name}'"),
        &path,
        &constraint,
    ))
}

fn characters(name: &str, path: &str) -> Judged {
    let accepted = |c: char| c.is_ascii_alphanumeric() || "_.-".contains(c);
    if name.chars().all(accepted) {
        return Ok(());
    }
    Err(Rejection::constraint(&format!("'{name}'"), path, PATTERN))
}
