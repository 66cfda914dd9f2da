//! What a person records by hand of a migration that a process may be at.

use std::sync::Arc;
use std::time::Duration;

use dynamig::history::Status;
use dynamig::migration::{MaxErrors, MigrationBuilder};
use dynamig::{
    BoxError, Code, Consent, Item, Mark, Migration, Migrator, Outcome, Registry, RepairOptions,
    RunWish,
};
use tokio::sync::{Notify, Semaphore};
use tokio::time::Instant;

use crate::given::{Dies, World, each, everything, mark_done, options, paused};

/// A function that waits at each item until it may go on.
#[derive(Clone)]
struct Gate {
    reached: Arc<Notify>,
    open: Arc<Semaphore>,
}

impl Gate {
    fn new() -> Self {
        Self {
            reached: Arc::new(Notify::new()),
            open: Arc::new(Semaphore::new(0)),
        }
    }

    fn migration(&self) -> MigrationBuilder {
        let gate = self.clone();
        let gated = Migration::builder(1, "each").items("customers", move |item: Item, _| {
            let gate = gate.clone();
            async move {
                gate.reached.notify_one();
                drop(gate.open.acquire().await?);
                mark_done(item)
            }
        });
        gated.item_options(options())
    }

    fn opens(&self) {
        self.open.add_permits(1_000);
    }
}

async fn customers(world: &World) {
    world.table("customers").await;
    world.fill("customers", 20).await;
}

/// Somebody else, with a program that links nothing.
fn somebody(world: &World) -> Migrator {
    world.of(Registry::empty())
}

async fn marked(world: &World, mark: Mark) -> Result<(), dynamig::Error> {
    somebody(world)
        .mark("1_each", mark, None, Consent::default())
        .await
}

async fn status(world: &World) -> Status {
    let history = somebody(world).read_history().await.unwrap();
    history.rows[0].status.clone()
}

async fn done(world: &World) -> usize {
    let items = world.items("customers").await.into_values();
    items.filter(|item| item.contains_key("done")).count()
}

#[tokio::test]
async fn a_run_that_a_process_is_at_is_not_marked() {
    let world = World::new();
    customers(&world).await;
    let gate = Gate::new();
    let migration = gate.migration().build().unwrap();
    let person = async {
        gate.reached.notified().await;
        for mark in [
            Mark::Applied,
            Mark::Reverted,
            Mark::Skipped,
            Mark::Forgotten,
        ] {
            let error = marked(&world, mark).await.unwrap_err();
            assert_eq!((error.code(), error.code().exit()), (Code::LockHeld, 5));
            assert!(
                error
                    .to_string()
                    .contains("is at the items of migration 1_each"),
                "{error}"
            );
            assert_eq!(status(&world).await, Status::Running);
        }
        gate.opens();
    };
    let (ran, ()) = tokio::join!(world.up(&migration), person);
    ran.unwrap();
    assert_eq!(
        (status(&world).await, done(&world).await),
        (Status::Applied, 20)
    );
}

#[tokio::test]
async fn a_paused_run_whose_process_stays_is_not_marked_before_it_was_cancelled() {
    let world = World::new();
    customers(&world).await;
    let gate = Gate::new();
    let migration = gate.migration().build().unwrap();
    let person = async {
        gate.reached.notified().await;
        // The process sees the wish within two seconds, and some more where the engine is busy.
        let opens = async {
            tokio::time::sleep(Duration::from_secs(6)).await;
            gate.opens();
        };
        let person = somebody(&world);
        let (said, ()) = tokio::join!(person.wish("1_each", RunWish::Pause, None), opens);
        said.unwrap();
        let error = marked(&world, Mark::Reverted).await.unwrap_err();
        assert_eq!(error.code(), Code::LockHeld);
        assert_eq!(status(&world).await, Status::Paused);
        person.wish("1_each", RunWish::Cancel, None).await.unwrap();
        marked(&world, Mark::Reverted).await.unwrap();
    };
    let (ran, ()) = tokio::join!(world.up(&migration), person);
    assert_eq!(ran.unwrap_err().code(), Code::Cancelled);
    assert_eq!(status(&world).await, Status::Reverted);
}

#[test]
fn a_run_whose_process_has_died_is_marked_once_its_lease_is_over() {
    paused(async {
        let world = World::in_process();
        customers(&world).await;
        let migration = each(mark_done).build().unwrap();
        assert!(world.up_and_die_at(&migration, 30, Dies::Before).await);
        assert_eq!(status(&world).await, Status::Running);
        let began = Instant::now();
        marked(&world, Mark::Reverted).await.unwrap();
        assert!(
            began.elapsed() >= Duration::from_secs(10),
            "{:?}",
            began.elapsed()
        );
        assert_eq!(status(&world).await, Status::Reverted);
        // Nobody holds anything any more.
        let began = Instant::now();
        marked(&world, Mark::Applied).await.unwrap();
        assert!(
            began.elapsed() < Duration::from_secs(10),
            "{:?}",
            began.elapsed()
        );
    });
}

#[tokio::test]
async fn what_became_something_else_meanwhile_is_not_marked() {
    let world = World::new();
    customers(&world).await;
    let gate = Gate::new();
    let migration = gate.migration().build().unwrap();
    let person = async {
        gate.reached.notified().await;
        let ends = async {
            tokio::time::sleep(Duration::from_millis(200)).await;
            gate.opens();
        };
        let (marked, ()) = tokio::join!(marked(&world, Mark::Reverted), ends);
        let error = marked.unwrap_err();
        assert_eq!(error.code(), Code::PlanChanged);
        insta::assert_snapshot!(error, @"migration 1_each was running when this began, and is applied by now");
    };
    let (ran, ()) = tokio::join!(world.up(&migration), person);
    ran.unwrap();
    assert_eq!(status(&world).await, Status::Applied);
}

#[tokio::test]
async fn what_runs_once_and_what_never_ran_is_marked_at_once_and_leaves_no_lease_behind() {
    let world = World::new();
    let once = Migration::builder(2, "once").up(|_| async { Ok::<_, BoxError>(()) });
    let migrator = world.migrator([each(mark_done).build().unwrap(), once.build().unwrap()]);
    for id in ["1_each", "2_once"] {
        let marked = migrator.mark(id, Mark::Applied, None, Consent::default());
        marked.await.unwrap();
    }
    let client = world.client();
    let rows = client.scan().table_name(world.db.table("_dynamig"));
    let rows = rows.send().await.unwrap().items.unwrap_or_default();
    let keys: Vec<_> = rows.iter().map(|row| row["sk"].as_s().unwrap()).collect();
    assert!(
        keys.iter().any(|key| key.starts_with("migration#")),
        "{keys:?}"
    );
    assert!(!keys.iter().any(|key| *key == "control"), "{keys:?}");
}

#[tokio::test]
async fn an_edit_is_not_accepted_beside_a_retry() {
    let world = World::new();
    customers(&world).await;
    let mut lax = options();
    lax.max_errors = MaxErrors::Count(100);
    let failing = each(|item| match item.number("n") {
        Some("7") => Err("unlucky".into()),
        _ => Ok(Outcome::Keep),
    });
    let failing = failing.item_options(lax).fingerprint("1:a");
    world.up(&failing.build().unwrap()).await.unwrap();
    let gate = Gate::new();
    let edited = gate.migration().item_options(lax).fingerprint("1:b");
    let migrator = world.migrator([edited.build().unwrap()]);
    let person = async {
        gate.reached.notified().await;
        let error = migrator.repair(&RepairOptions::new()).await.unwrap_err();
        assert_eq!(error.code(), Code::LockHeld);
        gate.opens();
    };
    let (retried, ()) = tokio::join!(migrator.retry("1_each"), person);
    assert_eq!(retried.unwrap().counts.written, 1);
    let repaired = migrator.repair(&RepairOptions::new()).await.unwrap();
    assert_eq!(repaired.len(), 1);
    let report = migrator.up_with(&everything()).await.unwrap();
    assert!(report.is_up_to_date());
}
