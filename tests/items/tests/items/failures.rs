//! Items that fail, and runs that are gone on with otherwise.

use aws_sdk_dynamodb::types::AttributeValue;
use dynamig::history::Status;
use dynamig::migration::{ItemOptions, MaxErrors, MigrationBuilder};
use dynamig::{BoxError, Code, Consent, Error, Item, Mark, Migration, Outcome, UpOptions};
use dynamig_harness::Harness;

use crate::given::{World, each, everything, item, mark_done, n, options, s};

fn told(db: &Harness, error: &Error) -> String {
    let hint = error.what_next().unwrap_or_default();
    let (code, exit) = (error.code(), error.code().exit());
    format!("{error} [{code}, exit {exit}]\nhint: {hint}").replace(db.prefix(), "")
}

fn allowing(errors: MaxErrors) -> ItemOptions {
    let mut options = options();
    options.max_errors = errors;
    options
}

/// Fails on items whose number ends with a seven.
fn no_sevens(item: Item) -> Result<Outcome<Item>, BoxError> {
    match item.number("n").is_some_and(|n| n.ends_with('7')) {
        true => Err("a seven".into()),
        false => mark_done(item),
    }
}

async fn a_hundred() -> World {
    let world = World::new();
    world.table("customers").await;
    world.fill("customers", 100).await;
    world
}

async fn status(world: &World, migration: &Migration) -> Status {
    let migrator = world.migrator([migration.clone()]);
    let history = migrator.read_history().await.unwrap();
    history.rows[0].status.clone()
}

async fn done(world: &World) -> usize {
    let items = world.items("customers").await;
    items
        .values()
        .filter(|item| item.contains_key("done"))
        .count()
}

fn of(builder: MigrationBuilder) -> Migration {
    builder.build().unwrap()
}

#[tokio::test]
async fn the_first_item_that_fails_ends_the_run_and_the_mended_function_goes_on() {
    let world = a_hundred().await;
    let failing = of(each(no_sevens).fingerprint("1:a"));
    let error = world.up(&failing).await.unwrap_err();
    assert_eq!(error.code(), Code::TooManyErrors);
    assert!(
        error
            .to_string()
            .ends_with("failed: the function failed: a seven"),
        "{error}"
    );
    assert_eq!(status(&world, &failing).await, Status::Failed);

    let edited = of(each(mark_done).fingerprint("1:b"));
    let error = world.up(&edited).await.unwrap_err();
    insta::assert_snapshot!(told(&world.db, &error));
    let raised = of(each(mark_done).fingerprint("1:b").revision(2));
    world.up(&raised).await.unwrap();
    assert_eq!(done(&world).await, 100);
    assert_eq!(status(&world, &raised).await, Status::Applied);
}

#[tokio::test]
async fn a_run_goes_past_as_many_items_as_may_fail_and_they_are_tried_again() {
    let world = a_hundred().await;
    let migration = of(each(no_sevens).item_options(allowing(MaxErrors::Count(10))));
    let report = world.up(&migration).await.unwrap();
    assert_eq!(report.failed.len(), 10);
    assert_eq!(
        (
            report.failed[0].class.as_str(),
            report.failed[0].message.as_str()
        ),
        ("function", "the function failed: a seven")
    );
    assert_eq!(done(&world).await, 90);
    assert_eq!(status(&world, &migration).await, Status::Applied);

    let again = world.migrator([migration]).retry("1_each").await.unwrap();
    assert_eq!((again.counts.scanned, again.counts.failed), (10, 10));
    let client = world.client();
    let gone = client
        .delete_item()
        .table_name(world.db.table("customers"))
        .key("id", s("000007"));
    gone.send().await.unwrap();
    let mended = of(each(mark_done).item_options(allowing(MaxErrors::Count(10))));
    let again = world
        .migrator([mended.clone()])
        .retry("1_each")
        .await
        .unwrap();
    assert_eq!(
        (again.counts.written, again.counts.gone, again.counts.failed),
        (9, 1, 0)
    );
    assert_eq!(done(&world).await, 99);
    let again = world.migrator([mended]).retry("1_each").await.unwrap();
    assert_eq!(again.counts.scanned, 0);
}

#[tokio::test]
async fn one_more_than_may_fail_ends_the_run() {
    let world = a_hundred().await;
    let migration = of(each(no_sevens).item_options(allowing(MaxErrors::Count(9))));
    let error = world.up(&migration).await.unwrap_err();
    assert_eq!(
        (error.code(), error.code().exit()),
        (Code::TooManyErrors, 65)
    );
    assert_eq!(status(&world, &migration).await, Status::Failed);
}

#[tokio::test]
async fn a_share_of_all_items_is_judged_at_the_end_and_settled_by_a_retry() {
    let world = a_hundred().await;
    let failing = of(each(no_sevens).item_options(allowing(MaxErrors::Percent(9))));
    let error = world.up(&failing).await.unwrap_err();
    insta::assert_snapshot!(told(&world.db, &error));
    let mended = of(each(mark_done).item_options(allowing(MaxErrors::Percent(9))));
    world
        .migrator([mended.clone()])
        .retry("1_each")
        .await
        .unwrap();
    world.up(&mended).await.unwrap();
    assert_eq!(status(&world, &mended).await, Status::Applied);
}

#[tokio::test]
async fn a_panic_fails_its_item_alone() {
    let world = a_hundred().await;
    let panicking = each(|item| match item.number("n") {
        Some("7") => panic!("a seven"),
        _ => mark_done(item),
    });
    let report = world
        .up(&of(panicking.item_options(allowing(MaxErrors::Count(1)))))
        .await
        .unwrap();
    assert_eq!(report.failed.len(), 1);
    assert_eq!(report.failed[0].message, "the function panicked: a seven");
    assert_eq!(done(&world).await, 99);
}

#[tokio::test]
async fn other_parameters_than_a_run_began_with_are_refused() {
    let world = a_hundred().await;
    world.up(&of(each(no_sevens))).await.unwrap_err();
    let mut other = options();
    other.segments = Some(7);
    let error = world
        .up(&of(each(mark_done).item_options(other)))
        .await
        .unwrap_err();
    insta::assert_snapshot!(told(&world.db, &error));
}

#[tokio::test]
async fn a_table_that_is_missing_is_an_error_before_anything_is_read() {
    let world = World::new();
    let error = world.up(&of(each(mark_done))).await.unwrap_err();
    insta::assert_snapshot!(told(&world.db, &error));
}

#[tokio::test]
async fn a_denied_permission_ends_the_run_at_once() {
    let world = a_hundred().await;
    for operation in ["BatchExecuteStatement", "UpdateItem"] {
        let denied = "User is not authorized to perform it";
        let faults = world.db.faults();
        let table = world.db.table("customers");
        let operation = operation.to_owned();
        let its = move |seen: &dynamig_harness::Seen| {
            seen.operation == operation && seen.tables.contains(&table)
        };
        faults
            .matching(its)
            .onwards()
            .answer(400, "AccessDeniedException", denied);
    }
    let error = world.up(&of(each(mark_done))).await.unwrap_err();
    assert_eq!(error.code(), Code::PermissionDenied);
    world.db.faults().clear();
    let migrator = world.migrator([of(each(mark_done))]);
    migrator.up_with(&everything()).await.unwrap();
    assert_eq!(done(&world).await, 100);
}

#[tokio::test]
async fn where_statements_are_not_permitted_single_writes_do_it() {
    let world = a_hundred().await;
    let denied = "User is not authorized to perform: dynamodb:PartiQLUpdate";
    let batches = world.db.faults().on("BatchExecuteStatement").onwards();
    batches.answer(400, "AccessDeniedException", denied);
    world.up(&of(each(mark_done))).await.unwrap();
    assert_eq!(done(&world).await, 100);
    assert!(world.db.counts().of("UpdateItem") >= 100);
}

#[tokio::test]
async fn one_bad_item_of_a_batch_fails_alone() {
    let world = a_hundred().await;
    let too_large = each(|mut item| {
        if item.number("n") == Some("7") {
            item.set("pad", "x".repeat(500_000));
        }
        item.set("done", true);
        Ok(Outcome::Update(item))
    });
    let report = world
        .up(&of(too_large.item_options(allowing(MaxErrors::Count(1)))))
        .await
        .unwrap();
    assert_eq!(report.failed.len(), 1);
    assert_eq!(report.failed[0].class, "answer");
    let items = world.items("customers").await;
    assert_eq!(
        items["000008"],
        item([
            ("id", s("000008")),
            ("n", n(8)),
            ("done", AttributeValue::Bool(true))
        ])
    );
    assert_eq!(done(&world).await, 99);
}

#[tokio::test]
async fn one_that_is_run_alone_tells_every_item_that_failed_also_to_an_earlier_process() {
    let world = a_hundred().await;
    let mut options = allowing(MaxErrors::Count(5));
    options.page = Some(5);
    let migration = |options| of(each(no_sevens).item_options(options));
    let run = async |migration: &Migration| {
        let migrator = world.migrator([migration.clone()]);
        migrator.run_only("each", &UpOptions::new()).await
    };
    let too_many = run(&migration(options)).await.unwrap_err();
    assert_eq!(too_many.code(), Code::TooManyErrors);
    let migrator = world.migrator([migration(options)]);
    let id = "1_each".parse().unwrap();
    let before = migrator.failed_items(&id).await.unwrap();
    assert_eq!(before.len(), 5);
    options.max_errors = MaxErrors::Count(10);
    let report = run(&migration(options)).await.unwrap();
    let mut items: Vec<_> = report.failed.iter().map(|failed| &failed.item).collect();
    items.dedup();
    assert_eq!(items.len(), 10);
    assert!(before.iter().all(|failed| report.failed.contains(failed)));
    assert_eq!(migrator.failed_items(&id).await.unwrap(), report.failed);
    // Another run begins without them.
    migrator
        .mark("1", Mark::Reverted, None, Consent::Destructive)
        .await
        .unwrap();
    let report = run(&of(each(mark_done))).await.unwrap();
    assert!(report.failed.is_empty());
    assert!(migrator.failed_items(&id).await.unwrap().is_empty());
}
