//! Meta tables that are not as they should be, and endpoints that are none.

use std::time::Duration;

use aws_sdk_dynamodb::types::AttributeValue;
use dynamig::{Code, Migrator, Registry};
use dynamig_harness::{hanging_endpoint, html_endpoint};

use crate::given::{World, n, s, states, status_of, told};

#[tokio::test]
async fn a_restored_meta_table_cannot_go_back_to_a_generation_that_was() {
    let world = World::new();
    let migrator = world.migrator([world.migration(1, "a")]);
    migrator.up().await.unwrap();
    let mut lock = world.row("shop", "lock").await.unwrap();
    // The restore brought back an older lock, but a younger row.
    let mut row = world
        .row("shop", "migration#00000000000000000001_a")
        .await
        .unwrap();
    row.insert("generation".to_owned(), n(41));
    lock.insert("generation".to_owned(), n(1));
    world.put_row(row).await;
    world.put_row(lock).await;
    world
        .migrator([world.migration(1, "a"), world.migration(2, "b")])
        .up()
        .await
        .unwrap();
    assert_eq!(migrator.lock().await.unwrap().unwrap().generation, 42);
}

#[tokio::test]
async fn a_lock_that_cannot_be_read_is_an_error_and_never_counts_as_free() {
    let world = World::new();
    world
        .migrator([world.migration(1, "a")])
        .up()
        .await
        .unwrap();
    let mut lock = world.row("shop", "lock").await.unwrap();
    lock.insert("generation".to_owned(), s("many"));
    world.put_row(lock).await;
    let error = world
        .migrator([world.migration(1, "a"), world.migration(2, "b")])
        .up()
        .await
        .unwrap_err();
    assert_eq!(error.code(), Code::UnreadableRow, "{error}");
    assert_eq!(world.ran.take(), ["up a"]);
}

#[tokio::test]
async fn a_row_of_a_newer_release_is_not_fatal_and_not_written_over() {
    let world = World::new();
    let migrator = world.migrator([world.migration(1, "a")]);
    migrator.up().await.unwrap();
    for (sk, status) in [
        ("migration#00000000000000000007_x", "dreaming"),
        ("migration#00000000000000000001_a", "applied"),
    ] {
        let mut row = world
            .row("shop", "migration#00000000000000000001_a")
            .await
            .unwrap();
        row.insert("sk".to_owned(), s(sk));
        row.insert("status".to_owned(), s(status));
        row.insert("schema".to_owned(), n(99));
        row.insert("colour".to_owned(), s("blue"));
        world.put_row(row).await;
    }
    world.ran.take();
    let migrator = world.migrator([world.migration(1, "a"), world.migration(2, "b")]);
    let report = migrator.up().await.unwrap();
    assert!(!report.warnings.is_empty());
    assert_eq!(world.ran.take(), ["up b"]);
    let row = world
        .row("shop", "migration#00000000000000000001_a")
        .await
        .unwrap();
    assert_eq!((&row["schema"], &row["colour"]), (&n(99), &s("blue")));
}

#[tokio::test]
async fn unknown_attributes_of_a_row_are_kept() {
    let world = World::new();
    let migrator = world.migrator([world.migration(1, "a")]);
    migrator.up().await.unwrap();
    let mut row = world
        .row("shop", "migration#00000000000000000001_a")
        .await
        .unwrap();
    row.insert("colour".to_owned(), s("blue"));
    world.put_row(row).await;
    migrator.redo(&dynamig::RedoOptions::new()).await.unwrap();
    let row = world
        .row("shop", "migration#00000000000000000001_a")
        .await
        .unwrap();
    assert_eq!(row["colour"], AttributeValue::S("blue".to_owned()));
}

#[tokio::test]
async fn a_denied_read_is_an_error_that_names_the_permission_and_the_table() {
    let world = World::new();
    world.db.deny("GetItem");
    let error = world
        .migrator([world.migration(1, "a")])
        .up()
        .await
        .unwrap_err();
    let text = told(&error).replace(&world.meta(), "META");
    insta::assert_snapshot!(text, @"
    no permission for dynamodb:GetItem on table `META` [permission-denied, exit 1]
    hint: allow dynamodb:GetItem on that table, or use other credentials
    ");
    assert!(world.ran.take().is_empty());
}

async fn up_against(url: &str) -> dynamig::Error {
    let world = World::new();
    let client = dynamig_harness::Harness::endpoint(url).client();
    let registry = Registry::of([world.migration(1, "a")]).unwrap();
    let migrator = Migrator::with_registry(client, world.settings(), registry);
    let error = tokio::time::timeout(Duration::from_secs(60), migrator.up())
        .await
        .unwrap()
        .unwrap_err();
    assert!(world.ran.take().is_empty());
    error
}

#[tokio::test]
async fn an_endpoint_that_hangs_is_given_up_with_what_to_check() {
    let endpoint = hanging_endpoint();
    let error = up_against(&endpoint.url()).await;
    assert_eq!(error.code(), Code::Unreachable, "{error}");
}

#[tokio::test]
async fn an_endpoint_that_answers_html_is_said_not_to_be_dynamodb() {
    let endpoint = html_endpoint();
    let error = up_against(&endpoint.url()).await;
    assert_eq!(error.code(), Code::NotDynamoDb, "{error}");
}

#[tokio::test]
async fn nobody_listening_is_said_so() {
    let error = up_against("http://127.0.0.1:9").await;
    assert_eq!(error.code(), Code::Unreachable, "{error}");
}

#[tokio::test]
async fn a_status_that_a_newer_release_wrote_is_unknown_not_pending() {
    let world = World::new();
    let migrator = world.migrator([world.migration(1, "a")]);
    migrator.up().await.unwrap();
    let mut row = world
        .row("shop", "migration#00000000000000000001_a")
        .await
        .unwrap();
    row.insert("status".to_owned(), s("dreaming"));
    world.put_row(row).await;
    world.ran.take();
    assert!(migrator.up().await.unwrap().is_up_to_date());
    assert!(world.ran.take().is_empty());
    assert_eq!(status_of(&migrator, "1_a").await.as_str(), "dreaming");
    assert_eq!(states(&migrator).await, ["1_a dreaming"]);
}
