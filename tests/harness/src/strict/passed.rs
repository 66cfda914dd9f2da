//! What of a request is the engine's.

use serde_json::{Value, json};

use super::asked::{Asked, given, list, text};
use super::held::keys;
use super::law::concerns;

/// What the layer holds itself, of a table and of an index.
const HELD: [&str; 7] = [
    "ProvisionedThroughput",
    "OnDemandThroughput",
    "WarmThroughput",
    "SSESpecification",
    "TableClass",
    "DeletionProtectionEnabled",
    "ResourcePolicy",
];

/// The request that the engine gets; none where nothing is left for it.
pub(super) fn passed(asked: &Asked) -> Option<Value> {
    match asked.operation.as_str() {
        "CreateTable" => Some(created(&asked.body)),
        "UpdateTable" => updated(&asked.body),
        "UpdateContinuousBackups" | "PutResourcePolicy" | "DeleteResourcePolicy" => None,
        _ => Some(asked.body.clone()),
    }
}

fn created(body: &Value) -> Value {
    let mut body = without_held(body);
    // So that the engine asks for no capacity; billing is the layer's.
    body["BillingMode"] = json!("PAY_PER_REQUEST");
    for index in list_mut(&mut body["GlobalSecondaryIndexes"]) {
        *index = without_held(index);
    }
    body
}

fn updated(body: &Value) -> Option<Value> {
    if concerns(body).is_empty() {
        return Some(body.clone());
    }
    let mut left = without_held(body);
    let members = left.as_object_mut()?;
    members.remove("BillingMode");
    let updates: Vec<Value> = list(&body["GlobalSecondaryIndexUpdates"])
        .iter()
        .filter_map(index_update)
        .collect();
    if updates.is_empty() {
        members.remove("GlobalSecondaryIndexUpdates");
    } else {
        members.insert(
            "GlobalSecondaryIndexUpdates".to_owned(),
            Value::Array(updates),
        );
    }
    let is_about_vectors = members.contains_key("VectorIndexUpdates");
    let only_needed = |definitions: &mut Value| {
        if !is_about_vectors && let Some(all) = definitions.as_array_mut() {
            all.retain(|definition| is_needed(body, definition));
        }
    };
    members.get_mut("AttributeDefinitions").map(only_needed);
    let has_more = members
        .keys()
        .any(|name| name != "TableName" && name != "AttributeDefinitions");
    has_more.then_some(left)
}

/// What is created or deleted; a change to an index that stays is the layer's.
fn index_update(update: &Value) -> Option<Value> {
    if given(&update["Create"]) {
        return Some(json!({ "Create": without_held(&update["Create"]) }));
    }
    given(&update["Delete"]).then(|| update.clone())
}

/// AWS ignores what no new index uses.
fn is_needed(body: &Value, definition: &Value) -> bool {
    list(&body["GlobalSecondaryIndexUpdates"])
        .iter()
        .flat_map(|update| keys(&update["Create"]))
        .any(|key| text(&definition["AttributeName"]) == Some(&key.attribute))
}

fn without_held(owner: &Value) -> Value {
    let mut left = owner.clone();
    if let Some(members) = left.as_object_mut() {
        members.retain(|name, _| !HELD.contains(&name.as_str()));
    }
    left
}

fn list_mut(value: &mut Value) -> impl Iterator<Item = &mut Value> {
    value.as_array_mut().into_iter().flatten()
}
