//! Old and new programs of a rolling deploy, side by side.

use std::time::Duration;

use dynamig::plan::{Selection, WarningKind};
use dynamig::{Code, Consent, Mark};

use crate::given::{Switch, World, row_of, states};

#[tokio::test]
async fn an_older_program_turns_nothing_back_and_is_not_in_the_way() {
    let world = World::new();
    let old = || [world.migration(1, "a"), world.migration(2, "b")];
    let new = || {
        [
            world.migration(1, "a"),
            world.migration(2, "b"),
            world.migration(3, "c"),
        ]
    };
    world.migrator(old()).up().await.unwrap();
    world.migrator(new()).up().await.unwrap();
    world.ran.take();
    let writes = world.db.counts().writes();
    for program in [
        old().to_vec(),
        new().to_vec(),
        old().to_vec(),
        old().to_vec(),
        new().to_vec(),
    ] {
        assert!(world.migrator(program).up().await.unwrap().is_up_to_date());
    }
    assert!(world.ran.take().is_empty());
    assert_eq!(world.db.counts().writes(), writes);
    assert_eq!(states(&world.migrator(new())).await.len(), 3);
}

#[tokio::test]
async fn an_older_revision_does_not_take_back_what_a_newer_one_accepted() {
    let world = World::new();
    let old = || world.migration(1, "a");
    let new = || {
        world
            .noting(1, "a")
            .fingerprint("1:new")
            .revision(2)
            .build()
            .unwrap()
    };
    world.migrator([old()]).up().await.unwrap();
    world.migrator([new()]).up().await.unwrap();
    world.migrator([old()]).up().await.unwrap();
    let migrator = world.migrator([new()]);
    let before = world.db.counts();
    assert!(migrator.up().await.unwrap().is_up_to_date());
    assert_eq!(world.db.counts().since(&before).total(), 1);
}

/// The newer program's second revision, which fails while the switch says so.
fn second_revision(world: &World, fails: &Switch) -> dynamig::Migration {
    let second = world.failing(1, "a", fails).fingerprint("1:new");
    second.revision(2).build().unwrap()
}

#[tokio::test]
async fn an_older_revision_does_not_run_where_a_newer_one_has_failed() {
    let world = World::new();
    let fails = Switch::on();
    let newer = world.migrator([second_revision(&world, &fails)]);
    newer.up().await.unwrap_err();
    world.ran.take();
    let older = world.migrator([
        world.migration(1, "a"),
        world.noting(2, "b").depends_on("1_a").build().unwrap(),
        world.migration(3, "c"),
    ]);
    let report = older.up().await.unwrap();
    assert_eq!(world.ran.take(), ["up c"]);
    let kinds: Vec<_> = report.warnings.iter().map(|warning| warning.kind).collect();
    assert_eq!(kinds, [WarningKind::Held, WarningKind::Blocked]);
    // Neither does it say by a baseline that it is done.
    let baseline = older
        .baseline(&dynamig::BaselineOptions::new(Selection::All))
        .await
        .unwrap_err();
    assert_eq!(baseline.code(), Code::DependencyNotApplied);
    assert_eq!(row_of(&older, "1_a").await.revision, 2);
    fails.turn_off();
    newer.up().await.unwrap();
    assert_eq!(world.ran.take(), ["up a"]);
    older.up().await.unwrap();
    assert_eq!(world.ran.take(), ["up b"]);
}

#[tokio::test]
async fn an_older_revision_does_not_run_where_the_process_of_a_newer_one_died() {
    let world = World::new();
    let ran = world.ran.clone();
    let hanging = world.noting(1, "a").fingerprint("1:new").up(move |_| {
        ran.push("up a");
        std::future::pending::<dynamig::Result<()>>()
    });
    let newer = world.migrator([hanging.revision(2).build().unwrap()]);
    let died = tokio::time::timeout(Duration::from_millis(300), newer.up()).await;
    assert!(died.is_err());
    world.ran.take();
    // It waits while it cannot know that nobody is at it any more; then it goes on without it.
    let older = world.migrator([world.migration(1, "a"), world.migration(2, "b")]);
    older.up().await.unwrap();
    assert_eq!(world.ran.take(), ["up b"]);
    assert_eq!(states(&older).await, ["1_a running", "2_b applied"]);
    assert!(!older.lock().await.unwrap().unwrap().is_held());
    // A person who has looked may give it back.
    let mark = older.mark("1_a", Mark::Reverted, None, Consent::Safe);
    mark.await.unwrap();
    older.up().await.unwrap();
    assert_eq!(world.ran.take(), ["up a"]);
    assert_eq!(row_of(&older, "1_a").await.revision, 1);
}
