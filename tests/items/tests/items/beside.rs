//! Other processes, and other migrations.

use std::time::Duration;

use dynamig::history::Status;
use dynamig::migration::Rate;
use dynamig::plan::DownSelection;
use dynamig::settings::Protection;
use dynamig::{BoxError, Code, DownOptions, Migration, Migrator, Outcome, Registry, UpOptions};

use crate::given::{World, each, everything, mark_done, options};

async fn a_hundred() -> World {
    let world = World::new();
    world.table("customers").await;
    world.fill("customers", 100).await;
    world
}

fn once(version: u64, name: &str) -> dynamig::migration::MigrationBuilder {
    Migration::builder(version, name).up(|_| async { Ok::<_, BoxError>(()) })
}

async fn statuses(world: &World, migrations: &[Migration]) -> Vec<String> {
    let history = world
        .migrator(migrations.to_vec())
        .read_history()
        .await
        .unwrap();
    history
        .rows
        .iter()
        .map(|row| format!("{} {}", row.id, row.status))
        .collect()
}

#[tokio::test]
async fn a_program_that_starts_leaves_item_migrations_and_what_depends_on_them() {
    let world = a_hundred().await;
    let all = [
        each(mark_done).build().unwrap(),
        once(2, "after").depends_on("1_each").build().unwrap(),
        once(3, "other").build().unwrap(),
    ];
    let report = world.migrator(all.clone()).up().await.unwrap();
    assert_eq!(statuses(&world, &all).await, ["3_other applied"]);
    assert_eq!(report.plan.left, [all[0].id().clone()]);
    let report = world
        .migrator(all.clone())
        .up_with(&everything())
        .await
        .unwrap();
    assert_eq!(report.done, [all[0].id().clone(), all[1].id().clone()]);
    assert_eq!(
        statuses(&world, &all).await,
        ["1_each applied", "2_after applied", "3_other applied"]
    );
}

#[tokio::test]
async fn another_up_goes_past_a_running_one_and_then_waits_for_it() {
    let world = a_hundred().await;
    let slow =
        Migration::builder(1, "each").items("customers", |item: dynamig::Item, _| async move {
            tokio::time::sleep(Duration::from_millis(500)).await;
            mark_done(item)
        });
    let slow = slow.item_options(options()).build().unwrap();
    let (first, second) = (
        world.migrator([slow.clone()]),
        world.migrator([slow.clone(), once(2, "hotfix").build().unwrap()]),
    );
    let options = everything();
    let start = UpOptions::new();
    let other = async {
        tokio::time::sleep(Duration::from_millis(400)).await;
        second.up_with(&start).await.unwrap();
        let now = statuses(&world, std::slice::from_ref(&slow)).await;
        assert_eq!(now, ["1_each running", "2_hotfix applied"]);
        second.up_with(&options).await
    };
    let (first, second) = tokio::join!(first.up_with(&options), other);
    assert_eq!(first.unwrap().done.len(), 1);
    assert!(second.unwrap().done.is_empty());
}

#[tokio::test]
async fn a_down_takes_back_what_was_done_and_the_next_up_starts_at_the_first_item() {
    let world = a_hundred().await;
    let both = each(mark_done).items_down(|mut item: dynamig::Item, _| async move {
        item.remove("done");
        Ok::<_, BoxError>(Outcome::Update(item))
    });
    let migration = both.build().unwrap();
    for _ in 0..2 {
        world.up(&migration).await.unwrap();
        let items = world.items("customers").await;
        assert!(items.values().all(|item| item.contains_key("done")));
        let down = DownOptions::new(DownSelection::All);
        world
            .migrator([migration.clone()])
            .down(&down)
            .await
            .unwrap();
        assert_eq!(
            statuses(&world, std::slice::from_ref(&migration)).await,
            ["1_each reverted"]
        );
        let items = world.items("customers").await;
        assert!(items.values().all(|item| !item.contains_key("done")));
    }
}

#[tokio::test]
async fn a_down_that_fails_half_way_is_reverting_until_it_is_done() {
    let world = a_hundred().await;
    let failing = each(mark_done).items_down(|mut item: dynamig::Item, _| async move {
        match item.number("n") {
            Some("50") => Err("not this one".into()),
            _ => {
                item.remove("done");
                Ok::<_, BoxError>(Outcome::Update(item))
            }
        }
    });
    let migration = failing.build().unwrap();
    world.up(&migration).await.unwrap();
    let migrator = world.migrator([migration.clone()]);
    let error = migrator
        .down(&DownOptions::new(DownSelection::All))
        .await
        .unwrap_err();
    assert_eq!(error.code(), Code::TooManyErrors);
    let history = migrator.read_history().await.unwrap();
    assert_eq!(history.rows[0].status, Status::Reverting);
    let report = migrator.up_with(&everything()).await.unwrap();
    assert!(report.done.is_empty(), "half undone is not pending");
    let mended = each(mark_done)
        .revision(2)
        .items_down(|mut item: dynamig::Item, _| async move {
            item.remove("done");
            Ok::<_, BoxError>(Outcome::Update(item))
        });
    let mended = world.migrator([mended.build().unwrap()]);
    mended
        .down(&DownOptions::new(DownSelection::Only("1_each".into())))
        .await
        .unwrap();
    let history = mended.read_history().await.unwrap();
    assert_eq!(history.rows[0].status, Status::Reverted);
}

#[tokio::test]
async fn a_migration_that_is_marked_reverted_starts_at_the_first_item() {
    let world = a_hundred().await;
    let migration = each(mark_done).build().unwrap();
    world.up(&migration).await.unwrap();
    let migrator = world.migrator([migration.clone()]);
    migrator
        .mark(
            "1_each",
            dynamig::Mark::Reverted,
            None,
            dynamig::Consent::Safe,
        )
        .await
        .unwrap();
    world.fill("customers", 100).await;
    world.up(&migration).await.unwrap();
    let items = world.items("customers").await;
    assert!(items.values().all(|item| item.contains_key("done")));
}

#[tokio::test]
async fn a_protected_environment_wants_to_know_how_fast_and_nothing_is_begun_before() {
    let world = a_hundred().await;
    let protected = |migration: &Migration| {
        let settings = world.settings().with_protection(Protection::Protected);
        let registry = Registry::of([migration.clone()]).unwrap();
        Migrator::with_registry(world.client(), settings.with_environment("prod"), registry)
    };
    let nameless = each(mark_done).build().unwrap();
    let error = protected(&nameless)
        .up_with(&everything())
        .await
        .unwrap_err();
    assert_eq!(error.code(), Code::RateMissing);
    insta::assert_snapshot!(error, @"migration 1_each writes to table `customers` of a protected environment, and does not say how fast");
    let history = protected(&nameless).read_history().await.unwrap();
    assert_eq!(history.rows, []);

    let with = |rate| {
        let mut options = options();
        options.max_wcu = Some(rate);
        each(mark_done).item_options(options).build().unwrap()
    };
    let half = with(Rate::Percent(50));
    let error = protected(&half).up_with(&everything()).await.unwrap_err();
    assert_eq!(error.code(), Code::RateMissing, "half of what nobody knows");
    let named = with(Rate::Units(10_000));
    protected(&named).up_with(&everything()).await.unwrap();
    let items = world.items("customers").await;
    assert!(items.values().all(|item| item.contains_key("done")));
}
