use serde_json::Value;

use super::Source;

/// A request about tables that the law let pass and the engine carried out.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Accepted {
    /// The operation by its name in the protocol, for example `UpdateTable`.
    pub operation: String,
    /// The table.
    pub table: String,
    /// The request.
    pub body: Value,
}

/// A request about tables that the law rejected.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Rejected {
    /// The operation by its name in the protocol, for example `UpdateTable`.
    pub operation: String,
    /// The table, if the request names one.
    pub table: Option<String>,
    /// The request.
    pub body: Value,
    /// The code of the answer.
    pub code: &'static str,
    /// The text of the answer.
    pub message: String,
    /// Where the rule is from.
    pub source: Source,
}
