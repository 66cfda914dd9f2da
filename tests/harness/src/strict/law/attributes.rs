//! What a request defines of attributes.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::strict::asked::given;
use crate::strict::held::{Key, Table, definitions, keys};
use crate::strict::rejection::{Judged, Rejection};

/// Of a new table. Unused definitions beside indexes pass: AWS lists them in the order of its own hash tables.
pub(super) fn check_created(body: &Value) -> Judged {
    check_once(body)?;
    let defined: BTreeSet<String> = definitions(body)
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    let keys = keys(body);
    let used: BTreeSet<&str> = keys.iter().map(|key| key.attribute.as_str()).collect();
    check_defined(&keys, &defined)?;
    let has_index = [
        "GlobalSecondaryIndexes",
        "LocalSecondaryIndexes",
        "VectorIndexes",
    ]
    .iter()
    .any(|indexes| given(&body[*indexes]));
    if !has_index && used.len() != defined.len() {
        return Err(Rejection::parameter(
            "Number of attributes in KeySchema does not exactly match number of attributes defined in \
             AttributeDefinitions",
        ));
    }
    Ok(())
}

fn check_defined(keys: &[Key], defined: &BTreeSet<String>) -> Judged {
    let is_defined = |key: &Key| defined.contains(&key.attribute);
    if keys.iter().all(is_defined) {
        return Ok(());
    }
    if defined.is_empty() || keys.len() > 1 {
        return Err(Rejection::invalid(
            "Invalid KeySchema: Some index key attribute have no definition",
        ));
    }
    // One key attribute, so its place in AWS's list is no question; with more definitions than one, theirs is the
    // engine's.
    let [key] = keys else { return Ok(()) };
    match defined.iter().collect::<Vec<_>>().as_slice() {
        [only] => Err(Rejection::parameter(format!(
            "Some index key attributes are not defined in AttributeDefinitions. Keys: [{}], AttributeDefinitions: \
             [{only}]",
            key.attribute
        ))),
        _ => Ok(()),
    }
}

pub(super) fn check_once(body: &Value) -> Judged {
    let mut seen = BTreeSet::new();
    for (name, _) in definitions(body) {
        if !seen.insert(name.clone()) {
            return Err(Rejection::invalid(format!(
                "Attribute Name is duplicated: {name}"
            )));
        }
    }
    Ok(())
}

/// Of a new index: an attribute that a key uses keeps its type.
pub(super) fn check_not_redefined(body: &Value, table: &Table) -> Judged {
    let used = table.key_attributes();
    for (name, kind) in definitions(body) {
        let old = table.attributes.get(&name);
        if let Some(old) = old.filter(|old| used.contains(name.as_str()) && **old != kind) {
            return Err(Rejection::invalid(format!(
                "{REDEFINED}. Existing schema: Schema:[SchemaElement: key{{{name}:{old}:{}}}] New schema: \
                 Schema:[SchemaElement: key{{{name}:{kind}:{}}}]",
                role(&table.keys, &name),
                role_in_updates(body, &name),
            )));
        }
    }
    Ok(())
}

const REDEFINED: &str = "One or more parameter values were invalid: Attributes cannot be redefined. Please check that \
                         your attribute has the same type as previously defined";

fn role(keys: &[Key], name: &str) -> String {
    let key = keys.iter().find(|key| key.attribute == name);
    key.map_or_else(|| "HASH".to_owned(), |key| key.role.clone())
}

fn role_in_updates(body: &Value, name: &str) -> String {
    let created: Vec<Key> = super::create_index::created(body).flat_map(keys).collect();
    role(&created, name)
}
