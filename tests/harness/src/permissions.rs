use serde_json::Value;

/// The actions that IAM asks for before it lets a request through, each with its table; from the Service Authorization
/// Reference. A transaction is allowed by what it is made of, and a table that is made with tags or a policy by what would
/// put these on it.
pub(crate) fn permissions(
    operation: &str,
    body: &Value,
    tables: &[String],
) -> Vec<(String, String)> {
    if operation == "TransactWriteItems" {
        return of_transaction(body);
    }
    let mut actions = vec![operation];
    if operation == "CreateTable" {
        let has = |member: &str| body[member].as_array().is_some_and(|list| !list.is_empty());
        actions.extend(has("Tags").then_some("TagResource"));
        let policy = body["ResourcePolicy"].as_str();
        actions.extend(policy.map(|_| "PutResourcePolicy"));
    }
    let on = |table: &String| {
        let actions = actions.iter();
        actions
            .map(|action| ((*action).to_owned(), table.clone()))
            .collect::<Vec<_>>()
    };
    tables.iter().flat_map(on).collect()
}

fn of_transaction(body: &Value) -> Vec<(String, String)> {
    let items = body["TransactItems"].as_array().into_iter().flatten();
    let of = |item: &Value| {
        let (kind, action) = item.as_object()?.iter().next()?;
        let action_of = match kind.as_str() {
            "ConditionCheck" => "ConditionCheckItem".to_owned(),
            kind => format!("{kind}Item"),
        };
        Some((action_of, action["TableName"].as_str()?.to_owned()))
    };
    let mut needed: Vec<_> = items.filter_map(of).collect();
    needed.sort();
    needed.dedup();
    needed
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn of(operation: &str, body: &Value, tables: &[&str]) -> Vec<String> {
        let tables: Vec<_> = tables.iter().map(ToString::to_string).collect();
        let needed = permissions(operation, body, &tables).into_iter();
        needed
            .map(|(action, table)| format!("{action} {table}"))
            .collect()
    }

    #[test]
    fn a_transaction_needs_what_it_is_made_of() {
        let body = json!({ "TransactItems": [
            { "Put": { "TableName": "a" } }, { "Put": { "TableName": "a" } }, { "ConditionCheck": { "TableName": "b" } },
        ] });
        let needed = of("TransactWriteItems", &body, &["a", "b"]);
        assert_eq!(needed, ["ConditionCheckItem b", "PutItem a"]);
    }

    #[test]
    fn a_new_table_needs_what_it_carries_too() {
        assert_eq!(of("CreateTable", &json!({}), &["a"]), ["CreateTable a"]);
        let body = json!({ "Tags": [{ "Key": "team" }], "ResourcePolicy": "{}" });
        let needed = of("CreateTable", &body, &["a"]);
        assert_eq!(
            needed,
            ["CreateTable a", "TagResource a", "PutResourcePolicy a"]
        );
    }
}
