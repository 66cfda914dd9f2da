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

const READS: [&str; 5] = [
    "BatchGetItem",
    "GetItem",
    "Query",
    "Scan",
    "TransactGetItems",
];

/// Which plane an operation is on.
pub(super) fn plane(operation: &str) -> Plane {
    if DATA.contains(&operation) {
        Plane::Data
    } else {
        Plane::Control
    }
}

/// Whether an operation only reads. PartiQL counts as writing: its text decides, and is not parsed here.
pub(super) fn is_read(operation: &str) -> bool {
    READS.contains(&operation) || operation.starts_with("Describe") || operation.starts_with("List")
}
