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

/// Which plane an operation is on.
pub(super) fn plane(operation: &str) -> Plane {
    if DATA.contains(&operation) {
        Plane::Data
    } else {
        Plane::Control
    }
}
