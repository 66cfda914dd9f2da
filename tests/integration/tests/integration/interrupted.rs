//! Migrations whose process died.

use std::time::Duration;

use dynamig::history::Status;
use dynamig::migration::OnInterrupt;
use dynamig::{Code, Consent, Mark, Migration};

use crate::given::{World, row_of, status_of, told};

/// Starts a migration, and lets its process die in the middle: the future is dropped, nothing is released.
async fn die_in(world: &World, migration: Migration) {
    let migrator = world.migrator([migration]);
    let died = tokio::time::timeout(Duration::from_millis(300), migrator.up()).await;
    assert!(died.is_err(), "{died:?}");
    assert_eq!(world.ran.take(), ["up a"]);
    assert_eq!(status_of(&migrator, "1_a").await, Status::Running);
}

fn hanging(world: &World, on_interrupt: OnInterrupt) -> Migration {
    let ran = world.ran.clone();
    let migration = world
        .noting(1, "a")
        .on_interrupt(on_interrupt)
        .up(move |_| {
            ran.push("up a");
            std::future::pending::<dynamig::Result<()>>()
        });
    migration.build().unwrap()
}

#[tokio::test]
async fn it_runs_again_from_its_start_once_the_lease_is_over() {
    let world = World::new();
    die_in(&world, hanging(&world, OnInterrupt::Rerun)).await;
    let migrator = world.migrator([world.migration(1, "a")]);
    migrator.up().await.unwrap();
    assert_eq!(world.ran.take(), ["up a"]);
    let row = row_of(&migrator, "1_a").await;
    assert_eq!(
        (row.status, row.attempts, row.generation),
        (Status::Applied, 2, 2)
    );
}

#[tokio::test]
async fn one_that_wants_a_decision_stops_with_the_commands_to_choose_from() {
    let world = World::new();
    die_in(&world, hanging(&world, OnInterrupt::Manual)).await;
    let manual = || {
        world
            .noting(1, "a")
            .on_interrupt(OnInterrupt::Manual)
            .build()
            .unwrap()
    };
    let migrator = world.migrator([manual()]);
    let error = migrator.up().await.unwrap_err();
    assert_eq!(
        (error.code(), error.code().exit()),
        (Code::ManualDecision, 4)
    );
    insta::assert_snapshot!("manual_decision", told(&error));
    assert!(world.ran.take().is_empty());
    migrator
        .mark(
            "1_a",
            Mark::Reverted,
            Some("looked".to_owned()),
            Consent::Safe,
        )
        .await
        .unwrap();
    migrator.up().await.unwrap();
    assert_eq!(world.ran.take(), ["up a"]);
}

#[tokio::test]
async fn one_that_a_living_process_runs_is_waited_for_and_asks_nobody() {
    let world = World::new();
    let ran = world.ran.clone();
    let manual = world
        .noting(1, "a")
        .on_interrupt(OnInterrupt::Manual)
        .up(move |_| {
            ran.push("up a");
            async {
                tokio::time::sleep(Duration::from_millis(800)).await;
                Ok::<_, dynamig::BoxError>(())
            }
        });
    let migrator = world.migrator([manual.build().unwrap()]);
    let first = tokio::spawn({
        let migrator = migrator.clone();
        async move { migrator.up().await }
    });
    while world.ran.take().is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert!(migrator.up().await.unwrap().is_up_to_date());
    assert_eq!(first.await.unwrap().unwrap().done.len(), 1);
}

#[tokio::test]
async fn one_that_was_edited_while_it_ran_is_refused_until_its_revision_is_raised() {
    let world = World::new();
    die_in(&world, hanging(&world, OnInterrupt::Rerun)).await;
    let edited = world.noting(1, "a").fingerprint("1:new").build().unwrap();
    let error = world.migrator([edited]).up().await.unwrap_err();
    assert_eq!(error.code(), Code::EditedWhileRunning, "{error}");
    let raised = world
        .noting(1, "a")
        .fingerprint("1:new")
        .revision(2)
        .build()
        .unwrap();
    world.migrator([raised]).up().await.unwrap();
    assert_eq!(world.ran.take(), ["up a"]);
}
