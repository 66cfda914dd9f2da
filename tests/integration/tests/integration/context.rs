//! Steps and transactions of a migration.

use aws_sdk_dynamodb::types::{AttributeValue, Put, TransactWriteItem};
use dynamig::history::Status;
use dynamig::{BoxError, Code, Context, Migration};

use crate::given::{Switch, World, row_of, s, status_of};

fn put(table: &str, id: &str) -> TransactWriteItem {
    let put = Put::builder()
        .table_name(table)
        .item("id", s(id))
        .condition_expression("attribute_not_exists(id)");
    TransactWriteItem::builder()
        .put(put.build().unwrap())
        .build()
}

async fn ids_in(world: &World) -> Vec<String> {
    let scan = world
        .client()
        .scan()
        .table_name(world.db.table("things"))
        .consistent_read(true)
        .send()
        .await
        .unwrap();
    let text = |value: &AttributeValue| value.as_s().unwrap().clone();
    let mut ids: Vec<_> = scan.items().iter().map(|item| text(&item["id"])).collect();
    ids.sort();
    ids
}

async fn with_things(world: &World) {
    dynamig_harness::create_table_by_id(&world.client(), &world.db.table("things")).await;
}

#[tokio::test]
async fn a_step_that_is_done_is_not_run_again_by_the_next_attempt() {
    let world = World::new();
    let fails = Switch::on();
    let (ran, switch) = (world.ran.clone(), fails.clone());
    let migration = world.noting(1, "a").up(move |cx: Context| {
        let (ran, fails) = (ran.clone(), switch.is_on());
        async move {
            let counted: u32 = cx
                .step("count", async {
                    ran.push("count");
                    Ok::<_, BoxError>(42)
                })
                .await?;
            ran.push(format!("counted {counted}"));
            if fails {
                Err("later".into())
            } else {
                Ok::<_, BoxError>(())
            }
        }
    });
    let migrator = world.migrator([migration.build().unwrap()]);
    migrator.up().await.unwrap_err();
    fails.turn_off();
    migrator.up().await.unwrap();
    assert_eq!(world.ran.take(), ["count", "counted 42", "counted 42"]);
}

#[tokio::test]
async fn steps_of_edited_code_and_of_an_undone_migration_are_forgotten() {
    let world = World::new();
    let fails = Switch::on();
    let migration = |fingerprint: &str| {
        let (ran, switch) = (world.ran.clone(), fails.clone());
        let up = move |cx: Context| {
            let (ran, fails) = (ran.clone(), switch.is_on());
            async move {
                let step = async {
                    ran.push("step");
                    Ok::<_, BoxError>(())
                };
                cx.step("it", step).await?;
                if fails {
                    Err("later".into())
                } else {
                    Ok::<_, BoxError>(())
                }
            }
        };
        world
            .noting(1, "a")
            .fingerprint(fingerprint)
            .up(up)
            .build()
            .unwrap()
    };
    world
        .migrator([migration("1:first")])
        .up()
        .await
        .unwrap_err();
    fails.turn_off();
    let edited = world.migrator([migration("1:second")]);
    edited.up().await.unwrap();
    assert_eq!(world.ran.take(), ["step", "step"]);
    edited.redo(&dynamig::RedoOptions::new()).await.unwrap();
    assert_eq!(world.ran.take(), ["down a", "step"]);
}

#[tokio::test]
async fn the_steps_of_both_functions_are_told_with_times_and_lengths() {
    let world = World::new();
    let two = |cx: Context| async move {
        cx.step("first", async { Ok::<_, BoxError>(7) }).await?;
        let second = async { Ok::<_, BoxError>("seven".to_owned()) };
        cx.step("second", second).await.map(drop)
    };
    let fails = |cx: Context| async move {
        cx.step("first", async { Ok::<_, BoxError>(()) }).await?;
        Err::<(), BoxError>("no way back".into())
    };
    let migration = world.noting(1, "a").up(two).down(fails).build().unwrap();
    let other = world.migration(10, "a");
    let migrator = world.migrator([migration, other]);
    assert!(
        migrator
            .steps(&"1_a".parse().unwrap())
            .await
            .unwrap()
            .is_empty()
    );
    migrator.up().await.unwrap();
    let told = async || {
        let steps = migrator.steps(&"1_a".parse().unwrap()).await.unwrap();
        let told = steps.iter().map(|step| {
            assert!(step.at.is_some());
            format!("{:?} {} {}", step.direction, step.name, step.bytes.unwrap())
        });
        told.collect::<Vec<_>>()
    };
    assert_eq!(told().await, ["Up first 1", "Up second 7"]);
    let only = dynamig::plan::DownSelection::Only("1_a".to_owned());
    let failed = migrator.down(&dynamig::DownOptions::new(only)).await;
    assert!(failed.is_err());
    assert_eq!(told().await, ["Down first 4"]);
    assert!(
        migrator
            .steps(&"10_a".parse().unwrap())
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn a_steps_name_is_used_once() {
    let world = World::new();
    let migration = world.noting(1, "a").up(|cx: Context| async move {
        cx.step("it", async { Ok::<_, BoxError>(()) }).await?;
        cx.step("it", async { Ok::<_, BoxError>(()) }).await
    });
    let error = world
        .migrator([migration.build().unwrap()])
        .up()
        .await
        .unwrap_err();
    assert!(
        error.to_string().contains("step `it` was already used"),
        "{error}"
    );
}

fn transacting(world: &World, after: fn() -> dynamig::Result<()>) -> Migration {
    let things = world.db.table("things");
    let migration = world.noting(1, "a").up(move |cx: Context| {
        let things = things.clone();
        async move {
            cx.transact(vec![put(&things, "x"), put(&things, "y")])
                .await?;
            after()
        }
    });
    migration.build().unwrap()
}

#[tokio::test]
async fn a_transaction_commits_the_writes_together_with_the_mark() {
    let world = World::new();
    with_things(&world).await;
    let migrator = world.migrator([transacting(&world, || Ok(()))]);
    migrator.up().await.unwrap();
    assert_eq!(ids_in(&world).await, ["x", "y"]);
    let row = row_of(&migrator, "1_a").await;
    assert_eq!((row.status, row.seq), (Status::Applied, Some(1)));
}

#[tokio::test]
async fn what_is_committed_is_applied_whatever_the_function_says_afterwards() {
    let world = World::new();
    with_things(&world).await;
    let migrator = world.migrator([transacting(&world, || Err("too late".into()))]);
    migrator.up().await.unwrap();
    assert_eq!(status_of(&migrator, "1_a").await, Status::Applied);
}

#[tokio::test]
async fn a_condition_that_does_not_hold_writes_nothing_and_fails_the_migration() {
    let world = World::new();
    with_things(&world).await;
    let taken = world
        .client()
        .put_item()
        .table_name(world.db.table("things"))
        .item("id", s("y"));
    taken.send().await.unwrap();
    let migrator = world.migrator([transacting(&world, || Ok(()))]);
    let error = migrator.up().await.unwrap_err();
    assert!(
        error
            .to_string()
            .contains("action 2 of it failed with ConditionalCheckFailed"),
        "{error}"
    );
    assert_eq!(ids_in(&world).await, ["y"]);
    assert_eq!(status_of(&migrator, "1_a").await, Status::Failed);
}

#[tokio::test]
async fn a_transaction_names_only_tables_that_the_migration_touches() {
    for table in ["things", "_dynamig"] {
        let world = World::new();
        with_things(&world).await;
        let put = put(&world.db.table(table), "x");
        let migration = world
            .noting(1, "a")
            .touches(["others"])
            .up(move |cx: Context| {
                let put = put.clone();
                async move { cx.transact(vec![put]).await }
            });
        let migrator = world.migrator([migration.build().unwrap()]);
        let error = migrator.up().await.unwrap_err();
        assert!(
            error.to_string().contains("did not send this request"),
            "{error}"
        );
        assert!(ids_in(&world).await.is_empty());
    }
}

#[tokio::test]
async fn more_actions_than_fit_are_refused_before_anything_is_sent() {
    let world = World::new();
    with_things(&world).await;
    let things = world.db.table("things");
    let migration = world.noting(1, "a").up(move |cx: Context| {
        let actions = (0..96).map(|n| put(&things, &n.to_string())).collect();
        async move { cx.transact(actions).await }
    });
    let error = world
        .migrator([migration.build().unwrap()])
        .up()
        .await
        .unwrap_err();
    assert!(
        error.to_string().contains("96 actions do not fit"),
        "{error}"
    );
    assert_eq!(error.code(), Code::MigrationFailed);
    assert!(ids_in(&world).await.is_empty());
}
