//! A process that dies at any moment, and another that goes on.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use aws_sdk_dynamodb::types::AttributeValue;
use dynamig::migration::{ItemOptions, MigrationBuilder, Times, Writes};
use dynamig::{Migration, Outcome, Write};

use crate::given::{Dies, World, each, mark_done, options, paused};

const ITEMS: usize = 12;
/// Items of a page: each segment has a few of them.
const PAGE: u32 = 3;

fn small_pages() -> ItemOptions {
    let mut options = options();
    options.page = Some(PAGE);
    options
}

/// Kills a run at its every request in turn, each in an environment of its own, and lets another go on. Returns how often
/// the function was called at the most beyond once an item.
fn killed_at_every_request(
    migration: impl Fn(Arc<AtomicU64>) -> MigrationBuilder,
    check: impl AsyncFn(&World),
) -> u64 {
    let mut most = 0;
    for at in 1.. {
        for dies in [Dies::Before, Dies::After] {
            let (died, calls) = paused(async {
                let world = World::in_process();
                world.table("customers").await;
                world.table("archive").await;
                world.fill("customers", ITEMS).await;
                let calls = Arc::new(AtomicU64::new(0));
                let migration: Migration = migration(calls.clone()).build().unwrap();
                let died = world.up_and_die_at(&migration, at, dies).await;
                world.up(&migration).await.unwrap();
                assert!(world.up(&migration).await.unwrap().is_up_to_date());
                check(&world).await;
                (died, calls.load(Ordering::Relaxed))
            });
            if !died {
                assert!(at > 20, "only {at} requests");
                return most;
            }
            most = most.max(calls.saturating_sub(ITEMS as u64));
        }
    }
    unreachable!("a run ends")
}

async fn all_are_done(world: &World) {
    let items = world.items("customers").await;
    assert_eq!(items.len(), ITEMS);
    let done = |item: &&std::collections::HashMap<_, _>| {
        item.get("done") == Some(&AttributeValue::Bool(true))
    };
    assert_eq!(items.values().filter(done).count(), ITEMS);
}

#[test]
fn a_run_killed_at_any_request_goes_on_and_repeats_a_page_of_each_segment_at_the_most() {
    let counting = |calls: Arc<AtomicU64>| {
        each(move |item| {
            calls.fetch_add(1, Ordering::Relaxed);
            mark_done(item)
        })
        .item_options(small_pages())
    };
    let repeated = killed_at_every_request(counting, all_are_done);
    assert!(
        repeated <= 2 * u64::from(PAGE),
        "{repeated} items were repeated"
    );
}

#[test]
fn a_run_of_single_writes_killed_at_any_request_goes_on() {
    let single = |_| {
        let mut options = small_pages();
        options.writes = Writes::Single;
        each(mark_done).item_options(options)
    };
    killed_at_every_request(single, all_are_done);
}

#[test]
fn what_is_not_idempotent_happens_exactly_once_where_that_is_asked_for() {
    let counted = |_| {
        let mut options = small_pages();
        options.times = Times::ExactlyOnce;
        let once = each(|mut item| {
            let n = item
                .get("n")
                .and_then(|n| n.as_n().ok()?.parse::<u64>().ok());
            let n = n.ok_or("no number")?;
            item.set("n", AttributeValue::N((n + 1).to_string()));
            Ok(Outcome::Update(item))
        });
        once.item_options(options)
    };
    killed_at_every_request(counted, async |world| {
        for (id, item) in world.items("customers").await {
            let n: u64 = item["n"].as_n().unwrap().parse().unwrap();
            assert_eq!(n, id.parse::<u64>().unwrap() + 1);
        }
    });
}

#[test]
fn what_moves_to_another_table_is_there_whenever_the_run_dies() {
    let moved = |_| {
        let archived = each(|item| {
            let copy = item.clone();
            Ok(Outcome::Delete.also(Write::put("archive", copy)))
        });
        archived.item_options(small_pages())
    };
    killed_at_every_request(moved, async |world| {
        assert!(world.items("customers").await.is_empty());
        let archive = world.items("archive").await;
        assert_eq!(archive.len(), ITEMS);
        for (id, item) in archive {
            let n: usize = item["n"].as_n().unwrap().parse().unwrap();
            assert_eq!(n, id.parse::<usize>().unwrap());
        }
    });
}
