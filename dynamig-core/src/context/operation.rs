use super::body::statements_of;

/// What the fence has to know of an operation, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Plane {
    /// Items: reads and writes of milliseconds.
    Data,
    /// Tables and what belongs to them: the longer time-out.
    Control,
}

const DATA: [&str; 13] = [
    "BatchExecuteStatement",
    "BatchGetItem",
    "BatchWriteItem",
    "DeleteItem",
    "ExecuteStatement",
    "ExecuteTransaction",
    "GetItem",
    "PutItem",
    "Query",
    "Scan",
    "TransactGetItems",
    "TransactWriteItems",
    "UpdateItem",
];

/// Those that read, whatever is in their bodies.
const READS: [&str; 16] = [
    "BatchGetItem",
    "DescribeBackup",
    "DescribeContinuousBackups",
    "DescribeEndpoints",
    "DescribeKinesisStreamingDestination",
    "DescribeLimits",
    "DescribeTable",
    "DescribeTimeToLive",
    "GetItem",
    "GetResourcePolicy",
    "ListBackups",
    "ListTables",
    "ListTagsOfResource",
    "Query",
    "Scan",
    "TransactGetItems",
];

/// Whether a request changes nothing. Of PartiQL that is so where each statement is a SELECT.
pub(crate) fn reads(operation: &str, body: &[u8]) -> bool {
    match operation {
        "BatchExecuteStatement" | "ExecuteStatement" | "ExecuteTransaction" => selects(body),
        operation => READS.contains(&operation),
    }
}

fn selects(body: &[u8]) -> bool {
    let statements = statements_of(body);
    let is_select = |statement: &String| {
        let verb = statement.split_whitespace().next().unwrap_or_default();
        verb.eq_ignore_ascii_case("select")
    };
    !statements.is_empty() && statements.iter().all(is_select)
}

/// Which plane an operation is on.
pub(super) fn plane(operation: &str) -> Plane {
    if DATA.contains(&operation) {
        Plane::Data
    } else {
        Plane::Control
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_certainly_reads_reads() {
        assert!(reads("Scan", b"{}"));
        assert!(!reads("PutItem", b"{}"));
        assert!(!reads("AnOperationOfNextYear", b"{}"));
        let single = |statement: &str| format!("{{\"Statement\":\"{statement}\"}}");
        assert!(reads(
            "ExecuteStatement",
            single("select * from t").as_bytes()
        ));
        assert!(!reads(
            "ExecuteStatement",
            single("UPDATE t SET a = 1").as_bytes()
        ));
        assert!(!reads("ExecuteStatement", b"no JSON"));
        let many = |field: &str, last: &str| {
            format!(
                "{{\"{field}\":[{},{}]}}",
                single(" SELECT a FROM t"),
                single(last)
            )
        };
        for (operation, field) in [
            ("BatchExecuteStatement", "Statements"),
            ("ExecuteTransaction", "TransactStatements"),
        ] {
            assert!(reads(operation, many(field, "SELECT b FROM t").as_bytes()));
            assert!(!reads(operation, many(field, "DELETE FROM t").as_bytes()));
        }
    }
}
