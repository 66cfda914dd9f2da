//! `AWS::DynamoDB::GlobalTable`: the replica of one region, as a table of its own.

use super::left_out::{inner, leave_out, made, maps};
use super::policy::policy;
use super::resolve::{as_text, to_give};
use super::table::unknown;
use super::template::{get, take};
use crate::shape::Reader;
use crate::value::{Entry, Kind, Value};

/// What all replicas have in common with the CreateTable request.
const SAME: [&str; 10] = [
    "TableName",
    "AttributeDefinitions",
    "KeySchema",
    "LocalSecondaryIndexes",
    "GlobalSecondaryIndexes",
    "BillingMode",
    "SSESpecification",
    "StreamSpecification",
    "TimeToLiveSpecification",
    "WarmThroughput",
];

/// What each replica has of its own.
const OF_REPLICA: [&str; 5] = [
    "DeletionProtectionEnabled",
    "PointInTimeRecoverySpecification",
    "ResourcePolicy",
    "TableClass",
    "Tags",
];

const UNMANAGED: &[&str] = &[
    "GlobalTableSettingsReplicationMode",
    "GlobalTableSourceArn",
    "GlobalTableWitnesses",
    "MultiRegionConsistency",
];

/// The table of one region; the region is the only one, or the one that is given.
pub(super) fn shaped<'t>(
    mut entries: Vec<Entry<'t>>,
    at: usize,
    region: Option<&str>,
    notes: &mut Vec<String>,
    reader: &mut Reader<'_>,
) -> Vec<Entry<'t>> {
    let Some(mut replica) = replica(&mut entries, at, region, notes, reader) else {
        return Vec::new();
    };
    leave_out(&mut entries, UNMANAGED, "the table", notes);
    let unmanaged = [
        "ContributorInsightsSpecification",
        "KinesisStreamSpecification",
        "ReplicaStreamSpecification",
        "GlobalTableSettingsReplicationMode",
    ];
    leave_out(&mut replica, &unmanaged, "the replica", notes);
    let mut table = Vec::new();
    for name in SAME {
        table.extend(take(&mut entries, name));
    }
    for name in OF_REPLICA {
        table.extend(take(&mut replica, name));
    }
    policy(&mut table, reader);
    encryption(&mut table, &mut replica);
    throughput(
        "the table",
        at,
        [&mut entries, &mut replica],
        &mut table,
        notes,
    );
    indexes(&mut table, &mut replica, at, notes, reader);
    for entry in &entries {
        unknown("AWS::DynamoDB::GlobalTable", entry, reader);
    }
    for entry in &replica {
        unknown("a replica", entry, reader);
    }
    table
}

fn replica<'t>(
    entries: &mut Vec<Entry<'t>>,
    at: usize,
    region: Option<&str>,
    notes: &mut Vec<String>,
    reader: &mut Reader<'_>,
) -> Option<Vec<Entry<'t>>> {
    let (at, replicas) = match take(entries, "Replicas").map(|entry| entry.value) {
        Some(Value {
            at,
            kind: Kind::List(values),
        }) => (at, values),
        other => {
            let at = other.map_or(at, |value| value.at);
            reader.refuse(at, "a global table has a list of `Replicas`", "");
            return None;
        }
    };
    let mut regions = Vec::new();
    for replica in replicas {
        let members = super::template::map("a replica", replica, reader)?;
        let name = get(&members, "Region").and_then(|region| as_text(&region.kind));
        regions.push((name.unwrap_or_default(), members));
    }
    let chosen = match region {
        Some(region) => regions.iter().position(|(name, _)| name == region),
        None => (regions.len() == 1).then_some(0),
    };
    let names: Vec<_> = regions.iter().map(|(name, _)| name.clone()).collect();
    let Some(chosen) = chosen else {
        let sentence = match region {
            Some(region) => format!(
                "no replica is in {region}: they are in {}",
                names.join(", ")
            ),
            None => format!(
                "the replicas are in {}: which one is meant?",
                names.join(", ")
            ),
        };
        reader.refuse(at, sentence, to_give("AWS::Region"));
        return None;
    };
    let (name, mut members) = regions.swap_remove(chosen);
    take(&mut members, "Region");
    let others = names.iter().filter(|other| **other != name);
    notes.extend(others.map(|other| format!("left out: the replica in {other}")));
    Some(members)
}

/// The key of KMS is the replica's.
fn encryption(table: &mut Vec<Entry<'_>>, replica: &mut Vec<Entry<'_>>) {
    let Some(key) = inner(replica, "SSESpecification").and_then(|sse| take(sse, "KMSMasterKeyId"))
    else {
        return;
    };
    take(replica, "SSESpecification");
    let (at, text) = (key.at, as_text(&key.value.kind).unwrap_or_default());
    if let Some(sse) = inner(table, "SSESpecification") {
        sse.push(made("KMSMasterKeyId", at, Kind::Text(text.into())));
    }
}

/// Brings the settings of reads and writes, of which either may be the replica's, into the shape of CreateTable.
fn throughput<'t>(
    what: &str,
    at: usize,
    [shared, own]: [&mut Vec<Entry<'t>>; 2],
    table: &mut Vec<Entry<'t>>,
    notes: &mut Vec<String>,
) {
    let mut settings = |name: &str| {
        let shared = take(shared, name);
        take(own, name).or(shared).map(|entry| entry.value.kind)
    };
    let read = settings("ReadProvisionedThroughputSettings");
    let write = settings("WriteProvisionedThroughputSettings");
    let capacity: Vec<_> = [
        ("ReadCapacityUnits", "ReadCapacityAutoScalingSettings", read),
        (
            "WriteCapacityUnits",
            "WriteCapacityAutoScalingSettings",
            write,
        ),
    ]
    .into_iter()
    .filter_map(|(name, scaled, kind)| {
        Some(made(name, at, units(what, name, scaled, kind?, notes)?))
    })
    .collect();
    if !capacity.is_empty() {
        table.push(made("ProvisionedThroughput", at, Kind::Map(capacity)));
    }
    let mut caps = Vec::new();
    for name in [
        "ReadOnDemandThroughputSettings",
        "WriteOnDemandThroughputSettings",
    ] {
        if let Some(Kind::Map(members)) = settings(name) {
            caps.extend(members);
        }
    }
    if !caps.is_empty() {
        table.push(made("OnDemandThroughput", at, Kind::Map(caps)));
    }
}

/// What is provisioned; where that is scaled, what it begins with.
fn units<'t>(
    what: &str,
    name: &str,
    scaled: &str,
    kind: Kind<'t>,
    notes: &mut Vec<String>,
) -> Option<Kind<'t>> {
    let Kind::Map(mut members) = kind else {
        return None;
    };
    if let Some(units) = take(&mut members, name) {
        return Some(units.value.kind);
    }
    let Kind::Map(mut scaling) = take(&mut members, scaled)?.value.kind else {
        return None;
    };
    let seed = take(&mut scaling, "SeedCapacity");
    let units = seed
        .or_else(|| take(&mut scaling, "MinCapacity"))?
        .value
        .kind;
    notes.push(format!(
        "`{name}` of {what} is scaled by AWS: what it begins with is written"
    ));
    Some(units)
}

/// The indexes, each with what the replica says of it.
fn indexes<'t>(
    table: &mut [Entry<'t>],
    replica: &mut Vec<Entry<'t>>,
    at: usize,
    notes: &mut Vec<String>,
    reader: &mut Reader<'_>,
) {
    let mut of_replica: Vec<_> = maps(replica, "GlobalSecondaryIndexes")
        .map(std::mem::take)
        .collect();
    take(replica, "GlobalSecondaryIndexes");
    for index in maps(table, "GlobalSecondaryIndexes") {
        let name = get(index, "IndexName")
            .and_then(|name| as_text(&name.kind))
            .unwrap_or_default();
        let of_this = |own: &&mut Vec<Entry<'t>>| {
            let own = get(own, "IndexName").and_then(|name| as_text(&name.kind));
            own.as_ref() == Some(&name)
        };
        let mut none = Vec::new();
        let own = of_replica.iter_mut().find(of_this).unwrap_or(&mut none);
        let what = format!("index `{}`", super::template::shown(&name));
        leave_out(own, &["ContributorInsightsSpecification"], &what, notes);
        let mut made = Vec::new();
        throughput(&what, at, [index, own], &mut made, notes);
        index.extend(made);
        take(own, "IndexName");
    }
    for entry in of_replica.iter().flatten() {
        unknown("an index of the replica", entry, reader);
    }
}
