//! What one UpdateTable may change together: one concern, or a legal combination of some.
//!
//! The texts read like transient states, but are not: the same request is never accepted.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::strict::asked::{given, list};
use crate::strict::rejection::{Judged, Rejection};

/// What an UpdateTable is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::strict) enum Concern {
    Encryption,
    Class,
    Protection,
    Replica,
    Warm,
    Caps,
    Stream,
    OnDemand,
    Provisioned,
    Capacity,
    UpdateIndex,
    CreateIndex,
    DeleteIndex,
}

/// The concerns of an UpdateTable.
pub(in crate::strict) fn concerns(body: &Value) -> BTreeSet<Concern> {
    let mut concerns = BTreeSet::new();
    for (member, concern) in [
        ("SSESpecification", Concern::Encryption),
        ("TableClass", Concern::Class),
        ("DeletionProtectionEnabled", Concern::Protection),
        ("ReplicaUpdates", Concern::Replica),
        ("WarmThroughput", Concern::Warm),
        ("OnDemandThroughput", Concern::Caps),
        ("StreamSpecification", Concern::Stream),
        ("ProvisionedThroughput", Concern::Capacity),
    ] {
        if given(&body[member]) {
            concerns.insert(concern);
        }
    }
    match body["BillingMode"].as_str() {
        Some("PAY_PER_REQUEST") => concerns.insert(Concern::OnDemand),
        Some(_) => concerns.insert(Concern::Provisioned),
        None => false,
    };
    for updates in ["GlobalSecondaryIndexUpdates", "VectorIndexUpdates"] {
        concerns.extend(list(&body[updates]).iter().flat_map(of_index_update));
    }
    concerns
}

fn of_index_update(update: &Value) -> Vec<Concern> {
    let mut concerns = Vec::new();
    if given(&update["Create"]) {
        concerns.push(Concern::CreateIndex);
    }
    if given(&update["Delete"]) {
        concerns.push(Concern::DeleteIndex);
    }
    let changed = &update["Update"];
    if given(&changed["WarmThroughput"]) {
        concerns.push(Concern::Warm);
    } else if given(changed) {
        concerns.push(Concern::UpdateIndex);
    }
    concerns
}

/// Each pair of concerns goes together.
pub(super) fn check(concerns: &BTreeSet<Concern>) -> Judged {
    for (i, &first) in concerns.iter().enumerate() {
        for &second in concerns.iter().skip(i + 1) {
            if let Some(message) = conflict(first, second) {
                return Err(Rejection::invalid(message));
            }
        }
    }
    Ok(())
}

/// What AWS says of two concerns that do not go together; the first is the smaller one.
fn conflict(first: Concern, second: Concern) -> Option<&'static str> {
    use Concern::{
        Capacity, Caps, Class, CreateIndex, DeleteIndex, Encryption, OnDemand, Protection,
        Provisioned, Replica, Stream, UpdateIndex, Warm,
    };
    match (first, second) {
        (Encryption, _) => {
            Some("Server-Side Encryption modification must be the only operation in the request")
        }
        (Class, _) => Some("TableClass modification must be the only operation in the request"),
        (Protection, _) => {
            Some("DeletionProtection modification must be the only operation in the request")
        }
        (Replica, _) => Some("Replica modification must be the only operation in the request"),
        (Warm, CreateIndex) => {
            Some("Create global secondary index cannot be specified when updating WarmThroughput")
        }
        (Warm, _) => Some("WarmThroughput must be the only operation in the request"),
        (Caps, OnDemand | Provisioned) => None,
        (Caps, _) => Some(
            "OnDemandThroughput can only be combined with BillingMode in an UpdateTable request",
        ),
        (Stream, OnDemand) => None,
        (Stream, CreateIndex | DeleteIndex) => {
            Some("You cannot create or delete index while changing stream status")
        }
        (Stream, _) => Some("You cannot modify stream status while updating table IOPS"),
        (OnDemand | Provisioned | Capacity, UpdateIndex | Capacity | Provisioned) => None,
        (OnDemand | UpdateIndex, CreateIndex) => None,
        // Two at once are no matter of packing, but of the only online operation.
        (CreateIndex, DeleteIndex) => None,
        (_, CreateIndex | DeleteIndex) => {
            Some("You cannot create or delete index while updating table IOPS")
        }
        // The set has each concern once, in order: nothing else comes second.
        (_, _) => None,
    }
}
