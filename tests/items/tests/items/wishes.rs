//! What people wish of a run while it goes on, and after.

use std::time::Duration;

use dynamig::history::Status;
use dynamig::{Cancellation, Code, Event, Migration, Migrator, Registry, RunWish, Throttle};
use tokio::time::Instant;

use crate::given::{Told, World, everything, mark_done, options};

/// A migration that takes its time: each item waits a little.
fn slow() -> Migration {
    let mut options = options();
    options.segments = Some(16);
    options.workers = Some(1);
    let slow =
        Migration::builder(1, "each").items("customers", |item: dynamig::Item, _| async move {
            tokio::time::sleep(Duration::from_millis(300)).await;
            mark_done(item)
        });
    slow.item_options(options).build().unwrap()
}

/// Somebody else, with a program that links nothing.
fn somebody(world: &World) -> Migrator {
    Migrator::with_registry(world.client(), world.settings(), Registry::empty())
}

async fn status(world: &World) -> Status {
    let history = somebody(world).read_history().await.unwrap();
    history.rows[0].status.clone()
}

async fn done(world: &World) -> usize {
    let items = world.items("customers").await;
    items
        .values()
        .filter(|item| item.contains_key("done"))
        .count()
}

async fn a_slow_table() -> World {
    let world = World::new();
    world.table("customers").await;
    world.fill("customers", 300).await;
    world
}

/// Waits until the run has begun to change items.
async fn until_it_runs(world: &World) {
    while done(world).await == 0 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn a_paused_run_waits_and_a_resumed_one_goes_on_in_the_same_process() {
    let world = a_slow_table().await;
    let told = Told::default();
    let migrator = told.to(world.migrator([slow()]));
    let options = everything();
    let running = migrator.up_with(&options);
    let person = async {
        until_it_runs(&world).await;
        somebody(&world)
            .wish("1_each", RunWish::Pause, None)
            .await
            .unwrap();
        assert_eq!(status(&world).await, Status::Paused);
        let so_far = done(&world).await;
        assert!(so_far < 300, "it was paused too late");
        tokio::time::sleep(Duration::from_millis(1_500)).await;
        assert_eq!(done(&world).await, so_far, "a paused run goes on");
        somebody(&world)
            .wish("1_each", RunWish::Resume, None)
            .await
            .unwrap();
    };
    let (ran, ()) = tokio::join!(running, person);
    ran.unwrap();
    assert_eq!(done(&world).await, 300);
    assert_eq!(status(&world).await, Status::Applied);
    let wishes = told.all().into_iter().filter_map(|event| match event {
        Event::ItemsWished { wish, .. } => Some(wish),
        _ => None,
    });
    assert_eq!(wishes.collect::<Vec<_>>(), ["pause", "resume"]);
    let log = somebody(&world).log().await.unwrap();
    let commands: Vec<_> = log.iter().map(|row| row.command.as_str()).collect();
    assert!(
        commands.contains(&"wish-pause") && commands.contains(&"pause"),
        "{commands:?}"
    );
}

#[tokio::test]
async fn a_cancelled_run_ends_and_no_up_starts_it_again_before_it_is_resumed() {
    let world = a_slow_table().await;
    let person = async {
        until_it_runs(&world).await;
        let reason = Some("too slow".to_owned());
        somebody(&world)
            .wish("1_each", RunWish::Cancel, reason)
            .await
            .unwrap();
    };
    let migration = slow();
    let (ran, ()) = tokio::join!(world.up(&migration), person);
    assert_eq!(ran.unwrap_err().code(), Code::Cancelled);
    let so_far = done(&world).await;
    assert!(so_far < 300);

    let report = world.up(&migration).await.unwrap();
    assert_eq!((report.done.len(), report.warnings.len()), (0, 1));
    assert_eq!(
        (status(&world).await, done(&world).await),
        (Status::Cancelled, so_far)
    );

    somebody(&world)
        .wish("1_each", RunWish::Resume, None)
        .await
        .unwrap();
    world.up(&migration).await.unwrap();
    assert_eq!(
        (status(&world).await, done(&world).await),
        (Status::Applied, 300)
    );
}

#[tokio::test]
async fn a_run_that_nobody_is_at_is_cancelled_at_once() {
    let world = a_slow_table().await;
    let migration = slow();
    let failed = world
        .up_and_die_at(&migration, 60, crate::given::Dies::Before)
        .await;
    assert!(failed);
    somebody(&world)
        .wish("each", RunWish::Cancel, None)
        .await
        .unwrap();
    assert_eq!(status(&world).await, Status::Cancelled);
}

#[tokio::test]
async fn what_cannot_be_wished_is_refused() {
    let world = a_slow_table().await;
    let person = somebody(&world);
    let error = person
        .wish("1_each", RunWish::Pause, None)
        .await
        .unwrap_err();
    assert_eq!(error.code(), Code::UnknownMigration);
    let once = Migration::builder(1, "once").up(|_| async { Ok::<_, dynamig::BoxError>(()) });
    world.migrator([once.build().unwrap()]).up().await.unwrap();
    for wish in [RunWish::Pause, RunWish::Resume, RunWish::Cancel] {
        let error = person.wish("1_once", wish, None).await.unwrap_err();
        assert_eq!(error.code(), Code::IllegalTransition, "{error}");
    }
    let mut rates = Throttle::default();
    rates.max_wcu = Some(1);
    let error = person.throttle("1_once", rates).await.unwrap_err();
    assert_eq!(error.code(), Code::IllegalTransition);
}

#[tokio::test]
async fn a_throttled_run_writes_no_faster_than_it_is_told() {
    let world = a_slow_table().await;
    let migration = slow();
    let mut rates = Throttle::default();
    rates.max_wcu = Some(10);
    let person = async {
        until_it_runs(&world).await;
        somebody(&world).throttle("1_each", rates).await.unwrap();
        tokio::time::sleep(Duration::from_millis(1_500)).await;
        let before = done(&world).await;
        tokio::time::sleep(Duration::from_secs(2)).await;
        let written = done(&world).await - before;
        assert!(written <= 50, "{written} items in two seconds");
        rates.max_wcu = Some(100_000);
        somebody(&world).throttle("1_each", rates).await.unwrap();
    };
    let (ran, ()) = tokio::join!(world.up(&migration), person);
    ran.unwrap();
}

#[tokio::test]
async fn a_function_that_hangs_does_not_keep_a_run_from_stopping() {
    let world = a_slow_table().await;
    let hanging =
        Migration::builder(1, "each").items("customers", |item: dynamig::Item, _| async move {
            if item.number("n") == Some("150") {
                tokio::time::sleep(Duration::from_secs(600)).await;
            }
            mark_done(item)
        });
    let hanging = hanging.item_options(options()).build().unwrap();
    let stop = Cancellation::new();
    let migrator = world.migrator([hanging]).with_cancellation(stop.clone());
    let person = async {
        until_it_runs(&world).await;
        stop.cancel();
    };
    let began = Instant::now();
    let all = everything();
    let (ran, ()) = tokio::join!(migrator.up_with(&all), person);
    assert_eq!(ran.unwrap_err().code(), Code::Interrupted);
    assert!(
        began.elapsed() < Duration::from_secs(60),
        "it waited for the function"
    );
    assert_eq!(status(&world).await, Status::Running);
    world
        .up(&Migration::builder(1, "each")
            .items("customers", |item: dynamig::Item, _| async {
                mark_done(item)
            })
            .item_options(options())
            .build()
            .unwrap())
        .await
        .unwrap();
    assert_eq!(done(&world).await, 300);
}
