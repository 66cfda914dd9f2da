//! One run from beginning to end.

use aws_sdk_dynamodb::types::AttributeValue;
use dynamig::history::Status;
use dynamig::rewrite::ItemCounts;
use dynamig::{Event, Outcome};

use crate::given::{Told, World, each, everything, mark_done};

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
