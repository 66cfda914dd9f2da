//! Runs of deferred writes that may cost, or scan, only so much.

use dynamig::migration::Writing;
use dynamig::{Code, Error, Event, RunReport, UpOptions};

use crate::deferred::with;
use crate::given::{Told, World, each, mark_done, options};
use crate::limits::{ITEMS, cost, customers, items};

async fn up(world: &World, options: UpOptions) -> Result<RunReport, Error> {
    let mut deferred = self::options();
    (deferred.page, deferred.writing) = (Some(10), Writing::Deferred);
    let migration = each(mark_done).item_options(deferred).build();
    let told = Told::default();
    let migrator = told.to(world.migrator([migration.unwrap()]));
    let done = migrator.up_with(&options).await;
    if options.max_items == Some(150) {
        let says = "has about 400 items to scan, and stops after 150, before anything is written";
        let warns = |event: &Event| matches!(event, Event::Warned { message, .. } if message.ends_with(says));
        assert!(told.all().iter().any(warns));
    }
    done
}

#[tokio::test]
async fn deferred_writes_count_what_they_scan_and_not_what_they_write_later() {
    let world = customers().await;
    let error = up(&world, items(150)).await.unwrap_err();
    assert_eq!(error.code(), Code::LimitReached);
    let hint = "nothing was written; with a higher `--max-items`, or without one, it starts at the first item";
    assert_eq!(error.what_next(), Some(hint));
    assert_eq!(with(&world, "done").await, 0);
    // As many as there are: nothing stops their writes.
    up(&world, items(400)).await.unwrap();
    assert_eq!(with(&world, "done").await, ITEMS);
}

#[tokio::test]
async fn deferred_writes_that_cost_too_much_go_on_under_any_limit_of_items() {
    let world = customers().await;
    let error = up(&world, cost(100)).await.unwrap_err();
    assert_eq!(error.code(), Code::LimitReached);
    let written = with(&world, "done").await;
    assert!((1..ITEMS).contains(&written), "{written}");
    up(&world, items(400)).await.unwrap();
    assert_eq!(with(&world, "done").await, ITEMS);
}
