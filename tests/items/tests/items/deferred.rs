//! Writes that wait until the function has been called for every item.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use aws_sdk_dynamodb::Client;
use dynamig::history::Status;
use dynamig::migration::{ItemOptions, MaxErrors, MigrationBuilder, Times, Writing};
use dynamig::rewrite::{ItemCounts, ItemPhase};
use dynamig::{BoxError, Code, Event, Item, Migration, Outcome, Write};

use crate::given::{Told, World, each, everything, mark_done, n, options, s};

/// Small pages, one segment: items are gone through one page after the other.
pub(crate) fn deferred() -> ItemOptions {
    let mut options = options();
    (options.segments, options.workers) = (Some(1), Some(1));
    options.page = Some(3);
    options.writing = Writing::Deferred;
    options
}

pub(crate) fn of(builder: MigrationBuilder) -> Migration {
    builder.item_options(deferred()).build().unwrap()
}

pub(crate) async fn filled(world: &World, count: usize) {
    world.table("customers").await;
    world.fill("customers", count).await;
}

/// How many items have the attribute.
pub(crate) async fn with(world: &World, attribute: &str) -> usize {
    let items = world.items("customers").await;
    let has = items.values().filter(|item| item.contains_key(attribute));
    has.count()
}

/// What the run of these events came to.
pub(crate) fn counts(told: &Told) -> ItemCounts {
    let finished = told.all().into_iter().find_map(|event| match event {
        Event::ItemsFinished { progress, .. } => Some(progress.counts),
        _ => None,
    });
    finished.unwrap()
}

/// What stands in the directory of spools.
pub(crate) fn spools(world: &World) -> usize {
    std::fs::read_dir(world.spools.path()).unwrap().count()
}

async fn set(client: &Client, table: &str, id: &str, number: i64) {
    let update = client.update_item().table_name(table).key("id", s(id));
    let update = update.update_expression("SET n = :n");
    let update = update.expression_attribute_values(":n", n(number));
    update.send().await.unwrap();
}

#[tokio::test]
async fn nothing_is_written_before_the_function_has_been_called_for_every_item() {
    let world = World::new();
    filled(&world, 40).await;
    world.table("log").await;
    let (client, table, log) = (
        world.client(),
        world.db.table("customers"),
        world.db.table("log"),
    );
    let calls = Arc::new(AtomicUsize::new(0));
    let seen = calls.clone();
    let looks = Migration::builder(1, "each").items("customers", move |item: Item, _| {
        let (client, table, log) = (client.clone(), table.clone(), log.clone());
        let calls = calls.clone();
        async move {
            calls.fetch_add(1, Ordering::Relaxed);
            let items = client.scan().table_name(table).send().await?;
            let changed = items.items().iter().any(|item| item.contains_key("done"));
            let logged = client.scan().table_name(log).send().await?.count();
            assert!(!changed && logged == 0, "something is written already");
            let id = item.string("id").unwrap_or_default().to_owned();
            let answer = mark_done(item)?;
            let entry = Item::new().with("id", id);
            Ok::<_, BoxError>(answer.also(Write::put("log", entry)))
        }
    });
    let told = Told::default();
    let migrator = told.to(world.migrator([of(looks)]));
    migrator.up_with(&everything()).await.unwrap();
    assert_eq!(
        (with(&world, "done").await, seen.load(Ordering::Relaxed)),
        (40, 40)
    );
    assert_eq!(world.items("log").await.len(), 40);
    let counts = counts(&told);
    assert_eq!((counts.scanned, counts.written), (40, 40));
    assert_eq!(
        spools(&world),
        0,
        "the spool of a run that has ended is left"
    );
}

#[tokio::test]
async fn it_is_told_where_answers_wait_and_when_they_are_written() {
    let world = World::new();
    filled(&world, 10).await;
    let told = Told::default();
    let migrator = told.to(world.migrator([of(each(mark_done))]));
    migrator.up_with(&everything()).await.unwrap();
    let phases = told.all().into_iter().filter_map(|event| match event {
        Event::ItemsStarted { progress, .. } => Some(format!("{:?}", progress.phase)),
        Event::ItemsCollecting { directory, .. } => {
            assert!(directory.starts_with(world.spools.path()));
            Some("where".to_owned())
        }
        Event::ItemsCollected { answers, bytes, .. } => {
            assert!(bytes > answers);
            Some(format!("{answers} answers"))
        }
        Event::ItemsFinished { progress, .. } => Some(format!("{:?}", progress.phase)),
        _ => None,
    });
    let phases: Vec<_> = phases.collect();
    assert_eq!(phases, ["Collecting", "where", "10 answers", "Writing"]);
    let id = of(each(mark_done)).id().clone();
    let progress = migrator.item_progress(&id).await.unwrap().unwrap();
    assert_eq!(
        (progress.phase, progress.counts.written),
        (ItemPhase::Writing, 10)
    );
}

#[tokio::test]
async fn a_function_that_fails_on_the_last_item_leaves_the_table_as_it_was() {
    let world = World::new();
    filled(&world, 20).await;
    let before = world.items("customers").await;
    let left = Arc::new(AtomicUsize::new(20));
    let last = each(move |item| match left.fetch_sub(1, Ordering::Relaxed) {
        1 => Err("the last".into()),
        _ => mark_done(item),
    });
    let migration = of(last);
    let error = world.up(&migration).await.unwrap_err();
    assert_eq!(error.code(), Code::TooManyErrors);
    let hint = error.what_next().unwrap();
    assert!(hint.starts_with("nothing was written"), "{hint}");
    assert_eq!(world.items("customers").await, before);
    assert_eq!(spools(&world), 0);
    let history = world.migrator([migration]).read_history().await.unwrap();
    assert_eq!(history.rows[0].status, Status::Failed);

    world.up(&of(each(mark_done))).await.unwrap();
    assert_eq!(with(&world, "done").await, 20);
}

#[tokio::test]
async fn what_cannot_be_written_is_found_out_before_anything_is() {
    let world = World::new();
    filled(&world, 20).await;
    let before = world.items("customers").await;
    let only_one = |answer: fn(Item) -> Outcome<Item>| {
        move |item: Item| match item.number("n") {
            Some("13") => Ok(answer(item)),
            _ => mark_done(item),
        }
    };
    let too_large: fn(Item) -> Outcome<Item> = |mut item| {
        item.set("x", "x".repeat(500_000));
        Outcome::Update(item)
    };
    let no_table: fn(Item) -> Outcome<Item> =
        |_| Outcome::Keep.also(Write::delete("nowhere", Item::new().with("id", "1")));
    let no_key: fn(Item) -> Outcome<Item> =
        |_| Outcome::Keep.also(Write::delete("customers", Item::new().with("other", "1")));
    for (answer, code) in [
        (too_large, Code::TooManyErrors),
        (no_table, Code::TableMissing),
        (no_key, Code::TooManyErrors),
    ] {
        let error = world.up(&of(each(only_one(answer)))).await.unwrap_err();
        assert_eq!(error.code(), code, "{error}");
        assert_eq!(world.items("customers").await, before);
    }
}

#[tokio::test]
async fn a_run_goes_past_items_and_notes_them_when_it_writes() {
    let world = World::new();
    filled(&world, 30).await;
    let mut options = deferred();
    options.max_errors = MaxErrors::Count(2);
    let past = |sevens: &'static [&'static str]| {
        let function = move |item: Item| match sevens.contains(&item.number("n").unwrap()) {
            true => Err("a seven".into()),
            false => mark_done(item),
        };
        let past = each(function).item_options(options);
        past.build().unwrap()
    };
    let error = world.up(&past(&["7", "17", "27"])).await.unwrap_err();
    assert_eq!(error.code(), Code::TooManyErrors);
    assert_eq!(with(&world, "done").await, 0);

    let told = Told::default();
    let migrator = told.to(world.migrator([past(&["7", "17"])]));
    let report = migrator.up_with(&everything()).await.unwrap();
    assert_eq!(report.failed.len(), 2);
    let counts = counts(&told);
    assert_eq!((counts.scanned, counts.written, counts.failed), (30, 28, 2));
    let mended = world.migrator([of(each(mark_done))]);
    let retried = mended.retry("each").await.unwrap();
    assert_eq!(retried.counts.written, 2);
    assert_eq!(with(&world, "done").await, 30);
}

#[tokio::test]
async fn what_others_write_before_the_writes_is_not_lost() {
    let world = World::new();
    filled(&world, 20).await;
    let (client, table) = (world.client(), world.db.table("customers"));
    let calls = Arc::new(AtomicUsize::new(0));
    let doubled = Migration::builder(1, "each").items("customers", move |mut item: Item, _| {
        let (client, table) = (client.clone(), table.clone());
        let call = calls.fetch_add(1, Ordering::Relaxed) + 1;
        async move {
            let number: i64 = item.number("n").ok_or("no number")?.parse()?;
            item.set("doubled", number * 2);
            // Of those that wait, one changes and one goes, before any is written.
            if call == 20 {
                set(&client, &table, "000003", 500).await;
                let delete = client.delete_item().table_name(table);
                delete.key("id", s("000004")).send().await?;
            }
            Ok::<_, BoxError>(Outcome::Update(item))
        }
    });
    let told = Told::default();
    let migrator = told.to(world.migrator([of(doubled)]));
    migrator.up_with(&everything()).await.unwrap();
    let items = world.items("customers").await;
    assert_eq!(items.len(), 19, "what was deleted has come back");
    for (id, item) in items {
        let number: i64 = item["n"].as_n().unwrap().parse().unwrap();
        assert_eq!(item["doubled"], n(number * 2), "{id}");
    }
    let counts = counts(&told);
    assert_eq!((counts.scanned, counts.written, counts.gone), (20, 19, 1));
}

#[tokio::test]
async fn a_run_that_is_begun_deferred_goes_on_deferred() {
    let world = World::new();
    filled(&world, 10).await;
    world.up(&of(each(|_| Err("no".into())))).await.unwrap_err();
    let streamed = each(mark_done).item_options({
        let mut options = deferred();
        options.writing = Writing::Streamed;
        options
    });
    let error = world.up(&streamed.build().unwrap()).await.unwrap_err();
    assert_eq!(error.code(), Code::RunChanged);
    assert!(error.to_string().contains("Deferred"), "{error}");
}

#[tokio::test]
async fn where_a_spool_cannot_be_made_nothing_is_written_and_the_run_can_start_over() {
    let world = World::new();
    filled(&world, 10).await;
    let file = world.spools.path().join("file");
    std::fs::write(&file, "").unwrap();
    let mut once = deferred();
    once.times = Times::ExactlyOnce;
    let migration = each(mark_done).item_options(once).build().unwrap();
    let registry = dynamig::Registry::of([migration.clone()]).unwrap();
    let settings = world.settings().with_spool_directory(file.join("spools"));
    let migrator = dynamig::Migrator::with_registry(world.client(), settings, registry);
    let error = migrator.up_with(&everything()).await.unwrap_err();
    assert_eq!((error.code(), error.code().exit()), (Code::File, 1));
    assert!(error.what_next().unwrap().contains("spool_directory"));
    assert_eq!(with(&world, "done").await, 0);
    world.up(&migration).await.unwrap();
    assert_eq!(with(&world, "done").await, 10);
}
