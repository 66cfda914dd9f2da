use std::time::Instant;

use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use serde_json::Value;

use crate::permissions::permissions;

/// What a test may know of a request: never a value of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Seen {
    /// The operation by its name in the protocol, for example `UpdateItem`.
    pub operation: String,
    /// The real names of the tables that it names, sorted.
    pub tables: Vec<String>,
    /// What IAM asks for before it lets the request through: actions without `dynamodb:`, each with its table.
    pub permissions: Vec<(String, String)>,
    /// Whether it only reads.
    pub access: Access,
    /// When it arrived. Never tokio's clock: this one is not paused.
    pub at: Instant,
    /// The name that its sender gave itself as the SDK's application name (`AWS_SDK_UA_APP_ID`).
    pub sender: Option<String>,
}

/// Whether a request only reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// It changes nothing, and read-only rights allow it.
    Read,
    /// It may change something.
    Write,
}

impl Seen {
    pub(crate) fn of(request: &HttpRequest) -> Self {
        let target = request.headers().get("x-amz-target").unwrap_or_default();
        let operation = target.rsplit('.').next().unwrap_or_default();
        let body = request.body().bytes().unwrap_or_default();
        let body = serde_json::from_slice(body).unwrap_or(Value::Null);
        Self {
            operation: operation.to_owned(),
            tables: tables(&body),
            permissions: permissions(operation, &body, &tables(&body)),
            access: access(operation, &body),
            at: Instant::now(),
            sender: sender(request),
        }
    }
}

/// Everything that is not known to read is a write.
fn access(operation: &str, body: &Value) -> Access {
    let reads = match operation {
        "GetItem" | "BatchGetItem" | "TransactGetItems" | "Query" | "Scan" | "SearchVectors"
        | "GetResourcePolicy" => true,
        "ExecuteStatement" | "BatchExecuteStatement" | "ExecuteTransaction" => {
            let statements = statements(body);
            !statements.is_empty() && statements.iter().all(|statement| selects(statement))
        }
        _ => operation.starts_with("Describe") || operation.starts_with("List"),
    };
    if reads { Access::Read } else { Access::Write }
}

fn selects(statement: &str) -> bool {
    let verb = statement.split_whitespace().next().unwrap_or_default();
    verb.eq_ignore_ascii_case("select")
}

/// The PartiQL statements of a request.
fn statements(body: &Value) -> Vec<&str> {
    let many = [&body["Statements"], &body["TransactStatements"]];
    std::iter::once(body)
        .chain(many.into_iter().filter_map(Value::as_array).flatten())
        .filter_map(|holder| holder["Statement"].as_str())
        .collect()
}

fn tables(body: &Value) -> Vec<String> {
    let mut tables: Vec<String> = Vec::new();
    tables.extend(body["TableName"].as_str().map(str::to_owned));
    if let Some(items) = body["RequestItems"].as_object() {
        tables.extend(items.keys().cloned());
    }
    let actions = body["TransactItems"].as_array().into_iter().flatten();
    tables.extend(
        actions
            .filter_map(Value::as_object)
            .flat_map(|action| action.values())
            .filter_map(|action| action["TableName"].as_str())
            .map(str::to_owned),
    );
    tables.extend(statements(body).into_iter().filter_map(statement_table));
    if let Some((_, table)) = body["ResourceArn"]
        .as_str()
        .and_then(|arn| arn.split_once(":table/"))
    {
        tables.push(table.to_owned());
    }
    tables.sort();
    tables.dedup();
    tables
}

/// The table after `FROM`, `INTO` or `UPDATE`, without quotes and without an index's name.
fn statement_table(statement: &str) -> Option<String> {
    let mut words = statement.split_whitespace();
    words.find(|word| {
        ["from", "into", "update"]
            .iter()
            .any(|before| word.eq_ignore_ascii_case(before))
    })?;
    let name = words.next()?;
    let name = match name.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => name.split('.').next()?,
    };
    Some(name.to_owned())
}

fn sender(request: &HttpRequest) -> Option<String> {
    let agent = request
        .headers()
        .get("x-amz-user-agent")
        .or_else(|| request.headers().get("user-agent"))?;
    let name = agent
        .split_whitespace()
        .find_map(|part| part.strip_prefix("app/"))?;
    Some(name.to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_select_statements_are_reads() {
        for (statement, expected) in [
            ("SELECT * FROM t", Access::Read),
            ("  select a from t", Access::Read),
            ("UPDATE t SET a = 1", Access::Write),
            ("selection", Access::Write),
        ] {
            let body = json!({ "Statement": statement });
            assert_eq!(access("ExecuteStatement", &body), expected, "{statement}");
        }
        let mixed = json!({ "Statements": [{ "Statement": "SELECT * FROM t" }, { "Statement": "DELETE FROM t" }] });
        assert_eq!(access("BatchExecuteStatement", &mixed), Access::Write);
    }

    #[test]
    fn an_operation_that_nobody_knows_is_a_write() {
        assert_eq!(access("RestoreEverything", &Value::Null), Access::Write);
        assert_eq!(access("ExecuteStatement", &Value::Null), Access::Write);
        assert_eq!(access("DescribeLimits", &Value::Null), Access::Read);
        assert_eq!(access("ListTables", &Value::Null), Access::Read);
    }

    #[test]
    fn tables_are_found_in_every_shape_of_request() {
        let transaction = json!({ "TransactItems": [
            { "ConditionCheck": { "TableName": "b" } }, { "Put": { "TableName": "a" } }, { "Update": { "TableName": "b" } },
        ] });
        assert_eq!(tables(&transaction), ["a", "b"]);
        assert_eq!(
            tables(&json!({ "RequestItems": { "x": [], "y": [] } })),
            ["x", "y"]
        );
        assert_eq!(
            tables(&json!({ "Statement": "SELECT * FROM \"my.t\".\"by_x\" WHERE a = 1" })),
            ["my.t"]
        );
        assert_eq!(
            tables(&json!({ "Statement": "insert into t value {}" })),
            ["t"]
        );
        assert_eq!(
            tables(&json!({ "ResourceArn": "arn:aws:dynamodb:local:000000000000:table/t" })),
            ["t"]
        );
        assert!(tables(&json!({})).is_empty());
    }
}
