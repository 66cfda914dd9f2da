//! A migration under two names: old and new programs, whoever comes first.

use std::time::Duration;

use aws_sdk_dynamodb::types::AttributeValue;
use dynamig::history::Status;
use dynamig::plan::Selection;
use dynamig::{Code, Consent, Mark, Migration, Migrator};

use crate::given::{World, row_of, s, states};

/// The program that has it as `1_a`, and what depends on it.
fn old(world: &World) -> Migrator {
    world.migrator([
        world.migration(1, "a"),
        world.noting(2, "b").depends_on("1_a").build().unwrap(),
    ])
}

fn alpha(world: &World) -> Migration {
    let alpha = world.noting(1, "alpha").fingerprint("1:a");
    alpha.renamed_from("1_a").build().unwrap()
}

/// The program that has it as `1_alpha`.
fn new(world: &World) -> Migrator {
    world.migrator([
        alpha(world),
        world.noting(2, "b").depends_on("1_alpha").build().unwrap(),
    ])
}

async fn former_ids(migrator: &Migrator, id: &str) -> Vec<String> {
    let row = row_of(migrator, id).await;
    row.renamed_from.iter().map(ToString::to_string).collect()
}

/// Starts old and new programs in turn: nothing runs, nothing is written, and the newest needs one request.
async fn assert_settled(world: &World) {
    world.ran.take();
    let writes = world.db.counts().writes();
    for migrator in [old(world), new(world), old(world), new(world)] {
        let report = migrator.up().await.unwrap();
        assert!(report.is_up_to_date(), "{report:?}");
        assert!(report.warnings.is_empty(), "{:?}", report.warnings);
    }
    assert!(world.ran.take().is_empty());
    assert_eq!(world.db.counts().writes(), writes);
    let before = world.db.counts();
    new(world).up().await.unwrap();
    let counts = world.db.counts().since(&before);
    assert_eq!((counts.total(), counts.of("GetItem")), (1, 1));
}

#[tokio::test]
async fn what_a_newer_program_ran_first_is_applied_for_an_older_one() {
    let world = World::new();
    new(&world).up().await.unwrap();
    assert_eq!(world.ran.take(), ["up alpha", "up b"]);
    assert_eq!(former_ids(&new(&world), "1_alpha").await, ["1_a"]);
    assert_settled(&world).await;
    let report = old(&world).status().await.unwrap();
    assert_eq!((report.summary.applied, report.summary.unknown), (2, 0));
}

#[tokio::test]
async fn what_an_older_program_ran_first_is_applied_for_a_newer_one() {
    let world = World::new();
    old(&world).up().await.unwrap();
    new(&world).up().await.unwrap();
    assert_eq!(world.ran.take(), ["up a", "up b"]);
    assert_eq!(former_ids(&new(&world), "1_alpha").await, ["1_a"]);
    assert_settled(&world).await;
    // The audit log tells from where the row was moved.
    let log = new(&world).log().await.unwrap();
    let moved: Vec<_> = log
        .iter()
        .filter_map(|row| Some((row.migration.as_deref()?, row.renamed_from.as_deref()?)))
        .collect();
    assert_eq!(moved, [("1_alpha", "1_a")]);
}

#[tokio::test]
async fn a_former_id_stays_known_when_it_is_undone_run_again_and_renamed_again() {
    let world = World::new();
    new(&world).up().await.unwrap();
    let down = dynamig::DownOptions::new(dynamig::plan::DownSelection::All);
    new(&world).down(&down).await.unwrap();
    new(&world).up().await.unwrap();
    assert_settled(&world).await;
    // The newest program does not mention the first name any more.
    let newest = world.noting(1, "first").fingerprint("1:a");
    let newest = world.migrator([
        newest.renamed_from("1_alpha").build().unwrap(),
        world.migration(2, "b"),
    ]);
    newest.up().await.unwrap();
    assert_eq!(former_ids(&newest, "1_first").await, ["1_alpha", "1_a"]);
    world.ran.take();
    for migrator in [old(&world), new(&world)] {
        assert!(migrator.up().await.unwrap().is_up_to_date());
    }
    assert!(world.ran.take().is_empty());
}

#[tokio::test]
async fn what_a_newer_program_baselined_marked_or_skipped_is_settled_for_an_older_one() {
    for settle in ["baseline", "mark", "skip"] {
        let world = World::new();
        match settle {
            "baseline" => drop(
                new(&world)
                    .baseline(&dynamig::BaselineOptions::new(Selection::All))
                    .await
                    .unwrap(),
            ),
            "mark" => {
                for id in ["1_alpha", "2_b"] {
                    let migrator = new(&world);
                    let mark = migrator.mark(id, Mark::Applied, None, Consent::Safe);
                    mark.await.unwrap();
                }
            }
            _ => {
                let elsewhere = world.noting(1, "alpha").fingerprint("1:a");
                let elsewhere = elsewhere.renamed_from("1_a").only_in("prod");
                let both = [elsewhere.build().unwrap(), world.migration(2, "b")];
                world.migrator(both).up().await.unwrap();
            }
        }
        assert_settled(&world).await;
    }
}

#[tokio::test]
async fn a_person_marks_the_one_row_whatever_the_program_calls_it() {
    let world = World::new();
    let mark = async |migrator: Migrator, id, mark| {
        migrator.mark(id, mark, None, Consent::Safe).await.unwrap();
    };
    old(&world).up().await.unwrap();
    mark(new(&world), "1_alpha", Mark::Reverted).await;
    assert_eq!(
        states(&new(&world)).await,
        ["1_alpha reverted", "2_b applied"]
    );
    mark(old(&world), "1_a", Mark::Applied).await;
    assert_eq!(
        states(&new(&world)).await,
        ["1_alpha applied", "2_b applied"]
    );
    assert_settled(&world).await;
    mark(old(&world), "1_a", Mark::Forgotten).await;
    assert_eq!(states(&new(&world)).await, ["2_b applied"]);
}

#[tokio::test]
async fn a_pending_row_under_the_former_id_is_baselined_under_the_new_one() {
    let world = World::new();
    old(&world).up().await.unwrap();
    let down = dynamig::DownOptions::new(dynamig::plan::DownSelection::All);
    old(&world).down(&down).await.unwrap();
    new(&world)
        .baseline(&dynamig::BaselineOptions::new(Selection::All))
        .await
        .unwrap();
    assert_eq!(
        states(&new(&world)).await,
        ["1_alpha baselined", "2_b baselined"]
    );
    assert_settled(&world).await;
}

#[tokio::test]
async fn whoever_waits_for_it_waits_for_the_one_row() {
    let at_once = Some(Duration::ZERO);
    let (a, alpha) = ("1_a".parse().unwrap(), "1_alpha".parse().unwrap());
    let world = World::new();
    let pending = old(&world).wait_for(&a, at_once).await.unwrap_err();
    assert_eq!(pending.code(), Code::Timeout);
    new(&world).up().await.unwrap();
    old(&world).wait_for(&a, at_once).await.unwrap();
    let world = World::new();
    old(&world).up().await.unwrap();
    new(&world).wait_for(&alpha, at_once).await.unwrap();
}

/// Rows that an earlier release wrote have no list, and rows of another form are not guessed at.
#[tokio::test]
async fn a_row_without_former_ids_is_read_and_one_with_strange_ones_is_refused() {
    let world = World::new();
    new(&world).up().await.unwrap();
    let sk = "migration#00000000000000000001_alpha";
    let mut row = world.row("shop", sk).await.unwrap();
    let stored = row.remove("renamed_from");
    assert_eq!(stored, Some(AttributeValue::L(vec![s("1_a")])));
    world.put_row(row.clone()).await;
    let read = row_of(&new(&world), "1_alpha").await;
    assert_eq!(
        (read.status, read.renamed_from),
        (Status::Applied, Vec::new())
    );
    let refused = old(&world).up().await.unwrap_err();
    assert_eq!(refused.code(), Code::Renamed);
    row.insert("renamed_from".to_owned(), s("1_a"));
    world.put_row(row).await;
    let unreadable = old(&world).up().await.unwrap_err();
    assert_eq!(unreadable.code(), Code::UnreadableRow);
}

#[tokio::test]
async fn what_is_remarked_on_a_row_names_its_former_ids_before_its_note() {
    let world = World::new();
    let migrator = new(&world);
    let mark = migrator.mark("1_alpha", Mark::Applied, None, Consent::Safe);
    mark.await.unwrap();
    let row = row_of(&migrator, "1_alpha").await;
    assert_eq!(row.note.as_deref(), Some("marked"));
    assert_eq!(row.remark().as_deref(), Some("renamed from 1_a; marked"));
    migrator.up().await.unwrap();
    assert_eq!(row_of(&migrator, "2_b").await.remark(), None);
}

/// An older program must not go on as if its migration were applied while a newer one is still at it.
#[tokio::test]
async fn an_older_program_waits_while_a_newer_one_runs_it_under_its_new_name() {
    let world = World::new();
    let ran = world.ran.clone();
    let slow = world.noting(1, "alpha").renamed_from("1_a").up(move |_| {
        ran.push("up alpha");
        async {
            tokio::time::sleep(Duration::from_millis(600)).await;
            Ok::<_, dynamig::BoxError>(())
        }
    });
    let newer = world.migrator([slow.build().unwrap()]);
    let newer = tokio::spawn(async move { newer.up().await });
    while world.ran.take().is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let older = world.migrator([world.migration(1, "a")]);
    assert!(older.up().await.unwrap().is_up_to_date());
    assert!(
        older
            .wait_for(&"1_a".parse().unwrap(), Some(Duration::ZERO))
            .await
            .is_ok()
    );
    assert_eq!(newer.await.unwrap().unwrap().done.len(), 1);
    assert!(world.ran.take().is_empty());
}
