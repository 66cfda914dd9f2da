use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::index::all;
use super::{Billing, Index, Key, Pending, Phase, Spent, Status, Throughput, definitions, keys};
use crate::strict::asked::{list, text};
use crate::strict::clock::Moment;

/// A table as the law sees it.
#[derive(Clone, Debug, Default)]
pub(in crate::strict) struct Table {
    pub(in crate::strict) keys: Vec<Key>,
    /// Types by name, also of attributes that are no longer used.
    pub(in crate::strict) attributes: BTreeMap<String, String>,
    /// Keys of local indexes, by name.
    pub(in crate::strict) locals: BTreeMap<String, Vec<Key>>,
    /// How many attributes the local indexes include.
    pub(in crate::strict) included_locally: usize,
    pub(in crate::strict) vectors: BTreeSet<String>,
    pub(in crate::strict) indexes: BTreeMap<String, Index>,
    pub(in crate::strict) billing: Billing,
    /// When it last went on demand.
    pub(in crate::strict) on_demand_since: Option<Moment>,
    pub(in crate::strict) throughput: Throughput,
    /// None until one was given: that is `STANDARD`, and not described.
    pub(in crate::strict) class: Option<String>,
    pub(in crate::strict) encryption: Encryption,
    pub(in crate::strict) stream: Option<String>,
    pub(in crate::strict) protected: bool,
    /// How many days back it can be recovered to, if at all.
    pub(in crate::strict) recovery: Option<i64>,
    /// The attribute of TTL, if it is on.
    pub(in crate::strict) ttl: Option<String>,
    pub(in crate::strict) tags: BTreeMap<String, String>,
    pub(in crate::strict) policy: Option<Policy>,
    pub(in crate::strict) pending: Pending,
    pub(in crate::strict) spent: Spent,
    /// What it was described as last, for when the engine no longer has it.
    pub(in crate::strict) described: Value,
}

/// Encryption at rest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::strict) enum Encryption {
    /// With a key that AWS owns.
    #[default]
    Default,
    /// With the key that AWS manages in KMS, or the one of this ARN.
    Kms(Option<String>),
}

/// A resource policy.
#[derive(Clone, Debug)]
pub(in crate::strict) struct Policy {
    pub(in crate::strict) document: String,
    pub(in crate::strict) revision: u64,
}

impl Table {
    /// The shape that a request creates or a description shows: keys, indexes, billing, throughput, stream.
    pub(in crate::strict) fn shaped(body: &Value, billing: Billing) -> Self {
        let named = |list_of: &str| list(&body[list_of]).to_vec();
        let name = |index: &Value| Some(text(&index["IndexName"])?.to_owned());
        let locals = named("LocalSecondaryIndexes");
        let stream = &body["StreamSpecification"];
        let view = text(&stream["StreamViewType"]).filter(|_| stream["StreamEnabled"] == true);
        Self {
            keys: keys(body),
            attributes: definitions(body).into_iter().collect(),
            included_locally: locals
                .iter()
                .map(|local| list(&local["Projection"]["NonKeyAttributes"]).len())
                .sum(),
            locals: locals
                .iter()
                .filter_map(|local| Some((name(local)?, keys(local))))
                .collect(),
            vectors: named("VectorIndexes").iter().filter_map(name).collect(),
            indexes: all(body, billing).collect(),
            billing,
            throughput: Throughput::created(body, billing),
            stream: view.map(str::to_owned),
            ..Self::default()
        }
    }

    pub(in crate::strict) fn status(&self, now: Moment) -> Status {
        self.pending.status(now)
    }

    /// The indexes that are not on their way out, by name.
    pub(in crate::strict) fn live_indexes(
        &self,
        now: Moment,
    ) -> impl Iterator<Item = (&str, &Index)> {
        self.indexes
            .iter()
            .filter(move |(_, index)| !matches!(index.phase(now), Phase::Deleting | Phase::Gone))
            .map(|(name, index)| (name.as_str(), index))
    }

    /// The index that takes the table's only online operation.
    pub(in crate::strict) fn online_operation(&self, now: Moment) -> Option<(&str, Phase)> {
        self.indexes
            .iter()
            .map(|(name, index)| (name.as_str(), index.phase(now)))
            .find(|(_, phase)| phase.is_online_operation())
    }

    /// The attributes of its keys and of those of all its indexes.
    pub(in crate::strict) fn key_attributes(&self) -> BTreeSet<&str> {
        let of_locals = self.locals.values().flatten();
        let of_indexes = self.indexes.values().flat_map(|index| &index.keys);
        self.keys
            .iter()
            .chain(of_locals)
            .chain(of_indexes)
            .map(|key| key.attribute.as_str())
            .collect()
    }

    /// Forgets the indexes that are gone.
    pub(in crate::strict) fn settle(&mut self, now: Moment) {
        self.indexes
            .retain(|_, index| index.phase(now) != Phase::Gone);
    }
}
