//! `AWS::Serverless::SimpleTable`.

use super::left_out::made;
use super::table::unknown;
use super::template::{get, take};
use crate::shape::Reader;
use crate::value::{Entry, Kind, Value};

/// Properties that it has in common with the CreateTable request.
const SAME: [&str; 4] = [
    "TableName",
    "ProvisionedThroughput",
    "SSESpecification",
    "PointInTimeRecoverySpecification",
];

/// What SAM makes of it: a table with one key, on demand unless it has a capacity.
pub(super) fn shaped<'t>(
    mut entries: Vec<Entry<'t>>,
    at: usize,
    reader: &mut Reader<'_>,
) -> Vec<Entry<'t>> {
    let mut table = Vec::new();
    for name in SAME {
        table.extend(take(&mut entries, name));
    }
    let key = take(&mut entries, "PrimaryKey").map(|entry| entry.value);
    table.extend(keys(key, at, reader));
    let billing = match get(&table, "ProvisionedThroughput") {
        Some(_) => "PROVISIONED",
        None => "PAY_PER_REQUEST",
    };
    table.push(made("BillingMode", at, Kind::Text(billing.into())));
    table.extend(take(&mut entries, "Tags").map(tags));
    for entry in &entries {
        unknown("AWS::Serverless::SimpleTable", entry, reader);
    }
    table
}

/// The key: a string named `id` where nothing is said.
fn keys<'t>(key: Option<Value<'t>>, at: usize, reader: &mut Reader<'_>) -> [Entry<'t>; 2] {
    let (at, mut members) = match key.map(|key| (key.at, key.kind)) {
        Some((at, Kind::Map(members))) => (at, members),
        Some((at, kind)) => {
            let sentence = format!("`PrimaryKey` is {}, not a map", kind.what());
            reader.refuse(at, sentence, "");
            (at, Vec::new())
        }
        None => (at, Vec::new()),
    };
    let name = take(&mut members, "Name").map(|entry| entry.value);
    let name = name.unwrap_or_else(|| Value {
        at,
        kind: Kind::Text("id".into()),
    });
    let kind = kind(&mut members, at, reader);
    for entry in &members {
        unknown("`PrimaryKey`", entry, reader);
    }
    let one = |name: Value<'t>, word: &'static str, value: &'static str| {
        let members = vec![
            Entry {
                name: "AttributeName".into(),
                at,
                value: name,
            },
            made(word, at, Kind::Text(value.into())),
        ];
        Kind::List(vec![Value {
            at,
            kind: Kind::Map(members),
        }])
    };
    [
        made("KeySchema", at, one(name.clone(), "KeyType", "HASH")),
        made("AttributeDefinitions", at, one(name, "AttributeType", kind)),
    ]
}

/// The type of the key, as CreateTable names it: a string where nothing is said.
fn kind(members: &mut Vec<Entry<'_>>, at: usize, reader: &mut Reader<'_>) -> &'static str {
    let Some(said) = take(members, "Type") else {
        return "S";
    };
    match said.value.kind {
        Kind::Text(kind) if kind == "String" => "S",
        Kind::Text(kind) if kind == "Number" => "N",
        Kind::Text(kind) if kind == "Binary" => "B",
        _ => {
            let sentence = "the type of `PrimaryKey` is String, Number or Binary";
            reader.refuse(at, sentence, "");
            "S"
        }
    }
}

/// SAM has a map of tags, CreateTable a list.
fn tags(entry: Entry<'_>) -> Entry<'_> {
    let Kind::Map(tags) = entry.value.kind else {
        return entry;
    };
    let tags = tags.into_iter().map(tag).collect();
    made("Tags", entry.at, Kind::List(tags))
}

fn tag(tag: Entry<'_>) -> Value<'_> {
    Value {
        at: tag.at,
        kind: Kind::Map(vec![
            made("Key", tag.at, Kind::Text(tag.name)),
            made("Value", tag.value.at, tag.value.kind),
        ]),
    }
}
