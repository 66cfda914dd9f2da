//! `up` in two parts, and what a migration sees of a table that is declared dropped.

use dynamig::table::{Declaration, Presence};
use dynamig::{
    BoxError, Code, Consent, Context, ContractOptions, Migration, Migrator, Registry, UpOptions,
    UpPart,
};

use crate::given::{Ran, World, ids, told};
use crate::tables::{customers, customers_by_email, described, look, migrator};

fn of(world: &World, migration: Migration, table: Declaration) -> Migrator {
    let registry = Registry::of([migration])
        .unwrap()
        .with_tables([table])
        .unwrap();
    Migrator::with_registry(world.client(), world.settings(), registry)
}

fn part(part: UpPart) -> UpOptions {
    look().part(part)
}

#[tokio::test]
async fn expand_brings_tables_and_runs_nothing_and_migrate_does_the_rest() {
    let world = World::new();
    migrator(&world, [customers()]).up().await.unwrap();
    let mut table = customers_by_email();
    let after = "1_fill".parse().unwrap();
    table.after.indexes.insert("by_email".into(), after);
    let migrator = of(&world, world.migration(1, "fill"), table);

    let error = migrator.up_with(&part(UpPart::Migrate)).await.unwrap_err();
    insta::assert_snapshot!(told(&error), @"
    table `customers` is still to be changed by `up`: stream on, NEW_IMAGE [unsettled, exit 4]
    hint: run `up --phase expand` first, then this again
    ");
    let planned = migrator.plan_with(&part(UpPart::Migrate)).await;
    assert_eq!(planned.unwrap_err().code(), Code::Unsettled);

    let expand = part(UpPart::Expand);
    let planned = migrator.plan_with(&expand).await.unwrap();
    assert_eq!((planned.steps.len(), planned.tables.steps.len()), (0, 1));
    let done = migrator.up_with(&expand).await.unwrap();
    assert_eq!(done.plan.tables.steps, planned.tables.steps);
    assert_eq!(done.plan.tables.held.len(), 1, "the index waits");
    assert!(world.ran.take().is_empty());
    assert!(migrator.up_with(&expand).await.unwrap().plan.is_empty());
    let rows = migrator.read_history().await.unwrap().tables;
    assert_eq!(rows["customers"].brought, None, "it is on its way");

    let done = migrator.up_with(&part(UpPart::Migrate)).await.unwrap();
    assert_eq!(ids(&done.done), ["1_fill"]);
    let table = described(&world, "customers").await;
    assert_eq!(table.global_secondary_indexes().len(), 1);
    let before = world.db.counts();
    assert!(migrator.up().await.unwrap().plan.is_empty());
    assert_eq!(world.db.counts().since(&before).total(), 1, "one GetItem");
}

/// A migration that notes whether it is given the name of `customers`.
fn asks(ran: &Ran, version: u64) -> Migration {
    let ran = ran.clone();
    let up = move |cx: Context| {
        ran.push(cx.table("customers").map_or("none", |_| "some"));
        async { Ok::<_, BoxError>(()) }
    };
    Migration::builder(version, format!("asks_{version}"))
        .up(up)
        .build()
        .unwrap()
}

fn dropped() -> Declaration {
    let mut table = customers();
    table.presence = Presence::Dropped;
    table
}

#[tokio::test]
async fn a_dropped_table_has_no_name_in_a_fresh_environment() {
    let world = World::new();
    of(&world, asks(&world.ran, 1), dropped())
        .up()
        .await
        .unwrap();
    assert_eq!(world.ran.take(), ["none"]);
}

#[tokio::test]
async fn it_has_one_until_contract_has_deleted_it() {
    let world = World::new();
    migrator(&world, [customers()]).up().await.unwrap();
    let copying = of(&world, asks(&world.ran, 1), dropped());
    copying.up().await.unwrap();
    assert_eq!(world.ran.take(), ["some"]);
    let consent = ContractOptions::new().consent(Consent::Destructive);
    copying.contract(&consent).await.unwrap();
    let registry = Registry::of([asks(&world.ran, 1), asks(&world.ran, 2)]).unwrap();
    let later = registry.with_tables([dropped()]).unwrap();
    let later = Migrator::with_registry(world.client(), world.settings(), later);
    later.up().await.unwrap();
    assert_eq!(world.ran.take(), ["none"]);
}
