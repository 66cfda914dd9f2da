//! What became of items is counted over both halves of a run whose writes are deferred, in both directions.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use aws_sdk_dynamodb::types::AttributeValue;
use dynamig::plan::DownSelection;
use dynamig::rewrite::ItemCounts;
use dynamig::{BoxError, Consent, DownOptions, Item, Migration, Outcome};

use crate::deferred::{counts, filled, of, spools, with};
use crate::given::{Told, World, each, everything, item, mark_done, s};

#[tokio::test]
async fn items_that_are_kept_or_others_or_deleted_are_counted_over_both_halves() {
    let world = World::new();
    filled(&world, 30).await;
    let others = (0..5).map(|at| item([("id", s(format!("other{at}")))]));
    world.put("customers", others).await;
    let function = |item: Item| {
        let number: u64 = item.number("n").ok_or("no number")?.parse()?;
        match number {
            0..10 => Ok(Outcome::Delete),
            10..15 => Ok(Outcome::Keep),
            _ => mark_done(item),
        }
    };
    let mixed = each(function).matching(|item| item.get("n").is_some());
    let told = Told::default();
    let migrator = told.to(world.migrator([of(mixed)]));
    migrator.up_with(&everything()).await.unwrap();
    let ItemCounts {
        scanned,
        written,
        deleted,
        kept,
        other,
        ..
    } = counts(&told);
    assert_eq!((scanned, written, deleted, kept, other), (35, 15, 10, 5, 5));
    assert_eq!(world.items("customers").await.len(), 25);
}

#[tokio::test]
async fn a_table_without_items_and_one_that_needs_no_writes_are_done() {
    let world = World::new();
    filled(&world, 0).await;
    world.up(&of(each(mark_done))).await.unwrap();
    world.fill("customers", 10).await;
    let keep = Migration::builder(2, "keep").items("customers", |_: Item, _| async {
        Ok::<_, BoxError>(Outcome::Keep)
    });
    let told = Told::default();
    let migrator = told.to(world.migrator([of(each(mark_done)), of(keep)]));
    migrator.up_with(&everything()).await.unwrap();
    assert_eq!(counts(&told).kept, 10);
}

#[tokio::test]
async fn what_is_undone_is_deferred_as_well() {
    let world = World::new();
    filled(&world, 20).await;
    let calls = Arc::new(AtomicUsize::new(0));
    let (client, table) = (world.client(), world.db.table("customers"));
    let both = each(mark_done).items_down(move |mut item: Item, _| {
        let (client, table, calls) = (client.clone(), table.clone(), calls.clone());
        async move {
            calls.fetch_add(1, Ordering::Relaxed);
            let items = client.scan().table_name(table).send().await?;
            let is_done =
                |item: &std::collections::HashMap<_, AttributeValue>| item.contains_key("done");
            assert!(
                items.items().iter().all(is_done),
                "something is undone already"
            );
            item.remove("done");
            Ok::<_, BoxError>(Outcome::Update(item))
        }
    });
    let migrator = world.migrator([of(both)]);
    for _ in 0..2 {
        migrator.up_with(&everything()).await.unwrap();
        assert_eq!(with(&world, "done").await, 20);
        let down = DownOptions::new(DownSelection::All).consent(Consent::Destructive);
        migrator.down(&down).await.unwrap();
        assert_eq!((with(&world, "done").await, spools(&world)), (0, 0));
    }
}
