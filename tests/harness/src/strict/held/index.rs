use serde_json::Value;

use super::{Billing, Key, Throughput, keys};
use crate::strict::asked::{list, text};
use crate::strict::clock::Moment;

/// A global secondary index.
#[derive(Clone, Debug)]
pub(in crate::strict) struct Index {
    pub(in crate::strict) keys: Vec<Key>,
    /// How many attributes it includes.
    pub(in crate::strict) included: usize,
    pub(in crate::strict) throughput: Throughput,
    /// Until when it is allocated; then it is backfilling.
    pub(in crate::strict) allocated: Moment,
    /// Until when it is backfilling.
    pub(in crate::strict) filled: Moment,
    /// Until when its capacity changes.
    pub(in crate::strict) updated: Moment,
    pub(in crate::strict) warmed: Moment,
    pub(in crate::strict) deleting: Option<Deleting>,
}

/// An index that the engine no longer has.
#[derive(Clone, Debug)]
pub(in crate::strict) struct Deleting {
    pub(in crate::strict) until: Moment,
    /// What it was described as last.
    pub(in crate::strict) described: Value,
}

/// Where an index is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::strict) enum Phase {
    Allocating,
    Backfilling,
    Updating,
    Active,
    Deleting,
    Gone,
}

impl Index {
    /// Of a table that is created with it, or that has it already.
    pub(in crate::strict) fn of(index: &Value, billing: Billing) -> Self {
        Self {
            keys: keys(index),
            included: list(&index["Projection"]["NonKeyAttributes"]).len(),
            throughput: Throughput::created(index, billing),
            allocated: Moment::default(),
            filled: Moment::default(),
            updated: Moment::default(),
            warmed: Moment::default(),
            deleting: None,
        }
    }

    pub(in crate::strict) fn phase(&self, now: Moment) -> Phase {
        match &self.deleting {
            Some(deleting) if now < deleting.until => Phase::Deleting,
            Some(_) => Phase::Gone,
            None if now < self.allocated => Phase::Allocating,
            None if now < self.filled => Phase::Backfilling,
            None if now < self.updated => Phase::Updating,
            None => Phase::Active,
        }
    }
}

impl Phase {
    /// Whether the table's only online operation on indexes is taken by it.
    pub(in crate::strict) fn is_online_operation(self) -> bool {
        matches!(self, Self::Allocating | Self::Backfilling | Self::Deleting)
    }

    pub(in crate::strict) fn word(self) -> &'static str {
        match self {
            Self::Allocating | Self::Backfilling => "CREATING",
            Self::Updating => "UPDATING",
            Self::Active => "ACTIVE",
            Self::Deleting | Self::Gone => "DELETING",
        }
    }
}

/// The global indexes of a request or a description, by name.
pub(super) fn all(body: &Value, billing: Billing) -> impl Iterator<Item = (String, Index)> + '_ {
    list(&body["GlobalSecondaryIndexes"])
        .iter()
        .filter_map(move |index| {
            let name = text(&index["IndexName"])?;
            Some((name.to_owned(), Index::of(index, billing)))
        })
}
