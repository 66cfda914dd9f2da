use dynamig_rules::table::{Index, IndexPart, Part, Projection, ProjectionKind, Scope};

use super::keys::key_schema;
use super::members::{Member, Members, Shape};
use super::reader::Reader;
use super::throughput::throughput;
use crate::After;
use crate::value::Value;

const INDEX: Shape = Shape {
    of: "an index",
    // Throughput is no member of a local index: the rule about it says it better than a list of members.
    known: &[
        "IndexName",
        "KeySchema",
        "Projection",
        "ProvisionedThroughput",
        "OnDemandThroughput",
        "WarmThroughput",
        "After",
    ],
    read_only: &[
        "Backfilling",
        "IndexArn",
        "IndexSizeBytes",
        "IndexStatus",
        "ItemCount",
    ],
    unmanaged: &[],
};
const PROJECTION: Shape = Shape::plain("a projection", &["ProjectionType", "NonKeyAttributes"]);

const KINDS: &[(&str, ProjectionKind)] = &[
    ("ALL", ProjectionKind::All),
    ("KEYS_ONLY", ProjectionKind::KeysOnly),
    ("INCLUDE", ProjectionKind::Include),
];

/// Reads the indexes of one scope, and where they are.
pub(super) fn indexes(
    member: Member<'_, '_>,
    scope: Scope,
    indexes: &mut Vec<Index>,
    places: &mut Vec<usize>,
    after: &mut After,
    reader: &mut Reader<'_>,
) {
    for value in reader.list(member).unwrap_or_default() {
        if let Some(index) = index(value, indexes.len(), scope, after, reader) {
            indexes.push(index);
            places.push(value.at);
        }
    }
}

fn index(
    value: &Value<'_>,
    i: usize,
    scope: Scope,
    after: &mut After,
    reader: &mut Reader<'_>,
) -> Option<Index> {
    let members = reader.members(value, &INDEX)?;
    let name = reader.required(&members, "IndexName");
    let keys = reader.required(&members, "KeySchema");
    let projection = reader.required(&members, "Projection");

    let part = |inner| Part::Index(i, inner);
    let name = name.and_then(|member| {
        reader.part(part(IndexPart::Name), member.value.at);
        reader.text(member)
    });
    let key = |n| part(IndexPart::Key(n));
    let keys = keys.map(|member| key_schema(member, part(IndexPart::Keys), key, reader));
    let projection = projection.and_then(|member| self::projection(member, i, reader));
    let parts = [IndexPart::Capacity, IndexPart::Caps, IndexPart::Warm].map(part);
    let (capacity, caps, warm) = throughput(&members, parts, reader);
    let migration = awaited(&members, reader);

    let name = name?;
    if let Some(migration) = migration {
        after.indexes.insert(name.clone(), migration);
    }
    Some(Index {
        keys: keys?,
        projection: projection?,
        capacity,
        caps,
        warm,
        ..Index::new(name, scope)
    })
}

fn projection(member: Member<'_, '_>, i: usize, reader: &mut Reader<'_>) -> Option<Projection> {
    let part = |inner| Part::Index(i, inner);
    reader.part(part(IndexPart::Projection), member.value.at);
    let members = reader.members(member.value, &PROJECTION)?;
    let kind = reader.required(&members, "ProjectionType");
    let kind = kind.and_then(|kind| reader.choice(kind, KINDS));
    let mut attributes = Vec::new();
    let names = members
        .get("NonKeyAttributes")
        .and_then(|names| reader.list(names));
    for value in names.unwrap_or_default() {
        reader.part(part(IndexPart::Projected(attributes.len())), value.at);
        attributes.extend(reader.text_of("an attribute's name", value));
    }
    Some(Projection {
        kind: kind?,
        attributes,
    })
}

/// The id of the migration that has to be applied before.
pub(super) fn awaited(members: &Members<'_, '_>, reader: &mut Reader<'_>) -> Option<String> {
    let member = members.get("After")?;
    let id = reader.text(member)?;
    if let Err(violation) = dynamig_rules::id::parse(&id) {
        reader.note(reader.place(member.value.at), &violation);
    }
    Some(id)
}
