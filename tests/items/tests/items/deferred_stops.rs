//! Runs that stop while answers wait.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use dynamig::rewrite::ItemPhase;
use dynamig::{Cancellation, Code, Event, Item, Migration, Migrator, Registry, RunWish};

use crate::deferred::{counts, deferred, filled, spools, with};
use crate::given::{Told, World, everything, mark_done};

const ITEMS: usize = 30;

/// A function that takes its time, and how often it was called.
fn slow() -> (Migration, Arc<AtomicUsize>) {
    let calls = Arc::new(AtomicUsize::new(0));
    let called = calls.clone();
    let slow = Migration::builder(1, "each").items("customers", move |item: Item, _| {
        called.fetch_add(1, Ordering::Relaxed);
        async move {
            tokio::time::sleep(Duration::from_millis(300)).await;
            mark_done(item)
        }
    });
    (slow.item_options(deferred()).build().unwrap(), calls)
}

async fn until_called(calls: &AtomicUsize) {
    while calls.load(Ordering::Relaxed) < 4 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test]
async fn a_run_that_stops_before_it_writes_says_that_it_starts_over_and_does() {
    let world = World::new();
    filled(&world, ITEMS).await;
    let (migration, calls) = slow();
    let stop = Cancellation::new();
    let migrator = world.migrator([migration.clone()]);
    let migrator = migrator.with_cancellation(stop.clone());
    let person = async {
        until_called(&calls).await;
        stop.cancel();
    };
    let all = everything();
    let (ran, ()) = tokio::join!(migrator.up_with(&all), person);
    let error = ran.unwrap_err();
    assert_eq!(error.code().exit(), 75);
    let (text, hint) = (error.to_string(), error.what_next().unwrap());
    assert!(text.ends_with("and nothing was written"), "{text}");
    assert!(hint.contains("starts at the first item"), "{hint}");
    assert_eq!((with(&world, "done").await, spools(&world)), (0, 0));
    let id = migration.id().clone();
    let progress = migrator.item_progress(&id).await.unwrap().unwrap();
    assert_eq!(
        (progress.phase, progress.counts.scanned),
        (ItemPhase::Collecting, 0)
    );
    let so_far = calls.swap(0, Ordering::Relaxed);
    assert!(so_far < ITEMS);
    world.up(&migration).await.unwrap();
    assert_eq!(
        (with(&world, "done").await, calls.load(Ordering::Relaxed)),
        (ITEMS, ITEMS)
    );
}

#[tokio::test]
async fn a_pause_loses_no_answers_as_long_as_the_process_stays() {
    let world = World::new();
    filled(&world, ITEMS).await;
    let (migration, calls) = slow();
    let told = Told::default();
    let migrator = told.to(world.migrator([migration]));
    let somebody = || Migrator::with_registry(world.client(), world.settings(), Registry::empty());
    let person = async {
        until_called(&calls).await;
        somebody()
            .wish("1_each", RunWish::Pause, None)
            .await
            .unwrap();
        assert_eq!(with(&world, "done").await, 0);
        somebody()
            .wish("1_each", RunWish::Resume, None)
            .await
            .unwrap();
    };
    let all = everything();
    let (ran, ()) = tokio::join!(migrator.up_with(&all), person);
    ran.unwrap();
    assert_eq!(with(&world, "done").await, ITEMS);
    let calls = calls.load(Ordering::Relaxed);
    assert!(
        calls <= ITEMS + 3,
        "{calls} calls: more than a page was repeated"
    );
    let begun = told.all().into_iter();
    let begun = begun.filter(|event| matches!(event, Event::ItemsCollecting { .. }));
    assert_eq!(begun.count(), 1);
    assert_eq!(counts(&told).written, ITEMS as u64);
}

#[tokio::test]
async fn a_run_that_is_cancelled_before_it_writes_has_written_nothing() {
    let world = World::new();
    filled(&world, ITEMS).await;
    let (migration, calls) = slow();
    let person = async {
        until_called(&calls).await;
        let somebody = Migrator::with_registry(world.client(), world.settings(), Registry::empty());
        somebody
            .wish("1_each", RunWish::Cancel, None)
            .await
            .unwrap();
    };
    let (ran, ()) = tokio::join!(world.up(&migration), person);
    let error = ran.unwrap_err();
    assert_eq!(error.code(), Code::Cancelled);
    assert!(
        error
            .what_next()
            .unwrap()
            .starts_with("nothing was written")
    );
    assert_eq!((with(&world, "done").await, spools(&world)), (0, 0));
}

#[tokio::test]
async fn a_pause_that_leaves_a_call_where_it_hangs_starts_over() {
    let world = World::new();
    filled(&world, ITEMS).await;
    let calls = Arc::new(AtomicUsize::new(0));
    let called = calls.clone();
    let hanging = Migration::builder(1, "each").items("customers", move |item: Item, _| {
        let call = called.fetch_add(1, Ordering::Relaxed) + 1;
        async move {
            if call == 10 {
                tokio::time::sleep(Duration::from_secs(600)).await;
            }
            mark_done(item)
        }
    });
    let told = Told::default();
    let hanging = hanging.item_options(deferred()).build().unwrap();
    let migrator = told.to(world.migrator([hanging]));
    let person = async {
        until_called(&calls).await;
        let somebody = Migrator::with_registry(world.client(), world.settings(), Registry::empty());
        somebody.wish("1_each", RunWish::Pause, None).await.unwrap();
        somebody
            .wish("1_each", RunWish::Resume, None)
            .await
            .unwrap();
    };
    let all = everything();
    let (ran, ()) = tokio::join!(migrator.up_with(&all), person);
    ran.unwrap();
    let begun = told.all().into_iter();
    let begun = begun.filter(|event| matches!(event, Event::ItemsCollecting { .. }));
    assert_eq!(begun.count(), 2);
    assert_eq!((with(&world, "done").await, spools(&world)), (ITEMS, 0));
    let counts = counts(&told);
    assert_eq!((counts.scanned, counts.written), (30, 30));
}
