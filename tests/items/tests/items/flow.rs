//! How a run goes on: what waits for what, and what ends it. Time is paused, so that what happens at once is known.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use dynamig::history::Status;
use dynamig::migration::{ItemOptions, Writes};
use dynamig::{BoxError, Code, Error, Item, Migration, Migrator, Registry, RunWish};
use dynamig_harness::Seen;
use tokio::sync::Semaphore;
use tokio::time::{Instant, sleep};

use crate::given::{World, each, everything, item, mark_done, n, options, paused, s};

/// So many segments, in pages of so many items.
fn in_pages(segments: u32, workers: u32, page: u32) -> ItemOptions {
    let mut options = options();
    (options.segments, options.workers) = (Some(segments), Some(workers));
    options.page = Some(page);
    options
}

async fn filled(count: usize) -> World {
    let world = World::in_process();
    world.table("customers").await;
    world.fill("customers", count).await;
    world
}

async fn done(world: &World) -> usize {
    let items = world.items("customers").await;
    let is_done = |item: &&dynamig::item::Attributes| item.contains_key("done");
    items.values().filter(is_done).count()
}

#[test]
fn the_next_page_is_read_while_items_of_the_last_are_written() {
    paused(async {
        let world = filled(200).await;
        let mut options = in_pages(1, 1, 100);
        options.writes = Writes::Single;
        let migration = each(mark_done).item_options(options).build().unwrap();
        let (table, faults) = (world.db.table("customers"), world.db.faults());
        let writes =
            move |seen: &Seen| seen.operation == "UpdateItem" && seen.tables.contains(&table);
        faults
            .matching(writes)
            .onwards()
            .delay(Duration::from_millis(50));
        let before = world.db.requests().len();
        world.up(&migration).await.unwrap();
        let table = [world.db.table("customers")];
        let sent = world.db.requests().split_off(before).into_iter();
        let sent = sent.filter(|seen| seen.tables == table);
        let sent: Vec<_> = sent.map(|seen| seen.operation).collect();
        let scans = sent.iter().enumerate().filter(|(_, one)| *one == "Scan");
        let second = scans.map(|(at, _)| at).nth(1).unwrap();
        let writes = sent[..second].iter().filter(|one| *one == "UpdateItem");
        let writes = writes.count();
        assert!(
            (40..90).contains(&writes),
            "it is read after {writes} of 100 writes"
        );
        assert_eq!(done(&world).await, 200);
    });
}

#[test]
fn a_page_that_takes_long_keeps_no_other_segment_waiting() {
    paused(async {
        let world = filled(60).await;
        let gate = Arc::new(Semaphore::new(0));
        let waits = gate.clone();
        let slow = Migration::builder(1, "each").items("customers", move |item: Item, _| {
            let gate = waits.clone();
            async move {
                if item.string("id") == Some("000000") {
                    drop(gate.acquire().await?);
                }
                mark_done(item)
            }
        });
        let slow = slow.item_options(in_pages(6, 2, 5)).build().unwrap();
        let look = async {
            // Of the segment of that item there may be two pages after it.
            let mut before = 0;
            loop {
                sleep(Duration::from_secs(1)).await;
                let now = done(&world).await;
                if now == before && now > 0 {
                    break;
                }
                before = now;
            }
            let segment_of_one = 60 - before;
            assert!(segment_of_one < 30, "only {before} of 60 are done");
            let progress = world
                .migrator([slow.clone()])
                .item_progress(slow.id())
                .await;
            assert_eq!(progress.unwrap().unwrap().segments_done, 5);
            gate.add_permits(1);
        };
        let (ran, ()) = tokio::join!(world.up(&slow), look);
        ran.unwrap();
        assert_eq!(done(&world).await, 60);
    });
}

#[test]
fn the_error_of_one_segment_has_ended_the_others_before_it_is_told() {
    paused(async {
        let world = filled(400).await;
        let calls = Arc::new(AtomicUsize::new(0));
        let called = calls.clone();
        let failing = Migration::builder(1, "each").items("customers", move |item: Item, _| {
            let call = called.fetch_add(1, Ordering::Relaxed);
            async move {
                sleep(Duration::from_millis(100)).await;
                match call {
                    100 => Err(BoxError::from("the hundredth")),
                    _ => mark_done(item),
                }
            }
        });
        let options = in_pages(8, 4, 10);
        let failing = failing.item_options(options).build().unwrap();
        let error = world.up(&failing).await.unwrap_err();
        assert_eq!(error.code(), Code::TooManyErrors);
        let (so_far, requests) = (done(&world).await, world.db.requests().len());
        let called = calls.load(Ordering::Relaxed);
        assert!(
            so_far < 300 && called < 300,
            "{so_far} done, {called} calls"
        );
        sleep(Duration::from_secs(60)).await;
        assert_eq!(world.db.requests().len(), requests, "somebody goes on");
        assert_eq!(
            (done(&world).await, calls.load(Ordering::Relaxed)),
            (so_far, called)
        );
        let mended = each(mark_done).revision(2).item_options(options);
        world.up(&mended.build().unwrap()).await.unwrap();
        assert_eq!(done(&world).await, 400);
    });
}

/// Adds one to a count of a checkpoint, as if an item had been read that nothing became of.
async fn lose_an_item(world: &World) {
    let (client, table) = (world.client(), world.settings().meta_table_name());
    let query = client.query().table_name(&table);
    let query = query
        .key_condition_expression("pk = :pk AND begins_with(sk, :sk)")
        .expression_attribute_values(":pk", s("shop#run#1_each"))
        .expression_attribute_values(":sk", s("segment#"));
    let rows = query.send().await.unwrap().items.unwrap();
    let update = client.update_item().table_name(&table);
    let update = update
        .key("pk", rows[0]["pk"].clone())
        .key("sk", rows[0]["sk"].clone())
        .update_expression("ADD scanned :one")
        .expression_attribute_values(":one", n(1));
    update.send().await.unwrap();
}

#[test]
fn a_run_whose_counts_do_not_add_up_is_never_called_finished() {
    paused(async {
        let world = filled(40).await;
        let options = in_pages(2, 2, 10);
        let migration = each(mark_done).item_options(options).build().unwrap();
        let migrator = world.migrator([migration.clone()]);
        let half = everything().max_items(20);
        let error = migrator.up_with(&half).await.unwrap_err();
        assert_eq!(error.code(), Code::LimitReached);
        lose_an_item(&world).await;
        let error = migrator.up_with(&everything()).await.unwrap_err();
        assert_eq!(error.code(), Code::Internal);
        insta::assert_snapshot!(error, @"41 items were read, and something became of 40");
        let history = migrator.read_history().await.unwrap();
        assert_eq!(history.rows[0].status, Status::Failed);
    });
}

#[test]
fn a_wish_is_done_within_two_seconds_and_the_log_keeps_who_had_it() {
    paused(async {
        let world = filled(300).await;
        let slow = Migration::builder(1, "each").items("customers", |item: Item, _| async {
            sleep(Duration::from_millis(300)).await;
            mark_done(item)
        });
        let slow = slow.item_options(in_pages(16, 1, 10)).build().unwrap();
        let somebody = || {
            let settings = world.settings().with_actor("ann");
            Migrator::with_registry(world.client(), settings, Registry::empty())
        };
        let person = async {
            for wish in [RunWish::Pause, RunWish::Resume, RunWish::Cancel] {
                sleep(Duration::from_millis(1_234)).await;
                let asked = Instant::now();
                let reason = Some(format!("{wish:?}"));
                somebody().wish("1_each", wish, reason).await.unwrap();
                let took = asked.elapsed();
                assert!(took <= Duration::from_secs(2), "{wish:?} took {took:?}");
            }
        };
        let (ran, ()) = tokio::join!(world.up(&slow), person);
        let error: Error = ran.unwrap_err();
        assert_eq!(error.code(), Code::Cancelled);
        let log = somebody().log().await.unwrap();
        let wishes = log.iter().filter(|row| row.command.starts_with("wish-"));
        let wishes: Vec<_> = wishes
            .map(|row| (&*row.command, &*row.actor, row.reason.as_deref()))
            .collect();
        for (command, reason) in [
            ("wish-pause", "Pause"),
            ("wish-resume", "Resume"),
            ("wish-cancel", "Cancel"),
        ] {
            assert!(
                wishes.contains(&(command, "ann", Some(reason))),
                "{wishes:?}"
            );
        }
    });
}

#[test]
fn items_of_other_types_are_counted_and_never_given_to_the_function() {
    paused(async {
        let world = filled(30).await;
        let others = (0..20).map(|at| item([("id", s(format!("other{at}")))]));
        world.put("customers", others).await;
        let matching = each(|item| {
            item.number("n").ok_or("an item of another type")?;
            mark_done(item)
        });
        let matching = matching.matching(|item| item.get("n").is_some());
        let migration = matching.build().unwrap();
        world.up(&migration).await.unwrap();
        let migrator = world.migrator([migration.clone()]);
        let progress = migrator.item_progress(migration.id()).await.unwrap();
        let counts = progress.unwrap().counts;
        assert_eq!((counts.scanned, counts.written, counts.other), (50, 30, 20));
    });
}
