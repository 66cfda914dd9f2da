use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::types::{AttributeValue, Put, TransactWriteItem, Update};
use dynamig::{BoxError, Context};

/// The table, by its logical name, in which migrations say that they ran. Its key is the string `id`.
pub const EFFECTS: &str = "effects";
const COMMITTED: &str = "committed";

/// Leaves an item of its own that says `what`; a retry of the same request leaves the same item.
pub(crate) async fn leave(cx: &Context, name: &str, what: &str) -> Result<(), BoxError> {
    cx.client()
        .put_item()
        .set_table_name(cx.table(EFFECTS))
        .item("id", unique(name, what))
        .send()
        .await?;
    Ok(())
}

/// Counts up a number and leaves an item that says `what`: actions of one transaction.
pub(crate) fn count_up(
    cx: &Context,
    name: &str,
    what: &str,
) -> Result<Vec<TransactWriteItem>, BuildError> {
    let update = Update::builder()
        .set_table_name(cx.table(EFFECTS))
        .key("id", AttributeValue::S(COMMITTED.to_owned()))
        .update_expression("ADD n :one")
        .expression_attribute_values(":one", AttributeValue::N("1".to_owned()))
        .build()?;
    let put = Put::builder()
        .set_table_name(cx.table(EFFECTS))
        .item("id", unique(name, what))
        .build()?;
    let action = TransactWriteItem::builder;
    Ok(vec![
        action().update(update).build(),
        action().put(put).build(),
    ])
}

fn unique(name: &str, what: &str) -> AttributeValue {
    static LEFT: AtomicU64 = AtomicU64::new(0);
    let n = LEFT.fetch_add(1, Ordering::Relaxed);
    AttributeValue::S(format!("{what}|{name}|{}|{n}", std::process::id()))
}

/// What migrations left behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effects {
    /// Every item's `id`: what it says, who left it, and a number that makes it unique.
    pub left: BTreeSet<String>,
    /// How often the transaction of the chain was committed.
    pub committed: u64,
}

impl Effects {
    /// Reads the table of this real name.
    ///
    /// # Panics
    /// Where the engine refuses, or an item has another form.
    pub async fn read(client: &Client, table: &str) -> Self {
        let scan = client.scan().table_name(table).consistent_read(true);
        let items = scan.send().await.expect("the effects can be read").items;
        let mut effects = Self {
            left: BTreeSet::new(),
            committed: 0,
        };
        for item in items.unwrap_or_default() {
            let id = item["id"].as_s().expect("the key is a string");
            if id == COMMITTED {
                let n = item["n"].as_n().expect("a number was counted up");
                effects.committed = n.parse().expect("a whole number");
            } else {
                effects.left.insert(id.clone());
            }
        }
        effects
    }

    /// How many items say `what`.
    #[must_use]
    pub fn count(&self, what: &str) -> usize {
        let says = |id: &&String| id.split('|').next() == Some(what);
        self.left.iter().filter(says).count()
    }
}
