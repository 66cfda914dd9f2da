//! The client that a migration gets.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use dynamig::{BoxError, Cancellation, Code, Context};

use crate::given::{World, s, states, status_of};

async fn with_tables(world: &World) {
    for name in ["mine", "yours"] {
        dynamig_harness::create_table_by_id(&world.client(), &world.db.table(name)).await;
    }
}

async fn put(cx: &Context, table: &str) -> dynamig::Result<()> {
    cx.client()
        .put_item()
        .set_table_name(cx.table(table))
        .item("id", s("1"))
        .send()
        .await?;
    Ok(())
}

#[tokio::test]
async fn a_table_that_is_not_touched_by_declaration_is_refused() {
    let world = World::new();
    with_tables(&world).await;
    let migration = world
        .noting(1, "a")
        .touches(["mine"])
        .up(|cx: Context| async move {
            put(&cx, "mine").await?;
            put(&cx, "yours").await
        });
    let error = world
        .migrator([migration.build().unwrap()])
        .up()
        .await
        .unwrap_err();
    assert!(
        error
            .to_string()
            .contains("yours` is not among the tables that the migration touches"),
        "{error}"
    );
    let count = |table: &str| {
        world
            .client()
            .scan()
            .table_name(world.db.table(table))
            .send()
    };
    assert_eq!(count("mine").await.unwrap().count(), 1);
    assert_eq!(count("yours").await.unwrap().count(), 0);
}

#[tokio::test]
async fn dynamigs_own_table_is_refused() {
    let world = World::new();
    let meta = world.meta();
    let migration = world.noting(1, "a").up(move |cx: Context| {
        let meta = meta.clone();
        async move {
            cx.client()
                .put_item()
                .table_name(meta)
                .item("pk", s("x"))
                .item("sk", s("y"))
                .send()
                .await?;
            Ok::<_, BoxError>(())
        }
    });
    let error = world
        .migrator([migration.build().unwrap()])
        .up()
        .await
        .unwrap_err();
    assert!(error.to_string().contains("is dynamig's own"), "{error}");
}

#[tokio::test]
async fn a_client_that_was_kept_sends_nothing_when_the_migration_has_ended() {
    let world = World::new();
    with_tables(&world).await;
    let kept: Arc<Mutex<Option<Context>>> = Arc::default();
    let keep = kept.clone();
    let migration = world.noting(1, "a").up(move |cx: Context| {
        *keep.lock().unwrap() = Some(cx);
        async { Ok::<_, BoxError>(()) }
    });
    world
        .migrator([migration.build().unwrap()])
        .up()
        .await
        .unwrap();
    let cx = kept.lock().unwrap().clone().unwrap();
    let before = world.db.counts();
    put(&cx, "mine").await.unwrap_err();
    assert_eq!(world.db.counts().since(&before).total(), 0);
}

#[tokio::test]
async fn a_cancelled_run_sends_nothing_more_and_is_run_again() {
    let world = World::new();
    with_tables(&world).await;
    let cancellation = Cancellation::new();
    let wish = cancellation.clone();
    let migration = world.noting(1, "a").up(move |cx: Context| {
        wish.cancel();
        async move {
            cx.cancelled().await;
            put(&cx, "mine").await
        }
    });
    let migrations = [migration.build().unwrap(), world.migration(2, "b")];
    let migrator = world.migrator(migrations).with_cancellation(cancellation);
    let error = migrator.up().await.unwrap_err();
    assert_eq!(error.code(), Code::Interrupted, "{error}");
    assert_eq!(states(&migrator).await, ["1_a failed"]);
    assert_eq!(
        world
            .client()
            .scan()
            .table_name(world.db.table("mine"))
            .send()
            .await
            .unwrap()
            .count(),
        0
    );
    world
        .migrator([world.migration(1, "a"), world.migration(2, "b")])
        .up()
        .await
        .unwrap();
}

#[tokio::test]
async fn a_function_that_does_not_listen_is_dropped_after_a_grace() {
    let world = World::new();
    let cancellation = Cancellation::new();
    let wish = cancellation.clone();
    let migration = world.noting(1, "a").up(move |_| {
        wish.cancel();
        async {
            tokio::time::sleep(Duration::from_secs(600)).await;
            Ok::<_, BoxError>(())
        }
    });
    let migrator = world
        .migrator([migration.build().unwrap()])
        .with_cancellation(cancellation);
    let run = tokio::time::timeout(Duration::from_secs(30), migrator.up());
    assert_eq!(run.await.unwrap().unwrap_err().code(), Code::Interrupted);
    assert_eq!(
        status_of(&migrator, "1_a").await,
        dynamig::history::Status::Failed
    );
}

#[tokio::test]
async fn an_attempt_of_the_migrations_own_is_timed_out_within_the_lease() {
    let world = World::new();
    with_tables(&world).await;
    let things = world.db.table("mine");
    world
        .db
        .faults()
        .matching(move |seen| seen.operation == "PutItem" && seen.tables.contains(&things))
        .hang();
    let migration = world
        .noting(1, "a")
        .up(|cx: Context| async move { put(&cx, "mine").await });
    let run = tokio::time::timeout(Duration::from_secs(30), async {
        world.migrator([migration.build().unwrap()]).up().await
    });
    // The first attempt hangs, is timed out after a third of the lease, and the SDK's second succeeds.
    run.await.unwrap().unwrap();
    assert_eq!(world.db.faults().struck(), 1);
}

#[tokio::test]
async fn requests_and_units_are_counted() {
    let world = World::new();
    with_tables(&world).await;
    let counted: Arc<Mutex<Option<dynamig::context::Requests>>> = Arc::default();
    let keep = counted.clone();
    let migration = world.noting(1, "a").up(move |cx: Context| {
        let keep = keep.clone();
        async move {
            let put = cx
                .client()
                .put_item()
                .set_table_name(cx.table("mine"))
                .item("id", s("1"));
            put.return_consumed_capacity("TOTAL".into()).send().await?;
            *keep.lock().unwrap() = Some(cx.requests().clone());
            Ok::<_, BoxError>(())
        }
    });
    let report = world
        .migrator([migration.build().unwrap()])
        .up()
        .await
        .unwrap();
    let requests = counted.lock().unwrap().clone().unwrap();
    assert_eq!((requests.total(), requests.units()), (1, 1.0));
    assert_eq!(report.requests.total(), 1);
}
