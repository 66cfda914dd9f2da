//! Beside an application that goes on reading and writing.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use aws_sdk_dynamodb::types::AttributeValue;
use dynamig::Outcome;
use dynamig::migration::Writes;
use dynamig_harness::Harness;

use crate::given::{World, each, n, options, s};

/// What the application believes of each item: how often it raised `hits`; none where it deleted the item.
type Believed = BTreeMap<String, Option<u64>>;

/// Raises, deletes and inserts at random until it is told to stop; each item has one writer, so that what it believes is
/// what must be there.
async fn application(
    db: Arc<Harness>,
    (first, count): (usize, usize),
    goes_on: Arc<AtomicBool>,
    operations: Arc<AtomicU64>,
) -> Believed {
    let (client, table) = (db.client(), db.table("customers"));
    let mut believed: Believed = (first..first + count)
        .map(|at| (format!("{at:06}"), Some(0)))
        .collect();
    let mut random = first as u64 + 1;
    let mut fresh = 0;
    while goes_on.load(Ordering::Relaxed) {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let pick = (random >> 33) as usize;
        let id = believed.keys().nth(pick % believed.len()).unwrap().clone();
        match (pick / 7_919 % 20, believed[&id]) {
            (0, Some(_)) => {
                client
                    .delete_item()
                    .table_name(&table)
                    .key("id", s(&id))
                    .send()
                    .await
                    .unwrap();
                believed.insert(id, None);
            }
            (1, _) => {
                let id = format!("{first:06}-{fresh}");
                fresh += 1;
                // It writes the new shape already.
                let put = client
                    .put_item()
                    .table_name(&table)
                    .item("id", s(&id))
                    .item("hits", n(0));
                put.item("done", AttributeValue::Bool(true))
                    .send()
                    .await
                    .unwrap();
                believed.insert(id, Some(0));
            }
            (_, Some(hits)) => {
                let raise = client.update_item().table_name(&table).key("id", s(&id));
                let raise = raise
                    .update_expression("ADD hits :one")
                    .expression_attribute_values(":one", n(1));
                raise.send().await.unwrap();
                believed.insert(id, Some(hits + 1));
            }
            (_, None) => {}
        }
        operations.fetch_add(1, Ordering::Relaxed);
        tokio::task::yield_now().await;
    }
    believed
}

async fn beside_an_application(writes: Writes) {
    let world = World::new();
    world.table("customers").await;
    let items =
        (0..2_000).map(|at| crate::given::item([("id", s(format!("{at:06}"))), ("hits", n(0))]));
    world.put("customers", items).await;
    let db = Arc::new(world.db.clone());
    let (goes_on, operations) = (Arc::new(AtomicBool::new(true)), Arc::new(AtomicU64::new(0)));
    let mut applications = Vec::new();
    for first in [0, 500, 1_000, 1_500] {
        let application = application(
            db.clone(),
            (first, 500),
            goes_on.clone(),
            operations.clone(),
        );
        applications.push(tokio::spawn(application));
    }
    let mut options = options();
    options.writes = writes;
    // It copies what the application changes all the time: an answer that was overtaken would show.
    let copying = each(|mut item| {
        let hits = item.get("hits").cloned().ok_or("no hits")?;
        item.set("hits_before", hits);
        item.set("done", AttributeValue::Bool(true));
        Ok(Outcome::Update(item))
    });
    let migration = copying.item_options(options).build().unwrap();
    world.up(&migration).await.unwrap();
    goes_on.store(false, Ordering::Relaxed);
    let mut expected = Believed::new();
    for application in applications {
        expected.extend(application.await.unwrap());
    }
    let found = world.items("customers").await;
    assert!(operations.load(Ordering::Relaxed) > 100);
    for (id, hits) in &expected {
        let there = found.get(id);
        assert_eq!(
            there.is_some(),
            hits.is_some(),
            "{id} came back, or is lost"
        );
        let (Some(there), Some(hits)) = (there, hits) else {
            continue;
        };
        assert_eq!(there["hits"], n(hits), "an update of {id} was lost");
        assert_eq!(there["done"], AttributeValue::Bool(true));
    }
    assert_eq!(found.len(), expected.values().flatten().count());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_update_is_lost_and_nothing_deleted_comes_back_with_batches() {
    beside_an_application(Writes::Batch).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_update_is_lost_and_nothing_deleted_comes_back_with_single_writes() {
    beside_an_application(Writes::Single).await;
}
