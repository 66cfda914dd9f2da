//! The meta table's point-in-time recovery: switched on once, whoever dies on the way.

use std::time::Duration;

use dynamig::history::Recovery;
use dynamig::{Consent, Event, Mark, Migrator};

use crate::given::{Heard, World, states};

const REQUEST: &str = "UpdateContinuousBackups";

/// From now on the engine has it. None of the engines of the tests does.
fn supported(world: &World) {
    world.db.faults().on(REQUEST).nth(1).onwards().pretend();
}

fn asked(world: &World) -> u64 {
    world.db.counts().of(REQUEST)
}

/// A program whose newest migration is this one: it has something to do.
fn release(world: &World, newest: u64) -> Migrator {
    let all = (1..=newest).map(|version| world.migration(version, &format!("m{version}")));
    world.migrator(all.collect::<Vec<_>>())
}

async fn recorded(migrator: &Migrator) -> Recovery {
    migrator.head().await.unwrap().unwrap().recovery
}

fn warnings(heard: &Heard) -> Vec<String> {
    let warned = heard.all().into_iter().filter_map(|event| match event {
        Event::Warned { message, hint } => Some(format!("{message}\nhint: {}", hint.unwrap())),
        _ => None,
    });
    warned.collect()
}

/// Its process dies after so long.
async fn die(migrator: Migrator) {
    let died = tokio::time::timeout(Duration::from_millis(300), migrator.up()).await;
    assert!(died.is_err(), "{died:?}");
}

#[tokio::test]
async fn it_is_switched_on_once_and_then_left_to_people() {
    let world = World::new();
    supported(&world);
    release(&world, 1).up().await.unwrap();
    assert_eq!(asked(&world), 1);
    assert_eq!(recorded(&release(&world, 1)).await, Recovery::On);
    release(&world, 2).up().await.unwrap();
    release(&world, 2).up().await.unwrap();
    assert_eq!(asked(&world), 1);
}

#[tokio::test]
async fn it_is_switched_on_though_nobody_heard_that_the_table_was_created() {
    let world = World::new();
    supported(&world);
    world.db.faults().on("CreateTable").hang_after();
    die(release(&world, 1)).await;
    assert_eq!((world.db.faults().struck(), asked(&world)), (1, 0));
    let (migrator, heard) = Heard::of(release(&world, 1));
    migrator.up().await.unwrap();
    assert_eq!(asked(&world), 1);
    assert_eq!(recorded(&migrator).await, Recovery::On);
    assert!(warnings(&heard).is_empty());
}

#[tokio::test]
async fn it_is_switched_on_by_the_next_where_the_process_died_over_it() {
    for is_applied in [false, true] {
        let world = World::new();
        let faults = world.db.faults();
        match is_applied {
            false => faults.on(REQUEST).hang(),
            true => faults.on(REQUEST).hang_after(),
        }
        supported(&world);
        die(release(&world, 1)).await;
        assert_eq!(asked(&world), 1);
        // The next one to write is not even an `up`.
        let next = release(&world, 1);
        let mark = next.mark("1_m1", Mark::Skipped, None, Consent::Safe);
        mark.await.unwrap();
        assert_eq!(asked(&world), 2);
        assert_eq!(recorded(&next).await, Recovery::On);
    }
}

#[tokio::test]
async fn an_engine_without_it_is_asked_once() {
    let world = World::new();
    for newest in 1..=3 {
        let (migrator, heard) = Heard::of(release(&world, newest));
        migrator.up().await.unwrap();
        assert_eq!(asked(&world), 1);
        assert_eq!(recorded(&migrator).await, Recovery::Unsupported);
        assert!(warnings(&heard).is_empty());
    }
}

#[tokio::test]
async fn a_denial_is_told_once_fails_nothing_and_ends_when_it_is_allowed() {
    let world = World::new();
    world.db.deny(REQUEST);
    let (first, heard) = Heard::of(release(&world, 1));
    first.up().await.unwrap();
    assert_eq!(states(&first).await, ["1_m1 applied"]);
    assert_eq!(recorded(&first).await, Recovery::Refused);
    let [warning] = &warnings(&heard)[..] else {
        panic!("{:?}", heard.all());
    };
    let table = world.meta();
    assert!(warning.starts_with(&format!(
        "point-in-time recovery of `{table}` was not switched on"
    )));
    assert!(
        warning.contains("dynamodb:UpdateContinuousBackups"),
        "{warning}"
    );
    assert!(warning.contains("`meta create`"), "{warning}");
    let (second, heard) = Heard::of(release(&world, 2));
    second.up().await.unwrap();
    assert!(warnings(&heard).is_empty());
    world.db.allow_all();
    supported(&world);
    release(&world, 3).up().await.unwrap();
    assert_eq!(recorded(&second).await, Recovery::On);
    assert_eq!(asked(&world), 3);
}

#[tokio::test]
async fn what_fails_for_another_reason_is_told_and_tried_again() {
    let world = World::new();
    let (code, message) = ("LimitExceededException", "planned");
    let failing = world.db.faults().on(REQUEST).nth(1).onwards();
    failing.answer(400, code, message);
    let (first, heard) = Heard::of(release(&world, 1));
    first.up().await.unwrap();
    assert_eq!(recorded(&first).await, Recovery::Wanted);
    assert_eq!(warnings(&heard).len(), 1, "{:?}", heard.all());
    world.db.faults().clear();
    supported(&world);
    release(&world, 2).up().await.unwrap();
    assert_eq!(recorded(&first).await, Recovery::On);
}

#[tokio::test]
async fn who_asks_for_the_table_has_it_switched_on_whoever_created_it() {
    let world = World::new();
    world.db.faults().on("CreateTable").hang_after();
    let died = release(&world, 1);
    let died = tokio::time::timeout(Duration::from_millis(300), died.create_meta_table()).await;
    assert!(died.is_err());
    supported(&world);
    release(&world, 1).create_meta_table().await.unwrap();
    assert_eq!(asked(&world), 1);
}
