//! `up`: what runs, in which order, and what is remembered of it.

use dynamig::history::Status;
use dynamig::plan::Selection;
use dynamig::{Code, Event, UpOptions};

use crate::given::{Heard, Switch, World, ids, row_of, states, status_of, told};

#[tokio::test]
async fn everything_pending_runs_once_in_version_order() {
    let world = World::new();
    let mut migrations = world.three();
    migrations.push(world.migration(10, "d"));
    migrations.reverse();
    let migrator = world.migrator(migrations);
    let report = migrator.up().await.unwrap();
    assert_eq!(ids(&report.done), ["1_a", "2_b", "3_c", "10_d"]);
    assert_eq!(world.ran.take(), ["up a", "up b", "up c", "up d"]);
    assert_eq!(
        states(&migrator).await,
        ["1_a applied", "2_b applied", "3_c applied", "10_d applied"]
    );
    assert!(migrator.up().await.unwrap().is_up_to_date());
    assert!(world.ran.take().is_empty());
}

#[tokio::test]
async fn a_row_says_what_ran_when_how_long_and_by_whom() {
    let world = World::new();
    let seven = world.noting(7, "seven").description("The seventh.");
    let migrator = world.migrator([seven.build().unwrap()]);
    migrator.up().await.unwrap();
    let row = row_of(&migrator, "7_seven").await;
    assert_eq!((row.seq, row.attempts, row.generation), (Some(1), 1, 1));
    assert_eq!(
        (row.fingerprint.as_str(), row.description.as_str()),
        ("1:seven", "The seventh.")
    );
    assert!(row.started_at.as_ref().unwrap() <= row.finished_at.as_ref().unwrap());
    assert!(row.duration_ms.is_some() && row.error.is_none() && row.applied_by.is_some());
    let log = migrator.log().await.unwrap();
    let commands: Vec<_> = log.iter().map(|row| row.command.as_str()).collect();
    assert_eq!(commands, ["start", "finish"]);
}

#[tokio::test]
async fn a_late_migration_of_a_merged_branch_runs_and_is_marked_late() {
    let world = World::new();
    world
        .migrator([world.migration(1, "a"), world.migration(9, "i")])
        .up()
        .await
        .unwrap();
    world.ran.take();
    let (migrator, heard) = Heard::of(world.migrator([
        world.migration(1, "a"),
        world.migration(5, "e"),
        world.migration(9, "i"),
    ]));
    migrator.up().await.unwrap();
    assert_eq!(world.ran.take(), ["up e"]);
    let started = heard.all().into_iter().find_map(|event| match event {
        Event::MigrationStarted { late, .. } => Some(late),
        _ => None,
    });
    assert_eq!(started, Some(true));
    assert_eq!(row_of(&migrator, "5_e").await.seq, Some(3));
}

#[tokio::test]
async fn a_failure_is_recorded_stops_the_run_and_is_run_again_from_its_start() {
    let world = World::new();
    let fails = Switch::on();
    let migrations = || {
        [
            world.migration(1, "a"),
            world.failing(2, "b", &fails).build().unwrap(),
            world.migration(3, "c"),
        ]
    };
    let migrator = world.migrator(migrations());
    let error = migrator.up().await.unwrap_err();
    assert_eq!(error.code(), Code::MigrationFailed);
    assert!(error.to_string().contains("2_b failed: no luck"), "{error}");
    assert_eq!(states(&migrator).await, ["1_a applied", "2_b failed"]);
    assert_eq!(
        row_of(&migrator, "2_b").await.error.as_deref(),
        Some("no luck")
    );
    fails.turn_off();
    migrator.up().await.unwrap();
    assert_eq!(world.ran.take(), ["up a", "up b", "up b", "up c"]);
    let row = row_of(&migrator, "2_b").await;
    assert_eq!(
        (row.status, row.attempts, row.error),
        (Status::Applied, 2, None)
    );
}

#[tokio::test]
async fn a_panic_fails_the_migration_and_not_the_process() {
    let world = World::new();
    let migration = world
        .noting(1, "a")
        .up(|_| async { panic_with("out of cheese") })
        .build()
        .unwrap();
    let migrator = world.migrator([migration]);
    let error = migrator.up().await.unwrap_err();
    assert!(
        error.to_string().contains("panicked: out of cheese"),
        "{error}"
    );
    assert_eq!(status_of(&migrator, "1_a").await, Status::Failed);
    assert!(!migrator.lock().await.unwrap().unwrap().is_held());
}

fn panic_with(text: &str) -> dynamig::Result<()> {
    std::panic::panic_any(text.to_owned())
}

#[tokio::test]
async fn a_long_error_is_cut_and_redacted_before_it_is_stored_or_shown() {
    let world = World::new();
    let migration = world
        .noting(1, "a")
        .up(|_| async {
            Err::<(), dynamig::BoxError>(format!("secret {}", "é".repeat(2000)).into())
        })
        .build()
        .unwrap();
    let migrator = world
        .migrator([migration])
        .with_redact(|text| text.replace("secret", "***"));
    let error = migrator.up().await.unwrap_err();
    let stored = row_of(&migrator, "1_a").await.error.unwrap();
    assert!(
        stored.len() <= 1024 && stored.starts_with("*** é"),
        "{stored}"
    );
    assert!(!format!("{error:?}").contains("secret"));
}

#[tokio::test]
async fn selections_run_what_they_name_and_nothing_else() {
    let world = World::new();
    let migrator = world.migrator(world.three());
    let select = |selection| UpOptions::new().select(selection);
    migrator
        .up_with(&select(Selection::Before("2_b".to_owned())))
        .await
        .unwrap();
    assert_eq!(world.ran.take(), ["up a"]);
    migrator
        .up_with(&select(Selection::Steps(std::num::NonZeroUsize::MIN)))
        .await
        .unwrap();
    assert_eq!(world.ran.take(), ["up b"]);
    let unknown = migrator
        .up_with(&select(Selection::To("3_cc".to_owned())))
        .await
        .unwrap_err();
    assert!(world.ran.take().is_empty());
    insta::assert_snapshot!(told(&unknown), @"
    there is no migration `3_cc` [unknown-migration, exit 2]
    hint: did you mean `3_c`?
    ");
    migrator.run_only("c", &UpOptions::new()).await.unwrap();
    assert_eq!(world.ran.take(), ["up c"]);
}

#[tokio::test]
async fn one_that_is_not_for_this_environment_is_skipped_and_satisfies_its_dependants() {
    let world = World::new();
    let migrations = [
        world.noting(1, "seed").only_in("dev").build().unwrap(),
        world.noting(2, "b").depends_on("1_seed").build().unwrap(),
    ];
    let migrator = world.migrator_with(world.settings().with_environment("test"), migrations);
    migrator.up().await.unwrap();
    assert_eq!(world.ran.take(), ["up b"]);
    assert_eq!(states(&migrator).await, ["1_seed skipped", "2_b applied"]);
    assert!(migrator.up().await.unwrap().is_up_to_date());
}

#[tokio::test]
async fn one_that_makes_no_sense_in_a_fresh_environment_is_skipped_there_alone() {
    let world = World::new();
    let fresh = dynamig::migration::Fresh::Skip;
    let repair = |version, name| world.noting(version, name).fresh(fresh).build().unwrap();
    let first = world.migrator([world.migration(1, "a"), repair(2, "b")]);
    first.up().await.unwrap();
    assert_eq!(states(&first).await, ["1_a applied", "2_b skipped"]);
    let later = world.migrator([world.migration(1, "a"), repair(2, "b"), repair(3, "c")]);
    later.up().await.unwrap();
    assert_eq!(
        states(&later).await,
        ["1_a applied", "2_b skipped", "3_c applied"]
    );
}

#[tokio::test]
async fn an_edit_after_apply_is_a_warning_until_its_revision_is_raised() {
    let world = World::new();
    world
        .migrator([world.migration(1, "a")])
        .up()
        .await
        .unwrap();
    let edited = world.noting(1, "a").fingerprint("1:other").build().unwrap();
    let report = world.migrator([edited]).up().await.unwrap();
    assert!(report.is_up_to_date());
    assert!(
        report.warnings[0]
            .message
            .contains("1_a was edited after it was applied"),
        "{:?}",
        report.warnings
    );
    let raised = world
        .noting(1, "a")
        .fingerprint("1:other")
        .revision(2)
        .build()
        .unwrap();
    let migrator = world.migrator([raised]);
    let report = migrator.up().await.unwrap();
    assert_eq!(
        (ids(&report.done), report.warnings.len()),
        (vec!["1_a".to_owned()], 0)
    );
    let row = row_of(&migrator, "1_a").await;
    assert_eq!(
        (row.fingerprint.as_str(), row.revision, row.attempts),
        ("1:other", 2, 1)
    );
    assert_eq!(world.ran.take(), ["up a"]);
}

#[tokio::test]
async fn a_renamed_function_keeps_its_history_where_it_says_so() {
    let world = World::new();
    world
        .migrator([world.migration(1, "a")])
        .up()
        .await
        .unwrap();
    let silent = world.noting(1, "alpha").fingerprint("1:a").build().unwrap();
    let error = world.migrator([silent]).up().await.unwrap_err();
    assert_eq!(error.code(), Code::Renamed, "{error}");
    let said = world
        .noting(1, "alpha")
        .fingerprint("1:a")
        .renamed_from("1_a")
        .build()
        .unwrap();
    let migrator = world.migrator([said]);
    migrator.up().await.unwrap();
    assert_eq!(states(&migrator).await, ["1_alpha applied"]);
    assert_eq!(world.ran.take(), ["up a"]);
    assert!(migrator.up().await.unwrap().is_up_to_date());
}

#[tokio::test]
async fn a_deadline_stops_before_the_next_migration_and_the_next_run_goes_on() {
    let world = World::new();
    let slow = world
        .noting(1, "a")
        .up(|_| async {
            tokio::time::sleep(std::time::Duration::from_millis(300)).await;
            Ok::<_, dynamig::BoxError>(())
        })
        .build()
        .unwrap();
    let migrator = world.migrator([slow, world.migration(2, "b")]);
    let options = UpOptions::new().deadline(std::time::Duration::from_millis(100));
    let error = migrator.up_with(&options).await.unwrap_err();
    assert_eq!(error.code(), Code::Interrupted);
    assert_eq!(states(&migrator).await, ["1_a applied"]);
    migrator.up().await.unwrap();
    assert_eq!(world.ran.take(), ["up b"]);
}

#[tokio::test]
async fn ten_at_once_run_each_migration_once_and_all_go_on() {
    let world = World::new();
    let migrator = world.migrator(world.three());
    let runs = (0..10).map(|_| {
        let migrator = migrator.clone();
        tokio::spawn(async move { migrator.up().await.map(|report| report.done.len()) })
    });
    let mut done = 0;
    for run in runs.collect::<Vec<_>>() {
        done += run.await.unwrap().unwrap();
    }
    assert_eq!(done, 3);
    assert_eq!(world.ran.take(), ["up a", "up b", "up c"]);
}
