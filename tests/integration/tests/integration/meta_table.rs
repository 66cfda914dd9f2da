//! The meta table: how it comes and goes.

use aws_sdk_dynamodb::types::{BillingMode, TableDescription};
use dynamig::settings::MetaBilling;
use dynamig::{Code, Consent, Event};

use crate::given::{Heard, World, states};

async fn described(world: &World, table: &str) -> TableDescription {
    let described = world
        .client()
        .describe_table()
        .table_name(world.db.table(table))
        .send()
        .await;
    described.unwrap().table.unwrap()
}

#[tokio::test]
async fn the_first_writing_command_creates_it_protected_and_on_demand() {
    let world = World::new();
    let (migrator, heard) = Heard::of(world.migrator([world.migration(1, "a")]));
    migrator.up().await.unwrap();
    let created = heard
        .all()
        .into_iter()
        .filter(|event| matches!(event, Event::MetaTableCreated { .. }));
    assert_eq!(created.count(), 1);
    let table = described(&world, "_dynamig").await;
    assert_eq!(table.deletion_protection_enabled, Some(true));
    let billing = table
        .billing_mode_summary
        .and_then(|summary| summary.billing_mode);
    assert_eq!(billing, Some(BillingMode::PayPerRequest));
    let keys: Vec<_> = table
        .key_schema
        .unwrap()
        .into_iter()
        .map(|key| key.attribute_name)
        .collect();
    assert_eq!(keys, ["pk", "sk"]);
}

#[tokio::test]
async fn it_is_given_the_capacity_that_is_asked_for() {
    let world = World::new();
    let settings = world
        .settings()
        .with_meta_billing(MetaBilling::Provisioned { read: 3, write: 2 });
    world
        .migrator_with(settings, [world.migration(1, "a")])
        .create_meta_table()
        .await
        .unwrap();
    let capacity = described(&world, "_dynamig")
        .await
        .provisioned_throughput
        .unwrap();
    assert_eq!(
        (capacity.read_capacity_units, capacity.write_capacity_units),
        (Some(3), Some(2))
    );
}

#[tokio::test]
async fn the_lock_may_have_a_table_of_its_own() {
    let world = World::new();
    let settings = || world.settings().with_lock_table("_locks");
    let migrator = world.migrator_with(settings(), world.three());
    let runs = (0..5).map(|_| {
        let migrator = migrator.clone();
        tokio::spawn(async move { migrator.up().await.map(|report| report.done.len()) })
    });
    let mut done = 0;
    for run in runs.collect::<Vec<_>>() {
        done += run.await.unwrap().unwrap();
    }
    assert_eq!(done, 3);
    assert!(world.row("shop", "lock").await.is_none());
    assert!(migrator.lock().await.unwrap().unwrap().generation >= 1);
    described(&world, "_locks").await;
}

#[tokio::test]
async fn it_is_destroyed_only_with_consent_and_not_while_somebody_works() {
    let world = World::new();
    let migrator = world.migrator([world.migration(1, "a")]);
    migrator.up().await.unwrap();
    let refused = migrator
        .destroy_meta_table(Consent::Breaking)
        .await
        .unwrap_err();
    assert_eq!(refused.code(), Code::ConsentNeeded);
    assert_eq!(states(&migrator).await, ["1_a applied"]);
    let ran = world.ran.clone();
    let hanging = world.noting(2, "b").up(move |_| {
        ran.push("started");
        std::future::pending::<dynamig::Result<()>>()
    });
    let busy = world.migrator([world.migration(1, "a"), hanging.build().unwrap()]);
    world.ran.take();
    let run = tokio::spawn(async move { busy.up().await });
    while world.ran.take().is_empty() {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    let refused = migrator
        .destroy_meta_table(Consent::Destructive)
        .await
        .unwrap_err();
    assert_eq!(refused.code(), Code::LockHeld, "{refused}");
    run.abort();
    let owner = migrator.lock().await.unwrap().unwrap().owner.unwrap();
    migrator.release_lock(&owner, None).await.unwrap();
    migrator
        .destroy_meta_table(Consent::Destructive)
        .await
        .unwrap();
    assert!(states(&migrator).await.is_empty());
}
