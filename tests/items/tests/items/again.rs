//! What is undone and done again, and how far a run is.

use aws_sdk_dynamodb::types::AttributeValue;
use dynamig::migration::Times;
use dynamig::plan::{DownSelection, Selection};
use dynamig::{
    Code, Consent, DownOptions, Migration, Migrator, Outcome, RedoOptions, RunWish, Throttle,
    UpOptions,
};

use crate::given::{World, each, everything, item, mark_done, s};

fn both_ways() -> Migration {
    let migration = each(mark_done).items_down(|mut item: dynamig::Item, _| {
        item.remove("done");
        async move { Ok::<_, dynamig::BoxError>(Outcome::Update(item)) }
    });
    migration.build().unwrap()
}

async fn done(world: &World) -> usize {
    let items = world.items("customers").await;
    let done = AttributeValue::Bool(true);
    items
        .values()
        .filter(|item| item.get("done") == Some(&done))
        .count()
}

async fn filled() -> (World, Migrator) {
    let world = World::new();
    world.table("customers").await;
    world.fill("customers", 100).await;
    let migrator = world.migrator([both_ways()]);
    migrator.up_with(&everything()).await.unwrap();
    (world, migrator)
}

#[tokio::test]
async fn what_was_undone_starts_at_the_first_item_in_both_directions() {
    let (world, migrator) = filled().await;
    for _ in 0..2 {
        assert_eq!(done(&world).await, 100);
        let down = DownOptions::new(DownSelection::All).consent(Consent::Destructive);
        migrator.down(&down).await.unwrap();
        assert_eq!(done(&world).await, 0);
        migrator.up_with(&everything()).await.unwrap();
    }
}

#[tokio::test]
async fn redo_undoes_every_item_and_does_it_again() {
    let (world, migrator) = filled().await;
    let redo = RedoOptions::new().consent(Consent::Destructive);
    let report = migrator.redo(&redo).await.unwrap();
    assert_eq!(report.done.len(), 2);
    assert_eq!(done(&world).await, 100);
    let progress = migrator.item_progress(both_ways().id()).await.unwrap();
    assert_eq!(progress.unwrap().counts.written, 100);
}

#[tokio::test]
async fn how_far_a_run_is_can_be_read_whoever_runs_it() {
    let world = World::new();
    world.table("customers").await;
    world.fill("customers", 100).await;
    let migration = both_ways();
    let other =
        Migrator::with_registry(world.client(), world.settings(), dynamig::Registry::empty());
    let before = other.item_progress(migration.id()).await.unwrap();
    assert!(before.is_none(), "{before:?}");
    world.up(&migration).await.unwrap();
    let progress = other.item_progress(migration.id()).await.unwrap().unwrap();
    assert_eq!(
        (progress.counts.scanned, progress.counts.written),
        (100, 100)
    );
    assert_eq!((progress.segments_done, progress.segments), (2, 2));
}

#[tokio::test]
async fn what_does_not_run_is_not_throttled_and_not_paused() {
    let (_world, migrator) = filled().await;
    let mut to = Throttle::default();
    to.max_wcu = Some(5);
    let refused = migrator.throttle("each", to).await.unwrap_err();
    assert_eq!(refused.code(), Code::IllegalTransition);
    for wish in [RunWish::Pause, RunWish::Resume, RunWish::Cancel] {
        let refused = migrator.check_wish("each", wish).await.unwrap_err();
        assert_eq!(refused.code(), Code::IllegalTransition, "{refused}");
    }
    let unknown = migrator.check_throttle("eech").await.unwrap_err();
    assert_eq!(unknown.code(), Code::UnknownMigration);
}

#[tokio::test]
async fn a_failed_run_is_paused_where_nobody_is_at_it_and_a_plan_tells() {
    let world = World::new();
    world.table("customers").await;
    world.fill("customers", 10).await;
    let failing = each(|_| Err("no".into())).build().unwrap();
    world.up(&failing).await.unwrap_err();
    let migrator = world.migrator([failing]);
    let id = migrator.check_wish("each", RunWish::Pause).await.unwrap();
    migrator.wish("each", RunWish::Pause, None).await.unwrap();
    let plan = migrator.plan_with(&everything()).await.unwrap();
    assert_eq!((plan.steps.len(), plan.paused), (0, vec![id]));
    let before = UpOptions::new().select(Selection::Before("each".to_owned()));
    let plan = migrator.plan_with(&before).await.unwrap();
    assert_eq!(plan.paused, [], "it is not selected");
}

/// As `cargo dynamig new NAME --items TABLE --remove-marker ID` writes it.
#[tokio::test]
async fn another_migration_removes_the_marker_of_one_that_is_exactly_once() {
    let world = World::new();
    world.table("customers").await;
    world.fill("customers", 100).await;
    let mut options = crate::given::options();
    options.times = Times::ExactlyOnce;
    let marking = each(mark_done).item_options(options).build().unwrap();
    world.up(&marking).await.unwrap();
    let marked = async || {
        let items = world.items("customers").await;
        let marked = items.values().filter(|item| item.contains_key(MARKER));
        marked.count()
    };
    assert_eq!(marked().await, 100);
    world.put("customers", [item([("id", s("new"))])]).await;

    let removing = Migration::builder(2, "drop_marker")
        .items("customers", |mut item: dynamig::Item, _| async move {
            item.remove(MARKER);
            Ok::<_, dynamig::BoxError>(Outcome::Update(item))
        })
        .depends_on("1_each");
    let removing = removing.build().unwrap();
    let migrator = world.migrator([marking, removing.clone()]);
    migrator.up_with(&everything()).await.unwrap();
    assert_eq!((marked().await, done(&world).await), (0, 100));
    let counts = migrator.item_progress(removing.id()).await.unwrap();
    let counts = counts.unwrap().counts;
    assert_eq!((counts.written, counts.kept), (100, 1));
}

const MARKER: &str = "_dynamig_1_each";
