//! What a write is conditional on, how a conflict is settled, and writes besides.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use aws_sdk_dynamodb::types::AttributeValue;
use dynamig::item::Attributes;
use dynamig::migration::{Compare, ItemOptions, Writes};
use dynamig::{BoxError, Item, Migration, Outcome, Write};

use crate::given::{World, each, item, n, options, s};

fn with(compare: Compare, writes: Writes) -> ItemOptions {
    let mut options = options();
    (options.compare, options.writes) = (compare, writes);
    options
}

/// Copies `n`. While the function is at the item for the first time, somebody else sets `meanwhile` to 7. Returns the item
/// and how often the function was called; nothing but the scan has read the item.
async fn copied_while(meanwhile: &'static str, options: ItemOptions) -> (Attributes, usize) {
    let world = World::new();
    world.table("customers").await;
    let one = item([("id", s("one")), ("n", n(1)), ("copy", n(0))]);
    world.put("customers", [one]).await;
    let (client, table) = (world.client(), world.db.table("customers"));
    let calls = Arc::new(AtomicUsize::new(0));
    let called = calls.clone();
    let copies = Migration::builder(1, "each").items("customers", move |mut item: Item, _| {
        let (client, table) = (client.clone(), table.clone());
        let call = called.fetch_add(1, Ordering::Relaxed);
        async move {
            let number = item.get("n").cloned().ok_or("no number")?;
            if call == 0 {
                let update = client.update_item().table_name(table).key("id", s("one"));
                let update = update
                    .update_expression("SET #name = :seven")
                    .expression_attribute_names("#name", meanwhile)
                    .expression_attribute_values(":seven", n(7));
                update.send().await?;
            }
            item.set("copy", number);
            Ok::<_, BoxError>(Outcome::Update(item))
        }
    });
    let before = world.db.requests().len();
    let migration = copies.item_options(options).build().unwrap();
    world.up(&migration).await.unwrap();
    let customers = [world.db.table("customers")];
    let sent = world.db.requests().split_off(before).into_iter();
    let sent = sent.filter(|seen| seen.tables == customers);
    let reads: Vec<_> = sent
        .map(|seen| seen.operation)
        .filter(|operation| ["GetItem", "BatchGetItem", "Query"].contains(&operation.as_str()))
        .collect();
    assert!(reads.is_empty(), "a conflict was settled by {reads:?}");
    let found = world.items("customers").await.remove("one").unwrap();
    (found, calls.load(Ordering::Relaxed))
}

#[tokio::test]
async fn what_was_read_and_what_changes_is_compared_unless_something_else_is_asked_for() {
    for writes in [Writes::Batch, Writes::Single] {
        for (compare, meanwhile, calls, is) in [
            // What it read has changed: it runs again, and sees that.
            (Compare::Read, "n", 2, (7, 7)),
            (Compare::Read, "copy", 2, (1, 1)),
            // What nobody looked at may change.
            (Compare::Read, "other", 1, (1, 1)),
            (Compare::Changed, "n", 1, (7, 1)),
            (Compare::Changed, "copy", 2, (1, 1)),
            // Asked for: what somebody else has written to `copy` is lost.
            (Compare::Nothing, "copy", 1, (1, 1)),
            (Compare::Nothing, "n", 1, (7, 1)),
        ] {
            let (found, called) = copied_while(meanwhile, with(compare, writes)).await;
            let case = format!("{compare:?}, {meanwhile}, {writes:?}");
            assert_eq!(called, calls, "{case}");
            assert_eq!(
                (&found["n"], &found["copy"]),
                (&n(is.0), &n(is.1)),
                "{case}"
            );
            assert_eq!(found.contains_key("other"), meanwhile == "other", "{case}");
        }
    }
}

#[tokio::test]
async fn an_item_that_goes_meanwhile_does_not_come_back_even_where_nothing_is_compared() {
    for writes in [Writes::Batch, Writes::Single] {
        let world = World::new();
        world.table("customers").await;
        world.fill("customers", 3).await;
        let (client, table) = (world.client(), world.db.table("customers"));
        let deletes = Migration::builder(1, "each").items("customers", move |mut item: Item, _| {
            let (client, table) = (client.clone(), table.clone());
            async move {
                let key = item.get("id").cloned().ok_or("no id")?;
                client
                    .delete_item()
                    .table_name(table)
                    .key("id", key)
                    .send()
                    .await?;
                item.set("done", true);
                Ok::<_, BoxError>(Outcome::Update(item))
            }
        });
        let options = with(Compare::Nothing, writes);
        world
            .up(&deletes.item_options(options).build().unwrap())
            .await
            .unwrap();
        assert!(world.items("customers").await.is_empty());
    }
}

#[tokio::test]
async fn items_of_this_and_other_tables_are_updated_and_deleted_besides() {
    let world = World::new();
    world.table("customers").await;
    world.table("totals").await;
    world.fill("customers", 30).await;
    let drafts = (0..30).map(|at| item([("id", s(format!("draft-{at:06}")))]));
    world.put("customers", drafts).await;
    // Of every other one there is a total.
    let totals = (0..30).step_by(2);
    let totals = totals.map(|at| item([("id", s(format!("{at:06}"))), ("old", n(1))]));
    world.put("totals", totals).await;
    let closes = each(|item| {
        let id = item.string("id").ok_or("no id")?.to_owned();
        let key = |id: &str| Item::new().with("id", id);
        let total = Write::update("totals", key(&id))
            .set("done", true)
            .remove("old");
        let draft = Write::delete("customers", key(&format!("draft-{id}")));
        Ok(Outcome::Keep.also(total).also(draft))
    });
    let closes = closes.matching(|item| item.get("n").is_some());
    world.up(&closes.build().unwrap()).await.unwrap();
    let customers = world.items("customers").await;
    assert_eq!(customers.len(), 30);
    assert!(customers.values().all(|item| item.contains_key("n")));
    let totals = world.items("totals").await;
    assert_eq!(totals.len(), 15, "an update has made an item");
    let is_done = |total: &Attributes| {
        total.get("done") == Some(&AttributeValue::Bool(true)) && !total.contains_key("old")
    };
    assert!(totals.values().all(is_done));
}
