//! What a person does: mark, repair, baseline, and the lock.

use dynamig::history::Status;
use dynamig::plan::Selection;
use dynamig::{BaselineOptions, Code, Consent, Mark, RepairOptions};

use crate::given::{Switch, World, ids, row_of, states, status_of, told};

#[tokio::test]
async fn a_mark_is_recorded_with_its_reason_and_runs_nothing() {
    let world = World::new();
    let migrator = world.migrator(world.three());
    migrator
        .mark(
            "2_b",
            Mark::Applied,
            Some("by hand".to_owned()),
            Consent::Safe,
        )
        .await
        .unwrap();
    assert_eq!(states(&migrator).await, ["2_b applied"]);
    let log = migrator.log().await.unwrap();
    assert_eq!(
        (log[0].command.as_str(), log[0].reason.as_deref()),
        ("mark-applied", Some("by hand"))
    );
    migrator.up().await.unwrap();
    assert_eq!(world.ran.take(), ["up a", "up c"]);
}

#[tokio::test]
async fn a_failed_migration_can_be_settled_by_a_mark() {
    let world = World::new();
    let migrator = world.migrator([world.failing(1, "a", &Switch::on()).build().unwrap()]);
    migrator.up().await.unwrap_err();
    migrator
        .mark("a", Mark::Applied, None, Consent::Safe)
        .await
        .unwrap();
    let row = row_of(&migrator, "1_a").await;
    assert_eq!((row.status, row.error), (Status::Applied, None));
    assert!(migrator.up().await.unwrap().is_up_to_date());
}

#[tokio::test]
async fn a_row_that_is_not_linked_can_be_forgotten() {
    let world = World::new();
    world.migrator(world.three()).up().await.unwrap();
    let migrator = world.migrator([
        world.migration(1, "a"),
        world.noting(2, "b").build().unwrap(),
    ]);
    assert!(
        migrator.up().await.unwrap().warnings[0]
            .message
            .contains("3_c")
    );
    migrator
        .mark("3_c", Mark::Forgotten, None, Consent::Safe)
        .await
        .unwrap();
    assert_eq!(states(&migrator).await, ["1_a applied", "2_b applied"]);
    assert!(migrator.up().await.unwrap().warnings.is_empty());
}

#[tokio::test]
async fn a_mark_that_the_transition_table_has_not_is_refused() {
    let world = World::new();
    let migrator = world.migrator(world.three());
    let error = migrator
        .mark("1_a", Mark::Reverted, None, Consent::Safe)
        .await
        .unwrap_err();
    assert_eq!(error.code(), Code::IllegalTransition, "{error}");
    let unknown = migrator
        .mark("9_x", Mark::Applied, None, Consent::Safe)
        .await
        .unwrap_err();
    assert_eq!(unknown.code(), Code::UnknownMigration, "{unknown}");
    assert!(states(&migrator).await.is_empty());
}

#[tokio::test]
async fn on_a_protected_environment_a_mark_needs_consent_and_a_reason() {
    let world = World::new();
    let migrator = world.migrator_with(world.protected(), world.three());
    let mark = |reason: Option<&str>, consent| {
        let (migrator, reason) = (migrator.clone(), reason.map(str::to_owned));
        async move { migrator.mark("1_a", Mark::Applied, reason, consent).await }
    };
    assert_eq!(
        mark(Some("x"), Consent::Breaking).await.unwrap_err().code(),
        Code::ConsentNeeded
    );
    insta::assert_snapshot!(told(&mark(None, Consent::Destructive).await.unwrap_err()), @r#"
    changing the history by hand needs a reason on a protected environment [usage, exit 2]
    hint: add `--reason "…"`; the audit log keeps it
    "#);
    mark(Some("restored by hand"), Consent::Destructive)
        .await
        .unwrap();
}

#[tokio::test]
async fn repair_accepts_what_was_edited() {
    let world = World::new();
    world.migrator(world.three()).up().await.unwrap();
    let edited = [
        world.migration(1, "a"),
        world
            .noting(2, "b")
            .depends_on("1_a")
            .fingerprint("1:new")
            .build()
            .unwrap(),
        world.migration(3, "c"),
    ];
    let migrator = world.migrator(edited);
    assert_eq!(migrator.up().await.unwrap().warnings.len(), 1);
    assert_eq!(
        ids(&migrator.repair(&RepairOptions::new()).await.unwrap()),
        ["2_b"]
    );
    let before = world.db.counts();
    assert!(migrator.up().await.unwrap().warnings.is_empty());
    assert_eq!(world.db.counts().since(&before).total(), 1);
    assert!(
        migrator
            .repair(&RepairOptions::new())
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn a_baseline_records_without_running() {
    let world = World::new();
    let migrator = world.migrator(world.three());
    let recorded = migrator
        .baseline(&BaselineOptions::new(Selection::To("2_b".to_owned())))
        .await
        .unwrap();
    assert_eq!(ids(&recorded.migrations), ["1_a", "2_b"]);
    migrator.up().await.unwrap();
    assert_eq!(world.ran.take(), ["up c"]);
    assert_eq!(
        states(&migrator).await,
        ["1_a baselined", "2_b baselined", "3_c applied"]
    );
}

#[tokio::test]
async fn what_was_baselined_has_its_place_in_the_order_of_application() {
    let world = World::new();
    world
        .migrator([world.migration(2, "b")])
        .up()
        .await
        .unwrap();
    let migrator = world.migrator([world.migration(1, "a"), world.migration(2, "b")]);
    migrator
        .baseline(&BaselineOptions::default())
        .await
        .unwrap();
    assert_eq!(row_of(&migrator, "1_a").await.seq, Some(2));
    world.ran.take();
    let last = dynamig::plan::DownSelection::Steps(std::num::NonZeroUsize::MIN);
    migrator
        .down(&dynamig::DownOptions::new(last))
        .await
        .unwrap();
    assert_eq!(world.ran.take(), ["down a"]);
}

#[tokio::test]
async fn a_lock_is_released_by_force_only_from_the_holder_that_is_named() {
    let world = World::new();
    let (migrator, started) = (world.migrator([hanging(&world)]), world.ran.clone());
    let run = tokio::spawn({
        let migrator = migrator.clone();
        async move { migrator.up().await }
    });
    while started.take().is_empty() {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    let held = migrator.lock().await.unwrap().unwrap();
    let wrong = migrator.release_lock("somebody", None).await.unwrap_err();
    assert_eq!(wrong.code(), Code::LockMoved);
    migrator
        .release_lock(held.owner.as_deref().unwrap(), Some("stuck".to_owned()))
        .await
        .unwrap();
    // The old holder notices at its next renewal, and nothing of it is recorded afterwards.
    let error = run.await.unwrap().unwrap_err();
    assert_eq!(error.code(), Code::LeaseLost, "{error}");
    assert_eq!(status_of(&migrator, "1_a").await, Status::Running);
    let lock = migrator.lock().await.unwrap().unwrap();
    assert!(!lock.is_held() && lock.forced.is_some());
    let log = migrator.log().await.unwrap();
    let release = log
        .iter()
        .find(|row| row.command == "lock-release")
        .unwrap();
    assert_eq!(release.reason.as_deref(), Some("stuck"));
}

fn hanging(world: &World) -> dynamig::Migration {
    let ran = world.ran.clone();
    let migration = world.noting(1, "a").up(move |_| {
        ran.push("started");
        std::future::pending::<dynamig::Result<()>>()
    });
    migration.build().unwrap()
}
