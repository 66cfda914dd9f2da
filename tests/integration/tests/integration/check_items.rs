//! The look at items before an index is made on a table that has some.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::{AttributeValue, PutRequest, WriteRequest};
use dynamig::item_check::{ExampleKeys, ItemCheck};
use dynamig::plan::tables::TableStep;
use dynamig::plan::{Hazard, Plan};
use dynamig::table::{AttributeType, Declaration, Index, Key, Role, Scope};
use dynamig::{CheckItems, Event, Migrator};

use crate::given::World;
use crate::tables::{customers, look, migrator};

pub(crate) const SCAN: CheckItems = CheckItems::Scan(ExampleKeys::Hashed);

pub(crate) fn s(text: impl Into<String>) -> AttributeValue {
    AttributeValue::S(text.into())
}

pub(crate) fn n(number: u32) -> AttributeValue {
    AttributeValue::N(number.to_string())
}

/// The table with an index on these attributes: those of the partition key, and those of the sort key.
fn indexed(
    mut table: Declaration,
    name: &str,
    partition: &[(&str, AttributeType)],
    sort: &[(&str, AttributeType)],
) -> Declaration {
    let mut keys = Vec::new();
    for (role, attributes) in [(Role::Partition, partition), (Role::Sort, sort)] {
        for &(attribute, kind) in attributes {
            table.definition.define(attribute, kind);
            let attribute = attribute.to_owned();
            keys.push(Key { attribute, role });
        }
    }
    table.definition.indexes.push(Index {
        keys,
        ..Index::new(name, Scope::Global)
    });
    table
}

pub(crate) fn by_email() -> Declaration {
    let email = [("email", AttributeType::String)];
    indexed(customers(), "by_email", &email, &[])
}

/// Puts items, 25 at once.
pub(crate) async fn put(world: &World, items: Vec<Vec<(&str, AttributeValue)>>) {
    let real = world.db.table("customers");
    let requests: Vec<_> = items
        .into_iter()
        .map(|item| {
            let item = item
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value));
            let put = PutRequest::builder().set_item(Some(item.collect::<HashMap<_, _>>()));
            WriteRequest::builder()
                .put_request(put.build().unwrap())
                .build()
        })
        .collect();
    for some in requests.chunks(25) {
        let batch = world.client().batch_write_item();
        let written = batch
            .request_items(&real, some.to_vec())
            .send()
            .await
            .unwrap();
        assert!(written.unprocessed_items().is_none_or(HashMap::is_empty));
    }
}

/// A table with these items, and no index.
pub(crate) async fn with_items(items: Vec<Vec<(&str, AttributeValue)>>) -> World {
    let world = World::new();
    fill(&world, items).await;
    world
}

/// Makes the table, with these items and no index.
pub(crate) async fn fill(world: &World, items: Vec<Vec<(&str, AttributeValue)>>) {
    migrator(world, [customers()]).up().await.unwrap();
    put(world, items).await;
}

pub(crate) fn one_of_each() -> Vec<Vec<(&'static str, AttributeValue)>> {
    vec![
        vec![("id", s("good")), ("email", s("ann@example.org"))],
        vec![("id", s("long")), ("email", s("x".repeat(2048)))],
        vec![("id", s("absent"))],
        vec![("id", s("number")), ("email", n(7))],
        vec![
            ("id", s("set")),
            ("email", AttributeValue::Ss(vec!["a".into()])),
        ],
        vec![("id", s("null")), ("email", AttributeValue::Null(true))],
        vec![("id", s("empty")), ("email", s(""))],
        vec![("id", s("too long")), ("email", s("x".repeat(2049)))],
    ]
}

pub(crate) async fn planned(migrator: &Migrator, check: CheckItems) -> Plan {
    let options = look().check_items(check);
    migrator.plan_with(&options).await.unwrap()
}

/// The step that makes an index, and what was found for it.
pub(crate) fn step<'a>(plan: &'a Plan, index: &str) -> (&'a TableStep, &'a ItemCheck) {
    let steps = plan.tables.steps.iter();
    let mut found = steps.filter_map(|step| Some((step, step.items.as_ref()?)));
    found.find(|(_, check)| check.index == index).unwrap()
}

fn counts(check: &ItemCheck) -> [u64; 6] {
    let rejected = check.rejected;
    [
        check.looked_at,
        check.left_out,
        rejected.wrong_type,
        rejected.null,
        rejected.empty,
        rejected.too_long,
    ]
}

#[tokio::test]
async fn each_kind_of_item_is_counted_and_nothing_is_written() {
    let world = with_items(one_of_each()).await;
    let migrator = migrator(&world, [by_email()]);
    let unlooked = planned(&migrator, CheckItems::No).await;
    assert!(
        unlooked
            .tables
            .steps
            .iter()
            .all(|step| step.items.is_none())
    );

    world.db.refuse_writes();
    let before = world.db.counts();
    let plan = planned(&migrator, SCAN).await;
    let sent = world.db.counts().since(&before);
    assert_eq!((sent.writes(), sent.of("Scan")), (0, 4));
    let (step, check) = step(&plan, "by_email");
    assert_eq!(step.hazard, Hazard::Breaking);
    assert_eq!(counts(check), [8, 1, 2, 1, 1, 1]);
    assert!(check.read_units.as_f64() >= 2.0, "{}", check.read_units);
    assert_eq!(check.examples.len(), 5);
    let told = format!(
        "{check} {check:?} {}",
        serde_json::to_string(check).unwrap()
    );
    for secret in ["ann@example.org", "xxx", "too long\"", "\"null\"}"] {
        assert!(!told.contains(secret), "{told}");
    }
}

#[tokio::test]
async fn keys_are_shown_only_where_that_was_asked_for() {
    let items = vec![vec![("id", s("n1")), ("email", n(7))]];
    let world = with_items(items).await;
    let migrator = migrator(&world, [by_email()]);
    let examples = async |keys| {
        let plan = planned(&migrator, CheckItems::Scan(keys)).await;
        step(&plan, "by_email").1.examples.clone()
    };
    // printf '{"id":{"S":"n1"}}' | sha256sum
    let hashed = examples(ExampleKeys::Hashed).await;
    assert_eq!(hashed, ["sha256:4604305c1873"]);
    let shown = examples(ExampleKeys::Shown).await;
    assert_eq!(shown, [r#"{"id":{"S":"n1"}}"#]);
}

/// A name that could be taken for a path, and one that is a word of the language.
const DOTTED: &str = "a.b-c";
const WORD: &str = "select";

fn bytes(length: usize) -> AttributeValue {
    AttributeValue::B(Blob::new(vec![1; length]))
}

/// An item with the four attributes of a key.
fn keyed(
    id: &str,
    dotted: AttributeValue,
    word: AttributeValue,
    bytes: AttributeValue,
    hash: AttributeValue,
) -> Vec<(&'static str, AttributeValue)> {
    let names = ["id", DOTTED, WORD, "bytes", "#x"];
    let values = [s(id), dotted, word, bytes, hash];
    names.into_iter().zip(values).collect()
}

#[tokio::test]
async fn names_are_no_paths_and_no_words_of_the_language_and_each_part_of_a_key_counts() {
    use AttributeType::{Binary, Number, String};
    let table = indexed(
        customers(),
        "by_all",
        &[(DOTTED, String), (WORD, Number)],
        &[("bytes", Binary), ("#x", String)],
    );
    let nested = AttributeValue::M(HashMap::from([("b-c".to_owned(), s("x"))]));
    let (longest, longest_sort) = (s("x".repeat(2048)), s("y".repeat(1024)));
    let world = with_items(vec![
        keyed("good", longest, n(1), bytes(1024), longest_sort),
        keyed("long sort", s("x"), n(1), bytes(1025), s("y")),
        keyed("last is long", s("x"), n(1), bytes(1), s("y".repeat(1025))),
        keyed("not a number", s("x"), s("1"), bytes(1), s("y")),
        keyed("no bytes", s("x"), n(1), bytes(0), s("y")),
        vec![("id", s("a path")), ("a", nested), (WORD, n(1))],
        vec![("id", s("absent and wrong")), (WORD, s("1"))],
    ])
    .await;
    let plan = planned(&migrator(&world, [table]), SCAN).await;
    let (_, check) = step(&plan, "by_all");
    assert_eq!(counts(check), [7, 1, 2, 0, 1, 2]);
}

#[tokio::test]
async fn counts_are_exact_over_many_pages_and_one_scan_serves_all_indexes() {
    // Three of them are more than a page of a megabyte.
    let fat = "x".repeat(380_000);
    let item = |id: u32| {
        let email = match id % 4 {
            0 => None,
            1 => Some(n(id)),
            _ => Some(s(format!("{id}@example.org"))),
        };
        let mut item = vec![
            ("id", s(id.to_string())),
            ("fat", s(fat.clone())),
            ("age", n(id)),
        ];
        item.extend(email.map(|email| ("email", email)));
        item
    };
    let world = with_items(Vec::new()).await;
    for id in 0..40 {
        put(&world, vec![item(id)]).await;
    }
    let table = indexed(by_email(), "by_age", &[("age", AttributeType::Number)], &[]);
    let before = world.db.counts();
    let plan = planned(&migrator(&world, [table]), SCAN).await;
    let scans = world.db.counts().since(&before).of("Scan");
    assert!(scans > 8, "{scans} pages");
    let (_, by_email) = step(&plan, "by_email");
    assert_eq!(counts(by_email), [40, 10, 10, 0, 0, 0]);
    let (slow, by_age) = step(&plan, "by_age");
    assert_eq!(
        (slow.hazard, counts(by_age)),
        (Hazard::Slow, [40, 0, 0, 0, 0, 0])
    );
    // 40 items of 372 KB, at half a unit for 4 KB, and what rounding adds.
    let units = by_age.read_units.as_f64();
    assert!((1_850.0..2_000.0).contains(&units), "{units}");
    assert_eq!(by_age.read_units, by_email.read_units);
}

#[tokio::test]
async fn a_look_is_told_as_an_event() {
    let world = with_items(one_of_each()).await;
    let told = Arc::new(Mutex::new(Vec::new()));
    let sink = told.clone();
    let migrator = migrator(&world, [by_email()]).with_events(move |event| {
        if let Event::ItemsChecked(check) = event {
            sink.lock().unwrap().push(check.to_string());
        }
    });
    planned(&migrator, SCAN).await;
    let told = told.lock().unwrap().clone();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].starts_with(
            "of 8 items the index leaves out 1 without its key; AWS would refuse writes of 5 ("
        ),
        "{told:?}"
    );
}
