use dynamig_rules::table::{Billing, Definition, Index, Part, Scope, check};

use super::index::indexes;
use super::keys::{attributes, key_schema};
use super::members::{Members, Shape};
use super::policy::policy;
use super::properties::{class, tags};
use super::protection::{deletion, encryption, recovery, stream, time_to_live};
use super::reader::{Reader, Source};
use super::throughput::throughput;
use crate::value::{Kind, Value};
use crate::{After, FileTable};

const TABLE: Shape = Shape {
    of: "a table",
    known: &[
        "TableName",
        "AttributeDefinitions",
        "KeySchema",
        "LocalSecondaryIndexes",
        "GlobalSecondaryIndexes",
        "BillingMode",
        "ProvisionedThroughput",
        "OnDemandThroughput",
        "WarmThroughput",
        "StreamSpecification",
        "SSESpecification",
        "TableClass",
        "DeletionProtectionEnabled",
        "Tags",
        "ResourcePolicy",
        "TimeToLiveSpecification",
        "PointInTimeRecoverySpecification",
        "Revision",
        "Dropped",
    ],
    read_only: &[
        "BillingModeSummary",
        "SSEDescription",
        "TableClassSummary",
        "ArchivalSummary",
        "CreationDateTime",
        "ItemCount",
        "LatestStreamArn",
        "LatestStreamLabel",
        "RestoreSummary",
        "TableArn",
        "TableId",
        "TableSizeBytes",
        "TableStatus",
    ],
    unmanaged: &[
        "GlobalTableSettingsReplicationMode",
        "GlobalTableSourceArn",
        "GlobalTableVersion",
        "GlobalTableWitnesses",
        "MultiRegionConsistency",
        "Replicas",
        "VectorIndexes",
    ],
};

/// What describe-table prints.
const DESCRIBED: Shape = Shape::plain("what describe-table prints", &["Table"]);

const BILLING: &[(&str, Billing)] = &[
    ("PAY_PER_REQUEST", Billing::OnDemand),
    ("PROVISIONED", Billing::Provisioned),
];

const BILLING_SUMMARY: Shape = Shape {
    read_only: &["LastUpdateToPayPerRequestDateTime"],
    ..Shape::plain("BillingModeSummary", &["BillingMode"])
};

/// Reads the table or the tables of a file.
pub(crate) fn tables(value: &Value<'_>, reader: &mut Reader<'_>) {
    match &value.kind {
        Kind::List(values) if values.is_empty() => {
            reader.refuse(
                value.at,
                "the file has no table",
                "write one, or remove the file",
            );
        }
        Kind::List(values) => {
            for value in values {
                one(value, reader);
            }
        }
        _ => one(value, reader),
    }
}

/// Reads a table of a template, whose properties have been brought into this shape.
#[cfg(feature = "cloudformation")]
pub(crate) fn template_table(value: &Value<'_>, reader: &mut Reader<'_>) {
    reader.source = Source::Template;
    table(value, reader);
}

fn one(value: &Value<'_>, reader: &mut Reader<'_>) {
    let is_described = matches!(&value.kind, Kind::Map(entries) if entries.iter().any(|entry| entry.name == "Table"));
    if !is_described {
        reader.source = Source::Written;
        return table(value, reader);
    }
    reader.source = Source::Described;
    let inner = reader.members(value, &DESCRIBED);
    if let Some(member) = inner.and_then(|members| members.get("Table")) {
        table(member.value, reader);
    }
}

/// Reads a table, and keeps it if nothing is wrong with it.
fn table(value: &Value<'_>, reader: &mut Reader<'_>) {
    let faults = reader.faults();
    let Some(members) = reader.members(value, &TABLE) else {
        return;
    };
    let mut after = After::default();
    let (definition, index_places) = definition(&members, &mut after, reader);
    let revision = members
        .get("Revision")
        .and_then(|member| reader.whole(member, &(1..=i64::from(u32::MAX))))
        .and_then(|revision| u32::try_from(revision).ok());
    let dropped = members
        .get("Dropped")
        .and_then(|member| reader.switch(member));
    let places = reader.take_places(value.at, &index_places);
    if reader.faults() > faults {
        // The rules would only repeat it in other words.
        return;
    }
    for fault in check(&definition) {
        reader.note(places.of(fault.part), &fault.violation);
    }
    reader.keep(FileTable {
        definition,
        revision: revision.unwrap_or(1),
        dropped: dropped.unwrap_or(false),
        after,
        file: reader.file().to_owned(),
        places,
    });
}

/// The definition, and where its indexes are.
fn definition(
    members: &Members<'_, '_>,
    after: &mut After,
    reader: &mut Reader<'_>,
) -> (Definition, Vec<usize>) {
    let mut table = Definition::default();
    name_and_keys(members, &mut table, reader);
    let places = all_indexes(members, &mut table.indexes, after, reader);
    if let Some(member) = reader.required(members, "AttributeDefinitions") {
        // What only an index has that dynamig does not manage is no part of what it manages.
        let others = members.has("VectorIndexes");
        table.attributes = attributes(member, reader, |name| !others || is_key(&table, name));
    }
    table.billing = billing(members, reader);
    let parts = [Part::Capacity, Part::Caps, Part::Warm];
    (table.capacity, table.caps, table.warm) = throughput(members, parts, reader);
    table.stream = stream(members, after, reader);
    table.encryption = encryption(members, reader);
    table.class = class(members, reader);
    table.deletion_protection = deletion(members, reader);
    table.tags = tags(members, reader);
    table.ttl = time_to_live(members, after, reader);
    table.recovery = recovery(members, reader);
    table.policy = policy(members, reader);
    (table, places)
}

fn name_and_keys(members: &Members<'_, '_>, table: &mut Definition, reader: &mut Reader<'_>) {
    if let Some(member) = reader.required(members, "TableName") {
        reader.part(Part::Name, member.value.at);
        if let Some(name) = reader.text(member) {
            reader.named(&name, member.value.at);
            table.name = name;
        }
    }
    if let Some(member) = reader.required(members, "KeySchema") {
        table.keys = key_schema(member, Part::Keys, Part::Key, reader);
    }
}

/// Whether the table or one of its indexes has this attribute in its key.
fn is_key(table: &Definition, name: &str) -> bool {
    let of_indexes = table.indexes.iter().flat_map(|index| &index.keys);
    let mut keys = table.keys.iter().chain(of_indexes);
    keys.any(|key| key.attribute == name)
}

/// Reads the indexes, local ones first, and where they are.
fn all_indexes(
    members: &Members<'_, '_>,
    found: &mut Vec<Index>,
    after: &mut After,
    reader: &mut Reader<'_>,
) -> Vec<usize> {
    let mut places = Vec::new();
    for (name, scope) in [
        ("LocalSecondaryIndexes", Scope::Local),
        ("GlobalSecondaryIndexes", Scope::Global),
    ] {
        if let Some(member) = members.get(name) {
            reader.part(Part::Indexes, member.value.at);
            indexes(member, scope, found, &mut places, after, reader);
        }
    }
    places
}

fn billing(members: &Members<'_, '_>, reader: &mut Reader<'_>) -> Option<Billing> {
    let member = members.get("BillingMode").or_else(|| {
        let summary = members.get("BillingModeSummary")?;
        reader
            .members(summary.value, &BILLING_SUMMARY)?
            .get("BillingMode")
    })?;
    reader.part(Part::Billing, member.value.at);
    reader.choice(member, BILLING)
}
