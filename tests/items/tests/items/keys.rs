//! Keys of every type, and pages that end where the table does.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::{AttributeValue, KeyType, ScalarAttributeType};
use dynamig::item::Attributes;
use dynamig::migration::{Times, Writes, Writing};
use dynamig::rewrite::ItemCounts;
use dynamig::{Code, Migration, Outcome};

use crate::given::{Told, World, each, everything, item, mark_done, n, options};

/// Numbers that no float holds, and of either sign.
const NUMBERS: [&str; 6] = [
    "12345678901234567890123456789012345678",
    "12345678901234567890123456789012345679",
    "-0.000000000000000000000000000000000001",
    "0",
    "-12345678901234567890123456789012345678",
    "9.9",
];
/// Bytes that are no text.
const BYTES: [&[u8]; 4] = [&[0], &[255, 254], &[0, 0, 1], b"plain"];

/// An item of each pair, with a number that counts up.
fn pairs(key: impl Fn(AttributeValue, AttributeValue) -> [AttributeValue; 2]) -> Vec<Attributes> {
    let bytes = BYTES.map(|bytes| AttributeValue::B(Blob::new(bytes)));
    let pairs = NUMBERS
        .iter()
        .flat_map(|number| bytes.iter().map(move |bytes| (n(number), bytes.clone())));
    let items = pairs.enumerate().map(|(at, (number, bytes))| {
        let [hash, range] = key(number, bytes);
        item([("hash", hash), ("range", range), ("count", n(at))])
    });
    items.collect()
}

fn counts(told: &Told) -> ItemCounts {
    let finished = told.all().into_iter().find_map(|event| match event {
        dynamig::Event::ItemsFinished { progress, .. } => Some(progress.counts),
        _ => None,
    });
    finished.unwrap()
}

/// Adds one, exactly once, in pages of three.
fn counting(writes: Writes, writing: Writing) -> Migration {
    let mut options = options();
    (options.page, options.times) = (Some(3), Times::ExactlyOnce);
    (options.writes, options.writing) = (writes, writing);
    let once = each(|mut item| {
        let count: u64 = item.number("count").ok_or("no count")?.parse()?;
        item.set("count", count + 1);
        Ok(Outcome::Update(item))
    });
    once.item_options(options).build().unwrap()
}

/// Stops after each few items, so that the run goes on from keys that it has stored.
async fn counted_in_pieces(
    hash: ScalarAttributeType,
    range: ScalarAttributeType,
    how: (Writes, Writing),
) {
    let world = World::new();
    let keys = [
        ("hash", KeyType::Hash, hash.clone()),
        ("range", KeyType::Range, range),
    ];
    world.table_of("customers", &keys).await;
    let items = match hash {
        ScalarAttributeType::N => pairs(|number, bytes| [number, bytes]),
        _ => pairs(|number, bytes| [bytes, number]),
    };
    world.put("customers", items.clone()).await;
    let told = Told::default();
    let migrator = told.to(world.migrator([counting(how.0, how.1)]));
    let mut pieces = 0;
    if how.1 == Writing::Streamed {
        for most in [4, 9, 14, 19] {
            let limited = everything().max_items(most);
            let error = migrator.up_with(&limited).await.unwrap_err();
            assert_eq!(error.code(), Code::LimitReached);
            pieces += 1;
        }
    }
    migrator.up_with(&everything()).await.unwrap();
    let counts = counts(&told);
    let count = items.len() as u64;
    assert_eq!((counts.scanned, counts.written), (count, count), "{pieces}");

    let scan = world
        .client()
        .scan()
        .table_name(world.db.table("customers"));
    let found = scan.send().await.unwrap().items.unwrap();
    assert_eq!(found.len(), items.len());
    let same = |one: &AttributeValue, other: &AttributeValue| match (one, other) {
        // An engine may write a number in another form.
        (AttributeValue::N(one), AttributeValue::N(other)) => {
            dynamig::Item::new().with("n", AttributeValue::N(one.clone()))
                == dynamig::Item::new().with("n", AttributeValue::N(other.clone()))
        }
        _ => one == other,
    };
    for before in items {
        let mut after = found.iter().filter(|after| {
            same(&after["hash"], &before["hash"]) && same(&after["range"], &before["range"])
        });
        let at: u64 = before["count"].as_n().unwrap().parse().unwrap();
        assert_eq!(after.next().unwrap()["count"], n(at + 1), "{before:?}");
    }
}

#[tokio::test]
async fn keys_of_numbers_and_bytes_are_found_again_by_whoever_goes_on() {
    for writes in [Writes::Batch, Writes::Single] {
        for writing in [Writing::Streamed, Writing::Deferred] {
            let (number, bytes) = (ScalarAttributeType::N, ScalarAttributeType::B);
            counted_in_pieces(number.clone(), bytes.clone(), (writes, writing)).await;
            counted_in_pieces(bytes, number, (writes, writing)).await;
        }
    }
}

#[tokio::test]
async fn a_table_that_ends_with_a_page_is_gone_through_once() {
    for (items, writing) in [
        (10, Writing::Streamed),
        (20, Writing::Streamed),
        (20, Writing::Deferred),
    ] {
        let world = World::new();
        world.table("customers").await;
        world.fill("customers", items).await;
        let mut options = options();
        (options.segments, options.workers) = (Some(1), Some(1));
        (options.page, options.writing) = (Some(10), writing);
        let calls = Arc::new(AtomicUsize::new(0));
        let called = calls.clone();
        let marking = each(move |item| {
            called.fetch_add(1, Ordering::Relaxed);
            mark_done(item)
        });
        let told = Told::default();
        let migration = marking.item_options(options).build().unwrap();
        let before = world.db.counts();
        told.to(world.migrator([migration]))
            .up_with(&everything())
            .await
            .unwrap();
        // AWS says that a full page is the last only with the next, which is empty.
        let scans = world.db.counts().since(&before).of("Scan");
        assert_eq!(scans as usize, items / 10 + 1);
        let counts = counts(&told);
        assert_eq!(
            (counts.scanned, counts.written),
            (items as u64, items as u64)
        );
        assert_eq!(calls.load(Ordering::Relaxed), items);
    }
}
