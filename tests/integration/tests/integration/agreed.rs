//! What somebody agreed to, when the history moves before the lock is taken.

use std::time::Duration;

use dynamig::plan::DownSelection;
use dynamig::{
    BaselineOptions, BoxError, Code, DownOptions, Error, Migration, RedoOptions, RepairOptions,
    ResetOptions, UpOptions,
};

use crate::given::{Switch, World, told};

/// The first of the three, applied.
async fn first_applied(world: &World) {
    let steps = dynamig::plan::Selection::To("1_a".to_owned());
    let options = UpOptions::new().select(steps);
    world
        .migrator(world.three())
        .up_with(&options)
        .await
        .unwrap();
    world.ran.take();
}

/// Somebody else applies the rest.
async fn the_rest_is_applied(world: &World) {
    world.migrator(world.three()).up().await.unwrap();
    world.ran.take();
}

fn assert_moved<T: std::fmt::Debug>(world: &World, ended: Result<T, Error>) -> String {
    let error = ended.unwrap_err();
    assert_eq!(error.code(), Code::PlanChanged, "{error}");
    assert_eq!(error.code().exit(), 4);
    assert!(world.ran.take().is_empty());
    told(&error)
}

#[tokio::test]
async fn a_redo_of_the_last_one_does_not_take_the_next_one_that_was_applied_meanwhile() {
    let world = World::new();
    first_applied(&world).await;
    let migrator = world.migrator(world.three());
    let options = RedoOptions::new();
    let options = options
        .clone()
        .agreed(migrator.plan_redo(&options).await.unwrap());
    the_rest_is_applied(&world).await;
    insta::assert_snapshot!(assert_moved(&world, migrator.redo(&options).await), @"
    the plan has changed meanwhile: `revert` of migration 3_c is new in it [plan-changed, exit 4]
    hint: nothing was changed; look at the new plan and run the command again
    ");
}

#[tokio::test]
async fn a_reset_does_not_undo_what_was_applied_meanwhile() {
    let world = World::new();
    first_applied(&world).await;
    let migrator = world.migrator(world.three());
    let options =
        ResetOptions::new().agreed(migrator.plan_reset(&ResetOptions::new()).await.unwrap());
    the_rest_is_applied(&world).await;
    assert_moved(&world, migrator.reset(&options).await);

    let options =
        ResetOptions::new().agreed(migrator.plan_reset(&ResetOptions::new()).await.unwrap());
    migrator.reset(&options).await.unwrap();
    assert_eq!(world.ran.take().len(), 6);
}

#[tokio::test]
async fn what_is_left_of_an_agreed_plan_is_still_agreed_to() {
    let world = World::new();
    the_rest_is_applied(&world).await;
    let migrator = world.migrator(world.three());
    let options =
        ResetOptions::new().agreed(migrator.plan_reset(&ResetOptions::new()).await.unwrap());
    let last = DownOptions::new(DownSelection::Only("3_c".to_owned()));
    migrator.down(&last).await.unwrap();
    world.ran.take();
    migrator.reset(&options).await.unwrap();
    assert_eq!(
        world.ran.take(),
        ["down b", "down a", "up a", "up b", "up c"]
    );
}

#[tokio::test]
async fn running_again_what_was_not_known_to_be_interrupted_was_not_agreed_to() {
    let world = World::new();
    let fails = Switch::default();
    let migrations = || [world.failing(1, "a", &fails).build().unwrap()];
    world.migrator(migrations()).up().await.unwrap();
    let migrator = world.migrator(migrations());
    let options = RedoOptions::new().of("1_a");
    let options = options
        .clone()
        .agreed(migrator.plan_redo(&options).await.unwrap());
    // Somebody else undoes it and fails to apply it: it is half done now.
    fails.turn_on();
    world
        .migrator(migrations())
        .redo(&RedoOptions::new())
        .await
        .unwrap_err();
    world.ran.take();
    assert_moved(&world, migrator.redo(&options).await);
}

#[tokio::test]
async fn the_plan_that_counts_is_the_one_under_the_lock() {
    let world = World::new();
    let (started, blocked) = (Switch::default(), Switch::on());
    let three = || -> Vec<Migration> {
        let (started, blocked) = (started.clone(), blocked.clone());
        let mut three = world.three();
        let slow = world.noting(3, "c").up(move |_| {
            let (started, blocked) = (started.clone(), blocked.clone());
            async move {
                started.turn_on();
                while blocked.is_on() {
                    tokio::time::sleep(Duration::from_millis(5)).await;
                }
                Ok::<_, BoxError>(())
            }
        });
        three[2] = slow.build().unwrap();
        three
    };
    let busy = world.migrator(three());
    let busy = tokio::spawn(async move { busy.up().await });
    while !started.is_on() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    // Nothing has been applied after `b` when the plan is agreed to, nor when the reset begins to wait.
    let migrator = world.migrator(three());
    let plan = migrator.plan_reset(&ResetOptions::new()).await.unwrap();
    let options = ResetOptions::new().agreed(plan);
    let waiting = tokio::spawn(async move { migrator.reset(&options).await });
    tokio::time::sleep(Duration::from_millis(300)).await;
    blocked.turn_off();
    busy.await.unwrap().unwrap();
    world.ran.take();
    assert_moved(&world, waiting.await.unwrap());
}

#[tokio::test]
async fn a_baseline_records_only_what_was_agreed_to() {
    let world = World::new();
    the_rest_is_applied(&world).await;
    let migrator = world.migrator([world.three(), vec![world.migration(4, "d")]].concat());
    let plan = migrator.plan_baseline(&Default::default()).await.unwrap();
    let options = BaselineOptions::default().agreed(plan);
    let last = DownOptions::new(DownSelection::Only("3_c".to_owned()));
    world.migrator(world.three()).down(&last).await.unwrap();
    world.ran.take();
    insta::assert_snapshot!(assert_moved(&world, migrator.baseline(&options).await), @"
    the plan has changed meanwhile: migration 3_c is new in it [plan-changed, exit 4]
    hint: nothing was changed; look at the new plan and run the command again
    ");
}

#[tokio::test]
async fn a_repair_accepts_only_what_was_agreed_to() {
    let world = World::new();
    first_applied(&world).await;
    let edited = |name: &str, version| {
        let migration = world.noting(version, name).fingerprint("1:new");
        migration.build().unwrap()
    };
    let migrator = world.migrator([edited("a", 1), edited("c", 3)]);
    the_rest_is_applied(&world).await;
    let options = RepairOptions::new().agreed(vec!["1_a".parse().unwrap()]);
    assert_moved(&world, migrator.repair(&options).await);
    let options = options.agreed(vec!["1_a".parse().unwrap(), "3_c".parse().unwrap()]);
    assert_eq!(migrator.repair(&options).await.unwrap().len(), 2);
}
