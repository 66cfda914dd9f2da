//! `AWS::DynamoDB::GlobalTable`: the replica of one region, as a table of its own.

use super::left_out::{inner, leave_out, made, maps};
use super::resolve::{as_text, to_give};
use super::table::unknown;
use super::template::{get, map, take};
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

const UNMANAGED_OF_REPLICA: &[&str] = &[
    "ContributorInsightsSpecification",
    "KinesisStreamSpecification",
    "ReplicaStreamSpecification",
    "GlobalTableSettingsReplicationMode",
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
    leave_out(&mut replica, UNMANAGED_OF_REPLICA, "the replica", notes);
    let mut table = Vec::new();
    for name in SAME {
        table.extend(take(&mut entries, name));
    }
    for name in OF_REPLICA {
        table.extend(take(&mut replica, name));
    }
    encryption(&mut table, &mut replica);
    table.extend(throughput(
        "the table",
        at,
        [&mut entries, &mut replica],
        notes,
        reader,
    ));
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
    let mut regions = regions(replicas, reader)?;
    let names: Vec<_> = regions.iter().map(|(name, _)| name.clone()).collect();
    let chosen = match region {
        Some(region) => names.iter().position(|name| name == region),
        None => (names.len() == 1).then_some(0),
    };
    let Some(chosen) = chosen else {
        let all = names.join(", ");
        let sentence = match region {
            Some(region) => format!("no replica is in {region}: they are in {all}"),
            None => format!("the replicas are in {all}: which one is meant?"),
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

/// The replicas with the names of their regions.
fn regions<'t>(
    replicas: Vec<Value<'t>>,
    reader: &mut Reader<'_>,
) -> Option<Vec<(String, Vec<Entry<'t>>)>> {
    let mut regions = Vec::new();
    for replica in replicas {
        let members = map("a replica", replica, reader)?;
        let name = get(&members, "Region").and_then(|region| as_text(&region.kind));
        regions.push((name.unwrap_or_default(), members));
    }
    Some(regions)
}

/// The key of KMS is the replica's, and the rest the table's.
fn encryption<'t>(table: &mut Vec<Entry<'t>>, replica: &mut Vec<Entry<'t>>) {
    let Some(mut own) = take(replica, "SSESpecification") else {
        return;
    };
    match (inner(table, "SSESpecification"), &mut own.value.kind) {
        (Some(shared), Kind::Map(members)) => shared.append(members),
        // Alone, or in another shape, it is refused as what it is.
        _ => table.push(own),
    }
}

/// What is said of reads and writes, either of which may be the replica's own, in the shape of CreateTable.
fn throughput<'t>(
    what: &str,
    at: usize,
    [shared, own]: [&mut Vec<Entry<'t>>; 2],
    notes: &mut Vec<String>,
    reader: &mut Reader<'_>,
) -> Vec<Entry<'t>> {
    let mut settings = |name: &'static str| {
        let shared = take(shared, name);
        let value = take(own, name).or(shared)?.value;
        Some((name, map(name, value, reader)?))
    };
    let provisioned = [
        settings("ReadProvisionedThroughputSettings"),
        settings("WriteProvisionedThroughputSettings"),
    ];
    let on_demand = [
        settings("ReadOnDemandThroughputSettings"),
        settings("WriteOnDemandThroughputSettings"),
    ];
    let mut capacity = Vec::new();
    for (names, settings) in CAPACITY.iter().zip(provisioned) {
        let units = settings.map(|settings| units(what, names, settings, notes, reader));
        capacity.extend(units.flatten().map(|kind| made(names[0], at, kind)));
    }
    let caps: Vec<_> = on_demand
        .into_iter()
        .flatten()
        .flat_map(|(_, caps)| caps)
        .collect();
    let whole = [
        ("ProvisionedThroughput", capacity),
        ("OnDemandThroughput", caps),
    ];
    let there = whole.into_iter().filter(|(_, members)| !members.is_empty());
    there
        .map(|(name, members)| made(name, at, Kind::Map(members)))
        .collect()
}

/// How reads and writes are provisioned: by a number, or by a range.
const CAPACITY: [[&str; 2]; 2] = [
    ["ReadCapacityUnits", "ReadCapacityAutoScalingSettings"],
    ["WriteCapacityUnits", "WriteCapacityAutoScalingSettings"],
];

/// What is provisioned; where that is scaled, what it begins with.
fn units<'t>(
    what: &str,
    [name, scaled]: &[&'static str; 2],
    (settings, mut members): (&str, Vec<Entry<'t>>),
    notes: &mut Vec<String>,
    reader: &mut Reader<'_>,
) -> Option<Kind<'t>> {
    let (units, scaling) = (take(&mut members, name), take(&mut members, scaled));
    for entry in &members {
        unknown(settings, entry, reader);
    }
    if let Some(units) = units {
        return Some(units.value.kind);
    }
    let mut scaling = map(scaled, scaling?.value, reader)?;
    let seed = take(&mut scaling, "SeedCapacity");
    let units = seed.or_else(|| take(&mut scaling, "MinCapacity"))?;
    notes.push(format!(
        "`{name}` of {what} is scaled by AWS: what it begins with is written"
    ));
    Some(units.value.kind)
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
        let said = throughput(&what, at, [index, own], notes, reader);
        index.extend(said);
        take(own, "IndexName");
    }
    for entry in of_replica.iter().flatten() {
        unknown("an index of the replica", entry, reader);
    }
}
