//! One run from beginning to end.

use std::sync::Arc;
use std::time::Duration;

use aws_sdk_dynamodb::types::AttributeValue;
use dynamig::history::Status;
use dynamig::migration::Writing;
use dynamig::rewrite::ItemCounts;
use dynamig::{BoxError, Event, Item, Migration, Migrator, Outcome, Registry};
use tokio::sync::{Notify, Semaphore};

use crate::given::{Told, World, each, everything, item, mark_done, options, s};

fn counts(told: &Told) -> ItemCounts {
    let finished = told.all().into_iter().find_map(|event| match event {
        Event::ItemsFinished { progress, .. } => Some(progress.counts),
        _ => None,
    });
    finished.unwrap()
}

#[tokio::test]
async fn each_item_is_changed_once_and_the_migration_is_recorded_as_applied() {
    let world = World::new();
    world.table("customers").await;
    world.fill("customers", 1_000).await;
    let told = Told::default();
    let migration = each(mark_done).build().unwrap();
    let migrator = told.to(world.migrator([migration.clone()]));
    let report = migrator.up_with(&everything()).await.unwrap();
    assert_eq!(report.done, [migration.id().clone()]);
    let items = world.items("customers").await;
    assert_eq!(items.len(), 1_000);
    assert!(
        items
            .values()
            .all(|item| item["done"] == AttributeValue::Bool(true))
    );
    let counts = counts(&told);
    assert_eq!((counts.scanned, counts.written), (1_000, 1_000));
    let history = migrator.read_history().await.unwrap();
    assert_eq!(history.rows[0].status, Status::Applied);
    let again = migrator.up_with(&everything()).await.unwrap();
    assert!(again.is_up_to_date());
}

#[tokio::test]
async fn what_stays_as_it_is_costs_no_write() {
    let world = World::new();
    world.table("customers").await;
    world.fill("customers", 200).await;
    let before = world.db.counts();
    world
        .up(&each(|_| Ok(Outcome::Keep)).build().unwrap())
        .await
        .unwrap();
    let sent = world.db.counts().since(&before);
    assert_eq!(sent.of("BatchExecuteStatement"), 0);
}

#[tokio::test]
async fn no_more_pages_are_read_than_there_is_room_for() {
    for writing in [Writing::Streamed, Writing::Deferred] {
        let world = World::new();
        world.table("customers").await;
        // Each segment has about a megabyte.
        let text = "x".repeat(40_000);
        let items = (0..200).map(|at| item([("id", s(format!("{at:06}"))), ("text", s(&text))]));
        world.put("customers", items).await;
        let (asked, goes_on) = (Arc::new(Notify::new()), Arc::new(Semaphore::new(0)));
        let (calls, gate) = (asked.clone(), goes_on.clone());
        let mut options = options();
        (options.segments, options.workers) = (Some(8), Some(8));
        options.writing = writing;
        let version = format!("{writing:?}");
        let migration = Migration::builder(1, version.to_lowercase())
            .items("customers", move |mut item: Item, _| {
                let (calls, gate, version) = (calls.clone(), gate.clone(), version.clone());
                async move {
                    calls.notify_one();
                    drop(gate.acquire().await?);
                    item.set("version", version);
                    Ok::<_, BoxError>(Outcome::Update(item))
                }
            })
            .item_options(options);
        let registry = Registry::of([migration.build().unwrap()]).unwrap();
        let settings = world.settings().with_item_memory(12 << 20);
        let migrator = Migrator::with_registry(world.client(), settings, registry);
        let before = world.db.counts();
        let options = everything();
        let run = migrator.up_with(&options);
        let watch = async {
            asked.notified().await;
            tokio::time::sleep(Duration::from_millis(200)).await;
            let scans = world.db.counts().since(&before).of("Scan");
            assert!(
                (1..8).contains(&scans),
                "{scans} pages of 6 MB each in 12 MB"
            );
            goes_on.add_permits(1_000);
        };
        let run = async { assert_eq!(run.await.unwrap().done.len(), 1) };
        tokio::join!(run, watch);
        let items = world.items("customers").await;
        assert_eq!(items.len(), 200);
        assert!(
            items
                .values()
                .all(|item| item["version"] == s(format!("{writing:?}")))
        );
    }
}
