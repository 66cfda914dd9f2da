use std::collections::BTreeSet;

use serde_json::Value;

/// The tables that a request's body names, by their real names or the names in their ARNs.
pub(super) fn tables_of(body: &[u8]) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    tables_in(
        &serde_json::from_slice(body).unwrap_or_default(),
        &mut named,
    );
    named
}

/// The PartiQL statements of a body, be it one or several.
pub(super) fn statements_of(body: &[u8]) -> Vec<String> {
    let value: Value = serde_json::from_slice(body).unwrap_or_default();
    let several = ["Statements", "TransactStatements"].iter();
    let several = several
        .filter_map(|field| value[field].as_array())
        .flatten();
    // A statement that is no text is one that nobody knows to be harmless.
    let text = |one: &Value| one["Statement"].as_str().unwrap_or_default().to_owned();
    let single = value.get("Statement").map(|_| text(&value));
    single.into_iter().chain(several.map(text)).collect()
}

/// Whether a body has these bytes somewhere: most have not, and need not be parsed.
pub(super) fn contains(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

/// Collects the names of tables in the body of a request: `TableName` and `ResourceArn` wherever they stand, the keys
/// of `RequestItems`, and the first name of a PartiQL statement's target.
fn tables_in(value: &Value, named: &mut BTreeSet<String>) {
    let Value::Object(fields) = value else { return };
    for (field, value) in fields {
        match (field.as_str(), value) {
            ("TableName" | "ResourceArn" | "TableArn", Value::String(name)) => {
                named.extend([table_of(name)]);
            }
            ("Statement", Value::String(statement)) => named.extend(target_of(statement)),
            ("RequestItems", Value::Object(tables)) => {
                named.extend(tables.keys().map(|name| table_of(name)))
            }
            ("TransactItems" | "TransactStatements" | "Statements", Value::Array(actions)) => {
                for action in actions {
                    tables_in(action, named);
                }
            }
            ("Put" | "Update" | "Delete" | "ConditionCheck" | "Get", action) => {
                tables_in(action, named)
            }
            // Everything else names no table: keys, items, expressions.
            (_, _) => {}
        }
    }
}

/// The table of a name or of an ARN such as `arn:aws:dynamodb:…:table/customers/index/by_email`.
fn table_of(name: &str) -> String {
    let after = name.split_once(":table/").map_or(name, |(_, rest)| rest);
    after.split('/').next().unwrap_or(after).to_owned()
}

/// The target of a PartiQL statement: the word behind INTO, FROM or UPDATE.
fn target_of(statement: &str) -> Option<String> {
    let mut words = statement.split_whitespace();
    words.find(|word| ["into", "from", "update"].contains(&word.to_lowercase().as_str()))?;
    let target = words.next()?.trim_start_matches('"');
    Some(
        target
            .split(['"', '.', ' '])
            .next()
            .unwrap_or(target)
            .to_owned(),
    )
}

/// The capacity units that an answer names; most name none, and are not parsed.
pub(super) fn units_in(body: &[u8]) -> f64 {
    if !contains(body, b"\"ConsumedCapacity\"") {
        return 0.0;
    }
    let answer: Value = serde_json::from_slice(body).unwrap_or_default();
    match &answer["ConsumedCapacity"] {
        Value::Array(tables) => tables
            .iter()
            .filter_map(|table| table["CapacityUnits"].as_f64())
            .sum(),
        table => table["CapacityUnits"].as_f64().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(body: serde_json::Value) -> Vec<String> {
        let mut named = BTreeSet::new();
        tables_in(&body, &mut named);
        named.into_iter().collect()
    }

    #[test]
    fn every_form_of_request_shows_its_tables() {
        use serde_json::json;
        assert_eq!(
            named(json!({"TableName": "a", "Item": {"TableName": {"S": "not me"}}})),
            ["a"]
        );
        assert_eq!(
            named(json!({"RequestItems": {"a": [], "b": {}}})),
            ["a", "b"]
        );
        let transaction =
            json!({"TransactItems": [{"Put": {"TableName": "a"}}, {"Delete": {"TableName": "b"}}]});
        assert_eq!(named(transaction), ["a", "b"]);
        assert_eq!(
            named(json!({"Statement": "UPDATE \"a\".\"by_x\" SET y = 1"})),
            ["a"]
        );
        assert_eq!(
            named(json!({"Statements": [{"Statement": "INSERT INTO \"a b\" VALUE {}"}]})),
            ["a"]
        );
        assert_eq!(
            named(json!({"ResourceArn": "arn:aws:dynamodb:eu-west-1:1:table/a/stream/x"})),
            ["a"]
        );
    }

    #[test]
    fn units_are_read_from_single_and_batch_answers() {
        assert_eq!(
            units_in(b"{\"ConsumedCapacity\":{\"CapacityUnits\":1.5}}"),
            1.5
        );
        let batch = b"{\"ConsumedCapacity\":[{\"CapacityUnits\":1.0},{\"CapacityUnits\":2.0}]}";
        assert_eq!(units_in(batch), 3.0);
        assert_eq!(units_in(b"{}"), 0.0);
    }
}
