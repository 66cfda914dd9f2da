//! Tables that are no longer declared: nobody deletes them.

use dynamig::plan::tables::NoteKind;
use dynamig::table::{Declaration, TableState};
use dynamig::{Consent, ContractOptions, Event, Migrator};

use crate::given::{Heard, World};
use crate::tables::{customers, customers_by_email, described, look, migrator};

fn orders() -> Declaration {
    let mut table = customers();
    table.definition.name = "orders".into();
    table
}

async fn state(migrator: &Migrator, table: &str) -> TableState {
    let rows = migrator.read_history().await.unwrap().tables;
    rows[table].state.clone()
}

/// How many requests a start costs.
async fn start(world: &World, migrator: &Migrator) -> u64 {
    let before = world.db.counts();
    assert!(migrator.up().await.unwrap().plan.is_empty());
    world.db.counts().since(&before).total()
}

#[tokio::test]
async fn it_is_recorded_told_and_left_alone_and_then_a_start_is_one_request() {
    let world = World::new();
    migrator(&world, [customers(), orders()])
        .up()
        .await
        .unwrap();
    let (without, heard) = Heard::of(migrator(&world, [customers()]));
    let report = without.up().await.unwrap();
    assert_eq!(report.released, ["orders"]);
    assert!(!report.is_up_to_date());
    let released = Event::TableReleased {
        table: "orders".into(),
    };
    assert!(heard.all().contains(&released), "{:?}", heard.all());
    assert_eq!(state(&without, "orders").await, TableState::Released);
    assert_eq!(state(&without, "customers").await, TableState::Managed);
    described(&world, "orders").await;
    assert_eq!(start(&world, &without).await, 1, "one GetItem");

    let notes = without.up_with(&look()).await.unwrap().plan.tables.notes;
    assert_eq!(notes[0].kind, NoteKind::Released);
    let consent = ContractOptions::new().consent(Consent::Destructive);
    assert!(without.contract(&consent).await.unwrap().plan.is_empty());
    described(&world, "orders").await;
}

#[tokio::test]
async fn a_program_that_declares_no_table_any_more_releases_the_last_one() {
    let world = World::new();
    migrator(&world, [customers()]).up().await.unwrap();
    let without = world.migrator([world.migration(1, "a")]);
    without.up().await.unwrap();
    assert_eq!(state(&without, "customers").await, TableState::Released);
    assert_eq!(start(&world, &without).await, 1, "one GetItem");
}

#[tokio::test]
async fn two_releases_beside_each_other_do_not_take_it_from_each_other() {
    let world = World::new();
    let with = migrator(&world, [customers(), orders()]);
    let without = migrator(&world, [customers()]);
    with.up().await.unwrap();
    without.up().await.unwrap();
    for _ in 0..3 {
        assert_eq!(start(&world, &with).await, 1, "the one that declares it");
        assert_eq!(start(&world, &without).await, 1, "the one that does not");
    }
    assert_eq!(state(&with, "orders").await, TableState::Released);
    // A look at the tables is somebody's command, and no start: it takes the table up again.
    with.up_with(&look()).await.unwrap();
    assert_eq!(state(&with, "orders").await, TableState::Managed);
    assert_eq!(start(&world, &with).await, 1);
}

#[tokio::test]
async fn declared_again_otherwise_it_is_managed_again() {
    let world = World::new();
    migrator(&world, [customers(), orders()])
        .up()
        .await
        .unwrap();
    migrator(&world, [orders()]).up().await.unwrap();
    let again = migrator(&world, [customers_by_email(), orders()]);
    let done = again.up().await.unwrap();
    assert_eq!(done.plan.tables.steps.len(), 2);
    assert_eq!(state(&again, "customers").await, TableState::Managed);
    assert_eq!(start(&world, &again).await, 1, "one GetItem");
}

#[tokio::test]
async fn a_dropped_table_that_is_no_longer_declared_costs_no_request() {
    let world = World::new();
    migrator(&world, [customers(), orders()])
        .up()
        .await
        .unwrap();
    let mut dropped = orders();
    dropped.presence = dynamig::table::Presence::Dropped;
    let dropping = migrator(&world, [customers(), dropped]);
    dropping.up().await.unwrap();
    let consent = ContractOptions::new().consent(Consent::Destructive);
    dropping.contract(&consent).await.unwrap();
    let after = migrator(&world, [customers()]);
    assert_eq!(start(&world, &after).await, 1, "one GetItem");
    assert_eq!(state(&after, "orders").await, TableState::Dropped);
}

#[tokio::test]
async fn a_table_that_is_only_compared_from_now_on_is_released_too() {
    let world = World::new();
    migrator(&world, [customers()]).up().await.unwrap();
    let compares = world
        .settings()
        .with_manage(dynamig::settings::Manage::Verify);
    let registry = dynamig::Registry::of_tables([customers()]).unwrap();
    let comparing = Migrator::with_registry(world.client(), compares, registry);
    comparing.up().await.unwrap();
    assert_eq!(state(&comparing, "customers").await, TableState::Released);
    assert_eq!(start(&world, &comparing).await, 1, "one GetItem");
    let managing = migrator(&world, [customers_by_email()]);
    managing.up().await.unwrap();
    assert_eq!(state(&managing, "customers").await, TableState::Managed);
}
