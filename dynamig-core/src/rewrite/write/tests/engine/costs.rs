use aws_sdk_dynamodb::types::{
    AttributeValue, GlobalSecondaryIndex, KeyType, LocalSecondaryIndex,
    Projection as ToldProjection, ProjectionType, ScalarAttributeType,
};

use super::table::{Table, WAYS, Way, attribute, item, key, n, s, update};
use crate::item::Verdict;
use crate::rewrite::write::cost;
use crate::rewrite::write::intent::Intent;
use crate::table::{Index, Key, ProjectionKind, Role, Scope};

fn index(name: &str, scope: Scope, keys: [(&str, Role); 2], kind: ProjectionKind) -> Index {
    let mut index = Index::new(name, scope);
    let keys = keys
        .into_iter()
        .filter(|(attribute, _)| !attribute.is_empty());
    index.keys = keys
        .map(|(attribute, role)| Key {
            attribute: attribute.to_owned(),
            role,
        })
        .collect();
    index.projection.kind = kind;
    if kind == ProjectionKind::Include {
        index.projection.attributes = vec!["held".into()];
    }
    index
}

fn projection(index: &Index) -> ToldProjection {
    let builder = ToldProjection::builder();
    match index.projection.kind {
        ProjectionKind::All => builder.projection_type(ProjectionType::All),
        ProjectionKind::KeysOnly => builder.projection_type(ProjectionType::KeysOnly),
        ProjectionKind::Include => builder
            .projection_type(ProjectionType::Include)
            .non_key_attributes("held"),
    }
    .build()
}

/// A table with an index of each projection.
async fn table() -> Table {
    let (status, none) = (("status", Role::Partition), ("", Role::Sort));
    let (pk, at) = (("pk", Role::Partition), ("at", Role::Sort));
    let all = index("all", Scope::Global, [status, none], ProjectionKind::All);
    let keys = index(
        "keys",
        Scope::Global,
        [status, none],
        ProjectionKind::KeysOnly,
    );
    let some = index("some", Scope::Local, [pk, at], ProjectionKind::Include);
    let (of_all, of_keys, of_some) = (global(&all), global(&keys), local(&some));
    Table::with(
        |request| {
            request
                .global_secondary_indexes(of_all)
                .global_secondary_indexes(of_keys)
                .local_secondary_indexes(of_some)
                .attribute_definitions(attribute("status", ScalarAttributeType::S))
                .attribute_definitions(attribute("at", ScalarAttributeType::N))
        },
        vec![all, keys, some],
    )
    .await
}

fn global(index: &Index) -> GlobalSecondaryIndex {
    let builder = GlobalSecondaryIndex::builder().index_name(&index.name);
    let builder = builder.key_schema(key("status", KeyType::Hash));
    builder.projection(projection(index)).build().unwrap()
}

fn local(index: &Index) -> LocalSecondaryIndex {
    let builder = LocalSecondaryIndex::builder().index_name(&index.name);
    let builder = builder.key_schema(key("pk", KeyType::Hash));
    let builder = builder.key_schema(key("at", KeyType::Range));
    builder.projection(projection(index)).build().unwrap()
}

fn kilobytes(count: usize) -> AttributeValue {
    s(&"x".repeat(count * 1024))
}

#[tokio::test]
async fn the_model_says_what_the_engine_tells_of_every_kind_of_write() {
    let table = table().await;
    let full = [
        ("status", s("new")),
        ("at", n("1")),
        ("held", kilobytes(1)),
        ("free", kilobytes(3)),
    ];
    let writes = [
        update(&[("free", kilobytes(2))], &[]),
        update(&[("held", kilobytes(2))], &[]),
        update(&[("held", s(""))], &["free"]),
        update(&[("status", s("done"))], &[]),
        update(&[("at", n("2"))], &[]),
        update(&[("other", s("x"))], &["status", "at"]),
        Verdict::Delete,
    ];
    for before in [&full[..], &full[2..], &[]] {
        for (i, verdict) in writes.iter().enumerate() {
            for way in WAYS {
                let scanned = table.put(item(0, before)).await;
                let intent: Intent = table.intent(&scanned, verdict.clone(), &["held"]);
                let told = table
                    .try_send(&table.packed(intent.clone(), way))
                    .await
                    .unwrap();
                let modelled = cost::of_write(&intent, &table.target);
                assert_eq!(told.units, modelled, "{way:?} {i} {}", before.len());
            }
        }
    }
}

#[tokio::test]
async fn a_move_costs_a_transaction() {
    let table = Table::new().await;
    let scanned = table.put(item(0, &[("held", kilobytes(2))])).await;
    let verdict = update(&[("sk.n", n("5")), ("held", kilobytes(4))], &[]);
    let intent = table.intent(&scanned, verdict, &[]);
    let told = table
        .try_send(&table.packed(intent.clone(), Way::Statement))
        .await
        .unwrap();
    assert_eq!(told.units, 2.0 * (3.0 + 5.0));
    assert_eq!(told.units, cost::of_write(&intent, &table.target));
}

#[tokio::test]
async fn a_refused_write_is_charged_though_nothing_is_told() {
    let table = Table::new().await;
    for way in WAYS {
        let scanned = table.put(item(0, &[("held", kilobytes(2))])).await;
        let intent = table.intent(&scanned, update(&[("held", kilobytes(4))], &[]), &[]);
        table.put(item(0, &[("held", kilobytes(1))])).await;
        let told = table.try_send(&table.packed(intent, way)).await.unwrap();
        assert_eq!(told.units, 5.0, "{way:?}");
    }
}
