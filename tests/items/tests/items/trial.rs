//! What is known before a run and after it: nothing of it writes.

use std::collections::BTreeSet;

use aws_sdk_dynamodb::types::{AttributeValue, KeyType};
use dynamig::item_check::ExampleKeys;
use dynamig::migration::{Direction, Times};
use dynamig::trial::{Extent, Sample, Trial, TrialFound, Values};
use dynamig::{BoxError, Code, Item, Migration, Outcome, TrialOptions, Write};

use crate::given::{World, each, item, mark_done, n, options, s};

fn whole() -> TrialOptions {
    TrialOptions::new(Sample::Whole)
}

async fn tried(world: &World, migration: &Migration, options: TrialOptions) -> Trial {
    let migrator = world.migrator([migration.clone()]);
    let tried = migrator.try_items("each", Direction::Up, options).await;
    tried.unwrap()
}

/// The operations that went out while something was done.
async fn requests<T>(world: &World, what: impl Future<Output = T>) -> (T, Vec<String>) {
    let before = world.db.requests().len();
    let done = what.await;
    let sent = world.db.requests().into_iter().skip(before);
    let names: BTreeSet<String> = sent.map(|seen| seen.operation).collect();
    (done, names.into_iter().collect())
}

#[tokio::test]
async fn a_trial_tells_what_a_run_would_do_and_sends_nothing_that_writes() {
    let world = World::new();
    world.table("customers").await;
    world.fill("customers", 60).await;
    let before = world.items("customers").await;
    let migration = each(|mut item: Item| {
        let at: u32 = item.number("n").unwrap().parse()?;
        Ok(match at % 4 {
            0 => Outcome::Keep,
            1 => Outcome::Delete.also(Write::put("archive", Item::new().with("id", "x"))),
            2 => return Err("no such thing".into()),
            _ => {
                item.set("email", s("abc"));
                item.remove("n");
                Outcome::Update(item)
            }
        })
    })
    .build()
    .unwrap();
    // It cannot read `n` from what it made.
    let (trial, sent) = requests(&world, tried(&world, &migration, whole())).await;
    assert_eq!(trial.extent, Extent::Whole);
    let counts = trial.counts;
    let told = [counts.looked_at, counts.kept, counts.deleted, counts.failed];
    assert_eq!(told, [60, 15, 15, 15]);
    assert_eq!(
        (counts.updated, counts.changed_again, counts.also),
        (15, 15, 15)
    );
    assert_eq!(trial.items, 60);
    assert!(trial.read_units.as_f64() > 0.0);
    assert_eq!(sent, ["DescribeTable", "Query", "Scan"]);
    assert_eq!(world.items("customers").await, before);
    let panicked = |found: &TrialFound| matches!(found, TrialFound::FailedThen { .. });
    assert_eq!(
        trial
            .examples
            .iter()
            .filter(|one| panicked(&one.found))
            .count(),
        5
    );
}

#[tokio::test]
async fn examples_have_names_types_and_sizes_and_values_only_where_asked_for() {
    let world = World::new();
    world.table("customers").await;
    world
        .put("customers", [item([("id", s("one")), ("old", n(1))])])
        .await;
    let migration = each(|mut item: Item| {
        item.set("email", s("secret@example.com"));
        item.remove("old");
        Ok(Outcome::Update(item))
    })
    .build()
    .unwrap();
    let hidden = tried(&world, &migration, whole()).await;
    let [example] = hidden.examples.as_slice() else {
        panic!("{:?}", hidden.examples)
    };
    assert!(example.item.starts_with("sha256:"), "{}", example.item);
    let TrialFound::Updated { changes } = &example.found else {
        panic!("{example:?}")
    };
    let told: Vec<_> = changes.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        ["email: none -> S of 23 bytes", "old: N of 5 bytes -> none"]
    );
    assert!(!serde_json::to_string(&hidden).unwrap().contains("secret"));
    let all = whole().keys(ExampleKeys::Shown).values(Values::Shown);
    let shown = tried(&world, &migration, all).await;
    assert_eq!(shown.examples[0].item, r#"{"id":{"S":"one"}}"#);
    let json = serde_json::to_value(&shown.examples[0]).unwrap();
    assert_eq!(
        json["changes"][0]["becomes"]["value"],
        r#"{"S":"secret@example.com"}"#
    );
}

#[tokio::test]
async fn a_function_that_changes_what_it_made_is_told_and_one_that_marks_is_not() {
    let world = World::new();
    world.table("customers").await;
    world.fill("customers", 3).await;
    let count = |mut item: Item| {
        let at: u32 = item.number("n").unwrap_or_default().parse()?;
        item.set("n", at + 1);
        Ok(Outcome::Update(item))
    };
    let twice = tried(&world, &each(count).build().unwrap(), whole()).await;
    assert_eq!((twice.counts.updated, twice.counts.changed_again), (3, 3));
    let again = |found: &TrialFound| matches!(found, TrialFound::ChangedAgain { .. });
    assert!(twice.examples.iter().any(|one| again(&one.found)));
    let mut once = options();
    once.times = Times::ExactlyOnce;
    let once = each(count).item_options(once).build().unwrap();
    let once = tried(&world, &once, whole()).await;
    assert_eq!((once.counts.updated, once.counts.changed_again), (3, 0));
    let idempotent = tried(&world, &each(mark_done).build().unwrap(), whole()).await;
    let counts = idempotent.counts;
    assert_eq!((counts.updated, counts.changed_again), (3, 0));
}

#[tokio::test]
async fn what_a_function_itself_would_write_is_refused_and_what_it_reads_is_not() {
    let world = World::new();
    world.table("customers").await;
    world.fill("customers", 4).await;
    let migration = Migration::builder(1, "each")
        .items("customers", |mut item: Item, cx| {
            let (client, table) = (cx.client().clone(), cx.table("customers"));
            let cx = cx.clone();
            async move {
                client.scan().set_table_name(table.clone()).send().await?;
                let read = cx.step("read", async { Ok::<_, BoxError>(1) });
                // The name of a step is taken by the first item that comes to it.
                let _taken = read.await;
                if item.string("id") == Some("000002") {
                    client
                        .delete_item()
                        .set_table_name(table)
                        .key("id", s("000001"))
                        .send()
                        .await?;
                }
                if item.string("id") == Some("000003") {
                    cx.tables().delete("customers").await?;
                }
                item.set("done", true);
                Ok::<_, BoxError>(Outcome::Update(item))
            }
        })
        .item_options(options())
        .build()
        .unwrap();
    let before = world.items("customers").await;
    let (trial, sent) = requests(&world, tried(&world, &migration, whole())).await;
    assert_eq!((trial.counts.updated, trial.counts.failed), (2, 2));
    let message = |one: &TrialFound| match one {
        TrialFound::Failed { message } => Some(message.clone()),
        _ => None,
    };
    let failed: Vec<_> = trial
        .examples
        .iter()
        .filter_map(|one| message(&one.found))
        .collect();
    for what in ["DeleteItem", "a change of a table"] {
        let says = format!("{what} may write");
        assert!(failed.iter().any(|text| text.contains(&says)), "{failed:?}");
    }
    assert_eq!(sent, ["DescribeTable", "Query", "Scan"]);
    assert_eq!(world.items("customers").await, before);
}

#[tokio::test]
async fn verify_finds_what_is_left_after_a_run() {
    let world = World::new();
    world.table("customers").await;
    world.fill("customers", 50).await;
    let migration = each(mark_done).build().unwrap();
    let migrator = world.migrator([migration.clone()]);
    let pending = migrator.verify("1", whole()).await.unwrap();
    assert_eq!(pending.counts.left(), 50);
    world.up(&migration).await.unwrap();
    let done = migrator.verify("1", whole()).await.unwrap();
    assert_eq!((done.counts.left(), done.counts.kept), (0, 50));
    // A program of old has written one more.
    world.put("customers", [item([("id", s("late"))])]).await;
    let late = migrator.verify("1", whole()).await.unwrap();
    assert_eq!((late.counts.left(), late.extent), (1, Extent::Whole));
    let pays = |trial: &Trial| trial.read_units.as_f64();
    let eventual = tried(&world, &migration, whole()).await;
    assert_eq!(pays(&late), 2.0 * pays(&eventual));
}

#[tokio::test]
async fn a_sample_is_a_part_and_says_what_it_is_worth() {
    let world = World::new();
    world.table("customers").await;
    world.fill("customers", 2_000).await;
    let migration = each(mark_done).build().unwrap();
    world.up(&migration).await.unwrap();
    let migrator = world.migrator([migration]);
    let sample = TrialOptions::new(Sample::Items(200));
    let trial = migrator.verify("each", sample).await.unwrap();
    assert_eq!(trial.extent, Extent::Sample);
    let looked_at = trial.counts.looked_at;
    assert!((100..1_000).contains(&looked_at), "{looked_at}");
    // Each item has a partition key of its own.
    assert!(trial.partition_keys <= looked_at && trial.partition_keys > looked_at / 2);
    let bound = trial.bound().unwrap();
    assert!(
        bound > 0.0 && bound < 3.2 / trial.partition_keys as f64,
        "{bound}"
    );
    let all = migrator.verify("each", TrialOptions::new(Sample::Items(5_000)));
    let all = all.await.unwrap();
    assert_eq!((all.extent, all.counts.looked_at), (Extent::Whole, 2_000));
    assert_eq!(all.bound(), None);
}

#[tokio::test]
async fn a_partition_of_which_a_part_was_seen_proves_nothing() {
    let world = World::new();
    let keys = [("id", KeyType::Hash), ("at", KeyType::Range)];
    world.table_with("customers", &keys).await;
    let items = (0..300).map(|at| {
        item([
            ("id", s("one")),
            ("at", s(format!("{at:04}"))),
            ("done", AttributeValue::Bool(true)),
        ])
    });
    world.put("customers", items).await;
    let migrator = world.migrator([each(mark_done).build().unwrap()]);
    let trial = migrator.verify("each", TrialOptions::new(Sample::Items(50)));
    let trial = trial.await.unwrap();
    assert_eq!(trial.extent, Extent::Sample);
    let looked_at = trial.counts.looked_at;
    assert!((1..300).contains(&looked_at), "{looked_at}");
    assert_eq!((trial.partition_keys, trial.bound()), (0, None));
}

#[tokio::test]
async fn what_cannot_be_tried_says_why() {
    let world = World::new();
    let plain = Migration::builder(2, "plain")
        .up(|_| async { Ok::<_, BoxError>(()) })
        .build()
        .unwrap();
    let migrator = world.migrator([each(mark_done).build().unwrap(), plain]);
    let code = |error: dynamig::Error| error.code();
    let failed = async |id: &str, direction| {
        let tried = migrator.try_items(id, direction, whole()).await;
        code(tried.unwrap_err())
    };
    assert_eq!(failed("plain", Direction::Up).await, Code::NotOverItems);
    assert_eq!(failed("each", Direction::Down).await, Code::Irreversible);
    assert_eq!(failed("each", Direction::Up).await, Code::TableMissing);
    assert_eq!(
        failed("nobody", Direction::Up).await,
        Code::UnknownMigration
    );
}
