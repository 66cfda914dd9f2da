//! The key of a table, of a local index, and the longer one of a global index.

use std::collections::BTreeSet;

use crate::strict::held::Key;
use crate::strict::rejection::{Judged, Rejection};

/// One partition key attribute, and one sort key attribute at most. How many there are is the model's.
pub(super) fn check(keys: &[Key]) -> Judged {
    let Some(first) = keys.first() else {
        return Ok(());
    };
    if !first.is_hash() {
        return invalid("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
    }
    let Some(second) = keys.get(1) else {
        return Ok(());
    };
    if first.attribute == second.attribute {
        return invalid(
            "Both the Hash Key and the Range Key element in the KeySchema have the same name",
        );
    }
    if !second.is_range() {
        return invalid("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
    }
    Ok(())
}

/// Up to four of each, those of the partition key first.
pub(super) fn check_global(keys: &[Key]) -> Judged {
    let Some(first) = keys.first() else {
        return Ok(());
    };
    if !first.is_hash() {
        return invalid("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
    }
    let first_range = keys.iter().position(Key::is_range);
    let last_hash = keys.iter().rposition(Key::is_hash);
    if first_range.is_some_and(|range| last_hash > Some(range)) {
        return Err(Rejection::parameter(
            "All HASH key attributes must precede RANGE key attributes in the KeySchema",
        ));
    }
    for (role, is_role) in [
        ("HASH", Key::is_hash as fn(&Key) -> bool),
        ("RANGE", Key::is_range),
    ] {
        if keys.iter().filter(|key| is_role(key)).count() > 4 {
            return Err(Rejection::parameter(format!(
                "The KeySchema exceeds the maximum allowed number of {role} key attributes"
            )));
        }
    }
    let names: BTreeSet<&str> = keys.iter().map(|key| key.attribute.as_str()).collect();
    if names.len() < keys.len() {
        return invalid("The KeySchema contains multiple key attributes with the same name");
    }
    Ok(())
}

fn invalid(message: &str) -> Judged {
    Err(Rejection::invalid(message))
}
