use serde::Serialize;

use super::write::{Limit, Operation, Resource, ThrottlingReason};

/// By what a request of an item migration was throttled, as AWS told it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ThrottledBy {
    /// Whether it read or wrote.
    pub operation: ThrottledOperation,
    /// What has the limit.
    pub resource: ThrottledResource,
    /// Which limit it is.
    pub limit: ThrottledLimit,
}

/// Which of a table's two rates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ThrottledOperation {
    /// That of reads.
    Read,
    /// That of writes.
    Write,
}

/// What a limit is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ThrottledResource {
    /// A table.
    Table,
    /// An index of one.
    Index,
}

/// Which limit a request has reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ThrottledLimit {
    /// That of one partition: 3,000 read and 1,000 write units a second. Its segment alone slows down.
    KeyRange,
    /// What is provisioned.
    Provisioned,
    /// The account's quota.
    Account,
    /// The cap that is set for a table on demand.
    MaxOnDemand,
    /// One that this release does not know.
    Other,
}

impl From<&ThrottlingReason> for ThrottledBy {
    fn from(reason: &ThrottlingReason) -> Self {
        Self {
            operation: match reason.operation {
                Operation::Read => ThrottledOperation::Read,
                Operation::Write => ThrottledOperation::Write,
            },
            resource: match &reason.resource {
                Resource::Table(_) => ThrottledResource::Table,
                Resource::Index(_) => ThrottledResource::Index,
            },
            limit: match reason.limit {
                Limit::KeyRange => ThrottledLimit::KeyRange,
                Limit::Provisioned => ThrottledLimit::Provisioned,
                Limit::Account => ThrottledLimit::Account,
                Limit::MaxOnDemand => ThrottledLimit::MaxOnDemand,
                Limit::Other => ThrottledLimit::Other,
            },
        }
    }
}
