//! Reading commands write nothing, and need only the rights to read.

use std::num::NonZeroUsize;
use std::time::Duration;

use dynamig::plan::{DownSelection, Selection};
use dynamig::{BaselineOptions, Consent, DownOptions, Mark, RedoOptions, ResetOptions};

use crate::given::World;

async fn read_everything(world: &World) {
    let migrator = world.migrator(world.three());
    migrator.plan(&Selection::All).await.unwrap();
    migrator
        .plan_down(&DownOptions::new(DownSelection::All))
        .await
        .unwrap();
    migrator.status().await.unwrap();
    migrator.read_history().await.unwrap();
    migrator.log().await.unwrap();
    migrator.lock().await.unwrap();
    migrator.head().await.unwrap();
    let id = "1_a".parse().unwrap();
    migrator.steps(&id).await.unwrap();
    migrator
        .plan_baseline(&BaselineOptions::new(Selection::Steps(NonZeroUsize::MIN)))
        .await
        .unwrap();
    migrator.plan_reset(&ResetOptions::new()).await.unwrap();
    // Where nothing is applied, there is nothing to redo, and nothing to wait for.
    let is_applied = !migrator.read_history().await.unwrap().rows.is_empty();
    let redo = migrator.plan_redo(&RedoOptions::new()).await;
    assert_eq!(redo.is_ok(), is_applied);
    let waited = migrator.wait_for(&id, Some(Duration::ZERO)).await;
    assert_eq!(waited.is_ok(), is_applied);
}

#[tokio::test]
async fn reading_an_empty_account_creates_nothing() {
    let world = World::new();
    world.db.refuse_writes();
    read_everything(&world).await;
    assert_eq!(world.db.counts().writes(), 0);
    assert_eq!(
        world
            .migrator(world.three())
            .plan(&Selection::All)
            .await
            .unwrap()
            .steps
            .len(),
        3
    );
}

#[tokio::test]
async fn reading_a_history_passes_with_read_only_rights() {
    let world = World::new();
    world.migrator(world.three()).up().await.unwrap();
    let before = world.db.counts();
    world.db.refuse_writes();
    read_everything(&world).await;
    assert_eq!(world.db.counts().since(&before).writes(), 0);
}

#[tokio::test]
async fn what_writes_is_refused_with_the_permission_that_is_missing() {
    let world = World::new();
    let migrator = world.migrator(world.three());
    migrator.create_meta_table().await.unwrap();
    world.db.refuse_writes();
    let errors = [
        migrator.up().await.unwrap_err(),
        migrator
            .baseline(&BaselineOptions::new(Selection::All))
            .await
            .unwrap_err(),
        migrator
            .mark("1_a", Mark::Applied, None, Consent::Safe)
            .await
            .unwrap_err(),
    ];
    for error in errors {
        assert_eq!(error.code(), dynamig::Code::PermissionDenied, "{error}");
        assert!(
            error.to_string().contains("no permission for dynamodb:"),
            "{error}"
        );
    }
}
