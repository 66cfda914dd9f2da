//! Runs that may cost, or scan, only so much.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use dynamig::estimate::MicroDollars;
use dynamig::history::Status;
use dynamig::rewrite::ItemProgress;
use dynamig::{Code, Error, Event, Migration, RunReport, UpOptions};

use crate::given::{Dies, Told, World, each, everything, mark_done, options, paused};

pub(crate) const ITEMS: usize = 400;

/// Two segments, in pages of ten.
fn marks() -> Migration {
    let mut options = options();
    options.page = Some(10);
    each(mark_done).item_options(options).build().unwrap()
}

pub(crate) async fn customers() -> World {
    let world = World::in_process();
    world.table("customers").await;
    world.fill("customers", ITEMS).await;
    world
}

async fn up(world: &World, options: UpOptions) -> Result<RunReport, Error> {
    world.migrator([marks()]).up_with(&options).await
}

pub(crate) fn items(most: u64) -> UpOptions {
    everything().max_items(most)
}

pub(crate) fn cost(micro_dollars: u64) -> UpOptions {
    everything().max_cost(MicroDollars::new(micro_dollars))
}

/// How far the run is by its checkpoints, and its state.
async fn stands(world: &World) -> (ItemProgress, Status) {
    let migrator = world.migrator([marks()]);
    let id = marks().id().clone();
    let progress = migrator.item_progress(&id).await.unwrap().unwrap();
    let history = migrator.read_history().await.unwrap();
    (progress, history.rows[0].status.clone())
}

async fn done(world: &World) -> usize {
    let items = world.items("customers").await;
    items
        .values()
        .filter(|item| item.contains_key("done"))
        .count()
}

fn warnings(told: &Told) -> Vec<String> {
    let warned = told.all().into_iter().filter_map(|event| match event {
        Event::Warned { message, .. } => Some(message),
        _ => None,
    });
    warned.collect()
}

#[tokio::test]
async fn so_many_items_are_scanned_and_no_more_and_a_higher_limit_goes_on() {
    let world = customers().await;
    let error = up(&world, items(150)).await.unwrap_err();
    assert_eq!((error.code(), error.code().exit()), (Code::LimitReached, 4));
    insta::assert_snapshot!(error, @"migration 1_each has reached its limit after 150 items: it may scan 150");
    let (progress, status) = stands(&world).await;
    assert_eq!((progress.counts.scanned, status), (150, Status::Running));
    assert_eq!(done(&world).await, 150);

    let error = up(&world, items(300)).await.unwrap_err();
    assert_eq!(error.code(), Code::LimitReached);
    assert_eq!(
        (done(&world).await, stands(&world).await.0.counts.scanned),
        (300, 300)
    );

    up(&world, everything()).await.unwrap();
    assert_eq!(done(&world).await, ITEMS);
    assert_eq!(stands(&world).await.1, Status::Applied);
}

#[tokio::test]
async fn the_same_limit_stops_at_once_and_writes_nothing() {
    let world = customers().await;
    for limited in [items(100), cost(100)] {
        up(&world, limited.clone()).await.unwrap_err();
        let before = world.db.counts();
        let error = up(&world, limited).await.unwrap_err();
        assert_eq!(error.code(), Code::LimitReached);
        let sent = world.db.counts().since(&before);
        assert_eq!((sent.writes(), sent.of("Scan")), (0, 0));
    }
}

#[tokio::test]
async fn a_limit_of_as_many_items_as_there_are_is_none() {
    let world = customers().await;
    up(&world, items(ITEMS as u64)).await.unwrap();
    assert_eq!(stands(&world).await.1, Status::Applied);
}

#[tokio::test]
async fn it_stops_when_it_has_cost_so_much_and_a_higher_limit_goes_on() {
    let world = customers().await;
    // 160 write units: each item is one.
    let error = up(&world, cost(100)).await.unwrap_err();
    assert_eq!(error.code(), Code::LimitReached);
    assert!(
        error.to_string().contains("and may cost $0.0001"),
        "{error}"
    );
    let (progress, status) = stands(&world).await;
    assert_eq!(status, Status::Running);
    // What was begun is finished: of each of two segments a page of ten at the most, and the page read ahead.
    let written = progress.counts.written;
    assert!((140..=180).contains(&written), "{written} items");
    assert!(progress.consumed.write >= written as f64);
    assert!(progress.consumed.read > 0.0);

    up(&world, cost(10_000)).await.unwrap();
    assert_eq!(
        (done(&world).await, stands(&world).await.1),
        (ITEMS, Status::Applied)
    );
    let (progress, _) = stands(&world).await;
    assert_eq!(progress.consumed.write, ITEMS as f64, "by both processes");
}

#[tokio::test]
async fn what_cannot_even_be_scanned_does_not_begin() {
    let world = customers().await;
    let before = world.db.counts();
    // 400 items in pages of ten: twenty read units, which are three millionths of a dollar.
    let error = up(&world, cost(2)).await.unwrap_err();
    assert_eq!(
        (error.code(), error.code().exit()),
        (Code::LimitExceeded, 4)
    );
    insta::assert_snapshot!(error, @"migration 1_each would cost $0.000003 for its scan alone, and may cost $0.000002");
    for nothing in [items(0), cost(0)] {
        let error = up(&world, nothing).await.unwrap_err();
        assert_eq!(error.code(), Code::LimitExceeded);
        assert!(
            error
                .to_string()
                .ends_with("may do nothing: its limit is 0"),
            "{error}"
        );
    }
    assert_eq!(world.db.counts().since(&before).of("Scan"), 0);
    let history = world.migrator([marks()]).read_history().await.unwrap();
    assert_eq!(history.rows, []);
}

#[tokio::test]
async fn who_may_reach_a_limit_is_warned_before() {
    let warned = async |options: UpOptions| {
        let (world, told) = (customers().await, Told::default());
        let migrator = told.to(world.migrator([marks()]));
        let is_limited = migrator.up_with(&options).await.is_err();
        (is_limited, warnings(&told).join("\n"))
    };
    let (is_limited, warning) = warned(items(10)).await;
    insta::assert_snapshot!(warning, @"migration 1_each has about 400 items to scan, and stops after 10, before its end");
    assert!(is_limited);
    let (is_limited, warning) = warned(cost(100)).await;
    insta::assert_snapshot!(warning, @"migration 1_each may cost up to $0.000253, and stops when it has cost $0.0001, perhaps before its end");
    assert!(is_limited);
    let enough = cost(1_000_000).max_items(1_000);
    assert_eq!(warned(enough).await, (false, String::new()));
}

#[tokio::test]
async fn items_that_stay_as_they_are_count_and_so_do_reads() {
    let world = customers().await;
    let mut options = options();
    options.page = Some(1);
    let keeps = each(|_| Ok(dynamig::Outcome::Keep));
    let keeps = keeps.item_options(options).build().unwrap();
    let migrator = world.migrator([keeps]);
    // Half a unit a page: 200 in all, which are 25 millionths of a dollar.
    let error = migrator.up_with(&cost(24)).await.unwrap_err();
    assert_eq!(error.code(), Code::LimitExceeded);
    let error = migrator.up_with(&items(40)).await.unwrap_err();
    assert_eq!(error.code(), Code::LimitReached);
    let (progress, _) = stands(&world).await;
    assert_eq!((progress.counts.kept, progress.consumed.write), (40, 0.0));
    assert!(
        (20.0..=22.0).contains(&progress.consumed.read),
        "{:?}",
        progress.consumed
    );
}

#[test]
fn what_a_process_consumed_that_was_killed_counts_as_far_as_it_was_checkpointed() {
    let half_way = (24..).find_map(|at| {
        paused(async {
            let world = customers().await;
            assert!(world.up_and_die_at(&marks(), at, Dies::Before).await);
            let (progress, _) = stands(&world).await;
            if progress.counts.written < 40 {
                return None;
            }
            let before = progress.consumed;
            assert!(
                before.write >= progress.counts.written as f64,
                "{progress:?}"
            );
            let error = up(&world, items(progress.counts.scanned + 10))
                .await
                .unwrap_err();
            assert_eq!(error.code(), Code::LimitReached);
            let (after, _) = stands(&world).await;
            assert_eq!(after.counts.scanned, progress.counts.scanned + 10);
            assert!(after.consumed.write >= before.write + 10.0);
            Some(())
        })
    });
    assert_eq!(half_way, Some(()));
}

#[tokio::test]
async fn an_item_is_not_begun_beyond_the_limit_however_many_wait() {
    let world = customers().await;
    let calls = Arc::new(AtomicU64::new(0));
    let called = calls.clone();
    let counting = each(move |item| {
        called.fetch_add(1, Ordering::Relaxed);
        mark_done(item)
    });
    let migrator = world.migrator([counting.build().unwrap()]);
    migrator.up_with(&items(33)).await.unwrap_err();
    assert_eq!(
        (calls.load(Ordering::Relaxed), done(&world).await),
        (33, 33)
    );
}

#[tokio::test]
async fn a_checkpoint_without_units_is_one_of_an_earlier_release() {
    let world = customers().await;
    up(&world, items(100)).await.unwrap_err();
    let (client, table) = (world.client(), world.db.table("_dynamig"));
    let rows = client.scan().table_name(&table).send().await.unwrap();
    let rows = rows.items.unwrap().into_iter();
    for row in rows.filter(|row| row.contains_key("read_units")) {
        let update = client.update_item().table_name(&table);
        let update = update
            .key("pk", row["pk"].clone())
            .key("sk", row["sk"].clone());
        let update = update.update_expression("REMOVE read_units, write_units");
        update.send().await.unwrap();
    }
    let (progress, _) = stands(&world).await;
    assert_eq!(
        (progress.consumed.read, progress.consumed.write),
        (0.0, 0.0)
    );
    up(&world, everything()).await.unwrap();
    assert_eq!(stands(&world).await.0.consumed.write, (ITEMS - 100) as f64);
}

#[tokio::test]
async fn a_limit_that_a_run_reaches_while_it_is_paused_is_not_forgotten() {
    use dynamig::RunWish;
    let world = customers().await;
    let slow = Migration::builder(1, "each").items("customers", |item: dynamig::Item, _| async {
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        mark_done(item)
    });
    let mut options = options();
    options.page = Some(10);
    let migrator = world.migrator([slow.item_options(options).build().unwrap()]);
    let limited = items(200);
    let person = async {
        let somebody = world.migrator([marks()]);
        while done(&world).await == 0 {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        for wish in [RunWish::Pause, RunWish::Resume] {
            somebody.wish("1_each", wish, None).await.unwrap();
        }
    };
    let (ran, ()) = tokio::join!(migrator.up_with(&limited), person);
    assert_eq!(ran.unwrap_err().code(), Code::LimitReached);
    assert_eq!(
        (done(&world).await, stands(&world).await.0.counts.scanned),
        (200, 200)
    );
}
