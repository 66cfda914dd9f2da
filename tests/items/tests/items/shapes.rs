//! Items of every shape that DynamoDB takes, and answers of every kind.

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::{AttributeValue, KeyType};
use dynamig::item::Attributes;
use dynamig::migration::{MigrationBuilder, Writes};
use dynamig::{BoxError, Code, Item, Migration, Outcome, Write};

use crate::given::{World, each, item, mark_done, n, options, s};

/// Names that a statement or an expression could trip over.
const NAMES: [&str; 9] = [
    "size",
    "a.b",
    "a\"b",
    "a'b",
    "🦀",
    "with space",
    "#hash",
    ":colon",
    "SELECT",
];

fn b(bytes: &[u8]) -> AttributeValue {
    AttributeValue::B(Blob::new(bytes))
}

/// One attribute of each type, and numbers at the limit.
fn everything() -> Attributes {
    let texts = || vec!["a".to_owned(), "b".to_owned()];
    let numbers = vec![
        "1".to_owned(),
        "12345678901234567890123456789012345678".to_owned(),
    ];
    let map = item([("n", n("0.1")), ("null", AttributeValue::Null(true))]);
    item([
        ("id", s("everything")),
        ("s", s("")),
        ("n", n("12345678901234567890123456789012345678")),
        ("small", n("-1E-130")),
        ("b", b(&[0, 255])),
        ("bool", AttributeValue::Bool(false)),
        ("null", AttributeValue::Null(true)),
        (
            "l",
            AttributeValue::L(vec![s("x"), n(1), AttributeValue::M(map.clone())]),
        ),
        ("m", AttributeValue::M(map)),
        ("ss", AttributeValue::Ss(texts())),
        ("ns", AttributeValue::Ns(numbers)),
        (
            "bs",
            AttributeValue::Bs(vec![Blob::new(*b"a"), Blob::new(*b"b")]),
        ),
    ])
}

/// Looks at everything, so that every type stands in a condition.
fn look_at_all(mut item: Item) -> Result<Outcome<Item>, BoxError> {
    let count = item.iter().count();
    item.set("attributes", count as u64);
    Ok(Outcome::Update(item))
}

fn with(builder: MigrationBuilder, writes: Writes) -> Migration {
    let mut options = options();
    options.writes = writes;
    builder.item_options(options).build().unwrap()
}

#[tokio::test]
async fn every_type_is_compared_exactly_and_kept_as_it_is() {
    for writes in [Writes::Batch, Writes::Single] {
        let world = World::new();
        world.table("customers").await;
        world.put("customers", [everything()]).await;
        world.up(&with(each(look_at_all), writes)).await.unwrap();
        let mut expected = everything();
        expected.insert("attributes".into(), n(12));
        let found = world.items("customers").await.remove("everything").unwrap();
        assert_eq!(found["attributes"], n(12));
        assert_eq!(found.len(), expected.len());
        for (name, value) in &everything() {
            // Sets have no order, and numbers no one form.
            let same = match (value, &found[name]) {
                (AttributeValue::Ns(_), AttributeValue::Ns(numbers)) => numbers.len() == 2,
                (AttributeValue::N(_), AttributeValue::N(_)) => true,
                (AttributeValue::Ss(_), AttributeValue::Ss(texts)) => texts.len() == 2,
                (AttributeValue::Bs(_), AttributeValue::Bs(bytes)) => bytes.len() == 2,
                (expected, found) => expected == found,
            };
            assert!(same, "{name}");
        }
        assert_eq!(found["n"], everything()["n"], "no digit of 38 is lost");
    }
}

#[tokio::test]
async fn names_of_any_kind_are_read_set_and_removed() {
    for writes in [Writes::Batch, Writes::Single] {
        let world = World::new();
        world.table("customers").await;
        let mut odd = item([("id", s("odd"))]);
        odd.extend(NAMES.map(|name| (name.to_owned(), s("old"))));
        world.put("customers", [odd]).await;
        let renaming = each(|mut item| {
            for (at, name) in NAMES.into_iter().enumerate() {
                match (at % 3, item.string(name).is_some()) {
                    (0, true) => item.remove(name),
                    (1, _) => item.set(name, "new"),
                    _ => {}
                }
            }
            Ok(Outcome::Update(item))
        });
        world.up(&with(renaming, writes)).await.unwrap();
        let found = world.items("customers").await.remove("odd").unwrap();
        for (at, name) in NAMES.into_iter().enumerate() {
            let expected = [None, Some(s("new")), Some(s("old"))][at % 3].clone();
            assert_eq!(found.get(name), expected.as_ref(), "{name}");
        }
    }
}

#[tokio::test]
async fn keys_of_two_attributes_one_item_and_none() {
    let world = World::new();
    let keys = [("id", KeyType::Hash), ("at", KeyType::Range)];
    world.table_with("customers", &keys).await;
    world.up(&each(mark_done).build().unwrap()).await.unwrap();
    let (one, other) = (
        item([("id", s("a")), ("at", s("1"))]),
        item([("id", s("a")), ("at", s("2"))]),
    );
    world.put("customers", [one, other]).await;
    let again = Migration::builder(2, "again")
        .items("customers", |item: Item, _| async { mark_done(item) });
    let again = again.item_options(options()).build().unwrap();
    let migrator = world.migrator([each(mark_done).build().unwrap(), again]);
    migrator.up_with(&crate::given::everything()).await.unwrap();
    let scan = world
        .client()
        .scan()
        .table_name(world.db.table("customers"));
    let items = scan.send().await.unwrap().items.unwrap();
    assert_eq!(items.len(), 2);
    assert!(
        items
            .iter()
            .all(|item| item["done"] == AttributeValue::Bool(true))
    );
}

#[tokio::test]
async fn large_items_and_those_of_two_hundred_attributes() {
    let world = World::new();
    world.table("customers").await;
    let large = item([("id", s("large")), ("pad", s("x".repeat(400_000)))]);
    world.put("customers", [large]).await;
    let mut wide = item([("id", s("wide"))]);
    wide.extend((0..200).map(|at| (format!("a{at:03}"), n(at))));
    world.put("customers", [wide]).await;
    world.up(&each(mark_done).build().unwrap()).await.unwrap();
    let items = world.items("customers").await;
    assert!(items.values().all(|item| item.contains_key("done")));

    let all = Migration::builder(2, "all")
        .items("customers", |item: Item, _| async { look_at_all(item) });
    let all = all.item_options(options()).build().unwrap();
    let migrator = world.migrator([each(mark_done).build().unwrap(), all]);
    let error = migrator
        .up_with(&crate::given::everything())
        .await
        .unwrap_err();
    assert_eq!(error.code(), Code::TooManyErrors);
    assert!(error.to_string().contains("compare = changed"), "{error}");
}

#[tokio::test]
async fn a_key_that_changes_moves_the_item() {
    let world = World::new();
    world.table("customers").await;
    world.fill("customers", 30).await;
    let moving = each(|mut item| {
        let id = item.string("id").ok_or("no id")?.to_owned();
        if !id.starts_with("c-") {
            item.set("id", format!("c-{id}"));
        }
        Ok(Outcome::Update(item))
    });
    world.up(&moving.build().unwrap()).await.unwrap();
    let items = world.items("customers").await;
    assert_eq!(items.len(), 30);
    assert!(
        items
            .iter()
            .all(|(id, item)| id == &format!("c-{:0>6}", item["n"].as_n().unwrap()))
    );
}

#[tokio::test]
async fn items_are_deleted_kept_and_copied_elsewhere() {
    let world = World::new();
    world.table("customers").await;
    world.table("old").await;
    world.fill("customers", 30).await;
    let sorting = each(|item| {
        let id = item.string("id").ok_or("no id")?.to_owned();
        let n: u32 = item.number("n").ok_or("no number")?.parse()?;
        let copy = Write::put("old", Item::new().with("id", id));
        Ok(match n % 3 {
            0 => Outcome::Delete.also(copy),
            1 => Outcome::Keep.also(copy),
            _ => Outcome::Keep,
        })
    });
    world.up(&sorting.build().unwrap()).await.unwrap();
    assert_eq!(world.items("customers").await.len(), 20);
    assert_eq!(world.items("old").await.len(), 20);
}

#[tokio::test]
async fn no_function_writes_to_dynamigs_own_table_or_to_one_that_it_does_not_touch() {
    for table in ["_dynamig", "old"] {
        let world = World::new();
        world.table("customers").await;
        world.table("old").await;
        world.fill("customers", 3).await;
        let own = each(move |_| {
            let put = Write::put(table, Item::new().with("id", "1"));
            Ok(Outcome::Keep.also(put))
        });
        let migration = own.touches(["customers"]).build().unwrap();
        let error = world.up(&migration).await.unwrap_err();
        assert_eq!(error.code(), Code::RequestRefused, "{error}");
    }
}

#[derive(serde::Serialize, serde::Deserialize)]
struct Emails {
    email: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    email_lower: Option<String>,
}

#[tokio::test]
async fn a_type_of_serdes_changes_what_it_names_and_keeps_the_rest() {
    let world = World::new();
    world.table("customers").await;
    let mut ann = everything();
    ann.insert("email".into(), s("Ann@Example.com"));
    world.put("customers", [ann]).await;
    let lower =
        Migration::builder(1, "lower").items("customers", |mut one: Emails, _| async move {
            one.email_lower = Some(one.email.to_lowercase());
            Ok::<_, BoxError>(Outcome::Update(one))
        });
    world
        .up(&lower.item_options(options()).build().unwrap())
        .await
        .unwrap();
    let found = world.items("customers").await.remove("everything").unwrap();
    assert_eq!(found["email_lower"], s("ann@example.com"));
    assert_eq!(found.len(), everything().len() + 2);
}
