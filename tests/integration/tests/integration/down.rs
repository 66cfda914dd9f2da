//! `down`, `redo` and `reset`.

use std::num::NonZeroUsize;

use dynamig::history::Status;
use dynamig::plan::{DownSelection, Strand};
use dynamig::{Code, Consent, DownOptions, RedoOptions, ResetOptions};

use crate::given::{Switch, World, ids, row_of, states, told};

#[tokio::test]
async fn the_last_applied_goes_first_by_recorded_order_not_by_name() {
    let world = World::new();
    world
        .migrator([world.migration(2, "z_low"), world.migration(10, "a_high")])
        .up()
        .await
        .unwrap();
    let all = || {
        [
            world.migration(2, "z_low"),
            world.migration(5, "late"),
            world.migration(10, "a_high"),
        ]
    };
    let migrator = world.migrator(all());
    migrator.up().await.unwrap();
    world.ran.take();
    let report = migrator
        .down(&DownOptions::new(DownSelection::All))
        .await
        .unwrap();
    assert_eq!(ids(&report.done), ["5_late", "10_a_high", "2_z_low"]);
    assert_eq!(world.ran.take(), ["down late", "down a_high", "down z_low"]);
    assert_eq!(
        states(&migrator).await,
        ["2_z_low reverted", "5_late reverted", "10_a_high reverted"]
    );
    migrator.up().await.unwrap();
    assert_eq!(world.ran.take(), ["up z_low", "up late", "up a_high"]);
}

#[tokio::test]
async fn a_down_that_fails_is_a_failure_and_leaves_the_migration_applied() {
    let world = World::new();
    let fails = Switch::on();
    let switch = fails.clone();
    let migration = world
        .noting(1, "a")
        .down(move |_| {
            let fails = switch.is_on();
            async move {
                if fails {
                    Err::<(), dynamig::BoxError>("stuck".into())
                } else {
                    Ok(())
                }
            }
        })
        .build()
        .unwrap();
    let migrator = world.migrator([migration]);
    migrator.up().await.unwrap();
    let options = DownOptions::new(DownSelection::Steps(NonZeroUsize::MIN));
    let error = migrator.down(&options).await.unwrap_err();
    assert_eq!(error.code(), Code::MigrationFailed);
    let row = row_of(&migrator, "1_a").await;
    assert_eq!(
        (row.status, row.note.as_deref(), row.error.as_deref()),
        (Status::Applied, Some("down failed"), Some("stuck"))
    );
    assert_eq!(
        migrator.log().await.unwrap().last().unwrap().command,
        "fail-down"
    );
    assert!(migrator.up().await.unwrap().is_up_to_date());
    fails.turn_off();
    migrator.down(&options).await.unwrap();
    assert_eq!(row_of(&migrator, "1_a").await.status, Status::Reverted);
}

#[tokio::test]
async fn a_dependant_is_not_stranded_unless_it_is_forced() {
    let world = World::new();
    let migrator = world.migrator(world.three());
    migrator.up().await.unwrap();
    let only_a = DownOptions::new(DownSelection::Only("1_a".to_owned()));
    let error = migrator.down(&only_a).await.unwrap_err();
    assert_eq!(error.code(), Code::Stranded);
    assert!(error.to_string().contains("2_b"), "{error}");
    migrator.down(&only_a.strand(Strand::Force)).await.unwrap();
    assert_eq!(
        states(&migrator).await,
        ["1_a reverted", "2_b applied", "3_c applied"]
    );
}

#[tokio::test]
async fn an_irreversible_migration_is_named_before_anything_runs() {
    let world = World::new();
    let one_way =
        dynamig::Migration::builder(2, "one_way").up(|_| async { Ok::<_, dynamig::BoxError>(()) });
    let migrator = world.migrator([
        world.migration(1, "a"),
        one_way.build().unwrap(),
        world.migration(3, "c"),
    ]);
    migrator.up().await.unwrap();
    world.ran.take();
    let error = migrator
        .down(&DownOptions::new(DownSelection::All))
        .await
        .unwrap_err();
    assert_eq!(error.code(), Code::Irreversible);
    assert!(error.to_string().contains("2_one_way"), "{error}");
    assert!(world.ran.take().is_empty());
}

#[tokio::test]
async fn undoing_on_a_protected_environment_needs_consent() {
    let world = World::new();
    let migrator = world.migrator_with(world.protected(), world.three());
    migrator.up().await.unwrap();
    let options = DownOptions::new(DownSelection::All);
    let plan = migrator.plan_down(&options).await.unwrap();
    assert_eq!(plan.steps.len(), 3);
    let error = migrator.down(&options).await.unwrap_err();
    insta::assert_snapshot!(told(&error), @"
    `revert` of migration 3_c needs consent on a protected environment [consent-needed, exit 6]
    hint: add `--allow destructive` and `--confirm ENV`, or `.consent(Consent::Destructive)` in a program
    ");
    migrator
        .down(&options.consent(Consent::Destructive))
        .await
        .unwrap();
}

#[tokio::test]
async fn redo_undoes_one_and_applies_it_again_and_reset_all() {
    let world = World::new();
    let migrator = world.migrator(world.three());
    migrator.up().await.unwrap();
    world.ran.take();
    migrator.redo(&RedoOptions::new()).await.unwrap();
    assert_eq!(world.ran.take(), ["down c", "up c"]);
    migrator.reset(&ResetOptions::new()).await.unwrap();
    assert_eq!(
        world.ran.take(),
        ["down c", "down b", "down a", "up a", "up b", "up c"]
    );
}

#[tokio::test]
async fn a_plan_that_was_agreed_to_is_not_exceeded() {
    let world = World::new();
    let migrator = world.migrator(world.three());
    migrator.up().await.unwrap();
    let agreed = migrator
        .plan_down(&DownOptions::new(DownSelection::Steps(NonZeroUsize::MIN)))
        .await
        .unwrap();
    world.ran.take();
    let error = migrator
        .down(&DownOptions::new(DownSelection::All).agreed(agreed))
        .await
        .unwrap_err();
    assert_eq!(error.code(), Code::PlanChanged, "{error}");
    assert!(world.ran.take().is_empty());
}
